"""Draws many boxes that are alike as one stack, so that a large house still fits on a page."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import replace

from sladsl.lower.drawing.drawing import Box, Line
from sladsl.lower.drawing.labels import spread

_NAMED_IN_STACK = 2
_NAMED_IN_TIP = 40
_PLURAL = {"sla": "agreements", "ola": "OLAs", "uc": "contracts", "service": "services", "choice": "choices"}


def folded(boxes: Sequence[Box], lines: Sequence[Line], most: int) -> tuple[list[Box], list[Line]]:
    """Boxes and lines with at most about `most` boxes in each band, as far as some are alike.

    First those with the same lines and labels become one, then those with the same lines, then agreements
    of one kind and caption whatever their lines.
    """
    boxes, lines = list(boxes), list(lines)
    for alike in (_same_labels, _same_lines, _same_caption):
        crowded = {band for band in {b.band for b in boxes} if sum(b.band is band for b in boxes) > most}
        if not crowded:
            break
        sort = alike(boxes, lines)
        groups: dict[Hashable, list[Box]] = {}
        for box in boxes:
            apart = box.id if box.band not in crowded or box.kind == "choice" else sort(box)
            groups.setdefault(apart, []).append(box)
        stand_in = {b.id: group[0].id for group in groups.values() for b in group}
        boxes = [group[0] if len(group) == 1 else _stack(group) for group in groups.values()]
        lines = _merged(lines, stand_in)
    return boxes, lines


def _ends(lines: Sequence[Line], with_labels: bool) -> dict[str, frozenset[tuple[str, ...]]]:
    """By box: the lines at it, seen from there."""
    found: dict[str, set[tuple[str, ...]]] = {}
    for line in lines:
        label = line.label if with_labels else ""
        found.setdefault(line.source, set()).add((">", line.target, line.kind, label))
        found.setdefault(line.target, set()).add(("<", line.source, line.kind, label))
    return {name: frozenset(ends) for name, ends in found.items()}


def _same_labels(boxes: Sequence[Box], lines: Sequence[Line]) -> Callable[[Box], Hashable]:
    ends = _ends(lines, with_labels=True)
    return lambda box: (box.kind, box.caption, ends.get(box.id))


def _same_lines(boxes: Sequence[Box], lines: Sequence[Line]) -> Callable[[Box], Hashable]:
    ends = _ends(lines, with_labels=False)
    return lambda box: (box.kind, box.caption, ends.get(box.id))


def _same_caption(boxes: Sequence[Box], lines: Sequence[Line]) -> Callable[[Box], Hashable]:
    leading = {line.target for line in lines if line.kind == "under"}
    under = {line.source: line.target for line in lines if line.kind == "under"}

    def sort(box: Box) -> Hashable:
        if box.kind == "service" or box.id in leading:
            return box.id
        return box.kind, box.caption, under.get(box.id)

    return sort


def _stack(group: Sequence[Box]) -> Box:
    count = sum(b.count for b in group)
    names = [name for b in group for name in (_names_of(b) if b.count > 1 else [b.name])]
    first, left = names[:_NAMED_IN_STACK], count - _NAMED_IN_STACK
    tail = f" and {left} more" if left > 0 else ""
    shown = names[:_NAMED_IN_TIP]
    more = [f"and {count - len(shown)} more"] if count > len(shown) else []
    one = group[0]
    return replace(
        one,
        name=f"{count} {_PLURAL[one.kind]}",
        lines=(", ".join(first) + tail,),
        tip="\n".join((*shown, *more)),
        count=count,
        broken=any(b.broken for b in group),
        link="",
    )


def _names_of(box: Box) -> list[str]:
    return [name for name in box.tip.split("\n") if not name.startswith("and ")]


def _merged(lines: Sequence[Line], stand_in: dict[str, str]) -> list[Line]:
    groups: dict[tuple[str, str, str], list[Line]] = {}
    for line in lines:
        source, target = stand_in[line.source], stand_in[line.target]
        if source != target or line.source == line.target:
            groups.setdefault((source, target, line.kind), []).append(line)
    merged = []
    for (source, target, _), group in groups.items():
        one = group[0]
        if len(group) > 1:
            values = [line.value for line in group]
            label = spread(values, [line.label for line in group])
            tip = f"{len(group)} times: {label}" if label else one.tip
            one = replace(one, label=label, tip=tip, broken=any(line.broken for line in group))
        merged.append(replace(one, source=source, target=target))
    return merged
