"""The placed child of the demonstration: moved to a safe place, with the Police let in, and looks on record.

Told after the rest and not with it: the vault reads allocations by itself, and sees only what is committed.
"""

from collections.abc import Callable
from datetime import datetime, time, timedelta

from django.utils import timezone

from trafficking_cases.access.permissions import Permission
from trafficking_cases.children.models import Case
from trafficking_cases.lib.working_days import moment
from trafficking_cases.people.models import User
from trafficking_cases.placements import actions
from trafficking_cases.placements.models import Placement
from trafficking_cases.placements.workflow import Arranged, Kind, LegalStatus, Unaccompanied
from trafficking_cases.whereabouts.workflow import Field, GrantPurpose, LookPurpose

FIRST_NIGHT = {
    Field.ADDRESS: "3 Osier Yard\nEastholme\nZZ98 4AA\nRing twice; the door is on the side.",
    Field.CARER: "Bettany and Col Wraxall",
    Field.TELEPHONE: "01632 960731. Say: “It is about the parish lunch.”",
}
SAFE = {
    Field.ADDRESS: "14 Wherrymoor Rise\nLittle Sallowby\nZZ99 9ZZ\nPark in the next road and walk.",
    Field.CARER: "Maud Thrale-Aston",
    Field.TELEPHONE: "07700 900652. Say: “It is about the library books.”",
    Field.SCHOOL: "Wherrymoor Academy, from January. Asks for Ms Prentergast only.",
    Field.SURGERY: "Sallowby Surgery, Dr Okonedo-Finch",
    Field.TRANSPORT: "The carer drives. Never a taxi.",
}


def place(now: datetime) -> bool:
    """Place the first child of the demonstration. Where somebody is placed already, nothing is done."""
    case = Case.objects.filter(child__also_called="Linh").order_by("opened_at").first()
    if case is None or Placement.objects.exists():
        return False
    people = {user.username: user for user in User.objects.all()}
    worker, manager, police = people["social.worker"], people["manager"], people["police"]

    def on(days_ago: int, clock: str) -> datetime:
        return moment(timezone.localdate(now) - timedelta(days=days_ago), time.fromisoformat(clock))

    first = actions.place(
        case,
        kind=Kind.FOSTER_CARE,
        arranged=Arranged.EMERGENCY,
        since=on(11, "20:00").date(),
        placed_under=LegalStatus.POLICE_PROTECTION,
        legal_from=on(11, "20:00").date(),
        legal_until=on(9, "20:00").date(),
        unaccompanied=Unaccompanied.YES,
        whereabouts=FIRST_NIGHT,
        by=worker,
        at=on(11, "21:10"),
    )
    safe = actions.move(
        first,
        kind=Kind.FOSTER_CARE,
        arranged=Arranged.PLANNED,
        since=on(9, "11:00").date(),
        placed_under=LegalStatus.SECTION_20,
        legal_from=on(9, "11:00").date(),
        unaccompanied=Unaccompanied.YES,
        whereabouts=SAFE,
        by=worker,
        at=on(9, "12:30"),
    )
    _opened(safe, on, worker=worker, manager=manager, police=police)
    return True


def _opened(safe: Placement, on: Callable[[int, str], datetime], *, worker: User, manager: User, police: User) -> None:
    """Whom the manager let in, and who has looked."""
    if safe.case.allows(police, Permission.REVEAL_WHEREABOUTS):
        actions.give(
            safe,
            to=police,
            purpose=GrantPurpose.PROTECTION,
            reason="Drives past at night while the uncle is not found.",
            until=on(-5, "23:59"),
            by=manager,
            at=on(8, "09:05"),
        )
    for person, fields, purpose, words, at in (
        (worker, [Field.ADDRESS, Field.TELEPHONE], LookPurpose.VISIT, "First visit after the move", on(8, "13:02")),
        (manager, [Field.CARER], LookPurpose.PLACEMENT, "Signing the carer’s agreement", on(6, "09:12")),
        (worker, [Field.ADDRESS], LookPurpose.VISIT, "Collecting her for the health assessment", on(3, "08:40")),
    ):
        actions.reveal(safe, fields=fields, purpose=purpose, words=words, by=person, at=at)
