"""`sla evaluate`: measured data in, compliance and money out."""

from __future__ import annotations

import difflib
import sys
from collections.abc import Callable

import click

from sladsl.cli.console import exit_code, print_findings, say
from sladsl.cli.evaluation_json import evaluation_json
from sladsl.cli.evaluation_text import evaluation_text
from sladsl.cli.project import as_shown, find_projects
from sladsl.compiler import Compilation, in_order
from sladsl.data.bindings import Bindings, bindings
from sladsl.data.findings import bad_source
from sladsl.data.gather import Counts, Gathered, gather, strange_services, unused
from sladsl.data.prometheus import read_signals
from sladsl.data.prometheus_api import Api
from sladsl.data.statements import main_period, statement_of
from sladsl.data.store import Store, Unreadable
from sladsl.diagnostics.diagnostic import Diagnostic
from sladsl.evaluate.facts import ServiceFacts
from sladsl.evaluate.results import Statement
from sladsl.exact.periods import Period, kind_of
from sladsl.model.agreements import Agreement
from sladsl.model.house import House

_Reads = Callable[[Agreement, Period], Gathered]


@click.command()
@click.argument("path", default=".", type=click.Path())
@click.option("--period", "label", required=True, metavar="PERIOD", help="Such as 2027-11, 2027-Q4, 2027.")
@click.option(
    "--data", "given", multiple=True, metavar="NAME=FILE",
    help="tickets=tickets.csv, outages=outages.csv, prometheus=http://localhost:9090; may be repeated.",
)  # fmt: skip
@click.option("--only", default="", metavar="AGREEMENT", help="One agreement; default all in force.")
@click.option("--format", "format_name", type=click.Choice(["text", "json"]), default="text")
@click.option("--colour", "--color", type=click.Choice(["auto", "always", "never"]), default="auto")
def command(path: str, label: str, given: tuple[str, ...], only: str, format_name: str, colour: str) -> int:
    """Say which promises of the agreements under PATH (default: here) were kept, and what is owed.

    Exits with 0 when all data was read, whether or not promises were kept; 1 when something in the source or
    in the data is wrong; 2 when a file of the source cannot be read.
    """
    if kind_of(label) is None:
        raise click.UsageError(
            f"'{label}' is no period: write 2027-11, 2027-Q4, 2027, 2027-W07 or 2027-11-26"
        )
    try:
        data = bindings(given)
    except ValueError as problem:
        raise click.UsageError(str(problem)) from None
    (project,) = find_projects((path,))
    compilation = Compilation(project.paths, project.read)
    broken = in_order([*project.diagnostics, *compilation.resolved.diagnostics])
    if any(d.is_error for d in broken):
        shown = as_shown(project, broken)
        print_findings(shown, "text", colour, to_stderr=True)
        say("nothing was evaluated: mend the errors first")
        return exit_code(shown)
    house = compilation.house
    chosen = _chosen(house, only, label)
    for name in unused(house, data):
        raise click.UsageError(f"nothing in the source is measured from '{name}'")
    found: list[Diagnostic] = []
    statements: list[Statement] = []
    counts: dict[str, Counts] = {}
    try:
        _evaluate(house, chosen, label, data, statements, counts, found)
    except Unreadable as problem:
        found.append(bad_source(str(problem), None, problem.way_out))
    shown = as_shown(project, tuple(dict.fromkeys(found)))
    print_findings(shown, "text", colour, to_stderr=True)
    if format_name == "json":
        sys.stdout.write(evaluation_json(statements, counts, shown, project.shown))
    else:
        sys.stdout.write(evaluation_text(statements, counts, project.shown))
    return exit_code(shown)


def _chosen(house: House, only: str, label: str) -> list[tuple[Agreement, Period]]:
    """The agreements that decide something in the period, each with the period in its zone."""
    if only and only not in house.agreements:
        near = difflib.get_close_matches(only, house.agreements, n=1)
        hint = f" Did you mean '{near[0]}'?" if near else ""
        raise click.UsageError(f"There is no agreement '{only}'.{hint}")
    wanted = [house.agreements[only]] if only else list(house.agreements.values())
    found = [(a, period) for a in wanted if (period := main_period(a, label)) is not None]
    if not found:
        whose = f"'{only}'" if only else "no agreement"
        raise click.UsageError(
            f"nothing in {whose} is decided for {label}" if only else f"{whose} decides anything for {label}"
        )
    return found


def _evaluate(
    house: House,
    chosen: list[tuple[Agreement, Period]],
    label: str,
    data: Bindings,
    statements: list[Statement],
    counts: dict[str, Counts],
    found: list[Diagnostic],
) -> None:
    """Fills the lists; agreement after agreement, so that the data of one are gone before the next."""
    if not data.files:
        for agreement, period in chosen:
            _one(house, agreement, period, label, data, None, statements, counts, found)
        return
    with Store() as store:
        for file in (*data.files.values(), *data.histories.values()):
            store.prepare(file)
        found += strange_services(store, house, data)
        for agreement, period in chosen:
            _one(house, agreement, period, label, data, store, statements, counts, found)


def _one(
    house: House,
    agreement: Agreement,
    period: Period,
    label: str,
    data: Bindings,
    store: Store | None,
    statements: list[Statement],
    counts: dict[str, Counts],
    found: list[Diagnostic],
) -> None:
    gathered = gather(agreement, period, data, store, served=_served)
    found += gathered.found
    if gathered.counts is not None:
        counts[agreement.key] = gathered.counts

    def earlier(before: Period) -> Gathered:
        return gather(agreement, before, Bindings(servers=data.servers), None, served=_served)

    again = earlier if data.servers else None
    statements.append(statement_of(house, agreement, gathered.facts, label, period, again))


def _served(
    agreement: Agreement, period: Period, address: str, found: list[Diagnostic]
) -> dict[str, ServiceFacts]:
    watched = sys.stderr.isatty()

    def told(query: str, done: int, of: int) -> None:
        if watched:
            line = " ".join(query.split())[:60]
            print(
                f"\r\x1b[K{agreement.key} {period.label}: {done} of {of} of {line}",
                end="",
                file=sys.stderr,
                flush=True,
            )

    try:
        return read_signals(Api(address, told=told), agreement, period, found)
    finally:
        if watched:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)
