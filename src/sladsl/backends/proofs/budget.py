"""Draws a proof of availability: what each supporting promise lets go wrong, against what is allowed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from sladsl.backends.graph.widths import fitted
from sladsl.backends.proofs.frame import FIELD, LEFT, MARGIN, bar, page, text, upright
from sladsl.exact.structures.modules import Choice, Component, Module
from sladsl.model.written import period_text, value_text
from sladsl.prove.availability import AvailabilityProof
from sladsl.prove.telling import downtime_of, name_of, slack_text, sum_text, time_text

_TOP, _ROW, _BAR = 96, 40, 20


@dataclass(frozen=True, slots=True)
class _Row:
    """One line: a bar from `start` to `end` seconds; `among` marks an alternative, which adds nothing."""

    name: str
    note: str
    start: Fraction
    end: Fraction
    among: bool = False


def draw_budget(proof: AvailabilityProof) -> str:
    """An SVG waterfall: each contribution begins where the one above ends; what is beyond the limit is red.

    Alternatives are dashed outlines under the time that they can be down together.
    """
    rows = list(_rows(proof))
    most = _scale(proof, rows)
    bottom = _TOP + _ROW * (len(rows) + 1)
    guarantee = proof.guarantee
    title = (
        f"{name_of(proof.agreement, guarantee)}: {value_text(guarantee.target)} of {proof.service.key}"
        f"{period_text(guarantee.period)}"
    )
    verdict = "kept" if proof.kept else "not kept"
    lines = (
        f"How long the promises under it let {proof.service.key} be down in {proof.period.label}, "
        f"of {time_text(proof.base)}",
        slack_text(proof),
    )
    body = list(_body(proof, rows, most, bottom))
    told = f"{verdict}: {sum_text(proof)}; {slack_text(proof)}".replace("`", "")
    return page(title, told, lines, body, bottom + 34)


def _scale(proof: AvailabilityProof, rows: list[_Row]) -> Fraction:
    """The seconds at the right edge; alternatives may run out of the picture."""
    needed = max(proof.allowed, proof.bound, *(row.end for row in rows if not row.among))
    longest = max(needed, *(row.end for row in rows))
    return (min(longest, needed * 3 / 2) or Fraction(1)) * 21 / 20


def _x(seconds: Fraction, most: Fraction) -> Fraction:
    return LEFT + seconds / most * FIELD


def _body(proof: AvailabilityProof, rows: list[_Row], most: Fraction, bottom: int) -> Iterator[str]:
    tall = bottom - _TOP + 6
    yield f'<rect class="field" x="{LEFT}" y="{_TOP - 6}" width="{FIELD}" height="{tall}" rx="3"/>'
    limit = _x(proof.allowed, most)
    yield upright("limit", limit, _TOP - 6, bottom)
    y = _TOP
    last: Fraction | None = None
    for row in rows:
        if last is not None and not row.among:
            yield upright("join", _x(row.start, most), y - _ROW + _BAR, y)
        yield from _labels(row.name, row.note, y)
        if row.among:
            end = min(row.end, most)
            yield bar("among", _x(row.start, most), _x(end, most), y + 4, _BAR - 8, row.note)
        else:
            last = row.end
            yield from _split("part", row.start, row.end, proof.allowed, most, y)
        yield _said("note on" if row.among else "name on", row.end, row.end - row.start, most, y)
        y += _ROW
    yield from _labels("together", "the most that can be down", y)
    yield bar("left", _x(proof.bound, most), limit, y, _BAR)
    yield from _split("whole", Fraction(0), proof.bound, proof.allowed, most, y)
    yield _said("name on", max(proof.bound, proof.allowed), proof.bound, most, y)
    near_end = limit > LEFT + FIELD - 120
    said = f"allowed: {time_text(proof.allowed)}"
    yield text("limit-text", str(int(limit)), bottom + 18, said, "end" if near_end else "middle")


def _labels(name: str, note: str, y: int) -> Iterator[str]:
    room = LEFT - MARGIN - 14
    yield text("name", MARGIN, y + 9, fitted(name, 12, room, bold=True))
    yield text("note", MARGIN, y + 23, fitted(note, 11, room))


def _split(
    look: str, start: Fraction, end: Fraction, allowed: Fraction, most: Fraction, y: int
) -> Iterator[str]:
    """A bar, red from where it leaves what is allowed."""
    inside = min(max(start, allowed), end)
    yield bar(look, _x(start, most), _x(inside, most), y, _BAR)
    yield bar("over", _x(inside, most), _x(end, most), y, _BAR)


def _said(look: str, after: Fraction, seconds: Fraction, most: Fraction, y: int) -> str:
    """The time behind a bar; an arrow where the bar goes on beyond the picture."""
    beyond = "\N{RIGHTWARDS ARROW} " if after > most else ""
    return text(look, str(int(_x(min(after, most), most)) + 8), y + 15, f"{beyond}{time_text(seconds)}")


def _rows(proof: AvailabilityProof) -> Iterator[_Row]:
    """The parts that add up, each after the one before, and under a group what it is chosen from."""
    at = Fraction(0)
    for part in _in_series(proof.structure):
        seconds = downtime_of(part, proof)
        if isinstance(part, Component):
            yield from _of_component(proof, part, at, among=False)
        else:
            yield _Row(_group_name(part), "can be down together", at, at + seconds)
            for component in _components(part):
                yield from _of_component(proof, component, at, among=True)
        at += seconds


def _in_series(part: Module) -> Iterator[Module]:
    """The parts that are all needed, also those inside one another."""
    if isinstance(part, Choice) and part.count == len(part.parts):
        for inner in part.parts:
            yield from _in_series(inner)
    else:
        yield part


def _of_component(
    proof: AvailabilityProof, component: Component, at: Fraction, *, among: bool
) -> Iterator[_Row]:
    mine = [s for s in proof.supports if s.component == component.key]
    if not mine:
        yield _Row(str(component.key), "nobody promises it: taken never to fail", at, at, among)
    whole = downtime_of(component, proof)
    end = at + whole
    for support in mine:
        guarantee = support.guarantee
        name = f"{'· ' if among else ''}{name_of(support.agreement, guarantee)}"
        period = period_text(guarantee.period)
        note = f"{support.component}: {value_text(guarantee.target)}{period}"
        stop = min(at + support.seconds, end)
        yield _Row(name, note, at, stop, among)
        at = stop


def _group_name(part: Module) -> str:
    if isinstance(part, Choice):
        names = " | ".join(str(c.key) for c in _components(part))
        return f"{part.count} of {names}" if part.count > 1 else names
    return "needed together"


def _components(part: Module) -> Iterator[Component]:
    if isinstance(part, Component):
        yield part
        return
    for inner in part.parts:
        yield from _components(inner)
