"""What every backend gives back: files as names and bytes, nothing written to disk."""

from __future__ import annotations

from sladsl.records import record


@record
class OutputFile:
    """One file to write: a relative path with `/` between its parts, and its bytes."""

    path: str
    content: bytes
