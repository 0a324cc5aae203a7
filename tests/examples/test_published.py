"""The transcriptions of published agreements say what was published, and are reported on as expected."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest
from reading import EXAMPLES, PUBLISHED, compiled

from sladsl.diagnostics.render import render
from sladsl.model.agreements import Agreement
from sladsl.model.credits import FeeShare
from sladsl.model.values import Ratio
from sladsl.source import Source
from sladsl.syntax.format import format_source

EACH = pytest.mark.parametrize("folder", PUBLISHED, ids=lambda p: p.name)


def percent(number: str) -> Ratio:
    return Ratio(Fraction(number) / 100)


def agreement(name: str, key: str) -> Agreement:
    return compiled(EXAMPLES / "published" / name).house.agreements[key]


@EACH
def test_the_report_is_the_expected_one(folder: Path) -> None:
    expected = (folder / "expected-report.txt").read_text(encoding="utf-8")
    assert render(compiled(folder).findings, "concise") == expected


@EACH
def test_it_names_its_source_and_what_is_ours(folder: Path) -> None:
    page = (folder / "README.md").read_text(encoding="utf-8")
    for heading in ("## What is transcribed", "## What is ours", "## Defects", "## What `sla check` reports"):
        assert heading in page
    assert "Source: " in page


@EACH
def test_it_is_formatted(folder: Path) -> None:
    for path in folder.rglob("*.sla"):
        text = path.read_text(encoding="utf-8")
        assert format_source(Source(path.name, text)).value == text


def test_github_keeps_both_defects_of_its_rows() -> None:
    guarantees = agreement("github-enterprise-cloud", "Enterprise").guarantees
    assert [g.name for g in guarantees] == ["uptime", "actions_uptime", "storage_uptime_kept"]
    for guarantee in guarantees:
        assert guarantee.target == percent("99.9")
        assert guarantee.credit is not None
        rows = [tier.range for tier in guarantee.credit.tiers]
        paid = {
            number: [i for i, row in enumerate(rows) if row is not None and row.contains(percent(number))]
            for number in ("99.91", "99.9", "99.5", "99.0", "98.9")
        }
        assert paid == {"99.91": [], "99.9": [0], "99.5": [0], "99.0": [], "98.9": [1]}
        assert guarantee.meets(percent("99.9"))
        assert not guarantee.meets(percent("99.0"))


def test_atlassian_pays_a_tenth_below_its_target() -> None:
    (guarantee,) = agreement("atlassian-cloud", "CloudPremium").guarantees
    assert guarantee.target == percent("99.90")
    assert guarantee.credit is not None
    (tier,) = guarantee.credit.tiers
    assert tier.amount.base == FeeShare(Fraction(1, 10), "product")
    assert tier.range is not None and not tier.range.contains(percent("99.90"))
    assert tier.range.contains(Ratio(Fraction(43140, 43200)))


def test_egi_has_three_centres_under_one_community() -> None:
    house = compiled(EXAMPLES / "published" / "egi-resource-centre").house
    for key in ("NorthOla", "SouthOla", "WestOla"):
        ola = house.agreements[key]
        assert [(g.metric.key, g.comparator, g.target) for g in ola.guarantees] == [
            ("availability", ">=", percent("80")),
            ("reliability", ">=", percent("85")),
            ("unknown_share", "<=", percent("10")),
        ]
        (ending,) = ola.terminations
        assert (ending.kind, ending.window.text()) == ("in_a_row", "3 months")
    assert house.agreements["CommunitySla"].relies == ("NorthOla", "SouthOla", "WestOla")
