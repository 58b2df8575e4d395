"""What is known in the first case of the demonstration: the people around her, who she is, papers, and the harm."""

from trafficking_cases.casefile.demonstration_story import Story, a_drawing, a_scan
from trafficking_cases.children import adults, exploitation, identity, papers
from trafficking_cases.children.models import Adult, Case
from trafficking_cases.children.models.exploitation import Act, Means, Movement
from trafficking_cases.children.models.papers import Answer, HeldBy, PaperKind
from trafficking_cases.children.workflow.adults import Ground, Relationship
from trafficking_cases.children.workflow.claims import Accuracy, Asylum, Kind, NameKind, Status


def people_around(story: Story, case: Case) -> Adult:
    """A man whose claim the Police doubt, and a woman whose papers the social worker held."""
    worker = story["social.worker"]
    duc = adults.add_adult(
        case,
        name="Duc Haverin",
        other_names="Duc",
        claimed_as=Relationship.RELATIVE,
        said_as="her uncle",
        said_by="The man himself, on the telephone to the Police",
        reached_through="07700 900142, the number he gave",
        do_not_contact="By any means. Do not ring the number he gave, which ends 0142.",
        by=worker,
        at=story.on(12, "10:00"),
    )
    reason = "The Police: he cannot say when she was born, and his own papers name no niece."
    adults.doubt(duc, reason=reason, by=worker, at=story.on(12, "10:10"))
    aunt = adults.add_adult(
        case,
        name="Trầm Thị Hoa Winterbrook",
        claimed_as=Relationship.RELATIVE,
        said_as="her mother’s sister",
        said_by="The child, and the woman herself",
        reached_through="07700 900178, after 18:00",
        by=worker,
        at=story.on(12, "11:30"),
    )
    adults.verify(aunt, ground=Ground.DOCUMENT_SEEN, by=worker, at=story.on(10, "16:00"))
    return duc


def who_she_is(story: Story, case: Case) -> None:
    """What she and others say of who she is: two ages, two names, and that she seeks asylum."""
    worker, child, at = story["social.worker"], case.child, story.on(12, "14:00")
    said: dict = {"said_on": at.date(), "by": worker, "at": at}
    identity.add_claim(
        child, kind=Kind.NAME, name_kind=NameKind.NICKNAME, value="Linh", source="The child: so in the house", **said
    )
    name = identity.add_claim(
        child, kind=Kind.NAME, name_kind=NameKind.ON_PAPER, value="Nguyễn Thị Mai Oakhollow",
        source="A visa in her bag", **said,
    )  # fmt: skip
    identity.check_claim(
        name,
        found=Status.BELIEVED_FALSE,
        reason="The Police: the number of the visa was given to somebody else.",
        by=worker,
        at=story.on(9, "12:00"),
    )
    identity.add_claim(
        child, kind=Kind.BIRTH_DATE, accuracy=Accuracy.AGE, years=19, is_disputed=True, source="The visa", **said
    )
    identity.add_claim(child, kind=Kind.ASYLUM, value=Asylum.SEEKING, source="The child", **said)
    identity.add_claim(child, kind=Kind.IDENTIFIER, value="Port reference LIN/0001742", source="Border Force", **said)


def what_she_had(story: Story, case: Case) -> None:
    """A photograph, a visa that is not hers, a telephone; and who was asked for more."""
    worker, at = story["social.worker"], story.on(10, "10:20")
    papers.add_photograph(case, file=a_drawing(), taken_on=at.date(), by=worker, at=at)
    visa = papers.add_paper(
        case,
        kind=PaperKind.VISA,
        held_by=HeldBy.CHILD,
        source="It was in her bag",
        says="Another name, and an age of 19",
        original_seen_on=at.date(),
        file=a_scan(),
        by=worker,
        at=at,
    )
    because = "The Police: the number was given to somebody else."
    papers.check_paper(visa, found="believed_false", because=because, by=worker, at=story.on(9, "12:05"))
    papers.add_paper(
        case,
        kind=PaperKind.TELEPHONE,
        held_by=HeldBy.AGENCY,
        source="The Police keep it as evidence",
        no_copy_because="The Police read it and send what is on it.",
        by=worker,
        at=at,
    )
    said = "Nobody with her but those who held her. They are not asked."
    papers.ask_holder(case, holder=HeldBy.FAMILY, answer=Answer.NOT_ASKED, said=said, by=worker, at=at)
    said = "They found the bag and the telephone, and nothing else."
    papers.ask_holder(case, holder=HeldBy.REFERRER, answer=Answer.NOTHING, said=said, by=worker, at=at)


def what_was_done_to_her(story: Story, case: Case) -> None:
    """A form of exploitation that came up later, and act, means and movement."""
    worker = story["social.worker"]
    exploitation.record_exploitation(
        case,
        code="forced_labour_manufacturing",
        certainty="suspected",
        because="She speaks of sewing in a cellar before the house, without pay.",
        by=worker,
        at=story.on(9, "13:00"),
    )
    exploitation.record_elements(
        case,
        acts=[Act.RECRUITED, Act.TRANSPORTED, Act.HARBOURED],
        means=[Means.DEBT, Means.FORCE],
        movements=[Movement.INTO_UK, Movement.INSIDE_UK],
        journey="By aeroplane and lorry over four months, then by van to the house, at night.",
        by=worker,
        at=story.on(9, "13:10"),
    )
