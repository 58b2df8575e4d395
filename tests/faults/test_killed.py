"""kill -9 of each process in turn, while concerns are reported: nothing promised is lost, nothing is told twice."""

import json
import os
import re
import signal
import time
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.faults.reporters import CHILD, Reporter
from tests.platform.installations import RunningInstallation, manage

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300), pytest.mark.xdist_group("supervisor")]

VICTIMS = {
    "web": "gunicorn",
    "worker": "trafficking_cases.celery:app worker",
    "scheduler": "trafficking_cases.celery:app beat",
    "Redis": "redis-server",
    "PostgreSQL": "bin/postgres -D",
}
# The worker that sends, and the database in which it notes that it has: each may die with one mail in hand.
MAY_DOUBLE_A_MAIL = 2
REPORTERS = 2
REPORTS = 150
FOUND = (Path(__file__).parent / "found.py").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def after_the_faults(tmp_path_factory: pytest.TempPathFactory) -> Iterator["Aftermath"]:
    """An installation in which each part was killed once under load, and what two people were promised meanwhile."""
    running = RunningInstallation(tmp_path_factory.mktemp("faults") / "data", caseload=True)
    running.values |= {"SWEEP_SECONDS": "5"}
    try:
        running.start()
        yield Aftermath(running, _killed_one_by_one(running))
    finally:
        if running.supervisor and running.supervisor.poll() is None:
            running.end(signal.SIGTERM)


def _killed_one_by_one(running: RunningInstallation) -> list[Reporter]:
    token = manage("api_token", "education", **running.values).stdout.strip()
    reporters = [Reporter(f"fault-{n}", running.port, token, at_most=REPORTS) for n in range(REPORTERS)]
    for reporter in reporters:
        reporter.start()
    for words in VICTIMS.values():
        time.sleep(1.5)
        victim = running.child(words)
        os.kill(victim, signal.SIGKILL)
        running.child(words, instead_of=victim)
        running.wait_until_served()
    time.sleep(1.5)
    for reporter in reporters:
        reporter.enough.set()
        reporter.join(30)
    return reporters


class Aftermath:
    """What was promised, and what is there."""

    def __init__(self, running: RunningInstallation, reporters: list[Reporter]) -> None:
        self.running, self.reporters = running, reporters
        self.promised = {marker: pk for reporter in reporters for marker, pk in reporter.promised.items()}
        self.uncertain = [marker for reporter in reporters for marker in reporter.uncertain]

    def found(self) -> dict:
        answer = manage("shell", "-c", FOUND, **self.running.values)
        line = next((line for line in answer.stdout.splitlines() if line.startswith("FOUND ")), None)
        assert line, answer.stderr
        return json.loads(line.removeprefix("FOUND "))

    def when_all_mail_is_out(self) -> dict:
        """After the worker did all that it could, and a pass at a moment when what a killed sender had in hand is free.

        Beside a worker that still sends, a pass at a later moment would take from it what it has in hand.
        """
        give_up = time.monotonic() + 120
        while (found := self.found())["mails_to_come"] and time.monotonic() < give_up:
            time.sleep(2)
        assert not found["mails_to_come"]
        if _waiting(found):
            later = (datetime.now(UTC) + timedelta(minutes=10)).isoformat()
            manage("deliver_notices", "--now", later, **self.running.values)
            found = self.found()
        assert not _waiting(found)
        return found


def _waiting(found: dict) -> int:
    return sum(referral["mails_waiting"] for referral in found["referrals"])


def test_the_faults_met_people_at_work(after_the_faults: Aftermath):
    """A run in which nothing was saved, or nothing was in the way, would prove nothing."""
    assert len(after_the_faults.promised) > 30
    assert after_the_faults.uncertain, "nobody noticed anything"


def test_every_acknowledged_referral_is_there_and_whole(after_the_faults: Aftermath):
    there = {referral["concern"].split(":")[0]: referral for referral in after_the_faults.found()["referrals"]}

    assert after_the_faults.promised.keys() <= there.keys()
    assert {marker: there[marker]["id"] for marker in after_the_faults.promised} == after_the_faults.promised
    for marker, referral in there.items():
        assert referral["concern"] == f"{marker}: {'a man waits at the gate. ' * 40}".rstrip()
        assert (referral["child"], referral["signs"], referral["exploitation"]) == (CHILD["known_as"], 3, 1)
        assert (referral["receipts"], referral["clocks"], referral["audited"]) == (1, ["REF-03", "REF-08"], 1)
        assert referral["reminders"] == 5


def test_what_was_not_acknowledged_is_there_whole_or_not_at_all(after_the_faults: Aftermath):
    markers = Counter(referral["concern"].split(":")[0] for referral in after_the_faults.found()["referrals"])

    assert set(markers.values()) == {1}
    assert markers.keys() <= after_the_faults.promised.keys() | set(after_the_faults.uncertain)


def test_everybody_on_duty_is_told_once_of_each(after_the_faults: Aftermath):
    found = after_the_faults.when_all_mail_is_out()

    assert found["on_duty"]
    for referral in found["referrals"]:
        assert referral["told"] == [name for name in found["on_duty"] if name in referral["told"]] != []
        assert referral["mails"] == len(referral["told"])
    assert len({tuple(referral["told"]) for referral in found["referrals"]}) == 1


def test_a_mail_is_doubled_by_nothing_but_the_death_of_its_sender_and_none_says_whom_it_is_about(
    after_the_faults: Aftermath,
):
    """No server of mail takes part in a transaction: what died between sending and marking sends again, under the
    same Message-ID. The notice itself is written once."""
    after_the_faults.when_all_mail_is_out()
    folder = Path(after_the_faults.running.values["DATA_DIR"]) / "mail"
    sent = "".join(path.read_text(encoding="utf-8") for path in folder.iterdir())
    ids = Counter(re.findall(r"^Message-ID: (\S+)", sent, re.MULTILINE | re.IGNORECASE))

    assert ids
    assert max(ids.values()) <= 2
    assert sum(count > 1 for count in ids.values()) <= MAY_DOUBLE_A_MAIL
    assert "Trầm" not in sent
    assert "fault-" not in sent
    assert "Highmere" not in sent


def test_every_reminder_is_raised_once_however_often_the_sweep_runs(after_the_faults: Aftermath):
    later = (datetime.now(UTC) + timedelta(days=7)).isoformat()
    values = after_the_faults.running.values

    first = manage("sweep_deadlines", "--now", later, **values).stdout
    second = manage("sweep_deadlines", "--now", later, **values).stdout

    keys = after_the_faults.found()["reminder_notices"]
    assert keys
    assert len(keys) == len(set(keys))
    assert "reminders raised: 0;" not in first
    assert second.startswith("reminders raised: 0; notices: 0;")


def test_the_audit_chain_still_fits(after_the_faults: Aftermath):
    verified = manage("verify_audit", **after_the_faults.running.values)

    assert verified.returncode == 0, verified.stderr
    assert "rows fit the chain; 0 are younger" in verified.stdout
