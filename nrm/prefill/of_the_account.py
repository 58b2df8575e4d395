"""The sources of the account: referrals, signs, forms of exploitation, act and movement, and the people around."""

from collections.abc import Iterator

from nrm.prefill.known import Known, Suggestion
from nrm.prefill.of_the_enquiry import lines_of_the_enquiry
from referrals.wording import signs_said
from referrals.workflow import Seen
from trafficking_cases.children.catalogue import Certainty, exploitation_types, nrm_fields
from trafficking_cases.children.models import Adult
from trafficking_cases.children.models.exploitation import Act, Means, Movement
from trafficking_cases.children.workflow.adults import Relationship, Status
from trafficking_cases.lib.moments import spoken_day
from trafficking_cases.lib.text import within_a_sentence

RELATED = frozenset({Relationship.MOTHER, Relationship.FATHER, Relationship.RELATIVE})
MOVED = frozenset({Movement.INTO_UK, Movement.INSIDE_UK, Movement.OUT_OF_UK})
JOURNEY = "were-they-taken-somewhere-by-their-exploiter"
CLAIMED = "As people say it; what somebody has verified says so."
OTHER = "types-of-exploitation-other"


def account(known: Known) -> Iterator[Suggestion]:
    """The concern, in the words in which it was reported; where the child was seen is left out."""
    if not known.referrals:
        return
    since = known.referrals[0].received_at
    days = [spoken_day(referral.happened_on) for referral in known.referrals if referral.happened_on]
    words = known.which_referrals
    yield Suggestion("professional-insight", known.reported, words, since)
    if days:
        seen = f"What was reported was seen on {', '.join(days)}. Whether it began earlier is not known."
        yield Suggestion("when-did-the-exploitation-take-place", seen, words, since)
    people = "\n\n".join(referral.adults for referral in known.referrals if referral.adults)
    yield Suggestion("who-exploited-pv", people, f"{words}: adults and others", since)


def signs(known: Known) -> Iterator[Suggestion]:
    """The signs that somebody saw."""
    said = "\n".join(filter(None, (signs_said(referral.signs.all(), Seen.PRESENT) for referral in known.referrals)))
    if said:
        since = known.referrals[0].received_at
        yield Suggestion("modern-slavery-indicators", "yes", f"{known.which_referrals}: signs seen", since)
        yield Suggestion("modern-slavery-indicators-details", said, f"{known.which_referrals}: signs seen", since)


def exploitation(known: Known) -> Iterator[Suggestion]:
    """The boxes of the forms of exploitation that somebody suspects or knows of. [Rule I2; procedure 2, 3]"""
    found = {(one.code, one.certainty): one.recorded_at for one in known.exploitation}
    for referral in known.referrals:
        for form in referral.exploitation.all():
            found.setdefault((form.code, form.certainty), referral.received_at)
    others = []
    for (code, certainty), since in found.items():
        words = f"{exploitation_types()[code].lower()}, {Certainty(certainty).label.lower()}"
        if box := nrm_fields().get(code):
            yield Suggestion(box, "true", words, since)
            others += [(exploitation_types()[code], since)] if box == OTHER else []
    if others:
        said = "\n".join(sorted({label for label, _ in others if label != "Something else"}))
        yield Suggestion("other-exploitation-details", said, "forms of exploitation on the case", others[0][1])


def elements(known: Known) -> Iterator[Suggestion]:
    """Act, means and movement, as far as they are recorded. [Rule I3; procedure 2]"""
    one = known.elements
    if one is None:
        return
    since, words = one.recorded_at, "act, means and movement on the case"
    acts = ", ".join(str(Act(act).label).lower() for act in one.acts)
    means = ", ".join(str(Means(way).label).lower() for way in one.means)
    yield Suggestion("how-did-the-exploitation-start", f"Recorded so far: {acts}." if acts else "", words, since)
    yield Suggestion("how-they-were-treated", f"Recorded so far: {means}." if means else "", words, since)
    moved = MOVED & set(one.movements)
    if moved or Movement.NOT_MOVED in one.movements:
        yield Suggestion(JOURNEY, "yes" if moved else "no", words, since)
    ways = ", ".join(within_a_sentence(str(Movement(way).label)) for way in one.movements if way in moved)
    journey = "\n".join(filter(None, [f"Moved {ways}." if ways else "", one.journey]))
    yield Suggestion(f"{JOURNEY}-journey-details", journey, words, since)


def adults(known: Known) -> Iterator[Suggestion]:
    """The family as it is claimed, and whoever is of concern; how they are reached is left out. [Rule C3]"""
    family = [adult for adult in known.adults if adult.claimed_as in RELATED]
    concern = [adult for adult in known.adults if adult.is_of_concern]
    if family:
        said = "\n".join([CLAIMED, *map(_said_of, family)])
        yield Suggestion("family", said, "the adults around the child", max(adult.added_at for adult in family))
    if concern:
        said = "\n".join(f"{_said_of(adult)} Of concern: {adult.concern}" for adult in concern)
        since = max(adult.flagged_at for adult in concern if adult.flagged_at)
        yield Suggestion("who-exploited-pv", said, "the adults of concern", since)


def _said_of(adult: Adult) -> str:
    claimed = adult.said_as or str(Relationship(adult.claimed_as).label).lower()
    also = f" (also {adult.other_names})" if adult.other_names else ""
    looks = f" {adult.description.rstrip('.')}." if adult.description else ""
    return f"{adult.name or 'Name not known'}{also}: said to be {claimed}. {Status(adult.status).label}.{looks}"


def others(known: Known) -> Iterator[Suggestion]:
    """Who works with the child, and who referred."""
    live = known.allocation
    if live is None:
        return
    made = [f"Safeguarding referral {referral.reference} from {referral.agency.name}." for referral in known.referrals]
    done = lines_of_the_enquiry(known)
    lines = [
        f"Social worker: {live.worker.full_name}, {live.worker.job_title}, {known.case.authority.name}. "
        f"Our case {known.case.reference}.",
        f"Supervised by: {live.manager.full_name}, {live.manager.job_title}.",
        *made,
        *done,
    ]
    words = "the people on the case, and what they decided together" if done else "the people on the case"
    yield Suggestion("are-others-involved", "yes", words, live.from_at)
    yield Suggestion("are-others-involved-details", "\n".join(lines), words, live.from_at)
