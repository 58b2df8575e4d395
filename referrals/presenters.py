"""The board, a referral and the pages of its verbs, ready for their templates."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.core.paginator import Page
from django.urls import reverse
from django.utils import timezone

from referrals import additions, policies, wording
from referrals.actions import live_decision
from referrals.board import FILTERS, nearest_deadline
from referrals.models import Decision, Referral
from referrals.same_child import may_be_the_same
from referrals.workflow import (
    FamilyContact,
    Outcome,
    Seen,
    Status,
    Urgency,
    With,
)
from trafficking_cases.access.permissions import Permission
from trafficking_cases.deadlines import presenters as deadlines
from trafficking_cases.deadlines.models import Deadline
from trafficking_cases.lib.errors import Reason
from trafficking_cases.lib.moments import long_moment, said_when, short_moment, spoken_day
from trafficking_cases.lib.text import sentence_begins, within_a_sentence
from trafficking_cases.lib.working_days import in_london
from trafficking_cases.people.models import User
from trafficking_cases.web import shapes
from trafficking_cases.web.forms import VerbForm


def board_page(page: Page, counts: dict[str, int], *, show: str, user: User, now: datetime) -> dict[str, Any]:
    """The referrals under one filter, least time left first."""
    return {
        "page": page,
        "rows": [_board_row(referral, user, now) for referral in page],
        "pills": [shapes.Place(name, f"?show={key}", key == show, counts[key]) for key, name in FILTERS.items()],
        "waiting": counts["waiting"],
        "showing": FILTERS[show],
        "now": timezone.localtime(now),
    }


def _board_row(referral: Referral, user: User, now: datetime) -> dict[str, Any]:
    mine = referral.claimed_by_id == user.pk
    return {
        "referral": referral,
        "clock": _board_clock(referral, now),
        "urgency": wording.URGENCY_LEVELS[Urgency(referral.urgency)],
        "name": wording.spoken_name(referral.child),
        "headline": referral.headline,
        "agency": referral.agency.name,
        "received": short_moment(referral.received_at, now),
        "spoke_with_police": referral.spoke_with_police,  # type: ignore[attr-defined]  # worked out by board()
        "spoke_with_referrer": referral.spoke_with_referrer,  # type: ignore[attr-defined]  # the same
        "status": referral.get_status_display(),
        "to_sign": referral.status == Status.AWAITING_SIGNATURE,
        "decided": referral.status == Status.DECIDED,
        "with": "You" if mine else (referral.claimed_by.full_name if referral.claimed_by else ""),
        "tone": "hot" if referral.urgency == "immediate" else ("mine" if mine else ""),
        "may_claim": referral.claimed_by is None
        and referral.status == Status.RECEIVED
        and user.holds(Permission.CLAIM_REFERRAL),
        "action": "Read and sign" if _may_sign(referral, user) else "Open",
    }


def _may_sign(referral: Referral, user: User) -> bool:
    """Whether it waits for somebody like this reader; where they wrote it themselves, its page says so."""
    return referral.status == Status.AWAITING_SIGNATURE and user.holds(Permission.SIGN_DECISION)


def clock_of(referral: Referral, now: datetime) -> shapes.Clock | None:
    """How long is left to decide it, on lists that were asked `with_nearest_deadline`."""
    due_at = nearest_deadline(referral)
    return deadlines.clock(Deadline(due_at=due_at), now) if due_at else None


def _board_clock(referral: Referral, now: datetime) -> shapes.Clock | None:
    if referral.decided_at:
        return shapes.Clock("met", f"Decided {said_when(referral.decided_at, now)}")
    return clock_of(referral, now)


def referral_page(referral: Referral, user: User, now: datetime) -> dict[str, Any]:
    """A referral: what must not be done, what is due, what is known, what was said, and what comes next."""
    workings = referral.shows_workings_to(user)
    consultations = list(referral.consultations.select_related("by")) if workings else []
    decision = live_decision(referral) if workings else None
    returned = referral.decisions.exclude(sent_back_at=None).select_related("sent_back_by", "proposed_by").first()
    consulted = {consultation.spoken_with for consultation in consultations}
    at_front_door = referral.authority_id in user.front_doors()
    return {
        "referral": referral,
        "name": wording.spoken_name(referral.child),
        "urgency": wording.URGENCY_LEVELS[Urgency(referral.urgency)],
        "age": wording.age_words(referral.child, timezone.localdate(now)),
        "received": long_moment(referral.received_at),
        "barred": barred_lines(referral),
        "barred_by": f"Written by {referral.made_by.full_name}, {long_moment(referral.received_at)}.",
        "clocks": [
            deadlines.row(due, now)
            for due in Deadline.objects.visible_to(user).live().foremost().filter(subject=referral.pk)
        ],
        "concern": referral.concern,
        "facts": facts_of(referral),
        "child": facts_of_the_child(referral, now),
        "signs": facts_of_the_signs(referral),
        "consultations": [_consultation(consultation) for consultation in consultations],
        "missing_talks": _missing_talks(consulted),
        "decision": decision_facts(decision) if decision else [],
        "signed": bool(decision and decision.signed_at),
        "workings": workings,
        "returned": returned if workings and returned and not decision else None,
        "is_decided": referral.status == Status.DECIDED,
        "case_is_visible": bool(referral.case and referral.case.allows(user, Permission.READ_CASE)),
        "at_front_door": at_front_door,
        "knows_what_is_due": workings,
        "sections": additions.sections_of(referral, user, now),
        "verbs": _verbs(referral, decision, consulted, user) if at_front_door else [],
        "may_be": may_be_the_same(referral, user) if at_front_door else [],
    }


def _verbs(referral: Referral, decision: Decision | None, consulted: set[str], user: User) -> list[dict[str, Any]]:
    """What may be done next. What may not yet says what it waits for; what is never theirs is not shown."""
    if referral.status == Status.DECIDED:
        return []
    proposing = policies.why_not_propose(
        referral, consulted=consulted, without_police="asked on the page", without_referrer="asked on the page"
    )
    verbs = [
        ("claim", "Take it over" if referral.claimed_by_id else "Take it on", Permission.CLAIM_REFERRAL, [], True),
        ("consult", "Record a conversation", Permission.RECORD_CONSULTATION, [], False),
        ("propose", "Write the decision", Permission.PROPOSE_DECISION, proposing, False),
        ("sign", "Read and sign", Permission.SIGN_DECISION, policies.why_not_sign(referral, decision, user), False),
        ("send_back", "Send back", Permission.SIGN_DECISION, policies.why_not_send_back(referral, decision), False),
    ]
    next_verb = _next_verb(referral, consulted)
    over = {"claim"} if policies.why_not_claim(referral, user) else set()
    if referral.status == Status.AWAITING_SIGNATURE:
        over.add("propose")
    return [
        {
            "name": name,
            "text": text,
            "href": reverse(f"referrals:{name}", args=[referral.pk]),
            "waits_for": " ".join(reason.message for reason in reasons),
            "in_place": in_place,
            "kind": "" if name == next_verb else "2",
        }
        for name, text, permission, reasons, in_place in verbs
        if user.holds(permission) and name not in over
    ]


def _next_verb(referral: Referral, consulted: set[str]) -> str:
    if referral.status == Status.AWAITING_SIGNATURE:
        return "sign"
    if referral.claimed_by_id is None:
        return "claim"
    return "propose" if {With.POLICE, With.REFERRER} <= consulted else "consult"


def _missing_talks(consulted: set[str]) -> str:
    return " and ".join(
        within_a_sentence(str(who.label)) for who in (With.POLICE, With.REFERRER) if who not in consulted
    )


def barred_lines(referral: Referral) -> list[shapes.Barred]:
    """Who must not be contacted, as whoever referred put it. [Rule R4; procedure 4.3]"""
    if referral.family_contact != FamilyContact.DO_NOT:
        return []
    said = referral.do_not_contact or "No reason was given. Ask whoever referred before you contact anybody."
    return [shapes.Barred(said, who="The family and the adults with the child", rule="R4")]


def facts_of(referral: Referral) -> list[shapes.Fact]:
    """What the referral says beside the concern itself."""
    happened = spoken_day(referral.happened_on) if referral.happened_on else ""
    return [
        shapes.Fact("From", f"{referral.made_by.full_name}, {referral.agency.name}"),
        shapes.Fact("How to reach them", referral.reach_referrer),
        shapes.Fact("When it happened", happened, "not_recorded"),
        shapes.Fact("Where seen or found", referral.where_seen, "not_recorded"),
        _family_contact(referral),
        shapes.Fact("How to speak to the child", referral.reach_child, "not_recorded"),
        shapes.Fact("Adults and others", referral.adults, "not_recorded"),
    ]


def _family_contact(referral: Referral) -> shapes.Fact:
    """Left empty and "I do not know" are two answers: the second tells that somebody was asked. [Rule R4]"""
    question = "May the family be contacted"
    if referral.family_contact == FamilyContact.UNKNOWN:
        asked = in_london(referral.received_at)
        return shapes.Fact(question, none="not_known", none_text=f"Not known – asked {asked.day} {asked:%b}")
    return shapes.Fact(question, referral.get_family_contact_display(), "not_recorded")


def facts_of_the_child(referral: Referral, now: datetime) -> list[shapes.Fact]:
    """Who the child is, as far as anybody knows."""
    child = referral.child
    return [
        shapes.Fact("Name", child.known_as, "not_recorded"),
        shapes.Fact("Also called", child.also_called, "not_recorded"),
        shapes.Fact("Age", sentence_begins(wording.age_words(child, timezone.localdate(now)))),
        shapes.Fact("Girl or boy", child.get_sex_display()),
        shapes.Fact("Nationality", child.nationality, "not_recorded"),
        shapes.Fact("Language", child.language, "not_recorded"),
        shapes.Fact("Description", child.description, "not_recorded"),
    ]


def facts_of_the_signs(referral: Referral) -> list[shapes.Fact]:
    """What was seen and what it may be. A profile; no sum is made of it. [Rule I1; procedure 4.2]"""
    signs, forms_of_it = list(referral.signs.all()), list(referral.exploitation.all())
    return [
        shapes.Fact("Exploitation", wording.exploitation_said(forms_of_it), "not_recorded"),
        shapes.Fact("Seen", wording.signs_said(signs, Seen.PRESENT), "not_recorded"),
        shapes.Fact("Not there", wording.signs_said(signs, Seen.NOT_PRESENT), "not_recorded"),
        shapes.Fact("Not known", wording.signs_said(signs, Seen.NOT_KNOWN), "not_recorded"),
        shapes.Fact("Something else", referral.something_else, "not_recorded"),
    ]


def _consultation(consultation: Any) -> shapes.Entry:
    return shapes.Entry(
        when=long_moment(consultation.at),
        title=f"{With(consultation.spoken_with).label}: {consultation.person}",
        source=f"Recorded by {consultation.by.full_name}",
        more=consultation.said,
        kind="significant",
    )


def decision_facts(decision: Decision) -> list[shapes.Fact]:
    """A decision as a manager reads it before signing. [Rule R3; procedure 4.3]"""
    facts = [
        shapes.Fact("What happens next", Outcome(decision.outcome).label),
        shapes.Fact("Why", decision.reasons),
    ]
    if decision.without_police:
        facts.append(shapes.Fact("Decided without the Police because", decision.without_police))
    if decision.without_referrer:
        facts.append(shapes.Fact("Decided without the referrer because", decision.without_referrer))
    facts.append(shapes.Fact("What the referrer is told", decision.told))
    facts.append(shapes.Fact("Written by", f"{decision.proposed_by.full_name}, {long_moment(decision.proposed_at)}"))
    if signature := decision.signature:
        facts.append(shapes.Fact("Signed by", f"{signature.by.full_name}, {long_moment(signature.at)}"))
    return facts


def verb_page(referral: Referral, form: VerbForm, standing: Sequence[Reason] = ()) -> dict[str, Any]:
    """The page of one verb: whose referral, the questions, and after a refusal every reason and what to do.

    What stands against the verb whatever is answered is said before anything is asked.
    """
    return {
        "referral": referral,
        "name": wording.spoken_name(referral.child),
        "urgency": wording.URGENCY_LEVELS[Urgency(referral.urgency)],
        "form": form,
        "barred": barred_lines(referral),
        "refusal": form.refusal or standing,
        "ways": _ways_on(referral),
        "may_go_on": not standing,
    }


def sign_page(referral: Referral, decision: Decision | None, form: VerbForm, user: User) -> dict[str, Any]:
    """What the manager signs, or every reason why it cannot be signed by them."""
    standing = policies.why_not_sign(referral, decision, user)
    return verb_page(referral, form, standing) | {
        "decision": decision_facts(decision) if decision else [],
        "opens_a_case": bool(decision and decision.opens_a_case),
        "signs": facts_of_the_signs(referral),
        "facts": facts_of(referral),
        "consultations": [_consultation(said) for said in referral.consultations.select_related("by")],
        "ways": [shapes.Way("Open the referral", referral.get_absolute_url())],
        "may_be": may_be_the_same(referral, user),
    }


def _ways_on(referral: Referral) -> list[shapes.Way]:
    """What can be done instead, the most useful first."""
    consult = reverse("referrals:consult", args=[referral.pk])
    ways = [shapes.Way("Open the referral", referral.get_absolute_url())]
    if referral.status != Status.RECEIVED:
        return ways
    return [
        shapes.Way("Record a talk with the Police", f"{consult}?with={With.POLICE}"),
        shapes.Way("Record a talk with whoever referred", f"{consult}?with={With.REFERRER}"),
        *ways,
    ]
