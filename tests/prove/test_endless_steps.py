"""Steps that never come to their end, or only after years; and steps in time for too few cases."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from proof_houses import house_of, sla, uc

from sladsl.backends.proofs import course
from sladsl.backends.proofs.words import words_of
from sladsl.compiler.proofs import proof_lines
from sladsl.exact.calendars import ALWAYS, Dates, NthWeekday
from sladsl.exact.due_chains import latest, then, worst
from sladsl.exact.due_times import FARTHEST, NEVER, at_once, never, open_time, working_days
from sladsl.exact.opening import add, add_working_days
from sladsl.model.house import House
from sladsl.model.supports import Supports
from sladsl.prove.chains import TimeProof, time_proofs, worst_only
from sladsl.prove.timeline import last_open_text, legs, promised_end

FIRST = int(datetime(2027, 3, 1, tzinfo=UTC).timestamp())
DAY = 86_400
KINDS = """
import std.metrics { resolution }
priorities Incident { P1 "One" }
calendar Spring { zone "UTC"; open Mon-Fri 09:00-17:00; closed 2027-07-01 to 2045-01-01 }
calendar Weekdays { zone "UTC"; open Mon-Fri 09:00-17:00 }
service Net
service Web { needs Net }
"""
TERM = "priorities Incident\neffective 2027-01-01 until 2027-12-31"


def house_with(step: str, promise: str, handling: str = "Line.repair") -> House:
    line = uc("Line", f"guarantee repair: resolution of P1 {step}", f"covers Net\n{TERM}")
    deal = f"guarantee repair: resolution of P1 {promise}\nhandling of P1: {handling}"
    return house_of(KINDS + line + sla(deal, f"covers Web\n{TERM}"))


def proofs_of(step: str, promise: str, handling: str = "Line.repair") -> tuple[TimeProof, ...]:
    house = house_with(step, promise, handling)
    return time_proofs(Supports(house), house.agreements["Deal"])


# ---- due times that are never


@settings(max_examples=25, deadline=None)
@given(
    st.sets(st.integers(0, 9), max_size=5),
    st.tuples(st.integers(0, 23), st.integers(1, 5)),
    st.integers(0, 30),
    st.integers(0, 6),
)
def test_hours_that_run_out(days: set[int], opening: tuple[int, int], half_hours: int, count: int) -> None:
    """Against the walk from one opening to the next, which answers nothing where there is none."""
    dates = frozenset(date(2027, 3, 1) + timedelta(day) for day in days)
    begin = opening[0] * 60
    calendar = Dates("UTC", dates, (begin, min(begin + opening[1] * 60, 1440)))
    end = FIRST + 6 * DAY
    by_time = open_time(calendar, half_hours * 1800, FIRST, end)
    by_days = working_days(calendar, count, "UTC", FIRST, end)
    for start in range(FIRST, end, 7200):
        for at in (start - 1, start, start + 1):
            if FIRST <= at < end:
                late = add(calendar, at, half_hours * 1800 + 1)
                assert by_time.at(at) == (NEVER if late is None else late - 1)
                later = add_working_days(calendar, at, count, "UTC")
                assert by_days.at(at) == (NEVER if later is None else later)


def test_working_days_that_are_rare() -> None:
    """Ten first Mondays of a month take most of a year."""
    mondays = NthWeekday("UTC", 1, 0, (540, 600))
    due = working_days(mondays, 10, "UTC", FIRST, FIRST + DAY)
    assert due.at(FIRST) == add_working_days(mondays, FIRST, 10, "UTC")
    assert working_days(mondays, 200, "UTC", FIRST, FIRST + DAY).at(FIRST) == NEVER


def test_what_is_never_due_stays_so() -> None:
    end = FIRST + DAY
    late = never(FIRST, end)
    assert late.ever is None and late.later_by(60).at(FIRST) == NEVER
    assert at_once(FIRST, end).later_by(FARTHEST + 1).last is None
    assert then(late, at_once(FIRST, end)).last is None
    assert latest([at_once(FIRST, end), late]).at(FIRST) == NEVER
    found = worst(late, at_once(FIRST, end))
    assert found.endless and found.start == FIRST
    assert open_time(ALWAYS, FARTHEST, FIRST, end).at(FIRST) == FIRST + FARTHEST
    assert open_time(ALWAYS, FARTHEST + 2 * DAY, FIRST, end).ever is None


# ---- proofs


def test_a_step_whose_hours_run_out() -> None:
    (proof,) = proofs_of("<= 2 h during Spring", "<= 80 h", "handover 30 min then Line.repair")
    assert proof.worst.endless and not proof.kept
    assert proof.worst.start == int(datetime(2027, 6, 30, 14, 30, tzinfo=UTC).timestamp())
    assert [leg.end for leg in legs(proof.chain, proof.worst.start)] == [proof.worst.start + 1800, None]
    assert promised_end(proof) == proof.worst.start + 80 * 3600


@pytest.mark.parametrize("limit", ["<= 40_000 h", "<= 80_000 h"])
def test_a_step_of_years_is_late_by_years(limit: str) -> None:
    (proof,) = proofs_of(limit, "<= 4 h")
    assert proof.worst.by == (int(limit[3:-2].replace("_", "")) - 4) * 3600


def test_a_promise_that_is_never_due_is_no_proof() -> None:
    """It is looked at from where it is due; from where neither is, nobody is late."""
    assert proofs_of("<= 4 h", "<= 9_999_999 h") == ()
    (proof,) = proofs_of("<= 2 h during Spring", "<= 2 h during Spring")
    assert proof.kept and proof.worst.by == 0


# ---- shares


@pytest.mark.parametrize(
    ("share", "kept"), [("for 95% of tickets", False), ("for 90% of tickets", True), ("", False)]
)
def test_the_share_is_part_of_the_verdict(share: str, kept: bool) -> None:
    (proof,) = proofs_of(
        "<= 3 h for 90% of tickets per month", f"<= 4 h {share}{' per month' if share else ''}"
    )
    assert proof.in_time and proof.share == Fraction(9, 10)
    assert (proof.for_enough, proof.kept) == (kept, kept)


def test_a_chain_for_too_few_cases_is_shown_before_one_with_less_to_spare() -> None:
    (few,) = proofs_of("<= 1 h for 90% of tickets per month", "<= 4 h for 95% of tickets per month")
    (close,) = proofs_of("<= 3 h for 99% of tickets per month", "<= 4 h for 95% of tickets per month")
    assert few.worst.by < close.worst.by
    assert list(worst_only([close, few])) == [few] == list(worst_only([few, close]))


# ---- as they are told


def lines_of(step: str, promise: str) -> list[str]:
    house = house_with(step, promise)
    return proof_lines(house, house.agreements["Deal"])


def test_lines() -> None:
    assert lines_of("<= 2 h during Spring", "<= 4 h") == [
        "  proof of repair: NOT KEPT, not done within ten years in the worst case",
        "    begun Wed 2027-06-30 15:00",
        "    Line.repair is not done within ten years",
        "    promised until Wed 2027-06-30 19:00",
        "    assumes that no clock stands still: while that of Line.repair does, this one, which counts "
        "otherwise, may run on",
        "    rests on Line.repair, for which nothing is owed when missed",
    ]
    few = lines_of("<= 3 h for 90% of tickets per month", "<= 4 h for 95% of tickets per month")
    assert few[:2] == [
        "  proof of repair: KEPT FOR TOO FEW CASES, 1 h to spare in the worst case",
        "    promised for 95% of tickets, proven for 90%; late at worst: 10% of Line.repair",
    ]
    kept = lines_of("<= 3 h for 98% of tickets per month", "<= 4 h for 95% of tickets per month")
    assert kept[:2] == [
        "  proof of repair: kept, 1 h to spare in the worst case",
        "    promised for 95% of tickets, proven for 98%; late at worst: 2% of Line.repair",
    ]
    every = lines_of("<= 3 h", "<= 4 h for 95% of tickets per month")
    assert every[1] == "    promised for 95% of tickets, proven for 100%"
    assert not any("promised for" in line for line in lines_of("<= 3 h", "<= 4 h"))


def test_hours_that_go_on_are_not_told_to_close() -> None:
    (proof,) = proofs_of("<= 80_000 h during Weekdays", "<= 4 h")
    assert proof.worst.endless and last_open_text(proof) == ""
    (proof,) = proofs_of("<= 2 h during Spring", "<= 4 h")
    told = "`Spring` closes Wed 2027-06-30 17:00, and is not open again before Tue 2037-07-07 15:00"
    assert last_open_text(proof) == told


LATE_AND_FEW = "<= 6 h for 90% of tickets per month", "<= 4 h for 95% of tickets per month"


def test_what_is_late_is_late_whatever_the_share() -> None:
    """No case need be in time, so that nothing is proven for any of them."""
    told = lines_of(*LATE_AND_FEW)
    assert told[0] == "  proof of repair: NOT KEPT, 2 h late in the worst case"
    assert not any("proven for" in line for line in told)
    house = house_with(*LATE_AND_FEW)
    (proof,) = proofs_of(*LATE_AND_FEW)
    assert words_of(house, house.agreements["Deal"], "en").spare(proof) == "2\N{NO-BREAK SPACE}h late"


@pytest.mark.parametrize(
    ("language", "never", "few"),
    [
        ("en", "not done within ten years", "1 h to spare, but only for 90% of the cases"),
        ("fi", "ei valmistu kymmenessä vuodessa", "1 h pelivaraa, mutta vain osassa tapauksista (90 %)"),
    ],
)
def test_words_and_pictures(language: str, never: str, few: str) -> None:
    house = house_with("<= 2 h during Spring", "<= 4 h")
    deal = house.agreements["Deal"]
    words = words_of(house, deal, language)
    (proof,) = time_proofs(Supports(house), deal)
    assert words.spare(proof) == never
    assert course.description(proof, words).endswith(f"; Line.repair {never}")
    assert never in course.draw_course(proof, words)
    (short,) = proofs_of("<= 3 h for 90% of tickets per month", "<= 4 h for 95% of tickets per month")
    assert words.spare(short).replace("\xa0", " ") == few


def test_hours_of_a_hand_over_are_all_hours() -> None:
    """Its lane is shaded like those of others who work at all hours."""
    house = house_with("<= 2 h", "<= 4 h", "handover 30 min then Line.repair")
    deal = house.agreements["Deal"]
    (proof,) = time_proofs(Supports(house), deal)
    assert course.draw_course(proof, words_of(house, deal, "en")).count('class="open"') == 3


def test_ends_of_working_days_that_run_out() -> None:
    """Two working days after Monday 28 June is the last day on which there are hours."""
    (proof,) = proofs_of("<= end of working day 2 during Spring", "<= 80 h")
    assert proof.worst.endless
    assert proof.worst.start == int(datetime(2027, 6, 28, 17, tzinfo=UTC).timestamp())


def test_a_step_that_proves_nothing_is_named() -> None:
    house = house_with("<= 2 h", "<= 4 h", "Deal.repair")
    deal = house.agreements["Deal"]
    assert time_proofs(Supports(house), deal) == ()
    assert proof_lines(house, deal) == [
        "  proof of repair: NOT PROVEN",
        "    nothing follows from Deal.repair as a step of its handling",
    ]
