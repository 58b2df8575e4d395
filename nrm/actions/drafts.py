"""Writing an NRM referral: begun from the case, kept as it is typed, handed on, given up. [Rules N2, N5, N7]"""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from nrm import answers as kept
from nrm.actions.duties import take_in_on
from nrm.draft_notices import tell_of_handing_on
from nrm.form.checks import to_be_kept
from nrm.form.definition import VERSION, Field, Page, fields
from nrm.models import Answer, NrmReferral
from nrm.policies.drafts import why_not_discard, why_not_hand_on, why_not_write
from nrm.prefill.known import Suggestion
from nrm.prefill.sources import OF_THE_SIGNER
from nrm.workflow.referrals import Source, Status
from trafficking_cases.access.guards import require
from trafficking_cases.access.permissions import Permission
from trafficking_cases.audit import actions as audit
from trafficking_cases.children.actions import note
from trafficking_cases.children.models import Case
from trafficking_cases.deadlines import actions as deadlines
from trafficking_cases.lib.errors import refuse_if
from trafficking_cases.lib.references import random_reference
from trafficking_cases.lib.text import plain
from trafficking_cases.people.models import User

LONGEST_KEPT = 60_000
EXPIRED = "Nobody wrote in it until its time was over."


@transaction.atomic
def start(case: Case, *, by: User, at: datetime | None = None) -> NrmReferral:
    """Begin an NRM referral, with every answer that the case has. Anybody on the case may. [Rules N5, N7]"""
    require(by, Permission.DRAFT_NRM, case)
    now = at or timezone.now()
    nrm = NrmReferral(case=case, author=by, form_version=VERSION, started_at=now, saved_at=now)
    _with_a_reference(nrm)
    _fill_in(nrm, kept.the_case_says(nrm, by, now=now).values(), by=by, now=now)
    note(
        case,
        at=now,
        kind="nrm.started",
        sentence=f"NRM referral {nrm.reference} was begun.",
        link=nrm.get_absolute_url(),
        by=by,
    )
    audit.record("nrm.started", nrm, by=by)
    take_in_on(case, now)
    return nrm


def _with_a_reference(nrm: NrmReferral) -> None:
    taken = True
    while taken:
        nrm.reference = random_reference("N")
        taken = NrmReferral.objects.filter(reference=nrm.reference).exists()
    nrm.save(force_insert=True)


def _fill_in(nrm: NrmReferral, found: Iterable[Suggestion], *, by: User, now: datetime) -> None:
    """Put what the case has into the answers, each with where it came from."""
    rows = [
        Answer(
            nrm_referral=nrm,
            field=suggestion.field,
            value=suggestion.value.strip(),
            source=Source.CASE,
            taken_from=suggestion.words,
            known_since=suggestion.since,
            set_at=now,
            set_by=by,
        )
        for suggestion in found
    ]
    Answer.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["nrm_referral", "field"],
        update_fields=["value", "source", "taken_from", "known_since", "set_at", "set_by"],
    )


class SavedElsewhere(Exception):
    """The same page was saved from another window since this one was opened."""


@transaction.atomic
def save_answers(
    nrm: NrmReferral,
    *,
    typed: Mapping[str, str],
    by: User,
    page: Page | None = None,
    seen: str | None = None,
    at: datetime | None = None,
) -> NrmReferral:
    """Keep what was typed, possible or not; questions that are not in `typed` stay as they were. [Rule N7]

    `seen` is the version of the page that was typed on, where the browser saves by itself: it never writes over what
    another window saved meanwhile. Whoever presses the button means it.
    """
    require(by, Permission.DRAFT_NRM, nrm)
    nrm = NrmReferral.objects.select_for_update().get(pk=nrm.pk)
    refuse_if(why_not_write(nrm))
    rows, now = kept.rows_of(nrm), at or timezone.now()
    changed = _changed(rows, typed)
    if changed and page and seen is not None and seen != kept.version_of(page, rows):
        raise SavedElsewhere
    for name, value in changed.items():
        row = rows.get(name) or Answer(nrm_referral=nrm, field=name)
        row.value, row.source, row.set_at, row.set_by = value, Source.TYPED, now, by
        row.save()
    nrm.saved_at = now
    nrm.save(update_fields=["saved_at"])
    if changed:
        audit.record("nrm.answers_saved", nrm, by=by, count=len(changed))
    return nrm


def _changed(rows: Mapping[str, Answer], typed: Mapping[str, str]) -> dict[str, str]:
    """The typed answers that differ from those that are kept; what is asked only at sealing is never kept."""
    asked = fields()
    changed = {}
    for name, value in typed.items():
        if not asked[name].is_typed:
            continue
        wanted = to_be_kept(asked[name], plain(value[:LONGEST_KEPT]))
        if wanted != (rows[name].value if name in rows else ""):
            changed[name] = wanted
    return changed


@transaction.atomic
def take_over(nrm: NrmReferral, *, question: Field, by: User) -> NrmReferral:
    """Put in what the case says of one question now, in place of what stands there. [Rule N7; procedure 4.3]"""
    require(by, Permission.DRAFT_NRM, nrm)
    nrm = NrmReferral.objects.select_for_update().get(pk=nrm.pk)
    refuse_if(why_not_write(nrm))
    now = timezone.now()
    found = kept.the_case_says(nrm, by, now=now)
    if question.name in found:
        _fill_in(nrm, [found[question.name]], by=by, now=now)
        nrm.saved_at = now
        nrm.save(update_fields=["saved_at"])
        audit.record("nrm.answer_taken_over", nrm, by=by, field=question.name)
    return nrm


@transaction.atomic
def hand_on(nrm: NrmReferral, *, to: User, by: User, at: datetime | None = None) -> NrmReferral:
    """Give a referral to a first responder who finishes and signs it; whoever wrote it still sees it.

    The answers about the signer change hands with it, unless somebody wrote them. [Rule N5; procedure 4.3]
    """
    require(by, Permission.DRAFT_NRM, nrm)
    nrm = NrmReferral.objects.select_for_update().get(pk=nrm.pk)
    now = at or timezone.now()
    refuse_if(
        why_not_hand_on(
            nrm,
            sees_the_case=Case.objects.visible_to(to).filter(pk=nrm.case_id).exists(),
            may_sign=nrm.case.allows(to, Permission.SIGN_NRM),
            is_first_responder=to.agency.is_first_responder(timezone.localdate(now)),
        )
    )
    nrm.handed_to, nrm.handed_at, nrm.saved_at = to, now, now
    nrm.save(update_fields=["handed_to", "handed_at", "saved_at"])
    written = set(nrm.answers.filter(source=Source.TYPED).exclude(value="").values_list("field", flat=True))
    nrm.answers.filter(field__in=OF_THE_SIGNER - written).delete()
    found = kept.the_case_says(nrm, to, now=now)
    _fill_in(nrm, (found[name] for name in OF_THE_SIGNER - written if name in found), by=by, now=now)
    note(
        nrm.case,
        at=now,
        kind="nrm.handed_on",
        sentence=f"NRM referral {nrm.reference} was handed to a first responder, to finish and sign.",
        link=nrm.get_absolute_url(),
        by=by,
    )
    audit.record("nrm.handed_on", nrm, by=by, to=to.pk)
    tell_of_handing_on(nrm, to)
    return nrm


@transaction.atomic
def discard(nrm: NrmReferral, *, because: str, by: User, at: datetime | None = None) -> NrmReferral:
    """Give a referral up that the Home Office does not have. That there was one stays; a draft's answers go."""
    require(by, Permission.DRAFT_NRM, nrm)
    nrm = NrmReferral.objects.select_for_update().get(pk=nrm.pk)
    because, now = plain(because).strip(), at or timezone.now()
    refuse_if(why_not_discard(nrm, because))
    if nrm.status == Status.SEALED:
        deadlines.stop("KEY-01", subject=nrm, at=now, by=by, reason="The sealed referral was given up.")
    _give_up(nrm, because)
    note(
        nrm.case,
        at=now,
        kind="nrm.discarded",
        sentence=f"NRM referral {nrm.reference} was given up.",
        link=nrm.get_absolute_url(),
        by=by,
    )
    audit.record("nrm.discarded", nrm, by=by)
    return nrm


def _give_up(nrm: NrmReferral, because: str) -> None:
    if nrm.status == Status.DRAFT:
        nrm.answers.all().delete()
    nrm.status, nrm.discarded_because = Status.DISCARDED, because
    nrm.save(update_fields=["status", "discarded_because"])


def expire(now: datetime) -> int:
    """Give up the drafts that nobody wrote in for 28 days, and remove their answers. Returns how many there were."""
    until = now - timedelta(days=settings.NRM_DRAFT_DAYS)
    with transaction.atomic():
        over = list(NrmReferral.objects.select_for_update().filter(status=Status.DRAFT, saved_at__lte=until))
        for nrm in over:
            _give_up(nrm, EXPIRED)
            audit.record("nrm.expired", nrm, by=None)
    return len(over)
