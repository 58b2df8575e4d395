"""A fault in the middle of a verb leaves nothing of it: the database itself refuses one of its rows."""

from collections.abc import Callable

import pytest
from django.db import IntegrityError, connection
from django.utils import timezone

from referrals import actions, drafts
from referrals.catalogue import indicators
from referrals.workflow import Outcome, With
from tests import builders
from tests.attacks.breaking import refusing
from trafficking_cases.casefile import actions as casefile

pytestmark = pytest.mark.django_db(transaction=True)

# Whatever a verb of a referral or of a case may write.
WRITTEN = (
    "audit_event",
    "children_allocation",
    "children_case",
    "children_casegrouppermission",
    "children_caseuserpermission",
    "children_child",
    "children_chronologyentry",
    "children_grant",
    "casefile_export",
    "deadlines_deadline",
    "deadlines_reminder",
    "notifications_mail",
    "notifications_notice",
    "referrals_consultation",
    "referrals_decision",
    "referrals_draft",
    "referrals_receipt",
    "referrals_referral",
    "referrals_sign",
    "referrals_suspectedexploitation",
)


def everything() -> dict[str, list[str]]:
    """Every row of every such table, as text."""
    found = {}
    with connection.cursor() as cursor:
        for table in WRITTEN:
            cursor.execute(f'SELECT t::text FROM "{table}" t ORDER BY 1')
            found[table] = [row[0] for row in cursor.fetchall()]
    return found


def nothing_of_it(verb: Callable[[], object], *, table: str, condition: str) -> None:
    before = everything()
    with refusing(table, condition):
        with pytest.raises(IntegrityError, match="broken_for_a_test"):
            verb()
        assert everything() == before
    verb()
    assert everything() != before


BREAKS_OF_RECEIVING = {
    "the receipt": ("referrals_receipt", "false"),
    "a sign": ("referrals_sign", "false"),
    "the second clock": ("deadlines_deadline", "rule <> 'REF-08'"),
    "a reminder": ("deadlines_reminder", "false"),
    "a notice": ("notifications_notice", "kind <> 'referral.received'"),
    "its mail": ("notifications_mail", "false"),
    "the audit": ("audit_event", "name <> 'referral.received'"),
}


@pytest.mark.parametrize("what", BREAKS_OF_RECEIVING)
def test_receiving(cast, what):
    builders.a_referral()
    draft = builders.a_draft(by=cast.education, concern="typed")
    answers = builders.an_answer_set(urgency="immediate", signs={next(iter(indicators())): "present"})
    table, condition = BREAKS_OF_RECEIVING[what]

    nothing_of_it(lambda: drafts.send(draft, answers=answers, by=cast.education), table=table, condition=condition)


BREAKS_OF_SIGNING = {
    "the last notice": ("notifications_notice", "kind <> 'referral.decided'"),
    "what the referrer is told": ("notifications_notice", "kind <> 'referral.outcome'"),
    "the case": ("children_case", "false"),
    "the worker's relation": ("children_grant", "relation <> 'allocated'"),
    "an object permission": ("children_caseuserpermission", "false"),
    "the chronology": ("children_chronologyentry", "kind <> 'referral.decided'"),
    "the clock": ("deadlines_deadline", "status <> 'met'"),
    "the audit of the decision": ("audit_event", "name <> 'referral.decided'"),
    "the audit of the allocation": ("audit_event", "name <> 'case.allocated'"),
    "the receipt": ("referrals_receipt", "told = ''"),
}


@pytest.mark.parametrize("what", BREAKS_OF_SIGNING)
def test_signing(cast, what):
    builders.a_case()
    referral = builders.a_proposed_referral(outcome=Outcome.ASSESSMENT)
    read = str(builders.the_decision_of(referral).pk)
    table, condition = BREAKS_OF_SIGNING[what]

    nothing_of_it(
        lambda: actions.sign(referral, read=read, worker=cast.social_worker, by=cast.manager),
        table=table,
        condition=condition,
    )


def test_claiming_consulting_proposing_and_sending_back(cast):
    claimed, talked, proposed = builders.a_referral(), builders.a_consulted_referral(), builders.a_proposed_referral()
    audit = "audit_event"

    nothing_of_it(
        lambda: actions.claim(claimed, by=cast.duty_worker), table=audit, condition="name <> 'referral.claimed'"
    )
    nothing_of_it(
        lambda: actions.consult(
            talked, spoken_with=With.OTHER, person="X", at=timezone.now(), said="Y", by=cast.duty_worker
        ),
        table=audit,
        condition="name <> 'referral.consulted'",
    )
    nothing_of_it(
        lambda: actions.propose(talked, outcome=Outcome.EARLY_HELP, reasons="Z", by=cast.duty_worker),
        table="notifications_mail",
        condition="false",
    )
    nothing_of_it(
        lambda: actions.send_back(proposed, because="Say more.", by=cast.manager),
        table="notifications_notice",
        condition="kind <> 'referral.sent_back'",
    )


def test_allocating_and_exporting(cast):
    case, _other = builders.a_case(), builders.a_case()

    nothing_of_it(
        lambda: casefile.allocate(case, worker=cast.social_worker_2, manager=cast.manager_2, by=cast.manager),
        table="notifications_notice",
        condition="kind <> 'case.allocated'",
    )
    nothing_of_it(
        lambda: casefile.export_summary(case, recipient="Legal", purpose="court", by=cast.manager_2),
        table="audit_event",
        condition="name <> 'case.exported'",
    )
