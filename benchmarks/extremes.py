"""Measures all checks of houses that are large in one way: one agreement, service, calendar or chain.

    python benchmarks/extremes.py                 # about a minute
    python benchmarks/extremes.py --only chain

Prints Markdown: CPU seconds of one process, reading and resolving apart from the checks, at a size and at
twice that size. What grows with the size takes twice as long.
"""

from __future__ import annotations

import argparse
import gc
import time
from collections.abc import Callable, Mapping
from datetime import date, timedelta

from sladsl.compiler import Compilation
from sladsl.source import Source

DAY = date(2027, 6, 1)
HEAD = """\
import std.calendars { Always }
import std.metrics { availability, response, resolution }
party House "House" { country FI; unit Desk "Desk" { contact "desk@house.example" } }
party Buyer "Buyer" { country FI }
party Supplier "Supplier" { country FI }
calendar Office "Office hours" { zone "Europe/Helsinki"; open Mon-Fri 08:00-17:00; closed holidays FI }
priorities Incident "Incident priorities" { P1 "Critical" "Down."; P2 "High" "Slow."; P3 "Low" "Rest." }
"""
CREDITS = "  credits { combine highest; cap 50% of monthly per month }"


def service(key: object, needs: str = "") -> str:
    """A service that is measured."""
    return f"""\
service S{key} "Service {key}" {{
  owner House.Desk
  {f"needs {needs}" if needs else ""}
  measure availability from prometheus {{ errors = `sum(e{{x="{key}"}})`; requests = `sum(q{{x="{key}"}})` }}
  measure response, resolution from tickets {{ where = `service = 's{key}'` }}
}}
"""


def agreement(kind: str, key: str, parties: tuple[str, str], *lines: str) -> str:
    """An agreement of provider and customer."""
    body = "\n".join(lines)
    return f"""\
{kind} {key} "{key}" {{
  provider {parties[0]}
  customer {parties[1]}
  effective 2026-01-01 until 2031-12-31
  hours Always zone "Europe/Helsinki"
  priorities Incident
  fee monthly = 2_000 EUR per month
{body}
  review every 12 months
}}
"""


def catalogue(size: int) -> str:
    """One agreement with a promise for each of so many services."""
    credit = "{ exact; credit { below 99.5%: 5% of monthly } }"
    lines = [f"  guarantee g{k}: availability of S{k} >= 99.5% per month {credit}" for k in range(size)]
    parts = (HEAD, *map(service, range(size)))
    return "".join(parts) + agreement("customer sla", "A", ("House", "Buyer"), *lines, CREDITS)


def tables(size: int) -> str:
    """One agreement with a table of times for each of so many services."""
    rows = "| P1 | 10 min | 5 h | Always |\n| P2 | 1 h | 8 h | Office |\n| P3 | 4 h | 24 h | Office |"
    head = "| priority | response | resolution | during |"
    lines = [
        f"  guarantee t{k} of S{k} for 90% of tickets per month {{\n{head}\n{rows}\n}}" for k in range(size)
    ]
    return (
        HEAD + "".join(map(service, range(size))) + agreement("customer sla", "A", ("House", "Buyer"), *lines)
    )


def needs(size: int) -> str:
    """One service that needs so many, each promised by one supplier."""
    keys = [f"S{k}" for k in range(size)]
    lines = [
        f"  guarantee g{k}: availability of S{k} >= 99.999999% per month {{ exact }}" for k in range(size)
    ]
    return (
        HEAD
        + "".join(map(service, range(size)))
        + service("Top", ", ".join(keys))
        + agreement("uc", "U", ("Supplier", "House"), *lines)
        + agreement(
            "customer sla",
            "A",
            ("House", "Buyer"),
            "  relies on U\n  guarantee g: availability of STop >= 90% per month { exact }",
        )
    )


def depth(size: int) -> str:
    """Services that need one another, so many deep; the lowest is promised, the highest sold."""
    parts = [service(k, f"S{k + 1}" if k + 1 < size else "") for k in range(size)]
    low = f"  guarantee g: availability of S{size - 1} >= 99.99% per month {{ exact }}"
    high = "  relies on U\n  guarantee g: availability of S0 >= 99.5% per month { exact }"
    ends = agreement("uc", "U", ("Supplier", "House"), low)
    return HEAD + "".join(parts) + ends + agreement("customer sla", "A", ("House", "Buyer"), high)


def customers(size: int) -> str:
    """So many customers who all stand on one contract."""
    low = (
        "  guarantee g: availability of Sx >= 99.99% per month { exact }\n"
        "  guarantee r: response of P1 <= 5 min during Always\n"
        "  guarantee f: resolution of P1 <= 1 h during Always"
    )
    parts = [HEAD, service("x"), agreement("uc", "U", ("Supplier", "House"), low)]
    for k in range(size):
        high = (
            "  relies on U\n  handling of P1: U.f\n"
            f"  guarantee g: availability of S{k} >= 99.5% per month {{ exact }}\n"
            "  guarantee r: response of P1 <= 15 min during Always\n"
            "  guarantee f: resolution of P1 <= 4 h during Always"
        )
        parts.append(f'party B{k} "B{k}" {{ country FI }}\n' + service(k, "Sx"))
        parts.append(agreement("customer sla", f"A{k}", ("House", f"B{k}"), high))
    return "".join(parts)


def promises(size: int) -> str:
    """So many promises about one service in fifty agreements."""
    parts = [HEAD, service("x")]
    for a in range(50):
        lines = [
            f"  guarantee g{k}: availability of Sx >= {90 + k * 450 // size}.{k % 10}{a % 10}% per month "
            f"during {'Always' if k % 2 else 'Office'} {{ exact }}"
            for k in range(size // 50)
        ]
        parts.append(f'party B{a} "B{a}" {{ country FI }}\n')
        parts.append(agreement("customer sla", f"A{a}", ("House", f"B{a}"), *lines))
    return "".join(parts)


def exceptions(size: int) -> str:
    """A calendar with so many single days."""
    days = (date(2026, 1, 1) + timedelta(days=k) for k in range(size))
    lines = "".join(f"  open {day} {8 + day.day % 3:02}:00-16:00\n" for day in days)
    odd = f'calendar Odd "Odd" {{\n  zone "Europe/Helsinki"\n  open Mon-Fri 08:00-17:00\n{lines}}}\n'
    low = (
        "  guarantee g: availability of Sx >= 99.99% per month during Odd { exact }\n"
        "  guarantee f: resolution of P1 <= 1 h during Odd"
    )
    high = (
        "  relies on U\n  handling of P1: U.f\n"
        "  guarantee g: availability of Sx >= 99% per month during Odd { exact }\n"
        "  guarantee f: resolution of P1 <= 4 h during Odd"
    )
    ends = agreement("uc", "U", ("Supplier", "House"), low)
    return HEAD + odd + service("x") + ends + agreement("customer sla", "A", ("House", "Buyer"), high)


def tiers(size: int) -> str:
    """One credit with so many tiers."""
    rows = [
        f"below {99.9 - k * 50 / size:.5f}%: {0.001 + k * 100 / size:.4f}% of monthly" for k in range(size)
    ]
    rows[0] = "below 99.9%: 0.001% of monthly"
    line = "  guarantee g: availability of Sx >= 99.9% per month {\n exact\n credit {\n"
    text = line + "\n".join(rows) + "\n}\n}\n  credits { automatic }"
    return HEAD + service("x") + agreement("customer sla", "A", ("House", "Buyer"), text)


def chain(size: int, limit: str = "1_000 h during Office") -> str:
    """A chain of so many steps with a hand-over after each, in business hours."""
    parts = [HEAD, service("x")]
    line = "  covers Sx\n  guarantee f: resolution of P1 <= 1 h during Office"
    for k in range(size):
        parts.append(f'party P{k} "P{k}" {{ country FI }}\n')
        parts.append(agreement("uc", f"U{k}", (f"P{k}", "House"), line))
    steps = " then handover 5 min then ".join(f"U{k}.f" for k in range(size))
    high = f"  covers Sx\n  handling of P1: {steps}\n  guarantee f: resolution of P1 <= {limit}"
    return "".join(parts) + agreement("customer sla", "A", ("House", "Buyer"), high)


def late_chain(size: int) -> str:
    """The same with a promise that is too short, so that every step's repair is looked for."""
    return chain(size, f"{size} h during Always")


HOUSES: Mapping[str, tuple[Callable[[int], str], int]] = {
    "catalogue": (catalogue, 250),
    "tables": (tables, 250),
    "needs": (needs, 1500),
    "depth": (depth, 150),
    "customers": (customers, 100),
    "promises": (promises, 1000),
    "exceptions": (exceptions, 1500),
    "tiers": (tiers, 500),
    "chain": (chain, 20),
    "late chain": (late_chain, 5),
}


def measured(text: str) -> tuple[float, float]:
    """CPU seconds of reading and resolving, and of all checks."""
    begun = time.process_time()
    compilation = Compilation(["house.sla"], {"house.sla": Source("house.sla", text)}.get, DAY)
    assert not [d for d in compilation.resolved.diagnostics if d.is_error]
    read = time.process_time()
    assert compilation.findings is not None
    return read - begun, time.process_time() - read


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure houses that are large in one way.")
    parser.add_argument("--only", choices=list(HOUSES), action="append")
    chosen = parser.parse_args().only or list(HOUSES)
    gc.disable()
    measured(catalogue(2))  # what is loaded once is loaded here
    print("| house | size | read s | checks s | size | read s | checks s |")
    print("| --- | ---: | ---: | ---: | ---: | ---: | ---: |")
    for name in chosen:
        make, size = HOUSES[name]
        cells = [name]
        for count in (size, 2 * size):
            resolved, checks = measured(make(count))
            cells += [f"{count:,}", f"{resolved:.2f}", f"{checks:.2f}"]
        print(f"| {' | '.join(cells)} |", flush=True)


if __name__ == "__main__":
    main()
