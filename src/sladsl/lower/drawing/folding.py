"""Draws many boxes that are alike as one stack, so that a large house still fits on a page."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence

from sladsl.lower.drawing.drawing import Box, Line, worst
from sladsl.lower.drawing.labels import spread
from sladsl.lower.drawing.words import DrawingWords
from sladsl.records import replace

_NAMED_IN_STACK = 2
_NAMED_IN_TIP = 40


def folded(
    boxes: Sequence[Box], lines: Sequence[Line], most: int, words: DrawingWords
) -> tuple[list[Box], list[Line]]:
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
        boxes = [group[0] if len(group) == 1 else _stack(group, words) for group in groups.values()]
        lines = _merged(lines, stand_in, words)
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


def _stack(group: Sequence[Box], words: DrawingWords) -> Box:
    count = sum(b.count for b in group)
    names = [name for b in group for name in (_names_of(b) if b.count > 1 else [b.name])]
    first, left = names[:_NAMED_IN_STACK], count - _NAMED_IN_STACK
    few = ", ".join(first)
    if left > 0:
        few = words.say("graph-names-and-more", names=few, number=words.number(left))
    shown = names[:_NAMED_IN_TIP]
    rest = count - len(shown)
    more = [words.say("graph-and-more", number=words.number(rest))] if rest else []
    one = group[0]
    return replace(
        one,
        name=words.say_of("graph-stack", "kind", one.kind, number=words.number(count)),
        lines=(few,),
        tip="\n".join((*shown, *more)),
        count=count,
        state=worst(b.state for b in group),
        link="",
    )


def _names_of(box: Box) -> list[str]:
    """The names of a stack, as far as its tip has them."""
    return box.tip.split("\n")[: min(box.count, _NAMED_IN_TIP)]


def _merged(lines: Sequence[Line], stand_in: dict[str, str], words: DrawingWords) -> list[Line]:
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
            label = spread(values, [line.label for line in group], words)
            many = words.number(len(group))
            tip = words.say("graph-times", number=many, label=label) if label else one.tip
            one = replace(one, label=label, tip=tip, state=worst(line.state for line in group))
        merged.append(replace(one, source=source, target=target))
    return merged
