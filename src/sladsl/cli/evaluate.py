"""`sla evaluate`: measured data in, compliance and money out."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import click

from sladsl.cli.choices import if_said
from sladsl.cli.console import exit_code, print_findings
from sladsl.cli.data_sources import Servers, data_for, data_option, opened, servers
from sladsl.cli.evaluation_json import evaluation_json
from sladsl.cli.evaluation_text import evaluation_text
from sladsl.cli.houses import agreement_of, house_of
from sladsl.cli.periods import in_order as oldest_first
from sladsl.cli.periods import labels_of
from sladsl.cli.project import as_shown, find_projects
from sladsl.data.bindings import Bindings
from sladsl.data.course import course
from sladsl.data.findings import bad_source
from sladsl.data.gather import Counts
from sladsl.data.mates import mates_of
from sladsl.data.statements import main_period
from sladsl.data.store import Store, Unreadable
from sladsl.diagnostics.diagnostic import Diagnostic
from sladsl.evaluate.mates import Mates
from sladsl.evaluate.results import Statement
from sladsl.model.agreements import Agreement
from sladsl.model.house import House
from sladsl.records import field, record


@record(frozen=False)
class Evaluated:
    """The statements, to each the records of cases that were read for it (None without files), and what was
    found in the data."""

    statements: list[Statement] = field(default_factory=list)
    counts: list[Counts | None] = field(default_factory=list)
    found: list[Diagnostic] = field(default_factory=list)


@click.command()
@click.argument("path", default=".", type=click.Path())
@click.option(
    "--period", "periods", multiple=True, required=True, metavar="PERIOD",
    help="Such as 2027-11, 2027-Q4, 2027 or 2027-01..2027-12; may be repeated.",
)  # fmt: skip
@data_option
@click.option("--only", callback=if_said, metavar="AGREEMENT", help="One agreement; default all in force.")
@click.option("--format", "format_name", type=click.Choice(["text", "json"]), default="text")
@click.option("--colour", "--color", type=click.Choice(["auto", "always", "never"]), default="auto")
def command(
    path: str, periods: tuple[str, ...], given: tuple[str, ...], only: str, format_name: str, colour: str
) -> int:
    """Say which promises of the agreements under PATH (default: here) were kept, and what is owed.

    Exits with 0 when all data was read, whether or not promises were kept; 1 when something in the source or
    in the data is wrong, records left out among it; 2 when a file of the source cannot be read, or the
    command itself is wrong.
    """
    groups = labels_of(periods)
    (project,) = find_projects((path,))
    house, code = house_of(project, colour, "nothing was evaluated")
    if house is None:
        return code
    chosen = _chosen(house, only, groups)
    data = data_for(project, (house,), given)
    made, served, labels = Evaluated(), servers(project), oldest_first(groups)
    try:
        with opened(data, (house,), made.found) as store:
            # Agreement after agreement, so that the data of one are gone before the next.
            mates = mates_of(house, data, store, served, made.found)
            for agreement in chosen:
                _evaluate(house, agreement, labels, data, store, served, made, mates)
    except Unreadable as problem:
        made.found.append(bad_source(str(problem), None, problem.way_out))
    shown = as_shown(project, tuple(dict.fromkeys(made.found)))
    print_findings(shown, "text", colour, to_stderr=True)
    if format_name == "json":
        sys.stdout.write(evaluation_json(made.statements, made.counts, shown, project.shown))
    else:
        sys.stdout.write(evaluation_text(made.statements, made.counts, project.shown))
    return exit_code(shown)


def _chosen(house: House, only: str, groups: Sequence[Sequence[str]]) -> list[Agreement]:
    """The agreements that decide something in any of the periods."""
    wanted = [agreement_of(house, only)] if only else list(house.agreements.values())
    found: dict[str, Agreement] = {}
    for group in groups:
        deciding = [a for a in wanted if any(main_period(a, label) for label in group)]
        if not deciding:
            asked = group[0] if len(group) == 1 else f"{group[0]} to {group[-1]}"
            raise click.UsageError(
                f"nothing in '{only}' is decided for {asked}"
                if only
                else f"no agreement decides anything for {asked}"
            )
        found.update((a.key, a) for a in deciding)
    return [agreement for agreement in wanted if agreement.key in found]


def _evaluate(
    house: House,
    agreement: Agreement,
    labels: Sequence[str],
    data: Bindings,
    store: Store | None,
    served: Servers,
    made: Evaluated,
    mates: Mates,
) -> None:
    """Adds to `made` what came of one agreement."""
    mine = [label for label in labels if main_period(agreement, label) is not None]
    found = course(house, agreement, mine, data, store, served, mates=mates)
    made.statements += found.statements
    made.counts += [found.counts.get(label) for label in mine]
    made.found += found.found
