"""Finds SLAs that are never reviewed, in a house that reviews others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from sladsl.diagnostics import catalogue
from sladsl.diagnostics.diagnostic import Diagnostic, Label
from sladsl.model.agreements import Agreement
from sladsl.records import record
from sladsl.rules.facts import Joined
from sladsl.rules.index import Index
from sladsl.rules.logic.contents import to_be_signed
from sladsl.rules.policy.governed import governed, rules
from sladsl.rules.say import headline
from sladsl.source import Source


@record
class Cadence:
    """How often an SLA in force is reviewed, or what to say where it is never."""

    every: str
    never: Diagnostic | None


def facts(index: Index) -> Iterator[Cadence]:
    """Every SLA with a customer. One that is to be signed is told with all that it lacks, one of which a
    house rule requires a review with that rule."""
    for agreement in index.agreements:
        if agreement.kind != "sla" or agreement.customer is None or index.over(agreement):
            continue
        if agreement.review is not None:
            yield Cadence(agreement.review.text(), None)
        elif not to_be_signed(agreement) and not any(c.topic == "review" for c in agreement.clauses):
            yield Cadence("", None if _is_required(index, agreement) else _finding(agreement))


def _is_required(index: Index, agreement: Agreement) -> bool:
    wanted = (policy for policy, item in rules(index, "require") if "review" in item.names)
    return any(agreement is each for policy in wanted for each in governed(index, policy))


def _conclude(facts: Sequence[Cadence], sources: Mapping[str, Source]) -> Iterable[Diagnostic]:
    if any(fact.every for fact in facts):  # a house that reviews nothing yet is a sketch
        for fact in facts:
            if fact.never is not None:
                yield fact.never


CHECK = Joined("never reviewed", (Cadence,), facts, _conclude)


def _finding(agreement: Agreement) -> Diagnostic:
    return Diagnostic(
        catalogue.REVIEW_DUE,
        f"`{agreement.key}` is never reviewed, and other agreements of the house are",
        (Label(headline(agreement.span), "no `review` in it"),),
        help="say how often, as in `review every 12 months`",
    )
