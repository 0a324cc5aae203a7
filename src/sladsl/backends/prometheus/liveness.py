"""Rule tests for `promtool test rules`: every alert fires when all is bad, none does when all is well.

The tests feed the recorded signals, with one label more than the rules give them, so they need to know
nothing about the queries. They take place in 1970, where promtool's clock starts and the rules rehearse.
What takes long is not simulated, because every step runs every rule: budgets of many hours are used up by one
amount fed in the past, and where hours are closed at the beginning of 1970 the recorded clocks are fed with a
shift to when they are open.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from sladsl.backends.prometheus.amounts import latency_bounds
from sladsl.backends.prometheus.identity import BAD, LOCAL_TIME, SIGNAL, TOTAL, select
from sladsl.backends.prometheus.ledger import REMAINING
from sladsl.backends.prometheus.plan import Plan
from sladsl.backends.prometheus.rules import Alert, Group, Record
from sladsl.backends.prometheus.signals import lag_seconds
from sladsl.backends.prometheus.text import duration, number
from sladsl.backends.prometheus.thresholds import budget_share, missed
from sladsl.backends.prometheus.yaml_text import Value, document
from sladsl.lower.monitoring import EventRatio, Percentile, ShareOfTime, TimeDown
from sladsl.records import record

_LONGEST = 40 * 86_400
_QUARTER = 900


@record
class Subject:
    """One promise and its alerts as they stand in the rules file."""

    plan: Plan
    alerts: tuple[Alert, ...]


@record
class Stage:
    """Promises that are tried with all clocks `shift` seconds ahead, because they are open then."""

    shift: int
    subjects: tuple[Subject, ...]


def tests_file(
    rules_name: str, subjects: Sequence[Subject], groups: Sequence[Group], scenarios: Sequence[Value] = ()
) -> bytes:
    """The test file that stands beside the rules file `rules_name`; `scenarios` are tests of their own."""
    comments = ["proves that every alert fires at 100% bad and that none does at 0%"]
    if scenarios:
        comments.append("and that the rules count what the evaluation of the scenarios counts")
    stages, closed = _stages(subjects)
    for subject in closed:
        key = " ".join(subject.plan.identity.key.values())
        comments.append(f"not proven, no open hours in a rehearsal: {key}")
    clocks = [rule for group in groups for rule in group.rules if isinstance(rule, Record)]
    clocks = [rule for rule in clocks if rule.name == LOCAL_TIME]
    return document(
        {
            "rule_files": [rules_name],
            "evaluation_interval": duration(subjects[0].plan.clock.step),
            "group_eval_order": [group.name for group in groups],
            "tests": [
                *(
                    _test(stage, name, clocks)
                    for stage in stages
                    for name in ("all bad", "all well", "no data")
                ),
                *scenarios,
            ],
        },
        comments,
    )


def _stages(subjects: Sequence[Subject]) -> tuple[list[Stage], list[Subject]]:
    """Every promise in one of few stages, as every stage runs all rules again; and those never open. Who is
    open latest chooses first: others are most often open then, too."""
    found: list[tuple[Subject, int]] = []
    closed: list[Subject] = []
    for subject in subjects:
        shift = _first_opening(subject)
        if shift is None:
            closed.append(subject)
        else:
            found.append((subject, shift))
    chosen: dict[int, list[Subject]] = {}
    for subject, shift in sorted(found, key=lambda pair: -pair[1]):
        at = next((each for each in chosen if _is_open(subject, each)), shift)
        chosen.setdefault(at, []).append(subject)
    order = {id(subject): index for index, subject in enumerate(subjects)}
    return [
        Stage(shift, tuple(sorted(chosen[shift], key=lambda subject: order[id(subject)])))
        for shift in sorted(chosen)
    ], closed


def _first_opening(subject: Subject) -> int | None:
    """The first shift under which the promise's hours are open until its last alert has fired."""
    step = subject.plan.clock.step
    grid = step * max(1, _QUARTER // step)
    return next((shift for shift in range(0, _LONGEST, grid) if _is_open(subject, shift)), None)


def _is_open(subject: Subject, shift: int) -> bool:
    """Whether all time until the last alert has fired counts, and in one and the same period."""
    plan, end = subject.plan, _fired(subject)
    step, period = plan.clock.step, plan.objective.period
    first, last = (plan.clock.rehearsal_period(period, at + shift) for at in (step, end))
    return first == last and all(plan.rehearsal_open(at + shift) for at in range(step, end + step, step))


def _seen(plan: Plan) -> int:
    """Seconds until whatever is fed has reached every rule."""
    lag = lag_seconds(plan.objective.formula, plan.objective.sampling, plan.clock.step)
    return plan.interval + lag + 5 * plan.clock.step


def _fired(subject: Subject) -> int:
    """Seconds until all alerts fire that bad time makes fire."""
    plan = subject.plan
    enough = (plan.options.minimum_intervals - 1) * plan.interval
    return _seen(plan) + enough + max((alert.hold for alert in subject.alerts), default=0)


def _test(stage: Stage, name: str, clocks: Sequence[Record]) -> Value:
    step = stage.subjects[0].plan.clock.step
    fed: list[tuple[str, str]] = []
    checks: list[Value] = []
    for subject in stage.subjects:
        plan = subject.plan
        if name != "no data":
            for labels, value in _signals(plan, bad=name == "all bad"):
                fed.append((plan.identity.series(SIGNAL, **labels, fed="test"), str(value)))
        match name:
            case "all bad":
                firing = [alert for alert in subject.alerts if alert.proof == "bad"]
                checks += [_firing(plan, alert, _fired(subject)) for alert in firing]
            case "no data":
                firing = [alert for alert in subject.alerts if alert.proof == "gone"]
                checks += [_firing(plan, alert, alert.hold + 3 * step) for alert in firing]
            case _:
                checks += _silent(plan)
    if stage.shift:
        fed += [(select(LOCAL_TIME, {**c.labels, "fed": "test"}), str(stage.shift)) for c in clocks]
    samples = max(_fired(subject) for subject in stage.subjects) // step
    series: list[Value] = [{"series": each, "values": f"{value}+0x{samples}"} for each, value in fed]
    if name == "all bad":
        for subject in stage.subjects:
            series += _history(subject.plan, stage.shift + _fired(subject))
    return {
        "name": f"{name}, clocks {duration(stage.shift)} ahead" if stage.shift else name,
        "interval": duration(step),
        "input_series": series,
        "promql_expr_test": checks,
    }


def _silent(plan: Plan) -> list[Value]:
    """No alert even waits to fire, and the budget is whole."""
    at = duration(_seen(plan))
    return [
        {"expr": f"count({plan.identity.series('ALERTS')})", "eval_time": at, "exp_samples": []},
        {
            "expr": f"sum({plan.identity.series(REMAINING)})",
            "eval_time": at,
            "exp_samples": [{"labels": "{}", "value": 1}],
        },
    ]


def _firing(plan: Plan, alert: Alert, moment: int) -> Value:
    told = {key: alert.labels[key] for key in ("pace", "spent") if key in alert.labels}
    chosen = plan.identity.series("ALERTS", alertname=alert.name, alertstate="firing", **told)
    return {
        "expr": f"count({chosen})",
        "eval_time": duration(moment),
        "exp_samples": [{"labels": "{}", "value": 1}],
    }


def _signals(plan: Plan, bad: bool) -> list[tuple[dict[str, str], int]]:
    """What is fed to a promise, by the labels of its signals: enough events in every step to page."""
    formula = plan.objective.formula
    inner = formula.of if isinstance(formula, TimeDown) else formula
    many = plan.options.minimum_events
    match inner:
        case ShareOfTime():
            return [({"signal": "up"}, 0 if bad else 1)]
        case EventRatio(good=good):
            first = ("bad", many if bad else 0) if good is None else ("good", 0 if bad else many)
            return [({"signal": first[0]}, first[1]), ({"signal": "total"}, many)]
        case Percentile(seconds_per_unit=unit):
            bounds = [number(bound / unit) for bound in latency_bounds(plan.objective)]
            within = [({"signal": "duration", "le": bound}, 0 if bad else many) for bound in bounds]
            return [*within, ({"signal": "duration", "le": "+Inf"}, many)]
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
