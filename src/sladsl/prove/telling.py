"""How a proof of availability is told: the sum in words, one worst case with its dates, the repair."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from fractions import Fraction
from math import ceil

from sladsl.exact import zones
from sladsl.exact.durations import Duration
from sladsl.exact.periods import Cycle, Kind, Period
from sladsl.exact.ratio import decimal_text, exact_percent, percent
from sladsl.exact.structures.downtime import longest_downtime
from sladsl.exact.structures.modules import Choice, Component, Module, components
from sladsl.model.agreements import Agreement, Guarantee
from sladsl.prove.allowances import lost
from sladsl.prove.availability import AvailabilityProof
from sladsl.prove.budgets import Support, promised_budgets
from sladsl.prove.lenient import Switch
from sladsl.prove.mending import Repair
from sladsl.prove.outages import WorstCase
from sladsl.prove.unchosen import unchosen

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
_PARTS = 8
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


def about_several(supports: Iterable[Support]) -> frozenset[str]:
    """The names of promises that are about more than one of the components."""
    first: dict[str, str] = {}
    pairs = ((name_of(each.agreement, each.guarantee), each.component) for each in supports)
    return frozenset(name for name, component in pairs if first.setdefault(name, component) != component)


def part_name(support: Support, several: frozenset[str]) -> str:
    """`` `CardUc.uptime` ``; where it is about `several`, which of them: `` `CardUc.uptime` of `CardA` ``."""
    name = name_of(support.agreement, support.guarantee)
    return f"`{name}` of `{support.component}`" if name in several else f"`{name}`"


def period_name(proof: AvailabilityProof) -> str:
    """The period shown: `2027-03`, or `the 30 days to 2027-03-01` where periods overlap."""
    cycle = proof.guarantee.period
    return named_period(cycle, proof.period) if cycle is not None else proof.period.label


def named_period(cycle: Cycle, period: Period) -> str:
    """What a period of a cycle is called; a trailing one by the clock at its end, and times that hold several
    by those at both ends."""
    match cycle.kind:
        case Kind.ROLLING:
            return f"the {cycle.days} days to {period.label}"
        case Kind.TRAILING if period.length > cycle.days * _DAY:
            start, end = clock_text(period.start, cycle.zone), clock_text(period.end, cycle.zone)
            return f"any {cycle.days} days between {start} and {end}"
        case Kind.TRAILING:
            return f"the {cycle.days} days until {clock_text(period.end, cycle.zone)}"
    return period.label


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
    if isinstance(proof.structure, Component) and len(proof.supports) == 1:
        (alone,) = proof.supports
        return f"`{name_of(alone.agreement, alone.guarantee)}` {total}"
    return f"{parts_text(proof, proof.supports)} = {total}"


def parts_text(proof: AvailabilityProof, supports: Sequence[Support]) -> str:
    """What comes together, before it is added up, with the seconds that these supports have."""
    told: dict[str, list[str]] = {}
    several = about_several(supports)
    for each in supports:
        text = f"{part_name(each, several)} {time_text(each.seconds)}"
        told.setdefault(each.component, []).append(text)
    budgets = promised_budgets(proof.unpromised, supports)
    return _sum(proof.structure, told, budgets, top=True)


def _sum(
    module: Module,
    told: Mapping[str, Sequence[str]],
    budgets: Mapping[Hashable, Fraction],
    *,
    top: bool = False,
    depth: int = 0,
) -> str:
    match module:
        case Component(key):
            return _component(told, key)
        case Choice() if depth >= _DEPTH:
            count = sum(1 for _ in components(module))
            return f"{count} more together {time_text(longest_downtime(module, budgets).time)}"
        case Choice():
            parts = [_sum(part, told, budgets, depth=depth + 1) for part in module.parts[:_PARTS]]
            others = module.parts[_PARTS:]
            if module.count == len(module.parts):
                rest = sum((longest_downtime(part, budgets).time for part in others), Fraction(0))
                whole = " + ".join([*parts, *(f"{more} {time_text(rest)}" for more in _more(len(others)))])
                return whole if top else f"({whole})"
            parts += _more(len(others))
            time = time_text(longest_downtime(module, budgets).time)
            if module.count == 1:
                least = "the shorter" if len(parts) == 2 else "the shortest"
                return f"{least} of {joined(parts)}" + ("" if top else f" ({time})")
            return f"{module.fails_with} at once of {joined(parts)}" + ("" if top else f" ({time})")
    keys = list(components(module))
    parts = [_component(told, key) for key in keys[:_PARTS]]
    return f"{joined([*parts, *_more(len(keys) - _PARTS)])}, which are needed together"


def _more(count: int) -> list[str]:
    """What stands for the parts that are too many to be told."""
    return [f"{count} more"] if count > 0 else []


def _component(told: Mapping[str, Sequence[str]], key: Hashable) -> str:
    return " + ".join(told.get(str(key), (f"`{key}` 0 s",)))


def joined(parts: list[str]) -> str:
    """Parts of a sentence: one, another and a third."""
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"


def _budgets(proof: AvailabilityProof) -> dict[Hashable, Fraction]:
    return promised_budgets(proof.unpromised, proof.supports)


def downtime_of(part: Module, proof: AvailabilityProof) -> Fraction:
    """How many seconds a part of the structure can be down at most in the period shown."""
    return longest_downtime(part, _budgets(proof)).time


def witness(proof: AvailabilityProof) -> tuple[str, ...]:
    """One worst case as lines: when each component is down; empty where none was found."""
    found = case_rows(proof.case)
    lines = [f"`{key}` down from {begun} for {length}{again}" for key, begun, length, again in found[:_SHOWN]]
    if len(found) > _SHOWN:
        lines.append(f"and {len(found) - _SHOWN} more")
    return (*lines, *recorded_text(proof))


def recorded_in(proof: AvailabilityProof) -> tuple[str, ...]:
    """The promise's own exclusions of which the worst case says what is recorded."""
    if proof.case.recorded != "none":
        return tuple(each.key for each in proof.recorded)
    return tuple(each.key for each in proof.guarantee.exclusions if each.key not in proof.shared)


def recorded_text(proof: AvailabilityProof) -> Iterator[str]:
    """What has to be of the promise's own exclusions in the worst case, where that matters."""
    keys = [f"`{key}`" for key in recorded_in(proof)]
    if proof.case.recorded == "none":
        yield f"no work is recorded as {joined(keys)}, not even what is down in its windows"
    elif proof.case.recorded:
        are = "is" if len(keys) == 1 else "are"
        yield f"{joined(keys)} {are} recorded at other times, as far as that goes"


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


def proven_text(proof: AvailabilityProof) -> str:
    """What is proven: a share that is no more, or the time for which the service may be down."""
    return time_text(proof.longest) if lost(proof.guarantee).absolute else share_at_most(proof.guaranteed)


def verdict(proof: AvailabilityProof) -> str:
    """`kept`, `not kept`, or `not proven` where no case was found that breaks the promise either."""
    return "kept" if proof.kept else "not proven" if proof.is_open else "not kept"


_LENIENT: Mapping[Switch, str] = {
    "empty": "something is counted in every interval: an empty one",
    "undeployed": "everything is in use all along: time before that",
}


def assumptions(proof: AvailabilityProof) -> Iterator[str]:
    """What the bound takes for granted about what is left out or does not count."""
    if proof.assumed:
        has = "has" if len(proof.assumed) == 1 else "have"
        yield f"assumes that nothing is excluded as {_named(proof.assumed)}, which {has} no limit"
    if proof.same_work:
        grounds, service = _named(proof.same_work), proof.service.key
        yield (
            f"assumes that work left out below counts as {grounds} here, too, and that only such work, where "
            f"it takes `{service}` down, uses up its limit"
            + (", and that no hour counts as two of these" if len(proof.same_work) > 1 else "")
        )
    for each in unchosen(proof):
        taken, others = ([a.key for a in agreements] for agreements in (each.taken, each.others))
        yield (
            f"assumes that {_named(taken)} {_carries(taken)} `{each.component}`: {_named(others)} "
            f"{'promises' if len(others) == 1 else 'promise'} it, too, and none of them is chosen"
        )
    if proof.soft:
        yield soft_text(proof.soft)
    if proof.begun:
        cut = joined([period.label for period in proof.begun])
        be = "is" if len(proof.begun) == 1 else "are"
        yield f"is about whole periods: {cut}, which {be} cut short, {be} not looked at"
    for gap in proof.gaps:
        start, length = clock_text(gap.start, proof.agreement.zone), time_text(Fraction(gap.end - gap.start))
        part = f"`{gap.component}`"
        yield f"assumes that {part} works from {start} on for {length}, when nobody promises that"
    for switch, told in _LENIENT.items():
        lenient = proof.lenient(switch)
        if lenient:
            names = _named(name_of(support.agreement, support.guarantee) for support in lenient)
            yield f"assumes that {told} counts as better for {names} than here"
    if proof.on_condition:
        names = _named(name_of(support.agreement, support.guarantee) for support in proof.on_condition)
        hold = "holds" if len(proof.on_condition) == 1 else "hold"
        yield f"assumes that the conditions on which {names} {hold} are fulfilled"
    if proof.short_ones_could_join:
        yield (
            "assumes that outages which are too short to count do not follow one another, or a longer one, "
            "without a break"
        )
    if proof.little_could_add_up:
        yield (
            "assumes that failures of several components, each of which leaves an interval good, do not make "
            "it bad together"
        )


def _carries(names: Sequence[str]) -> str:
    return "carries" if len(names) == 1 else "carry"


def soft_text(promises: Iterable[tuple[Agreement, Guarantee]]) -> str:
    """That a proof rests on promises without a remedy."""
    names = [name_of(agreement, guarantee) for agreement, guarantee in promises]
    return f"rests on {_named(names)}, for which nothing is owed when missed"


def _named(keys: Iterable[str]) -> str:
    return joined([f"`{key}`" for key in keys])


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
    if proof.allowed < 0:
        return "promised: more than 100%, which nothing can keep"
    gap = proof.bound - proof.allowed
    most = "up to " if proof.is_open else ""
    verdict = f"{most}{time_text(gap)} too much" if gap > 0 else f"{time_text(-gap)} left"
    return f"promised: at most {time_text(proof.allowed)}: {verdict}"


def shares(proof: AvailabilityProof) -> Iterator[tuple[Support, str]]:
    """Each supporting promise with its share of the downtime that the promise allows."""
    for support in proof.supports:
        if proof.allowed:
            yield support, decimal_text(100 * support.seconds / proof.allowed, 1) + "%"
        else:
            yield support, "-"
