"""The first case of the demonstration, told day by day: from the house to the meeting that is tomorrow."""

from assessments.actions import agreement, assessment, enquiry, interviews, lists, protection
from assessments.models import Section47Enquiry
from assessments.models.protection import TakenBy
from assessments.workflow.assessment import Part as Chapter
from assessments.workflow.assessment import Section
from assessments.workflow.enquiry import Outcome as Found
from assessments.workflow.enquiry import Part as Written
from assessments.workflow.interviews import Capacity, Purpose, Subject
from nrm.actions import duties
from referrals import actions
from referrals.models import Referral
from referrals.workflow import Outcome, With
from trafficking_cases.casefile import demonstration_data as data
from trafficking_cases.casefile import demonstration_linh_known as known
from trafficking_cases.casefile.demonstration_story import (
    OFFICER,
    Discussed,
    Story,
    discuss,
    receive,
    sign,
    talk,
)
from trafficking_cases.children import actions as children
from trafficking_cases.children import grants
from trafficking_cases.children.models import Adult, Case
from trafficking_cases.children.models.grants import Relation
from trafficking_cases.directory.models import Interpreter
from trafficking_cases.meetings.models import How

# What the social worker wrote down once she had the case, and whether it stands out.
FIRST_LINES = (
    ("08:40", "Seen alone by her social worker, with a professional interpreter by telephone.", True),
    ("09:05", "Told how to reach her social worker at any hour, on a number that only she knows.", False),
    ("09:30", "An independent guardian was asked for.", False),
)
DISCUSSED = Discussed(
    information="Police: the house was let to a name that does not exist; her telephone rang forty times. "
    "Health: burns from lamps, some days old; underweight. Children’s services: not known before.",
    reasons="She was locked in, worked and burned, and a man who cannot say when she was born asks for her.",
    immediate_safety="Nobody is told where she is. No telephone but ours; a word that means that she needs us now.",
    family_told="Nothing yet: whoever answers the number sent her to the house.",
    interpreter="Vietnamese, northern dialect; from the register, and nobody from her town.",
)
WRITTEN = {
    Written.CHECKS: "The Police have the house, the telephone and the man’s number. Health has seen the burns twice.",
    Written.WISHES: "“I want to sleep. I want to go to school and not to owe anybody.”",
    Written.TOLD_FAMILY: "Nothing. Her mother is looked for through the authorities only.",
    Written.ANALYSIS: "She was brought for work, held by debt and by fear for her mother. They look for her.",
}
CHAPTERS = {
    Chapter.CHILD_NEEDS: "Sleep, a doctor who sees her again, and to be asked nothing twice.",
    Chapter.EXPLOITATION: "Made to water and cut plants on two floors for four months. A debt of which nobody says "
    "the end. Whoever holds it knows her mother’s village.",
    Chapter.WISHES: "“I want to go to school and not to owe anybody.”",
}


def tell(story: Story, interpreter: Interpreter) -> Case:
    """Everything on her case, in the order in which it happened."""
    case = _from_the_house(story)
    uncle = known.people_around(story, case)
    known.who_she_is(story, case)
    duties.take_in(story.on(12, "14:01"))
    story.told(story.on(12, "14:01"))
    made = discuss(story, case, DISCUSSED, days_ago=11)
    known.what_she_had(story, case)
    known.what_was_done_to_her(story, case)
    _heard_alone(story, case, interpreter)
    story.told(story.on(9, "12:30"))
    _assessment_begun(story, case)
    assert made is not None
    _enquiry_signed(story, made)
    _refused_by_rule(story, case, interpreter, uncle)
    return case


def _from_the_house(story: Story) -> Case:
    night, manager = story["out.of.hours"], story["manager"]
    referral = receive(story, data.ON_A_CASE, at=story.on(12, "01:10"))
    actions.claim(referral, by=night, at=story.on(12, "01:25"))
    said = "They will not let the man who says he is her uncle near her. Her telephone is kept as evidence."
    talk(referral, With.POLICE, OFFICER, said, at=story.on(12, "01:40"), by=night)
    _protected(story, referral)
    said = "The burns are from lamps and some days old. Seen by a doctor with an interpreter by telephone."
    talk(referral, With.HEALTH, "Ellen Brackwell", said, at=story.on(12, "02:50"), by=night)
    actions.propose(
        referral,
        outcome=Outcome.IMMEDIATE_PROTECTION,
        reasons="Locked in and made to work. She says that she has to go back, and a man already asks for her.",
        without_referrer="The Police referred, and are whom we spoke to.",
        for_referrer="A social worker is with her from this morning on.",
        by=night,
        at=story.on(12, "03:20"),
    )
    sign(referral, by=manager, worker=story["social.worker"], at=story.on(12, "07:45"))
    case = Case.objects.get(referrals=referral)
    grants.give(
        case,
        to=story["police"].agency,
        relation=Relation.SHARING,
        reason="They look for those who locked her in, and protect her with us.",
        by=manager,
        now=story.on(12, "08:00"),
    )
    for clock, sentence, is_significant in FIRST_LINES:
        at, worker = story.on(12, clock), story["social.worker"]
        children.note(case, at=at, kind="case.noted", sentence=sentence, significant=is_significant, by=worker)
    return case


def _protected(story: Story, referral: Referral) -> None:
    protection.protect(
        referral,
        taken_by=TakenBy.POLICE,
        what="Taken into police protection at the house and brought to a place of safety.",
        at=story.on(12, "01:55"),
        by=story["out.of.hours"],
        recorded_at=story.on(12, "02:05"),
    )


def _heard_alone(story: Story, case: Case, interpreter: Interpreter) -> None:
    """The interview of the enquiry: the child, an officer, and an interpreter from the register."""
    worker = story["social.worker"]
    interview = interviews.start_interview(
        case,
        subject=Subject.CHILD,
        purpose=Purpose.ENQUIRY,
        planned_for=story.on(9, "10:30"),
        language="Vietnamese",
        kind_of_place="A room that the Police keep for children",
        how="On video, with two breaks",
        by=worker,
        at=story.on(10, "11:00"),
    )
    at = story.on(10, "11:05")
    lists.add_person(interview, capacity=Capacity.POLICE, person=story["police"], by=worker, at=at)
    lists.add_person(interview, capacity=Capacity.INTERPRETER, interpreter=interpreter, by=worker, at=at)
    interviews.plan(interview, by=worker, at=story.on(10, "11:10"))
    interviews.hold(
        interview,
        held_at=story.on(9, "10:30"),
        own_words="“The door was locked from the other side. Duc said that my mother signed for me.”",
        account="She was told of a job in a nail bar and owes more than when she came. She watered the plants at night "
        "and slept beside them. She was burned when she changed the lamps.",
        wishes="“I want to sleep. I want to go to school and not to owe anybody.”",
        child_seen=True,
        child_spoken_with=True,
        by=worker,
        at=story.on(9, "12:30"),
    )


def _assessment_begun(story: Story, case: Case) -> None:
    worker = story["social.worker"]
    made = assessment.start(case, by=worker, at=story.on(9, "15:00"))
    for part, text in CHAPTERS.items():
        assessment.write(made, part=part, text=text, by=worker, at=story.on(8, "15:00"))
    assessment.answer_need(
        made,
        section=Section.TRUSTED_PERSON,
        answer="One person who comes on the same day each week and stays as long as she likes.",
        action="Agree the day with her guardian",
        owner=worker,
        due_on=story.on(-5, "12:00").date(),
        by=worker,
        at=story.on(8, "15:10"),
    )


def _enquiry_signed(story: Story, made: Section47Enquiry) -> None:
    """Completed and signed: the case is held until the agencies meet, which is tomorrow."""
    worker, manager = story["social.worker"], story["manager"]
    for part, text in WRITTEN.items():
        enquiry.write(made, part=part, text=text, by=worker)
    made = enquiry.complete(made, outcome=Found.CONTINUING_RISK, by=worker, at=story.on(3, "16:00"))
    made = Section47Enquiry.objects.get(pk=made.pk)
    enquiry.sign(made, read=made.version, by=manager, at=story.on(2, "10:00"))
    agreement.convene(
        made.case,
        agreement=agreement.to_convene_on(made.case),
        planned_for=story.on(-1, "10:00"),
        how=How.MEETING,
        chair=manager,
        by=worker,
        at=story.on(2, "11:00"),
    )
    story.told(story.on(2, "11:00"))


def _refused_by_rule(story: Story, case: Case, interpreter: Interpreter, uncle: Adult) -> None:
    """A second interview that cannot be planned while the man who says he is her uncle stands on its list."""
    worker, at = story["social.worker"], story.on(1, "15:30")
    interview = interviews.start_interview(
        case,
        subject=Subject.CHILD,
        purpose=Purpose.ENQUIRY,
        planned_for=story.on(-3, "14:00"),
        language="Vietnamese",
        kind_of_place="A room that the Police keep for children",
        by=worker,
        at=at,
    )
    lists.add_person(interview, capacity=Capacity.INTERPRETER, interpreter=interpreter, by=worker, at=at)
    lists.add_person(interview, capacity=Capacity.COMPANION, adult=uncle, by=worker, at=at)
