"""Pages of this part: the NRM form, from the case to the sealed copy."""

from django.urls import reverse

from tests.builders_nrm import a_sealed_nrm, a_whole_draft, an_nrm_draft
from tests.cast import Cast
from tests.worlds.visits import Visit
from trafficking_cases.children.models import Case

NO_PAGE = {"nrm:start", "nrm:save", "nrm:pdf", "nrm:json"}
AUTHOR = "social.worker"
# One page of each kind of question; tests/nrm walks all of them.
LOOKED_AT = (
    "what-is-their-background",
    "types-of-exploitation",
    "pv-nationality-referral",
    "pv-dob",
    "pv-ho-reference",
)


class Part:
    """Something to see on each of the pages."""

    def __init__(self, cast: Cast, case: Case) -> None:
        self.cast, self.case = cast, case
        self.begun = an_nrm_draft(case, by=cast.social_worker, family="Nobody knows | yet", pv_name_nickname="Tèo")
        self.whole = a_whole_draft(case, by=cast.social_worker)
        self.sealed = a_sealed_nrm(case, by=cast.social_worker)

    def pages(self) -> dict[str, list[Visit]]:
        """For each page the visits that are tried."""
        both = (AUTHOR, "manager")
        begun, whole, sealed = ([one.pk] for one in (self.begun, self.whole, self.sealed))
        return {
            "nrm:referrals": [(who, reverse("nrm:referrals", args=[self.case.pk])) for who in both],
            "nrm:referral": [(AUTHOR, reverse("nrm:referral", args=pk)) for pk in (begun, sealed)],
            "nrm:step": [(AUTHOR, reverse("nrm:step", args=[self.begun.pk, page])) for page in LOOKED_AT],
            "nrm:check": [(AUTHOR, reverse("nrm:check", args=pk)) for pk in (begun, whole)],
            "nrm:hand_on": [(AUTHOR, reverse("nrm:hand_on", args=begun))],
            "nrm:discard": [(AUTHOR, reverse("nrm:discard", args=begun))],
            "nrm:safeguard": [(AUTHOR, reverse("nrm:safeguard", args=begun))],
            "nrm:seal": [(AUTHOR, reverse("nrm:seal", args=pk)) for pk in (begun, whole)],
            "nrm:key_in": [(AUTHOR, reverse("nrm:key_in", args=[self.sealed.sealed_copy.pk]))],
        }

    def more(self) -> None:
        """More of everything that these pages list."""
        an_nrm_draft(self.case, by=self.cast.social_worker)
