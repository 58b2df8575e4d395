#!/bin/sh
# Writes requirements/*.txt from pyproject.toml and package-lock.json from package.json: exact versions and hashes for
# every platform, and no addresses.
# Versions already locked are kept; `scripts/lock.sh --upgrade` takes the newest.
set -eu
cd "$(dirname "$0")/.."

lock() {
    output=$1
    shift
    .venv/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
        --no-emit-index-url --no-header --output-file "requirements/$output" "$@"
}

lock base.txt pyproject.toml "$@"
lock dev.txt pyproject.toml --group dev --constraint requirements/base.txt "$@"
lock node.txt --group node "$@"

# npm asks for money in the lock, by address.
npm install --package-lock-only --silent
.venv/bin/python - <<'PYTHON'
import json
from pathlib import Path

path = Path("package-lock.json")
lock = json.loads(path.read_text())
for package in lock["packages"].values():
    package.pop("funding", None)
path.write_text(json.dumps(lock, indent=2) + "\n")
PYTHON

if grep -nE '(https?|file):' requirements/*.txt package-lock.json; then
    echo "An address got into the locks." >&2
    exit 1
fi
