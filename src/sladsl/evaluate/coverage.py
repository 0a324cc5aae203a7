"""What no scenario exercises: promises, rows of credit, exclusions, switches and limits.

A promise is exercised when something is expected of it by name and it came to a result; a row when it
applied. A choice (an exclusion, a switch, a limit) is exercised when a scenario comes to something else
once the choice is made otherwise: then, and only then, the scenarios hold it in place.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from sladsl.evaluate.credits import settle
from sladsl.evaluate.evaluate import evaluate
from sladsl.evaluate.facts import ServiceFacts
from sladsl.evaluate.otherwise import (
    Choice,
    measured_choices,
    paid_choices,
    terms_choices,
    within_reach,
)
from sladsl.evaluate.results import Result, State, Statement
from sladsl.evaluate.scenarios import ScenarioOutcome
from sladsl.exact.money import Money
from sladsl.model.agreements import Agreement, Guarantee
from sladsl.model.house import House
from sladsl.model.metrics import Metric, TimeBetween
from sladsl.model.written import tier_text
from sladsl.records import record, replace
from sladsl.source import Span

KINDS = ("guarantee", "credit row", "bonus row", "exclusion", "switch", "limit")


@record
class CoverageItem:
    """Something a scenario can exercise: where it is declared, and whether one does.

    `agreement` is the first that has it, `guarantee` the promise it belongs to, empty for the terms of
    all credits. Promises made from one template, or inherited, are one.
    """

    agreement: str
    guarantee: str
    kind: str
    what: str
    span: Span
    covered: bool


@record
class Coverage:
    """All items in source order; `beyond` are promises that need signals that no scenario tells, each as
    `Keskola.speed`."""

    items: tuple[CoverageItem, ...]
    beyond: tuple[str, ...]

    def count(self, kind: str) -> tuple[int, int]:
        """How many items of the kind are exercised, of how many."""
        mine = [item.covered for item in self.items if item.kind == kind]
        return sum(mine), len(mine)


_Key = tuple[str, str, str, Span]
_DECIDED = (State.MET, State.MISSED, State.UNDEFINED)


def coverage(house: House, outcomes: Sequence[ScenarioOutcome], paths: Iterable[str]) -> Coverage:
    """What the scenarios that were run exercise of the agreements declared in the files `paths`."""
    files = frozenset(paths)
    items: dict[_Key, CoverageItem] = {}
    beyond: dict[tuple[str, Span], str] = {}
    told = _told(outcomes)
    for agreement in house.agreements.values():
        if agreement.span.source.name in files:
            for item in _items(agreement, house.metrics, told):
                items.setdefault(_key(item), item)
            for promise in agreement.guarantees:
                if not _reached(promise, house.metrics, told):
                    beyond.setdefault((promise.key, promise.span), f"{agreement.key}.{promise.key}")
    missing = set(items)
    for outcome in outcomes:
        if outcome.statement is not None:
            for key in _exercised(house, outcome, outcome.statement, missing):
                missing.discard(key)
    made = (replace(item, covered=key not in missing) for key, item in items.items())
    return Coverage(tuple(made), tuple(beyond.values()))


def _key(item: CoverageItem) -> _Key:
    # A row or limit that stands once for a whole table is one item.
    promise = "" if item.kind in ("credit row", "bonus row", "limit") else item.guarantee
    return item.kind, promise, item.what, item.span


def _told(outcomes: Sequence[ScenarioOutcome]) -> frozenset[tuple[str, Span]]:
    """The promises that came to a result in any scenario."""
    results = (r for o in outcomes if o.statement is not None for r in o.statement.results)
    return frozenset((r.guarantee.key, r.guarantee.span) for r in results if r.state in _DECIDED)


def _reached(promise: Guarantee, metrics: Mapping[str, Metric], told: frozenset[tuple[str, Span]]) -> bool:
    """Whether outages and tickets decide a promise, or some scenario told the signals that do."""
    return within_reach(promise.metric, metrics) or (promise.key, promise.span) in told


def _items(
    agreement: Agreement, metrics: Mapping[str, Metric], told: frozenset[tuple[str, Span]]
) -> Iterator[CoverageItem]:
    for promise in agreement.guarantees:
        if not _reached(promise, metrics, told):
            continue
        yield CoverageItem(agreement.key, promise.key, "guarantee", promise.key, promise.span, False)
        for kind, what, span in _rows(promise):
            yield CoverageItem(agreement.key, promise.key, kind, what, span, False)
        for choice in (*measured_choices(promise), *paid_choices(promise)):
            yield CoverageItem(agreement.key, promise.key, choice.kind, choice.what, choice.span, False)
    for term in terms_choices(agreement):
        yield CoverageItem(agreement.key, "", "limit", term.what, term.span, False)


def _rows(promise: Guarantee) -> Iterator[tuple[str, str, Span]]:
    for kind, scheme in (("credit row", promise.credit), ("bonus row", promise.bonus)):
        if scheme is not None:
            for tier in scheme.tiers:
                yield kind, tier_text(tier), tier.span
            if scheme.single is not None:
                yield kind, "missed" if kind == "credit row" else "met", scheme.span


def _exercised(
    house: House, outcome: ScenarioOutcome, statement: Statement, missing: set[_Key]
) -> Iterator[_Key]:
    """The items of `missing` that one scenario exercises."""
    by_name = (c for c in outcome.checks if c.expectation.what not in ("credit", "bonus"))
    named = {id(r) for c in by_name for r in c.results}
    for result in statement.results:
        promise = result.guarantee
        if id(result) in named and result.state in _DECIDED:
            yield "guarantee", promise.key, promise.key, promise.span
        for tier, kind in ((result.tier, "credit row"), (result.bonus_tier, "bonus row")):
            if tier is not None:
                yield kind, "", tier_text(tier), tier.span
        if result.state is State.MISSED and promise.credit is not None and promise.credit.single is not None:
            yield "credit row", "", "missed", promise.credit.span
        if result.state is State.MET and promise.bonus is not None and promise.bonus.single is not None:
            yield "bonus row", "", "met", promise.bonus.span
        if _touched(result, outcome):
            yield from _measured(house, outcome, statement, result, missing)
    if _nonzero(statement.credit) or _nonzero(statement.bonus):
        yield from _paid(house, outcome, statement, missing)


def _touched(result: Result, outcome: ScenarioOutcome) -> bool:
    """Whether anything happened that the promise could depend on; without it no choice matters."""
    if isinstance(result.guarantee.metric.formula, TimeBetween) or result.service is None:
        return bool(outcome.facts.cases) or any(_happened(s) for s in outcome.facts.services.values())
    return bool(outcome.facts.cases) or _happened(outcome.facts.of(result.service))


def _happened(service: ServiceFacts) -> bool:
    return any(
        (service.down, service.unknown, service.deployed, service.samples, service.totals, service.resources)
    )


def _measured(
    house: House, outcome: ScenarioOutcome, statement: Statement, result: Result, missing: set[_Key]
) -> Iterator[_Key]:
    promise = result.guarantee
    for choice in measured_choices(promise):
        key = (choice.kind, promise.key, choice.what, choice.span)
        if key not in missing:
            continue
        others = _evaluated(house, statement.agreement, choice, outcome, result)
        if any((r.state, r.compared) != (result.state, result.compared) for r in others):
            yield key


def _evaluated(
    house: House, agreement: Agreement, choice: Choice, outcome: ScenarioOutcome, result: Result
) -> tuple[Result, ...]:
    alone = replace(agreement, guarantees=(choice.other,), inherited=())
    results = evaluate(alone, outcome.facts, result.period, house.metrics)
    return tuple(r for r in results if r.service == result.service)


def _paid(house: House, outcome: ScenarioOutcome, statement: Statement, missing: set[_Key]) -> Iterator[_Key]:
    agreement, period = statement.agreement, statement.period
    above, books = house.levels_above(agreement), outcome.facts.books

    def differs(other: Statement) -> bool:
        if (other.credit, other.bonus) != (statement.credit, statement.bonus):
            return True
        return [o.amount for o in other.owed] != [o.amount for o in statement.owed]

    for term in terms_choices(agreement):
        key = ("limit", "", term.what, term.span)
        if key in missing:
            changed = replace(agreement, credit_terms=term.other)
            if differs(settle(changed, statement.results, period, outcome.history, above=above, books=books)):
                yield key
    for result in statement.results:
        for choice in paid_choices(result.guarantee) if result.state is State.MISSED else ():
            key = ("limit", "", choice.what, choice.span)
            if key not in missing:
                continue
            new = _evaluated(house, agreement, choice, outcome, result)
            results = tuple(n for r in statement.results for n in (new if r is result else [r]))
            if differs(settle(agreement, results, period, outcome.history, above=above, books=books)):
                yield key


def _nonzero(amount: Money | None) -> bool:
    return amount is not None and amount.amount != 0
