"""Measures ten thousand scenarios, and one-minute intervals of a thousand services, beside plain code.

    python benchmarks/evaluation.py                  # some minutes
    python benchmarks/evaluation.py --scenarios 1000 --services 100

Prints Markdown: CPU seconds, user and system together, of whole processes with start-up, least of several.

- `sla test` runs one outage through one agreement in every scenario and compares whether the promise was
  missed and what is owed. Beside it Python's own `unittest` runs as many methods, each of which divides
  two whole numbers exactly and compares.
- `sla evaluate` reads a file of outages, to the second, and says of every service in how many minutes of
  the month it was down for any part. Beside it one DuckDB query takes the outages apart into minutes and
  counts. Both must find the same minutes.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

from run import least, run, table

HEAD = """\
import std.calendars { Always }
import std.metrics { availability }
party Maker "Maker"
party Buyer "Buyer"
"""
DEAL = """
customer sla {name} "Service levels" {{
  provider Maker
  customer Buyer
  effective 2027-01-01 until 2029-12-31
  hours Always zone "UTC"
  {covers}
  fee monthly = 1_000 EUR per month
  credits {{ automatic }}
  guarantee uptime: {metric} of {service} >= 99.9% per month {{ credit {{ below 99.9%: 10% of monthly }} }}
}}
"""
MINUTES = """\
metric minutes "Good minutes" {
  better higher
  signals up
  value = share of each 1 min where up
  partial minutes count
}
"""
UNIT_TEST = """\
import unittest
from fractions import Fraction

class Tests(unittest.TestCase):
"""
BY_HAND = """\
import duckdb, json, sys
con = duckdb.connect(config={{"threads": 2}})
print(json.dumps(con.execute('''
SELECT service, count(DISTINCT minute) FROM (
  SELECT service, unnest(range(epoch(start)::BIGINT // 60, (epoch("end")::BIGINT + 59) // 60)) AS minute
  FROM read_csv('{outages}')) GROUP BY service ORDER BY service''').fetchall()))
"""


def scenarios(count: int, folder: Path) -> None:
    """An agreement in a file, and files of a hundred scenarios; the same in Python's unit tests."""
    folder.mkdir()
    deal = DEAL.format(name="Deal", covers="", metric="availability", service="Site")
    (folder / "deal.sla").write_text(f'{HEAD}service Site "Site"\n{deal}')
    tests = [UNIT_TEST]
    for first in range(0, count, 100):
        text = ['import "deal.sla" { Deal, Site }\n']
        for number in range(first, min(first + 100, count)):
            minutes = number % 90 + 1
            missed = minutes > 43
            text.append(
                f'scenario "Outage {number}" for Deal in 2027-11 {{\n'
                f"  Site down at 2027-11-{number % 28 + 1:02} {number % 22:02}:{number % 60:02} "
                f"for {minutes} min\n"
                f"  expect {'missed' if missed else 'met'} uptime\n"
                f"  expect credit = {100 if missed else 0} EUR\n}}\n"
            )
            kept = f"Fraction({43_200 - minutes}, 43200) >= Fraction(999, 1000)"
            tests.append(f"    def test_{number}(self):\n        self.assertIs({kept}, {not missed})\n")
        (folder / f"scenarios{first:06}.sla").write_text("".join(text))
    (folder / "test_outages.py").write_text("\n".join([*tests, "unittest.main()\n"]))


def services(count: int, folder: Path) -> None:
    """An agreement over so many services, and twenty outages of each in November 2027."""
    folder.mkdir()
    names = [f"S{number:05}" for number in range(count)]
    declared = "".join(f'service {name} "{name}"\n' for name in names)
    covers = f"covers {', '.join(names)}"
    deal = DEAL.format(name="Deal", covers=covers, metric="minutes", service="each service")
    (folder / "deal.sla").write_text(f"{HEAD}{MINUTES}{declared}{deal}")
    start = datetime(2027, 11, 1, tzinfo=UTC)
    rows = ["service,start,end\n"]
    for number, name in enumerate(names):
        for outage in range(20):
            at = start + timedelta(hours=36 * outage, seconds=number * 37 % 30_000)
            end = at + timedelta(seconds=1 + (number * 20 + outage) * 97 % 5_000)
            rows.append(f"{name},{at:%Y-%m-%dT%H:%M:%SZ},{end:%Y-%m-%dT%H:%M:%SZ}\n")
    (folder / "outages.csv").write_text("".join(rows))
    (folder / "by_hand.py").write_text(BY_HAND.format(outages=folder / "outages.csv"))


def main() -> None:
    parser = argparse.ArgumentParser(
        description="Measure scenarios and one-minute intervals beside plain code."
    )
    parser.add_argument("--scenarios", type=int, default=10_000)
    parser.add_argument("--services", type=int, default=1_000)
    parser.add_argument("--repeat", type=int, default=3)
    arguments = parser.parse_args()
    sla = str(Path(sys.executable).with_name("sla"))
    with tempfile.TemporaryDirectory() as name:
        tests, month = Path(name, "tests"), Path(name, "month")
        scenarios(arguments.scenarios, tests)
        services(arguments.services, month)
        unit = [sys.executable, str(tests / "test_outages.py"), "-q"]
        evaluated = [
            sla, "evaluate", str(month / "deal.sla"), "--period", "2027-11",
            "--data", f"outages={month / 'outages.csv'}",
        ]  # fmt: skip
        by_hand = [sys.executable, str(month / "by_hand.py")]
        results = json.loads(run([*evaluated, "--format", "json"]).output)["statements"][0]["results"]
        down = {r["service"]: int(r["denominator"]) - int(r["numerator"]) for r in results}
        if dict(json.loads(run(by_hand).output)) != down:
            sys.exit("the two do not count the same minutes")
        rows = []
        for what, ours, yardstick in (
            (
                f"{arguments.scenarios:,} scenarios, `sla test` beside `unittest`",
                [sla, "test", str(tests)],
                unit,
            ),
            (
                f"{arguments.services:,} services by the minute, `sla evaluate` beside DuckDB",
                evaluated,
                by_hand,
            ),
        ):
            took, plain = (
                least(arguments.repeat, lambda command=command: run(command).seconds)  # type: ignore[misc]
                for command in (ours, yardstick)
            )
            rows.append([what, f"{took:.2f} s", f"{plain:.2f} s", f"{took / plain:.1f}"])
    print(table(["work", "ours", "yardstick", "ratio"], rows))


if __name__ == "__main__":
    main()
