"""From an agreement and the facts of a period to the state of every promise."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from sladsl.evaluate.base import base_of, term_of
from sladsl.evaluate.conditions import holds as condition_holds
from sladsl.evaluate.conditions import names_of, scalar
from sladsl.evaluate.doubts import doubts
from sladsl.evaluate.events import totals
from sladsl.evaluate.facts import Facts
from sladsl.evaluate.measure import facts_about, measure
from sladsl.evaluate.readings import open_words, readings
from sladsl.evaluate.reasons import Reason, Why, because
from sladsl.evaluate.results import Measured, Result, State
from sladsl.evaluate.tiers import Undefined, tier_of
from sladsl.exact.durations import Duration
from sladsl.exact.periods import Cycle, Kind, Period
from sladsl.exact.quantities import Quantity
from sladsl.exact.ratio import percent, round_to
from sladsl.model.agreements import Agreement, Guarantee, RoundTo, holds
from sladsl.model.catalogue import Service
from sladsl.model.credits import Amount, PriceMultiple, Tier
from sladsl.model.metrics import Condition, Metric, TimeBetween
from sladsl.model.values import Number, Ratio, Value
from sladsl.model.written import value_text
from sladsl.records import replace

NOT_IN_FORCE = Reason(Why.NOT_IN_FORCE)
NOT_ASKED_FOR = Reason(Why.NOT_FULFILLED)
_PLACES = 12


def evaluate(
    agreement: Agreement, facts: Facts, period: Period, metrics: Mapping[str, Metric]
) -> tuple[Result, ...]:
    """The results of every promise of `agreement` whose own period is of the same length as `period`, and
    of those that name no period. A promise for several services has a result for each of them."""
    found: list[Result] = []
    for guarantee in agreement.promises:
        if guarantee.period is None or period_of(guarantee, agreement, period) == period:
            for service in _services(guarantee):
                found.append(result(guarantee, agreement, service, facts, period, metrics))
    return tuple(found)


def period_of(guarantee: Guarantee, agreement: Agreement, period: Period) -> Period:
    """The promise's own period in which `period` begins; one that rolls or trails ends where it ends."""
    cycle = guarantee.period or Cycle(Kind.MONTH, agreement.zone)
    match cycle.kind:
        case Kind.TRAILING:
            return cycle.containing(period.end)
        case Kind.ROLLING:
            return cycle.containing(period.end - 1)
    return cycle.containing(period.start)


def _services(guarantee: Guarantee) -> Iterator[Service | None]:
    """A promise about cases is one promise, whatever services the cases are about."""
    if isinstance(guarantee.metric.formula, TimeBetween) or not guarantee.services:
        yield None
    else:
        yield from guarantee.services


def result(
    guarantee: Guarantee,
    agreement: Agreement,
    service: Service | None,
    facts: Facts,
    period: Period,
    metrics: Mapping[str, Metric],
) -> Result:
    """One promise for one service in one period.

    Where records were left out that may change the result, it is undefined.
    """
    made = _result(guarantee, agreement, service, facts, period, metrics)
    if not facts.refused:
        return made

    def again(other: Facts) -> Result:
        return _result(guarantee, agreement, service, other, period, metrics)

    def decided(measured: Measured) -> Result:
        return _decided(agreement, guarantee, made.service, period, measured)

    places = doubts(made, facts, again, decided, _same)
    if not places:
        return made
    reason = Reason(Why.LEFT_OUT, places)
    return replace(made, state=State.UNDEFINED, tier=None, bonus_tier=None, reason=reason)


def _result(
    guarantee: Guarantee,
    agreement: Agreement,
    service: Service | None,
    facts: Facts,
    period: Period,
    metrics: Mapping[str, Metric],
) -> Result:
    """One promise by the records that are known.

    Where the source leaves a switch open that matters, every reading is evaluated: the result stands when
    all come to the same, by the reading with the worst value, and is undefined otherwise.
    """
    key = service.key if service else None
    if not term_of(guarantee, agreement, period):
        nothing = Measured(None, None, None, "", reason=NOT_IN_FORCE)
        return Result(
            agreement, guarantee, key, period, State.NOT_APPLICABLE, nothing, None, reason=NOT_IN_FORCE
        )

    if guarantee.applies is not None:
        applies = _applies(guarantee, guarantee.applies, agreement, service, facts, period)
        if applies is not True:
            names = ", ".join(sorted(names_of(guarantee.applies)))
            state = State.NO_DATA if applies is None else State.NOT_APPLICABLE
            reason = because(Why.NO_SIGNAL, names) if applies is None else NOT_ASKED_FOR
            nothing = Measured(None, None, None, "", reason=reason)
            return Result(agreement, guarantee, key, period, state, nothing, None, reason=reason)

    def decided(reading: Guarantee) -> Result:
        measured = measure(reading, agreement, service, facts, period, metrics)
        return _decided(agreement, guarantee, key, period, measured)

    first = decided(guarantee)
    switches = first.measured.open
    if not switches:
        return first
    found = [decided(reading) for reading in readings(guarantee, switches)]
    more = tuple(dict.fromkeys((*switches, *(name for r in found for name in r.measured.open))))
    if more != switches:
        found = [decided(reading) for reading in readings(guarantee, more)]
    worst = _worst(found, guarantee)
    if all(_same(each, worst) for each in found):
        return worst
    reason = _differing(more, found)
    return replace(worst, state=State.UNDEFINED, tier=None, bonus_tier=None, reason=reason)


def _applies(
    guarantee: Guarantee,
    condition: Condition,
    agreement: Agreement,
    service: Service | None,
    facts: Facts,
    period: Period,
) -> bool | None:
    """Whether the condition of a promise holds over the period; None where that is not known."""
    known = facts_about(guarantee, agreement, service, facts)
    signals = totals(known, names_of(condition), base_of(guarantee, agreement, known, period), period)
    return condition_holds(condition, signals)


def _decided(
    agreement: Agreement, guarantee: Guarantee, service: str | None, period: Period, measured: Measured
) -> Result:
    made = Result(
        agreement, guarantee, service, period, State.NO_DATA, measured, None, reason=measured.reason
    )
    if measured.value is None:
        return made
    compared = rounded(measured.value, guarantee.rounding)
    met = _meets(guarantee, measured, compared)
    state = State.MET if met else State.MISSED
    tier = bonus = None
    reason: Reason | None = None
    if guarantee.credit is not None:
        chosen = tier_of(guarantee.credit, compared, missed=not met)
        if isinstance(chosen, Undefined):
            state, reason = State.UNDEFINED, chosen.reason
        else:
            tier = chosen
    if guarantee.bonus is not None and met:
        reward = tier_of(guarantee.bonus, compared, missed=False)
        bonus = reward if isinstance(reward, Tier) else None
    return replace(made, state=state, compared=compared, tier=tier, bonus_tier=bonus, reason=reason)


def _meets(guarantee: Guarantee, measured: Measured, compared: Value) -> bool:
    """Where a share of the cases is promised, or a percentile, the share in time decides; of all cases
    every single one; anything else by its value against the target."""
    if guarantee.share is not None and isinstance(compared, Ratio):
        return compared.value >= guarantee.share.ratio
    if isinstance(guarantee.metric.formula, TimeBetween):
        if guarantee.percentile is None:
            return not measured.counted
        whole = measured.denominator or Fraction(0)
        return (measured.numerator or Fraction(0)) * 100 >= guarantee.percentile * whole
    return holds(guarantee.comparator, compared, guarantee.target)


def _same(one: Result, other: Result) -> bool:
    """Whether two readings come to the same state and to the same money."""
    if (one.state, one.tier, one.bonus_tier) != (other.state, other.tier, other.bonus_tier):
        return False
    scheme = one.guarantee.credit
    amount = one.tier.amount if one.tier else scheme.single if scheme else None
    if one.state is not State.MISSED or amount is None or not _grows(amount):
        return True
    if (one.measured.more, one.measured.delays) != (other.measured.more, other.measured.delays):
        return False
    return one.measured.counted == other.measured.counted and one.compared == other.compared


def _grows(amount: Amount) -> bool:
    """Whether an amount depends on how much counted."""
    more = (amount.block, amount.dates, amount.beyond, amount.per_each, amount.once_per)
    return isinstance(amount.base, PriceMultiple) or any(part is not None for part in more)


def _worst(found: list[Result], guarantee: Guarantee) -> Result:
    """The reading with the worst value; the first one where none has any."""
    lower = guarantee.metric.better == "lower"
    valued: list[tuple[Fraction, Result]] = []
    for each in found:
        number = scalar(each.measured.value) if each.measured.value is not None else None
        if number is not None:
            valued.append((number, each))
    if not valued:
        return found[0]
    return (max if lower else min)(valued, key=lambda pair: pair[0])[1]


def _differing(switches: tuple[str, ...], found: list[Result]) -> Reason:
    """The values of the readings, the smallest first, with as many decimals as tell them apart."""
    numbers: dict[Fraction | None, Value | None] = {}
    for each in found:
        value = each.measured.value
        numbers.setdefault(None if value is None else scalar(value), value)
    order = sorted(number for number in numbers if number is not None)
    known = [value for value in map(numbers.__getitem__, order) if value is not None]
    texts = [value_text(value) for value in known]
    if len(set(texts)) < len(texts):
        texts = [percent(v.value, _PLACES) if isinstance(v, Ratio) else value_text(v) for v in known]
    none = [None] if None in numbers else []
    told = " or ".join([*texts, *("no value" for _ in none)])
    return Reason(Why.READINGS, (open_words(switches), told), (*known, *none))


def rounded(value: Value, rounding: RoundTo | None) -> Value:
    """The value as it is compared: rounded as declared, percentages by the decimals of the percentage."""
    if rounding is None:
        return value
    match value:
        case Ratio():
            return Ratio(round_to(value.value * 100, rounding.places, rounding.mode) / 100)
        case Number():
            return Number(round_to(value.value, rounding.places, rounding.mode))
        case Duration():
            return Duration(round_to(value.seconds, rounding.places, rounding.mode))
        case Quantity():
            return Quantity(round_to(value.value, rounding.places, rounding.mode), value.unit)
    return value
