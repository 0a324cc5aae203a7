"""A percentile of so few events that its rank is the last one is found, and only then."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import example, given, settings
from hypothesis import strategies as st

from sladsl.compiler import compile_files

SOURCE = """
metric parcels "Parcels" {{ better lower; unit parcels; value = count of events; attributed to opened }}
metric transit "Time in transit" {{ better lower; signals hours; value = percentile of hours }}
party Maker "Maker"
party Client "Client"
service Night "Night" {{ measure parcels, transit from tickets {{ where = `true` }} }}
sla Deal "Deal" {{
  provider Maker
  customer Client
  effective 2027-01-01
  zone "UTC"
  guarantee volume: parcels of Night <= {events} parcels per month {{ exact }}
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
    codes = [found.rule.code for found in compile_files({"a.sla": text}).findings]
    assert codes == (["SLA0717"] if rank(events, percentile) == events else [])


SHARES = """
metric parcels "Parcels" {{ better lower; unit parcels; value = count of events; attributed to opened }}
metric good "Good" {{ better higher; signals ok; value = share of events where ok; attributed to opened }}
metric bad "Bad" {{ better lower; signals ok; value = share of events where not ok; attributed to opened }}
party Maker "Maker"
party Client "Client"
service Night "Night" {{ measure parcels, good, bad from tickets {{ where = `true` }} }}
service Day "Day" {{ measure parcels from tickets {{ where = `true` }} }}
sla Deal "Deal" {{
  provider Maker
  customer Client
  effective 2027-01-01
  zone "UTC"
  guarantee volume: parcels of {services} {below} {events} parcels per month {{ exact }}
  guarantee quality: {promise} per month {{ {rounding} }}
  report volume, quality each month within 5 working days
}}
"""


@given(
    st.integers(1, 400),
    st.integers(1, 999),
    st.sampled_from((">=", ">", "<=", "<")),
    st.sampled_from(("<=", "<")),
    st.booleans(),
)
@example(50, 980, ">=", "<=", True)
@example(51, 980, ">=", "<", False)
@example(50, 980, ">", "<=", False)
@settings(max_examples=60, deadline=None)
def test_shares_of_events(events: int, tenths: int, sign: str, below: str, both: bool) -> None:
    """A share is missed by the first bad event of all that there may be, and of any fewer."""
    higher = sign[0] == ">"
    target = f"{tenths // 10}.{tenths % 10}%"
    text = SHARES.format(
        services="Day, Night" if both else "Night",
        below=below,
        events=events,
        promise=f"{'good' if higher else 'bad'} of Night {sign} {target}",
        rounding="exact",
    )
    found = [each.rule.code for each in compile_files({"a.sla": text}).findings]

    def missed(count: int) -> bool:
        """With one bad event of so many."""
        value = 1000 * (count - 1 if higher else 1)
        wanted = tenths * count
        return not {">=": value >= wanted, ">": value > wanted, "<=": value <= wanted, "<": value < wanted}[
            sign
        ]

    counts = range(1, events + 1 if below == "<=" else events)
    assert ("SLA0717" in found) == (len(counts) > 0 and all(map(missed, counts)))
