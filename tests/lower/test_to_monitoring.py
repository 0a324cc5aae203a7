"""The house becomes the Monitoring outline: which promises, with which hours, exclusions, people and ids."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from pathlib import Path

from monitored_houses import DAY, HEAD, SHOP, agreement_of, house_of, lowered, only, sla

from sladsl.compiler import compile_files
from sladsl.exact.calendars import NthWeekday, Union, Weekly
from sladsl.exact.intervals import total
from sladsl.exact.zones import day_start, load
from sladsl.lower.monitoring import AlertStep, OtherFormula
from sladsl.lower.to_monitoring import to_monitoring

TOUR = Path(__file__).parents[1] / "data" / "tour"


# ---- which agreements, promises and services


def test_agreements_out_of_force_are_absent_and_renewing_ones_have_no_end() -> None:
    promise = "guarantee up: availability of Shop >= 99% per month"
    text = sla("effective 2027-01-01 until 2027-03-31", promise)
    assert lowered(text).value.agreements == ()
    assert lowered(text, date(2026, 12, 31)).value.agreements == ()
    assert agreement_of(text, day=date(2027, 3, 31)).until == date(2027, 3, 31)
    renewing = sla("effective 2027-01-01 until 2027-03-31, renews for 12 months", promise)
    found = agreement_of(renewing)
    assert (found.effective, found.until, found.in_force(DAY)) == (date(2027, 1, 1), None, True)


def test_each_service_is_every_service_of_the_agreement() -> None:
    text = sla("covers Shop, Post", "guarantee up: availability of each service >= 99% per month")
    assert [(o.guarantee, o.service, o.owner) for o in agreement_of(text).objectives] == [
        ("up", "Shop", "Us.Ops"),
        ("up", "Post", ""),
    ]


BASE = "guarantee up: availability of each service >= 99% per month"


def test_inherited_promises_are_watched_for_each_customer_once() -> None:
    above = sla("covers Shop, Post", BASE, head="corporate sla Base").replace("customer Them", "")
    below = sla(
        "guarantee speed: p99 of latency of Shop <= 1 s per month",
        "covers Shop, Post",
        head="customer sla Kesko under Base",
        services="",
    )
    lowest = sla(
        "guarantee fast: p95 of latency of Shop <= 300 ms per month",
        head="service sla Fast under Kesko",
        services="",
    )
    house = house_of(HEAD + above + below + lowest)

    def watched(*keys: str) -> list[list[tuple[str, str]]]:
        chosen = tuple(house.agreements[key] for key in keys)
        outline = to_monitoring(house, chosen, {}, None).value
        return [[(o.guarantee, o.service) for o in a.objectives] for a in outline.agreements]

    both = [("up", "Shop"), ("up", "Post")]
    assert watched("Base", "Kesko", "Fast") == [both, [*both, ("speed", "Shop")], [("fast", "Shop")]]
    # Fast has the same customer as Kesko; while Kesko is not in force, nobody else watches for that customer.
    assert watched("Base", "Fast") == [both, [("up", "Shop"), ("speed", "Shop"), ("fast", "Shop")]]


def test_a_tightened_promise_replaces_the_one_above() -> None:
    above = sla("covers Shop, Post", BASE, head="corporate sla Base").replace("customer Them", "")
    own = "guarantee up: availability of Shop >= 99.9% per month"
    below = sla(own, "covers Shop, Post", head="customer sla Kesko under Base", services="")
    assert [(o.guarantee, o.service, o.target) for o in agreement_of(above + below).objectives] == [
        ("up", "Post", Fraction("0.99")),
        ("up", "Shop", Fraction("0.999")),
    ]


def test_an_inherited_promise_of_the_same_name_keeps_its_origin() -> None:
    above = sla("covers Shop", BASE, head="corporate sla Base").replace("customer Them", "")
    below = sla(
        "guarantee up: uptime of Shop >= 99% per month", head="customer sla Kesko under Base", services=""
    )
    found = agreement_of(above + below)
    assert [(o.guarantee, o.metric) for o in found.objectives] == [
        ("Base.up", "availability"),
        ("up", "uptime"),
    ]


def test_ids_are_keys_of_any_script_and_never_titles() -> None:
    services = (
        'service Päivystys "Title" { measure availability from prometheus { errors = `e`; requests = `r` } }'
    )
    text = sla(
        "guarantee saatavuus: availability of Päivystys >= 99% per month",
        head='sla Ylläpito "T"',
        services=services,
    )
    found = agreement_of(text, "Ylläpito")
    assert (found.objectives[0].guarantee, found.objectives[0].service) == ("saatavuus", "Päivystys")
    assert found.title == "T"


def test_table_cells_are_promises_with_ids_of_their_own() -> None:
    table = """guarantee t per month {
    | service | availability | p99 of latency |
    | Shop    | 99%          | 1 s            |
    }
    guarantee plans of Shop per month {
    | plan           | availability |
    | "Best & other" | 98%          |
    }"""
    found = agreement_of(sla("covers Shop", table))
    assert [(o.guarantee, o.target) for o in found.objectives] == [
        ("t.Shop.availability", Fraction("0.99")),
        ("t.Shop.p99_latency", Fraction(1)),
        ("plans.Best___other.availability-37ebdf24", Fraction("0.98")),
    ]


# ---- hours, exclusions, tiers, people


def test_hours_are_the_promise_s_own_or_the_agreement_s() -> None:
    text = sla(
        "guarantee a: availability of Shop >= 99% per month",
        "guarantee b: availability of Shop >= 99% per month during Always",
        "guarantee c: uptime of Shop >= 99% per month during always",
    ).replace("hours Always", "hours Office")
    a, b, c = agreement_of(text).objectives
    assert a.hours is not None
    assert (a.hours.id, a.hours.title, type(a.hours.times)) == ("Office", "Office hours", Weekly)
    assert b.hours is None
    assert c.hours is not None
    assert c.hours.id == "calendar always"


def test_a_promise_with_dates_of_its_own_counts_only_then() -> None:
    found = only(sla("guarantee a: availability of Shop >= 99% per month from 2027-02-01 until 2027-03-31"))
    zone = load("Europe/Helsinki")
    assert found.hours is not None
    assert found.hours.id == "always from 2027-02-01 until 2027-03-31"
    first, last = day_start(zone, date(2027, 2, 1)), day_start(zone, date(2027, 4, 1))
    assert found.hours.times.intervals(0, day_start(zone, date(2030, 1, 1)))[-1] == (first, last)


EXCLUSIONS = """
exclusion maintenance "Planned" { window third Sun 02:00-06:00; at most 4 h per month }
exclusion weekly "Weekly" { window Sun 02:00-04:00; window Sat 22:00-23:00; at most 4 h per week }
exclusion force "Force majeure" { text "Act of God." }
"""


def test_exclusions_have_windows_in_the_agreement_s_zone() -> None:
    text = EXCLUSIONS + sla(
        "guarantee a: availability of Shop >= 99% per month { except maintenance, weekly, force }"
    )
    maintenance, weekly, force = only(text).exclusions
    assert maintenance.times == Union((NthWeekday("Europe/Helsinki", 3, 6, (120, 360)),))
    assert (maintenance.cap_seconds, weekly.cap_seconds, force.times) == (4 * 3600, None, None)
    assert weekly.times is not None
    start = day_start(load("Europe/Helsinki"), date(2027, 6, 7))
    assert total(weekly.times.intervals(start, start + 7 * 86400)) == 3 * 3600


def test_windows_beyond_a_budget_of_another_period_are_an_error() -> None:
    # In the night in autumn when an hour comes twice the window is an hour longer.
    services = 'exclusion weekly "Weekly" { window Sun 02:00-06:00; at most 4 h per week }' + SHOP
    promise = "guarantee a: availability of Shop >= 99% per month { except weekly }"
    outcome = lowered(sla(promise, services=services))
    assert [(d.rule.code, d.message) for d in outcome.diagnostics] == [
        ("SLA1005", "`weekly` has 5 h of windows in one week and allows 4 h")
    ]
    kept = lowered(sla(promise, services=services), lossy=True)
    assert kept.diagnostics == ()
    assert kept.value.agreements[0].objectives[0].formula == OtherFormula(
        "windows beyond what an exclusion allows"
    )


def test_alerts_rounding_clause_and_runbook() -> None:
    text = HEAD + sla(
        "guarantee up: availability of Shop >= 99.95% per month {",
        "round to 3 decimals half up; alert at 50%, 100% of budget }",
    )
    house = house_of(text)
    clauses = {("Kesko", "up"): "4.1"}
    template = "https://r.example/{agreement}/{service}?g={guarantee}&x={other}"
    outline = to_monitoring(house, house.in_force(DAY), clauses, template).value
    (found,) = outline.agreements[0].objectives
    assert found.alert_steps == (AlertStep(Fraction(1, 2)), AlertStep(Fraction(1)))
    assert found.rounding is not None
    assert found.rounding.unit == Fraction("0.00001")
    assert (found.clause, found.runbook) == ("4.1", "https://r.example/Kesko/Shop?g=up&x={other}")
    assert found.objective_text == "availability of Shop >= 99.95% per month"
    assert found.span.text == "up"


def test_escalation_of_the_gravest_priority_says_who_is_told() -> None:
    text = sla(
        "guarantee up: availability of Shop >= 99% per month",
        "escalate P2 { at 80%: Us }",
        "escalate P1 { at 50%: Us.Desk; at 100%: Us.Ops, Them }",
    )
    found = agreement_of(text).escalations
    assert [(e.share, e.receiver.id, e.receiver.contact) for e in found] == [
        (Fraction(1, 2), "Us.Desk", "desk@us.example"),
        (Fraction(1), "Us.Ops", None),
        (Fraction(1), "Them", "them@them.example"),
    ]


# ---- the tour's house


def tour() -> dict[str, str]:
    """The language tour's files, with what they use and leave undeclared."""
    missing = """
party KeskoOyj "Kesko Oyj"
party Telia "Telia"
calendar StockholmDesk "Stockholm" { zone "Europe/Stockholm"; open Mon-Fri 08:00-18:00 }
service Database { measure availability from prometheus { errors = `de`; requests = `dr` } }
service Network { measure availability from prometheus { errors = `ne`; requests = `nr` } }
service CardGateway
service BankGateway
"""
    more = """
ola DeskOla { provider Nordwind.ServiceDesk; customer Nordwind.Platform; priorities Incident
  guarantee response: response of P1 <= 10 min per month }
uc CardUc { provider Telia; customer Nordwind
  guarantee uptime: availability of CardGateway >= 99.9% per month }
uc BankUc { provider Telia; customer Nordwind
  guarantee uptime: availability of BankGateway >= 99.9% per month }
"""
    catalogue = (TOUR / "catalogue.sla").read_text("utf-8")
    catalogue = catalogue.replace(
        'signatory "Aino', 'unit Legal "Legal"\n  signatory "Aino'
    ).replace(
        "  measure response, resolution",
        "  measure latency from prometheus { duration = `d_bucket` }\n  measure response, resolution",
    )  # fmt: skip
    agreements = (TOUR / "agreements.sla").read_text("utf-8")
    return {
        "catalogue.sla": catalogue + missing,
        "agreements.sla": "import std.calendars { Always }\n"
        "import std.metrics { availability, latency, response, resolution }\n" + agreements + more,
    }


def test_the_tour_s_house() -> None:
    found = compile_files(tour()).resolved
    assert not found.has_errors, [d.message for d in found.diagnostics]
    house = found.value
    outcome = to_monitoring(house, house.in_force(DAY), {}, None)
    assert outcome.diagnostics == ()
    watched = {
        a.id: [(o.guarantee, o.service, str(o.target)) for o in a.objectives]
        for a in outcome.value.agreements
    }
    assert watched == {
        "Kesko": [("uptime", "Checkout", "1999/2000"), ("speed", "Checkout", "3/10")],
        "DbaOla": [("uptime", "Database", "9999/10000")],
        "TeliaNet": [("uptime", "Network", "999/1000")],
    }
    later = to_monitoring(house, house.in_force(date(2028, 7, 1)), {}, None).value
    assert [a.id for a in later.agreements] == ["Kesko", "DbaOla"]
