"""The service report of one agreement as files: one for each language and format, and the drawings beside."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sladsl.backends import registry
from sladsl.backends.document_options import DocumentOptions
from sladsl.backends.output import OutputFile
from sladsl.compiler.digests import digest_of
from sladsl.compiler.outputs import attachments, document_of, pdf_left_out
from sladsl.diagnostics import catalogue
from sladsl.diagnostics.diagnostic import Diagnostic, Outcome
from sladsl.evaluate.results import Statement
from sladsl.lower.document import Edition
from sladsl.model.house import House
from sladsl.report.reading import Reading
from sladsl.report.to_report import to_report

FOLDER = "reports"


def formats() -> tuple[str, ...]:
    """The formats that a report can be written in: those of every text."""
    return tuple(name for name in registry.names() if registry.load(name).reads == "document")


def report(
    house: House,
    statements: Sequence[Statement],
    languages: Sequence[str],
    wanted: Sequence[str],
    reading: Reading,
    last: int,
    extra: tuple[OutputFile, ...] = (),
) -> Outcome[tuple[OutputFile, ...]]:
    """The files of the report on the last statement; no formats are all that can be written here.

    `extra` rides along in the PDF beside the sources. None are written when a finding is an error.
    """
    agreement, period = statements[-1].agreement, statements[-1].period
    backends: Mapping[str, registry.DocumentBackend] = {
        name: backend for name in wanted or formats() if (backend := registry.load(name)).reads == "document"
    }
    files: list[OutputFile] = []
    found: list[Diagnostic] = []
    digest = digest_of(house, agreement)
    for language in languages:
        contract = document_of(house, agreement, language, Edition.EXTERNAL)
        made = to_report(house, statements, contract.value, digest, reading, last)
        found += made.diagnostics
        riding = (*attachments(house, agreement, contract.value), *extra)
        for backend in backends.values():
            path = f"{name_of(agreement.key, period.label)}.{language}.{backend.ending}"
            outcome = backend.emit(made.value, DocumentOptions(path, riding))
            missing = any(d.rule is catalogue.PDF_EXTRA_MISSING for d in outcome.diagnostics)
            if missing and not wanted:
                found.append(pdf_left_out())
                continue
            files += outcome.value
            found += outcome.diagnostics
    found = list(dict.fromkeys(found))
    if any(d.is_error for d in found):
        return Outcome((), tuple(found))
    return Outcome(tuple(sorted(files, key=lambda f: f.path)), tuple(found))


def name_of(agreement: str, label: str) -> str:
    """The path of a report without its language and ending."""
    return f"{FOLDER}/{agreement}.{label}"
