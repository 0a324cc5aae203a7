"""Finds needed services that two agreements could carry while nobody says which one does."""

from __future__ import annotations

from collections.abc import Iterator

from sladsl.diagnostics import catalogue
from sladsl.diagnostics.diagnostic import Diagnostic, Label
from sladsl.model.agreements import Agreement
from sladsl.model.supports import Term, overlap
from sladsl.rules.compare import topic
from sladsl.rules.index import Index
from sladsl.rules.say import headline, listed


def check(index: Index) -> Iterator[Diagnostic]:
    """One finding per agreement and needed service with two candidates for the same promise at once."""
    contested = {key for key, offers in index.offers.items() if len(offers) > 1}
    for agreement in index.agreements:
        if agreement.provider is None:
            continue
        own, buyer = tuple(s.key for s in agreement.services), agreement.provider.party.key
        for service in index.needed(own):
            if service in own or (service, buyer) not in contested:
                continue
            candidates = index.unnamed_supports(agreement, service)
            rivals = _rivals(index, agreement, service, candidates) if len(candidates) > 1 else ()
            if rivals:
                names = [rival.key for rival in rivals]
                yield Diagnostic(
                    catalogue.AMBIGUOUS_SUPPORT,
                    f"{listed(names)} {'both' if len(names) == 2 else 'all'} cover `{service}`, which "
                    f"`{agreement.key}` needs, and none of them is chosen",
                    (
                        Label(headline(agreement.span), f"needs `{service}`"),
                        *(Label(headline(rival.span), f"covers `{service}`") for rival in rivals),
                    ),
                    help=f"write `relies on {names[0]}` in `{agreement.key}`, or whichever carries it",
                )


def _rivals(
    index: Index, agreement: Agreement, service: str, candidates: tuple[Agreement, ...]
) -> tuple[Agreement, ...]:
    """The first candidate that has a rival, and its rivals: same promise, at the same time."""
    term = index.term(agreement)
    offers = [
        (
            candidate,
            {topic(g) for g in candidate.guarantees if any(s.key == service for s in g.services)},
            overlap(index.term(candidate), term),
        )
        for candidate in candidates
    ]
    for i, (first, topics, days) in enumerate(offers):
        found = [
            other
            for other, theirs, other_days in offers[i + 1 :]
            if topics & theirs and _meet(days, other_days) and not index.related(first, other)
        ]
        if found:
            return (first, *found)
    return ()


def _meet(left: Term | None, right: Term | None) -> bool:
    return left is not None and right is not None and overlap(left, right) is not None
