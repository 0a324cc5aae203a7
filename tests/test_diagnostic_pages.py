"""Every finding has a page, and every page is true: its Example gives the finding, its Instead does not."""

from __future__ import annotations

from pathlib import Path

import pytest

from console import Session
from markdown_pages import ROOT, Section, files_of, read
from sladsl.compiler import compile_files
from sladsl.diagnostics.catalogue import all_rules
from sladsl.diagnostics.diagnostic import Diagnostic, Rule
from sladsl.diagnostics.render_text import render_text

FOLDER = ROOT / "docs" / "diagnostics"
HEADINGS = ("What", "Why", "Example", "Instead")


def page(rule: Rule) -> Path:
    return FOLDER / f"{rule.code}-{rule.name}.md"


def part(rule: Rule, heading: str) -> Section:
    found = [section for section in read(page(rule)) if section.heading == heading]
    assert len(found) == 1, f"{page(rule)} needs one heading `{heading}`"
    return found[0]


def findings(rule: Rule, section: Section) -> tuple[Diagnostic, ...]:
    """What the `sla` blocks of a section give, taken together as one project."""
    files = files_of(section.in_language("sla"), "example.sla")
    assert files, f"{page(rule)}: {section.heading} has no sla block"
    return tuple(compile_files(files).findings)


def test_pages_and_rules_correspond() -> None:
    wanted = {page(rule).name for rule in all_rules()}
    present = {path.name for path in FOLDER.glob("*.md")} - {"README.md"}
    assert sorted(wanted - present) == [], "rules without a page"
    assert sorted(present - wanted) == [], "pages without a rule"


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: f"{rule.code}-{rule.name}")
class TestPage:
    def test_headings(self, rule: Rule) -> None:
        title, *rest = (section.heading for section in read(page(rule)) if section.heading)
        assert title == f"{rule.code} {rule.name}"
        assert tuple(rest) == HEADINGS

    def test_example_gives_exactly_this(self, rule: Rule, tmp_path: Path) -> None:
        section = part(rule, "Example")
        if section.in_language("console"):
            # What no program text can show, such as a file that cannot be read, is shown at the prompt.
            text = Session(tmp_path).check(section)
            assert rule.code in text, f"{page(rule)}: the transcript never mentions {rule.code}"
            return
        found = findings(rule, section)
        assert {finding.rule.code for finding in found} == {rule.code}, render_text(found)

    def test_instead_is_clean(self, rule: Rule, tmp_path: Path) -> None:
        section = part(rule, "Instead")
        if section.in_language("console"):
            assert rule.code not in Session(tmp_path).check(section)
            return
        wrong = [f for f in findings(rule, section) if f.is_error or f.rule.code == rule.code]
        assert not wrong, render_text(wrong)
