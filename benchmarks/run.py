"""Measures parse, check and build beside Python's own `ast.parse`, and start-up beside `python -c pass`.

    python benchmarks/run.py                     # 1, 100 and 10000 agreements; some minutes
    python benchmarks/run.py --counts 1 100

Prints Markdown. Every figure is CPU time of a process of its own, the least of several; the ratio is to the
yardstick in the same run with the garbage collector in the same state. Ratios carry from machine to machine,
seconds do not.
"""

from __future__ import annotations

import argparse
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import generate
import yardstick

CHILD = Path(__file__).with_name("child.py")


@dataclass(frozen=True, slots=True)
class Run:
    """One finished process: its CPU seconds, user and system together, what it printed, the seconds on the
    clock, and the most memory it held, in MB."""

    seconds: float
    output: str
    clock: float
    memory: float


def run(command: Sequence[str], **settings: str) -> Run:
    """Runs `command` to its end; a failure ends the benchmark, because half a result misleads.

    `settings` are variables of its environment beside our own.
    """
    begun = time.perf_counter()
    with tempfile.TemporaryFile() as output:
        process = subprocess.Popen(command, stdout=output, stderr=output, env=os.environ | settings)
        _, status, usage = os.wait4(process.pid, 0)
        clock = time.perf_counter() - begun
        process.returncode = os.waitstatus_to_exitcode(status)
        output.seek(0)
        text = output.read().decode(errors="replace")
    if process.returncode:
        sys.exit(f"{' '.join(command)} ended with {process.returncode}:\n{text[-2_000:]}")
    return Run(usage.ru_utime + usage.ru_stime, text, clock, usage.ru_maxrss / 1024)


def least(repeat: int, once: Callable[[], float]) -> float:
    """The least of `repeat` measurements: noise only ever adds."""
    return min(once() for _ in range(repeat))


class Bench:
    """Runs the pieces of work with one state of the garbage collector."""

    def __init__(self, collector: str, repeat: int) -> None:
        self._child = [sys.executable, str(CHILD), collector]
        self._repeat = repeat

    def inside(self, work: str, folder: Path) -> float:
        """CPU seconds of the work alone, as the process itself measured them."""
        return least(self._repeat, lambda: float(run([*self._child, work, str(folder)]).output.split()[0]))

    def whole(self, *arguments: str) -> float:
        """CPU seconds of a whole process, start-up included."""
        return least(self._repeat, lambda: run([*self._child, *arguments]).seconds)


@dataclass(frozen=True, slots=True)
class House:
    """Generated agreements and the two yardsticks of as many bytes, each in a folder."""

    count: int
    size: int
    agreements: Path
    library: Path
    same: Path
    out: Path


def build_house(count: int, folder: Path) -> House:
    """Writes everything one row of the tables is measured on."""
    house = House(count, 0, folder / "sla", folder / "library", folder / "same", folder / "out")
    size = generate.write(generate.house(count), house.agreements)
    sizes = [path.stat().st_size for path in sorted(house.agreements.rglob("*.sla"))]
    for where, files in (
        (house.library, yardstick.library_files(sizes)),
        (house.same, yardstick.same_files(sizes)),
    ):
        where.mkdir()
        for number, content in enumerate(files):
            (where / f"file{number}.py").write_bytes(content)
    return replace(house, size=size)


def parse_row(bench: Bench, house: House) -> list[str]:
    """Parsing alone, beside `ast.parse` alone."""
    parse = bench.inside("parse", house.agreements)
    row = [f"{house.count}", f"{house.size / 1e6:.3f}", f"{parse * 1000:.1f} ms"]
    for python in (house.library, house.same):
        seconds = bench.inside("ast", python)
        row += [f"{seconds * 1000:.1f} ms", f"{parse / seconds:.2f}"]
    return row


def command_row(bench: Bench, house: House) -> list[str]:
    """Whole commands, beside a whole process that runs `ast.parse`."""
    python = bench.whole("ast", str(house.library))
    in_force = ("--as-of", "2027-06-01")
    check = bench.whole("sla", "check", "--no-cache", str(house.agreements), *in_force)
    wanted = ("--to", "markdown,prometheus", "--out", str(house.out))
    build = bench.whole("sla", "build", str(house.agreements), *wanted, *in_force)
    row = [f"{house.count}", f"{python:.2f} s"]
    for seconds in (check, build):
        row += [f"{seconds:.2f} s", f"{seconds / python:.2f}"]
    return row


def start_up(repeat: int, folder: Path) -> list[list[str]]:
    """Rows for what a person waits for at the prompt, as the installed command runs."""
    (folder / "small.sla").write_text(generate.CATALOGUE)
    sla = str(Path(sys.executable).with_name("sla"))
    small, first, cache = str(folder / "small.sla"), str(folder / "first"), folder / "cache"
    run([sla, "init", first])
    # Fills the cache with the parser's tables, which every figure is with.
    run([sla, "check", small], SLADSL_CACHE=str(cache))

    def seconds(command: list[str], anew: bool) -> float:
        if anew:
            for kept in cache.glob("check-*"):
                kept.unlink()
        return run(command, SLADSL_CACHE=str(cache)).seconds

    nothing = least(repeat, lambda: run([sys.executable, "-c", "pass"]).seconds)
    rows = [["`python -c pass`", f"{nothing * 1000:.0f} ms", "1.00"]]
    for title, command, anew in (
        ("`sla --version`", [sla, "--version"], False),
        ("`sla check` for the first time, the file that `sla init` writes", [sla, "check", first], True),
        ("the same with an option: `--no-cache`", [sla, "check", "--no-cache", first], False),
        ("`sla check` for the first time, a catalogue with public holidays", [sla, "check", small], True),
        ("`sla check`, nothing changed since the last", [sla, "check", first], False),
    ):
        taken = least(repeat, lambda command=command, anew=anew: seconds(command, anew))  # type: ignore[misc]
        rows.append([title, f"{taken * 1000:.0f} ms", f"{taken / nothing:.2f}"])
    return rows


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [head, ["---"] + ["---:"] * (len(head) - 1), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure sladsl beside Python's own parser.")
    parser.add_argument("--counts", type=int, nargs="*", default=[1, 100, 10_000])
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--parse-only", action="store_true", help="leave the commands out")
    parser.add_argument("--gc", choices=("on", "off"), default="off", help="garbage collector, on both sides")
    arguments = parser.parse_args()
    bench = Bench(arguments.gc, arguments.repeat)
    print(
        f"Python {platform.python_version()}, garbage collector {arguments.gc}, least of {arguments.repeat}\n"
    )
    if not arguments.parse_only:
        with tempfile.TemporaryDirectory() as folder:
            rows = start_up(max(10, arguments.repeat), Path(folder))
        print(table(["start-up", "CPU time", "times `python -c pass`"], rows) + "\n", flush=True)
    parse, commands = [], []
    for count in arguments.counts:
        with tempfile.TemporaryDirectory() as folder:
            house = build_house(count, Path(folder))
            parse.append(parse_row(bench, house))
            if not arguments.parse_only:
                commands.append(command_row(bench, house))
    head = ["agreements", "MB", "parse", "`ast.parse`, library", "ratio", "`ast.parse`, same facts", "ratio"]
    print(table(head, parse) + "\n")
    if commands:
        head = ["agreements", "`ast.parse`, library", "`sla check`", "ratio", "`sla build`", "ratio"]
        print(table(head, commands))


if __name__ == "__main__":
    main()
