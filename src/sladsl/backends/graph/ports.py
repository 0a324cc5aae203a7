"""Shares the side of a box out among the lines that leave or reach it there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from sladsl.records import record

_STAIRS = 16

Ports: TypeAlias = dict[int, tuple[int, int]]
"""By line: the x of its end in pixels, and how far its label steps away from the box."""


@record
class Port:
    """An end of a line: the line's number, what it shares with others at one place, the x of its next
    point, and the room that it needs with its label."""

    line: int
    shared: int
    toward: int
    room: int


def shared_out(wanted: Sequence[Port], middle: int, width: int, usable: int) -> Ports:
    """The places of the ends on a side `width` wide, in the order of where the lines go.

    They are spread around the `middle` within `usable` pixels; labels that would touch go down in steps.
    """
    groups: dict[int, list[Port]] = {}
    for port in sorted(wanted, key=lambda p: p.toward):
        groups.setdefault(port.shared, []).append(port)
    rooms = [max(p.room for p in group) for group in groups.values()]
    total = sum(rooms)
    steps = 1 if total <= width else -(-total // width)
    found: Ports = {}
    at = -total // 2
    for number, (group, room) in enumerate(zip(groups.values(), rooms, strict=True)):
        offset = at + room // 2
        at += room
        if total > usable:
            offset = offset * usable // total
        found |= {port.line: (middle + offset, _STAIRS * (number % steps)) for port in group}
    return found
