"""Findings about sums point at every line of them: each component of a promise, and every hand-over."""

from __future__ import annotations

import pytest

from sladsl.compiler import compile_files

HEAD = """\
import std.calendars { Always }
import std.metrics { response, resolution }
party Maker "Maker" { unit Desk "Desk"; unit Ops "Ops" }
party Client "Client"
party Vendor "Vendor"
metric up { better higher; signals up; value = share of time where up; partial minutes count }
priorities Incident "Incidents" { P1 "Critical" }
policy House for Maker { margin of up >= 20%; margin of resolution >= 40% }
"""
TERM = 'effective 2027-01-01 until 2027-12-31; hours Always zone "UTC"'
TWO = f"""{HEAD}
service North "North"
service South "South"
service Shop "Shop" {{ needs North, South }}
uc Line {{
  provider Vendor; customer Maker; {TERM}; covers North, South
  guarantee up: up of each service >= 99.95% per month {{ exact }}
}}
sla Deal {{ provider Maker; customer Client; {TERM}
  guarantee up: up of Shop >= TARGET per month {{ exact }}
}}
"""
STEPS = f"""{HEAD}
service Net "Net"
ola Inner {{
  provider Maker.Ops; customer Maker.Desk; {TERM}; priorities Incident; covers Net
  guarantee response: response of P1 <= 10 min
  guarantee repair: resolution of P1 <= 20 min
}}
sla Deal {{
  provider Maker; customer Client; {TERM}; priorities Incident; covers Net
  handling of P1: Inner.response then handover 10 min then Inner.repair
  guarantee repair: resolution of P1 <= TARGET
}}
"""


def told(text: str, code: str) -> tuple[list[str], str]:
    findings = compile_files({"case.sla": text}).findings
    (found,) = (each for each in findings if each.rule.code == code)
    return [label.message for label in found.labels], " ".join(found.notes)


@pytest.mark.parametrize(("target", "code"), [("99.88%", "SLA0907"), ("99.9%", "SLA0715")])
def test_two_things_by_one_promise(target: str, code: str) -> None:
    labels, notes = told(TWO.replace("TARGET", target), code)
    each = "be down 20 min 9.6 s"
    assert [said for said in labels if each in said] == [f"lets `{key}` {each}" for key in ("North", "South")]
    assert "`Line.up` of `North` 20 min 9.6 s + `Line.up` of `South` 20 min 9.6 s" in notes


@pytest.mark.parametrize(("target", "code"), [("1 h", "SLA0907"), ("40 min", "SLA0715")])
def test_a_hand_over_is_a_line(target: str, code: str) -> None:
    """Ten minutes, ten and twenty."""
    labels, _ = told(STEPS.replace("TARGET", target), code)
    assert sorted(said for said in labels if "takes" in said) == [
        "takes up to 10 min",
        "takes up to 10 min",
        "takes up to 20 min",
    ]
