"""Why the figures of a proof of availability are what they are: exclusions, hours, intervals, periods."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from sladsl.evaluate.base import hours_of
from sladsl.model.metrics import ShareOfIntervals
from sladsl.model.written import period_text
from sladsl.prove.allowances import lost, touched
from sladsl.prove.availability import AvailabilityProof
from sladsl.prove.budgets import Support
from sladsl.prove.left_out import Extra
from sladsl.prove.limits import limit_in
from sladsl.prove.replaying import counted_in_case
from sladsl.prove.telling import (
    about_several,
    assumptions,
    expected_text,
    name_of,
    part_name,
    period_name,
    safe_only,
    time_text,
    witness,
)
from sladsl.records import replace

_NAMED = 5
_NEAR = Fraction(99, 100)
"""A case that shows so much of the bound shows it."""


def reasons(proof: AvailabilityProof) -> Iterator[str]:
    """All that is said of a proof beside its sum: remarks, a worst case, what is expected and assumed."""
    yield from remarks(proof)
    case = case_text(proof)
    if case:
        yield case
        yield from shown_text(proof)
    if not lost(proof.guarantee).absolute:
        yield expected_text(proof)
    yield from assumptions(proof)
    yield from safe_only(proof)


def case_text(proof: AvailabilityProof) -> str:
    """The worst case with its dates; nothing where none was found."""
    lines = witness(proof)
    return f"a worst case: {'; '.join(lines)}" if lines else ""


def remarks(proof: AvailabilityProof) -> Iterator[str]:
    """Why the figures are what they are."""
    yield from uncounted(proof)
    yield from of_other_zones(proof)
    yield from concentrated(proof)


def uncounted(proof: AvailabilityProof) -> Iterator[str]:
    """What supporting promises do not count although the promise above does."""
    several = about_several(proof.supports)
    for support in proof.supports:
        name = part_name(support, several)
        for extra in support.allowance.extras:
            yield f"{name} does not count {_left_out(proof, support, extra)}"
        if support.shared:
            yield (
                f"{name} does not count {time_text(support.shared)} more, at times when another support "
                "is not counted either: they add nothing"
            )
        if support.allowance.spread > 1:
            times = support.allowance.spread
            yield (
                f"{name} counts in shorter intervals, of which one spoils a whole one above: what it "
                f"allows comes to {times} times as much"
            )
        if support.allowance.apart:
            above = name_of(proof.agreement, proof.guarantee)
            yield (
                f"the intervals of {name} begin at other times than those of `{above}` and cut them: how "
                "many of the one are bad says nothing about the other"
            )
        outside = sum(end - start for start, end in support.allowance.outside)
        if outside:
            yield f"{name} says nothing of {time_text(Fraction(outside))} outside its hours"


def _left_out(proof: AvailabilityProof, support: Support, extra: Extra) -> str:
    touching = in_touched_intervals(proof, support, extra)
    if touching is None:
        return f"{time_text(extra.seconds)} {extra.why}"
    work, interval = touching
    return (
        f"{time_text(work)} {extra.why}; above, each interval of {time_text(interval)} that this touches "
        f"counts as down whole: {time_text(extra.seconds)}"
    )


def in_touched_intervals(
    proof: AvailabilityProof, support: Support, extra: Extra
) -> tuple[Fraction, Fraction] | None:
    """The seconds that a support leaves out for a reason, and those of an interval above, where the intervals
    that they touch come to more; else None."""
    formula = proof.guarantee.metric.formula
    exclusion = next((e for e in support.guarantee.exclusions if e.key == extra.exclusion), None)
    if exclusion is None or not isinstance(formula, ShareOfIntervals):
        return None
    period = proof.period
    counted = hours_of(proof.guarantee, proof.agreement, period.start, period.end)
    work = limit_in(exclusion, support.agreement, period, counted)
    return (work, formula.interval.seconds) if work is not None and work < extra.seconds else None


def periods_of_other_zones(proof: AvailabilityProof) -> Iterator[tuple[Support, int]]:
    """Supports of whose periods more touch the one shown, as they begin by the clocks of another zone; and
    how many."""
    mine = proof.guarantee.period
    for support in _each_promise(proof):
        cycle = support.guarantee.period
        if mine is not None and cycle is not None and cycle.zone != mine.zone:
            count = len(support.allowance.shares)
            if count > len(touched(replace(cycle, zone=mine.zone), proof.period)):
                yield support, count


def of_other_zones(proof: AvailabilityProof) -> Iterator[str]:
    """The same in words."""
    for support, count in periods_of_other_zones(proof):
        cycle, mine = support.guarantee.period, proof.guarantee.period
        assert cycle is not None and mine is not None
        yield (
            f"`{name_of(support.agreement, support.guarantee)}` counts{period_text(cycle)} by the clocks of "
            f"{cycle.zone}{_no_zone(support)}, this promise by those of {mine.zone}: {count} of its periods "
            f"touch {period_name(proof)}, and what each of them allows may fall into it"
        )


def _no_zone(support: Support) -> str:
    """That nobody chose those clocks."""
    lower = support.agreement
    return "" if lower.zone_declared else f", as `{lower.key}` names no zone"


def concentrated(proof: AvailabilityProof) -> Iterator[str]:
    """Supporting promises that count over longer periods: all they allow may fall into the one shown."""
    assert proof.guarantee.period is not None
    mine = proof.guarantee.period.longest()
    longer: defaultdict[str, list[str]] = defaultdict(list)
    for support in _each_promise(proof):
        cycle = support.guarantee.period
        if cycle is not None and cycle.longest() > mine:
            longer[period_text(cycle)].append(f"`{name_of(support.agreement, support.guarantee)}`")
    yield from _told_together(longer, period_name(proof))


def _told_together(longer: Mapping[str, Sequence[str]], period: str) -> Iterator[str]:
    for per, names in longer.items():
        shown = [*names[:_NAMED], *([f"{len(names) - _NAMED} more"] if len(names) > _NAMED else [])]
        who = f"{', '.join(shown[:-1])} and {shown[-1]} count" if len(shown) > 1 else f"{shown[0]} counts"
        allow = "they allow" if len(shown) > 1 else "it allows"
        yield f"{who}{per}: what {allow} in all may fall into {period}"


def shown_only(proof: AvailabilityProof) -> tuple[Fraction, Fraction] | None:
    """The seconds that count in the worst case found, and those of them that are too much, where the bound is
    clearly more; else None."""
    found = counted_in_case(proof) if proof.case else None
    if found is None or found[0] >= min(proof.bound * _NEAR, proof.bound - _cut_off(proof)):
        return None
    counted, allowed = found
    return counted, counted - allowed


def _cut_off(proof: AvailabilityProof) -> Fraction:
    """What a case may lack because no part of a second, or of an interval, is down in it."""
    formula = proof.guarantee.metric.formula
    step = formula.interval.seconds if isinstance(formula, ShareOfIntervals) else Fraction(1)
    return step * sum(len(support.allowance.shares) for support in proof.supports)


def shown_text(proof: AvailabilityProof) -> Iterator[str]:
    """How much of the bound the worst case shows, where that is less."""
    found = shown_only(proof)
    if found is not None:
        counted, over = found
        too_much = f", {time_text(over)} too much" if over > 0 else ""
        yield (
            f"in this case {time_text(counted)} count{too_much}; the rest, up to {time_text(proof.bound)}, "
            "is a bound for which no case was found"
        )


def _each_promise(proof: AvailabilityProof) -> Iterator[Support]:
    """The supports, one for each promise."""
    seen: set[int] = set()
    for support in proof.supports:
        if id(support.guarantee) not in seen:
            seen.add(id(support.guarantee))
            yield support
