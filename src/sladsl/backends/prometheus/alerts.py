"""Budget, missed and no-data alerts, and what every alert says to whoever receives it."""

from __future__ import annotations

from fractions import Fraction

from sladsl.backends.prometheus.amounts import bound_selector, counts_events, latency_bounds
from sladsl.backends.prometheus.ledger import BAD_PERIOD, holds
from sladsl.backends.prometheus.plan import Plan
from sladsl.backends.prometheus.rules import Alert
from sladsl.backends.prometheus.signals import named_signals
from sladsl.backends.prometheus.text import literal, percent
from sladsl.backends.prometheus.thresholds import AmountCondition, budget_share, missed
from sladsl.lower.monitoring import (
    Comparison,
    EventRatio,
    MeanOfIntervals,
    Percentile,
    ShareOfIntervals,
    TimeDown,
)


def wording(plan: Plan, summary: str) -> dict[str, str]:
    """Where the promise stands and what to do; everything that a person wrote is literal text."""
    agreement, objective = plan.identity.agreement, plan.objective
    said = objective.objective_text or objective.title
    out = {
        "summary": f"{literal(f'{objective.title}: ')}{summary}",
        "description": literal(f"{agreement.title} ({agreement.id}), {said}"),
        "clause": literal(objective.clause),
        "source": literal(f"{objective.span.source.name}:{objective.span.line}"),
        "runbook_url": literal(objective.runbook),
    }
    claims = [exclusion.title for exclusion in objective.exclusions if exclusion.times is None]
    if claims:
        out["not_excluded"] = literal(f"not left out, claimed afterwards: {', '.join(claims)}")
    return {key: value for key, value in out.items() if value}


def budget_alerts(plan: Plan) -> list[Alert]:
    """One alert per `alert at` step: this share of the period's budget is used up."""
    share = budget_share(plan.objective)
    absolute = isinstance(plan.objective.formula, TimeDown)
    out = []
    for step in sorted({step.share for step in plan.objective.alert_steps}):
        used = AmountCondition(Comparison.AT_LEAST, share, absolute)
        expr = f"{holds(plan, used, step)}\nand {_enough(plan, share)}"
        labels = {**plan.identity.labels, "severity": "ticket", "spent": percent(step)}
        summary = f"{percent(step)} of the budget is used"
        out.append(Alert("SlaBudget", expr, plan.options.page_hold, labels, wording(plan, summary)))
    return out


def missed_alert(plan: Plan) -> Alert:
    """The promise is broken: for certain where the period's denominator is known, as things stand where it
    grows with traffic."""
    condition = missed(plan.objective)
    expr = f"{holds(plan, condition)}\nand {_enough(plan, budget_share(plan.objective))}"
    summary = "missed in this period" if plan.is_certain else "missed as things stand"
    labels = {**plan.identity.labels, "severity": "page"}
    return Alert("SlaMissed", expr, plan.options.page_hold, labels, wording(plan, summary))


def _enough(plan: Plan, budget: Fraction) -> str:
    """A filter on the bad amount. Where the denominator still grows, the first failures of a period weigh
    too much; a promise without budget is broken by the first of them."""
    series = plan.identity.series(BAD_PERIOD)
    grows = counts_events(plan.objective) or not plan.is_certain
    return f"{series} >= {plan.minimum}" if grows and budget else f"{series} > 0"


def no_data_alert(plan: Plan) -> Alert:
    """Nothing is known while the clock runs. Errors may be absent, nothing may have failed yet."""
    identity, formula = plan.identity, plan.objective.formula
    inner = formula.of if isinstance(formula, TimeDown) else formula
    match inner:
        case ShareOfIntervals() | MeanOfIntervals():
            needed = [f"sum({identity.signal('requests')})"]
        case EventRatio():
            needed = [f"sum({identity.signal('total')})"]
        case _:
            needed = [f"sum({identity.signal(name)})" for name in named_signals(inner)]
            if isinstance(inner, Percentile):
                needed = [bound_selector(identity, bound) for bound in latency_bounds(plan.objective)]
    expr = " or ".join(f"absent({each})" for each in needed)
    if plan.mask is not None:
        expr = f"({expr})\nand on() {plan.clock.is_open(plan.mask.name)} == 1"
    labels = {**identity.labels, "severity": "page"}
    text = wording(plan, "no data arrives")
    return Alert("SlaNoData", expr, plan.options.no_data_hold, labels, text, proof="gone")


def alerts_of(plan: Plan) -> list[Alert]:
    return [*budget_alerts(plan), missed_alert(plan), no_data_alert(plan)]
