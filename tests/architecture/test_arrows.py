"""Knowledge runs one way: downward."""

import pytest
from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports

from tests.architecture.source import PROJECT, contracts, heights, our_models, package


def test_imports_keep_their_contracts(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    monkeypatch.chdir(PROJECT)
    # The linter sets up logging for a process of its own, which would silence the loggers that other tests listen to.
    monkeypatch.setattr("logging.config.dictConfig", lambda configuration: None)

    status = lint_imports(config_filename="pyproject.toml", no_cache=True, no_logo=True)

    assert status == EXIT_STATUS_SUCCESS, capsys.readouterr().out
    assert len(contracts()) >= 4


def test_foreign_keys_point_down_the_layers():
    """A foreign key named in a string is an import that no linter sees."""
    height = heights()
    upward = [
        f"{model._meta.label}.{field.name}"
        for model in our_models()
        for field in model._meta.get_fields()
        if field.concrete
        and field.is_relation
        and package(field.related_model)
        and package(field.related_model) != package(model)
        and height[package(field.related_model)] >= height[package(model)]
    ]

    assert upward == []


def test_the_layers_are_those_that_exist():
    """A package that no layer names would be above and below everything at once."""
    packages = {package(model) for model in our_models()}

    assert "trafficking_cases.children" in packages
    assert heights()["referrals"] > heights()["trafficking_cases.children"] > heights()["trafficking_cases.lib"]


def test_no_generic_foreign_keys_of_our_own():
    generic = [model._meta.label for model in our_models() if model._meta.private_fields]

    assert generic == []


@pytest.mark.parametrize("app", ["audit", "notifications"])
def test_what_tells_of_everything_points_at_nothing_above_people(app: str):
    pointed_at = {
        package(field.related_model)
        for model in our_models()
        if model._meta.app_label == app
        for field in model._meta.get_fields()
        if field.concrete and field.is_relation
    }

    assert pointed_at <= {f"trafficking_cases.{app}", "trafficking_cases.people"}
    if app == "audit":
        assert pointed_at == set()
