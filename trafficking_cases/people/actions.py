"""Setting up agencies, teams and accounts, with the groups that carry shared rights."""

from datetime import date
from uuid import uuid4

from django.contrib.auth.models import Group
from django.db import transaction
from django.utils import timezone
from rest_framework.authtoken.models import Token

from trafficking_cases.audit import actions as audit
from trafficking_cases.people.models import Agency, FirstResponderPeriod, RoleHeld, Team, User


@transaction.atomic
def add_agency(
    *, name: str, kind: str, refers_to: Agency | None = None, first_responder_from: date | None = None, by: User | None
) -> Agency:
    """Take an organisation in, with the group through which cases are shared with it."""
    key = uuid4()
    agency = Agency.objects.create(
        id=key, name=name, kind=kind, refers_to=refers_to, group=Group.objects.create(name=f"agency:{key}")
    )
    if first_responder_from:
        FirstResponderPeriod.objects.create(agency=agency, from_on=first_responder_from)
    audit.record("agency.added", agency, by=by, kind=kind)
    return agency


@transaction.atomic
def add_team(agency: Agency, *, name: str, by: User | None) -> Team:
    """Make a team of an agency, with the group through which cases are shared with it."""
    key = uuid4()
    team = Team.objects.create(id=key, agency=agency, name=name, group=Group.objects.create(name=f"team:{key}"))
    audit.record("team.added", team, by=by)
    return team


@transaction.atomic
def add_user(
    *,
    username: str,
    full_name: str,
    job_title: str,
    email: str,
    agency: Agency,
    team: Team | None = None,
    roles: tuple[str, ...] = (),
    password: str | None = None,
    by: User | None,
) -> User:
    """Open an account with its roles; without a password it cannot sign in until one is set."""
    user = User.objects.create_user(
        username=username,
        email=email,
        password=password,
        full_name=full_name,
        job_title=job_title,
        agency=agency,
        team=team,
    )
    user.groups.set([agency.group, *([team.group] if team else [])])
    today = timezone.localdate()
    RoleHeld.objects.bulk_create([RoleHeld(user=user, code=code, from_on=today, given_by=by) for code in roles])
    audit.record("user.added", user, by=by, roles=list(roles))
    return user


@transaction.atomic
def give_api_key(user: User, *, by: User | None) -> str:
    """The key with which a program acts as this person: a new one, or the one that they have."""
    token, is_new = Token.objects.get_or_create(user=user)
    if is_new:
        audit.record("user.api_key_given", user, by=by)
    return token.key
