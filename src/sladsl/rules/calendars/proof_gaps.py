"""Tells why a proof of availability fails where open hours or planned work alone make it fail."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from sladsl.diagnostics import catalogue
from sladsl.diagnostics.diagnostic import Diagnostic, Label
from sladsl.exact.intervals import clip, total
from sladsl.model.agreements import limited_hours
from sladsl.model.written import measurand
from sladsl.prove.availability import AvailabilityProof
from sladsl.prove.hour_gaps import PlannedWork, gaps_of, kept_without, planned_work
from sladsl.prove.remarks import concentrated, of_other_zones
from sladsl.prove.telling import (
    clock_text,
    name_of,
    period_name,
    slack_text,
    sum_text,
    time_text,
)
from sladsl.rules.calendars.gap_text import finding
from sladsl.rules.index import Index
from sladsl.rules.say import headline

_SHOWN = 3


def causes(index: Index, proof: AvailabilityProof) -> Iterator[Diagnostic]:
    """What to report instead of the failed proof; nothing where it fails for other reasons, too.

    A percentage is no way out of an open weekend: who reads this wants to hear of the weekend.
    """
    hours = any(s.allowance.outside for s in proof.supports)
    windows = any(e.planned for s in proof.supports for e in s.allowance.extras)
    if hours and kept_without(proof, hours=True, windows=False):
        windows = False
    elif windows and kept_without(proof, hours=False, windows=True):
        hours = False
    elif not (hours and windows and kept_without(proof, hours=True, windows=True)):
        return
    notes = (
        f"in {period_name(proof)}: {sum_text(proof)}; {slack_text(proof)}; without those times the promise "
        "holds",
        *of_other_zones(proof),
        *concentrated(proof),
    )
    if hours:
        for gap in gaps_of(index, proof):
            yield finding(gap, notes)
    if windows:
        for work in planned_work(index, proof):
            yield _work(proof, work, notes)


def _work(proof: AvailabilityProof, work: PlannedWork, notes: tuple[str, ...]) -> Diagnostic:
    agreement, promise, support = proof.agreement, proof.guarantee, work.support
    name = name_of(support.agreement, support.guarantee)
    mine = [e for e in promise.exclusions if e.windows]
    ours = " and ".join(f"`{e.key}`" for e in mine)
    exclusion = next(e for e in support.guarantee.exclusions if e.key == work.exclusion)
    labels = [
        Label(promise.target_span, "counts those times" if not mine else f"leaves out only {ours}"),
        Label(support.guarantee.target_span, f"does not count `{work.exclusion}`"),
        Label(headline(exclusion.span), "when that is"),
        *(Label(headline(e.span), "when this is") for e in mine if e.key != work.exclusion),
    ]
    shown = "; ".join(
        f"{clock_text(start, agreement.zone)} for {time_text(Fraction(end - start))}"
        for start, end in work.times[:_SHOWN]
    )
    period = proof.period
    amount = time_text(Fraction(total(clip(work.times, period.start, period.end))))
    same = ""
    if any(e.key == work.exclusion for e in mine):
        same = (
            f"; `{work.exclusion}` is at times of {support.agreement.zone} there and of {agreement.zone} here"
        )
    # Where all hours count there are no others to work in.
    others = "" if limited_hours(promise, agreement) is None else ", or have the work done at others"
    return Diagnostic(
        catalogue.MAINTENANCE_COVERED,
        f"`{name}` leaves out `{work.exclusion}` at times when `{agreement.key}` promises "
        f"{measurand(promise)} of `{proof.service.key}`",
        tuple(labels),
        (f"{amount} in {period_name(proof)}; the first: {shown}{same}", *notes),
        help=f"let both have the same window{' in one zone' if same else ''}: move `{work.exclusion}` into "
        f"{ours}, or let `{agreement.key}.{promise.key}` except it, too"
        if mine and not same
        else f"let `{agreement.key}.{promise.key}` except the same times{others}",
    )
