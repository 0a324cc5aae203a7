"""Rule tests for `promtool test rules`: every alert fires when all is bad, none does when all is well.

The tests feed the recorded signals, with one label more than the rules give them, so they need to know
nothing about the queries. They take place in 1970, where promtool's clock starts and the rules rehearse.
Budgets of many hours are used up by one fed amount in the past instead of by many simulated days.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from sladsl.backends.prometheus.amounts import latency_bounds
from sladsl.backends.prometheus.identity import BAD, SIGNAL, TOTAL
from sladsl.backends.prometheus.ledger import REMAINING
from sladsl.backends.prometheus.plan import Plan
from sladsl.backends.prometheus.rules import Alert, Group
from sladsl.backends.prometheus.signals import lag_seconds
from sladsl.backends.prometheus.text import duration, number
from sladsl.backends.prometheus.thresholds import budget_share, missed
from sladsl.backends.prometheus.yaml_text import Value, document
from sladsl.lower.monitoring import EventRatio, Percentile, ShareOfTime, TimeDown

_LONGEST = 40 * 86_400


@dataclass(frozen=True, slots=True)
class Subject:
    """One promise and its alerts as they stand in the rules file."""

    plan: Plan
    alerts: tuple[Alert, ...]


def tests_file(rules_name: str, subjects: Sequence[Subject], groups: Sequence[Group]) -> bytes:
    """The test file that stands beside the rules file `rules_name`."""
    tests: list[Value] = []
    comments = ["proves that every alert fires at 100% bad and that none does at 0%"]
    proven = [(s, moment) for s in subjects if (moment := _moment(s)) is not None]
    for subject in subjects:
        if _moment(subject) is None:
            key = subject.plan.identity.key
            comments.append(f"not proven, no open hours in a rehearsal: {' '.join(key.values())}")
    if proven:
        tests = [_test(proven, "all bad"), _test(proven, "all well"), _test(proven, "no data")]
    return document(
        {
            "rule_files": [rules_name],
            "evaluation_interval": duration(subjects[0].plan.clock.step),
            "group_eval_order": [group.name for group in groups],
            "tests": tests,
        },
        comments,
    )


def _moment(subject: Subject) -> int | None:
    """The first second by which the promise's hours have been open long enough for every alert."""
    plan = subject.plan
    step = plan.clock.step
    longest = max((alert.hold for alert in subject.alerts), default=0)
    lag = lag_seconds(plan.objective.formula, plan.objective.sampling, step)
    needed = longest + 3 * plan.interval + lag + 5 * step
    if plan.mask is None and plan.bad_mask is None:
        return needed
    run = 0
    for instant in range(step, _LONGEST, step):
        run = run + step if plan.rehearsal_open(instant) else 0
        if run >= needed:
            return instant
    return None


def _test(proven: Sequence[tuple[Subject, int]], name: str) -> Value:
    last = max(moment for _, moment in proven)
    series: list[Value] = []
    checks: list[Value] = []
    for subject, moment in proven:
        plan = subject.plan
        samples = last // plan.clock.step
        if name != "no data":
            for labels, value in _signals(plan, bad=name == "all bad"):
                fed = plan.identity.series(SIGNAL, **labels, fed="test")
                series.append({"series": fed, "values": f"{value}+0x{samples}"})
        if name == "all bad":
            series += _history(plan, moment)
        for alert in subject.alerts:
            fires = (name == "all bad" and alert.proof == "bad") or (
                name == "no data" and alert.proof == "gone"
            )
            if fires:
                checks.append(_firing(plan, alert, moment))
        if name == "all well":
            expr = f"count({plan.identity.series('ALERTS')})"
            checks.append({"expr": expr, "eval_time": duration(moment), "exp_samples": []})
            left: Value = {
                "expr": f"sum({plan.identity.series(REMAINING)})",
                "eval_time": duration(moment),
                "exp_samples": [{"labels": "{}", "value": 1}],
            }
            checks.append(left)
    return {
        "name": name,
        "interval": duration(proven[0][0].plan.clock.step),
        "input_series": series,
        "promql_expr_test": checks,
    }


def _firing(plan: Plan, alert: Alert, moment: int) -> Value:
    told = {key: alert.labels[key] for key in ("pace", "spent") if key in alert.labels}
    chosen = plan.identity.series("ALERTS", alertname=alert.name, alertstate="firing", **told)
    return {
        "expr": f"count({chosen})",
        "eval_time": duration(moment),
        "exp_samples": [{"labels": "{}", "value": 1}],
    }


def _signals(plan: Plan, bad: bool) -> list[tuple[dict[str, str], int]]:
    formula = plan.objective.formula
    inner = formula.of if isinstance(formula, TimeDown) else formula
    match inner:
        case ShareOfTime():
            return [({"signal": "up"}, 0 if bad else 1)]
        case EventRatio(good=good):
            first = ("bad", 1 if bad else 0) if good is None else ("good", 0 if bad else 1)
            return [({"signal": first[0]}, first[1]), ({"signal": "total"}, 1)]
        case Percentile(seconds_per_unit=unit):
            bounds = [number(bound / unit) for bound in latency_bounds(plan.objective)]
            within = [({"signal": "duration", "le": bound}, 0 if bad else 1) for bound in bounds]
            return [*within, ({"signal": "duration", "le": "+Inf"}, 1)]
        case _:
            return [({"signal": "errors"}, 1 if bad else 0), ({"signal": "requests"}, 1)]


def _history(plan: Plan, moment: int) -> list[Value]:
    """One amount of bad time at the beginning, a little less than what every alert waits for."""
    if not plan.is_certain:
        return []
    budget = plan.bad_share() * plan.nominal_due()
    most = max((step.share for step in plan.objective.alert_steps), default=Fraction(1))
    condition = missed(plan.objective)
    broken = condition.share * (1 if condition.absolute else plan.nominal_due())
    needed = max(budget * most, broken)
    if needed <= 600 or budget_share(plan.objective) == 0:
        return []
    period = plan.clock.rehearsal_period(plan.objective.period, moment)
    label = {} if period is None else {"period": str(period)}
    amount = number(Fraction(needed.numerator // needed.denominator - 300))
    return [
        {"series": plan.identity.series(name, **label, fed="test"), "values": f"{amount} _x1"}
        for name in (BAD, TOTAL)
    ]
