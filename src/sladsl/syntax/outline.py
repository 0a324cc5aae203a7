"""Where statements and blocks begin and end, from braces and indentation alone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, get_args

from sladsl.syntax.lexer import END, NEWLINE
from sladsl.syntax.steering import Tok
from sladsl.syntax.words import AgreementKind, Level

# The word that heads a statement with a block, and the rule of the grammar whose block that is.
_OWNERS = {
    "sla": "agreement",
    "ola": "agreement",
    "uc": "agreement",
    "credit": "credit_tiers",
    "credits": "credit_terms",
    "escalate": "escalation",
}
LEVELS = get_args(Level)
KINDS = get_args(AgreementKind)


class Place(NamedTuple):
    """Where a token stands: its statement's first token, and the statement around that statement's block."""

    first: int
    owner: int | None


class Unclosed(NamedTuple):
    """A `{` without a `}`: its index, and before which token the indentation says that it ended."""

    opener: int
    before: int


def place_of(toks: Sequence[Tok], at: int) -> Place:
    """The statement in which token `at` stands; a line's end belongs to the statement before it."""
    first, opener = _statement(toks, at)
    return Place(first, None if opener is None else _statement(toks, opener)[0])


def _statement(toks: Sequence[Tok], at: int) -> tuple[int, int | None]:
    """The first token of the statement of `at`, and the `{` around it."""
    depth, first = 0, None
    for index in range(at - 1, -1, -1):
        kind = toks[index].kind
        if kind == "RBRACE":
            depth += 1
        elif kind == "LBRACE":
            if depth == 0:
                return (index + 1 if first is None else first), index
            depth -= 1
        elif kind == NEWLINE and depth == 0 and first is None:
            first = index + 1
    return first or 0, None


def head(toks: Sequence[Tok], first: int) -> str:
    """The word that says what the statement from `first` is: `guarantee`, `sla`, `fee`."""
    word = toks[first].text
    if word in LEVELS and first + 1 < len(toks) and toks[first + 1].text in KINDS:
        return toks[first + 1].text
    return word


def rule_of(word: str) -> str:
    """The rule of the grammar whose block a statement headed by `word` has."""
    return _OWNERS.get(word, word)


def owner_rule(toks: Sequence[Tok], place: Place) -> str | None:
    """The rule of the grammar in whose block a statement stands."""
    return None if place.owner is None else rule_of(head(toks, place.owner))


def statement_end(toks: Sequence[Tok], at: int) -> int:
    """The index of the line's end, brace or `$END` that ends the statement of `at`, past its block."""
    depth = 0
    for index in range(at, len(toks)):
        kind = toks[index].kind
        if kind == "LBRACE":
            depth += 1
        elif kind == "RBRACE":
            if depth == 0:
                return index
            depth -= 1
        elif kind == END or (kind == NEWLINE and depth == 0):
            return index
    return len(toks) - 1


def _indent(text: str, at: int) -> int | None:
    """The column of `at` when it is the first on its line."""
    line = text.rfind("\n", 0, at) + 1
    return at - line if not text[line:at].strip(" \t\r") else None


def _line_indent(text: str, at: int) -> int:
    """How far the line of `at` is indented."""
    line = text.rfind("\n", 0, at) + 1
    return next((i for i, char in enumerate(text[line : at + 1]) if char not in " \t"), 0)


def unclosed(toks: Sequence[Tok], text: str) -> list[Unclosed]:
    """The braces that are never closed, innermost first, when more are opened than closed."""
    kinds = [tok.kind for tok in toks]
    missing = kinds.count("LBRACE") - kinds.count("RBRACE")
    found: list[Unclosed] = []
    opened: list[tuple[int, int]] = []
    first_of_statement = 0
    for index, tok in enumerate(toks):
        if missing <= 0:
            return found
        if index and kinds[index - 1] in (NEWLINE, "LBRACE"):
            first_of_statement = index
        column = _indent(text, tok.start)
        if column is not None and kinds[index] not in (NEWLINE, END):
            while opened and missing > 0:
                opener, indent = opened[-1]
                line_later = "\n" in text[toks[opener].start : tok.start]
                outside = column < indent or (column == indent and tok.kind != "RBRACE")
                if not (line_later and outside):
                    break
                opened.pop()
                missing -= 1
                found.append(Unclosed(opener, index - 1 if kinds[index - 1] == NEWLINE else index))
        if tok.kind == "LBRACE":
            opened.append((index, _line_indent(text, toks[first_of_statement].start)))
        elif tok.kind == "RBRACE" and opened:
            opened.pop()
    ends = len(toks) - 1 if kinds[-1] == END else len(toks)
    found += [Unclosed(opener, ends) for opener, _ in reversed(opened[-missing:] if missing > 0 else [])]
    return found
