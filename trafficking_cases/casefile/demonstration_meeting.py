"""The multi-agency meeting of the demonstration that agreed although the school did not."""

from assessments.actions import agreement as verbs
from assessments.actions import minutes
from assessments.actions.agreement_people import say_view
from assessments.actions.attendance import mark, undertake
from assessments.models import MultiAgencyMeeting
from trafficking_cases.casefile.demonstration_story import Story
from trafficking_cases.meetings.models import How
from trafficking_cases.meetings.workflow import Part, Presence, View

DECIDED = verbs.Decisions(
    of_the_family="no",
    relative_here="no",
    moving_considered="Yes, and agreed: the adults know the house, the bus and the gate.",
    advice_considered="Yes: his social worker asks a solicitor for children by the end of the month.",
    conference="hold",
    conference_reasons="The adults know where he lives and goes to school, and the risk goes on.",
    plan="A placement outside the town; a school near it from January; the Police see him there once a week.",
    wishes="“I want to stay at this school. I do not want the gate.”",
)
DISSENT = "He is known and liked here, and asks to stay. With the driver he has not been followed since."
WEIGHED = "The gate is safe and the way home is not. The school keeps his place, and visits count as lessons."
TEXT = (
    "Present: the social worker, the supervising manager, the Police, and the school, which referred him.\n\n"
    "The Police: the car was outside the house on two evenings. The school: no day away since the driver began.\n\n"
    "Agreed: a conference is held, and a placement outside the town is looked for. The school did not agree to the "
    "change of school; how that was weighed stands beside it."
)


def agree_with_a_dissent(story: Story, agreement: MultiAgencyMeeting) -> None:
    """Convened, held, concluded; the minutes signed, and a correction of them written beside."""
    worker, manager = story["social.worker"], story["manager"]
    verbs.convene(
        agreement.case,
        agreement=agreement,
        planned_for=story.on(11, "10:00"),
        how=How.MEETING,
        chair=manager,
        by=worker,
        at=story.on(14, "11:00"),
    )
    agreement = MultiAgencyMeeting.objects.get(pk=agreement.pk)
    meeting = agreement.meeting
    assert meeting is not None
    for one in meeting.attendances.all():
        officer = story["police"] if one.part == Part.POLICE and one.person is None else None
        mark(one, presence=Presence.THERE, person=officer, by=worker)
    agreement = verbs.decide(
        agreement, held_at=story.on(11, "10:00"), decisions=DECIDED, by=worker, at=story.on(11, "11:15")
    )
    for one in meeting.attendances.all():
        view, because = (View.DISSENTS, DISSENT) if one.part == Part.REFERRER else (View.AGREES, "")
        say_view(agreement, who=one, view=view, because=because, by=worker, at=story.on(11, "11:20"))
    undertake(
        meeting,
        what="Say to the school by which road he is driven",
        owner=story["police"],
        due_on=story.on(-2, "12:00").date(),
        by=worker,
        at=story.on(11, "11:25"),
    )
    verbs.conclude(agreement, dissent_weighed=WEIGHED, by=manager, at=story.on(11, "11:30"))
    story.told(story.on(11, "11:30"))
    _keep_minutes(story, agreement)
    story.told(story.on(7, "16:00"))


def _keep_minutes(story: Story, agreement: MultiAgencyMeeting) -> None:
    """Signed, a decision of the Police written beside, and a correction that waits for its signature."""
    worker, manager = story["social.worker"], story["manager"]
    minutes.write_minutes(agreement, text=TEXT, by=worker, at=story.on(10, "15:00"))
    minutes.sign_minutes(agreement, read=1, by=manager, at=story.on(9, "09:00"))
    minutes.record_enforcement(
        agreement,
        decision="The driver of the car is looked for, and the car is marked on the cameras of both towns.",
        by=story["police"],
        at=story.on(8, "13:00"),
    )
    minutes.write_minutes(
        agreement,
        text=TEXT.replace("two evenings", "three evenings"),
        corrects_because="The Police: the car was there on three evenings.",
        by=worker,
        at=story.on(7, "16:00"),
    )
