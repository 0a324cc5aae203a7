"""The run as a whole: order, templates found once, the day it is looked at, and figures in the findings."""

from __future__ import annotations

from datetime import date

from sladsl.compiler import compile_files
from sladsl.diagnostics.diagnostic import Diagnostic
from sladsl.diagnostics.render_text import render_text

PARTIES = """\
import std.metrics { availability }
party House "House" { unit Desk "Desk"; unit Ops "Operations" }
party Client "Client"
party Other "Other client"
party Supplier "Supplier"
service Net "Net" {
  measure availability from prometheus { errors = `e`; requests = `r` }
}
"""

CONTRACT = (
    PARTIES
    + """\
sla Agreement "Agreement" {
  provider House
  customer Client
  effective 2026-01-01 until 2027-12-31
  guarantee uptime: availability of Net >= 99% per month { exact }
  report uptime each month within 5 working days
}
uc Line "Line" {
  provider Supplier
  customer House
  effective 2026-01-01 until 2029-12-31
  guarantee uptime: availability of Net >= 99.5% per month { exact }
}
"""
)

TEMPLATE = (
    PARTIES
    + """\
template Gold(client: party) {
  provider House
  customer client
  effective 2027-01-01
  zone "UTC"
  credits { automatic }
  fee monthly = 100 EUR per month
  guarantee uptime: availability of Net >= 99% per month {
    exact
    credit { at most 99%: 10% of monthly }
  }
  report uptime each month within 5 working days
}
sla One "One" is Gold(client: Client)
sla Two "Two" is Gold(client: Other)
"""
)


def found(text: str, today: date | None = None) -> list[Diagnostic]:
    return list(compile_files({"a.sla": text}, today).findings)


def test_a_contract_for_a_running_agreement_is_used() -> None:
    assert found(CONTRACT, date(2027, 6, 1)) == []


def test_a_contract_outlives_its_agreement() -> None:
    (finding,) = found(CONTRACT, date(2028, 6, 1))
    assert finding.rule.name == "idle-support"
    assert "`Line`" in finding.message


def test_a_contract_that_is_over_is_not_idle() -> None:
    assert found(CONTRACT, date(2030, 6, 1)) == []


def test_what_a_template_says_is_found_once() -> None:
    assert [finding.rule.code for finding in found(TEMPLATE)] == ["SLA0803"]


def test_findings_are_in_the_order_of_the_text_and_the_same_each_time() -> None:
    text = CONTRACT.replace(">= 99%", "<= 99%").replace(">= 99.5%", "> 100%").replace("customer House\n", "")
    first = found(text)
    places = [finding.span.start for finding in first if finding.span]
    assert len(places) == len(first) >= 2
    assert places == sorted(places)
    assert render_text(found(text)) == render_text(first)


def test_every_finding_says_what_where_and_what_to_do() -> None:
    for text in (
        CONTRACT.replace(">= 99%", "<= 99%"),
        TEMPLATE,
        CONTRACT.replace("customer House\n", "customer Other\n"),
    ):
        for finding in found(text):
            assert finding.labels and finding.help
            assert finding.message[0].islower() or finding.message[0] == "`"
            assert not finding.message.endswith(".")
            assert all(label.span.end > label.span.start for label in finding.labels)
