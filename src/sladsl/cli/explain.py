"""`sla explain`: explains a finding by its code, or something declared by its name."""

from __future__ import annotations

import difflib

import click

from sladsl.cli.entry import CLEAN
from sladsl.cli.project import find_projects
from sladsl.compiler import Compilation
from sladsl.compiler.explanation import declared_names, explain
from sladsl.diagnostics import catalogue
from sladsl.diagnostics.diagnostic import Rule
from sladsl.resources import data_folder


@click.command()
@click.argument("what")
@click.argument("path", default=".", type=click.Path())
def command(what: str, path: str) -> int:
    """Explain WHAT: a finding such as SLA0301 or unresolved-name, or a name declared under PATH.

    `Kesko` explains an agreement, `Kesko.uptime` one of its guarantees.
    """
    rule = catalogue.find(what)
    if rule is not None:
        print(_page(rule), end="")
        return CLEAN
    try:
        projects = find_projects((path,))
    except click.UsageError:
        if _is_code(what):
            raise click.UsageError(_no_such_rule(what)) from None
        raise
    (project,) = projects
    house = Compilation(project.paths, project.read).house
    told = explain(house, what, project.shown)
    if told is None:
        names = [*declared_names(house), *(r.name for r in catalogue.all_rules())]
        near = difflib.get_close_matches(what, names, n=3, cutoff=0.6)
        hint = f"Did you mean {' or '.join(near)}?" if near else "Nothing of that name is declared here."
        if _is_code(what):
            hint = _no_such_rule(what)
        raise click.UsageError(f"There is nothing called '{what}'. {hint}")
    print(told)
    return CLEAN


def _is_code(what: str) -> bool:
    return what.upper().startswith("SLA") and what[3:].isdigit()


def _no_such_rule(code: str) -> str:
    codes = [r.code for r in catalogue.all_rules()]
    near = difflib.get_close_matches(code.upper(), codes, n=3)
    return (
        f"No finding has the code {code}. Near it are {', '.join(near)}." if near else f"No finding {code}."
    )


def _page(rule: Rule) -> str:
    """The page of a finding, as it stands in the documentation."""
    page = data_folder("docs/diagnostics") / f"{rule.code}-{rule.name}.md"
    if page.is_file():
        return page.read_text(encoding="utf-8")
    return f"{rule.code} {rule.name} ({rule.severity.value}): {rule.summary}\n"
