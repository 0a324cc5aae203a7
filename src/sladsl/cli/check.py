"""`sla check`: looks for what is wrong in agreements."""

from __future__ import annotations

import datetime as dt

import click

from sladsl.cli.console import exit_code, finding_options, print_findings, say
from sladsl.cli.dates import DATE, today
from sladsl.cli.project import as_shown, find_projects
from sladsl.compiler import Compilation
from sladsl.diagnostics.diagnostic import Diagnostic, Severity

_WEIGHT = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}


@click.command()
@click.argument("paths", nargs=-1, type=click.Path())
@click.option(
    "--level",
    type=click.Choice([s.value for s in Severity]),
    default="info",
    help="The least severity that is shown and counted.",
)
@click.option("--as-of", type=DATE, default=None, metavar="DATE", help="The day to check for; default today.")
@finding_options
def command(paths: tuple[str, ...], level: str, as_of: dt.date | None, format_name: str, colour: str) -> int:
    """Look for what is wrong in the agreements under PATHS (default: here).

    Exits with 0 when nothing is found, 1 on errors and warnings, 2 when a file cannot be read.
    """
    limit = _WEIGHT[Severity(level)]
    found: list[Diagnostic] = []
    for project in find_projects(paths):
        compilation = Compilation(project.paths, project.read, today(as_of))
        found += as_shown(project, (*project.diagnostics, *compilation.findings))
    shown = [d for d in found if _WEIGHT[d.rule.severity] <= limit]
    print_findings(shown, format_name, colour)
    if not shown and format_name == "text":
        say("nothing found")
    return exit_code(shown)
