"""What the database refuses to believe, said once and used by every model."""

from django.db.models import CheckConstraint, Q


def together(*fields: str, name: str) -> CheckConstraint:
    """All of these are known, or none is: no "signed, by nobody"."""
    all_known, none_known = Q(), Q()
    for field in fields:
        all_known &= Q(**{f"{field}__isnull": False})
        none_known &= Q(**{f"{field}__isnull": True})
    return CheckConstraint(condition=all_known | none_known, name=name)


def exactly_one(*fields: str, name: str) -> CheckConstraint:
    """One of these is known, and only one."""
    one_of_them = Q()
    for known in fields:
        only_this = Q(**{f"{known}__isnull": False})
        for other in fields:
            if other != known:
                only_this &= Q(**{f"{other}__isnull": True})
        one_of_them |= only_this
    return CheckConstraint(condition=one_of_them, name=name)
