"""Cases timed set-wise in the database come to the same as cases timed one by one, whatever the calendar."""

from __future__ import annotations

import csv
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from sladsl.compiler import compile_files
from sladsl.data.bindings import bindings
from sladsl.data.case_objects import all_cases
from sladsl.data.gather import gather
from sladsl.data.setwise import SetWise
from sladsl.data.store import Store
from sladsl.diagnostics.render_text import render_text
from sladsl.evaluate.evaluate import evaluate
from sladsl.evaluate.facts import Facts
from sladsl.model.house import House

SOURCE = """\
party N "N"
priorities I "I" {
  P1 "Critical"
  P2 "High"
}
calendar Always "Always" { open always }
calendar Office "Office" {
  zone "Europe/Helsinki"
  open Mon-Fri 08:00-12:00, 12:30-17:00
  closed holidays FI
}
calendar Night "Night" {
  zone "America/New_York"
  open Mon-Sun 22:30-03:15
}
calendar Either "Either" = Office or Night
exclusion works "Works" { window Sun 02:00-04:30 }
metric response "Response" {
  better lower
  value = time from opened to responded
  attributed to opened
}
metric resolution "Resolution" {
  better lower
  value = time from opened to resolved
  attributed to ATTRIBUTED
  pause while waiting_for_customer or waiting_for_supplier
}
service Checkout "Checkout" {
  measure response, resolution from tickets {
    where = `service = 'checkout'`
    opened = "created_at"
    responded = "first_response_at"
    resolved = "resolved_at"
    priority = "prio"
    id = "number"
    state_id = "ticket"
  }
}
sla A "A" {
  provider N
  effective 2026-01-01
  hours Always zone "Europe/Helsinki"
  priorities I
  covers Checkout
  guarantee a: response of P1 of Checkout <= 15 min for 95% of tickets per month
  guarantee b: resolution of P1 of Checkout <= 3.5 h for 95% of tickets per month during Office
  guarantee c: p90 of resolution of Checkout <= 8 h per month during Either { except works }
  guarantee d: resolution of P2 of Checkout <= 2 working days per month during Office
  guarantee e: resolution of Checkout <= 1 working day for 50% of tickets per month during Night {
    except works
  }
  guarantee f: resolution of P1 of Checkout <= 2 calendar days for 50% of tickets per month
  guarantee g: resolution of Checkout <= 1 working day for 80% of tickets per month during Either
  guarantee h: response of Checkout < 1 h per month during Office
}
"""

# Two months with a change of the clocks; in the first lies Easter, in the second nothing.
MONTHS = {"2027-03": datetime(2027, 3, 24, tzinfo=UTC), "2027-10": datetime(2027, 10, 28, tzinfo=UTC)}


def house(attributed: str) -> House:
    made = compile_files({"a.sla": SOURCE.replace("ATTRIBUTED", attributed)})
    errors = [d for d in made.resolved.diagnostics if d.is_error]
    assert not errors, render_text(errors)
    return made.house


HOUSES = {word: house(word) for word in ("opened", "resolved")}

seconds = st.one_of(
    st.integers(0, 10 * 86_400),
    st.integers(0, 10 * 96).map(lambda quarter: quarter * 900),
)
ticket = st.fixed_dictionaries(
    {
        "at": seconds,
        "prio": st.sampled_from(["P1", "P2"]),
        "response": st.one_of(st.none(), st.integers(0, 7_200)),
        "resolution": st.one_of(
            st.none(), st.integers(0, 5 * 86_400), st.integers(0, 40).map(lambda h: h * 3_600)
        ),
        "service": st.sampled_from(["checkout", "checkout", "checkout", "search"]),
        "states": st.lists(
            st.tuples(
                st.sampled_from(["waiting_for_customer", "waiting_for_supplier", "working"]),
                st.integers(-3_600, 3 * 86_400),
                st.one_of(st.none(), st.integers(0, 2 * 86_400)),
            ),
            max_size=4,
        ),
    }
)


def write(folder: Path, start: datetime, tickets: list[dict[str, object]]) -> None:
    def text(at: int) -> str:
        return (start + timedelta(seconds=at)).strftime("%Y-%m-%dT%H:%M:%SZ")

    with (folder / "t.csv").open("w", newline="") as out, (folder / "h.csv").open("w", newline="") as history:
        rows, states = csv.writer(out), csv.writer(history)
        rows.writerow(["number", "created_at", "first_response_at", "resolved_at", "prio", "service"])
        states.writerow(["ticket", "state", "start", "end"])
        for number, each in enumerate(tickets):
            at = each["at"]
            ends = [each["response"], each["resolution"]]
            rows.writerow(
                [
                    f"T{number}",
                    text(at),
                    *("" if e is None else text(at + e) for e in ends),
                    each["prio"],
                    each["service"],
                ]
            )
            for state, begins, lasts in each["states"]:
                end = "" if lasts is None else text(at + begins + lasts)
                states.writerow([f"T{number}", state, text(at + begins), end])


def one(prio: str, resolution: int | None, *states: tuple[str, int, int | None]) -> dict[str, object]:
    """A ticket of the first day, at 8 in the morning UTC."""
    made: dict[str, object] = {"at": 8 * 3_600, "prio": prio, "response": 600, "resolution": resolution}
    return {**made, "service": "checkout", "states": list(states)}


OVERLAPPING = [
    one("P1", 6 * 3_600, ("waiting_for_customer", 600, 7_200), ("waiting_for_supplier", 3_600, 7_200)),
    one("P1", 6 * 3_600, ("waiting_for_customer", 0, 9_000), ("waiting_for_supplier", 1_800, 600)),
    one("P2", 9 * 86_400, ("waiting_for_supplier", 600, 90_000), ("waiting_for_customer", 90_000, 86_400)),
]


@settings(
    max_examples=20,
    deadline=None,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    tickets=st.lists(ticket, min_size=1, max_size=40),
    month=st.sampled_from(sorted(MONTHS)),
    attributed=st.sampled_from(sorted(HOUSES)),
)
@example(tickets=OVERLAPPING, month="2027-03", attributed="opened")
@example(tickets=OVERLAPPING, month="2027-10", attributed="resolved")
def test_same_as_one_by_one(
    tickets: list[dict[str, object]], month: str, attributed: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("data")
    write(folder, MONTHS[month], tickets)
    made = HOUSES[attributed]
    agreement = made.agreements["A"]
    given_data = bindings([f"tickets={folder / 't.csv'}", f"tickets.states={folder / 'h.csv'}"])
    period = agreement.promises[0].period.at(month)
    with Store() as store:
        gathered = gather(agreement, period, given_data, store, many=0)
        assert not gathered.found, render_text(gathered.found)
        assert gathered.facts.cases is None
        set_wise = [r.measured for r in evaluate(agreement, gathered.facts, period, made.metrics)]
        assert isinstance(gathered.facts.timing, SetWise)
        alone = Facts(cases=all_cases(store, gathered.facts.timing.table))
    one_by_one = [r.measured for r in evaluate(agreement, alone, period, made.metrics)]
    assert set_wise == one_by_one
