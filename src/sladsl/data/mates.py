"""Reads what other agreements that share a cap came to, whether or not they were asked for."""

from __future__ import annotations

from collections.abc import Sequence

from sladsl.data.bindings import Bindings
from sladsl.data.gather import Served, gather
from sladsl.data.store import Store
from sladsl.diagnostics.diagnostic import Diagnostic
from sladsl.evaluate.books import Books
from sladsl.evaluate.labels import results_labelled
from sladsl.evaluate.mates import Mates
from sladsl.evaluate.results import Result
from sladsl.exact.periods import Period
from sladsl.model.agreements import Agreement
from sladsl.model.house import House


def mates_of(
    house: House, given: Bindings, store: Store | None, served: Served | None, found: list[Diagnostic]
) -> Mates:
    """The agreements of a house that share caps, by the same data; what is wrong in it goes into `found`."""

    def read(agreement: Agreement, periods: Sequence[Period]) -> list[tuple[tuple[Result, ...], Books]]:
        made: list[tuple[tuple[Result, ...], Books]] = []
        last = max(periods, key=lambda p: p.end)
        # Files tell of all periods at once, servers of each by itself.
        whole = None if given.servers else gather(agreement, last, given, store, house=house)
        for period in periods:
            own = whole or gather(agreement, period, given, store, served=served, house=house)
            found.extend(each for each in own.found if each not in found)
            results = results_labelled(house, agreement, own.facts, period.label, period)
            made.append((results, own.facts.books))
        return made

    return Mates(house, read)
