"""The Prometheus backend: rules, rule tests and Alertmanager routes for the agreements in force."""

from __future__ import annotations

from collections.abc import Iterator

from sladsl.backends.output import OutputFile
from sladsl.backends.prometheus.clock import Clock
from sladsl.backends.prometheus.expressible import (
    after_planning,
    before_planning,
    left_out,
    measured_elsewhere,
)
from sladsl.backends.prometheus.grouping import grouped
from sladsl.backends.prometheus.identity import Identity
from sladsl.backends.prometheus.kubernetes import resource_file, resource_name
from sladsl.backends.prometheus.liveness import tests_file
from sladsl.backends.prometheus.options import PrometheusOptions
from sladsl.backends.prometheus.plan import Plan, plan_of
from sladsl.backends.prometheus.probes import probes_file
from sladsl.backends.prometheus.rehearsals import rehearsal_tests
from sladsl.backends.prometheus.routes import alertmanager_file
from sladsl.backends.prometheus.rules import rules_file
from sladsl.backends.prometheus.term import Term, term_of
from sladsl.backends.prometheus.text import duration, file_stem
from sladsl.diagnostics.diagnostic import Diagnostic, Outcome
from sladsl.exact.periods import Kind
from sladsl.lower.monitoring import MonitoredAgreement, Monitoring, Objective
from sladsl.records import record, replace

_CAPABILITIES = frozenset(
    {
        *("ShareOfIntervals", "MeanOfIntervals", "EventRatio", "ShareOfTime", "TimeDown", "Percentile"),
        *("hours", "exclusions", "rounding", "credit tiers", "alert steps", "escalations"),
        *(f"per {kind.value}" for kind in Kind),
    }
)


@record
class PrometheusBackend:
    """Writes `rules/<agreement>.rules.yml`, `rules/<agreement>.test.yml` and `alertmanager.yml`;
    where services name addresses `probes.yml`, and on demand `kubernetes/<agreement>.yaml`."""

    name: str = "prometheus"
    capabilities: frozenset[str] = _CAPABILITIES

    def emit(self, outline: Monitoring, options: PrometheusOptions) -> Outcome[tuple[OutputFile, ...]]:
        """The files of every agreement in force on `options.as_of`; none when something is an error."""
        files: list[OutputFile] = []
        findings: list[Diagnostic] = []
        taken: set[str] = set()
        names: set[str] = set()
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
            placed = grouped(agreement, plans, options.rules_per_group)
            findings += placed.diagnostics
            groups, subjects = placed.value
            files.append(OutputFile(f"rules/{stem}.rules.yml", rules_file(groups, comments)))
            scenarios = rehearsal_tests(agreement, subjects, groups)
            tests = tests_file(f"{stem}.rules.yml", subjects, groups, scenarios)
            files.append(OutputFile(f"rules/{stem}.test.yml", tests))
            if options.kubernetes:
                name = resource_name(agreement.id, frozenset(names))
                names.add(name)
                files.append(OutputFile(f"kubernetes/{name}.yaml", resource_file(name, groups, comments)))
        files.append(OutputFile("alertmanager.yml", alertmanager_file(monitored, options)))
        if (probes := probes_file(monitored, options)) is not None:
            files.append(OutputFile("probes.yml", probes))
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
        elif not plan_of(Identity(agreement, objective), clock, options).counts_in_term:
            about = f"`{objective.guarantee}` of `{objective.service}`"
            when = f"counts at no time until {_day(term.end)}"
            comments.append(f"left out for now: {about} {when} ({objective.span.where})")
            continue
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
    yield f"{agreement.id}: {agreement.title} ({agreement.span.source.name}:{agreement.span.line})"
    yield f"clock changes, holidays and periods are known until {_day(term.end)}; build again before"
    longest = max((objective.period.longest() for objective in agreement.objectives), default=0)
    yield f"keep samples for {duration(longest + 2 * 86_400)} (--storage.tsdb.retention.time)"
    yield "a range one millisecond short holds the same samples in Prometheus 2 and 3"


def _day(instant: int) -> str:
    from datetime import UTC, datetime

    return datetime.fromtimestamp(instant, UTC).date().isoformat()
