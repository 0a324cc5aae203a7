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
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import generate
import yardstick

CHILD = Path(__file__).with_name("child.py")


@dataclass(frozen=True, slots=True)
class Run:
    """One finished process: its CPU seconds, user and system together, and what it printed."""

    seconds: float
    output: str


def run(command: Sequence[str]) -> Run:
    """Runs `command` to its end; a failure ends the benchmark, because half a result misleads."""
    with tempfile.TemporaryFile() as output:
        process = subprocess.Popen(command, stdout=output, stderr=output)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        output.seek(0)
        text = output.read().decode(errors="replace")
    if process.returncode:
        sys.exit(f"{' '.join(command)} ended with {process.returncode}:\n{text[-2_000:]}")
    return Run(usage.ru_utime + usage.ru_stime, text)


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


def agreements(bench: Bench, count: int, folder: Path) -> list[str]:
    """One row of the table for `count` agreements."""
    sla, py, out = folder / "sla", folder / "py", folder / "out"
    size = generate.write(count, sla)
    sizes = [path.stat().st_size for path in sorted(sla.rglob("*.sla"))]
    py.mkdir()
    for number, content in enumerate(yardstick.python_files(sizes)):
        (py / f"file{number}.py").write_bytes(content)
    python, python_whole = bench.inside("ast", py), bench.whole("ast", str(py))
    parse = bench.inside("parse", sla)
    check = bench.whole("sla", "check", str(sla))
    build = bench.whole("sla", "build", str(sla), "--to", "markdown,prometheus", "--out", str(out))
    return [
        f"{count}",
        f"{size / 1e6:.3f}",
        f"{python:.3f} s",
        f"{parse:.3f} s",
        f"{parse / python:.2f}",
        f"{python_whole:.2f} s",
        f"{check:.2f} s",
        f"{check / python_whole:.2f}",
        f"{build:.2f} s",
        f"{build / python_whole:.2f}",
    ]


def start_up(repeat: int, folder: Path) -> list[list[str]]:
    """Rows for what a person waits for at the prompt, as the installed command runs."""
    (folder / "small.sla").write_text(generate.CATALOGUE)
    sla = str(Path(sys.executable).with_name("sla"))
    small = str(folder / "small.sla")
    run([sla, "check", small])  # fills the cache of the parser's tables
    nothing = least(repeat, lambda: run([sys.executable, "-c", "pass"]).seconds)
    rows = [["`python -c pass`", f"{nothing * 1000:.0f} ms", "1.00"]]
    for title, command in (
        ("`sla --version`", [sla, "--version"]),
        ("`sla check small.sla`", [sla, "check", small]),
    ):
        seconds = least(repeat, lambda command=command: run(command).seconds)  # type: ignore[misc]
        rows.append([title, f"{seconds * 1000:.0f} ms", f"{seconds / nothing:.2f}"])
    return rows


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [head, ["---"] + ["---:"] * (len(head) - 1), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure sladsl beside Python's own parser.")
    parser.add_argument("--counts", type=int, nargs="*", default=[1, 100, 10_000])
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--gc", choices=("on", "off"), default="off", help="garbage collector, on both sides")
    arguments = parser.parse_args()
    bench = Bench(arguments.gc, arguments.repeat)
    print(
        f"Python {platform.python_version()}, garbage collector {arguments.gc}, least of {arguments.repeat}\n"
    )
    with tempfile.TemporaryDirectory() as folder:
        rows = start_up(max(10, arguments.repeat), Path(folder))
        print(table(["start-up, CPU time", "least", "times `python -c pass`"], rows) + "\n", flush=True)
    rows = []
    for count in arguments.counts:
        with tempfile.TemporaryDirectory() as folder:
            rows.append(agreements(bench, count, Path(folder)))
    head = ["agreements", "MB", "`ast.parse`", "parse", "ratio"]
    head += ["`ast.parse`, whole process", "`sla check`", "ratio", "`sla build`", "ratio"]
    print(table(head, rows))


if __name__ == "__main__":
    main()
