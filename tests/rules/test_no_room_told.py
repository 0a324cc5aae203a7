"""A time that is passed on is told with a case: when it begins, and until when everybody may take."""

from __future__ import annotations

from sladsl.compiler import compile_files

TEXT = """\
import std.metrics { resolution }
party Maker "Maker"
party Client "Client"
party Vendor "Vendor"
priorities Incident "Incidents" { P1 "Critical" }
service Net "Net"
service Shop "Shop" { needs Net }
uc Line {
  provider Vendor; customer Maker; effective 2027-03-01 until 2027-12-31; zone "Europe/Helsinki"
  priorities Incident; covers Net
  guarantee repair: resolution of P1 <= 4 h
}
sla Deal {
  provider Maker; customer Client; effective 2027-03-01 until 2027-12-31; zone "Europe/Helsinki"
  priorities Incident; covers Shop
  guarantee repair: resolution of P1 <= 4 h
}
"""


def test_the_case_has_dates() -> None:
    (found,) = (each for each in compile_files({"case.sla": TEXT}).findings if each.rule.code == "SLA0715")
    assert found.notes == (
        "a case with no time to spare: begun Mon 2027-03-01 00:00; `Line.repair` may take until "
        "Mon 2027-03-01 04:00; promised until Mon 2027-03-01 04:00",
    )
