"""Finds results that hang on a choice which the source leaves open, and shows two numbers that come of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from sladsl.diagnostics import catalogue
from sladsl.diagnostics.diagnostic import Diagnostic, Label
from sladsl.evaluate.books import NO_BOOKS, Books, Claim
from sladsl.evaluate.conditions import scalar
from sladsl.evaluate.credits import settle
from sladsl.evaluate.evaluate import evaluate, result
from sladsl.evaluate.results import Result, State
from sladsl.evaluate.scenes import Witness, period_for
from sladsl.evaluate.sides import (
    ROUNDING,
    ZONE,
    OpenSwitch,
    OpenTerms,
    decimals,
    of_cases,
    of_time,
    open_switches,
    open_terms,
)
from sladsl.evaluate.witnesses import everything_down, witnesses
from sladsl.exact.money import Money
from sladsl.exact.periods import Period
from sladsl.exact.ratio import round_to
from sladsl.model.agreements import Agreement, Guarantee
from sladsl.model.house import House
from sladsl.model.metrics import Arithmetic, Computed, Metric, MetricUse, Switches, WorstOf
from sladsl.model.values import Number, Ratio, Value
from sladsl.model.written import number_text, value_text
from sladsl.rules.index import Index
from sladsl.rules.say import headline, listed
from sladsl.source import Span

_SHOWN = 3
_PLACES = 8

Key = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class _Found:
    """The sides of a switch on one witness: what happened, when, and each side's result, by its words."""

    switch: OpenSwitch
    told: str
    period: str
    results: tuple[tuple[str, Result, Money | None], ...]


def check(index: Index) -> Iterator[Diagnostic]:
    """One finding for each metric and switch, at the first promise that hangs on it; for each agreement one
    on rounding, one on its zone and one on what several misses come to.

    Promises that are alike in everything a switch can bear upon are looked at once.
    """
    groups: dict[Key, list[tuple[Agreement, Guarantee]]] = {}
    known: dict[Key, tuple[str, ...]] = {}
    for agreement, written in index.own_guarantees():
        promise = _with_parts(index.house, written)
        alike = _alike(agreement, promise)
        names = known.get(alike) if alike is not None else None
        if names is None:
            names = tuple(_open_names(index.house, agreement, promise))
            if alike is not None:
                known[alike] = names
        for name in names:
            groups.setdefault(_group(name, agreement, promise), []).append((agreement, promise))
    for group, members in groups.items():
        name = str(group[0])
        seen: set[Key] = set()
        for agreement, promise in members:
            shape = _shape(agreement, promise)
            if shape in seen:
                continue
            seen.add(shape)
            found = _search(index.house, agreement, promise, name)
            if found is not None:
                yield _finding(found, promise, members)
                break
    yield from _several(index)


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
        switches = switches.over(leaf.switches)
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
        return name, agreement.span
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


def _finding(found: _Found, promise: Guarantee, members: list[tuple[Agreement, Guarantee]]) -> Diagnostic:
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
    others = list(dict.fromkeys(g.key for _, g in members if g.span != promise.span))
    if others:
        more = f" and {len(others) - _SHOWN} more" if len(others) > _SHOWN else ""
        notes.append(f"the same is open in {listed(others[:_SHOWN])}{more}")
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


# ---- several misses


def _several(index: Index) -> Iterator[Diagnostic]:
    """Agreements with several credits and no rule for what they come to together."""
    done: set[Span] = set()
    for agreement in index.agreements:
        span = agreement.credit_terms.span if agreement.credit_terms else agreement.span
        if span in done or not agreement.guarantees:
            continue
        done.add(span)
        promise = next((g for g in agreement.promises if g.credit is not None), None)
        if promise is None:
            continue
        left_open = tuple(open_terms(agreement))
        if not left_open:
            continue
        period = period_for(agreement, promise)
        witness = everything_down(agreement, period)
        for terms in left_open:
            found = _owed(index.house, terms, witness, period)
            if len({credit for _, credit in found}) > 1:
                yield _terms_finding(
                    agreement, terms, span, f"in {period.label}, with {witness.told}:", found
                )


def _owed(house: House, terms: OpenTerms, witness: Witness, period: Period) -> list[tuple[str, Money]]:
    """What each side owes, behind its words."""
    found: list[tuple[str, Money]] = []
    for side in terms.sides:
        results = evaluate(side.agreement, witness.facts, period, house.metrics)
        books = Books(claims=(Claim(period.label, None),)) if side.unasked else NO_BOOKS
        above = house.levels_above(side.agreement)
        credit = settle(side.agreement, results, period, above=above, books=books).credit
        if credit is not None:
            found.append((side.words, credit))
    return found


def _terms_finding(
    agreement: Agreement, terms: OpenTerms, span: Span, when: str, found: list[tuple[str, Money]]
) -> Diagnostic:
    amounts = " or ".join(credit.text() for _, credit in found)
    unasked = {side.words for side in terms.sides if side.unasked}
    said = [
        f"`{words}`: {credit.text()}" + (" when nobody asks" if words in unasked else "")
        for words, credit in found
    ]
    return Diagnostic(
        catalogue.OPEN_SWITCH,
        f"`{agreement.key}` owes {amounts}: the agreement does not say {terms.question}",
        (Label(headline(span), "the credit depends on it"),),
        notes=(when, *said),
        help=f"say in `credits {{ … }}` which is meant: {listed((words for words, _ in found), 'or')}",
    )
