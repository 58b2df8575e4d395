"""Everything of one installation in the foreground: started in order, kept alive, stopped in order."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from trafficking_cases.embedded import postgres, processes, redis_server
from trafficking_cases.embedded.environment import PROJECT, Installation, of_the_owner, of_web, of_worker
from trafficking_cases.embedded.folder import Busy
from trafficking_cases.welcome import welcome

TICK = 0.2
FIRST_DELAY, LONGEST_DELAY, STEADY_AFTER = 0.5, 8.0, 20.0
LATE_AFTER = 60.0
PATIENCE_WITH_A_COMMAND = 15.0
WEB_STOPPING = [(signal.SIGTERM, 12.0), (signal.SIGKILL, 5.0)]
WORKER_STOPPING = [(signal.SIGTERM, 15.0), (signal.SIGQUIT, 5.0), (signal.SIGKILL, 5.0)]
BEAT_STOPPING = [(signal.SIGTERM, 5.0), (signal.SIGKILL, 5.0)]


class Stopped(BaseException):
    """Somebody asked us to stop: Ctrl-C, SIGTERM, or the death of the `make` that started us."""


def say(sentence: str) -> None:
    sys.stdout.write(sentence + "\n")
    sys.stdout.flush()


@dataclass
class Child:
    """One process that must always be there."""

    name: str
    start: Callable[[], subprocess.Popen]
    stopping: list[tuple[signal.Signals, float]]
    process: subprocess.Popen | None = None
    started_at: float = 0.0
    delay: float = field(default=FIRST_DELAY)
    again_at: float | None = None

    def begin(self) -> None:
        self.started_at, self.again_at = time.monotonic(), None
        self.process = self.start()

    def look_after(self) -> None:
        """Start it again if it died, later and later while it keeps dying."""
        now = time.monotonic()
        if self.again_at is not None:
            if now >= self.again_at:
                self.begin()
        elif self.process and self.process.poll() is not None:
            processes.clear_group(self.process)
            self.delay = FIRST_DELAY if now - self.started_at > STEADY_AFTER else min(self.delay * 2, LONGEST_DELAY)
            self.again_at = now + self.delay
            say(f"{self.name} stopped by itself (code {self.process.returncode}); starting it again.")

    def end(self) -> None:
        if self.process:
            processes.stop(self.process, self.stopping)


class Supervisor:
    """The processes of one installation."""

    def __init__(self, installation: Installation):
        self.installation = installation
        self.whole = installation.complete() | {"PYTHONUNBUFFERED": "1"}
        self.bind = self.whole.get("BIND") or "127.0.0.1"
        self.port = int(self.whole.get("PORT") or 8000)
        self.running: list[Child] = []

    @property
    def address(self) -> str:
        host = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(self.bind, self.bind)
        return f"http://{f'[{host}]' if ':' in host and '[' not in host else host}:{self.port}/"

    def begin(self, child: Child) -> subprocess.Popen:
        self.running.append(child)
        child.begin()
        assert child.process
        return child.process

    def start_servers(self) -> None:
        own = self.installation
        if own.brings_postgres:
            say("Starting PostgreSQL.")
            own.postgres.wait(self.begin(Child("PostgreSQL", own.postgres.start, postgres.STOPPING)))
            own.provide()
        if own.brings_redis:
            say("Starting Redis.")
            own.redis.wait(self.begin(Child("Redis", own.redis.start, redis_server.STOPPING)))

    def start_processes(self) -> None:
        """Web, worker and scheduler, each with no more of the environment than it may know."""
        web, worker = of_web(self.whole), of_worker(self.whole)
        if self.installation.demonstration:
            # A trial in a container is root's, and needs no page of warnings about that.
            worker["PYTHONWARNINGS"] = "ignore:You're running the worker"
        self.begin(Child("The web server", lambda: self._python(self._web(), web), WEB_STOPPING))
        self.begin(
            # On our death the worker must not wait for its tasks: what is unfinished is delivered again.
            Child("The worker", lambda: self._python(self._worker(), worker, signal.SIGKILL), WORKER_STOPPING)
        )
        self.begin(Child("The scheduler", lambda: self._python(self._beat(), worker), BEAT_STOPPING))

    def _python(
        self, arguments: list[str], env: Mapping[str, str], death_signal: signal.Signals = signal.SIGTERM
    ) -> subprocess.Popen:
        return processes.start([sys.executable, "-m", *arguments], env=env, death_signal=death_signal, folder=PROJECT)

    def _web(self) -> list[str]:
        host = f"[{self.bind}]" if ":" in self.bind else self.bind
        return [
            *("gunicorn", "trafficking_cases.wsgi:application", "--bind", f"{host}:{self.port}"),
            *("--config", "python:trafficking_cases.serving"),
        ]

    def _worker(self) -> list[str]:
        return [
            *("celery", "--quiet", "-A", "trafficking_cases.celery:app", "worker", "--concurrency", "2"),
            *("--without-gossip", "--without-mingle", "--loglevel", self._level()),
        ]

    def _beat(self) -> list[str]:
        return [
            *("celery", "--quiet", "-A", "trafficking_cases.celery:app", "beat", "--pidfile="),
            *("--loglevel", self._level()),
        ]

    def _level(self) -> str:
        return self.whole.get("LOG_LEVEL") or "INFO"

    def prepare_database(self) -> None:
        say("Preparing the database.")
        self._command(["trafficking_cases.preparation"], of_the_owner(self.whole))
        seeded = self.installation.folder.path / "seeded"
        if self.installation.demonstration and not seeded.exists():
            say("Making the demonstration caseload.")
            self._command(["django", "seed_demonstration"], of_web(self.whole))
            # After it is committed: the vault reads what it is told of by itself.
            self._command(["django", "place_demonstration"], of_web(self.whole))
            seeded.touch()

    def _command(self, arguments: list[str], env: Mapping[str, str]) -> None:
        child = self._python(arguments, env)
        try:
            if child.wait() != 0:
                raise SystemExit(f"`{' '.join(arguments)}` failed (code {child.returncode}); the lines above say why.")
        finally:
            processes.clear_group(child)

    def serve(self) -> None:
        """Until somebody stops us. Says once that all is ready."""
        said, started, asked = False, time.monotonic(), 0.0
        late = started + LATE_AFTER
        while True:
            for child in self.running:
                child.look_after()
            now = time.monotonic()
            if not said and now - asked > 0.5:
                asked = now
                if self.is_ready():
                    said = True
                    say(welcome(self.address, demonstration=self.installation.demonstration))
                elif now > late:
                    late = now + LATE_AFTER
                    say(f"Not ready after {now - started:.0f} s; {self.address}readyz/ says which part is missing.")
            time.sleep(TICK)

    def is_ready(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.address}readyz/", timeout=2) as answer:
                return answer.status == 200
        except (urllib.error.URLError, OSError):
            return False

    def stop(self) -> None:
        """Scheduler, web, worker, Redis, PostgreSQL: whoever gives work first, who keeps it last."""
        order = ["The scheduler", "The web server", "The worker", "Redis", "PostgreSQL"]
        for child in sorted(self.running, key=lambda child: order.index(child.name)):
            child.end()


@contextlib.contextmanager
def stoppable() -> Iterator[None]:
    """Turn the first signal into `Stopped`, and hear no second one: the stop then runs to its end."""
    asking = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)

    def stop(_number, _frame) -> None:
        for number in asking:
            signal.signal(number, signal.SIG_IGN)
        raise Stopped

    for number in asking:
        signal.signal(number, stop)
    if "MAKELEVEL" in os.environ:
        processes.die_with_parent(signal.SIGTERM, os.getppid())
    yield


def refuse_taken_port(bind: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in bind else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((bind, port))
        except OSError as error:
            raise SystemExit(f"Cannot listen on {bind} port {port}: {error.strerror}. Set PORT to another.") from None


@contextlib.contextmanager
def alone(installation: Installation) -> Iterator[None]:
    """Be the one supervisor of this data folder; a command that has it gets a moment to finish."""
    give_up = time.monotonic() + PATIENCE_WITH_A_COMMAND
    with contextlib.ExitStack() as held:
        while True:
            try:
                held.enter_context(installation.folder.held_by("make run"))
                break
            except Busy as busy:
                if str(busy).startswith("make run") or time.monotonic() > give_up:
                    raise SystemExit(
                        f"{installation.folder.path} is already in use by {busy}. "
                        "Stop that first, or set DATA_DIR and PORT to others."
                    ) from None
                time.sleep(0.2)
        yield


def run(installation: Installation) -> int:
    """`manage.py run`: all of it, until Ctrl-C."""
    installation.refuse_in_production()
    installation.folder.make()
    with alone(installation):
        supervisor = Supervisor(installation)
        refuse_taken_port(supervisor.bind, supervisor.port)
        try:
            with stoppable():
                supervisor.start_servers()
                supervisor.prepare_database()
                supervisor.start_processes()
                supervisor.serve()
        except Stopped:
            say("Stopping.")
        finally:
            for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
                signal.signal(number, signal.SIG_IGN)
            supervisor.stop()
    say("Stopped; nothing is left running.")
    return 0
