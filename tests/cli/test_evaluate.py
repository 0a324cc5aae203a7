"""`sla evaluate` as people and build servers run it: periods, settings, a narrow table, exit codes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from referencing import Registry, Resource

from sladsl.cli.app import app
from sladsl.cli.evaluation_text import WIDTH
from sladsl.cli.periods import in_order, labels_of

ROOT = Path(__file__).parents[2]
SOURCE = """\
calendar Always "Always" { open always }
priorities I "I" { P1 "Critical"; P2 "High" }
exclusion works "Works" { at most 2 h per month }
metric uptime "Uptime" {
  better higher
  signals up
  value = share of time where up
  partial minutes count
}
metric resolution "Resolution" {
  better lower
  value = time from opened to resolved
  attributed to opened
}
service Checkout "Checkout" { measure resolution from tickets { } }
service BackofficeWithALongName "Back office"
sla A "A" {
  effective 2027-02-01
  hours Always zone "Europe/Helsinki"
  priorities I
  covers Checkout, BackofficeWithALongName
  fee monthly = 1_000 EUR per month
  guarantee availability_of_the_shop: uptime of Checkout >= 99.9% per month {
    except works
    credit { below 99.9%: 10% of monthly }
  }
  guarantee later: uptime of Checkout >= 99% per month from 2027-06-01
  guarantee torn: uptime of Checkout >= 99.5% per month {
    credit { when value < 99% and value > 95%: 10% of monthly; when value < 95%: 20% of monthly }
  }
  guarantee back: uptime of BackofficeWithALongName >= 99.5% per month
  guarantee repair: resolution of P1 of Checkout, BackofficeWithALongName <= 4 h for 90% of tickets per month
}
"""
OUTAGES = """\
service,start,end
Checkout,2027-03-02 10:00,2027-03-02 14:00
Checkout,2027-04-02 10:00,2027-04-03 22:00
"""
WORKS = "exclusion,service,start,end\nworks,Checkout,2027-03-02 10:00,2027-03-02 11:00\n"
TICKETS = "id,priority,opened,resolved\nA,P1,2027-03-02 10:00,2027-03-02 11:00\n"


def run(folder: Path, *more: str) -> tuple[int, str, str]:
    done = CliRunner().invoke(app, ["evaluate", str(folder), *more], standalone_mode=False)
    if done.exception is not None:
        raise done.exception
    return done.return_value, done.stdout, done.stderr


def project(folder: Path, table: str = "") -> Path:
    (folder / "data").mkdir()
    for name, text in (("o.csv", OUTAGES), ("x.csv", WORKS), ("t.csv", TICKETS)):
        (folder / "data" / name).write_text(text)
    (folder / "a.sla").write_text(SOURCE)
    (folder / "sla.toml").write_text(table)
    return folder


TABLE = '[data]\noutages = "data/o.csv"\nexclusions = "data/x.csv"\n[data.tickets]\nfile = "data/t.csv"\n'


def statements(out: str) -> list[dict[str, object]]:
    """What was written, after it was held against the published schema."""
    folder = ROOT / "docs" / "schemas"
    schemas = [json.loads((folder / f"{n}.schema.json").read_text()) for n in ("evaluation", "diagnostics")]
    registry = Registry().with_resources((s["$id"], Resource.from_contents(s)) for s in schemas)
    Draft202012Validator.check_schema(schemas[0])
    body = json.loads(out)
    Draft202012Validator(schemas[0], registry=registry).validate(body)
    return list(body["statements"])


def test_data_from_the_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Files are looked for beside sla.toml, wherever the command is run."""
    project(tmp_path, TABLE)
    asked = ("--period", "2027-03", "--format", "json")
    far = tmp_path / "two" / "down"
    far.mkdir(parents=True)
    monkeypatch.chdir(far)  # from where files are shown by their whole path
    code, here, err = run(tmp_path, *asked)
    assert (code, err) == (0, "")
    assert statements(here)[0]["cases"] == {"records": 1, "read": 1, "kept": 1}
    monkeypatch.chdir(tmp_path / "data")
    assert run(tmp_path / "a.sla", *asked)[:2] == (0, here.replace(f"{tmp_path}/", "../"))
    (tmp_path / "data" / "other.csv").write_text("service,start,end\n")
    code, out, _ = run(tmp_path, *asked, "--data", "outages=other.csv")
    (one,) = statements(out)
    assert {r["promise"]: r["state"] for r in one["results"]}["availability_of_the_shop"] == "met"  # type: ignore[attr-defined, index]


def test_no_data_is_never_met(tmp_path: Path) -> None:
    project(tmp_path)
    code, out, err = run(tmp_path, "--period", "2027-03", "--format", "json")
    assert code == 0
    assert "no data was given" in err
    (one,) = statements(out)
    states = {r["promise"]: r["state"] for r in one["results"]}  # type: ignore[attr-defined, index]
    assert states == {
        "availability_of_the_shop": "no_data",
        "later": "not_applicable",
        "torn": "no_data",
        "back": "no_data",
        "repair": "no_data",
    }


def test_several_periods(tmp_path: Path) -> None:
    project(tmp_path, TABLE)
    code, out, _ = run(tmp_path, "--period", "2027-04", "--period", "2027-01..2027-03", "--format", "json")
    assert code == 0
    made = statements(out)
    # Nothing held in January; the others come in the order of time.
    assert [one["period"]["label"] for one in made] == ["2027-02", "2027-03", "2027-04"]  # type: ignore[index]
    states = [
        {r["promise"]: (r["state"], r["numerator"], r["denominator"]) for r in one["results"]}  # type: ignore[attr-defined, index]
        for one in made
    ]
    march = 31 * 86_400 - 3_600  # the clocks go forward
    assert states[1]["availability_of_the_shop"] == ("missed", str(march - 4 * 3_600), str(march - 3_600))
    assert states[2]["availability_of_the_shop"][0] == "missed"
    assert states[2]["torn"][0] == "undefined"
    assert [one["cases"]["records"] for one in made] == [1, 1, 1]  # type: ignore[index]
    code, text, _ = run(tmp_path, "--period", "2027-02..2027-04")
    assert [line for line in text.splitlines() if line.startswith("A in ")] == [
        "A in 2027-02",
        "A in 2027-03",
        "A in 2027-04",
    ]


def test_a_table_that_fits(tmp_path: Path) -> None:
    project(tmp_path, TABLE)
    _, out, _ = run(tmp_path, "--period", "2027-03..2027-04")
    assert max(map(len, out.splitlines())) <= WIDTH == 100
    for word in ("met", "missed", "no_data", "not_applicable", "undefined"):
        assert f" {word} " in out
    assert "left out: 1 h, works (" in out
    assert "a.sla:3)" in out
    words = out.split()
    for name in ("availability_of_the_shop:", "BackofficeWithALongName", "repair:"):
        assert name in words


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        (["2027-13"], "is no period"),
        (["2027-02..soon"], "is no period"),
        (["2027-02..2027"], "different kinds"),
        (["2027-04..2027-02"], "ends before it begins"),
        (["0001-01-01..9999-01-01"], "more than 1000"),
        (["2026-01..2027-01"], "no agreement decides anything for 2026-01 to 2027-01"),
        (["2027-02", "2026-02"], "no agreement decides anything for 2026-02"),
    ],
)
def test_periods_that_cannot_be(tmp_path: Path, asked: list[str], why: str) -> None:
    project(tmp_path)
    with pytest.raises(Exception, match=why):
        run(tmp_path, *(part for text in asked for part in ("--period", text)))


@settings(max_examples=100)
@given(st.integers(2000, 2090), st.integers(1, 12), st.integers(0, 40))
def test_a_stretch_is_every_month_once(year: int, month: int, count: int) -> None:
    labels = [f"{(year * 12 + month - 1 + i) // 12}-{(month - 1 + i) % 12 + 1:02}" for i in range(count + 1)]
    assert labels_of([f"{labels[0]}..{labels[-1]}"]) == [tuple(labels)]
    assert in_order(labels_of([labels[-1], f"{labels[0]}..{labels[-1]}", labels[0]])) == tuple(labels)


@pytest.mark.parametrize(
    ("table", "why"),
    [
        ("tickets = 3", "`data.tickets` needs a file"),
        ("[data.tickets]\nfiel = 'a.csv'", "`data.tickets.fiel` is no setting"),
        ("[data.outages]\nfile = 'a.csv'\nstates = 'b.csv'", "`data.outages.states` is no setting"),
        ("prometheus = 'metrics.csv'", "is read from an address"),
        ("prometheus = 9090", "needs an address"),
        ("[data.tickets]\nstates = 'h.csv'", "give tickets=FILE too"),
    ],
)
def test_settings_that_cannot_be(tmp_path: Path, table: str, why: str) -> None:
    project(tmp_path, table if table.startswith("[") else f"[data]\n{table}\n")
    code, out, err = run(tmp_path, "--period", "2027-03")
    assert (code, out) == (1, "")
    assert why in err


def test_what_is_wrong_is_told_and_the_rest_is_done(tmp_path: Path) -> None:
    project(tmp_path, TABLE)
    (tmp_path / "data" / "t.csv").unlink()
    code, out, err = run(tmp_path, "--period", "2027-03")
    assert code == 1
    assert "there is no file `" in err
    with pytest.raises(Exception, match="nothing in the source is measured from 'calls'"):
        run(tmp_path, "--period", "2027-03", "--data", "calls=c.csv")
    (tmp_path / "a.sla").write_text(SOURCE + "sla B {")
    code, out, err = run(tmp_path, "--period", "2027-03")
    assert (code, out) == (1, "")
    assert "nothing was evaluated" in err
