"""The frame alone, with pages that go wrong."""

import copy
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.test import override_settings


@pytest.fixture
def pages() -> Iterator[None]:
    """Our own pages and templates beside the real ones."""
    templates = copy.deepcopy(settings.TEMPLATES)
    templates[0]["DIRS"].append(Path(__file__).parent / "templates")
    with override_settings(ROOT_URLCONF="tests.web.urls", TEMPLATES=templates):
        yield
