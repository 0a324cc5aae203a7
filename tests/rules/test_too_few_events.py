"""A percentile of so few events that its rank is the last one is found, and only then."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import example, given, settings
from hypothesis import strategies as st

from sladsl.compiler import compile_texts

SOURCE = """
metric parcels "Parcels" {{ better lower; value = count of events; attributed to opened }}
metric transit "Time in transit" {{ better lower; signals hours; value = percentile of hours }}
party Maker "Maker"
party Client "Client"
service Night "Night" {{ measure parcels, transit from tickets {{ where = `true` }} }}
sla Deal "Deal" {{
  provider Maker
  customer Client
  effective 2027-01-01
  zone "UTC"
  guarantee volume: parcels of Night <= {events} per month {{ exact }}
  guarantee speed: p{percentile} of transit of Night <= 36 h per month {{ exact }}
  report volume, speed each month within 5 working days
}}
"""


def rank(events: int, percentile: Decimal) -> int:
    """The place of a percentile among sorted events, the first that has so large a share up to itself."""
    return next(place for place in range(1, events + 1) if place * 100 >= percentile * events)


@given(st.integers(1, 2500), st.integers(1, 999).map(lambda tenths: Decimal(tenths) / 10))
@example(100, Decimal("99"))
@example(99, Decimal("99"))
@example(1000, Decimal("99.9"))
@example(999, Decimal("99.9"))
@settings(max_examples=60, deadline=None)
def test_the_last_event_decides(events: int, percentile: Decimal) -> None:
    text = SOURCE.format(events=events, percentile=f"{percentile:f}".removesuffix(".0"))
    codes = [found.rule.code for found in compile_texts({"a.sla": text})]
    assert codes == (["SLA0717"] if rank(events, percentile) == events else [])
