"""What commands say: data on stdout, talk on stderr, colour where it is wanted."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from typing import TypeVar

from sladsl.cli.entry import CLEAN, FINDINGS, USAGE
from sladsl.diagnostics import catalogue
from sladsl.diagnostics.diagnostic import Diagnostic, Severity
from sladsl.diagnostics.render import FORMATS, render

F = TypeVar("F", bound=Callable[..., object])

_UNREAD = (catalogue.UNREADABLE_FILE, catalogue.NOT_UTF8, catalogue.FILE_TOO_LARGE)


def wants_colour(choice: str, stream: object = None) -> bool:
    """`--colour`, NO_COLOR and FORCE_COLOR, in this order; else whether people watch."""
    if choice != "auto":
        return choice == "always"
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    watched = stream if stream is not None else sys.stdout
    return bool(getattr(watched, "isatty", lambda: False)()) and os.environ.get("TERM") != "dumb"


def finding_options(function: F) -> F:
    """`--format` and `--colour`, wherever findings are printed."""
    import click  # not where nothing but paths is given: it takes longer to import than the check

    for option in (
        click.option("--colour", "--color", type=click.Choice(["auto", "always", "never"]), default="auto"),
        click.option(
            "--format",
            "format_name",
            type=click.Choice(FORMATS),
            default="text",
            help="How findings are printed.",
        ),
    ):
        function = option(function)
    return function


def print_findings(
    diagnostics: Sequence[Diagnostic], format_name: str, colour: str, *, to_stderr: bool = False
) -> None:
    """Findings in a format; machine formats are printed even when there are none."""
    stream = sys.stderr if to_stderr else sys.stdout
    text = render(diagnostics, format_name, colour=wants_colour(colour, stream))
    if text:
        print(text, file=stream, end="" if text.endswith("\n") else "\n")


def exit_code(diagnostics: Sequence[Diagnostic]) -> int:
    """2 when a file could not be read, 1 for an error or a warning, else 0."""
    if any(d.rule in _UNREAD for d in diagnostics):
        return USAGE
    return FINDINGS if any(d.rule.severity is not Severity.INFO for d in diagnostics) else CLEAN


def say(message: str) -> None:
    """Talk: to stderr, behind the data that came before it also where both go to one place."""
    sys.stdout.flush()
    print(message, file=sys.stderr)
