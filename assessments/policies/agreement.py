"""Why not yet: convening the multi-agency meeting, deciding there, and concluding it."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

from assessments.models import MultiAgencyMeeting
from assessments.workflow.agreement import REQUIRED, SPEAKS_FOR_NO_AGENCY, WORKFLOW, Answer, Outcome, Status
from assessments.workflow.enquiry import Status as EnquiryStatus
from trafficking_cases.access.permissions import Permission
from trafficking_cases.children.models import Case
from trafficking_cases.lib.errors import Reason
from trafficking_cases.lib.text import within_a_sentence
from trafficking_cases.meetings.models import Attendance
from trafficking_cases.meetings.policies import barred_names, is_called_like
from trafficking_cases.meetings.workflow import Part, Presence, View
from trafficking_cases.people.models import Agency, User

TOGETHER_THEY_DECIDE = (Part.SOCIAL_WORKER, Part.SUPERVISING_MANAGER, Part.POLICE)


def why_not_convene(agreement: MultiAgencyMeeting | None, *, chair: User | None) -> list[Reason]:
    """Reasons that the multi-agency meeting cannot be convened. [Rules S4, M1; procedure 4.6]"""
    if agreement is None or agreement.enquiry.status == EnquiryStatus.UNDER_WAY:
        return [
            Reason(
                "S4",
                "The meeting follows a completed Section 47 enquiry; none waits for one. Complete the enquiry first.",
            )
        ]
    reasons = WORKFLOW.why_not(agreement.status, Status.CONVENED)
    if chair and not (chair.holds(Permission.SIGN_ENQUIRY) and chair.agency_id == agreement.case.authority_id):
        reasons.append(Reason("M1", "The chair is a manager of the authority that holds the case. Choose one of them."))
    return reasons


def why_not_run(agreement: MultiAgencyMeeting) -> list[Reason]:
    """Reasons that nothing can be written about who is there, and what is proposed. [Rule M1; procedure 4.6]"""
    if agreement.status == Status.TO_CONVENE:
        return [Reason("M1", "Convene the meeting first: say when, how and who leads it.")]
    if not agreement.is_open:
        return [
            Reason("M1", "The meeting is concluded. What has to be put right goes into a new version of the minutes.")
        ]
    return []


def why_not_move(agreement: MultiAgencyMeeting) -> list[Reason]:
    """Reasons that the meeting cannot be moved to another time. [Rules M1, S4; procedure 4.6]"""
    reasons = why_not_run(agreement)
    if agreement.meeting and agreement.meeting.held_at and agreement.is_open:
        reasons.append(Reason("M1", "It has begun already: write what is decided, or take its beginning out first."))
    return reasons


def why_not_come_as(part: Part, *, person: User | None, agency: Agency | None) -> list[Reason]:
    """Reasons that somebody cannot come as one of the three: those without whom nothing is
    concluded are who they are said to be. [Rule M1; procedure 4.6]
    """
    works_at = agency or (person.agency if person else None)
    if part == Part.POLICE and (works_at is None or works_at.kind != "police"):
        return [Reason("M1", "Whoever comes as the Police works there. Choose an officer, or the police force.")]
    if part == Part.SOCIAL_WORKER and (person is None or not person.holds(Permission.WRITE_ENQUIRY)):
        return [Reason("M1", "The social worker at the meeting has an account here. Choose them by name.")]
    if part == Part.SUPERVISING_MANAGER and (person is None or not person.holds(Permission.SIGN_ENQUIRY)):
        return [Reason("M1", "The supervising manager is somebody who signs enquiries. Choose them by name.")]
    return []


def why_not_decide(agreement: MultiAgencyMeeting, *, held_at: datetime | None, now: datetime) -> list[Reason]:
    """Reasons that the meeting's decisions cannot be written. [Rule M3; procedure 4.6]"""
    reasons = why_not_run(agreement)
    if held_at and held_at > now:
        reasons.append(Reason("M3", "A meeting decides when it is held. Write when it began, not when it will."))
    return reasons


def why_not_say_for(agreement: MultiAgencyMeeting, attendance: Attendance, *, by: User, runs_it: bool) -> list[Reason]:
    """Reasons that somebody cannot record what an agency says. [Rule M2; procedure 4.6]"""
    reasons = why_not_run(agreement)
    if attendance.part in SPEAKS_FOR_NO_AGENCY:
        reasons.append(Reason("M2", "Agencies agree or dissent. Whoever interprets, and the adults, do neither."))
    if not agreement.conference:
        reasons.append(Reason("M2", "Write down first what is proposed: an agency agrees or dissents to something."))
    if not runs_it and not _speaks_for(by, attendance):
        reasons.append(Reason("M2", "You speak for your own agency. Whoever convened the meeting records the others."))
    return reasons


def _speaks_for(by: User, attendance: Attendance) -> bool:
    return attendance.person_id == by.pk or attendance.agency_id == by.agency_id


def why_not_conclude(agreement: MultiAgencyMeeting, *, dissent_weighed: str | None = None) -> list[Reason]:
    """Reasons that the meeting cannot be concluded. The page ticks off the same. [Rules M1-M5; procedure 4.6]

    `dissent_weighed` is what the chair answers to a dissent; where it is not asked yet, nothing.
    """
    if agreement.status != Status.CONVENED:
        return WORKFLOW.why_not(agreement.status, Status.CONCLUDED)
    there = list(agreement.meeting.attendances.select_related("agency", "person", "adult")) if agreement.meeting else []
    return [
        *who_is_missing(there),
        *why_not_without_referrer(agreement, there),
        *who_must_not_be_there(agreement.case, there),
        *who_has_not_said(there),
        *what_is_not_decided(agreement),
        *what_m4_asks(agreement),
        *_unanswered(there, dissent_weighed),
    ]


def who_is_missing(listed: Iterable[Attendance]) -> list[Reason]:
    """That one of the three without whom nothing is concluded was not there. [Rule M1; procedure 4.6]"""
    there = {attendance.part for attendance in listed if attendance.was_there}
    return [
        Reason("M1", f"Without the {within_a_sentence(part.label) if part != Part.POLICE else part.label} nothing is "
               "concluded. Record that they were there, or meet again.")
        for part in REQUIRED
        if part not in there
    ]  # fmt: skip


def referring_agencies(case: Case) -> list[Agency]:
    """Whoever referred the child, by agency."""
    return list(Agency.objects.filter(pk__in=case.referrals.values("agency")))


def why_not_without_referrer(agreement: MultiAgencyMeeting, listed: Collection[Attendance]) -> list[Reason]:
    """That the referring agency was left out and nobody said why. One that sent apologies was not. [Rule M1]"""
    if agreement.without_referrer:
        return []
    came = {one.agency_id for one in listed if one.presence in (Presence.THERE, Presence.APOLOGIES)}
    left_out = {one.agency_id for one in listed if one.presence == Presence.NOT_INVITED and one.because}
    return [
        Reason("M1", f"The referring agency ({agency.name}) is not accounted for. Record whether they came, or say "
               "why they were left out.")
        for agency in referring_agencies(agreement.case)
        if agency.pk not in came | left_out
    ]  # fmt: skip


def who_must_not_be_there(case: Case, listed: Iterable[Attendance]) -> list[Reason]:
    """That somebody is down as there, or still invited, who may not be at a meeting about the child.

    It is asked again at the end: an adult may have come to be doubted since they were asked. [Rules C3, M5]
    """
    on_the_list = [one for one in listed if one.presence in (Presence.THERE, Presence.INVITED)]
    names = barred_names(case)
    barred = [one for one in on_the_list if is_barred(one, names)]
    return [
        Reason("M5", "Somebody is on the list who may not be at meetings about the child. Leave them out, with the "
               "reason; if they were there, record what happened.")
    ] if barred else []  # fmt: skip


def is_barred(attendance: Attendance, names: Collection[str]) -> bool:
    """Whether this one may not be there: a purported adult, or one whose name is like one of theirs. [Rules C3, M5]"""
    if attendance.adult:
        return attendance.adult.is_purported
    return is_called_like(names, attendance.name, attendance.person)


def views_by_agency(listed: Iterable[Attendance]) -> dict[str, list[Attendance]]:
    """Those who were there and speak for an agency, by the agency's name; without one, each for themselves."""
    speaking: dict[str, list[Attendance]] = {}
    for one in listed:
        if one.was_there and one.part not in SPEAKS_FOR_NO_AGENCY:
            speaking.setdefault(one.agency.name if one.agency else one.name, []).append(one)
    return speaking


def who_has_not_said(listed: Iterable[Attendance]) -> list[Reason]:
    """That an agency which was there has neither agreed nor dissented. One voice speaks for an agency. [Rule M2]"""
    return [
        Reason("M2", f"{agency} was there and has not said whether it agrees. Record what it says.")
        for agency, voices in views_by_agency(listed).items()
        if all(one.view == View.RESERVED for one in voices)
    ]


def dissenting(listed: Iterable[Attendance]) -> list[Attendance]:
    """Those who do not agree. One dissent within an agency counts as its dissent."""
    return [one for voices in views_by_agency(listed).values() for one in voices if one.view == View.DISSENTS]


def outcome_of(listed: Sequence[Attendance]) -> Outcome:
    """Whether agreement was reached: children's services and the Police both agree. [Rule M2; procedure 4.6]

    They carry out what was decided, so without either of them nothing was agreed and the case waits on. Another
    agency's dissent stands in the record with its reason, and the chair answers it; it gives no veto. [ADR 16]
    """
    decisive = {one.agency_id for one in listed if one.was_there and one.part in TOGETHER_THEY_DECIDE}
    against = any(one.part in TOGETHER_THEY_DECIDE or one.agency_id in decisive for one in dissenting(listed))
    return Outcome.NOT_AGREED if against else Outcome.AGREED


def what_is_not_decided(agreement: MultiAgencyMeeting) -> list[Reason]:
    """That the decision on a conference, its reasons or the time are not written. [Rule M3; procedure 4.6]"""
    reasons = []
    if agreement.meeting and not agreement.meeting.held_at:
        reasons.append(Reason("M3", "Write when the meeting was held."))
    if not agreement.conference:
        reasons.append(Reason("M3", "Decide whether a child protection conference is held."))
    elif not agreement.conference_reasons:
        reasons.append(Reason("M3", "Write the reasons for the decision on a conference."))
    if not agreement.plan:
        reasons.append(Reason("M3", "Write the plan: what happens for the child from here, whatever was decided."))
    return reasons


def m4_is_raised(agreement: MultiAgencyMeeting) -> bool:
    """Whether moving the child and legal advice have to be considered. [Rule M4; procedure 4.6]

    "Not known" counts as no, for both facts: a family or a relative whom nobody knows of protects nobody.
    """
    facts = (agreement.of_the_family, agreement.relative_here)
    return all(facts) and Answer.YES not in facts


def what_m4_asks(agreement: MultiAgencyMeeting) -> list[Reason]:
    """That a fact of M4, or a question that the facts raise, has no answer. [Rule M4; procedure 4.6]"""
    reasons = []
    if not agreement.of_the_family:
        reasons.append(Reason("M4", "Say whether the child is of the family they live with; “not known” is an answer."))
    if not agreement.relative_here:
        reasons.append(Reason("M4", "Say whether the child has a relative here; “not known” is an answer."))
    if m4_is_raised(agreement):
        if not agreement.moving_considered:
            reasons.append(Reason("M4", "The facts ask whether the child should be moved. Write what was considered."))
        if not agreement.advice_considered:
            reasons.append(
                Reason("M4", "The facts ask for legal advice on a separate immigration application. Write what was "
                       "considered.")
            )  # fmt: skip
    return reasons


def _unanswered(listed: Sequence[Attendance], dissent_weighed: str | None) -> list[Reason]:
    """That some agency dissents, and the chair has not said how that was weighed. [Rule M2]"""
    if dissent_weighed is None or dissent_weighed or not dissenting(listed):
        return []
    return [
        Reason("M2", "Not every agency agrees. Say how the dissent was weighed; it stands beside it in the record.")
    ]
