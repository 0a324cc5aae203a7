"""Where texts come from: the files of a project, by whoever reads them, and the standard library."""

from __future__ import annotations

import posixpath
from collections.abc import Callable
from typing import TypeAlias

from sladsl.diagnostics.diagnostic import Diagnostic
from sladsl.resources import data_folder
from sladsl.source import Source

Reader: TypeAlias = Callable[[str], Source | Diagnostic | None]
"""Gives the source under a project path, None when there is no such file, or why it cannot be read."""

LIBRARY = "stdlib"


def library_source(path: str) -> Source | None:
    """A file of the standard library, by its path `stdlib/metrics.sla`."""
    file = data_folder(LIBRARY) / posixpath.basename(path)
    return Source(path, file.read_text(encoding="utf-8")) if file.is_file() else None


def library_modules() -> list[str]:
    return sorted(p.stem for p in data_folder(LIBRARY).glob("*.sla"))
