"""A throw-away PostgreSQL and Redis for one test run, up before Django reads its settings, gone afterwards.

An early plugin (`-p tests.cluster`): the servers need no port, nothing has to be running, and the data of `make run`
are never touched. The processes of pytest-xdist use the servers of the process that started them.
"""

import os
import shutil
import signal
import sys
import tempfile
from pathlib import Path

import pytest

from trafficking_cases.embedded import environment, postgres, redis_server

DURING_TESTS = {
    "DEMO": "1",
    "SITE_URL": "http://cases.test",
    "ALLOWED_HOSTS": "127.0.0.1,localhost,testserver,cases.test",
    "STATIC_STORAGE": "django.contrib.staticfiles.storage.StaticFilesStorage",
    "PGTZ": "UTC",
}
NOT_FROM_OUTSIDE = {*environment.URLS, "REDIS_URL", "SECRET_KEY", "WHEREABOUTS_KEYS", "EMAIL_URL"}


class Servers:
    """Both servers of this run, on the fastest and least durable settings they have."""

    def __init__(self) -> None:
        self.place = Path(tempfile.mkdtemp(prefix="cases-test-", dir="/tmp"))
        self.place.chmod(0o711)
        outside = {name: value for name, value in os.environ.items() if name not in NOT_FROM_OUTSIDE}
        installation = environment.Installation(outside | DURING_TESTS | {"DATA_DIR": str(self.place / "data")})
        os.environ.update(installation.complete())
        cluster, broker = installation.postgres, installation.redis
        cluster.settings.update(postgres.THROW_AWAY)
        broker.settings.update(redis_server.THROW_AWAY)
        self.started = [(cluster, cluster.start()), (broker, broker.start())]
        for server, process in self.started:
            server.wait(process)
        installation.provide()
        # Test databases are copies of template1, so the privileges have to be there already.
        cluster.provide_in("template1")
        cluster.superuser_does("ALTER ROLE cases_owner CREATEDB")

    def stop(self) -> None:
        for server, process in reversed(self.started):
            server.stop(process)
        shutil.rmtree(self.place, ignore_errors=True)


servers = pytest.StashKey[Servers]()


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_load_initial_conftests(early_config: pytest.Config):
    if "PYTEST_XDIST_WORKER" not in os.environ:
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
        early_config.stash[servers] = Servers()
        early_config.add_cleanup(early_config.stash[servers].stop)
    return (yield)
