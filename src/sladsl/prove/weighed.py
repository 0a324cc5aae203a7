"""What was found of one period of a promise, and of all of them: who lets what be down how long, and what the
whole comes to."""

from __future__ import annotations

from fractions import Fraction
from typing import Literal, TypeAlias

from sladsl.exact.periods import Period
from sladsl.exact.structures.downtime import Longest
from sladsl.exact.structures.programme import Patience
from sladsl.prove.allowances import Lost, lost
from sladsl.prove.below import Below, Promised
from sladsl.prove.budgets import Support, in_whole_intervals, whole_step
from sladsl.prove.coinciding import Rolled
from sladsl.prove.together import together
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
    cover all. `rounds` is False where so many exclusions may be used that some share of what is left may be
    whole intervals.
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
    rounds: bool = True

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

    def in_whole_intervals(self, stands: Below, upper: Promised, patience: Patience) -> Weighed:
        """The same where intervals that promises count are bad as a whole or not at all."""
        supports = tuple(in_whole_intervals(support) for support in self.supports)
        step = whole_step(upper[1], supports)
        if not self.rounds or (supports == self.supports and not step):
            return self
        under = together(
            stands.structure,
            supports,
            stands.unpromised,
            upper,
            self.period,
            self.excused,
            patience,
            self.rolled,
            tuple(in_whole_intervals(support) for support in self.besides),
        )
        bound = under.promised(step)
        share = bound.time / self.base if self.base else None
        attained = self.attained or bool(step)
        return replace(self, supports=supports, bound=bound, share=share, attained=attained)


@record
class Course:
    """All periods that differ; of them `worst` are those that may be the worst, whatever is promised."""

    every: tuple[Weighed, ...]
    worst: tuple[Weighed, ...]

    def broken(self, stands: Below, upper: Promised, patience: Patience) -> tuple[Weighed, ...]:
        """Those in which more may be down than is promised, also where whole intervals count."""
        loss = lost(upper[1])
        whole = (each.in_whole_intervals(stands, upper, patience) for each in self.every if each.breaks(loss))
        return tuple(each for each in whole if each.breaks(loss))
