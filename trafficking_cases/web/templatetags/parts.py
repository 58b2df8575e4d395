"""The parts that a page is put together from, beside the includes in templates/govuk."""

from collections.abc import Sequence
from typing import Any

from django import forms, template
from django.core.paginator import Page
from django.template.context import Context
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import slugify

from trafficking_cases.web.forms import BoundField, question
from trafficking_cases.web.sentences import sentence
from trafficking_cases.web.shapes import Column, Place, TableRow

register = template.Library()

MENU = Place("Menu", "#menu", icon="menu")
CLOCK_SIGNS = {
    "over": "over",
    "today": "clock",
    "soon": "clock",
    "later": "clock",
    "waiting": "pause",
    "blocked": "stop",
    "met": "check",
}


@register.simple_tag
def icon(name: str, size: str = "") -> SafeString:
    """A sign of our own set; never without a word beside it."""
    return format_html(
        '<svg class="ic{}" aria-hidden="true" focusable="false"><use href="#i-{}"></use></svg>',
        f" ic--{size}" if size else "",
        name,
    )


@register.filter
def clock_sign(state: str) -> str:
    """Which sign stands in the chip of a time limit."""
    return CLOCK_SIGNS[state]


@register.filter
def tabbar(places: Sequence[Place]) -> list[Place]:
    """The tab bar of a phone: up to four places, and the way to the whole menu in the foot."""
    return [*places[:4], MENU]


@register.filter
def rule_address(identifier: str) -> str:
    """Where the page of rules says this one in a sentence."""
    return f"/rules/#{identifier}"


@register.inclusion_tag("govuk/clock.html")
def clock(state: str, text: str) -> dict[str, str]:
    """A time limit as a chip."""
    return {"state": state, "text": text}


@register.inclusion_tag("govuk/rule.html")
def rule(identifier: str) -> dict[str, str]:
    """The id of a rule, leading to the rule in a sentence."""
    return {"id": identifier}


@register.simple_block_tag
def panel(
    content: str,
    title: str = "",
    count: int | None = None,
    more_text: str = "",
    more_href: str = "",
    id: str = "",  # noqa: A002 - called what it is in the page
    tone: str = "",
    label: str = "",
    flush: bool = False,
) -> SafeString:
    """A box with a title; `flush` lets rows and tables reach its edge."""
    return render_to_string(
        "govuk/panel.html",
        {
            "content": content,
            "title": title,
            "count": count,
            "more_text": more_text,
            "more_href": more_href,
            "id": id,
            "heading_id": f"{id or slugify(title)}-title",
            "tone": tone,
            "label": label,
            "flush": flush,
        },
    )


@register.simple_block_tag
def note(content: str, tone: str = "") -> SafeString:
    """What happens next (slate); amber: the system found something; leaf: all is well; brick: danger."""
    return render_to_string("govuk/note.html", {"content": content, "tone": tone})


@register.simple_block_tag
def guidance(content: str, label: str = "Guidance") -> SafeString:
    """Help beside a form, under it on a phone."""
    return render_to_string("govuk/guidance.html", {"content": content, "label": label})


@register.inclusion_tag("govuk/error_summary.html")
def error_summary(*shown: forms.BaseForm) -> dict[str, Any]:
    """Everything that the forms on this page still need, each line leading to its question."""
    problems: list[dict[str, str]] = []
    only_missing = True
    for form in shown:
        for error in form.non_field_errors().as_data():
            problems.append({"sentence": sentence(error), "href": ""})
            only_missing = False
        for field in _in_order(form):
            only_missing &= all(error.code == "required" for error in field.errors.as_data())
            problems += [{"sentence": said, "href": f"#{field.first_id}"} for said in field.sentences]
    return {"problems": problems, "title": _headline(len(problems), only_missing)}


def _in_order(form: forms.BaseForm) -> list[BoundField]:
    return [question(form, name) for name in form.fields if form[name].errors]


def _headline(count: int, only_missing: bool) -> str:
    if only_missing:
        return "We need one more answer" if count == 1 else f"We need {count} more answers"
    return "One thing to look at" if count == 1 else f"{count} things to look at"


@register.inclusion_tag("govuk/table.html")
def data_table(caption: str, columns: Sequence[Column], rows: Sequence[TableRow], lean: bool = False) -> dict[str, Any]:
    """A table for comparing, which becomes cards on a phone."""
    return {
        "caption": caption,
        "columns": columns,
        "lean": lean,
        "rows": [
            {
                "tone": row.tone,
                "cells": [
                    {
                        "value": cell.value,
                        "header": cell.header,
                        "href": cell.href,
                        "tag": cell.tag,
                        "muted": cell.muted,
                        "classes": cell.look,
                        "label": "" if cell.bare or column.hidden else column.text,
                    }
                    for cell, column in zip(row.cells, columns, strict=True)
                ],
            }
            for row in rows
        ],
    }


@register.inclusion_tag("govuk/pagination.html", takes_context=True)
def pagination(context: Context, page: Page) -> dict[str, Any]:
    """The way to the pages before and after, keeping the filters in the address."""
    query = context["request"].GET.copy()

    def address(number: int) -> str:
        query["page"] = str(number)
        return f"?{query.urlencode()}"

    return {
        "page": page,
        "earlier": address(page.previous_page_number()) if page.has_previous() else "",
        "later": address(page.next_page_number()) if page.has_next() else "",
    }
