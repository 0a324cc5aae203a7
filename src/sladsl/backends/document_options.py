"""What every text output takes beside the Document: where it goes, and what rides along."""

from __future__ import annotations

from dataclasses import dataclass

from sladsl.backends.output import OutputFile


@dataclass(frozen=True, slots=True)
class DocumentOptions:
    """`path` is the output's own; `attachments` (sources, agreement.json, build.json) go into the PDF."""

    path: str
    attachments: tuple[OutputFile, ...] = ()
