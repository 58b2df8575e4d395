"""Who is told of an NRM referral that is being written. A notice says nothing of the child."""

from nrm.models import NrmReferral
from trafficking_cases.notifications import kinds
from trafficking_cases.notifications.actions import notify
from trafficking_cases.people.models import User

kinds.register("nrm.handed_on", "An NRM referral was handed to you to finish and sign.")
kinds.register("nrm.sealed", "An NRM referral that you wrote was signed.")


def tell_of_handing_on(nrm: NrmReferral, to: User) -> None:
    """Whoever is to finish it. [Rule N5]"""
    when = nrm.handed_at.isoformat() if nrm.handed_at else ""
    key = f"nrm.handed_on:{nrm.pk}:{when}:{to.pk}"
    notify(to, "nrm.handed_on", subject=nrm, link=nrm.get_absolute_url(), key=key)


def tell_of_sealing(nrm: NrmReferral) -> None:
    """Whoever wrote it, where somebody else signed."""
    if nrm.sealed_by_id != nrm.author_id:
        key = f"nrm.sealed:{nrm.pk}:{nrm.author_id}"
        notify(nrm.author, "nrm.sealed", subject=nrm, link=nrm.get_absolute_url(), key=key)
