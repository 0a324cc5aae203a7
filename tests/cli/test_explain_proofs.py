"""`sla explain` of what stands under a promise: no answer from broken files, and reasons for every figure."""

from __future__ import annotations

from pathlib import Path

import pytest

from sladsl.cli.entry import main

HOUSE = """\
import std.calendars {{ Always, OfficeHelsinki }}
import std.clauses {{ force_majeure }}
import std.metrics {{ strict_uptime }}
party We "We Oy"
party Client "Client Oyj"
party Carrier "Carrier AB"
service Line "Line"
service App "App" {{ needs Line }}
uc Below "Contract" {{
  provider Carrier
  customer We
  zone "Europe/Helsinki"
  effective {term}
  hours {hours}
  guarantee up: strict_uptime of Line >= 99.9% per month {{ exact{also} }}
}}
sla Top "Agreement" {{
  provider We
  customer Client
  zone "Europe/Helsinki"
  effective 2027-01-01 until 2028-12-31
  guarantee up: strict_uptime of App >= 99% per month {{ exact }}
}}
"""
BOTH = "2027-01-01 until 2028-12-31"


def explain(
    folder: Path, capsys: pytest.CaptureFixture[str], text: str, *more: str, what: str = "Top"
) -> tuple[int, list[str], str]:
    (folder / "a.sla").write_text(text)
    code = main(["explain", what, str(folder), *more])
    told = capsys.readouterr()
    return code, [line.strip() for line in told.out.splitlines()], told.err


def house(term: str = BOTH, hours: str = "Always", also: str = "") -> str:
    return HOUSE.format(term=term, hours=hours, also=also)


def test_broken_files_are_not_explained(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for broken in (house().replace("99.9%", "99.9"), house().replace("customer Client", "customer Cleint")):
        code, lines, wrong = explain(tmp_path, capsys, broken)
        assert (code, lines) == (1, [])
        assert "error[SLA02" in wrong
        assert "nothing was explained: mend the errors first" in wrong


def test_a_finding_is_explained_beside_broken_files(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = house().replace("99.9%", "99.9")
    assert explain(tmp_path, capsys, broken, what="SLA0601")[0] == 0
    code, _, wrong = explain(tmp_path, capsys, broken, what="SLA0699")
    assert code == 2
    assert "SLA0699" in wrong


@pytest.mark.parametrize("day", ["2027-06-01", "2028-06-01"])
def test_a_support_that_ends_first(tmp_path: Path, capsys: pytest.CaptureFixture[str], day: str) -> None:
    text = house(term="2027-01-01 until 2027-06-30")
    _, lines, _ = explain(tmp_path, capsys, text, "--as-of", day)
    assert "proof of up of App: kept until 2027-06-30; proven 99.9%" in lines
    assert (
        "from 2027-07-01 to 2028-12-31 nobody promises strict_uptime of Line: Below is not in force then"
        in lines
    )


def test_a_support_that_begins_later(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, lines, _ = explain(
        tmp_path, capsys, house(term="2027-03-01 until 2028-12-31"), "--as-of", "2027-01-01"
    )
    assert "proof of up of App: kept from 2027-03-01 on; proven 99.9%" in lines


def test_a_support_that_begins_afterwards(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, lines, _ = explain(tmp_path, capsys, house(term="2030-01-01 until 2030-12-31"))
    assert "proof of up: NOT PROVEN" in lines
    assert any(line.startswith("from 2027-01-01 to 2028-12-31 nobody promises") for line in lines)


def test_what_is_left_out_without_a_limit(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, lines, _ = explain(tmp_path, capsys, house(also="; except force_majeure"))
    assert any("excluded as force_majeure, without a limit" in line for line in lines)
    assert any(line.startswith("a worst case: Line down from") for line in lines)


def test_hours_without_a_support(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, lines, _ = explain(tmp_path, capsys, house(hours="OfficeHelsinki"))
    assert any(line.startswith("Below.up says nothing of ") and "outside its hours" in line for line in lines)


def test_services_in_a_circle(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = house().replace(
        'service App "App" { needs Line }',
        'service App "App" { needs Line, Other }\nservice Other "Other" { needs App }',
    )
    _, lines, _ = explain(tmp_path, capsys, text)
    assert "App and Other need each other in the end: nothing can hold itself up" in lines
