"""`sla check`: looks for what is wrong in agreements."""

from __future__ import annotations

import datetime as dt

import click

from sladsl.cli.checking import findings_of, selection_of, tell
from sladsl.cli.choices import if_said
from sladsl.cli.console import exit_code, finding_options, say
from sladsl.cli.date_option import DATE
from sladsl.cli.dates import today
from sladsl.cli.entry import CLEAN, FINDINGS
from sladsl.cli.project import Project, as_shown, find_projects
from sladsl.compiler import Compilation
from sladsl.diagnostics.diagnostic import Diagnostic, Severity
from sladsl.diagnostics.selection import Selection, wrong_name
from sladsl.records import record


@record
class _Fixing:
    """Which fixes are taken, and whether they are only shown."""

    unsafe: bool
    shown_only: bool


@click.command()
@click.argument("paths", nargs=-1, type=click.Path())
@click.option(
    "--level",
    type=click.Choice([s.value for s in Severity]),
    default="info",
    help="The least severity that is shown and counted.",
)
@click.option(
    "--select", callback=if_said, metavar="FINDINGS",
    help="Only these: names, codes, or beginnings such as SLA07.",
)  # fmt: skip
@click.option("--ignore", default="", metavar="FINDINGS", help="All but these.")
@click.option("--fix", "fix", is_flag=True, help="Mend what can be mended without changing any promise.")
@click.option(
    "--unsafe-fixes", "unsafe", is_flag=True, help="With --fix or --diff: those that change a promise, too."
)
@click.option("--diff", "diff", is_flag=True, help="Change nothing; show what fixes would change.")
@click.option("--as-of", type=DATE, default=None, metavar="DATE", help="The day to check for; default today.")
@click.option("--no-cache", is_flag=True, help="Check everything, whatever was kept of the last run.")
@finding_options
def command(
    paths: tuple[str, ...],
    level: str,
    select: str,
    ignore: str,
    fix: bool,
    unsafe: bool,
    diff: bool,
    as_of: dt.date | None,
    no_cache: bool,
    format_name: str,
    colour: str,
) -> int:
    """Look for what is wrong in the agreements under PATHS (default: here).

    Exits with 0 when nothing is found, 1 on errors and warnings, 2 when a file cannot be read. --select goes
    before the choice that sla.toml makes, --ignore comes on top of it.
    """
    asked = Selection(_names(select, ignoring=False), _names(ignore, ignoring=True))
    fixing = _Fixing(unsafe, diff) if fix or diff else None
    found: list[Diagnostic] = []
    changes = 0
    for project in find_projects(paths):
        selection = selection_of(project, asked)
        if fixing is None:
            findings = findings_of(project, today(as_of), use_cache=not no_cache)
        else:
            compilation, changed = _mended(project, selection, today(as_of), fixing)
            findings = compilation.findings
            changes += changed
        found += as_shown(project, (*project.diagnostics, *selection.of(findings)))
    if fixing is not None and fixing.shown_only:
        return exit_code(found) or (FINDINGS if changes else CLEAN)
    result = tell(found, Severity(level), format_name, colour)
    if unsafe and fixing is None:
        say("nothing was mended: --fix takes the fixes, --diff shows what they would change")
    return result


def _names(given: str, *, ignoring: bool) -> tuple[str, ...]:
    names = tuple(dict.fromkeys(part.strip() for part in given.split(",") if part.strip()))
    for name in names:
        wrong = wrong_name(name, ignoring)
        if wrong is not None:
            reason, way_out = (text.replace("`", "'") for text in wrong)
            raise click.UsageError(
                f"{reason}. {way_out[:1].upper()}{way_out[1:]}{'' if way_out[-1] == '?' else '.'}"
            )
    return names


def _mended(project: Project, selection: Selection, day: dt.date, fixing: _Fixing) -> tuple[Compilation, int]:
    """The compilation after the fixes, written or shown as was asked, and how many findings were mended."""
    from sladsl.cli.fixing import mend, show_difference, write_texts

    mended = mend(project, selection, day, unsafe=fixing.unsafe)
    if fixing.shown_only:
        show_difference(project, mended)
    else:
        write_texts(project, mended)
        for finding, title in mended.done:
            place = f"{project.shown(finding.span.source.name)}:{finding.span.line}: " if finding.span else ""
            say(f"{place}{finding.rule.name}: {title}")
    verb = "would be mended" if fixing.shown_only else "mended"
    found = f"{len(mended.done)} finding{'s' if len(mended.done) != 1 else ''}" if mended.done else "nothing"
    say(f"{found} {verb}")
    if mended.left:
        say(f"{mended.left} more can be mended by changing what is promised: add --unsafe-fixes")
    return mended.compilation, len(mended.done)
