"""What agreements come to together is concluded again only where one of them says something else of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

import pytest

from sladsl.compiler import Compilation, anew
from sladsl.compiler.incremental import checked
from sladsl.compiler.plain import to_plain
from sladsl.diagnostics.diagnostic import Diagnostic
from sladsl.rules.run import Part, conclusions
from sladsl.source import Source

DAY = date(2027, 6, 1)
CATALOGUE = """\
import std.calendars { Always }
import std.metrics { availability }
party House "House Oy"
party Runko "Runko Oy"
party Grid "Grid Oy"
party One "One Oy"
party Two "Two Oy"
service Network "Network" { measure availability from prometheus { errors = `e`; requests = `r` } }
service Power "Power" { measure availability from prometheus { errors = `e`; requests = `r` } }
service Shop "Shop" {
  needs Network, Power
  measure availability from prometheus { errors = `e`; requests = `r` }
}
"""
HEAD = 'import std.calendars { Always }\nimport std.metrics { availability }\nimport "./catalogue.sla"\n'


def contract(name: str, provider: str, customer: str, promise: str, fee: int, kind: str = "uc") -> str:
    return f"""{HEAD}
{kind} {name} "{name}" {{
  provider {provider}
  customer {customer}
  effective 2027-01-01
  hours Always zone "Europe/Helsinki"
  fee monthly = {fee} EUR per month
  guarantee uptime: {promise} per month {{
    exact
    credit {{ below 99%: 10% of monthly }}
  }}
  credits {{ combine highest; automatic }}
  report uptime each month within 5 working days
}}
"""


HOUSE = {
    "catalogue.sla": CATALOGUE,
    "line.sla": contract("Line", "Runko", "House", "availability of Network >= 99.999%", 100),
    "grid.sla": contract("Current", "Grid", "House", "availability of Power >= 99.999%", 100),
    "far.sla": 'party Far "Far Oy"\n',
    "one.sla": contract("DealOne", "House", "One", "availability of Shop >= 99%", 50, "sla"),
    "two.sla": contract("DealTwo", "House", "Two", "availability of Shop >= 99%", 50, "sla"),
}


def again(after: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> tuple[set[Part], tuple[Diagnostic, ...]]:
    """The parts that are concluded again when the house becomes another one, and what is found then."""
    sources = {path: Source(path, text) for path, text in HOUSE.items()}
    kept = checked(HOUSE, sources.get, DAY, whole=True).kept
    assert kept is not None
    concluded: set[Part] = set()

    def recorded(
        parts: Iterable[Mapping[Part, Sequence[object]]], sources: Mapping[str, Source]
    ) -> dict[Part, tuple[Diagnostic, ...]]:
        given = [*parts]
        concluded.update(part for each in given for part in each)
        return conclusions(given, sources)

    monkeypatch.setattr(anew, "conclusions", recorded)
    now = {path: Source(path, text) for path, text in after.items()}
    result = checked(after, now.get, DAY, whole=True, kept=kept)
    assert "far.sla" not in result.resolved
    cold = Compilation(after, now.get, DAY).findings
    assert to_plain(result.findings) == to_plain(cold)
    return concluded, cold


def test_a_remark_concludes_nothing_again(monkeypatch: pytest.MonkeyPatch) -> None:
    concluded, _ = again(HOUSE | {"grid.sla": HOUSE["grid.sla"] + "# signed\n"}, monkeypatch)
    assert concluded == set()


def test_a_dearer_promise_concludes_what_its_suppliers_cost(monkeypatch: pytest.MonkeyPatch) -> None:
    dear = HOUSE | {"two.sla": HOUSE["two.sla"].replace("= 50 EUR", "= 90_000 EUR")}
    concluded, found = again(dear, monkeypatch)
    assert {name for name, _ in concluded} >= {"exposure"}
    assert "idle support" not in {name for name, _ in concluded}
    assert {part for name, part in concluded if name == "exposure"} == {"Line", "Current"}
    assert sorted(f.span.source.name for f in found if f.span and f.rule.name == "exposure") == [
        "grid.sla",
        "line.sla",
    ]


def test_what_is_no_longer_needed_is_idle(monkeypatch: pytest.MonkeyPatch) -> None:
    gone = {path: text for path, text in HOUSE.items() if path != "two.sla"}
    parts, _ = again(gone, monkeypatch)
    assert ("idle support", "") in parts
