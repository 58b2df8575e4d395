"""What settings.py will read, made complete: our own servers where none is named, and what each process may know."""

import os
from collections.abc import Mapping, MutableMapping
from pathlib import Path

from trafficking_cases.embedded.folder import Folder
from trafficking_cases.embedded.postgres import Postgres
from trafficking_cases.embedded.redis_server import RedisServer

PROJECT = Path(__file__).resolve().parent.parent.parent
DATABASE = "cases"
URLS = {
    "DATABASE_URL": "cases_application",
    "DATABASE_OWNER_URL": "cases_owner",
    "WHEREABOUTS_DATABASE_URL": "cases_vault",
    "DATABASE_BACKUP_URL": "cases_backup",
}
OF_THE_OWNER = {"DATABASE_OWNER_URL", "DATABASE_BACKUP_URL"}
OF_THE_VAULT = {"WHEREABOUTS_DATABASE_URL", "WHEREABOUTS_KEYS"}
MARK = "demonstration"


class Installation:
    """The installation that an environment describes: which servers it names, and which it brings itself."""

    def __init__(self, environ: Mapping[str, str] = os.environ):
        self.given = dict(environ)
        self.folder = Folder(Path(self.given.get("DATA_DIR") or PROJECT / ".data"))
        self.demonstration = self.given.get("DEMO") == "1"
        self.brings_postgres = not self.given.get("DATABASE_URL")
        self.brings_redis = not self.given.get("REDIS_URL")
        self.postgres, self.redis = Postgres(self.folder), RedisServer(self.folder)

    def join_demonstration(self) -> None:
        """A command typed beside `make run` means its data, without having to say DEMO=1 again."""
        if "DEMO" not in self.given and self.brings_postgres and (self.folder.path / MARK).exists():
            self.demonstration, self.given["DEMO"] = True, "1"

    def refuse_in_production(self) -> None:
        """Servers of our own are for a trial only: anything else has to name its servers."""
        servers = {"DATABASE_URL": self.brings_postgres, "REDIS_URL": self.brings_redis}
        missing = [name for name, brought in servers.items() if brought]
        if missing and not self.demonstration:
            raise SystemExit(
                f"{' and '.join(missing)} not set. Outside a demonstration, name the servers: DATABASE_URL, "
                "DATABASE_OWNER_URL, WHEREABOUTS_DATABASE_URL and REDIS_URL (.env.example has them all). "
                "The servers that `make run` brings along are for a trial on one machine, and start only with DEMO=1."
            )

    def complete(self) -> dict[str, str]:
        """Everything that any of our processes may need. Makes the secrets of a trial, starts nothing."""
        whole = {"DJANGO_SETTINGS_MODULE": "trafficking_cases.settings"} | self.given
        if not self.demonstration:
            return whole
        self.folder.make()
        (self.folder.path / MARK).touch()
        whole["DATA_DIR"] = str(self.folder.path)
        whole["SECRET_KEY"] = self.given.get("SECRET_KEY") or self.folder.secret("secret_key")
        whole["WHEREABOUTS_KEYS"] = self.given.get("WHEREABOUTS_KEYS") or str(self.folder.key_ring())
        if self.brings_postgres:
            whole |= {name: self.postgres.url(role, self.folder.secret(role), DATABASE) for name, role in URLS.items()}
        if self.brings_redis:
            whole["REDIS_URL"] = self.redis.url()
        return whole

    def provide(self) -> None:
        """The roles and the database in the PostgreSQL of our own."""
        self.postgres.provide(DATABASE, {role: self.folder.secret(role) for role in URLS.values()})


def of_the_owner(whole: Mapping[str, str]) -> dict[str, str]:
    """For what makes and empties tables: the owner's login in place of the application's."""
    if not whole.get("DATABASE_OWNER_URL"):
        raise SystemExit("DATABASE_OWNER_URL is not set: tables belong to the role cases_owner, and only it migrates.")
    return {**whole, "DATABASE_URL": whole["DATABASE_OWNER_URL"]}


def of_web(whole: Mapping[str, str]) -> dict[str, str]:
    """A web process serves, and alone opens the vault of whereabouts."""
    return {name: value for name, value in whole.items() if name not in OF_THE_OWNER}


def of_worker(whole: Mapping[str, str]) -> dict[str, str]:
    """A worker or the scheduler: neither the owner's login nor the vault's, and no key to it."""
    return {name: value for name, value in whole.items() if name not in OF_THE_OWNER | OF_THE_VAULT}


def replace(environ: MutableMapping[str, str], whole: Mapping[str, str]) -> None:
    """Make this process's own environment the whole one, before Django reads it."""
    environ.clear()
    environ.update(whole)
