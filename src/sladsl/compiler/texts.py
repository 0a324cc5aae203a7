"""The texts of a house by path: files of a project, and those of the standard library."""

from __future__ import annotations

from sladsl.diagnostics.diagnostic import Diagnostic
from sladsl.model.reading import LIBRARY, Reader, library_source
from sladsl.source import Source


class Texts:
    """The files of a project, each read once."""

    def __init__(self, read: Reader) -> None:
        self._read = read
        self._known: dict[str, Source | Diagnostic | None] = {}

    def __call__(self, path: str) -> Source | Diagnostic | None:
        if path not in self._known:
            self._known[path] = library_source(path) if of_library(path) else self._read(path)
        return self._known[path]


class Sources(dict[str, Source]):
    """Texts by path; those of the standard library are read when they are asked for."""

    def __missing__(self, path: str) -> Source:
        source = library_source(path) if of_library(path) else None
        if source is None:
            raise KeyError(path)
        self[path] = source
        return source


def of_library(path: str) -> bool:
    """Whether a path is one of the standard library."""
    return path.startswith(f"{LIBRARY}/")
