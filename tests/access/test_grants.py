"""A relation to a case and the object permissions that follow from it: together from the first moment to the last."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from tests import builders
from tests.access.situations import (
    HOLDERS,
    RELATIONSHIPS,
    Relationship,
    let_lapse,
    relate,
)
from tests.cast import Cast, anew
from tests.doors import DONE, FORBIDDEN, NOT_FOUND, answer_to
from tests.drawn import a_situation, examples
from trafficking_cases.access.guards import require
from trafficking_cases.access.permissions import ON_A_CASE, Permission
from trafficking_cases.audit.models import Event
from trafficking_cases.children import grants
from trafficking_cases.children.models import Case, CaseGroupPermission, CaseUserPermission, Grant
from trafficking_cases.children.models.grants import VERBS, Relation, verbs_on

Rows = set[tuple[object, object, str]]


def rows_written() -> Rows:
    """Every object permission there is: whose, on which case, which verb."""
    people = CaseUserPermission.objects.values_list("user", "content_object", "permission__codename")
    groups = CaseGroupPermission.objects.values_list("group", "content_object", "permission__codename")
    return {*people, *groups}


def rows_that_follow() -> Rows:
    """What ought to be written, worked out from the live grants."""
    live = Grant.objects.live(timezone.now()).select_related("user", "team__group", "agency__group")
    return {
        (grant.user_id or grant.holder.group_id, grant.case_id, verb.value)
        for grant in live
        for verb in VERBS[Relation(grant.relation)]
    }


def test_the_rows_of_the_first_cases_follow(cast: Cast, case: Case, other_case: Case):
    assert rows_written() == rows_that_follow() != set()


@examples(50)
@given(relationships=st.lists(RELATIONSHIPS, min_size=2, max_size=2), ended=st.sets(st.integers(0, 5)))
def test_the_rows_are_the_projection_of_the_live_grants(cast: Cast, case: Case, other_case: Case, relationships, ended):
    with a_situation():
        given = [
            relate(one, person, relationship, by=cast.manager_2)
            for one, person, drawn in (
                (case, cast.police, relationships[0]),
                (other_case, cast.social_worker, relationships[1]),
            )
            for relationship in drawn
        ]
        for number in ended:
            if number < len(given):
                grants.end(given[number], reason="Drawn", by=cast.manager_2)
        grants.lapse(timezone.now())

        assert rows_written() == rows_that_follow()


@examples(40)
@given(relationships=RELATIONSHIPS)
def test_a_lapsed_relation_carries_nothing_before_any_sweep_came(cast: Cast, case: Case, relationships):
    with a_situation():
        for relationship in relationships:
            relate(case, cast.police, relationship, by=cast.manager_2)
        live = [relationship for relationship in relationships if relationship.is_live]
        person = anew(cast.police)

        assert Case.objects.visible_to(person).exists() == bool(live)
        assert verbs_on(person, case) == {verb for relationship in live for verb in VERBS[relationship.relation]}


@examples(30)
@given(hours=st.lists(st.integers(1, 72), min_size=1, max_size=4), later=st.integers(0, 80))
def test_as_time_goes_by_there_are_only_fewer(cast: Cast, case: Case, hours: list[int], later: int):
    with a_situation():
        now = timezone.now()
        for length in hours:
            builders.a_share(case, to=cast.police, until=now + timedelta(hours=length))
        moments = [timezone.now() + timedelta(hours=hour) for hour in (0, later, later + 1)]
        live = [set(Grant.objects.live(moment).held_by(cast.police)) for moment in moments]

        assert live[0] >= live[1] >= live[2]
        assert len(live[1]) == sum(now + timedelta(hours=length) > moments[1] for length in hours)


@pytest.mark.parametrize("through", HOLDERS)
def test_a_share_reaches_the_person_their_team_or_their_agency(cast: Cast, case: Case, other_case: Case, through: str):
    relate(case, cast.police, Relationship(Relation.SHARING, through, "live"), by=cast.manager_2)

    assert set(Case.objects.visible_to(anew(cast.police))) == {case}
    assert not Case.objects.visible_to(cast.health).exists()


def test_a_lapsed_grant_is_closed_at_its_end_and_its_rows_go(cast: Cast, case: Case):
    lapsed = builders.a_share(case, to=cast.police, until=timezone.now() + timedelta(hours=1))
    standing = builders.a_share(case, to=cast.health)
    let_lapse(lapsed)

    assert grants.lapse(timezone.now()) == 1
    assert grants.lapse(timezone.now()) == 0

    lapsed = Grant.objects.get(pk=lapsed.pk)
    assert (lapsed.ended_at, lapsed.ended_by) == (lapsed.until_at, None)
    assert not CaseUserPermission.objects.filter(user=cast.police).exists()
    assert CaseUserPermission.objects.filter(user=cast.health).exists()
    assert Grant.objects.get(pk=standing.pk).ended_at is None


def test_of_two_grants_the_one_that_ends_leaves_the_other(cast: Cast, case: Case):
    agency = builders.a_share(case, to=cast.police.agency)
    builders.a_share(case, to=cast.police)

    grants.end(agency, reason="Not the whole agency", by=cast.manager_2)

    assert answer_to(lambda: require(anew(cast.police), Permission.READ_CASE, case)) == DONE


def test_an_end_is_recorded_once(cast: Cast, case: Case):
    grant = builders.a_share(case, to=cast.police)

    first = grants.end(grant, reason="Over", by=cast.manager_2)
    second = grants.end(grant, reason="Again", by=cast.manager)

    assert (first.ended_at, "Over") == (second.ended_at, second.end_reason)
    event = Event.objects.get(name="grant.ended", subject_id=str(grant.pk))
    assert (event.case_id, event.by_id, event.codes) == (case.pk, cast.manager_2.pk, {"relation": "sharing"})


def test_giving_is_recorded_without_the_reason(cast: Cast, case: Case):
    builders.a_share(case, to=cast.police.agency)

    event = Event.objects.filter(name="grant.given").first()
    assert (event.case_id, event.codes) == (
        case.pk,
        {"relation": "sharing", "holder": str(cast.police.agency_id)},
    )


@pytest.mark.parametrize("verb", sorted(ON_A_CASE))
def test_the_role_and_the_relation_both_have_to_carry_a_verb(cast: Cast, case: Case, verb: Permission):
    """The Police read a shared case and export nothing; a manager without a relation does not know that it is there."""
    builders.a_share(case, to=cast.police)
    builders.a_share(case, to=cast.social_worker)

    answers = {name: answer_to(lambda name=name: require(getattr(cast, name), verb, case)) for name in WATCHED}

    assert answers == {
        "social_worker_2": DONE if verb in VERBS[Relation.ALLOCATED] else FORBIDDEN,
        "manager_2": DONE if verb in VERBS[Relation.SUPERVISING] else FORBIDDEN,
        "police": DONE if verb in VERBS[Relation.SHARING] else FORBIDDEN,
        "social_worker": DONE if verb in VERBS[Relation.SHARING] else FORBIDDEN,
        "manager": NOT_FOUND,
        "administrator": NOT_FOUND,
    }


WATCHED = ("social_worker_2", "manager_2", "police", "social_worker", "manager", "administrator")


@pytest.mark.parametrize(
    ("constraint", "changes"),
    [
        ("grant_has_a_reason", {"reason": ""}),
        ("grant_to_one_holder", {"user": None}),
        ("grant_ends_after_start", {"until_at": timezone.now() - timedelta(days=400)}),
    ],
)
def test_what_the_database_refuses_to_believe(cast: Cast, case: Case, constraint: str, changes: dict):
    grant = builders.a_share(case, to=cast.police)

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Grant.objects.filter(pk=grant.pk).update(**changes)


def test_a_grant_has_one_holder_and_not_two(cast: Cast, case: Case):
    grant = builders.a_share(case, to=cast.police)

    with pytest.raises(IntegrityError, match="grant_to_one_holder"), transaction.atomic():
        Grant.objects.filter(pk=grant.pk).update(agency=cast.police.agency)
