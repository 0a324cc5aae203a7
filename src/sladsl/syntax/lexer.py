"""Cuts a text into tokens: what a statement is made of, where it ends, and where declarations begin."""

from __future__ import annotations

import re
from typing import NamedTuple

from sladsl.diagnostics.diagnostic import Diagnostic
from sladsl.records import record
from sladsl.source import Source
from sladsl.syntax.scan import BLANKS, kind_of, pieces_of
from sladsl.syntax.strays import read_stray
from sladsl.syntax.tables import Keywords

NAME = "IDENTIFIER"
NEWLINE = "NEWLINE"
END = "$END"

ALWAYS_DECLARES = frozenset(
    ("import", "party", "calendar", "service", "metric", "exclusion", "clause", "term", "template")
) | frozenset(("policy", "scenario", "sla", "ola", "uc"))
_HEADS = {
    "corporate": re.compile(r"corporate[ \t]+(?:sla|ola|uc)\b"),
    "customer": re.compile(r"customer[ \t]+(?:sla|ola|uc)\b"),
    "priorities": re.compile(r'priorities[ \t]+\w+[ \t]*["{]'),
    "silence": re.compile(r"silence[ \t]+in[ \t]+this\b"),
}
_REMEMBERED_PIECES, _REMEMBERED_LENGTH = 100_000, 40
_NO_STATEMENT_ENDS_AFTER = frozenset((NEWLINE, "LBRACE", "COMMA", END))
# Kinds that need more than to be appended: they end statements, open brackets, or are no tokens at all.
_EVENTFUL = frozenset((NEWLINE, "LPAR", "RPAR", "RBRACE", "comment", "stray", "open_text"))


class Comment(NamedTuple):
    """A `#` comment without its line end."""

    start: int
    end: int
    text: str


@record
class Tokens:
    """The tokens of one text as parallel lists, the comments, and where each declaration begins.

    `pieces` holds half-open ranges of token indices, one per declaration; each is followed by an `$END`
    token, which belongs to none.
    """

    source: Source
    types: list[str]
    texts: list[str]
    starts: list[int]
    ends: list[int]
    comments: tuple[Comment, ...]
    pieces: tuple[tuple[int, int], ...]


def starts_declaration(text: str, start: int, word: str) -> bool:
    """Whether the `word` at `start`, which stands at the margin, begins a declaration."""
    return word in ALWAYS_DECLARES or (word in _HEADS and _HEADS[word].match(text, start) is not None)


def tokenize(source: Source, keywords: Keywords) -> tuple[Tokens, list[Diagnostic]]:
    """The tokens of `source`, and a diagnostic for every character that cannot begin one.

    A NEWLINE stands only where a statement can end: never doubled, never inside round brackets, after a
    comma, after `{` or before `}`. A declaration keyword at the margin closes whatever was left open.
    """
    return _Cutter(source, keywords).cut()


class _Cutter:
    """The lists being filled. What a piece of text is depends on nothing else, so it is looked up once."""

    def __init__(self, source: Source, keywords: Keywords) -> None:
        self.source = source
        self.keywords = keywords
        # An `$END` stands before the first declaration as well: there is always a token before.
        self.types: list[str] = [END]
        self.texts: list[str] = [""]
        self.starts: list[int] = [0]
        self.ends: list[int] = [0]
        self.comments: list[Comment] = []
        self.pieces: list[tuple[int, int]] = []
        self.first = 1
        self.depth = 0
        self.stop = len(source.text.rstrip(BLANKS))
        self.problems: list[Diagnostic] = []

    def cut(self) -> tuple[Tokens, list[Diagnostic]]:
        text = self.source.text
        at: int | None = 1 if text.startswith("\ufeff") else 0
        known = self.keywords.pieces
        if len(known) > _REMEMBERED_PIECES:
            known.clear()
        while at is not None:
            at = self.cut_from(at, known)
        self.end_piece(len(text))
        tokens = Tokens(
            self.source,
            self.types,
            self.texts,
            self.starts,
            self.ends,
            tuple(self.comments),
            tuple(self.pieces),
        )
        return tokens, self.problems

    def cut_from(self, at: int, known: dict[str, tuple[str, str, int, bool]]) -> int | None:
        """Cuts from `at` to the end, or to a stray character after which it has to go on elsewhere."""
        types = self.types
        add_type, add_text = types.append, self.texts.append
        add_start, add_end = self.starts.append, self.ends.append
        text = self.source.text
        pattern = pieces_of(text.isascii())
        # After a stray one by one: cutting all the rest anew for each of many would take for ever.
        found = (
            (piece[0] for piece in pattern.finditer(text, at, self.stop))
            if self.problems
            else pattern.findall(text, at, self.stop)
        )
        for piece in found:
            try:
                kind, token, blanks, eventful = known[piece]
            except KeyError:
                looked = self.look(piece)
                kind, token, blanks, eventful = looked
                if len(piece) <= _REMEMBERED_LENGTH:
                    known[piece] = looked
            start = at + blanks
            at += len(piece)
            if eventful:
                if kind == NEWLINE:
                    if not self.depth and types[-1] not in _NO_STATEMENT_ENDS_AFTER:
                        add_type(kind)
                        add_text("\n")
                        add_start(start)
                        add_end(start + 1)
                    continue
                if kind in ("stray", "open_text"):
                    return self.stray(start)
                if not self.event(kind, token, start, at):
                    continue
            add_type(kind)
            add_text(token)
            add_start(start)
            add_end(at)
        return None

    def look(self, piece: str) -> tuple[str, str, int, bool]:
        token = piece.lstrip(BLANKS)
        kind = kind_of(token)
        eventful = kind in _EVENTFUL
        if kind == "IDENTIFIER":
            kind = self.keywords.get(token, kind)
            eventful = token in ALWAYS_DECLARES or token in _HEADS
        return kind, token, len(piece) - len(token), eventful

    def event(self, kind: str, token: str, start: int, end: int) -> bool:
        """Does what a token causes around it; whether the token itself is kept."""
        if kind == "comment":
            self.comments.append(Comment(start, end, token.rstrip()))
            return False
        if kind == "LPAR":
            self.depth += 1
        elif kind == "RPAR":
            self.depth = max(self.depth - 1, 0)
        elif kind == "RBRACE":
            self.drop_newline()
        else:
            text = self.source.text
            margin = start == 0 or text[start - 1] in "\n\ufeff"
            if margin and starts_declaration(text, start, token):
                self.end_piece(start)
        return True

    def drop_newline(self) -> None:
        if self.types[-1] == NEWLINE:
            for column in (self.types, self.texts, self.starts, self.ends):
                column.pop()

    def end_piece(self, at: int) -> None:
        """Closes the declaration before `at`, whatever it left open."""
        self.depth = 0
        self.drop_newline()
        if len(self.types) > self.first:
            self.pieces.append((self.first, len(self.types)))
            self.types.append(END)
            self.texts.append("")
            self.starts.append(self.ends[-1])
            self.ends.append(self.ends[-1])
        self.first = len(self.types)

    def stray(self, at: int) -> int:
        """Reports what can begin no token; puts in what was surely meant; says where to go on."""
        if self.source.text[at] == "`":
            at = self.rewind(at)
        read = read_stray(self.source, at)
        self.problems.append(read.finding)
        if read.kind is not None:
            self.types.append(read.kind)
            self.texts.append(read.token)
            self.starts.append(at)
            self.ends.append(read.end)
        return read.end

    def rewind(self, at: int) -> int:
        """Where the query began that is never closed, when one is left over at `at`.

        It is the first of which the next line's opening backquote made an end.
        """
        for index in range(self.first, len(self.types)):
            text = self.texts[index]
            if self.types[index] == "BACKQUOTED" and "\n" in text and text[:-1].rstrip(BLANKS).endswith("="):
                at = self.starts[index]
                for column in (self.types, self.texts, self.starts, self.ends):
                    del column[index:]
                self.comments = [comment for comment in self.comments if comment.end <= at]
                break
        return at
