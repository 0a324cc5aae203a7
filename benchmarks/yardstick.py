"""Python source to hold agreements against: as many files and bytes of it as there are of `.sla`."""

from __future__ import annotations

import ast
import sysconfig
from collections.abc import Iterator, Sequence
from itertools import count, cycle
from pathlib import Path

from same_in_python import customer

# Statements longer than this would make files of another size than agreements have.
LONGEST = 4_000


def _statements() -> Iterator[bytes]:
    """Top-level statements of the standard library's own modules, in the order of their names."""
    for path in sorted(Path(sysconfig.get_path("stdlib")).glob("*.py")):
        content = path.read_bytes()
        lines = content.splitlines(keepends=True)
        for node in ast.parse(content).body:
            # Such an import may stand only at the head of a file.
            if isinstance(node, ast.ImportFrom) and node.module == "__future__":
                continue
            first = min([node.lineno, *(d.lineno for d in getattr(node, "decorator_list", ()))])
            text = b"".join(lines[first - 1 : node.end_lineno])
            if len(text) <= LONGEST and text.isascii():
                yield text if text.endswith(b"\n") else text + b"\n"


def library_files(sizes: Sequence[int]) -> Iterator[bytes]:
    """The standard library's statements, dealt into one file for each of `sizes` (bytes).

    Together the files have as many bytes as `sizes` add up to, give or take a statement.
    """
    statements = cycle(list(_statements()))
    wanted = written = 0
    for size in sizes:
        wanted += size
        parts = []
        while written < wanted:
            part = next(statements)
            parts.append(part)
            written += len(part)
        yield b"".join(parts)


def same_files(sizes: Sequence[int]) -> Iterator[bytes]:
    """Customer agreements said in Python, as many as it takes to fill what `sizes` add up to (bytes)."""
    left = sum(sizes)
    for number in count(1):
        content = customer(number)
        yield content
        left -= len(content)
        if left <= 0:
            return
