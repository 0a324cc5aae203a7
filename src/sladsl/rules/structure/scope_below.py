"""What a promise of a lower level leaves out that the one above it counts: conditions, pauses, exclusions."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from sladsl.exact.intervals import difference, union
from sladsl.model.agreements import Agreement, Guarantee
from sladsl.model.metrics import (
    Compare,
    Condition,
    Constant,
    Switches,
)
from sladsl.model.values import Ratio
from sladsl.model.written import condition_text, value_text
from sladsl.prove.allowances import is_availability
from sladsl.prove.limits import is_the_same, windows_of
from sladsl.prove.steps import unpaused_above
from sladsl.prove.telling import clock_text, time_text
from sladsl.records import record
from sladsl.rules.compare import direction
from sladsl.rules.conditions import follows


@record
class Gap:
    """Something that keeps the lower promise from keeping the upper one; where not `sure`, perhaps."""

    note: str
    way_out: str
    sure: bool = True


@record
class Level:
    """A promise and the level that makes it."""

    agreement: Agreement
    guarantee: Guarantee

    @property
    def switches(self) -> Switches:
        """How it is counted, those of its metric included."""
        return self.guarantee.switches.over(self.guarantee.metric.switches)


def scope_gaps(lower: Level, upper: Level) -> Iterator[Gap]:
    """Conditions, pauses and ways of counting; what is excluded is a matter of how long that may be."""
    yield from _applies(lower, upper)
    below, above = lower.guarantee, upper.guarantee
    if below.claimed_once and not above.claimed_once:
        yield Gap(
            f"downtime before a paid claim does not count here, and counts for `{upper.agreement.key}`",
            "let such downtime count here, too",
        )
    yield from _pauses(lower, upper)
    yield from _counting(lower, upper)


def _applies(lower: Level, upper: Level) -> Iterator[Gap]:
    below, above = lower.guarantee.applies, upper.guarantee.applies
    if below is None or (above is not None and follows(below, above)):
        return
    said, key = condition_text(below), upper.agreement.key
    theirs = condition_text(above) if above is not None else ""
    if above is None:
        yield Gap(
            f"in a period in which not `{said}` nothing is promised here, and `{key}` promises it always",
            f"take `applies when {said}` out",
        )
    else:
        yield Gap(
            f"it applies when `{said}`, and the one of `{key}` when `{theirs}`: there may be a period "
            "in which only that one does",
            f"let it apply whenever `{theirs}`",
            _of_one(below, above),
        )


def _pauses(lower: Level, upper: Level) -> Iterator[Gap]:
    below, above, key = lower.switches, upper.switches, upper.agreement.key
    if below.pause is None:
        return
    states = unpaused_above(below.pause, above.pause)
    said = condition_text(below.pause)
    if states is not None:
        mine = f"pauses while `{condition_text(above.pause)}`" if above.pause else "never pauses"
        yield Gap(
            f"its clock stands still while `{said}`, and the one of `{key}` {mine}",
            f"pause no longer than `{key}` does",
        )
    elif below.pause_in != above.pause_in:
        yield Gap(
            f"its clock stands still in {below.pause_in or 'hours that are left open'}, and the one of "
            f"`{key}` in {above.pause_in or 'hours that are left open'}",
            f"let it pause as `{key}` says",
            False,
        )


def _counting(lower: Level, upper: Level) -> Iterator[Gap]:
    """What the source leaves open on either side is told as such elsewhere."""
    below, above, key = lower.switches, upper.switches, upper.agreement.key
    rises = direction(lower.guarantee.comparator) is not None
    here, there = _worth(below), _worth(above)
    if rises and here is not None and there is not None and here > there:
        yield Gap(
            f"a time without anything to count is {_word(below)} here, and {_word(above)} for `{key}`",
            f"let it count as `{key}` says",
        )
    elif (
        None not in (below.empty, above.empty)
        and below.empty != above.empty
        and None in (here, there)
        and above.empty not in ("good", "excluded")
    ):
        yield Gap(
            f"a time without anything to count is {_word(below)} here, and {_word(above)} for `{key}`",
            f"let it count as `{key}` says",
            False,
        )
    for what, one, two in (
        ("the event whose instant decides the period of a case", below.attributed, above.attributed),
        ("time before it was in use", below.undeployed, above.undeployed),
        ("periods that begin or end on the way", below.begun, above.begun),
    ):
        if one is not None and two is not None and one != two:
            yield Gap(f"{what}: {one} here, {two} for `{key}`", f"say `{two}` here, too", False)
    if not is_availability(lower.guarantee):
        outages = (below.short_outages, below.short_too, below.partial)
        if outages != (above.short_outages, above.short_too, above.partial) and any(outages):
            yield Gap(
                f"which outages count is said otherwise than by `{key}`", f"count them as `{key}` does", False
            )


def _worth(chosen: Switches) -> int | None:
    return {"good": 1, "bad": 0}.get(chosen.empty) if isinstance(chosen.empty, str) else None


def _word(chosen: Switches) -> str:
    assert chosen.empty is not None
    return value_text(chosen.empty) if isinstance(chosen.empty, Ratio) else chosen.empty


# ---- exclusions


def excludes_alike(lower: Level, upper: Level) -> bool:
    """Whether both leave out the same, and in the same way."""
    below, above = lower.guarantee, upper.guarantee
    return (
        {e.key for e in below.exclusions} == {e.key for e in above.exclusions}
        and set(below.downtime_only) == set(above.downtime_only)
        and all(is_the_same(e, lower.agreement, upper.agreement) for e in below.exclusions)
    )


def excluded_below(lower: Level, upper: Level, start: int, end: int) -> Iterator[Gap]:
    """What only the lower promise leaves out. Windows above cover those below, where nothing limits them."""
    above = {e.key: e for e in upper.guarantee.exclusions}
    whole = (e for e in above.values() if e.windows and e.budget is None)
    free = union(*(windows_of(e, upper.agreement, start, end) for e in whole))
    for exclusion in lower.guarantee.exclusions:
        if exclusion.key in above and is_the_same(exclusion, lower.agreement, upper.agreement):
            continue
        way_out = f"let `{upper.agreement.key}` except `{exclusion.key}`, too, or let it count here"
        if not exclusion.windows:
            limited = exclusion.budget is not None
            yield Gap(
                f"what is excluded as `{exclusion.key}` does not count here, and counts for "
                f"`{upper.agreement.key}`",
                way_out,
                not limited,
            )
            continue
        beyond = difference(windows_of(exclusion, lower.agreement, start, end), free)
        if beyond:
            first = beyond[0]
            yield Gap(
                f"`{exclusion.key}` is left out here, for example "
                f"{clock_text(first[0], lower.agreement.zone)} for "
                f"{time_text(Fraction(first[1] - first[0]))}, and counts for `{upper.agreement.key}` then",
                way_out,
                False,
            )


def _of_one(below: Condition, above: Condition) -> bool:
    """Whether both hold one number against others, so that one that does not follow is another."""
    match below, above:
        case Compare(one, _, Constant()), Compare(two, _, Constant()):
            return one == two
    return False
