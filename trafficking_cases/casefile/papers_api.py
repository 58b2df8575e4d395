"""A child's papers by API: the same verbs as the pages. A file comes in with a browser, and goes out to a key too."""

from typing import Any, cast
from uuid import UUID

from django.http import HttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.decorators import action
from rest_framework.renderers import JSONRenderer
from rest_framework.response import Response
from rest_framework.reverse import reverse

from trafficking_cases.access.api import Lists, Opens, Resource, verb
from trafficking_cases.access.permissions import Permission
from trafficking_cases.casefile.papers_forms import AskHolderForm, CheckPaperForm, PaperAnswersForm
from trafficking_cases.casefile.presenters.downloads import as_kept
from trafficking_cases.children import papers as verbs
from trafficking_cases.children.api import CaseReferenceSerializer
from trafficking_cases.children.models import Case, HolderAsked, Paper, StoredFile
from trafficking_cases.people.api import PersonSerializer
from trafficking_cases.people.requests import SignedInAPIRequest
from trafficking_cases.web.api_lists import Page
from trafficking_cases.web.api_questions import Questions
from trafficking_cases.web.readings import MediaType


class PaperSerializer(serializers.ModelSerializer):
    """A document of a child: who holds it, what it says, how it was found to be, and which file is its copy."""

    case = CaseReferenceSerializer()
    copy = serializers.UUIDField(source="copy_id", allow_null=True, help_text="The id of the file among documents")
    checked_by = PersonSerializer(allow_null=True)
    added_by = PersonSerializer()

    class Meta:
        model = Paper
        fields = [
            *("id", "case", "kind", "held_by", "source", "number", "says", "original_seen_on"),
            *("status", "because", "checked_at", "checked_by", "copy", "no_copy_because", "added_at", "added_by"),
        ]


class StoredFileSerializer(serializers.ModelSerializer):
    """A file on a case, without what is in it."""

    case = CaseReferenceSerializer()
    added_by = PersonSerializer()

    class Meta:
        model = StoredFile
        fields = ["id", "case", "kind", "media_type", "size", "sha256", "taken_on", "added_at", "added_by"]


class HolderAskedSerializer(serializers.ModelSerializer):
    """Somebody who was asked for documents and holds none, or cannot be asked yet."""

    asked_by = PersonSerializer()

    class Meta:
        model = HolderAsked
        fields = ["holder", "answer", "said", "asked_at", "asked_by"]


class MissingSerializer(serializers.Serializer):
    """Something that rule A3 asks for and that is not there."""

    code = serializers.CharField()
    sentence = serializers.CharField()


class ChecklistSerializer(serializers.Serializer):
    """What the papers of a case still lack; and who was asked in vain, the latest first."""

    missing = MissingSerializer(many=True)
    asked = HolderAskedSerializer(many=True)


class AddPaper(Questions):
    """A document, and why there is no copy yet: its copy is added with a browser, where the file is."""

    asked = (PaperAnswersForm,)


class CheckPaper(Questions):
    """What a document was found to be, and on what ground."""

    asked = (CheckPaperForm,)


class AskHolder(Questions):
    """Who was asked for documents, and what came of it."""

    asked = (AskHolderForm,)


class AskedOfCase(Page):
    """Which: on one case."""

    case = serializers.UUIDField(required=False)


class AsKept(JSONRenderer):
    """Lets somebody ask for a file of any kind. It is sent as it was kept; what goes through here is a problem."""

    media_type = "*/*"
    format = "file"


class CasePapers(Resource):
    """The papers of a case. [Rule A3]"""

    declared_permissions = {
        "papers": Permission.READ_PAPERS,
        "add_paper": Permission.RECORD_IDENTITY,
        "checklist": Permission.READ_PAPERS,
        "ask_holder": Permission.RECORD_IDENTITY,
    }
    asks = {"papers": Page}
    serializer_class = PaperSerializer

    def rows(self) -> Any:
        return Case.objects.visible_to(self.request.user)

    @extend_schema(responses=PaperSerializer(many=True))
    @action(detail=True, methods=["get"])
    def papers(self, request: SignedInAPIRequest, pk: UUID) -> Response:
        """The documents that say something of the child of a case. [Rule A3]"""
        rows = Paper.objects.visible_to(request.user).filter(case=self.guarded())
        return self.listed(rows.select_related("case", "checked_by", "added_by"), PaperSerializer)

    @extend_schema(request=AddPaper, responses={201: PaperSerializer})
    @papers.mapping.post
    def add_paper(self, request: SignedInAPIRequest, pk: UUID) -> Response:
        """Record a document. What it says is a claim until it is checked. [Rules A3, C2]"""
        paper = verbs.add_paper(self.guarded(), by=request.user, **self.answers(AddPaper))
        response = Response(PaperSerializer(paper).data, status=status.HTTP_201_CREATED)
        response["Location"] = reverse("api:papers-detail", args=[paper.pk], request=request)
        return response

    @extend_schema(responses=ChecklistSerializer)
    @action(detail=True, methods=["get"], url_path="papers-checklist", pagination_class=None)
    def checklist(self, request: SignedInAPIRequest, pk: UUID) -> Response:
        """What is still missing: the photograph, copies, and whoever was not asked yet. [Rule A3]"""
        case = self.guarded()
        asked = HolderAsked.objects.visible_to(request.user).filter(case=case).select_related("asked_by")
        return Response(ChecklistSerializer({"missing": verbs.missing(case), "asked": asked}).data)

    @verb(path="ask-holder", takes=AskHolder, gives=HolderAskedSerializer)
    def ask_holder(self, request: SignedInAPIRequest, pk: UUID) -> Response:
        """Record that somebody holds no documents, or cannot be asked yet. [Rule A3]"""
        asked = verbs.ask_holder(self.guarded(), by=request.user, **self.answers(AskHolder))
        return Response(HolderAskedSerializer(asked).data)


class Papers(Lists, Opens):
    """The documents of the children whose cases you work on. [Rule A3]"""

    declared_permissions = {
        "list": Permission.READ_PAPERS,
        "retrieve": Permission.READ_PAPERS,
        "check": Permission.RECORD_IDENTITY,
    }
    asks = {"list": AskedOfCase}
    serializer_class = PaperSerializer

    def rows(self) -> Any:
        return Paper.objects.visible_to(self.request.user).select_related("case", "checked_by", "added_by")

    @verb(takes=CheckPaper, gives=PaperSerializer)
    def check(self, request: SignedInAPIRequest, pk: UUID) -> Response:
        """Say that a document is verified, or believed or proved false. [Rules A3, C2]"""
        verbs.check_paper(self.guarded(), by=request.user, **self.answers(CheckPaper))
        return self.shown(cast(Paper, self.rows().get(pk=pk)))


class Documents(Lists, Opens):
    """The files on the cases that you work on. They come in with a browser: a body that is not JSON answers 415."""

    declared_permissions = dict.fromkeys(["list", "retrieve", "download"], Permission.READ_PAPERS)
    asks = {"list": AskedOfCase}
    serializer_class = StoredFileSerializer

    def rows(self) -> Any:
        return StoredFile.objects.visible_to(self.request.user).select_related("case", "added_by")

    @extend_schema(responses={(200, kind): OpenApiTypes.BINARY for kind in MediaType.values})
    @action(detail=True, methods=["get"], renderer_classes=[JSONRenderer, AsKept], pagination_class=None)
    def download(self, request: SignedInAPIRequest, pk: UUID) -> HttpResponse:
        """The file itself. The look is recorded, a key's too."""
        return as_kept(self.guarded())
