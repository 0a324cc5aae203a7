"""`sla simulate`: plays measured data of the past against a draft."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import click

from sladsl.cli.choices import did_you_mean
from sladsl.cli.console import exit_code, print_findings, say
from sladsl.cli.data_sources import data_for, data_option, opened, servers
from sladsl.cli.houses import agreement_of, house_of
from sladsl.cli.project import as_shown, find_projects
from sladsl.cli.replacing import replace_text
from sladsl.cli.simulation_json import simulation_json
from sladsl.cli.simulation_tables import Table, Try, against, tables, tried
from sladsl.cli.simulation_text import as_markdown, as_text
from sladsl.data.bindings import Bindings
from sladsl.data.findings import bad_source
from sladsl.data.gather import Served
from sladsl.data.replay import Records, Span, records, replay, span_of
from sladsl.data.store import Store, Unreadable
from sladsl.diagnostics.diagnostic import Diagnostic
from sladsl.evaluate.as_if import can_be_target, with_target
from sladsl.evaluate.simulation import Simulation, sentence
from sladsl.model.agreements import Agreement, Guarantee
from sladsl.model.house import House
from sladsl.model.read_value import read_value
from sladsl.model.values import Value
from sladsl.model.written import target_text, value_text
from sladsl.records import record, replace
from sladsl.rules.quality.impossible_target import reach

_TRY = re.compile(r"\s*([A-Za-z_][\w.]*)\s*(>=|<=|>|<|=)\s*(.*)")
_HOW = "write 2025-01, 2025-Q1, 2025, 2025-W07 or 2025-01-26, between 1990 and 2100"
_MOST_TRIES = 100


@record
class _Played:
    """What came of it: the draft, the other agreement if there is one, the targets tried."""

    draft: Simulation
    other: Simulation | None
    tries: tuple[Try, ...]


@record
class _Asked:
    """What is to be played: an agreement in its house, and the time in its zone."""

    house: House
    agreement: Agreement
    span: Span
    kept: Span | None


@click.command()
@click.argument("path", default=".", type=click.Path())
@click.option("--for", "name", required=True, metavar="AGREEMENT", help="The draft.")
@click.option("--from", "first", required=True, metavar="PERIOD", help="The first period, such as 2025-01.")
@click.option("--to", "last", required=True, metavar="PERIOD", help="The last one, such as 2026-12.")
@data_option
@click.option(
    "--recorded", default="", metavar="FROM..TO",
    help="When the log of outages was kept; default from its first record to its last.",
)  # fmt: skip
@click.option("--against", "other", default="", metavar="AGREEMENT", help="Compare with this agreement.")
@click.option(
    "--against-path", "other_path", default="", metavar="PATH",
    help="Where that agreement is; alone, the agreement of the same name there.",
)  # fmt: skip
@click.option(
    "--try", "tries", multiple=True, metavar="TARGETS",
    help="Other targets for a promise, in quotes: 'uptime >= 99.9%, 99.95%'; may be repeated.",
)  # fmt: skip
@click.option("--chart", default="", metavar="FILE.svg", help="Draw the values against their targets.")
@click.option("--format", "format_name", type=click.Choice(["text", "markdown", "json"]), default="text")
@click.option("--colour", "--color", type=click.Choice(["auto", "always", "never"]), default="auto")
def command(
    path: str,
    name: str,
    first: str,
    last: str,
    given: tuple[str, ...],
    recorded: str,
    other: str,
    other_path: str,
    tries: tuple[str, ...],
    chart: str,
    format_name: str,
    colour: str,
) -> int:
    """Say what the agreements under PATH (default: here) would have cost in the past.

    The draft is played as if it had been in force, with its own fees and caps, against the calendars and the
    data of then. Periods without data are told of and never count as kept.

    Exits with 0 when all data was read; 1 when something in the source or in the data is wrong; 2 when a file
    of the source cannot be read.
    """
    if chart and Path(chart).suffix.lower() != ".svg":
        raise click.UsageError(f"'{chart}': the chart is an SVG, name it so, as in chart.svg")
    (project,) = find_projects((path,))
    house, code = house_of(project, colour, "nothing was simulated")
    if house is None:
        return code
    agreement = agreement_of(house, name)
    asked = _Asked(house, agreement, *_spans(agreement, first, last, recorded))
    wanted = [each for text in tries for each in _targets(agreement, text)]
    rival: _Asked | None = None
    if other or other_path:
        other_house: House | None = house
        if other_path:
            (other_project,) = find_projects((other_path,))
            other_house, code = house_of(other_project, colour, "nothing was simulated")
        if other_house is None:
            return code
        found = agreement_of(other_house, other or name)
        if found is agreement:
            raise click.UsageError(f"'{name}' cannot be compared with itself: name another agreement or path")
        rival = _Asked(other_house, found, *_spans(found, first, last, recorded))
    houses = [each.house for each in (asked, rival) if each is not None]
    data = data_for(project, houses, given)
    findings: list[Diagnostic] = []
    served = servers(project)
    try:
        with opened(data, houses, findings) as store:
            played = _play(asked, rival, wanted, data, store, served, findings)
    except Unreadable as problem:
        shown = as_shown(project, (*findings, bad_source(str(problem), None, problem.way_out)))
        print_findings(shown, "text", colour, to_stderr=True)
        say("nothing was simulated: mend the data first")
        return exit_code(shown)
    shown = as_shown(project, tuple(dict.fromkeys(findings)))
    print_findings(shown, "text", colour, to_stderr=True)
    names = _names(asked.agreement, rival.agreement if rival else None, other_path)
    sys.stdout.write(_written(played, asked.span, names, shown, format_name))
    if chart:
        from sladsl.cli.simulation_chart import simulation_chart

        replace_text(Path(chart), simulation_chart(played.draft, f"{name} from {asked.span.text}"))
        say(f"the chart is in {chart}")
    return exit_code(shown)


def _spans(agreement: Agreement, first: str, last: str, recorded: str) -> tuple[Span, Span | None]:
    """The time that is played and the time in which the log was kept, in the agreement's zone."""
    span = _span(first, last, agreement.zone)
    if not recorded:
        return span, None
    begins, dots, ends = recorded.partition("..")
    return span, _span(begins, ends if dots else begins, agreement.zone)


def _span(first: str, last: str, zone: str) -> Span:
    for label in (first, last):
        if span_of(label, label, zone) is None:
            raise click.UsageError(f"'{label}' is no period: {_HOW}")
    span = span_of(first, last, zone)
    if span is None:
        raise click.UsageError(f"'{last}' ends before '{first}' begins")
    return span


def _targets(agreement: Agreement, text: str) -> list[tuple[Guarantee, Value]]:
    """The promise and each of its targets that a `--try` names."""
    match = _TRY.fullmatch(text)
    if match is None:
        raise click.UsageError(f"'{text}' names no targets: write them in quotes, 'uptime >= 99.9%, 99.95%'")
    name, comparator, values = match[1], match[2], match[3]
    found = agreement.guarantee(name)
    if not found:
        hint = did_you_mean(name, sorted(agreement.promised_names))
        raise click.UsageError(f"'{agreement.key}' makes no promise '{name}'.{hint}")
    if len(found) > 1:
        keys = ", ".join(g.key for g in found)
        raise click.UsageError(f"'{name}' is several promises: try one of {keys}")
    (guarantee,) = found
    if comparator not in ("=", guarantee.comparator):
        raise click.UsageError(
            f"'{name}' is promised as {target_text(guarantee)}: write '{guarantee.comparator}'"
        )
    wanted: list[tuple[Guarantee, Value]] = []
    for part in values.split(","):
        value = read_value(part)
        if value is None or not can_be_target(guarantee, value):
            raise click.UsageError(
                f"'{part.strip()}' is no target for '{name}': write it as in {value_text(guarantee.target)}"
            )
        known = reach(replace(guarantee, target=value))
        if known is not None:
            cannot = "fulfil" if known == "never" else "miss"
            raise click.UsageError(f"no value can {cannot} '{part.strip()}': try another target for '{name}'")
        wanted.append((guarantee, value))
    if len(wanted) > _MOST_TRIES:
        raise click.UsageError(f"'{name}' is tried with more than {_MOST_TRIES} targets")
    return wanted


def _play(
    asked: _Asked,
    rival: _Asked | None,
    wanted: list[tuple[Guarantee, Value]],
    data: Bindings,
    store: Store | None,
    served: Served,
    findings: list[Diagnostic],
) -> _Played:
    def known_to(one: _Asked) -> Records:
        return records(one.house, one.agreement, one.span, data, store, served, one.kept)

    known = known_to(asked)
    draft = replay(asked.house, known)
    tries = _tries(asked.house, known, draft, wanted)
    findings += known.found
    if rival is None:
        return _Played(draft, None, tries)
    its = known_to(rival)
    other = replay(rival.house, its)
    findings += its.found
    return _Played(draft, other, tries)


def _tries(
    house: House, known: Records, draft: Simulation, wanted: list[tuple[Guarantee, Value]]
) -> tuple[Try, ...]:
    """The draft itself and then every other target, promise by promise."""
    made: list[Try] = []
    for guarantee in {each.key: each for each, _ in wanted}.values():
        made.append(Try(guarantee, guarantee.target, draft, drafted=True))
        values = dict.fromkeys(value for each, value in wanted if each is guarantee)
        for value in values:
            if value != guarantee.target:
                changed = with_target(known.agreement, guarantee.key, value)
                made.append(Try(guarantee, value, replay(house, known, changed)))
    return tuple(made)


def _names(draft: Agreement, other: Agreement | None, path: str) -> tuple[str, str]:
    if other is None:
        return draft.key, ""
    return (f"{draft.key} as drafted", f"{other.key} in {path}") if path else (draft.key, other.key)


def _written(
    played: _Played, span: Span, names: tuple[str, str], findings: list[Diagnostic], format_name: str
) -> str:
    if format_name == "json":
        return simulation_json(played.draft, played.other, played.tries, span, findings)
    found: list[Table] = tables(played.draft)
    notes = list(played.draft.notes)
    if played.other is not None:
        found.append(replace(against(played.draft, played.other, names), notes=_about(played.other)))
    found += tried(played.tries)
    title = f"{played.draft.agreement.key} from {span.text}"
    lay_out = as_markdown if format_name == "markdown" else as_text
    return lay_out(title, sentence(played.draft), notes, found)


def _about(other: Simulation) -> tuple[str, ...]:
    """What is assumed of the other agreement: its term and its fees."""
    return tuple(f"{other.agreement.key}: {note}" for note in other.notes[:2])
