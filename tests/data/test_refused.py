"""Records that are left out: a promise that they may be about stands only where they cannot change it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sladsl.compiler import compile_files
from sladsl.data.bindings import bindings
from sladsl.data.gather import gather
from sladsl.data.store import Store
from sladsl.evaluate.evaluate import evaluate
from sladsl.evaluate.reasons import Why
from sladsl.evaluate.results import Result, State

SOURCE = """\
metric uptime "Uptime" {
  better higher
  signals up
  value = share of time where up
  partial minutes count
  empty counts as excluded
  undeployed time counts as excluded
}
metric errors "Success" {
  better higher
  signals good, total
  value = good / total
}
metric resolution "Resolution" {
  better lower
  value = time from opened to resolved
  attributed to opened
}
metric minutes "Minutes" {
  better higher
  signals up
  value = share of each 1 min where up
  partial minutes count
  empty counts as good
  undeployed time counts as excluded
}
exclusion works "Works" { at most 4 h per month }
calendar Always "Always" { open always }
priorities I "I" { P1 "Critical"; P2 "High" }
service Desk "Desk" { measure resolution from tickets { id = "id" } }
service Shop "Shop"
service Mail "Mail"
sla A "A" {
  effective 2026-01-01
  hours Always zone "UTC"
  priorities I
  covers Desk, Shop
  fee monthly = 100 EUR per month
  guarantee u: uptime of Desk, Shop >= 99.9% per month {
    except works
    exact
    credit { below 99.9%: 10% of monthly; below 99%: 20% of monthly }
  }
  guarantee once: uptime of Shop >= 99.9% per quarter { exact; credit 10 EUR }
  guarantee e: errors of Shop >= 99% per month { exact }
  guarantee m: minutes of Desk >= 99.9% per day { exact }
  guarantee r1: resolution of P1 of Desk <= 4 h for 90% of tickets per month
  guarantee r2: resolution of P2 of Desk <= 4 h per month
}
sla B "B" {
  effective 2026-01-01
  hours Always zone "UTC"
  covers Mail
  guarantee u: uptime of Mail >= 99.9% per month { exact }
}
"""
MADE = compile_files({"a.sla": SOURCE})
OUTAGES = "service,start,end\n"
TICKETS = "id,priority,opened,resolved\n"
IN_TIME = "2027-11-05T10:00Z,2027-11-05T11:00Z\n"


def evaluated(folder: Path, label: str = "2027-11", which: str = "A", **files: str) -> dict[str, Result]:
    """The results of an agreement by promise, and by service where there are several."""
    house = MADE.house
    agreement = house.agreements[which]
    names = []
    for name, text in files.items():
        (folder / f"{name}.csv").write_text(text)
        names.append(f"{name}={folder / name}.csv")
    found: dict[str, Result] = {}
    with Store() as store:
        for cycle in {p.period for p in agreement.promises}:
            period = cycle.at(label) if cycle is not None else None
            if period is None:
                continue
            facts = gather(agreement, period, bindings(names), store, house=house).facts
            for each in evaluate(agreement, facts, period, house.metrics):
                key = each.guarantee.key
                found[f"{key} {each.service}" if key == "u" else key] = each
    return found


def states(results: dict[str, Result], *keys: str) -> list[str]:
    return [results[key].state.value for key in keys]


def test_source_is_sound() -> None:
    assert not MADE.resolved.has_errors


@pytest.mark.parametrize(
    "row",
    [
        "Desk,soon,2027-11-05T10:00Z",
        "Desk,2027-11-05T10:00Z,2027-11-05T09:00Z",
        "Desk,2027-11-05T10:00Z,later",
        "Desk,2027-11-31T10:00Z,2027-11-31T10:10Z",
    ],
)
def test_an_outage_that_cannot_be_read(tmp_path: Path, row: str) -> None:
    made = evaluated(tmp_path, outages=f"{OUTAGES}Mail,2027-11-01T10:00Z,2027-11-01T10:01Z\n{row}\n")
    assert states(made, "u Desk", "u Shop", "e") == ["undefined", "met", "no_data"]
    reason = made["u Desk"].reason
    assert reason is not None and reason.why is Why.LEFT_OUT
    assert str(reason) == f"records were left out that may change it: {tmp_path}/outages.csv:3"
    assert made["u Desk"].tier is None


def test_a_name_that_nobody_knows_may_be_any_service(tmp_path: Path) -> None:
    """An hour of `Shoppe` would break every promise of 99.9%; one of ten minutes would break none."""
    hour = f"{OUTAGES}Shoppe,2027-11-05T10:00Z,2027-11-05T11:00Z\n"
    made = evaluated(tmp_path, outages=hour)
    assert states(made, "u Desk", "u Shop") == ["undefined", "undefined"]
    assert states(evaluated(tmp_path, which="B", outages=hour), "u Mail") == ["undefined"]
    short = f"{OUTAGES}Shoppe,2027-11-05T10:00Z,2027-11-05T10:10Z\n"
    assert states(evaluated(tmp_path, outages=short), "u Desk", "u Shop") == ["met", "met"]
    # Each of three would be borne, all three would not, and all may be one service.
    three = short + "".join(f"Shoppe,2027-11-{d}T10:00Z,2027-11-{d}T10:20Z\n" for d in ("06", "07"))
    assert states(evaluated(tmp_path, outages=three), "u Desk") == ["undefined"]


def test_only_periods_that_it_may_be_about(tmp_path: Path) -> None:
    hour = f"{OUTAGES}Shoppe,2027-11-05T10:00Z,2027-11-05T11:00Z\n"
    assert states(evaluated(tmp_path, "2027-10", outages=hour), "u Desk", "u Shop") == ["met", "met"]
    open_end = f"{OUTAGES}Desk,2027-11-05T10:00Z,later\n"
    assert states(evaluated(tmp_path, "2027-10", outages=open_end), "u Desk") == ["met"]
    assert states(evaluated(tmp_path, "2028-01", outages=open_end), "u Desk") == ["undefined"]


def test_a_miss_stands_where_no_money_hangs_on_more(tmp_path: Path) -> None:
    """More downtime cannot undo a miss; it can change the row that pays."""
    rows = f"{OUTAGES}Shop,2027-11-05T10:00Z,2027-11-05T15:00Z\nShop,never,never\n"
    assert states(evaluated(tmp_path, "2027-Q4", outages=rows), "once") == ["undefined"]
    known = f"{OUTAGES}Shop,2027-11-05T10:00Z,2027-11-05T15:00Z\nSchop,2027-11-06T10:00Z,2027-11-06T11:00Z\n"
    assert states(evaluated(tmp_path, "2027-Q4", outages=known), "once") == ["missed"]
    assert states(evaluated(tmp_path, outages=known), "u Shop") == ["missed"]
    longer = f"{OUTAGES}Shop,2027-11-05T10:00Z,2027-11-05T15:00Z\nSchop,2027-11-06T10:00Z,2027-11-06T18:00Z\n"
    assert states(evaluated(tmp_path, outages=longer), "u Shop") == ["undefined"]


def test_work_that_cannot_be_read(tmp_path: Path) -> None:
    """Announced work may take out what was down, so that a miss is none; promises without it stand."""
    outages = f"{OUTAGES}Shop,2027-11-05T10:00Z,2027-11-05T12:00Z\nShop,2027-10-05T10:00Z,2027-10-05T15:00Z\n"
    for row in ("works,soon,later,Shop", "wroks,2027-11-05T09:00Z,2027-11-05T12:00Z,Shop", "works,,,Schop"):
        made = evaluated(tmp_path, outages=outages, exclusions=f"exclusion,start,end,service\n{row}\n")
        assert states(made, "u Shop") == ["undefined"], row
    row = "works,soon,later,Mail\n"
    made = evaluated(tmp_path, outages=outages, exclusions=f"exclusion,start,end,service\n{row}")
    assert states(made, "u Shop", "u Desk") == ["missed", "met"]
    assert states(evaluated(tmp_path, "2027-Q4", outages=outages), "once") == ["missed"]


def test_samples_that_cannot_be_read(tmp_path: Path) -> None:
    head = "service,signal,start,value\n"
    rows = "".join(f"Shop,{s},2027-11-05T10:{m:02}Z,100\n" for s in ("good", "total") for m in range(10))
    assert states(evaluated(tmp_path, samples=head + rows), "e") == ["met"]
    for row in ("Shop,good,2027-11-05T11:00Z,many", "Shop,total,never,1", "Schop,good,2027-11-05T11:00Z,1"):
        assert states(evaluated(tmp_path, samples=f"{head}{rows}{row}\n"), "e") == ["undefined"], row
    for row in ("Shop,good,2027-10-05T11:00Z,many", "Shop,other,never,1", "Desk,good,never,1"):
        assert states(evaluated(tmp_path, samples=f"{head}{rows}{row}\n"), "e") == ["met"], row


def test_tickets_that_cannot_be_read(tmp_path: Path) -> None:
    """One of twenty P1 that was late leaves 95%, three leave 85%; every P2 has to be in time."""
    rows = TICKETS + "".join(f"{n},P1,{IN_TIME}" for n in range(20)) + f"X,P2,{IN_TIME}"
    made = evaluated(tmp_path, tickets=f"{rows}A,P9,{IN_TIME}")
    assert states(made, "r1", "r2") == ["met", "undefined"]
    more = "".join(f"A{n},P9,{IN_TIME}" for n in range(3))
    assert states(evaluated(tmp_path, tickets=rows + more), "r1") == ["undefined"]
    of_p1 = "A,P1,2027-11-05T10:00Z,2027-11-05T09:00Z\n"
    assert states(evaluated(tmp_path, tickets=rows + of_p1), "r1", "r2") == ["met", "met"]
    other_month = "".join(f"A{n},P9,2027-10-05T10:00Z,2027-11-05T10:00Z\n" for n in range(3))
    assert states(evaluated(tmp_path, tickets=rows + other_month), "r1", "r2") == ["met", "met"]
    any_month = "A,P2,never,2027-11-20T10:00Z\n"
    assert states(evaluated(tmp_path, tickets=rows + any_month), "r2") == ["undefined"]
    ended = "A,P2,never,2027-10-20T10:00Z\n"
    assert states(evaluated(tmp_path, tickets=rows + ended), "r2") == ["met"]
    assert states(evaluated(tmp_path, tickets=f"{rows}A,P2\n"), "r2") == ["undefined"]
    alone = evaluated(tmp_path, tickets=f"{TICKETS}A,P9,{IN_TIME}")
    assert states(alone, "r1", "r2") == ["undefined", "undefined"]


def test_a_sample_that_is_no_number_is_one_bad_minute_at_most(tmp_path: Path) -> None:
    """A day has 1,440 minutes, of which one may be bad. What was not measured counts as good."""
    start = datetime(2027, 11, 5, tzinfo=UTC)
    times = [(start + timedelta(minutes=n)).strftime("%Y-%m-%dT%H:%MZ") for n in range(1440)]

    def state(broken: int, bad: int) -> str:
        values = ["0"] * bad + ["NaN"] * broken + ["1"] * (1440 - bad - broken)
        rows = "".join(f"Desk,up,{t},{v}\n" for t, v in zip(times, values, strict=True))
        made = evaluated(tmp_path, "2027-11-05", samples=f"service,signal,start,value\n{rows}")
        return made["m"].state.value

    assert [state(0, 0), state(0, 1), state(0, 2)] == ["met", "met", "missed"]
    assert [state(1, 0), state(1, 1), state(2, 0)] == ["met", "undefined", "undefined"]
    assert [state(1, 9), state(8, 9)] == ["missed", "undefined"]


@given(
    good=st.integers(0, 30),
    bad=st.integers(0, 5),
    refused=st.integers(0, 4),
    truth=st.lists(st.booleans(), min_size=4, max_size=4),
)
@settings(max_examples=50, deadline=None)
def test_a_verdict_holds_whatever_the_records_say(
    good: int, bad: int, refused: int, truth: list[bool], tmp_path_factory: pytest.TempPathFactory
) -> None:
    """The state with records left out is that with the same records mended, or none."""
    folder = tmp_path_factory.mktemp("data")
    late = "2027-11-05T10:00Z,2027-11-06T10:00Z\n"
    rows = TICKETS + "".join(f"g{n},P1,{IN_TIME}" for n in range(good))
    rows += "".join(f"b{n},P1,{late}" for n in range(bad))
    ends = [IN_TIME if truth[n] else late for n in range(refused)]
    broken = rows + "".join(f"r{n},P7,{end}" for n, end in enumerate(ends))
    mended = rows + "".join(f"r{n},P1,{end}" for n, end in enumerate(ends))
    found, real = (evaluated(folder, tickets=text)["r1"] for text in (broken, mended))
    if found.state in (State.MET, State.MISSED):
        assert found.state is real.state
        if real.state is State.MET:
            assert Fraction(good, good + bad + refused) * 10 >= 9 or not refused
    elif refused == 0:
        assert found.state is State.NO_DATA and good + bad == 0
