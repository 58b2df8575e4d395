"""Histories for tests, made through the real actions, so that nothing here could not have happened.

Every builder works with no arguments where the `cast` fixture is in use; whoever acts is then the usual person for it.
A second call makes a second, unrelated one: two of everything.
"""

from collections.abc import Iterable
from datetime import datetime

from django.utils import timezone

from referrals import actions, drafts
from referrals.models import Decision, Draft, Referral
from referrals.workflow import FamilyContact, Outcome, Urgency, With
from trafficking_cases.children import actions as children
from trafficking_cases.children import adults, grants
from trafficking_cases.children.models import Adult, Barrier, Case, Grant
from trafficking_cases.children.models.barriers import BarrierKind
from trafficking_cases.children.models.grants import Relation
from trafficking_cases.children.workflow.adults import Relationship
from trafficking_cases.people.models import Agency, Team, User


def somebody(username: str) -> User:
    """One of the cast by username, as at a new request."""
    return User.objects.get(username=username)


def an_answer_set(**changed: object) -> drafts.Answers:
    """The shortest referral that rule R1 takes, with what is given put over it."""
    answers = drafts.Answers(
        urgency=Urgency.STANDARD,
        concern="A man waits for her at the gate every afternoon and takes her telephone.",
        happened_on=None,
        where_seen="",
        reach_referrer="01632 960520, before 16:00",
        family_contact=FamilyContact.UNKNOWN,
        do_not_contact="",
        reach_child="",
        known_as="",
        also_called="",
        description="A girl of about 14 in a green coat",
        sex="unknown",
        born_on=None,
        about_age=None,
        nationality="",
        language="",
        adults="",
        something_else="",
        signs={},
        exploitation={},
    )
    if unknown := changed.keys() - answers.keys():
        raise TypeError(f"no such answers: {sorted(unknown)}")
    return answers | changed  # type: ignore[return-value]


def a_draft(*, by: User | None = None, **typed: str | list[str]) -> Draft:
    """A referral that somebody has begun to type."""
    by = by or somebody("education")
    draft = drafts.start(by=by)
    return drafts.save(draft, typed=typed, by=by) if typed else draft


def a_referral(*, by: User | None = None, at: datetime | None = None, **answers: object) -> Referral:
    """A concern that has come to the front door, now or `at` a time."""
    return drafts.receive(answers=an_answer_set(**answers), by=by or somebody("education"), at=at)


def a_consulted_referral(
    *, with_: Iterable[With] = (With.POLICE, With.REFERRER), worker: User | None = None, **referral: object
) -> Referral:
    """A referral that the front door has taken on and talked over."""
    worker, made = worker or somebody("duty.worker"), a_referral(**referral)
    actions.claim(made, by=worker)
    for spoken_with in with_:
        actions.consult(
            made,
            spoken_with=spoken_with,
            person="DS Jo Penhallick" if spoken_with == With.POLICE else "Wilf Tarnbrook",
            at=timezone.now(),
            said="They have seen the same.",
            by=worker,
        )
    return Referral.objects.get(pk=made.pk)


def a_proposed_referral(
    *, outcome: Outcome = Outcome.ASSESSMENT, author: User | None = None, for_referrer: str = "", **referral: object
) -> Referral:
    """A referral with a decision that waits for a manager's signature."""
    author = author or somebody("duty.worker")
    made = a_consulted_referral(worker=author, **referral)
    actions.propose(
        made, outcome=outcome, reasons="What was seen and heard fits together.", for_referrer=for_referrer, by=author
    )
    return Referral.objects.get(pk=made.pk)


def the_decision_of(referral: Referral) -> Decision:
    """The decision that stands: waiting for a signature, or signed."""
    return referral.decisions.get(sent_back_at=None)


def a_decided_referral(
    *,
    outcome: Outcome = Outcome.EARLY_HELP,
    manager: User | None = None,
    worker: User | None = None,
    **proposed: object,
) -> Referral:
    """A referral whose decision is signed; with an outcome that asks for one, its case is open."""
    made = a_proposed_referral(outcome=outcome, **proposed)
    actions.sign(made, read=str(the_decision_of(made).pk), worker=worker, by=manager or somebody("manager"))
    return Referral.objects.get(pk=made.pk)


def a_case(
    *,
    worker: User | None = None,
    manager: User | None = None,
    outcome: Outcome = Outcome.ASSESSMENT,
    **decided: object,
) -> Case:
    """A case that grew from a referral, allocated to a social worker and supervised by who signed."""
    referral = a_decided_referral(
        outcome=outcome, worker=worker or somebody("social.worker"), manager=manager, **decided
    )
    return Case.objects.get(pk=referral.case_id)


def a_share(case: Case, *, to: User | Team | Agency, until: datetime | None = None, by: User | None = None) -> Grant:
    """A case shared with a person, a team or an agency, for good or for a time."""
    by = by or somebody("manager")
    return grants.give(case, to=to, relation=Relation.SHARING, reason="They work with the child", until=until, by=by)


def a_barrier(
    case: Case, *, kind: BarrierKind = BarrierKind.DENY_LIST, people: Iterable[User] = (), by: User | None = None
) -> Barrier:
    """A wall round a case."""
    return children.set_barrier(
        case, kind=kind, people=list(people), reason="Related to the child", by=by or somebody("manager")
    )


def an_adult(
    case: Case, *, claimed_as: Relationship = Relationship.RELATIVE, by: User | None = None, **said: str
) -> Adult:
    """An adult around a child, claimed by somebody and checked by nobody."""
    named = {"name": "Duc Haverin", "said_by": "The man himself"} | said
    return adults.add_adult(case, claimed_as=claimed_as, by=by or somebody("social.worker"), **named)
