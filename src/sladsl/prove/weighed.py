"""What was found of one period of a promise, and of all of them: who lets what be down how long, and what the
whole comes to."""

from __future__ import annotations

from fractions import Fraction
from typing import Literal, TypeAlias

from sladsl.exact.periods import Period
from sladsl.exact.structures.downtime import Longest
from sladsl.prove.allowances import Lost
from sladsl.prove.budgets import Support
from sladsl.prove.coinciding import Rolled
from sladsl.records import record, replace

UsedUp: TypeAlias = Literal["", "above", "both"]
"""Where the exclusions of a promise are used up: nowhere, above only, or by its one support, too."""


@record
class Weighed:
    """One period looked at: who lets what be down how long, and what the whole comes to.

    `base` are the seconds of which the promise above takes its share, `share` is the bound as a share of
    them; None where nothing is counted. `attained` is False where the supports come as near to the bound as
    they like and never there. `excused` are seconds that the supports' times hold and the bound does not:
    what the promise above leaves out itself, once for all of them, by the exclusions in `shared`. `used_up`
    says where its other exclusions are, as far as they go. `besides` promise about the same
    components, and others allow less; `rolled` are periods of supports that were counted in beside those that
    cover all.
    """

    period: Period
    supports: tuple[Support, ...]
    bound: Longest
    attained: bool
    base: Fraction
    share: Fraction | None
    excused: Fraction = Fraction(0)
    shared: frozenset[str] = frozenset()
    used_up: UsedUp = ""
    besides: tuple[Support, ...] = ()
    rolled: Rolled = ()

    def excess(self, loss: Lost) -> tuple[Fraction, Fraction, bool]:
        """By how much more may be down than is promised, in seconds or as a share of what is counted; of
        equal shares the longer time is worse, and a bound that is reached."""
        seconds = self.bound.time - loss.of(self.base)
        by = seconds if loss.absolute or self.share is None else self.share - loss.amount
        return by, seconds, self.attained

    def breaks(self, loss: Lost) -> bool:
        """Whether more may be down than is promised, or just so much where that is too much already."""
        allowed, down = loss.of(self.base), self.bound.time
        return down > allowed or (down == allowed and self.attained and not loss.reached)

    def searched(self, bound: Fraction, exact: bool, rolled: Rolled) -> Weighed:
        """The same with periods counted in, and the bound that came out."""
        if bound >= self.bound.time:
            return replace(self, bound=Longest(self.bound.time, self.bound.exact or exact))
        share = bound / self.base if self.base else None
        return replace(self, bound=Longest(bound, exact), share=share, attained=True, rolled=rolled)


@record
class Course:
    """All periods that differ; of them `worst` are those that may be the worst, whatever is promised."""

    every: tuple[Weighed, ...]
    worst: tuple[Weighed, ...]

    def broken(self, loss: Lost) -> tuple[Weighed, ...]:
        """Those in which more may be down than is promised."""
        return tuple(each for each in self.every if each.breaks(loss))
