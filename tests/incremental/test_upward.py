"""What one file brings about in another, below it or beside it, is found, and little is read for it."""

from __future__ import annotations

from datetime import date

import pytest

from sladsl.compiler import Compilation
from sladsl.compiler.incremental import Checked, checked
from sladsl.compiler.plain import to_plain
from sladsl.diagnostics.diagnostic import Diagnostic
from sladsl.source import Source

DAY = date(2027, 6, 1)

CATALOGUE = """\
import std.calendars { Always }
import std.metrics { availability, throughput }
party House "House Oy" { unit Desk "Desk" }
party Runko "Runko Oy"
party One "One Oy"
party Two "Two Oy"
service Network "Network" {
  measure availability from prometheus { errors = `e`; requests = `r` }
  measure throughput from prometheus { rate = `r` }
}
service Shop "Shop" {
  needs Network
  measure availability from prometheus { errors = `e`; requests = `r` }
  measure throughput from prometheus { rate = `r` }
}
service Other "Other" {
  measure availability from prometheus { errors = `e`; requests = `r` }
}
"""
HEAD = """\
import std.calendars { Always }
import std.metrics { availability, throughput }
import "./catalogue.sla"
"""
LINE = (
    HEAD
    + """\
uc Line "Line" {
  provider Runko
  customer House
  effective 2027-01-01
  hours Always zone "Europe/Helsinki"
  fee monthly = 100 EUR per month
  guarantee uptime: availability of Network >= 99.999% per month {
    exact
    credit { below 99.999%: 10% of monthly }
  }
  guarantee flow: throughput of Network >= 150 req/s per month { exact }
  credits { combine highest; automatic }
}
"""
)
DESK = (
    HEAD
    + """\
ola Help "Help" {
  provider House.Desk
  customer House
  effective 2027-01-01
  hours Always zone "Europe/Helsinki"
  guarantee uptime: availability of Other >= 99% per month { exact }
}
"""
)


def deal(number: str, *, fee: int = 50, flow: int = 100, service: str = "Shop", under: str = "") -> str:
    above = f" under {under}" if under else ""
    also = '\nimport "./base.sla"' if under else ""
    asked = f"guarantee flow: throughput of {service} >= {flow} req/s per month {{ exact }}" if flow else ""
    return f"""{HEAD}{also}
sla Deal{number} "Deal {number}"{above} {{
  provider House
  customer {number}
  effective 2027-01-01
  hours Always zone "Europe/Helsinki"
  fee monthly = {fee} EUR per month
  guarantee uptime: availability of {service} >= 99% per month {{
    exact
    credit {{ below 99%: 10% of monthly }}
  }}
  {asked}
  credits {{ combine highest; automatic }}
  report uptime{", flow" if flow else ""} each month within 5 working days
}}
"""


BASE = (
    HEAD
    + """\
sla Base "Base" {
  provider House
  hours Always zone "Europe/Helsinki"
  guarantee floor: availability of each service >= 90% per month {
    exact
    credit { below 90%: 1% of monthly }
  }
  report floor each month within 5 working days
}
"""
)
BASES = BASE + BASE.removeprefix(HEAD).replace("sla Base", "sla Second")
THIRD = {"third.sla": deal("One", service="Other", flow=0, under="Second").replace("DealOne", "DealThird")}
HOUSE = {"catalogue.sla": CATALOGUE, "line.sla": LINE, "desk.sla": DESK, "one.sla": deal("One")}
OPEN = (
    CATALOGUE
    + """\
metric seen "Seen" {
  better higher
  signals up
  value = share of time where up
  empty counts as excluded
  undeployed time counts as excluded
}
"""
)


def run(files: dict[str, str], kept: bytes | None) -> Checked:
    sources = {path: Source(path, text) for path, text in files.items()}
    return checked(files, sources.get, DAY, whole=True, kept=kept)


def of(findings: tuple[Diagnostic, ...], rule: str) -> list[str]:
    return [f"{f.span.source.name}: {f.message}" for f in findings if f.span and f.rule.name == rule]


@pytest.mark.parametrize(
    ("rule", "before", "after", "untouched"),
    [
        pytest.param(
            "exposure",
            HOUSE,
            HOUSE | {"two.sla": deal("Two", fee=90_000, flow=0)},
            {"one.sla", "desk.sla"},
            id="a new customer makes a failure dear",
        ),
        pytest.param(
            "exposure",
            HOUSE | {"two.sla": deal("Two", fee=90_000, flow=0)},
            HOUSE | {"two.sla": deal("Two", fee=10, flow=0)},
            {"one.sla", "desk.sla"},
            id="a cheaper one makes it cheap",
        ),
        pytest.param(
            "exposure",
            HOUSE,
            HOUSE
            | {"two.sla": deal("Two", fee=90_000, flow=0).replace(">= 99% per month", ">= 99% per year")},
            {"one.sla", "desk.sla"},
            id="a new customer makes a year dear",
        ),
        pytest.param(
            "capacity",
            HOUSE,
            HOUSE | {"two.sla": deal("Two", flow=60)},
            {"one.sla", "desk.sla"},
            id="a new customer asks for more than there is",
        ),
        pytest.param(
            "capacity",
            HOUSE | {"two.sla": deal("Two", flow=60)},
            HOUSE | {"two.sla": deal("Two", flow=40)},
            {"one.sla", "desk.sla"},
            id="it asks for less",
        ),
        pytest.param(
            "idle-support",
            HOUSE,
            HOUSE | {"two.sla": deal("Two", service="Other", flow=0)},
            {"one.sla", "line.sla"},
            id="a new customer needs what was idle",
        ),
        pytest.param(
            "idle-support",
            HOUSE | {"two.sla": deal("Two", service="Other", flow=0)},
            HOUSE,
            {"one.sla", "line.sla", "desk.sla"},
            id="its last customer goes",
        ),
        pytest.param(
            "overlap-in-force",
            HOUSE,
            HOUSE | {"two.sla": deal("One", flow=0).replace("DealOne", "DealAgain")},
            {"desk.sla"},
            id="the same is promised to the same customer again",
        ),
        pytest.param(
            "ambiguous-support",
            HOUSE,
            HOUSE | {"line2.sla": LINE.replace("uc Line", "uc Line2")},
            {"desk.sla"},
            id="a second line, and nobody chooses",
        ),
        pytest.param(
            "fee-exists",
            HOUSE | {"base.sla": BASE},
            HOUSE | {"base.sla": BASE, "two.sla": deal("Two", flow=0, under="Base")},
            {"one.sla", "desk.sla"},
            id="a level below takes over what the level above left open",
        ),
        pytest.param(
            "fee-exists",
            HOUSE | {"base.sla": BASES, "two.sla": deal("Two", flow=0, under="Base")} | THIRD,
            HOUSE | {"base.sla": BASES} | THIRD,
            {"one.sla", "third.sla"},
            id="one of two levels of a file has nothing below it any more",
        ),
        pytest.param(
            "not-measured",
            HOUSE
            | {"catalogue.sla": CATALOGUE.replace("measure throughput from prometheus { rate = `r` }", "")},
            HOUSE
            | {"catalogue.sla": CATALOGUE.replace("measure throughput from prometheus { rate = `r` }", "")}
            | {"a.sla": deal("Two", flow=10)},
            {"one.sla", "desk.sla"},
            id="what is told at the first is told at a new first",
        ),
    ],
)
def test_findings_elsewhere(
    rule: str, before: dict[str, str], after: dict[str, str], untouched: set[str]
) -> None:
    first = run(before, None)
    assert first.kept is not None
    result = run(after, first.kept)
    sources = {path: Source(path, text) for path, text in after.items()}
    assert to_plain(result.findings) == to_plain(Compilation(after, sources.get, DAY).findings)
    assert of(first.findings, rule) != of(result.findings, rule)
    assert not result.resolved & untouched


def test_the_first_of_many_with_an_open_switch_goes() -> None:
    def left_open(number: str) -> str:
        return deal(number, flow=0).replace("availability of Shop", "seen of Shop")

    house = HOUSE | {"catalogue.sla": OPEN, "one.sla": left_open("One"), "two.sla": left_open("Two")}
    first = run(house, None)
    assert first.kept is not None
    assert of(first.findings, "open-switch")
    for after in (
        {path: text for path, text in house.items() if path != "one.sla"},
        house | {"two.sla": left_open("Two") + "# more\n"},
        house | {"one.sla": left_open("One") + "# more\n"},
        house | {"a.sla": left_open("One").replace("DealOne", "DealFirst")},
    ):
        sources = {path: Source(path, text) for path, text in after.items()}
        found = run(after, first.kept).findings
        assert to_plain(found) == to_plain(Compilation(after, sources.get, DAY).findings)
