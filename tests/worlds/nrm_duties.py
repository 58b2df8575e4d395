"""Pages of this part: the NRM of a case, the duty, sending, decisions, the guardian, and the listed countries."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from nrm.actions import decisions
from nrm.models import Duty, NrmReferral
from nrm.workflow.decisions import DecidedBy, Result, Stage
from tests import builders_nrm_duties as build
from tests.builders import a_case, a_share
from tests.cast import Cast
from tests.worlds.visits import Visit
from trafficking_cases.children.models import Case

NO_PAGE: set[str] = set()
WORKER = "social.worker"
SENT = timedelta(days=40)


class Part:
    """A case with an open duty, one with a decision and a guardian, and one that health only reads."""

    def __init__(self, cast: Cast, case: Case) -> None:
        self.cast = cast
        self.case = a_case(worker=cast.social_worker, manager=cast.manager)
        build.somebodys_suspicion(self.case, "domestic_servitude")
        self.duty = build.a_duty(self.case, "sexual")
        self.sealed = build.a_sealed_nrm(self.case)
        a_share(self.case, to=cast.health)
        self.decided = a_case(worker=cast.social_worker, manager=cast.manager)
        build.a_guardian(self.decided)
        self.acknowledged = self._decided()
        self.country = build.listed()

    def _decided(self) -> NrmReferral:
        referral = build.an_acknowledged_nrm(self.decided, at=timezone.now() - SENT)
        today = timezone.localdate()
        self.decision = decisions.record_decision(
            referral,
            kind=Stage.REASONABLE_GROUNDS,
            result=Result.POSITIVE,
            decided_by=DecidedBy.SINGLE,
            decided_on=today - timedelta(days=3),
            received_on=today,
            by=self.cast.social_worker,
        )
        return referral

    def pages(self) -> dict[str, list[Visit]]:
        """For each page the visits that are tried."""
        return {
            "nrm:case": [
                *((who, _at("case", self.case)) for who in (WORKER, "manager", "health")),
                *((who, _at("case", self.decided)) for who in (WORKER, "guardian", "police")),
            ],
            "nrm:not_arising": [(WORKER, _at("not_arising", self.duty)), ("health", _at("not_arising", self.duty))],
            "nrm:record_sent": [(WORKER, _at("record_sent", self.sealed))],
            "nrm:record_reference": [(WORKER, _at("record_reference", self.acknowledged))],
            "nrm:record_elsewhere": [("police", _at("record_elsewhere", self.decided))],
            "nrm:record_decision": [(WORKER, _at("record_decision", one)) for one in (self.acknowledged, self.sealed)],
            "nrm:record_told": [(WORKER, _at("record_told", self.decision))],
            "nrm:ask_for_guardian": [(WORKER, _at("ask_for_guardian", one)) for one in (self.case, self.decided)],
            "nrm:name_guardian": [(WORKER, _at("name_guardian", self.decided))],
            "nrm:countries": [("administrator", reverse("nrm:countries"))],
            "nrm:add_country": [("administrator", reverse("nrm:add_country"))],
            "nrm:end_country": [("administrator", _at("end_country", self.country))],
        }

    def more(self) -> None:
        """More of everything that these pages list."""
        code = ("criminal_theft", "criminal_begging", "benefit_fraud", "organ_harvesting", "illegal_adoption", "other")
        new = next((one for one in code if not self.case.exploitation.filter(code=one).exists()), None)
        if new:
            build.exploitation(self.case, new)
        build.a_sealed_nrm(self.case)
        self._decided()
        count = Duty.objects.filter(case=self.case).count()
        Duty.objects.create(
            case=self.case,
            ground="N1",
            because="Another",
            fact=str(count),
            status="met",
            raised_at=timezone.now(),
            ended_at=timezone.now(),
            ended_by=self.cast.manager,
        )
        build.listed(f"Country {count}", f"Called {count}")


def _at(name: str, record: Case | Duty | NrmReferral | object) -> str:
    return reverse(f"nrm:{name}", args=[record.pk])  # type: ignore[union-attr]
