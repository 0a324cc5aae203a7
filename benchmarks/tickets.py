"""Measures ten million tickets in business hours beside the query that one would write by hand for them.

    python benchmarks/tickets.py                   # 10,000,000 tickets, 2,800,000 pauses; a minute or two
    python benchmarks/tickets.py --count 100000
    python benchmarks/tickets.py --shuffled        # the same, the tickets in the order of no column

Prints Markdown. The hand-written query computes response and resolution in business hours (a calendar with
public holidays, in a zone whose clocks change in that month), takes off the pauses in business hours, keeps
the tickets opened in the month, and gives for each priority how many there are and how many were in time. It
believes the files: every ticket has one id, every time is a time and in order, pauses do not overlap and lie
inside their ticket. Ours checks all of that, and names late tickets too; both must give the same numbers.
Every figure is of a process of its own with two threads, the least of several, the two taking turns: seconds
on the clock and CPU seconds, user and system together, both around the work alone. Needs the extra `data`.
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
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

SOURCE = """\
party N "N"
priorities I "I" { P1 "Critical"; P2 "High"; P3 "Normal" }
calendar Office "Office" {
  zone "Europe/Helsinki"
  open Mon-Fri 08:00-17:00
  closed holidays FI
}
metric response "Response" {
  better lower
  value = time from opened to responded
  attributed to opened
}
metric resolution "Resolution" {
  better lower
  value = time from opened to resolved
  attributed to opened
  pause while waiting_for_customer
}
service Desk "Desk" { measure response, resolution from tickets { zone = "UTC" } }
sla A "A" {
  provider N
  effective 2026-01-01
  hours Office zone "Europe/Helsinki"
  priorities I
  covers Desk
  guarantee r1: response of P1 of Desk <= 30 min for 95% of tickets per month
  guarantee r2: response of P2 of Desk <= 1 h for 95% of tickets per month
  guarantee r3: response of P3 of Desk <= 2 h for 95% of tickets per month
  guarantee p1: resolution of P1 of Desk <= 16 h for 95% of tickets per month
  guarantee p2: resolution of P2 of Desk <= 24 h for 95% of tickets per month
  guarantee p3: resolution of P3 of Desk <= 32 h for 95% of tickets per month
}
"""
MONTH = "2027-03"
"""Its clocks change on the 28th, between Good Friday and Easter Monday."""
FIRST, SPAN = 1_803_592_800, 37 * 86_400
"""Tickets are opened from 26 February on, in 37 days: most of them in March."""
HOLIDAYS = {date(2027, 1, 1), date(2027, 1, 6), date(2027, 3, 26), date(2027, 3, 29), date(2027, 5, 1),
            date(2027, 5, 6)}  # fmt: skip

BY_HAND = """
WITH p AS (
  SELECT id, CAST(sum({ended} - {started}) AS BIGINT) AS paused
  FROM (SELECT id, epoch_us(start) // 1000000 AS s, epoch_us("end") // 1000000 AS e
        FROM read_parquet('{states}') WHERE state = 'waiting_for_customer')
  JOIN days AS ds ON ds.day = s // 86400 JOIN days AS de ON de.day = e // 86400 GROUP BY id
), t AS (
  SELECT id, priority, epoch_us(opened) // 1000000 AS o, epoch_us(responded) // 1000000 AS r,
    epoch_us(resolved) // 1000000 AS c
  FROM read_parquet('{tickets}')
  WHERE opened >= TIMESTAMP '2027-02-28 22:00:00' AND opened < TIMESTAMP '2027-03-31 21:00:00'
)
SELECT priority, count(*),
  count(*) FILTER ({responded} - {opened}
    <= CASE priority WHEN 'P1' THEN 1800 WHEN 'P2' THEN 3600 ELSE 7200 END),
  count(*) FILTER ({resolved} - {opened} - coalesce(paused, 0)
    <= CASE priority WHEN 'P1' THEN 57600 WHEN 'P2' THEN 86400 ELSE 115200 END)
FROM t LEFT JOIN p USING (id)
JOIN days AS dopen ON dopen.day = o // 86400
JOIN days AS dr ON dr.day = r // 86400 JOIN days AS dc ON dc.day = c // 86400
GROUP BY priority ORDER BY priority
"""


def generate(count: int, folder: Path, shuffled: bool) -> None:
    """Writes tickets and their pauses: every fourth ticket has one, every thirty-third a second one."""
    import duckdb

    one, two = count // 4, count * 3 // 100
    number = "'INC' || lpad(CAST(i AS VARCHAR), 9, '0') AS id"

    def instant(seconds: str) -> str:
        return f"make_timestamp(CAST(({seconds}) * 1000000 AS BIGINT))"

    def share(salt: int, power: int, most: int) -> str:
        return f"CAST(pow((hash(i + {salt}) % 1000000) / 1000000.0, {power}) * {most} AS UBIGINT)"

    with duckdb.connect(config={"threads": 2}) as con:
        con.execute(
            f"CREATE TABLE t AS SELECT i, {FIRST} + hash(i + 1) % {SPAN} AS o, 60 + {share(2, 5, 9000)} "
            f"AS response, 600 + {share(3, 11, 700000)} AS life FROM range({count}) AS r(i)"
        )
        con.execute(
            f"COPY (SELECT {number}, ['P1', 'P2', 'P2', 'P3', 'P3', 'P3'][CAST(1 + hash(i) % 6 AS BIGINT)] "
            f"AS priority, {instant('o')} AS opened, {instant('o + least(response, life)')} AS responded, "
            f"{instant('o + life')} AS resolved FROM t ORDER BY {'hash(i + 9)' if shuffled else 'i'}) "
            f"TO '{folder / 'tickets.parquet'}' (FORMAT parquet)"
        )
        con.execute(
            f"COPY (SELECT {number}, 'waiting_for_customer' AS state, "
            f'{instant("o + life * b // 100")} AS start, {instant("o + life * e // 100")} AS "end" FROM ('
            f"SELECT n * 7919 % {count} AS i, 5 + hash(n) % 10 AS b, 20 + hash(n + 1) % 30 AS e "
            f"FROM range({one}) AS r(n) UNION ALL "
            f"SELECT n * 7919 % {count}, 60 + hash(n) % 10, 75 + hash(n + 1) % 20 FROM range({two}) AS r(n)"
            f") JOIN t USING (i)) TO '{folder / 'states.parquet'}' (FORMAT parquet)"
        )


def cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def by_hand(folder: Path) -> dict[str, object]:
    """Cases and cases in time by promise, from a table of days and one query."""
    import duckdb

    zone = ZoneInfo("Europe/Helsinki")
    rows: list[tuple[int, int, int, int]] = []
    day, before = date(2027, 2, 1), 0
    while day < date(2027, 6, 1):
        opens, closes = (
            int(datetime(day.year, day.month, day.day, h, tzinfo=zone).timestamp()) for h in (8, 17)
        )
        if day.weekday() > 4 or day in HOLIDAYS:
            closes = opens
        rows.append((opens // 86_400, opens, closes, before))
        before += closes - opens
        day += timedelta(days=1)

    def worked(instant: str, days: str) -> str:
        return f"({days}.before + greatest(least({instant}, {days}.closes) - {days}.opens, 0))"

    query = BY_HAND.format(
        tickets=folder / "tickets.parquet", states=folder / "states.parquet",
        started=worked("s", "ds"), ended=worked("e", "de"), opened=worked("o", "dopen"),
        responded=worked("r", "dr"), resolved=worked("c", "dc"),
    )  # fmt: skip
    with duckdb.connect(config={"threads": 2}) as con:
        begun, used = time.perf_counter(), cpu()
        con.execute("CREATE TABLE days (day BIGINT, opens BIGINT, closes BIGINT, before BIGINT)")
        con.execute("INSERT INTO days VALUES " + ", ".join(map(str, rows)))
        found = con.execute(query).fetchall()
        done = {"cpu": cpu() - used, "clock": time.perf_counter() - begun}
    numbers = {}
    for place, (_, cases, responded, resolved) in enumerate(found, 1):
        numbers[f"r{place}"] = [responded, cases]
        numbers[f"p{place}"] = [resolved, cases]
    return {**done, "numbers": numbers}


def ours(folder: Path) -> dict[str, object]:
    """The same by the evaluation of an agreement, reading of the files included."""
    from sladsl.compiler import compile_files
    from sladsl.data.bindings import bindings
    from sladsl.data.gather import gather
    from sladsl.data.store import Store
    from sladsl.evaluate.evaluate import evaluate

    house = compile_files({"a.sla": SOURCE}).house
    agreement = house.agreements["A"]
    cycle = agreement.promises[0].period
    period = cycle.at(MONTH) if cycle else None
    if period is None:
        sys.exit("the agreement has no such month")
    given = bindings([f"tickets={folder / 'tickets.parquet'}", f"tickets.states={folder / 'states.parquet'}"])
    with Store() as store:
        store.run("SET threads = 2")
        begun, used = time.perf_counter(), cpu()
        gathered = gather(agreement, period, given, store)
        results = evaluate(agreement, gathered.facts, period, house.metrics)
        done = {"cpu": cpu() - used, "clock": time.perf_counter() - begun}
    if gathered.found:
        sys.exit("the generated files were not read whole")
    numbers = {
        r.guarantee.key: [int(r.measured.numerator or 0), int(r.measured.denominator or 0)] for r in results
    }
    return {**done, "numbers": numbers}


WORK = {"by hand, in DuckDB": by_hand, "sladsl": ours}


def measured(work: str, folder: Path) -> tuple[dict[str, float], dict[str, list[int]]]:
    """What a process of its own measured, its largest memory in MB, and the numbers that it came to."""
    with tempfile.TemporaryFile() as output:
        command = [sys.executable, __file__, "--work", work, "--folder", str(folder)]
        process = subprocess.Popen(command, stdout=output)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        output.seek(0)
        if process.returncode:
            sys.exit(f"{' '.join(command)} ended with {process.returncode}")
        found = json.loads(output.read())
    return {"cpu": found["cpu"], "clock": found["clock"], "size": usage.ru_maxrss / 1000}, found["numbers"]


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure tickets in business hours beside a query by hand.")
    parser.add_argument("--count", type=int, default=10_000_000)
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--shuffled", action="store_true", help="tickets in no order")
    parser.add_argument("--work", choices=["generate", *WORK], help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.work == "generate":  # in a process of its own: what one starts inherits its largest memory
        generate(arguments.count, arguments.folder, arguments.shuffled)
        return
    if arguments.work:
        print(json.dumps(WORK[arguments.work](arguments.folder)))
        return
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        making = [
            sys.executable,
            __file__,
            "--work",
            "generate",
            "--folder",
            name,
            "--count",
            str(arguments.count),
        ]
        subprocess.run([*making, *(["--shuffled"] if arguments.shuffled else [])], check=True)
        runs: dict[str, list[dict[str, float]]] = {work: [] for work in WORK}
        numbers: dict[str, dict[str, list[int]]] = {}
        for _ in range(arguments.repeat):
            for work in WORK:
                run, numbers[work] = measured(work, folder)
                runs[work].append(run)
    first, second = numbers.values()
    if first != second:
        sys.exit(f"the two do not agree:\n{first}\n{second}")
    pauses = arguments.count // 4 + arguments.count * 3 // 100
    print(f"{arguments.count:,} tickets, {pauses:,} pauses, least of {arguments.repeat}\n")
    print("| query | clock s | ratio | CPU s | ratio | MB |")
    print("| --- | ---: | ---: | ---: | ---: | ---: |")
    least = {w: {name: min(r[name] for r in some) for name in ("clock", "cpu")} for w, some in runs.items()}
    yardstick = least["by hand, in DuckDB"]
    for work, best in least.items():
        figures = [f"{best[name]:.2f} | {best[name] / yardstick[name]:.2f}" for name in ("clock", "cpu")]
        print(f"| {work} | {' | '.join(figures)} | {max(r['size'] for r in runs[work]):.0f} |")
    cases = sum(whole for _, whole in first.values())
    late = sum(whole - kept for kept, whole in first.values())
    print(f"\nBoth found {late:,} late of {cases:,} cases of six promises.")


if __name__ == "__main__":
    main()
