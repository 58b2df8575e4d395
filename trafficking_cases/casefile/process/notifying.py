"""The strands of the NRM and of the weekly meeting, step by step. [Rule K4]"""

from collections.abc import Iterator

from django.urls import reverse

from nrm.models import AuthorityDecision, NrmReferral
from nrm.workflow import duties, reviews
from nrm.workflow import referrals as national
from nrm.workflow.decisions import Result, Stage
from trafficking_cases.access.permissions import Permission
from trafficking_cases.casefile.process.reading import Facts, read
from trafficking_cases.casefile.process.steps import Phase, State, Step, Strand

NRM = Strand.NRM
HOME_OFFICE = "Home Office"


def notifying(facts: Facts) -> Iterator[Step]:
    """From the duty to what the competent authority decides."""
    if Permission.READ_NRM not in facts.may:
        return
    form = _latest(facts)
    yield _duty(facts)
    yield _sent(facts, form)
    yield from _police(facts, form)
    yield _grounds(facts, form, Stage.REASONABLE_GROUNDS, Phase.AGREEMENT, "Reasonable grounds", "NRM-03")
    yield _grounds(facts, form, Stage.CONCLUSIVE_GROUNDS, Phase.CONFERENCE, "Conclusive grounds", "NRM-07")
    if form and form.status in national.WITH_THE_HOME_OFFICE:
        yield _guardian(facts)


def _latest(facts: Facts) -> NrmReferral | None:
    kept = [one for one in facts.nrm_referrals if one.status != national.Status.DISCARDED]
    return max(kept, key=lambda one: one.started_at, default=None)


def _at(facts: Facts) -> str:
    return reverse("nrm:case", args=[facts.case.pk])


def _duty(facts: Facts) -> Step:
    name = "Duty to notify"
    if not facts.duties:
        return Step(NRM, Phase.DECISION, name, State.LATER, "once suspected", facts.worker, rule="N1", href=_at(facts))
    latest = max(facts.duties, key=lambda one: (one.status == duties.Status.OPEN, one.raised_at))
    status = duties.Status(latest.status)
    when = facts.on(latest.ended_at) or facts.when_due("NRM-01", "NRM-02")
    to_do = "Make the NRM referral, or say why the duty does not arise" if status == duties.Status.OPEN else ""
    return Step(NRM, Phase.DECISION, name, read(status), when, facts.worker, to_do, latest.ground, href=_at(facts))


def _sent(facts: Facts, form: NrmReferral | None) -> Step:
    name, phase = "Referral sent", Phase.STRATEGY
    if form is None:
        is_due = any(one.status == duties.Status.OPEN for one in facts.duties)
        to_do = "Write it: half is filled in from the case" if is_due else ""
        return Step(
            NRM, phase, name, State.DUE if is_due else State.LATER, "", facts.worker, to_do, "N7", href=_at(facts)
        )
    status = national.Status(form.status)
    to_do = {
        national.Status.DRAFT: "Check, sign and seal it",
        national.Status.SEALED: "Key it in at the Home Office, and record that it was sent",
        national.Status.SENT: "Record the Home Office reference",
    }.get(status, "")
    when = facts.on(form.sent_at) or facts.when_due("KEY-01", "NRM-01", "NRM-02")
    return Step(NRM, phase, name, read(status), when, facts.worker, to_do, "N7", href=form.get_absolute_url())


def _police(facts: Facts, form: NrmReferral | None) -> Iterator[Step]:
    for review in facts.reviews:
        if form and review.nrm_referral_id == form.pk:
            status = reviews.Status(review.status)
            when = facts.on(review.decided_at) or facts.when_due("POL-01")
            asked = "Answer what the Police asked" if status == reviews.Status.QUESTION_ASKED else ""
            href = review.get_absolute_url() if Permission.REVIEW_NRM in facts.may else form.get_absolute_url()
            yield Step(NRM, Phase.ENQUIRY, "Police review", read(status), when, "Police", asked, "N8", href=href)


def _grounds(facts: Facts, form: NrmReferral | None, kind: Stage, phase: Phase, name: str, clock: str) -> Step:
    decided = _decided(facts, form, kind)
    if decided:
        said = "yes" if decided.result == Result.POSITIVE else "no"
        day = f"{decided.decided_on:%d %b}".lstrip("0")
        return Step(NRM, phase, f"{name}: {said}", State.DONE, day, HOME_OFFICE, rule="N10", href=_at(facts))
    due = facts.when_due(clock)
    return Step(NRM, phase, name, State.DUE if due else State.LATER, due, HOME_OFFICE, rule="N10", href=_at(facts))


def _decided(facts: Facts, form: NrmReferral | None, kind: Stage) -> AuthorityDecision | None:
    of_this = [one for one in facts.decisions if form and one.nrm_referral_id == form.pk and one.kind == kind]
    return max(of_this, key=lambda one: one.decided_on, default=None)


def _guardian(facts: Facts) -> Step:
    asked = facts.guardian
    name, phase = "Guardian asked for", Phase.PLAN
    if asked is None:
        due = facts.when_due("ICT-01")
        return Step(
            NRM, phase, name, State.DUE, due, facts.worker, "Ask the guardianship service", "N11", href=_at(facts)
        )
    if asked.asked_at is None:
        return Step(NRM, phase, name, State.NOT_NEEDED, "with the reason", facts.worker, rule="N11", href=_at(facts))
    state = State.DONE if asked.named_at else State.NOW
    return Step(
        NRM, phase, name, state, facts.on(asked.named_at or asked.asked_at), facts.worker, rule="N11", href=_at(facts)
    )


def weekly(facts: Facts) -> Iterator[Step]:
    """What stands on the weekly meeting: every referral of a child that was sent, until it was discussed. [Rule N9]"""
    if Permission.READ_NRM not in facts.may:
        return
    form = _latest(facts)
    waits = bool(form and form.status in national.WITH_THE_HOME_OFFICE)
    yield Step(
        Strand.MACE,
        Phase.ENQUIRY,
        "Weekly meeting",
        State.DUE if waits else State.LATER,
        "next meeting" if waits else "with an NRM",
        "Panel",
        "Discuss the child; they stay on the agenda until then" if waits else "",
        "N9",
    )
