"""When a supporting promise holds: on which days, by whose clocks, on what condition; and what it limits."""

from __future__ import annotations

import pytest
from played_courses import FIRST, HOUR, Course, at, judge
from proof_houses import house_of, proof_of, sla, uc

from sladsl.exact.periods import DAY
from sladsl.model.supports import Supports
from sladsl.prove.proving import proofs
from sladsl.prove.replaying import counted_in_case
from sladsl.prove.telling import assumptions, verdict, witness

TERM = "effective 2026-02-01 until 2026-04-30"
FEBRUARY = "effective 2026-02-01 until 2026-02-28"
ONE = "service A\nservice Web { needs A }\n"
TWO = "service A\nservice B\nservice Web { needs A, B }\n"


def contract(promises: str, part: str = "A", term: str = TERM) -> str:
    return uc(f"X{part}", promises, term)


def deal(promise: str, term: str = TERM) -> str:
    return sla(f"guarantee g: {promise}", term)


PHASES = Course(
    ONE
    + contract(
        "guarantee g1: up of A >= 99.9% per month until 2026-02-28 { exact }\n"
        "guarantee g2: up of A >= 98% per month from 2026-03-01 { exact }"
    )
    + deal("up of Web >= 99.9% per month { exact }"),
    (at(33, 0, 14),),
)


def test_a_dated_promise_says_nothing_of_other_days() -> None:
    judge(PHASES)


def test_a_month_in_which_nobody_promises_anything_is_not_looked_at() -> None:
    """That is found by itself, with the days: from the middle of March on."""
    text = (
        ONE
        + contract(
            "guarantee g1: down of A <= 1 h per month until 2026-03-15 { exact; begun period cuts both }\n"
            "guarantee g2: down of A <= 1 h per month from 2026-04-01 { exact }"
        )
        + deal("down of Web <= LIMIT h per month { exact }")
    )
    assert proof_of(text.replace("LIMIT", "1")).kept
    broken = proof_of(text.replace("LIMIT", "0.5"))
    assert {each.period.label for each in broken.broken} == {"2026-02", "2026-04"}


def test_of_a_dated_promise_its_own_days_are_proven() -> None:
    text = (
        ONE
        + contract(
            "guarantee g1: up of A >= 98% per month until 2026-02-28 { exact }\n"
            "guarantee g2: up of A >= 99.9% per month from 2026-03-01 { exact }"
        )
        + deal("up of Web >= SHARE per month from 2026-03-01 { exact }")
    )
    assert proof_of(text.replace("SHARE", "99.9%")).kept
    assert proof_of(text.replace("SHARE", "99.91%")).case


def test_before_anything_is_promised_nothing_is_looked_at() -> None:
    """That nobody promises anything in February is found elsewhere, with the days."""
    proof = proof_of(
        ONE
        + contract("guarantee g: up of A >= 99.9% per month from 2026-03-01 { exact }")
        + deal("up of Web >= 99.9% per month { exact }")
    )
    assert proof.kept
    assert proof.period.label != "2026-02"


def test_the_end_of_a_month_by_the_clocks_of_another_zone_is_not_looked_at() -> None:
    """In Tokyo February, and the contract, are over at 15:00."""
    term = "effective 2026-01-01 until 2026-02-28"
    tokyo = contract("guarantee g: down of A <= 0 s per day { exact }", term=term)
    proof = proof_of(
        ONE + tokyo.replace('"UTC"', '"Asia/Tokyo"') + deal("down of Web <= 0 s per month { exact }", term)
    )
    assert proof.kept
    assert proof.period.label == "2026-01"
    assert "is about whole periods: 2026-02, which is cut short, is not looked at" in assumptions(proof)


def test_what_comes_after_the_stated_term_is_not_told() -> None:
    """The contract ends within a month of Tokyo in which the agreement goes on only because it renews."""
    renewing = "effective 2026-01-01 until 2026-03-31, renews for 12 months"
    text = (
        ONE
        + contract(
            "guarantee g: up of A >= 99.9% per month { exact }", term="effective 2026-01-01 until 2026-05-31"
        )
        + deal("up of Web >= 99% per month { exact }", renewing).replace('"UTC"', '"Asia/Tokyo"')
    )
    (first,) = (line for line in assumptions(proof_of(text)) if "whole periods" in line)
    assert first == "is about whole periods: 2026-01, which is cut short, is not looked at"


@pytest.mark.parametrize("above", ["", "applies when disks > 0; "])
def test_a_condition_below_is_told(above: str) -> None:
    """Also where the promise above has the same: of its own service."""
    metric = (
        "metric sized { better higher; signals up, disks; value = share of time where up; "
        "partial minutes count }\n"
    )
    proof = proof_of(
        metric
        + ONE
        + contract("guarantee g: sized of A >= 99% per month { applies when disks > 0; exact }")
        + deal(f"sized of Web >= 99% per month {{ {above}exact }}")
    )
    assert proof.kept
    said = "assumes that the conditions on which `XA.g` holds are fulfilled"
    assert said in assumptions(proof)


def test_what_is_down_before_a_paid_claim_has_no_limit() -> None:
    claims = "guarantee g: up of A >= 99% per month { downtime before a paid claim does not count; exact }"
    proof = proof_of(ONE + contract(claims) + deal("up of Web >= 99% per month { exact }"))
    assert verdict(proof) == "not proven"
    assert not proof.guaranteed


def test_a_share_of_the_months_is_no_availability() -> None:
    house = house_of(
        ONE
        + contract("guarantee g: up of A >= 99% for 95% of months per month { exact }")
        + deal("up of Web >= 99% per month { exact }")
    )
    assert not proofs(Supports(house), house.agreements["Deal"])


SHARED = "exclusion e { at most 4 h per month }\n"


def _shared(part: str) -> str:
    return contract("guarantee g: down of A <= 0 s per month { except e; exact }".replace("A", part), part)


def test_what_several_leave_out_under_one_name_is_recorded_above_too() -> None:
    """Four hours of eight are left out in the one month, and so it is told."""
    proof = proof_of(
        SHARED + TWO + _shared("A") + _shared("B") + deal("down of Web <= 3 h per month { except e; exact }")
    )
    assert proof.case
    assert counted_in_case(proof) == (4 * HOUR, 3 * HOUR)
    assert not any("recorded" in line for line in witness(proof))


def test_nobody_is_accused_of_work_that_is_left_out_above() -> None:
    """Of 24 hours a quarter twelve are work that the promise leaves out, whoever does it."""
    text = (
        SHARED
        + "service A\nservice B\nservice C\nservice Main { needs A, B }\nservice Web { needs 1 of Main, C }\n"
        + _shared("A")
        + _shared("B")
        + contract("guarantee g: down of C <= 8 h per month { exact }", "C")
        + deal("down of Web <= 12 h per quarter { except e; exact }")
    )
    proof = proof_of(text.replace(TERM, "effective 2026-01-01 until 2026-03-31"))
    assert verdict(proof) == "not proven"


def test_a_constant_denominator_and_trailing_hours() -> None:
    judge(
        Course(
            "metric iv { better higher; signals up; value = share of each 1 h where up of 43_200 min; "
            "partial minutes count }\n"
            'calendar Half { zone "UTC"; open Mon-Sun 08:30-10:30 }\n'
            + ONE
            + contract("guarantee g: iv of A >= 10% per month { exact }")
            + deal("iv of Web >= 98.6% per trailing 7 days during Half { exact }"),
            tuple(
                (FIRST + day * DAY + 17 * HOUR // 2, FIRST + day * DAY + 21 * HOUR // 2)
                for day in range(7, 14)
            ),
        )
    )


@pytest.mark.parametrize(("metric", "said"), [("iv", "not proven"), ("up", "kept")])
def test_work_in_windows_of_both_is_recorded_above_too(metric: str, said: str) -> None:
    """The supplier may be down in its window only, for which the budget above suffices."""
    proof = proof_of(
        "metric iv { better higher; signals up; value = share of each 5 min where up; "
        "partial minutes count }\n"
        "exclusion w { window Sun 02:00-03:00 }\n"
        "exclusion e { window Sun 00:00-12:00; at most 1 h per week }\n"
        + ONE
        + contract(f"guarantee g: {metric} of A >= 100% per week {{ except w; exact }}")
        + deal(f"{metric} of Web >= 100% per week {{ except e; exact }}")
    )
    assert verdict(proof) == said


def test_short_outages_need_no_second_between_two_where_hours_end() -> None:
    judge(
        Course(
            'calendar H { zone "UTC"; open Mon-Sun 08:00-12:00, 13:00-17:00 }\n'
            + ONE
            + contract(
                "guarantee g: down of A <= 0 s per month during H { exact; outages up to 4 h do not count }",
                term=FEBRUARY,
            )
            + deal("down of Web <= 806350 s per month during H { exact }", FEBRUARY),
            tuple(at(day, hour, 4) for day in range(1, 29) for hour in (8, 13)),
        )
    )


@pytest.mark.parametrize(
    ("remedy", "kind", "told"),
    [
        ("", "uc", True),
        ("", "ola", False),
        ("fee f = 100 EUR per month\n", "uc", False),
        ("terminate by customer when g missed 3 of 6 months\n", "uc", False),
    ],
)
def test_promises_for_which_nothing_is_owed_are_told(remedy: str, kind: str, told: bool) -> None:
    credit = "credit 5% of f" if remedy.startswith("fee") else ""
    below = contract(f"{remedy}guarantee g: up of A >= 99% per month {{ exact; {credit} }}")
    if kind == "ola":
        below = (
            below.replace("uc XA", "ola XA").replace("Vendor", "Maker.Desk").replace("Maker\n", "Maker.Ops\n")
        )
    proof = proof_of(ONE + below + deal("up of Web >= 99% per month { exact }"))
    assert proof.kept
    assert ("rests on `XA.g`, for which nothing is owed when missed" in assumptions(proof)) is told


def test_more_contracts_one_after_the_other_than_are_weighed_at_once() -> None:
    """Five months, each with a contract of its own, of which the last one promises less."""
    ends = ("31", "28", "31", "30", "31")
    below = "".join(
        uc(
            f"U{month}",
            f"guarantee g: up of A >= {90 if month == 5 else 100}% per month {{ exact }}",
            f"effective 2026-0{month}-01 until 2026-0{month}-{day}",
        )
        for month, day in enumerate(ends, 1)
    )
    whole = "effective 2026-01-01 until 2026-05-31"
    proof = proof_of(ONE + below + deal("up of Web >= 99.9% per month { exact }", whole))
    assert proof.case and proof.period.label == "2026-05"


def test_where_all_of_a_fixed_time_may_be_lost_any_time_may() -> None:
    metric = (
        "metric fixed { better higher; signals up; value = share of time where up of 10 h; "
        "partial minutes count }\n"
    )
    below = contract("guarantee g: fixed of A >= 0% per month { exact }")
    judge(
        Course(
            metric + ONE + below + deal("fixed of Web >= 0% per month { exact }"),
            (at(3, 0, 48),),
            breaks=False,
        )
    )
    assert not proof_of(metric + ONE + below + deal("down of Web <= 20 h per month { exact }")).kept


def test_a_month_that_is_cut_is_told_whatever_is_cut_from_it() -> None:
    proof = proof_of(
        ONE
        + contract("guarantee g: up of A >= 99.9% per month { exact }", term="effective 2026-01-15")
        + deal(
            "up of Web >= 99.9% per month { exact; begun period cuts downtime }",
            "effective 2026-01-15 until 2026-03-31",
        )
    )
    assert any("2026-01, which is cut short" in line for line in assumptions(proof))
