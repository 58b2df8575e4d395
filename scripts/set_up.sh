#!/bin/sh
# Makes .venv and installs requirements/<base|dev>.txt into it, unless that has been done.
set -eu
cd "$(dirname "$0")/.."
wanted=$1

is_new_enough() {
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
}

find_python() {
    for candidate in ${PYTHON:-} python3 python3.14 python3.13 python3.12 python3.11; do
        if command -v "$candidate" >/dev/null 2>&1 && is_new_enough "$candidate"; then
            echo "$candidate"
            return
        fi
    done
    echo "Python 3.11 or newer is needed; this machine has $(python3 --version 2>/dev/null || echo none). Install one, or name it with PYTHON=/path/to/python3.11." >&2
    exit 1
}

# A clone that was moved, or whose Python is gone, gets a new environment.
if ! .venv/bin/python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || ! .venv/bin/python -m pip --version >/dev/null 2>&1; then
    python=$(find_python)
    if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
        scripts/system.sh venv
    fi
    echo "Making the Python environment."
    rm -rf .venv
    "$python" -m venv .venv
fi

digest() {
    .venv/bin/python -c 'import hashlib, sys; print(hashlib.sha256(open(sys.argv[1], "rb").read()).hexdigest())' "requirements/$1.txt"
}

has() {
    [ "$(cat ".venv/.installed-$1" 2>/dev/null)" = "$(digest "$1")" ]
}

# The development lock holds everything of the base lock, in the same versions.
if ! has "$wanted" && ! { [ "$wanted" = base ] && has dev; }; then
    echo "Installing requirements/$wanted.txt."
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-input --no-deps --require-hashes -r "requirements/$wanted.txt"
    digest "$wanted" >".venv/.installed-$wanted"
fi
