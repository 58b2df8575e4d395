"""Every page of ours by name, with somebody who opens it and something on it to see."""

from collections.abc import Callable

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from referrals.models import Draft, Referral
from tests.builders import (
    a_case,
    a_consulted_referral,
    a_decided_referral,
    a_draft,
    a_proposed_referral,
    a_referral,
    an_adult,
)
from tests.cast import Cast
from tests.worlds import (
    agreement,
    enquiry,
    identity,
    interpreters,
    interviews,
    nrm_duties,
    nrm_form,
    nrm_police,
    papers,
    placements,
    process,
    strategy,
)  # fmt: skip
from tests.worlds.visits import Visit
from trafficking_cases.children import adults
from trafficking_cases.children.models import Adult, Case

# Not a page to look at: answers in JSON, only takes a POST, or belongs to the machines.
NO_PAGE = {
    "account_logout",
    "casefile:readyz",
    "healthz",
    "notifications:open",
    "notifications:read",
    "notifications:read_all",
    "referrals:claim",
    "referrals:save",
    "referrals:send",
    "referrals:start",
}
STEPS = ("danger", "concern", "contact", "child", "adults", "exploitation", "signs")
FRONT = "duty.worker"
WARNED = {"family_contact": "do_not", "do_not_contact": "The man answers her telephone", "known_as": "Ánh Çelë"}
PARTS = (
    identity,
    papers,
    interviews,
    interpreters,
    strategy,
    enquiry,
    agreement,
    nrm_form,
    nrm_duties,
    nrm_police,
    process,
    placements,
)
for part in PARTS:
    NO_PAGE |= part.NO_PAGE


class World:
    """Children at every point of the way, so that each page has something to show."""

    def __init__(self, cast: Cast) -> None:
        self.new: Referral = a_referral(**WARNED)
        self.talked_over: Referral = a_consulted_referral(urgency="immediate")
        self.to_sign: Referral = a_proposed_referral()
        self.decided: Referral = a_decided_referral(for_referrer="Thank you.")
        self.case: Case = a_case(worker=cast.social_worker, manager=cast.manager, **WARNED)
        self.adult: Adult = an_adult(self.case, do_not_contact="Do not ring him.", reached_through="07700 900142")
        self.of_concern: Adult = an_adult(self.case, claimed_as="family_friend", said_as="her mother’s friend")
        adults.doubt(self.adult, reason="He cannot say when she was born.", by=cast.social_worker)
        adults.flag_concern(self.of_concern, reason="Seen at the house.", by=cast.social_worker)
        self.draft: Draft = a_draft(by=cast.education, concern="Half a sentence", happened_on_day="31")
        self.parts = [part.Part(cast, self.case) for part in PARTS]

    def pages(self) -> dict[str, list[Visit]]:
        """For each page the visits that are tried."""
        pages = {**self._of_the_service(), **self._of_cases(), **self._of_the_front_door(), **self._of_referrers()}
        for part in self.parts:
            pages |= part.pages()
        return pages

    def more(self) -> None:
        """More of everything that the pages of its parts list."""
        for part in self.parts:
            part.more()

    def _of_the_service(self) -> dict[str, list[Visit]]:
        everybody = ("education", FRONT, "manager", "social.worker", "administrator", "auditor", "carer")
        return {
            **{name: [("", reverse(name))] for name in ("account_login", "account_inactive", "accessibility", "parts")},
            "casefile:my_work": [(who, reverse("casefile:my_work")) for who in everybody],
            "casefile:rules": [("education", reverse("casefile:rules"))],
            "notifications:notices": [(who, reverse("notifications:notices")) for who in (FRONT, "carer")],
        }

    def _of_cases(self) -> dict[str, list[Visit]]:
        at, about = _at(self.case), _at(self.adult)
        return {
            "casefile:cases": [(who, reverse("casefile:cases")) for who in ("manager", "social.worker.2")],
            "casefile:case": [("manager", at("casefile:case")), ("social.worker", at("casefile:case"))],
            "assessments:overview": [(who, at("assessments:overview")) for who in ("manager", "social.worker")],
            "casefile:chronology": [("social.worker", at("casefile:chronology"))],
            "casefile:allocate": [("manager", at("casefile:allocate"))],
            "casefile:export": [("manager", at("casefile:export"))],
            "casefile:people": [(who, at("casefile:people")) for who in ("manager", "social.worker")],
            "casefile:add_adult": [("social.worker", at("casefile:add_adult"))],
            "casefile:verify": [("social.worker", about("casefile:verify"))],
            "casefile:doubt": [("manager", about("casefile:doubt"))],
            "casefile:flag_concern": [("social.worker", about("casefile:flag_concern"))],
            "casefile:lift_concern": [("social.worker", _at(self.of_concern)("casefile:lift_concern"))],
        }

    def _of_the_front_door(self) -> dict[str, list[Visit]]:
        board = reverse("referrals:front_door")
        return {
            "referrals:front_door": [(FRONT, board), (FRONT, f"{board}?show=decided")],
            "referrals:referral": [
                (FRONT, self.new.get_absolute_url()),
                (FRONT, self.to_sign.get_absolute_url()),
                ("manager", self.decided.get_absolute_url()),
                ("education", self.new.get_absolute_url()),
            ],
            "referrals:consult": [(FRONT, _at(self.new)("referrals:consult"))],
            "referrals:propose": [(FRONT, _at(self.talked_over)("referrals:propose"))],
            "referrals:sign": [("manager", _at(one)("referrals:sign")) for one in (self.to_sign, self.new)],
            "referrals:send_back": [("manager", _at(self.to_sign)("referrals:send_back"))],
        }

    def _of_referrers(self) -> dict[str, list[Visit]]:
        receipts = [self.new.receipt, self.decided.receipt]
        return {
            "referrals:mine": [("education", reverse("referrals:mine"))],
            "referrals:receipt": [("education", receipt.get_absolute_url()) for receipt in receipts],
            "referrals:step": [("education", _at(self.draft)("referrals:step", step)) for step in STEPS],
            "referrals:check": [("education", _at(self.draft)("referrals:check"))],
        }


def _at(record: Referral | Case | Draft | Adult) -> Callable[..., str]:
    return lambda name, *more: reverse(name, args=[record.pk, *more])


def named_pages(patterns: list[URLPattern | URLResolver] | None = None, namespace: str = "") -> set[str]:
    """The names of every URL of ours, the API's apart."""
    names: set[str] = set()
    for entry in patterns if patterns is not None else get_resolver().url_patterns:
        if isinstance(entry, URLResolver) and not str(entry.pattern).startswith("api/"):
            inner = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            names |= named_pages(entry.url_patterns, inner)
        elif isinstance(entry, URLPattern) and entry.name:
            names.add(f"{namespace}{entry.name}")
    return names
