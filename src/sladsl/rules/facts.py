"""Checks in two steps: what each agreement says by itself, then what all of that comes to.

A check whose finding hangs on what stands above or beside an agreement cannot be run again for the agreements
alone that changed. It first yields facts, each in the turn of the agreement that it depends on with what
stands under it, and then concludes from the facts of all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Generic, Protocol, TypeVar

from sladsl.diagnostics.diagnostic import Diagnostic
from sladsl.records import record
from sladsl.rules.index import Index
from sladsl.source import Source

F = TypeVar("F")


class NotLookedAtError(Exception):
    """A conclusion needs a fact of which only a part was found, since its agreement was not looked at anew.

    Raised by a conclusion from facts of several runs; everything has then to be looked at again.
    """


@record
class Joined(Generic[F]):
    """A check in two steps. `kinds` are the classes of its facts: frozen, made of plain values, spans and
    findings. `conclude` gets them in the order of the sources, and the texts of the house by path.

    It is asked for each `part` by itself: facts of two parts have nothing to do with each other. What it
    concludes hangs on the facts alone and, with `texts`, on the texts of all files, too.
    """

    name: str
    kinds: tuple[type[F], ...]
    facts: Callable[[Index], Iterable[F]]
    conclude: Callable[[Sequence[F], Mapping[str, Source]], Iterable[Diagnostic]]
    part: Callable[[F], str] | None = None
    texts: bool = False

    def part_of(self, fact: object) -> str:
        """The part that a fact belongs to; one name for all where they are not told apart."""
        return self.part(fact) if self.part is not None and isinstance(fact, self.kinds) else ""

    def concluded(self, facts: Iterable[object], sources: Mapping[str, Source]) -> Iterable[Diagnostic]:
        """What the facts of one part come to, of all agreements."""
        return self.conclude([fact for fact in facts if isinstance(fact, self.kinds)], sources)


class AnyJoined(Protocol):
    """A check in two steps, whatever its facts are."""

    @property
    def name(self) -> str: ...

    @property
    def kinds(self) -> tuple[type[object], ...]: ...

    @property
    def facts(self) -> Callable[[Index], Iterable[object]]: ...

    @property
    def texts(self) -> bool: ...

    def part_of(self, fact: object) -> str: ...

    def concluded(self, facts: Iterable[object], sources: Mapping[str, Source]) -> Iterable[Diagnostic]: ...


@record
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
