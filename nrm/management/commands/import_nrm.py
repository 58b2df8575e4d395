import csv
import re
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.http import Http404

from nrm.actions import sending
from nrm.forms.sending import ElsewhereForm
from trafficking_cases.children.models import Case
from trafficking_cases.lib.errors import Refused
from trafficking_cases.people.models import User

COLUMNS = ("case", "made_by", "made_at", "reference", "recorded_by")
MOST_ROWS = 1_000
MOMENT = re.compile(r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)[ T](?P<time>\d\d:\d\d)", re.ASCII)
# Which column a question of the page stands in.
ASKED = {"at": "made_at", "again": "reference"}
Row = dict[str, str]


class Command(BaseCommand):
    """Records NRM referrals that were made elsewhere, from a CSV file: tried first, kept with --commit. [Rule N8]

    Columns: case, made_by, made_at (2026-03-27 17:40), reference, recorded_by (the username of the first responder who
    answers for the row). Each row stands under the rules and rights of that person. One faulty row, and none is kept.
    """

    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--commit", action="store_true", help="keep the rows, where none is faulty")

    def handle(self, *args: Any, **options: Any) -> None:
        rows, commit = _rows_of(options["file"]), options["commit"]
        with transaction.atomic():
            faults = [f"row {number}: {fault}" for number, row in enumerate(rows, 2) for fault in _record(row)]
            transaction.set_rollback(bool(faults) or not commit)
        for fault in faults:
            self.stderr.write(fault)
        if faults:
            raise CommandError("nothing was kept: put the rows named above right, and begin again")
        self.stdout.write(f"{len(rows)} referrals {'recorded' if commit else 'can be recorded: repeat with --commit'}")


def _rows_of(path: Path) -> list[Row]:
    """The rows of the file, each with every column and nothing else."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file, restkey="", restval="")
            if set(reader.fieldnames or ()) != set(COLUMNS):
                raise CommandError(f"the first line names the columns {', '.join(COLUMNS)} and no others")
            rows = list(reader)
    except (OSError, UnicodeDecodeError, csv.Error) as fault:
        raise CommandError("the file cannot be read as CSV in UTF-8") from fault
    if not rows or len(rows) > MOST_ROWS:
        raise CommandError(f"a file has from 1 to {MOST_ROWS:,} rows; this has {len(rows):,}")
    return rows


def _record(row: Row) -> list[str]:
    """Record one row as its person would, and say what stands against it; what was typed is not repeated."""
    person = User.objects.filter(username=row["recorded_by"].strip(), is_active=True).first()
    if person is None:
        return ["recorded_by: nobody who signs in has this username"]
    case = Case.objects.visible_to(person).filter(reference=row["case"].strip()).first()
    if case is None:
        return ["case: no case with this reference is open to whoever recorded it"]
    form = ElsewhereForm(_as_typed(row))
    if not form.is_valid():
        return [f"{ASKED.get(name, name)}: {sentence}" for name, found in form.errors.items() for sentence in found]
    try:
        with transaction.atomic():
            sending.record_elsewhere(case, by=person, **form.cleaned_data)
    except Refused as refused:
        return [f"{reason.rule}: {reason.message}" for reason in refused.reasons]
    except (Http404, PermissionDenied):
        return ["recorded_by: they may not record a referral on this case"]
    return []


def _as_typed(row: Row) -> Row:
    """A row as the page would send it; a file is not typed by hand, so its reference stands once."""
    found = MOMENT.fullmatch(row["made_at"].strip())
    boxes = {f"at_{box}": value for box, value in (found.groupdict() if found else {"day": row["made_at"]}).items()}
    return boxes | {"made_by": row["made_by"], "reference": row["reference"], "again": row["reference"]}
