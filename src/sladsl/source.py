"""Source text and spans: where in which file something was written."""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from functools import cached_property

from sladsl.records import field, record


@record(eq=False, cached=True)
class Source:
    """One `.sla` text under the name it is shown by (a path relative to the project, `/` separated)."""

    name: str
    text: str = field(repr=False)

    @cached_property
    def line_starts(self) -> tuple[int, ...]:
        """Offset of the first character of every line."""
        starts = [0]
        find = self.text.find
        at = find("\n")
        while at >= 0:
            starts.append(at + 1)
            at = find("\n", at + 1)
        return tuple(starts)

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the UTF-8 text, hexadecimal."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column of `offset`, both counted from 1, columns in characters."""
        line = bisect_right(self.line_starts, offset)
        return line, offset - self.line_starts[line - 1] + 1

    def utf16_column(self, offset: int) -> int:
        """Column of `offset` counted from 0 in UTF-16 code units, as editors count."""
        line, _ = self.position(offset)
        before = self.text[self.line_starts[line - 1] : offset]
        return len(before.encode("utf-16-le", "surrogatepass")) // 2

    def line(self, number: int) -> str:
        """The text of line `number` (from 1) without its end."""
        start = self.line_starts[number - 1]
        end = self.line_starts[number] if number < len(self.line_starts) else len(self.text)
        return self.text[start:end].rstrip("\r\n")


@record
class Span:
    """The half-open range of characters `[start, end)` of one source."""

    source: Source
    start: int
    end: int

    @property
    def text(self) -> str:
        return self.source.text[self.start : self.end]

    @property
    def line(self) -> int:
        return self.source.position(self.start)[0]

    @property
    def column(self) -> int:
        return self.source.position(self.start)[1]

    @property
    def where(self) -> str:
        """`file:line:column`, as compilers print it."""
        line, column = self.source.position(self.start)
        return f"{self.source.name}:{line}:{column}"

    def to(self, other: Span) -> Span:
        """The span from the start of this one to the end of `other`."""
        return Span(self.source, self.start, other.end)
