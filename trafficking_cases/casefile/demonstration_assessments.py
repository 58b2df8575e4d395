"""Children of the demonstration who were heard alone, and the assessments that a manager was asked to sign."""

from dataclasses import dataclass

from assessments.actions import assessment, interviews, lists
from assessments.models import Assessment
from assessments.workflow.assessment import Category, Part, Section
from assessments.workflow.interviews import Capacity, Purpose, Subject
from trafficking_cases.casefile.demonstration_story import Story, live_allocation
from trafficking_cases.children.models import Case
from trafficking_cases.directory.models import Interpreter


@dataclass(frozen=True)
class Heard:
    """What a child said alone, in which language, where, and who of the register interpreted."""

    language: str
    place: str
    own_words: str
    wishes: str
    interpreted_by: str = ""
    number: str = ""


def hear(story: Story, case: Case, said: Heard, *, days_ago: int) -> None:
    """The social worker hears the child alone, with an interpreter where one is needed."""
    worker, planned_at = live_allocation(case).worker, story.on(days_ago + 1, "17:00")
    interview = interviews.start_interview(
        case,
        subject=Subject.CHILD,
        purpose=Purpose.ENQUIRY,
        planned_for=story.on(days_ago, "11:00"),
        language=said.language,
        kind_of_place=said.place,
        by=worker,
        at=planned_at,
    )
    if said.interpreted_by:
        lists.add_person(
            interview,
            capacity=Capacity.INTERPRETER,
            interpreter=Interpreter.objects.get(register_number=said.interpreted_by),
            interpreter_number=said.number,
            by=worker,
            at=planned_at,
        )
    interviews.plan(interview, by=worker, at=planned_at)
    interviews.hold(
        interview,
        held_at=story.on(days_ago, "11:00"),
        own_words=said.own_words,
        wishes=said.wishes,
        child_seen=True,
        child_spoken_with=True,
        by=worker,
        at=story.on(days_ago, "12:20"),
    )
    story.told(story.on(days_ago, "12:20"))


@dataclass(frozen=True)
class Assessed:
    """What an assessment says: its chapters, what it leads to, and the needs that somebody is to meet."""

    chapters: dict[Part, str]
    category: Category
    needs: dict[Section, tuple[str, str]]
    not_arising: str


LOOKED_AFTER = Assessed(
    chapters={
        Part.CHILD_NEEDS: "Sleep, people to talk to in his language, and something to do with his hands.",
        Part.CAREGIVERS: "A carer who has had two boys from such flats, and who cooks with him.",
        Part.FAMILY_AND_SURROUNDINGS: "His sister is at school. His father’s house stands for the debt.",
        Part.EXPLOITATION: "Locked in with the plants for his journey’s price. The two men have not been found.",
        Part.WISHES: "“I want to work in a kitchen, with people.”",
        Part.ANALYSIS: "He would go back if his sister were threatened. The debt and the men are the danger, not he.",
    },
    category=Category.LOOKED_AFTER,
    needs={
        Section.TRUSTED_PERSON: ("One person who comes each week and does not change.", "Agree the day with him"),
        Section.SAFE_PLACEMENT: ("That nobody of the town of the flat knows where he lives.", "Go through who knows"),
        Section.LEGAL_ADVICE: ("A solicitor, for the reconsideration and for his stay.", "Make the first appointment"),
        Section.RECOVERY: ("A doctor for the cough, and a place at college.", "Ask the college about its kitchen"),
    },
    not_arising="Looked at with him and his carer: nothing is needed beyond what is in place.",
)
STOLE_FOR_OTHERS = Assessed(
    chapters={
        Part.CHILD_NEEDS: "To eat, to sleep in a bed each night, and to be at school for the whole day.",
        Part.EXPLOITATION: "Made to steal in four towns by two adults who hurt him when he brings too little.",
        Part.WISHES: "“I want to stay at this school. I do not want the gate.”",
        Part.ANALYSIS: "The adults know the gate, the bus and the house. Until they are found it goes on.",
    },
    category=Category.CHILD_IN_NEED,
    needs={
        Section.SAFE_PLACEMENT: (
            "A bed in a house that the two adults do not know.",
            "Ask for a place elsewhere",
        ),
        Section.LEGAL_ADVICE: (
            "A solicitor who knows that he was made to take it.",
            "Name one this month",
        ),
        Section.TRACING: ("His father is reached through the authorities only.", "Write to the consulate again"),
    },
    not_arising="Looked at with the school: nothing is needed beyond what is in place.",
)
NO_CONCERN = Assessed(
    chapters={
        Part.CHILD_NEEDS: "Nothing that she does not have. Her papers need one spelling.",
        Part.CAREGIVERS: "Her mother’s cousin and his wife, who can say why she lives with them and for how long.",
        Part.WISHES: "“I want to ring my mother on Sundays and to join the choir.”",
        Part.ANALYSIS: "An arrangement between relatives that nobody had written down. She is watched until settled.",
    },
    category=Category.NO_CONCERN,
    needs={
        Section.LEGAL_STATUS: (
            "That the arrangement is written down and looked at.",
            "Write to the fostering team",
        ),
    },
    not_arising="Looked at with her at school and at home: it does not arise for her.",
)
WATCHED_HEARD = Heard(
    language="Somali",
    place="At school",
    interpreted_by="S-18",
    number="C-2051",
    own_words="“I chose the top bed. My cousin snores.”",
    wishes="“I want to ring my mother on Sundays and to join the choir.”",
)


def _written(story: Story, case: Case, said: Assessed, *, started: int, completed: int) -> Assessment:
    """Written chapter by chapter, and completed some days later."""
    worker = live_allocation(case).worker
    made = assessment.start(case, by=worker, at=story.on(started, "09:30"))
    at = story.on(completed + 1, "14:00")
    for part, text in said.chapters.items():
        assessment.write(made, part=part, text=text, by=worker, at=at)
    assessment.categorise(made, category=said.category, by=worker, at=at)
    for section in Section:
        needed, to_do = said.needs.get(section, ("", ""))
        assessment.answer_need(
            made,
            section=section,
            answer=needed or said.not_arising,
            arises=bool(needed),
            action=to_do,
            owner=worker if needed else None,
            due_on=story.on(-12, "12:00").date() if needed else None,
            by=worker,
            at=at,
        )
    made = assessment.complete(
        made,
        without_photograph="None was taken yet: it is asked for with care, and not on the first days.",
        without_copies="The originals are with the Police.",
        by=worker,
        at=story.on(completed, "11:30"),
    )
    story.told(story.on(completed, "11:30"))
    return made


def signed(story: Story, case: Case) -> None:
    """Completed by the social worker and signed by the manager two days later."""
    made = _written(story, case, LOOKED_AFTER, started=29, completed=15)
    assessment.sign(made, read=made.version, by=live_allocation(case).manager, at=story.on(13, "10:15"))
    story.told(story.on(13, "10:15"))


def lapsed(story: Story, case: Case) -> None:
    """Signed, and changed since: the signature has lapsed, and the version that was signed is kept."""
    made = _written(story, case, STOLE_FOR_OTHERS, started=22, completed=9)
    assessment.sign(made, read=made.version, by=live_allocation(case).manager, at=story.on(8, "15:40"))
    story.told(story.on(8, "15:40"))
    assessment.write(
        Assessment.objects.get(pk=made.pk),
        part=Part.CAREGIVERS,
        text="The carer who is asked for has been met. She lives in another town and has a dog that he likes.",
        by=live_allocation(case).worker,
        at=story.on(1, "16:20"),
    )
    story.told(story.on(1, "16:20"))


def completed(story: Story, case: Case) -> None:
    """Completed, and before the manager."""
    hear(story, case, WATCHED_HEARD, days_ago=30)
    _written(story, case, NO_CONCERN, started=29, completed=1)
