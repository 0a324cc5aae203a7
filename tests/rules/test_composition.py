"""Amounts, failures and speed of what a service needs, against the arithmetic done by hand."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from sladsl.compiler import compile_files
from sladsl.diagnostics.diagnostic import Diagnostic

HEAD = """\
import std.metrics { throughput, request_success, latency }
party Maker "Maker"
party Vendor "Vendor"
"""
MONTH = st.integers(1, 12)


def found(text: str, code: str) -> list[Diagnostic]:
    return [finding for finding in compile_files({"case.sla": text}).findings if finding.rule.code == code]


def days(first: int, last: int) -> tuple[date, date]:
    """From the first of one month of 2027 to the last of another."""
    end = date(2027 + last // 12, last % 12 + 1, 1) - timedelta(days=1)
    return date(2027, first, 1), end


@settings(max_examples=50, deadline=None)
@given(
    quota=st.integers(1, 40),
    customers=st.lists(st.tuples(st.integers(1, 20), MONTH, MONTH), min_size=1, max_size=4),
)
def test_no_day_asks_for_more_than_there_is(quota: int, customers: list[tuple[int, int, int]]) -> None:
    terms = [(amount, *days(min(a, b), max(a, b))) for amount, a, b in customers]
    text = HEAD + 'service Net "Net"\nservice Shop "Shop" { needs Net }\n'
    text += (
        "uc Line { provider Vendor; customer Maker; effective 2027-01-01 until 2027-12-31; covers Net\n"
        f"guarantee flow: throughput of Net >= {quota} req/s per month }}\n"
    )
    for number, (amount, first, last) in enumerate(terms):
        text += (
            f'party C{number} "C"\nsla D{number} "D" {{ provider Maker; customer C{number}; covers Shop\n'
            f"relies on Line; effective {first} until {last}\n"
            f"guarantee flow: throughput of Shop >= {amount} req/s per month }}\n"
        )
    most = max(
        sum(amount for amount, first, last in terms if first <= day <= last)
        for day in (date(2027, 1, 1) + timedelta(days=n) for n in range(365))
    )
    made = found(text, "SLA0714")
    assert bool(made) == (most > quota)
    if made:
        assert f"{most} req/s" in made[0].message
        assert f"{most - quota} req/s too much" in made[0].notes[0]


def test_agreements_without_a_first_day_are_added_up_too() -> None:
    text = HEAD + 'service Net "Net"\nservice Shop "Shop" { needs Net }\n'
    text += (
        "uc Line { provider Vendor; customer Maker; covers Net\n"
        "guarantee flow: throughput of Net >= 100 req/s per month }\n"
    )
    for number in range(2):
        text += (
            f'party C{number} "C"\nsla D{number} "D" {{ provider Maker; customer C{number}; covers Shop\n'
            "relies on Line; guarantee flow: throughput of Shop >= 60 req/s per month }\n"
        )
    (made,) = found(text, "SLA0714")
    assert made.notes[0].endswith("= 120 req/s: 20 req/s too much")


@settings(max_examples=50, deadline=None)
@given(
    parts=st.lists(st.integers(0, 5), min_size=2, max_size=3),
    promised=st.integers(0, 10),
    count=st.integers(1, 3),
)
def test_failures_fall_on_the_worst_requests(parts: list[int], promised: int, count: int) -> None:
    """Of ten requests each part may fail so many; the service fails one when too few parts work."""
    count = min(count, len(parts))
    names = [f"P{number}" for number in range(len(parts))]
    text = HEAD + "".join(f'service {name} "{name}"\n' for name in names)
    text += f'service Shop "Shop" {{ needs {count} of {", ".join(names)} }}\n'
    for name, failing in zip(names, parts, strict=True):
        text += (
            f"uc Of{name} {{ provider Vendor; customer Maker; effective 2027-01-01; covers {name}\n"
            f"guarantee good: request_success of {name} >= {100 - 10 * failing}% per month }}\n"
        )
    text += (
        'party Client "Client"\nsla Deal "Deal" { provider Maker; customer Client; covers Shop\n'
        "effective 2027-01-01\n"
        f"guarantee good: request_success of Shop >= {100 - 10 * promised}% per month }}\n"
    )
    # How many of ten requests can fail: as requests can be cut finer, the fractional optimum decides.
    needed = len(parts) - count + 1
    share = [Fraction(failing, 10) for failing in parts]
    worst = Fraction(0)
    candidates = {Fraction(sum(chosen), k) for k in range(1, needed + 1) for chosen in _sums(share)}
    for t in {Fraction(1), *candidates}:  # no more than all requests fail
        if t <= 1 and sum(min(each, t) for each in share) >= needed * t:
            worst = max(worst, t)
    assert bool(found(text, "SLA0713")) == (worst > Fraction(promised, 10))


def _sums(share: list[Fraction]) -> list[tuple[Fraction, ...]]:
    picks = product((False, True), repeat=len(share))
    return [tuple(s for s, taken in zip(share, pick, strict=True) if taken) for pick in picks]


@settings(max_examples=50, deadline=None)
@given(
    parts=st.lists(st.tuples(st.integers(95, 99), st.integers(1, 5)), min_size=1, max_size=3),
    percentile=st.integers(85, 95),
    limit=st.integers(1, 15),
)
def test_limits_and_what_is_beyond_them_add_up(
    parts: list[tuple[int, int]], percentile: int, limit: int
) -> None:
    names = [f"P{number}" for number in range(len(parts))]
    text = HEAD + "".join(f'service {name} "{name}"\n' for name in names)
    text += f'service Shop "Shop" {{ needs {", ".join(names)} }}\n'
    for name, (share, tenths) in zip(names, parts, strict=True):
        text += (
            f"uc Of{name} {{ provider Vendor; customer Maker; effective 2027-01-01; covers {name}\n"
            f"guarantee fast: p{share} of latency of {name} <= {100 * tenths} ms per month }}\n"
        )
    text += (
        'party Client "Client"\nsla Deal "Deal" { provider Maker; customer Client; covers Shop\n'
        "effective 2027-01-01\n"
        f"guarantee fast: p{percentile} of latency of Shop <= {100 * limit} ms per month }}\n"
    )
    slow = sum(100 - share for share, _ in parts) > 100 - percentile
    late = sum(tenths for _, tenths in parts) > limit
    assert bool(found(text, "SLA0712")) == (slow or late)


def test_more_than_all_cases_is_told_once() -> None:
    text = """\
import std.metrics { resolution }
party House "House"
party Runko "Runko"
party One "One"
priorities Incident { P1 "Critical" }
service Network "Network"
uc Line { provider Runko; customer House; effective 2027-01-01; priorities Incident; covers Network
  guarantee repair: resolution of P1 <= 1 h
}
sla Shop { provider House; customer One; effective 2027-01-01; priorities Incident; covers Network
  relies on Line
  handling of P1: Line.repair
  guarantee repair: resolution of P1 <= 4 h for 101% of tickets per month
}
"""
    assert [finding.message for finding in found(text, "SLA0701")] == [
        "`for 101% of tickets` asks for more cases than there are"
    ]
    assert found(text, "SLA0404") == []
