"""Several people at once: each in a thread and on a connection of their own."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Barrier, Event, Thread
from typing import Any

from django.db import connection, transaction

PATIENCE = 10.0


def at_once(*verbs: Callable[[], Any]) -> list[Any]:
    """Start all of them at the same moment, and wait: what each returned or raised, in their order."""
    results: list[Any] = [None] * len(verbs)
    start = Barrier(len(verbs))

    def run(number: int, verb: Callable[[], Any]) -> None:
        start.wait(PATIENCE)
        try:
            results[number] = verb()
        except BaseException as raised:
            results[number] = raised
        finally:
            connection.close()

    threads = [Thread(target=run, args=(number, verb)) for number, verb in enumerate(verbs)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE)
    assert not any(thread.is_alive() for thread in threads), "somebody waits for somebody else, without end"
    return results


@contextmanager
def in_an_open_transaction(verb: Callable[[], Any]) -> Iterator[None]:
    """While somebody else has done something and not committed it yet. It is committed at the end."""
    done, may_commit = Event(), Event()

    def run() -> None:
        try:
            with transaction.atomic():
                verb()
                done.set()
                may_commit.wait(PATIENCE)
        finally:
            connection.close()

    thread = Thread(target=run)
    thread.start()
    assert done.wait(PATIENCE), "the other did not come to its end"
    try:
        yield
    finally:
        may_commit.set()
        thread.join(PATIENCE)
