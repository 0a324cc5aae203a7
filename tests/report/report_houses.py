"""A small house with everything a report can tell of, and ways to report on it without any file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from zoneinfo import ZoneInfo

from sladsl.compiler import compile_files
from sladsl.compiler.digests import digest_of
from sladsl.compiler.outputs import document_of
from sladsl.data.statements import main_period, statement_of
from sladsl.evaluate.facts import Case, Facts, ServiceFacts
from sladsl.evaluate.results import Statement
from sladsl.lower.document import Block, Clause, Document, Edition, Inlines, Table
from sladsl.lower.document import plain as plain_words
from sladsl.model.house import House
from sladsl.report.reading import Reading
from sladsl.report.to_report import to_report

ZONE = ZoneInfo("Europe/Helsinki")
MONTHS = tuple(f"2027-{month:02}" for month in range(1, 12))

HEAD = """
import std.calendars { Always, OfficeHelsinki as Office }
import std.metrics { availability, strict_uptime, latency, response, resolution }

party Maker "Maker Oy" {
  unit Desk "Service desk" fi "Palvelupiste"
  unit Ops "Operations" fi "Käyttö"
}
party Buyer "Buyer Oyj"
service Shop "Shop" fi "Kauppa"
service Stock "Stock" fi "Varasto"

exclusion maintenance "Planned maintenance" fi "Suunniteltu huolto" {
  window third Sun 02:00-06:00
}
priorities Incident "Incident priorities" {
  P1 "Critical"
  P2 "High"
}
"""

FULL = (
    HEAD
    + """
sla Deal "Web shop" fi "Verkkokauppa" {
  provider Maker
  customer Buyer
  version "1.2"
  effective 2027-01-01 until 2028-06-30, renews for 12 months, notice 90 days
  hours Always zone "Europe/Helsinki"
  priorities Incident
  fee monthly "monthly fee" fi "kuukausimaksu" = 10_000 EUR per month
  covers Shop, Stock

  guarantee uptime "Availability of the shop" fi "Kaupan saatavuus": strict_uptime of Shop >= 99.9% per month {
    except maintenance
    round to 3 decimals half up
    credit {
      below 99.9%: 10% of monthly
      below 99.0%: 50% of monthly
    }
  }
  guarantee stock "Availability of the stock" fi "Varaston saatavuus": strict_uptime of Stock >= 99% per month {
    exact
    bonus { at least 99.95%: 1% of monthly }
  }
  guarantee speed "Speed" fi "Nopeus": p99 of latency of Shop <= 300 ms per month {
    exact
    credit { above 300 ms: 2% of monthly }
  }
  guarantee incidents "Incidents" fi "Häiriöt" of Shop for 90% of tickets per month {
    | priority | response | resolution     | during |
    | P1       | 15 min   | 4 h            | Always |
    | P2       | 1 h      | 2 working days | Office |
    credit 1% of monthly per started 1 h late, at most 5% of monthly
  }
  credits {
    combine sum
    cap 12% of monthly per month
    claim within 30 days of period end
  }
  escalate P1 { at 100%: Maker.Desk, Maker.Ops }
  report uptime, stock, incidents each month within 5 working days
  terminate by customer when uptime missed 2 of 6 months
  terminate by customer when incidents missed 3 months in a row
  review every 6 months
}
"""  # noqa: E501
)


def house_text(credit: str) -> str:
    """A house with one promise, and what a miss of it costs."""
    return (
        HEAD
        + f"""
sla Deal "Deal" {{
  provider Maker
  customer Buyer
  effective 2027-01-01
  hours Always zone "Europe/Helsinki"
  fee monthly = 1_000 EUR per month
  guarantee uptime "Availability": strict_uptime of Shop >= 99.9% per month {{
    exact
    {credit}
  }}
}}
"""
    )


DOWN = {
    "Shop": (
        ("2027-02-10 10:00", 60),
        ("2027-08-24 16:47", 90),
        ("2027-11-21 02:30", 90),
        ("2027-11-26 18:00", 45),
        ("2027-11-27 09:00", 30),
    ),
    "Stock": (("2027-05-18 11:30", 10 * 60),),
}
TICKETS = (
    ("A", "P1", "2027-11-26 18:02", 20, 6 * 60 + 10),
    ("B", "P1", "2027-11-03 09:00", 5, 60),
    ("C", "P2", "2027-11-04 09:00", 30, 120),
)


def instant(text: str) -> int:
    """`2027-11-26 18:00` by the clocks of Helsinki."""
    return int(dt.datetime.fromisoformat(text).replace(tzinfo=ZONE).timestamp())


def facts(
    down: Mapping[str, Iterable[tuple[str, int]]] = DOWN,
    tickets: Iterable[tuple[str, str, str, int, int]] | None = TICKETS,
) -> Facts:
    """What was down for how many minutes, and tickets with the minutes to the answer and to the end."""
    services = {
        key: ServiceFacts(down=tuple((instant(at), instant(at) + 60 * long) for at, long in times))
        for key, times in down.items()
    }
    cases = None
    if tickets is not None:
        cases = tuple(
            Case(
                name,
                priority,
                {
                    "opened": instant(at),
                    "responded": instant(at) + 60 * answered,
                    "resolved": instant(at) + 60 * ended,
                },
                attributes={"service": "Shop"},
                origin=f"tickets.csv:{row}",
            )
            for row, (name, priority, at, answered, ended) in enumerate(tickets, 2)
        )
    return Facts(services, cases)


def house_of(text: str = FULL) -> House:
    compiled = compile_files({"house.sla": text})
    wrong = [d.message for d in compiled.resolved.diagnostics if d.is_error]
    assert not wrong, wrong
    return compiled.house


def statements_of(
    house: House, known: Facts, labels: Sequence[str] = MONTHS, key: str = "Deal"
) -> tuple[Statement, ...]:
    agreement = house.agreements[key]
    settled: dict[str, Statement] = {}
    for label in labels:
        period = main_period(agreement, label)
        assert period is not None
        settled[label] = statement_of(house, agreement, known, label, period, None, settled)
    return tuple(settled.values())


def report_of(
    house: House,
    statements: Sequence[Statement],
    language: str = "en",
    reading: Reading | None = None,
    last: int = 12,
) -> Document:
    agreement = statements[-1].agreement
    contract = document_of(house, agreement, language, Edition.EXTERNAL).value
    read = reading or Reading((("outages", "outages.csv"), ("tickets", "tickets.csv")), 3, 3, 3)
    made = to_report(house, statements, contract, digest_of(house, agreement), read, last)
    assert made.diagnostics == ()
    return made.value


def clause(document: Document, key: str) -> Clause:
    return next(each for each in document.walk() if each.key == key)


def tables(document: Document, key: str) -> list[Table]:
    return [b for c in clause(document, key).walk() for b in c.blocks if isinstance(b, Table)]


def plain(content: Inlines) -> str:
    """The words with ordinary blanks."""
    return plain_words(content).replace("\u00a0", " ")


def rows(table: Table) -> list[tuple[str, ...]]:
    return [tuple(plain(cell) for cell in row) for row in table.rows]


def blocks_of(document: Document, kind: type[Block]) -> list[Block]:
    return [block for each in document.walk() for block in each.blocks if isinstance(block, kind)]
