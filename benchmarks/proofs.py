"""Measures the proofs: one large structure with shared components, and a deep house of generated agreements.

    python benchmarks/proofs.py                 # 1,000 agreements
    python benchmarks/proofs.py --count 10000   # about a minute

Prints Markdown: CPU seconds of one process, the garbage collector off. The yardsticks run in the same process
on the same graph of the house: networkx builds it, sorts it topologically and takes its transitive closure.
"""

from __future__ import annotations

import argparse
import gc
import random
import time
from collections.abc import Callable
from fractions import Fraction

import deep
import networkx as nx

from sladsl.compiler import Compilation
from sladsl.exact.structures.downtime import longest_downtime
from sladsl.exact.structures.modules import apart
from sladsl.exact.structures.probability import chance_of_working
from sladsl.exact.structures.structure import Structure, StructureBuilder
from sladsl.model.graph import graph_of
from sladsl.model.supports import Supports
from sladsl.prove.chains import time_proofs
from sladsl.prove.proving import proofs
from sladsl.source import Source


def shared_structure(groups: int = 100, shared: int = 20) -> Structure:
    """A thousand leaves in pairs of branches, every five groups around one of the shared components."""
    builder = StructureBuilder()
    common = [builder.component(f"shared {number}") for number in range(shared)]
    parts = []
    for group in range(groups):
        leaves = [builder.component(f"leaf {group}.{number}") for number in range(10)]
        both = [builder.all_of([*leaves[at : at + 5], common[group // 5 % shared]]) for at in (0, 5)]
        parts.append(builder.any_of(both))
    return builder.build(builder.all_of(parts))


def timed(work: Callable[[], object]) -> float:
    """CPU seconds of one run."""
    begun = time.process_time()
    work()
    return time.process_time() - begun


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure the proofs beside networkx.")
    parser.add_argument("--count", type=int, default=1000)
    count = parser.parse_args().count
    gc.disable()

    structure = shared_structure()
    draw = random.Random(1)
    down = {key: Fraction(10 + draw.randint(0, 9), 10_000) for key in structure.components}
    module = apart(structure)
    rows = [
        ("longest downtime, 1,000 leaves and 20 shared", timed(lambda: longest_downtime(module, down))),
        (
            "expected availability of the same",
            timed(lambda: chance_of_working(module, {key: 1 - share for key, share in down.items()})),
        ),
    ]

    files = dict(deep.house(count))
    sources = {path: Source(path, text) for path, text in files.items()}
    compilation = Compilation(list(files), sources.get)
    rows.append((f"reading and resolving {count:,} agreements", timed(lambda: compilation.house)))
    house = compilation.house
    supports = Supports(house)
    agreements = list(house.agreements.values())
    rows.append(("every proof of availability", timed(lambda: [proofs(supports, a) for a in agreements])))
    rows.append(("every proof of time", timed(lambda: [time_proofs(supports, a) for a in agreements])))
    rows.append(("all checks, the proofs among them", timed(lambda: compilation.findings)))

    links = list(graph_of(house).dependencies())
    graph: nx.DiGraph[str] = nx.DiGraph()
    rows.append(
        (f"networkx: build the graph, {len(links):,} edges", timed(lambda: graph.add_edges_from(links)))
    )
    rows.append(("networkx: topological sort", timed(lambda: list(nx.topological_sort(graph)))))
    rows.append(("networkx: transitive closure", timed(lambda: nx.transitive_closure_dag(graph))))

    print(f"| {count:,} agreements | CPU s |\n| --- | ---: |")
    for what, seconds in rows:
        print(f"| {what} | {seconds:.3f} |")


if __name__ == "__main__":
    main()
