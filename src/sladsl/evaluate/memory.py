"""What earlier periods have to do with this one: misses in a row, and credits that are earned back.

Periods before the first statement in hand count as met, which is the rule for the first period. A period
without data, to which the promise did not apply or in which the text gave no answer is neither met nor
missed: it ends both kinds of run. So does a period of which there is no statement.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import islice, takewhile

from sladsl.evaluate.reasons import Why, because
from sladsl.evaluate.results import Owed, Result, State, Statement, Step
from sladsl.evaluate.tiers import Undefined
from sladsl.exact.durations import CalendarDays, Months, TimeSpan, Years
from sladsl.exact.money import Money
from sladsl.exact.periods import MONTHS_IN, Cycle, Kind, Period
from sladsl.model.agreements import Agreement
from sladsl.model.credits import Amount, Misses

_DAYS = {Kind.DAY: 1, Kind.ROLLING: 1, Kind.WEEK: 7}


def before(agreement: Agreement, period: Period, history: Sequence[Statement]) -> tuple[Statement, ...]:
    """The agreement's own statements on earlier periods, the latest first."""
    own = (s for s in history if s.agreement.key == agreement.key and s.period.start < period.start)
    return tuple(sorted(own, key=lambda s: (s.period.start, s.period.end), reverse=True))


def applied(result: Result) -> Amount | None:
    """The amount that the agreement names for a missed result."""
    if result.tier is not None:
        return result.tier.amount
    return result.guarantee.credit.single if result.guarantee.credit is not None else None


def periods_in(time: TimeSpan, cycle: Cycle | None) -> int | None:
    """How many periods of a promise a span such as `2 months` is; None where it is no whole number of them.

    Without a period of its own a promise is held against calendar months.
    """
    kind = cycle.kind if cycle is not None else Kind.MONTH
    if isinstance(time, (Months, Years)) and kind in MONTHS_IN:
        months, each = (time.count if isinstance(time, Months) else 12 * time.count), MONTHS_IN[kind]
    elif isinstance(time, CalendarDays) and kind in (*_DAYS, Kind.TRAILING):
        months, each = time.count, _DAYS.get(kind) or (cycle.days if cycle else 1)
    else:
        return None
    return months // each if months % each == 0 and months > 0 else None


def earlier(result: Result, statements: Sequence[Statement]) -> Iterator[tuple[Result, Owed | None]]:
    """The same promise in the periods before, the latest first, up to the first one without a statement."""
    key = (result.guarantee.key, result.service)
    cycle = result.guarantee.period
    period = result.period
    for statement in statements:
        found = next((r for r in statement.results if (r.guarantee.key, r.service) == key), None)
        if found is None or found.period.start >= period.start:
            continue
        expected = cycle.previous(period).start if cycle is not None else None
        if found.period.start != expected if expected is not None else found.period.end != period.start:
            return
        period = found.period
        yield (
            found,
            next((o for o in statement.owed if (o.result.guarantee.key, o.result.service) == key), None),
        )


def is_reached(result: Result, misses: Misses, statements: Sequence[Statement]) -> bool | Undefined:
    """Whether this miss is at least the last of as many in a row, or in so many periods, as are asked for."""
    wanted = periods_in(misses.of, result.guarantee.period)
    if wanted is None:
        row = " in a row" if misses.count is None else ""
        return Undefined(because(Why.NO_NUMBER_OF_PERIODS, misses.of.text() + row))
    past = islice((result.state for result, _ in earlier(result, statements)), wanted - 1)
    if misses.count is None:
        run = sum(1 for _ in takewhile(lambda state: state is State.MISSED, past))
        return run == wanted - 1
    return 1 + sum(1 for state in past if state is State.MISSED) >= misses.count


def earned_back(result: Result, statements: Sequence[Statement]) -> tuple[Step, ...]:
    """The credits that go back to the provider because of this period: those of earlier misses after which
    the promise has now been met for as many periods in a row as agreed, for the first time since."""
    if result.state is not State.MET or result.guarantee.credit is None:
        return ()
    run, current = 1, True
    longest = 0  # of the runs that ended between the miss in hand and the current one
    inner = 0
    steps: list[Step] = []
    for past, owed in earlier(result, statements):
        if past.state is State.MET:
            run, inner = (run + 1, 0) if current else (run, inner + 1)
            longest = max(longest, inner)
            continue
        current, inner = False, 0
        amount = applied(past) if past.state is State.MISSED else None
        if amount is None or amount.earned_back_after is None or owed is None or owed.granted is None:
            continue
        wanted = periods_in(amount.earned_back_after, result.guarantee.period)
        if wanted == run and longest < run and owed.granted.amount > 0:
            what = f"{past.period.label}: met {amount.earned_back_after.text()} in a row since"
            steps.append(Step("earned back", what, owed.granted, amount.span))
    return tuple(steps)


def credited(statements: Sequence[Statement], start: int, end: int, currency: str) -> Money:
    """What the customer was credited for the periods that began in [start, end)."""
    total = Money(Fraction(0), currency)
    for statement in statements:
        credit = statement.credit
        inside = start <= statement.period.start < end
        if inside and credit is not None and credit.currency == currency:
            total += credit
    return total
