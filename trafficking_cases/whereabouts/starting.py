"""What has to be true of the vault before pages are served."""

import structlog
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import OperationalError, connections

from trafficking_cases.whereabouts import rotation
from trafficking_cases.whereabouts.opening import ALIAS

log = structlog.get_logger(__name__)


def prove() -> None:
    """Refuse to serve without the vault, or with the keys of another one; where it is away, pages are served all the
    same, and whatever would be opened with a wrong key does not open."""
    if ALIAS not in settings.DATABASES:
        raise ImproperlyConfigured(
            "WHEREABOUTS_DATABASE_URL is not set. The web process alone opens the vault of whereabouts, and needs its "
            "login and WHEREABOUTS_KEYS; .env.example has both."
        )
    try:
        rotation.prove_ring()
    except OperationalError:
        log.warning("vault_not_reached")
    finally:
        # The processes that serve are forked from here, and each has connections of its own.
        connections.close_all()
