"""`sla explain`: explains a finding by its code, or something declared by its name."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from sladsl.cli.choices import one_language
from sladsl.cli.console import say, wants_colour
from sladsl.cli.date_option import DATE
from sladsl.cli.dates import today
from sladsl.cli.entry import CLEAN
from sladsl.cli.houses import house_of
from sladsl.cli.page_text import page_text
from sladsl.cli.project import find_projects
from sladsl.cli.replacing import replace_text
from sladsl.compiler import Compilation
from sladsl.compiler.explanation import declared_names, explain
from sladsl.diagnostics import catalogue
from sladsl.diagnostics.diagnostic import Rule
from sladsl.diagnostics.selection import rules_named
from sladsl.exact.near_words import near_words
from sladsl.model.house import House
from sladsl.resources import data_folder

_WIDTH = 100
_NEAR = 4


@click.command()
@click.argument("what")
@click.argument("path", default=".", type=click.Path())
@click.option(
    "--picture", type=click.Path(file_okay=False), default=None, metavar="DIR",
    help="Draw the proofs of an agreement into this folder, as SVG.",
)  # fmt: skip
@click.option("--lang", "language", default="en", metavar="LANGUAGE", help="Of the pictures; default en.")
@click.option("--as-of", type=DATE, default=None, metavar="DATE", help="The day to prove for; default today.")
def command(what: str, path: str, picture: str | None, language: str, as_of: dt.date | None) -> int:
    """Explain WHAT: a finding such as SLA0301 or unresolved-name, or a name declared under PATH. The
    beginning of a code, such as SLA03, lists the findings that have it.

    `Kesko` explains an agreement, `Kesko.uptime` one of its guarantees: what stands under its promises, and
    how far that proves them. Files that cannot be understood are not explained.
    """
    language = one_language(language)
    rule = catalogue.find(what)
    if rule is not None:
        print(_page(rule), end="")
        return CLEAN
    group = rules_named(what)
    if group:
        print("".join(f"{one.code}  {one.name}: {one.summary}\n" for one in group), end="")
        return CLEAN
    try:
        projects = find_projects((path,))
    except click.UsageError:
        if _is_code(what):
            raise click.UsageError(_no_such_rule(what)) from None
        raise
    (project,) = projects
    if _is_code(what) and what not in declared_names(Compilation(project.paths, project.read).house):
        raise click.UsageError(f"There is nothing called '{what}'. {_no_such_rule(what)}")
    house, wrong = house_of(project, "auto", "nothing was explained")
    if house is None:
        return wrong
    told = explain(house, what, project.shown)
    if told is None:
        raise click.UsageError(f"There is nothing called '{what}'. {_hint(house, what)}")
    print(told)
    _prove(house, what, picture, language, today(as_of))
    return CLEAN


def _prove(house: House, what: str, picture: str | None, language: str, day: dt.date) -> None:
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
    if not promise:
        from sladsl.compiler.stakes import stake_lines

        for line in stake_lines(house, agreement, day):
            print(line)
    if picture is None:
        return
    drawn = pictures(house, agreement, promise, day, language)
    for file in drawn:
        replace_text(Path(picture) / file.path, file.content.decode())
        print(os.path.join(picture, file.path).replace(os.sep, "/"))
    if not drawn:
        say("nothing was drawn: no agreement supports a promise about availability or time here")


def _hint(house: House, what: str) -> str:
    """What was perhaps meant: a promise of that agreement, that promise of another one, or what is alike."""
    name, dot, promise = what.partition(".")
    agreement = house.agreements.get(name)
    if agreement is not None and dot:
        own = list(dict.fromkeys(key for g in agreement.promises for key in (g.name, g.key)))
        near = near_words(promise, own, 3)
        if near:
            return _did_you_mean([f"{name}.{key}" for key in near])
        tables = dict.fromkeys(g.name for g in agreement.promises)
        return f"'{name}' promises {', '.join(tables) or 'nothing'}."
    promises = ((a, g) for a in house.agreements.values() for g in a.promises)
    same = [f"{a.key}.{g.key}" for a, g in promises if what in (g.key, g.name)]
    names = [*declared_names(house), *(r.name for r in catalogue.all_rules())]
    near = tuple(dict.fromkeys(same)) or near_words(what, names, 3)
    return _did_you_mean(near) if near else "Nothing of that name is declared here."


def _did_you_mean(names: Sequence[str]) -> str:
    return f"Did you mean {' or '.join(names[:_NEAR])}?"


def _is_code(what: str) -> bool:
    return what.upper().startswith("SLA") and what[3:].isdigit()


def _no_such_rule(code: str) -> str:
    codes = [r.code for r in catalogue.all_rules()]
    near = near_words(code.upper(), codes, 3)
    return (
        f"No finding has the code {code}. Near it are {', '.join(near)}." if near else f"No finding {code}."
    )


def _page(rule: Rule) -> str:
    """The page of a finding in the documentation, for a terminal; for a pipe as if it had 100 columns."""
    page = data_folder("docs/diagnostics") / f"{rule.code}-{rule.name}.md"
    if page.is_file():
        width = min(shutil.get_terminal_size().columns, _WIDTH) if sys.stdout.isatty() else _WIDTH
        return page_text(page.read_text(encoding="utf-8"), width, colour=wants_colour("auto"))
    return f"{rule.code} {rule.name} ({rule.severity.value}): {rule.summary}\n"
