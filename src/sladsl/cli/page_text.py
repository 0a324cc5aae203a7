"""A page of the documentation as text for a terminal: no markup, lines of a readable length."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator

_LINK = re.compile(r"\[([^\]]*)\]\(([^)\s]*)\)")
_FINDING = re.compile(r"(?:.*/)?(SLA\d{4})-[a-z0-9-]+\.md")
_ITEM = re.compile(r"(?:- |\d+\. )")
_FENCE = "```"
_BOLD = "1"


def page_text(page: str, width: int = 100, *, colour: bool = False) -> str:
    """The page with its headings, paragraphs and lists, programs indented; `width` is in characters."""
    return "\n".join(_blocks(page.split("\n"), width, colour)).rstrip("\n") + "\n"


def _blocks(lines: list[str], width: int, colour: bool) -> Iterator[str]:
    waiting: list[str] = []
    rows: list[str] = []
    fenced = False
    for line in [*lines, ""]:
        if rows and not line.startswith("|"):
            yield from _table(rows)
            rows = []
        if fenced or line.startswith(_FENCE):
            yield from _paragraph(waiting, width)
            waiting = []
            if line.startswith(_FENCE):
                _, _, file = line.partition(" file=")
                if file and not fenced:
                    yield f"  {file}:"
                fenced = not fenced
            else:
                yield f"  {line}".rstrip()
        elif line.startswith("#"):
            heading = line.lstrip("#").strip()
            yield f"\x1b[{_BOLD}m{heading}\x1b[0m" if colour else heading
        elif line.startswith("|"):
            rows.append(line)
        elif not line:
            yield from _paragraph(waiting, width)
            waiting = []
            yield ""
        elif _ITEM.match(line):
            yield from _paragraph(waiting, width)
            waiting = [line]
        else:
            waiting.append(line.strip())


def _table(lines: list[str]) -> Iterator[str]:
    rows = [[_plain(cell.strip()) for cell in line.strip("|").split("|")] for line in lines]
    rows = [row for row in rows if any(set(cell) - set(":-") for cell in row)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=False)]
    for row in rows:
        yield "  ".join(cell.ljust(size) for cell, size in zip(row, widths, strict=False)).rstrip()


def _paragraph(lines: list[str], width: int) -> list[str]:
    text = _plain(" ".join(lines))
    item = _ITEM.match(text)
    indent = " " * (item.end() if item is not None else 0)
    return textwrap.wrap(
        text, width, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False
    )


def _plain(text: str) -> str:
    return _LINK.sub(_linked, text).replace("**", "")


def _linked(link: re.Match[str]) -> str:
    """The words of a link; to another finding with its code, by which it can be asked for."""
    words, target = link[1], link[2]
    finding = _FINDING.fullmatch(target)
    return words if finding is None or finding[1] in words else f"{words} ({finding[1]})"
