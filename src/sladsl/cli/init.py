"""`sla init`: starts a new house of agreements."""

from __future__ import annotations

import json
from pathlib import Path

import click

from sladsl.cli.console import say
from sladsl.cli.entry import CLEAN

_SETTINGS = """\
# Settings of this house. Everything that is agreed stands in the .sla files.

[project]
name = {name}

[build]
languages = ["en"]
"""

_IGNORED = ".gitignore"

_AGREEMENT = """\
# A first agreement: change the names, then run `sla check` and `sla build`.
import std.calendars {{ Always }}
import std.metrics {{ availability }}
import std.clauses {{ disputes, changes, escalation_contacts, measurement_records }}

party Provider "Example Provider Ltd" {{
  country FI
  address "1 Example Street, Helsinki"
  contact "service@example.com"
  signatory "First Last", "Managing Director"
}}

party Customer "Example Customer Ltd" {{
  country FI
  address "2 Example Street, Helsinki"
  contact "office@example.org"
  signatory "First Last", "Chief Information Officer"
}}

service Website "Website" {{
  owner Provider
  includes "the public pages"
  excludes "pages of other providers"
  measure availability from prometheus {{
    errors   = `sum(rate(http_requests_total{{job="website",code=~"5.."}}[$range]))`
    requests = `sum(rate(http_requests_total{{job="website"}}[$range]))`
  }}
}}

sla Web "Service level agreement" {{
  provider Provider
  customer Customer
  effective {year}-01-01 until {next_year}-12-31, renews for 12 months, notice 90 days
  hours Always zone "Europe/Helsinki"
  fee monthly = 1_000 EUR per month

  guarantee uptime: availability of Website >= 99.9% per month {{
    round to 3 decimals half up
    credit {{
      below 99.9%: 10% of monthly
      below 99.0%: 25% of monthly
    }}
    alert at 50%, 80%, 100% of budget
  }}

  credits {{
    combine highest
    cap 25% of monthly per month
    claim within 30 days of period end
  }}
  report uptime each month within 5 working days
  duty customer "Report an outage when it is noticed."
  review every 12 months
  include disputes, changes, escalation_contacts, measurement_records
  law FI
}}
"""


@click.command()
@click.argument("folder", default=".", type=click.Path(file_okay=False))
@click.option("--name", default=None, help="The name of the house; default the folder's.")
def command(folder: str, name: str | None) -> int:
    """Write a first agreement and its settings into FOLDER (default: here); overwrite nothing."""
    from sladsl.cli.dates import today
    from sladsl.cli.settings import Settings

    target = Path(folder)
    called = name or target.resolve().name
    shown = "".join(c if c.isprintable() else " " for c in called)
    year = today(None).year
    files = {
        "sla.toml": _SETTINGS.format(name=json.dumps(shown, ensure_ascii=False)),
        "agreement.sla": _AGREEMENT.format(year=year, next_year=year + 1),
    }
    there = [file for file in files if (target / file).exists()]
    if there:
        raise click.UsageError(f"{' and '.join(there)} already there: nothing was written")
    if not (target / _IGNORED).exists():
        files[_IGNORED] = f"/{Settings().out}/\n"
    target.mkdir(parents=True, exist_ok=True)
    try:
        for file, text in files.items():
            (target / file).write_text(text, encoding="utf-8")
    except OSError as problem:
        for file in files:
            (target / file).unlink(missing_ok=True)
        raise OSError(problem.errno, problem.strerror, problem.filename or str(target)) from problem
    for file in files:
        print(target / file)
    say("next: `sla check` and `sla build` in that folder")
    return CLEAN
