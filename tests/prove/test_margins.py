"""Margins against sums made by hand: components in a row, and a chain of steps."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st
from proof_houses import house_of, proof_of, sla, uc

from sladsl.exact.calendars import ALWAYS
from sladsl.exact.intervals import total
from sladsl.model.supports import Supports
from sladsl.prove.chains import time_proofs
from sladsl.prove.due import due_times
from sladsl.prove.margins import downtime_margin, short_of_margin


@settings(max_examples=50)
@given(st.lists(st.integers(1, 90), min_size=1, max_size=3), st.integers(1, 400), st.booleans())
def test_components_in_a_row(parts: list[int], allowed: int, rounded: bool) -> None:
    """Hundredths of a percent add up; rounding of the results changes nothing."""
    how = "round to 2 decimals half up" if rounded else "exact"
    names = [f"Part{number}" for number in range(len(parts))]
    text = "".join(f"service {name}\n" for name in names) + f"service Top {{ needs {', '.join(names)} }}\n"
    for name, part in zip(names, parts, strict=True):
        promise = f"guarantee g: up of {name} >= {100 - part / 100:.2f}% per month {{ {how} }}"
        text += uc(f"Uc{name}", promise)
    text += sla(f"guarantee g: up of Top >= {100 - allowed / 100:.2f}% per month {{ {how} }}")
    margin = downtime_margin(proof_of(text))
    assert margin is not None
    assert margin.share == 1 - Fraction(sum(parts), allowed)


def test_nothing_allowed_has_no_margin() -> None:
    text = "service Net\n" + uc("Line", "guarantee g: up of Net >= 99% per month { exact }")
    text += sla("guarantee g: up of Net >= 100% per month { exact }")
    assert downtime_margin(proof_of(text)) is None


@settings(max_examples=50)
@given(st.integers(1, 400), st.integers(0, 99))
def test_a_step_under_a_promise(minutes: int, percent: int) -> None:
    """A step without hours of its own under ten hours, whenever a case begins."""
    text = (
        "metric fix { better lower; value = time from opened to fixed }\nservice Net\n"
        + uc("Line", f"covers Net\nguarantee g: fix <= {minutes} min per month")
        + sla("covers Net\nrelies on Line\nguarantee g: fix <= 10 h per month")
    )
    house = house_of(text)
    (proof,) = time_proofs(Supports(house), house.agreements["Deal"])
    found = short_of_margin(proof, Fraction(percent, 100))
    over = minutes * 60 - 360 * (100 - percent)
    assert (found.taken if found is not None else 0) == max(0, over)
    assert (short_of_margin(proof, Fraction(percent, 100), more=True) is not None) == (over >= 0)


LIMITS = (
    "2 working days",
    "3 working days",
    "2 calendar days",
    "end of working day 2",
    "12:00 of next working day",
)
FEW = "effective 2026-03-16 until 2026-04-17"


@settings(max_examples=50, deadline=None)
@given(
    st.sampled_from(LIMITS),
    st.sampled_from(("Work", "Round")),
    st.integers(1, 900),
    st.sampled_from((1, 5, 20, 40, 70)),
    st.sampled_from(("Work", "Round")),
)
def test_limits_in_days(limit: str, hours: str, minutes: int, percent: int, theirs: str) -> None:
    """Minute by minute through the first days: what is left of the time from each start to its end."""
    text = (
        'calendar Work "Work" { zone "Europe/Helsinki"; open Mon-Thu 08:00-16:00; open Fri 10:00-13:00 }\n'
        'calendar Round "Round" { open always }\n'
        "metric fix { better lower; value = time from opened to fixed }\nservice Net\n"
        + uc("Line", f"covers Net\nguarantee g: fix <= {minutes} min per month during {theirs}", FEW)
        + sla(f"covers Net\nrelies on Line\nguarantee g: fix <= {limit} per month during {hours}", FEW)
    )
    house = house_of(text)
    (proof,) = time_proofs(Supports(house), house.agreements["Deal"])
    found = short_of_margin(proof, Fraction(percent, 100))
    promise, step = house.agreements["Deal"], house.agreements["Line"]
    counts = house.calendars["Work"].instants if hours == "Work" and "working" in limit else ALWAYS

    def taken(start: int) -> Fraction:
        due, done = (
            due_times(a.guarantees[0], a, start, start + 1).at(start)  # type: ignore[union-attr]
            for a in (promise, step)
        )
        left = total(counts.intervals(done, due)) if done < due else -total(counts.intervals(due, done))
        return Fraction(percent, 100) * total(counts.intervals(start, due)) - left

    if found is not None:
        assert taken(found.start) == found.taken > 0
    most = max(taken(start) for start in range(proof.first, proof.first + 9 * 86_400, 1217))
    assert most <= (found.taken if found is not None else 0)


def test_a_reserve_in_hours_of_a_day() -> None:
    """Seven of eight hours, begun on a Friday: what is taken of the reserve is working time."""
    text = (
        'calendar Work "Work" { zone "Europe/Helsinki"; open Mon-Fri 08:00-16:00 }\n'
        "metric fix { better lower; value = time from opened to fixed }\nservice Net\n"
        + uc("Line", "covers Net\nguarantee g: fix <= 450 min per month during Work", FEW)
        + sla("covers Net\nrelies on Line\nguarantee g: fix <= 8 h per month during Work", FEW)
    )
    house = house_of(text)
    (proof,) = time_proofs(Supports(house), house.agreements["Deal"])
    found = short_of_margin(proof, Fraction(1, 8))
    assert found is not None
    assert (found.whole, found.wanted, found.taken) == (8 * 3600, 3600, 1800)
