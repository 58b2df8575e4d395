"""A Redis of our own, on a private socket, which keeps its queue over a restart."""

import signal
import subprocess
import time
from urllib.parse import quote

import redis

from trafficking_cases.embedded import binaries, processes
from trafficking_cases.embedded.folder import Folder

STOPPING = [(signal.SIGTERM, 5.0), (signal.SIGKILL, 5.0)]
SETTINGS = {
    "port": "0",
    "unixsocketperm": "700",
    "save": "",
    "appendonly": "yes",
    "appendfsync": "everysec",
    "maxmemory-policy": "noeviction",
    "daemonize": "no",
    "databases": "4",
}
THROW_AWAY = {"appendonly": "no"}


class RedisServer:
    """The server in one data folder."""

    def __init__(self, folder: Folder):
        self.folder, self.data, self.socket = folder, folder.redis, folder.redis_socket
        self.settings = dict(SETTINGS)

    def url(self) -> str:
        return f"redis+socket://{quote(str(self.socket))}?virtual_host=0"

    def start(self) -> subprocess.Popen:
        self.folder.make_sockets("redis")
        pid_file = self.data / "redis.pid"
        processes.stop_left_over(pid_file, self.data, signal.SIGTERM)
        settings = self.settings | {
            "unixsocket": str(self.socket),
            "dir": str(self.data),
            "pidfile": str(pid_file),
        }
        flags = [part for name, value in settings.items() for part in (f"--{name}", value)]
        with (self.folder.path / "log" / "redis.log").open("ab") as log:
            return processes.start([binaries.redis_program(), *flags], output=log)

    def wait(self, server: subprocess.Popen, patience: float = 30) -> None:
        give_up = time.monotonic() + patience
        while not self.answers():
            if server.poll() is not None or time.monotonic() > give_up:
                processes.stop(server, STOPPING)
                raise SystemExit(f"Redis did not start; {self.folder.path / 'log' / 'redis.log'} says why.")
            time.sleep(0.02)

    def answers(self) -> bool:
        """False while it is not there yet, or still reads its file."""
        try:
            with redis.Redis(unix_socket_path=str(self.socket)) as connection:
                return bool(connection.ping())
        except redis.ConnectionError:
            return False

    def stop(self, server: subprocess.Popen) -> None:
        processes.stop(server, STOPPING)
