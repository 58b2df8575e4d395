"""A caseload to look at: invented children at every point of the way, made by the real verbs."""

from datetime import datetime

from django.db import transaction

from assessments.actions import assessment, strategy_clocks
from nrm.actions import duties
from referrals import actions, drafts
from referrals.workflow import Outcome, With
from trafficking_cases.casefile import demonstration_assessments as assessed
from trafficking_cases.casefile import demonstration_cases as cases
from trafficking_cases.casefile import demonstration_data as data
from trafficking_cases.casefile import demonstration_late as late
from trafficking_cases.casefile import demonstration_linh as linh
from trafficking_cases.casefile import demonstration_nrm as nrm
from trafficking_cases.casefile.demonstration_people import move_in
from trafficking_cases.casefile.demonstration_story import OFFICER, Story, receive, sign, talk
from trafficking_cases.people.models import User
from trafficking_cases.welcome import PASSWORD


@transaction.atomic
def seed(now: datetime) -> bool:
    """Make the demonstration, whole or not at all. Where there are people already, nothing is done."""
    if User.objects.exists():
        return False
    story = Story(move_in(password=PASSWORD), now)
    _half_written(story)
    receive(story, data.IN_DANGER_NOW)
    receive(story, data.ONLY_A_DESCRIPTION)
    _talked_over_with_the_police(story)
    _waits_for_a_signature(story)
    _sent_back(story)
    _decided_without_a_case(story)
    _cases(story)
    _sweep(now)
    story.told(now)
    late.explain(story)
    return True


def _half_written(story: Story) -> None:
    author = story[data.DRAFT.by]
    draft = drafts.start(by=author)
    for page, typed in data.DRAFT.pages.items():
        drafts.save(draft, typed=typed, page=page, by=author)


def _talked_over_with_the_police(story: Story) -> None:
    duty = story["duty.worker"]
    referral = receive(story, data.INSIDE_THE_UK)
    actions.claim(referral, by=duty, at=story.ago(200))
    talk(
        referral,
        With.POLICE,
        OFFICER,
        "Big Cas is known to them. They will not go to the home, and will look for her if she does not come to school.",
        at=story.ago(190),
        by=duty,
    )


def _waits_for_a_signature(story: Story) -> None:
    duty = story["duty.worker"]
    referral = receive(story, data.WAITS_FOR_A_SIGNATURE)
    actions.claim(referral, by=duty, at=story.ago(250))
    talk(
        referral,
        With.POLICE,
        OFFICER,
        "The number in his sleeve was used in March. Nobody who asks for him at the desk will be told where he is.",
        at=story.ago(240),
        by=duty,
    )
    actions.propose(
        referral,
        outcome=Outcome.STRATEGY_DISCUSSION,
        reasons="The same story as two boys before him, a number to ring, nobody who knows him. He may be fetched.",
        without_referrer="The Police referred, and are whom we spoke to.",
        for_referrer="The strategy discussion is today; you are invited.",
        by=duty,
        at=story.ago(200),
    )
    story.told(story.ago(200))


def _sent_back(story: Story) -> None:
    night = story["out.of.hours"]
    referral = receive(story, data.SENT_BACK)
    actions.claim(referral, by=night, at=story.ago(310))
    talk(
        referral,
        With.REFERRER,
        "Samira Quillfeather",
        "He has not been back since. He told her that the cousin also has a girl with him.",
        at=story.ago(300),
        by=night,
    )
    actions.propose(
        referral,
        outcome=Outcome.ASSESSMENT,
        reasons="He begs for somebody else and has nowhere to sleep.",
        without_police="Nobody answered on the unit’s line during the night.",
        by=night,
        at=story.ago(280),
    )
    actions.send_back(
        referral,
        because="There is a second child. Ring the Police now that the unit is there, and say what they know of her.",
        by=story["manager"],
        at=story.ago(200),
    )
    story.told(story.ago(200))


def _decided_without_a_case(story: Story) -> None:
    duty = story["duty.worker"]
    referral = receive(story, data.EARLY_HELP)
    actions.claim(referral, by=duty, at=story.ago(410))
    talk(referral, With.POLICE, OFFICER, "Nothing is known.", at=story.ago(400), by=duty)
    talk(
        referral,
        With.REFERRER,
        "Ellen Brackwell",
        "The aunt came with her today and was glad of help. Registered with the surgery.",
        at=story.ago(350),
        by=duty,
    )
    actions.propose(
        referral,
        outcome=Outcome.EARLY_HELP,
        reasons="Tired and out of school, with adults who want help. No sign that anybody profits from her.",
        for_referrer="The family worker visits this week. Ring the front door if she misses her next appointment.",
        by=duty,
        at=story.ago(330),
    )
    sign(referral, by=story["manager.2"], at=story.ago(300))
    story.told(story.ago(300))


def _cases(story: Story) -> None:
    """The cases, longest told first; each is told to its end before the next."""
    interpreter = cases.interpreters(story)
    nrm.notified_first(story, linh.tell(story, interpreter))
    cases.inside_the_country(story)
    nrm.sealed(story, cases.interpreted_by_a_relative(story))
    dissent = cases.agreed_with_a_dissent(story)
    nrm.reviewed(story, dissent)
    assessed.lapsed(story, dissent)
    assessed.completed(story, cases.watched(story))
    cases.begun(story)
    nrm.sent_without_a_reference(story)
    nrm.asked_by_the_police(story)
    assessed.signed(story, nrm.refused_at_first(story))
    nrm.referred_elsewhere(story)


def _sweep(now: datetime) -> None:
    """What the clock's sweeps would find in the first minute, so that the first page is whole."""
    strategy_clocks.take_in()
    assessment.take_in(now)
    duties.take_in(now)
