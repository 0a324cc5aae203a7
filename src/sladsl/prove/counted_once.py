"""Time that several supports leave out at once, such as planned work in the same night, counted once.

Where a component takes the whole down by itself, the whole is down already while that one is left out, and
what the others leave out then adds nothing. Elsewhere the times stay with each: of redundant components they
are what makes them fail together.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from fractions import Fraction

from sladsl.exact.intervals import Intervals, difference, union
from sladsl.exact.structures.downtime import longest_downtime
from sladsl.exact.structures.modules import Module
from sladsl.prove.allowances import lost
from sladsl.prove.budgets import Support
from sladsl.records import replace


def counted_once(
    structure: Module, supports: tuple[Support, ...], unpromised: Iterable[str]
) -> tuple[Support, ...]:
    """The supports without the times that an earlier one takes the whole down in anyway.

    The bound is none the longer for it: outside these times each component has what its promise lets it be
    down and what it leaves out there; inside them the whole is down once.
    """
    free = {s.component for s in supports if s.allowance.outside or any(e.pieces for e in s.allowance.extras)}
    if len(free) < 2:
        return supports
    every = (*dict.fromkeys(s.component for s in supports), *unpromised)
    alone = {key for key in free if _takes_all_down(structure, every, key)}
    taken: Intervals = ()
    made: dict[int, Support] = {}
    for number, support in enumerate(supports):
        if support.component in alone:
            made[number] = _without(support, taken)
            taken = union(taken, made[number].allowance.certain)
    for number, support in enumerate(supports):
        if number not in made:
            made[number] = _without(support, taken)
    return tuple(made[number] for number in range(len(supports)))


def _takes_all_down(structure: Module, every: Iterable[Hashable], key: Hashable) -> bool:
    budgets = {each: Fraction(each == key) for each in every}
    return longest_downtime(structure, budgets).time > 0


def _without(support: Support, taken: Intervals) -> Support:
    allowance = support.allowance
    if not taken or allowance.spread > 1 or allowance.apart:
        return support
    extras = (extra.without(taken) for extra in allowance.extras)
    made = replace(
        allowance,
        outside=difference(allowance.outside, taken),
        extras=tuple(extra for extra in extras if extra.seconds),
    )
    if made == allowance:
        return support
    seconds = made.at(lost(support.guarantee).amount)
    return replace(support, allowance=made, seconds=seconds, shared=support.seconds - seconds)
