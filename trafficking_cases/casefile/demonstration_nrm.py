"""NRM referrals of the demonstration, at every point of their way."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from assessments.workflow.strategy import Enquiry
from nrm import answers as kept
from nrm.actions import decisions, drafts, duties, guardians, reviews, sealing, sending
from nrm.models import AuthorityDecision, NrmReferral, Review
from nrm.workflow.decisions import DecidedBy, GuardianModel, Result, Stage
from nrm.workflow.referrals import SentKnownBy
from nrm.workflow.reviews import Investigation
from trafficking_cases.casefile import demonstration_answers as answers
from trafficking_cases.casefile import demonstration_opened as opened
from trafficking_cases.casefile.demonstration_assessments import Heard, hear
from trafficking_cases.casefile.demonstration_story import Discussed, Story, discuss, live_allocation, open_case
from trafficking_cases.children.models import Case

UNKNOWN = "Unknown"


def _seal(story: Story, case: Case, typed: dict[str, str], *, at: datetime) -> NrmReferral:
    """Written and signed by the social worker in one sitting; the case's answers stand where there are some."""
    worker = live_allocation(case).worker
    duties.take_in(at - timedelta(hours=3))
    nrm = drafts.start(case, by=worker, at=at - timedelta(hours=2))
    given = kept.answers_of(nrm)
    answered = answers.filled(given, typed, by=worker.username)
    drafts.save_answers(nrm, typed=answered, by=worker, at=at - timedelta(minutes=10))
    nrm = NrmReferral.objects.get(pk=nrm.pk)
    read = kept.as_read(kept.answers_of(nrm))
    sealing.seal(nrm, town=UNKNOWN, county=UNKNOWN, read=read, by=worker, at=at)
    story.told(at)
    return NrmReferral.objects.get(pk=nrm.pk)


def _send(story: Story, case: Case, typed: dict[str, str], *, at: datetime) -> NrmReferral:
    """The same, and keyed in two hours later."""
    nrm, worker, sent_at = _seal(story, case, typed, at=at), live_allocation(case).worker, at + timedelta(hours=2)
    known_by = SentKnownBy.CONFIRMATION
    nrm = sending.record_sent(nrm, at=sent_at, known_by=known_by, by=worker, recorded_at=sent_at)
    story.told(sent_at)
    return nrm


def _acknowledged(story: Story, case: Case, typed: dict[str, str], *, days_ago: int, reference: str) -> NrmReferral:
    """The same on one afternoon, with the reference that came on the next morning."""
    nrm = _send(story, case, typed, at=story.on(days_ago, "15:00"))
    at, worker = story.on(days_ago - 1, "09:10"), live_allocation(case).worker
    return sending.record_reference(nrm, reference=reference, by=worker, at=at)


@dataclass(frozen=True)
class Letter:
    """A letter of the competent authority: what it says, on which day before now, and when it came."""

    kind: Stage
    result: Result
    decided: int
    received: int
    reasons: str = ""


def _letter(story: Story, nrm: NrmReferral, letter: Letter) -> AuthorityDecision:
    """Recorded on the day on which it came."""
    at = story.on(letter.received, "11:40") if letter.received else story.now
    decision = decisions.record_decision(
        nrm,
        kind=letter.kind,
        result=letter.result,
        decided_by=DecidedBy.SINGLE,
        decided_on=story.on(letter.decided, "12:00").date(),
        received_on=timezone.localdate(at),
        reasons=letter.reasons,
        by=live_allocation(nrm.case).worker,
        at=at,
    )
    story.told(at)
    return decision


def _told(story: Story, decision: AuthorityDecision, *, days_ago: int) -> None:
    """The child, the guardian and the Police heard of it."""
    by = live_allocation(decision.nrm_referral.case).worker
    decisions.record_told(decision, by=by, at=story.on(days_ago, "16:10"))


def _review(story: Story, nrm: NrmReferral, *, days_ago: int) -> Review:
    review = Review.objects.get(nrm_referral=nrm)
    reviews.take(review, by=story["police"], at=story.on(days_ago, "10:00"))
    return Review.objects.get(pk=review.pk)


def notified_first(story: Story, case: Case) -> None:
    """With the Home Office: reasonable grounds positive, a crime recorded, and a guardian named."""
    worker, manager = story["social.worker"], story["manager"]
    nrm = _acknowledged(story, case, answers.CANNABIS_HOUSE, days_ago=8, reference="NRM-5520187")
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
    story.told(story.on(6, "11:00"))
    guardians.name_guardian(case, guardian=story["guardian"], by=manager, at=story.on(5, "14:00"))
    story.told(story.on(5, "14:00"))
    _letter(story, nrm, Letter(Stage.REASONABLE_GROUNDS, Result.POSITIVE, decided=3, received=0))


def sealed(story: Story, case: Case) -> None:
    """Signed, and still to be keyed in."""
    _ask_for_guardian(case, "WG-0421", at=story.on(5, "16:00"))
    _seal(story, case, answers.HOUSEHOLD, at=story.ago(150))


def reviewed(story: Story, case: Case) -> None:
    """Reasonable grounds positive, then suspended; the Police linked it to what they investigate already."""
    _ask_for_guardian(case, "WG-0409", at=story.on(20, "16:00"))
    nrm = _acknowledged(story, case, answers.THEFT, days_ago=20, reference="NRM-5519034")
    reviews.decide(
        _review(story, nrm, days_ago=19),
        crime_recorded=True,
        crime_reference="FEN/0042310",
        investigation=Investigation.LINKED,
        rationale="The same car as in two towns. Linked to the investigation there.",
        by=story["police"],
        at=story.on(18, "15:00"),
    )
    story.told(story.on(18, "15:00"))
    positive = Letter(Stage.REASONABLE_GROUNDS, Result.POSITIVE, decided=16, received=15)
    _told(story, _letter(story, nrm, positive), days_ago=14)
    reasons = "They wait for what the court says of the goods that he was stopped with. They ask for the date."
    suspended = Letter(Stage.OTHER, Result.SUSPENDED, decided=4, received=3, reasons=reasons)
    _told(story, _letter(story, nrm, suspended), days_ago=2)


def _ask_for_guardian(case: Case, reference: str, *, at: datetime) -> None:
    by = live_allocation(case).worker
    guardians.ask_for_guardian(case, is_asked=True, service_reference=reference, by=by, at=at)


FARM = Discussed(
    information="Police: eleven men, one of whom speaks for all. Health: feet and hands need care. No family here.",
    reasons="He worked for another’s profit without pay or papers, and nobody knows who else looks for him.",
    immediate_safety="Placed with carers who are told of the risk that he is fetched in the first two days.",
    family_told="He wrote to his mother; nobody else is told.",
    interpreter="Tigrinya, by telephone through the service.",
)

FARM_HEARD = Heard(
    language="Tigrinya",
    place="A room at the clinic",
    interpreted_by="S-18",
    number="C-2207",
    own_words="“We counted the rows. He counted the money.”",
    wishes="“I want to learn engines. I want my mother to know.”",
)
PARTIES = Discussed(
    information="Police: the hatchback at a hotel. The project: a key card and money. Health: seen twice at night.",
    reasons="An adult drives her to men in other towns and keeps pictures of her.",
    immediate_safety="She sleeps at her aunt’s. Her telephone is read with her, and she has a number that is answered.",
    family_told="Her mother knows that we work with her, and not what she told.",
)
PARTIES_HEARD = Heard(
    language="English",
    place="At the youth project",
    own_words="“They call me Jade. I don’t know who Jade is.”",
    wishes="“I want my number changed. I don’t want court.”",
)
PLANTS = Discussed(
    information="Police: the flat was let for cash. Health: a cough from the lamps. No family here.",
    reasons="He is looked after since the first night, away from the flat. What he needs is assessed.",
    immediate_safety="A placement in another town, and no telephone but ours for the first month.",
    family_told="His sister was reached through the consulate and knows that he is safe.",
    interpreter="Albanian, by telephone through the service.",
    enquiry=Enquiry.NONE,
)
PLANTS_HEARD = Heard(
    language="Albanian",
    place="At the placement",
    interpreted_by="S-18",
    number="C-1930",
    own_words="“The house is my father’s. They said it would be theirs.”",
    wishes="“I want to work in a kitchen, with people.”",
)


def sent_without_a_reference(story: Story) -> None:
    """Keyed in; the reference of the Home Office has not come. The enquiry is under way."""
    case = open_case(story, opened.SENT_WITHOUT_A_REFERENCE)
    discuss(story, case, FARM, days_ago=5)
    hear(story, case, FARM_HEARD, days_ago=4)
    _ask_for_guardian(case, "WG-0423", at=story.on(3, "10:00"))
    _send(story, case, answers.FARM, at=story.ago(240))


def asked_by_the_police(story: Story) -> None:
    """With the Home Office, and the Police wait for an answer of the social worker."""
    case = open_case(story, opened.ASKED_BY_THE_POLICE)
    discuss(story, case, PARTIES, days_ago=3)
    hear(story, case, PARTIES_HEARD, days_ago=2)
    _ask_for_guardian(case, "WG-0424", at=story.on(2, "16:00"))
    nrm = _acknowledged(story, case, answers.PARTIES, days_ago=2, reference="NRM-5520310")
    question = "Does she know the name on the key card, and would she tell it to an officer whom she has met before?"
    reviews.ask(_review(story, nrm, days_ago=1), question=question, by=story["police"], at=story.on(1, "10:30"))
    story.told(story.on(1, "10:30"))


def refused_at_first(story: Story) -> Case:
    """Reasonable grounds negative; a reconsideration was asked for and is awaited."""
    case = open_case(story, opened.REFUSED_AT_FIRST)
    discuss(story, case, PLANTS, days_ago=33)
    nrm = _acknowledged(story, case, answers.PLANTS, days_ago=32, reference="NRM-5517720")
    _ask_for_guardian(case, "WG-0398", at=story.on(32, "16:00"))
    hear(story, case, PLANTS_HEARD, days_ago=30)
    reviews.decide(
        _review(story, nrm, days_ago=31),
        crime_recorded=False,
        crime_reference="",
        investigation=Investigation.NOT_INVESTIGATED,
        rationale="Nothing leads from the flat to the two men. Looked at again if he says more.",
        by=story["police"],
        at=story.on(30, "12:00"),
    )
    story.told(story.on(30, "12:00"))
    reasons = "The account was found to be too short to rely on."
    negative = Letter(Stage.REASONABLE_GROUNDS, Result.NEGATIVE, decided=24, received=23, reasons=reasons)
    _told(story, _letter(story, nrm, negative), days_ago=22)
    reasons = "A fuller account, and what the doctor wrote, were sent."
    _letter(story, nrm, Letter(Stage.RECONSIDERATION, Result.REQUESTED, decided=12, received=12, reasons=reasons))
    return case


def referred_elsewhere(story: Story) -> None:
    """Made at the port by somebody else and recorded here with its reference; decided for good since, and closed."""
    case = open_case(story, opened.REFERRED_ELSEWHERE)
    _ask_for_guardian(case, "WG-0376", at=story.on(4, "10:00"))
    nrm = sending.record_elsewhere(
        case,
        made_by="A first responder at the port",
        at=story.on(45, "08:00"),
        reference="NRM-5511206",
        by=live_allocation(case).worker,
        recorded_at=story.on(2, "10:00"),
    )
    story.told(story.on(2, "10:00"))
    for stage, decided in ((Stage.REASONABLE_GROUNDS, 39), (Stage.CONCLUSIVE_GROUNDS, 3)):
        decision = _letter(story, nrm, Letter(stage, Result.POSITIVE, decided=decided, received=2))
        _told(story, decision, days_ago=1)
