"""Finds results that hang on a choice which the source leaves open, and shows two numbers that come of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from functools import cache
from hashlib import sha256

from sladsl.diagnostics import catalogue
from sladsl.diagnostics.diagnostic import Diagnostic, Label
from sladsl.evaluate.conditions import scalar
from sladsl.evaluate.credits import settle
from sladsl.evaluate.evaluate import result
from sladsl.evaluate.results import Result, State
from sladsl.evaluate.scenes import LONGEST, Witness, period_for
from sladsl.evaluate.sides import (
    ROUNDING,
    ZONE,
    OpenSwitch,
    decimals,
    of_cases,
    of_time,
    open_switches,
)
from sladsl.evaluate.witnesses import witnesses
from sladsl.exact.money import Money
from sladsl.exact.ratio import round_to
from sladsl.model.agreements import Agreement, Guarantee
from sladsl.model.house import House
from sladsl.model.metrics import Arithmetic, Computed, Metric, MetricUse, Switches, WorstOf
from sladsl.model.values import Number, Ratio, Value
from sladsl.model.written import number_text, value_text
from sladsl.records import record, replace
from sladsl.rules.facts import Joined, NotLookedAtError
from sladsl.rules.index import Index
from sladsl.rules.say import headline, listed
from sladsl.source import Source, Span

_SHOWN = 3
_PLACES = 8

Key = tuple[object, ...]


@record
class _Found:
    """The sides of a switch on one witness: what happened, when, and each side's result, by its words."""

    switch: OpenSwitch
    told: str
    period: str
    results: tuple[tuple[str, Result, Money | None], ...]


@record
class Left:
    """A promise that leaves a switch open. What is chosen alike has one `group`, and a witness of one promise
    serves all of one `shape`: only the first of them is `searched`, until a group has a finding."""

    group: str
    shape: str
    promise: str
    place: Span
    searched: bool
    finding: Diagnostic | None


def facts(index: Index) -> Iterator[Left]:
    """Every promise with an open switch.

    Promises that are alike in everything a switch can bear upon are looked at once.
    """
    told: set[str] = set()
    searched: set[tuple[str, str]] = set()
    known: dict[Key, tuple[str, ...]] = {}
    number_of = cache(_number_of)
    for agreement, written in index.own_guarantees():
        promise = _with_parts(index.house, written)
        alike = _alike(agreement, promise)
        names = known.get(alike) if alike is not None else None
        if names is None:
            names = tuple(_open_names(index.house, agreement, promise))
            if alike is not None:
                known[alike] = names
        for name in names:
            group = number_of(_group(name, agreement, promise))
            shape = number_of(_shape(agreement, promise))
            first = group not in told and (group, shape) not in searched
            found = _search(index.house, agreement, promise, name) if first else None
            if first:
                searched.add((group, shape))
            if found is not None:
                told.add(group)
            finding = _finding(found, promise) if found is not None else None
            key = f"{agreement.key}.{promise.key}"
            yield Left(group, shape, key, promise.span, first, finding)


def conclude(facts: Sequence[Left], sources: Mapping[str, Source]) -> Iterator[Diagnostic]:
    """One finding for each metric and switch, at the first promise that hangs on it; for each agreement one
    on rounding, and one on its zone."""
    groups: defaultdict[str, list[Left]] = defaultdict(list)
    for fact in facts:
        groups[fact.group].append(fact)
    for members in groups.values():
        yield from _first_found(members)


CHECK = Joined("open switch", (Left,), facts, conclude)


def _first_found(members: list[Left]) -> Iterator[Diagnostic]:
    seen: set[str] = set()
    for left in members:
        if left.shape in seen:
            continue
        seen.add(left.shape)
        if not left.searched:
            raise NotLookedAtError
        if left.finding is not None:
            others = list(dict.fromkeys(o.promise for o in members if o.place != left.place))
            more = f" and {len(others) - _SHOWN} more" if len(others) > _SHOWN else ""
            note = (f"the same is open in {listed(others[:_SHOWN])}{more}",) if others else ()
            yield replace(left.finding, notes=left.finding.notes + note)
            return


def _number_of(key: Key) -> str:
    """A short name for what is alike; a key holds only values that say what they are."""
    return sha256(repr(key).encode()).hexdigest()[:16]


def _alike(agreement: Agreement, promise: Guarantee) -> Key | None:
    """What decides which switches are open; None where the zone is, which hangs on the whole agreement."""
    if not agreement.zone_declared:
        return None
    metric, target, share = promise.metric.key, type(promise.target).__name__, promise.share is None
    rounded = promise.rounding is None, promise.exact, decimals(promise), promise.comparator
    return (metric, promise.switches, target, share, *rounded)


def _leaves(house: House, metric: Metric, seen: tuple[str, ...] = ()) -> tuple[Metric, ...]:
    """The metrics that are counted: itself, or those that it is computed from."""
    parts = [house.metrics[key] for key in _used(metric) if key in house.metrics and key not in seen]
    if not parts:
        return (metric,)
    return tuple(leaf for part in parts for leaf in _leaves(house, part, (*seen, metric.key)))


def _used(metric: Metric) -> Iterator[str]:
    match metric.formula:
        case Computed(value):
            terms = [value]
        case WorstOf(values):
            terms = list(values)
        case _:
            terms = []
    while terms:
        match terms.pop():
            case MetricUse(key):
                yield key
            case Arithmetic(left=left, right=right):
                terms += (left, right)


def _with_parts(house: House, promise: Guarantee) -> Guarantee:
    """The promise with what the metrics have chosen that its own is computed from."""
    switches = promise.metric.switches
    for leaf in _leaves(house, promise.metric):
        if leaf is not promise.metric:
            switches = switches.over(leaf.switches)
    if switches is promise.metric.switches or switches == promise.metric.switches:
        return promise
    return replace(promise, metric=replace(promise.metric, switches=switches))


def _scenes_of(house: House, promise: Guarantee) -> Iterator[Guarantee]:
    """The promise as if it were made of each metric that is counted for it: what can happen to it."""
    for leaf in _leaves(house, promise.metric):
        yield replace(promise, metric=replace(leaf, better=promise.metric.better))


def _open_names(house: House, agreement: Agreement, promise: Guarantee) -> Iterator[str]:
    """The switches that are open and that the formula may know at all."""
    scenes = tuple(_scenes_of(house, promise))
    timed, cases = any(map(of_time, scenes)), any(map(of_cases, scenes))
    for switch in open_switches(agreement, promise):
        match switch.name:
            case "attributed" | "pause_in":
                relevant = cases
            case "empty" | "partial" | "undeployed" | "begun":
                relevant = timed
            case _:
                relevant = True
        if relevant:
            yield switch.name


def _group(name: str, agreement: Agreement, promise: Guarantee) -> Key:
    """What is chosen alike belongs together: a switch of one metric, the rounding of one agreement."""
    if name in (ROUNDING, ZONE):
        place = agreement.span
        return name, place.source.name, place.start, place.end
    return name, promise.metric.key, promise.switches


def _shape(agreement: Agreement, promise: Guarantee) -> Key:
    """What a witness depends on, without the numbers that only decide how large it is."""
    calendar = promise.during or agreement.hours
    return (
        promise.metric.key,
        type(promise.target),
        promise.period.kind if promise.period else None,
        calendar.is_always if calendar else True,
        promise.share is None,
        promise.percentile is None,
        bool(promise.exclusions),
        promise.rounding,
    )


def _search(house: House, agreement: Agreement, promise: Guarantee, name: str) -> _Found | None:
    """The first witness on which the sides differ in state or money, else the first on which values do."""
    switch = next(s for s in open_switches(agreement, promise) if s.name == name)
    service = promise.services[0] if promise.services and not _about_cases(promise) else None
    first: _Found | None = None
    key = service.key if service else None
    period = period_for(agreement, switch.sides[0].promise, name)
    if period.length > LONGEST:
        return None
    for scene in _scenes_of(house, switch.sides[0].promise):
        for witness in witnesses(name, agreement, scene, key or "", period):
            found = _sides(house, switch, witness, key)
            kinds = {(r.state, money) for _, r, money in found.results}
            values = {_number(r) for _, r, _ in found.results}
            if len(kinds) > 1 and None not in values:
                return found
            if len(values) > 1 and None not in values and first is None:
                first = found
    return first


def _about_cases(promise: Guarantee) -> bool:
    return promise.share is not None or promise.priority is not None


def _sides(house: House, switch: OpenSwitch, witness: Witness, service: str | None) -> _Found:
    made: list[tuple[str, Result, Money | None]] = []
    period = ""
    for side in switch.sides:
        subject = next((s for s in side.promise.services if s.key == service), None)
        when = period_for(side.agreement, side.promise, switch.name)
        one = result(side.promise, side.agreement, subject, witness.facts, when, house.metrics)
        owed = settle(side.agreement, (one,), when).credit
        made.append((side.words, one, owed))
        period = when.label
    return _Found(switch, witness.told, period, tuple(made))


def _number(one: Result) -> Fraction | None:
    return scalar(one.compared) if one.compared is not None else None


# ---- words


def _finding(found: _Found, promise: Guarantee) -> Diagnostic:
    values = [r.compared for _, r, _ in found.results if r.compared is not None]
    places = _places(values, promise.target)
    order = sorted(values, key=lambda value: scalar(value) or 0)
    numbers = f"{_text(order[0], places)} or {_text(order[-1], places)}"
    notes = [f"in {found.period}, with {found.told}:"]
    for (words, one, owed), value in zip(found.results, values, strict=True):
        said = f"`{words}`: {_text(value, places)}, {one.state.value}"
        if one.state is State.MISSED and owed is not None and owed.amount:
            said += f", {owed.text()} owed"
        notes.append(said)
    ways = [words for words, _, _ in found.results]
    return Diagnostic(
        catalogue.OPEN_SWITCH,
        f"`{promise.key}` comes to {numbers}: the agreement does not say {found.switch.question}",
        (Label(_place(promise), "the result depends on it"),),
        notes=tuple(notes),
        help=f"say in {_where(found.switch.name, promise)} which is meant: {listed(ways, 'or')}",
    )


def _place(promise: Guarantee) -> Span:
    return headline(promise.span) if promise.cell is None else promise.target_span


def _where(name: str, promise: Guarantee) -> str:
    if name == ZONE:
        return "the agreement's `hours`"
    if name == ROUNDING or promise.switches != Switches():
        return "the promise"
    return f"the promise or in the metric `{promise.metric.key}`"


def _places(values: list[Value], target: Value) -> int:
    """How many decimals tell the smallest and the largest value apart, and both from the target."""
    numbers = sorted(n for n in map(scalar, values) if n is not None)
    told = {numbers[0], numbers[-1], scalar(target) or Fraction(0)}
    factor = 100 if isinstance(target, Ratio) else 1
    for places in range(2, _PLACES):
        if len({round_to(number * factor, places) for number in told}) == len(told):
            return places
    return _PLACES


def _text(value: Value, places: int) -> str:
    match value:
        case Ratio(share):
            return f"{number_text(round_to(share * 100, places))}%"
        case Number(number):
            return number_text(round_to(number, places))
    return value_text(value)
