"""How a proof of availability is told: the sum in words, one worst case with its dates, the repair."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from fractions import Fraction
from math import ceil

from sladsl.exact import zones
from sladsl.exact.durations import Duration
from sladsl.exact.periods import Kind
from sladsl.exact.ratio import decimal_text, exact_percent, percent
from sladsl.exact.structures.downtime import longest_downtime
from sladsl.exact.structures.modules import Choice, Component, Module, components
from sladsl.model.agreements import Agreement, Guarantee
from sladsl.model.written import period_text
from sladsl.prove.allowances import lost
from sladsl.prove.availability import AvailabilityProof
from sladsl.prove.budgets import Support, promised_budgets
from sladsl.prove.mending import Repair
from sladsl.prove.outages import WorstCase

_DAY = 86_400
_NARROWED = {
    "period": "is all that counts",
    "times": "at most is possible, as each may be down at its own times only",
    "intervals": "at most is possible in whole intervals",
}
_PLACES = 5
_SHORT = 10**12
"""Whatever is written exactly in so few characters has no larger denominator."""
_SHOWN = 6
_PARTS = 40
_DEPTH = 10


def time_text(seconds: Fraction) -> str:
    """`4 min 12.5 s`; from two days on `2 d 4 h`."""
    days, rest = divmod(seconds, _DAY)
    if days < 2:
        return Duration(seconds).text()
    return f"{int(days)} d {Duration(rest).text()}" if rest else f"{int(days)} d"


def name_of(agreement: Agreement, guarantee: Guarantee) -> str:
    """`DbaOla.uptime`, as the source refers to it."""
    return f"{agreement.key}.{guarantee.key}"


def period_name(proof: AvailabilityProof) -> str:
    """The period shown: `2027-03`, or `the 30 days to 2027-03-01` where periods overlap."""
    cycle, label = proof.guarantee.period, proof.period.label
    rolls = cycle is not None and cycle.kind in (Kind.ROLLING, Kind.TRAILING)
    return f"the {cycle.days} days to {label}" if cycle is not None and rolls else label


def sum_text(proof: AvailabilityProof) -> str:
    """What adds up to the bound: `DbaOla.uptime 4 min 2 s + the shorter of ... = 44 min 21 s`.

    One alone is its own sum. Where less than the sum can be down, that is said.
    """
    total = time_text(proof.possible)
    if proof.narrowed:
        total = f"{time_text(proof.summed)}, of which {total} {_NARROWED[proof.narrowed]}"
    if proof.excused:
        own = f"`{name_of(proof.agreement, proof.guarantee)}` leaves out itself, once for all"
        total += f", less {time_text(proof.excused)} that {own}: {time_text(proof.bound)}"
    by_component: dict[str, list[Support]] = {}
    for support in proof.supports:
        by_component.setdefault(support.component, []).append(support)
    parts = _sum(proof.structure, by_component, _budgets(proof), top=True)
    alone = isinstance(proof.structure, Component) and parts.endswith(f"` {total}") and " + " not in parts
    return parts if alone else f"{parts} = {total}"


def _sum(
    module: Module,
    supports: Mapping[str, Sequence[Support]],
    budgets: Mapping[Hashable, Fraction],
    *,
    top: bool = False,
    depth: int = 0,
) -> str:
    match module:
        case Component(key):
            return _component(supports, key)
        case Choice() if depth >= _DEPTH:
            count = sum(1 for _ in components(module))
            return f"{count} more together {time_text(longest_downtime(module, budgets).time)}"
        case Choice():
            parts = [_sum(part, supports, budgets, depth=depth + 1) for part in module.parts[:_PARTS]]
            parts += _more(len(module.parts) - _PARTS)
            if module.count == len(module.parts):
                whole = " + ".join(parts)
                return whole if top else f"({whole})"
            time = time_text(longest_downtime(module, budgets).time)
            if module.count == 1:
                least = "the shorter" if len(parts) == 2 else "the shortest"
                return f"{least} of {_and(parts)}" + ("" if top else f" ({time})")
            return f"{module.fails_with} at once of {_and(parts)}" + ("" if top else f" ({time})")
    keys = list(components(module))
    told = [_component(supports, key) for key in keys[:_PARTS]]
    return f"{_and([*told, *_more(len(keys) - _PARTS)])}, which are needed together"


def _more(count: int) -> list[str]:
    """What stands for the parts that are too many to be told."""
    return [f"{count} more"] if count > 0 else []


def _component(supports: Mapping[str, Sequence[Support]], key: Hashable) -> str:
    mine = supports.get(str(key))
    if not mine:
        return f"`{key}` 0 s"
    return " + ".join(f"`{name_of(s.agreement, s.guarantee)}` {time_text(s.seconds)}" for s in mine)


def _and(parts: list[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"


def _budgets(proof: AvailabilityProof) -> dict[Hashable, Fraction]:
    return promised_budgets(proof.unpromised, proof.supports)


def downtime_of(part: Module, proof: AvailabilityProof) -> Fraction:
    """How many seconds a part of the structure can be down at most in the period shown."""
    return longest_downtime(part, _budgets(proof)).time


def uncounted(proof: AvailabilityProof) -> Iterator[str]:
    """What supporting promises do not count although the promise above does."""
    for support in proof.supports:
        name = name_of(support.agreement, support.guarantee)
        for extra in support.allowance.extras:
            yield f"`{name}` does not count {time_text(extra.seconds)} {extra.why}"
        if support.shared:
            yield (
                f"`{name}` does not count {time_text(support.shared)} more, at times when another support "
                "is not counted either: they add nothing"
            )
        if support.allowance.spread > 1:
            times = support.allowance.spread
            yield (
                f"`{name}` counts in shorter intervals, of which one spoils a whole one above: what it "
                f"allows comes to {times} times as much"
            )
        if support.allowance.apart:
            above = name_of(proof.agreement, proof.guarantee)
            yield (
                f"the intervals of `{name}` begin at other times than those of `{above}` and cut them: how "
                "many of the one are bad says nothing about the other"
            )
        outside = sum(end - start for start, end in support.allowance.outside)
        if outside:
            yield f"`{name}` says nothing of {time_text(Fraction(outside))} outside its hours"


def concentrated(proof: AvailabilityProof) -> Iterator[str]:
    """Supporting promises that count over longer periods: all they allow may fall into the one shown."""
    assert proof.guarantee.period is not None
    mine = proof.guarantee.period.longest()
    seen: set[int] = set()
    for support in proof.supports:
        cycle = support.guarantee.period
        if cycle is not None and cycle.longest() > mine and id(support.guarantee) not in seen:
            seen.add(id(support.guarantee))
            name, per = name_of(support.agreement, support.guarantee), period_text(cycle)
            yield f"`{name}` counts{per}: what it allows in all may fall into {period_name(proof)}"


def witness(proof: AvailabilityProof) -> tuple[str, ...]:
    """One worst case as lines: when each component is down; empty where none was found."""
    found = case_rows(proof.case)
    lines = [f"`{key}` down from {begun} for {length}{again}" for key, begun, length, again in found[:_SHOWN]]
    if len(found) > _SHOWN:
        lines.append(f"and {len(found) - _SHOWN} more")
    return (*lines, *recorded_text(proof))


def recorded_text(proof: AvailabilityProof) -> Iterator[str]:
    """What has to be of the promise's own exclusions in the worst case, where that matters."""
    keys = [f"`{each.key}`" for each in proof.guarantee.exclusions if each.key not in proof.shared]
    if proof.case.recorded == "none":
        yield f"no work is recorded as {_and(keys)}, not even what is down in its windows"
    elif proof.case.recorded:
        yield f"{_and(keys)} {'is' if len(keys) == 1 else 'are'} recorded at other times, as far as that goes"


def case_rows(case: WorstCase) -> tuple[tuple[str, str, str, str], ...]:
    """All of a worst case, in the order of time: each component, since when it is down, how long, and how
    often again, empty where it is down once."""
    return tuple(
        (
            each.component,
            clock_text(each.begun, case.zone),
            time_text(each.seconds),
            f", and {each.times - 1} times more for as long, the last from {clock_text(each.last, case.zone)}"
            if each.times > 1
            else "",
        )
        for each in case.outages
    )


def clock_text(instant: int, zone: str) -> str:
    """`Thu 2027-03-25 16:30` in that zone; with seconds where there are any."""
    reading = zones.wall(zones.load(zone), instant) if zone else datetime.fromtimestamp(instant, UTC)
    return reading.strftime("%a %Y-%m-%d %H:%M:%S" if reading.second else "%a %Y-%m-%d %H:%M")


def repair_text(repair: Repair) -> str:
    """`RunkoNet.uptime` at 99.996%: rounded so that it suffices."""
    name = name_of(repair.agreement, repair.guarantee)
    if lost(repair.guarantee).absolute:
        return f"`{name}` at {time_text(repair.target)}"
    return f"`{name}` at {share_at_least(repair.target)}"


def share_at_least(share: Fraction) -> str:
    """A percentage that is no less: exact where it ends, else rounded up."""
    exact = exact_percent(share) if share.denominator <= _SHORT else None
    if exact is not None and len(exact) <= _PLACES + 4:
        return exact
    scale = 10 ** (_PLACES + 2)
    return percent(Fraction(ceil(share * scale), scale))


def share_at_most(share: Fraction) -> str:
    """A percentage that is no more: exact where it ends, else cut off."""
    exact = exact_percent(share) if share.denominator <= _SHORT else None
    if exact is not None and len(exact) <= _PLACES + 4:
        return exact
    scale = 10 ** (_PLACES + 2)
    return percent(Fraction(share * scale // 1, scale))


def expected_text(proof: AvailabilityProof) -> str:
    """The independent figure, with what it rests on."""
    chance = proof.expected
    if chance.exact is not None:
        figure = share_at_most(chance.exact)
    else:
        figure = f"{share_at_most(chance.least)} to {share_at_least(chance.most)}"
    return f"expected, were all components to fail independently: {figure}"


def verdict(proof: AvailabilityProof) -> str:
    """`kept`, `not kept`, or `not proven` where no case was found that breaks the promise either."""
    return "kept" if proof.kept else "not proven" if proof.is_open else "not kept"


def safe_only(proof: AvailabilityProof) -> Iterator[str]:
    """Where the bound is only known to be no lower than the true one: what that means for the verdict."""
    if proof.is_open:
        yield (
            "no case was found in which everybody below keeps their promise and this one breaks: it is not "
            "proven, and may hold all the same"
        )
    elif not proof.exact:
        if proof.kept:
            yield "the bound is safe and the true one may be lower: more may be left than it says"
        else:
            yield "not every period was weighed to the end: others may be worse, and this one better"


def slack_text(proof: AvailabilityProof) -> str:
    """`promised: at most 20 min 9 s: 24 min 12 s too much`, or how much is left."""
    gap = proof.bound - proof.allowed
    verdict = f"{time_text(gap)} too much" if gap > 0 else f"{time_text(-gap)} left"
    return f"promised: at most {time_text(proof.allowed)}: {verdict}"


def shares(proof: AvailabilityProof) -> Iterator[tuple[Support, str]]:
    """Each supporting promise with its share of the downtime that the promise allows."""
    for support in proof.supports:
        if proof.allowed:
            yield support, decimal_text(100 * support.seconds / proof.allowed, 1) + "%"
        else:
            yield support, "-"
