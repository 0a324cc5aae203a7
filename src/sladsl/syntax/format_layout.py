"""Lines: how a statement fills them, how a block indents them, where comments go."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from sladsl.syntax.format_blocks import Block, Statement
from sladsl.syntax.format_columns import cells_of, run, table
from sladsl.syntax.format_joints import Joints
from sladsl.syntax.format_words import Word

LIMIT = 100
INDENT = 2
HANG = 4


def _last_line(text: str) -> str:
    return text[text.rfind("\n") + 1 :]


def _noted(line: str, word: Word) -> str:
    return line if word.trailing is None else f"{line}  {word.trailing}"


class Layout:
    """Turns statements into lines without line ends; a line holds more than one only inside a token."""

    def __init__(self, joints: Joints) -> None:
        self._joints = joints

    def statement(self, statement: Statement, indent: int) -> list[str]:
        """The lines of `statement`, its trailing comment left out."""
        block = statement.block
        if block is None:
            return self._filled(statement.words, indent, HANG)
        lines = self._filled((*statement.words, block.opening), indent, HANG)
        if not block.statements and not block.closing.remarks and block.opening.trailing is None:
            return [*lines[:-1], lines[-1] + "}"]
        if block.on_one_line:
            candidate = lines[-1][:-1] + self._flat(block)
            if cells_of(_last_line(candidate)) <= LIMIT:
                return [*lines[:-1], candidate]
        is_list = statement.first.kind == "IMPORT"
        lines[-1] = _noted(lines[-1], block.opening)
        if is_list:
            lines.extend(self._listed(block, indent + INDENT))
        else:
            lines.extend(self._body(block, indent + INDENT))
        lines.append(" " * indent + "}")
        return lines

    def lead(self, word: Word, indent: int, fresh: bool) -> Iterator[str]:
        """The comments and empty lines before `word`; no empty line comes first when `fresh`."""
        yield from self.remarks(word, indent, fresh)
        if word.blank_before and not (fresh and not word.remarks):
            yield ""

    def remarks(self, word: Word, indent: int, fresh: bool) -> Iterator[str]:
        """The comments before `word` with the empty lines before them."""
        for remark in word.remarks:
            if remark.blank_before and not fresh:
                yield ""
            yield " " * indent + remark.text
            fresh = False

    def _flat(self, block: Block) -> str:
        if not block.statements:
            return "{}"
        said = []
        for statement in block.statements:
            text = self._joints.join(statement.words)
            said.append(f"{text} {self._flat(statement.block)}" if statement.block else text)
        return "{ " + "; ".join(said) + " }"

    def _body(self, block: Block, indent: int) -> Iterator[str]:
        laid = [self.statement(statement, indent) for statement in block.statements]
        self._set_tables(block.statements, laid, indent)
        self._set_runs(block.statements, laid, indent)
        for place, (statement, lines) in enumerate(zip(block.statements, laid, strict=True)):
            yield from self.lead(statement.first, indent, place == 0)
            yield from lines[:-1]
            yield _noted(lines[-1], statement.last)
        yield from self.remarks(block.closing, indent, not block.statements)

    def _listed(self, block: Block, indent: int) -> Iterator[str]:
        for statement in block.statements:
            yield from self.lead(statement.first, indent, True)
            lines = self._filled(statement.words, indent, 0)
            yield from lines[:-1]
            yield _noted(lines[-1], statement.last)
        yield from self.remarks(block.closing, indent, not block.statements)

    def _filled(self, words: Sequence[Word], indent: int, hang: int) -> list[str]:
        """Words on as few lines as there are, broken after commas and where a comment forces it."""
        lines: list[str] = []
        further = " " * (indent + hang)
        current = ""
        left: Word | None = None
        for chunk in _chunks(words):
            text = self._joints.join(chunk)
            if left is None:
                current = " " * indent + text
            elif left.trailing is not None or chunk[0].remarks:
                lines.append(_noted(current, left))
                lines.extend(further + remark.text for remark in chunk[0].remarks)
                current = further + text
            else:
                more = f" {text}" if self._joints.spaced(left, chunk[0]) else text
                if cells_of(_last_line(current) + more.partition("\n")[0]) > LIMIT:
                    lines.append(current)
                    current = further + text
                else:
                    current += more
            left = chunk[-1]
        lines.append(current)
        return lines

    def _set_tables(self, statements: Sequence[Statement], laid: list[list[str]], indent: int) -> None:
        begin = 0
        while begin < len(statements):
            stop = begin
            while stop < len(statements) and statements[stop].is_row:
                stop += 1
            if stop > begin:
                rows = table([s.words for s in statements[begin:stop]], self._joints)
                laid[begin:stop] = [[" " * indent + row] for row in rows]
            begin = max(stop, begin + 1)

    def _set_runs(self, statements: Sequence[Statement], laid: list[list[str]], indent: int) -> None:
        """Aligns like statements on consecutive lines. Widths are judged before: aligning moves no break."""
        for begin, stop in self._runs(statements, laid):
            lines = [laid[place][0].lstrip(" ") for place in range(begin, stop)]
            splits = [self._splits(statement) for statement in statements[begin:stop]]
            laid[begin:stop] = [[" " * indent + line] for line in run(lines, splits)]

    def _runs(self, statements: Sequence[Statement], laid: list[list[str]]) -> list[tuple[int, int]]:
        columns = self._joints.columns
        found: list[tuple[int, int]] = []
        begin = 0
        for place in range(1, len(statements) + 1):
            if place < len(statements):
                before, here = statements[place - 1], statements[place]
                like = columns.get(before.first.start, (None,))[0]
                if (
                    like is not None
                    and like is columns.get(here.first.start, (None,))[0]
                    and not here.first.remarks
                    and not here.first.blank_before
                    and all(len(lines) == 1 and "\n" not in lines[0] for lines in laid[place - 1 : place + 1])
                ):
                    continue
            if place - begin > 1:
                found.append((begin, place))
            begin = place
        return found

    def _splits(self, statement: Statement) -> list[int]:
        """The places in the statement's line, without indentation, where its columns begin."""
        _, offsets = self._joints.columns[statement.first.start]
        return [
            len(self._joints.join(word for word in statement.words if word.end <= offset))
            for offset in offsets
        ]


def _chunks(words: Sequence[Word]) -> Iterator[list[Word]]:
    """Words between which no line break is wanted."""
    chunk = [words[0]]
    for left, right in pairwise(words):
        if left.kind == "COMMA" or left.trailing is not None or right.remarks:
            yield chunk
            chunk = []
        chunk.append(right)
    yield chunk
