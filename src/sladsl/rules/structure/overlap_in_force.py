"""Finds two agreements of the same parties that promise the same thing on the same days."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterator

from sladsl.diagnostics import catalogue
from sladsl.diagnostics.diagnostic import Diagnostic, Label
from sladsl.evaluate.base import hours_of
from sladsl.exact.intervals import intersection
from sladsl.model.agreements import Agreement, Guarantee
from sladsl.model.supports import Term, days_text, overlap
from sladsl.model.written import measurand, target_text
from sladsl.prove.horizon import instants
from sladsl.rules.compare import topic
from sladsl.rules.index import Index, hours_key
from sladsl.rules.say import headline

_MOST_OPEN = 8


def check(index: Index) -> Iterator[Diagnostic]:
    """One finding per pair of agreements in force at once without a level between them.

    Terms are taken as stated: a contract that could renew is not in the way of its successor.
    """
    promises: defaultdict[Hashable, list[tuple[Term, Agreement, Guarantee]]] = defaultdict(list)
    for agreement in index.house.agreements.values():
        if agreement.provider is None or agreement.customer is None:
            continue
        parties = (agreement.kind == "sla", agreement.provider.party.key, agreement.customer.key)
        for guarantee in agreement.guarantees:
            for service in guarantee.services:
                promises[parties, service.key, topic(guarantee)].append(
                    (index.term(agreement), agreement, guarantee)
                )
    told: set[tuple[str, str]] = set()
    for same in promises.values():
        if len(same) < 2:
            continue
        same.sort(key=lambda entry: (entry[0], entry[1].key))
        running: list[tuple[Term, Agreement, Guarantee]] = []
        for entry in same:
            running = [other for other in running if other[0][1] >= entry[0][0]][-_MOST_OPEN:]
            for other in running:
                pair = (other[1].key, entry[1].key)
                if pair[0] == pair[1] or pair in told or index.related(other[1], entry[1]):
                    continue
                if _at_other_hours(other, entry):
                    continue
                told.add(pair)
                if index.turn_to(entry[1]):
                    yield _finding(other, entry)
            running.append(entry)


def _at_other_hours(
    earlier: tuple[Term, Agreement, Guarantee], later: tuple[Term, Agreement, Guarantee]
) -> bool:
    """Whether the two promises never hold at the same instant: one by day, one by night."""
    days = overlap(earlier[0], later[0])
    left, right = (hours_key(agreement, guarantee) for _, agreement, guarantee in (earlier, later))
    if days is None or left == right or "always" in (left, right):
        return False
    first, end = instants(days, later[1].zone)
    return not intersection(
        *(hours_of(guarantee, agreement, first, end) for _, agreement, guarantee in (earlier, later))
    )


def _finding(
    earlier: tuple[Term, Agreement, Guarantee], later: tuple[Term, Agreement, Guarantee]
) -> Diagnostic:
    days = overlap(earlier[0], later[0]) or later[0]
    old, new = earlier[2], later[2]
    values = (
        f"both say `{target_text(new)}`"
        if target_text(old) == target_text(new)
        else f"`{target_text(old)}` and `{target_text(new)}`"
    )
    labels = [
        _label(later[1], f"`{later[1].key}` is in force{days_text(later[0]) or ' at all times'}"),
        _label(earlier[1], f"`{earlier[1].key}` is in force{days_text(earlier[0]) or ' at all times'}"),
        Label(new.target_span, f"promised by `{later[1].key}`"),
        Label(old.target_span, f"promised by `{earlier[1].key}`"),
    ]
    service = next((s.key for s in new.services if any(s.key == o.key for o in old.services)), "")
    return Diagnostic(
        catalogue.OVERLAP_IN_FORCE,
        f"`{earlier[1].key}` and `{later[1].key}` both promise `{measurand(new)}` of `{service}` to the same "
        f"customer{days_text(days)}: {values}",
        tuple(labels),
        help="end one before the other begins, or put one `under` the other, so that one of them counts",
    )


def _label(agreement: Agreement, text: str) -> Label:
    return Label(agreement.effective.span if agreement.effective else headline(agreement.span), text)
