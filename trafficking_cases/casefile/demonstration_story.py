"""How a story of the demonstration is told: who acts, on which day before now, and what every case begins with."""

from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from io import BytesIO

from django.utils import timezone
from PIL import Image, ImageDraw

from assessments.actions import enquiry, strategy
from assessments.actions.attendance import mark
from assessments.models import Section47Enquiry, StrategyDiscussion
from assessments.policies.strategy import token
from assessments.workflow.strategy import ENQUIRED, Enquiry
from nrm.actions import duties
from referrals import actions, drafts
from referrals.models import Referral
from referrals.workflow import With
from trafficking_cases.casefile.demonstration_concerns import Concern, Opened
from trafficking_cases.children.models import Allocation, Case
from trafficking_cases.lib.working_days import moment
from trafficking_cases.meetings.models import How
from trafficking_cases.meetings.workflow import Part, Presence
from trafficking_cases.notifications.models import Notice
from trafficking_cases.people.models import User
from trafficking_cases.web.readings import Read, read

OFFICER = "DS Jo Penhallick"
SAME = "The Police referred, and are whom we spoke to."


@dataclass(frozen=True)
class Story:
    """The invented people by username, and the moment at which the demonstration is made."""

    cast: dict[str, User]
    now: datetime
    began: datetime = field(default_factory=timezone.now)

    def __getitem__(self, username: str) -> User:
        return self.cast[username]

    def on(self, days_ago: int, clock: str) -> datetime:
        """A time of day, so many days ago: past for every day that is over, to come for those below nought."""
        return moment(timezone.localdate(self.now) - timedelta(days=days_ago), time.fromisoformat(clock))

    def ago(self, minutes: int) -> datetime:
        """So many minutes ago."""
        return self.now - timedelta(minutes=minutes)

    def next(self, clock: str) -> datetime:
        """The next time that it is so late: today, or tomorrow where today is too late to ask anybody."""
        today = self.on(0, clock)
        return today if today - self.now > timedelta(hours=1) else self.on(-1, clock)

    def told(self, at: datetime) -> None:
        """Whoever has been told of something since this was asked last was told then, and has read it by yesterday.

        A notice carries the clock's own time, which is right everywhere but in a story of days that are over.
        """
        new = Notice.objects.filter(created_at__gte=self.began)
        read_at = at + timedelta(hours=3)
        new.update(created_at=at, read_at=read_at if read_at < self.on(1, "00:00") else None)


def receive(story: Story, concern: Concern, *, at: datetime | None = None) -> Referral:
    """A concern reaches the front door."""
    at = at or story.now - concern.ago
    answers = drafts.Answers(**concern.answered(timezone.localdate(at)))  # type: ignore[typeddict-item]
    referral = drafts.receive(answers=answers, by=story[concern.by], at=at)
    story.told(at)
    return referral


def talk(referral: Referral, with_: With, person: str, said: str, *, at: datetime, by: User) -> None:
    """The front door speaks with somebody."""
    actions.consult(referral, spoken_with=with_, person=person, at=at, said=said, by=by, recorded_at=at)


def sign(referral: Referral, *, at: datetime, by: User, worker: User | None = None) -> Referral:
    """A manager signs the decision that waits."""
    standing = actions.live_decision(referral)
    return actions.sign(referral, read=str(standing.pk if standing else ""), worker=worker, by=by, at=at)


def open_case(story: Story, opened: Opened) -> Case:
    """A concern that became a case: taken on, talked over with the Police, decided, signed and allocated."""
    duty = story["duty.worker"]
    referral = receive(story, opened.concern, at=story.on(opened.days_ago, "09:20"))
    actions.claim(referral, by=duty, at=story.on(opened.days_ago, "09:50"))
    talk(referral, With.POLICE, OFFICER, opened.police_said, at=story.on(opened.days_ago, "10:30"), by=duty)
    actions.propose(
        referral,
        outcome=opened.outcome,
        reasons=opened.reasons,
        without_referrer=SAME if opened.concern.by == "police" else "Spoken with when they reported it.",
        for_referrer="A social worker has the case and gets in touch with you.",
        by=duty,
        at=story.on(opened.days_ago, "13:15"),
    )
    sign(
        referral,
        by=story[opened.manager],
        worker=story[opened.worker],
        at=story.on(opened.days_ago, "15:40"),
    )
    duties.take_in(story.on(opened.days_ago, "15:41"))
    story.told(story.on(opened.days_ago, "15:41"))
    return Case.objects.get(referrals=referral)


def live_allocation(case: Case) -> Allocation:
    """Which social worker holds a case, and who supervises them."""
    return Allocation.objects.select_related("worker", "manager").get(case=case, ended_at=None)


@dataclass(frozen=True)
class Discussed:
    """What a strategy discussion knew and decided."""

    information: str
    reasons: str
    immediate_safety: str
    family_told: str
    interpreter: str = "Not needed."
    enquiry: Enquiry = Enquiry.JOINT


def convene_strategy(story: Story, case: Case, *, planned_for: datetime, at: datetime) -> StrategyDiscussion:
    """A strategy discussion is set by the social worker, with the Police and health asked to it."""
    live = live_allocation(case)
    discussion = strategy.convene(
        case,
        planned_for=planned_for,
        how=How.VIDEO,
        chair=live.manager,
        health=story["health"],
        by=live.worker,
        at=at,
    )
    story.told(at)
    return discussion


def discuss(story: Story, case: Case, said: Discussed, *, days_ago: int) -> Section47Enquiry | None:
    """The same, held and its record signed; the enquiry that follows is under way."""
    live = live_allocation(case)
    worker, chair = live.worker, live.manager
    held_at = story.on(days_ago, "14:00")
    discussion = convene_strategy(story, case, planned_for=held_at, at=story.on(days_ago, "09:30"))
    for asked in discussion.meeting.attendances.filter(part__in=TOOK_PART):
        officer = story["police"] if asked.part == Part.POLICE else None
        mark(asked, presence=Presence.THERE, person=officer, by=worker)
    strategy.hold(
        discussion,
        held_at=held_at,
        enquiry=said.enquiry,
        reasons=said.reasons,
        interview_child=True,
        interview_adults=False,
        lead=worker if said.enquiry in ENQUIRED else None,
        information=said.information,
        interviews="The child alone, by the social worker with an officer, recorded on video.",
        interpreter=said.interpreter,
        immediate_safety=said.immediate_safety,
        family_told=said.family_told,
        by=worker,
        at=story.on(days_ago, "15:10"),
    )
    discussion = StrategyDiscussion.objects.get(pk=discussion.pk)
    strategy.sign(discussion, read=token(discussion), by=chair, at=story.on(days_ago, "16:20"))
    enquiry.take_in(story.on(days_ago, "16:20"))
    story.told(story.on(days_ago, "16:20"))
    return Section47Enquiry.objects.filter(strategy=discussion).first()


TOOK_PART = (Part.SOCIAL_WORKER, Part.SUPERVISING_MANAGER, Part.POLICE, Part.HEALTH)


def a_drawing() -> Read:
    """A photograph of nobody: a head and shoulders, drawn."""
    picture = Image.new("RGB", (360, 450), (214, 222, 224))
    pen, ink = ImageDraw.Draw(picture), (96, 112, 118)
    pen.ellipse((115, 90, 245, 240), fill=ink)
    pen.pieslice((50, 255, 310, 645), 180, 360, fill=ink)
    return _as_file(picture)


def a_scan() -> Read:
    """A copy of a document with nothing to read on it: lines, and a stamp."""
    page = Image.new("RGB", (420, 594), (250, 249, 245))
    pen, ink = ImageDraw.Draw(page), (150, 158, 162)
    for line in range(14):
        pen.rectangle((50, 90 + 28 * line, 370 - 37 * (line % 4), 98 + 28 * line), fill=ink)
    pen.ellipse((270, 480, 350, 560), outline=(138, 58, 58), width=5)
    return _as_file(page)


def _as_file(picture: Image.Image) -> Read:
    out = BytesIO()
    picture.save(out, "PNG")
    return read(out.getvalue())
