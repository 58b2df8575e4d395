"""Who is told what of enquiries, assessments and watches. It carries ids, and nothing of the child."""

from uuid import uuid4

from assessments.models import Assessment, Monitoring, Section47Enquiry
from trafficking_cases.children.models import Case, Grant
from trafficking_cases.children.models.grants import Relation
from trafficking_cases.notifications import kinds
from trafficking_cases.notifications.actions import notify
from trafficking_cases.people.models import User

kinds.register("enquiry.started", "An enquiry was started, and you lead it.")
kinds.register("enquiry.awaiting_signature", "The outcome of an enquiry waits for your signature.")
kinds.register("enquiry.sent_back", "An enquiry that you completed was sent back to you.")
kinds.register("enquiry.signed", "The outcome of an enquiry was signed.")
kinds.register("assessment.awaiting_signature", "An assessment waits for your signature.")
kinds.register("assessment.sent_back", "An assessment that you completed was sent back to you.")
kinds.register("assessment.signed", "An assessment was signed.")
kinds.register("assessment.lapsed", "An assessment was changed after it was signed, and the signature has lapsed.")
kinds.register("monitoring.planned_end", "The planned time of a watch over a child is over. Say whether it goes on.")

Subject = Section47Enquiry | Assessment | Monitoring


def managers_of(case: Case) -> list[User]:
    """Whoever supervises a case now."""
    grants = Grant.objects.filter(case=case, relation=Relation.SUPERVISING, ended_at=None).select_related("user")
    return [grant.user for grant in grants if grant.user]


def tell(kind: str, subject: Subject, *people: User | None, but: User | None = None) -> None:
    """Tell these people of a thing, once each; whoever did it knows already."""
    told = {person.pk: person for person in people if person and (but is None or person.pk != but.pk)}
    fact = uuid4()
    for person in told.values():
        notify(person, kind, subject=subject, link=subject.get_absolute_url(), key=f"{kind}:{fact}:{person.pk}")


def tell_managers(kind: str, subject: Subject, *, but: User | None = None) -> None:
    """Tell whoever supervises the case."""
    tell(kind, subject, *managers_of(subject.case), but=but)
