#!/usr/bin/env python3
"""The door to every command: finds the environment of this clone, then hands over to trafficking_cases.command_line."""

import os
import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parent
OWN_ENVIRONMENT = PROJECT / ".venv"


def main():
    python = OWN_ENVIRONMENT / "bin" / "python"
    if python.exists() and Path(sys.prefix).resolve() != OWN_ENVIRONMENT.resolve():
        os.execv(str(python), [str(python), *sys.argv])
    if sys.version_info < (3, 11):
        sys.exit("Python 3.11 or newer is needed. `make run` makes the environment of this clone with it.")
    try:
        from trafficking_cases.command_line import main as command_line
    except ModuleNotFoundError as missing:
        if missing.name and missing.name.startswith("trafficking_cases"):
            raise
        sys.exit(f"{missing.name} is not installed. `make run` (or `./run`) sets up everything that is needed.")
    command_line(sys.argv)


if __name__ == "__main__":
    main()
