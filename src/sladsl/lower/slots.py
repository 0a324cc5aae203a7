"""Carries ready-made inline content and untrusted strings through a text formatter, untouched.

A slot is a number between two private-use characters. Whatever formats the text (Fluent, Markdown)
sees one odd word; afterwards `fill` puts the content back. So nothing that a user wrote can be
mistaken for markup, and a formatter need not know what a clause reference is.
"""

from __future__ import annotations

import re

from sladsl.lower.document import Inline, Inlines, LineBreak, Term, Text

_OPEN, _CLOSE = "\ue000", "\ue001"
_TERM, _TERM_TEXT, _TERM_END = "\ue002", "\ue003", "\ue004"
RESERVED = re.compile("[\ue000-\ue004]")
_PIECE = re.compile(
    f"{_OPEN}([0-9]+){_CLOSE}|{_TERM}([^{_TERM_TEXT}]*){_TERM_TEXT}([^{_TERM_END}]*){_TERM_END}"
)


class Slots:
    """What was put aside while one text is being formatted."""

    def __init__(self) -> None:
        self._held: list[Inlines] = []

    def hold(self, content: Inlines) -> str:
        """Puts content aside; the string returned stands for it."""
        self._held.append(content)
        return f"{_OPEN}{len(self._held) - 1}{_CLOSE}"

    def fill(self, formatted: str) -> Inlines:
        """The formatted text with everything back in its place, and marked terms as terms."""
        result: list[Inline] = []
        at = 0
        for piece in _PIECE.finditer(formatted):
            _append(result, formatted[at : piece.start()])
            if piece[1] is not None:
                for inline in self._held[int(piece[1])]:
                    _append(result, inline)
            else:
                inner = self.fill(piece[3])
                words = "".join(i.text for i in inner if isinstance(i, Text | Term))
                result.append(Term(piece[2], words))
            at = piece.end()
        _append(result, formatted[at:])
        return tuple(result)


def term_marks(key: str) -> tuple[str, str]:
    """What to write before and after a word so that `fill` makes it the term `key`."""
    return f"{_TERM}{key}{_TERM_TEXT}", _TERM_END


def _append(result: list[Inline], piece: Inline | str) -> None:
    """Adds a piece, joining neighbouring plain text and turning line ends into breaks."""
    if isinstance(piece, str):
        lines = piece.split("\n")
        for index, line in enumerate(lines):
            if index:
                result.append(LineBreak())
            _append(result, Text(line))
    elif isinstance(piece, Text):
        if not piece.text:
            return
        if result and isinstance(last := result[-1], Text):
            result[-1] = Text(last.text + piece.text)
        else:
            result.append(piece)
    else:
        result.append(piece)
