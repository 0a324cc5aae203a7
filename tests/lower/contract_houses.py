"""The houses whose contracts are tested: the Nordwind example, and one that says all that can be said."""

from __future__ import annotations

import datetime as dt
from functools import cache
from pathlib import Path

from sladsl.backends.document_options import DocumentOptions
from sladsl.backends.markdown import MarkdownBackend
from sladsl.compiler import compile_files
from sladsl.exact.holidays import release
from sladsl.lower.document import Document, Edition
from sladsl.lower.to_document import to_document
from sladsl.model.house import House

ROOT = Path(__file__).parents[2]
DIGEST = "9f2c1b7e4a6d8035c1e2f3a4b5c6d7e8f90a1b2c3d4e5f60718293a4b5c6d7e8"
DATED = dt.date(2026, 11, 2)


@cache
def nordwind() -> House:
    folder = ROOT / "examples" / "nordwind"
    files = {str(p.relative_to(folder)): p.read_text("utf-8") for p in sorted(folder.rglob("*.sla"))}
    return _house(files)


@cache
def everything() -> House:
    return house_of((Path(__file__).parent / "everything.sla").read_text("utf-8"))


def house_of(text: str) -> House:
    return _house({"house.sla": text})


def _house(files: dict[str, str]) -> House:
    compiled = compile_files(files)
    wrong = [
        f"{d.span.where if d.span else ''} {d.message}" for d in compiled.resolved.diagnostics if d.is_error
    ]
    assert not wrong, wrong
    return compiled.house


@cache
def contract(house: str, key: str, language: str, edition: Edition = Edition.EXTERNAL) -> Document:
    found = {"nordwind": nordwind, "everything": everything}[house]()
    outcome = to_document(found, found.agreements[key], language, edition, DIGEST, DATED)
    assert not outcome.diagnostics, [d.message for d in outcome.diagnostics]
    return outcome.value


GOLDEN = (("Havblik", "en"), ("Tuohimaa", "fi"))


def golden_path(key: str, language: str) -> Path:
    return ROOT / "tests" / "golden" / f"contract-{key.lower()}.{language}.md"


def golden_text(key: str, language: str) -> str:
    """The contract in Markdown, whichever release of the holiday tables it was made with."""
    document = contract("nordwind", key, language)
    written = MarkdownBackend().emit(document, DocumentOptions("contract.md")).value[0].content.decode()
    return written.replace(release(), "RELEASE")


if __name__ == "__main__":
    for one, tongue in GOLDEN:
        golden_path(one, tongue).write_text(golden_text(one, tongue), "utf-8")
