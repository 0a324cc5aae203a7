"""`sla simulate` from the outside: what it says, in every format, and what it refuses."""

from __future__ import annotations

import json
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner, Result
from jsonschema import Draft202012Validator
from referencing import Registry, Resource

from sladsl.cli.app import app

ROOT = Path(__file__).parents[2]
SOURCE = """\
party N "N"
metric uptime "U" { better higher; signals up; value = share of time where up }
service S "S"
sla Draft "Draft" {
  provider N
  effective 2027-01-01
  fee monthly = 1_000 EUR per month
  covers S
  guarantee u: uptime of S >= 99.5% per month {
    exact
    credit { below 99.5%: 10% of monthly; below 99%: 60% of monthly }
    bonus { at least 100%: 1% of monthly }
  }
  guarantee q: uptime of S >= 99% per quarter { credit 50 EUR }
  credits { combine sum; cap 50% of monthly per month }
}
sla Rival "Rival" {
  provider N
  effective 2020-01-01
  fee monthly = 900 EUR per month
  covers S
  guarantee u: uptime of S >= 99% per month { exact; credit 20 EUR }
}
sla Bare "Bare" {
  provider N
  covers S
  guarantee u: uptime of S >= 99% per month { exact }
}
"""
LOG = """\
service,start,end
S,2025-01-03 10:00,2025-01-03 10:30
S,2025-02-10,2025-02-11
S,2025-05-05 10:00,2025-05-05 14:00
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "a.sla").write_text(SOURCE)
    (tmp_path / "o.csv").write_text(LOG)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*more: str, name: str = "Draft", first: str = "2025-01", last: str = "2025-06") -> Result:
    start = ["simulate", ".", "--for", name, "--from", first, "--to", last, "--data", "outages=o.csv"]
    return CliRunner().invoke(app, [*start, *more], standalone_mode=False)


def test_the_sentence_comes_first(folder: Path) -> None:
    result = run()
    assert result.return_value == 0, result.output
    # February: 24 of 672 hours down, 60% of the fee cut to a half; the quarter: 24.5 of 2160 hours.
    # May: 4 of 744 hours down is 99.46%.
    assert result.stdout.splitlines()[0] == (
        "Draft from 2025-01 to 2025-06: with this draft you would have missed 2 of 5 months and "
        "1 of 1 quarter and paid 650 EUR, and earned 20 EUR in bonuses; "
        "1 month and 1 quarter without data are left out"
    )
    assert "2025-02  missed   500 EUR" in result.stdout
    assert "cap  at most 50% of monthly per month  1      100 EUR" in result.stdout


def test_json_has_the_published_shape_and_the_same_numbers(folder: Path) -> None:
    schemas = ROOT / "docs" / "schemas"
    schema = json.loads((schemas / "simulation.schema.json").read_text())
    other = Resource.from_contents(json.loads((schemas / "diagnostics.schema.json").read_text()))
    registry = Registry().with_resource("diagnostics.schema.json", other)
    Draft202012Validator.check_schema(schema)
    result = run("--against", "Rival", "--try", "u >= 99.9%, 98%", "--format", "json")
    body = json.loads(result.stdout)
    Draft202012Validator(schema, registry=registry).validate(body)
    draft = body["draft"]
    assert draft["credit"] == {"amount": "650", "currency": "EUR"}
    assert draft["bonus"] == {"amount": "20", "currency": "EUR"}
    assert [(c["kind"], c["missed"], c["met"], c["no_data"]) for c in draft["counts"]] == [
        ("month", 2, 3, 1),
        ("quarter", 1, 0, 1),
    ]
    assert [c["took"]["amount"] for p in draft["periods"] for c in p["cuts"]] == ["100"]
    assert sum(int(p["credit"]["amount"]) for p in draft["periods"]) == 650
    assert body["against"]["credit"]["amount"] == "20"
    assert body["difference"]["amount"] == "630"
    tries = [(t["target"]["text"], t["drafted"], t["results"][0]["missed"]) for t in body["tries"]]
    assert tries == [("99.5%", True, 2), ("99.9%", False, 2), ("98%", False, 1)]
    january = draft["periods"][0]["results"][0]
    assert (january["numerator"], january["denominator"]) == ("2676600", "2678400")


def test_markdown_says_the_same(folder: Path) -> None:
    page = run("--format", "markdown", "--against", "Rival", "--try", "u = 99.9%").stdout
    assert page.startswith(
        "# Draft from 2025-01 to 2025-06\n\n**With this draft you would have missed 2 of 5"
    )
    heads = [line for line in page.splitlines() if line.startswith("## ")]
    assert "## Draft against Rival" in heads
    assert "## Other targets for u" in heads
    for line in page.splitlines():
        if line.startswith("|"):
            assert line.endswith("|")
    assert "| 2025-02 | missed u 500 EUR | missed u 20 EUR | 480 EUR |" in page


def test_the_chart_shows_every_period_of_every_promise(folder: Path) -> None:
    result = run("--chart", "c.svg")
    assert result.return_value == 0
    tree = ElementTree.fromstring((folder / "c.svg").read_text())
    marks = [e.attrib.get("class") for e in tree.iter() if e.attrib.get("class") in ("met", "missed", "none")]
    # Three of them are the legend's.
    assert sorted(marks) == sorted(
        ["met", "missed", "none", *["met"] * 3, *["missed"] * 2, "none", "missed", "none"]
    )
    first = (folder / "c.svg").read_bytes()
    run("--chart", "c.svg")
    assert (folder / "c.svg").read_bytes() == first


def test_the_chart_of_the_guide_is_the_one_that_is_drawn(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    guide = ROOT / "docs" / "guides" / "simulate.md"
    for name, text in re.findall(r"^```\w+ file=(\S+)\n(.*?)^```", guide.read_text(), re.M | re.S):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    monkeypatch.chdir(tmp_path)
    asked = "simulate house --for Draft --from 2025-01 --to 2026-12 --data outages=outages.csv"
    more = ["--data", "tickets=tickets.csv", "--chart", "simulate.svg"]
    assert CliRunner().invoke(app, [*asked.split(), *more], standalone_mode=False).return_value == 0
    assert (tmp_path / "simulate.svg").read_bytes() == guide.with_suffix(".svg").read_bytes()


def test_an_agreement_in_another_folder_may_bear_the_same_name(folder: Path, tmp_path: Path) -> None:
    old = tmp_path / "old"
    old.mkdir()
    (old / "a.sla").write_text(SOURCE.replace("60% of monthly", "30% of monthly"))
    (tmp_path / "sla.toml").write_text('[project]\nsources = ["*.sla"]\n')
    (old / "sla.toml").write_text("")
    result = run("--against-path", "old")
    assert result.return_value == 0, result.output
    assert "Draft as drafted against Draft in old" in result.stdout
    lines = [line.split() for line in result.stdout.splitlines() if line.startswith("in all")]
    assert lines == [["in", "all", "650", "EUR", "450", "EUR", "200", "EUR"]]


def test_without_credits_nothing_is_paid(folder: Path) -> None:
    assert "missed 1 of 5 months and paid nothing; " in run(name="Bare").stdout


def test_no_data_in_any_month_is_said(folder: Path) -> None:
    result = run(first="2023-01", last="2023-03")
    assert result.return_value == 0
    assert result.stdout.splitlines()[0].endswith(
        "nobody can say what this draft would have cost: 3 months and 1 quarter without data"
    )


def test_without_any_data_it_says_so(folder: Path) -> None:
    start = ["simulate", ".", "--for", "Draft", "--from", "2025-01", "--to", "2025-02"]
    result = CliRunner().invoke(app, start, standalone_mode=False)
    assert "no data was given" in result.stderr
    assert "2 months without data" in result.stdout


def test_who_kept_the_log_may_say_so(folder: Path) -> None:
    result = run("--recorded", "2025-01..2025-06")
    assert "missed 2 of 6 months and 1 of 2 quarters" in result.stdout


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ({"first": "2025-07"}, "'2025-06' ends before '2025-07' begins"),
        ({"first": "2025-13"}, "'2025-13' is no period"),
        ({"last": "soon"}, "'soon' is no period"),
        ({"last": "9999"}, "between 1990 and 2100"),
        ({"first": "0001-01"}, "between 1990 and 2100"),
        ({"name": "Darft"}, "There is no agreement 'Darft'. Did you mean 'Draft'?"),
    ],
)
def test_what_makes_no_sense_is_refused(folder: Path, more: dict[str, str], says: str) -> None:
    result = run(**more)
    assert says in str(result.exception)
    assert not result.stdout


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (("--against", "Draft"), "cannot be compared with itself"),
        (("--against", "Nobody"), "There is no agreement 'Nobody'"),
        (("--against-path", "nowhere"), "there is no file or folder 'nowhere'"),
        (("--try", "uptime"), "write them in quotes"),
        (("--try", "x >= 99%"), "makes no promise 'x'"),
        (("--try", "u <= 99%"), "write '>='"),
        (("--try", "u >= 5 min"), "'5 min' is no target for 'u': write it as in 99.5%"),
        (("--try", "u >= 99%,,98%"), "'' is no target"),
        (("--try", "u >= 99%, 101%"), "no value can fulfil '101%'"),
        (("--try", "u >= 0%"), "no value can miss '0%'"),
        (("--recorded", "2025-06..2025-01"), "ends before"),
        (("--recorded", ".."), "'' is no period"),
        (("--chart", "c.png"), "the chart is an SVG"),
        (("--data", "parcels=p.csv"), "nothing in the source is measured from 'parcels'"),
        (("--data", "x"), "is not NAME=FILE"),
    ],
)
def test_options_that_make_no_sense_are_refused(folder: Path, options: tuple[str, ...], says: str) -> None:
    result = run(*options)
    assert says in str(result.exception), result.output
    assert not result.stdout


def test_a_missing_file_is_a_finding(folder: Path) -> None:
    (folder / "o.csv").unlink()
    result = run()
    assert result.return_value == 1
    assert "SLA1201" in result.stderr and "nothing was simulated" in result.stderr
    assert not result.stdout


def test_a_broken_draft_is_not_played(folder: Path) -> None:
    (folder / "a.sla").write_text(SOURCE.replace("uptime of S", "uptmie of S"))
    result = run()
    assert result.return_value == 1
    assert "nothing was simulated: mend the errors first" in result.stderr
