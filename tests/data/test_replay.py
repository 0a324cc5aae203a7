"""Data of the past played against a draft: against plain arithmetic, and over every kind of period."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sladsl.compiler import compile_files
from sladsl.data.bindings import bindings
from sladsl.data.replay import Records, Span, records, replay, span_of
from sladsl.data.store import Store
from sladsl.diagnostics.catalogue import BAD_DATA_SOURCE
from sladsl.diagnostics.diagnostic import Diagnostic
from sladsl.evaluate.as_if import in_force_over, with_target
from sladsl.evaluate.facts import Facts, ServiceFacts
from sladsl.evaluate.results import State
from sladsl.evaluate.simulation import Simulation, cuts, margin, sentence, tallies
from sladsl.exact.intervals import normalise
from sladsl.exact.money import Money
from sladsl.exact.periods import Cycle, Kind, Period
from sladsl.model.agreements import Agreement
from sladsl.model.catalogue import Service
from sladsl.model.house import House
from sladsl.model.values import Ratio

HEAD = """\
party N "N"
metric uptime "U" { better higher; signals up; value = share of time where up }
service S "S"
service T "T"
"""


def house(body: str, term: str = "effective 2027-01-01 until 2027-12-31") -> House:
    source = f"""{HEAD}
sla A "A" {{
  provider N
  {term}
  fee monthly = 1_000 EUR per month
  covers S, T
{body}
}}
"""
    made = compile_files({"a.sla": source})
    assert not made.resolved.has_errors, made.resolved.diagnostics
    return made.house


def span(first: str, last: str, zone: str = "UTC") -> Span:
    found = span_of(first, last, zone)
    assert found is not None
    return found


def played(made: House, time: Span, facts: Facts) -> Simulation:
    agreement = in_force_over(made.agreements["A"], time.first, time.last)
    return replay(made, Records(agreement, time, lambda _: facts, (), []))


def at(text: str) -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp())


def down(*outages: tuple[str, str]) -> Facts:
    log = normalise((at(start), at(end)) for start, end in outages)
    return Facts({"S": ServiceFacts(down=log), "T": ServiceFacts(down=())})


MONTHLY = """\
  guarantee u: uptime of S >= 99.5% per month {
    exact
    credit { below 99.5%: 10% of monthly; below 99%: 60% of monthly }
  }
  credits { combine sum; cap 100% of monthly per quarter; cap 50% of monthly per month }
"""


@settings(max_examples=60)
@given(
    st.lists(
        st.tuples(st.integers(0, 180 * 24 * 60), st.integers(1, 2_000)).map(
            lambda pair: (at("2025-01-01") + pair[0] * 60, at("2025-01-01") + (pair[0] + pair[1]) * 60)
        ),
        max_size=12,
    )
)
def test_misses_and_money_are_those_of_plain_arithmetic(outages: list[tuple[int, int]]) -> None:
    made = house(MONTHLY)
    time = span("2025-01", "2025-06")
    log = normalise(outages)
    result = played(made, time, Facts({"S": ServiceFacts(down=log)}))
    missed, owed, quarter = 0, Fraction(0), Fraction(0)
    for number in range(6):
        start, end = at(f"2025-{number + 1:02}-01"), at(f"2025-{number + 2:02}-01")
        lost = sum(max(0, min(stop, end) - max(begin, start)) for begin, stop in log)
        share = Fraction(end - start - lost, end - start)
        quarter = Fraction(0) if number % 3 == 0 else quarter
        missed += share < Fraction(995, 1000)
        credit = 600 if share < Fraction(99, 100) else 100 if share < Fraction(995, 1000) else 0
        credit = min(Fraction(credit), 1000 - quarter, Fraction(500))
        quarter += credit
        owed += credit
    assert sum(t.state is State.MISSED for t in result.turns) == missed
    assert result.credit == Money(owed, "EUR")
    assert [t.statement.period.label for t in result.turns] == [f"2025-{m:02}" for m in range(1, 7)]
    assert f"missed {missed} of 6 months and paid " in sentence(result)
    (tally,) = tallies(result)
    assert tally.count(State.MISSED) == missed
    assert tally.granted == Money(owed, "EUR")


def test_caps_say_what_they_took() -> None:
    result = played(
        house(MONTHLY),
        span("2025-01", "2025-03"),
        down(*((f"2025-0{m}-05", f"2025-0{m}-06") for m in (1, 2, 3))),
    )
    taken = [(c.period, c.kind, c.what, c.taken.amount) for t in result.turns for c in cuts(t.statement)]
    assert taken == [
        ("2025-01", "cap", "at most 50% of monthly per month", 100),
        ("2025-02", "cap", "at most 100% of monthly per quarter, of which 500 EUR was credited before", 100),
        (
            "2025-03",
            "cap",
            "at most 100% of monthly per quarter, of which 1_000 EUR was credited before",
            600,
        ),
    ]
    assert result.credit == Money(Fraction(1000), "EUR")


def test_every_promise_has_periods_of_its_own_and_only_whole_ones() -> None:
    made = house(
        """\
  guarantee m: uptime of S >= 99.9% per month
  guarantee q: uptime of S >= 99.9% per quarter
  guarantee w: uptime of T >= 99.9% per week
  guarantee y: uptime of S >= 99.9% per year
  guarantee r: uptime of S >= 99.9% per rolling 30 days
"""
    )
    time = span("2025-02", "2025-07")
    result = played(made, time, down(("2025-05-10", "2025-05-11")))
    labels = {
        kind: [t.statement.period.label for t in result.turns if t.kind is kind]
        for kind in (Kind.MONTH, Kind.QUARTER, Kind.YEAR, Kind.ROLLING)
    }
    assert labels == {
        Kind.MONTH: [f"2025-{m:02}" for m in range(2, 8)],
        Kind.QUARTER: ["2025-Q2"],
        Kind.YEAR: [],
        # The first window would begin in January, which is not played.
        Kind.ROLLING: ["2025-03-31", "2025-04-30", "2025-05-31", "2025-06-30", "2025-07-31"],
    }
    weeks = [t.statement for t in result.turns if t.kind is Kind.WEEK]
    assert weeks[0].period.start == at("2025-02-03") and weeks[-1].period.end == at("2025-07-28")
    ends = [t.statement.period.end for t in result.turns]
    assert ends == sorted(ends)
    for turn in result.turns:
        for each in turn.statement.results:
            assert each.guarantee.period is not None and each.guarantee.period.kind is turn.kind
    said = sentence(result)
    assert "missed 0 of 25 weeks, 1 of 6 months, 1 of 1 quarter and 1 of 5 rolling windows" in said


def test_promises_without_a_period_are_monthly_beside_quarterly_ones() -> None:
    made = house("  guarantee n: uptime of S >= 99.9%\n  guarantee q: uptime of S >= 99.9% per quarter\n")
    result = played(made, span("2025-01", "2025-03"), down())
    found = [(t.statement.period.label, [r.guarantee.key for r in t.statement.results]) for t in result.turns]
    assert found == [("2025-01", ["n"]), ("2025-02", ["n"]), ("2025-03", ["n"]), ("2025-Q1", ["q"])]


def test_a_cap_over_both_months_and_quarters_is_shared() -> None:
    made = house(
        """\
  guarantee m: uptime of S >= 99.9% per month { credit 300 EUR }
  guarantee q: uptime of S >= 99.9% per quarter { credit 300 EUR }
  credits { combine sum; cap 400 EUR per year }
"""
    )
    result = played(made, span("2025-01", "2025-06"), down(("2025-03-01", "2025-03-02")))
    owed = [(t.statement.period.label, t.statement.credit) for t in result.turns if t.state is State.MISSED]
    assert owed == [("2025-03", Money(Fraction(300), "EUR")), ("2025-Q1", Money(Fraction(100), "EUR"))]


def test_a_second_miss_in_a_row_doubles_and_the_time_before_counts_as_met() -> None:
    credit = "credit 100 EUR doubled when missed 2 months in a row"
    made = house(f"  guarantee m: uptime of S >= 99.9% per month {{ {credit} }}\n")
    result = played(
        made, span("2025-01", "2025-03"), down(("2025-01-02", "2025-01-03"), ("2025-02-02", "2025-02-03"))
    )
    assert [t.statement.credit for t in result.turns] == [Money(Fraction(n), "EUR") for n in (100, 200, 0)]


def test_margins_are_what_was_to_spare() -> None:
    made = house("  guarantee m: uptime of S >= 99.9% per month { exact }\n")
    time = span("2025-03", "2025-05")
    result = played(
        made, time, down(("2025-03-05 10:00", "2025-03-05 10:44"), ("2025-04-01", "2025-04-01 01:00"))
    )
    gaps = [margin(t.statement.results[0]) for t in result.turns]
    month = 31 * 24 * 60
    # 44.64 min may be lost in March, 43.2 in April.
    assert [(g.distance, g.text) for g in gaps if g] == [
        (Fraction(1, 1000) - Fraction(44, month), "38 s"),
        (Fraction(1, 1000) - Fraction(60, 30 * 24 * 60), "16 min 48 s"),
        (Fraction(1, 1000), "44 min 38 s"),
    ]
    (tally,) = tallies(result)
    assert tally.closest is not None and tally.closest.period.label == "2025-03"
    assert tally.worst is not None and tally.worst.period.label == "2025-04"


def test_undefined_rows_owe_nothing_and_make_the_sum_a_lower_bound() -> None:
    made = house(
        """\
  guarantee m: uptime of S >= 99.9% per month {
    exact
    credit {
      when value < 99.9% and value > 99%: 10% of monthly
      when value < 99%: 20% of monthly
    }
  }
"""
    )
    # 1% of April is 7 h 12 min: exactly 99% falls between the rows.
    facts = down(("2025-03-01", "2025-03-01 02:00"), ("2025-04-01", "2025-04-01 07:12"))
    result = played(made, span("2025-03", "2025-04"), facts)
    assert result.open_ended
    assert "paid at least 100 EUR" in sentence(result)
    assert result.credit == Money(Fraction(100), "EUR")


def test_nothing_known_is_never_met() -> None:
    result = played(house(MONTHLY), span("2025-01", "2025-06"), Facts())
    assert all(t.state is State.NO_DATA for t in result.turns)
    assert sentence(result) == "nobody can say what this draft would have cost: 6 months without data"


def test_a_span_too_short_for_any_period_says_so() -> None:
    made = house("  guarantee y: uptime of S >= 99.9% per year\n")
    result = played(made, span("2025-01", "2025-06"), down())
    assert not result.turns
    assert sentence(result).endswith("none of its periods lies in that time")


@pytest.mark.parametrize(
    ("first", "last"),
    [
        ("2025-02", "2025-01"),
        ("2025-13", "2026-01"),
        ("x", "2025-01"),
        ("1200-01", "2025-01"),
        ("2025-01", "9999-12"),
    ],
)
def test_what_is_no_span_is_none(first: str, last: str) -> None:
    assert span_of(first, last, "UTC") is None


def test_a_span_may_mix_kinds_of_labels_and_counts_in_the_zone() -> None:
    found = span_of("2025", "2026-Q1", "Europe/Helsinki")
    assert found is not None
    assert (found.first.isoformat(), found.last.isoformat()) == ("2025-01-01", "2026-03-31")
    assert found.start == at("2024-12-31 22:00")


# ---- since when a log of outages was kept


def from_files(folder: Path, time: Span, kept: Span | None = None, body: str = MONTHLY) -> Simulation:
    made = house(body)
    with Store() as store:
        given = bindings([f"outages={folder / 'o.csv'}"])
        store.prepare(str(folder / "o.csv"))
        known = records(made, made.agreements["A"], time, given, store, kept=kept)
        return replay(made, known)


LOG = """\
service,start,end
T,2025-03-10 10:00,2025-03-10 10:01
S,2025-04-02 10:00,2025-04-02 20:00
T,2025-05-31 23:00,2025-06-01 00:00
"""


def test_outside_its_first_and_last_month_a_log_says_nothing(tmp_path: Path) -> None:
    (tmp_path / "o.csv").write_text(LOG)
    result = from_files(tmp_path, span("2025-01", "2025-07"))
    states = {t.statement.period.label: t.state for t in result.turns}
    assert states == {
        "2025-01": State.NO_DATA,
        "2025-02": State.NO_DATA,
        "2025-03": State.MET,
        "2025-04": State.MISSED,
        "2025-05": State.MET,
        "2025-06": State.NO_DATA,
        "2025-07": State.NO_DATA,
    }
    assert "missed 1 of 3 months" in sentence(result)
    assert sentence(result).endswith("4 months without data are left out")
    assert any("from 2025-03 to 2025-05" in note for note in result.notes)


def test_a_quarter_of_which_a_part_was_recorded_has_no_data(tmp_path: Path) -> None:
    (tmp_path / "o.csv").write_text(LOG)
    body = "  guarantee q: uptime of S >= 99.9% per quarter\n"
    result = from_files(tmp_path, span("2025-01", "2025-09"), body=body)
    assert {t.state for t in result.turns} == {State.NO_DATA}


def test_who_kept_the_log_may_say_so(tmp_path: Path) -> None:
    (tmp_path / "o.csv").write_text(LOG)
    result = from_files(tmp_path, span("2025-01", "2025-07"), span("2025-02", "2025-06"))
    states = [t.state for t in result.turns]
    met, nothing = State.MET, State.NO_DATA
    assert states == [nothing, met, met, State.MISSED, met, met, nothing]


@pytest.mark.parametrize("log", ["service,start,end\n", "service,start,end\nX,2025-03-01,2025-03-02\n"])
def test_an_empty_log_is_no_good_news(tmp_path: Path, log: str) -> None:
    (tmp_path / "o.csv").write_text(log)
    result = from_files(tmp_path, span("2025-01", "2025-03"))
    assert {t.state for t in result.turns} == {State.NO_DATA}


def test_weeks_keep_to_their_own_days() -> None:
    made = house("  guarantee w: uptime of S >= 99.9% per week\n")
    result = played(made, span("2025-W02", "2025-W03"), down(("2025-01-08", "2025-01-09")))
    assert [(t.statement.period.label, t.state) for t in result.turns] == [
        ("2025-W02", State.MISSED),
        ("2025-W03", State.MET),
    ]
    assert Cycle(Kind.WEEK, "UTC").at("2025-W02") == result.turns[0].statement.period


# ---- servers


def test_a_server_is_asked_once_for_every_period_whatever_is_tried() -> None:
    asked: list[str] = []

    def served(
        agreement: Agreement,
        period: Period,
        address: str,
        found: list[Diagnostic],
        services: Iterable[Service] = (),
        excluded: Mapping[str, ServiceFacts] | None = None,
        /,
    ) -> dict[str, ServiceFacts]:
        asked.append(period.label)
        found.append(Diagnostic(BAD_DATA_SOURCE, "the same every time"))
        return {"S": ServiceFacts(down=((at("2025-02-10"), at("2025-02-11")),))}

    made = house(MONTHLY)
    given = bindings(["prometheus=http://localhost:1"])
    known = records(made, made.agreements["A"], span("2025-01", "2025-03"), given, None, served)
    first = replay(made, known)
    tried = replay(made, known, with_target(known.agreement, "u", Ratio(Fraction(9, 10))))
    assert asked == ["2025-01", "2025-02", "2025-03"]
    assert [d.message for d in known.found] == ["the same every time"]
    assert [t.state for t in first.turns] == [State.MET, State.MISSED, State.MET]
    assert [t.state for t in tried.turns] == [State.MET] * 3
