"""What a supplier leaves out is told once of a promise, however many agreements have that promise."""

from __future__ import annotations

from collections.abc import Mapping

from sladsl.compiler import compile_files
from sladsl.diagnostics.diagnostic import Diagnostic

SHARED = """
import std.clauses { force_majeure }
import std.exclusions { customer_fault }
import std.metrics { resolution, uptime }
party Nordwind "Nordwind Cloud Oy"
party Telia "Telia Finland Oyj"
service Network "Network" {
  measure resolution from tickets { where = `service = 'network'` }
  measure uptime from prometheus { up = `up` }
}
service Shop "Shop" {
  needs Network
  measure resolution from tickets { where = `service = 'shop'` }
  measure uptime from prometheus { up = `up` }
}
uc Line "Line" {
  provider Telia
  customer Nordwind
  zone "UTC"
  effective 2027-01-01 until 2028-12-31
  guarantee repair: resolution of Network <= 4 h per month { exact; except customer_fault }
  guarantee up: uptime of Network >= 99.99% per month { exact; except force_majeure }
}
"""
PROMISES = """
  guarantee repair: resolution of Shop <= 8 h per month { exact }
  guarantee up: uptime of Shop >= 99.9% per month { exact }
"""
TERM = """
  zone "UTC"
  effective 2027-01-01 until 2028-12-31
  covers Shop
  relies on Line
"""
HEAD = 'import "./shared.sla"\n'


def told(texts: Mapping[str, str]) -> list[Diagnostic]:
    return [
        found
        for found in compile_files({"shared.sla": SHARED, **texts}).findings
        if found.rule.code == "SLA0710"
    ]


def test_levels_that_take_over_and_repeat() -> None:
    """The level that makes the promise is told, though its file comes last."""
    above = f'corporate sla Base "Base" {{\n  provider Nordwind\n{TERM}{PROMISES}}}\n'
    below = {
        f"c{n}.sla": f'import "./z.sla"\nparty C{n} "C{n}"\ncustomer sla Deal{n} "Deal" under Base {{\n'
        f"  customer C{n}\n{PROMISES if n == 1 else ''}}}\n"
        for n in range(8)
    }
    up, repair = sorted(told({"z.sla": HEAD + above, **below}), key=lambda found: found.message[::-1])
    assert repair.message == "`Line.repair` leaves out `customer_fault`, `Base.repair` on top of it counts it"
    assert repair.notes[1:] == (
        "the same holds of `Deal0.repair`, `Deal2.repair`, `Deal3.repair`, `Deal4.repair`, `Deal5.repair` "
        "and 2 more",
        "promised again, and counted, in `Deal1.repair`",
    )
    assert up.message == "`Line.up` leaves out `force_majeure`, `Base.up` on top of it counts it"
    places = [label.span.source.name for label in up.labels]
    assert (places[0], places[1], places[3:]) == ("z.sla", "shared.sla", ["c1.sla"])


def test_agreements_of_one_template() -> None:
    template = (
        f"template Deals(who: party) {{\n  provider Nordwind\n  customer who\n{TERM}{PROMISES}}}\n"
        'party A "A"\nparty B "B"\nsla First "First" is Deals(who: A)\nsla Second "Second" is Deals(who: B)\n'
    )
    assert {
        (*found.message.split("`")[1:6:2], found.notes[-1]) for found in told({"t.sla": HEAD + template})
    } == {
        ("Line.repair", "customer_fault", "First.repair", "the same holds of `Second.repair`"),
        ("Line.up", "force_majeure", "First.up", "the same holds of `Second.up`"),
    }


def test_promises_of_two_customers() -> None:
    """What two agreements promise that have no level in common is two promises."""
    deals = "".join(
        f'party C{n} "C"\nsla Deal{n} "Deal" {{\n  provider Nordwind\n  customer C{n}\n{TERM}{PROMISES}}}\n'
        for n in range(2)
    )
    assert sorted(found.message.split("`")[5] for found in told({"a.sla": HEAD + deals})) == [
        "Deal0.repair",
        "Deal0.up",
        "Deal1.repair",
        "Deal1.up",
    ]
