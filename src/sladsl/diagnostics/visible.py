"""Text as a terminal may show it: control characters made visible, and the cells a character takes."""

from __future__ import annotations

from unicodedata import category, east_asian_width

TAB_STOP = 4

_HIDDEN = frozenset(("Cc", "Cf", "Cs", "Zl", "Zp"))
_NO_WIDTH = frozenset(("Mn", "Me"))


def _shown(char: str) -> str:
    """What stands for one character: itself unless it would move the cursor, hide or reorder text."""
    if category(char) not in _HIDDEN:
        return char
    code = ord(char)
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "\u2421"
    return f"<U+{code:04X}>"


def visible(text: str) -> str:
    """`text` on one line, with nothing in it that a terminal would obey instead of show."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(map(_shown, text))


def visible_lines(text: str) -> list[str]:
    """The lines of `text`, each made visible; at least one."""
    return [visible(line) for line in text.split("\n")]


def width(text: str) -> int:
    """Cells that shown text takes: two for a wide character, none for a combining one."""
    if text.isascii():
        return len(text)
    return sum(_cells(char) for char in text)


def _cells(char: str) -> int:
    if category(char) in _NO_WIDTH:
        return 0
    return 2 if east_asian_width(char) in "WF" else 1


def drawn(line: str) -> tuple[str, list[int]]:
    """A source line as it is drawn, and the cell where each of its characters starts.

    The list has one entry more than `line` has characters: the last is the width of the whole.
    Tabs are drawn as spaces up to the next multiple of `TAB_STOP`.
    """
    pieces: list[str] = []
    cells: list[int] = []
    at = 0
    for char in line:
        cells.append(at)
        piece = " " * (TAB_STOP - at % TAB_STOP) if char == "\t" else _shown(char)
        pieces.append(piece)
        at += width(piece)
    cells.append(at)
    return "".join(pieces), cells
