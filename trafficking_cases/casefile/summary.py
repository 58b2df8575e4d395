"""What a case summary says to somebody outside, and what it leaves out and says so."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils import timezone

from referrals.models import Decision, Referral
from referrals.presenters import barred_lines
from referrals.wording import age_words, exploitation_said, signs_said, spoken_name
from referrals.workflow import Outcome, Seen, With
from trafficking_cases.casefile.models import Purpose
from trafficking_cases.casefile.wording import BARRED, barred_adults, claim_said, how_it_stands, named
from trafficking_cases.children.models import Adult, Allocation, Case, Child
from trafficking_cases.lib.moments import long_moment, spoken_day
from trafficking_cases.lib.text import plain, sentence_begins
from trafficking_cases.people.models import User
from trafficking_cases.web.pdf import render_pdf
from trafficking_cases.web.shapes import Fact

WHEREABOUTS = "Withheld: whereabouts are confidential"
REACHED_THROUGH_US = "Withheld: contact goes through the social worker"
WHO_REFERRED = "Withheld: who referred is not needed for this purpose"
LINES_SHOWN = 200


def as_pdf(case: Case, *, recipient: str, purpose: Purpose, by: User, now: datetime) -> bytes:
    """The summary as a tagged PDF with its recipient and date across every page."""
    context = contents(case, recipient=recipient, purpose=purpose, by=by, now=now)
    return render_pdf("pdf/case_summary.html", context, title=f"Case summary {case.reference}")


def contents(case: Case, *, recipient: str, purpose: Purpose, by: User, now: datetime) -> dict[str, Any]:
    """The whole of the summary in the order in which it is read: whom not to contact comes first. [Rules R4, P1]"""
    referrals = _referrals_of(case, by)
    child = child_facts(case.child, now)
    concerns = [concern_of(referral) for referral in referrals]
    adults = list(Adult.objects.visible_to(by).filter(case=case))
    around = adult_facts(adults)
    shown = [*child, *around, *(fact for concern in concerns for fact in concern["facts"])]
    return {
        "product_name": settings.PRODUCT_NAME,
        "kind": "Case summary",
        "marking": "Official-sensitive",
        "reference": case.reference,
        "recipient": recipient,
        "made_on": timezone.localdate(now),
        "head": _head(case, recipient, purpose, by, now),
        "barred": [
            *barred_adults(Adult.objects.not_to_be_contacted(case)),
            *(line for referral in referrals for line in barred_lines(referral)),
        ],
        "name": plain(spoken_name(case.child)),
        "child": child,
        "adults": around,
        "concerns": concerns,
        "people": _people(case),
        "lines": [
            {"when": long_moment(entry.at), "sentence": entry.sentence}
            for entry in case.chronology.order_by("at", "recorded_at")[:LINES_SHOWN]
        ],
        "withheld": _withheld(shown),
    }


def _referrals_of(case: Case, by: User) -> list[Referral]:
    visible = Referral.objects.visible_to(by).filter(case=case).with_people().order_by("received_at")
    return list(visible.prefetch_related("signs", "exploitation", "consultations", "decisions__signed_by"))


def _head(case: Case, recipient: str, purpose: Purpose, by: User, now: datetime) -> list[Fact]:
    return [
        Fact("About", f"{case.reference}, opened {spoken_day(timezone.localdate(case.opened_at))}"),
        Fact("Made", long_moment(now)),
        Fact("For", recipient),
        Fact("Made by", f"{by.full_name}, {by.job_title}"),
        Fact("Purpose", str(Purpose(purpose).label)),
        Fact("Authority", case.authority.name),
    ]


def child_facts(child: Child, now: datetime) -> list[Fact]:
    """Who the child is, with the gaps named and the whereabouts left out."""
    age = age_words(child, timezone.localdate(now))
    return [
        Fact("Name", child.known_as, "not_recorded"),
        Fact("Also called", child.also_called, "not_recorded"),
        Fact("Age", sentence_begins(age)),
        Fact("Girl or boy", child.get_sex_display()),
        Fact("Nationality", child.nationality, "not_recorded"),
        Fact("Language", child.language, "not_recorded"),
        Fact("Description", child.description, "not_recorded"),
        Fact("Lives", none="withheld", none_text=WHEREABOUTS),
        Fact("School and surgery", none="withheld", none_text=WHEREABOUTS),
        Fact("How to reach the child", none="withheld", none_text=REACHED_THROUGH_US),
    ]


def adult_facts(adults: Sequence[Adult]) -> list[Fact]:
    """The adults around the child, those not to be contacted first; how they are reached is left out. [Rules C3, R4]"""
    in_order = sorted(adults, key=lambda adult: (not adult.do_not_contact, not adult.is_purported))
    facts = [Fact(named(adult), _said_of(adult)) for adult in in_order]
    if any(adult.reached_through for adult in adults):
        facts.append(Fact("How to reach them", none="withheld", none_text=REACHED_THROUGH_US))
    return facts


def _said_of(adult: Adult) -> str:
    warned = "Do not contact." if adult.do_not_contact else ""
    concern = "Of concern." if adult.is_of_concern else ""
    barred = BARRED if adult.is_purported else ""
    return " ".join(filter(None, [warned, claim_said(adult), how_it_stands(adult), concern, barred]))


def concern_of(referral: Referral) -> dict[str, Any]:
    """One referral: what was worrying, what was seen, and what was decided."""
    signs, decision = list(referral.signs.all()), _signed(referral)
    facts = [
        Fact("Received", long_moment(referral.received_at)),
        # The kind alone: a school or a surgery by name says where the child goes.
        Fact("From", referral.agency.get_kind_display()),
        Fact("Urgency", referral.get_urgency_display()),
        Fact("Who referred", none="withheld", none_text=WHO_REFERRED),
        Fact("Where seen or found", none="withheld", none_text=WHEREABOUTS),
        Fact("Adults and others", referral.adults, "not_recorded"),
        Fact("Exploitation", exploitation_said(referral.exploitation.all()), "not_recorded"),
        Fact("Signs seen", signs_said(signs, Seen.PRESENT), "not_recorded"),
        Fact("Looked for, not there", signs_said(signs, Seen.NOT_PRESENT), "not_recorded"),
        Fact("Looked for, not known", signs_said(signs, Seen.NOT_KNOWN), "not_recorded"),
        Fact("Something else", referral.something_else, "not_recorded"),
    ]
    return {
        "reference": referral.reference,
        "concern": referral.concern,
        "facts": facts,
        "decision": _decision_facts(referral, decision) if decision else [],
    }


def _signed(referral: Referral) -> Decision | None:
    return next((decision for decision in referral.decisions.all() if decision.signature), None)


def _decision_facts(referral: Referral, decision: Decision) -> list[Fact]:
    talks = [
        f"{With(talk.spoken_with).label}, {spoken_day(timezone.localdate(talk.at))}"
        for talk in referral.consultations.all()
    ]
    signature = decision.signature
    return [
        Fact("What happens next", Outcome(decision.outcome).label),
        Fact("Why", decision.reasons),
        Fact("Spoken with before", "\n".join(talks), "not_recorded"),
        Fact("Signed", f"{signature.by.full_name}, {long_moment(signature.at)}" if signature else "", "not_recorded"),
    ]


def _people(case: Case) -> list[Fact]:
    live = Allocation.objects.filter(case=case, ended_at=None).select_related("worker", "manager").first()
    if live is None:
        return [Fact("Social worker", none="not_recorded", none_text="Nobody yet: contact the authority's front door")]
    return [
        Fact("Social worker", f"{live.worker.full_name}, {live.worker.job_title}"),
        Fact("Supervised by", f"{live.manager.full_name}, {live.manager.job_title}"),
    ]


def _withheld(facts: Sequence[Fact]) -> dict[str, Any]:
    """How many answers were left out, for which reasons."""
    reasons: dict[str, int] = {}
    for fact in facts:
        if fact.none == "withheld" and not fact.value:
            reason = fact.none_text.removeprefix("Withheld: ")
            reasons[reason] = reasons.get(reason, 0) + 1
    return {"count": sum(reasons.values()), "reasons": "; ".join(f"{count}: {why}" for why, count in reasons.items())}
