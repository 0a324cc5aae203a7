"""What commands begin with that look into one house: the house without errors, and an agreement in it."""

from __future__ import annotations

import click

from sladsl.cli.choices import did_you_mean
from sladsl.cli.console import exit_code, print_findings, say
from sladsl.cli.project import Project, as_shown
from sladsl.compiler import Compilation, in_order
from sladsl.model.agreements import Agreement
from sladsl.model.house import House


def house_of(project: Project, colour: str, undone: str) -> tuple[House | None, int]:
    """The house of a project and 0; None and the exit code when it has errors, which are printed.

    `undone` says what is not done because of them, as in `nothing was written`.
    """
    compilation = Compilation(project.paths, project.read)
    broken = in_order([*project.diagnostics, *compilation.resolved.diagnostics])
    if not any(d.is_error for d in broken):
        return compilation.house, 0
    shown = as_shown(project, broken)
    print_findings(shown, "text", colour, to_stderr=True)
    say(f"{undone}: mend the errors first")
    return None, exit_code(shown)


def agreement_of(house: House, name: str) -> Agreement:
    """The agreement of that name. Raises click.UsageError with the nearest name when there is none."""
    if name not in house.agreements:
        raise click.UsageError(f"There is no agreement '{name}'.{did_you_mean(name, house.agreements)}")
    return house.agreements[name]
