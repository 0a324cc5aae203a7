"""Who supports whom, what is needed, and when agreements are in force: found once for a house."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property
from typing import TypeAlias

from sladsl.model.agreements import Agreement, Guarantee, chain_steps
from sladsl.model.catalogue import PartyUse
from sladsl.model.house import House
from sladsl.records import field, record

Term: TypeAlias = tuple[int, int]
"""First and last day in force, as proleptic ordinals, both included."""
Promised: TypeAlias = tuple[Agreement, Guarantee]
"""A promise and the agreement that makes it."""
FOREVER = (0, date.max.toordinal())


@record(eq=False, cached=True)
class Supports:
    """A house and the day it is looked at; `today` None looks at every day."""

    house: House
    today: date | None = None
    _closures: dict[tuple[str, ...], tuple[str, ...]] = field(default_factory=dict, repr=False)
    _under: dict[str, tuple[Agreement, ...]] = field(default_factory=dict, repr=False)

    @property
    def agreements(self) -> Iterable[Agreement]:
        """Those that are looked at: all of the house, where nothing less was asked for."""
        return self.house.agreements.values()

    def term(self, agreement: Agreement) -> Term:
        """The stated term; renewals are not counted, since a successor takes their place."""
        return stated_term(agreement)

    def in_force(self, agreement: Agreement) -> bool:
        """Whether it is in force today; on any day when there is no today."""
        if self.today is None or agreement.effective is None:
            return True
        return agreement.effective.in_force(self.today)

    def over(self, agreement: Agreement) -> bool:
        """Whether it has ended for good."""
        effective = agreement.effective
        if self.today is None or effective is None or effective.until is None or effective.renews:
            return False
        return effective.until < self.today

    # ---- who needs what

    def needed(self, services: tuple[str, ...]) -> tuple[str, ...]:
        """The services with everything they need, themselves first, each once."""
        found = self._closures.get(services)
        if found is None:
            order = dict.fromkeys(services)
            waiting = list(services)
            while waiting:
                service = self.house.services.get(waiting.pop())
                for needs in service.needs if service else ():
                    for key in needs.keys:
                        if key not in order:
                            order[key] = None
                            waiting.append(key)
            found = self._closures[services] = tuple(order)
        return found

    # ---- who supports whom

    def relied(self, agreement: Agreement) -> tuple[str, ...]:
        """What an agreement relies on; where it names nothing, that of the nearest level above which does, as
        far as it can support the agreement and is about something it needs, or about no service at all."""
        levels = (agreement, *self.house.levels_above(agreement))
        naming = next((level for level in levels if level.relies), agreement)
        if naming is agreement or agreement.provider is None:
            return agreement.relies
        provider, known = agreement.provider, self.house.agreements
        needed = self.needed(tuple(service.key for service in agreement.services))
        return tuple(
            lower.key
            for lower in (known[key] for key in naming.relies if key in known and key != agreement.key)
            if may_support(agreement, lower) and serves(lower, provider)
            if not lower.services or any(service.key in needed for service in lower.services)
        )

    @cached_property
    def named_supports(self) -> Mapping[str, tuple[Agreement, ...]]:
        """By agreement: the ones it relies on or names in a chain, each once, in source order."""
        known = self.house.agreements
        result = {}
        for agreement in known.values():
            keys = dict.fromkeys(self.relied(agreement))
            for handling in agreement.handlings:
                keys.update(dict.fromkeys(step.agreement for step in chain_steps(handling.chain)))
            keys.pop(agreement.key, None)
            result[agreement.key] = tuple(known[key] for key in keys if key in known)
        return result

    @cached_property
    def offers(self) -> Mapping[tuple[str, str], tuple[Agreement, ...]]:
        """By service and customer's organisation: the agreements that promise something about it."""
        found: defaultdict[tuple[str, str], list[Agreement]] = defaultdict(list)
        for agreement in self.house.agreements.values():
            if agreement.customer is not None:
                for service in dict.fromkeys(s.key for s in agreement.services):
                    found[service, agreement.customer.party.key].append(agreement)
        return {key: tuple(agreements) for key, agreements in found.items()}

    @cached_property
    def _chosen(self) -> Mapping[str, frozenset[str]]:
        """By agreement: the services that its named supports cover."""
        return {
            key: frozenset(service.key for lower in lowers for service in lower.services)
            for key, lowers in self.named_supports.items()
        }

    def unnamed_supports(self, upper: Agreement, service: str) -> tuple[Agreement, ...]:
        """The agreements that could support `upper` with a service without being named.

        None when a named one covers the service: then that one was chosen.
        """
        if upper.provider is None:
            return ()
        offered = self.offers.get((service, upper.provider.party.key), ())
        if not offered or service in self._chosen[upper.key]:
            return ()
        return tuple(
            lower
            for lower in offered
            if lower.key != upper.key and may_support(upper, lower) and serves(lower, upper.provider)
        )

    def supports(self, upper: Agreement) -> tuple[Agreement, ...]:
        """All that supports an agreement, named or not, each once."""
        found = self._under.get(upper.key)
        if found is None:
            each = {lower.key: lower for lower in self.named_supports[upper.key]}
            for service in self.needed(tuple(s.key for s in upper.services)):
                for lower in self.unnamed_supports(upper, service):
                    each[lower.key] = lower
            found = self._under[upper.key] = tuple(each.values())
        return found


def may_support(upper: Agreement, lower: Agreement) -> bool:
    """Whether an agreement of that kind can stand under the other.

    An SLA stands on OLAs, contracts and SLAs of other providers, an OLA on OLAs and contracts, a contract
    only on contracts of the supplier with its own suppliers.
    """
    match upper.kind:
        case "sla":
            if lower.kind != "sla" or upper.provider is None or lower.provider is None:
                return True
            return lower.provider.key != upper.provider.key
        case "ola":
            return lower.kind in ("ola", "uc")
        case "uc":
            return lower.kind == "uc"


def serves(lower: Agreement, provider: PartyUse) -> bool:
    """Whether the customer of `lower` is the provider, one of its units, or the house the unit is part of."""
    customer = lower.customer
    if customer is None:
        return True
    if customer.party.key != provider.party.key:
        return False
    return customer.unit is None or provider.unit is None or customer.key == provider.key


def stated_term(agreement: Agreement) -> Term:
    """The days from the first one to the stated end, without renewals."""
    effective = agreement.effective
    if effective is None:
        return FOREVER
    last = effective.until.toordinal() if effective.until else FOREVER[1]
    return effective.first.toordinal(), last


def overlap(left: Term, right: Term) -> Term | None:
    """The days that both terms have."""
    first, last = max(left[0], right[0]), min(left[1], right[1])
    return (first, last) if first <= last else None


def phase(guarantee: Guarantee) -> Term:
    """The days for which a dated promise holds."""
    first = guarantee.valid_from.toordinal() if guarantee.valid_from else FOREVER[0]
    last = guarantee.valid_until.toordinal() if guarantee.valid_until else FOREVER[1]
    return first, last


def days_text(term: Term) -> str:
    """` from 2027-01-01 to 2027-05-31`, with its blank; an open end is not said."""
    first = f" from {date.fromordinal(term[0])}" if term[0] > FOREVER[0] else ""
    last = f" to {date.fromordinal(term[1])}" if term[1] < FOREVER[1] else ""
    return first + last
