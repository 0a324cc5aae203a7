"""Characters that can begin no token: what was meant, and a token to go on with where that is sure."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from sladsl.diagnostics import catalogue
from sladsl.diagnostics.diagnostic import Diagnostic, Edit, Fix, Label, Rule
from sladsl.source import Source, Span


class Stray(NamedTuple):
    """What to say, the kind and text of the token that takes its place (None: none), where to go on."""

    finding: Diagnostic
    kind: str | None
    token: str
    end: int


# What stands where something else was meant: the kind and text of the token, and the way out.
_MEANT: dict[str, tuple[str | None, str, str]] = {
    "≥": ("AT_LEAST_SIGN", ">=", "write >="),
    "≤": ("AT_MOST_SIGN", "<=", "write <="),
    "⩾": ("AT_LEAST_SIGN", ">=", "write >="),
    "⩽": ("AT_MOST_SIGN", "<=", "write <="),
    "–": ("MINUS", "-", "write a plain hyphen: -"),
    "—": ("MINUS", "-", "write a plain hyphen: -"),
    "−": ("MINUS", "-", "write a plain hyphen: -"),
    "‐": ("MINUS", "-", "write a plain hyphen: -"),
    "‑": ("MINUS", "-", "write a plain hyphen: -"),
    "×": ("STAR", "*", "write * or, in a credit, x"),
    "÷": ("SLASH", "/", "write /"),
    "&&": ("AND", "and", "write `and`"),
    "&": ("AND", "and", "write `and`"),
    "!": ("NOT", "not", "write `not`"),
    "\u00a0": (None, " ", "this is a no-break space: write an ordinary space"),
    "\u202f": (None, " ", "this is a no-break space: write an ordinary space"),
    "\u2009": (None, " ", "this is a thin space: write an ordinary space"),
    "\u200b": (None, "", "this is an invisible space: remove it"),
    "\ufeff": (None, "", "this is an invisible mark: remove it"),
    "[": (None, "", "lists need no brackets here: separate the items by commas"),
    "]": (None, "", "lists need no brackets here: separate the items by commas"),
}
_HELP = {
    "%": "a percent sign follows a number directly, as in 99.9%",
    "€": "write the currency's code after the amount, as in 100 EUR",
    "$": "write the currency's code after the amount, as in 100 USD",
    "£": "write the currency's code after the amount, as in 100 GBP",
    "~": "write the exact value: an agreement has no `about`",
    "\\": "statements go on after a comma and inside round brackets",
    "@": "mail addresses stand between quotes",
}
_IN_WORD = re.compile(r"[\w%]")
_QUOTED = re.compile(r"([“”„«»‘’‚'])([^“”„«»‘’‚'\"\n]*)([“”„«»‘’‚'\"])")
_TAIL = re.compile(r"(?<![{}; \t\r])[ \t\r]*(?:[{};][{}; \t\r]*)?(?:\#[^\n]*)?$")
_EXPONENT = re.compile(r"\d[\d.]*[eE]\d{1,2}$")
_NEXT_DECLARATION = re.compile(r"\n(?=(?:[a-z]+[ \t]+){1,2}\w+[^\n]*$)", re.MULTILINE)


def read_stray(source: Source, at: int) -> Stray:
    """What stands at `at`, where no token begins."""
    text = source.text
    sign = text[at]
    if sign in '"`':
        return _unclosed(source, at)
    power = _EXPONENT.search(text, text.rfind("\n", 0, at) + 1, at)
    if sign == "%" and power is not None:
        return _power(source, power.start(), at + 1)
    quoted = _QUOTED.match(text, at)
    if quoted is not None:
        return _foreign_quotes(source, at, quoted)
    end = at + (2 if text.startswith("&&", at) else 1)
    kind, token, way_out = _MEANT.get(text[at:end], (None, None, None))
    fix = None if token is None else _replace(source, at, end, token)
    span = Span(source, at, end)
    shown = span.text if span.text.isprintable() and not span.text.isspace() else f"U+{ord(sign):04X}"
    help_text = way_out or _HELP.get(sign, "remove it, or put it inside quotes if it belongs to a text")
    message = f"`{shown}` is written `{token}` here" if kind else f"`{shown}` means nothing here"
    finding = Diagnostic(catalogue.UNKNOWN_CHARACTER, message, (Label(span),), help=help_text, fix=fix)
    return Stray(finding, kind, token or "", end)


def _power(source: Source, start: int, end: int) -> Stray:
    """A percentage with an exponent, as programs write it."""
    span = Span(source, start, end)
    try:
        meant = f"write `{Decimal(span.text.rstrip('%')):f}%`"
    except InvalidOperation:
        meant = "write it out, as in 99.9%"
    finding = Diagnostic(
        catalogue.BAD_LITERAL,
        f"`{span.text}` is no percentage: numbers are written out, without `e`",
        (Label(span),),
        help=meant,
    )
    return Stray(finding, None, "", end)


def _replace(source: Source, start: int, end: int, by: str) -> Fix:
    """Writes `by` there, with spaces where words would grow together."""
    before, after = source.text[max(start - 1, 0) : start], source.text[end : end + 1]
    if by.isalpha() or source.text[start:end] in ("[", "]"):
        words = [_IN_WORD.match(sign) is not None for sign in (before, after)]
        if not by:
            by = " " if all(words) else ""
        else:
            by = f"{' ' if words[0] else ''}{by}{' ' if words[1] else ''}"
    title = f"write `{by.strip()}`" if by.strip() else "write an ordinary space" if by else "remove it"
    return Fix(title, (Edit(Span(source, start, end), by),), safe=True)


def _foreign_quotes(source: Source, at: int, quoted: re.Match[str]) -> Stray:
    token = f'"{quoted.group(2)}"'
    start, end = quoted.start(), quoted.end()
    finding = Diagnostic(
        catalogue.FOREIGN_QUOTES,
        f"a text stands between straight double quotes, not `{quoted.group(1)}` and `{quoted.group(3)}`",
        (Label(Span(source, start, end)),),
        help=f"write {token}",
        fix=Fix("write straight quotes", (Edit(Span(source, start, end), token),), safe=True),
    )
    return Stray(finding, "STRING", token, end)


def _unclosed(source: Source, at: int) -> Stray:
    """A text or query without an end is taken to end with its line, before a brace that ends the line."""
    text = source.text
    opener = '"""' if text.startswith('"""', at) else text[at]
    what = "a query" if opener == "`" else "a text"
    close = "close it with " + opener
    if opener == '"':
        close += " on the same line; a text of several lines stands between triple quotes"
    finding = _finding(
        catalogue.UNCLOSED, source, at, len(opener), f"{what} begins here and never ends", close
    )
    if opener == '"""':
        later = _NEXT_DECLARATION.search(text, at)
        end = later.start() if later is not None else len(text)
        body = text[at + 3 : end].replace('"', "")
        return Stray(finding, "LONG_STRING", f'"""{body}"""', end)
    line_end = text.find("\n", at)
    line_end = len(text) if line_end < 0 else line_end
    tail = _TAIL.search(text, at + 1, line_end)
    end = max(tail.start() if tail is not None else line_end, at + 1)
    kind = "STRING" if opener == '"' else "BACKQUOTED"
    return Stray(finding, kind, text[at:end].rstrip("\\") + opener, end)


def _finding(rule: Rule, source: Source, at: int, length: int, said: str, help_text: str) -> Diagnostic:
    return Diagnostic(rule, said, (Label(Span(source, at, at + length), "opened here"),), help=help_text)
