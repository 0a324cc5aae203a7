"""Houses for the tests of the graph: a small one, one that goes in circles, a large one, hostile names."""

from __future__ import annotations

from pathlib import Path

from sladsl.compiler import Compilation, compile_files
from sladsl.model.graph import Graph, graph_of

ROOT = Path(__file__).parents[3]

SHOP = """\
import std.metrics { availability, latency, response }

party Shop "Shop & Sons" { country FI; unit Desk "Desk"; unit Ops "Operations" }
party Client "Client" { country FI }
party Line "Line" { country FI }
priorities Incident "Incidents" { P1 "Critical"; P2 "Normal" }

service Web "Web shop" {
  needs Store
  needs 1 of LineA, LineB independent
}
service Store "Store"
service LineA "Line A"
service LineB "Line B"
service Unused "Unused"

corporate sla Base "Base" {
  provider Shop
  covers Web
  guarantee up: availability of each service >= 99% per month
}
customer sla Gold "Gold" under Base {
  customer Client
  priorities Incident
  relies on StoreOla, DeskOla
  guarantee up: availability of Web >= 99.95% per month
  guarantee fast: p99 of latency of Web <= 300 ms per month
  handling of P1: DeskOla.answer then StoreOla.answer
}
ola StoreOla "Store" {
  provider Shop.Ops
  customer Shop.Desk
  priorities Incident
  guarantee up: availability of Store >= 99.99% per month
  guarantee answer: response of P1 <= 1 h per month
}
ola DeskOla "Desk" {
  provider Shop.Desk
  customer Shop.Ops
  priorities Incident
  guarantee answer: response of P1 <= 15 min per month
}
uc LineUc "Lines" {
  provider Line
  customer Shop
  guarantee up: availability of LineA >= 99.9% per month
}
"""

CIRCLES = """\
import std.metrics { availability }

party P "P" { country FI }
service A "A" { needs B, E }
service B "B" { needs C }
service C "C" { needs A }
service E "E" { needs E }
ola T "T" { provider P; customer P; relies on U; guarantee up: availability of A >= 99% per month }
ola U "U" { provider P; customer P; relies on T; guarantee up: availability of B >= 99% per month }
"""

HOSTILE_TITLE = "</text><script>alert(1)</script> & \\\" ' \\\\N ]] --> %% #35; `x` &lt; <!--"


def hostile() -> Compilation:
    return compiled(
        SHOP.replace('"Web shop"', f'"{HOSTILE_TITLE}"').replace('"Client"', f'"{HOSTILE_TITLE}"')
    )


def large(agreements: int, services: int = 3) -> Compilation:
    """Many customers, each with a promise of its own about one of the services."""
    text = ["import std.metrics { availability }", 'party Shop "Shop" { country FI }']
    text += [f'service S{n} "Service {n}" {{ needs Root }}' for n in range(services)]
    text.append('service Root "Root"')
    for n in range(agreements):
        text.append(
            f'customer sla C{n} "C" {{ provider Shop; customer Shop; '
            f"guarantee up: availability of S{n % services} >= 99.{n + 100}% per month }}"
        )
    return compiled("\n".join(text) + "\n")


def compiled(text: str) -> Compilation:
    compilation = compile_files({"house.sla": text})
    assert not compilation.resolved.has_errors, compilation.resolved.diagnostics
    return compilation


def graph(text: str) -> Graph:
    return graph_of(compiled(text).house)


def nordwind() -> Graph:
    folder = ROOT / "examples" / "nordwind"
    files = {p.relative_to(folder).as_posix(): p.read_text("utf-8") for p in sorted(folder.rglob("*.sla"))}
    return graph_of(compile_files(files).house)
