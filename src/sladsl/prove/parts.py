"""What a chain under a promise about time is made of: steps and hand-overs, in turn and side by side."""

from __future__ import annotations

from collections.abc import Iterator

from sladsl.model.agreements import Agreement, Guarantee
from sladsl.records import record
from sladsl.source import Span


@record
class Step:
    """A supporting promise as a step of a chain."""

    agreement: Agreement
    guarantee: Guarantee


@record
class Handover:
    """Time lost between two steps, in seconds, at all hours; `span` is where that stands."""

    seconds: int
    span: Span


@record
class Then:
    """One after the other."""

    parts: tuple[Part, ...]


@record
class Whichever:
    """Alternatives, of which nobody knows which is needed, or branches that all are: the latest decides."""

    parts: tuple[Part, ...]
    parallel: bool


Part = Step | Handover | Then | Whichever


def steps(part: Part) -> Iterator[Step]:
    """The promises of a chain, in order."""
    if isinstance(part, Step):
        yield part
    elif isinstance(part, (Then, Whichever)):
        for inner in part.parts:
            yield from steps(inner)


def handovers(part: Part) -> Iterator[Handover]:
    """The hand-overs of a chain, in order."""
    if isinstance(part, Handover):
        yield part
    elif isinstance(part, (Then, Whichever)):
        for inner in part.parts:
            yield from handovers(inner)
