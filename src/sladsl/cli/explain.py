"""`sla explain`: explains a finding by its code, or something declared by its name."""

from __future__ import annotations

import datetime as dt
import difflib
import os
from pathlib import Path

import click

from sladsl.cli.console import say
from sladsl.cli.dates import DATE, today
from sladsl.cli.entry import CLEAN
from sladsl.cli.project import find_projects
from sladsl.cli.replacing import replace_text
from sladsl.compiler import Compilation
from sladsl.compiler.explanation import declared_names, explain
from sladsl.diagnostics import catalogue
from sladsl.diagnostics.diagnostic import Rule
from sladsl.model.house import House
from sladsl.resources import data_folder


@click.command()
@click.argument("what")
@click.argument("path", default=".", type=click.Path())
@click.option(
    "--picture", type=click.Path(file_okay=False), default=None, metavar="DIR",
    help="Draw the proofs of an agreement into this folder, as SVG.",
)  # fmt: skip
@click.option("--as-of", type=DATE, default=None, metavar="DATE", help="The day to prove for; default today.")
def command(what: str, path: str, picture: str | None, as_of: dt.date | None) -> int:
    """Explain WHAT: a finding such as SLA0301 or unresolved-name, or a name declared under PATH.

    `Kesko` explains an agreement, `Kesko.uptime` one of its guarantees: what stands under its promises, and
    how far that proves them.
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
    _prove(house, what, picture, today(as_of))
    return CLEAN


def _prove(house: House, what: str, picture: str | None, day: dt.date) -> None:
    """What is proven of an agreement or one of its promises; drawn, too, where a folder is given."""
    from sladsl.compiler.proofs import pictures, proof_lines

    name, _, promise = what.partition(".")
    agreement = house.agreements.get(what) or house.agreements.get(name)
    if agreement is None:
        if picture is not None:
            raise click.UsageError(f"'{what}' is no agreement: there are no proofs of it to draw.")
        return
    promise = "" if agreement.key == what else promise
    for line in proof_lines(house, agreement, promise, day):
        print(line)
    if picture is None:
        return
    drawn = pictures(house, agreement, promise, day)
    for file in drawn:
        replace_text(Path(picture) / file.path, file.content.decode())
        print(os.path.join(picture, file.path).replace(os.sep, "/"))
    if not drawn:
        say("nothing was drawn: no agreement supports a promise about availability or time here")


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
