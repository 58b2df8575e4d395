"""What was undertaken, by API: one's own, those of a meeting, and what came of them. [Rule S1; procedure 4.5]"""

import pytest

from tests import builders
from tests import builders_strategy as enquiry
from tests.api.asking import refused, said
from tests.api.test_as_described import check


@pytest.fixture
def discussion(cast):
    return enquiry.a_planned_strategy(builders.a_case(worker=cast.social_worker, manager=cast.manager))


def test_who_may(api, cast, discussion):
    """Its owner finishes it; whoever runs the meeting does so for them, or withdraws it; who is asked reads it."""
    action = enquiry.an_action(discussion, owner=cast.education)

    for name, user in cast.everybody().items():
        runs, owns, reads = name in ("social_worker", "manager", "police"), name == "education", name == "health"
        client = api(user)
        kept = 403 if reads else 404
        assert client.see(f"actions/{action.pk}/").status_code == (200 if runs or owns or reads else 404), name
        finish = client.send(f"actions/{action.pk}/finish/", {"colour": "red"}).status_code
        assert finish == (400 if runs or owns else kept), name
        withdraw = client.send(f"actions/{action.pk}/withdraw/", {"colour": "red"}).status_code
        assert withdraw == (400 if runs else 403 if owns else kept), name


def test_lists_and_what_came_of_it(api, cast, discussion):
    mine = enquiry.an_action(discussion, owner=cast.health)
    other = enquiry.an_action(discussion, owner=cast.education)
    owner, worker = api(cast.education), api(cast.social_worker)

    listed = owner.see("actions/")
    check("actions/", "get", listed)
    assert [row["id"] for row in listed.json()["results"]] == [str(other.pk)]
    done = owner.send(f"actions/{other.pk}/finish/", {"outcome": "She was there on Monday."})
    check("actions/{id}/finish/", "post", done)
    withdrawn = worker.send(f"actions/{mine.pk}/withdraw/", {"outcome": "Not needed."})
    check("actions/{id}/withdraw/", "post", withdrawn)

    assert (done.json()["status"], withdrawn.json()["status"]) == ("done", "withdrawn")
    by_status = worker.see(f"actions/?meeting={discussion.meeting_id}&status=done").json()["results"]
    assert [row["id"] for row in by_status] == [str(other.pk)]
    check("actions/{id}/", "get", worker.see(f"actions/{mine.pk}/"))


def test_what_is_over_is_refused_and_what_is_missing_said(api, cast, discussion):
    action = enquiry.an_action(discussion, owner=cast.education)
    owner = api(cast.education)

    said(owner.send(f"actions/{action.pk}/finish/", {}), 400)
    owner.send(f"actions/{action.pk}/finish/", {"outcome": "Done."})
    assert "cannot become" in refused(owner.send(f"actions/{action.pk}/finish/", {"outcome": "Again."}), "S1")
