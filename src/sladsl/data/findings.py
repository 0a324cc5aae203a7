"""What is found wrong in data: sources that do not fit, records that are left out, hours that come twice."""

from __future__ import annotations

from collections.abc import Sequence

from sladsl.diagnostics import catalogue
from sladsl.diagnostics.diagnostic import Diagnostic, Label
from sladsl.source import Span

SHOWN = 10
"""How many records of one kind are named one by one; all are counted."""


def bad_source(message: str, span: Span | None, help: str | None = None) -> Diagnostic:
    """Data that cannot be read as the source says."""
    labels = (Label(span, "read for this"),) if span else ()
    return Diagnostic(catalogue.BAD_DATA_SOURCE, message, labels, help=help)


def left_out(
    file: str, count: int, why: str, shown: Sequence[str], span: Span | None, help: str
) -> Diagnostic:
    """Records of one file left out for one reason, the first of them named with their rows."""
    records = "a record is" if count == 1 else f"{count:_} records are"
    notes = tuple(shown[:SHOWN])
    if count > len(notes):
        notes = (*notes, f"and {count - len(notes):_} more")
    labels = (Label(span, "read for this"),) if span else ()
    return Diagnostic(
        catalogue.RECORD_LEFT_OUT, f"`{file}`: {records} left out: {why}", labels, notes, help=help
    )


def no_lines(file: str, broken: Sequence[tuple[int, str]], span: Span | None) -> Diagnostic:
    """Lines of a text that are no records, each with its number and what is wrong with it."""
    why = "it is no line of the table" if len(broken) == 1 else "they are no lines of the table"
    help = "mend the lines: each has as many values as the first"
    if all("unicode" in what for _, what in broken):
        help = "save the file as UTF-8"
    return left_out(file, len(broken), why, [f"line {line}: {what}" for line, what in broken], span, help)


def odd_history(message: str, shown: Sequence[str], count: int, span: Span | None, help: str) -> Diagnostic:
    """States that contradict each other or the source; the first of so many named with their rows."""
    notes = tuple(shown[:SHOWN])
    if count > len(notes):
        notes = (*notes, f"and {count - len(notes):_} more")
    labels = (Label(span, "read for this"),) if span else ()
    return Diagnostic(catalogue.ODD_HISTORY, message, labels, notes, help=help)


def ambiguous(
    file: str, column: str, count: int, shown: Sequence[str], span: Span | None, *, skipped: bool = False
) -> Diagnostic:
    """Times without an offset in an hour that the clocks show twice, or that they skip."""
    times = "a time" if count == 1 else f"{count:_} times"
    said = "may mean two instants, and the first is taken"
    if skipped:
        said = f"{'was' if count == 1 else 'were'} shown by no clock, and the end of the gap is taken"
    notes = tuple(shown[:SHOWN])
    example = "2027-03-28T04:30:00+03:00" if skipped else "2027-10-31T03:30:00+02:00"
    return Diagnostic(
        catalogue.AMBIGUOUS_TIME,
        f"`{file}`: {times} in `{column}` {said}",
        (Label(span, "read for this"),) if span else (),
        notes,
        help=f"write times with their offset, such as `{example}`",
    )
