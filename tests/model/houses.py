"""Programs for the tests beside this file: a whole small house, and short ways to read one."""

from __future__ import annotations

from collections.abc import Mapping

from sladsl.compiler import compile_files
from sladsl.diagnostics.diagnostic import Diagnostic, Severity
from sladsl.diagnostics.render_text import render_text
from sladsl.model.agreements import Agreement, Guarantee
from sladsl.model.house import House

CATALOGUE = """\
# Who, when, what.
import std.calendars { Always }
import std.metrics { availability, latency, resolution, response }

party Nordwind "Nordwind Cloud Oy" {
  country FI
  registered "3216549-8"
  address "Mannerheimintie 1, 00100 Helsinki"
  unit ServiceDesk "Service desk" fi "Palvelupiste" { contact "desk@nordwind.example"; hours Always }
  unit Platform "Platform engineering"
  signatory "Aino Virtanen", "Chief Operating Officer"
}
party KeskolaOyj "Keskola Oyj" { country FI }
party Telia "Runko Networks AB" { country SE }

calendar Office "Office hours in Helsinki" {
  zone "Europe/Helsinki"
  open Mon-Fri 08:00-17:00
  closed holidays FI
  closed 2027-12-24
}
calendar Staffed "Staffed hours" = Office or Always

priorities Incident "Incident priorities" {
  P1 "Critical" "The service is down for all users."
  P2 "High"
  matrix impact by urgency {
    |      | high | low |
    | high | P1   | P2  |
    | low  | P2   | P2  |
  }
}

exclusion maintenance "Planned maintenance" {
  window third Sun 02:00-06:00
  at most 4 h per month
  notice 5 working days
}

metric leads "Qualified leads" {
  better higher
  unit leads
  value = count of events
}
metric failures "Failed requests" {
  better lower
  signals errors, requests
  value = errors / requests
}

service Database "Database"
service Network "Network"
service Checkout "Checkout" {
  owner Nordwind.Platform
  needs Database, Network
  measure availability from prometheus {
    errors = `sum(rate(errors[$range]))`
    requests = `sum(rate(requests[$range]))`
  }
  measure response, resolution from tickets { where = `service = 'checkout'` }
}

clause status_page "Status page" about communication {
  "{provider} publishes the state of {Checkout}. Tickets go to the {Nordwind.ServiceDesk}."
}
term User "User" means "a person who uses {Checkout}"
"""

BASE = """\
# What holds for everybody, and who supports it.
import "./catalogue.sla"
import std.calendars { Always }
import std.clauses { force_majeure, disputes }
import std.metrics { availability, resolution }

corporate sla Base "Corporate service levels" {
  provider Nordwind
  hours Always zone "Europe/Helsinki"
  priorities Incident
  covers Checkout
  guarantee floor: availability of each service >= 99.5% per month {
    except maintenance, force_majeure
    lower levels may tighten
  }
  review every 12 months
  include disputes, status_page
}

ola DeskOla "Service desk" {
  provider Nordwind.ServiceDesk
  customer Nordwind.Platform
  priorities Incident
  guarantee desk: resolution of P1 <= 1 h during Office
}

uc NetworkUc "Network contract" {
  provider Telia
  customer Nordwind
  priorities Incident
  fee monthly = 6_000 EUR per month
  guarantee uptime: availability of Network >= 99.9% per year
  guarantee repair: resolution of P1 <= 2 h during Always
}

template Gold(client: party, price: money, target: ratio = 99.95%) {
  customer client
  fee monthly = price per month
  guarantee uptime: availability of Checkout >= target per month
}
"""

CUSTOMER = """\
# What one customer is promised.
import "./base.sla"
import "./catalogue.sla" { Checkout, Incident, KeskolaOyj, Nordwind, Office, maintenance }
import std.calendars { Always }
import std.metrics { availability, resolution, response }

customer sla Keskola "Service level agreement" under Base is Gold(client: KeskolaOyj, price: 42_000 EUR) {
  effective 2027-01-01 until 2029-12-31, renews for 12 months, notice 90 days
  relies on DeskOla, NetworkUc
  guarantee incidents of Checkout for 95% of tickets per month {
    | priority | response | resolution     | during |
    | P1       | 15 min   | 4 h            | Always |
    | P2       | 1 h      | 3 working days | Office |
    credit 2% of monthly per started 1 h late, at most 20% of monthly
  }
  handling of P1: DeskOla.desk then handover 10 min then NetworkUc.repair
  credits {
    combine highest
    cap 50% of monthly per month
    claim within 30 days of period end
  }
  escalate P1 { at 50%: Nordwind.ServiceDesk; at 100%: Nordwind.Platform }
  report uptime, incidents each month within 5 working days
  duty customer "Keep the contact list current. See {Keskola.incidents} and {Incident.P1}."
  surcharge "Work outside office hours" = 150 EUR per h outside Office
  terminate by customer when uptime missed 3 of 12 months
  approve by Nordwind.Platform
  law FI
}

policy Prudence "What we may promise" for Nordwind {
  margin of availability >= 20%
  availability <= 99.99%
  credits at risk <= 30% of annual fee
}

scenario "An outage" for Keskola in 2027-11 {
  Checkout down at 2027-11-26 18:00 for 45 min
  ticket A: P1 opened 2027-11-26 18:02, responded after 0 min, resolved after 43 min
  expect uptime = 99.896%
  expect missed uptime
  expect credit = 4_200 EUR
}
"""

HOUSE = {"catalogue.sla": CATALOGUE, "base.sla": BASE, "keskola.sla": CUSTOMER}


def found(files: Mapping[str, str] | str) -> tuple[Diagnostic, ...]:
    """What reading and resolving find; the checks of the rules are none of this folder's business."""
    files = {"case.sla": files} if isinstance(files, str) else files
    return compile_files(files).resolved.diagnostics


def house(files: Mapping[str, str] | str) -> House:
    """The house of a program that has nothing wrong in it."""
    files = {"case.sla": files} if isinstance(files, str) else files
    resolved = compile_files(files).resolved
    errors = [d for d in resolved.diagnostics if d.rule.severity is Severity.ERROR]
    assert not errors, render_text(errors)
    return resolved.value


def promise(agreement: Agreement, key: str) -> Guarantee:
    """The one promise of that key."""
    (only,) = (g for g in agreement.promises if g.key == key)
    return only


PARTS = """\
party N "N" { unit Desk "Desk" }
party C "C"
service S "S"
service Z "Z"
calendar Always "Always" { open always }
priorities I "I" {
  P1 "Critical"
  P2 "High"
}
metric up_share "Uptime" { better higher; signals up; value = share of time where up }
metric fast "Speed" { better lower; signals duration; value = percentile of duration }
metric repair "Repair" { better lower; value = time from opened to resolved }
metric leads "Leads" { better higher; unit leads; value = count of events }
exclusion works "Works" { window Sun 02:00-04:00 }
"""


def agreement(body: str, more: str = "") -> Agreement:
    """Agreement `A` with this body, over the parts above."""
    return house(in_agreement(body, more)).agreements["A"]


def in_agreement(body: str, more: str = "") -> str:
    """A program whose agreement `A` has this body, and further declarations."""
    head = '  provider N\n  customer C\n  hours Always zone "Europe/Helsinki"\n  priorities I\n'
    return f'{PARTS}{more}\nsla A "A" {{\n{head}{body}\n}}\n'
