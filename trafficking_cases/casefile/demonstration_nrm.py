"""NRM referrals of the demonstration, at every point of their way."""

from datetime import timedelta

from nrm import answers as kept
from nrm.actions import decisions, drafts, duties, guardians, reviews, sealing, sending
from nrm.models import NrmReferral, Review
from nrm.workflow.decisions import DecidedBy, GuardianModel, Result, Stage
from nrm.workflow.referrals import SentKnownBy
from nrm.workflow.reviews import Investigation
from trafficking_cases.casefile import demonstration_answers as answers
from trafficking_cases.casefile import demonstration_opened as opened
from trafficking_cases.casefile.demonstration_story import Discussed, Story, discuss, live_allocation, open_case
from trafficking_cases.children.models import Case
from trafficking_cases.lib.working_days import add_working_days

UNKNOWN = "Unknown"


def _seal(story: Story, case: Case, typed: dict[str, str], *, days_ago: int) -> NrmReferral:
    """Written and signed by the social worker in one afternoon; the case's answers stand where there are some."""
    worker = live_allocation(case).worker
    duties.take_in(story.on(days_ago, "10:00"))
    nrm = drafts.start(case, by=worker, at=story.on(days_ago, "13:00"))
    given = kept.answers_of(nrm)
    drafts.save_answers(nrm, typed=answers.filled(given, typed, by=worker.username), by=worker)
    nrm = NrmReferral.objects.get(pk=nrm.pk)
    read = kept.as_read(kept.answers_of(nrm))
    sealing.seal(nrm, town=UNKNOWN, county=UNKNOWN, read=read, by=worker, at=story.on(days_ago, "15:00"))
    return NrmReferral.objects.get(pk=nrm.pk)


def _send(story: Story, case: Case, typed: dict[str, str], *, days_ago: int, reference: str = "") -> NrmReferral:
    """The same, keyed in that evening; its reference, where one has come, a day later."""
    nrm, worker = _seal(story, case, typed, days_ago=days_ago), live_allocation(case).worker
    nrm = sending.record_sent(nrm, at=story.on(days_ago, "17:30"), known_by=SentKnownBy.CONFIRMATION, by=worker)
    if reference:
        at = story.on(days_ago - 1, "09:10")
        nrm = sending.record_reference(nrm, reference=reference, by=worker, at=at)
    return nrm


def _review(story: Story, nrm: NrmReferral, *, days_ago: int) -> Review:
    review = Review.objects.get(nrm_referral=nrm)
    reviews.take(review, by=story["police"], at=story.on(days_ago, "10:00"))
    return Review.objects.get(pk=review.pk)


def notified_first(story: Story, case: Case) -> None:
    """With the Home Office: reasonable grounds positive, a crime recorded, and a guardian named."""
    worker, manager = story["social.worker"], story["manager"]
    nrm = _send(story, case, answers.CANNABIS_HOUSE, days_ago=8, reference="NRM-5520187")
    guardians.ask_for_guardian(
        case,
        is_asked=True,
        service_reference="WG-0417",
        model=GuardianModel.DIRECT,
        by=worker,
        at=story.on(8, "16:00"),
    )
    reviews.decide(
        _review(story, nrm, days_ago=7),
        crime_recorded=True,
        crime_reference="FEN/0042871",
        investigation=Investigation.INVESTIGATE,
        rationale="Locked in and made to work; the house and the number lead to the same people.",
        by=story["police"],
        at=story.on(6, "11:00"),
    )
    guardians.name_guardian(case, guardian=story["guardian"], by=manager, at=story.on(5, "14:00"))
    decisions.record_decision(
        nrm,
        kind=Stage.REASONABLE_GROUNDS,
        result=Result.POSITIVE,
        decided_by=DecidedBy.SINGLE,
        decided_on=story.on(3, "12:00").date(),
        received_on=story.on(2, "12:00").date(),
        by=worker,
    )


def sealed(story: Story, case: Case) -> None:
    """Signed, and still to be keyed in."""
    _seal(story, case, answers.HOUSEHOLD, days_ago=1)


def reviewed(story: Story, case: Case) -> None:
    """Acknowledged; the Police linked it to what they investigate already."""
    nrm = _send(story, case, answers.THEFT, days_ago=20, reference="NRM-5519034")
    reviews.decide(
        _review(story, nrm, days_ago=19),
        crime_recorded=True,
        crime_reference="FEN/0042310",
        investigation=Investigation.LINKED,
        rationale="The same car as in two towns. Linked to the investigation there.",
        by=story["police"],
        at=story.on(18, "15:00"),
    )


FARM = Discussed(
    information="Police: eleven men, one of whom speaks for all. Health: feet and hands need care. No family here.",
    reasons="He worked for another’s profit without pay or papers, and nobody knows who else looks for him.",
    immediate_safety="Placed with carers who are told of the risk that he is fetched in the first two days.",
    family_told="He wrote to his mother; nobody else is told.",
    interpreter="Tigrinya, by telephone through the service.",
)


def sent_without_a_reference(story: Story) -> None:
    """Keyed in; the reference of the Home Office has not come. The enquiry is under way."""
    case = open_case(story, opened.SENT_WITHOUT_A_REFERENCE)
    discuss(story, case, FARM, days_ago=5)
    _send(story, case, answers.FARM, days_ago=1)


def asked_by_the_police(story: Story) -> None:
    """With the Home Office, and the Police wait for an answer of the social worker."""
    case = open_case(story, opened.ASKED_BY_THE_POLICE)
    nrm = _send(story, case, answers.PARTIES, days_ago=6, reference="NRM-5520310")
    question = "Does she know the name on the key card, and would she tell it to an officer whom she has met before?"
    reviews.ask(_review(story, nrm, days_ago=5), question=question, by=story["police"], at=story.on(4, "10:30"))


def refused_at_first(story: Story) -> None:
    """Reasonable grounds negative; a reconsideration was asked for and is awaited."""
    case = open_case(story, opened.REFUSED_AT_FIRST)
    worker = live_allocation(case).worker
    nrm = _send(story, case, answers.PLANTS, days_ago=32, reference="NRM-5517720")
    reviews.decide(
        _review(story, nrm, days_ago=31),
        crime_recorded=False,
        crime_reference="",
        investigation=Investigation.NOT_INVESTIGATED,
        rationale="Nothing leads from the flat to the two men. Looked at again if he says more.",
        by=story["police"],
        at=story.on(30, "12:00"),
    )
    guardians.ask_for_guardian(case, is_asked=True, service_reference="WG-0398", by=worker, at=story.on(32, "16:00"))
    for result, kind, days_ago, reasons in (
        (Result.NEGATIVE, Stage.REASONABLE_GROUNDS, 24, "The account was found to be too short to rely on."),
        (Result.REQUESTED, Stage.RECONSIDERATION, 12, "A fuller account, and what the doctor wrote, were sent."),
    ):
        decided_on = story.on(days_ago, "12:00").date()
        decisions.record_decision(
            nrm,
            kind=kind,
            result=result,
            decided_by=DecidedBy.SINGLE,
            decided_on=decided_on,
            received_on=add_working_days(decided_on, 1).last,
            reasons=reasons,
            by=worker,
        )


def referred_elsewhere(story: Story) -> None:
    """Made at the port by somebody else, and recorded here with its reference."""
    case = open_case(story, opened.REFERRED_ELSEWHERE)
    sending.record_elsewhere(
        case,
        made_by="Border Force, at the port",
        at=story.on(5, "08:00") - timedelta(days=40),
        reference="NRM-5511206",
        by=live_allocation(case).worker,
    )
