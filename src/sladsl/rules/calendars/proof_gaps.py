"""Tells why a proof of availability fails where open hours or planned work alone make it fail."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from sladsl.diagnostics import catalogue
from sladsl.diagnostics.diagnostic import Diagnostic, Label
from sladsl.exact.intervals import clip, total
from sladsl.model.agreements import Guarantee, limited_hours
from sladsl.model.catalogue import Exclusion
from sladsl.model.written import measurand
from sladsl.prove.availability import AvailabilityProof
from sladsl.prove.hour_gaps import PlannedWork, gaps_of, kept_without, planned_work
from sladsl.prove.proving import prove
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
from sladsl.rules.calendars.narrower import hours_instead
from sladsl.rules.calendars.no_zone import NoZone, without_zone
from sladsl.rules.calendars.other_clocks import OtherClocks, other_clocks
from sladsl.rules.index import Index
from sladsl.rules.say import headline, listed

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
            instead = hours_instead(index, gap, lambda promise: _is_kept(index, proof, promise))
            yield finding(index.house, gap, instead, notes)
    if windows:
        for work in planned_work(index, proof):
            yield _work(index, proof, work, notes)


def _is_kept(index: Index, proof: AvailabilityProof, promise: Guarantee) -> bool:
    made = prove(index, proof.agreement, promise, proof.service)
    return made is not None and made.kept and not made.unpromised


def _work(index: Index, proof: AvailabilityProof, work: PlannedWork, notes: tuple[str, ...]) -> Diagnostic:
    agreement, promise, support = proof.agreement, proof.guarantee, work.support
    name = name_of(support.agreement, support.guarantee)
    mine = [e for e in promise.exclusions if e.windows]
    ours = listed(e.key for e in mine)
    exclusion = next(e for e in support.guarantee.exclusions if e.key == work.exclusion)
    apart = other_clocks(proof, work, exclusion)
    there, here = (
        f", by the clocks of {zone}" if apart else "" for zone in (support.agreement.zone, agreement.zone)
    )
    both = any(e.key == work.exclusion for e in mine)
    labels = [
        Label(promise.target_span, "counts those times" if not mine else f"leaves out only {ours}"),
        Label(support.guarantee.target_span, f"does not count `{work.exclusion}`"),
        Label(headline(exclusion.span), "when that is" if both else f"when that is{there}"),
        *(Label(headline(e.span), f"when this is{here}") for e in mine if e.key != work.exclusion),
    ]
    zoneless = without_zone(agreement, support.agreement) if apart is not None else None
    if zoneless is not None:
        labels.append(zoneless.label(index.house))
    shown = "; ".join(
        f"{clock_text(start, agreement.zone)} for {time_text(Fraction(end - start))}"
        for start, end in work.times[:_SHOWN]
    )
    period = proof.period
    amount = time_text(Fraction(total(clip(work.times, period.start, period.end))))
    return Diagnostic(
        catalogue.MAINTENANCE_COVERED,
        f"`{name}` leaves out `{work.exclusion}` at times when `{agreement.key}` promises "
        f"{measurand(promise)} of `{proof.service.key}`",
        tuple(labels),
        (f"{amount} in {period_name(proof)}{here}; the first: {shown}", *_zones(apart, work, mine), *notes),
        help=_same_times(proof, work, mine)
        if apart is None
        else _by_one_zone(proof, work, mine, apart, zoneless),
    )


def _zones(apart: OtherClocks | None, work: PlannedWork, mine: Sequence[Exclusion]) -> Iterator[str]:
    """That the times would be the same ones by the same clocks."""
    if apart is not None and apart.cause:
        ours = [e.key for e in mine if e.key == work.exclusion] or [e.key for e in mine]
        here = (
            f"of {apart.here} here"
            if ours == [work.exclusion]
            else f"{listed(ours)} at those of {apart.here} here"
        )
        yield f"`{work.exclusion}` is at times of {apart.there} there and {here}"


def _same_times(proof: AvailabilityProof, work: PlannedWork, mine: Sequence[Exclusion]) -> str:
    promise = name_of(proof.agreement, proof.guarantee)
    if mine:
        moved = f"move `{work.exclusion}` into {listed(e.key for e in mine)}"
        return f"let both have the same window: {moved}, or let `{promise}` except it, too"
    # Where all hours count there are no others to work in.
    others = (
        "" if limited_hours(proof.guarantee, proof.agreement) is None else ", or have the work done at others"
    )
    return f"let `{promise}` except the same times{others}"


def _by_one_zone(
    proof: AvailabilityProof,
    work: PlannedWork,
    mine: Sequence[Exclusion],
    apart: OtherClocks,
    zoneless: NoZone | None,
) -> str:
    """Where clocks are apart neither the same window nor the same exclusion is the same time."""
    promise, keys = (
        name_of(proof.agreement, proof.guarantee),
        (work.support.agreement.key, proof.agreement.key),
    )
    if zoneless is not None and apart.cause:
        return zoneless.way_out
    one_zone = f"let {listed(keys)} count by the clocks of one zone"
    if not apart.cause:
        one_zone += f" and `{promise}` except `{work.exclusion}`, too"
    if apart.windows is None:
        return one_zone
    return (
        f"let `{promise}` except {listed(apart.windows)}, in an exclusion of its own: that is when "
        f"`{work.exclusion}` is by the clocks of {apart.here}; or {one_zone}"
    )
