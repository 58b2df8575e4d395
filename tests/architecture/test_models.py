"""Every table says what it is, and what it keeps about whom and for how long."""

import re
import tomllib
from functools import cache

import pytest
from django.apps import apps
from django.db import models

from tests.architecture.source import PROJECT, our_models

KINDS = ("personal", "free_text", "references", "codes")


@cache
def statement() -> dict:
    """docs/personal-data.toml, which people read too."""
    return tomllib.loads((PROJECT / "docs" / "personal-data.toml").read_text(encoding="utf-8"))


def stated(model: type[models.Model]) -> dict:
    app, name = model._meta.label_lower.split(".")
    return statement().get(app, {}).get(name, {})


def tables() -> list[type[models.Model]]:
    """Other people's too: a session or a key is somebody's."""
    return [model for model in apps.get_models(include_auto_created=True) if not model._meta.proxy]


def label(model: type[models.Model]) -> str:
    return model._meta.label


@pytest.mark.parametrize("model", our_models(), ids=label)
def test_it_says_what_it_is(model: type[models.Model]):
    """In a sentence; the one that Django writes for a model without any is a list of its columns."""
    words = model.__doc__ or ""

    assert not words.startswith(f"{model.__name__}("), "no docstring"
    sentence = re.sub(r" \[Rules? [^\]]+\]\.?$", "", words.split("\n")[0])
    assert sentence.endswith(".")


@pytest.mark.parametrize("model", tables(), ids=label)
def test_every_column_is_stated_once(model: type[models.Model]):
    columns = sorted(field.name for field in model._meta.local_fields)
    said = sorted(column for kind in KINDS for column in stated(model).get(kind, []))

    assert said == columns, f"put the difference into docs/personal-data.toml under [{model._meta.label_lower}]"


@pytest.mark.parametrize("model", tables(), ids=label)
def test_it_says_how_long_it_is_kept(model: type[models.Model]):
    assert stated(model)["kept"] in statement()["kept"]


@pytest.mark.parametrize("model", tables(), ids=label)
def test_what_can_hold_anything_is_not_called_a_code(model: type[models.Model]):
    said = stated(model)
    for field in model._meta.local_fields:
        kind = next(kind for kind in KINDS if field.name in said.get(kind, []))
        if field.is_relation:
            assert kind == "references", field.name
        if isinstance(field, models.TextField):
            assert kind in ("personal", "free_text"), field.name


def test_what_is_gone_is_not_stated():
    there = {model._meta.label_lower for model in tables()}
    said = {f"{app}.{name}" for app, named in statement().items() if app != "kept" for name in named}

    assert said - there == set()
    assert {stated(model)["kept"] for model in tables()} == set(statement()["kept"])


def test_the_audit_keeps_nothing_of_anybody():
    for name in ("event", "seal"):
        said = statement()["audit"][name]
        assert not said.get("personal")
        assert not said.get("free_text")


def test_nothing_that_appears_outside_has_a_counting_number():
    """A number that counts tells how many there are. What people see has a random one."""
    counting = {
        model._meta.label
        for model in our_models()
        if isinstance(model._meta.pk, models.AutoField | models.BigAutoField)
    }
    shown = {model._meta.label for model in our_models() if hasattr(model, "get_absolute_url")}

    assert counting & shown == set()
