"""Four cases of the demonstration: inside the country, a breach, a dissent, and a child who is watched."""

from datetime import timedelta

from assessments.actions import breaches, enquiry, interviews, lists, monitoring
from assessments.models import Interview, MultiAgencyMeeting, Section47Enquiry
from assessments.workflow.enquiry import Outcome as Found
from assessments.workflow.enquiry import Part as Written
from assessments.workflow.interviews import Part as Did
from assessments.workflow.interviews import Purpose, Since, Subject, WhenThere
from nrm.actions import drafts
from trafficking_cases.casefile import demonstration_opened as opened
from trafficking_cases.casefile.demonstration_answers import COUNTY_LINES
from trafficking_cases.casefile.demonstration_meeting import agree_with_a_dissent
from trafficking_cases.casefile.demonstration_story import (
    Discussed,
    Story,
    convene_strategy,
    discuss,
    live_allocation,
    open_case,
)
from trafficking_cases.children import adults, exploitation, grants
from trafficking_cases.children.models import Case
from trafficking_cases.children.models.exploitation import Act, Movement
from trafficking_cases.children.models.grants import Relation
from trafficking_cases.children.workflow.adults import Ground, Relationship
from trafficking_cases.directory import actions as directory
from trafficking_cases.directory.models import Interpreter, InterpreterKind

REGISTER: tuple[tuple[str, str, list[str], str, int, int], ...] = (
    # Name, number on the register, languages, telephone; days until which approval and DBS check last.
    ("Kim Vuongley", "4471", ["Vietnamese"], "07700 900451", 400, 300),
    ("Mirela Starnedale", "4502", ["Romanian", "Moldovan"], "07700 900452", 200, 150),
    ("Tewolde Brackenhurst", "4519", ["Tigrinya", "Amharic"], "07700 900453", 300, -6),
    ("Ayodele Finchmoor", "4533", ["Yoruba", "English"], "07700 900454", 30, 20),
)


def interpreters(story: Story) -> Interpreter:
    """The register: in date, one whose DBS check has lapsed, and a service. The one who interprets comes back."""
    keeper, today = story["administrator"], story.now.date()
    listed = []
    for name, number, languages, telephone, approved, checked in REGISTER:
        listed.append(
            directory.add_interpreter(
                kind=InterpreterKind.PERSON,
                name=name,
                register_number=number,
                languages=languages,
                telephone=telephone,
                approved_from=today - timedelta(days=700),
                approved_until=today + timedelta(days=approved),
                dbs_checked_on=today - timedelta(days=700),
                dbs_until=today + timedelta(days=checked),
                by=keeper,
                at=story.on(60, "10:00"),
            )
        )
    directory.add_interpreter(
        kind=InterpreterKind.SERVICE,
        name="Clearvoice Telephone Interpreting",
        register_number="S-18",
        languages=["Albanian", "Arabic", "Mandinka", "Somali", "Tigrinya", "Vietnamese", "Yoruba"],
        telephone="01632 960770",
        approved_from=today - timedelta(days=200),
        approved_until=today + timedelta(days=500),
        dbs_checked_on=today - timedelta(days=200),
        dbs_until=today + timedelta(days=500),
        warranted="The contract warrants approval and DBS check of whoever is sent; each shows a number.",
        by=keeper,
        at=story.on(60, "10:20"),
    )
    return listed[0]


def inside_the_country(story: Story) -> Case:
    """A British child, moved inside the UK: no means is on record, and none has to be. An NRM draft was handed on."""
    case = open_case(story, opened.INSIDE_THE_COUNTRY)
    worker, manager, youth_worker = story["social.worker"], story["manager"], story["voluntary"]
    grants.give(
        case,
        to=youth_worker,
        relation=Relation.SHARING,
        reason="He talks to her. She sees him twice a week.",
        by=manager,
        now=story.on(1, "16:00"),
    )
    grandmother = adults.add_adult(
        case,
        name="Maud Thistlecroft",
        claimed_as=Relationship.CARER,
        said_as="his grandmother, whom he lives with",
        said_by="The child, and the school",
        reached_through="01632 960881",
        by=worker,
        at=story.on(1, "16:20"),
    )
    adults.verify(grandmother, ground=Ground.KNOWN_TO_SERVICES, by=worker, at=story.on(1, "16:30"))
    exploitation.record_elements(
        case,
        acts=[Act.RECRUITED, Act.TRANSPORTED],
        means=[],
        movements=[Movement.INSIDE_UK],
        journey="By train to the coast, five times since September, with a ticket that somebody else bought.",
        by=worker,
        at=story.on(1, "16:40"),
    )
    nrm = drafts.start(case, by=youth_worker, at=story.on(1, "17:20"))
    drafts.save_answers(nrm, typed=COUNTY_LINES, by=youth_worker, at=story.on(1, "17:55"))
    drafts.hand_on(nrm, to=worker, by=youth_worker, at=story.on(1, "18:00"))
    story.told(story.on(1, "18:00"))
    convene_strategy(story, case, planned_for=story.next("14:00"), at=story.on(1, "17:00"))
    return case


def interpreted_by_a_relative(story: Story) -> Case:
    """A first visit at which the woman who says she is the aunt interpreted: recorded, and the account marked."""
    case = open_case(story, opened.INTERPRETED_BY_A_RELATIVE)
    worker = story["social.worker.2"]
    aunt = adults.add_adult(
        case,
        name="Bisi Adebrook",
        claimed_as=Relationship.RELATIVE,
        said_as="her aunt",
        said_by="The woman herself",
        reached_through="07700 900611",
        by=worker,
        at=story.on(7, "09:20"),
    )
    visit = _first_account(story, case)
    breaches.record_breach(
        visit,
        adult=aunt,
        part=Did.INTERPRETED,
        when_there=WhenThere.PART,
        happened="No interpreter answered the telephone. The woman came in and spoke for her before I ended it.",
        since=[Since.STOPPED, Since.POLICE_TOLD],
        happened_at=story.on(6, "10:20"),
        by=worker,
        at=story.on(6, "11:20"),
    )
    given_up = drafts.start(case, by=worker, at=story.on(6, "14:00"))
    because = "Begun from what the woman said for her. It is begun anew once she has been heard."
    drafts.discard(given_up, because=because, by=worker, at=story.on(5, "10:00"))
    story.told(story.on(6, "11:20"))
    return case


def begun(story: Story) -> Case:
    """Opened yesterday: the strategy discussion is set, and the social worker has begun the NRM referral."""
    case = open_case(story, opened.BEGUN)
    worker = live_allocation(case).worker
    convene_strategy(story, case, planned_for=story.next("15:00"), at=story.on(1, "16:30"))
    drafts.start(case, by=worker, at=story.on(1, "17:10"))
    return case


def _first_account(story: Story, case: Case) -> Interview:
    """The first visit, as the social worker wrote it down an hour later."""
    worker = story["social.worker.2"]
    visit = interviews.start_interview(
        case,
        subject=Subject.CHILD,
        purpose=Purpose.FIRST_ACCOUNT,
        planned_for=story.on(6, "10:00"),
        language="Yoruba",
        kind_of_place="At the school that is to take her",
        by=worker,
        at=story.on(7, "09:40"),
    )
    interviews.plan(visit, by=worker, at=story.on(7, "09:45"))
    return interviews.hold(
        visit,
        held_at=story.on(6, "10:00"),
        own_words="“I help my aunt. I am clumsy.” She looked at the woman before each word.",
        account="Said through the woman: that she will start school soon and is happy at home.",
        child_seen=True,
        child_spoken_with=True,
        by=worker,
        at=story.on(6, "11:00"),
    )


def agreed_with_a_dissent(story: Story) -> Case:
    """The agencies met and agreed, the school did not: a conference is due, and the minutes are being corrected."""
    case = open_case(story, opened.AGREED_WITH_A_DISSENT)
    made = discuss(story, case, THEFT, days_ago=24)
    assert made is not None
    _seen_at_school(story, case)
    agreement = _completed(story, made)
    agree_with_a_dissent(story, agreement)
    return case


THEFT = Discussed(
    information="School: eleven days away since September. Police: the car is known from two towns. Health: bruises, "
    "two of them older.",
    reasons="He steals for adults who wait for him, and is hurt when he brings too little.",
    immediate_safety="He goes home with the school’s driver, and not to the gate.",
    family_told="Nothing yet. His father is looked for through the consulate, with the Police.",
    interpreter="Romanian, from the register.",
)
WRITTEN = {
    Written.CHECKS: "The Police have the car and two names. The school has eleven days. Health has pictures.",
    Written.WISHES: "“I want to stay at this school. I do not want the gate.”",
    Written.TOLD_FAMILY: "The adults were told nothing. His father was reached and did not know them.",
    Written.ANALYSIS: "The adults profit from what he takes and hurt him. They know the gate, the bus and the house.",
}


def _seen_at_school(story: Story, case: Case) -> None:
    worker = story["social.worker"]
    interview = interviews.start_interview(
        case,
        subject=Subject.CHILD,
        purpose=Purpose.ENQUIRY,
        planned_for=story.on(23, "11:00"),
        language="Romanian",
        kind_of_place="At school",
        by=worker,
        at=story.on(24, "17:00"),
    )
    romanian = Interpreter.objects.get(register_number="4502")
    lists.add_person(interview, interpreter=romanian, by=worker, at=story.on(24, "17:02"))
    interviews.plan(interview, by=worker, at=story.on(24, "17:05"))
    interviews.hold(
        interview,
        held_at=story.on(23, "11:00"),
        own_words="“If I bring nothing I sleep in the car.”",
        wishes="“I want to stay at this school.”",
        child_seen=True,
        child_spoken_with=True,
        by=worker,
        at=story.on(23, "12:15"),
    )


def _completed(story: Story, made: Section47Enquiry) -> MultiAgencyMeeting:
    worker = story["social.worker"]
    for part, text in WRITTEN.items():
        enquiry.write(made, part=part, text=text, by=worker)
    enquiry.complete(made, outcome=Found.CONTINUING_RISK, by=worker, at=story.on(15, "16:00"))
    made = Section47Enquiry.objects.get(pk=made.pk)
    enquiry.sign(made, read=made.version, by=story["manager"], at=story.on(14, "10:00"))
    story.told(story.on(14, "10:00"))
    return made.multi_agency_meetings.get()


def watched(story: Story) -> Case:
    """A child without apparent concern: looked at every ten working days until she is settled."""
    case = open_case(story, opened.WATCHED)
    worker = live_allocation(case).worker
    watch = monitoring.watch(
        case,
        watched_by=worker,
        every_working_days=10,
        until_on=story.on(-60, "12:00").date(),
        plan="Seen at school and at home in turn, alone each time. Ask what she does after school, and who is there.",
        by=worker,
        at=story.on(38, "11:00"),
    )
    found = "At school, well and with friends. She has a bed of her own and a library card."
    monitoring.check(watch, found=found, by=worker, at=story.on(24, "10:30"))
    found = "At home, alone. She writes to her mother each week and had an answer. Nothing that worries us."
    monitoring.check(watch, found=found, by=worker, at=story.on(10, "15:30"))
    story.told(story.on(10, "15:30"))
    return case
