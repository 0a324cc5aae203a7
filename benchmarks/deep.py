"""Writes a deep house of generated agreements: suppliers of suppliers, shared components, redundancy.

    python benchmarks/deep.py 1000 /tmp/house

The count is of all agreements: customers over operational agreements over underpinning contracts over
contracts of the suppliers with theirs. A hundred agreements have a region: a data centre with its power, two
lines, three stores of data, and ten products on them. A fifth of the services stand in a choice such as
`1 of A, B`. It checks clean.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import generate

REGION = 100
"""Agreements to a region."""
PRODUCTS = 10
"""Products of a region."""
MIRRORED = 5
"""Every so many products run on two nodes of which one is enough."""

SUPPLIERS = """\
# Who supplies the house, and what it answers for as a whole.
import "./catalogue.sla"
import std.calendars { Always }
import std.metrics { availability, response, resolution }

party Rival "Rival Networks Oy" { country FI }
party Landlord "Rock Halls Oy" { country FI }
party Grid "Grid Power Oy" { country FI }
party Cellar "Cellar Stores GmbH" { country DE }
party Metal "Metal and Discs AG" { country CH }
party Digger "Cables and Ducts Oy" { country FI }

service Names "Names" {
  owner House.Operations
  needs 1 of NamesNorth, NamesSouth
}

ola DeskOla "Service desk" {
  provider House.Desk
  customer House.Operations
  effective 2026-01-01 until 2031-12-31
  hours Always zone "Europe/Helsinki"
  priorities Incident
  covers Names
  guarantee answer: response of P1 <= 10 min during Always
  review every 6 months
}

"""

REGIONAL = """\
# Region {k}: what its products stand on, and who keeps that running.
import "../catalogue.sla"
import "../suppliers.sla"
import std.calendars {{ Always }}
import std.metrics {{ availability, response, resolution }}

service Network{k} "Network of region {k}" {{
  owner House.Operations
  needs 1 of LineA{k}, LineB{k}
}}

service Store{k} "Store of region {k}" {{
  owner House.Operations
  needs 2 of DiscA{k}, DiscB{k}, DiscC{k}
}}

"""

PRODUCT = """\
# Product {p}: what it is made of, and who keeps it running.
import "../catalogue.sla"
import "../suppliers.sla"
import "../regions/region{k}.sla"
import std.calendars {{ Always }}
import std.metrics {{ availability, response, resolution }}

service Database{p} "Database of product {p}" {{
  owner House.Operations
  needs Store{k}, Network{k}
}}
{nodes}
service Application{p} "Application of product {p}" {{
  owner House.Operations
  needs Database{p}, Network{k}{mirrored}
  measure availability from prometheus {{
    errors = `sum(rate(app_errors_total{{app="{p}"}}[$range]))`
    requests = `sum(rate(app_requests_total{{app="{p}"}}[$range]))`
  }}
  measure response, resolution from tickets {{ where = `service = 'application-{p}'` }}
}}

service Product{p} "Product {p}" {{
  owner House.Operations
  includes "order capture", "payment"
  excludes "fraud screening"
  needs Application{p}, Names
  measure availability from prometheus {{
    errors = `sum(rate(http_requests_total{{job="product-{p}",code=~"5.."}}[$range]))`
    requests = `sum(rate(http_requests_total{{job="product-{p}"}}[$range]))`
  }}
  measure response, resolution from tickets {{ where = `service = 'product-{p}'` }}
}}

ola ApplicationOla{p} "Operations of product {p}" {{
  provider House.Operations
  customer House.Desk
  effective 2026-01-01 until 2031-12-31
  hours Always zone "Europe/Helsinki"
  priorities Incident
  guarantee uptime: availability of Application{p} >= 99.96% per month {{ exact }}
  guarantee answer: response of P1 <= 10 min during Always
  guarantee repair: resolution of P1 <= 3 h during Always
  review every 6 months
}}
"""

NODES = """
service NodeA{p} "Node A of product {p}" {{ needs LineA{k}, DiscA{k} }}
service NodeB{p} "Node B of product {p}" {{ needs LineB{k}, DiscB{k} }}
"""

SUPPORT = """\
relies on DeskOla, ApplicationOla{p}
  handling of P1: DeskOla.answer then handover 5 min then ApplicationOla{p}.repair"""


@dataclass(frozen=True, slots=True)
class Bought:
    """A component that somebody supplies under a contract: from whom, for whom, and what it needs itself."""

    name: str
    title: str
    provider: str
    customer: str
    needs: Sequence[str] = ()
    target: str = "99.99"
    zone: str = "Helsinki"
    hours: int = 2

    def text(self, k: str | int) -> str:
        """The service and its contract, for a region."""
        needs = "\n  needs " + ", ".join(f"{name}{k}" for name in self.needs) if self.needs else ""
        return f"""\
service {self.name}{k} "{self.title} {k}" {{{needs}
  measure availability from prometheus {{
    errors = `sum(rate(probe_failures_total{{target="{self.name}{k}"}}[$range]))`
    requests = `sum(rate(probe_attempts_total{{target="{self.name}{k}"}}[$range]))`
  }}
  measure response, resolution from tickets {{ where = `service = '{self.name}{k}'` }}
}}

uc {self.name}Uc{k} "{self.title} {k}" {{
  provider {self.provider}
  customer {self.customer}
  effective 2026-01-01 until 2031-12-31
  hours Always zone "Europe/{self.zone}"
  priorities Incident
  fee monthly = 2_000 EUR per month
  guarantee uptime: availability of {self.name}{k} >= {self.target}% per month {{
    exact
    credit {{ below {self.target}%: 20% of monthly }}
  }}
  guarantee answer: response of P1 <= 5 min during Always
  guarantee repair: resolution of P1 <= {self.hours} h during Always
  credits {{ automatic }}
  review every 6 months
}}

"""


COMMON = (
    Bought("NamesNorth", "Names in the north", "Rival", "House", target="99.995"),
    Bought("NamesSouth", "Names in the south", "Carrier", "House", (), "99.995", "Stockholm"),
)
REGIONALS = (
    Bought("Power", "Power", "Grid", "Landlord", target="99.997", hours=1),
    Bought("Cooling", "Cooling", "Metal", "Landlord", target="99.997", hours=1),
    Bought("Site", "Data centre", "Landlord", "House", ("Power", "Cooling")),
    Bought("DuctA", "Duct A", "Digger", "Carrier", target="99.997", zone="Stockholm", hours=1),
    Bought("DuctB", "Duct B", "Digger", "Rival", target="99.997", hours=1),
    Bought("LineA", "Line A", "Carrier", "House", ("DuctA", "Site"), "99.985"),
    Bought("LineB", "Line B", "Rival", "House", ("DuctB", "Site"), "99.985"),
    Bought("Metals", "Drives", "Metal", "Cellar", target="99.997", hours=1),
    Bought("DiscA", "Disc A", "Cellar", "House", ("Metals", "Site"), "99.985"),
    Bought("DiscB", "Disc B", "Cellar", "House", ("Metals", "Site"), "99.985"),
    Bought("DiscC", "Disc C", "Cellar", "House", ("Metals", "Site"), "99.985"),
)
OTHERS = 2 + len(COMMON)
"""Agreements for all regions: the corporate level, the desk, and what everybody needs."""


def house(count: int) -> Iterator[tuple[str, str]]:
    """The files of a house with `count` agreements, at least 100: path and text, in a fixed order."""
    regions = count // REGION
    products = regions * PRODUCTS
    yield "catalogue.sla", generate.CATALOGUE
    yield "base.sla", generate.BASE
    yield "suppliers.sla", SUPPLIERS + "".join(each.text("") for each in COMMON)
    for k in range(1, regions + 1):
        yield f"regions/region{k}.sla", REGIONAL.format(k=k) + "".join(each.text(k) for each in REGIONALS)
    for p in range(1, products + 1):
        k = (p - 1) // PRODUCTS + 1
        mirrored = p % MIRRORED == 0
        yield (
            f"products/product{p}.sla",
            PRODUCT.format(
                p=p,
                k=k,
                nodes=NODES.format(p=p, k=k) if mirrored else "",
                mirrored=f"\n  needs 1 of NodeA{p}, NodeB{p}" if mirrored else "",
            ),
        )
    customers = count - OTHERS - regions * len(REGIONALS) - products
    for i in range(1, customers + 1):
        p = (i - 1) * products // customers + 1
        yield f"customers/customer{i}.sla", generate.customer(i, p, SUPPORT.format(p=p))


def main() -> None:
    parser = argparse.ArgumentParser(description="Write a deep house of generated agreements.")
    parser.add_argument("count", type=int, help="number of agreements of all kinds, at least 100")
    parser.add_argument("folder", type=Path)
    arguments = parser.parse_args()
    size = generate.write(house(arguments.count), arguments.folder)
    print(f"{size} bytes in {arguments.folder}")


if __name__ == "__main__":
    main()
