"""Writes a house of generated agreements: a catalogue, a corporate level, products with support, customers.

    python benchmarks/generate.py 100 /tmp/house

The same count gives the same bytes. Ten customers buy one product; each product has a database, a network, an
operational agreement and an underpinning contract of its own, so that the support graph grows with the house.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator
from pathlib import Path

CUSTOMERS_PER_PRODUCT = 10

CATALOGUE = """\
# What the house runs, and when. Every agreement imports it.
import std.calendars { Always }

party House "House of Services Oy" {
  country FI
  registered "1234567-8"
  address "Satamakatu 1, 00160 Helsinki"
  contact "agreements@house.example"
  unit Desk "Service desk" { contact "desk@house.example" }
  unit Operations "Operations" { contact "operations@house.example" }
}

party Carrier "Carrier Networks AB" {
  country SE
  address "Hamngatan 2, 111 47 Stockholm"
}

calendar Office "Office hours" {
  zone "Europe/Helsinki"
  open Mon-Fri 08:00-17:00
  closed holidays FI
}

priorities Incident "Incident priorities" {
  P1 "Critical" "The service is down for all users and there is no workaround."
  P2 "High" "A main function is down, or the service is slow for all users."
  P3 "Normal" "One user or a minor function is affected."
}

exclusion maintenance "Planned maintenance" {
  window third Sun 02:00-06:00
  at most 4 h per month
  notice 5 working days
}
"""

BASE = """\
# What holds for every customer.
import "./catalogue.sla"
import std.calendars { Always }
import std.clauses { changes, disputes, force_majeure, measurement_records }
import std.metrics { availability }

corporate sla Base "Corporate service levels" {
  provider House
  hours Always zone "Europe/Helsinki"
  priorities Incident
  guarantee floor: availability of each service >= 99% per month {
    exact
    except maintenance, force_majeure
    lower levels may tighten
  }
  review every 12 months
  include changes, disputes, measurement_records
}
"""

PRODUCT = """\
# Product {k}: what it is made of, and who keeps it running.
import "../catalogue.sla"
import std.calendars {{ Always }}
import std.metrics {{ availability, response, resolution }}

service Database{k} "Database of product {k}" {{
  owner House.Operations
  measure availability from prometheus {{
    errors = `sum(rate(pg_errors_total{{cluster="{k}"}}[$range]))`
    requests = `sum(rate(pg_queries_total{{cluster="{k}"}}[$range]))`
  }}
  measure response, resolution from tickets {{ where = `service = 'database-{k}'` }}
}}

service Network{k} "Network of product {k}" {{
  owner House.Operations
  measure availability from prometheus {{
    errors = `sum(rate(link_errors_total{{link="{k}"}}[$range]))`
    requests = `sum(rate(link_frames_total{{link="{k}"}}[$range]))`
  }}
  measure response, resolution from tickets {{ where = `service = 'network-{k}'` }}
}}

service Product{k} "Product {k}" {{
  owner House.Operations
  includes "order capture", "payment"
  excludes "fraud screening"
  needs Database{k}, Network{k}
  measure availability from prometheus {{
    errors = `sum(rate(http_requests_total{{job="product-{k}",code=~"5.."}}[$range]))`
    requests = `sum(rate(http_requests_total{{job="product-{k}"}}[$range]))`
  }}
  measure response, resolution from tickets {{ where = `service = 'product-{k}'` }}
}}

ola DatabaseOla{k} "Database operations for product {k}" {{
  provider House.Operations
  customer House.Desk
  effective 2026-01-01 until 2030-12-31
  hours Always zone "Europe/Helsinki"
  priorities Incident
  guarantee uptime: availability of Database{k} >= 99.99% per month {{ exact }}
  guarantee response: response of P1 <= 5 min during Always
  guarantee repair: resolution of P1 <= 1 h during Always
  review every 6 months
}}

uc NetworkUc{k} "Network contract for product {k}" {{
  provider Carrier
  customer House
  effective 2026-01-01 until 2030-12-31
  hours Always zone "Europe/Stockholm"
  priorities Incident
  fee monthly = {fee} EUR per month
  guarantee uptime: availability of Network{k} >= 99.99% per month {{
    exact
    credit {{ below 99.99%: 60% of monthly }}
  }}
  guarantee response: response of P1 <= 5 min during Always
  guarantee repair: resolution of P1 <= 1 h during Always
  credits {{ automatic }}
  review every 6 months
}}
"""

CUSTOMER = """\
# Customer {i} and what it is promised.
import "../catalogue.sla"
import "../base.sla"
import "../products/product{k}.sla"
import std.calendars {{ Always }}
import std.clauses {{ force_majeure }}
import std.metrics {{ availability, response, resolution }}

party Customer{i} "Customer {i} Oyj" {{
  country FI
  registered "{registered}"
  address "Kauppakatu {street}, {postcode} Tampere"
  contact "service@customer{i}.example"
  signatory "Maija Meikäläinen", "Chief Executive Officer"
}}

customer sla Agreement{i} "Service level agreement of customer {i}" under Base {{
  customer Customer{i}
  effective 2027-01-01 until 2029-12-31, renews for 12 months, notice 90 days
  fee monthly = {fee} EUR per month
  {support}

  guarantee uptime: availability of Product{k} >= {target}% per month during Always {{
    except maintenance, force_majeure
    round to 3 decimals half up
    credit {{
      below {target}%: {first}% of monthly
      below 99.00%: 25% of monthly
      below 95.00%: 100% of monthly
    }}
    alert at 50%, 80%, 100% of budget
  }}

  guarantee incidents of Product{k} for 90% of tickets per month {{
    | priority | response | resolution | during |
    | P1       | {minutes} min   | {hours} h        | Always |
    | P2       | 1 h      | 8 h        | Office |
    | P3       | 4 h      | 24 h       | Office |
  }}

  credits {{
    combine highest
    cap 50% of monthly per month
    claim within 30 days of period end
  }}
  escalate P1 {{ at 50%: House.Desk; at 100%: House.Operations }}
  report uptime, incidents each month within 5 working days
  duty customer "Keep the contact list current."
  approve by House.Operations
  law FI
}}
"""


def house(count: int) -> Iterator[tuple[str, str]]:
    """The files of a house with `count` customer agreements: relative path and text, in a fixed order."""
    yield "catalogue.sla", CATALOGUE
    yield "base.sla", BASE
    for k in range(1, (count + CUSTOMERS_PER_PRODUCT - 1) // CUSTOMERS_PER_PRODUCT + 1):
        yield f"products/product{k}.sla", PRODUCT.format(k=k, fee=40_000 + k * 37 % 9_000)
    for i in range(1, count + 1):
        k = (i - 1) // CUSTOMERS_PER_PRODUCT + 1
        yield f"customers/customer{i}.sla", customer(i, k, f"relies on DatabaseOla{k}, NetworkUc{k}")


def customer(i: int, k: int, support: str) -> str:
    """The file of customer `i`, who buys product `k`; `support` says what the agreement stands on."""
    return CUSTOMER.format(
        i=i,
        k=k,
        support=support,
        registered=f"{2_000_000 + i * 7_919 % 1_000_000}-{i % 10}",
        street=1 + i * 31 % 180,
        postcode=f"{33_100 + i * 13 % 800:05}",
        fee=1_000 + i * 101 % 90_000,
        target=("99.5", "99.7", "99.9", "99.95")[i % 4],
        first=5 + i % 11,
        minutes=15 + i % 30,
        hours=4 + i % 4,
    )


def write(files: Iterable[tuple[str, str]], folder: Path) -> int:
    """Writes the files of a house into `folder`; the number of bytes written."""
    size = 0
    for name, text in files:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        content = text.encode()
        path.write_bytes(content)
        size += len(content)
    return size


def main() -> None:
    parser = argparse.ArgumentParser(description="Write a house of generated agreements.")
    parser.add_argument("count", type=int, help="number of customer agreements")
    parser.add_argument("folder", type=Path)
    arguments = parser.parse_args()
    size = write(house(arguments.count), arguments.folder)
    print(f"{size} bytes in {arguments.folder}")


if __name__ == "__main__":
    main()
