"""Where a placed child is: who opens it, who cannot, and what is on record of it. [Rule P1; procedure 7]"""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connections
from django.http import Http404
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests import builders
from tests.builders_placements import CANARY, WHEREABOUTS, a_grant, a_look, a_placement
from tests.cast import Cast
from tests.doors import DONE, FORBIDDEN, NOT_FOUND, NOT_YET, answer_to, reasons_against
from trafficking_cases.children import actions as children
from trafficking_cases.children.grants import give as relate
from trafficking_cases.children.models import Case
from trafficking_cases.children.models.grants import Relation
from trafficking_cases.people.models import User
from trafficking_cases.placements import actions
from trafficking_cases.placements.models import Placement
from trafficking_cases.whereabouts import actions as vault
from trafficking_cases.whereabouts.models import KeptValue, VaultEvent
from trafficking_cases.whereabouts.opening import SEALING, Closed, opened

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "whereabouts"])


@pytest.fixture
def case(cast: Cast) -> Case:
    case = builders.a_case(worker=cast.social_worker, manager=cast.manager)
    for person, relation in (
        (cast.police, Relation.POLICE),
        (cast.guardian, Relation.GUARDIAN),
        (cast.health, Relation.SHARING),
        (cast.service_manager, Relation.ANSWERING),
    ):
        relate(case, to=person, relation=relation, reason="They work with the child", by=cast.manager)
    return case


@pytest.fixture
def placement(case: Case) -> Placement:
    return a_placement(case)


def looked(placement: Placement, person: User) -> int:
    return answer_to(lambda: a_look(placement, by=User.objects.get(pk=person.pk)))


def test_who_may_open_it(cast, placement):
    """The allocated worker and their manager; whoever knows of the placement finds nothing, everybody else less."""
    other = builders.a_case(worker=cast.social_worker_2, manager=cast.manager_2)
    another = a_placement(other, by=cast.social_worker_2, whereabouts={"address": "2 Otherplace"})

    for name, person in cast.everybody().items():
        holds = name in ("social_worker", "manager")
        # Health has the case and may not know that the child is placed: it finds no placement at all.
        assert looked(placement, person) == (DONE if holds else NOT_FOUND), name
        assert looked(another, person) == (DONE if name in ("social_worker_2", "manager_2") else NOT_FOUND), name
    assert a_look(placement, by=cast.manager, fields=tuple(WHEREABOUTS)) == WHEREABOUTS
    assert a_look(another, by=cast.manager_2, fields=("address", "school")) == {
        "address": "2 Otherplace",
        "school": "",
    }


def test_the_right_ends_with_the_allocation(cast, case, placement):
    children.allocate(case, worker=cast.social_worker_2, manager=cast.manager, by=cast.manager)

    assert looked(placement, cast.social_worker) == NOT_FOUND
    assert looked(placement, cast.social_worker_2) == DONE
    # The vault itself knows, whoever asks it past the page.
    with pytest.raises(Http404):
        ask_past_the_page(placement, cast.social_worker)


def ask_past_the_page(placement: Placement, person: User) -> dict[str, str]:
    return vault.reveal(
        actions.spot_of(placement), fields=["address"], purpose="visit", words="Past the page", by=person
    )


def test_a_grant_opens_one_placement_to_one_person_until_it_ends(cast, case, placement):
    grant = a_grant(placement, to=cast.police)

    assert looked(placement, cast.police) == DONE
    assert looked(placement, cast.guardian) == NOT_FOUND
    actions.take_back(placement, grant, by=cast.manager)
    assert looked(placement, cast.police) == NOT_FOUND
    assert answer_to(lambda: actions.take_back(placement, grant, by=cast.manager)) == NOT_FOUND
    assert answer_to(lambda: actions.take_back(placement, uuid4(), by=cast.manager)) == NOT_FOUND


def test_a_grant_that_is_over_or_has_not_begun_opens_nothing(cast, placement):
    now = timezone.now()
    a_grant(placement, to=cast.police, at=now - timedelta(days=20), until=now - timedelta(days=1))
    assert looked(placement, cast.police) == NOT_FOUND

    a_grant(placement, to=cast.police, at=now + timedelta(days=1), until=now + timedelta(days=2))
    assert looked(placement, cast.police) == NOT_FOUND
    with pytest.raises(Http404):
        ask_past_the_page(placement, cast.police)


def test_a_move_ends_every_grant_and_the_new_place_has_none(cast, placement):
    a_grant(placement, to=cast.police)
    a_grant(placement, to=cast.guardian)
    facts = {"arranged": "emergency", "placed_under": "interim_care_order", "unaccompanied": "yes"}

    new = actions.move(
        placement,
        kind="childrens_home",
        since=timezone.localdate(),
        legal_from=timezone.localdate(),
        whereabouts={"address": "9 Newplace"},
        by=cast.social_worker,
        **facts,
    )

    for person in (cast.police, cast.guardian):
        assert looked(placement, person) == looked(new, person) == NOT_FOUND
    # The automatic right follows the child, and past values stay.
    assert a_look(new, by=cast.manager) == {"address": "9 Newplace"}
    assert a_look(placement, by=cast.manager) == {"address": CANARY}


def test_a_barrier_beats_everything(cast, case, placement):
    a_grant(placement, to=cast.police)

    builders.a_barrier(case, people=[cast.police, cast.social_worker])

    for person in (cast.police, cast.social_worker):
        assert looked(placement, person) == NOT_FOUND
        with pytest.raises(Http404):
            ask_past_the_page(placement, person)
    assert looked(placement, cast.manager) == DONE
    refused = reasons_against(lambda: a_grant(placement, to=cast.police))
    assert [reason.rule for reason in refused] == ["P1"]
    assert "deny" not in refused[0].message


def test_a_sealed_case_opens_to_the_named_alone(cast, case, placement):
    builders.a_barrier(case, kind="sealed", people=[cast.manager])

    assert looked(placement, cast.manager) == DONE
    with pytest.raises(Http404):
        ask_past_the_page(placement, cast.social_worker)


def test_a_closed_account_opens_nothing(cast, placement):
    a_grant(placement, to=cast.police)
    User.objects.filter(pk__in=[cast.police.pk, cast.social_worker.pk]).update(is_active=False)

    for person in (cast.police, cast.social_worker):
        with pytest.raises(Http404):
            ask_past_the_page(placement, person)


def test_who_lets_whom_in(cast, case, placement):
    """Only the manager to whom the case is allocated; never themselves, never whoever may not know of it."""
    for name, person in cast.everybody().items():
        expected = {"manager": DONE, "social_worker": FORBIDDEN, "police": FORBIDDEN, "guardian": FORBIDDEN}
        expected["service_manager"] = FORBIDDEN
        given = answer_to(lambda: a_grant(placement, to=cast.police, by=person))
        assert given == expected.get(name, NOT_FOUND), name
    for nobody in (cast.manager, cast.health, cast.education, cast.administrator):
        assert answer_to(lambda: a_grant(placement, to=nobody)) == NOT_YET
    ninety_one = timezone.now() + timedelta(days=91)
    assert answer_to(lambda: a_grant(placement, to=cast.guardian, until=ninety_one)) == NOT_YET
    assert answer_to(lambda: a_grant(placement, to=cast.guardian, until=timezone.now())) == NOT_YET


def test_the_vault_refuses_by_itself_what_the_rules_would(cast, placement):
    """Past every policy of ours: nobody lets themselves in, and only who manages the case lets anybody in."""
    spot, until = actions.spot_of(placement), timezone.now() + timedelta(days=2)

    def let_in(to: User, by: User) -> None:
        vault.give(spot, to=to, purpose="other", reason="Past the rules", until=until, by=by)

    with pytest.raises((IntegrityError, PermissionDenied)):
        let_in(cast.manager, cast.manager)
    with pytest.raises(PermissionDenied):
        let_in(cast.police, cast.social_worker)
    with pytest.raises(Http404):
        let_in(cast.police, cast.manager_2)
    with pytest.raises(PermissionDenied):
        vault.keep(spot, WHEREABOUTS, by=cast.manager_2)


def test_another_child_is_not_opened_by_a_right_to_this_one(cast, placement):
    other = a_placement(builders.a_case(worker=cast.social_worker_2, manager=cast.manager_2), by=cast.social_worker_2)
    mine, theirs = actions.spot_of(placement), actions.spot_of(other)

    for spot in (
        theirs,
        mine._replace(placement_id=theirs.placement_id),
        theirs._replace(case_id=mine.case_id),
        mine._replace(child_id=theirs.child_id),
        vault.Spot(uuid4(), uuid4(), uuid4()),
    ):
        with pytest.raises(Http404):
            vault.reveal(spot, fields=["address"], purpose="visit", words="Another", by=cast.social_worker)


def test_a_look_is_on_record_before_the_answer_in_whose_words(cast, placement):
    a_grant(placement, to=cast.police)
    a_look(placement, by=cast.police)
    a_look(placement, by=cast.manager, fields=("carer", "school"))

    seen = vault.standing(actions.spot_of(placement), by=cast.social_worker)
    assert [(look.by_id, look.fields, look.words) for look in seen.looks] == [
        (cast.manager.pk, ["carer", "school"], "Visit this afternoon"),
        (cast.police.pk, ["address"], "Visit this afternoon"),
    ]
    assert [(given.person_id, given.reason) for given in seen.given] == [(cast.police.pk, "Drives past at night.")]
    # Whoever was let in sees their own looks, and not those of others.
    theirs = vault.standing(actions.spot_of(placement), by=cast.police)
    assert [look.by_id for look in theirs.looks] == [cast.police.pk]
    assert not vault.standing(actions.spot_of(placement), by=cast.guardian).may_look


def test_a_refused_look_shows_nothing_and_leaves_no_row(cast, placement):
    before = events()

    assert looked(placement, cast.guardian) == NOT_FOUND

    assert events() == before


def events() -> list[str]:
    with opened(task=SEALING):
        return list(VaultEvent.objects.order_by("id").values_list("name", flat=True))


def test_nothing_is_asked_outside_an_opened_vault(cast, placement):
    with pytest.raises(Closed):
        KeptValue.objects.count()
    with opened():
        assert KeptValue.objects.count() == 0
    with opened(person=cast.social_worker.pk):
        assert KeptValue.objects.count() == 6
    # Who asked is gone with the transaction, on the same connection.
    with opened():
        assert KeptValue.objects.count() == 0
        assert VaultEvent.objects.count() == 0


def test_a_reveal_asks_few_questions(cast, placement):
    with CaptureQueriesContext(connections["whereabouts"]) as asked:
        ask_past_the_page(placement, cast.social_worker)

    look = [one["sql"] for one in asked if "pg_try_advisory" not in one["sql"]]
    of_the_look = look[: next(i for i, sql in enumerate(look) if "COMMIT" in sql)]
    # BEGIN, who asks, the values, the key, the record.
    assert len(of_the_look) == 5
    assert "set_config" in of_the_look[1]
    assert not [sql for sql in look if CANARY in sql]
