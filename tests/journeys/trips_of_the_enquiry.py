"""Where the rules of protection, assessment and the agencies' meeting stand in the way, and what puts it right.

[Rules A1, A3-A5, S1-S4, M1-M6; procedure 4.4-4.6]
"""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from assessments.actions import agreement as meeting_verbs
from assessments.actions import assessment as assessing
from assessments.actions import enquiry as enquiring
from assessments.actions import lists
from assessments.models import Assessment, MultiAgencyMeeting
from assessments.workflow.assessment import Category, Section
from tests import builders_agreement as meetings
from tests import builders_enquiry as build
from tests import builders_strategy as strategies
from tests.builders import a_case, an_adult
from tests.builders_interviews import an_interpreter, an_interview, next_week, on_the_list
from tests.builders_papers import a_photograph
from tests.cast import Cast
from tests.journeys.tripping import Trip, day, moment
from trafficking_cases.children import adults
from trafficking_cases.children.models import Case
from trafficking_cases.children.workflow.adults import Ground
from trafficking_cases.directory import actions as directory
from trafficking_cases.meetings.workflow import Part


def at(name: str, pk: object) -> str:
    return reverse(f"assessments:{name}", args=[pk])


# Assessment ----------------------------------------------------------------------------------------------------------


def a1(cast: Cast) -> Trip:
    """An enquiry is not completed before the child was seen and spoken with."""
    enquiry, outcome = build.a_written_enquiry(seen=False), {"outcome": "continuing_risk"}
    return Trip(
        cast.social_worker, at("complete_enquiry", enquiry.pk), f"section-47-enquiries/{enquiry.pk}/complete/",
        lambda: build.a_held_interview(enquiry.case), typed=outcome, sent=outcome,
    )  # fmt: skip


def _completing(cast: Cast, made: Assessment, **answers: str) -> Trip:
    page, address = at("complete_assessment", made.pk), f"assessments/{made.pk}/complete/"
    return Trip(cast.social_worker, page, address, typed=answers, sent=answers)


def a3(cast: Cast) -> Trip:
    """An assessment is not completed without a photograph on file, or a reason."""
    made = build.a_written_assessment()
    trip = _completing(cast, made)
    return Trip(trip.by, trip.page, trip.address, lambda: a_photograph(made.case))


def a4(cast: Cast) -> Trip:
    """ "No apparent concern" needs somebody who watches."""
    made = build.a_written_assessment(category=Category.NO_CONCERN)
    trip = _completing(cast, made, without_photograph=build.NO_PHOTOGRAPH)
    return Trip(trip.by, trip.page, trip.address, lambda: build.a_watch(made.case), trip.typed, trip.sent)


def a5(cast: Cast) -> Trip:
    """Every one of the nine sections of the needs plan has an answer."""
    made = build.an_assessment()
    build.a_held_interview(made.case)
    for part in ("analysis", "wishes"):
        assessing.write(made, part=part, text="As far as we know.", by=cast.social_worker)
    build.answer_every_need(made, but=Section.LEGAL_ADVICE)
    assessing.categorise(made, category=Category.CHILD_IN_NEED, by=cast.social_worker)
    trip = _completing(cast, made, without_photograph=build.NO_PHOTOGRAPH)
    return Trip(
        trip.by, trip.page, trip.address,
        lambda: assessing.answer_need(
            made, section=Section.LEGAL_ADVICE, arises=False, answer="She has a solicitor.", by=cast.social_worker
        ),
        trip.typed, trip.sent,
    )  # fmt: skip


# Strategy discussion and interviews ----------------------------------------------------------------------------------


def s1(cast: Cast) -> Trip:
    """Without the Police no strategy discussion has decided anything."""
    discussion = strategies.a_planned_strategy(a_case())
    strategies.who_came(discussion, parts=(Part.SOCIAL_WORKER, Part.SUPERVISING_MANAGER, Part.HEALTH))
    now, decided = timezone.now(), {
        "enquiry": "joint", "reasons": "It fits together.", "lead": str(cast.social_worker.pk),
        "interview_child": "yes", "interview_adults": "no",
    }  # fmt: skip
    return Trip(
        cast.social_worker, at("hold", discussion.pk), f"strategy-discussions/{discussion.pk}/hold/",
        lambda: strategies.who_came(discussion, parts=(Part.POLICE,)),
        typed=decided | moment("held_at", now), sent=decided | {"held_at": now.isoformat()},
    )  # fmt: skip


def s2(cast: Cast) -> Trip:
    """The child is not interviewed with an uncle in the room."""
    case = a_case(language="English")
    interview = an_interview(case)
    line = on_the_list(interview, adult=an_adult(case))
    return Trip(
        cast.social_worker, at("plan_interview", interview.pk), f"interviews/{interview.pk}/plan/",
        lambda: lists.take_off(interview, attendant=line.pk, by=cast.social_worker),
    )  # fmt: skip


def s3(cast: Cast) -> Trip:
    """An interpreter's DBS check is in date on the day."""
    interview = an_interview(a_case(language="Vietnamese"), language="Vietnamese")
    on_the_day = timezone.localdate(next_week())
    interpreter = an_interpreter(dbs_until=on_the_day - timedelta(days=1))
    on_the_list(interview, interpreter=interpreter)
    return Trip(
        cast.social_worker, at("plan_interview", interview.pk), f"interviews/{interview.pk}/plan/",
        lambda: directory.renew(
            interpreter, approved_until=interpreter.approved_until, dbs_checked_on=timezone.localdate(),
            dbs_until=on_the_day, by=cast.administrator,
        ),
    )  # fmt: skip


def s4(cast: Cast) -> Trip:
    """The agencies meet on what a completed enquiry found."""
    enquiry, when = build.a_written_enquiry(), timezone.now() + timedelta(days=3)
    case, asked = enquiry.case, {"how": "video", "chair": str(cast.manager.pk)}
    return Trip(
        cast.social_worker, at("convene_agreement", case.pk), f"cases/{case.pk}/convene-multi-agency-meeting/",
        lambda: enquiring.complete(enquiry, outcome="continuing_risk", by=cast.social_worker),
        typed=asked | moment("planned_for", when), sent=asked | {"planned_for": when.isoformat()},
    )  # fmt: skip


# Multi-agency meeting ------------------------------------------------------------------------------------------------


def _anew(agreement: MultiAgencyMeeting) -> MultiAgencyMeeting:
    return MultiAgencyMeeting.objects.get(pk=agreement.pk)


def _concluding(cast: Cast, agreement: MultiAgencyMeeting, put_right) -> Trip:
    page, address = at("conclude_agreement", agreement.pk), f"multi-agency-meetings/{agreement.pk}/conclude/"
    return Trip(cast.manager, page, address, put_right, typed={"dissent_weighed": ""})


def _decide_anew(agreement: MultiAgencyMeeting, **decisions: str) -> None:
    meetings.decided(_anew(agreement), **decisions)
    meetings.everybody_agrees(agreement)


def m1(cast: Cast) -> Trip:
    """Nothing is concluded without the Police."""
    agreement = meetings.a_convened_meeting()
    for part in (Part.SOCIAL_WORKER, Part.SUPERVISING_MANAGER, Part.REFERRER):
        meetings.there(meetings.attendance(agreement, part))
    meetings.decided(agreement)
    meetings.everybody_agrees(agreement)

    def the_police_came() -> None:
        meetings.there(meetings.attendance(agreement, Part.POLICE))
        meetings.everybody_agrees(_anew(agreement))

    return _concluding(cast, agreement, the_police_came)


def m2(cast: Cast) -> Trip:
    """No onward step before the agencies agreed."""
    agreement, on = meetings.a_meeting_to_conclude(), timezone.localdate() + timedelta(days=14)
    step = {"step": "move", "reasons": "She is not safe there."}
    case: Case = agreement.case
    return Trip(
        cast.social_worker, at("plan_onward", case.pk), f"cases/{case.pk}/plan-onward-step/",
        lambda: meeting_verbs.conclude(agreement, dissent_weighed="", by=cast.manager),
        typed=step | day("planned_for", on), sent=step | {"planned_for": str(on)},
    )  # fmt: skip


def m3(cast: Cast) -> Trip:
    """The meeting decides, with a plan, before it ends."""
    agreement = meetings.a_meeting_to_conclude(plan="")
    return _concluding(cast, agreement, lambda: _decide_anew(agreement))


M4_RAISED = {"of_the_family": "no", "relative_here": "not_known"}


def m4(cast: Cast) -> Trip:
    """With nobody of the child's own here, moving and legal advice are considered."""
    agreement = meetings.a_meeting_to_conclude(**M4_RAISED)
    considered = {"moving_considered": "To a foster carer.", "advice_considered": "A solicitor is asked."}
    return _concluding(cast, agreement, lambda: _decide_anew(agreement, **M4_RAISED, **considered))


def m5(cast: Cast) -> Trip:
    """Whoever only claims to be a relative is not at the meeting."""
    agreement = meetings.a_convened_meeting()
    uncle = an_adult(agreement.case)
    asked = {"part": "adult", "adult": str(uncle.pk), "because": "He asked to come."}
    return Trip(
        cast.social_worker, at("ask", agreement.meeting_id), f"multi-agency-meetings/{agreement.pk}/ask/",
        lambda: adults.verify(uncle, ground=Ground.DOCUMENT_SEEN, by=cast.social_worker), typed=asked, sent=asked,
    )  # fmt: skip


def m6(cast: Cast) -> Trip:
    """What the Police decide on enforcement is recorded with the meeting; nobody else records it at all."""
    agreement, decision = meetings.a_meeting_to_convene(), {"decision": "Two men are arrested."}
    page, address = at("record_enforcement", agreement.pk), f"multi-agency-meetings/{agreement.pk}/record-enforcement/"
    return Trip(
        cast.police, page, address,
        lambda: meetings.convened(agreement), typed=decision, sent=decision,
    )  # fmt: skip


TRIPS = {
    "A1": a1, "A3": a3, "A4": a4, "A5": a5, "S1": s1, "S2": s2, "S3": s3, "S4": s4,
    "M1": m1, "M2": m2, "M3": m3, "M4": m4, "M5": m5, "M6": m6,
}  # fmt: skip
