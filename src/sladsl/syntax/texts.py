"""What stands inside quotes: escapes undone, indentation removed, `{names}` found."""

from __future__ import annotations

import re

from sladsl.records import record
from sladsl.syntax.ast import String

_ESCAPES = {"n": "\n", "t": "\t", '"': '"', "\\": "\\"}
_PIECE = re.compile(r"\\(.)|\{\{|\}\}|\{([^{}\n]*)\}|[{}]", re.DOTALL)
# Controls, marks of direction, and letters without a shape, by which one name can pass for another.
_CONTROLS = (
    "\x00-\x08\x0b-\x0c\x0e-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    "\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f"
)
_CONTROL = re.compile(f"[{_CONTROLS}]")
_MARKED = re.compile(rf"[{_CONTROLS}{{}}\\]")
_PATH = re.compile(r"[^\W\d]\w*(?:\.[^\W\d]\w*)*")


@record
class Inserted:
    """A `{name}` in a text: the dotted name and where it stands, braces included."""

    path: str
    start: int
    end: int


@record
class Slip:
    """Something in a text that is not written as the language writes it."""

    start: int
    end: int
    reason: str
    help: str


def decode(string: String) -> tuple[tuple[str | Inserted, ...], tuple[Slip, ...]]:
    """The parts of a quoted text and what is wrong in it.

    `{{` and `}}` stand for a brace. A text between triple quotes loses the line after its opening quotes
    and the indentation that all its lines share.
    """
    long = string.raw.startswith('"""')
    offset = 3 if long else 1
    body = string.raw[offset:-offset]
    if not long and not _MARKED.search(body):
        return ((body,) if body else ()), ()
    parts: list[str | Inserted] = []
    slips: list[Slip] = []
    for control in _CONTROL.finditer(body):
        begin = string.start + offset + control.start()
        reason = f"an invisible character U+{ord(control.group()):04X} in a text"
        slips.append(Slip(begin, begin + 1, reason, "remove it"))
    body = _CONTROL.sub(" ", body)
    words: list[str] = []
    at = 0
    for found in _PIECE.finditer(body):
        words.append(body[at : found.start()])
        at = found.end()
        begin, stop = string.start + offset + found.start(), string.start + offset + found.end()
        said = found.group()
        if said.startswith("\\"):
            escape = _ESCAPES.get(found.group(1))
            if escape is None:
                slips.append(
                    Slip(
                        begin, stop, f"`{said}` is not an escape", 'use \\n, \\t, \\" or \\\\ for a backslash'
                    )
                )
            words.append(escape or "")
        elif said in ("{{", "}}"):
            words.append(said[0])
        elif found.group(2) is not None and _PATH.fullmatch(found.group(2).strip()):
            parts.append("".join(words))
            words.clear()
            parts.append(Inserted(found.group(2).strip(), begin, stop))
        else:
            slips.append(
                Slip(
                    begin,
                    stop,
                    f"`{said}` does not insert a name" if len(said) > 1 else f"a single `{said}` in a text",
                    "write {{ or }} for a brace, {name} to insert something declared",
                )
            )
    words.append(body[at:])
    parts.append("".join(words))
    if long:
        parts = _dedented(parts)
    return tuple(p for p in parts if p != ""), tuple(slips)


def _dedented(parts: list[str | Inserted]) -> list[str | Inserted]:
    """Without the first line when it is empty, and without the indentation that all lines share."""
    marks = [p for p in parts if not isinstance(p, str)]
    text = "".join(p if isinstance(p, str) else "\x00" for p in parts)
    lines = text.split("\n")
    if lines and not lines[0].strip():
        lines = lines[1:]
    indents = [len(line) - len(line.lstrip(" \t")) for line in lines if line.strip()]
    margin = min(indents, default=0)
    joined = "\n".join(line[margin:].rstrip() for line in lines).strip("\n")
    result: list[str | Inserted] = []
    for number, piece in enumerate(joined.split("\x00")):
        if number:
            result.append(marks[number - 1])
        result.append(piece)
    return result


def plain(string: String) -> str:
    """The text with its insertions as written; for texts that allow none."""
    parts, _ = decode(string)
    return "".join(p if isinstance(p, str) else "{" + p.path + "}" for p in parts)
