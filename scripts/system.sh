#!/bin/sh
# Installs what Python cannot bring along, if it is missing and may be installed without asking; else says the command.
#   run   the libraries and a font that PDFs are drawn with, and Redis where no Python package has it
#   test  a Chromium for the browser tests
#   venv  the module that makes Python environments
set -eu
cd "$(dirname "$0")/.."

has_library() {
    { /sbin/ldconfig -p 2>/dev/null || ldconfig -p 2>/dev/null || true; } | grep -q "$1"
}

has_chromium() {
    for name in chromium-headless-shell chromium chromium-browser google-chrome; do
        if command -v "$name" >/dev/null 2>&1; then return 0; fi
    done
    return 1
}

needs_redis() {
    if command -v redis-server >/dev/null 2>&1; then return 1; fi
    case "$(uname -m) $(python3 --version 2>/dev/null)" in
    "x86_64 Python 3.11"* | "x86_64 Python 3.12"*) return 1 ;;
    esac
}

missing=""
case $1 in
run)
    if ! has_library libpango-1.0.so || ! has_library libpangoft2-1.0.so; then missing="libpango-1.0-0 libpangoft2-1.0-0"; fi
    if ! has_library libharfbuzz-subset.so; then missing="$missing libharfbuzz-subset0"; fi
    # It draws the scripts that our own typeface lacks, Arabic among them.
    if ! find /usr/share/fonts /usr/local/share/fonts -name 'DejaVuSans.ttf' 2>/dev/null | grep -q .; then missing="$missing fonts-dejavu-core"; fi
    if needs_redis; then missing="$missing redis-server"; fi
    ;;
test)
    if ! has_chromium; then
        missing="chromium-headless-shell"
        if command -v apt-cache >/dev/null 2>&1 && ! apt-cache show $missing >/dev/null 2>&1; then missing="chromium"; fi
    fi
    ;;
venv) missing="python3-venv" ;;
esac
[ -n "$missing" ] || exit 0
missing=${missing# }

as_root=""
if [ "$(id -u)" -ne 0 ]; then as_root="sudo -n"; fi
if command -v apt-get >/dev/null 2>&1 && { [ -z "$as_root" ] || sudo -n true 2>/dev/null; }; then
    echo "Installing $missing."
    log=$(mktemp)
    install() {
        # shellcheck disable=SC2086
        $as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=120 install -y --no-install-recommends $missing </dev/null >"$log" 2>&1
    }
    if install || { $as_root apt-get -qq update </dev/null >"$log" 2>&1 && install; }; then
        rm -f "$log"
        exit 0
    fi
    tail -n 3 "$log" >&2
    rm -f "$log"
fi
echo "Missing on this machine: $missing. Install with: sudo apt-get install --no-install-recommends $missing (or your system's packages of the same libraries)." >&2
exit 1
