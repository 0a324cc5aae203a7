"""Numbers and dates written as elsewhere in the world: `99,9%`, `42,000`, `1e9`, `31.12.2027`, `2027-1-1`."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from sladsl.diagnostics import catalogue
from sladsl.diagnostics.diagnostic import Diagnostic, Edit, Fix, Label
from sladsl.source import Source, Span
from sladsl.syntax.build import LONGEST_NUMERAL
from sladsl.syntax.steering import Tok

_NUMBERS = frozenset(("NUMERAL", "PERCENTAGE", "QUANTILE"))
_STARTS = frozenset(("NUMERAL", "QUANTILE", "ISO_MONTH"))
_YEAR = r"(?P<y>(?:19|20|21)\d\d)"
_DATES = re.compile(
    rf"(?:{_YEAR}[-./](?P<m>\d\d?)[-./](?P<d>\d\d?)|(?P<first>\d\d?)(?P<sign>[-./])(?P<second>\d\d?)"
    r"(?P=sign)(?P<last>(?:19|20|21)\d\d))(?![\w.-])"
)
_POWER = re.compile(r"(?P<number>\d[\d_]*(?:\.\d[\d_]*)?)[eE](?P<power>[+-]?\d+)(?P<share>%?)(?![\w.])")
_LARGEST_POWER = 30


def as_written_here(source: Source, toks: Sequence[Tok]) -> tuple[list[Tok], list[Diagnostic]]:
    """The tokens with such numbers and dates read as what they are, and a finding for each of them.

    What could mean two things is marked as guessed.
    """
    made: list[Tok] = []
    findings: list[Diagnostic] = []
    at = 0
    while at < len(toks):
        stop, read = at + 1, toks[at]
        if read.kind in _STARTS:
            found = _date(source, toks, at) or _power(source, toks, at) or _decimal(source, toks, at)
            if found is not None:
                stop, read, finding = found
                findings.append(finding)
        made.append(read)
        at = stop
    return made, findings


def _date(source: Source, toks: Sequence[Tok], at: int) -> tuple[int, Tok, Diagnostic] | None:
    start = toks[at].start
    found = _DATES.match(source.text, start)
    if found is None:
        return None
    stop = next((i for i in range(at, len(toks)) if toks[i].end >= found.end()), at)
    if toks[stop].end != found.end() or stop == at:
        return None
    meant = _meant(found)
    fix = None if meant is None else _fix(source, start, found.end(), meant)
    finding = Diagnostic(
        catalogue.BAD_LITERAL,
        f"`{found.group()}` is not how a date is written",
        (Label(Span(source, start, found.end())),),
        help=f"write `{meant}`: year, month, day"
        if meant
        else "write the year, the month and the day, as in 2027-02-01",
        fix=fix,
    )
    return stop + 1, Tok("ISO_DATE", meant or "2000-01-01", start, found.end(), meant is None), finding


def _meant(found: re.Match[str]) -> str | None:
    """The date, unless nobody can tell the day from the month."""
    if found["y"] is not None:
        year, month, day = found["y"], found["m"], found["d"]
    elif found["sign"] == ".":
        year, month, day = found["last"], found["second"], found["first"]
    else:
        return None
    try:
        return dt.date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None


def _power(source: Source, toks: Sequence[Tok], at: int) -> tuple[int, Tok, Diagnostic] | None:
    """`1e9`, `1.5E-3%`."""
    start = toks[at].start
    found = _POWER.match(source.text, start)
    if found is None:
        return None
    stop = next((i for i in range(at, len(toks)) if toks[i].end >= found.end()), at)
    if toks[stop].end != found.end():
        return None
    power = found["power"]
    small = len(power) < 4 and abs(int(power)) <= _LARGEST_POWER
    meant = _in_full(found["number"], int(power)) + found["share"] if small else ""
    meant = meant if len(meant) <= LONGEST_NUMERAL else ""
    finding = Diagnostic(
        catalogue.BAD_LITERAL,
        f"`{found.group()}` is no number: numbers are written in full",
        (Label(Span(source, start, found.end())),),
        help=f"write `{meant}`" if meant else "write all digits; `_` may stand between thousands",
        fix=None if not meant else _fix(source, start, found.end(), meant),
    )
    kind = "PERCENTAGE" if found["share"] else "NUMERAL"
    return stop + 1, Tok(kind, meant or f"1{found['share']}", start, found.end(), not meant), finding


def _in_full(number: str, power: int) -> str:
    """A number times a power of ten with all its digits, thousands set apart by `_`."""
    value = Decimal(f"{number.replace('_', '')}e{power}")
    whole, _, fraction = f"{value:f}".partition(".")
    fraction = fraction.rstrip("0")
    return f"{int(whole):_}{f'.{fraction}' if fraction else ''}"


def _decimal(source: Source, toks: Sequence[Tok], at: int) -> tuple[int, Tok, Diagnostic] | None:
    groups = list(_groups(toks, at))
    if not groups:
        return None
    first, last = toks[at], groups[-1]
    stop = at + 2 * len(groups)
    texts = [first.text, *(tok.text for tok in groups)]
    threes = all(len(text.rstrip("%")) == 3 for text in texts[1:])
    point, underscores = ".".join(texts), "_".join(texts)
    span = Span(source, first.start, last.end)
    kind = "QUANTILE" if first.kind == "QUANTILE" else last.kind
    if len(groups) > 1 and not threes:
        return None
    if len(groups) > 1:
        reason, meant, guessed = "thousands are set apart by `_`", underscores, False
    elif threes and last.kind == "NUMERAL" and first.kind == "NUMERAL":
        reason, meant, guessed = "a comma separates the items of a list", underscores, True
    else:
        reason, meant, guessed = "the decimal sign is a point", point, False
    finding = Diagnostic(
        catalogue.BAD_LITERAL,
        f"`{span.text}` is no number: {reason}",
        (Label(span),),
        help=f"write `{underscores}` for thousands, or `{point}` for a fraction"
        if guessed
        else f"write `{meant}`",
        fix=None if guessed else _fix(source, first.start, last.end, meant),
    )
    return stop + 1, Tok(kind, meant, first.start, last.end, guessed), finding


def _groups(toks: Sequence[Tok], at: int) -> Iterator[Tok]:
    """The tokens that follow `at` behind commas, with nothing between."""
    if "." in toks[at].text:
        return
    while at + 2 < len(toks):
        before, comma, after = toks[at : at + 3]
        joined = before.end == comma.start and comma.end == after.start
        if comma.kind != "COMMA" or not joined or after.kind not in _NUMBERS - {"QUANTILE"}:
            return
        yield after
        if after.kind == "PERCENTAGE":
            return
        at += 2


def _fix(source: Source, start: int, end: int, by: str) -> Fix:
    return Fix(f"write `{by}`", (Edit(Span(source, start, end), by),), safe=False)
