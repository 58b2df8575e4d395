"""Pages of this part: agreement."""

from django.urls import reverse
from django.utils import timezone

from assessments.actions import attendance as people
from assessments.actions import minutes, onward
from assessments.models import MultiAgencyMeeting, Onward
from tests import builders
from tests import builders_agreement as meetings
from tests.cast import Cast
from tests.worlds.visits import Visit
from trafficking_cases.children.models import Case
from trafficking_cases.children.models.holds import OnwardStep
from trafficking_cases.lib.working_days import day_in_london

NO_PAGE: set[str] = set()


class Part:
    """Something to see on each of the pages: a held case with a meeting under way, and one that is over."""

    def __init__(self, cast: Cast, case: Case) -> None:
        self.cast, self.case = cast, case
        self.over: MultiAgencyMeeting = meetings.a_signed_meeting(dissent_of=("referrer",))
        self.open: MultiAgencyMeeting = meetings.a_meeting_to_conclude(dissent_of=("referrer",))
        self.waiting: MultiAgencyMeeting = meetings.a_meeting_to_convene()
        self.step: Onward = self.plan(self.over.case, OnwardStep.CONFERENCE)
        held = self.open.case
        onward.ask_exemption(held, step=OnwardStep.MOVE, reason="The court orders it.", by=cast.social_worker)
        self.more()

    def plan(self, case: Case, step: OnwardStep) -> Onward:
        day = day_in_london(timezone.now())
        return onward.plan_onward(case, step=step, planned_for=day, reasons="It is safer.", by=self.cast.social_worker)

    def pages(self) -> dict[str, list[Visit]]:
        """For each page the visits that are tried."""
        open_, over = self.open, self.over

        def at(name: str, pk: object, query: str = "") -> str:
            return f"{reverse(f'assessments:{name}', args=[pk])}{query}"

        everybody = ("social.worker", "manager", "police", "education")
        by_worker = ("decide_agreement", "write_minutes")
        of_meeting = ("ask", "mark", "undertake", "record_meeting_breach")
        return {
            "assessments:agreement": [
                *((who, at("agreement", one.pk)) for who in everybody for one in (open_, over)),
                ("social.worker", at("agreement", self.waiting.pk)),
            ],
            **{f"assessments:{name}": [("social.worker", at(name, open_.pk))] for name in by_worker},
            **{f"assessments:{name}": [("social.worker", at(name, open_.meeting_id))] for name in of_meeting},
            "assessments:agreement_say_view": [(who, at("agreement_say_view", open_.pk)) for who in everybody],
            "assessments:convene_agreement": [
                ("social.worker", at("convene_agreement", one)) for one in (self.waiting.case_id, self.case.pk)
            ],
            "assessments:move_agreement": [("social.worker", at("move_agreement", one.pk)) for one in (open_, over)],
            "assessments:conclude_agreement": [("manager", at("conclude_agreement", one.pk)) for one in (open_, over)],
            "assessments:sign_minutes": [("manager", at("sign_minutes", over.pk))],
            "assessments:record_enforcement": [("police", at("record_enforcement", open_.pk))],
            "assessments:record_help": [("education", at("record_help", open_.pk))],
            "assessments:plan_onward": [
                ("social.worker", at("plan_onward", open_.case_id, "?step=move")),
                ("social.worker", at("plan_onward", over.case_id)),
            ],
            "assessments:ask_exemption": [("social.worker", at("ask_exemption", open_.case_id, "?step=move"))],
            "assessments:exempt": [("service.manager", at("exempt", open_.case_id, "?step=move"))],
            "assessments:end_onward": [("social.worker", at("end_onward", self.step.pk))],
            # The page of the whole enquiry, for a case that is held and one that is not.
            "assessments:overview": [
                (who, at("overview", one))
                for who in ("manager", "social.worker")
                for one in (self.case.pk, over.case_id)
            ],
        }

    def more(self) -> None:
        """More of everything that these pages list."""
        worker, police = self.cast.social_worker, self.cast.police
        for _ in range(3):
            today = day_in_london(timezone.now())
            people.ask(self.open.meeting, part="other", name="Anna Merrin", by=worker)
            people.undertake(self.open.meeting, what="Ask the landlord.", owner=police, due_on=today, by=worker)
            builders.an_adult(self.open.case, name="Somebody else")
            version = minutes.write_minutes(self.over, text="Otherwise.", corrects_because="A slip.", by=worker).version
            minutes.sign_minutes(self.over, read=version, by=self.cast.manager)
            for meeting in (self.open, self.over):
                minutes.record_enforcement(meeting, decision="A warrant is sought.", by=police)
                minutes.record_help(meeting, what="Gave the registers.", by=worker)
        onward.end_onward(self.plan(self.over.case, OnwardStep.MOVE), became="dropped", by=worker)
