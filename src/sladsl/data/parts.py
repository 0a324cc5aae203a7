"""Numbers of a promise over some of its cases, and how they add up to what was measured."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from fractions import Fraction

from sladsl.data.asked import Asked
from sladsl.data.cases import CaseTable
from sladsl.data.store import Store
from sladsl.evaluate.events import ATTRIBUTED
from sladsl.evaluate.reasons import Reason, Why, because
from sladsl.evaluate.results import Counted, LeftOut, Measured
from sladsl.evaluate.times import NO_CASE
from sladsl.exact.durations import Duration
from sladsl.model.values import Ratio, Value
from sladsl.records import field, record

STILL_OPEN = str(Reason(Why.STILL_OPEN))
LISTED = 1_000
"""How many cases that count, and how many that are left out, are listed; all are counted."""


@record(frozen=False)
class Part:
    """Of `cases` of a promise `done` counted and `failed` of these. `late` are the first of them: block, row
    and seconds of delay; `left` the first that are left out, with the reason, of `left_count`. `delays` and
    `taken` are seconds with how many cases they are of, where these are wanted."""

    cases: int = 0
    done: int = 0
    failed: int = 0
    shortest: int | None = None
    longest: int | None = None
    late: list[tuple[int, int, int]] = field(default_factory=list)
    left: list[tuple[int, int, str]] = field(default_factory=list)
    left_count: int = 0
    delays: Counter[int] = field(default_factory=Counter)
    taken: Counter[int] = field(default_factory=Counter)
    differing: int = 0
    undecided: int = 0

    def add(self, other: Part) -> None:
        """Adds what was found of other cases of the promise."""
        for name in ("cases", "done", "failed", "left_count", "differing", "undecided"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        shortest = [v for v in (self.shortest, other.shortest) if v is not None]
        longest = [v for v in (self.longest, other.longest) if v is not None]
        self.shortest, self.longest = min(shortest, default=None), max(longest, default=None)
        self.late = sorted([*self.late, *other.late])
        self.left = sorted([*self.left, *other.left])
        self.delays.update(other.delays)
        self.taken.update(other.taken)


def wants_delays(asked: Asked) -> bool:
    """Whether somebody may ask how late each case was: a credit or a bonus may."""
    return asked.guarantee.credit is not None or asked.guarantee.bonus is not None


def listed(parts: Iterable[Part], most: int) -> set[tuple[int, int]]:
    """Block and row of the cases that parts list, at most `most` of each kind."""
    return {(block, row) for part in parts for block, row, _ in (*part.late[:most], *part.left[:most])}


def measured(
    table: CaseTable, asked: Asked, part: Part, names: Mapping[tuple[int, int], str], most: int
) -> Measured:
    """What was measured, with at most `most` cases of each kind listed by their names."""
    open_switches = (ATTRIBUTED,) if part.differing else ()
    if not part.cases:
        return Measured(None, None, None, "cases", reason=NO_CASE, open=open_switches)
    late, left = part.late[:most], part.left[:most]
    left_out = tuple(LeftOut(names[b, r], None, Fraction(1), _why(asked, said), None) for b, r, said in left)
    left_more = part.left_count - len(left)
    if not part.done:
        return Measured(None, None, None, "cases", (), left_out, NO_CASE, open_switches, left_more=left_more)
    counted = tuple(
        Counted(names[block, row], None, Fraction(seconds), _origin(table, block, row))
        for block, row, seconds in late
    )
    more = part.failed - len(late)
    guarantee = asked.guarantee
    seconds = part.shortest if guarantee.comparator in (">=", ">") else part.longest
    value: Value
    if guarantee.share is not None:
        value = Ratio(Fraction(part.done - part.failed, part.done))
    elif guarantee.percentile is not None:
        value = Duration(Fraction(_ranked(part.taken, guarantee.percentile)))
    else:
        assert seconds is not None
        value = Duration(Fraction(seconds))
    delays = tuple(sorted(part.delays.items())) if more else ()
    in_time = Fraction(part.done - part.failed)
    return Measured(
        value, in_time, Fraction(part.done), "cases", counted, left_out, None, open_switches,
        more=more, left_more=left_more, delays=delays,
    )  # fmt: skip


def _why(asked: Asked, said: str) -> Reason:
    first = asked.formula.first
    return Reason(Why.STILL_OPEN) if said == STILL_OPEN else because(Why.NO_MOMENT, first)


def _ranked(taken: Counter[int], percentile: Fraction) -> int:
    """The nearest rank: the least value that so many per cent of all do not exceed."""
    wanted = max(percentile * taken.total() / 100, Fraction(1))
    upto = 0
    for seconds in sorted(taken):
        upto += taken[seconds]
        if upto >= wanted:
            return seconds
    raise ValueError("no value has that rank")


def names_of(store: Store, rows: Collection[tuple[int, int]]) -> dict[tuple[int, int], str]:
    """The ids of cases by block and row."""
    found: dict[tuple[int, int], str] = {}
    for block in sorted({block for block, _ in rows}):
        chosen = sorted(row for b, row in rows if b == block)
        some = f"(SELECT unnest([{', '.join(map(str, chosen))}]) AS r)"
        near = f"row BETWEEN {chosen[0]} AND {chosen[-1]}"  # the join alone would read the whole file
        for row, name in store.run(f"SELECT row, id FROM cases{block} JOIN {some} ON r = row WHERE {near}"):
            found[block, int(row)] = str(name)
    return found


def _origin(table: CaseTable, block: int, row: int) -> str:
    about = table.blocks[block].table
    return f"{about.file}:{about.line(row)}"
