"""The duty to notify: found in the facts of a case, and said not to arise. Only sending meets it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time
from uuid import UUID

from django.db import transaction
from django.db.models import CharField, Exists, F, OuterRef, Q
from django.db.models.functions import Cast
from django.utils import timezone

from nrm import notices
from nrm.models import Duty, ListedCountry, NrmReferral
from nrm.policies.duties import ground_of, listed_among, why_not_end_duty
from nrm.workflow.duties import Ground, Status
from referrals.models import Referral
from referrals.workflow import URGENT
from trafficking_cases.access.guards import require
from trafficking_cases.access.permissions import Permission
from trafficking_cases.audit import actions as audit
from trafficking_cases.children.actions import note
from trafficking_cases.children.catalogue import exploitation_types
from trafficking_cases.children.models import Case, Claim, Exploitation
from trafficking_cases.children.models.claims import ClaimQuerySet
from trafficking_cases.children.models.exploitation import ExploitationQuerySet
from trafficking_cases.children.workflow.claims import FALSE, Asylum, Kind
from trafficking_cases.deadlines import actions as deadlines
from trafficking_cases.deadlines import timetable
from trafficking_cases.deadlines.clocks import Limit
from trafficking_cases.lib.errors import refuse_if
from trafficking_cases.lib.text import plain, within_a_sentence
from trafficking_cases.lib.working_days import moment
from trafficking_cases.people.models import User

CLOCK_OF = {Ground.SUSPICION: "NRM-01", Ground.SEXUAL_OR_CRIMINAL: "NRM-01", Ground.LISTED_COUNTRY: "NRM-02"}
# The table says "at once"; until the figure is set otherwise a referral at once may take this long.
AT_ONCE_MEANS = Limit(4, "hours")
SAME_DAY = Limit(0, "same_day")
LINES = {
    Ground.SUSPICION: "The duty to notify the Home Office arose: exploitation is suspected or known.",
    Ground.SEXUAL_OR_CRIMINAL: "The duty to notify the Home Office arose: for sexual or criminal exploitation an NRM "
    "referral must be made.",
    Ground.LISTED_COUNTRY: "An NRM referral is due at once: the child seeks asylum and is from a listed country.",
}


@dataclass(frozen=True)
class Fact:
    """What raises a duty: which rule, which fact, in which words, since when, and by whom it is known."""

    ground: Ground
    key: str
    because: str
    since: datetime
    by: User


def take_in(now: datetime) -> int:
    """Raise every duty to notify that the facts call for and that is not there yet. Returns how many arose.

    Safe to run at any time and twice. One open duty on a case is enough: a further form of exploitation that is
    accepted while one is open joins it and starts no second clock. What was accepted before a duty ended is answered by
    how it ended; a form accepted after a duty was said not to arise raises a new one. Once the Home Office has a
    referral nothing is raised, and the page asks whether to tell it more. An asylum claim from a listed country has
    its own duty, at once, beside an open one; facts that were said not to call for it do not call again.
    [Rules N1, N3, N4; procedure 4.3, 4.4]
    """
    cases = {*_cases_with_new_suspicion(), *_cases_seeking_asylum()}
    return sum(_raise_on(case_id, now) for case_id in sorted(cases))


def take_in_on(case: Case, now: datetime) -> int:
    """The same on one case at once, as part of a verb of the NRM that found it. [Rules N1, N3, N4; procedure 4.3]"""
    return _raise_on(case.pk, now)


def _cases_with_new_suspicion() -> Iterable[UUID]:
    return _unanswered(Exploitation.objects.accepted()).values_list("case", flat=True).distinct()


def _unanswered(accepted: ExploitationQuerySet) -> ExploitationQuerySet:
    """Accepted forms of exploitation that no duty and no referral to the Home Office has taken up."""
    duties = Duty.objects.filter(case=OuterRef("case"))
    answered = Q(ended_at__gte=OuterRef("accepted_at")) & ~Q(ground=Ground.LISTED_COUNTRY)
    taken_up = duties.filter(Q(status=Status.OPEN) | answered)
    referred = NrmReferral.objects.with_the_home_office().filter(case=OuterRef("case"))
    own = duties.filter(fact=Cast(OuterRef("id"), CharField()))
    return accepted.filter(~Exists(taken_up), ~Exists(referred), ~Exists(own))


def _cases_seeking_asylum() -> Iterable[UUID]:
    return (
        Case.objects.filter(child__in=_asylum_claims().values("child"))
        .exclude(pk__in=NrmReferral.objects.with_the_home_office().values("case"))
        .exclude(pk__in=Duty.objects.open().filter(ground=Ground.LISTED_COUNTRY).values("case"))
        .values_list("pk", flat=True)
    )


def _asylum_claims() -> ClaimQuerySet:
    return Claim.objects.filter(kind=Kind.ASYLUM, value=Asylum.SEEKING).exclude(status__in=FALSE)


@transaction.atomic
def _raise_on(case_id: UUID, now: datetime) -> int:
    """Look again with the case held, so that two sweeps raise one duty."""
    case = (
        Case.objects.select_for_update(no_key=True, of=("self",)).select_related("child", "authority").get(pk=case_id)
    )
    if NrmReferral.objects.with_the_home_office().filter(case=case).exists():
        return 0
    raised = 0
    for fact in filter(None, (_listed_country(case, now), _suspicion(case))):
        if not _is_taken_up(case, fact):
            _raise(case, fact, now)
            raised += 1
    return raised


def _is_taken_up(case: Case, fact: Fact) -> bool:
    same = Q(ground=fact.ground, fact=fact.key)
    standing = Q(status=Status.OPEN)
    if fact.ground == Ground.LISTED_COUNTRY:
        standing &= Q(ground=Ground.LISTED_COUNTRY)
    return case.duties.filter(same | standing).exists()


def _suspicion(case: Case) -> Fact | None:
    found = list(_unanswered(Exploitation.objects.accepted().filter(case=case)).select_related("accepted_by"))
    if not found:
        return None
    first = min(found, key=lambda form: form.accepted_at or form.recorded_at)
    labels = exploitation_types()
    said = "; ".join(
        f"{within_a_sentence(labels[form.code])} is {within_a_sentence(form.get_certainty_display())}" for form in found
    )
    return Fact(
        ground=ground_of(form.code for form in found),
        key=str(first.pk),
        because=f"{said[:1].upper()}{said[1:]}"[:499],
        since=first.accepted_at or first.recorded_at,
        by=first.accepted_by or first.recorded_by,
    )


def _listed_country(case: Case, now: datetime) -> Fact | None:
    """Both facts of rule N4, if both are known: the asylum claim, and a nationality that is listed today."""
    asylum = _asylum_claims().filter(child=case.child).select_related("added_by").order_by("added_at").first()
    listed = ListedCountry.objects.in_force(timezone.localdate(now))
    if asylum is None:
        return None
    standing = Claim.objects.of(case.child, Kind.NATIONALITY).exclude(status__in=FALSE).order_by("-added_at")
    said = {claim.value: claim.added_at for claim in standing}
    matches = [(known, country) for words, known in said.items() if (country := listed_among([words], list(listed)))]
    if not matches:
        return None
    known, country = min(matches, key=lambda match: match[0])
    since = max(asylum.added_at, known, case.opened_at, moment(country.from_on, time(0)))
    return Fact(
        ground=Ground.LISTED_COUNTRY,
        key=f"{country.country.casefold()}:{asylum.pk}",
        because=f"Seeking asylum, and {country.nationality}: a nationality on the list in force",
        since=min(since, now),
        by=asylum.added_by or case.opened_by,
    )


def _raise(case: Case, fact: Fact, now: datetime) -> Duty:
    duty = Duty.objects.create(
        case=case, ground=fact.ground, because=fact.because, fact=fact.key, status=Status.OPEN, raised_at=fact.since
    )
    link = notices.page_of(case)
    deadlines.start(
        CLOCK_OF[fact.ground],
        subject=duty,
        started_at=fact.since,
        by=fact.by,
        concerning=f"Case {case.reference}",
        link=link,
        authority=case.authority,
        case=case,
        limit=_limit(case, fact.ground),
    )
    kind = "nrm.duty_arose"
    note(case, at=now, kind=kind, sentence=LINES[fact.ground], link=link, significant=True, by=None)
    audit.record(kind, duty, by=None, ground=fact.ground)
    notices.tell_of_duty(duty)
    return duty


def _limit(case: Case, ground: Ground) -> Limit | None:
    """The figure of the table, but the same day where a referral says that the child is in danger or may go missing."""
    if ground == Ground.LISTED_COUNTRY:
        figure = timetable.timescale("NRM-02").limit
        return AT_ONCE_MEANS if figure.unit == "immediate" else figure
    urgent = Referral.objects.filter(case=case, urgency__in=URGENT).exists()
    return SAME_DAY if urgent else None


@transaction.atomic
def not_arising(duty: Duty, *, because: str, by: User, at: datetime | None = None) -> Duty:
    """Say as a first responder why the duty does not arise. Its clock stops; what is accepted later raises another.

    [Rules N1, N5; procedure 4.3, 4.4]
    """
    require(by, Permission.SIGN_NRM, duty)
    duty = Duty.objects.select_for_update(of=("self",)).select_related("case").get(pk=duty.pk)
    now, because = at or timezone.now(), plain(because).strip()
    refuse_if(why_not_end_duty(duty, because, by, timezone.localdate(now)))
    duty.status, duty.ended_at, duty.ended_by, duty.ended_because = Status.NOT_ARISING, now, by, because
    duty.save(update_fields=["status", "ended_at", "ended_by", "ended_because"])
    said = "A first responder recorded why the duty to notify does not arise."
    deadlines.stop(CLOCK_OF[Ground(duty.ground)], subject=duty, at=now, by=by, reason=said)
    link = notices.page_of(duty.case)
    note(duty.case, at=now, kind="nrm.duty_not_arising", sentence=said, link=link, significant=True, by=by)
    audit.record("nrm.duty_not_arising", duty, by=by, ground=duty.ground)
    return duty


def meet_all(case: Case, *, at: datetime, by: User) -> int:
    """End every open duty of a case, because the Home Office has the referral. Part of recording that it has. [N1]"""
    met = 0
    for duty in case.duties.select_for_update().filter(status=Status.OPEN):
        duty.status, duty.ended_at, duty.ended_by = Status.MET, max(at, duty.raised_at), by
        duty.save(update_fields=["status", "ended_at", "ended_by"])
        deadlines.meet(CLOCK_OF[Ground(duty.ground)], subject=duty, at=duty.ended_at, by=by)
        audit.record("nrm.duty_met", duty, by=by, ground=duty.ground)
        met += 1
    return met


def told_more(case: Case) -> list[Exploitation]:
    """Forms of exploitation accepted after the Home Office had the referral: consider telling it more. [Rule N1]"""
    last = NrmReferral.objects.with_the_home_office().filter(case=case).order_by(F("sent_at").desc()).first()
    if last is None or last.sent_at is None:
        return []
    return list(Exploitation.objects.accepted().filter(case=case, accepted_at__gt=last.sent_at))
