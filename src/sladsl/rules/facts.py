"""Checks in two steps: what each agreement says by itself, then what all of that comes to.

A check whose finding hangs on what stands above or beside an agreement cannot be run again for the agreements
alone that changed. It first yields facts, each in the turn of the agreement that it depends on with what
stands under it, and then concludes from the facts of all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from sladsl.diagnostics.diagnostic import Diagnostic
from sladsl.rules.index import Index
from sladsl.source import Source

F = TypeVar("F")


class NotLookedAtError(Exception):
    """A conclusion needs a fact of which only a part was found, since its agreement was not looked at anew.

    Raised by a conclusion from facts of several runs; everything has then to be looked at again.
    """


@dataclass(frozen=True, slots=True)
class Joined(Generic[F]):
    """A check in two steps. `kinds` are the classes of its facts: frozen, made of plain values, spans and
    findings. `conclude` gets them in the order of the sources, and the texts of the house by path."""

    name: str
    kinds: tuple[type[F], ...]
    facts: Callable[[Index], Iterable[F]]
    conclude: Callable[[Sequence[F], Mapping[str, Source]], Iterable[Diagnostic]]

    def concluded(self, facts: Iterable[object], sources: Mapping[str, Source]) -> Iterable[Diagnostic]:
        """What the facts of all agreements come to."""
        return self.conclude([fact for fact in facts if isinstance(fact, self.kinds)], sources)


class AnyJoined(Protocol):
    """A check in two steps, whatever its facts are."""

    @property
    def name(self) -> str: ...

    @property
    def kinds(self) -> tuple[type[object], ...]: ...

    @property
    def facts(self) -> Callable[[Index], Iterable[object]]: ...

    def concluded(self, facts: Iterable[object], sources: Mapping[str, Source]) -> Iterable[Diagnostic]: ...


@dataclass(frozen=True, slots=True)
class OneOf:
    """A finding that several agreements give and that is told once, at the first of them."""

    about: str
    finding: Diagnostic


def first_of_each(facts: Sequence[OneOf], sources: Mapping[str, Source]) -> Iterable[Diagnostic]:
    """The first finding about each thing."""
    first: dict[str, Diagnostic] = {}
    for fact in facts:
        first.setdefault(fact.about, fact.finding)
    return first.values()
