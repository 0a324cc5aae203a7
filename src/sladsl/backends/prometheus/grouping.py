"""Which rules stand in one group: what needs another's value of the same instant stands behind it.

Rules of a group run one after another, groups at different moments of their interval. So whatever must see
one and the same instant (times, signals and the amounts made of them) stays in one group, with a record of
the times of its own; whatever judges long sums may stand in another, which sees them up to an interval later.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sladsl.backends.prometheus.alerts import alerts_of, wording
from sladsl.backends.prometheus.amounts import amount_records
from sladsl.backends.prometheus.burn import burn_alerts, burn_records
from sladsl.backends.prometheus.identity import DUE, OPEN
from sladsl.backends.prometheus.ledger import ledger_records
from sladsl.backends.prometheus.liveness import Subject
from sladsl.backends.prometheus.masks import MaskWriter
from sladsl.backends.prometheus.plan import Mask, Plan
from sladsl.backends.prometheus.rules import Alert, Group, Record
from sladsl.backends.prometheus.signals import signal_records
from sladsl.diagnostics.catalogue import BAD_SETTING
from sladsl.diagnostics.diagnostic import Diagnostic, Label, Outcome
from sladsl.exact.periods import Kind
from sladsl.lower.monitoring import MonitoredAgreement
from sladsl.records import replace

_SLOW = {Kind.QUARTER: 2, Kind.YEAR: 4}
_Rules = tuple[Record | Alert, ...]


def grouped(
    agreement: MonitoredAgreement, plans: Sequence[Plan], limit: int
) -> Outcome[tuple[tuple[Group, ...], tuple[Subject, ...]]]:
    """The groups of an agreement, none of more than `limit` rules (0: no limit), and its promises with their
    alerts. A promise whose measuring rules alone exceed the limit is an error."""
    parts, findings = _parts(plans, limit)
    step = plans[0].clock.step
    groups = [
        Group(
            f"{agreement.id}: measured {number}" if len(parts) > 1 else f"{agreement.id}: measured",
            step,
            _measuring(part),
        )
        for number, part in enumerate(parts, 1)
    ]
    subjects: list[Subject] = []
    judging: list[tuple[Group, tuple[_Rules, ...]]] = []
    for plan in (plan for part in parts for plan in part):
        title = f"{agreement.id}: {plan.objective.guarantee} of {plan.objective.service}"
        burning = burn_alerts(plan, wording(plan, "the budget goes too fast"))
        burn: _Rules = (*burn_records(plan), *burning)
        ledger, alerts = ledger_records(plan), alerts_of(plan)
        slow = max(min(step * _SLOW.get(plan.objective.period.kind, 1), 240), step)
        judging.append((Group(f"{title}, burn", step, burn), (burn,)))
        period = Group(f"{title}, period", slow, (*ledger, *alerts))
        judging.append((period, (tuple(ledger), tuple(alerts))))
        subjects.append(Subject(plan, (*burning, *alerts)))
    if limit:
        groups += _packed(agreement, judging, limit)
    else:
        groups += [group for group, _ in judging]
    return Outcome((tuple(groups), tuple(subjects)), tuple(findings))


def _parts(plans: Sequence[Plan], limit: int) -> tuple[list[list[Plan]], list[Diagnostic]]:
    """The promises in runs that fit into one group; with more than one run each has a clock of its own."""
    runs: list[list[Plan]] = []
    findings = []
    for plan in plans:
        if runs and (not limit or len(_measuring([*runs[-1], plan])) <= limit):
            runs[-1].append(plan)
            continue
        runs.append([plan])
        if limit and (needed := len(_measuring([plan]))) > limit:
            message = (
                f"`prometheus.rules_per_group` is {limit}, and `{plan.objective.guarantee}` needs {needed}"
            )
            way_out = f"allow {needed}: rules that measure one promise cannot be apart"
            findings.append(Diagnostic(BAD_SETTING, message, (Label(plan.objective.span),), (), way_out))
    if len(runs) == 1:
        return runs, findings
    numbered = [
        [replace(plan, clock=replace(plan.clock, part=str(number))) for plan in run]
        for number, run in enumerate(runs, 1)
    ]
    return numbered, findings


def _packed(
    agreement: MonitoredAgreement, judging: Sequence[tuple[Group, tuple[_Rules, ...]]], limit: int
) -> Iterator[Group]:
    """As few groups as the limit allows: rulers that bound the rules of a group bound the groups as well."""
    number = 0
    for interval in sorted({group.interval for group, _ in judging}):
        filled: list[list[Record | Alert]] = []
        for rules in (rules for group, units in judging if group.interval == interval for rules in units):
            for first in range(0, len(rules), limit):
                piece = rules[first : first + limit]
                if not filled or len(filled[-1]) + len(piece) > limit:
                    filled.append([])
                filled[-1] += piece
        for each in filled:
            number += 1
            yield Group(f"{agreement.id}: judged {number}", interval, tuple(each))


def _measuring(plans: Sequence[Plan]) -> _Rules:
    """What measures, in the order in which its rules need each other."""
    rules: list[Record] = [*_times(plans)]
    for plan in plans:
        rules += signal_records(plan.identity, plan.clock.step)
        rules += amount_records(
            plan.identity,
            plan.clock,
            plan.bad_mask.name if plan.bad_mask else None,
            plan.mask.name if plan.mask else None,
        )
    return tuple(rules)


def _times(plans: Sequence[Plan]) -> Iterator[Record]:
    """Local times, periods, masks and what counts in each period: each recorded once."""
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
            expr = f"({expr}) * ({clock.local_time('UTC')} < bool {clock.term.expires})"
        yield Record(OPEN, expr, clock.mask_labels(name))
    seen: set[tuple[str, ...]] = set()
    for plan in plans:
        labels = plan.due_labels()
        if plan.uses_table and (key := tuple(labels.values())) not in seen:
            seen.add(key)
            yield Record(DUE, plan.due_expr(), labels)
