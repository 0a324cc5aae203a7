"""Words as statements and blocks: the structure that decides where lines begin and how far they indent."""

from __future__ import annotations

from collections.abc import Iterator

from sladsl.records import record, replace
from sladsl.syntax.format_words import Word


@record
class Block:
    """What stands between braces; `on_one_line` when it may be written without a line break."""

    opening: Word
    statements: tuple[Statement, ...]
    closing: Word
    on_one_line: bool


@record
class Statement:
    """A line in its longest form: words, and the block they open. A block always ends its statement."""

    words: tuple[Word, ...]
    block: Block | None

    @property
    def first(self) -> Word:
        return self.words[0]

    @property
    def last(self) -> Word:
        return self.block.closing if self.block else self.words[-1]

    @property
    def is_row(self) -> bool:
        return self.words[0].kind == "VBAR"


def declaration(words: tuple[Word, ...], text: str) -> Statement:
    """The statement that the words of one declaration form; `text` is the file they were cut from."""
    is_import = words[0].kind == "IMPORT"
    made, at = _statement(words, 0, text, is_import)
    if at != len(words):
        raise ValueError(f"words after the end of a declaration: {words[at].text!r}")
    return made


def _statement(words: tuple[Word, ...], at: int, text: str, is_list: bool) -> tuple[Statement, int]:
    begin = at
    while at < len(words):
        word = words[at]
        if word.kind == "LBRACE":
            block, stop = _block(words, at, text, is_list)
            return Statement(words[begin:at], block), stop
        if word.kind == "RBRACE":
            break
        at += 1
        if word.ends:
            break
    return Statement(words[begin:at], None), at


def _block(words: tuple[Word, ...], at: int, text: str, is_list: bool) -> tuple[Block, int]:
    opening = words[at]
    at += 1
    statements = []
    while words[at].kind != "RBRACE":
        statement, at = _statement(words, at, text, False)
        statements.append(statement)
    closing = words[at]
    if is_list:
        statements = [_without_last_comma(statement) for statement in statements]
    made = Block(opening, tuple(statements), closing, False)
    written_so = is_list or "\n" not in text[opening.start : closing.end]
    free = not any(s.is_row for s in statements) and not any(_comments_inside(made))
    return Block(opening, tuple(statements), closing, written_so and free), at + 1


def _without_last_comma(statement: Statement) -> Statement:
    *kept, comma = statement.words
    if comma.kind != "COMMA":
        return statement
    kept[-1] = replace(kept[-1], trailing=comma.trailing)
    return Statement(tuple(kept), None)


def _comments_inside(block: Block) -> Iterator[bool]:
    yield block.opening.trailing is not None or bool(block.closing.remarks)
    for statement in block.statements:
        for word in statement.words:
            yield word.trailing is not None or bool(word.remarks)
        if statement.block:
            yield statement.block.closing.trailing is not None
            yield bool(statement.block.opening.remarks)
            yield from _comments_inside(statement.block)
