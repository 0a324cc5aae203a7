"""Finds agreements that leave open what several misses come to together, and shows what comes of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from sladsl.diagnostics import catalogue
from sladsl.diagnostics.diagnostic import Diagnostic, Label
from sladsl.evaluate.books import NO_BOOKS, Books, Claim
from sladsl.evaluate.credits import settle
from sladsl.evaluate.evaluate import evaluate
from sladsl.evaluate.scenes import LONGEST, Witness, period_for
from sladsl.evaluate.sides import COMBINE, OpenTerms, open_terms
from sladsl.evaluate.witnesses import everything_down
from sladsl.exact.money import Money
from sladsl.exact.periods import Period
from sladsl.model.agreements import Agreement
from sladsl.model.house import House
from sladsl.records import record
from sladsl.rules.facts import Joined, NotLookedAtError
from sladsl.rules.index import Index
from sladsl.rules.say import headline, listed
from sladsl.source import Source, Span


@record
class LeftTerms:
    """What an agreement leaves open; of those that share the terms of one `place` the first is searched."""

    place: Span
    searched: bool
    findings: tuple[Diagnostic, ...]


def facts(index: Index) -> Iterator[LeftTerms]:
    """Every agreement with several credits and no rule for what they come to together."""
    done: set[Span] = set()
    for agreement in index.agreements:
        span = agreement.credit_terms.span if agreement.credit_terms else agreement.span
        if agreement.guarantees:
            first = span not in done
            done.add(span)
            yield LeftTerms(span, first, tuple(_of_terms(index, agreement, span)) if first else ())


def conclude(facts: Sequence[LeftTerms], sources: Mapping[str, Source]) -> Iterator[Diagnostic]:
    """One finding per question and place where credits are agreed, at the first agreement that has them."""
    first: dict[Span, LeftTerms] = {}
    for fact in facts:
        first.setdefault(fact.place, fact)
    for left in first.values():
        if not left.searched:
            raise NotLookedAtError
        yield from left.findings


CHECK = Joined("open terms", (LeftTerms,), facts, conclude, lambda fact: _name_of(fact.place))


def _name_of(place: Span) -> str:
    return f"{place.source.name} {place.start}"


def _of_terms(index: Index, agreement: Agreement, span: Span) -> Iterator[Diagnostic]:
    """What an agreement with several credits and no rule for them can come to together."""
    promise = next((g for g in agreement.promises if g.credit is not None), None)
    if promise is None:
        return
    left_open = [t for t in open_terms(agreement) if t.name != COMBINE or _may_owe_twice(agreement)]
    if left_open:
        period = period_for(agreement, promise)
        if period.length > LONGEST:
            return
        witness = everything_down(agreement, period)
        for terms in left_open:
            found = _owed(index.house, terms, witness, period)
            if len({credit for _, credit in found}) > 1:
                yield _terms_finding(
                    agreement, terms, span, f"in {period.label}, with {witness.told}:", found
                )


def _may_owe_twice(agreement: Agreement) -> bool:
    """Whether there can be two credits in one period, so that it matters what they come to together."""
    return sum(max(1, len(promise.services)) for promise in agreement.promises if promise.credit) > 1


def _owed(house: House, terms: OpenTerms, witness: Witness, period: Period) -> list[tuple[str, Money]]:
    """What each side owes, behind its words."""
    found: list[tuple[str, Money]] = []
    # What was measured is the same on every side: they differ in what is owed for it.
    results = evaluate(terms.sides[0].agreement, witness.facts, period, house.metrics)
    for side in terms.sides:
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
