"""What the project is built from, and who gets which secret in production, as far as the files tell."""

import json
import re
import tomllib

import pytest
import yaml

from trafficking_cases.embedded.environment import OF_THE_OWNER, OF_THE_VAULT, PROJECT

LOCKS = [*sorted((PROJECT / "requirements").glob("*.txt")), PROJECT / "package-lock.json"]


@pytest.fixture(scope="module")
def services() -> dict:
    return yaml.safe_load((PROJECT / "docker-compose.yml").read_text())["services"]


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)
def test_a_lock_holds_hashes_and_no_address(lock):
    text = lock.read_text()

    assert "://" not in text
    assert "sha256:" in text or "sha512-" in text


def test_every_package_of_the_pages_is_locked_by_its_hash():
    packages = json.loads((PROJECT / "package-lock.json").read_text())["packages"]

    assert all(package["integrity"] for path, package in packages.items() if path)


def test_every_dependency_has_a_sentence_that_says_why():
    lines = (PROJECT / "pyproject.toml").read_text().splitlines()
    described = tomllib.loads("\n".join(lines))
    names = [*described["project"]["dependencies"], *sum(described["dependency-groups"].values(), [])]

    for name in names:
        (position,) = (number for number, line in enumerate(lines) if line.strip() == f'"{name}",')
        assert re.fullmatch(r"\s+# .+\.", lines[position - 1]), name


def test_only_the_web_is_told_of_the_vault_and_only_the_migration_of_the_owner(services):
    told = {name: service.get("environment", {}) for name, service in services.items()}

    assert {name for name, values in told.items() if OF_THE_VAULT & values.keys()} == {"web"}
    assert {name for name, service in services.items() if "whereabouts_keys" in service.get("secrets", [])} == {"web"}
    assert not any(OF_THE_OWNER & values.keys() for values in told.values())
    assert [name for name, values in told.items() if "cases_owner" in values.get("DATABASE_URL", "")] == ["migrate"]


def test_production_is_no_demonstration_and_every_secret_must_be_set(services):
    for name in ("migrate", "web", "worker", "beat"):
        assert services[name]["environment"]["DEMO"] == "0"
        assert ":?" in services[name]["environment"]["SECRET_KEY"]
        assert ":?" in services[name]["environment"]["DATABASE_URL"]


def test_example_names_every_variable_that_compose_asks_for():
    asked = set(re.findall(r"\$\{([A-Z_]+)", (PROJECT / "docker-compose.yml").read_text()))
    named = set(re.findall(r"^#? ?([A-Z_]+)=", (PROJECT / ".env.example").read_text(), re.MULTILINE))

    assert asked <= named
