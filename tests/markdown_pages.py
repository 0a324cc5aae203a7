"""Reads Markdown pages that are run as tests: their sections, and the fenced blocks in them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[1]

_FENCE = re.compile(r"^(?P<indent> {0,3})(?P<ticks>`{3,})(?P<info>[^`]*)$")
_HEADING = re.compile(r"^(#{1,6})\s+(.*?)\s*#*$")


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block: its language, the words and settings after it, its text and the line it starts on."""

    language: str
    words: frozenset[str]
    settings: dict[str, str]
    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Section:
    """What stands between one heading and the next, of whatever level."""

    heading: str
    line: int
    blocks: tuple[Block, ...]

    def in_language(self, language: str) -> tuple[Block, ...]:
        return tuple(block for block in self.blocks if block.language == language)


@dataclass(slots=True)
class _Open:
    heading: str
    line: int
    blocks: list[Block] = field(default_factory=list)


def sections(text: str) -> tuple[Section, ...]:
    """The sections of a page in order; what stands before the first heading comes under the heading ``.

    Raises ValueError for a block that is never closed: half a page would be tested without a word.
    """
    current = _Open("", 1)
    found = [current]
    lines = text.split("\n")
    number = 0
    while number < len(lines):
        line = lines[number]
        number += 1
        fence = _FENCE.match(line)
        if fence is None:
            heading = _HEADING.match(line)
            if heading is not None:
                current = _Open(heading[2], number)
                found.append(current)
            continue
        first = number
        closing = re.compile(rf"^ {{0,3}}`{{{len(fence['ticks'])},}}\s*$")
        while number < len(lines) and not closing.match(lines[number]):
            number += 1
        if number == len(lines):
            raise ValueError(f"line {first}: a block is opened and never closed")
        content = "".join(f"{inner}\n" for inner in lines[first:number])
        number += 1
        current.blocks.append(_block(fence["info"], content, first + 1))
    return tuple(Section(one.heading, one.line, tuple(one.blocks)) for one in found)


def _block(info: str, text: str, line: int) -> Block:
    language, *rest = info.split() or [""]
    settings = dict(word.split("=", 1) for word in rest if "=" in word)
    return Block(language, frozenset(word for word in rest if "=" not in word), settings, text, line)


def read(path: Path) -> tuple[Section, ...]:
    try:
        return sections(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise ValueError(f"{path}: {error}") from error


def files_of(blocks: tuple[Block, ...], unnamed: str) -> dict[str, str]:
    """The `sla` blocks as files: by their `file=` setting, the one without it as `unnamed`."""
    files: dict[str, str] = {}
    for block in blocks:
        name = block.settings.get("file", unnamed)
        if name in files:
            raise ValueError(f"line {block.line}: `{name}` is given twice; name the blocks with file=")
        files[name] = block.text
    return files
