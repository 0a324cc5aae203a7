"""Notices that leave no time to pass them on: what the finding proposes is what the check accepts."""

from __future__ import annotations

import re

import pytest

from sladsl.compiler import compile_files
from sladsl.diagnostics.diagnostic import Diagnostic

HOUSE = """
import std.calendars {{ Always }}
party House "House Oy"
party Client "Client Oyj"
party Vendor "Vendor AB"
metric up "Up" {{ better higher; signals up; value = share of time where up; empty counts as bad
  undeployed time counts as excluded; partial minutes count }}
service Net "Net"
service Web "Web" {{ needs Net }}
exclusion ours "Ours" {{ window Sun 02:00-06:00; {ours} }}
exclusion theirs "Theirs" {{ window Sun 02:00-06:00; {theirs} }}
uc Line "Line" {{ provider Vendor; customer House; hours Always zone "UTC"
  effective 2027-01-01 until 2027-12-31
  guarantee up: up of Net >= 99.99% per month {{ exact; except theirs }} }}
sla Deal "Deal" {{ provider House; customer Client; hours Always zone "UTC"
  effective 2027-01-01 until 2027-12-31
  guarantee up: up of Web >= 99% per month {{ exact; except ours }} }}
"""


def found(ours: str, theirs: str) -> list[Diagnostic]:
    findings = compile_files({"a.sla": HOUSE.format(ours=ours, theirs=theirs)}).findings
    return [each for each in findings if each.rule.code == "SLA0505"]


@pytest.mark.parametrize("ours", ["5 working days", "1 working day", "7 days", "72 h", "90 min", "1 month"])
@pytest.mark.parametrize("theirs", ["", "same", "1 min"])
def test_what_is_proposed_is_accepted(ours: str, theirs: str) -> None:
    given = {"": "", "same": f"notice {ours}"}.get(theirs, f"notice {theirs}")
    (finding,) = found(f"notice {ours}", given)
    assert finding.help is not None
    proposed = re.search(r"as in `(notice [^`]+)`", finding.help)
    assert proposed is not None
    assert not found(f"notice {ours}", proposed[1])


def test_less_for_the_customer() -> None:
    (finding,) = found("notice 5 working days", "notice 3 working days")
    assert finding.help is not None and "promise less than 3 working days for `ours`" in finding.help
    assert not found("notice 2 working days", "notice 3 working days")
    (finding,) = found("notice 5 working days", "")
    assert finding.help is not None and "promise none for `ours`" in finding.help
    assert not found("", "")
