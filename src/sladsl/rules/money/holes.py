"""The stretches of missed values to which no row of a credit scale applies, and where they lie."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from sladsl.exact.durations import Duration
from sladsl.exact.ratio import Rounding
from sladsl.model.agreements import RoundTo
from sladsl.model.credits import Tier
from sladsl.records import record, replace
from sladsl.rules.compare import direction
from sladsl.rules.say import joined
from sladsl.rules.scales import Piece, Scale, scale_of


@record
class Hole:
    """Missed values in one run without a row, and the pieces beside it; None is the end of the axis."""

    scale: Scale
    pieces: tuple[Piece, ...]
    better: Piece | None
    worse: Piece | None

    @property
    def is_between(self) -> bool:
        """Whether rows apply on both sides."""
        return bool(self.better and self.better.rows and self.worse and self.worse.rows)

    @property
    def is_crack(self) -> bool:
        """Whether it lies between two numbers that are neighbours as they are written, such as 98.9 and 99.0.

        Nobody leaves such a hole on purpose.
        """
        if self.better is None or self.worse is None:
            return False
        upper, lower = sorted((self.better, self.worse), key=lambda piece: piece.low, reverse=True)
        width = upper.low - (lower.low if lower.high is None else lower.high)
        unit = self.scale.last_place
        return width == 0 or (unit is not None and width <= unit)

    @property
    def is_gap(self) -> bool:
        """Whether it is a hole in the scale: between two rows, or a crack between a row and the target."""
        return self.is_between or (self.worse is not None and bool(self.worse.rows) and self.is_crack)

    @property
    def is_free(self) -> bool:
        """Whether it lies between the target and the first row: missed, but not paid for."""
        return not self.is_gap and self.worse is not None and bool(self.worse.rows)

    @property
    def is_bottom(self) -> bool:
        """Whether nothing worse is paid for, while something better is."""
        return self.worse is None and bool(self.better and self.better.rows)

    @property
    def is_one_value(self) -> bool:
        return len(self.pieces) == 1 and self.pieces[0].is_point

    @property
    def said(self) -> str:
        """`exactly 99%`, `exactly 98% and exactly 99%`, or `values between 98% and 99%, such as 98.9%,`."""
        if all(piece.is_point for piece in self.pieces):
            points = sorted(self.pieces, key=lambda piece: piece.low)
            return joined([self.scale.said(piece) for piece in points])
        low = self.scale.value(min(piece.low for piece in self.pieces))
        highs = [piece.high for piece in self.pieces if piece.high is not None]
        example = next((p for p in self.pieces if not p.is_point), self.pieces[0])
        ends = (
            f"from {low} on"
            if len(highs) < len(self.pieces)
            else (f"between {low} and {self.scale.value(max(highs))}")
        )
        return f"values {ends}, such as {self.scale.witness(example)},"

    @property
    def bound_that_closes(self) -> str:
        """`below 99%` or `at most 98.95%`: with what the row beside it that is worse takes all of it in."""
        if direction(self.scale.guarantee.comparator) == "higher":
            edge, beyond, just = max(piece.high or piece.low for piece in self.pieces), "below", "at most"
        else:
            edge, beyond, just = min(piece.low for piece in self.pieces), "above", "at least"
        included = any(piece.is_point and piece.low == edge for piece in self.pieces)
        return f"`{just if included else beyond} {self.scale.value(edge)}`"

    @property
    def places_that_close(self) -> int | None:
        """With how many decimals values would have to be rounded so that none falls into it; None where the
        scale's own decimals leave some, and where values are rounded already or are times."""
        guarantee, places = self.scale.guarantee, self.scale.places
        if guarantee.rounding is not None or places is None or isinstance(guarantee.target, Duration):
            return None
        rounded = replace(guarantee, rounding=RoundTo(places, Rounding.HALF_UP), exact=False)
        tried = scale_of(rounded, self.scale.scheme)
        mine = {(piece.low, piece.high) for piece in self.pieces}
        left = tried is None or any((piece.low, piece.high) in mine for piece in tried.pieces)
        return None if left else places

    def verb(self, word: str) -> str:
        """The verb in the number of `said`."""
        return f"{word}s" if self.is_one_value else word

    def neighbours(self) -> Iterator[Tier]:
        """The rows beside the hole, the better one first."""
        for piece in (self.better, self.worse):
            if piece is not None:
                yield from piece.rows[:1]


def holes(scale: Scale | None) -> Iterator[Hole]:
    """The holes of a credit scale from the best value to the worst; none where no row applies anywhere."""
    if scale is None or not any(piece.rows for piece in scale.pieces):
        return
    runs = [list(run) for _, run in groupby(scale.pieces, key=lambda piece: not piece.rows and not piece.met)]
    for i, run in enumerate(runs):
        if run[0].rows or run[0].met:
            continue
        better = runs[i - 1][-1] if i else None
        worse = runs[i + 1][0] if i + 1 < len(runs) else None
        yield Hole(scale, tuple(run), better, worse)
