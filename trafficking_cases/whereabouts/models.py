"""What the vault keeps. No row points at a child, a case or a person by a relation: only plain ids stand here."""

import uuid

from django.db import models
from django.db.models import F, Q

from trafficking_cases.lib.constraints import together
from trafficking_cases.whereabouts.workflow import Ended, Field, GrantPurpose


class DataKey(models.Model):
    """The key of one child's values, itself wrapped by a key of the ring; without it nothing of the child opens."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    child_id = models.UUIDField()
    wrapped = models.BinaryField()
    ring_key = models.CharField(max_length=40)
    made_at = models.DateTimeField()

    class Meta:
        db_table = '"whereabouts"."data_key"'
        default_permissions = ()
        indexes = [models.Index(fields=["child_id"], name="data_key_of_child")]


class KeptValue(models.Model):
    """One thing that says where a child is or was, sealed before it came here."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    child_id = models.UUIDField()
    case_id = models.UUIDField()
    placement_id = models.UUIDField()
    field = models.CharField(max_length=20, choices=Field)
    key_id = models.UUIDField()
    sealed = models.BinaryField()
    kept_at = models.DateTimeField()
    kept_by_id = models.UUIDField()

    class Meta:
        db_table = '"whereabouts"."kept_value"'
        default_permissions = ()
        indexes = [
            models.Index(fields=["placement_id", "field", "-kept_at"], name="kept_values_of_placement"),
            models.Index(fields=["case_id"], name="kept_values_of_case"),
        ]
        constraints = [models.CheckConstraint(condition=Q(field__in=Field.values), name="kept_value_is_of_a_field")]


class PlacementGrant(models.Model):
    """The right of one person to open one placement: what for, why, by whom, from when until when."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    child_id = models.UUIDField()
    case_id = models.UUIDField()
    placement_id = models.UUIDField()
    person_id = models.UUIDField()
    purpose = models.CharField(max_length=20, choices=GrantPurpose)
    key_id = models.UUIDField()
    reason = models.BinaryField()
    given_by_id = models.UUIDField()
    from_at = models.DateTimeField()
    until_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_by_id = models.UUIDField(null=True)
    ended_because = models.CharField(max_length=20, choices=Ended, blank=True)

    class Meta:
        db_table = '"whereabouts"."placement_grant"'
        default_permissions = ()
        indexes = [
            models.Index(
                fields=["person_id", "until_at"], condition=Q(ended_at=None), name="placement_grant_of_person"
            ),
            models.Index(fields=["placement_id"], name="placement_grant_of_placement"),
        ]
        constraints = [
            together("ended_at", "ended_by_id", name="placement_grant_ended_when_and_by_whom"),
            models.CheckConstraint(condition=Q(until_at__gt=F("from_at")), name="placement_grant_ends_after_start"),
            models.CheckConstraint(condition=~Q(person_id=F("given_by_id")), name="placement_grant_never_to_oneself"),
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_because="")
                | Q(ended_at__isnull=False, ended_because__in=Ended.values),
                name="placement_grant_ended_why",
            ),
        ]


class VaultEvent(models.Model):
    """What was done in the vault or looked at there: ids and codes, and in whose own words, sealed."""

    id = models.BigAutoField(primary_key=True)
    row = models.UUIDField(default=uuid.uuid4)
    at = models.DateTimeField()
    name = models.CharField(max_length=80)
    child_id = models.UUIDField(null=True)
    case_id = models.UUIDField(null=True)
    placement_id = models.UUIDField(null=True)
    by_id = models.UUIDField(null=True)
    codes = models.JSONField(default=dict)
    key_id = models.UUIDField(null=True)
    words = models.BinaryField(null=True)

    class Meta:
        db_table = '"whereabouts"."event"'
        default_permissions = ()
        indexes = [models.Index(fields=["placement_id", "-id"], name="vault_event_of_placement")]


class VaultSeal(models.Model):
    """A link of the vault's own chain: the hash of the link before it and of one committed event."""

    id = models.BigAutoField(primary_key=True)
    event_id = models.BigIntegerField(unique=True)
    digest = models.CharField(max_length=64)
    sealed_at = models.DateTimeField()

    class Meta:
        db_table = '"whereabouts"."seal"'
        default_permissions = ()


class RingProof(models.Model):
    """A known word under one key of the ring, so that a ring with another key of the same id is found out."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    ring_key = models.CharField(max_length=40)
    sealed = models.BinaryField()

    class Meta:
        db_table = '"whereabouts"."ring_proof"'
        default_permissions = ()
