"""Gives a changed text the line ends that its file has: texts are read with plain ones."""

from __future__ import annotations

from difflib import SequenceMatcher
from pathlib import Path

_PLAIN, _LONG = "\n", "\r\n"


def with_line_ends_of(file: Path, text: str) -> str:
    """`text`, which came of the text of `file`, as it is to be written there. Raises OSError."""
    if not file.is_file():
        return text
    return with_line_ends(file.read_bytes().decode("utf-8", "replace"), text)


def with_line_ends(old: str, new: str) -> str:
    """`new` with the line ends that `old` has: lines that stayed keep theirs, others end as what they replace
    or follow."""
    if _LONG not in old:
        return new
    if old.count(_LONG) == old.count(_PLAIN):
        return new.replace(_PLAIN, _LONG)
    before, after = old.split(_PLAIN), new.split(_PLAIN)
    long = [line.endswith("\r") for line in before[:-1]]
    stripped = [line[:-1] if line.endswith("\r") else line for line in before[:-1]] + before[-1:]
    ends: list[str] = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, stripped, after, autojunk=False).get_opcodes():
        for place in range(j2 - j1):
            at = min(i1 + place, i2 - 1) if tag != "insert" else i1 - 1
            at = max(min(at, len(long) - 1), 0)
            ends.append(_LONG if long[at] else _PLAIN)
    return "".join(line + end for line, end in zip(after[:-1], ends, strict=False)) + after[-1]


def lines_of(text: str) -> list[str]:
    """The lines with their ends, cut where editors cut them; other signs of a new line are text."""
    lines = text.split(_PLAIN)
    return [line + _PLAIN for line in lines[:-1]] + ([lines[-1]] if lines[-1] else [])
