"""`sla diff`: says what changed in meaning between two versions."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import click

from sladsl.cli.console import print_findings, say, wants_colour
from sladsl.cli.entry import CLEAN, FINDINGS, USAGE
from sladsl.cli.project import Project, as_shown, find_projects
from sladsl.compiler import Compilation, in_order
from sladsl.diagnostics.diagnostic import Diagnostic, Label
from sladsl.differences.change import Differences, Effect
from sladsl.model.house import House
from sladsl.records import record, replace
from sladsl.source import Source, Span

_FAILING = ("any", "loosens", "breaks", "none")


@record
class Version:
    """One side of the comparison, and how its files are called for the reader."""

    house: House
    shown: Callable[[str], str]

    def place(self, span: Span) -> tuple[str, int]:
        """The file as the reader knows it, and the line."""
        return self.shown(span.source.name), span.line


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(), metavar="[OLD] NEW")
@click.option("--against", default=None, metavar="REV", help="Compare with a revision of git instead of OLD.")
@click.option(
    "--format",
    "format_name",
    type=click.Choice(["text", "json", "markdown"]),
    default="text",
    help="Markdown is for merge requests.",
)
@click.option(
    "--fail-on",
    type=click.Choice(_FAILING),
    default="any",
    help="Exit with 1 on any change, on what loosens or breaks, on what breaks, on none. Default any.",
)
@click.option("--colour", "--color", type=click.Choice(["auto", "always", "never"]), default="auto")
def command(paths: tuple[str, ...], against: str | None, format_name: str, fail_on: str, colour: str) -> int:
    """Say what changed in meaning from OLD to NEW, two folders or files.

    With --against REV what stands at NEW (default: here) is compared with what git holds in REV. Order,
    layout, comments, file names, version numbers and scenarios mean nothing. Exits with 0 when nothing
    changed in meaning, 1 when something did (see --fail-on), 2 when a version cannot be read.
    """
    if against is None:
        if len(paths) != 2:
            raise click.UsageError("two versions are compared: give OLD and NEW, or --against REV.")
        old, new = _read(paths[0], colour), _read(paths[1], colour)
    else:
        if len(paths) > 1:
            raise click.UsageError("with --against one path is compared: with itself in the revision.")
        path = paths[0] if paths else "."
        if not Path(path).exists():
            gone = "To see what its removal changed, compare the folder it was in."
            raise click.UsageError(f"there is no file or folder '{path}'. {gone}")
        old, new = _read_revision(path, against, colour), _read(path, colour)
    if old is None or new is None:
        way_out = "mend the errors first"
        if against is not None and new is not None:
            way_out = f"'{against}' has errors; compare with a revision that has none"
        say(f"nothing was compared: {way_out}")
        return USAGE
    from sladsl.differences.compare import differences

    found = differences(old.house, new.house)
    sys.stdout.write(_told(found, old, new, format_name, wants_colour(colour)))
    return FINDINGS if _fails(found, fail_on) else CLEAN


def _fails(found: Differences, fail_on: str) -> bool:
    match fail_on:
        case "any":
            return bool(found.changes)
        case "loosens":
            return bool(found.count(Effect.LOOSENS) or found.broken or found.doubtful)
        case "breaks":
            return bool(found.broken or found.doubtful)
        case _:
            return False


def _told(found: Differences, old: Version, new: Version, format_name: str, colour: bool) -> str:
    if format_name == "json":
        from sladsl.cli.diff_json import to_json

        return to_json(found, old, new)
    if format_name == "markdown":
        from sladsl.cli.diff_markdown import to_markdown

        return to_markdown(found, old, new)
    from sladsl.cli.diff_text import to_text

    return to_text(found, old, new, colour=colour)


def _read(path: str, colour: str) -> Version | None:
    (project,) = find_projects((path,))
    return _resolved(project, project.shown, colour)


def _read_revision(path: str, revision: str, colour: str) -> Version | None:
    """The same path as it stood in a revision, under the names it has there: `main:house/a.sla`."""
    from sladsl.cli.revisions import repository_of, write_out

    real = Path(path).resolve()
    top = repository_of(real).resolve()
    inside = Path(os.path.relpath(real, top))
    with tempfile.TemporaryDirectory(prefix="sla-diff-") as name:
        folder = Path(name).resolve()
        write_out(top, revision, folder)
        there = folder / inside
        if not there.exists() or (there.is_dir() and not any(there.rglob("*.sla"))):
            raise click.UsageError(f"'{inside.as_posix()}' has no agreements in '{revision}'.")
        (project,) = find_projects((str(there),), folder)

        def shown(file: str) -> str:
            if file.startswith("stdlib/"):
                return file
            return f"{revision}:{(project.root / file).relative_to(folder).as_posix()}"

        return _resolved(project, shown, colour)


def _resolved(project: Project, shown: Callable[[str], str], colour: str) -> Version | None:
    compilation = Compilation(project.paths, project.read)
    found = in_order([*project.diagnostics, *compilation.resolved.diagnostics])
    errors = tuple(d for d in found if d.is_error)
    if not errors:
        return Version(compilation.house, shown)
    if shown == project.shown:
        print_findings(as_shown(project, errors), "text", colour, to_stderr=True)
    else:
        print_findings(_named(errors, shown), "text", colour, to_stderr=True)
    return None


def _named(errors: tuple[Diagnostic, ...], shown: Callable[[str], str]) -> list[Diagnostic]:
    """The same findings in files under the names they have in the revision; nothing there can be mended."""

    def renamed(span: Span) -> Span:
        return Span(Source(shown(span.source.name), span.source.text), span.start, span.end)

    return [
        replace(d, labels=tuple(Label(renamed(la.span), la.message) for la in d.labels), fix=None)
        for d in errors
    ]
