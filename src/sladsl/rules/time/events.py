"""The usual events of a case in the order in which they happen, by the words that people have for them."""

from __future__ import annotations

_STAGES = (
    ("failed", "happened", "occurred"),
    ("opened", "reported"),
    ("acknowledged",),
    ("assigned",),
    ("responded", "answered"),
    ("restored", "repaired", "mended", "fixed"),
    ("resolved",),
    ("closed",),
)
_STAGE = {event: number for number, events in enumerate(_STAGES) for event in events}


def stage(event: str) -> int | None:
    """How far a case has come with an event: a larger number is later; None for events of other kinds."""
    return _STAGE.get(event)


def comes_before(event: str, other: str) -> bool:
    """Whether one event is usually over when the other one happens."""
    one, two = stage(event), stage(other)
    return one is not None and two is not None and one < two
