"""Giving and ending relations to a case; the object permissions follow in the same transaction."""

from datetime import datetime
from uuid import UUID

from django.contrib.auth.models import Group
from django.contrib.auth.models import Permission as PermissionRow
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Model
from django.utils import timezone

from trafficking_cases.audit import actions as audit
from trafficking_cases.children.models import Case, CaseGroupPermission, CaseUserPermission, Grant
from trafficking_cases.children.models.grants import VERBS, Relation
from trafficking_cases.people.models import Agency, Team, User


@transaction.atomic
def give(
    case: Case,
    *,
    to: User | Team | Agency,
    relation: Relation,
    reason: str,
    by: User | None,
    until: datetime | None = None,
    now: datetime | None = None,
) -> Grant:
    """Give one person, team or agency a relation to a case, with its reason and its end; by nobody: by the ladder."""
    _one_at_a_time(case.pk)
    grant = Grant.objects.create(
        case=case,
        relation=relation,
        reason=reason,
        given_by=by,
        from_at=now or timezone.now(),
        until_at=until,
        **{_column(to): to},
    )
    project(case.pk, to)
    audit.record("grant.given", grant, by=by, case=case.pk, relation=relation, holder=to.pk)
    return grant


@transaction.atomic
def end(grant: Grant, *, reason: str, by: User | None, now: datetime | None = None) -> Grant:
    """End a relation to a case; it is gone at the next question."""
    _one_at_a_time(grant.case_id)
    grant = Grant.objects.select_for_update().get(pk=grant.pk)
    if grant.ended_at:
        return grant
    grant.ended_at, grant.ended_by, grant.end_reason = now or timezone.now(), by, reason
    grant.save(update_fields=["ended_at", "ended_by", "end_reason"])
    project(grant.case_id, grant.holder)
    audit.record("grant.ended", grant, by=by, case=grant.case_id, relation=grant.relation)
    return grant


def lapse(now: datetime) -> int:
    """Close the grants that are past their end and remove the rows they left; they carried nothing since."""
    lapsed = list(Grant.objects.lapsed(now)[:1_000])
    for grant in lapsed:
        end(grant, reason="Its time is over", by=None, now=grant.until_at)
    return len(lapsed)


def _one_at_a_time(case_id: UUID) -> None:
    """Whoever gives and whoever ends relations to one case wait for each other: `project` has to see all of them."""
    Case.objects.select_for_update(no_key=True).get(pk=case_id)


def project(case_id: UUID, holder: User | Team | Agency) -> None:
    """Make the holder's object permissions on a case what their live grants carry, no more and no less."""
    live = Grant.objects.live(timezone.now()).filter(case=case_id, **{_column(holder): holder})
    verbs = {verb.value for relation in live.values_list("relation", flat=True) for verb in VERBS[Relation(relation)]}
    model: type[Model] = CaseUserPermission
    owner: dict[str, User | Group] = {}
    if isinstance(holder, User):
        owner["user"] = holder
    else:
        model, owner["group"] = CaseGroupPermission, holder.group
    rows = model._default_manager.filter(content_object_id=case_id, **owner)
    rows.exclude(permission__codename__in=verbs).delete()
    wanted = PermissionRow.objects.filter(content_type=ContentType.objects.get_for_model(Case), codename__in=verbs)
    model._default_manager.bulk_create(
        [model(permission=permission, content_object_id=case_id, **owner) for permission in wanted],
        ignore_conflicts=True,
    )


def _column(holder: User | Team | Agency) -> str:
    # Not by type(): the person of a request is a lazy stand-in until it is asked.
    return next(name for kind, name in ((User, "user"), (Team, "team"), (Agency, "agency")) if isinstance(holder, kind))
