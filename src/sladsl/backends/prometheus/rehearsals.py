"""Rule tests from the scenarios of an agreement: the rules count what the evaluation counts, and tell of it.

The recorded signals are fed as the scenario has them, with all recorded clocks ahead, as it is long after
1970. Only the time around the outages is played, because every step runs every rule. The budget is that
of a period of nominal length, in which all rule tests take place.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from fractions import Fraction

from sladsl.backends.prometheus.identity import BAD, LOCAL_TIME, SIGNAL, select
from sladsl.backends.prometheus.liveness import Subject
from sladsl.backends.prometheus.plan import Plan
from sladsl.backends.prometheus.rules import Alert, Group, Record
from sladsl.backends.prometheus.signals import lag_seconds
from sladsl.backends.prometheus.text import duration, percent
from sladsl.backends.prometheus.thresholds import budget_share
from sladsl.backends.prometheus.yaml_text import Value
from sladsl.exact import intervals as sets
from sladsl.exact import zones
from sladsl.exact.intervals import Interval, Intervals
from sladsl.exact.ratio import decimal_text, exact_decimal
from sladsl.lower.monitoring import (
    Formula,
    MonitoredAgreement,
    Rehearsal,
    ShareOfIntervals,
    ShareOfTime,
    TimeDown,
)
from sladsl.records import record

_AROUND = 600
_PLACES = 12
_LONGEST = 3 * 3600
_MOST = 4
_AFTER = 10
"""Steps after the last that counts until every rule has seen it."""


@record
class _Played:
    """A promise with what a scenario does to it."""

    subject: Subject
    rehearsal: Rehearsal

    @property
    def plan(self) -> Plan:
        return self.subject.plan


def rehearsal_tests(
    agreement: MonitoredAgreement, subjects: Sequence[Subject], groups: Sequence[Group]
) -> tuple[Value, ...]:
    """A test for each stretch of each scenario in which something is down; at most four of a scenario, and of
    each no more than three hours."""
    clocks = [r for g in groups for r in g.rules if isinstance(r, Record) and r.name == LOCAL_TIME]
    by_key = {tuple(s.plan.identity.key.values()): s for s in subjects}
    scenarios: dict[tuple[str, str], list[_Played]] = {}
    for rehearsal in agreement.rehearsals:
        subject = by_key.get((agreement.id, rehearsal.service, rehearsal.guarantee))
        if subject is not None and _can_be_played(subject.plan, rehearsal.down):
            where = (rehearsal.title, rehearsal.span.where)
            scenarios.setdefault(where, []).append(_Played(subject, rehearsal))
    found: list[Value] = []
    for played in scenarios.values():
        step = played[0].plan.clock.step
        down = sets.union(*(each.rehearsal.down for each in played))
        for stretch in _stretches(down, step)[:_MOST]:
            shifts = _shifts(played[0].plan, clocks, stretch)
            if shifts is not None:
                found.append(_test(played, stretch, shifts, clocks))
    return tuple(found)


def _can_be_played(plan: Plan, down: Intervals) -> bool:
    """Whether a step of the rules is an interval of the promise, and no outage is short enough to be
    forgiven: that is decided in the recorded signal, which is fed here."""
    formula = _inner(plan)
    if not isinstance(formula, (ShareOfIntervals, ShareOfTime)) or plan.interval != plan.clock.step:
        return False
    if isinstance(formula, ShareOfIntervals) or not formula.minimum_outage:
        return True
    if any(end - start < formula.minimum_outage for start, end in down):
        return False
    # Where only whole minutes are down, the rules measure an outage by them.
    return formula.partial_minutes or _is_whole(down, plan.clock.step)


def _inner(plan: Plan) -> Formula:
    formula = plan.objective.formula
    return formula.of if isinstance(formula, TimeDown) else formula


def _is_whole(down: Intervals, step: int) -> bool:
    return all(edge % step == 0 for each in down for edge in each)


def _lag(plan: Plan) -> int:
    """How many steps late the signal is recorded."""
    return lag_seconds(plan.objective.formula, plan.objective.sampling, plan.clock.step) // plan.clock.step


def _stretches(down: Intervals, step: int) -> list[Interval]:
    """The time around outages, on whole steps; what is near belongs together, what is long is cut."""
    around = sets.normalise(
        (start - start % step - _AROUND - _AROUND % step, end + -end % step + _AROUND) for start, end in down
    )
    return [(start, min(end, start + _LONGEST)) for start, end in around]


def _shifts(plan: Plan, clocks: Sequence[Record], stretch: Interval) -> dict[str, int] | None:
    """By how much each zone's clock is ahead of the rules' own; None where the rules know nothing of that
    time, or where a clock changes in it."""
    term = plan.clock.term
    if not (term.start <= stretch[0] and stretch[1] <= term.end):
        return None
    found: dict[str, int] = {}
    for zone in sorted({clock.labels["zone"] for clock in clocks}):
        first, last = (_offset(zone, at) for at in stretch)
        if first != last:
            return None
        found[zone] = stretch[0] + first - plan.clock.offsets(zone).base
    return found


def _offset(zone: str, instant: int) -> int:
    reading = zones.wall(zones.load(zone), instant).replace(tzinfo=None)
    return int((reading - datetime(1970, 1, 1)).total_seconds()) - instant


def _test(
    played: Sequence[_Played], stretch: Interval, shifts: dict[str, int], clocks: Sequence[Record]
) -> Value:
    step = played[0].plan.clock.step
    count = (stretch[1] - stretch[0]) // step
    hold = max(alert.hold for each in played for alert in each.subject.alerts if alert.proof == "bad")
    count += max(_lag(each.plan) for each in played)
    samples = count + _AFTER + -(-hold // step)
    series: list[Value] = []
    checks: list[Value] = []
    for each in played:
        for signal, shares in _signals(each, stretch, samples).items():
            name = each.plan.identity.series(SIGNAL, signal=signal, fed="test")
            series.append({"series": name, "values": _runs(shares)})
        checks += _checks(each, stretch, count * step, samples * step)
    for clock in clocks:
        name = select(LOCAL_TIME, {**clock.labels, "fed": "test"})
        series.append({"series": name, "values": f"{shifts[clock.labels['zone']]}+0x{samples}"})
    begun = datetime.fromtimestamp(stretch[0], UTC).strftime("%Y-%m-%dT%H:%MZ")
    return {
        "name": f"scenario {played[0].rehearsal.title}, from {begun}",
        "interval": duration(step),
        "input_series": series,
        "promql_expr_test": checks,
    }


def _signals(played: _Played, stretch: Interval, samples: int) -> dict[str, list[Fraction]]:
    """What is recorded at each step, the first one before the stretch begins: a sample stands for the time
    since the one before it, less the lag. While a service is down all its requests fail."""
    plan, step = played.plan, played.plan.clock.step
    inner, lag = _inner(plan), _lag(plan)
    # Beyond the stretch all is well, so that what was used stays what it is.
    down = sets.clip(played.rehearsal.down, *stretch)
    lost: list[Fraction] = []
    for index in range(samples + 1):
        end = stretch[0] + (index - lag) * step
        inside = sets.clip(down, end - step, end)
        lost.append(Fraction(sets.total(inside), step))
    if isinstance(inner, ShareOfTime):
        up = [1 - share if inner.partial_minutes else Fraction(share < 1) for share in lost]
        return {"up": up}
    return {"errors": lost, "requests": [Fraction(1)] * len(lost)}


def _runs(values: Sequence[Fraction]) -> str:
    """Values as promtool writes them: `0+0x9 1+0x44`."""
    found: list[list[Fraction | int]] = []
    for value in values:
        if found and found[-1][0] == value:
            found[-1][1] += 1
        else:
            found.append([value, 0])
    return " ".join(f"{_decimal(Fraction(value))}+0x{more}" for value, more in found)


def _decimal(value: Fraction) -> str:
    return exact_decimal(value) or decimal_text(value, _PLACES)


def _checks(played: _Played, stretch: Interval, reach: int, end: int) -> list[Value]:
    """What counted in the stretch, and which budget alerts that makes fire."""
    plan = played.plan
    used = sets.total(sets.clip(played.rehearsal.counted, *stretch))
    bad = plan.identity.series(BAD)
    found = f"sum(sum_over_time({bad}[{duration(end)}]))"
    # Parts of a step are no exact floats.
    exact = _is_whole(played.rehearsal.down, plan.clock.step)
    checks: list[Value] = [
        {
            "expr": found if exact else f"abs({found} - {used}) < bool 0.001",
            "eval_time": duration(reach + _AFTER * plan.clock.step),
            "exp_samples": [{"labels": "{}", "value": used if exact else 1}],
        }
    ]
    if plan.is_certain and budget_share(plan.objective):
        checks += [
            _fires(plan, alert, used, end) for alert in played.subject.alerts if "spent" in alert.labels
        ]
    return checks


def _fires(plan: Plan, alert: Alert, used: int, end: int) -> Value:
    """A budget alert fires when as much of the budget is used as it says, and not before."""
    share = next(s.share for s in plan.objective.alert_steps if alert.labels["spent"] == percent(s.share))
    whole = 1 if isinstance(plan.objective.formula, TimeDown) else plan.nominal_due()
    fires = used > 0 and used >= share * budget_share(plan.objective) * whole
    chosen = plan.identity.series(
        "ALERTS", alertname=alert.name, alertstate="firing", spent=alert.labels["spent"]
    )
    return {
        "expr": f"count({chosen})",
        "eval_time": duration(end),
        "exp_samples": [{"labels": "{}", "value": 1}] if fires else [],
    }
