"""The page of the adults around a child, and the page of each verb on one of them. [Rule C3]"""

from datetime import datetime
from typing import Any

from django.db.models import Prefetch
from django.urls import reverse

from trafficking_cases.casefile.presenters.adults import shown
from trafficking_cases.casefile.presenters.head import head_of, verb_page
from trafficking_cases.casefile.wording import BARRED, claim_said, how_it_stands, named
from trafficking_cases.children.models import Adult, Case, Standing
from trafficking_cases.people.models import User
from trafficking_cases.web.forms import VerbForm

# By verb: the question over the page, and its button.
ASKED = {
    "verify": ("Is the relationship of {name} verified?", "Verify"),
    "doubt": ("Why is the relationship of {name} doubted?", "Record the doubt"),
    "flag_concern": ("Why is {name} of concern?", "Flag the concern"),
    "lift_concern": ("Why is {name} no longer of concern?", "Lift the concern"),
}


def people_page(case: Case, user: User, now: datetime) -> dict[str, Any]:
    """Every adult around the child, those who may not be with the child first."""
    head = head_of(case, user, now, here="people")
    history = Prefetch("standings", queryset=Standing.objects.select_related("by"))
    adults = list(Adult.objects.visible_to(user).filter(case=case).with_people().prefetch_related(history))
    in_order = sorted(adults, key=lambda adult: not adult.is_purported)
    return head | {
        "adults": [shown(adult, now) for adult in in_order],
        "add_at": reverse("casefile:add_adult", args=[case.pk]),
    }


def adult_verb_page(adult: Adult, form: VerbForm, user: User, *, verb: str) -> dict[str, Any]:
    """The page of one verb on an adult: what is held of them now, the question, and every reason why not."""
    question, button = ASKED[verb]
    return verb_page(adult.case, form, user) | {
        "verb": verb,
        "question": question.format(name=named(adult)),
        "button": button,
        "says": f"{claim_said(adult)} {how_it_stands(adult)}",
        "barred_because": BARRED if adult.is_purported else "",
        "back": adult.get_absolute_url(),
    }
