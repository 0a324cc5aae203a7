"""What failures of suppliers cost before and after: credits to customers, what comes back, and who gains."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import TypeAlias

from sladsl.differences.change import Change, Due, Stake
from sladsl.differences.gains import gains
from sladsl.differences.renames import Renames
from sladsl.model.agreements import Agreement
from sladsl.records import record, replace
from sladsl.rules.index import Index
from sladsl.rules.money.bills import NOTHING, Bill
from sladsl.rules.money.exposure import what_fails
from sladsl.rules.money.failures import Failure, Owed, Recovered, facts, failures_of, outside, owed_while_down
from sladsl.rules.money.scenarios import Scenario, by_currency, by_share, in_length, lengths_of, worst_case
from sladsl.rules.money.stretches import Stretch

_Key: TypeAlias = tuple[str, str, str]
"""What fails, by new names: the supplier's agreement, and the service that is down or the late promise."""
_Length: TypeAlias = tuple[Stretch, str]
"""How long it fails, and the currency of what is owed."""
_WORDS = frozenset(("title", "clause", "measure"))
"""Kinds of changes that no amount hangs on."""


def stakes(old: Index, new: Index, renames: Renames, changes: Iterable[Change]) -> Iterator[Stake]:
    """Every failure of a supplier that comes to something else than before, in the order of the suppliers.

    Both versions are held against each other over the same lengths of time, also where a promise has another
    period now. Only what a change can have touched is worked out: failures of the agreements that it holds
    in, and of those under them.
    """
    changed = {key for change in changes if change.kind not in _WORDS for key in change.agreements}
    if not changed:
        return
    now_of = {was: now for now, was in renames.agreements.items()}
    below_old = _below(old, {renames.agreement(key) for key in changed})
    below_new = _below(new, changed) | {now_of.get(key, key) for key in below_old}
    below_old |= {renames.agreement(key) for key in below_new}
    promises = {(renames.agreement(now), was): name for (now, name), was in renames.promises.items()}
    before, after = _version(old, below_old, now_of, promises), _version(new, below_new, {}, {})
    for one, two in _matched(before, after):
        yield from _between(before, one, after, two)


def _below(index: Index, keys: Container[str]) -> set[str]:
    """These agreements with the levels below them, and all that supports them."""
    found: set[str] = set()
    for agreement in index.house.agreements.values():
        if agreement.key in keys or any(a.key in keys for a in index.house.levels_above(agreement)):
            found.add(agreement.key)
            found.update(lower.key for lower in index.supports(agreement))
    return found


# ---- one version


@record(eq=False)
class _Version:
    """What can fail in one version, what is then owed in each currency, and what is paid back.

    `now_of` and `was_of` are the new names of its agreements and the way back.
    """

    index: Index
    now_of: Mapping[str, str]
    was_of: Mapping[str, str]
    failures: Mapping[_Key, Sequence[Failure]]
    owed: Mapping[Failure, Mapping[str, Sequence[Owed]]]
    backs: Mapping[Failure, Bill]

    def lengths(self, key: _Key | None) -> Iterator[_Length]:
        """How long a failure lasts, by itself."""
        for failure in self.failures[key] if key is not None else ():
            for currency, owed in self.owed.get(failure, {}).items():
                for stretch in lengths_of(failure, owed):
                    yield stretch, currency

    def worst(self, key: _Key | None, over: _Length) -> Scenario | None:
        """The worst case of all promises that are missed by a failure of that length."""
        found: list[Scenario] = []
        for failure in self.failures[key] if key is not None else ():
            owed = self.owed.get(failure, {}).get(over[1])
            made = worst_case(failure, owed, self.backs.get(failure), over[0]) if owed else None
            if made is not None:
                found.append(made)
        return min(found, key=by_share, default=None)

    def agreement(self, now: str) -> Agreement | None:
        """The agreement that has this name in the new version."""
        return self.index.house.agreements.get(self.was_of.get(now, now))

    def buyer(self, key: _Key) -> str:
        """Whom the supplier promises it to."""
        agreement = self.agreement(key[0])
        return agreement.customer.party.key if agreement is not None and agreement.customer else ""

    def due(self, scenario: Scenario) -> Due:
        """What a scenario comes to, by new names."""
        owed = tuple((self.now_of.get(each.upper, each.upper), size) for each, size in scenario.owed)
        back = None if scenario.back is None else (scenario.back.measure, scenario.back.size)
        lower = scenario.failure.lower
        return Due(self.now_of.get(lower, lower), owed, _plain(back, scenario.currency), scenario.example)

    def without(self, key: _Key | None, other: Scenario, uppers: Iterable[str]) -> Due | None:
        """The side that `other` lacks in this version, where these agreements owe nothing by this failure.

        Where nobody promises the service any longer, or did before, it can fail all the same. None where
        another supplier stands for it, whose failure is told by itself.
        """
        service, agreements = other.failure.service, [a for a in map(self.agreement, uppers) if a is not None]
        own = self.was_of.get(key[0], key[0]) if key is not None else ""
        if service and any(self._promised(service, agreement, own) for agreement in agreements):
            return None
        if key is not None:
            return self._only_back(key, other)
        nothing = Due("", (), (other.currency, Fraction(0)), "")
        if not service:
            return nothing  # where no case waits for that step, its delay costs nothing
        owed = by_currency(list(owed_while_down(self.index, other.failure, agreements))).get(other.currency)
        made = worst_case(other.failure, owed, NOTHING, other.stretch) if owed else None
        return nothing if made is None else replace(self.due(made), supplier="")

    def _promised(self, service: str, upper: Agreement, but: str) -> bool:
        """Whether a supplier promises a service to whoever makes an agreement, beside the one agreement."""
        return any(
            failure.service == service
            for lower in self.index.supports(upper)
            if lower.key != but and outside(upper, lower)
            for failure, _ in failures_of(lower)
        )

    def _only_back(self, key: _Key, other: Scenario) -> Due:
        """What the supplier pays where nobody is owed anything."""
        bill = next((self.backs[f] for f in self.failures[key] if f in self.backs), None)
        size = (
            bill.over(other.stretch, other.shape) if bill is not None and bill.fits(other.stretch) else None
        )
        back = (bill.measure, size) if bill is not None and size is not None else None
        return Due(key[0], (), _plain(back, other.currency), "")


def _plain(back: tuple[str, Fraction] | None, currency: str) -> tuple[str, Fraction] | None:
    """Nothing is nothing in any measure."""
    return (currency, Fraction(0)) if back is not None and not back[1] else back


def _version(
    index: Index, below: Container[str], now_of: Mapping[str, str], promises: Mapping[tuple[str, str], str]
) -> _Version:
    failures: dict[_Key, list[Failure]] = {}
    for agreement in index.house.agreements.values():
        for failure, _ in failures_of(agreement) if agreement.key in below else ():
            lower = failure.lower
            late = "" if failure.service else promises.get((lower, failure.name), failure.name)
            failures.setdefault((now_of.get(lower, lower), failure.service, late), []).append(failure)
    owed: dict[Failure, list[Owed]] = {}
    backs: dict[Failure, Bill] = {}
    for fact in facts(index, below):
        if isinstance(fact, Recovered):
            backs[fact.failure] = fact.bill
        else:
            owed.setdefault(fact.failure, []).append(fact)
    by_measure = {failure: by_currency(each) for failure, each in owed.items()}
    was_of = {now: was for was, now in now_of.items()}
    return _Version(index, now_of, was_of, failures, by_measure, backs)


# ---- both


def _matched(old: _Version, new: _Version) -> Iterator[tuple[_Key | None, _Key | None]]:
    """The same failures of both versions: of the same supplier, else of the only one who took its place."""
    gone, come = _outages(old, new.failures), _outages(new, old.failures)
    instead = {
        after[0]: before[0]
        for alike, after in come.items()
        if len(after) == 1 and len(before := gone.get(alike, ())) == 1
    }
    replaced = set(instead.values())
    for key in new.failures:
        yield key if key in old.failures else instead.get(key), key
    for key in old.failures:
        if key not in new.failures and key not in replaced:
            yield key, None


def _outages(version: _Version, other: Container[_Key]) -> Mapping[tuple[str, str], Sequence[_Key]]:
    """The outages that the other version does not have, by service and by whom it is promised to."""
    found: dict[tuple[str, str], list[_Key]] = {}
    for key in version.failures:
        if key[1] and key not in other:
            found.setdefault((key[1], version.buyer(key)), []).append(key)
    return found


def _between(old: _Version, one: _Key | None, new: _Version, two: _Key | None) -> Iterator[Stake]:
    lengths = dict.fromkeys((*new.lengths(two), *old.lengths(one)))
    for over in sorted(lengths, key=lambda each: (in_length(each[0]), each[1])):
        scenarios = old.worst(one, over), new.worst(two, over)
        told = scenarios[1] or scenarios[0]
        if told is None:
            continue
        before, after = (
            version.due(made) if made is not None else None
            for version, made in zip((old, new), scenarios, strict=True)
        )
        if before is None and after is not None:
            before = old.without(one, told, (key for key, _ in after.owed))
        elif after is None and before is not None:
            after = new.without(two, told, (key for key, _ in before.owed))
        stake = _stake(old, before, new, after, told, two or one)
        if stake is not None:
            yield stake


def _stake(
    old: _Version, before: Due | None, new: _Version, after: Due | None, told: Scenario, key: _Key | None
) -> Stake | None:
    """None where it is the same before and after."""
    assert key is not None
    gained = (
        gains((before, old.agreement), (after, new.agreement), told.currency)
        if before is not None and after is not None
        else ()
    )
    stake = Stake(
        what_fails(told.failure, told.stretch),
        *key,
        told.stretch.word,
        told.currency,
        before,
        after,
        gained,
    )
    return None if stake.what == "changed" and not gained and _figures(before) == _figures(after) else stake


def _figures(due: Due | None) -> object:
    return (sorted(due.owed), due.back) if due is not None else None
