"""Promises that a level takes over, proven where they hold: with its supports, in its hours."""

from __future__ import annotations

import pytest
from proof_houses import house_of, uc

from sladsl.compiler import compile_files
from sladsl.model.supports import Supports
from sladsl.prove.proving import proofs

OFFICE = 'calendar Office { zone "UTC"; open Mon-Fri 08:00-17:00 }\n'


def house(above: str, below: str, hours: str = 'hours Always zone "UTC"') -> str:
    return (
        f"{OFFICE}service A\nservice Web {{ needs A }}\n"
        + uc("X", "guarantee g: up of A >= 90% per month { exact }")
        + f"corporate sla Base {{\nprovider Maker\n{hours}\ncovers Web\n{above}\n}}\n"
        + f"customer sla Deal under Base {{\ncustomer Client\neffective 2026-01-01\ncovers Web\n{below}\n}}\n"
    )


def kept(text: str) -> dict[str, list[bool]]:
    """Of each level whether its proofs succeed."""
    made = house_of(text)
    supports = Supports(made)
    return {key: [proof.kept for proof in proofs(supports, made.agreements[key])] for key in ("Base", "Deal")}


@pytest.mark.parametrize(
    ("above", "below", "found"),
    [
        # Of each service that the level below covers: above there is none.
        ("guarantee g: up of each service >= 99.9% per month { exact }", "relies on X", [False]),
        ("guarantee g: up of Web >= 99.9% per month { exact }", "", []),
        ("guarantee g: up of Web >= 99.9% per month { exact }", "hours Office", [False]),
        ("guarantee g: up of Web >= 85% per month { exact }", "relies on X", []),
    ],
)
def test_proven_again_where_something_differs(above: str, below: str, found: list[bool]) -> None:
    text = house(above, below).replace("covers Web\nguarantee g: up of each", "guarantee g: up of each")
    assert kept(text)["Deal"] == found


def test_told_once_where_nothing_differs() -> None:
    text = house("guarantee g: up of Web >= 99.9% per month { exact }", "")
    head = "import std.calendars { Always }\nparty Maker\nparty Client\nparty Vendor\n"
    head += "metric up { better higher; signals up; value = share of time where up; partial minutes count }\n"
    told = [d for d in compile_files({"a.sla": head + text}).findings if d.rule.code == "SLA0707"]
    assert [d.message.split("`")[1] for d in told] == ["Base"]


LATE = """
import std.calendars { Always }
import std.metrics { resolution }
party Maker
party Client
party Other
party Vendor
priorities Incident { P1 "One" }
service Net
service Web { needs Net }
uc Line { provider Vendor; customer Maker; covers Net; hours Always zone "UTC"; priorities Incident
  effective 2026-01-01
  guarantee fix: resolution of P1 <= 5 h }
corporate sla Base { provider Maker; covers Web; hours Always zone "UTC"; priorities Incident
  guarantee fix: resolution of P1 <= 4 h
  handling of P1: Line.fix }
customer sla One under Base { customer Client; effective 2026-01-01; covers Web }
customer sla Two under Base { customer Other; effective 2027-01-01; covers Web HOURS }
"""


@pytest.mark.parametrize(("hours", "names"), [("", ["Base"]), ('; hours Always zone "Asia/Tokyo"', ["Base"])])
def test_a_late_step_is_told_at_the_level_that_makes_the_promise(hours: str, names: list[str]) -> None:
    found = compile_files({"a.sla": LATE.replace(" HOURS", hours)}).findings
    assert [d.message.split("`")[1] for d in found if d.rule.code == "SLA0403"] == names
