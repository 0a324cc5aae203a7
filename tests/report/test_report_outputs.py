"""The report as files: Markdown to the letter, a PDF under both standards, and the command that writes it."""

from __future__ import annotations

import io
import json
import os
import shutil
import subprocess
from pathlib import Path

import pikepdf
import pytest
from report_houses import FULL, facts, house_of, statements_of

from sladsl.backends.output import OutputFile
from sladsl.cli.entry import main
from sladsl.compiler.digests import digest_of
from sladsl.compiler.reports import report
from sladsl.report.reading import Reading

GOLDEN = Path(__file__).parent / "golden"
HOUSE = house_of()
STATEMENTS = statements_of(HOUSE, facts())
READING = Reading((("outages", "outages.csv"), ("tickets", "tickets.csv")), 4, 4, 3, 1)
Printed = pytest.CaptureFixture[str]


def made(language: str, *formats: str, extra: tuple[OutputFile, ...] = ()) -> dict[str, bytes]:
    outcome = report(HOUSE, STATEMENTS, (language,), formats, READING, 12, extra)
    assert outcome.diagnostics == ()
    return {file.path: file.content for file in outcome.value}


@pytest.mark.parametrize("language", ["en", "fi"])
def test_golden(language: str) -> None:
    """`SLA_UPDATE=1` writes what is made now; read the difference."""
    files = made(language, "markdown")
    names = [f"reports/Deal.2027-11.{language}.{n}.svg" for n in (1, 2, 3)]
    assert sorted(files) == [*names, f"reports/Deal.2027-11.{language}.md"]
    golden = GOLDEN / f"full.{language}.md"
    # The digest is that of the standard library too, which has a life of its own.
    digest = digest_of(HOUSE, HOUSE.agreements["Deal"]).encode()
    page = files[f"reports/Deal.2027-11.{language}.md"].replace(digest, b"DIGEST")
    if os.environ.get("SLA_UPDATE") == "1":
        golden.write_bytes(page)
    assert page == golden.read_bytes()
    for name in names:
        assert name.rpartition("/")[2] in golden.read_text("utf-8")


@pytest.mark.parametrize("language", ["en", "fi"])
def test_pdf(language: str, tmp_path: Path) -> None:
    extra = (OutputFile("evaluation.json", b"{}"),)
    files = made(language, "pdf", extra=extra)
    (content,) = files.values()
    assert made(language, "pdf", extra=extra) == files
    with pikepdf.open(io.BytesIO(content)) as pdf:
        meta = pdf.open_metadata()
        assert (meta["pdfaid:part"], meta["pdfaid:conformance"], meta["pdfuaid:part"]) == ("3", "A", "1")
        assert {"build.json", "evaluation.json", "house.sla"} <= set(pdf.attachments)
        with pdf.open_outline() as outline:
            titles = [item.title for item in outline.root]
    assert len(titles) == 6
    tool = shutil.which("pdftotext")
    assert tool, "pdftotext is missing: install poppler-utils"
    path = tmp_path / "report.pdf"
    path.write_bytes(content)
    text = subprocess.run([tool, "-raw", str(path), "-"], capture_output=True, check=True).stdout.decode()
    words = "".join(text.split())
    assert all("".join(title.split()) in words for title in titles)
    # The letters of the charts are text too.
    assert ("99.9%" if language == "en" else "99,9%") in words


def test_html_holds_its_charts() -> None:
    (page,) = (content.decode() for content in made("en", "html").values())
    assert page.count('src="data:image/svg+xml;base64,') == 3
    assert "Availability of the shop, target at least 99.9%" in page


# ---- the command


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "house.sla").write_text(FULL, "utf-8")
    (tmp_path / "sla.toml").write_text('[project]\nname = "Web shop"\nsources = ["*.sla"]\n', "utf-8")
    (tmp_path / "outages.csv").write_text(
        "service,start,end\nShop,2027-11-26 18:00,2027-11-26 18:45\n", "utf-8"
    )
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*more: str) -> int:
    asked = ["report", "--for", "Deal", "--period", "2027-11", "--data", "outages=outages.csv"]
    return main([*asked, *more])


def test_what_is_written(house: Path, capsys: Printed) -> None:
    assert run("--to", "markdown,html", "--lang", "en") == 0
    assert capsys.readouterr().out.splitlines() == [
        "out/reports/Deal.2027-11.en.html",
        "out/reports/Deal.2027-11.en.md",
        "out/reports/Deal.2027-11.*.svg: 2 drawings",
    ]
    folder = house / "out" / "reports"
    assert sorted(p.name for p in folder.iterdir()) == [
        "Deal.2027-11.en.1.svg",
        "Deal.2027-11.en.2.svg",
        "Deal.2027-11.en.html",
        "Deal.2027-11.en.md",
    ]


def test_drawings_that_are_no_longer_made_go(house: Path, capsys: Printed) -> None:
    assert run("--to", "markdown", "--lang", "en,fi") == 0
    assert run("--to", "markdown", "--lang", "en", "--last", "1") == 0
    left = sorted(p.name for p in (house / "out" / "reports").iterdir())
    assert left == [
        "Deal.2027-11.en.md",
        "Deal.2027-11.fi.1.svg",
        "Deal.2027-11.fi.2.svg",
        "Deal.2027-11.fi.md",
    ]


def test_numbers_ride_along_without_paths(house: Path, capsys: Printed) -> None:
    (house / "data").mkdir()
    shutil.move(house / "outages.csv", house / "data" / "outages.csv")
    asked = ["report", "--for", "Deal", "--period", "2027-11", "--to", "pdf", "--lang", "en"]
    assert main([*asked, "--data", f"outages={house}/data/outages.csv"]) == 0
    with pikepdf.open(house / "out" / "reports" / "Deal.2027-11.en.pdf") as pdf:
        numbers = json.loads(pdf.attachments["evaluation.json"].get_file().read_bytes())
    assert numbers["statements"][0]["credit"] == {"amount": "1000", "currency": "EUR"}
    assert str(house) not in json.dumps(numbers)


@pytest.mark.parametrize(
    ("asked", "wanted"),
    [
        (["--for", "Dael"], "There is no agreement 'Dael'. Did you mean 'Deal'?"),
        (["--period", "2027-13"], "'2027-13' is no period"),
        (["--period", "November"], "'November' is no period"),
        (["--period", "2026-11"], "nothing in 'Deal' is decided for 2026-11"),
        (["--to", "markdwn"], "'markdwn' is no format of reports. Did you mean 'markdown'?"),
        (["--to", "prometheus"], "'prometheus' is no format of reports."),
        (["--lang", "xx"], "'xx' is no language of contracts."),
        (["--data", "parcels=x.csv"], "nothing in the source is measured from 'parcels'"),
    ],
)
def test_what_is_asked_wrongly(house: Path, capsys: Printed, asked: list[str], wanted: str) -> None:
    assert run(*asked) == 2
    assert wanted in " ".join(capsys.readouterr().err.split())
    assert not (house / "out").exists()


def test_a_file_that_is_not_there(house: Path, capsys: Printed) -> None:
    assert run("--data", "samples=gone.csv") == 1
    err = capsys.readouterr().err
    assert "gone.csv" in err and "nothing was written" in err
    assert not (house / "out").exists()


def test_no_data_is_said(house: Path, capsys: Printed) -> None:
    asked = ["report", "--for", "Deal", "--period", "2027-11", "--to", "markdown", "--lang", "en"]
    assert main(asked) == 0
    assert "no data was given" in capsys.readouterr().err
    page = (house / "out" / "reports" / "Deal.2027-11.en.md").read_text("utf-8")
    assert "No data were read." in page and "there is a result for none" in page
