"""Budgets of a promise that do not last for what is left out below: courses of outages played by hand."""

from __future__ import annotations

import pytest
from played_courses import HOUR, SUNDAYS, TWO, WINTER, Course, at, contract, deal, judge
from proof_houses import house_of, proof_of, sla, uc

from sladsl.model.supports import Supports
from sladsl.prove.proving import proofs
from sladsl.prove.telling import assumptions, verdict

WEEK = Course(
    f"exclusion e {{ {SUNDAYS} 4 h per month }}\nexclusion w {{ window Sun 00:00-04:00 }}\n"
    "service A\nservice Web { needs A }\n"
    + contract("A", "down of <= 0 s per week", "except w; exact")
    + deal("down of Web <= 0 s per week", "e"),
    (at(8), at(15)),
)
EDGE = Course(
    "exclusion e { window Mon-Sun 00:00-24:00; at most 1 h per week }\n"
    "exclusion w { window Sat-Sun 00:00-24:00; at most 1 h per month }\n"
    "service A\nservice Web { needs A }\n"
    + contract("A", "down of <= 0 s per month", "except w; exact")
    + deal("down of Web <= 0 s per month", "e"),
    (at(0, 0, 1), at(1, 0, 1)),
)
ANOTHER = Course(
    f"exclusion m {{ {SUNDAYS} 4 h per month }}\n{TWO}"
    + contract("A", "down of <= 0 s per week", "except m; exact")
    + contract("B", "down of <= 4 h per week")
    + deal("down of Web <= 4 h per week", "m"),
    (at(8),),
    (at(1), at(8, 6)),
)
YEAR = Course(
    f"exclusion m {{ {SUNDAYS} 8 h per year }}\n{TWO}"
    + contract("A", "up of >= 100% per month", "except m; exact")
    + contract("B", "up of >= 98.5% per month")
    + deal("up of Web >= 98.5% per month", "m"),
    (at(8, 0, 8),),
    (at(-27, 0, 8), at(3, 6, 10)),
)
TWICE = Course(
    f"exclusion e1 {{ {SUNDAYS} 4 h per month }}\nexclusion e2 {{ {SUNDAYS} 4 h per month }}\n"
    f"exclusion w {{ window Sun 00:00-12:00; at most 4 h per month }}\n{TWO}"
    + contract("A", "down of <= 0 s per month", "except w; exact")
    + contract("B", "down of <= 0 s per month", "except w; exact")
    + deal("down of Web <= 0 s per month", "e1, e2"),
    (at(8),),
    (at(8, 6),),
)
NAMES = Course(
    f"exclusion e1 {{ {SUNDAYS} 4 h per month }}\nexclusion e2 {{ {SUNDAYS} 4 h per month }}\n{TWO}"
    + contract("A", "down of <= 0 s per month", "except e1; exact")
    + contract("B", "down of <= 0 s per month", "except e2; exact")
    + deal("down of Web <= 0 s per month", "e1, e2"),
    (at(8, 4),),
    (at(15, 4),),
)
BRIEF = Course(
    f"exclusion m {{ {SUNDAYS} 1 h per month }}\n{TWO}"
    + contract("A", "down of <= 0 s per month", "except m; exact")
    + contract("B", "down of <= 0 s per month", "exact; outages under 5 min do not count")
    + deal("down of Web <= 0 s per month", "m; outages under 5 min do not count"),
    (at(8, 0, 1),),
    tuple(at(1, 1 + number / 3, 1 / 15) for number in range(15)),
    breaks=False,
)
PARTS = Course(
    "metric dw { better lower; value = time down; partial minutes do not count }\n"
    f"exclusion m {{ {SUNDAYS} 1 h per month }}\n{TWO}"
    + contract("A", "dw of <= 0 s per month", "except m; exact")
    + contract("B", "dw of <= 0 s per month")
    + deal("dw of Web <= 0 s per month", "m"),
    (at(8, 0, 1),),
    tuple((at(1)[0] + 60 * number + 1, at(1)[0] + 60 * number + 59) for number in range(600)),
    breaks=False,
)
OVERLAP = Course(
    'calendar P { zone "UTC"; open Mon-Sun 00:00-14:00 }\n'
    'calendar Q { zone "UTC"; open Mon-Sun 10:00-24:00 }\n'
    f"exclusion w {{ window Sun 10:00-14:00 }}\nexclusion none {{ at most 1 s per month }}\n{TWO}"
    + uc(
        "XA",
        "guarantee p: down of A <= 0 s per month during P { except w; exact }\n"
        "guarantee q: down of A <= 0 s per month during Q { exact }",
        WINTER,
    )
    + contract("B", "down of <= 0 s per month", "except w; exact")
    + deal("down of Web <= 15 h per month", "none"),
    (),
    (at(1, 10), at(8, 10), at(15, 10), at(22, 10)),
)

INSIDE = Course(
    "exclusion e1 { window Sun 00:00-24:00 }\n"
    "exclusion e2 { window Sun-Mon 00:00-24:00; at most 4 h per month }\n"
    "exclusion w { window Mon 00:00-04:00; at most 4 h per month }\n"
    "service A\nservice Web { needs A }\n"
    + contract("A", "down of <= 0 s per month", "except e1, w; exact")
    + deal("down of Web <= 0 s per month", "e1, e2"),
    (at(1), at(2)),
)
BESIDE = Course(
    INSIDE.text.replace("service A\nservice Web { needs A }\n", TWO).replace("except e1, w; ", "except w; ")
    + contract("B", "down of <= 0 s per month", "except e1; exact"),
    (at(2),),
    (at(1),),
)
DAYS = Course(
    f"exclusion m {{ {SUNDAYS} 1 days per month }}\n{TWO}"
    + contract("A", "down of <= 0 s per month", "except m; exact")
    + contract("B", "down of <= 0 s per month", "except m; exact")
    + deal("down of Web <= 0 s per month", "m"),
    (at(1),),
    (at(8),),
)
TOUCHED = Course(
    "metric iv { better higher; signals up; value = share of each 5 min where up; partial minutes count }\n"
    f"exclusion e {{ {SUNDAYS} 5 min per month }}\n"
    "exclusion w { window Sun 12:00-24:00; at most 5 min per month }\n"
    "service A\nservice Web { needs A }\n"
    + contract("A", "iv of >= 99.98% per month", "except w; exact")
    + deal("iv of Web >= 99.98% per month", "e"),
    (at(1, 0, 1 / 12), *(at(day, 12 + n / 12, 1 / 3600) for day in (1, 8) for n in range(144))),
)
BY_DAY = 'calendar Day { zone "UTC"; open Mon-Sun 01:00-24:00 }\nservice A\nservice Web { needs A }\n'
NIGHTS = tuple(at(day, 0, 1) for day in range(1, 29))
SECONDS_BY_DAY = tuple(at(2, 2 + n / 12, 3 / HOUR) for n in range(240))
AT_NIGHT = Course(
    "metric iv { better higher; signals up; value = share of each 5 min where up; partial minutes count }\n"
    "exclusion m { at most 60 min per month }\n"
    + BY_DAY
    + contract("A", "iv of >= 99.9% per month during Day", "except m from downtime only; exact")
    + deal("iv of Web >= 95.5% per month", "m from downtime only"),
    (*NIGHTS, *SECONDS_BY_DAY),
    recorded=(("m", (at(1, 0, 1), *SECONDS_BY_DAY)),),
)
A_DAY = Course(
    "exclusion m { at most 1 days per month }\n"
    + BY_DAY
    + contract("A", "down of <= 0 s per month during Day", "except m; exact")
    + deal("down of Web <= 33 h per month", "m"),
    (*NIGHTS, at(2, 1, 23)),
    recorded=(("m", (at(1, 0, 0.01), at(2, 1, 23))),),
)


@pytest.mark.parametrize(
    "course",
    [WEEK, EDGE, ANOTHER, YEAR, TWICE, NAMES, BRIEF, PARTS, OVERLAP, INSIDE, BESIDE, DAYS, TOUCHED],
    ids=str.split("week edge another year twice names brief parts overlap inside beside days touched"),
)
def test_what_is_kept_stands_what_nobody_recorded(course: Course) -> None:
    judge(course)


def test_only_work_uses_up_a_limit() -> None:
    """Six hundred works of a second on a Sunday, and an outage of the other supplier on another: it is no
    work, so that the limit suffices for what is. The answer says that it rests on this."""
    text = (
        f"exclusion m {{ {SUNDAYS} 4 h per month }}\n"
        "metric iv { better higher; signals up; value = share of each 1 min where up; "
        "partial minutes count }\n"
        + TWO
        + contract("A", "iv of >= 99% per month", "except m; exact")
        + contract("B", "iv of >= 99.4% per month")
        + deal("iv of Web >= 98% per month", "m")
    )
    works = tuple(at(8, n / 60, 1 / HOUR) for n in range(600))
    judge(Course(text, (at(3, 0, 6.5), *works), (at(1),), breaks=False, recorded=(("m", works),)))
    assert any(
        "only such work, where it takes `Web` down, uses up" in said for said in assumptions(proof_of(text))
    )


@pytest.mark.parametrize("course", [AT_NIGHT, A_DAY], ids=["intervals", "days"])
def test_work_in_hours_that_the_support_does_not_count_uses_up_the_budget_above(course: Course) -> None:
    judge(course)


def test_a_window_does_not_hide_work_that_leaves_the_base_as_it_is() -> None:
    """Twenty hours `v` and the other 76 of four Sundays `w`, of which the share is no share."""
    text = (
        f"exclusion w {{ window Sun 00:00-24:00 }}\nexclusion v {{ {SUNDAYS} 20 h per month }}\n"
        "exclusion none { at most 1 s per month }\nservice A\nservice Web { needs A }\n"
        + contract("A", "up of >= 90% per month", "except w; except v from downtime only; exact")
        + deal("down of Web <= 154 h per month", "none")
    ).replace(WINTER, "effective 2026-02-01 until 2026-02-28")
    assert proof_of(text).bound == 96 * HOUR + (672 - 76) * HOUR / 10


def test_budgets_of_several_months_excuse_each_their_own() -> None:
    """Two suppliers with four hours a month each, of which the promise of a quarter leaves four out."""
    text = (
        "exclusion m { at most 4 h per month }\n"
        + TWO
        + contract("A", "down of <= 0 s per month", "except m; exact")
        + contract("B", "down of <= 0 s per month", "except m; exact")
        + deal("down of Web <= LIMIT h per quarter", "m")
    )
    assert proof_of(text.replace("LIMIT", "12", 1)).kept
    proof = proof_of(text.replace("LIMIT", "11", 1))
    assert proof.case
    assert proof.bound == 12 * HOUR


def test_work_may_lie_where_its_budget_above_does_not_suffice() -> None:
    """Four hours of A on a Sunday, of which one is left out above, while B is promised on other days only."""
    text = (
        'calendar MoSa { zone "UTC"; open Mon-Sat 00:00-24:00 }\n'
        f"exclusion e {{ {SUNDAYS} 1 h per month }}\n"
        "exclusion w { window Sun-Mon 00:00-24:00; at most 4 h per month }\n"
        "service A\nservice B\nservice Web { needs 1 of A, B }\n"
        + contract("A", "down of <= 0 s per month", "except w; exact")
        + uc("XB", "guarantee g: down of B <= 0 s per month during MoSa { exact }", WINTER)
        + deal("down of Web <= LIMIT h per month", "e")
    )
    assert not proof_of(text.replace("LIMIT", "2")).kept
    assert proof_of(text.replace("LIMIT", "4")).kept


@pytest.mark.parametrize(("needs", "joined"), [("A, B", True), ("1 of A, B", False), ("A", False)])
def test_short_outages_in_turn_are_taken_not_to_happen(needs: str, joined: bool) -> None:
    brief = "exact; outages under 5 min do not count"
    text = (
        f"service A\nservice B\nservice Web {{ needs {needs} }}\n"
        + contract("A", "down of <= 0 s per month", brief)
        + (contract("B", "down of <= 0 s per month", brief) if "B" in needs else "")
        + sla(f"guarantee g: down of Web <= 0 s per month {{ {brief} }}", WINTER)
    )
    proof = proof_of(text)
    assert proof.kept
    assert any("without a break" in line for line in assumptions(proof)) is joined


@pytest.mark.parametrize(("needs", "adds_up"), [("A, B", True), ("1 of A, B", False), ("A", False)])
def test_failures_that_leave_an_interval_good_are_taken_not_to_add_up(needs: str, adds_up: bool) -> None:
    """Of each supplier four per cent of the requests, where five make an interval bad."""
    text = (
        "metric ok { better higher; signals e, r; value = share of each 5 min where e / r <= 5% }\n"
        f"service A\nservice B\nservice Web {{ needs {needs} }}\n"
        + contract("A", "ok of >= 100% per month")
        + (contract("B", "ok of >= 100% per month") if "B" in needs else "")
        + sla("guarantee g: ok of Web >= 100% per month { exact }", WINTER)
    )
    proof = proof_of(text)
    assert proof.kept
    assert any("do not make it bad together" in line for line in assumptions(proof)) is adds_up


@pytest.mark.parametrize("first", ["D1", "D2"])
def test_what_was_proven_before_changes_nothing(first: str) -> None:
    """D1 leaves out what both supports do; in D2 other work may use up its budget."""
    both = (
        f"exclusion m {{ {SUNDAYS} 4 h per month }}\nexclusion n {{ window Mon 02:00-03:00 }}\n{TWO}"
        + contract("A", "down of <= 0 s per week", "except m; exact")
        + contract("B", "down of <= 0 s per week", "except m; exact")
        + deal("down of Web <= 4 h per week", "m").replace('sla Deal "Deal"', 'sla D1 "D1"')
        + deal("down of Web <= 4 h per week", "m, n").replace('sla Deal "Deal"', 'sla D2 "D2"')
    )
    house = house_of(both)
    supports = Supports(house)
    order = [first, *({"D1", "D2"} - {first})]
    found = {key: proofs(supports, house.agreements[key])[0].kept for key in order}
    assert found == {"D1": True, "D2": False}


def test_a_case_that_is_too_long_to_be_played_shows_nothing_that_is_left_out() -> None:
    """Two hours of every month are left out above; the case of twelve supports by the day is not played."""
    parts = [f"A{number}" for number in range(12)]
    text = (
        "exclusion e { window Sun 02:00-06:00; at most 2 h per month }\n"
        + "".join(f"service {part}\n" for part in parts)
        + f"service Web {{ needs {', '.join(parts)} }}\n"
        + "".join(contract(part, "down of <= 0 s per day", "except e; exact") for part in parts)
        + deal("down of Web <= 190 h per year", "e")
    ).replace(WINTER, "effective 2026-01-01 until 2027-12-31")
    assert verdict(proof_of(text)) == "not proven"
