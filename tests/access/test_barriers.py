"""Barriers beat everything, whatever somebody is and whoever shared the case with them."""

from hypothesis import given
from hypothesis import strategies as st

from tests.access.situations import (
    RELATIONSHIPS,
    ROLES,
    WALLS,
    Relationship,
    Wall,
    is_visible,
    relate,
    wall_in,
    with_roles,
)
from tests.cast import NAMES, Cast
from tests.doors import NOT_FOUND, answer_to
from tests.drawn import a_situation, examples
from trafficking_cases.access.guards import require
from trafficking_cases.access.permissions import ON_A_CASE
from trafficking_cases.access.roles import RoleCode
from trafficking_cases.children.models import Case
from trafficking_cases.children.models.barriers import BarrierKind
from trafficking_cases.children.models.grants import VERBS, Relation

EVERY_RELATION = [Relationship(relation, "user", "live") for relation in Relation]


def sees(person, case: Case) -> bool:
    return Case.objects.visible_to(person).filter(pk=case.pk).exists()


@examples(120)
@given(roles=ROLES, relationships=RELATIONSHIPS, walls=WALLS)
def test_what_is_visible_is_what_the_design_says(cast: Cast, case: Case, other_case: Case, roles, relationships, walls):
    with a_situation():
        person = with_roles(cast.social_worker, roles)
        for relationship in relationships:
            relate(case, person, relationship, by=cast.manager_2)
        for wall in walls:
            wall_in(case, person, wall, cast=cast)

        assert sees(person, case) == is_visible(roles, relationships, walls)
        assert not sees(person, other_case)
        assert sees(cast.social_worker_2, other_case)


@examples(40)
@given(roles=ROLES, walls=WALLS, through=st.sampled_from(["user", "team", "agency"]))
def test_the_deny_list_wins_over_all_roles_and_relations(cast: Cast, case: Case, roles, walls, through):
    with a_situation():
        person = with_roles(cast.social_worker, roles | {RoleCode.MANAGER, RoleCode.SERVICE_MANAGER})
        for relation in Relation:
            relate(case, person, Relationship(relation, through, "live"), by=cast.manager_2)
        for wall in [*walls, Wall(BarrierKind.DENY_LIST, names_them=True)]:
            wall_in(case, person, wall, cast=cast)

        assert not sees(person, case)
        assert {answer_to(lambda verb=verb: require(person, verb, case)) for verb in ON_A_CASE} == {NOT_FOUND}


@examples(40)
@given(roles=ROLES, kind=st.sampled_from([BarrierKind.SEALED, BarrierKind.RESTRICTED]), is_named=st.booleans())
def test_behind_a_seal_or_a_restriction_are_only_those_it_names(cast: Cast, case: Case, roles, kind, is_named):
    with a_situation():
        person = with_roles(cast.social_worker, roles | {RoleCode.SOCIAL_WORKER})
        for relationship in EVERY_RELATION:
            relate(case, person, relationship, by=cast.manager_2)
        wall_in(case, person, Wall(kind, is_named), cast=cast)

        assert sees(person, case) == is_named
        assert not sees(cast.social_worker_2, case)


@examples(40)
@given(fewer=ROLES, more=ROLES, relationships=RELATIONSHIPS, walls=WALLS)
def test_another_role_never_lowers_a_wall(cast: Cast, case: Case, fewer, more, relationships, walls):
    with a_situation():
        person = with_roles(cast.social_worker, fewer | more)
        for relationship in [*EVERY_RELATION, *relationships]:
            relate(case, person, relationship, by=cast.manager_2)
        for wall in walls:
            wall_in(case, person, wall, cast=cast)
        with_more = sees(person, case)
        with_fewer = sees(with_roles(person, fewer | {RoleCode.SOCIAL_WORKER}), case)

        assert with_more <= (with_fewer and not any(wall.keeps_them_out for wall in walls))


@examples(15)
@given(names=st.sets(st.sampled_from(NAMES), max_size=6))
def test_one_wall_more_never_shows_more(cast: Cast, case: Case, names):
    with a_situation():
        for number, name in enumerate(sorted(names)):
            person = getattr(cast, name)
            relate(case, person, Relationship(Relation.SHARING, "user", "live"), by=cast.manager_2)
            wall_in(case, person, Wall(list(BarrierKind)[number % 3], names_them=number % 2 == 0), cast=cast)
        before = {name for name, person in cast.everybody().items() if sees(person, case)}
        wall_in(case, cast.police, Wall(BarrierKind.SEALED, names_them=True), cast=cast)
        after = {name for name, person in cast.everybody().items() if sees(person, case)}

        assert after <= before


def test_a_sealed_case_is_in_no_count_and_no_search(cast: Cast, case: Case, other_case: Case):
    wall_in(case, cast.police, Wall(BarrierKind.SEALED, names_them=False), cast=cast)

    rows = Case.objects.visible_to(cast.social_worker_2)

    assert (rows.count(), set(rows)) == (1, {other_case})
    assert not rows.filter(reference=case.reference).exists()
    assert not any(Case.objects.stubs_for(person).exists() for person in cast.everybody().values())


def test_a_restricted_case_is_a_stub_to_social_work_of_its_authority_and_absent_elsewhere(cast: Cast, case: Case):
    wall_in(case, cast.manager_2, Wall(BarrierKind.RESTRICTED, names_them=True), cast=cast)
    wall_in(case, cast.service_manager, Wall(BarrierKind.DENY_LIST, names_them=True), cast=cast)

    see_a_stub = {name for name, person in cast.everybody().items() if Case.objects.stubs_for(person).exists()}

    assert see_a_stub == {"duty_worker", "out_of_hours", "manager"}
    assert {name for name, person in cast.everybody().items() if sees(person, case)} == {"manager_2"}


def test_a_wall_stands_until_a_second_person_has_lifted_it(cast: Cast, case: Case):
    seen = {}
    for lift in ("in force", "lifted by one", "lifted by two"):
        with a_situation():
            wall_in(case, cast.social_worker_2, Wall(BarrierKind.DENY_LIST, True, lift), cast=cast)
            seen[lift] = sees(cast.social_worker_2, case)

    assert seen == {"in force": False, "lifted by one": False, "lifted by two": True}


def test_every_relation_carries_at_least_the_reading():
    assert all(VERBS[relation] <= ON_A_CASE for relation in Relation)
    assert all("read_case" in VERBS[relation] for relation in Relation)
