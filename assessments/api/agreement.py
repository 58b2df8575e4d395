"""Multi-agency meetings by API: the same verbs as the pages, under the same rules. [Rules M1-M6; procedure 4.6]"""

from typing import Any, cast
from uuid import UUID

from django.db.models import Prefetch
from rest_framework import serializers
from rest_framework.response import Response

from assessments.actions import agreement as actions
from assessments.actions import agreement_people as people
from assessments.actions import minutes
from assessments.api.attendance import Ask, Mark, MeetingSerializer, Undertake, asked_into, marked_at, undertaken_at
from assessments.api.breaches import BreachSerializer, RecordMeetingBreach, breach_at
from assessments.forms.agreement import ConcludeForm, ConveneForm, DecideForm, MoveForm, as_decided
from assessments.forms.agreement_people import ViewForm
from assessments.forms.minutes import EnforcementForm, HelpForm, MinutesForm, SignMinutesForm
from assessments.models import EnforcementDecision, HelpGiven, Minutes, MultiAgencyMeeting
from assessments.policies.agreement import why_not_run
from assessments.presenters import agreement_people, agreement_verbs
from trafficking_cases.access.api import Lists, Opens, verb
from trafficking_cases.access.permissions import Permission
from trafficking_cases.children.api import CaseReferenceSerializer
from trafficking_cases.lib.errors import Refused
from trafficking_cases.meetings.models import Action, Attendance, Meeting
from trafficking_cases.people.api import PersonSerializer
from trafficking_cases.people.requests import SignedInAPIRequest
from trafficking_cases.web.api_lists import Page
from trafficking_cases.web.api_questions import Questions


class MinutesSerializer(serializers.ModelSerializer):
    """One version of the minutes. A signed one is locked."""

    written_by = PersonSerializer()
    signed_by = PersonSerializer(allow_null=True)

    class Meta:
        model = Minutes
        fields = ["id", "version", "text", "corrects_because", "written_at", "written_by", "signed_at", "signed_by"]


class EnforcementSerializer(serializers.ModelSerializer):
    """What law enforcement decided. [Rule M6]"""

    by = PersonSerializer()

    class Meta:
        model = EnforcementDecision
        fields = ["id", "decision", "at", "by"]


class HelpSerializer(serializers.ModelSerializer):
    """How an agency helped law enforcement. [Rule M6]"""

    by = PersonSerializer()

    class Meta:
        model = HelpGiven
        fields = ["id", "what", "at", "by"]


class MultiAgencyMeetingLineSerializer(serializers.ModelSerializer):
    """A multi-agency meeting in a list: where it stands, and whether the agencies agreed. [Rule M2]"""

    case = CaseReferenceSerializer()

    class Meta:
        model = MultiAgencyMeeting
        fields = ["id", "case", "enquiry", "round", "status", "outcome", "opened_at", "concluded_at"]


class MultiAgencyMeetingSerializer(MultiAgencyMeetingLineSerializer):
    """The same, whole: who was there and what each agency says, what was decided, minutes, law enforcement."""

    meeting = MeetingSerializer(allow_null=True, help_text="None until it is convened")
    minutes = MinutesSerializer(many=True)
    enforcement = EnforcementSerializer(many=True)
    help_given = HelpSerializer(many=True)
    concluded_by = PersonSerializer(allow_null=True)

    class Meta(MultiAgencyMeetingLineSerializer.Meta):
        fields = [
            *MultiAgencyMeetingLineSerializer.Meta.fields,
            "meeting", "without_referrer", "of_the_family", "relative_here", "moving_considered", "advice_considered",
            "conference", "conference_reasons", "plan", "wishes", "decided_at", "dissent_weighed", "concluded_by",
            "minutes", "enforcement", "help_given",
        ]  # fmt: skip


class ConveneMeeting(Questions):
    """When the agencies meet, how, and who leads."""

    asked = (ConveneForm,)


class SayView(Questions):
    """Who of the list, and whether their agency agrees."""

    asked = (ViewForm,)


class MoveMeeting(Questions):
    """When and how the agencies meet instead."""

    asked = (MoveForm,)


class DecideMeeting(Questions):
    """What the meeting decides, whole: what is left out is taken as not written."""

    asked = (DecideForm,)


class ConcludeMeeting(Questions):
    """How a dissent was weighed, where there is one."""

    asked = (ConcludeForm,)


class WriteMinutes(Questions):
    """What was said and decided."""

    asked = (MinutesForm,)


class SignMinutes(Questions):
    """Which version was read."""

    asked = (SignMinutesForm,)


class RecordEnforcement(Questions):
    """What law enforcement decided."""

    asked = (EnforcementForm,)


class RecordHelp(Questions):
    """How an agency helped law enforcement."""

    asked = (HelpForm,)


class AskedOfMeetings(Page):
    """Which meetings: on one case."""

    case = serializers.UUIDField(required=False)


class MultiAgencyMeetings(Lists, Opens):
    """The multi-agency meetings of your cases, and those to which you are invited. [Rules M1-M6]"""

    declared_permissions = {
        **dict.fromkeys(["list", "retrieve"], Permission.READ_ENQUIRY),
        **dict.fromkeys(["convene", "ask", "mark", "undertake"], Permission.WRITE_ENQUIRY),
        **dict.fromkeys(["move", "decide", "write_minutes"], Permission.WRITE_ENQUIRY),
        **dict.fromkeys(["say_view", "record_help"], Permission.TAKE_PART),
        **dict.fromkeys(["conclude", "sign_minutes"], Permission.SIGN_ENQUIRY),
        "record_enforcement": Permission.RECORD_ENFORCEMENT,
        "record_breach": Permission.PLAN_INTERVIEW,
    }
    asks = {"list": AskedOfMeetings}
    line_class = MultiAgencyMeetingLineSerializer
    serializer_class = MultiAgencyMeetingSerializer

    def rows(self) -> Any:
        return MultiAgencyMeeting.objects.visible_to(self.request.user).with_people()

    def records(self) -> Any:
        """The same with everybody who was there, every version, and who wrote what."""
        return self.rows().prefetch_related(
            Prefetch(
                "meeting__attendances",
                queryset=Attendance.objects.select_related("agency", "person"),
            ),
            Prefetch("meeting__actions", queryset=Action.objects.select_related("owner", "ended_by")),
            Prefetch("minutes", queryset=Minutes.objects.select_related("written_by", "signed_by")),
            Prefetch("enforcement", queryset=EnforcementDecision.objects.select_related("by")),
            Prefetch("help_given", queryset=HelpGiven.objects.select_related("by")),
        )

    @verb(takes=ConveneMeeting, gives=MultiAgencyMeetingSerializer)
    def convene(self, request: SignedInAPIRequest, pk: UUID) -> Response:
        """Call the agencies together; everybody whom the rule names is asked. [Rules S4, M1]"""
        found = self.guarded()
        answers = self.answers(ConveneMeeting, chairs=agreement_verbs.to_convene(found.case)["chairs"])
        actions.convene(found.case, agreement=found, by=request.user, **answers)
        return self.whole(pk)

    @verb(takes=MoveMeeting, gives=MultiAgencyMeetingSerializer)
    def move(self, request: SignedInAPIRequest, pk: UUID) -> Response:
        """Meet at another time; whoever is asked is asked anew and told. The clock runs on. [Rules M1, S4]"""
        actions.move(self.guarded(), by=request.user, **self.answers(MoveMeeting))
        return self.whole(pk)

    @verb(takes=Ask, gives=MultiAgencyMeetingSerializer)
    def ask(self, request: SignedInAPIRequest, pk: UUID) -> Response:
        """Ask one more. An adult who may not be at meetings is refused, by name too. [Rules M1, M5]"""
        asked_into(self.convened(), self)
        return self.whole(pk)

    @verb(takes=Mark, gives=MultiAgencyMeetingSerializer)
    def mark(self, request: SignedInAPIRequest, pk: UUID) -> Response:
        """Record whether somebody came, who came for a unit, or why they were left out. [Rules M1, M5]"""
        marked_at(self.convened(), self)
        return self.whole(pk)

    @verb(path="record-breach", takes=RecordMeetingBreach, gives=BreachSerializer)
    def record_breach(self, request: SignedInAPIRequest, pk: UUID) -> Response:
        """Write down that somebody was there who may not be at meetings about the child. [Rule M5]"""
        found = self.guarded()
        if found.meeting is None:
            raise Refused(why_not_run(found))
        return breach_at(found.meeting, self)

    @verb(path="say-view", takes=SayView, gives=MultiAgencyMeetingSerializer)
    def say_view(self, request: SignedInAPIRequest, pk: UUID) -> Response:
        """Record whether an agency agrees: your own, or another where you run the meeting. [Rule M2]"""
        found = self.guarded()
        answers = self.answers(SayView, listed=agreement_people.listed(found))
        people.say_view(found, by=request.user, **answers)
        return self.whole(pk)

    @verb(takes=Undertake, gives=MultiAgencyMeetingSerializer)
    def undertake(self, request: SignedInAPIRequest, pk: UUID) -> Response:
        """Give somebody something to do, by a day. They are told. [Rule M3]"""
        undertaken_at(self.convened(), self)
        return self.whole(pk)

    @verb(takes=DecideMeeting, gives=MultiAgencyMeetingSerializer)
    def decide(self, request: SignedInAPIRequest, pk: UUID) -> Response:
        """Write what the meeting decides. Where the proposal changes, the agencies say anew. [Rules M3, M4]"""
        actions.decide(self.guarded(), by=request.user, **as_decided(self.answers(DecideMeeting)))
        return self.whole(pk)

    @verb(takes=ConcludeMeeting, gives=MultiAgencyMeetingSerializer)
    def conclude(self, request: SignedInAPIRequest, pk: UUID) -> Response:
        """End the meeting. With agreement the case may go on; without, a further meeting follows. [Rules M1-M5]"""
        actions.conclude(self.guarded(), by=request.user, **self.answers(ConcludeMeeting))
        return self.whole(pk)

    @verb(path="write-minutes", takes=WriteMinutes, gives=MultiAgencyMeetingSerializer)
    def write_minutes(self, request: SignedInAPIRequest, pk: UUID) -> Response:
        """Write the minutes; beside a signed version a new one begins. [Rule M1]"""
        minutes.write_minutes(self.guarded(), by=request.user, **self.answers(WriteMinutes))
        return self.whole(pk)

    @verb(path="sign-minutes", takes=SignMinutes, gives=MultiAgencyMeetingSerializer)
    def sign_minutes(self, request: SignedInAPIRequest, pk: UUID) -> Response:
        """Sign the version that you read. From then on it is locked. [Rule M1]"""
        minutes.sign_minutes(self.guarded(), by=request.user, **self.answers(SignMinutes))
        return self.whole(pk)

    @verb(path="record-enforcement", takes=RecordEnforcement, gives=MultiAgencyMeetingSerializer)
    def record_enforcement(self, request: SignedInAPIRequest, pk: UUID) -> Response:
        """Record what law enforcement decided. Only the Police do. [Rule M6]"""
        minutes.record_enforcement(self.guarded(), by=request.user, **self.answers(RecordEnforcement))
        return self.whole(pk)

    @verb(path="record-help", takes=RecordHelp, gives=MultiAgencyMeetingSerializer)
    def record_help(self, request: SignedInAPIRequest, pk: UUID) -> Response:
        """Record how your agency helped law enforcement. [Rule M6]"""
        minutes.record_help(self.guarded(), by=request.user, **self.answers(RecordHelp))
        return self.whole(pk)

    def convened(self) -> Meeting:
        """When and how people meet; before the meeting is convened there is nobody to ask or mark. [Rule M1]"""
        found = self.guarded()
        if found.meeting is None:
            raise Refused(why_not_run(found))
        return cast(Meeting, found.meeting)

    def whole(self, pk: UUID) -> Response:
        """A meeting as it stands after a verb."""
        return self.shown(cast(MultiAgencyMeeting, self.records().get(pk=pk)))
