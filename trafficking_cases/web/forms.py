"""How forms come out: every field as GOV.UK markup, errors as sentences beside it, without work in each form."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from django import forms
from django.forms.boundfield import BoundField as DjangoBoundField
from django.forms.renderers import TemplatesSetting
from django.utils.functional import cached_property
from django.utils.safestring import SafeString

from trafficking_cases.lib.errors import Reason, Refused
from trafficking_cases.lib.text import is_blank, plain
from trafficking_cases.web.sentences import sentence

INPUT_CLASSES = {
    "textarea": "govuk-textarea",
    "select": "govuk-select",
    "radios": "govuk-radios__input",
    "checkboxes": "govuk-checkboxes__input",
    "checkbox": "govuk-checkboxes__input",
    "tiles": "",
    "date": "",
    "file": "file",
    "hidden": "",
}
CHOICES = {"radio": "radios", "checkbox": "checkboxes", "select": "select"}


@dataclass(frozen=True)
class Option:
    """One answer to choose, with its help and the questions that hang on it."""

    tag: SafeString
    id: str
    label: str
    hint: str
    reveals: Sequence["BoundField"]


@dataclass(frozen=True)
class OptionGroup:
    """Answers under a common heading, or all of them under none."""

    id: str
    label: str
    options: Sequence[Option]


class Revealing:
    """Choices that carry hints, and open further questions when chosen."""

    def __init__(
        self,
        *args: Any,
        hints: Mapping[str, str] | None = None,
        reveals: Mapping[str, Sequence[str]] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.hints = hints or {}
        self.reveals = reveals or {}


class Radios(Revealing, forms.RadioSelect):
    """One answer out of several. `hints` and `reveals` go by the answer's value."""


class Checkboxes(Revealing, forms.CheckboxSelectMultiple):
    """Any number of answers. `hints` and `reveals` go by the answer's value."""


class Tiles(forms.RadioSelect):
    """One out of two to six short answers, large enough for a thumb."""

    govuk_field = "tiles"


class BoundField(DjangoBoundField):
    """A question on a page, with its hint, its sentences and its help for screen readers."""

    field: forms.Field

    def __init__(self, form: forms.BaseForm, field: forms.Field, name: str) -> None:
        super().__init__(form, field, name)
        # maxlength cuts pasted text without a word and a placeholder vanishes as one types: neither is for us.
        for unkind in ("maxlength", "minlength", "placeholder"):
            field.widget.attrs.pop(unkind, None)

    @cached_property
    def kind(self) -> str:
        """Which template draws it."""
        widget = self.field.widget
        if named := getattr(widget, "govuk_field", None):
            return str(named)
        if widget.is_hidden:
            return "hidden"
        if isinstance(widget, forms.CheckboxInput):
            return "checkbox"
        if isinstance(widget, forms.widgets.ChoiceWidget):
            return CHOICES[str(widget.input_type)]
        if isinstance(widget, forms.Textarea):
            return "textarea"
        return {"password": "password", "file": "file"}.get(getattr(widget, "input_type", ""), "text")

    @property
    def template_name(self) -> str:
        return getattr(self.field, "template_name", None) or f"govuk/fields/{self.kind}.html"

    def get_context(self) -> dict[str, Any]:
        return {"field": self, "revealed": False}

    @cached_property
    def sentences(self) -> list[str]:
        """What is wrong, in sentences that say what to give."""
        return [sentence(error, label=str(self.label), field=self.field) for error in self.errors.as_data()]

    @property
    def limit(self) -> int | None:
        """How many characters fit, where the page counts them."""
        return getattr(self.field, "max_length", None) if self.kind == "textarea" else None

    @property
    def limit_in_words(self) -> str:
        return f"{self.limit:,}"

    @property
    def aria_describedby(self) -> str | None:
        described = super().aria_describedby
        if self.limit and self.auto_id:
            return f"{described or ''} {self.auto_id}_limit".strip()
        return described

    @property
    def first_id(self) -> str:
        """Where a link to this question lands: its first box or answer."""
        if self.kind in ("radios", "checkboxes", "tiles"):
            return f"{self.auto_id}_0"
        return self.id_for_label or self.auto_id

    def build_widget_attrs(self, attrs: dict[str, Any], widget: forms.Widget | None = None) -> dict[str, Any]:
        attrs = super().build_widget_attrs(attrs, widget)
        attrs.pop("required", None)
        look = INPUT_CLASSES.get(self.kind, "govuk-input")
        own = (widget or self.field.widget).attrs.get("class", "")
        if look or own:
            attrs["class"] = f"{look} {own}".strip()
        wrong = [box for error in self.errors.as_data() for box in (error.params or {}).get("boxes", ())]
        if self.kind == "date":
            attrs["wrong"] = " ".join(wrong)
        return attrs

    @cached_property
    def groups(self) -> list[OptionGroup]:
        """The answers to choose from, as the templates draw them."""
        widget = self.field.widget
        attrs = self.build_widget_attrs({"id": self.auto_id})
        chosen = widget.format_value(self.value())
        return [
            OptionGroup(
                id=f"{self.auto_id}_group_{index}",
                label=str(label or ""),
                options=[self._option(drawn) for drawn in options],
            )
            for label, options, index in widget.optgroups(self.html_name, chosen, attrs)
        ]

    def _option(self, drawn: dict[str, Any]) -> Option:
        widget, value = self.field.widget, str(drawn["value"])
        hint = getattr(widget, "hints", {}).get(value, "")
        if hint:
            drawn["attrs"]["aria-describedby"] = f"{drawn['attrs']['id']}_hint"
        return Option(
            tag=widget._render(drawn["template_name"], {"widget": {**drawn, "wrap_label": False}}, self.form.renderer),
            id=drawn["attrs"]["id"],
            label=drawn["label"],
            hint=hint,
            reveals=[question(self.form, name) for name in getattr(widget, "reveals", {}).get(value, ())],
        )


def question(form: forms.BaseForm, name: str) -> BoundField:
    """A question of a form by its name; the renderer has made it one of ours."""
    return cast(BoundField, form[name])


class FormRenderer(TemplatesSetting):
    """Named by FORM_RENDERER: the project's templates, and our bound field."""

    form_template_name = "govuk/form.html"
    bound_field_class = BoundField

    def render(self, template_name: str, context: dict[str, Any], request: Any = None) -> str:
        if template_name == self.form_template_name:
            context = {**context, "fields_in_order": list(standing_alone(context["form"]))}
        return super().render(template_name, context, request)


def standing_alone(form: forms.BaseForm) -> Iterator[BoundField]:
    """The visible questions in order, without those that another question opens."""
    hung = {
        name
        for field in form.fields.values()
        for names in getattr(field.widget, "reveals", {}).values()
        for name in names
    }
    return (question(form, field.name) for field in form.visible_fields() if field.name not in hung)


class VerbForm(forms.Form):
    """What a verb asks; after a try that the rules refused, with every reason why."""

    refusal: Sequence[Reason] = ()

    def carries_out(self, verb: Callable[[], object]) -> bool:
        """Do it if every answer can be read; after a refusal keep the page, with every reason why not."""
        if not self.is_valid():
            return False
        try:
            verb()
        except Refused as refused:
            self.refusal = refused.reasons
            return False
        return True

    @property
    def status(self) -> int:
        """How the page answers: 409 where the rules refused, as the API does."""
        return 409 if self.refusal else 200


class PlainText(forms.CharField):
    """A line of text: one spelling for one word, nothing invisible in it."""

    def to_python(self, value: Any) -> str:
        typed = super().to_python(plain(value) if isinstance(value, str) else value) or ""
        return "" if is_blank(typed) else typed


class LongText(PlainText):
    """An account in somebody's own words; the page counts the characters, the server decides."""

    def __init__(self, *, max_length: int = 10_000, rows: int = 5, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": rows}))
        super().__init__(max_length=max_length, **kwargs)
