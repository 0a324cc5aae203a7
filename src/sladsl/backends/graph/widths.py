"""How wide a text is in a plain sans serif face, closely enough to make room for it."""

from __future__ import annotations

from unicodedata import category, east_asian_width

# Thousandths of the font size, on the generous side of the faces that stand in for Helvetica.
_NARROW, _SLIM, _USUAL, _ROUND, _WIDE, _FULL = 300, 400, 580, 640, 780, 1000
_CLASSES = {
    _NARROW: "ijlI.,:;'|!` \u00a0",
    _SLIM: 'ftr()[]{}/\\-"*°',
    _ROUND: "wABEKPSVXYZ&CDGHNORTU",
    _WIDE: "mMQW%@—…",
}
_WIDTH = {char: width for width, chars in _CLASSES.items() for char in chars}
_BOLD_PERCENT = 108
ELLIPSIS = "…"


def measure(text: str, size: int, bold: bool = False) -> int:
    """The width of `text` in pixels at a font size in pixels, rounded up."""
    thousandths = sum(_of(char) for char in text) * size
    return -(-thousandths * (_BOLD_PERCENT if bold else 100) // 100_000)


def _of(char: str) -> int:
    if char in _WIDTH:
        return _WIDTH[char]
    if char.isascii():
        return _USUAL
    if category(char) in ("Mn", "Me"):
        return 0
    return _FULL if east_asian_width(char) in "WF" else _ROUND


def wrapped(text: str, size: int, room: int, bold: bool = False, most: int = 3) -> tuple[str, ...]:
    """`text` in lines that fit into `room` pixels, broken between words; what is left after `most` of them,
    and words that are too long, end in an ellipsis."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and (measure(longer, size, bold) <= room or len(lines) == most):
            lines[-1] = longer
        else:
            lines.append(word)
    return tuple(fitted(line, size, room, bold) for line in lines)


def fitted(text: str, size: int, room: int, bold: bool = False) -> str:
    """`text`, or as much of its beginning as fits into `room` pixels with an ellipsis."""
    if measure(text, size, bold) <= room:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if measure(text[:middle].rstrip() + ELLIPSIS, size, bold) <= room:
            low = middle
        else:
            high = middle - 1
    return text[:low].rstrip() + ELLIPSIS
