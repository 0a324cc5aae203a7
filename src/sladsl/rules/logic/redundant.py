"""Finds promises on which nothing depends and that another one of the agreement makes already."""

from __future__ import annotations

from collections.abc import Hashable, Iterator

from sladsl.diagnostics import catalogue
from sladsl.diagnostics.diagnostic import Diagnostic, Label
from sladsl.exact.durations import Duration
from sladsl.model.agreements import Agreement, Guarantee
from sladsl.model.metrics import Holds, Metric, ShareOfTime, Switches, TimeInState
from sladsl.model.supports import phase
from sladsl.model.written import measurand, period_text, target_text
from sladsl.prove.allowances import is_availability, lost
from sladsl.prove.implied import implies_downtime
from sladsl.prove.steps import share_of
from sladsl.prove.telling import time_text
from sladsl.records import replace
from sladsl.rules.compare import stricter
from sladsl.rules.index import Index, hours_key


def check(index: Index) -> Iterator[Diagnostic]:
    """One finding per promise without credit, alert or right to terminate; of two equal ones the later."""
    for agreement in index.agreements:
        idle = {id(g) for g in agreement.guarantees if g.cell is None and not _matters(agreement, g)}
        if not idle or len(agreement.guarantees) == 1:
            continue
        counted = {id(other): _counted(other) for other in agreement.guarantees}
        alike: dict[tuple[Hashable, str], list[tuple[int, Guarantee]]] = {}
        for place, other in enumerate(agreement.guarantees):
            for service in [each.key for each in other.services] or [""]:
                alike.setdefault((counted[id(other)], service), []).append((place, other))
        for number, guarantee in enumerate(agreement.guarantees):
            if id(guarantee) not in idle:
                continue
            first = guarantee.services[0].key if guarantee.services else ""
            for place, other in alike[counted[id(guarantee)], first]:
                if other.name == guarantee.name or not _same_time(guarantee, other):
                    continue
                if not _implies(index, agreement, other, guarantee):
                    continue
                mutual = _implies(index, agreement, guarantee, other)
                if not mutual or place < number:
                    yield _finding(agreement, guarantee, other)
                    break


def _matters(agreement: Agreement, guarantee: Guarantee) -> bool:
    """Whether something happens when it is missed."""
    names = (guarantee.name, guarantee.key)
    ends = any(each.guarantee in names for each in agreement.terminations)
    return bool(guarantee.credit or guarantee.bonus or guarantee.alerts or ends or guarantee.permission)


def _same_time(guarantee: Guarantee, other: Guarantee) -> bool:
    """Whether the other one is for all the days and services of a promise."""
    ours, theirs = phase(guarantee), phase(other)
    inside = theirs[0] <= ours[0] and ours[1] <= theirs[1]
    return inside and {s.key for s in guarantee.services} <= {s.key for s in other.services}


def _counted(guarantee: Guarantee) -> Hashable:
    """What two promises have in common that count the same things, their numbers and periods apart."""
    return (
        bool(guarantee.services),
        frozenset(exclusion.key for exclusion in guarantee.exclusions),
        guarantee.downtime_only,
        guarantee.applies,
        guarantee.priority.key if guarantee.priority is not None else None,
        guarantee.claimed_once,
        _counting(guarantee),
    )


def _counting(guarantee: Guarantee) -> Switches:
    """How it is counted, but for time before a service existed, of which time down has none."""
    return replace(guarantee.switches.over(guarantee.metric.switches), undeployed=None)


def _implies(index: Index, agreement: Agreement, strict: Guarantee, weak: Guarantee) -> bool:
    """Whether keeping `strict` keeps `weak`: by the numbers over one period, else by the downtime allowed."""
    same = (strict.period, hours_key(agreement, strict)) == (weak.period, hours_key(agreement, weak))
    percentiles = (strict.percentile, weak.percentile)
    if same and strict.metric.key == weak.metric.key and strict.rounding == weak.rounding:
        known = percentiles == (None, None) or (
            None not in percentiles
            and (strict.percentile or 0) >= (weak.percentile or 0)
            and strict.metric.better == "lower"
        )
        by = stricter(strict, weak) if known else None
        if by and strict.percentile == weak.percentile:
            return False  # one promise with two values, which is found elsewhere
        if by is not None:
            return by >= 0 and share_of(strict) >= share_of(weak) and _of(strict) == _of(weak)
    if strict.metric.key == weak.metric.key and isinstance(strict.target, Duration):
        return False  # limits of one metric for two periods, which are compared elsewhere
    if is_availability(strict) and is_availability(weak) and _one_downtime(strict.metric, weak.metric):
        return implies_downtime(index, agreement, strict, agreement, weak)
    return False


def _of(guarantee: Guarantee) -> str:
    return guarantee.share.of if guarantee.share is not None else ""


def _one_downtime(left: Metric, right: Metric) -> bool:
    """Whether both count the same time as down: the same formula, or a share of it and its length."""
    if left.formula == right.formula:
        return True
    kinds = {type(left.formula), type(right.formula)}
    up = next((m.formula for m in (left, right) if isinstance(m.formula, ShareOfTime)), None)
    down = next((m.formula for m in (left, right) if isinstance(m.formula, TimeInState)), None)
    return (
        kinds == {ShareOfTime, TimeInState}
        and up is not None
        and up.condition == Holds("up")
        and down is not None
        and down.state == "down"
        and left.signals == right.signals
    )


def _finding(agreement: Agreement, guarantee: Guarantee, other: Guarantee) -> Diagnostic:
    def said(promise: Guarantee) -> str:
        return f"`{measurand(promise)} {target_text(promise)}`{period_text(promise.period)}"

    return Diagnostic(
        catalogue.REDUNDANT,
        f"`{guarantee.name}` adds nothing: {said(guarantee)} holds wherever {said(other)} does",
        (
            Label(guarantee.target_span, "implied, and nothing happens when it is missed"),
            Label(other.target_span, "implies it"),
        ),
        _arithmetic(agreement, guarantee, other),
        help="leave it out, or give it a credit, an alert or a stricter number",
    )


def _arithmetic(agreement: Agreement, guarantee: Guarantee, other: Guarantee) -> tuple[str, ...]:
    """What both allow in the shortest period, where it is time at all hours."""
    if not is_availability(guarantee) or not is_availability(other):
        return ()
    said = []
    for promise in (guarantee, other):
        loss = lost(promise)
        if promise.period is None or hours_key(agreement, promise) != "always":
            return ()
        seconds = loss.amount if loss.absolute else loss.amount * promise.period.shortest()
        said.append(f"`{promise.name}` allows {time_text(seconds)} down in the shortest {_unit(promise)}")
    return ("; ".join(said),)


def _unit(promise: Guarantee) -> str:
    return period_text(promise.period).removeprefix(" per ")
