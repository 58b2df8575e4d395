"""The PDF of the sealed copy: tagged, in the form's order, in any script. [Rule N7; procedure 4.3]"""

from io import BytesIO

from pypdf import PdfReader

from tests.builders_nrm import a_whole_draft, sealed
from tests.cast import Cast
from trafficking_cases.children.models import Case


def test_the_pdf_holds_every_answer_in_order_and_in_any_script(cast: Cast, case: Case):
    copy = sealed(a_whole_draft(case, family="Trần Thị Hòa, mẹ", pv_dob="2010-05-04"), town="Unknown", county="Unknown")

    pdf = PdfReader(BytesIO(bytes(copy.pdf)))
    text = "\n".join(page.extract_text() for page in pdf.pages)

    assert "Trần Thị Hòa, mẹ" in text
    assert copy.nrm_referral.reference in text
    assert text.index("Work e-mail") < text.index("Background") < text.index("Date of birth")
    assert pdf.trailer["/Root"]["/MarkInfo"]["/Marked"]


def test_an_answer_as_long_as_the_form_takes_is_whole(cast: Cast, case: Case):
    words = [f"câu{number}" for number in range(1_600)]

    copy = sealed(a_whole_draft(case, family=" ".join(words)), town="Unknown", county="Unknown")

    text = " ".join(page.extract_text() for page in PdfReader(BytesIO(bytes(copy.pdf))).pages)
    assert not set(words) - set(text.split())
