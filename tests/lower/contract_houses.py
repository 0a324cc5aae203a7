"""The houses whose contracts are tested: the Nordwind example, and one that says everything the language can."""

from __future__ import annotations

import datetime as dt
from functools import cache
from pathlib import Path

from sladsl.compiler import compile_files
from sladsl.lower.document import Document, Edition
from sladsl.lower.to_document import to_document
from sladsl.model.house import House

ROOT = Path(__file__).parents[2]
DIGEST = "9f2c1b7e4a6d8035c1e2f3a4b5c6d7e8f90a1b2c3d4e5f60718293a4b5c6d7e8"
DATED = dt.date(2026, 11, 2)

EVERYTHING = r'''
import std.calendars { Always, OfficeHelsinki, OfficeStockholm }

party Maker "Maker & Sons <Ltd>" {
  country FI
  unit Desk "Desk" fi "Tiski" { contact "desk@maker.example" }
  unit Ops "Operations"
  signatory "Ann Smith"
}
party Buyer "Buyer | Oy" { registered "123" }

calendar Split "Split hours" {
  zone "Europe/Berlin"
  open Mon, Wed 08:00-12:00, 13:00-17:00
  open Sat-Sun
  open Fri 22:00-02:00
  open 2027-12-04 10:00-14:00
  closed Sat 12:00-13:00
  closed holidays DE-BY
  closed 2028-07-10 to 2028-07-21
}
calendar Odd "Odd hours" = (OfficeHelsinki or OfficeStockholm or Split) except (OfficeHelsinki and OfficeStockholm)

priorities Levels "Levels" { High "High" "Much is at stake for a Service."; Low "Low" }

term Load "Peak load" fi "Huippukuorma" means "the highest number of Tickets in an hour."
term Window "Quiet window" means "a time in which no Peak load is expected"

metric availability "Availability" { better higher; signals errors, requests; value = share of each 5 min where errors / requests < 5% and not (requests < 10 or errors >= 100); empty counts as excluded }
metric uptime "Uptime" { better higher; signals up; value = share of time where up; outages under 60 s do not count; partial minutes do not count }
metric flat "Flat uptime" { better higher; signals up; value = share of time where up of 43_200 min }
metric smooth "Smooth uptime" { better higher; signals up; value = share of time where up mean with previous period }
metric pooled "Pooled uptime" { better higher; signals up; value = share of time where up pooled by deployed_minutes }
metric delivered "Delivered" { better higher; signals on_time; value = share of events where on_time }
metric errors_mean "Mean errors" { better lower; signals errors, requests; value = mean over each 5 min of errors / requests; empty counts as 0% }
metric latency "Latency" { better lower; signals duration; value = percentile of duration }
metric response "Response" { better lower; value = time from opened to responded; attributed to opened }
metric repair "Repair" { better lower; value = time from failed to fixed; attributed to fixed; pause while waiting }
metric leads "Leads" { better higher; unit leads; value = count of events }
metric failures "Failures" { better lower; unit failures; signals size; value = count of events where size > 10 }
metric downtime "Lost time" { better lower; unit min; signals up; value = time down }
metric uptime_time "Time up" { better higher; unit min; signals up; value = time up }
metric worst "Worst of both" { better higher; value = worst of uptime, availability }
metric age "Backup age" { better lower; unit min; signals age; value = max of age }
metric success "Success" { better higher; signals good, total, skipped; value = good / (total - skipped) }
metric complement "Complement" { better higher; value = 100% - errors_mean }

service Shop "Shop" fi "Kauppa" {
  owner Maker.Ops
  url "javascript:alert(1)"
  includes "carts", "payment"
  excludes "delivery"
  needs Db, Net
  needs 1 of A, B
  measure availability, errors_mean, complement from prometheus { errors = `sum(errors{job="shop"})`; requests = `sum(requests{job="shop"})` }
  measure uptime from prometheus { up = `up{job="shop"}` }
  measure leads from spreadsheet { leads = `sheet 1` }
  measure response, repair from tickets { where = `service = 'shop'` }
}
service Db "Database"
service Net "Network"
service A "Path A"
service B "Path B"

exclusion works "Works" {
  window Sun 22:00-02:00
  window last Mon 02:00-06:00
  window 2027-05-08 22:00-23:30
  window 2027-06-08 22:00 to 2027-06-09 10:00
  at most 6 h per quarter
  notice 10 days
  text "Work that *cannot wait*: see {fairness}."
}
exclusion announced "Announced work" { notice 2 h }

clause fairness "Fairness" {
  """
  {provider} and {customer} deal fairly with each other about {services} during a {Load}, from {start} to {end}, under the law of {law}. Cap: {cap}; hours: {hours}; notice: {notice}; renewal: {renewal}; review: {review}; see {agreement}, {Maker.Desk}, {Shop}, {Split}, {works}, {Levels.High}, {Levels}.

  A second paragraph with <b>markup</b> and {{braces}}.

  1. one
  2. two
  """
}
clause remedy "Remedies" about remedies { "A Service Credit is a reduction of price." }

corporate sla Top "Rules for all" {
  provider Maker
  hours Always zone "Europe/Helsinki"
  priorities Levels
  fee monthly = 900 EUR per month
  guarantee base "Base level": uptime of each service >= 99% per month { lower levels may change }
  guarantee kept "Kept level": delivered of each service >= 90% per quarter { lower levels may not change }
  credits { combine sum; cap 80% of monthly per year; claim within 60 days of period end }
  duty provider "Be polite."
}

customer sla Full "Everything at once" under Top {
  customer Buyer
  version "7"
  effective 2027-01-01 until 2028-12-31, renews for 1 years, notice 3 months
  hours Split zone "Europe/Helsinki"
  covers Shop, Db
  fee support_fee = 1_200.50 EUR per quarter
  relies on Ola

  guarantee a "A levels": availability of Shop > 99.95% per month during Always {
    except works, announced
    round to 2 decimals down
    credit {
      below 99.95%: 5% of monthly per 30 min down, at most 20% of monthly
      below 99%: 100 EUR once per day
      below 90%: 5 days of service doubled when missed 2 months in a row earned back when met 3 months in a row
    }
    bonus { at least 99.99%: 2% of monthly }
  }
  guarantee b "B levels": uptime of Shop, Db >= 99.5% per quarter during Odd {
    exact
    empty counts as bad
    credit 10 x price of time down
  }
  guarantee c "C levels": flat of Shop >= 99% per month { exact; credit { when value >= 95% and value < 99%: 3% of monthly; when value < 95%: 4% of monthly } }
  guarantee d "D levels": p99.9 of latency of Shop <= 250 ms per week
  guarantee e "E levels": p50 of latency of Shop < 1 h 30 min per day
  guarantee f "F levels": leads of Shop >= 50 leads per billing month from day 15 from 2027-04-01 { credit { below 50 leads: 4 points per started 1 h down; otherwise: 1 points } }
  guarantee g "G levels": failures of Shop <= 3 failures per rolling 30 days until 2027-12-31
  guarantee h "H levels": downtime of Shop <= 40 min per trailing 365 days from 2027-04-01 until 2027-12-31
  guarantee i "I levels": worst of Shop >= 99% per year starting in April
  guarantee j "J levels": age of Db <= 60 min per month
  guarantee k "K levels": success of Shop >= 99.5% per month
  guarantee l "L levels": complement of Shop >= 99% per month
  guarantee m "M levels": smooth of Shop >= 99% per month
  guarantee n "N levels": pooled of Shop >= 99% per month
  guarantee o "O levels": uptime_time of Shop >= 40_000 min per month
  guarantee p "P levels": repair of High of Shop <= 4 h during Split
  guarantee q "Q levels": repair of Low <= 3 working days for 90% of tickets per month during Split {
    credit 50 EUR per ticket, beyond 1 h, per 1 h late
  }
  guarantee r "R levels" of Shop per month {
    | priority | response | repair | share | during |
    | High     | 15 min   | 4 h    | 95%   | Always |
    | Low      | 1 h      | -      | 80%   | Split  |
  }
  guarantee s "S levels" per month {
    | service | flat    | p95 of latency |
    | Shop    | 99.5%   | 200 ms         |
    | Db      | > 99.9% | 300 ms         |
  }
  guarantee t "T levels" of Shop per month {
    | plan   | flat  |
    | "Gold" | 99.9% |
    | "Tin"  | 99%   |
  }
  handling of High: Ola.fix then handover 5 min then (Ola.fix or Ola.fix) with Ola.fix
  credits { combine customer chooses; cap 30% of monthly per month; cap 50% of support_fee per quarter; automatic; minimum 1 EUR }
  escalate High, Low { at 50%: Maker.Desk; at 100%: Maker.Ops, Buyer }
  report a, b, r each month within 5 working days
  requires provider "The plant has power."
  requires customer "Clients are current"
  surcharge "Night work" = 99 EUR per h outside Split
  terminate by customer when a missed 2 of 6 months
  terminate by customer when r missed 2 years in a row
  include fairness, remedy
  review every 6 months
  approve by Maker.Ops, Buyer
  law FI
}

ola Ola "Repairs" fi "Korjaukset" {
  provider Maker.Ops
  customer Maker.Desk
  hours Always zone "UTC"
  priorities Levels
  guarantee fix "Fixing": repair of High <= 3 h
}

uc Bare "Bare contract" { provider Buyer; customer Maker }
'''


@cache
def nordwind() -> House:
    folder = ROOT / "examples" / "nordwind"
    files = {str(p.relative_to(folder)): p.read_text("utf-8") for p in sorted(folder.rglob("*.sla"))}
    return _house(files)


@cache
def everything() -> House:
    return _house({"everything.sla": EVERYTHING})


def house_of(text: str) -> House:
    return _house({"house.sla": text})


def _house(files: dict[str, str]) -> House:
    compiled = compile_files(files)
    wrong = [
        f"{d.span.where if d.span else ''} {d.message}" for d in compiled.resolved.diagnostics if d.is_error
    ]
    assert not wrong, wrong
    return compiled.house


@cache
def contract(house: str, key: str, language: str, edition: Edition = Edition.EXTERNAL) -> Document:
    found = {"nordwind": nordwind, "everything": everything}[house]()
    outcome = to_document(found, found.agreements[key], language, edition, DIGEST, DATED)
    assert not outcome.diagnostics, [d.message for d in outcome.diagnostics]
    return outcome.value
