"""What every backend is: an outline and options in, file names and bytes out, nothing written to disk."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol, TypeVar

from sladsl.diagnostics.diagnostic import Outcome

O_contra = TypeVar("O_contra", contravariant=True)
P_contra = TypeVar("P_contra", contravariant=True)


@dataclass(frozen=True, slots=True)
class OutputFile:
    """One file to write: a relative path with `/` between its parts, and its bytes."""

    path: str
    content: bytes


class Backend(Protocol[O_contra, P_contra]):
    """A backend reads one outline. `capabilities` names the constructs it can express, in the outline's
    terms; what is missing there becomes a diagnostic on the line that asked for it."""

    @property
    def name(self) -> str: ...

    @property
    def capabilities(self) -> frozenset[str]: ...

    def emit(self, outline: O_contra, options: P_contra) -> Outcome[tuple[OutputFile, ...]]:
        """The files, none when a diagnostic is an error."""
        ...
