"""What many checks ask of a house beside its supports, found once; and whose turn it is to be checked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Protocol, TypeVar

from sladsl.model.agreements import Agreement, Guarantee, chain_steps, limited_hours
from sladsl.model.catalogue import Priorities
from sladsl.model.reading import LIBRARY
from sladsl.model.supports import Supports
from sladsl.records import field, record
from sladsl.rules.compare import repeated
from sladsl.rules.say import named_after
from sladsl.rules.scales import Scale, scale_of
from sladsl.source import Span


@record(eq=False, cached=True)
class Scales:
    """The credit and bonus scales of one guarantee; None where there is none, or none that can be read."""

    agreement: Agreement
    guarantee: Guarantee
    credit: Scale | None
    bonus: Scale | None


class Declared(Protocol):
    """Anything that stands somewhere."""

    @property
    def span(self) -> Span: ...


D = TypeVar("D", bound=Declared)


@record(frozen=False, eq=False)
class Turn:
    """The file whose turn it is: what a check finds now belongs to it; None where it is nobody's turn."""

    file: str | None = None


@record(eq=False)
class Index(Supports):
    """A house with its supports, and what else many checks ask of it.

    `looked_at` are the files whose things are checked, None for all; the standard library is always among
    them. What stands in other files is there to be asked about. `above` are the keys of agreements that have
    levels below them in files which were not read.
    """

    looked_at: frozenset[str] | None = None
    above: frozenset[str] = frozenset()
    turn: Turn = field(default_factory=Turn)

    @property
    def agreements(self) -> Iterable[Agreement]:
        """The agreements that are looked at, each in its turn."""
        return self._each_in_turn(self._looked_at_agreements)

    def in_turn(self, things: Iterable[D]) -> Iterator[D]:
        """Those of the things that are looked at; what is found before the next one belongs to its file."""
        return self._each_in_turn(
            (thing.span.source.name, thing) for thing in things if self._looks_at(thing)
        )

    def _each_in_turn(self, things: Iterable[tuple[str, D]]) -> Iterator[D]:
        turn = self.turn
        try:
            for file, thing in things:
                turn.file = file
                yield thing
        finally:
            turn.file = None

    @cached_property
    def _looked_at_agreements(self) -> tuple[tuple[str, Agreement], ...]:
        every = self.house.agreements.values()
        return tuple((each.span.source.name, each) for each in every if self._looks_at(each))

    def turn_to(self, thing: Declared) -> bool:
        """Whether a thing is looked at; if so, what is found next belongs to its file.

        For checks that put together what several agreements say before they find something.
        """
        if not self._looks_at(thing):
            return False
        self.turn.file = thing.span.source.name
        return True

    def _looks_at(self, thing: Declared) -> bool:
        if self.looked_at is None:
            return True
        file = thing.span.source.name
        return file in self.looked_at or file.startswith(f"{LIBRARY}/")

    def own_guarantees(self) -> Iterator[tuple[Agreement, Guarantee]]:
        """Every guarantee that is looked at once, with the agreement that makes it."""
        for agreement in self.agreements:
            for guarantee in agreement.guarantees:
                yield agreement, guarantee

    @property
    def scales(self) -> Iterator[Scales]:
        """The scales of all guarantees that have tiers, in the turn of their agreements."""
        for scales in self._scales:
            self.turn_to(scales.agreement)
            yield scales
        self.turn.file = None

    @cached_property
    def repeated(self) -> Mapping[str, tuple[Guarantee, ...]]:
        """By agreement: of the promises that hold there those with another one about the same beside them.

        Only agreements that have any; what two promises of one agreement are to each other is a matter of
        these alone.
        """
        found = ((each.key, repeated(each.promises)) for _, each in self._looked_at_agreements)
        return {key: promises for key, promises in found if promises}

    @cached_property
    def _scales(self) -> tuple[Scales, ...]:
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
        known = self.house.agreements.values()
        return self.above | frozenset(a.under for a in known if a.under is not None)

    def leaves_below(self, agreement: Agreement) -> bool:
        """Whether an agreement is a level without a customer, which may leave to those below what each of
        them then has to say."""
        level = agreement.level == "corporate" or agreement.key in self.has_levels_below
        return agreement.customer is None and level

    def related(self, left: Agreement, right: Agreement) -> bool:
        """Whether one is a level above the other."""
        return right in self.house.levels_above(left) or left in self.house.levels_above(right)

    def support_span(self, upper: Agreement, lower: str) -> Span:
        """Where `upper` names `lower` as a support, or the level above from which it takes that over."""
        for handling in upper.handlings:
            if lower not in upper.relies:
                for step in chain_steps(handling.chain):
                    if step.agreement == lower:
                        return step.span
        levels = (upper, *self.house.levels_above(upper))
        naming = next((level for level in levels if lower in level.relies), upper)
        return named_after(naming.span, r"\brelies\s+on\b", lower)

    @cached_property
    def priorities_of(self) -> Mapping[str, Priorities]:
        """The scheme of each priority, by the priority's key."""
        return {p.key: scheme for scheme in self.house.priorities.values() for p in scheme.items}


def hours_key(agreement: Agreement, guarantee: Guarantee) -> str:
    """A name for the calendar a promise runs in, the same for every calendar that never closes."""
    calendar = limited_hours(guarantee, agreement)
    return "always" if calendar is None else f"calendar {calendar.key}"
