"""Small houses as text, and what is monitored of them."""

from __future__ import annotations

from datetime import date

from sladsl.compiler import compile_files
from sladsl.diagnostics.diagnostic import Outcome
from sladsl.lower.monitoring import MonitoredAgreement, Monitoring, Objective
from sladsl.lower.to_monitoring import to_monitoring
from sladsl.model.house import House

DAY = date(2027, 6, 1)
HEAD = """
import std.calendars { Always }
import std.metrics { availability, uptime, unavailable, latency, request_success, resolution }
party Us "Us Oy" { unit Desk "Desk" { contact "desk@us.example" }; unit Ops "Ops" }
party Them "Them Oy" { contact "them@them.example" }
calendar Office "Office hours" { zone "Europe/Helsinki"; open Mon-Fri 08:00-17:00 }
calendar always "Named like the mask" { zone "Europe/Helsinki"; open Mon-Fri 08:00-17:00 }
priorities Incident { P1 "Critical"; P2 "High" }
"""
SHOP = """
service Shop {
  owner Us.Ops
  measure availability from prometheus { errors = `e`; requests = `r` }
  measure uptime, unavailable from prometheus { up = `up{job="shop"}` }
  measure latency from prometheus { duration = `d_bucket` }
  measure request_success from prometheus { good = `g`; total = `t` }
  measure resolution from tickets { where = `shop` }
}
service Post { measure availability from prometheus { errors = `pe`; requests = `pr` } }
"""


def house_of(text: str, **more: str) -> House:
    found = compile_files({"house.sla": text, **more}).resolved
    assert not found.diagnostics, [(d.message, d.span and d.span.where) for d in found.diagnostics]
    return found.value


def lowered(
    text: str, day: date = DAY, runbook: str | None = None, lossy: bool = False
) -> Outcome[Monitoring]:
    house = house_of(HEAD + text)
    return to_monitoring(house, house.in_force(day), {}, runbook, lossy=lossy)


def sla(*lines: str, head: str = "sla Kesko", services: str = SHOP) -> str:
    body = "\n  ".join(
        ["provider Us", "customer Them", 'hours Always zone "Europe/Helsinki"', "priorities Incident", *lines]
    )
    return f"{services}\n{head} {{\n  {body}\n}}\n"


def agreement_of(text: str, key: str = "Kesko", day: date = DAY) -> MonitoredAgreement:
    outcome = lowered(text, day)
    assert not outcome.diagnostics, [d.message for d in outcome.diagnostics]
    return next(a for a in outcome.value.agreements if a.id == key)


def only(text: str) -> Objective:
    (found,) = agreement_of(text).objectives
    return found
