"""`sla build examples/nordwind`: the same bytes twice, and contracts that leave nothing of the source out."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from fractions import Fraction
from pathlib import Path

import pytest

from markdown_pages import ROOT
from sladsl.compiler import Compilation
from sladsl.exact.ratio import exact_percent
from sladsl.model.agreements import Agreement
from sladsl.model.house import House
from sladsl.model.values import Ratio
from sladsl.source import Source

NORDWIND = ROOT / "examples" / "nordwind"


def build(folder: Path, out: Path, seed: str, cwd: Path) -> None:
    command = [sys.executable, "-c", "from sladsl.cli.entry import main; raise SystemExit(main())"]
    subprocess.run(
        [*command, "build", str(folder), "--out", str(out), "--as-of", "2027-06-01"],
        cwd=cwd,
        env={**os.environ, "PYTHONHASHSEED": seed},
        check=True,
        capture_output=True,
        timeout=600,
    )


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("nordwind") / "first"
    build(NORDWIND, out, "1", ROOT)
    return out


@pytest.fixture(scope="module")
def house() -> House:
    paths = [p.relative_to(NORDWIND).as_posix() for p in NORDWIND.rglob("*.sla") if "out" not in p.parts]

    def read(path: str) -> Source | None:
        file = NORDWIND / path
        return Source(path, file.read_text(encoding="utf-8")) if file.is_file() else None

    return Compilation(paths, read).house


def test_twice_the_same_bytes(built: Path, tmp_path: Path) -> None:
    """From another folder, by another name, with another order of hashes."""
    copy = tmp_path / "elsewhere"
    shutil.copytree(NORDWIND, copy, ignore=shutil.ignore_patterns("out"))
    build(copy, tmp_path / "second", "2", tmp_path)
    first = {p.relative_to(built): p.read_bytes() for p in built.rglob("*") if p.is_file()}
    other = tmp_path / "second"
    second = {p.relative_to(other): p.read_bytes() for p in other.rglob("*") if p.is_file()}
    assert sorted(first) == sorted(second)
    assert [path for path in first if first[path] != second[path]] == []
    assert any(path.suffix == ".pdf" for path in first)


def text_of(pdf: Path) -> str:
    program = shutil.which("pdftotext")
    assert program, "pdftotext is missing: run scripts/system-packages"
    raw = subprocess.run([program, "-layout", str(pdf), "-"], check=True, capture_output=True).stdout.decode()
    return re.sub(r"\s+", " ", raw.replace("\u00a0", " "))


def bounds_of(agreement: Agreement) -> set[Fraction]:
    schemes = [s for g in agreement.promises for s in (g.credit, g.bonus) if s is not None]
    return {t.bound.value for s in schemes for t in s.tiers if isinstance(t.bound, Ratio)}


@pytest.mark.parametrize("language", ["en", "fi"])
def test_the_contract_names_everything(built: Path, house: House, language: str) -> None:
    checked = 0
    for agreement in house.agreements.values():
        pdf = built / "contracts" / f"{agreement.key}.{language}.pdf"
        if not pdf.is_file():
            assert agreement.languages
            assert language not in agreement.languages
            continue
        text = text_of(pdf)
        # A cell may be broken over lines with its neighbours between; single words survive that.
        for promise in agreement.promises:
            for word in promise.title.plain(language).split():
                assert word.lower() in text.lower(), f"{pdf.name}: {promise.key}: {word}"
            if isinstance(promise.target, Ratio):
                assert percent_in(promise.target.value, text), f"{pdf.name}: {promise.key}"
            for exclusion in promise.exclusions:
                assert exclusion.title.plain(language) in text, f"{pdf.name}: {exclusion.key}"
        for bound in bounds_of(agreement):
            assert percent_in(bound, text), f"{pdf.name}: {bound}"
        for party in (agreement.provider, agreement.customer):
            assert party is None or party.title.plain(language) in text
        checked += 1
    assert checked >= 5


def percent_in(value: Fraction, text: str) -> bool:
    """Whether the percentage stands in the text with either decimal sign, with or without trailing zeros."""
    digits = (exact_percent(value) or "").rstrip("%")
    whole, _, decimals = digits.partition(".")
    pattern = rf"(?<!\d){whole}" + (rf"[.,]{decimals}0*" if decimals else r"(?:[.,]0+)?") + r"\s?%"
    return re.search(pattern, text) is not None


def test_the_sources_are_attached_and_their_digest_stands_on_page_one(built: Path, tmp_path: Path) -> None:
    """What is attached is what was built from, and its digest can be repeated by hand."""
    pdf = built / "contracts" / "Keskola.en.pdf"
    subprocess.run(["pdfdetach", "-saveall", "-o", str(tmp_path), str(pdf)], check=True, capture_output=True)
    made = json.loads((tmp_path / "build.json").read_bytes())
    assert "customers/keskola.sla" in made["sources"]
    lines = []
    for path, entry in sorted(made["sources"].items()):
        lines.append(f"{entry['sha256']}  {path}\n")
        if entry["attached"] is None:
            continue
        attached = (tmp_path / entry["attached"]).read_bytes()
        assert hashlib.sha256(attached).hexdigest() == entry["sha256"]
        if not path.startswith("stdlib/"):
            assert attached == (NORDWIND / path).read_bytes()
    withheld = [path for path, entry in made["sources"].items() if entry["attached"] is None]
    assert withheld == ["contracts.sla", "olas.sla"], "what suppliers and teams promise is not the customer's"
    assert b"uc RunkoNet" not in b"".join(file.read_bytes() for file in tmp_path.glob("*.sla"))
    digest = hashlib.sha256("".join(lines).encode()).hexdigest()
    command = ["pdftotext", "-l", "1", str(pdf), "-"]
    first_page = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    assert digest in first_page
