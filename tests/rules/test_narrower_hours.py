"""Fewer hours as a way out: proposed where the promise is proven in them, with what was proposed put in."""

from __future__ import annotations

import re

import pytest

from sladsl.compiler import compile_files
from sladsl.diagnostics.diagnostic import Diagnostic

HOUSE = """\
import std.calendars {{ Always }}
import std.metrics {{ availability }}
calendar Day "Day" {{ zone "UTC"; open Mon-Sun 06:30-20:30 }}
party Nordwind "Nordwind"
party Keskola "Keskola"
party Telia "Telia"
service Network "Network"
service Database "Database"
service Shop "Shop" {{ needs Network, Database }}
uc Line "Line" {{
  provider Telia; customer Nordwind; effective 2027-01-01 until 2027-12-31; hours Always zone "UTC"
  guarantee line: availability of Network >= 99.99% per month during Day {{ exact }}
  guarantee base: availability of Database >= {database} per month {{ exact }}
}}
{above}
sla Deal "Deal"{under} {{
  provider Nordwind; customer Keskola; effective 2027-01-01 until 2027-12-31; hours Always zone "UTC"
  guarantee uptime: availability of Shop >= 99.9% per month{during} {{ exact }}
}}
"""
ABOVE = """\
corporate sla Base "Base" {
  provider Nordwind; hours Always zone "UTC"
  guarantee uptime: availability of Shop >= 50% per month { exact; lower levels may change }
}
"""


def gaps(text: str) -> list[Diagnostic]:
    return [each for each in compile_files({"a.sla": text}).findings if each.is_error]


@pytest.mark.parametrize(
    ("database", "above", "offered"),
    [("99.99%", False, True), ("99.93%", False, False), ("99.99%", True, False)],
)
def test_fewer_hours_are_proposed_where_they_do(database: str, above: bool, offered: bool) -> None:
    """What the database may be down is a larger share of fewer hours; and a level above may ask for all."""
    levels = {"above": ABOVE if above else "", "under": " under Base" if above else ""}
    (gap,) = gaps(HOUSE.format(database=database, during="", **levels))
    proposed = re.search(r"or promise availability( during) `(\w+)`", gap.help or "")
    assert gap.rule.code == "SLA0501" and (proposed is not None) == offered
    if proposed is not None:
        assert not gaps(HOUSE.format(database=database, during=" ".join(proposed.groups()), **levels))
