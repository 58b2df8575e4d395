"""Where the rules of the child's identity and of the NRM stand in the way, and what puts it right.

[Rules C1-C3, I2, N1, N4-N8, N10, N11; procedure 2, 3, 4.3]
"""

from datetime import date, timedelta

from django.urls import reverse
from django.utils import timezone

from nrm import answers as kept
from nrm.actions import drafts, lists, reviews, sealing, sending
from nrm.models import NrmReferral, Review
from tests import builders_nrm_duties as build
from tests.builders import a_case, a_share, an_adult
from tests.builders_identity import a_claim
from tests.builders_nrm import COUNTY, TOWN, an_nrm_draft, everything_missing
from tests.builders_papers import a_form_of_exploitation
from tests.cast import Cast
from tests.journeys.tripping import Trip, day
from trafficking_cases.children import adults, exploitation, identity
from trafficking_cases.children.models import Case
from trafficking_cases.children.workflow.claims import Status
from trafficking_cases.people.models import Agency, FirstResponderPeriod

LONG_AGO = date(2020, 1, 1)


def _first_responder(agency: Agency) -> None:
    """An agency becomes a first responder organisation."""
    FirstResponderPeriod.objects.create(agency=agency, from_on=LONG_AGO)


# The child -----------------------------------------------------------------------------------------------------------


def c1(cast: Cast) -> Trip:
    """An age decision and the date of birth that it goes by say the same."""
    case, today = a_case(), timezone.localdate()
    decided = {
        "outcome": "child", "basis": "local_authority", "decided_by": "Two social workers", "reasons": "It fits.",
    }  # fmt: skip
    return Trip(
        cast.manager, reverse("casefile:record_age_decision", args=[case.pk]),
        f"children/{case.child_id}/record-age-decision/",
        typed=decided | day("decided_on", today) | day("born_on", date(1990, 5, 4)),
        sent=decided | {"decided_on": str(today), "born_on": "1990-05-04"},
        typed_then=day("born_on", date(today.year - 15, 5, 4)), sent_then={"born_on": f"{today.year - 15}-05-04"},
    )  # fmt: skip


def c2(cast: Cast) -> Trip:
    """A name that was proved false is not worked with."""
    case = a_case(known_as="Linh")
    name = a_claim(case, "Nguyễn Thị Hoa", source="A passport")
    identity.check_claim(name, found=Status.PROVED_FALSE, reason="The Embassy says so.", by=cast.manager)
    return Trip(
        cast.social_worker, reverse("casefile:work_with", args=[name.pk]), f"claims/{name.pk}/work-with/",
        lambda: identity.check_claim(name, found=Status.VERIFIED, reason="It was the wrong page.", by=cast.manager),
    )  # fmt: skip


def c3(cast: Cast) -> Trip:
    """Whoever is of concern is not verified."""
    uncle, ground = an_adult(a_case()), {"ground": "document_seen"}
    adults.flag_concern(uncle, reason="Seen at the house.", by=cast.social_worker)
    return Trip(
        cast.social_worker, reverse("casefile:verify", args=[uncle.pk]), f"adults/{uncle.pk}/verify/",
        lambda: adults.lift_concern(uncle, reason="It was his brother.", by=cast.social_worker),
        typed=ground, sent=ground,
    )  # fmt: skip


def i2(cast: Cast) -> Trip:
    """One form of exploitation stands on a case once, suspected or known."""
    case, again = a_case(), {"code": "sexual", "certainty": "suspected", "because": "A hotel key."}
    first = a_form_of_exploitation(case, code="sexual")
    return Trip(
        cast.social_worker, reverse("casefile:record_exploitation", args=[case.pk]), f"cases/{case.pk}/exploitation/",
        lambda: exploitation.end_exploitation(first, because="It was her sister.", by=cast.social_worker),
        typed=again, sent=again,
    )  # fmt: skip


# The NRM -------------------------------------------------------------------------------------------------------------


def n1(cast: Cast) -> Trip:
    """Only a first responder organisation accepts a suspicion, and so raises the duty."""
    case = a_case()
    a_share(case, to=cast.voluntary)
    one = a_form_of_exploitation(case, by=cast.voluntary)
    return Trip(
        cast.voluntary, reverse("casefile:accept_exploitation", args=[one.pk]), f"exploitation/{one.pk}/accept/",
        lambda: _first_responder(cast.voluntary.agency),
    )  # fmt: skip


def n4(cast: Cast) -> Trip:
    """A country stands on the list once at a time."""
    listed, on = build.listed(), timezone.localdate()
    again = {"country": listed.country, "nationality": listed.nationality}
    return Trip(
        cast.administrator, reverse("nrm:add_country"), "listed-countries/",
        lambda: lists.end_country(listed, until_on=on - timedelta(days=1), by=cast.administrator),
        typed=again | day("from_on", on), sent=again | {"from_on": str(on)},
    )  # fmt: skip


def _sealing(nrm: NrmReferral) -> dict[str, str]:
    return {"town": TOWN, "county": COUNTY, "read": kept.as_read(kept.answers_of(nrm))}


def n5(cast: Cast) -> Trip:
    """Somebody of another agency drafts, and does not sign."""
    case = a_case()
    a_share(case, to=cast.health)
    nrm = an_nrm_draft(case, by=cast.health)
    return Trip(
        cast.health, reverse("nrm:seal", args=[nrm.pk]), f"nrm-referrals/{nrm.pk}/seal/",
        lambda: _first_responder(cast.health.agency), _sealing(nrm), _sealing(nrm), then_refused_by="N7",
    )  # fmt: skip


def n6(cast: Cast) -> Trip:
    """The NRM does not replace the safeguarding referral."""
    case = a_case()
    nrm = an_nrm_draft(case)
    case.referrals.update(case=None)
    return Trip(
        cast.social_worker, reverse("nrm:seal", args=[nrm.pk]), f"nrm-referrals/{nrm.pk}/seal/",
        lambda: sealing.start_safeguarding_referral(nrm, reach="01632 960118", by=cast.social_worker),
        _sealing(nrm), _sealing(nrm), then_refused_by="N7",
    )  # fmt: skip


def n7(cast: Cast) -> Trip:
    """What the Home Office's form needs is there before it is signed."""
    nrm = an_nrm_draft(a_case())
    return Trip(
        cast.social_worker, reverse("nrm:seal", args=[nrm.pk]), f"nrm-referrals/{nrm.pk}/seal/",
        lambda: drafts.save_answers(nrm, typed=everything_missing(kept.answers_of(nrm)), by=cast.social_worker),
        _sealing(nrm), _sealing(nrm), answered_then=lambda: _sealing(NrmReferral.objects.get(pk=nrm.pk)),
    )  # fmt: skip


def made_elsewhere(case: Case, cast: Cast) -> NrmReferral:
    """A referral that the Home Office and the Police have, and that nobody had to seal here."""
    at = timezone.now() - timedelta(hours=1)
    return sending.record_elsewhere(
        case, made_by="Border Force", at=at, reference="NRM-2026-0042", by=cast.social_worker
    )


def n8(cast: Cast) -> Trip:
    """The Police ask the next question when the first is answered."""
    nrm, question = made_elsewhere(a_case(), cast), {"question": "Which car?"}
    review = Review.objects.get(nrm_referral=nrm)
    reviews.ask(review, question="Which house?", by=cast.police)
    return Trip(
        cast.police, reverse("nrm:ask", args=[review.pk]), f"nrm-referrals/{nrm.pk}/ask/",
        lambda: reviews.answer(review, answer="The grey one.", by=cast.social_worker), question, question,
    )  # fmt: skip


def n10(cast: Cast) -> Trip:
    """Conclusive grounds follow reasonable grounds."""
    nrm, today = made_elsewhere(a_case(), cast), timezone.localdate()
    letter = {"decision": "conclusive_grounds:positive", "decided_by": "single"}
    sent = letter | {"decided_on": str(today), "received_on": str(today)}
    before = {"decision": "reasonable_grounds:positive"}
    return Trip(
        cast.social_worker, reverse("nrm:record_decision", args=[nrm.pk]), f"nrm-referrals/{nrm.pk}/record-decision/",
        typed=letter | day("decided_on", today) | day("received_on", today), sent=sent,
        typed_then=before, sent_then=before,
    )  # fmt: skip


def n11(cast: Cast) -> Trip:
    """The guardianship service is asked, or there is a reason why not."""
    case, nothing = a_case(), {"is_asked": "no", "because": ""}
    because = {"because": "The service does not work here."}
    return Trip(
        cast.social_worker, reverse("nrm:ask_for_guardian", args=[case.pk]), f"cases/{case.pk}/ask-for-guardian/",
        typed=nothing, sent=nothing, typed_then=because, sent_then=because,
    )  # fmt: skip


TRIPS = {
    "C1": c1, "C2": c2, "C3": c3, "I2": i2, "N1": n1, "N4": n4, "N5": n5, "N6": n6, "N7": n7, "N8": n8, "N10": n10,
    "N11": n11,
}  # fmt: skip
