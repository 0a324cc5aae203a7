"""A share and minutes of one promise against the lengths of months, counted with the standard library."""

from __future__ import annotations

import re
from calendar import monthrange
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from sladsl.compiler import compile_texts

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
    found = [d for d in compile_texts({"a.sla": text}) if d.rule.code == "SLA0815"]
    allowed = [lost * length for length in lengths.values()]
    assert bool(found) == (min(allowed) < seconds < max(allowed))
    for finding in found:
        shown = [match.groups() for match in NOTE.finditer(finding.notes[1])]
        (*inside, one_year, one_month), (*outside, other_year, other_month) = shown
        low, high = seconds_of(*inside), seconds_of(*outside)
        assert lost * lengths[int(one_year), int(one_month)] < low <= seconds
        assert seconds < high <= lost * lengths[int(other_year), int(other_month)]
