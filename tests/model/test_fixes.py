"""A fix mends: once its edits are made, the finding is gone and nothing new has come."""

from __future__ import annotations

import pytest
from houses import PARTS, found, in_agreement

from sladsl.diagnostics.diagnostic import Fix


def mended(text: str, fix: Fix) -> str:
    for edit in sorted(fix.edits, key=lambda e: e.span.start, reverse=True):
        text = text[: edit.span.start] + edit.text + text[edit.span.end :]
    return text


@pytest.mark.parametrize(
    ("program", "becomes", "safe"),
    [
        (in_agreement("  guarantee g: repair <= 4 hours"), "<= 4 h", True),
        (in_agreement("  guarantee g: repair <= 4 m"), "<= 4 min", False),
        (in_agreement("  fee f = 4 euros per month"), "= 4 EUR per", True),
        (in_agreement("  guarantee g: up_share >= 99.9"), ">= 99.9%", False),
        (in_agreement("  guarantee g: repar <= 4 h"), "g: repair", False),
        (in_agreement("  guarantee g: up_share of Sz >= 9%", "service Szz"), "of Szz", False),
        (in_agreement("  guarantee g: repair <= 4 h per mnth"), "per month", False),
        (in_agreement("  customer N.Dsk").replace("customer C\n", "\n"), "N.Desk", False),
        (in_agreement("  guarantee g: availability >= 9%"), "import std.metrics { availability }\n", True),
        (PARTS + "service Sz { needs s }\n", "needs S ", False),
        (PARTS + "import std.metrics { availabilty }\n", "{ availability }", False),
        (PARTS + "party P { country UK }\n", "country GB", False),
        (PARTS + "party P { country fi }\n", "country FI", False),
        (PARTS + "calendar X { zone \"UTC\"; open always; closed holidays fi }\n", "holidays FI", False),
        (PARTS + "metric x { better higher; signals good; value = goood / 2 }\n", "= good / 2", False),
    ],
)  # fmt: skip
def test_a_fix_mends(program: str, becomes: str, safe: bool) -> None:
    before = found(program)
    (only,) = before
    assert only.fix is not None and only.fix.safe is safe
    after = mended(program, only.fix)
    assert becomes in after
    assert found(after) == ()


def test_a_handling_is_mended_with_its_agreement() -> None:
    ola = "ola O { provider N.Desk; customer N; priorities I; guarantee repairs: repair of P1 <= 1 h }"
    program = in_agreement("  handling of P1: O.repair", ola)
    (only,) = found(program)
    assert only.fix is not None
    assert "of P1: O.repairs\n" in mended(program, only.fix)
    assert found(mended(program, only.fix)) == ()


def test_every_finding_about_names_says_a_way_out() -> None:
    program = in_agreement(
        """  guarantee a: nope of S.x >= 5 per banana
  guarantee b: up_share of Q >= 5 EUR during N
  guarantee t { | priority | up_share |; | P9 | 5% | 6% |; || 7% | }
  fee f = 5 per month
  fee f = 5 EUR / 0 per month
  handling of P9: A.x then N then A
  report q each mouth within 5 EUR
  law UK
  approve by N.Dsk, S""",
        'calendar X { zone "EST"; open Fooday }\ncalendar Y = Y\nmetric m { better higher }\nparty N\n',
    )
    diagnostics = found(program)
    assert len({d.rule.code for d in diagnostics}) >= 10
    assert [d.message for d in diagnostics if not d.help] == []
    for diagnostic in diagnostics:
        assert diagnostic.span is not None and diagnostic.span.text.strip()
        assert diagnostic.message[0] in "`" or not diagnostic.message[0].isupper()
        assert not diagnostic.message.endswith(".")
