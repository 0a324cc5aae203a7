"""`sla build`: writes contracts and monitoring from agreements."""

from __future__ import annotations

import datetime as dt
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from sladsl.backends.output import OutputFile
from sladsl.backends.registry import names
from sladsl.cli.choices import if_said, languages_option, listed
from sladsl.cli.console import exit_code, finding_options, print_findings, say
from sladsl.cli.date_option import DATE
from sladsl.cli.dates import today
from sladsl.cli.entry import CLEAN
from sladsl.cli.project import Project, as_shown, find_projects
from sladsl.cli.settings import Settings
from sladsl.cli.writing import Written, write
from sladsl.compiler import Compilation, in_order
from sladsl.compiler.outputs import BuildOptions, Progress, build, owns
from sladsl.diagnostics.diagnostic import Diagnostic, Severity
from sladsl.diagnostics.selection import Selection
from sladsl.lower.document import Edition
from sladsl.model.house import House

_EDITIONS = {
    "external": (Edition.EXTERNAL,),
    "internal": (Edition.INTERNAL,),
    "both": (Edition.EXTERNAL, Edition.INTERNAL),
}


@click.command()
@click.argument("path", default=".", type=click.Path())
@click.option(
    "--to", "to", callback=if_said, metavar="FORMATS", help="Such as pdf,markdown,prometheus; default all."
)
@languages_option
@click.option(
    "--out", type=click.Path(file_okay=False), default=None, help="The folder to write; default out."
)
@click.option("--only", "only", callback=if_said, metavar="NAMES", help="Only these agreements.")
@click.option(
    "--edition", type=click.Choice(sorted(_EDITIONS)), default="external", help="For whom the text is."
)
@click.option(
    "--as-of", type=DATE, default=None, metavar="DATE", help="Monitor what is in force then; default today."
)
@click.option("--lossy", is_flag=True, help="Leave out what a format cannot express, with a warning.")
@click.option("--quiet", "-q", is_flag=True, help="Leave out what `sla check` finds beside errors.")
@finding_options
def command(
    path: str,
    to: str,
    languages: str,
    out: str | None,
    only: str,
    edition: str,
    as_of: dt.date | None,
    lossy: bool,
    quiet: bool,
    format_name: str,
    colour: str,
) -> int:
    """Write the contracts and the monitoring of the agreements under PATH (default: here).

    Nothing is written when anything is an error; what `sla check` finds beside errors is shown, too. Files
    that an earlier build wrote and this one no longer does are removed; a build with --to or --lang looks
    after the files of those only, one with --only after none but its own.
    """
    from sladsl.lower.bundle import languages as known_languages

    (project,) = find_projects((path,))
    settings = project.settings
    wanted_languages = listed(known_languages(), "language of contracts", languages)
    compilation = Compilation(project.paths, project.read, today(as_of), whole=project.whole)
    chosen = Selection(settings.select, settings.ignore)
    found = [*project.diagnostics, *_shown(compilation, chosen, quiet=quiet)]
    if any(d.is_error and not _accepted(d, settings) for d in found):
        return _stop(project, found, format_name, colour)
    options = BuildOptions(
        as_of=today(as_of),
        to=listed(names(), "format", ",".join(settings.to)),
        only_to=listed(names(), "format", to),
        languages=listed(known_languages(), "language of contracts", ",".join(settings.languages)),
        only_languages=wanted_languages,
        editions=_EDITIONS[edition],
        agreements=listed(tuple(compilation.house.agreements), "agreement", only),
        runbook=settings.runbook,
        lossy=lossy,
        settings=settings.backends,
    )
    outcome = build(compilation.house, options, _progress())
    found += outcome.diagnostics
    if outcome.has_errors:
        return _stop(project, found, format_name, colour)
    print_findings(as_shown(project, in_order(found)), format_name, colour, to_stderr=True)
    _mention(compilation.house, options, found)
    folder = Path(out) if out is not None else project.root / settings.out
    digests = {name: source.digest for name, source in compilation.house.sources.items()}
    written = write(folder, outcome.value, digests, lambda file: owns(file, options))
    _tell(folder, outcome.value, written)
    return CLEAN


def _shown(compilation: Compilation, chosen: Selection, *, quiet: bool) -> Iterator[Diagnostic]:
    """All errors, and what `sla check` shows beside them unless that is not wanted."""
    for one in compilation.findings:
        if one.is_error or (not quiet and chosen.shows(one.rule)):
            yield one


def _accepted(one: Diagnostic, settings: Settings) -> bool:
    """Whether the project builds despite such a finding; what cannot be read or resolved is never built."""
    named = one.rule.code in settings.despite or one.rule.name in settings.despite
    return named and one.rule.code >= "SLA03"


def _mention(house: House, options: BuildOptions, found: list[Diagnostic]) -> None:
    """What a reader of the outputs would otherwise wonder about."""
    errors = sum(1 for d in found if d.is_error)
    if errors:
        say(f"built despite {errors} error{'s' if errors != 1 else ''} that sla.toml lists under `despite`")
    if not options.formats or "prometheus" in options.formats:
        in_force = {a.key for a in house.in_force(options.as_of)}
        waiting = [key for key in options.agreements or house.agreements if key not in in_force]
        if waiting:
            say(f"not in force on {options.as_of}, so not watched: {', '.join(waiting)}")


def _stop(project: Project, found: list[Diagnostic], format_name: str, colour: str) -> int:
    shown = as_shown(project, in_order(found))
    print_findings(shown, format_name, colour, to_stderr=True)
    errors = sum(1 for d in shown if d.rule.severity is Severity.ERROR)
    say(f"nothing was written: {errors} error{'s' if errors != 1 else ''} to mend first")
    return exit_code(shown)


def _progress() -> Progress:
    """A line on stderr that is rewritten while people watch; nothing in a log."""
    watched = sys.stderr.isatty()

    def hear(done: int, total: int, what: str) -> None:
        if watched:
            line = f"building {done}/{total} {what}" if done < total else ""
            print(f"\r\x1b[K{line}", end="", file=sys.stderr, flush=True)

    return hear


def _tell(folder: Path, files: tuple[OutputFile, ...], written: Written) -> None:
    """What was written, by folder, on stdout."""
    shown = os.path.relpath(folder).replace(os.sep, "/")
    counts: dict[tuple[str, str], int] = {}
    for file in files:
        place, _, name = file.path.rpartition("/")
        ending = ".".join(name.split(".")[-2:]) if place == "prometheus/rules" else name.rpartition(".")[2]
        counts[(place, ending)] = counts.get((place, ending), 0) + 1
    for (place, ending), count in sorted(counts.items()):
        print(f"{shown}/{place + '/' if place else ''}  {count} {ending}")
    print(f"{len(files)} files, {len(written.changed)} changed, {len(written.removed)} removed")
    for path in written.kept:
        say(f"{shown}/{path} is no longer built but was changed by hand: it is left there")
