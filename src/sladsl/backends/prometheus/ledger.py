"""The running period: value so far, budget and what is left of it, tiers reached, and when it runs out."""

from __future__ import annotations

from fractions import Fraction

from sladsl.backends.prometheus.amounts import amounts, counts_events
from sladsl.backends.prometheus.clock import DAY, nominal_seconds
from sladsl.backends.prometheus.identity import (
    BAD,
    OVER_TIER,
    PERIOD_END,
    PERIOD_MARK,
    PERIOD_START,
    TOTAL,
    UNKNOWN,
    select,
)
from sladsl.backends.prometheus.plan import Plan
from sladsl.backends.prometheus.rules import Record
from sladsl.backends.prometheus.text import duration, number, window
from sladsl.backends.prometheus.thresholds import (
    AmountCondition,
    budget_share,
    on_amounts,
    value_is_good_share,
)
from sladsl.exact.periods import Kind
from sladsl.lower.monitoring import Percentile, TimeDown

BAD_PERIOD = "sla:bad:period"
TOTAL_PERIOD = "sla:total:period"
UNKNOWN_PERIOD = "sla:unknown:period"
VALUE = "sla:value:period"
DUE_PERIOD = "sla:due:period"
BUDGET = "sla:budget:period"
REMAINING = "sla:budget_remaining:ratio"
EXHAUSTED_IN = "sla:budget_exhausted_in:seconds"
TIER = "sla:credit_tier:reached"
TARGET = "sla:objective:target"
INFO = "sla:objective:info"


def summed(plan: Plan, name: str, **labels: str) -> str:
    """The sum of a recorded amount over the running period, a vector without labels, 0 where nothing was
    recorded yet. Dated periods pick their samples by the label `period`, so the range only has to be long
    enough."""
    cycle = plan.objective.period
    series = plan.identity.series(name, **labels)
    if cycle.kind is Kind.TRAILING:
        inner = f"sum_over_time({series}[{window(cycle.days * DAY)}])"
    elif cycle.kind is Kind.ROLLING:
        reach = duration((cycle.days + 1) * DAY)
        mark = select(PERIOD_MARK, plan.clock.cycle_labels(cycle))
        days = f"max_over_time({mark}[{reach}]) >= on() group_left() {plan.clock.rolling_start(cycle)}"
        inner = f"sum_over_time({series}[{reach}])\nand on(period) ({days})"
    else:
        reach = duration(-(-cycle.longest() // DAY) * DAY + DAY)
        start = select(PERIOD_START, plan.clock.cycle_labels(cycle))
        inner = f'sum_over_time({series}[{reach}])\nand on(period) count_values("period", {start})'
    return f"sum(\n{inner}\n)\nor vector(0)"


def holds(plan: Plan, condition: AmountCondition, times: Fraction = Fraction(1)) -> str:
    """`condition` with its share multiplied by `times`, compared in whole numbers so that a value exactly
    on the bound is judged as such; a filter over the promise's labels."""
    bad = plan.identity.series(BAD_PERIOD)
    share = condition.share * times
    left = bad if share.denominator == 1 else f"{bad} * {share.denominator}"
    if condition.absolute:
        return f"{left} {condition.comparison.value} {share.numerator}"
    due = f"({plan.identity.series(DUE_PERIOD)} > 0)"
    return f"{left} {condition.comparison.value} {share.numerator} * {due}"


def _due(plan: Plan) -> str:
    objective = plan.objective
    if objective.constant_denominator is not None:
        return f"vector({objective.constant_denominator})"
    if not plan.is_certain or isinstance(objective.formula, TimeDown):
        return f"sum({plan.identity.series(TOTAL_PERIOD)})"
    if plan.uses_table:
        return plan.due_selector()
    if objective.period.kind in {Kind.ROLLING, Kind.TRAILING}:
        return f"vector({nominal_seconds(objective.period)})"
    labels = plan.clock.cycle_labels(objective.period)
    return f"sum({select(PERIOD_END, labels)}) - sum({select(PERIOD_START, labels)})"


def _value(plan: Plan) -> str:
    """The value so far, as the promise words it; for a percentile the share of events over its bound."""
    bad, objective = plan.identity.series(BAD_PERIOD), plan.objective
    if isinstance(objective.formula, TimeDown):
        return bad
    if objective.constant_denominator is not None:
        ratio = f"{bad} / {objective.constant_denominator}"
    else:
        ratio = f"{bad} / ({plan.identity.series(TOTAL_PERIOD)} > 0)"
    return f"1 - {ratio}" if value_is_good_share(objective) else ratio


def _projection(plan: Plan) -> str:
    # As it went lately: six hours of a month, in proportion for other periods.
    reach = max(nominal_seconds(plan.objective.period) // 120, 10 * plan.interval)
    left = f"clamp_min({plan.identity.series(BUDGET)} - {plan.identity.series(BAD_PERIOD)}, 0)"
    burnt = f"sum(sum_over_time({plan.identity.series(BAD)}[{window(reach)}]))"
    return f"{reach} * sum({left}) / ({burnt} > 0)"


def ledger_records(plan: Plan) -> list[Record]:
    """The period's records in the order in which they need each other."""
    labels, identity, objective = plan.identity.labels, plan.identity, plan.objective
    share = budget_share(objective)
    budget = (
        f"vector({number(share)})"
        if isinstance(objective.formula, TimeDown)
        else f"{number(share)} * {identity.series(DUE_PERIOD)}"
    )
    bad = identity.series(BAD_PERIOD)
    remaining = (
        f"1 - {bad} / ({identity.series(BUDGET)} > 0)\nor 1 - ({bad} > bool 0)"
        if share
        else f"1 - ({bad} > bool 0)"
    )
    unknown = []
    if amounts(identity, plan.clock.step).unknown is not None:
        unknown.append(Record(UNKNOWN_PERIOD, summed(plan, UNKNOWN), labels))
    out = [
        Record(BAD_PERIOD, summed(plan, BAD), labels),
        Record(TOTAL_PERIOD, summed(plan, TOTAL), labels),
        *unknown,
        Record(DUE_PERIOD, _due(plan), labels),
        Record(VALUE, _value(plan), labels),
        Record(TARGET, f"vector({number(objective.target)})", labels),
        Record(BUDGET, budget, labels),
        Record(REMAINING, remaining, labels),
        Record(EXHAUSTED_IN, _projection(plan), labels),
        *_tiers(plan),
    ]
    if isinstance(objective.formula, Percentile):
        out.append(_quantile(plan, objective.formula))
    out.append(Record(INFO, "vector(1)", {**labels, **_info(plan)}))
    return out


def _tiers(plan: Plan) -> list[Record]:
    """1 where a tier's bounds all hold as things stand, else 0; tiers are numbered as they are written."""
    out = []
    base = f"0 * {plan.identity.series(BAD_PERIOD)}"
    for index, tier in enumerate(plan.objective.tiers, 1):
        if isinstance(plan.objective.formula, Percentile):
            over, share = summed(plan, OVER_TIER, tier=str(index)), 1 - plan.objective.formula.share
            total = f"sum({plan.identity.series(TOTAL_PERIOD)})"
            expr = f"({over}) * {share.denominator} > bool {share.numerator} * {total}"
        elif tier.bounds:
            bounds = [f"({holds(plan, on_amounts(plan.objective, b))})" for b in tier.bounds]
            expr = f"0 * ({' and '.join(bounds)}) + 1\nor {base}"
        else:
            expr = base
        out.append(Record(TIER, expr, {**plan.identity.labels, "tier": str(index)}))
    return out


def _quantile(plan: Plan, formula: Percentile) -> Record:
    """What most people want to look at; interpolated, so no promise is judged by it."""
    series = f"sum by (le) (sum_over_time({plan.identity.signal('duration')}[{window(3600)}]))"
    scale = "" if formula.seconds_per_unit == 1 else f"{number(formula.seconds_per_unit)} * "
    expr = f"{scale}histogram_quantile({number(formula.share)}, {series})"
    return Record("sla:quantile:1h", expr, plan.identity.labels)


def _info(plan: Plan) -> dict[str, str]:
    """Text that may change at any time, kept off every series that has a history."""
    agreement, objective = plan.identity.agreement, plan.objective
    info = {
        "title": objective.title,
        "agreement_title": agreement.title,
        "customer_title": agreement.customer.title if agreement.customer else "",
        "provider": agreement.provider.id,
        "owner": objective.owner,
        "clause": objective.clause,
        "objective": objective.objective_text,
        "unit": "events" if counts_events(objective) else "seconds",
    }
    return {key: value for key, value in info.items() if value}
