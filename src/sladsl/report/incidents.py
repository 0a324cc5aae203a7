"""What counted against a promise in the period and what was left out, each stretch and case by itself."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from sladsl.evaluate.results import Counted, LeftOut, Result, merged
from sladsl.exact import zones
from sladsl.exact.durations import Duration
from sladsl.lower import values as v
from sladsl.lower.contract.pen import Pen
from sladsl.lower.document import Align, Block, Inlines, Paragraph, Table, text
from sladsl.model.values import Ratio
from sladsl.report.clauses import Clauses
from sladsl.report.reasons import left_out_words
from sladsl.report.shown import amount_words, moment_words, written

MOST = 200
"""How many rows a list has at most; how many more there were is said below it."""


def incidents(pen: Pen, results: Sequence[tuple[str, Result]], zone: str, clauses: Clauses) -> list[Block]:
    """Two lists, of what counted and of what did not; each result comes with its name, empty for only one."""
    counted = [(name, r, item) for name, r in results for item in merged(r.measured.counted)]
    left_out = [(name, r, item) for name, r in results for item in merged(r.measured.left_out)]
    blocks: list[Block] = []
    hidden = sum(r.measured.more for _, r in results), sum(r.measured.left_more for _, r in results)
    lists = (("report-counted", counted, hidden[0]), ("report-left-out", left_out, hidden[1]))
    for message, items, unlisted in lists:
        timed = [each for each in items if each[2].interval is not None]
        others = [each for each in items if each[2].interval is None]
        if timed:
            blocks += [pen.p(message, what="times"), *_times(pen, timed, zone, clauses)]
        if others:
            blocks += [pen.p(message, what="records"), *_records(pen, others, clauses, unlisted)]
    known = [r for _, r in results if isinstance(r.measured.value, Ratio)]
    if known and not counted:
        whole = all(_is_whole(r) for r in known)
        blocks.insert(0, pen.p("report-nothing-counted" if whole else "report-only-sums"))
    return blocks


def _is_whole(result: Result) -> bool:
    """Whether a share has nothing that speaks against it: all of what is good, none of what is bad."""
    if result.guarantee.comparator in ("<", "<=") and result.guarantee.share is None:
        return result.measured.numerator == 0
    return result.measured.numerator == result.measured.denominator


_Item = tuple[str, Result, Counted | LeftOut]
_Head = tuple[str | Inlines, Align, int]


def _times(pen: Pen, items: Sequence[_Item], zone_name: str, clauses: Clauses) -> list[Block]:
    zone = zones.load(zone_name)
    several = any(name for name, _, _ in items)
    reasons = [_beside(pen, each, clauses) for each in items[:MOST]]
    last: list[_Head] = [(_last(items), Align.START, 13)] if any(reasons) else []
    # Columns share the width where one of them holds words; times alone are as wide as they are.
    wide = bool(last) or several
    heads: list[_Head] = [
        *([("report-column-promise", Align.START, 9)] if several else []),
        ("report-column-from", Align.START, 10 if wide else 0),
        ("report-column-until", Align.START, 4 if wide else 0),
        ("report-column-length", Align.END, 7 if wide else 0),
        *last,
    ]
    rows: list[tuple[Inlines, ...]] = []
    total = sum((Fraction(i.interval[1] - i.interval[0]) for _, _, i in items if i.interval), Fraction(0))
    for (name, _, item), reason in zip(items, reasons, strict=False):
        assert item.interval is not None
        start, end = (zones.wall(zone, instant).replace(tzinfo=None) for instant in item.interval)
        rows.append(
            (
                *([text(name)] if several else []),
                text(moment_words(pen, v.Instant(start))),
                text(moment_words(pen, v.Instant(end), start.date() == end.date())),
                text(written(pen, Duration(Fraction(item.interval[1] - item.interval[0])))),
                *([reason] if last else []),
            )
        )
    blocks: list[Block] = [pen.table(heads, rows), *_more(pen, items)]
    if len(items) > 1 and not several:
        blocks.append(pen.p("report-in-all", length=text(written(pen, Duration(total)))))
    return blocks


def _records(pen: Pen, items: Sequence[_Item], clauses: Clauses, unlisted: int) -> list[Block]:
    several = any(name for name, _, _ in items)
    cases = any(r.measured.unit == "cases" for _, r, _ in items)
    late = cases and any(isinstance(item, Counted) for _, _, item in items)
    reasons = [_beside(pen, each, clauses) for each in items[:MOST]]
    last: list[_Head] = [(_last(items), Align.START, 2)] if any(reasons) else []
    heads: list[_Head] = [
        *([("report-column-promise", Align.START, 2)] if several else []),
        ("report-column-record", Align.START, 1),
        *(
            [("report-column-late" if late else "report-column-amount", Align.END, 0)]
            if not _alone(items)
            else []
        ),
        *last,
    ]
    rows: list[tuple[Inlines, ...]] = []
    for (name, result, item), reason in zip(items, reasons, strict=False):
        unit = "s" if late else result.measured.unit
        rows.append(
            (
                *([text(name)] if several else []),
                text(item.what),
                *([text(amount_words(pen, item.amount, unit))] if not _alone(items) else []),
                *([reason] if last else []),
            )
        )
    return [Table(pen.table(heads, rows).columns, tuple(rows)), *_more(pen, items, unlisted)]


def _alone(items: Sequence[_Item]) -> bool:
    """Whether every record counts as one, so that no amount has to be named."""
    late = any(isinstance(item, Counted) and r.measured.unit == "cases" for _, r, item in items)
    return not late and all(item.amount == 1 for _, _, item in items)


def _last(items: Sequence[_Item]) -> str:
    if isinstance(items[0][2], LeftOut):
        return "report-column-why"
    return "report-column-part" if items[0][2].interval is not None else "report-column-read-from"


def _beside(pen: Pen, each: _Item, clauses: Clauses) -> Inlines:
    _, result, item = each
    if isinstance(item, LeftOut):
        return left_out_words(pen, item, result, clauses)
    parts = [item.what] if item.interval is not None and item.what not in _PLAIN else []
    parts += [item.origin] if item.origin else []
    return text(", ".join(parts))


_PLAIN = ("interval", "outage", "excluded time")


def _more(pen: Pen, items: Sequence[_Item], unlisted: int = 0) -> list[Paragraph]:
    """How many are not listed: of too many here, and of too many for the evaluation to name each."""
    shown = min(len(items), MOST)
    left = len(items) - shown + unlisted
    if not left:
        return []
    numbers = {"shown": text(pen.number(shown)), "more": text(pen.number(left))}
    return [pen.p("report-more", count=left, **numbers)]
