"""Burn-rate alerts: how fast the budget goes, over a long window that proves it and a short one that ends it.

The pairs are those of the SRE Workbook (chapter 5) for thirty days, 2 % of the budget in 1 h, 5 % in 6 h,
10 % in 1 day and 10 % in 3 days, with every window scaled to the period at hand so that the shares of the
budget stay what they are.
"""

from __future__ import annotations

from fractions import Fraction

from sladsl.backends.prometheus.clock import nominal_seconds
from sladsl.backends.prometheus.identity import BAD, TOTAL
from sladsl.backends.prometheus.plan import Plan
from sladsl.backends.prometheus.rules import Alert, Record
from sladsl.backends.prometheus.text import duration, number, window
from sladsl.records import record

# Parts of the period that the long window is, budget share used in it, whether somebody is paged.
_PAIRS = (
    (720, Fraction(2, 100), True),
    (120, Fraction(5, 100), True),
    (30, Fraction(10, 100), False),
    (10, Fraction(10, 100), False),
)


@record
class Pair:
    """Windows in seconds, the burn rate that fires, and whether it pages."""

    long: int
    short: int
    factor: Fraction
    page: bool


def pairs(plan: Plan) -> tuple[Pair, ...]:
    """The pairs that can fire: windows hold several intervals, and the threshold is a share below 1. The
    fastest pair left always pages. Empty where the target leaves no budget or all of it."""
    share = plan.bad_share()
    period = nominal_seconds(plan.objective.period)
    found: list[Pair] = []
    for parts, used, page in _PAIRS:
        long = max(period // parts, 5 * plan.clock.step, 4 * plan.interval)
        long -= long % plan.clock.step
        short = max(long // 12, 2 * plan.clock.step, plan.interval)
        short -= short % plan.clock.step
        factor = max(used * period / long, Fraction(1))
        if 0 < factor * share < 1 and all(long != other.long for other in found):
            found.append(Pair(long, short, factor, page or not found))
    return tuple(found)


def ratio_name(seconds: int) -> str:
    """One metric per window: alerts that join series on a differing window label never fire."""
    return f"sla:bad_ratio:{duration(seconds)}"


def burn_records(plan: Plan) -> list[Record]:
    """The bad share over every window that an alert reads: sums divided, never ratios averaged."""
    windows = sorted({seconds for pair in pairs(plan) for seconds in (pair.long, pair.short)})
    out = []
    for seconds in windows:
        bad, total = (
            f"sum(sum_over_time({plan.identity.series(name)}[{window(seconds)}]))" for name in (BAD, TOTAL)
        )
        out.append(Record(ratio_name(seconds), f"{bad} / ({total} > 0)", plan.identity.labels))
    return out


def burn_alerts(plan: Plan, annotations: dict[str, str]) -> list[Alert]:
    """One alert per pair; a target of 100% has no budget, so there any failure at all is one."""
    identity = plan.identity
    if plan.bad_share() == 0:
        reach = max(5 * plan.clock.step, 2 * plan.interval)
        bad = f"sum_over_time({identity.series(BAD)}[{window(reach)}])"
        expr = f"sum by ({', '.join(identity.labels)}) ({bad}) > 0"
        labels = {**identity.labels, "severity": "page", "pace": duration(reach)}
        return [Alert("SlaBurn", expr, 0, labels, annotations)]
    out = []
    for pair in pairs(plan):
        threshold = number(pair.factor * plan.bad_share())
        enough = f"sum(sum_over_time({identity.series(BAD)}[{window(pair.long)}])) >= {plan.minimum}"
        expr = (
            f"{identity.series(ratio_name(pair.long))} > {threshold}\n"
            f"and {identity.series(ratio_name(pair.short))} > {threshold}\n"
            f"and on() {enough}"
        )
        hold = plan.options.page_hold if pair.page else plan.options.ticket_hold
        labels = {
            **identity.labels,
            "severity": "page" if pair.page else "ticket",
            "pace": duration(pair.long),
        }
        out.append(Alert("SlaBurn", expr, min(hold, pair.long // 2), labels, annotations))
    return out
