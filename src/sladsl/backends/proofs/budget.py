"""Draws a proof of availability: what each supporting promise lets go wrong, against what is allowed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import accumulate

from sladsl.backends.graph.widths import measure
from sladsl.backends.proofs.frame import ALONE, Paper, bar, deepened, labelled, page, text, upright
from sladsl.backends.proofs.words import ProofWords
from sladsl.exact.structures.modules import Choice, Component, Module, components
from sladsl.lower.document import text as inline
from sladsl.prove.availability import AvailabilityProof
from sladsl.prove.budgets import Support
from sladsl.prove.telling import downtime_of
from sladsl.records import record

_TOP, _PLAIN_TOP, _ROW, _BAR, _BEHIND = 96, 14, 40, 20, 8


@record
class _Row:
    """One line: a bar from `start` to `end` seconds; `among` marks an alternative, which adds nothing."""

    name: str
    note: str
    start: Fraction
    end: Fraction
    among: bool = False


def draw_budget(proof: AvailabilityProof, words: ProofWords, paper: Paper = ALONE) -> str:
    """An SVG waterfall: each contribution begins where the one above ends; what is beyond the limit is red,
    or of another colour where nothing is known to go there.

    Alternatives are dashed outlines under the time that they can be down together.
    """
    rows = list(_rows(proof, words))
    picture = _Picture(proof, words, paper, rows)
    lines = (caption(proof, words), _slack(proof, words))
    body = list(picture.body())
    return page(paper, words.told(proof), description(proof, words), lines, body, picture.bottom + 34)


def caption(proof: AvailabilityProof, words: ProofWords) -> str:
    """What the picture shows, on one line."""
    return words.pen.plain(
        "proof-picture-budget",
        service=inline(words.service(proof.service)),
        period=inline(words.period(proof)),
        time=inline(words.time(proof.base)),
    )


def description(proof: AvailabilityProof, words: ProofWords) -> str:
    """All that the picture shows, in words."""
    return words.pen.plain(
        "proof-picture-told",
        state=inline(words.state(proof)),
        sum=inline(words.sum(proof)),
        allowed=inline(words.allowed(proof)),
        slack=inline(words.slack(proof)),
    )


def _slack(proof: AvailabilityProof, words: ProofWords) -> str:
    allowed = inline(words.allowed(proof))
    slack, state = inline(words.slack(proof)), words.standing(proof)
    return words.pen.plain("proof-picture-slack", state=state, allowed=allowed, slack=slack)


def _scale(proof: AvailabilityProof, rows: Sequence[_Row]) -> Fraction:
    """The seconds at the right edge; alternatives may run out of the picture."""
    needed = max(proof.allowed, proof.bound, *(row.end for row in rows if not row.among))
    longest = max(needed, *(row.end for row in rows))
    return (min(longest, needed * 3 / 2) or Fraction(1)) * 21 / 20


class _Picture:
    """The rows on paper, the last of them what they come to."""

    def __init__(
        self, proof: AvailabilityProof, words: ProofWords, paper: Paper, rows: Sequence[_Row]
    ) -> None:
        self.proof, self.words, self.paper, self.rows = proof, words, paper, rows
        self.most = _scale(proof, rows)
        self.limit = self._x(max(proof.allowed, Fraction(0)))
        pen, state = words.pen, words.standing(proof)
        self.over = "doubt" if proof.is_open else "over"
        self.sum = pen.plain("proof-picture-together"), pen.plain("proof-picture-most", state=state)
        named = (*((row.name, row.note) for row in rows), self.sum)
        heights = (deepened(_ROW, *each, paper) for each in named)
        *self.tops, self.bottom = accumulate(heights, initial=paper.top(_TOP, _PLAIN_TOP))

    def body(self) -> Iterator[str]:
        paper, top = self.paper, self.tops[0]
        yield (
            f'<rect class="field" x="{paper.left}" y="{top - 6}" width="{paper.field}" '
            f'height="{self.bottom - top + 6}" rx="3"/>'
        )
        yield upright("limit", self.limit, top - 6, self.bottom)
        for above, row, y in zip((None, *self.tops), self.rows, self.tops, strict=False):
            if above is not None and not row.among:
                yield upright("join", self._x(row.start), above + _BAR, y)
            yield from labelled(row.name, row.note, paper, y + 9)
            if row.among:
                end = min(row.end, self.most)
                yield bar("among", self._x(row.start), self._x(end), y + 4, _BAR - 8, row.note)
            else:
                yield from self._split("part", row.start, row.end, y)
            yield self._said("note on" if row.among else "name on", row.end, row.end - row.start, y)
        yield from self._sum(self.tops[-1])

    def _sum(self, y: int) -> Iterator[str]:
        """All of it together against what is allowed."""
        proof, paper = self.proof, self.paper
        yield from labelled(*self.sum, paper, y + 9)
        yield bar("left", self._x(proof.bound), self.limit, y, _BAR)
        yield from self._split("whole", Fraction(0), proof.bound, y)
        yield self._total(y)
        said = self.words.pen.plain("proof-picture-allowed", time=inline(self.words.allowed(proof)))
        near_end = self.limit + measure(said, 12, bold=True) // 2 > paper.width - paper.right // 2
        anchor = "end" if near_end else "middle"
        yield text("limit-text", str(int(self.limit)), self.bottom + 18, said, anchor)

    def _total(self, y: int) -> str:
        """The time of the whole at the end of its bar: behind it, or within it where it would lie across the
        limit, behind which it would be taken for what is allowed."""
        bound, end = self.proof.bound, self._x(self.proof.bound)
        said = self.words.time(bound)
        needed = measure(said, 12, bold=True) + 2 * _BEHIND
        if end + needed <= self.limit:
            return text("name", str(int(end) + _BEHIND), y + 15, said)
        if end <= self.limit and needed <= end - self.paper.left:
            return text("name within", str(int(end) - _BEHIND), y + 15, said, "end")
        return self._said("name on", bound, bound, y)

    def _x(self, seconds: Fraction) -> Fraction:
        return self.paper.left + seconds / self.most * self.paper.field

    def _split(self, look: str, start: Fraction, end: Fraction, y: int) -> Iterator[str]:
        """A bar, red from where it leaves what is allowed."""
        inside = min(max(start, self.proof.allowed), end)
        yield bar(look, self._x(start), self._x(inside), y, _BAR)
        yield bar(self.over, self._x(inside), self._x(end), y, _BAR)

    def _said(self, look: str, after: Fraction, seconds: Fraction, y: int) -> str:
        """The time behind a bar, and behind the limit where it would lie across that; an arrow where the bar
        goes on beyond the picture."""
        beyond = "\N{RIGHTWARDS ARROW} " if after > self.most else ""
        said = f"{beyond}{self.words.time(seconds)}"
        x = int(self._x(min(after, self.most))) + _BEHIND
        if x - _BEHIND < self.limit < x + measure(said, 12, bold=True) + _BEHIND:
            x = int(self.limit) + _BEHIND
        return text(look, str(x), y + 15, said)


def _rows(proof: AvailabilityProof, words: ProofWords) -> Iterator[_Row]:
    """The parts that add up, each after the one before, and under a group what it is chosen from."""
    at = Fraction(0)
    for part in _in_series(proof.structure):
        seconds = downtime_of(part, proof)
        if isinstance(part, Component):
            yield from _of_component(proof, words, part, at, among=False)
        else:
            yield _Row(_group_name(part, words), words.pen.plain("proof-picture-at-once"), at, at + seconds)
            for key in components(part):
                yield from _of_component(proof, words, Component(key), at, among=True)
        at += seconds


def _in_series(part: Module) -> Iterator[Module]:
    """The parts that are all needed, also those inside one another."""
    if isinstance(part, Choice) and part.count == len(part.parts):
        for inner in part.parts:
            yield from _in_series(inner)
    else:
        yield part


def _of_component(
    proof: AvailabilityProof, words: ProofWords, component: Component, at: Fraction, *, among: bool
) -> Iterator[_Row]:
    mine = [s for s in proof.supports if s.component == component.key]
    dot = "· " if among else ""
    if not mine:
        never = words.pen.plain("proof-picture-unpromised")
        yield _Row(f"{dot}{words.component(component.key)}", never, at, at, among)
    end = at + downtime_of(component, proof)
    for support in mine:
        note = _note(support, proof, words)
        stop = min(at + support.seconds, end)
        yield _Row(f"{dot}{words.part(support, proof)}", note, at, stop, among)
        at = stop


def _note(support: Support, proof: AvailabilityProof, words: ProofWords) -> str:
    """What is promised of a component; the period is said where it is another than that of the promise."""
    subject = words.agreement(support.agreement) if words.titled else support.component
    target, period = words.pen.written(support.guarantee.target), support.guarantee.period
    if period is not None and period != proof.guarantee.period:
        per = words.pen.period(period)
        target = words.pen.plain("proof-picture-per", target=inline(target), period=per)
    return words.pen.plain("proof-picture-note", subject=inline(subject), target=inline(target))


def _group_name(part: Module, words: ProofWords) -> str:
    if not isinstance(part, Choice):
        return words.pen.plain("proof-picture-needed-together")
    names = " | ".join(words.component(key) for key in components(part))
    if part.count == 1:
        return names
    number, parts = inline(words.pen.number(part.count)), inline(names)
    return words.pen.plain("proof-picture-choice", number=number, parts=parts)
