"""A PostgreSQL of our own: made, started on a private socket, provided with the roles, stopped."""

import shutil
import signal
import subprocess
import time
from collections.abc import Mapping
from contextlib import closing
from functools import cached_property
from pathlib import Path
from urllib.parse import quote

import psycopg2
from psycopg2 import sql
from psycopg2.extensions import encrypt_password

from trafficking_cases.embedded import binaries, processes
from trafficking_cases.embedded.folder import Folder

ROLES = Path(__file__).resolve().parent.parent / "roles.sql"
SUPERUSER = "postgres"
STOPPING = [(signal.SIGINT, 20.0), (signal.SIGQUIT, 5.0), (signal.SIGKILL, 5.0)]
# A statement in the server's log would carry values: psycopg2 puts them into the text that it sends.
SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "port": "5432",
    "max_connections": "100",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
    "log_parameter_max_length": "0",
    "log_parameter_max_length_on_error": "0",
}
THROW_AWAY = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


class Postgres:
    """The cluster in one data folder."""

    def __init__(self, folder: Folder):
        self.folder, self.data = folder, folder.postgres
        self.sockets = folder.sockets / "postgres"
        self.settings = dict(SETTINGS)

    @cached_property
    def programs(self) -> Path:
        return binaries.postgres_folder()

    @cached_property
    def account(self) -> processes.Account | None:
        return processes.account_for_servers(self.data, self.programs / "postgres", self.sockets)

    def url(self, role: str, password: str, database: str) -> str:
        return f"postgresql://{role}:{quote(password, safe='')}@:5432/{database}?host={quote(str(self.sockets))}"

    def connect(self, database: str) -> psycopg2.extensions.connection:
        """As the superuser, whom only the provision of roles uses."""
        connection = psycopg2.connect(self.url(SUPERUSER, self.folder.secret("postgres"), database))
        connection.autocommit = True
        return connection

    def start(self) -> subprocess.Popen:
        """Start the server, and make its data first if there are none."""
        version = binaries.postgres_version(self.programs)
        self.folder.make_sockets("postgres", self.account)
        if not self.data.exists():
            self._make(version)
        found = int((self.data / "PG_VERSION").read_text())
        if found != version:
            raise SystemExit(
                f"The data in {self.data} belong to PostgreSQL {found}, and this is {version}. "
                f"Set POSTGRES_BIN to the programs of {found}, or DATA_DIR to another folder."
            )
        processes.stop_left_over(self.data / "postmaster.pid", self.data, signal.SIGINT)
        settings = self.settings | {"unix_socket_directories": '"{}"'.format(str(self.sockets).replace('"', '""'))}
        flags = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        with self._log().open("ab") as log:
            return processes.start(
                [self.programs / "postgres", "-D", self.data, *flags],
                output=log,
                account=self.account,
                death_signal=signal.SIGINT,
            )

    def _log(self) -> Path:
        return self.folder.path / "log" / "postgres.log"

    def _make(self, version: int) -> None:
        """initdb beside the place, then move: an interrupted first start leaves nothing half made."""
        new = self.data.with_name("postgres.new")
        shutil.rmtree(new, ignore_errors=True)
        private = self.data.with_name("postgres.first")
        shutil.rmtree(private, ignore_errors=True)
        for path in (new, private):
            path.mkdir(mode=0o700)
        password = private / "password"
        password.write_text(self.folder.secret("postgres"))
        if self.account:
            for path in (new, private, password):
                shutil.chown(path, self.account.uid, self.account.gid)
        locale = ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
        command: list[str | Path] = [
            *(self.programs / "initdb", "-D", new, "--username", SUPERUSER, f"--pwfile={password}"),
            *("--auth=scram-sha-256", "--encoding=UTF8", "--data-checksums", "--no-instructions"),
            *(locale if version >= 17 else ["--locale=C.UTF-8"]),
        ]
        with self._log().open("ab") as log:
            if processes.start(command, output=log, account=self.account).wait() != 0:
                raise SystemExit(f"initdb failed; {self._log()} says why.")
        shutil.rmtree(private)
        new.rename(self.data)

    def wait(self, server: subprocess.Popen, patience: float = 60) -> None:
        """Until it answers; after a crash it first recovers."""
        give_up = time.monotonic() + patience
        while not self.answers():
            if server.poll() is not None or time.monotonic() > give_up:
                processes.stop(server, STOPPING)
                raise SystemExit(f"PostgreSQL did not start; {self._log()} says why.")
            time.sleep(0.02)

    def answers(self) -> bool:
        try:
            self.connect("postgres").close()
        except psycopg2.OperationalError:
            return False
        return True

    def stop(self, server: subprocess.Popen) -> None:
        processes.stop(server, STOPPING)

    def provide(self, database: str, passwords: Mapping[str, str]) -> None:
        """The roles of roles.sql with their passwords, and a database that the owner owns."""
        with closing(self.connect("postgres")) as connection, connection.cursor() as cursor:
            cursor.execute(ROLES.read_text())
            for role, password in passwords.items():
                # Only the hash of a password is sent, so that no log can hold it.
                hashed = encrypt_password(password, role, scope=connection, algorithm="scram-sha-256")
                cursor.execute(sql.SQL("ALTER ROLE {} PASSWORD %s").format(sql.Identifier(role)), [hashed])
            cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [database])
            if not cursor.fetchone():
                cursor.execute(
                    sql.SQL("CREATE DATABASE {} OWNER cases_owner").format(sql.Identifier(database)),
                )
        self.provide_in(database)

    def provide_in(self, database: str) -> None:
        """The privileges of the roles in one database."""
        with closing(self.connect(database)) as connection, connection.cursor() as cursor:
            cursor.execute(ROLES.read_text())

    def superuser_does(self, statement: str) -> None:
        with closing(self.connect("postgres")) as connection, connection.cursor() as cursor:
            cursor.execute(statement)
