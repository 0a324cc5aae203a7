"""The words of a file with the comments and blank lines around them: what the formatter lays out."""

from __future__ import annotations

from collections.abc import Iterator

from sladsl.records import record, replace
from sladsl.syntax.lexer import END, NEWLINE, Comment, Tokens


@record
class Remark:
    """A comment on lines of its own; `blank_before` when an empty line sets it off."""

    text: str
    blank_before: bool


@record
class Word:
    """One token as written.

    `remarks` stand on their own lines before it, `trailing` follows it on its line, `blank_before` is an
    empty line directly before it (after the remarks), `ends` says that a statement ends with it.
    """

    kind: str
    text: str
    start: int
    end: int
    remarks: tuple[Remark, ...]
    blank_before: bool
    trailing: str | None
    ends: bool


@record
class Words:
    """The words of each declaration, and a last empty word that carries the comments of the file's end."""

    declarations: tuple[tuple[Word, ...], ...]
    last: Word


def collect(tokens: Tokens) -> Words:
    """The words of `tokens`; every comment belongs to exactly one of them."""
    words = _counted(list(_words(tokens)))
    last = words.pop()
    declarations = []
    begin = 0
    for first, stop in tokens.pieces:
        size = sum(1 for kind in tokens.types[first:stop] if kind != NEWLINE)
        declarations.append(tuple(words[begin : begin + size]))
        begin += size
    return Words(tuple(declarations), last)


def _counted(words: list[Word]) -> list[Word]:
    """The words with `round to 1 decimal` in the singular and any other number in the plural."""
    for place in range(3, len(words)):
        before = [word.text for word in words[place - 3 : place]]
        if words[place].text in ("decimal", "decimals") and before[:2] == ["round", "to"]:
            words[place] = replace(words[place], text="decimal" if before[2] == "1" else "decimals")
    return words


def _words(tokens: Tokens) -> Iterator[Word]:
    """Every word in order. A word is given once what follows it on its line is known."""
    text = tokens.source.text
    comments = iter(tokens.comments)
    comment = next(comments, None)
    size = len(text)
    places = [i for first, stop in tokens.pieces for i in range(first, stop) if tokens.types[i] != NEWLINE]
    held: tuple[str, int, int, tuple[Remark, ...], bool, bool] | None = None
    behind = 0
    for place in (*places, len(tokens.types)):
        at_end = place == len(tokens.types)
        start = size if at_end else tokens.starts[place]
        gap: list[Comment] = []
        while comment is not None and comment.start < start:
            gap.append(comment)
            comment = next(comments, None)
        trailing = None
        if held is not None:
            if gap and "\n" not in text[behind : gap[0].start]:
                trailing = gap[0].text
                behind = gap.pop(0).end
            kind, begin, end, before, blank, ends = held
            yield Word(kind, text[begin:end], begin, end, before, blank, trailing, ends)
        remarks = []
        for one in gap:
            remarks.append(Remark(one.text, text.count("\n", behind, one.start) > 1))
            behind = one.end
        blank = text.count("\n", behind, start) > 1
        if at_end:
            yield Word(END, "", size, size, tuple(remarks), blank, None, True)
            return
        ends = place + 1 < len(tokens.types) and tokens.types[place + 1] == NEWLINE
        behind = tokens.ends[place]
        held = (tokens.types[place], start, behind, tuple(remarks), blank, ends)
