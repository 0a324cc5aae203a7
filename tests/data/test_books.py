"""Invoices and claims from files: what they do to a credit, and what is said of records that do not fit."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from sladsl.cli.app import app

SOURCE = """\
calendar Always "Always" { open always }
metric uptime "Uptime" {
  better higher
  signals up
  value = share of time where up
  partial minutes count
}
party Maker "Maker"
party Buyer "Buyer"
service Shop "Shop"
sla A "A" {
  provider Maker
  customer Buyer
  effective 2027-01-01
  hours Always zone "Europe/Helsinki"
  covers Shop
  fee use = as invoiced in EUR per month
  guarantee up: uptime of Shop >= 99.9% per month { exact; credit 10% of use }
  credits { claim within 30 days of period end }
}
"""
OUTAGES = (
    "service,start,end\nShop,2027-03-02 10:00,2027-03-02 14:00\nShop,2027-04-02 10:00,2027-04-03 22:00\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.sla").write_text(SOURCE)
    (tmp_path / "outages.csv").write_text(OUTAGES)
    return tmp_path


def evaluated(folder: Path, *data: str, period: str = "2027-03") -> tuple[int, str]:
    args = ["evaluate", str(folder), "--period", period, "--data", f"outages={folder}/outages.csv"]
    for each in data:
        args += ["--data", f"{each}={folder}/{each}.csv"]
    found = CliRunner().invoke(app, args, standalone_mode=False)
    if found.exception is not None:
        raise found.exception
    return found.return_value, found.output


def test_what_was_invoiced_decides_the_credit(folder: Path) -> None:
    (folder / "fees.csv").write_text(
        "agreement,fee,from,to,amount,currency\n"
        "A,use,2027-03-01,2027-03-15,100,EUR\nA,use,2027-03-16,2027-03-31,260.50,EUR\n"
        "A,use,2027-04-01,2027-04-30,1000,EUR\nOther,use,2027-03-01,2027-03-31,7,EUR\n"
    )
    code, said = evaluated(folder, "fees")
    assert (code, "credit: 36.05 EUR\n" in said) == (0, True), said
    assert "credit: 100 EUR\n" in evaluated(folder, "fees", period="2027-04")[1]


def test_without_an_invoice_nobody_can_say(folder: Path) -> None:
    assert "it is not known what `use` came to from 2027-03-01 to 2027-03-31" in evaluated(folder)[1]


def test_a_claim_that_came_too_late(folder: Path) -> None:
    (folder / "fees.csv").write_text("fee,from,to,amount\nuse,2027-03-01,2027-04-30,1000\n")
    (folder / "claims.csv").write_text("period,claimed\n2027-03,2027-05-01\n2027-04,2027-05-01\n2027-05,\n")
    late = evaluated(folder, "fees", "claims")[1]
    assert "credit: 0 EUR\n" in late
    assert "lapsed: claimed on 2027-05-01, which is after 2027-04-30: 0 EUR" in late
    assert "lapsed" not in evaluated(folder, "fees", "claims", period="2027-04")[1]


def test_records_that_do_not_fit_are_told_with_their_rows(folder: Path) -> None:
    (folder / "fees.csv").write_text(
        "fee,from,to,amount,currency\nuse,2027-03-01,2027-03-31,500,EUR\nother,2027-03-01,2027-03-31,1,EUR\n"
        "use,soon,2027-03-31,1,EUR\nuse,2027-03-31,2027-03-01,1,EUR\nuse,2027-03-01,2027-03-31,much,EUR\n"
        "use,2027-03-01,2027-03-31,1,USD\n"
    )
    (folder / "claims.csv").write_text("period,claimed\nMarch,2027-04-01\n2027-03,soon\n")
    code, said = evaluated(folder, "fees", "claims")
    assert code == 1
    for reason, row in (
        ("the fee is none that is left to the invoices", "row 3: `other`"),
        ("its time is no two dates", "row 4: `soon`"),
        ("it ends before it begins", "row 5: `2027-03-01`"),
        ("its amount is no number", "row 6: `much`"),
        ("its currency is another than that of the fee", "row 7: `USD`"),
        ("its period is none", "row 2: `March`"),
        ("its date is none", "row 3: `soon`"),
    ):
        assert reason in said and row in said, (reason, said)
    assert "credit: 50 EUR\n" in said


def test_a_file_without_the_columns(folder: Path) -> None:
    (folder / "fees.csv").write_text("fee,amount\nuse,500\n")
    code, said = evaluated(folder, "fees")
    assert code == 1
    assert "has no column `from`, `to`" in said
