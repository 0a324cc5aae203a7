"""Finds backends by name: each is one entry point of the group `sladsl.backends`, ours like anybody's."""

from __future__ import annotations

from functools import cache
from importlib.metadata import EntryPoint, entry_points
from typing import Literal, Protocol

from sladsl.backends.document_options import DocumentOptions
from sladsl.backends.monitoring_options import MonitoringOptions
from sladsl.backends.output import OutputFile
from sladsl.diagnostics.diagnostic import Outcome
from sladsl.lower.document import Document
from sladsl.lower.monitoring import Monitoring

GROUP = "sladsl.backends"


class DocumentBackend(Protocol):
    """Renders one Document to one file; `ending` is what the file's name ends in."""

    @property
    def reads(self) -> Literal["document"]: ...

    @property
    def ending(self) -> str: ...

    def emit(self, outline: Document, options: DocumentOptions) -> Outcome[tuple[OutputFile, ...]]: ...


class MonitoringBackend(Protocol):
    """Renders the Monitoring of a house to any number of files."""

    @property
    def reads(self) -> Literal["monitoring"]: ...

    def emit(self, outline: Monitoring, options: MonitoringOptions) -> Outcome[tuple[OutputFile, ...]]: ...


AnyBackend = DocumentBackend | MonitoringBackend


@cache
def _found() -> dict[str, EntryPoint]:
    """By name; one that is installed twice counts once."""
    return {point.name: point for point in sorted(entry_points(group=GROUP), key=lambda p: (p.name, p.value))}


def names() -> tuple[str, ...]:
    """The names of all backends that are installed, sorted."""
    return tuple(sorted(_found()))


def load(name: str) -> AnyBackend:
    """The backend of that name; KeyError when there is none."""
    made: AnyBackend = _found()[name].load()()
    return made
