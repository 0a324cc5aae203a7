"""A small house whose parts can be exchanged one by one, for two versions that differ in a known way."""

from __future__ import annotations

from sladsl.compiler import compile_files
from sladsl.diagnostics.render_text import render_text
from sladsl.differences.change import Change, Differences, Effect
from sladsl.differences.compare import differences
from sladsl.model.house import House

BASE = """\
import std.calendars { Always }

party Kaleva "Kaleva Hosting Oy" { address "Katu 1"; unit Desk "Desk"; signatory "Aino Aalto", "CEO" }
party Puro "Puro Design Oy"
party Runko "Runko Oy"

calendar Office "Office hours" {
  zone "Europe/Helsinki"
  open Mon-Fri 08:00-16:00
}
calendar Late "Until late" {
  zone "Europe/Helsinki"
  open Mon-Fri 08:00-20:00
}
calendar Night "From noon on" {
  zone "Europe/Helsinki"
  open Mon-Fri 12:00-22:00
}

priorities Incident "Priorities" {
  P1 "Critical"
  P2 "Normal"
  matrix impact by urgency {
    |      | high | low |
    | high | P1   | P2  |
    | low  | P2   | P2  |
  }
}

metric up_share "Uptime" { better higher; signals up; value = share of time where up }
metric success "Successes" { better higher; signals good; value = share of events where good }
metric errors "Errors" { better lower; value = count of events }
metric repair "Repair" { better lower; value = time from opened to resolved }

exclusion works "Works" { window third Sun 02:00-06:00; at most 4 h per month; notice 5 working days }
exclusion storms "Storms" { at most 2 h per month }

service Network "Network"
service Shop "Web shop" { needs Network; includes "Baskets" }
service Search "Search"

clause state "State" about communication { "The state is published." }
term User "User" means "who uses it"

uc Line "Line" {
  provider Runko
  customer Kaleva
  effective 2027-01-01
  hours Always zone "Europe/Helsinki"
  covers Network
  guarantee line: up_share of Network >= 99.99% per month
}

corporate sla Floor "Floor" {
  provider Kaleva
  effective 2027-01-01 until 2027-12-31, renews for 12 months, notice 60 days
  hours Always zone "Europe/Helsinki"
  priorities Incident
  covers Shop, Search
  guarantee floor: up_share of each service >= 99% per month { lower levels may tighten }
  review every 12 months
  law FI
}

customer sla Web "Web" under Floor {
  customer Puro
  relies on Line
  fee monthly = 1_000 EUR per month
  guarantee uptime: up_share of Shop >= 99.9% per month {
    except works
    credit { below 99.9%: 10% of monthly; below 99%: 20% of monthly }
  }
  guarantee orders: success of Shop >= 98% per month
  guarantee faults: errors of Shop <= 12 per month
  guarantee repairs: repair of P1 of Shop <= 4 h for 90% of tickets per month during Office
  guarantee fixing: repair of P2 of Shop <= 8 h during Office {
    credit 50 EUR per started 1 h late, at most 500 EUR
  }
  credits {
    combine sum
    cap 30% of monthly per month
    claim within 30 days of period end
  }
  handling of P2: Line.line
  escalate P1 { at 50%: Kaleva.Desk }
  report uptime each month within 5 working days
  duty customer "Keep contacts current."
  surcharge "Night work" = 100 EUR per h outside Office
  terminate by customer when uptime missed 3 of 12 months
  include state
}

customer sla Second "Second" under Floor {
  customer Runko
}

policy Care "Care" for Kaleva { up_share <= 99.99% }
""".replace("  handling of P2: Line.line\n", "")


MIRRORED = {Effect.TIGHTENS: Effect.LOOSENS, Effect.LOOSENS: Effect.TIGHTENS}


def edited(*edits: tuple[str, str]) -> str:
    """The house with parts exchanged; each must be there exactly once."""
    text = BASE
    for old, new in edits:
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in the house"
        text = text.replace(old, new)
    return text


def house(text: str) -> House:
    """The house of one file."""
    return house_of({"house.sla": text})


def house_of(files: dict[str, str]) -> House:
    """The house of several files, without errors."""
    resolved = compile_files(files).resolved
    errors = [d for d in resolved.diagnostics if d.is_error]
    assert not errors, render_text(errors)
    return resolved.value


def between(old: str, new: str) -> Differences:
    """What changed from one text to another."""
    return differences(house(old), house(new))


def seen(found: Differences, *, mirrored: bool = False) -> list[tuple[object, ...]]:
    """Everything of the changes that the other direction has to say as well, in a fixed order."""

    def one(change: Change) -> tuple[object, ...]:
        sides = (change.before, change.after)
        effect = MIRRORED.get(change.effect, change.effect) if mirrored else change.effect
        texts = sides[::-1] if mirrored else sides
        agreements = tuple(sorted(change.agreements))
        return change.kind, change.subject, *texts, effect.value, agreements, change.services

    return sorted((one(change) for change in found.changes), key=repr)
