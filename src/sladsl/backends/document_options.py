"""What every text output takes beside the Document: where it goes, and what rides along."""

from __future__ import annotations

from sladsl.backends.output import OutputFile
from sladsl.records import record


@record
class DocumentOptions:
    """`path` is the output's own; `attachments` (sources, agreement.json, build.json) go into the PDF."""

    path: str
    attachments: tuple[OutputFile, ...] = ()
