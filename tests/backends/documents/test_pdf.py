"""The PDF carries both standards, every word, its attachments and its digest, and is the same every time."""

from __future__ import annotations

import builtins
import io
import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from sample import sample
from words import HOSTILE, words

from sladsl.backends.document_options import DocumentOptions
from sladsl.backends.output import OutputFile
from sladsl.backends.pdf import PdfBackend
from sladsl.lower.document import (
    Clause,
    Column,
    Document,
    Edition,
    Paragraph,
    Signatory,
    SignatureBlock,
    Signatures,
    Table,
    text,
)
from sladsl.lower.numbering import numbered
from sladsl.lower.visible import visible

FILES = (
    OutputFile("sample.sla", "sla Shop {}\n# ääkkösiä\n".encode()),
    OutputFile("agreement.json", b'{"a": 1}'),
    OutputFile("odd.bin", bytes(range(256))),
)


def made(document: Document) -> bytes:
    outcome = PdfBackend().emit(document, DocumentOptions("contract.pdf", FILES))
    assert outcome.diagnostics == ()
    (file,) = outcome.value
    assert file.path == "contract.pdf"
    return file.content


def shown(content: bytes, folder: Path) -> str:
    """The text as poppler reads it, running header and footer included."""
    tool = shutil.which("pdftotext")
    assert tool, "pdftotext is missing: install poppler-utils"
    path = folder / "contract.pdf"
    path.write_bytes(content)
    run = subprocess.run([tool, "-raw", str(path), "-"], capture_output=True, check=True)
    return run.stdout.decode()


def squeezed(words: str) -> str:
    """Without white space, which layout is free to change."""
    return "".join(words.split())


@pytest.mark.parametrize("language", ["en", "fi"])
def test_every_word_is_there(language: str, tmp_path: Path) -> None:
    document = sample(language, Edition.INTERNAL)
    page_text = squeezed(shown(made(document), tmp_path))
    paragraphs = [each for each in words(document) if len(each) > 1]
    # A paragraph may go on after a page's footer and header, so it is looked for by its words.
    missing = [w for each in paragraphs for w in each.split() if squeezed(w) not in page_text]
    assert missing == []


def test_standards_metadata_and_tags() -> None:
    document = sample("fi")
    with pikepdf.open(io.BytesIO(made(document))) as pdf:
        meta = pdf.open_metadata()
        assert (meta["pdfaid:part"], meta["pdfaid:conformance"], meta["pdfuaid:part"]) == ("3", "A", "1")
        assert meta["dc:title"] == "Palvelutasosopimus: Kassa"
        assert meta["dc:creator"] == ["Nordwind Cloud Oy, Buyer Oyj"]
        assert document.digest in str(meta["dc:description"])
        assert str(pdf.Root.Lang) == "fi"
        assert bool(pdf.Root.MarkInfo.Marked)
        with pdf.open_outline() as outline:
            titles = [item.title for item in outline.root]
        wanted = [f"{c.number} {c.title}" for c in document.clauses]
        assert titles[: len(wanted)] == wanted
        assert titles[len(wanted) :] == [f"Liite {c.number} {c.title}" for c in document.schedules]


def test_attachments_come_back() -> None:
    with pikepdf.open(io.BytesIO(made(sample()))) as pdf:
        found = {name: spec.get_file().read_bytes() for name, spec in pdf.attachments.items()}
        kinds = {str(each.F): str(each.AFRelationship) for each in pdf.Root.AF}
    assert found == {file.path: file.content for file in FILES}
    assert kinds == {"sample.sla": "/Source", "agreement.json": "/Supplement", "odd.bin": "/Supplement"}


def test_packed() -> None:
    content = made(sample())
    assert len(content) < 150_000
    assert b"/ObjStm" in content and content.endswith(b"\n")


def test_twice_the_same_bytes() -> None:
    assert made(sample("en", Edition.INTERNAL)) == made(sample("en", Edition.INTERNAL))


def test_the_digest_stands_on_page_one_and_pages_are_counted(tmp_path: Path) -> None:
    document = sample()
    pages = shown(made(document), tmp_path).split("\f")[:-1]
    assert document.digest in pages[0]
    for number, page in enumerate(pages, 1):
        assert f"{number} / {len(pages)}" in page
        assert ("Nordwind Cloud Oy – Buyer Oyj" in page) == (number > 1)


def test_a_long_table_repeats_its_heading(tmp_path: Path) -> None:
    document = sample()
    table = Table((Column(text("Odd heading"), share=1),), tuple((text(f"row {n}"),) for n in range(120)))
    clause = Clause("long", "Long", (table,), number="99")
    pages = shown(made(replace(document, clauses=(*document.clauses, clause))), tmp_path).split("\f")
    with_rows = [page for page in pages if re.search(r"^row \d+$", page, re.MULTILINE)]
    assert len(with_rows) >= 3
    assert all("Odd heading" in page for page in with_rows)


@pytest.mark.parametrize("edition", list(Edition))
def test_no_heading_stands_alone_at_the_foot(edition: Edition, tmp_path: Path) -> None:
    document = sample("en", edition)
    titles = {f"{c.number} {c.title}" for c in document.walk() if c.title}
    seen = 0
    for lines in range(0, 24, 2):
        filler = tuple(Paragraph(text("filler")) for _ in range(lines))
        first = replace(document.clauses[0], blocks=filler)
        moved = replace(document, clauses=(first, *document.clauses[1:]))
        for page in shown(made(moved), tmp_path).split("\f")[2:-1]:
            body = [
                row
                for row in page.strip().split("\n")
                if not re.match(r"(Version 3 .*|Internal edition|\d+ / \d+|sample\.sla:\d+)$", row)
            ]
            seen += len(titles & set(body))
            assert body[-1] not in titles
    assert seen > 200


def test_signatures_stay_with_their_heading(tmp_path: Path) -> None:
    """Wherever they fall, the heading, the sentence below it and both parties' lines share a page."""
    document = sample()
    last = next(clause for clause in document.clauses if clause.key == "signatures")
    heading = f"{len(document.clauses)} Signatures"
    for lines in range(4, 30, 5):
        filler = Clause("filler", "Filler", tuple(Paragraph(text("filler")) for _ in range(lines)))
        moved = numbered(replace(document, clauses=(*document.clauses[:-2], filler, last)))
        pages = shown(made(moved), tmp_path).split("\f")
        (page,) = [page for page in pages[2:] if heading in page]
        assert "on the dates below" in page and "Aino Virtanen" in page and "Matti Meikäläinen" in page
        assert page.count("Place and date") == 2


def test_a_party_with_many_signatories_goes_on_overleaf(tmp_path: Path) -> None:
    people = tuple(Signatory(f"Person {n}") for n in range(14))
    clause = Clause("many", "Many", (Signatures((SignatureBlock("P", "Provider", people),)),), number="1")
    page_text = shown(made(replace(sample(), clauses=(clause,), schedules=())), tmp_path)
    assert all(f"Person {n}" in page_text for n in range(14))


def test_a_missing_glyph_is_our_finding() -> None:
    document = sample()
    odd = replace(document.clauses[0], blocks=(Paragraph(text("Contract of 日 and \U0001f600")),))
    outcome = PdfBackend().emit(
        replace(document, clauses=(odd, *document.clauses[1:])), DocumentOptions("x.pdf")
    )
    assert outcome.value == ()
    assert [d.rule.code for d in outcome.diagnostics] == ["SLA1051", "SLA1051"]
    first, second = outcome.diagnostics
    assert "`日` (U+65E5 CJK UNIFIED IDEOGRAPH-65E5)" in first.message
    assert "U+1F600 GRINNING FACE" in second.message
    assert first.span is not None and first.span.line == 61


def test_without_typst_we_say_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    original = builtins.__import__

    def refuse(name: str, *rest: object, **named: object) -> object:
        if name == "typst":
            raise ImportError(name)
        return original(name, *rest, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(builtins, "__import__", refuse)
    outcome = PdfBackend().emit(sample(), DocumentOptions("x.pdf"))
    assert outcome.value == ()
    assert [d.rule.code for d in outcome.diagnostics] == ["SLA1052"]
    assert "pip install 'sladsl[pdf]'" in str(outcome.diagnostics[0].help)


@pytest.mark.parametrize("name", [h for h in HOSTILE if "\u202e" not in h])
def test_a_hostile_name_is_only_words(name: str, tmp_path: Path) -> None:
    assert squeezed(visible(name)) in squeezed(shown(made(sample("en", name=name)), tmp_path))


def test_unseen_characters_are_never_printed_silently() -> None:
    document = sample("en", name="a\u202eb")
    outcome = PdfBackend().emit(document, DocumentOptions("x.pdf"))
    assert outcome.value or [d.rule.code for d in outcome.diagnostics] == ["SLA1051"]
