"""Selections: codes, names and beginnings of codes, and what no selection leaves out."""

from __future__ import annotations

import pytest

from sladsl.diagnostics import catalogue
from sladsl.diagnostics.diagnostic import Diagnostic
from sladsl.diagnostics.selection import Selection, rules_named, wrong_name


def shown(selection: Selection) -> set[str]:
    return {rule.code for rule in catalogue.all_rules() if selection.shows(rule)}


ALL = {rule.code for rule in catalogue.all_rules()}
ALWAYS = {code for code in ALL if code < "SLA03"}


def test_nothing_asked_shows_everything() -> None:
    assert shown(Selection()) == ALL


@pytest.mark.parametrize("name", ["SLA0707", "sla0707", "availability-proof", " Availability-Proof "])
def test_one_rule_by_any_of_its_names(name: str) -> None:
    assert shown(Selection(select=(name,))) == ALWAYS | {"SLA0707"}
    assert shown(Selection(ignore=(name,))) == ALL - {"SLA0707"}


@pytest.mark.parametrize("group", ["SLA07", "SLA080", "SLA1", "SLA"])
def test_groups_are_beginnings_of_codes(group: str) -> None:
    meant = {code for code in ALL if code.startswith(group)} if len(group) > 3 else set()
    assert {rule.code for rule in rules_named(group)} == meant
    assert bool(meant) == (wrong_name(group, ignoring=False) is None)


def test_ignore_goes_before_select() -> None:
    group = {code for code in ALL if code.startswith("SLA07")}
    assert shown(Selection(("SLA07",), ("SLA0701",))) == ALWAYS | group - {"SLA0701"}


def test_what_cannot_be_read_is_always_shown() -> None:
    assert shown(Selection(("SLA08",), ("SLA02", "misspelt-word"))) >= ALWAYS


def test_findings_keep_their_order() -> None:
    found = [Diagnostic(rule, "m") for rule in (catalogue.TIER_GAP, catalogue.POLARITY, catalogue.TIER_GAP)]
    assert Selection(ignore=("polarity",)).of(found) == [found[0], found[2]]


def test_wrong_names_are_told() -> None:
    told = wrong_name("tier-gapp", ignoring=False)
    assert told is not None and "`tier-gap`" in told[1]
    assert wrong_name("SLA99", ignoring=False) is not None
    assert wrong_name("SLA01", ignoring=True) is not None
    assert wrong_name("SLA01", ignoring=False) is None
