"""Cuts a text into tokens with one regular expression; where tokens end never depends on context."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from sladsl.diagnostics import catalogue
from sladsl.diagnostics.diagnostic import Diagnostic, Label
from sladsl.source import Source, Span

NAME = "IDENTIFIER"
NEWLINE = "NEWLINE"
END = "$END"

_PUNCTUATION = {
    "{": "LBRACE",
    "}": "RBRACE",
    "(": "LPAR",
    ")": "RPAR",
    ",": "COMMA",
    ":": "COLON",
    "=": "EQUAL",
    ".": "DOT",
    "|": "VBAR",
    "+": "PLUS",
    "-": "MINUS",
    "*": "STAR",
    "/": "SLASH",
    "<": "LESSTHAN",
    ">": "MORETHAN",
    "<=": "AT_MOST_SIGN",
    ">=": "AT_LEAST_SIGN",
}

_TOKEN = re.compile(
    r"""
    (?P<blank>[ \t\r\ufeff]+)
  | (?P<NEWLINE>\n|;)
  | (?P<comment>\#[^\n]*)
  | (?P<UNIT_RATE>[^\W\d]\w*/(?:s|min|h|hour|day|month|year)\b)
  | (?P<QUANTILE>p\d+(?:\.\d+)?(?!\w))
  | (?P<IDENTIFIER>[^\W\d]\w*)
  | (?P<ISO_DATE>\d{4}-\d{2}-\d{2}(?!\w))
  | (?P<ISO_MONTH>\d{4}-\d{2}(?![\w:-]))
  | (?P<ISO_QUARTER>\d{4}-Q[1-4](?!\w))
  | (?P<CLOCK>\d{1,2}:\d{2}(?::\d{2})?(?![\w:]))
  | (?P<PERCENTAGE>\d[\d_]*(?:\.\d[\d_]*)?%)
  | (?P<NUMERAL>\d[\d_]*(?:\.\d[\d_]*)?)
  | (?P<LONG_STRING>\"{3}(?:[^"\\]|\\.|\"(?!\"\"))*\"{3})
  | (?P<STRING>"(?:[^"\\\n]|\\.)*")
  | (?P<BACKQUOTED>`[^`]*`)
  | (?P<punctuation><=|>=|[{}(),:=.|+\-*/<>])
    """,
    re.VERBOSE | re.DOTALL,
)

_ALWAYS_DECLARES = frozenset(
    [
        "import",
        "party",
        "calendar",
        "service",
        "metric",
        "exclusion",
        "clause",
        "term",
        "template",
        "policy",
        "scenario",
        "sla",
        "ola",
        "uc",
    ]
)
_LEVELS = frozenset(("corporate", "customer"))
_PRIORITIES_HEAD = re.compile(r'priorities[ \t]+\w+[ \t]*["{]')
_LEVEL_HEAD = re.compile(r"(?:corporate|customer)[ \t]+(?:sla|ola|uc)\b")


class Comment(NamedTuple):
    """A `#` comment without its line end; `own_line` when nothing stands before it on the line."""

    start: int
    end: int
    text: str
    own_line: bool


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of one text as parallel lists, the comments, and where each declaration begins.

    `pieces` holds half-open ranges of token indices, one per declaration; NEWLINE tokens between
    declarations belong to none.
    """

    source: Source
    types: list[str]
    starts: list[int]
    ends: list[int]
    comments: tuple[Comment, ...]
    pieces: tuple[tuple[int, int], ...]


def _starts_declaration(text: str, start: int, word: str) -> bool:
    if word in _ALWAYS_DECLARES:
        return True
    if word in _LEVELS:
        return _LEVEL_HEAD.match(text, start) is not None
    return word == "priorities" and _PRIORITIES_HEAD.match(text, start) is not None


def tokenize(source: Source, keywords: dict[str, str]) -> tuple[Tokens, list[Diagnostic]]:
    """The tokens of `source`, and a diagnostic for every character that cannot begin one.

    A NEWLINE stands only where a statement can end: never doubled, never inside round brackets, after a
    comma, after `{` or before `}`. A declaration keyword at the margin closes whatever was left open.
    """
    text = source.text
    types: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    comments: list[Comment] = []
    cuts: list[int] = []
    problems: list[Diagnostic] = []
    scan = _TOKEN.match
    keyword = keywords.get
    depth = 0
    last = NEWLINE
    at, size = 0, len(text)
    margin = True
    while at < size:
        found = scan(text, at)
        if found is None:
            at = _skip_unknown(source, at, problems)
            margin = False
            continue
        kind = found.lastgroup
        end = found.end()
        if kind == "blank":
            if margin and text[at] != "\ufeff":
                margin = False
            at = end
            continue
        if kind == "NEWLINE":
            margin = text[at] == "\n"
            if not depth and last not in ("NEWLINE", "LBRACE", "COMMA"):
                types.append("NEWLINE")
                starts.append(at)
                ends.append(end)
                last = "NEWLINE"
            at = end
            continue
        if kind == "comment":
            line = text.rfind("\n", 0, at) + 1
            own = not text[line:at].strip()
            comments.append(Comment(at, end, text[at:end].rstrip(), own))
            at = end
            continue
        if kind == "IDENTIFIER":
            word = text[at:end]
            kind = keyword(word, "IDENTIFIER")
            if margin and _starts_declaration(text, at, word):
                depth = 0
                if types and types[-1] != "NEWLINE":
                    types.append("NEWLINE")
                    starts.append(at)
                    ends.append(at)
                cuts.append(len(types))
        elif kind == "punctuation":
            sign = text[at:end]
            kind = _PUNCTUATION[sign]
            if sign == "(":
                depth += 1
            elif sign == ")":
                depth = max(depth - 1, 0)
            elif sign == "}" and types and types[-1] == "NEWLINE":
                types.pop()
                starts.pop()
                ends.pop()
        margin = False
        types.append(kind)  # type: ignore[arg-type]
        starts.append(at)
        ends.append(end)
        last = kind  # type: ignore[assignment]
        at = end
    return Tokens(source, types, starts, ends, tuple(comments), _pieces(types, cuts)), problems


def _pieces(types: list[str], cuts: list[int]) -> tuple[tuple[int, int], ...]:
    bounds = [*cuts, len(types)]
    if not bounds[0] == 0 and any(t != NEWLINE for t in types[: bounds[0]]):
        bounds.insert(0, 0)
    pieces = []
    for first, stop in zip(bounds, bounds[1:], strict=False):
        begin = first
        end = stop
        while begin < end and types[begin] == NEWLINE:
            begin += 1
        while end > begin and types[end - 1] == NEWLINE:
            end -= 1
        if begin < end:
            pieces.append((begin, end))
    return tuple(pieces)


def _skip_unknown(source: Source, at: int, problems: list[Diagnostic]) -> int:
    """Reports what cannot begin a token at `at`; returns where to go on."""
    text = source.text
    sign = text[at]
    if sign in '"`':
        opener = '"""' if text.startswith('"""', at) else sign
        what = "a text" if sign == '"' else "a query"
        line_end = text.find("\n", at)
        line_end = len(text) if line_end < 0 else line_end
        problems.append(
            Diagnostic(
                catalogue.UNCLOSED,
                f"{what} begins here and never ends",
                (Label(Span(source, at, at + len(opener)), "opened here"),),
                help=f"close it with {opener}"
                + (
                    " on the same line; a text of several lines stands between triple quotes"
                    if opener == '"'
                    else ""
                ),
            )
        )
        return line_end
    shown = sign if sign.isprintable() else f"U+{ord(sign):04X}"
    problems.append(
        Diagnostic(
            catalogue.UNKNOWN_CHARACTER,
            f"`{shown}` means nothing here",
            (Label(Span(source, at, at + 1)),),
            help=_LOOKALIKES.get(sign, "remove it, or put it inside quotes if it belongs to a text"),
        )
    )
    return at + 1


_LOOKALIKES = {
    "“": 'write straight quotes: "',
    "”": 'write straight quotes: "',
    "„": 'write straight quotes: "',
    "'": 'texts stand between double quotes: "…"',
    "–": "write a plain hyphen: -",
    "—": "write a plain hyphen: -",
    "≥": "write >=",
    "≤": "write <=",
    "×": "write x or *",
    "\u00a0": "this is a no-break space: write an ordinary space",
    "%": "a percent sign follows a number directly, as in 99.9%",
    "€": "write the currency's code after the amount, as in 100 EUR",
    "$": "write the currency's code after the amount, as in 100 USD",
    "£": "write the currency's code after the amount, as in 100 GBP",
    "[": "lists need no brackets here: separate the items by commas",
    "]": "lists need no brackets here: separate the items by commas",
    "!": "write `not`",
    "&": "write `and`",
}
