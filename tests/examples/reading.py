"""Reads the examples and the standard library for the tests beside this file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path

from sladsl.compiler import Compilation, compile_files
from sladsl.model.values import Words

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "examples"
PUBLISHED = tuple(sorted(p for p in (EXAMPLES / "published").iterdir() if p.is_dir()))
MODULES = tuple(sorted(p.stem for p in (ROOT / "stdlib").glob("*.sla")))


def compiled(folder: Path) -> Compilation:
    """All `.sla` files under a folder as one house, named by their path in it."""
    found = sorted(folder.rglob("*.sla"))
    return compile_files({p.relative_to(folder).as_posix(): p.read_text(encoding="utf-8") for p in found})


def library() -> Compilation:
    """The whole standard library, each of its files asked for."""
    paths = [f"stdlib/{name}.sla" for name in MODULES]
    return compile_files({path: (ROOT / path).read_text(encoding="utf-8") for path in paths})


def texts(value: object, seen: set[int] | None = None) -> Iterator[Words]:
    """Every text that a part of the model holds, each part looked into once."""
    seen = set() if seen is None else seen
    if id(value) in seen:
        return
    seen.add(id(value))
    if isinstance(value, Words):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from texts(item, seen)
    elif is_dataclass(value):
        for part in fields(value):
            yield from texts(getattr(value, part.name), seen)
