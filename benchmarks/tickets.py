"""Measures ten million tickets in working time beside hand-written queries in wall time over the same files.

    python benchmarks/tickets.py                   # 10,000,000 tickets, 2,800,000 pauses; some minutes
    python benchmarks/tickets.py --count 100000

Prints Markdown. Every figure is of a process of its own with two threads, the least of several: CPU seconds,
user and system together, and seconds on the clock, both around the work alone. The hand-written queries count
the tickets beyond a limit per priority, one without and one with pauses taken off. Ours reads and checks
every record, knows opening hours, holidays and pauses, and gives the share in time and every late ticket.
Needs the extra `data`. Times in the files are UTC.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SOURCE = """\
party N "N"
priorities I "I" { P1 "Critical"; P2 "High"; P3 "Normal" }
calendar Office "Office" {
  zone "Europe/Helsinki"
  open Mon-Fri 08:00-17:00
  closed holidays FI
}
metric resolution "Resolution" {
  better lower
  value = time from opened to resolved
  attributed to opened
  pause while waiting_for_customer
}
service Desk "Desk" { measure resolution from tickets { zone = "UTC" } }
sla A "A" {
  provider N
  effective 2026-01-01
  hours Office zone "Europe/Helsinki"
  priorities I
  covers Desk
  guarantee p1: resolution of P1 of Desk <= 16 h for 95% of tickets per month
  guarantee p2: resolution of P2 of Desk <= 24 h for 95% of tickets per month
  guarantee p3: resolution of P3 of Desk <= 32 h for 95% of tickets per month
}
"""

LIMITS = "CASE priority WHEN 'P1' THEN 57600 WHEN 'P2' THEN 86400 ELSE 115200 END"
PLAIN = """
SELECT priority, count(*), count(*) FILTER (epoch(resolved) - epoch(opened) > {limits})
FROM read_parquet('{tickets}')
WHERE opened >= TIMESTAMP '2027-10-31 22:00:00' AND opened < TIMESTAMP '2027-11-30 22:00:00' GROUP BY priority
"""
PAUSED = """
SELECT priority, count(*), count(*) FILTER (epoch(resolved) - epoch(opened) - coalesce(paused, 0) > {limits})
FROM read_parquet('{tickets}') AS t
LEFT JOIN (
  SELECT id, sum(epoch("end") - epoch(start)) AS paused FROM read_parquet('{states}') GROUP BY id
) USING (id)
WHERE opened >= TIMESTAMP '2027-10-31 22:00:00' AND opened < TIMESTAMP '2027-11-30 22:00:00' GROUP BY priority
"""


def generate(count: int, folder: Path) -> None:
    """Tickets of November 2027, most solved within days; every fourth was paused, some twice."""
    import duckdb

    seconds = 30 * 86_400
    with duckdb.connect() as con:
        con.execute("SET threads = 2")
        con.execute(
            f"COPY (SELECT 'INC' || lpad(CAST(i AS VARCHAR), 9, '0') AS id, "
            "['P1', 'P2', 'P2', 'P3', 'P3', 'P3'][CAST(1 + hash(i) % 6 AS BIGINT)] AS priority, "
            f"make_timestamp(CAST((1825020000 + hash(i + 1) % {seconds}) * 1000000 AS BIGINT)) AS opened, "
            f"make_timestamp(CAST((1825020000 + hash(i + 1) % {seconds} + 600 + "
            "CAST(pow((hash(i + 2) % 1000000) / 1000000.0, 11) * 700000 AS UBIGINT)) * 1000000 AS BIGINT)) "
            "AS resolved "
            f"FROM range({count}) AS t(i)) TO '{folder / 'tickets.parquet'}' (FORMAT parquet)"
        )
        con.execute(
            f"COPY (SELECT 'INC' || lpad(CAST(hash(i + 7) % {count} AS VARCHAR), 9, '0') AS id, "
            "'waiting_for_customer' AS state, make_timestamp(CAST(begun * 1000000 AS BIGINT)) "
            "AS start, "
            'make_timestamp(CAST((begun + 300 + hash(i + 3) % 20000) * 1000000 AS BIGINT)) AS "end" '
            "FROM (SELECT i, "
            f"1825020000 + hash(hash(i + 7) % {count} + 1) % {seconds} + hash(i + 4) % 7200 AS begun "
            f"FROM range({count * 28 // 100}) AS t(i))) TO '{folder / 'states.parquet'}' (FORMAT parquet)"
        )


def cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def hand_written(query: str, folder: Path) -> dict[str, float]:
    import duckdb

    files = {"tickets": folder / "tickets.parquet", "states": folder / "states.parquet"}
    text = query.format(limits=LIMITS, **files)
    with duckdb.connect(config={"threads": 2}) as con:
        begun, used = time.perf_counter(), cpu()
        con.execute(text).fetchall()
        return {"cpu": cpu() - used, "clock": time.perf_counter() - begun}


def ours(folder: Path) -> dict[str, float]:
    from sladsl.compiler import compile_files
    from sladsl.data.bindings import bindings
    from sladsl.data.gather import gather
    from sladsl.data.store import Store
    from sladsl.evaluate.evaluate import evaluate

    house = compile_files({"a.sla": SOURCE}).house
    agreement = house.agreements["A"]
    cycle = agreement.promises[0].period
    period = cycle.at("2027-11") if cycle else None
    if period is None:
        sys.exit("the agreement has no such month")
    given = bindings([f"tickets={folder / 'tickets.parquet'}", f"tickets.states={folder / 'states.parquet'}"])
    with Store() as store:
        store.run("SET threads = 2")
        begun, used = time.perf_counter(), cpu()
        gathered = gather(agreement, period, given, store)
        read = cpu()
        results = evaluate(agreement, gathered.facts, period, house.metrics)
        done = {"cpu": cpu() - used, "clock": time.perf_counter() - begun, "read": read - used}
    if gathered.found or any(r.measured.value is None for r in results):
        sys.exit("the generated files were not read whole")
    return {**done, "late": sum(len(r.measured.counted) for r in results)}


WORK = {
    "wall time": lambda folder: hand_written(PLAIN, folder),
    "wall time, pauses taken off": lambda folder: hand_written(PAUSED, folder),
    "sladsl: working time, holidays, pauses": ours,
}


def measured(work: str, folder: Path) -> tuple[dict[str, float], float]:
    """What a process of its own measured, and its largest memory in MB."""
    with tempfile.TemporaryFile() as output:
        command = [sys.executable, __file__, "--work", work, "--folder", str(folder)]
        process = subprocess.Popen(command, stdout=output)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        output.seek(0)
        if process.returncode:
            sys.exit(f"{' '.join(command)} ended with {process.returncode}")
        return json.loads(output.read()), usage.ru_maxrss / 1000


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure tickets in working time beside plain queries.")
    parser.add_argument("--count", type=int, default=10_000_000)
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--work", choices=sorted(WORK), help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.work:
        print(json.dumps(WORK[arguments.work](arguments.folder)))
        return
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        generate(arguments.count, folder)
        pauses = arguments.count * 28 // 100
        print(f"{arguments.count:,} tickets, {pauses:,} pauses, least of {arguments.repeat}\n")
        print("| query | CPU s | clock s | times the first | times the second | MB |")
        print("|---|---:|---:|---:|---:|---:|")
        yardsticks: list[float] = []
        for work in WORK:
            runs = [measured(work, folder) for _ in range(arguments.repeat)]
            best = min((run for run, _ in runs), key=lambda run: run["cpu"])
            yardsticks.append(best["cpu"])
            ratios = [f"{best['cpu'] / each:.1f}" for each in yardsticks[:2]] + [""] * (2 - len(yardsticks))
            figures = [f"{best['cpu']:.2f}", f"{best['clock']:.2f}", *ratios]
            print(f"| {work} | {' | '.join(figures)} | {max(size for _, size in runs):.0f} |", flush=True)
        print(f"\nOf ours {best['read']:.2f} s reading and checking; {best['late']:,.0f} late tickets.")


if __name__ == "__main__":
    main()
