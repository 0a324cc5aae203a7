"""`sla report`: the service report of one agreement and period, for the one who receives the service."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

import click

from sladsl.backends.output import OutputFile
from sladsl.cli.choices import if_said, languages_option, listed
from sladsl.cli.console import exit_code, print_findings, say
from sladsl.cli.data_sources import data_for, data_option, opened, servers
from sladsl.cli.evaluation_json import evaluation_json
from sladsl.cli.houses import agreement_of, house_of
from sladsl.cli.periods import label_of
from sladsl.cli.progress import Bar
from sladsl.cli.project import Project, as_shown, find_projects
from sladsl.cli.writing import write
from sladsl.compiler import in_order
from sladsl.compiler.reports import formats, name_of, report
from sladsl.data.bindings import Bindings
from sladsl.data.course import Course, course
from sladsl.data.findings import bad_source
from sladsl.data.statements import main_period
from sladsl.data.store import Unreadable
from sladsl.diagnostics.diagnostic import Diagnostic
from sladsl.evaluate.reasons import Reason, Why
from sladsl.evaluate.results import Result, Statement, Step
from sladsl.evaluate.rights import periods_needed
from sladsl.exact.periods import labels_until
from sladsl.model.agreements import Agreement
from sladsl.model.house import House
from sladsl.records import replace
from sladsl.report.reading import Reading
from sladsl.report.to_report import LAST


@click.command()
@click.argument("path", default=".", type=click.Path())
@click.option("--for", "key", required=True, metavar="AGREEMENT", help="The agreement that is reported on.")
@click.option("--period", "label", required=True, metavar="PERIOD", help="Such as 2027-11, 2027-Q4 or 2027.")
@data_option
@click.option(
    "--last", type=click.IntRange(1, 120), default=LAST, show_default=True, metavar="N",
    help="Over how many periods the charts go.",
)  # fmt: skip
@languages_option
@click.option(
    "--to", "to", callback=if_said, metavar="FORMATS", help="Such as pdf,html,markdown; default all."
)
@click.option(
    "--out", type=click.Path(file_okay=False), default=None, help="The folder to write; default out."
)
@click.option("--colour", "--color", type=click.Choice(["auto", "always", "never"]), default="auto")
def command(
    path: str,
    key: str,
    label: str,
    given: tuple[str, ...],
    last: int,
    languages: str,
    to: str,
    out: str | None,
    colour: str,
) -> int:
    """Write the service report of an agreement under PATH (default: here) on one period.

    It says of every promise what was promised and what came of it, with the trend over the last periods, what
    counted and what did not by which clause, what is owed step by step, and what is due next.

    Exits with 0 when all data was read, whether or not promises were kept; 1 when something in the source or
    in the data is wrong, records left out among it; 2 when the command itself is wrong.
    """
    from sladsl.lower.bundle import languages as known_languages

    label = label_of(label)
    wanted = listed(formats(), "format of reports", to)
    spoken = listed(known_languages(), "language of contracts", languages)
    (project,) = find_projects((path,))
    house, code = house_of(project, colour, "nothing was written")
    if house is None:
        return code
    agreement = agreement_of(house, key)
    if main_period(agreement, label) is None:
        raise click.UsageError(f"nothing in '{key}' is decided for {label}")
    data = data_for(project, (house,), given)
    found: list[Diagnostic] = []
    count = max(last, periods_needed(agreement))
    made = _course(project, house, agreement, labels_until(label, count), data, found)
    if made is None:
        shown = as_shown(project, tuple(found))
        print_findings(shown, "text", colour, to_stderr=True)
        say("nothing was written: the data could not be read")
        return exit_code(shown)
    found += made.found
    statements = (*made.statements[:-1], _for_readers(made.statements[-1]))
    counts = made.counts.get(label)
    reading = Reading(
        tuple(_sources(data)),
        counts.records if counts is not None else None,
        counts.read if counts is not None else 0,
        counts.kept if counts is not None else 0,
        len(set(found)),
    )
    numbers = evaluation_json(statements[-1:], [counts], (), str)
    outcome = report(
        house,
        statements,
        spoken or agreement.languages or project.settings.languages or ("en",),
        wanted,
        reading,
        last,
        (OutputFile("evaluation.json", numbers.encode()),),
    )
    found += outcome.diagnostics
    shown = as_shown(project, in_order(dict.fromkeys(found)))
    print_findings(shown, "text", colour, to_stderr=True)
    if outcome.has_errors:
        say("nothing was written: mend the errors first")
        return exit_code(shown)
    _write(project, out, outcome.value, house, name_of(agreement.key, label), spoken, wanted)
    return exit_code(shown)


def _course(
    project: Project,
    house: House,
    agreement: Agreement,
    labels: Sequence[str],
    data: Bindings,
    found: list[Diagnostic],
) -> Course | None:
    """What the agreement came to in all the periods; None when a source cannot be read."""
    bar, done = Bar(), 0
    asked = servers(project)

    def told(label: str) -> None:
        nonlocal done
        bar.show(agreement.key, done, len(labels), label)
        done += 1

    try:
        with opened(data, (house,), found) as store:
            return course(house, agreement, labels, data, store, asked, told)
    except Unreadable as problem:
        found.append(bad_source(str(problem), None, problem.way_out))
        return None
    finally:
        bar.clear()


def _for_readers(statement: Statement) -> Statement:
    """The statement with the names of files in it bare: where they lie here is nothing to its reader."""

    def bare(result: Result) -> Result:
        counted = tuple(replace(each, origin=Path(each.origin).name) for each in result.measured.counted)
        measured = replace(result.measured, counted=counted)
        return replace(result, measured=measured, reason=_bare_reason(result.reason))

    results = {id(r): bare(r) for r in statement.results}
    owed = tuple(
        replace(
            o,
            result=results.get(id(o.result), o.result),
            steps=tuple(_bare_step(s) for s in o.steps),
        )
        for o in statement.owed
    )
    return replace(statement, results=tuple(results.values()), owed=owed)


def _bare_step(step: Step) -> Step:
    why = _bare_reason(step.why)
    return step if why == step.why else replace(step, why=why, what=str(why))


def _bare_reason(reason: Reason | None) -> Reason | None:
    """A reason with the names of files in it bare."""
    if reason is None or reason.why is not Why.LEFT_OUT:
        return reason
    return replace(reason, words=tuple(Path(word).name for word in reason.words))


def _sources(data: Bindings) -> list[tuple[str, str]]:
    """Every name of data with its file; a server by its address without what is before an `@` in it."""
    files = [(name, Path(place).name) for name, place in sorted(data.files.items())]
    states = [(f"{name}.states", Path(place).name) for name, place in sorted(data.histories.items())]
    asked = [(name, _bare(place)) for name, place in sorted(data.servers.items())]
    return [*files, *states, *asked]


def _bare(address: str) -> str:
    scheme, mark, rest = address.partition("://")
    host, slash, after = rest.partition("/")
    return f"{scheme}{mark}{host.rpartition('@')[2]}{slash}{after}"


def _write(
    project: Project,
    out: str | None,
    files: tuple[OutputFile, ...],
    house: House,
    stem: str,
    spoken: Sequence[str],
    wanted: Sequence[str],
) -> None:
    """Writes the files and says which; drawings of an earlier report of the same name go with it."""
    folder = Path(out) if out is not None else project.root / project.settings.out
    digests = {name: source.digest for name, source in house.sources.items()}
    endings = {Path(file.path).suffix for file in files}
    endings |= {".svg"} if ".md" in endings else set()

    def owned(place: str) -> bool:
        ours = place.startswith(f"{stem}.") and Path(place).suffix in endings
        return ours and (not spoken or any(place.startswith(f"{stem}.{each}.") for each in spoken))

    written = write(folder, files, digests, owned)
    shown = os.path.relpath(folder).replace(os.sep, "/")
    for file in files:
        if not file.path.endswith(".svg"):
            print(f"{shown}/{file.path}")
    drawings = sum(1 for file in files if file.path.endswith(".svg"))
    if drawings:
        print(f"{shown}/{stem}.*.svg: {drawings} drawing{'s' if drawings > 1 else ''}")
    for place in written.kept:
        say(f"{shown}/{place} is no longer made but was changed by hand: it is left there")
