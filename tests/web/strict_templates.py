"""A template of ours that names a missing variable fails the test that drew it.

Django shows nothing in its place, so a misspelt name is seen by nobody. Tests load this as a plugin. What a template
only asks about (`{% if hint %}`, `{% for row in rows %}`) may be missing: that is how parts have optional values.
They may hand one on under its own name (`{% include … with hint=hint only %}`).
"""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.template import Engine, engines, loader_tags


class MissingVariable(Exception):
    """A template asked for what the view did not give it."""


class Strict(str):
    """Stands where Django asks what to show for a missing variable; Django asks it with `"%s" in` and `%`."""

    __slots__ = ()

    def __contains__(self, part: object) -> bool:
        return part == "%s"

    def __mod__(self, variable: object) -> str:
        asking, beyond = sys._getframe(1), sys._getframe(2)
        if beyond.f_code.co_filename == loader_tags.__file__ and beyond.f_locals.get("name") == str(variable):
            return ""
        context = asking.f_locals["context"]
        template = context.render_context.template or context.template
        if Path(settings.BASE_DIR, "templates") in Path(template.origin.name).parents:
            raise MissingVariable(f"{template.name} asks for {variable}, and nobody gave it")
        return ""


@pytest.fixture(scope="session", autouse=True)
def _every_variable_is_there() -> Iterator[None]:
    """Also for engines that a test makes anew by overriding TEMPLATES."""
    make = Engine.__init__

    def make_strictly(self: Engine, *args: Any, **kwargs: Any) -> None:
        make(self, *args, **kwargs)
        self.string_if_invalid = Strict("missing")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Engine, "__init__", make_strictly)
        for backend in engines.all():
            patch.setattr(backend.engine, "string_if_invalid", Strict("missing"))
        yield
