"""A whole installation as `make run` starts it, on data and a port of its own, and who lives in it."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

from trafficking_cases.embedded.environment import PROJECT, URLS

SET_BY_US = {*URLS, "REDIS_URL", "SECRET_KEY", "WHEREABOUTS_KEYS", "DATA_DIR", "DEMO", "SITE_URL", "STATIC_STORAGE"}
COMMAND = [sys.executable, "manage.py"]


def bare_environment(**values: str) -> dict[str, str]:
    """The environment of somebody who has set nothing but these."""
    return {name: value for name, value in os.environ.items() if name not in SET_BY_US} | values


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def manage(*arguments: str, **values: str) -> subprocess.CompletedProcess:
    """Run a command to its end."""
    return subprocess.run(
        [*COMMAND, *arguments], cwd=PROJECT, env=bare_environment(**values), capture_output=True, text=True, timeout=60
    )


class RunningInstallation:
    """`manage.py run` on one data folder; can be started again after it was stopped or killed."""

    def __init__(self, data: Path, *, caseload: bool = False):
        self.data, self.port = data, free_port()
        self.values = {"DATA_DIR": str(data), "PORT": str(self.port), "DEMO": "1"}
        self.supervisor: subprocess.Popen | None = None
        data.mkdir(mode=0o711)
        if not caseload:
            # Starts are quicker without it.
            (data / "seeded").touch()

    def start(self) -> None:
        """Start, and wait until web pages are served."""
        with (self.data.parent / "output").open("ab") as output:
            self.supervisor = subprocess.Popen(
                [*COMMAND, "run"],
                cwd=PROJECT,
                env=bare_environment(**self.values),
                stdout=output,
                stderr=subprocess.STDOUT,
            )
        self.wait_until_served()

    def said(self) -> str:
        return (self.data.parent / "output").read_text()

    def is_served(self) -> bool:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/readyz/", timeout=5) as answer:
                return answer.status == 200
        except (urllib.error.URLError, OSError):
            return False

    def wait_until_served(self) -> None:
        give_up = time.monotonic() + 180
        while not self.is_served():
            assert self.supervisor
            assert self.supervisor.poll() is None, self.said()
            assert time.monotonic() < give_up, self.said()
            time.sleep(0.1)

    def end(self, number: signal.Signals) -> int:
        assert self.supervisor
        self.supervisor.send_signal(number)
        return self.supervisor.wait(40)

    def processes(self) -> dict[int, str]:
        """Every process of this installation but the supervisor: who works in its data, or was told of them."""
        return {pid: line for pid, line in running() if self._is_ours(pid)}

    def _is_ours(self, pid: int) -> bool:
        if self.supervisor and pid == self.supervisor.pid:
            return False
        try:
            works_in = Path(f"/proc/{pid}/cwd").readlink()
            told = Path(f"/proc/{pid}/environ").read_bytes()
        except OSError:
            return False
        return works_in.is_relative_to(self.data) or f"DATA_DIR={self.data}\0".encode() in told

    def child(self, words: str, *, instead_of: int | None = None) -> int:
        """The supervisor's own child whose command line holds these words, once it is there."""
        assert self.supervisor
        give_up = time.monotonic() + 20
        while time.monotonic() < give_up:
            for pid, line in self.processes().items():
                if words in line and pid != instead_of and parent(pid) == self.supervisor.pid:
                    return pid
            time.sleep(0.1)
        raise AssertionError(f"No {words}: {self.said()}")

    def left_after(self, seconds: float) -> dict[int, str]:
        """Who is still there after at most so long."""
        give_up = time.monotonic() + seconds
        while (left := self.processes()) and time.monotonic() < give_up:
            time.sleep(0.1)
        return left


def running() -> list[tuple[int, str]]:
    """Every process of the machine with its command line; one that has ended but was not collected is none."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            line = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
        except OSError:
            continue
        if line:
            found.append((int(folder.name), line))
    return found


def parent(pid: int) -> int | None:
    try:
        return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])
    except OSError:
        return None


def environment_of(pid: int) -> dict[str, str]:
    pairs = Path(f"/proc/{pid}/environ").read_bytes().decode(errors="replace").split("\0")
    return dict(pair.split("=", 1) for pair in pairs if "=" in pair)
