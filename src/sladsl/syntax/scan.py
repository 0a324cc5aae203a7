"""The shapes of tokens, as regular expressions; where a token ends never depends on its context."""

from __future__ import annotations

import re
from functools import cache

_NUMERIC = (
    ("ISO_DATE", r"\d{4}-\d{2}-\d{2}(?!\w)"),
    ("ISO_MONTH", r"\d{4}-\d{2}(?![\w:-])"),
    ("ISO_QUARTER", r"\d{4}-Q[1-4](?!\w)"),
    ("CLOCK", r"\d{1,2}:\d{2}(?::\d{2})?(?![\w:])"),
    ("PERCENTAGE", r"\d[\d_]*(?:\.\d[\d_]*)?%"),
    ("NUMERAL", r"\d[\d_]*(?:\.\d[\d_]*)?"),
)
# In the order in which they are tried: the frequent first. `stray` is whatever can begin no token.
_SHAPES = (
    ("QUANTILE", r"p\d+(?:\.\d+)?(?!\w)"),
    ("word", r"[^\W\d]\w*(?:/(?:s|min|h|hour|day|month|year)\b)?"),
    ("sign", r"[{}(),:=.|+*/-]|[<>]=?"),
    ("NEWLINE", r"\n[ \t\r\n]*|;"),
    ("numeric", r"(?=\d)(?:" + "|".join(shape for _, shape in _NUMERIC) + ")"),
    ("LONG_STRING", r'"{3}[^"\\]*(?:(?:\\.|"(?!""))[^"\\]*)*"{3}'),
    ("open_text", r'"{3}'),
    ("STRING", r'"[^"\\\n]*(?:\\.[^"\\\n]*)*"'),
    ("BACKQUOTED", r"`[^`]*`"),
    ("comment", r"\#[^\n]*"),
    ("stray", r"[^ \t\r]"),
)
BLANKS = " \t\r"

PUNCTUATION = {
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

_ANY = "|".join(shape for _, shape in _SHAPES)


@cache
def pieces_of(ascii_only: bool) -> re.Pattern[str]:
    """Matches a token with the blanks before it; the form for ASCII texts is the faster one.

    No groups: then `findall` makes nothing but texts.
    """
    return re.compile(f"[{BLANKS}]*(?:{_ANY})", re.DOTALL | (re.ASCII if ascii_only else re.NOFLAG))


_QUANTILE = re.compile(_SHAPES[0][1])
_NUMBER = re.compile("|".join(f"(?P<{name}>{shape})" for name, shape in _NUMERIC))
_BY_FIRST = {"\n": "NEWLINE", ";": "NEWLINE", "#": "comment"}


def kind_of(token: str) -> str:
    """Which shape a token has, from its text alone: `IDENTIFIER` for every word, keywords included."""
    first = token[0]
    kind = PUNCTUATION.get(token) or _BY_FIRST.get(first)
    if kind is not None:
        return kind
    if first.isdecimal():
        number = _NUMBER.match(token)
        return (number and number.lastgroup) or "stray"
    if first.isalnum() or first == "_":
        if "/" in token:
            return "UNIT_RATE"
        quantile = first == "p" and _QUANTILE.fullmatch(token) is not None
        return "QUANTILE" if quantile else "IDENTIFIER"
    if len(token) == 1:
        return "stray"
    if first == "`":
        return "BACKQUOTED"
    if token.startswith('"""'):
        return "LONG_STRING" if len(token) > 3 else "open_text"
    return "STRING"
