"""Checks that an agreement says what every agreement of its kind has to say before it is signed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from sladsl.diagnostics import catalogue
from sladsl.diagnostics.diagnostic import Diagnostic, Label
from sladsl.model.agreements import Agreement
from sladsl.rules.index import Index
from sladsl.rules.logic.contents import Item, missing_contents, to_be_signed
from sladsl.rules.policy.governed import governed, rules
from sladsl.rules.say import headline, joined, listed

_SHOWN = 4
_WRITE = {
    "provider": "`provider` with the party that promises",
    "customer": "`customer` with the party that is promised something",
    "effective": "`effective` with the first day, such as `effective 2027-01-01`",
}


def check(index: Index) -> Iterator[Diagnostic]:
    """One finding per agreement; a level that others are under may leave all but the provider to them.

    Who promises whom since when is asked of every SLA, even of a sketch. That of the other kinds, and all
    the rest, is asked of an agreement that speaks of law, approval, signatures or clauses of its own, and
    so is meant to be signed.
    """
    required = _required(index)
    for agreement in index.agreements:
        left_below = agreement.level == "corporate" or (
            agreement.customer is None and agreement.key in index.has_levels_below
        )
        words = _words(agreement, left_below)
        signed = to_be_signed(agreement)
        items: tuple[Item, ...] = ()
        if signed and not left_below:
            items = tuple(missing_contents(agreement, frozenset(required[agreement.key])))
        if items:
            yield _incomplete(agreement, words, items)
        elif words and (signed or agreement.kind == "sla"):
            yield Diagnostic(
                catalogue.INCOMPLETE_AGREEMENT,
                f"`{agreement.key}` has no {listed(words, 'or')}",
                (Label(headline(agreement.span), "incomplete as an agreement"),),
                help="add " + ", ".join(_WRITE[word] for word in words),
            )


def _required(index: Index) -> Mapping[str, set[str]]:
    """What house rules require, by agreement: where that is missing it is found there."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for policy, item in rules(index, "require"):
        for agreement in governed(index, policy):
            found[agreement.key].update(item.names)
    return found


def _words(agreement: Agreement, left_below: bool) -> list[str]:
    """Which of the three statements without which it is no agreement are missing."""
    given = {"provider": agreement.provider is not None}
    if not left_below:
        given["customer"] = agreement.customer is not None
        given["effective"] = agreement.effective is not None
    return [word for word, there in given.items() if not there]


def _incomplete(agreement: Agreement, words: list[str], items: tuple[Item, ...]) -> Diagnostic:
    said = [*(f"`{word}`" for word in words), *(item.what for item in items)]
    if len(said) > _SHOWN + 1:
        said = [*said[:_SHOWN], f"{len(said) - _SHOWN} things more"]
    return Diagnostic(
        catalogue.INCOMPLETE_AGREEMENT,
        f"`{agreement.key}` does not say {joined(said, 'or')}",
        (Label(headline(agreement.span), "incomplete as an agreement"),),
        (
            *(f"{word}: add {_WRITE[word]}" for word in words),
            *(f"{item.what}: {item.statement}" for item in items),
        ),
        help="add these lines here or in a level above, or accept that they are missing with "
        '`silence incomplete-agreement "…"`',
    )
