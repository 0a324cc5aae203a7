"""Metrics over events and sums: quotients, shares, numbers and scores of events, worst and largest values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction

from sladsl.evaluate.base import Base
from sladsl.evaluate.conditions import MetricValue, holds, names_of, term_value
from sladsl.evaluate.facts import Case, ServiceFacts
from sladsl.evaluate.grid import Grid
from sladsl.evaluate.reasons import Reason, Why, because
from sladsl.evaluate.results import Counted, LeftOut, Measured
from sladsl.exact.durations import Duration
from sladsl.exact.intervals import contains
from sladsl.exact.periods import Period
from sladsl.exact.quantities import Quantity
from sladsl.model import metrics as m
from sladsl.model.metrics import Dimension, Metric, Switches
from sladsl.model.values import Number, Ratio, Value
from sladsl.model.written import number_text

NO_CASES = Reason(Why.NO_CASES)
NO_EVENT = Reason(Why.NO_EVENT)
NOTHING_COUNTED = Reason(Why.NOTHING_COUNTED)
ATTRIBUTED = "attributed"


def valued(metric: Metric, number: Fraction) -> Value:
    """A number as a value of the metric's own kind."""
    match metric.dimension:
        case Dimension.RATIO:
            return Ratio(number)
        case Dimension.DURATION:
            return Duration(number)
        case Dimension.QUANTITY:
            return Quantity(number, metric.unit or "")
    return Number(number)


# ---- sums of signals


def totals(facts: ServiceFacts, names: Iterable[str], base: Base, period: Period) -> dict[str, Fraction]:
    """Each signal over the period: as it was added up, else its samples in counted time added up."""
    found: dict[str, Fraction] = {}
    for name in names:
        samples = facts.samples.get(name)
        if name in facts.totals:
            found[name] = facts.totals[name]
        elif samples is not None:
            counts = Grid(period, samples.step, base).counts
            inside = [v for start, v in samples.values.items() if counts(start)]
            found[name] = sum(inside, Fraction(0))
    return found


def computed(
    formula: m.Computed, metric: Metric, facts: ServiceFacts, base: Base, period: Period, other: MetricValue
) -> Measured:
    """C07, C08 and arithmetic on metrics: a term over the signals of the whole period."""
    names = names_of(formula.value)
    signals = totals(facts, names, base, period)
    missing = sorted(names - signals.keys())
    if missing:
        return Measured(None, None, None, "events", reason=because(Why.NO_SIGNAL, ", ".join(missing)))
    value = term_value(formula.value, signals, other)
    numerator = denominator = None
    if isinstance(formula.value, m.Arithmetic) and formula.value.op == "/":
        numerator = term_value(formula.value.left, signals, other)
        denominator = term_value(formula.value.right, signals, other)
    if value is None:
        reason = NOTHING_COUNTED if denominator == 0 else Reason(Why.NOT_COMPUTED)
        return Measured(None, numerator, denominator, "events", reason=reason)
    return Measured(valued(metric, value), numerator, denominator, "events")


def worst(
    metric: Metric,
    terms: tuple[m.Term, ...],
    facts: ServiceFacts,
    base: Base,
    period: Period,
    other: MetricValue,
) -> Measured:
    """The worst of several terms, by the direction of the metric; unknown when any of them is."""
    found: list[Fraction] = []
    for term in terms:
        value = term_value(term, totals(facts, names_of(term), base, period), other)
        if value is None:
            return Measured(None, None, None, "", reason=Reason(Why.NO_PART))
        found.append(value)
    return Measured(valued(metric, max(found) if metric.better == "lower" else min(found)), None, None, "")


def aggregate(
    formula: m.Aggregate,
    metric: Metric,
    facts: ServiceFacts,
    cases: tuple[Case, ...] | None,
    base: Base,
    period: Period,
    other: MetricValue,
) -> Measured:
    """The largest, smallest, mean or sum of a term over everything that was measured in the period."""
    names = names_of(formula.value)
    found = list(_each(formula.value, names, facts, cases, base, period))
    if not found:
        known = {**facts.totals} if names <= facts.totals.keys() else {}
        value = term_value(formula.value, known, other)
        if value is None:
            return Measured(None, None, None, "", reason=_nothing_of(names))
        return Measured(valued(metric, value), None, None, "")
    whole = sum(found, Fraction(0))
    count = Fraction(len(found))
    match formula.function:
        case "max":
            return Measured(valued(metric, max(found)), None, None, "")
        case "min":
            return Measured(valued(metric, min(found)), None, None, "")
        case "sum":
            return Measured(valued(metric, whole), whole, None, "")
    return Measured(valued(metric, whole / count), whole, count, "events")


def _nothing_of(names: frozenset[str]) -> Reason:
    return because(Why.NO_SIGNAL, ", ".join(sorted(names))) if names else Reason(Why.NOT_COMPUTED)


def _each(
    term: m.Term,
    names: frozenset[str],
    facts: ServiceFacts,
    cases: tuple[Case, ...] | None,
    base: Base,
    period: Period,
) -> Iterator[Fraction]:
    """The values of a term, sample by sample, else event by event."""
    sampled = [facts.samples[name] for name in sorted(names) if name in facts.samples]
    if sampled:
        for start in sorted(sampled[0].values):
            if contains(base.left, start):
                at = {n: facts.samples[n].values[start] for n in names if start in _starts(facts, n)}
                value = term_value(term, at)
                if value is not None:
                    yield value
    elif names:
        for case in cases or ():
            when = instant_of(case, None)
            if when is not None and contains(base.left, when):
                value = term_value(term, signals_of(case))
                if value is not None:
                    yield value


def _starts(facts: ServiceFacts, name: str) -> Mapping[int, Fraction]:
    return facts.samples[name].values if name in facts.samples else {}


def percentile_of(
    metric: Metric,
    signal: str,
    percentile: Fraction | None,
    facts: ServiceFacts,
    cases: tuple[Case, ...] | None,
    base: Base,
    period: Period,
    promise: str = "",
) -> Measured:
    """The percentile as it was measured, for the hours of that promise or at all, else out of the events of
    the period. Of `p99 of duration` by interval the one that begins with the period is that of the period."""
    asked = f"p{number_text(percentile)} of {signal}" if percentile is not None else signal
    for name in (f"{promise}: {asked}", asked, signal):
        if name in facts.totals:
            return Measured(valued(metric, facts.totals[name]), None, None, "")
    of_periods = facts.samples.get(asked) if percentile is not None else None
    if of_periods is not None and period.start in of_periods.values:
        return Measured(valued(metric, of_periods.values[period.start]), None, None, "")
    found = list(_each(m.Signal(signal), frozenset({signal}), replace_samples(facts), cases, base, period))
    if not found:
        return Measured(None, None, None, "", reason=because(Why.NO_SIGNAL, signal))
    value = nearest_rank(found, percentile) if percentile is not None else max(found)
    return Measured(valued(metric, value), None, Fraction(len(found)), "events")


def replace_samples(facts: ServiceFacts) -> ServiceFacts:
    """The facts without signals by interval, of which no percentile of events can be made."""
    return ServiceFacts(totals=facts.totals)


def nearest_rank(values: list[Fraction], percentile: Fraction) -> Fraction:
    """The smallest value that at least so many per cent of all do not exceed."""
    rank = percentile * len(values) / 100
    return sorted(values)[max(-(-rank.numerator // rank.denominator), 1) - 1]


# ---- events one by one


def signals_of(case: Case) -> Mapping[str, Fraction]:
    """The numbers that an event carries."""
    return {name: value for name, value in case.attributes.items() if isinstance(value, Fraction)}


def instant_of(case: Case, attributed: str | None) -> int | None:
    """The instant that decides the period of an event; `opened` and `closed` stand for its first and last."""
    if attributed is not None and attributed in case.events:
        return case.events[attributed]
    if not case.events or attributed not in (None, "opened", "closed"):
        return None
    if attributed == "closed":
        return max(case.events.values()) if len(case.events) > 1 else None
    return case.events.get("opened", min(case.events.values()))


def events_in(
    cases: tuple[Case, ...], switches: Switches, base: Base, period: Period
) -> tuple[list[Case], list[LeftOut], tuple[str, ...]]:
    """The events of the counted time, those in excluded time, and what the source should have said."""
    mine: list[Case] = []
    left_out: list[LeftOut] = []
    open_switches = base.open
    for case in cases:
        when = instant_of(case, switches.attributed)
        if switches.attributed is None and ATTRIBUTED not in open_switches and "closed" in case.events:
            closed = case.events["closed"]
            inside = when is not None and contains(base.left, when)
            if contains(base.left, closed) is not inside:
                open_switches = (*open_switches, ATTRIBUTED)
        if when is None or when not in period:
            continue
        if contains(base.left, when):
            mine.append(case)
            continue
        for each in base.excluded:
            if contains(each.times, when):
                why = because(Why.EXCLUDED, each.exclusion.key)
                left_out.append(LeftOut(case.id, (when, when), Fraction(1), why, each.span))
                break
    return mine, left_out, open_switches


def share_of_events(
    formula: m.ShareOfEvents,
    metric: Metric,
    switches: Switches,
    cases: tuple[Case, ...] | None,
    base: Base,
    period: Period,
) -> Measured:
    """C08: events of which the condition holds, of all events of the period."""
    if cases is None:
        return Measured(None, None, None, "events", reason=NO_CASES)
    mine, left_out, open_switches = events_in(cases, switches, base, period)
    counted: list[Counted] = []
    whole = part = 0
    for case in mine:
        verdict = holds(formula.condition, signals_of(case))
        if verdict is None:
            left_out.append(_undecided(case))
            continue
        whole, part = whole + 1, part + verdict
        if verdict is (metric.better == "lower"):
            counted.append(Counted(case.id, None, Fraction(1), case.origin))
    return Measured(
        Ratio(Fraction(part, whole)) if whole else None,
        Fraction(part),
        Fraction(whole),
        "events",
        tuple(counted),
        tuple(left_out),
        None if whole else NO_EVENT,
        open_switches,
    )


def _undecided(case: Case) -> LeftOut:
    return LeftOut(case.id, None, Fraction(1), Reason(Why.UNDECIDED), None)


def mean_score(
    formula: m.MeanScore,
    metric: Metric,
    switches: Switches,
    cases: tuple[Case, ...] | None,
    base: Base,
    period: Period,
) -> Measured:
    """C09: the mean of what the first row that holds gives to each event."""
    if cases is None:
        return Measured(None, None, None, "events", reason=NO_CASES)
    mine, left_out, open_switches = events_in(cases, switches, base, period)
    scores: list[Fraction] = []
    counted: list[Counted] = []
    best = max([formula.otherwise, *(row.score for row in formula.rows)])
    for case in mine:
        score = _score(formula, signals_of(case))
        if score is None:
            left_out.append(_undecided(case))
            continue
        scores.append(score)
        if score != best:
            counted.append(Counted(case.id, None, best - score, case.origin))
    if not scores:
        return Measured(None, None, None, "events", (), tuple(left_out), reason=NO_EVENT, open=open_switches)
    added, whole = sum(scores, Fraction(0)), Fraction(len(scores))
    value = valued(metric, added / whole)
    return Measured(value, added, whole, "events", tuple(counted), tuple(left_out), open=open_switches)


def _score(formula: m.MeanScore, signals: Mapping[str, Fraction]) -> Fraction | None:
    for row in formula.rows:
        verdict = holds(row.condition, signals)
        if verdict is None:
            return None
        if verdict:
            return row.score
    return formula.otherwise


def count_of_events(
    formula: m.CountOfEvents,
    metric: Metric,
    switches: Switches,
    cases: tuple[Case, ...] | None,
    facts: ServiceFacts,
    base: Base,
    period: Period,
) -> Measured:
    """C10: the number of events of the period, of those that fulfil the condition if there is one."""
    if cases is None:
        if "events" in facts.totals:
            number = facts.totals["events"]
            return Measured(valued(metric, number), number, None, "events")
        return Measured(None, None, None, "events", reason=NO_CASES)
    mine, left_out, open_switches = events_in(cases, switches, base, period)
    counted: list[Counted] = []
    for case in mine:
        verdict = True if formula.where is None else holds(formula.where, signals_of(case))
        if verdict is None:
            left_out.append(_undecided(case))
        elif verdict:
            counted.append(Counted(case.id, None, Fraction(1), case.origin))
    number = Fraction(len(counted))
    return Measured(
        valued(metric, number),
        number,
        None,
        "events",
        tuple(counted),
        tuple(left_out),
        open=open_switches,
    )
