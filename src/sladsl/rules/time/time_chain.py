"""Finds promises about the time of cases that the steps under them may miss."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from sladsl.diagnostics import catalogue
from sladsl.diagnostics.diagnostic import Diagnostic, Exhibit, Label
from sladsl.exact.durations import Deadline, Duration
from sladsl.model.agreements import limited_hours
from sladsl.model.catalogue import Calendar
from sladsl.model.written import measurand, value_text
from sladsl.prove.chain_repairs import (
    fewer_days,
    hours_that_do,
    least_time,
    longest_handover,
    longest_step,
    more_days,
)
from sladsl.prove.chains import TimeProof, fails_as_above, time_proofs
from sladsl.prove.parts import handovers, steps
from sladsl.prove.telling import clock_text, name_of, time_text
from sladsl.prove.time_assumptions import time_assumptions
from sladsl.prove.timeline import ENDLESS, done_text, last_open_text, legs, promised_end, timeline_text
from sladsl.rules.index import Index
from sladsl.source import Span

_LABELS = 5


def check(index: Index) -> Iterator[Diagnostic]:
    """One finding per promise and chain that some start breaks, with the worst start as a timeline."""
    for agreement in index.agreements:
        for proof in time_proofs(index, agreement):
            if not proof.in_time and not fails_as_above(index, proof):
                yield _late(index, proof)


def _late(index: Index, proof: TimeProof) -> Diagnostic:
    guarantee, agreement = proof.guarantee, proof.agreement
    found = list(steps(proof.chain))
    labels = [Label(guarantee.target_span, "promised here")]
    for step in {id(step.guarantee): step for step in found}.values():
        hours = limited_hours(step.guarantee, step.agreement)
        during = _during(index, hours, step.guarantee.target_span)
        text = f"takes up to {value_text(step.guarantee.target)}{during}"
        labels.append(Label(step.guarantee.target_span, text))
    for handover in handovers(proof.chain):
        took = Duration(Fraction(handover.seconds)).text()
        labels.append(Label(handover.span, f"takes up to {took}"))
    what = measurand(guarantee)
    by = "by" if isinstance(guarantee.target, Deadline) else "within"
    first_day, last_day = (clock_text(t, agreement.zone)[4:14] for t in (proof.first, proof.end - 1))
    note = f"the worst case from {first_day} to {last_day}: {timeline_text(proof)}"
    return Diagnostic(
        catalogue.TIME_CHAIN,
        f"`{agreement.key}` promises {what} {by} {value_text(guarantee.target)}, but the steps under it "
        f"{done_text(proof)}",
        tuple(labels[: _LABELS + 1]),
        (note, *filter(None, [last_open_text(proof)]), *time_assumptions(index, proof)),
        help=_help(index, proof),
        exhibits=(_course(index, proof, note),),
    )


def _during(index: Index, hours: Calendar | None, there: Span) -> str:
    return f" during `{index.house.called(hours.key, there)}`" if hours is not None else ""


def _course(index: Index, proof: TimeProof, note: str) -> Exhibit:
    """The worst case as a table, a line for everybody who has it."""
    zone = proof.agreement.zone
    rows = [("begun", "", clock_text(proof.worst.start, zone))]
    for leg in legs(proof.chain, proof.worst.start):
        limit = "" if leg.step is None else value_text(leg.step.guarantee.target)
        hours = None if leg.step is None else limited_hours(leg.step.guarantee, leg.step.agreement)
        during = "" if leg.step is None else _during(index, hours, leg.step.guarantee.target_span)
        name = "handed over" if leg.step is None else f"`{leg.name}`"
        until = ENDLESS if leg.end is None else clock_text(leg.end, zone)
        rows.append((name, f"{limit}{during}", until))
    rows.append(("promised", value_text(proof.guarantee.target), clock_text(promised_end(proof), zone)))
    rows.append(
        ("too late", "", ENDLESS if proof.worst.endless else f"by {time_text(Fraction(proof.worst.by))}")
    )
    return Exhibit("The worst case, hour by hour", ("Who", "Takes up to", "Until"), tuple(rows), note)


def _help(index: Index, proof: TimeProof) -> str:
    ways = []
    seen = set()
    for step in steps(proof.chain):
        name = name_of(step.agreement, step.guarantee)
        if name in seen:
            continue
        seen.add(name)
        days = fewer_days(proof, step)
        minutes = longest_step(proof, step) if days is None else None
        if days is not None:
            ways.append(f"`{name}` within {days.text()}")
        elif minutes is not None:
            ways.append(f"`{name}` within {_minutes(minutes)}")
    for handover in handovers(proof.chain):
        left = longest_handover(proof, handover)
        if left is not None:
            ways.append(f"the hand-over within {_minutes(left)}" if left else "no time lost in the hand-over")
    least = _promise_less(index, proof)
    if ways:
        return "; or ".join(filter(None, [f"the smallest repair: {', or '.join(ways)}", least]))
    if not any(limited_hours(step.guarantee, step.agreement) for step in steps(proof.chain)):
        return f"no single step can repair it by being quicker: {least or 'make several of them quicker'}"
    others = ", or ".join(filter(None, ["change its hours", least]))
    return f"no single step can repair it by being quicker in its hours: {others}"


def _minutes(count: int) -> str:
    return Duration(Fraction(60 * count)).text()


def _promise_less(index: Index, proof: TimeProof) -> str:
    """What the promise itself could be instead: longer, or in the hours of a step where that is enough.
    Nothing where a step is never done."""
    enough, days = least_time(proof), more_days(proof)
    ways = [] if enough is None else [f"within {_minutes(enough)}"]
    ways += [] if days is None else [f"within {days.text()}"]
    here = proof.guarantee.target_span
    ways += [f"in the hours of `{index.house.called(hours.key, here)}`" for hours in hours_that_do(proof)]
    if proof.worst.endless and not ways:
        return ""
    return f"let `{proof.agreement.key}` promise it {' or '.join(ways) or 'later'}"
