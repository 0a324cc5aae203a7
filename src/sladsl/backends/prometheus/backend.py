"""The Prometheus backend: rules, rule tests and Alertmanager routes for the agreements in force."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from sladsl.backends.output import OutputFile
from sladsl.backends.prometheus.alerts import alerts_of, wording
from sladsl.backends.prometheus.amounts import amount_records
from sladsl.backends.prometheus.burn import burn_alerts, burn_records
from sladsl.backends.prometheus.clock import Clock
from sladsl.backends.prometheus.expressible import (
    after_planning,
    before_planning,
    left_out,
    measured_elsewhere,
)
from sladsl.backends.prometheus.identity import DUE, LOCAL_TIME, OPEN, Identity, select
from sladsl.backends.prometheus.ledger import ledger_records
from sladsl.backends.prometheus.liveness import Subject, tests_file
from sladsl.backends.prometheus.masks import MaskWriter
from sladsl.backends.prometheus.options import PrometheusOptions
from sladsl.backends.prometheus.plan import Mask, Plan, plan_of
from sladsl.backends.prometheus.routes import alertmanager_file
from sladsl.backends.prometheus.rules import Alert, Group, Record, rules_file
from sladsl.backends.prometheus.signals import signal_records
from sladsl.backends.prometheus.term import Term, term_of
from sladsl.backends.prometheus.text import duration, file_stem
from sladsl.diagnostics.diagnostic import Diagnostic, Outcome
from sladsl.exact.periods import Kind
from sladsl.lower.monitoring import MonitoredAgreement, Monitoring, Objective

_CAPABILITIES = frozenset(
    {
        *("ShareOfIntervals", "MeanOfIntervals", "EventRatio", "ShareOfTime", "TimeDown", "Percentile"),
        *("hours", "exclusions", "rounding", "credit tiers", "alert steps", "escalations"),
        *(f"per {kind.value}" for kind in Kind),
    }
)
_SLOW = {Kind.QUARTER: 2, Kind.YEAR: 4}


@dataclass(frozen=True, slots=True)
class PrometheusBackend:
    """Writes `rules/<agreement>.rules.yml`, `rules/<agreement>.test.yml` and `alertmanager.yml`."""

    name: str = "prometheus"
    capabilities: frozenset[str] = _CAPABILITIES

    def emit(self, outline: Monitoring, options: PrometheusOptions) -> Outcome[tuple[OutputFile, ...]]:
        """The files of every agreement in force on `options.as_of`; none when something is an error."""
        files: list[OutputFile] = []
        findings: list[Diagnostic] = []
        taken: set[str] = set()
        monitored = []
        for agreement in outline.agreements:
            if not agreement.in_force(options.as_of):
                continue
            plans, found, comments = _planned(agreement, options)
            findings += found
            if not plans:
                continue
            monitored.append(replace(agreement, objectives=tuple(plan.objective for plan in plans)))
            stem = file_stem(agreement.id, frozenset(taken))
            taken.add(stem.casefold())
            groups, subjects = _groups(agreement, plans)
            files.append(OutputFile(f"rules/{stem}.rules.yml", rules_file(groups, comments)))
            tests = tests_file(f"{stem}.rules.yml", subjects, groups)
            files.append(OutputFile(f"rules/{stem}.test.yml", tests))
        files.append(OutputFile("alertmanager.yml", alertmanager_file(monitored, options)))
        broken = any(finding.is_error for finding in findings)
        return Outcome(() if broken else tuple(files), tuple(findings))


def _planned(
    agreement: MonitoredAgreement, options: PrometheusOptions
) -> tuple[list[Plan], list[Diagnostic], list[str]]:
    """The promises that can be written, what was found, and the comments above the rules."""
    term = term_of(agreement, options)
    clock = Clock(agreement.id, term, options.step)
    plans: list[Plan] = []
    findings: list[Diagnostic] = []
    comments = list(_heading(agreement, term, options))
    for objective in agreement.objectives:
        if objective.source != "prometheus":
            found = [measured_elsewhere(objective)]
        else:
            found = list(_findings(agreement, objective, clock, options))
            if options.lossy:
                found = [left_out(each) if each.is_error else each for each in found]
        findings += found
        if objective.source == "prometheus" and not any(
            each.is_error or each.rule.name == "not-expressed" for each in found
        ):
            plans.append(plan_of(Identity(agreement, objective), clock, options))
        else:
            comments += [
                f"left out: {each.message} ({each.span.where if each.span else ''})" for each in found
            ]
    keys = [tuple(plan.identity.key.values()) for plan in plans]
    if len(set(keys)) != len(keys):
        raise ValueError(f"two promises of {agreement.id} share one key")
    return plans, findings, comments


def _findings(
    agreement: MonitoredAgreement, objective: Objective, clock: Clock, options: PrometheusOptions
) -> Iterator[Diagnostic]:
    before = list(before_planning(objective, options.step))
    yield from before
    if not any(finding.is_error for finding in before):
        yield from after_planning(plan_of(Identity(agreement, objective), clock, options))


def _heading(agreement: MonitoredAgreement, term: Term, options: PrometheusOptions) -> Iterator[str]:
    from datetime import UTC, datetime

    known = datetime.fromtimestamp(term.end, UTC).date().isoformat()
    yield f"{agreement.id}: {agreement.title} ({agreement.span.source.name}:{agreement.span.line})"
    yield f"clock changes, holidays and periods are known until {known}; build again before"
    longest = max((objective.period.longest() for objective in agreement.objectives), default=0)
    yield f"keep samples for {duration(longest + 2 * 86_400)} (--storage.tsdb.retention.time)"
    yield "a range one millisecond short holds the same samples in Prometheus 2 and 3"


def _groups(
    agreement: MonitoredAgreement, plans: list[Plan]
) -> tuple[tuple[Group, ...], tuple[Subject, ...]]:
    """One group that measures, in the order in which its rules need each other, then one per promise that
    judges; sums over long periods are refreshed less often than they are fed."""
    step = plans[0].clock.step
    base: list[Record | Alert] = [*_times(agreement, plans)]
    for plan in plans:
        base += signal_records(plan.identity, step)
        base += amount_records(
            plan.identity,
            plan.clock,
            plan.bad_mask.name if plan.bad_mask else None,
            plan.mask.name if plan.mask else None,
        )
    groups = [Group(f"{agreement.id}: measured", step, tuple(base))]
    subjects = []
    for plan in plans:
        title = f"{agreement.id}: {plan.objective.guarantee} of {plan.objective.service}"
        burning = burn_alerts(plan, wording(plan, "the budget goes too fast"))
        judging = alerts_of(plan)
        groups.append(Group(f"{title}, burn", step, (*burn_records(plan), *burning)))
        slow = min(step * _SLOW.get(plan.objective.period.kind, 1), 240)
        groups.append(Group(f"{title}, period", max(slow, step), (*ledger_records(plan), *judging)))
        subjects.append(Subject(plan, (*burning, *judging)))
    return tuple(groups), tuple(subjects)


def _times(agreement: MonitoredAgreement, plans: list[Plan]) -> Iterator[Record]:
    """Local times, periods, masks and what counts in each period: each recorded once per agreement."""
    clock = plans[0].clock
    writer = MaskWriter(clock)
    masks: dict[str, Mask] = {}
    zones = {"UTC"}
    for plan in plans:
        if plan.objective.period.kind in {Kind.DAY, Kind.WEEK, Kind.ROLLING}:
            zones.add(plan.objective.period.zone)
        for mask in (plan.mask, plan.bad_mask):
            if mask is not None:
                known = masks.setdefault(mask.name, mask)
                if known.calendar != mask.calendar:
                    raise ValueError(f"two calendars are called {mask.name}")
                zones |= writer.zones(mask.calendar)
    for zone in sorted(zones):
        yield clock.zone_record(zone)
    for cycle in dict.fromkeys(plan.objective.period for plan in plans):
        yield from clock.cycle_records(cycle)
    for name, mask in sorted(masks.items()):
        expr = writer.expr(mask.calendar)
        if clock.term.expires is not None:
            now = select(LOCAL_TIME, {"agreement": agreement.id, "zone": "UTC"})
            expr = f"({expr}) * (sum({now}) < bool {clock.term.expires})"
        yield Record(OPEN, expr, {"agreement": agreement.id, "mask": name})
    seen: set[tuple[str, ...]] = set()
    for plan in plans:
        labels = plan.due_labels()
        if plan.uses_table and (key := tuple(labels.values())) not in seen:
            seen.add(key)
            yield Record(DUE, plan.due_expr(), labels)
