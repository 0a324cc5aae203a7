"""What is left out below or above, several promises about one thing: courses of outages played by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

import pytest
from proof_houses import proof_of, sla, uc

from sladsl.evaluate.evaluate import result
from sladsl.evaluate.facts import Facts, ServiceFacts
from sladsl.evaluate.results import State
from sladsl.exact.intervals import Intervals, intersection, normalise, union
from sladsl.prove.telling import assumptions, verdict, witness

HOUR = 3600
FEBRUARY = "effective 2026-02-01 until 2026-02-28"
SPRING = "effective 2026-02-01 until 2026-04-30"
FIVE = "metric ok5 { better higher; signals e, r; value = share of each 5 min where e / r <= 5% }\n"


def at(day: int, hour: int = 0, minute: int = 0, month: int = 2) -> int:
    return int(datetime(2026, month, day, hour, minute, tzinfo=UTC).timestamp())


def states(text: str, down: Mapping[str, Intervals], web: Intervals) -> tuple[bool, State, set[State]]:
    """Whether the promise is called kept; its state and those under it when so much is down."""
    proof = proof_of(text)
    above = Facts({"Web": ServiceFacts(down=web)})
    cycle = proof.guarantee.period
    assert cycle is not None
    first = min(start for spans in down.values() for start, _ in spans)
    period = cycle.containing(first)
    state = result(proof.guarantee, proof.agreement, proof.service, above, period, {}).state
    below = set()
    for support in (*proof.supports, *proof.besides):
        theirs = support.guarantee.period
        assert theirs is not None
        (service,) = support.guarantee.services
        facts = Facts({support.component: ServiceFacts(down=down.get(support.component, ()))})
        for each in theirs.between(period.start, period.end):
            below.add(result(support.guarantee, support.agreement, service, facts, each, {}).state)
    return proof.kept, state, below


def test_an_interval_that_an_exclusion_cuts_is_bad_above() -> None:
    text = (
        FIVE
        + "exclusion work { window Sun 02:02-02:58 }\nservice A\nservice Web { needs A }\n"
        + uc("X", "guarantee g: ok5 of A >= 99.99% per month { except work; exact }", SPRING)
        + sla("guarantee g: ok5 of Web >= 99.33% per month { exact }", SPRING)
    )
    down = normalise((at(day, 2, 2, 3), at(day, 2, 58, 3)) for day in (1, 8, 15, 22, 29))
    assert states(text, {"A": down}, down) == (False, State.MISSED, {State.MET})


def test_a_little_work_in_many_intervals_spoils_them_all() -> None:
    text = (
        FIVE
        + "exclusion work { window Sun 02:00-06:00; at most 7 min per week }\n"
        + "service A\nservice Web { needs A }\n"
        + uc("X", "guarantee g: ok5 of A >= 100% per month { except work; exact }", FEBRUARY)
        + sla("guarantee g: ok5 of Web >= 99.92% per month { exact }", FEBRUARY)
    )
    down = normalise((at(day, 2), at(day, 2, 10)) for day in (1, 8, 15, 22))
    assert states(text, {"A": down}, down) == (False, State.MISSED, {State.MET})


def shared(per: str, above: str) -> str:
    work = uc("XA", f"guarantee g: up of A >= 100% per {per} {{ except maint; exact }}", SPRING)
    work += uc("XB", f"guarantee g: up of B >= 100% per {per} {{ except maint; exact }}", SPRING)
    return (
        "exclusion maint { window Sun 02:00-06:00; at most 1 h per week }\n"
        "service A\nservice B\nservice C\nservice Main { needs A, B }\nservice Web { needs 1 of Main, C }\n"
        + work
        + uc("XC", f"guarantee g: down of C <= 2 h per {per} {{ exact }}", SPRING)
        + sla(f"guarantee g: up of Web >= {above} per {per} {{ except maint; exact }}", SPRING)
    )


def test_a_budget_by_the_week_excuses_no_other_week() -> None:
    """Work of two in one week, where the month has four of them."""
    down = {"A": ((at(1, 2), at(1, 3)),), "B": ((at(1, 3), at(1, 4)),), "C": ((at(1, 2), at(1, 4)),)}
    web = intersection(union(down["A"], down["B"]), down["C"])
    assert states(shared("month", "100%"), down, web) == (False, State.MISSED, {State.MET})


def test_a_budget_of_another_zone_is_another_budget() -> None:
    """Four hours of each month in Helsinki are eight around midnight in UTC."""
    lower = uc("X", "guarantee g: up of A >= 100% per month { except planned; exact }", SPRING)
    text = (
        "exclusion planned { at most 4 h per month }\nservice A\nservice Web { needs A }\n"
        + lower.replace('zone "UTC"', 'zone "Europe/Helsinki"')
        + sla("guarantee g: up of Web >= 99.5% per month { except planned; exact }", SPRING)
    )
    assert not proof_of(text).kept


def test_the_strictest_of_several_promises_holds_in_each_of_its_weeks() -> None:
    text = (
        "exclusion wb { window first Sun 00:00-08:00 }\n"
        "service A\nservice B\nservice Web { needs 1 of A, B }\n"
        + uc("XM", "guarantee g: down of A <= 10 h per month { exact }", FEBRUARY)
        + uc("XW", "guarantee g: down of A <= 3 h per week { exact }", FEBRUARY)
        + uc("XB", "guarantee g: up of B >= 100% per month { except wb; exact }", FEBRUARY)
    )
    assert proof_of(text + sla("guarantee g: down of Web <= 3 h per month { exact }", FEBRUARY)).kept
    proof = proof_of(text + sla("guarantee g: down of Web <= 2 h per month { exact }", FEBRUARY))
    assert verdict(proof) == "not kept"
    assert proof.bound == 3 * HOUR


def test_the_case_of_a_series_keeps_the_week_too() -> None:
    text = (
        "service A\nservice Web { needs A }\n"
        + uc("XM", "guarantee g: down of A <= 10 h per month { exact }", FEBRUARY)
        + uc("XW", "guarantee g: down of A <= 3 h per week { exact }", FEBRUARY)
        + sla("guarantee g: down of Web <= 9 h per month { exact }", FEBRUARY)
    )
    proof = proof_of(text)
    down = normalise((begun, begun + int(seconds)) for _, begun, seconds in proof.case.spans)
    assert states(text, {"A": down}, down) == (False, State.MISSED, {State.MET})


def test_a_case_stays_out_of_the_windows_above() -> None:
    """It breaks the promise whatever is recorded; where it cannot, what has to be is told."""
    text = (
        "exclusion planned { window Sun 02:00-06:00 }\nservice A\nservice Web { needs A }\n"
        + uc("X", "guarantee g: down of A <= 5 h per month { exact }", FEBRUARY)
        + sla("guarantee g: down of Web <= 3 h per month { except planned; exact }", FEBRUARY)
    )
    proof = proof_of(text)
    down = normalise((begun, begun + int(seconds)) for _, begun, seconds in proof.case.spans)
    assert states(text, {"A": down}, down) == (False, State.MISSED, {State.MET})
    assert not proof.case.recorded


def test_what_has_to_be_recorded_is_told() -> None:
    text = (
        "exclusion planned { window Mon-Sun 00:00-23:00 }\nservice A\nservice Web { needs A }\n"
        + uc("X", "guarantee g: down of A <= 50 h per month { exact }", FEBRUARY)
        + sla("guarantee g: down of Web <= 40 h per month { except planned; exact }", FEBRUARY)
    )
    assert any("no work is recorded as `planned`" in line for line in witness(proof_of(text)))


MIXED = [
    ("rolling 30 days", "rolling 7 days", "month"),
    ("rolling 10 days", "rolling 3 days", "rolling 3 days"),
]


@pytest.mark.parametrize("pers", MIXED)
def test_less_than_all_is_shown_where_all_cannot_be_laid_out(pers: Sequence[str]) -> None:
    """Under a year periods roll past each other too often; much less breaks the promise."""
    shares = ("98.6%", "99.2%", "99%")
    text = "service A\nservice B\nservice C\nservice Web { needs 2 of A, B, C }\n"
    for key, share, per in zip("ABC", shares, pers, strict=True):
        text += uc(f"U{key}", f"guarantee g: up of {key} >= {share} per {per} {{ exact }}")
    proof = proof_of(text + sla("guarantee g: up of Web >= 99.9% per year { exact }"))
    assert verdict(proof) == "not kept"


def test_two_budgets_in_one_window_do_not_hide_what_is_lost_besides() -> None:
    text = (
        "exclusion w1 { window Sun 02:00-06:00; at most 3 h per month }\n"
        "exclusion w2 { window Sun 02:00-06:00; at most 3 h per month }\n"
        "service A\nservice Web { needs A }\n"
        + uc("X", "guarantee g: down of A <= 2 h per month { except w1, w2; exact }", FEBRUARY)
        + sla("guarantee g: down of Web <= 1 h per month { exact }", FEBRUARY)
    )
    assert verdict(proof_of(text)) == "not kept"


def test_one_of_two_budgets_above_excuses_no_more_than_itself() -> None:
    text = (
        "exclusion e1 { window Sat 00:00-24:00; at most 1 h per month }\n"
        "exclusion e2 { window Sun 00:00-24:00; at most 1 h per month }\n"
        "exclusion w { window Sat 00:00-24:00 }\nservice A\nservice Web { needs A }\n"
        + uc("U", "guarantee u: down of A <= 0 s per month { except w; exact }", FEBRUARY)
        + sla("guarantee u: down of Web <= 94 h per month { except e1, e2; exact }", FEBRUARY)
    )
    down = normalise((at(day), at(day + 1) if day < 28 else at(1, month=3)) for day in (7, 14, 21, 28))
    assert states(text, {"A": down}, down) == (False, State.MISSED, {State.MET})


def test_work_by_the_week_is_excused_only_in_the_week_of_the_budget() -> None:
    text = (
        "exclusion e1 { window first Sun 00:00-24:00; at most 10 min per month }\n"
        "exclusion w { window Sun 00:00-24:00; at most 1 h per week }\nservice A\nservice Web { needs A }\n"
        + uc("U", "guarantee u: down of A <= 0 s per month { except w; exact }", FEBRUARY)
        + sla("guarantee u: down of Web <= 210 min per month { except e1; exact }", FEBRUARY)
    )
    down = normalise((at(day), at(day, 1)) for day in (1, 8, 15, 22))
    assert states(text, {"A": down}, down) == (False, State.MISSED, {State.MET})


@pytest.mark.parametrize("needs", ["A, B", "B, A"])
def test_hours_of_nobody_are_given_to_none_that_another_promise_limits(needs: str) -> None:
    term = "effective 2026-03-30 until 2026-04-05"
    text = (
        'calendar Wk { zone "UTC"; open Mon-Fri 00:00-24:00 }\n'
        f"service A\nservice B\nservice Web {{ needs {needs} }}\n"
        + uc("U", "guarantee u: down of A <= 0 s per week during Wk { exact }", term)
        + uc(
            "V",
            "guarantee u: down of B <= 0 s per week during Wk { exact }\n"
            "guarantee d: down of B <= 30 h per month { exact }",
            term,
        )
        + sla("guarantee u: down of Web <= 40 h per week { exact }", term)
    )
    proof = proof_of(text)
    assert not proof.kept
    assert proof.bound == 48 * HOUR


@pytest.mark.parametrize(
    ("below", "above", "assumed"),
    [
        ("work", "work", ("work",)),
        ("work", "other", ("other",)),
        ("work", "noon", ()),
        ("cup", "cup", ("cup",)),
        ("cup", "pot", ()),
    ],
    ids=["same name", "same window", "other window", "same budget", "other budget"],
)
def test_what_is_taken_to_be_the_same_work_is_told(below: str, above: str, assumed: tuple[str, ...]) -> None:
    proof = proof_of(
        "exclusion work { window Sun 02:00-06:00; at most 4 h per month }\n"
        "exclusion other { window Sun 03:00-07:00 }\nexclusion noon { window Sun 12:00-13:00 }\n"
        "exclusion cup { at most 1 h per month }\nexclusion pot { at most 1 h per month }\n"
        "service A\nservice Web { needs A }\n"
        + uc("X", f"guarantee g: up of A >= 100% per month {{ except {below}; exact }}", SPRING)
        + sla(f"guarantee g: up of Web >= 99% per month {{ except {above}; exact }}", SPRING)
    )
    assert proof.same_work == assumed
    assert any("work left out below" in line for line in assumptions(proof)) == bool(assumed)


@pytest.mark.parametrize("needs", ["needs A; needs 1 of B, C", "needs 1 of B, C; needs A"])
def test_a_window_that_costs_a_share_is_left_to_those_that_it_costs_nothing(needs: str) -> None:
    """While B and C are down on Sundays for nothing, A keeps ten per cent of all hours."""
    text = (
        "exclusion w { window Sun 00:00-24:00 }\nexclusion none { at most 1 s per month }\n"
        f"service A\nservice B\nservice C\nservice Web {{ {needs} }}\n"
        + uc("XA", "guarantee g: up of A >= 90% per month { except w; exact }", FEBRUARY)
        + uc("XB", "guarantee g: down of B <= 0 s per month { except w; exact }", FEBRUARY)
        + uc("XC", "guarantee g: down of C <= 0 s per month { except w; exact }", FEBRUARY)
        + sla("guarantee g: down of Web <= 160 h per month { except none; exact }", FEBRUARY)
    )
    proof = proof_of(text)
    assert verdict(proof) == "not kept"
    assert proof.bound == 96 * HOUR + 672 * HOUR / 10
