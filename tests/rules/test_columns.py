"""A share and an amount of one promise against the lengths of months, counted with the standard library."""

from __future__ import annotations

import re
from calendar import monthrange
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from sladsl.compiler import compile_files

HOUSE = """
import std.calendars {{ Always }}
import std.metrics {{ strict_uptime, unavailable }}
party Vendor "Vendor"
party Client "Client"
service Shop "Shop"
sla Deal "Deal" {{
  provider Vendor
  customer Client
  effective {first}-01 until {last}
  hours Always zone "UTC"
  covers Shop
  guarantee share: strict_uptime of Shop >= {share}% per month {{ exact }}
  guarantee time: unavailable of Shop <= {seconds} s per month {{ exact }}
}}
"""
NOTE = re.compile(
    r"(?:(\d+) d ?)?(?:(\d+) h ?)?(?:(\d+) min ?)?(?:(\d+(?:\.\d+)?) s)? down in (\d{4})-(\d\d)"
)


def seconds_of(days: str, hours: str, minutes: str, seconds: str) -> Fraction:
    whole = 86_400 * int(days or 0) + 3_600 * int(hours or 0) + 60 * int(minutes or 0)
    return whole + Fraction(seconds or 0)


@settings(max_examples=100, deadline=None)
@given(
    st.integers(9000, 9999),
    st.fractions(Fraction(9, 10), Fraction(11, 10), max_denominator=200),
    st.integers(2027, 2028),
    st.integers(1, 12),
    st.integers(0, 11),
)
def test_it_is_told_where_months_differ(
    hundredths: int, near: Fraction, year: int, month: int, more: int
) -> None:
    """Where one month of the term lets less be lost than the other promise, and another month more."""
    lost = 1 - Fraction(hundredths, 10_000)
    seconds = int(lost * 30 * 86_400 * near)
    months = [(year + (month - 1 + n) // 12, (month - 1 + n) % 12 + 1) for n in range(more + 1)]
    lengths = {m: monthrange(*m)[1] * 86_400 for m in months}
    last = f"{months[-1][0]}-{months[-1][1]:02}-{monthrange(*months[-1])[1]}"
    text = HOUSE.format(
        first=f"{year}-{month:02}", last=last, share=f"{hundredths / 100:.2f}", seconds=seconds
    )
    found = [d for d in compile_files({"a.sla": text}).findings if d.rule.code == "SLA0815"]
    allowed = [lost * length for length in lengths.values()]
    assert bool(found) == (min(allowed) < seconds < max(allowed))
    for finding in found:
        shown = [match.groups() for match in NOTE.finditer(finding.notes[1])]
        (*inside, one_year, one_month), (*outside, other_year, other_month) = shown
        low, high = seconds_of(*inside), seconds_of(*outside)
        assert lost * lengths[int(one_year), int(one_month)] < low <= seconds
        assert seconds < high <= lost * lengths[int(other_year), int(other_month)]


COUNTED = """
import std.calendars {{ Always }}
import std.metrics {{ availability, strict_uptime }}
metric bad_minutes "Bad minutes" {{
  better lower
  signals errors, requests
  value = count of each 1 min where not (errors / requests <= 5%)
  empty counts as good
}}
metric up_time "Time up" {{
  better higher
  signals up
  value = time up
  empty counts as excluded
  undeployed time counts as excluded
  partial minutes count
}}
party Vendor "Vendor"
party Client "Client"
service Shop "Shop"
sla Deal "Deal" {{
  provider Vendor
  customer Client
  effective {first}-01 until {last}
  hours Always zone "UTC"
  covers Shop
  guarantee share: {metric} of Shop {sign} {share}% per month {{ exact }}
  guarantee amount: {amount} per month {{ exact }}
}}
"""


def minutes_of(year: int, first: int, months: int) -> tuple[list[int], str]:
    known = [monthrange(year, first + n)[1] for n in range(months)]
    return [days * 1440 for days in known], f"{year}-{first + months - 1:02}-{known[-1]}"


@settings(max_examples=80, deadline=None)
@given(
    st.integers(9900, 9999),
    st.integers(-3, 3),
    st.sampled_from((">=", ">")),
    st.sampled_from(("<=", "<")),
    st.integers(2027, 2028),
    st.integers(1, 10),
    st.integers(1, 3),
)
def test_counts_of_intervals(
    hundredths: int, near: int, above: str, below: str, year: int, first: int, months: int
) -> None:
    """Told where in one month some number of bad minutes keeps only the share, and in another only the
    count: every number is tried."""
    lengths, last = minutes_of(year, first, months)
    limit = round((10_000 - hundredths) * 43_200 / 10_000) + near
    text = COUNTED.format(
        first=f"{year}-{first:02}",
        last=last,
        metric="availability",
        sign=above,
        share=f"{hundredths / 100:.2f}",
        amount=f"bad_minutes of Shop {below} {max(limit, 1)}",
    )
    only_share = only_count = False
    for length in lengths:
        for bad in range(0, 500):
            good = (length - bad) * 10_000
            one = good >= hundredths * length if above == ">=" else good > hundredths * length
            two = bad <= max(limit, 1) if below == "<=" else bad < max(limit, 1)
            only_share |= one and not two
            only_count |= two and not one
    found = [d for d in compile_files({"a.sla": text}).findings if d.rule.code == "SLA0815"]
    assert bool(found) == (only_share and only_count)


@settings(max_examples=40, deadline=None)
@given(st.integers(9500, 9999), st.integers(-2000, 2000), st.integers(1, 10), st.integers(1, 3))
def test_time_that_is_kept(hundredths: int, near: int, first: int, months: int) -> None:
    """Told where so many minutes up are more than the share of one month, and less than that of another."""
    lengths, last = minutes_of(2027, first, months)
    minutes = Fraction(hundredths * 43_200, 10_000).__floor__() + near
    text = COUNTED.format(
        first=f"2027-{first:02}",
        last=last,
        metric="strict_uptime",
        sign=">=",
        share=f"{hundredths / 100:.2f}",
        amount=f"up_time of Shop >= {minutes} min",
    )
    shares = [Fraction(hundredths * length, 10_000) for length in lengths]
    found = [d for d in compile_files({"a.sla": text}).findings if d.rule.code == "SLA0815"]
    assert bool(found) == (min(shares) < minutes < max(shares))
