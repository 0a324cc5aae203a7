"""Whether one promise of a level implies another one above it, counted as the upper one counts.

The question between two levels is not how numbers compare but what they allow: 99.95% of a year leaves room
for an outage that no month with 99.9% has, and so does work that only the lower one excludes.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from datetime import date
from fractions import Fraction
from weakref import WeakKeyDictionary

from sladsl.evaluate.base import hours_of
from sladsl.exact.due_chains import Worst, worst
from sladsl.exact.intervals import total
from sladsl.exact.periods import Kind, Period
from sladsl.model.agreements import Agreement, Guarantee
from sladsl.model.supports import Supports, Term, overlap, phase
from sladsl.prove.allowances import Allowance, Lost, allowance, base_of, is_availability, lost
from sladsl.prove.due import due_times, is_time_limit
from sladsl.prove.horizon import instants
from sladsl.prove.left_out import Extra, most_taken
from sladsl.prove.memory import Memory, memory_of
from sladsl.records import field, record, replace

_WHOLE = (Kind.DAY, Kind.WEEK, Kind.MONTH, Kind.BILLING_MONTH, Kind.QUARTER, Kind.YEAR)


@record
class MoreDown:
    """In `period`, of `base` seconds, the lower promise lets be down `bound`, the upper one only `allowed`.

    `needed` is the share of its base that the lower promise may let be lost for the upper one to hold in
    every period; None where no single number says so. `left_out` is what of `bound` the lower promise does
    not count.
    """

    period: Period
    base: Fraction
    bound: Fraction
    allowed: Fraction
    needed: Fraction | None
    left_out: tuple[Extra, ...] = ()


@record
class Later:
    """A case begun at `start` may be done at `due` below, and at `promised` above."""

    start: int
    due: int
    promised: int


Looser = MoreDown | Later


def looser(
    supports: Supports, lower: Agreement, guarantee: Guarantee, upper: Agreement, promise: Guarantee
) -> Looser | bool:
    """How `guarantee` of the lower level allows what `promise` of the upper one does not, at its worst.

    False where it allows nothing more, True where nobody can say. Both have to count the same down, or the
    time from and to the same events.
    """
    term = _common_days(supports, lower, guarantee, upper, promise)
    if term is None:
        return True
    if is_availability(guarantee) and is_availability(promise):
        return _downtime(supports, (lower, guarantee), (upper, promise), term)
    if is_time_limit(guarantee) and is_time_limit(promise):
        return _time((lower, guarantee), (upper, promise), term, supports.today)
    return True


def implies_downtime(
    supports: Supports, lower: Agreement, guarantee: Guarantee, upper: Agreement, promise: Guarantee
) -> bool:
    """Whether `looser` is False of two promises of availability that exclude the same, without looking for
    the worst."""
    term = _common_days(supports, lower, guarantee, upper, promise)
    cycle = promise.period
    if term is None or cycle is None or cycle.kind not in _WHOLE:
        return False
    reach = instants(term, cycle.zone, supports.today)
    looks = _looks(supports, (lower, guarantee), (upper, promise), reach, exclusions=False)
    loss, bounds = lost(promise), looks.bounds(lost(guarantee).amount)
    pairs = zip(looks.every, bounds, strict=True)
    return bool(looks.every) and all(bound <= loss.of(look.base) for look, bound in pairs)


def _common_days(
    supports: Supports, lower: Agreement, guarantee: Guarantee, upper: Agreement, promise: Guarantee
) -> Term | None:
    term = overlap(supports.term(lower), supports.term(upper))
    for each in (guarantee, promise):
        term = overlap(term, phase(each)) if term is not None else None
    return term


def _downtime(
    supports: Supports, under: tuple[Agreement, Guarantee], over: tuple[Agreement, Guarantee], term: Term
) -> Looser | bool:
    promise = over[1]
    cycle = promise.period
    if cycle is None or cycle.kind not in _WHOLE:
        return True
    loss, mine = lost(promise), lost(under[1])
    looks = _looks(supports, under, over, instants(term, cycle.zone, supports.today), exclusions=True)
    bounds = looks.bounds(mine.amount)
    worst_found: MoreDown | None = None
    for look, bound in zip(looks.every, bounds, strict=True):
        allowed = loss.of(look.base)
        if bound < allowed or (bound == allowed and (loss.reached or not mine.reached)):
            continue
        if worst_found is None or bound - allowed > worst_found.bound - worst_found.allowed:
            extras = look.made.extras
            worst_found = MoreDown(look.period, look.base, bound, allowed, None, extras)
    if not looks.every:
        return True
    return replace(worst_found, needed=_needed(loss, looks.every)) if worst_found is not None else False


def _needed(loss: Lost, looks: Iterable[_Look]) -> Fraction | None:
    """The share that the lower promise may let be lost, where a single one does in every period."""
    needed = Fraction(1)
    for look in looks:
        if not look.whole:
            return None
        needed = min(needed, loss.of(look.base) / look.whole)
    return needed


@record
class _Look:
    """A period that differs from those before it: the seconds of which the upper promise takes its share,
    and what the lower one allows; `whole` are the seconds of its own share where nothing else counts."""

    period: Period
    base: Fraction
    made: Allowance
    whole: Fraction | None


@record(eq=False)
class _Looks:
    """All periods that differ, and what was worked out for them: the seconds that may be down where so much
    may be lost."""

    every: tuple[_Look, ...]
    known: dict[Fraction, tuple[Fraction, ...]] = field(default_factory=dict)

    def bounds(self, amount: Fraction) -> tuple[Fraction, ...]:
        """How long the lower promise lets be down in each, when it lets so much be lost."""
        found = self.known.get(amount)
        if found is None:
            found = self.known[amount] = tuple(look.made.at(amount) for look in self.every)
        return found


_looks_known: WeakKeyDictionary[Memory, dict[Hashable, _Looks]] = WeakKeyDictionary()


def _looks(
    supports: Supports,
    under: tuple[Agreement, Guarantee],
    over: tuple[Agreement, Guarantee],
    reach: tuple[int, int],
    *,
    exclusions: bool,
) -> _Looks:
    """The whole periods in [first, end) that differ; they hang on how both promises are counted, and not on
    their numbers. With `exclusions` each is looked at twice where something is excluded: with none of it
    used, and with all that the upper promise leaves out."""
    (lower, guarantee), (upper, promise) = under, over
    memory = memory_of(supports)
    known = _looks_known.setdefault(memory, {})
    ways = memory.way_of(lower, guarantee), memory.way_of(upper, promise)
    key = (ways, guarantee.metric.key, promise.metric.key, reach, exclusions)
    if key not in known:
        below, above = guarantee, promise
        if not exclusions:
            below, above = replace(guarantee, exclusions=()), replace(promise, exclusions=())
        assert above.period is not None
        found: dict[Hashable, _Look] = {}
        for period in memory.periods_between(above.period, *reach):
            whole = base_of(above, hours_of(above, upper, period.start, period.end), period.start)
            for used_up in (False, True) if above.exclusions or below.exclusions else (False,):
                made = allowance(upper, above, lower, below, period, used_up)
                base = whole - (most_taken(above, upper, period, whole) if used_up else 0)
                # Of the hours outside those of the lower promise only the length counts.
                outside = total(made.outside)
                same = (base, made.shares, made.extras, outside, made.most, made.spread, made.apart)
                alone = len(made.shares) == 1 and not (outside or made.apart or made.extras)
                share = made.shares[0][0] if alone else None
                found.setdefault(same, _Look(period, base, made, share))
        known[key] = _Looks(tuple(found.values()))
    return known[key]


def _time(
    under: tuple[Agreement, Guarantee], over: tuple[Agreement, Guarantee], term: Term, today: date | None
) -> Looser | bool:
    (lower, guarantee), (upper, promise) = under, over
    start, end = instants(term, upper.zone, today)
    below, above = due_times(guarantee, lower, start, end), due_times(promise, upper, start, end)
    if above is None or below is None:
        return True
    found: Worst = worst(below, above)
    if found.by <= 0:
        return False
    return Later(found.start, below.at(found.start), above.at(found.start))
