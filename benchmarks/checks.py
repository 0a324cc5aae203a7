"""Measures `sla check` on a deep house: from a cold start, and again after one file changed.

    python benchmarks/checks.py                    # 1,000, 3,000 and 10,000 agreements: some minutes
    python benchmarks/checks.py --counts 1000

Prints Markdown. Every figure is of a whole process, start-up and reading included, the least of several; the
yardsticks are `ast.parse` on as many bytes of Python's library, in a whole process too, and what
`benchmarks/proofs.py` says of the largest house, beside networkx. What is found must stay nothing.
"""

from __future__ import annotations

import argparse
import platform
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import deep
import generate
import yardstick
from run import CHILD, Run, run, table

SLA = str(Path(sys.executable).with_name("sla"))


@dataclass(frozen=True, slots=True)
class Change:
    """One number changed in one file, wherever it stands there, to and fro."""

    title: str
    file: str
    one: str
    other: str

    def make(self, folder: Path) -> None:
        """Writes whichever of the two numbers does not stand in the file."""
        path = folder / self.file
        text = path.read_text()
        before, after = (self.one, self.other) if self.one in text else (self.other, self.one)
        if before not in text:
            sys.exit(f"{self.file} says neither {self.one} nor {self.other}")
        path.write_text(text.replace(before, after))


CHANGES = (
    Change("a customer", "customers/customer7.sla", "cap 50%", "cap 45%"),
    Change("a product", "products/product1.sla", "P1 <= 10 min", "P1 <= 9 min"),
    Change("a region", "regions/region1.sla", "99.985%", "99.986%"),
    Change("what all stand on", "suppliers.sla", "P1 <= 10 min", "P1 <= 9 min"),
)


def checked(folder: Path, cache: Path) -> Run:
    """One `sla check` of a house in which nothing is wrong."""
    made = run([SLA, "check", str(folder), "--as-of", "2027-06-01"], SLADSL_CACHE=str(cache))
    if made.output.strip() != "nothing found":
        sys.exit(f"something was found in the generated house:\n{made.output[:2_000]}")
    return made


def least(runs: Sequence[Run]) -> Run:
    """The one with the least CPU time."""
    return min(runs, key=lambda one: one.seconds)


def cold(house: Path, repeat: int) -> tuple[Run, Path]:
    """The check with nothing but the tables of the parser kept, and the cache that it leaves."""
    runs = []
    for number in range(repeat):
        cache = house.parent / f"cache{number}"
        run([SLA, "check", str(house / "catalogue.sla")], SLADSL_CACHE=str(cache))
        runs.append(checked(house, cache))
    return least(runs), cache


def python(house: Path) -> float:
    """CPU seconds of a whole process that runs `ast.parse` on as many bytes and files."""
    folder = house.parent / "library"
    folder.mkdir()
    sizes = [path.stat().st_size for path in sorted(house.rglob("*.sla"))]
    for number, content in enumerate(yardstick.library_files(sizes)):
        (folder / f"file{number}.py").write_bytes(content)
    return run([sys.executable, str(CHILD), "off", "ast", str(folder)]).seconds


def redundant(files: dict[str, str]) -> str:
    """How many services stand in a choice, of all."""
    services = sum(text.count("\nservice ") for text in files.values())
    choices = [line for text in files.values() for line in text.splitlines() if "needs 1 of" in line]
    choices += [line for text in files.values() for line in text.splitlines() if "needs 2 of" in line]
    return f"{sum(line.count(',') + 1 for line in choices)} of {services} services stand in a choice"


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure `sla check`, cold and after a change.")
    parser.add_argument("--counts", type=int, nargs="+", default=[1000, 3000, 10_000])
    parser.add_argument("--repeat", type=int, default=2)
    arguments = parser.parse_args()
    print(f"Python {platform.python_version()}, least of {arguments.repeat}\n")
    colds, again = [], []
    for count in arguments.counts:
        with tempfile.TemporaryDirectory() as folder:
            house = Path(folder) / "house"
            files = dict(deep.house(count))
            size = generate.write(files.items(), house)
            print(f"{count:,} agreements: {len(files):,} files; {redundant(files)}\n", flush=True)
            first, cache = cold(house, arguments.repeat)
            parse = python(house)
            colds.append(
                [
                    f"{count:,}",
                    f"{size / 1e6:.1f}",
                    f"{first.seconds:.2f}",
                    f"{first.clock:.2f}",
                    f"{first.seconds / count * 1000:.2f}",
                    f"{first.memory:.0f}",
                    f"{parse:.2f}",
                    f"{first.seconds / parse:.1f}",
                ]
            )
            row = [f"{count:,}"]
            made = least([checked(house, cache) for _ in range(arguments.repeat)])
            row.append(f"{made.seconds:.2f} ({made.seconds / first.seconds:.1%})")
            for change in CHANGES:
                runs = []
                for _ in range(arguments.repeat):
                    change.make(house)
                    runs.append(checked(house, cache))
                seconds = least(runs).seconds
                row.append(f"{seconds:.2f} ({seconds / first.seconds:.1%})")
            again.append(row)
    head = ["agreements", "MB", "CPU s", "clock s", "CPU ms each", "memory MB", "`ast.parse` CPU s", "ratio"]
    print(table(head, colds) + "\n")
    print(table(["agreements", "nothing changed", *(change.title for change in CHANGES)], again) + "\n")
    proofs = Path(__file__).with_name("proofs.py")
    print(run([sys.executable, str(proofs), "--count", str(max(arguments.counts))]).output, end="")


if __name__ == "__main__":
    main()
