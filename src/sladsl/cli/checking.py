"""What `sla check` does when its command line has been read, or needs no reading."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from sladsl.cli.console import exit_code, print_findings, say
from sladsl.cli.dates import today
from sladsl.cli.project import NothingThere, Project, as_shown, projects_under
from sladsl.diagnostics.diagnostic import Diagnostic, Severity
from sladsl.diagnostics.selection import Selection

_WEIGHT = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}


def plain_check(paths: tuple[str, ...]) -> int | None:
    """The whole command with nothing but paths: its exit code.

    None when there is nothing to check under them: that is said together with how the command is used.
    """
    try:
        projects = projects_under(paths)
    except NothingThere:
        return None
    found: list[Diagnostic] = []
    for project in projects:
        findings = findings_of(project, today(None), use_cache=True)
        found += as_shown(project, (*project.diagnostics, *selection_of(project, Selection()).of(findings)))
    return tell(found, Severity.INFO, "text", "auto")


def findings_of(project: Project, day: dt.date, *, use_cache: bool) -> tuple[Diagnostic, ...]:
    """What is found in a project; of a whole one only what changed since the last run is looked at anew."""
    if not use_cache or not project.whole:
        from sladsl.compiler import Compilation

        return Compilation(project.paths, project.read, day, whole=project.whole).findings
    from sladsl.cli import check_cache
    from sladsl.compiler.incremental import checked

    known = check_cache.load(project.root, day)
    result = checked(project.paths, project.read, day, whole=True, kept=known)
    if result.kept is not None:
        check_cache.store(project.root, day, result.kept)
    return result.findings


def selection_of(project: Project, asked: Selection) -> Selection:
    """What the command line asks for goes before the settings: who selects sees what was selected."""
    if asked.select:
        return asked
    settings = project.settings
    return Selection(settings.select, (*settings.ignore, *asked.ignore))


def tell(found: Sequence[Diagnostic], least: Severity, format_name: str, colour: str) -> int:
    """Prints the findings of at least that severity, and gives the exit code that they lead to."""
    shown = [d for d in found if _WEIGHT[d.rule.severity] <= _WEIGHT[least]]
    print_findings(shown, format_name, colour)
    if not shown and format_name == "text":
        say("nothing found")
    return exit_code(shown)
