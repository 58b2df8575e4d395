"""Every page asks the database the same number of questions, however much there is to show."""

import pytest
from django.db import connection, connections
from django.test import Client
from django.test.utils import CaptureQueriesContext

from referrals.actions import consult
from tests.builders import a_draft, an_adult, somebody
from tests.cast import Cast
from tests.pages import NO_PAGE, World, named_pages
from trafficking_cases.children.actions import note
from trafficking_cases.children.adults import flag_concern, lift_concern
from trafficking_cases.notifications.models import Notice

MORE = 3


def questions(username: str, address: str) -> int:
    """How many statements one visit takes, after a first one has warmed what is kept for the process."""
    client = Client()
    if username:
        client.force_login(somebody(username))
    assert client.get(address).status_code == 200, address
    with CaptureQueriesContext(connection) as asked, CaptureQueriesContext(connections["whereabouts"]) as of_the_vault:
        client.get(address)
    return len(asked) + len(of_the_vault)


def much_more_of_everything(world: World, cast: Cast) -> None:
    """More children, more drafts, more notices; and more on the very records that the pages show."""
    for _ in range(MORE):
        another = World(cast)
        world.more()
        a_draft(by=cast.education, known_as="Another")
        note(world.case, at=another.case.opened_at, kind="case.noted", sentence="Another line.", by=cast.social_worker)
        an_adult(world.case, name="Another")
        lift_concern(world.of_concern, reason="Cleared up.", by=cast.social_worker)
        flag_concern(world.of_concern, reason="Seen again.", by=cast.social_worker)
        for referral in (world.new, world.talked_over):
            consult(
                referral,
                spoken_with="other",
                person="Somebody",
                at=referral.received_at,
                said="The same.",
                by=cast.duty_worker,
            )


@pytest.mark.timeout(900)
@pytest.mark.django_db(transaction=True, databases=["default", "whereabouts"])
def test_every_page_asks_a_constant_number_of_questions(cast):
    world = World(cast)
    pages = world.pages()
    assert named_pages() == pages.keys() | NO_PAGE
    visits = [visit for of_one_page in pages.values() for visit in of_one_page]
    few = {visit: questions(*visit) for visit in visits}

    much_more_of_everything(world, cast)
    many = {visit: questions(*visit) for visit in visits}

    assert Notice.objects.filter(recipient=cast.duty_worker).count() > MORE
    grown = {visit: (few[visit], many[visit]) for visit in visits if many[visit] != few[visit]}
    assert grown == {}
    assert max(many.values()) <= 60, sorted(many.items(), key=lambda counted: -counted[1])[:3]
