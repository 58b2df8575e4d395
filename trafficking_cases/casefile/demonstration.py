"""A caseload to look at: eight invented children at eight points of the way, made by the real verbs."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from referrals import actions, drafts
from referrals.models import Referral
from referrals.workflow import Outcome, With
from trafficking_cases.casefile import demonstration_data as data
from trafficking_cases.casefile.demonstration_people import move_in
from trafficking_cases.children import actions as children
from trafficking_cases.children import adults, grants
from trafficking_cases.children.models import Case
from trafficking_cases.children.models.grants import Relation
from trafficking_cases.children.workflow.adults import Ground, Relationship
from trafficking_cases.people.models import User
from trafficking_cases.welcome import PASSWORD

Cast = dict[str, User]


@transaction.atomic
def seed(now: datetime) -> bool:
    """Make the demonstration, whole or not at all. Where there are people already, nothing is done."""
    if User.objects.exists():
        return False
    cast = move_in(password=PASSWORD)
    _half_written(cast)
    _receive(data.IN_DANGER_NOW, cast, now)
    _receive(data.ONLY_A_DESCRIPTION, cast, now)
    _talked_over_with_the_police(cast, now)
    _waits_for_a_signature(cast, now)
    _sent_back(cast, now)
    _decided_without_a_case(cast, now)
    _on_a_case(cast, now)
    return True


def _half_written(cast: Cast) -> None:
    author = cast[data.DRAFT.by]
    draft = drafts.start(by=author)
    for page, typed in data.DRAFT.pages.items():
        drafts.save(draft, typed=typed, page=page, by=author)


def _receive(concern: data.Concern, cast: Cast, now: datetime) -> Referral:
    answers = drafts.Answers(**concern.answered(timezone.localdate(now)))  # type: ignore[typeddict-item]
    return drafts.receive(answers=answers, by=cast[concern.by], at=now - concern.ago)


def _talk(
    referral: Referral, with_: With, person: str, said: str, *, minutes_ago: int, by: User, now: datetime
) -> None:
    at = _ago(minutes_ago, now)
    actions.consult(referral, spoken_with=with_, person=person, at=at, said=said, by=by)


def _ago(minutes: int, now: datetime) -> datetime:
    return now - timedelta(minutes=minutes)


def _sign(referral: Referral, *, at: datetime, by: User, worker: User | None = None) -> Referral:
    standing = actions.live_decision(referral)
    return actions.sign(referral, read=str(standing.pk if standing else ""), worker=worker, by=by, at=at)


def _talked_over_with_the_police(cast: Cast, now: datetime) -> None:
    duty = cast["duty.worker"]
    referral = _receive(data.INSIDE_THE_UK, cast, now)
    actions.claim(referral, by=duty, at=_ago(200, now))
    _talk(
        referral,
        With.POLICE,
        "DS Jo Penhallick",
        "Big Cas is known to them. They will not go to the home, and will look for her if she does not come to school.",
        minutes_ago=190,
        by=duty,
        now=now,
    )


def _waits_for_a_signature(cast: Cast, now: datetime) -> None:
    duty = cast["duty.worker"]
    referral = _receive(data.WAITS_FOR_A_SIGNATURE, cast, now)
    actions.claim(referral, by=duty, at=_ago(250, now))
    _talk(
        referral,
        With.POLICE,
        "DS Jo Penhallick",
        "The number in his sleeve was used in March. Nobody who asks for him at the desk will be told where he is.",
        minutes_ago=240,
        by=duty,
        now=now,
    )
    actions.propose(
        referral,
        outcome=Outcome.STRATEGY_DISCUSSION,
        reasons="The same story as two boys before him, a number to ring, nobody who knows him. He may be fetched.",
        without_referrer="The Police referred, and are whom we spoke to.",
        for_referrer="The strategy discussion is today; you are invited.",
        by=duty,
        at=_ago(200, now),
    )


def _sent_back(cast: Cast, now: datetime) -> None:
    night = cast["out.of.hours"]
    referral = _receive(data.SENT_BACK, cast, now)
    actions.claim(referral, by=night, at=_ago(310, now))
    _talk(
        referral,
        With.REFERRER,
        "Samira Quillfeather",
        "He has not been back since. He told her that the cousin also has a girl with him.",
        minutes_ago=300,
        by=night,
        now=now,
    )
    actions.propose(
        referral,
        outcome=Outcome.ASSESSMENT,
        reasons="He begs for somebody else and has nowhere to sleep.",
        without_police="Nobody answered on the unit’s line during the night.",
        by=night,
        at=_ago(280, now),
    )
    actions.send_back(
        referral,
        because="There is a second child. Ring the Police now that the unit is there, and say what they know of her.",
        by=cast["manager"],
        at=_ago(200, now),
    )


def _decided_without_a_case(cast: Cast, now: datetime) -> None:
    duty = cast["duty.worker"]
    referral = _receive(data.EARLY_HELP, cast, now)
    actions.claim(referral, by=duty, at=_ago(410, now))
    _talk(referral, With.POLICE, "DS Jo Penhallick", "Nothing is known.", minutes_ago=400, by=duty, now=now)
    _talk(
        referral,
        With.REFERRER,
        "Ellen Brackwell",
        "The aunt came with her today and was glad of help. Registered with the surgery.",
        minutes_ago=350,
        by=duty,
        now=now,
    )
    actions.propose(
        referral,
        outcome=Outcome.EARLY_HELP,
        reasons="Tired and out of school, with adults who want help. No sign that anybody profits from her.",
        for_referrer="The family worker visits this week. Ring the front door if she misses her next appointment.",
        by=duty,
        at=_ago(330, now),
    )
    _sign(referral, by=cast["manager.2"], at=_ago(300, now))


def _on_a_case(cast: Cast, now: datetime) -> None:
    night, manager, worker = cast["out.of.hours"], cast["manager"], cast["social.worker"]
    referral = _receive(data.ON_A_CASE, cast, now)
    actions.claim(referral, by=night, at=_ago(190, now))
    _talk(
        referral,
        With.POLICE,
        "DS Jo Penhallick",
        "They will not let the man who says he is her uncle near her. Her telephone is kept as evidence.",
        minutes_ago=180,
        by=night,
        now=now,
    )
    _talk(
        referral,
        With.HEALTH,
        "Ellen Brackwell",
        "The burns are from lamps and some days old. Seen by a doctor with an interpreter by telephone.",
        minutes_ago=120,
        by=night,
        now=now,
    )
    actions.propose(
        referral,
        outcome=Outcome.IMMEDIATE_PROTECTION,
        reasons="Locked in and made to work. She says that she has to go back, and a man already asks for her.",
        without_referrer="The Police referred, and are whom we spoke to.",
        for_referrer="A social worker is with her from this morning on.",
        by=night,
        at=_ago(100, now),
    )
    _sign(referral, by=manager, worker=worker, at=_ago(80, now))
    case = Case.objects.get(referrals=referral)
    _work_on(case, manager=manager, worker=worker, police=cast["police"], now=now)


def _work_on(case: Case, *, manager: User, worker: User, police: User, now: datetime) -> None:
    """What has happened since: shared with the Police, and the first lines that the social worker wrote."""
    grants.give(
        case,
        to=police.agency,
        relation=Relation.SHARING,
        reason="They look for those who locked her in, and protect her with us.",
        by=manager,
        now=_ago(75, now),
    )
    for minutes, (sentence, is_significant) in zip((60, 45, 30), data.FIRST_LINES, strict=True):
        at = _ago(minutes, now)
        children.note(case, at=at, kind="case.noted", sentence=sentence, significant=is_significant, by=worker)
    _people_around(case, worker=worker, now=now)


def _people_around(case: Case, *, worker: User, now: datetime) -> None:
    """A man whose claim the Police doubt, and a woman whose papers the social worker held."""
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
        at=_ago(55, now),
    )
    adults.doubt(
        duc,
        reason="The Police: he cannot say when she was born, and his own papers name no niece.",
        by=worker,
        at=_ago(50, now),
    )
    cousin = adults.add_adult(
        case,
        name="Trầm Thị Hoa Winterbrook",
        claimed_as=Relationship.RELATIVE,
        said_as="her mother’s sister",
        said_by="The child, and the woman herself",
        reached_through="07700 900178, after 18:00",
        by=worker,
        at=_ago(40, now),
    )
    adults.verify(cousin, ground=Ground.DOCUMENT_SEEN, by=worker, at=_ago(35, now))
