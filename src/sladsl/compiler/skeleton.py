"""What a file has to do with other files, so that a change in one tells which others it bears upon.

A file stands on those that it imports, and on those that give what it asks for: an agreement asks for whoever
may support it without being named, and for whoever promises the same to the same customer.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from sys import intern
from typing import TYPE_CHECKING

from sladsl.records import record

if TYPE_CHECKING:
    from sladsl.model.agreements import Agreement
    from sladsl.model.house import House
    from sladsl.model.supports import Supports


@record
class Skeleton:
    """A file by the names in it. `imports` are paths, `under` the keys of agreements that are levels above
    those in the file; `gives` and `asks` meet where they are equal; with `rules` it holds house rules, which
    are for every agreement."""

    imports: tuple[str, ...]
    names: tuple[str, ...]
    agreements: tuple[str, ...] = ()
    under: tuple[str, ...] = ()
    gives: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()
    rules: bool = False


def skeletons(house: House, supports: Supports, wanted: Iterable[str]) -> dict[str, Skeleton]:
    """The skeletons of those files of a house; what they import has to be in it."""
    by_file: defaultdict[str, list[Agreement]] = defaultdict(list)
    for agreement in house.agreements.values():
        by_file[agreement.span.source.name].append(agreement)
    rules = {policy.span.source.name for policy in house.policies.values()}
    found: dict[str, Skeleton] = {}
    for path in wanted:
        agreements = by_file.get(path, [])
        found[path] = Skeleton(
            house.imports[path],
            house.names[path],
            tuple(a.key for a in agreements),
            tuple(dict.fromkeys(a.under for a in agreements if a.under is not None)),
            tuple(dict.fromkeys(intern(key) for a in agreements for key in _gives(a))),
            tuple(dict.fromkeys(intern(key) for a in agreements for key in _asks(supports, a))),
            path in rules,
        )
    return found


def _gives(agreement: Agreement) -> Iterator[str]:
    provider, customer = agreement.provider, agreement.customer
    if customer is None:
        return
    inside = provider is not None and provider.party.key == customer.party.key
    # An SLA inside one organisation supports nothing: an SLA stands only on those of other providers.
    if agreement.kind != "sla" or not inside:
        for service in agreement.services:
            yield f"offer {service.key} {customer.party.key}"
    yield from _pairs(agreement)


def _asks(supports: Supports, agreement: Agreement) -> Iterator[str]:
    if agreement.provider is None:
        return
    promised = (service for promise in agreement.promises for service in promise.services)
    services = dict.fromkeys(s.key for s in (*agreement.services, *promised))
    for service in supports.needed(tuple(services)):
        yield f"offer {service} {agreement.provider.party.key}"
    yield from _pairs(agreement)


def _pairs(agreement: Agreement) -> Iterator[str]:
    """The agreements of one kind between the same two, by service: of these two may be in force at once."""
    provider, customer = agreement.provider, agreement.customer
    if provider is not None and customer is not None:
        kind = "sla" if agreement.kind == "sla" else "support"
        for guarantee in agreement.guarantees:
            for service in guarantee.services:
                yield f"{kind} {service.key} {provider.party.key} {customer.key}"


class Links:
    """Which file stands on which, downward and upward."""

    def __init__(self, files: Mapping[str, Skeleton]) -> None:
        self._files = files
        self._givers: defaultdict[str, list[str]] = defaultdict(list)
        self._askers: defaultdict[str, list[str]] = defaultdict(list)
        self._importers: defaultdict[str, list[str]] = defaultdict(list)
        for path, file in files.items():
            for key in file.gives:
                self._givers[key].append(path)
            for key in file.asks:
                self._askers[key].append(path)
            for lower in file.imports:
                self._importers[lower].append(path)

    def downward(self, start: Iterable[str]) -> set[str]:
        """The files, and all that they stand on."""
        return _closed(start, self._below)

    def upward(self, start: Iterable[str]) -> set[str]:
        """The files, and all that stand on them."""
        return _closed(start, self._above)

    def _below(self, path: str) -> Iterator[str]:
        file = self._files.get(path)
        if file is not None:
            yield from (each for each in file.imports if each in self._files)
            for key in file.asks:
                yield from self._givers.get(key, ())

    def _above(self, path: str) -> Iterator[str]:
        file = self._files.get(path)
        if file is not None:
            yield from self._importers.get(path, ())
            for key in file.gives:
                yield from self._askers.get(key, ())


def imported(files: Mapping[str, Skeleton], start: Iterable[str]) -> set[str]:
    """The files, and all that they import."""
    return _closed(start, lambda path: files[path].imports if path in files else ())


def _closed(start: Iterable[str], links: Callable[[str], Iterable[str]]) -> set[str]:
    found = set(start)
    waiting = list(found)
    while waiting:
        for each in links(waiting.pop()):
            if each not in found:
                found.add(each)
                waiting.append(each)
    return found
