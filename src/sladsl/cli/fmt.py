"""`sla fmt`: lays agreements out the one way."""

from __future__ import annotations

import difflib
import sys

import click

from sladsl.cli.console import exit_code, finding_options, print_findings, say
from sladsl.cli.entry import CLEAN, FINDINGS
from sladsl.cli.line_ends import with_line_ends_of
from sladsl.cli.project import Project, as_shown, decoded, find_projects
from sladsl.cli.replacing import replace_text
from sladsl.diagnostics.diagnostic import Diagnostic
from sladsl.source import Source
from sladsl.syntax.format import format_source


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(allow_dash=True))
@click.option(
    "--check", "check_only", is_flag=True, help="Change nothing; exit with 1 when something would change."
)
@click.option("--diff", "diff", is_flag=True, help="Change nothing; show what would change.")
@finding_options
def command(paths: tuple[str, ...], check_only: bool, diff: bool, format_name: str, colour: str) -> int:
    """Lay out the agreements under PATHS (default: here); `-` reads stdin and writes stdout.

    A file with syntax errors is left as it is.
    """
    if paths == ("-",):
        return _filter(format_name, colour)
    found: list[Diagnostic] = []
    changed = total = 0
    for project in find_projects(paths):
        broken: list[Diagnostic] = list(project.diagnostics)
        for path in project.paths:
            total += 1
            new = _formatted(project, path, broken)
            if new is None:
                continue
            changed += 1
            if diff:
                _show(project, path, new)
            elif check_only:
                print(project.shown(path))
            else:
                file = project.root / path
                replace_text(file, with_line_ends_of(file, new))
        found += as_shown(project, tuple(broken))
    print_findings(found, format_name, colour, to_stderr=True)
    dry = check_only or diff
    say(f"{changed} of {total} files {'would change' if dry else 'changed'}")
    return exit_code(found) or (FINDINGS if dry and changed else CLEAN)


def _filter(format_name: str, colour: str) -> int:
    source = decoded(sys.stdin.buffer.read(), "<stdin>")
    if not isinstance(source, Source):
        print_findings((source,), format_name, colour, to_stderr=True)
        return exit_code((source,))
    outcome = format_source(source)
    print_findings(outcome.diagnostics, format_name, colour, to_stderr=True)
    if not outcome.has_errors:
        sys.stdout.write(outcome.value)
    return exit_code(outcome.diagnostics)


def _formatted(project: Project, path: str, broken: list[Diagnostic]) -> str | None:
    """The new text of a file, None when it stays as it is."""
    source = project.read(path)
    if not isinstance(source, Source):
        broken.extend([source] if source is not None else [])
        return None
    outcome = format_source(source)
    broken.extend(outcome.diagnostics)
    return None if outcome.has_errors or outcome.value == source.text else outcome.value


def _show(project: Project, path: str, new: str) -> None:
    old = (project.root / path).read_text(encoding="utf-8")
    name = project.shown(path)
    lines = difflib.unified_diff(old.splitlines(True), new.splitlines(True), name, f"{name} (formatted)")
    sys.stdout.writelines(lines)
