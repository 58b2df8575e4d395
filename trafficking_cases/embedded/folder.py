"""The data folder of an installation that brings its own servers: its secrets, its sockets and its one lock."""

import base64
import contextlib
import fcntl
import hashlib
import os
import secrets
import stat
from collections.abc import Iterator
from pathlib import Path

from trafficking_cases.embedded.processes import Account

LONGEST_SOCKET_PATH = 107
LONGEST_SOCKET_NAME = len("/postgres/.s.PGSQL.5432")


class Busy(Exception):
    """Another process has this data folder; the message says which."""


class Folder:
    """One data folder. Root leaves it passable, since PostgreSQL then runs as somebody else; what is in it is not."""

    def __init__(self, path: Path):
        self.path = path.absolute()

    def make(self) -> "Folder":
        if not self.path.exists():
            self.path.mkdir(parents=True)
            self.path.chmod(0o711 if os.geteuid() == 0 else 0o700)
        for name in ("secrets", "log", "mail", "redis"):
            private_folder(self.path / name)
        return self

    @property
    def postgres(self) -> Path:
        return self.path / "postgres"

    @property
    def redis(self) -> Path:
        return self.path / "redis"

    @property
    def sockets(self) -> Path:
        """Where the sockets are: in the folder, or below /tmp where its path is too long for the kernel."""
        here = self.path / "sockets"
        if len(os.fsencode(here)) + LONGEST_SOCKET_NAME <= LONGEST_SOCKET_PATH:
            return here
        digest = hashlib.sha256(os.fsencode(self.path)).hexdigest()[:12]
        return Path(f"/tmp/cases-{os.geteuid()}-{digest}")

    @property
    def redis_socket(self) -> Path:
        return self.sockets / "redis" / "redis.sock"

    def make_sockets(self, server: str, account: Account | None = None) -> None:
        private_folder(self.sockets, mode=0o711 if os.geteuid() == 0 else 0o700)
        private_folder(self.sockets / server, account=account)

    def secret(self, name: str) -> str:
        """A password or key of this installation, made the first time that it is asked for."""
        return self._once(name, secrets.token_urlsafe(48)).read_text().strip()

    def key_ring(self) -> Path:
        """The file of the keys for whereabouts: one `id:base64` a line, the newest last."""
        return self._once("whereabouts.keys", "1:" + base64.b64encode(secrets.token_bytes(32)).decode())

    def _once(self, name: str, text: str) -> Path:
        path = self.path / "secrets" / name
        if not path.exists():
            new = path.with_name(f"{name}.{os.getpid()}")
            with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
                file.write(text + "\n")
                os.fsync(file.fileno())
            with contextlib.suppress(FileExistsError):
                os.link(new, path)
            new.unlink()
        return path

    @contextlib.contextmanager
    def held_by(self, what: str) -> Iterator[None]:
        """Be the one process that starts and stops servers on this data; `Busy` if another is."""
        with (self.path / "lock").open("a+") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                file.seek(0)
                raise Busy(file.read().strip()) from error
            file.truncate(0)
            file.write(f"{what} (process {os.getpid()})\n")
            file.flush()
            yield
            file.truncate(0)

    @contextlib.contextmanager
    def in_use(self, *, alone: bool = False) -> Iterator[None]:
        """Hold the servers up while a command uses them; `alone` waits until nobody does."""
        with (self.path / "in-use").open("a") as file:
            fcntl.flock(file, fcntl.LOCK_EX if alone else fcntl.LOCK_SH)
            yield


def private_folder(path: Path, *, mode: int = 0o700, account: Account | None = None) -> None:
    """Make the folder ours (or the account's) alone; refuse one that somebody else put there before us."""
    uid, gid = (account.uid, account.gid) if account else (os.geteuid(), -1)
    try:
        path.mkdir(mode=mode)
    except FileExistsError:
        found = path.lstat()
        if not stat.S_ISDIR(found.st_mode) or found.st_uid not in (uid, os.geteuid()):
            raise SystemExit(f"{path} belongs to somebody else. Remove it, or set another DATA_DIR.") from None
    if os.geteuid() == 0:
        os.chown(path, uid, gid)
    path.chmod(mode)
