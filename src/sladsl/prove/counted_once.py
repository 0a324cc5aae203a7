"""Time that several supports leave out at once, such as planned work in the same night, counted once.

Where a component takes the whole down by itself, the whole is down already while that one is left out, and
what the others leave out then adds nothing. Elsewhere the times stay with each: of redundant components they
are what makes them fail together.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable
from fractions import Fraction

from sladsl.exact.intervals import Intervals, difference, union
from sladsl.exact.structures.downtime import longest_downtime
from sladsl.exact.structures.modules import Module
from sladsl.prove.budgets import Support, promised_loss, with_allowance
from sladsl.records import replace


def counted_once(
    structure: Module, supports: tuple[Support, ...], unpromised: Iterable[str], single: Collection[str]
) -> tuple[Support, ...]:
    """The supports without the times that an earlier one of a `single` promise takes the whole down in
    anyway; where several promise about a component, others may limit it in these times.

    The bound is none the longer for it: outside these times each component has what its promise lets it be
    down and what it leaves out there; inside them the whole is down once. What takes from the base of a share
    is left to several, since who loses least by it depends on their periods.
    """
    free = {s.component for s in supports if s.allowance.is_timed}
    if len(free) < 2:
        return supports
    every = (*dict.fromkeys(s.component for s in supports), *unpromised)
    alone = {key for key in free if key in single and _takes_all_down(structure, every, key)}
    taken: Intervals = ()
    made = list(supports)
    for number in sorted(range(len(made)), key=lambda number: promised_loss(made[number])):
        if made[number].component in alone:
            made[number] = _without(made[number], taken, reduces=False)
            taken = union(taken, _for_nothing(made[number]))
    for number, support in enumerate(made):
        every_time = support if support.component in alone else _without(support, taken, reduces=False)
        made[number] = _without(every_time, taken, reduces=True)
    return tuple(made)


def _takes_all_down(structure: Module, every: Iterable[Hashable], key: Hashable) -> bool:
    budgets = {each: Fraction(each == key) for each in every}
    return longest_downtime(structure, budgets).time > 0


def _for_nothing(support: Support) -> Intervals:
    """The times that it leaves out all along and that take nothing from its base."""
    allowance = support.allowance
    return union(allowance.outside, *(e.certain for e in allowance.extras if not e.reduces))


def _without(support: Support, taken: Intervals, *, reduces: bool) -> Support:
    allowance = support.allowance
    if not taken or allowance.spread > 1 or allowance.apart:
        return support
    extras = (e.without(taken) if e.reduces is reduces else e for e in allowance.extras)
    made = replace(
        allowance,
        outside=allowance.outside if reduces else difference(allowance.outside, taken),
        extras=tuple(extra for extra in extras if extra.seconds),
    )
    if made == allowance:
        return support
    left = with_allowance(support, made)
    return replace(left, shared=support.shared + support.seconds - left.seconds)
