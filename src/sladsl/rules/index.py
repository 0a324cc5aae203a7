"""What many checks ask of a house beside its supports, found once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from sladsl.model.agreements import Agreement, Guarantee, chain_steps, limited_hours
from sladsl.model.catalogue import Priorities
from sladsl.model.supports import Supports
from sladsl.rules.say import named_after
from sladsl.rules.scales import Scale, scale_of
from sladsl.source import Span


@dataclass(frozen=True, eq=False)
class Scales:
    """The credit and bonus scales of one guarantee; None where there is none, or none that can be read."""

    agreement: Agreement
    guarantee: Guarantee
    credit: Scale | None
    bonus: Scale | None


@dataclass(frozen=True, eq=False)
class Index(Supports):
    """A house with its supports, and what else many checks ask of it."""

    def own_guarantees(self) -> Iterator[tuple[Agreement, Guarantee]]:
        """Every guarantee once, with the agreement that makes it."""
        for agreement in self.agreements:
            for guarantee in agreement.guarantees:
                yield agreement, guarantee

    @cached_property
    def scales(self) -> tuple[Scales, ...]:
        """The scales of all guarantees that have tiers."""
        return tuple(
            Scales(
                agreement,
                guarantee,
                scale_of(guarantee, guarantee.credit),
                scale_of(guarantee, guarantee.bonus),
            )
            for agreement, guarantee in self.own_guarantees()
            if guarantee.credit is not None or guarantee.bonus is not None
        )

    # ---- levels and time

    @cached_property
    def has_levels_below(self) -> frozenset[str]:
        """Keys of the agreements that others are `under`."""
        return frozenset(a.under for a in self.agreements if a.under is not None)

    def related(self, left: Agreement, right: Agreement) -> bool:
        """Whether one is a level above the other."""
        return right in self.house.levels_above(left) or left in self.house.levels_above(right)

    def support_span(self, upper: Agreement, lower: str) -> Span:
        """Where `upper` names `lower` as a support."""
        for handling in upper.handlings:
            if lower not in upper.relies:
                for step in chain_steps(handling.chain):
                    if step.agreement == lower:
                        return step.span
        return named_after(upper.span, r"\brelies\s+on\b", lower)

    @cached_property
    def priorities_of(self) -> Mapping[str, Priorities]:
        """The scheme of each priority, by the priority's key."""
        return {p.key: scheme for scheme in self.house.priorities.values() for p in scheme.items}


def hours_key(agreement: Agreement, guarantee: Guarantee) -> str:
    """A name for the calendar a promise runs in, the same for every calendar that never closes."""
    calendar = limited_hours(guarantee, agreement)
    return "always" if calendar is None else f"calendar {calendar.key}"
