"""A bar on stderr for what takes a while, where people watch; nothing at all where nobody does."""

from __future__ import annotations

import os
import shutil
import sys
from typing import TextIO

from sladsl.records import field, record

_WIDTH = 24


def _stderr() -> TextIO:
    return sys.stderr


@record(frozen=False)
class Bar:
    """Drawn over itself on one line, and wiped away when it is done."""

    stream: TextIO = field(default_factory=_stderr)
    _drawn: bool = False

    @property
    def watched(self) -> bool:
        """Whether there is a terminal that can wipe out a line."""
        return self.stream.isatty() and os.environ.get("TERM") != "dumb"

    def show(self, what: str, done: int, of: int, beside: str) -> None:
        """`done` of so many; `beside` is what is being done, cut to the width of the terminal."""
        if not self.watched:
            return
        full = _WIDTH * min(done, of) // max(of, 1)
        text = f"{what} [{'#' * full}{'.' * (_WIDTH - full)}] {done}/{of} {' '.join(beside.split())}"
        width = shutil.get_terminal_size().columns - 1
        self.stream.write(f"\r\x1b[K{_printable(text)[:width]}")
        self.stream.flush()
        self._drawn = True

    def clear(self) -> None:
        """Nothing of the bar stays."""
        if self._drawn:
            self.stream.write("\r\x1b[K")
            self.stream.flush()
            self._drawn = False


def _printable(text: str) -> str:
    """A query may hold anything; a terminal shall not obey it."""
    return "".join(character if character.isprintable() else "?" for character in text)
