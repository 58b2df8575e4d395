"""NRM referrals at every point of their way, made through the real actions."""

from collections.abc import Mapping
from datetime import date, datetime

from nrm import answers as kept
from nrm.actions import drafts, sealing
from nrm.form.definition import Field, fields
from nrm.models import NrmReferral, SealedCopy
from tests.builders import a_case, an_adult, somebody
from tests.builders_enquiry import a_written_enquiry
from tests.builders_identity import a_claim
from tests.builders_papers import some_elements
from trafficking_cases.children import adults
from trafficking_cases.children.models import Case
from trafficking_cases.children.workflow.claims import Kind
from trafficking_cases.people.models import User

TOWN, COUNTY = "Boston", "Lincolnshire"
BY_KIND = {
    "text": "Written down",
    "tel": "01632 960118",
    "email": "priya.holdernest@fenmarch.gov.uk",
    "textarea": "Nobody knows this yet",
    "date": "2010-05-04",
    "file": "letter.pdf",
}


def a_possible_answer(field: Field) -> str:
    """Something that the national form takes."""
    if field.name == "does-pv-have-children-yes-amount":
        return "1"
    return BY_KIND.get(field.kind) or (field.choices[0][0] if field.choices else field.listed[0])


def everything_missing(answers: Mapping[str, str]) -> dict[str, str]:
    """Possible answers for all that is still needed on the route, until nothing is."""
    given = dict(answers)
    while found := kept.checked(given).missing:
        given |= {name: a_possible_answer(fields()[name]) for name in found}
    return given


def a_rich_case(*, nationality: str = "Vietnamese", **told: object) -> Case:
    """A case on which much is known: the child, signs, forms of exploitation, the journey, and the adults."""
    case = a_case(
        known_as="Minh Trầm",
        also_called="Tèo",
        sex="boy",
        born_on=date(2010, 5, 4),
        nationality=nationality,
        language="Vietnamese",
        happened_on=date(2026, 11, 2),
        adults="A man in a grey van brings him and fetches him.",
        signs={"RES1": "present"} if told.pop("with_signs", False) else {},
        exploitation={"criminal_cannabis": "suspected"},
        **told,
    )
    uncle = an_adult(case, name="Duc Haverin", said_as="his uncle")
    adults.flag_concern(uncle, reason="He answers for the boy.", by=somebody("social.worker"))
    some_elements(
        case,
        acts=["transported", "harboured"],
        means=["debt"],
        movements=["into_uk", "inside_uk"],
        journey="By lorry through three countries.",
    )
    return case


def a_case_under_enquiry() -> Case:
    """The same after the strategy discussion, the interview and what the enquiry makes of them; numbers are known."""
    case = a_rich_case(with_signs=True)
    a_claim(case, "Home Office 1234567", kind=Kind.IDENTIFIER)
    a_claim(case, "NHS 999 000 0000", kind=Kind.IDENTIFIER)
    a_written_enquiry(case)
    return Case.objects.get(pk=case.pk)


def an_nrm_draft(case: Case | None = None, *, by: User | None = None, **typed: str) -> NrmReferral:
    """A referral that somebody has begun, with what they typed by question (underscores for hyphens)."""
    by = by or somebody("social.worker")
    nrm = drafts.start(case or a_case(), by=by)
    if typed:
        drafts.save_answers(nrm, typed={name.replace("_", "-"): value for name, value in typed.items()}, by=by)
    return NrmReferral.objects.get(pk=nrm.pk)


def a_whole_draft(case: Case | None = None, *, by: User | None = None, **typed: str) -> NrmReferral:
    """A draft with everything that its route needs."""
    by = by or somebody("social.worker")
    nrm = an_nrm_draft(case, by=by, **typed)
    drafts.save_answers(nrm, typed=everything_missing(kept.answers_of(nrm)), by=by)
    return NrmReferral.objects.get(pk=nrm.pk)


def sealed(
    nrm: NrmReferral, *, by: User | None = None, town: str = TOWN, county: str = COUNTY, at: datetime | None = None
) -> SealedCopy:
    """Sign a whole draft."""
    read = kept.as_read(kept.answers_of(nrm))
    return sealing.seal(nrm, town=town, county=county, read=read, by=by or somebody("social.worker"), at=at)


def a_sealed_nrm(case: Case | None = None, *, by: User | None = None, **typed: str) -> NrmReferral:
    """A referral that was signed and waits to be keyed in."""
    nrm = a_whole_draft(case, by=by, **typed)
    sealed(nrm, by=by)
    return NrmReferral.objects.get(pk=nrm.pk)
