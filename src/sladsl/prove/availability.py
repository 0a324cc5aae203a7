"""The proof of an availability: what supporting promises let go wrong, put together as the services are."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import combinations
from typing import TypeAlias
from weakref import WeakKeyDictionary

from sladsl.exact.intervals import intersection
from sladsl.exact.periods import Period
from sladsl.exact.structures.downtime import Longest, longest_downtime, slope
from sladsl.exact.structures.modules import Module
from sladsl.exact.structures.nearby import Nearby
from sladsl.exact.structures.probability import Chance, chance_of_working
from sladsl.exact.structures.repairs import largest_share
from sladsl.model.agreements import Agreement, Guarantee, limited_hours
from sladsl.model.catalogue import Service
from sladsl.model.metrics import Metric
from sladsl.model.supports import Supports, Term
from sladsl.prove.allowances import Allowance, is_availability, lost, target_for
from sladsl.prove.below import below
from sladsl.prove.horizon import common_term, instants
from sladsl.prove.memory import Memory, memory_of

MANY = 4
"""So many promises about one component are weighed against each other."""
_NOTHING = Nearby(Fraction(0))


@dataclass(frozen=True, slots=True)
class Support:
    """A supporting promise about one component, and how long it lets that be down in the period shown."""

    component: str
    agreement: Agreement
    guarantee: Guarantee
    allowance: Allowance
    seconds: Fraction


@dataclass(frozen=True, slots=True)
class Repair:
    """What one supporting promise would have to let be lost at most for the promise above to hold; a share,
    or seconds for a promise in time. `target` is the share it has to promise for that, its rounding counted
    in, or the seconds."""

    agreement: Agreement
    guarantee: Guarantee
    lost: Fraction
    target: Fraction


@dataclass(frozen=True, slots=True)
class AvailabilityProof:
    """Whether a promise about one service is kept by the promises under it, in the worst period of the term.

    `allowed` are the seconds that the promise lets the service be down in `period`, `bound` those that its
    supports let it be. `unpromised` are the components nobody promises anything about; they are taken
    never to fail. `assumed` are exclusions without a limit that both sides have or only the upper one:
    taken not to happen. `expected` is the probability of working in all, were all components independent.
    `attained` is False where the supports come as near to `bound` as they like and never there. `broken`
    are all periods in which the supports let more be down than is promised, as far as they differ.
    """

    agreement: Agreement
    guarantee: Guarantee
    service: Service
    structure: Module
    period: Period
    allowed: Fraction
    bound: Fraction
    reached: bool
    attained: bool
    exact: bool
    supports: tuple[Support, ...]
    unpromised: tuple[str, ...]
    assumed: tuple[str, ...]
    base: Fraction
    expected: Chance
    broken: tuple[_Weighed, ...]

    @property
    def kept(self) -> bool:
        """Whether the promise holds whatever its supports do within their own promises."""
        enough = self.reached or not self.attained
        return self.bound < self.allowed or (self.bound == self.allowed and enough)

    @property
    def guaranteed(self) -> Fraction:
        """The availability that is proven in the period shown, as a share."""
        return 1 - min(Fraction(1), self.bound / self.base) if self.base else Fraction(1)


def proofs(supports: Supports, agreement: Agreement) -> tuple[AvailabilityProof, ...]:
    """The proof of every promise of availability that the agreement itself makes and somebody supports."""
    known = _proven.setdefault(supports, {})
    found = known.get(id(agreement))
    if found is None:
        found = known[id(agreement)] = (agreement, tuple(_proofs(supports, agreement)))
    return found[1]


_proven: WeakKeyDictionary[Supports, dict[int, tuple[Agreement, tuple[AvailabilityProof, ...]]]] = (
    WeakKeyDictionary()
)
"""By look at a house and the identity of an agreement, which is held on to."""


def _proofs(supports: Supports, agreement: Agreement) -> Iterator[AvailabilityProof]:
    if agreement.kind == "uc" or agreement.provider is None:
        return
    for guarantee in agreement.guarantees:
        if is_availability(guarantee):
            for service in guarantee.services:
                made = prove(supports, agreement, guarantee, service)
                if made is not None:
                    yield made


@dataclass(frozen=True, slots=True)
class _Chosen:
    agreement: Agreement
    guarantee: Guarantee


def prove(
    supports: Supports, agreement: Agreement, guarantee: Guarantee, service: Service
) -> AvailabilityProof | None:
    """The proof for one service; None where nobody promises anything about what it stands on, or where no
    whole period lies in the common term."""
    made = below(
        supports,
        agreement,
        service.key,
        lambda g: is_availability(g) and comparable(guarantee.metric, g.metric),
    )
    if made is None:
        return None
    chosen = {key: tuple(_Chosen(a, g) for a, g in found) for key, found in made.promised.items()}
    lowers = (one.agreement for each in chosen.values() for one in each)
    term = common_term(supports, (agreement, *lowers))
    if term is None:
        return None
    memory = memory_of(supports)
    weighing = _Weighing(memory, agreement, guarantee, service, chosen, made.structure, made.unpromised)
    found: list[_Weighed] = []
    seen: set[Hashable] = set()
    for period in _periods(memory, agreement, guarantee, chosen, term):
        for used_up in (False, True):
            key = weighing.key(period, used_up)
            if key not in seen:
                seen.add(key)
                found.append(weighing.at(period, used_up))
    return weighing.proof(found, service) if found else None


def repairs(proof: AvailabilityProof) -> tuple[Repair, ...]:
    """For each supporting promise what it alone would have to be; left out where no value suffices."""
    found: list[Repair] = []
    by_promise: dict[int, Support] = {}
    for support in proof.supports:
        by_promise.setdefault(id(support.guarantee), support)
    for moved in by_promise.values():
        share = _enough_in_all(proof, moved.guarantee)
        target = target_for(moved.guarantee, share) if share is not None else None
        if share is not None and target is not None:
            found.append(Repair(moved.agreement, moved.guarantee, share, target))
    return tuple(found)


def _enough_in_all(proof: AvailabilityProof, moved: Guarantee) -> Fraction | None:
    """The most that the promise may let be lost for no period to be broken: the least of what each asks."""
    least: Fraction | None = None
    for weighed in proof.broken:
        if all(support.guarantee is not moved for support in weighed.supports):
            return None
        # Where exactly so much is too much already, a billionth less is asked for.
        allowed = weighed.allowed if proof.reached else weighed.allowed * (1 - Fraction(1, 10**9))

        def at(x: Nearby, weighed: _Weighed = weighed) -> Mapping[Hashable, Nearby]:
            near: dict[Hashable, Nearby] = dict.fromkeys(proof.unpromised, _NOTHING)
            for support in weighed.supports:
                same = support.guarantee is moved
                seconds = support.allowance.of(x, _NOTHING) if same else Nearby(support.seconds)
                whole = near.get(support.component, _NOTHING) + seconds
                near[support.component] = min(whole, Nearby(support.allowance.most))
            return near

        if slope(proof.structure, at(_NOTHING))[0] > allowed:
            return None
        present = lost(moved).amount if least is None else least
        share = largest_share(proof.structure, at, present, allowed)
        least = share if share is not None else least
    return least


def budgets_of(
    unpromised: Iterable[str], parts: Iterable[tuple[Support, Fraction]]
) -> dict[Hashable, Fraction]:
    """How many seconds each component may be down: what its supports let it be together, at most all that
    is counted; nothing for those nobody promises."""
    found: dict[Hashable, Fraction] = dict.fromkeys(unpromised, Fraction(0))
    for support, seconds in parts:
        whole = found.get(support.component, Fraction(0)) + seconds
        found[support.component] = min(whole, support.allowance.most)
    return found


def comparable(upper: Metric, lower: Metric) -> bool:
    """Whether what the lower metric counts as down is what the upper one does: the same way of counting."""
    return upper.key == lower.key or upper.formula == lower.formula


def _periods(
    memory: Memory,
    agreement: Agreement,
    guarantee: Guarantee,
    chosen: Mapping[str, tuple[_Chosen, ...]],
    term: Term,
) -> Sequence[Period]:
    """The whole periods of the common term, of those that cannot differ only the first."""
    cycle = guarantee.period
    assert cycle is not None
    whole = memory.periods_between(cycle, *instants(term, cycle.zone))
    promised = [
        (agreement, guarantee),
        *((c.agreement, c.guarantee) for each in chosen.values() for c in each),
    ]
    if all(g.period == cycle and limited_hours(g, a) is None and not g.exclusions for a, g in promised):
        return list({p.length: p for p in reversed(whole)}.values())[::-1]
    return whole


@dataclass(frozen=True, slots=True)
class _Weighed:
    """One period looked at: who lets what be down how long, and how that compares."""

    period: Period
    supports: tuple[Support, ...]
    budgets: Mapping[Hashable, Fraction]
    bound: Longest
    allowed: Fraction
    base: Fraction

    @property
    def attained(self) -> bool:
        """Whether the bound is reached; False only where every support promises more than its limit, and
        nothing but these limits holds the downtime back."""
        parts = [support for support in self.supports if support.seconds]
        return not parts or any(
            lost(s.guarantee).reached
            or s.allowance.extras
            or s.allowance.outside
            or s.seconds >= s.allowance.most
            or any(lost(s.guarantee).amount * base > reach for base, reach in s.allowance.shares)
            for s in parts
        )

    def excess(self, absolute: bool) -> tuple[Fraction, Fraction, bool]:
        """By how much more may be down than is promised, in seconds or as a share of what is counted; of
        equal shares the longer time is worse, and a bound that is reached."""
        seconds = self.bound.time - self.allowed
        ratio = seconds / self.base if self.base and not absolute else seconds
        return ratio, seconds, self.attained


_Laid: TypeAlias = tuple[tuple[Support, ...], Mapping[Hashable, Fraction], Longest]
_laid: WeakKeyDictionary[Memory, dict[Hashable, _Laid]] = WeakKeyDictionary()
"""What stands under a service in a period comes to the same for every customer who is counted alike."""


class _Weighing:
    """One promise against what stands under it, a period at a time."""

    __slots__ = (
        "_agreement",
        "_chosen",
        "_guarantee",
        "_loss",
        "_memory",
        "_structure",
        "_subject",
        "_unpromised",
        "_way",
        "_ways",
    )

    def __init__(
        self,
        memory: Memory,
        agreement: Agreement,
        guarantee: Guarantee,
        service: Service,
        chosen: Mapping[str, tuple[_Chosen, ...]],
        structure: Module,
        unpromised: tuple[str, ...],
    ) -> None:
        self._memory, self._agreement, self._guarantee = memory, agreement, guarantee
        self._structure, self._unpromised = structure, unpromised
        self._chosen = {key: promises[:MANY] for key, promises in chosen.items()}
        self._loss = lost(guarantee)
        self._way = memory.way_of(agreement, guarantee)
        self._ways = {
            id(each.guarantee): memory.way_of(each.agreement, each.guarantee)
            for promises in self._chosen.values()
            for each in promises
        }
        promised = tuple((key, *(id(one.guarantee) for one in each)) for key, each in self._chosen.items())
        self._subject = (service.key, self._way, promised)

    def key(self, period: Period, used_up: bool) -> Hashable:
        """Equal for periods that come to the same: of these the first is looked at."""
        frame = self._memory.frame(self._way, self._agreement, self._guarantee, period)
        return frame.base, frame.taken if used_up else 0, self._numbers(period, used_up)

    def _numbers(self, period: Period, used_up: bool) -> tuple[int, ...]:
        return tuple(
            self._allowance(each, period, used_up)[0]
            for promises in self._chosen.values()
            for each in promises
        )

    def _allowance(self, each: _Chosen, period: Period, used_up: bool) -> tuple[int, Allowance]:
        return self._memory.allowance(
            (self._way, self._ways[id(each.guarantee)]),
            (self._agreement, self._guarantee),
            (each.agreement, each.guarantee),
            period,
            used_up,
        )

    def at(self, period: Period, used_up: bool) -> _Weighed:
        """What comes of one period; with `used_up` the exclusions are used as far as they go."""
        known = _laid.setdefault(self._memory, {})
        key = (*self._subject, self._numbers(period, used_up))
        laid = known.get(key)
        if laid is None:
            laid = known[key] = self._lay(period, used_up)
        frame = self._memory.frame(self._way, self._agreement, self._guarantee, period)
        base = frame.base - (frame.taken if used_up else 0)
        allowed = self._loss.amount if self._loss.absolute else self._loss.amount * base
        return _Weighed(period, *laid, allowed, base)

    def _lay(self, period: Period, used_up: bool) -> _Laid:
        supports = tuple(
            support
            for key, promises in self._chosen.items()
            for support in self._tightest(key, promises, period, used_up)
        )
        budgets = budgets_of(self._unpromised, ((s, s.seconds) for s in supports))
        return supports, budgets, longest_downtime(self._structure, budgets)

    def _tightest(
        self, key: str, promises: tuple[_Chosen, ...], period: Period, used_up: bool
    ) -> tuple[Support, ...]:
        """Of several promises about one component those that allow least: one, or more that share the
        hours."""
        made = [(each, self._allowance(each, period, used_up)[1]) for each in promises]
        best: tuple[Support, ...] = ()
        for count in range(1, len(made) + 1):
            for group in combinations(made, count):
                outside = group[0][1].outside
                for _, other in group[1:]:
                    outside = intersection(outside, other.outside)
                found: list[Support] = []
                for number, (each, allowed) in enumerate(group):
                    mine = replace(allowed, outside=() if number else outside)
                    seconds = mine.at(lost(each.guarantee).amount)
                    found.append(Support(key, each.agreement, each.guarantee, mine, seconds))
                if not best or sum(s.seconds for s in found) < sum(s.seconds for s in best):
                    best = tuple(found)
        return best

    def proof(self, found: Sequence[_Weighed], service: Service) -> AvailabilityProof:
        """The proof, with the worst period to show for it: of a share the one that proves the least share."""
        shown = max(found, key=lambda weighed: weighed.excess(self._loss.absolute))
        whole = {support.component: support.allowance.most for support in shown.supports}
        works: dict[Hashable, Fraction] = dict.fromkeys(self._unpromised, Fraction(1))
        for key in self._chosen:
            works[key] = 1 - (shown.budgets[key] / whole[key] if whole[key] else Fraction(0))
        return AvailabilityProof(
            self._agreement,
            self._guarantee,
            service,
            self._structure,
            shown.period,
            shown.allowed,
            shown.bound.time,
            self._loss.reached,
            shown.attained,
            shown.bound.exact,
            shown.supports,
            self._unpromised,
            tuple(e.key for e in self._guarantee.exclusions if not e.windows and e.budget is None),
            shown.base,
            chance_of_working(self._structure, works),
            tuple(w for w in found if w.bound.time > w.allowed or (w.excess(True)[0] == 0 and w is shown)),
        )
