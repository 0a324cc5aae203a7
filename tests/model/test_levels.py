"""Levels, templates and imports: what an agreement takes over, from where, and what goes before it."""

from __future__ import annotations

from fractions import Fraction

from houses import HOUSE, PARTS, house, promise

from sladsl.exact.money import Money
from sladsl.exact.quantities import Quantity
from sladsl.model.house import House
from sladsl.model.supports import Supports
from sladsl.model.values import Ratio

LEVELS = (
    PARTS
    + """
clause disputes "Disputes" about disputes { "Talk." }
clause mediation "Mediation" about disputes { "Mediate." }
clause audit "Audit" { "Look." }

corporate sla Base "Base" {
  provider N
  hours Always zone "Asia/Taipei"
  priorities I
  covers S, Z
  fee basic = 1 EUR per month
  fee extra = 2 EUR per month
  guarantee floor: up_share of each service >= 99% per month { lower levels may change }
  guarantee cases: repair of P1 <= 8 h per month
  duty provider "One."
  include disputes, audit
  review every 12 months
  law FI
}
customer sla Customer "Customer" under Base {
  customer C
  covers S, Z
  effective 2027-01-01
  fee extra = 3 EUR per month
  guarantee mine: up_share of S >= 99.9% per month
  guarantee cases: repair of P2 <= 9 h per month
  duty customer "Two."
  include mediation
  law SE
}
service sla Single "Single" under Customer {
  covers Z
  guarantee speed: p99 of fast of Z <= 1 s per month
}
"""
)


def test_promises_pass_down_service_by_service() -> None:
    made = house(LEVELS).agreements
    base, customer, single = made["Base"], made["Customer"], made["Single"]
    assert [[s.key for s in g.services] for g in base.guarantees] == [["S", "Z"], []]
    kept = [(origin, g.key, [s.key for s in g.services]) for origin, g in customer.inherited]
    assert kept == [("Base", "floor", ["Z"]), ("Base", "cases", [])]
    assert promise(customer, "floor").permission == "change"
    assert [(origin, g.key) for origin, g in single.inherited] == [("Base", "floor")]
    assert [g.key for g in single.promises] == ["floor", "speed"]


def test_everything_else_passes_down() -> None:
    made = house(LEVELS).agreements
    customer, single = made["Customer"], made["Single"]
    assert (customer.provider and customer.provider.key, single.customer and single.customer.key) == (
        "N",
        "C",
    )
    assert (single.zone, single.zone_declared, single.effective) == ("Asia/Taipei", True, customer.effective)
    assert (customer.law, single.law) == ("SE", "SE")
    assert {f.name: f.amount.amount for f in single.fees} == {"extra": Fraction(3), "basic": Fraction(1)}
    assert [c.key for c in single.clauses] == ["audit", "mediation"]
    assert [d.text.plain() for d in single.duties] == ["One.", "Two."]
    assert single.review == made["Base"].review
    assert single.under == "Customer"
    assert [a.key for a in house(LEVELS).levels_above(single)] == ["Customer", "Base"]


TEMPLATES = (
    PARTS
    + """
template Gold(client: party, price: money, target: ratio = 99.95%, hours_of: calendar = Always,
    what: service = S, floor: quantity = 5 leads) {
  provider N
  customer client
  hours hours_of zone "Europe/Helsinki"
  fee monthly = price * 2 per month
  guarantee up: up_share of what >= target per month { credit { below target: 10% of monthly } }
  guarantee some: leads >= floor per month
  duty customer "Pay {price}, {client}."
}
calendar Day "Day" { zone "Europe/Helsinki"; open Mon-Fri }
sla A "A" is Gold(price: 21_000 EUR, client: C)
sla B "B" is Gold(client: N.Desk, price: 1 EUR, target: 99%, hours_of: Day, what: Z, floor: 6 leads) {
  guarantee up: up_share of Z >= 90% per year
  fee monthly = 7 EUR per month
  customer C
}
sla D "D" is Gold(client: N.Desk, price: 1 EUR)
"""
)


def test_supports_pass_down_to_agreements_that_they_can_support() -> None:
    """Those for the provider about something that is needed, or about no service at all."""
    made = house(
        PARTS
        + """
service Web "Web" { needs S }
service Apart "Apart" {}
uc Line "Line" { provider C; customer N; covers S }
uc Other "Other" { provider C; customer N; covers Apart }
uc Desk "Desk" { provider C; customer N }
corporate sla Base "Base" { provider N; relies on Line, Other, Desk, Same }
customer sla Single "Single" under Same { covers S }
customer sla Same "Same" under Base { customer C; covers Web }
customer sla Own "Own" under Base { customer C; covers Web; relies on Other }
customer sla Elsewhere "Elsewhere" under Base { provider C; customer N; covers Web }
"""
    )
    supports = Supports(made)
    relied = {key: supports.relied(made.agreements[key]) for key in ("Same", "Single", "Own", "Elsewhere")}
    assert relied == {
        "Same": ("Line", "Desk"),
        "Single": ("Line", "Desk"),
        "Own": ("Other",),
        "Elsewhere": ("Same",),
    }


def test_a_template_is_filled_in() -> None:
    made = house(TEMPLATES).agreements
    a = made["A"]
    assert (a.template, a.customer and a.customer.key, a.hours and a.hours.key) == ("Gold", "C", "Always")
    fee = a.fee("monthly")
    assert fee is not None and fee.amount == Money(Fraction(42_000), "EUR")
    up = promise(a, "up")
    assert up.target == Ratio(Fraction(9995, 10000)) and [s.key for s in up.services] == ["S"]
    assert up.credit is not None and up.credit.tiers[0].bound == up.target
    assert promise(a, "some").target == Quantity(Fraction(5), "leads")
    price, client = (p for p in a.duties[0].text.default if not isinstance(p, str))
    assert (price.value, client.key) == (Money(Fraction(21_000), "EUR"), "C")


def test_units_are_parties_too() -> None:
    desk = house(TEMPLATES).agreements["D"]
    assert desk.customer is not None and desk.customer.key == "N.Desk"
    client = [p for p in desk.duties[0].text.default if not isinstance(p, str)][1]
    assert client.key == "N.Desk"


def test_the_agreements_own_goes_before_its_template() -> None:
    b = house(TEMPLATES).agreements["B"]
    fee = b.fee("monthly")
    assert fee is not None and fee.amount == Money(Fraction(7), "EUR") and len(b.fees) == 1
    assert b.customer is not None and b.customer.key == "C"
    assert b.hours is not None and b.hours.key == "Day"
    assert [g.key for g in b.guarantees] == ["some", "up"]
    assert promise(b, "up").target == Ratio(Fraction(9, 10))
    assert promise(b, "some").target == Quantity(Fraction(6), "leads")


def test_own_goes_before_template_goes_before_the_level_above() -> None:
    made: House = house(HOUSE)
    keskola = made.agreements["Keskola"]
    assert [g.key for g in keskola.promises] == [
        "uptime",
        "incidents.P1.response",
        "incidents.P1.resolution",
        "incidents.P2.response",
        "incidents.P2.resolution",
    ]
    assert keskola.customer is not None and keskola.customer.key == "KeskolaOyj"
    assert keskola.hours is not None and keskola.hours.is_always
    assert keskola.relies == ("DeskOla", "NetworkUc")


def test_imports_and_where_an_agreement_comes_from() -> None:
    made = house(HOUSE)
    assert made.imports["keskola.sla"] == (
        "base.sla",
        "catalogue.sla",
        "stdlib/calendars.sla",
        "stdlib/metrics.sla",
    )
    names = [source.name for source in made.sources_of(made.agreements["Keskola"])]
    assert names == sorted(made.sources)
    assert set(made.sources) >= {"base.sla", "catalogue.sla", "keskola.sla", "stdlib/clauses.sla"}


def test_an_alias_names_the_same_thing() -> None:
    files = {
        "a.sla": "service Database\nservice Store",
        "b.sla": 'import "a.sla" { Database as Store }\nservice S { needs Store }',
    }
    made = house(files)
    assert made.services["S"].needs[0].keys == ("Database",)


def test_things_of_one_name_are_told_apart_by_their_files() -> None:
    files = {
        "z/one.sla": "service Database\nservice S1 { needs Database }",
        "two.sla": "service Database\nservice S2 { needs Database }",
    }
    services = house(files).services
    assert services["S1"].needs[0].keys == ("one.Database",)
    assert services["S2"].needs[0].keys == ("Database",)
