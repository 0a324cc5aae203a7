"""Levels that count in other hours, or read their clocks in other zones, and say the same otherwise."""

from __future__ import annotations

import pytest

from sladsl.compiler import compile_files

HOUSE = """
import std.calendars { Always }
party Maker "Maker"
party Client "Client"
calendar Office { zone "Europe/Helsinki"; open Mon-Fri 08:00-16:00 }
calendar Days { zone "Europe/Helsinki"; open Mon-Sun 08:00-16:00 }
metric fixing { better lower; value = time from opened to resolved; attributed to opened }
metric failures { better lower; value = count of events; attributed to opened }
metric success { better higher; signals good; value = share of events where good }
metric up { better higher; signals up; value = share of time where up; partial minutes count }
metric age { better lower; unit min; signals backup_age; value = max of backup_age }
exclusion force "Force" { text "What nobody can help." }
priorities Incident { P1 "High"; P2 "Low" }
service Shop "Shop"
corporate sla Base "Base" {
  provider Maker
  ABOVE_ZONE
  priorities Incident
  covers Shop
  guarantee g: ABOVE
}
customer sla Low "Low" under Base {
  customer Client
  effective 2027-01-01 until 2028-12-31
  BELOW_ZONE
  guarantee g: BELOW
}
"""
HELSINKI, UTC = 'hours Always zone "Europe/Helsinki"', 'hours Always zone "UTC"'
PAUSE = "{ pause while waiting in counted hours }"
OTHER_INSTANTS = "periods begin at other instants in `UTC` than in `Europe/Helsinki`"


def found(below: str, above: str, below_zone: str = HELSINKI, above_zone: str = HELSINKI) -> list[str]:
    text = HOUSE.replace("ABOVE_ZONE", above_zone).replace("BELOW_ZONE", below_zone)
    compiled = compile_files({"a.sla": text.replace("ABOVE", above).replace("BELOW", below)})
    told = [d for d in compiled.findings if d.rule.code in ("SLA0306", "SLA0314")]
    assert not [d for d in compiled.resolved.diagnostics if d.is_error]
    return [" ".join((d.rule.code, d.message, *d.notes, str(d.help))) for d in told]


@pytest.mark.parametrize(
    ("below", "above"),
    [
        ("<= 8 h during Days", "<= 41 h"),
        ("<= 8 h during Office", "<= 10 calendar days"),
        ("<= 1 working day during Days", "<= 3 calendar days"),
    ],
)
@pytest.mark.parametrize("more", [PAUSE, "{ except force }"])
def test_clocks_that_stand_still_in_other_hours(below: str, above: str, more: str) -> None:
    """A pause in hours of the lower clock moves it on by a day, and the upper one by those hours."""
    (told,) = found(f"fixing {below} {more}", f"fixing {above} {more}")
    assert told.startswith("SLA0314")
    assert "its clock stands still" in told and "which counts in other hours, may run on then" in told
    assert "promise it in the hours in which `Base` does" in told
    assert found(f"fixing {below}", f"fixing {above}") == []


@pytest.mark.parametrize(
    ("below", "above"),
    [
        ("<= 8 h during Office", "<= 9 h during Office"),
        ("<= 8 h", "<= 8 h"),
        ("<= 8 h during Days", "<= 8 h during Office"),
        ("<= 4 h during Office", "<= 1 working day during Office"),
        ("<= 1 working day during Office", "<= 2 working days during Office"),
        ("<= 1 calendar day during Office", "<= 2 calendar days"),
        ("<= 8 h", "<= 1 calendar day"),
    ],
)
def test_clocks_that_stand_still_together(below: str, above: str) -> None:
    """In the same hours, or in more than the upper clock counts, a pause gives both the same back."""
    assert found(f"fixing {below} {PAUSE}", f"fixing {above} {PAUSE}") == []


def test_a_calendar_day_in_another_zone() -> None:
    """The night in which clocks are put forward makes a day of Helsinki an hour shorter."""
    (told,) = found("fixing <= 1 calendar day", "fixing <= 1 calendar day", UTC)
    assert told.startswith("SLA0306")
    assert "by the clocks of `UTC` instead of" in told
    assert "promise it in the zone in which `Base` does" in told
    assert found("fixing <= 1 calendar day", "fixing <= 2 calendar days", UTC) == []
    assert found("fixing <= 1 calendar day", "fixing <= 1 calendar day") == []
    assert found("fixing <= 1 calendar day", "fixing <= 1 calendar day", UTC, "") == [], "of any zone"


COUNTED = [
    "fixing <= 4 h for 95% of tickets per month",
    "failures of Shop <= 3 per month",
    "success of Shop >= 99% per quarter { exact }",
    "up of Shop >= 99.9% per month { exact }",
]


@pytest.mark.parametrize("promise", COUNTED)
def test_periods_in_another_zone(promise: str) -> None:
    """What falls into two months here may all fall into one there."""
    (told,) = found(promise, promise, UTC)
    assert told.startswith("SLA0314")
    assert OTHER_INSTANTS in told
    assert 'with `zone "Europe/Helsinki"`' in told
    assert found(promise, promise) == []
    assert found(promise, promise, UTC, "") == [], "a level that says no zone takes any"
    assert found(promise, promise, 'hours Always zone "Europe/Mariehamn"') == [], "the same clocks"
    (told,) = found(promise, f"{promise.removesuffix(' { exact }')} {{ lower levels may not change }}", UTC)
    assert OTHER_INSTANTS in told


@pytest.mark.parametrize(
    "promise",
    [
        "fixing <= 4 h per month",
        "failures of Shop <= 0 per month",
        "failures of Shop < 1 per month",
        "success of Shop >= 100% per month { exact }",
        "up of Shop >= 100% per month { exact }",
        "up of Shop >= 99.9% per trailing 30 days { exact }",
        "age of Shop <= 240 min per month { exact }",
    ],
)
def test_periods_that_do_not_matter(promise: str) -> None:
    """Where everything is good, or each value is limited by itself, a period may begin at any time."""
    assert found(promise, promise, UTC) == []


def test_another_promise_makes_up_for_its_own_days_only() -> None:
    """Three hours until June do not keep four hours from July on."""
    first = "fixing <= 3 h until 2027-06-30\n  guarantee later: fixing <= {} h from 2027-07-01"
    (told,) = found(first.format(9), "fixing <= 4 h")
    assert told.startswith("SLA0306 `later` loosens")
    assert found(first.format(4), "fixing <= 4 h") == []
    beside = "fixing <= 9 h\n  guarantee better: fixing <= 3 h"
    assert found(beside, "fixing <= 4 h") == []


def test_a_promise_that_ends_before_the_one_above() -> None:
    """It takes the place of the one above, also when it does not hold itself."""
    (told,) = found("fixing <= 3 h until 2027-06-30", "fixing <= 4 h")
    assert told.startswith("SLA0306")
    assert "from 2027-07-01 it does not hold, and takes the place of what `Base` promises" in told
    (told,) = found("fixing <= 3 h from 2027-03-01", "fixing <= 4 h")
    assert "from 2027-01-01 it does not hold" in told
    assert found("fixing <= 3 h until 2028-12-31", "fixing <= 4 h") == []
    assert found("fixing <= 3 h until 2027-06-30", "fixing <= 4 h until 2027-06-30") == []
    pressing = "fixing of P1 <= 3 h until 2027-06-30"
    assert found(pressing, "fixing <= 4 h") == [], "the one above holds beside it"
    assert len(found(pressing, "fixing of P1 <= 4 h")) == 1


TAKEN_OVER = HOUSE.replace("  guarantee g: BELOW\n", "")


@pytest.mark.parametrize(
    ("above", "below_hours", "codes"),
    [
        ("fixing of P1 <= 8 h", 'hours Office zone "Europe/Helsinki"', ["SLA0306"]),
        ("fixing of P1 <= 8 h", HELSINKI, []),
        ("fixing of P1 <= 8 h during Days", 'hours Office zone "Europe/Helsinki"', []),
        ("up of Shop >= 99% per month { exact }", 'hours Office zone "Europe/Helsinki"', ["SLA0306"]),
        ("fixing of P1 <= 8 h { lower levels may change }", 'hours Office zone "Europe/Helsinki"', []),
    ],
)
def test_what_is_taken_over_in_other_hours(above: str, below_hours: str, codes: list[str]) -> None:
    """Nobody wrote it again, and in the hours of the lower level it lets more pass."""
    text = TAKEN_OVER.replace("ABOVE_ZONE", HELSINKI).replace("BELOW_ZONE", below_hours)
    compiled = compile_files({"a.sla": text.replace("ABOVE", above)})
    assert not [d for d in compiled.resolved.diagnostics if d.is_error]
    assert [d.rule.code for d in compiled.findings if d.rule.code in ("SLA0306", "SLA0314")] == codes
