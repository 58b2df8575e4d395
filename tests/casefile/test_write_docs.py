"""The documents that the program writes about itself."""

import pytest
from django.core.management import CommandError, call_command

from trafficking_cases.casefile import generated_documents
from trafficking_cases.casefile.citations import rules_in


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setattr(generated_documents, "FOLDER", tmp_path)
    monkeypatch.setattr(generated_documents, "PROJECT", tmp_path)
    return tmp_path


def test_what_was_written_is_fresh(folder):
    call_command("write_docs")

    call_command("write_docs", "--check")
    rules, workflows = (folder / "rules.md").read_text(), (folder / "workflows.md").read_text()
    assert "## R2" in rules
    assert "why_not_sign" in rules
    assert "received --> awaiting_signature" in workflows
    assert "| `decided` | Decided | (the end) |" in workflows


@pytest.mark.parametrize("name", ["rules.md", "workflows.md"])
def test_what_was_changed_by_hand_is_stale(folder, name):
    call_command("write_docs")
    (folder / name).write_text("By hand.")

    with pytest.raises(CommandError, match=name):
        call_command("write_docs", "--check")


@pytest.mark.parametrize(
    ("docstring", "rules"),
    [
        ("Why. [Rule R3; procedure 4.3]", ["R3"]),
        ("The course. [Rules R1-R3; procedure 4.3]", ["R1", "R2", "R3"]),
        ("Signs. [Rules I1, I2; procedure 3, 4.2]", ["I1", "I2"]),
        ("Told. [Rule R3]", ["R3"]),
        ("Ours. [Local decision, ADR 7]", []),
    ],
)
def test_how_a_docstring_names_its_rules(docstring, rules):
    assert rules_in(docstring) == rules
