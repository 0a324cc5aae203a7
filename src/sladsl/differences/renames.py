"""Which agreements and promises of the new version are those of the old one under another name."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping

from sladsl.differences.meaning import meaning
from sladsl.differences.promises import Pair
from sladsl.model.agreements import (
    Agreement,
    ChainHandover,
    ChainNode,
    ChainStep,
    Handling,
    Report,
    Termination,
)
from sladsl.model.catalogue import PartyUse
from sladsl.model.house import House
from sladsl.records import record, replace


@record
class Renames:
    """Old names by new ones: of agreements, and of promises by their agreement's new key and their own.

    What refers to something by its name is told as before as long as it refers to the same thing.
    """

    agreements: Mapping[str, str]
    promises: Mapping[tuple[str, str], str]

    def agreement(self, key: str) -> str:
        """What an agreement was called before."""
        return self.agreements.get(key, key)

    def handling(self, handling: Handling) -> Handling:
        """The same steps under the names they had."""
        return replace(handling, chain=self._chain(handling.chain))

    def as_after(self, chain: ChainNode) -> ChainNode:
        """Steps of the old version under the names they have now."""
        agreements = {was: now for now, was in self.agreements.items()}
        promises = {(self.agreement(key), was): now for (key, now), was in self.promises.items()}
        return Renames(agreements, promises)._chain(chain)

    def _chain(self, node: ChainNode) -> ChainNode:
        if isinstance(node, ChainStep):
            promise = self.promises.get((node.agreement, node.guarantee), node.guarantee)
            return replace(node, agreement=self.agreement(node.agreement), guarantee=promise)
        if isinstance(node, ChainHandover):
            return node
        return replace(node, left=self._chain(node.left), right=self._chain(node.right))

    def report(self, agreement: str, report: Report) -> Report:
        """The same report of an agreement, its promises under the names they had."""
        names = (self.promises.get((agreement, name), name) for name in report.guarantees)
        return replace(report, guarantees=tuple(sorted(names)))

    def termination(self, agreement: str, one: Termination) -> Termination:
        """The same way out of an agreement, its promise under the name it had."""
        name = one.guarantee
        return one if name is None else replace(one, guarantee=self.promises.get((agreement, name), name))


def renamed_agreements(old: House, new: House) -> dict[str, str]:
    """The old key of every agreement that has another one now.

    It is the only one between the same sides that promises the same; the title decides where several do, and
    does alone where the promises changed, too.
    """
    gone = [a for a in old.agreements.values() if a.key not in new.agreements]
    come = [a for a in new.agreements.values() if a.key not in old.agreements]
    found: dict[str, str] = {}
    for shape in (_whole, _promised, _headed):
        before, after = _only(gone, shape), _only(come, shape)
        for key in after.keys() & before.keys():
            found[after[key].key] = before[key].key
        gone = [a for a in gone if a.key not in found.values()]
        come = [a for a in come if a.key not in found]
    return {a.key: found[a.key] for a in new.agreements.values() if a.key in found}


def _only(
    agreements: Iterable[Agreement], shape: Callable[[Agreement], Hashable]
) -> dict[Hashable, Agreement]:
    """Those that are alone in their shape, by it; None is no shape."""
    groups: dict[Hashable, list[Agreement]] = {}
    for agreement in agreements:
        groups.setdefault(shape(agreement), []).append(agreement)
    return {key: group[0] for key, group in groups.items() if key is not None and len(group) == 1}


def _whole(agreement: Agreement) -> Hashable:
    return *_sides(agreement), agreement.title.plain(), _promises(agreement)


def _promised(agreement: Agreement) -> Hashable:
    return (*_sides(agreement), _promises(agreement)) if agreement.promises else None


def _headed(agreement: Agreement) -> Hashable:
    return *_sides(agreement), agreement.title.plain()


def _sides(agreement: Agreement) -> tuple[str, str, str]:
    return agreement.kind, _key(agreement.provider), _key(agreement.customer)


def _key(use: PartyUse | None) -> str:
    return use.key if use is not None else ""


def _promises(agreement: Agreement) -> Hashable:
    return tuple(
        sorted(
            repr((g.metric.key, g.priority.name if g.priority else "", meaning(g.target)))
            for g in agreement.promises
        )
    )


def renamed_promises(paired: Mapping[str, Iterable[Pair]]) -> dict[tuple[str, str], str]:
    """The old name of every promise that has another one now, by the agreement's new key; also of tables.

    A name that now stands for several of the old ones has none.
    """
    found: dict[tuple[str, str], set[str]] = {}
    for agreement, pairs in paired.items():
        for now, then in _names(pairs):
            found.setdefault((agreement, now), set()).add(then)
    return {key: then for key, (then, *more) in found.items() if not more and then != key[1]}


def _names(pairs: Iterable[Pair]) -> Iterator[tuple[str, str]]:
    for pair in pairs:
        if pair.old is not None and pair.new is not None:
            before, after = pair.old.guarantee, pair.new.guarantee
            yield after.key, before.key
            if after.name != after.key and before.name != before.key:
                yield after.name, before.name
