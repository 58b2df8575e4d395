"""Our own source as tests of the shape read it: files, functions, packages, models and addresses."""

import ast
import re
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

from django.apps import apps
from django.db.models import Model
from django.urls import URLPattern, URLResolver, get_resolver

PROJECT = Path(__file__).resolve().parents[2]
PACKAGES = ("trafficking_cases", "referrals", "assessments", "nrm")


@cache
def contracts() -> list[dict[str, Any]]:
    return tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]["contracts"]


@cache
def heights() -> dict[str, int]:
    """How high each package stands, from the contract that the import linter keeps, so that the two cannot disagree."""
    layers = next(contract["layers"] for contract in contracts() if contract["name"] == "Knowledge runs downward")
    return {
        name.strip(" ()"): height for height, layer in enumerate(reversed(layers)) for name in re.split(r"[|:]", layer)
    }


def package(model: type[Model]) -> str | None:
    """The layer that a model lives in; None where it is not ours."""
    found = [name for name in heights() if f"{model.__module__}.".startswith(f"{name}.")]
    return max(found, key=len) if found else None


def our_models() -> list[type[Model]]:
    return [model for model in apps.get_models() if package(model)]


def files(*folders: str) -> list[Path]:
    """Python that people wrote: everything but migrations."""
    found = [path for folder in folders for path in (PROJECT / folder).rglob("*.py")]
    return sorted(path for path in found if "migrations" not in path.parts)


def our_files() -> list[Path]:
    return files(*PACKAGES)


def short(path: Path) -> str:
    return path.relative_to(PROJECT).as_posix()


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    return (node for node in ast.walk(tree(path)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def module(path: Path) -> ModuleType:
    return import_module(".".join(path.relative_to(PROJECT).with_suffix("").parts))


def workflows() -> dict[str, ModuleType]:
    """Every module that says what may follow what."""
    places = [
        path
        for path in our_files()
        if (path.name == "workflow.py" and path.parent.name != "lib") or path.parent.name == "workflow"
    ]
    return {short(path): module(path) for path in places if hasattr(module(path), "WORKFLOW")}


@dataclass(frozen=True)
class Address:
    """One entry of the URLconf: its path, and the view behind it."""

    path: str
    view: Callable

    @property
    def declared(self) -> set[str]:
        """The permissions that it asks for, of which a resource of the API has one for each method."""
        if permission := getattr(self.view, "declared_permission", None):
            return {permission}
        resource = getattr(self.view, "cls", None)
        by_verb = getattr(resource, "declared_permissions", {})
        return {by_verb[verb] for verb in getattr(self.view, "actions", {}).values() if verb in by_verb}

    @property
    def is_declared_whole(self) -> bool:
        if hasattr(self.view, "declared_permission"):
            return True
        verbs = set(getattr(self.view, "actions", {}).values())
        return bool(verbs) and verbs <= set(getattr(self.view.cls, "declared_permissions", {}))

    @property
    def open_because(self) -> str:
        return getattr(self.view, "open_because", "")

    @property
    def example(self) -> str:
        """An address of this kind, with something in every gap."""
        filled = re.sub(r"<uuid:\w+>", "00000000-0000-4000-8000-000000000000", self.path)
        return "/" + re.sub(r"<(?:\w+:)?\w+>", "something", filled)


def addresses(resolver: URLResolver | None = None, before: str = "") -> Iterator[Address]:
    """Every entry of the URLconf, the included ones too."""
    for entry in (resolver or get_resolver()).url_patterns:
        path = before + str(entry.pattern)
        if isinstance(entry, URLPattern):
            yield Address(path, entry.callback)
        else:
            yield from addresses(entry, path)
