"""The form itself, as the API describes it: everything that the pages ask, in the same order. [Rule N7]"""

from typing import Any

from rest_framework import serializers

from nrm.form.definition import VERSION, Condition, Field, offered, pages


class FormConditionSerializer(serializers.Serializer):
    """When something is asked: the answer to `field` is one of `values`; with no values, there is an answer."""

    field = serializers.CharField()
    values = serializers.ListField(child=serializers.CharField())


class FormChoiceSerializer(serializers.Serializer):
    """One answer to choose: the form's code, and its words."""

    value = serializers.CharField()
    words = serializers.CharField()


class FormQuestionSerializer(serializers.Serializer):
    """One question of the form. `answered`: in the draft, when it is sealed, or by nobody."""

    field = serializers.CharField()
    type = serializers.CharField()
    question = serializers.CharField()
    hint = serializers.CharField()
    is_required = serializers.BooleanField()
    max_length = serializers.IntegerField(allow_null=True)
    choices = FormChoiceSerializer(many=True)
    list = serializers.CharField()
    shown_when = FormConditionSerializer(many=True)
    answered = serializers.ChoiceField(choices=["draft", "sealing", "nobody"])
    rule = serializers.CharField(help_text="The rule by which it is asked of nobody; empty where somebody answers")


class FormPageSerializer(serializers.Serializer):
    """A page of the form, with its questions in order."""

    page = serializers.CharField()
    name = serializers.CharField()
    fields_asked = FormQuestionSerializer(many=True)


class FormSerializer(serializers.Serializer):
    """The whole child path, and the long lists by name."""

    version = serializers.CharField()
    pages = FormPageSerializer(many=True)
    lists = serializers.DictField(child=serializers.ListField(child=serializers.CharField()))


def as_described() -> dict[str, Any]:
    """The definition, as it is sent. A child's consent is asked of nobody. [Rule N2; procedure 4.3]"""
    return {
        "version": VERSION,
        "pages": [
            {"page": page.path, "name": page.name, "fields_asked": [_question(field) for field in page.fields]}
            for page in pages()
        ],
        "lists": offered(),
    }


def _question(field: Field) -> dict[str, Any]:
    by = "draft" if field.is_typed else "nobody" if field.kind == "hidden" else "sealing"
    return {
        "field": field.name,
        "type": field.kind,
        "question": field.label,
        "hint": field.hint,
        "is_required": field.required,
        "max_length": field.max_length,
        "choices": [{"value": value, "words": label} for value, label in field.choices],
        "list": field.list_name,
        "shown_when": [_condition(when) for when in field.shown_when],
        "answered": by,
        # The one question that the form itself answers is that of consent.
        "rule": "N2" if by == "nobody" else "",
    }


def _condition(when: Condition) -> dict[str, Any]:
    return {"field": when.field, "values": sorted(when.values)}
