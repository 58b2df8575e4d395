"""The identity that a child is worked with, for forms that ask for it. [Rule C2; procedure 3, 4.2]"""

from datetime import date

from tests import builders
from tests.builders_identity import a_claim
from tests.cast import Cast
from tests.children.test_identity import LINH, anew, check
from trafficking_cases.children.workflow.claims import Asylum, Kind, NameKind, Status
from trafficking_cases.children.working_identity import working


def test_the_working_identity_says_who_said_what_and_when(cast: Cast):
    case = builders.a_case(worker=cast.social_worker, manager=cast.manager, **LINH)
    a_claim(case, "Little Linh", name_kind=NameKind.NICKNAME)
    a_claim(case, Asylum.SEEKING, kind=Kind.ASYLUM)
    a_claim(case, "Home Office 1234567", kind=Kind.IDENTIFIER, source="The Home Office")
    false = a_claim(case, "Chinese", kind=Kind.NATIONALITY)
    check(false, Status.BELIEVED_FALSE, cast.manager)

    known = working(anew(case))

    assert known.name
    assert (known.name.words, known.name.source) == ("Linh Tram", cast.education.agency.name)
    assert [said.words for said in known.other_names] == ["Em"]
    assert [said.words for said in known.nicknames] == ["Little Linh"]
    assert (known.born_on, known.birth_is_disputed) == (date(2011, 3, 4), False)
    assert [said.words for said in known.nationalities] == ["Vietnamese"]
    assert (known.asylum, known.asylum_said.words) == (Asylum.SEEKING, "Seeking asylum")
    assert [(said.words, said.source) for said in known.identifiers] == [("Home Office 1234567", "The Home Office")]
