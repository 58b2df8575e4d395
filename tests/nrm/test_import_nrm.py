"""Referrals that were made elsewhere, from a partner's file. [Rules N1, N5, N8; procedure 4.3]"""

from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from nrm.models import NrmReferral, Review
from tests import builders_nrm_duties as build
from tests.builders import a_case, a_share
from tests.cast import Cast
from trafficking_cases.children.models import Case

HEAD = "case,made_by,made_at,reference,recorded_by"


@pytest.fixture
def case(cast: Cast) -> Case:
    return a_case(worker=cast.social_worker, manager=cast.manager)


@pytest.fixture
def file_of(tmp_path: Path):
    def write(*lines: str, head: str = HEAD, encoding: str = "utf-8") -> Path:
        path = tmp_path / "referrals.csv"
        path.write_text("\n".join((head, *lines)), encoding=encoding)
        return path

    return write


def line(case: Case, reference: str = "NRM-3001", by: str = "social.worker", at: str = "2026-03-27 17:40") -> str:
    return f'{case.reference},"Border Force, Immingham",{at},{reference},{by}'


def refused(path: Path, capsys) -> str:
    with pytest.raises(CommandError):
        call_command("import_nrm", path, commit=True)
    assert not NrmReferral.objects.exists()
    return capsys.readouterr().err


def test_it_is_tried_first_and_kept_when_it_is_told_so(cast: Cast, case: Case, file_of, capsys):
    build.a_duty(case)
    other = a_case(worker=cast.social_worker_2)
    path = file_of(line(case), line(other, "NRM-3002", "social.worker.2"), encoding="utf-8-sig")

    call_command("import_nrm", path)
    assert not NrmReferral.objects.exists()
    assert "2 referrals can be recorded" in capsys.readouterr().out

    call_command("import_nrm", path, commit=True)
    assert {(one.case_id, one.home_office_reference, one.made_by) for one in NrmReferral.objects.all()} == {
        (case.pk, "NRM-3001", "Border Force, Immingham"),
        (other.pk, "NRM-3002", "Border Force, Immingham"),
    }
    assert case.duties.get().status == "met"
    assert Review.objects.count() == 2


@pytest.mark.parametrize(
    ("faulty", "said"),
    [
        ({"by": "nobody"}, "row 3: recorded_by"),
        ({"by": "other.authority"}, "row 3: case"),
        ({"by": "health"}, "row 3: N5"),
        ({"by": "mace.coordinator"}, "row 3: recorded_by: they may not"),
        ({"at": "27.3.2026"}, "row 3: made_at"),
        ({"at": "2126-03-27 17:40"}, "row 3: made_at"),
        ({"reference": "ABC"}, "row 3: reference"),
        ({"reference": "nrm-3001"}, "row 3: N1: Another referral has this reference"),
    ],
)
def test_one_faulty_row_and_none_is_kept(cast: Cast, case: Case, file_of, capsys, faulty, said):
    other = a_case(worker=cast.social_worker)
    a_share(other, to=cast.health)
    a_share(other, to=cast.mace_coordinator)

    found = refused(file_of(line(case), line(other, **{"reference": "NRM-3002"} | faulty)), capsys)

    assert said in found
    assert "Immingham" not in found


@pytest.mark.parametrize("head", ["case,made_by", f"{HEAD},name", ""])
def test_a_file_with_other_columns_is_refused(cast: Cast, case: Case, file_of, capsys, head):
    refused(file_of(line(case), head=head), capsys)


def test_what_is_no_text_and_what_is_not_there_are_refused(cast: Cast, file_of, tmp_path: Path, capsys):
    refused(tmp_path / "nowhere.csv", capsys)
    refused(file_of(), capsys)
    path = file_of()
    path.write_bytes(HEAD.encode() + b"\n\xff\xfe\x00")
    refused(path, capsys)
