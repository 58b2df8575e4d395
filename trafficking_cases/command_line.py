"""A management command against the data of `make run`, whether that runs at the moment or not."""

import contextlib
import os
import signal
import sys
import time
from collections.abc import Iterator, Sequence

from django.core.management import execute_from_command_line

from trafficking_cases import supervisor
from trafficking_cases.embedded.environment import Installation, of_the_owner, replace
from trafficking_cases.embedded.folder import Busy

BY_THE_OWNER = {"migrate", "createcachetable", "flush", "sqlflush", "dbshell"}
WITHOUT_DATABASE = {
    "help",
    "--help",
    "-h",
    "version",
    "--version",
    "check",
    "collectstatic",
    "diffsettings",
    "spectacular",
}
PATIENCE = 60.0


def main(arguments: Sequence[str]) -> None:
    command = arguments[1] if len(arguments) > 1 else "help"
    if command == "run":
        sys.exit(supervisor.run(Installation()))
    installation = Installation()
    installation.join_demonstration()
    installation.refuse_in_production()
    whole = installation.complete()
    replace(os.environ, of_the_owner(whole) if command in BY_THE_OWNER else whole)
    with contextlib.ExitStack() as servers:
        if installation.brings_postgres and command not in WITHOUT_DATABASE:
            servers.enter_context(postgres_up(installation, f"manage.py {command}"))
        execute_from_command_line(list(arguments))


@contextlib.contextmanager
def postgres_up(installation: Installation, what: str) -> Iterator[None]:
    """Join the server that runs on this data, or be the one who starts and stops it."""
    give_up = time.monotonic() + PATIENCE
    while True:
        with contextlib.suppress(Busy), installation.folder.held_by(what):
            with started(installation):
                yield
            return
        with installation.folder.in_use():
            if installation.postgres.answers():
                yield
                return
        if time.monotonic() > give_up:
            raise SystemExit(f"PostgreSQL on {installation.folder.path} does not answer, and another process holds it.")
        time.sleep(0.1)


@contextlib.contextmanager
def started(installation: Installation) -> Iterator[None]:
    """Our own server for as long as this command needs it, and whoever joined meanwhile."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    server = installation.postgres.start()
    try:
        installation.postgres.wait(server)
        installation.provide()
        yield
    finally:
        with installation.folder.in_use(alone=True):
            installation.postgres.stop(server)
