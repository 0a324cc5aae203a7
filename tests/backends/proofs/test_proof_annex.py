"""The proofs in our own edition of a contract: there only, in its language, with pictures that speak."""

from __future__ import annotations

import base64
import io
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from html import unescape
from pathlib import Path
from xml.etree import ElementTree

import pikepdf
import pytest
from test_pictures import TEXT

from sladsl.backends.document_options import DocumentOptions
from sladsl.backends.html import HtmlBackend
from sladsl.backends.markdown import MarkdownBackend
from sladsl.backends.pdf import PdfBackend
from sladsl.cli.entry import main
from sladsl.compiler import compile_files
from sladsl.compiler.digests import digest_of
from sladsl.compiler.outputs import BuildOptions, document_of, owns
from sladsl.exact.holidays import release
from sladsl.lower.document import Clause, Document, Edition, Figure, KeyValues, Paragraph, Table, plain
from sladsl.lower.to_document import to_document
from sladsl.model.house import House

ROOT = Path(__file__).parents[3]
OPTIONS = DocumentOptions("contract.x")
GOLDEN = (("Keskola", "en"), ("Keskola", "fi"))


@cache
def nordwind() -> House:
    folder = ROOT / "examples" / "nordwind"
    files = {p.relative_to(folder).as_posix(): p.read_text("utf-8") for p in sorted(folder.rglob("*.sla"))}
    return compile_files(files).house


@cache
def deal() -> House:
    return compile_files({"a.sla": TEXT}).house


def internal(house: House, key: str, language: str = "en") -> Document:
    made = document_of(house, house.agreements[key], language, Edition.INTERNAL)
    assert not made.has_errors, made.diagnostics
    return made.value


def schedule(document: Document) -> Clause:
    (found,) = [clause for clause in document.schedules if clause.key == "schedule.proofs"]
    return found


def clause(document: Document, title: str) -> Clause:
    (found,) = [clause for clause in schedule(document).children if clause.title == title]
    return found


def figures(document: Document) -> list[Figure]:
    return [b for c in schedule(document).walk() for b in c.blocks if isinstance(b, Figure)]


def cells(found: Clause) -> list[list[str]]:
    (table,) = [block for block in found.blocks if isinstance(block, Table)][:1]
    return [[plain(cell).replace("\xa0", " ") for cell in row] for row in table.rows]


def facts(found: Clause) -> dict[str, str]:
    (listed,) = [block for block in found.blocks if isinstance(block, KeyValues)]
    return {entry.label: plain(entry.value).replace("\xa0", " ") for entry in listed.entries}


def golden_text(key: str, language: str) -> str:
    """The schedule as Markdown, whichever release of the holiday tables it was made with."""
    document = internal(nordwind(), key, language)
    text = MarkdownBackend().emit(document, OPTIONS).value[0].content.decode()
    return text[text.index("<!-- schedule.proofs -->") :].replace(release(), "RELEASE")


def golden_path(key: str, language: str) -> Path:
    return ROOT / "tests" / "golden" / f"proofs-{key.lower()}.{language}.md"


@pytest.mark.parametrize(("key", "language"), GOLDEN)
def test_golden(key: str, language: str) -> None:
    """Renewed by `python tests/backends/proofs/renew.py`, and then read."""
    assert golden_text(key, language) == golden_path(key, language).read_text("utf-8")


@pytest.mark.parametrize("language", ["en", "fi"])
def test_the_other_party_sees_nothing_of_it(language: str) -> None:
    """Its edition is, agreement by agreement, what it is without any proofs."""
    house = nordwind()
    for agreement in house.agreements.values():
        made = document_of(house, agreement, language, Edition.EXTERNAL).value
        without = to_document(
            house, agreement, language, Edition.EXTERNAL, digest_of(house, agreement), made.dated
        )
        assert made == without.value
        assert all(not each.key.startswith("schedule.proofs") for each in made.walk())


def test_what_rests_on_nothing_has_no_schedule_of_proofs() -> None:
    house = nordwind()
    with_proofs = {
        key
        for key in house.agreements
        if any(c.key == "schedule.proofs" for c in internal(house, key).schedules)
    }
    assert {"Keskola", "Brandt", "Base"} <= with_proofs
    assert not with_proofs & {"DbaOla", "DeskOla", "RunkoNet", "CardUc", "BankUc"}


def test_the_sum_is_that_of_the_promises() -> None:
    """1% of the line and 2% of cards, the shorter of the two, against 1.5%: of a month of 720 hours, which
    is the shortest whole one that all agreements share, 7 h 12 min and 14 h 24 min against 10 h 48 min."""
    found = clause(internal(deal(), "Deal"), "up")
    assert cells(found) == [
        ["Line", "LineUc", "at least 99%", "7 h 12 min", "66.7%"],
        ["Card", "CardUc", "at least 98%", "14 h 24 min", "133.3%"],
        ["Bank", "BankUc", "at least 95%", "36 h", "333.3%"],
        ["Together, as they are needed", "", "", "21 h 36 min", "200.0%"],
        ["Allowed by the promise", "", "", "10 h 48 min", "100.0%"],
        ["Too much", "", "", "10 h 48 min", "100.0%"],
    ]
    said = facts(found)
    assert said["Result"] == "Not kept"
    assert said["Guaranteed"].startswith("97%")
    assert said["Worst period"] == "April 2027, in which 30 d count"
    # All three components at 99%, 98% and 95%: 0.99 * (1 - 0.02 * 0.05).
    assert said["Expected"].startswith("98.901%")


def test_a_broken_promise_has_its_worst_case_with_dates() -> None:
    found = clause(internal(deal(), "Deal"), "up")
    tables = [block for block in found.blocks if isinstance(block, Table)]
    rows = [[plain(cell).replace("\xa0", " ") for cell in row] for row in tables[1].rows]
    assert [row[2] for row in rows] == ["7 h 12 min", "14 h 24 min", "14 h 24 min"]
    assert rows[0][:2] == ["Thu, 1 Apr 2027, 00:00", "Line is down"]
    assert {row[0] for row in rows[1:]} == {"Thu, 1 Apr 2027, 07:12"}


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", ["Line is down, and 29 times more for as long, the last from Fri, 30 Apr 2027, 00:00"]),
        (
            "fi",
            ["Poissa käytöstä: Line, ja yhtä kauan vielä 29 kertaa, viimeksi alkaen pe 30.4.2027 klo 0.00"],
        ),
    ],
)
def test_what_is_down_every_day_is_told_once(language: str, told: list[str]) -> None:
    """Of a month that rests on days each has its part, and all of them stand in one row."""
    assert TEXT.count("up of Line >= 99% per month") == 1
    text = TEXT.replace("up of Line >= 99% per month", "up of Line >= 99% per day")
    document = internal(compile_files({"a.sla": text}).house, "Deal", language)
    tables = [
        block for found in schedule(document).children for block in found.blocks if isinstance(block, Table)
    ]
    rows = [plain(row[1]).replace("\xa0", " ") for table in tables for row in table.rows]
    assert [row for row in rows if "29" in row and "Line" in row] == told


def test_the_chain_is_dated_step_by_step() -> None:
    """Handed over at one on Maundy Thursday, the line has used up its four hours when it closes: that lasts
    until Tuesday at eight, after Easter and the change of the clocks."""
    found = clause(internal(deal(), "Deal"), "Resolution")
    assert cells(found) == [
        ["The case begins", "", "Thu, 25 Mar 2027, 12:50"],
        ["Hand-over", "10 min", "Thu, 25 Mar 2027, 13:00"],
        ["LineUc: Resolution", "4 h, during Office hours", "Tue, 30 Mar 2027, 08:00"],
        ["Promised until then", "8 h, at all hours", "Thu, 25 Mar 2027, 20:50"],
    ]
    # From 20:50 on the 25th to 08:00 on the 30th the clocks show 4 days 11 h 10 min, an hour too many.
    assert facts(found)["Result"] == "Not kept; in the worst case 4 d 10 h 10 min late"


@pytest.mark.parametrize("language", ["en", "fi"])
def test_every_picture_says_in_words_what_it_shows(language: str) -> None:
    document = internal(nordwind(), "Keskola", language)
    drawn = figures(document)
    assert len(drawn) == 9
    assert len({figure.description for figure in drawn}) > 6
    for figure in drawn:
        root = ElementTree.fromstring(figure.svg)
        assert root.findtext("{http://www.w3.org/2000/svg}desc") == figure.description
        assert len(figure.description) > 40 and plain(figure.caption)
        # As wide as the column of a contract, so that its letters are not made smaller there.
        assert root.get("width") == "548"


@pytest.mark.parametrize("language", ["en", "fi"])
def test_no_picture_cuts_what_it_says(language: str) -> None:
    drawn = figures(internal(nordwind(), "Keskola", language))
    assert not [word for figure in drawn for word in words(figure.svg) if word.endswith("…")]


WORK = """
import std.calendars { Always }
import std.metrics { availability }
party Maker "Maker"
party Client "Client"
party Vendor "Vendor"
service Rack
service Web { needs Rack }
exclusion upkeep "Planned work" fi "Huolto" { window Sun 02:00-04:00; at most 2 h per month; notice 5 days }
uc RackUc {
  provider Vendor
  customer Maker
  effective 2027-01-01 until 2027-12-31
  hours Always zone "Europe/Stockholm"
  guarantee up: availability of Rack >= 99.9% per month { exact; except upkeep }
}
sla Deal {
  provider Maker
  customer Client
  effective 2027-01-01 until 2027-12-31
  hours Always zone "Europe/Helsinki"
  guarantee up: availability of Web >= 99.9% per month { exact; except upkeep }
}
"""


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "en",
            "A worst case in which everybody under this agreement keeps their promises, while as much as "
            "this promise permits is recorded as Planned work at other times:",
        ),
        (
            "fi",
            "Pahin tapaus, jossa jokainen tukeva lupaus silti pidetään ja muina aikoina on kirjattu tämän "
            "lupauksen ulkopuolelle niin paljon kuin se sallii (peruste: Huolto):",
        ),
    ],
)
def test_what_a_worst_case_asks_for_stands_in_its_introduction(language: str, said: str) -> None:
    (found,) = schedule(internal(compile_files({"a.sla": WORK}).house, "Deal", language)).children
    at = max(number for number, block in enumerate(found.blocks) if isinstance(block, Table))
    before = found.blocks[at - 1]
    assert isinstance(before, Paragraph)
    assert plain(before.content) == said


def test_the_picture_follows_its_table() -> None:
    for found in schedule(internal(nordwind(), "Keskola")).children:
        (at,) = [number for number, block in enumerate(found.blocks) if isinstance(block, Figure)]
        assert isinstance(found.blocks[at - 1], Table)


@pytest.mark.parametrize("language", ["en", "fi"])
def test_facts_table_and_picture_stand_on_one_page(language: str, tmp_path: Path) -> None:
    document = internal(nordwind(), "Keskola", language)
    (tmp_path / "a.pdf").write_bytes(PdfBackend().emit(document, OPTIONS).value[0].content)
    tool = shutil.which("pdftotext")
    assert tool, "pdftotext is missing: install poppler-utils"
    command = [tool, "-layout", str(tmp_path / "a.pdf"), "-"]
    pages = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split("\f")
    caption = re.compile(r"^ +(?:How long|Kuinka kauan|Shaded:|Varjostettu:)", re.MULTILINE)
    headings = [len(re.findall(r"^E\.\d ", page, re.MULTILINE)) for page in pages]
    assert headings == [len(caption.findall(page)) for page in pages]
    assert sum(headings) == 9


def test_the_words_are_those_of_the_language() -> None:
    """The same pictures word for word in another language: only names and times of day may be alike."""
    pairs = zip(
        figures(internal(nordwind(), "Keskola", "en")),
        figures(internal(nordwind(), "Keskola", "fi")),
        strict=True,
    )
    for english, finnish in pairs:
        alike = set(words(english.svg)) & set(words(finnish.svg))
        assert all(
            re.fullmatch(r"(?:→ )?(?:\d+ ?(?:h|min|s)? ?)+", each.replace("\xa0", " ")) for each in alike
        ), alike
        assert english.description != finnish.description
    text = golden_text("Keskola", "fi")
    assert not re.search(r"\b(?:allowed|kept|left|spare|worst|promised|the)\b", text)
    assert "36,024\xa0s".replace("\xa0", "") in text.replace("\xa0", "").replace(" ", "")


def words(svg: str) -> Iterator[str]:
    for text in ElementTree.fromstring(svg).iter("{http://www.w3.org/2000/svg}text"):
        yield "".join(text.itertext())


def test_html_shows_the_pictures_with_their_words() -> None:
    document = internal(nordwind(), "Keskola")
    page = HtmlBackend().emit(document, OPTIONS).value[0].content.decode()
    found = re.findall(r'<img src="data:image/svg\+xml;base64,([^"]+)" alt="([^"]*)">', page)
    wanted = [(figure.svg, figure.description) for figure in figures(document)]
    assert [(base64.b64decode(data).decode(), unescape(alt)) for data, alt in found] == wanted
    assert "how far these prove the promises" in page


def test_markdown_puts_them_beside_the_text() -> None:
    document = internal(nordwind(), "Keskola")
    files = MarkdownBackend().emit(document, OPTIONS).value
    assert [file.content.decode() for file in files[1:]] == [f.svg for f in figures(document)]
    text = files[0].content.decode()
    assert all(f"]({file.path})" in text for file in files[1:])


def test_pdf_has_the_pictures_with_alternative_texts_and_is_the_same_twice() -> None:
    document = internal(deal(), "Deal")
    first, again = (PdfBackend().emit(document, OPTIONS).value[0].content for _ in range(2))
    assert first == again
    with pikepdf.open(io.BytesIO(first)) as pdf:
        texts = {str(obj.Alt) for obj in pdf.objects if isinstance(obj, pikepdf.Dictionary) and "/Alt" in obj}
    assert {figure.description for figure in figures(document)} <= texts


def test_the_same_again() -> None:
    assert internal(nordwind(), "Keskola", "fi") == internal(nordwind(), "Keskola", "fi")


def test_drawings_of_an_earlier_build_are_known_as_such() -> None:
    """Those beside Markdown go with it, in every language that is built."""
    day, editions = date(2027, 6, 1), (Edition.EXTERNAL, Edition.INTERNAL)
    path = "contracts/internal/Keskola.en.3.svg"
    everything = BuildOptions(day, editions=editions)
    assert owns(path, everything)
    assert owns(path, replace(everything, only_to=("markdown",)))
    assert not owns(path, replace(everything, only_to=("html",)))
    assert not owns(path, replace(everything, only_languages=("fi",)))
    assert owns(path.replace(".en.", ".fi."), replace(everything, only_languages=("fi",)))
    assert not owns(path, replace(everything, agreements=("Keskola",)))


def test_explained_in_another_language(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.sla").write_text(TEXT, encoding="utf-8")
    asked = ["explain", "Deal.up", str(tmp_path), "--picture", str(tmp_path / "drawn")]
    assert main([*asked, "--lang", "fi"]) == 0
    (drawn,) = (tmp_path / "drawn").iterdir()
    assert "sallittu: 10\xa0h 48\xa0min" in drawn.read_text("utf-8")
    assert main([*asked, "--lang", "sv"]) == 2
    assert "'sv' is no language of pictures" in capsys.readouterr().err
    assert main([*asked, "--lang", "en,fi"]) == 2
