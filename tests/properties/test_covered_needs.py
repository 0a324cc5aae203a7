"""Components that are promised and needed at once: the bound holds against every placing of failures.

The adversary lets services fail by themselves, slot by slot; a service is down with what it needs, and a
promise counts all of its downtime, whatever took it down.
"""

from __future__ import annotations

from collections.abc import Hashable
from fractions import Fraction
from functools import cache
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from sladsl.compiler import compile_files
from sladsl.exact.structures.downtime import longest_downtime
from sladsl.model.supports import Supports
from sladsl.prove.allowances import is_availability
from sladsl.prove.below import below

COUNT = 5
HEAD = """\
import std.calendars { Always }
import std.metrics { availability }
party We "We" { unit Desk "Desk"; unit Operations "Operations" }
party Client "Client"
"""
AGREEMENT = """
  effective 2027-01-01 until 2028-12-31
  hours Always zone "Europe/Helsinki"
  guarantee uptime: availability of S{0} >= 99% per month {{ exact }}
}}
"""

Needs = tuple[tuple[int, tuple[int, ...]], ...]


@st.composite
def houses(draw: st.DrawFn) -> tuple[tuple[Needs, ...], tuple[int | None, ...]]:
    """What each service needs (of later ones), and how many slots each may be down, None if not promised."""
    needs: list[Needs] = []
    for each in range(COUNT):
        later = list(range(each + 1, COUNT))
        chosen = draw(st.lists(st.sampled_from(later), unique=True, max_size=3)) if later else []
        if not each and not chosen:
            chosen = [1]
        some = draw(st.booleans()) and len(chosen) > 1
        needs.append(((1 if some else len(chosen), tuple(chosen)),) if chosen else ())
    limits = [None, *(draw(st.none() | st.integers(0, 3)) for _ in range(COUNT - 1))]
    return tuple(needs), tuple(limits)


def source(needs: tuple[Needs, ...], limits: tuple[int | None, ...]) -> str:
    text = HEAD
    for number, groups in enumerate(needs):
        said = "; ".join(
            f"needs {'' if count == len(keys) else f'{count} of '}{', '.join(f'S{k}' for k in keys)}"
            for count, keys in groups
        )
        text += f'service S{number} "S{number}" {{ {said} }}\n'
    for number, limit in enumerate(limits):
        if limit is not None:
            start = f'ola O{number} "O" {{\n  provider We.Operations\n  customer We.Desk'
            text += start + AGREEMENT.format(number)
    return text + 'sla Top "T" {\n  provider We\n  customer Client' + AGREEMENT.format(0)


def worst(needs: tuple[Needs, ...], limits: tuple[int | None, ...]) -> int:
    """The most slots in which service 0 can be down while every promise is kept."""
    effects: set[frozenset[int]] = set()
    for failing in product((False, True), repeat=COUNT):
        down: set[int] = set()
        for each in reversed(range(COUNT)):
            alone = failing[each] and (limits[each] is not None)
            held = any(sum(k not in down for k in keys) < count for count, keys in needs[each])
            if alone or held:
                down.add(each)
        if 0 in down:
            effects.add(frozenset(k for k in down if limits[k] is not None))

    @cache
    def most(left: tuple[int, ...]) -> int:
        found = 0
        for hit in effects:
            after = tuple(each - (k in hit) for k, each in enumerate(left))
            if hit and min(after) >= 0:
                found = max(found, 1 + most(after))
        return found

    return most(tuple(0 if limit is None else limit for limit in limits))


@settings(max_examples=80, deadline=None)
@given(houses())
def test_the_bound_holds(house: tuple[tuple[Needs, ...], tuple[int | None, ...]]) -> None:
    needs, limits = house
    compiled = compile_files({"a.sla": source(needs, limits)}).house
    supports = Supports(compiled)
    made = [
        below(supports, compiled.agreements["Top"], "S0", is_availability, covering=covering)
        for covering in (False, True)
    ]
    if made[0] is None or made[1] is None:
        assert made == [None, None]
        return
    bounds = []
    for found in made:
        assert found is not None
        budgets: dict[Hashable, Fraction] = {
            key: Fraction(limits[int(key[1:])] or 0) for key in found.promised
        }
        budgets |= {key: Fraction(0) for key in found.unpromised}
        bounds.append(longest_downtime(found.structure, budgets).time)
    plain, covered = bounds
    assert worst(needs, limits) <= covered <= plain
