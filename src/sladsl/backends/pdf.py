"""The PDF contract, laid out by typst: PDF/A-3a and PDF/UA-1 in one file, the same bytes each time."""

from __future__ import annotations

import io
import json
import re
import unicodedata
from importlib import resources
from typing import Literal

from sladsl.backends.document_data import Data, document_data, labels
from sladsl.backends.document_options import DocumentOptions
from sladsl.backends.output import OutputFile
from sladsl.diagnostics.catalogue import NO_GLYPH, PDF_EXTRA_MISSING
from sladsl.diagnostics.diagnostic import Diagnostic, Label, Outcome
from sladsl.lower.document import Document
from sladsl.records import record

_MISSING = re.compile(r'the text `"(.*?)"` could not be displayed', re.DOTALL)
_ESCAPE = re.compile(r"\\u\{([0-9a-fA-F]+)\}|\\(.)", re.DOTALL)
_MIMES = {"json": "application/json", "sla": "text/plain", "yml": "application/yaml", "svg": "image/svg+xml"}


@record
class PdfBackend:
    """One PDF with the options' attachments inside."""

    name: str = "pdf"
    reads: Literal["document"] = "document"
    ending: str = "pdf"

    def emit(self, outline: Document, options: DocumentOptions) -> Outcome[tuple[OutputFile, ...]]:
        try:
            import pikepdf  # noqa: F401
            import typst
        except ImportError:
            return Outcome((), (_extra_missing(),))
        inputs = {
            "document": _json(document_data(outline)),
            "labels": _json(labels(outline)),
            "attachments": _json([_attachment(each) for each in options.attachments]),
        }
        template = resources.files("sladsl.backends") / "templates" / "contract.typ"
        try:
            content = typst.compile(
                template.read_bytes(),
                format="pdf",
                sys_inputs=inputs,
                pdf_standards=["a-3a", "ua-1"],
                font_paths=[],
                ignore_system_fonts=True,
                timestamp=0,
            )
        except typst.TypstError as error:
            missing = _missing_characters(f"{error.message}\n{error.diagnostic}")
            if not missing:
                raise RuntimeError(f"the contract template failed: {error.diagnostic}") from error
            return Outcome((), tuple(_no_glyph(outline, character) for character in missing))
        return Outcome((OutputFile(options.path, _packed(content)),))


def _packed(content: bytes) -> bytes:
    """The same PDF with its objects, above all the tags, in compressed streams: a third of the size."""
    import pikepdf

    result = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as pdf:
        # False is what its absence means, and some readers take offence at it being said.
        if "/MarkInfo" in pdf.Root and "/Suspects" in pdf.Root.MarkInfo and not pdf.Root.MarkInfo.Suspects:
            del pdf.Root.MarkInfo.Suspects
        pdf.save(
            result,
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            preserve_pdfa=True,
        )
    return result.getvalue()


def _json(data: Data) -> str:
    return json.dumps(data, ensure_ascii=False, sort_keys=True)


def _attachment(file: OutputFile) -> Data:
    """Text goes in as a string, anything else as its bytes; the sources are marked as such."""
    ending = file.path.rsplit(".", 1)[-1]
    content: Data
    try:
        content = file.content.decode("utf-8")
    except UnicodeDecodeError:
        content = list(file.content)
    return {
        "path": file.path,
        "content": content,
        "mime": _MIMES.get(ending, "application/octet-stream"),
        "relationship": "source" if ending == "sla" else "supplement",
    }


def _missing_characters(message: str) -> tuple[str, ...]:
    """The characters for which typst found no glyph, in the order of the text."""
    found: dict[str, None] = {}
    for quoted in _MISSING.findall(message):
        words = _ESCAPE.sub(lambda m: chr(int(m[1], 16)) if m[1] else m[2], quoted)
        found.update(dict.fromkeys(words))
    return tuple(found)


def _no_glyph(document: Document, character: str) -> Diagnostic:
    name = unicodedata.name(character, "unnamed")
    labels = tuple(
        Label(clause.origin, f"in clause {clause.number}")
        for clause in document.walk()
        if clause.origin is not None and character in repr((clause.title, clause.blocks))
    )[:1]
    return Diagnostic(
        NO_GLYPH,
        f"the contract's typefaces have no shape for `{character}` (U+{ord(character):04X} {name})",
        labels,
        notes=("the PDF covers the Latin, Greek and Cyrillic scripts",),
        help="write the word in one of these scripts, or build the HTML or Markdown edition",
    )


def _extra_missing() -> Diagnostic:
    return Diagnostic(
        PDF_EXTRA_MISSING,
        "the PDF is laid out by typst, which is not installed",
        help="run `pip install 'sladsl[pdf]'`, or leave pdf out of the outputs",
    )
