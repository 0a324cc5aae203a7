"""`sla test`: runs the scenarios of agreements."""

from __future__ import annotations

import sys
from itertools import islice

import click

from sladsl.cli.console import exit_code, print_findings, say
from sladsl.cli.progress import Bar
from sladsl.cli.project import Project, as_shown, find_projects
from sladsl.compiler import Compilation, in_order
from sladsl.evaluate.coverage import Coverage, coverage
from sladsl.evaluate.coverage_text import coverage_text
from sladsl.evaluate.facts import Facts
from sladsl.evaluate.scenarios import ScenarioOutcome, run
from sladsl.model.policies import Scenario
from sladsl.records import replace


@click.command()
@click.argument("paths", nargs=-1, type=click.Path())
@click.option(
    "--format",
    "format_name",
    type=click.Choice(["text", "json", "junit"]),
    default="text",
    help="How outcomes are printed.",
)
@click.option("--coverage", "with_coverage", is_flag=True, help="Also tell what no scenario exercises.")
@click.option(
    "--filter", "wanted", default="", metavar="TEXT", help="Only scenarios with it in title or agreement."
)
@click.option("--colour", "--color", type=click.Choice(["auto", "always", "never"]), default="auto")
def command(paths: tuple[str, ...], format_name: str, with_coverage: bool, wanted: str, colour: str) -> int:
    """Run the scenarios in the agreements under PATHS (default: here).

    Exits with 0 when everything they expect holds, 1 when something does not or a scenario cannot be run,
    2 when a file cannot be read.
    """
    if wanted and with_coverage:
        raise click.UsageError("--coverage looks at all scenarios: leave out --filter")
    runs = [_Run(project, wanted) for project in find_projects(paths)]
    broken = [d for one in runs for d in one.broken]
    if broken:
        print_findings(broken, "text", colour, to_stderr=True)
        say("no scenario was run: mend the errors first")
        return exit_code(broken)
    if wanted and not any(one.scenarios for one in runs):
        raise click.UsageError(f"no scenario has '{wanted}' in its title or agreement")
    _run_all(runs, whole=with_coverage or format_name == "json")
    covered = [coverage(one.house, one.outcomes, one.project.paths) for one in runs if with_coverage]
    _print(runs, covered, format_name, colour)
    return 0 if all(outcome.passed for one in runs for outcome in one.outcomes) else 1


class _Run:
    """The scenarios of one project and, once they ran, their outcomes."""

    def __init__(self, project: Project, wanted: str) -> None:
        self.project = project
        compilation = Compilation(project.paths, project.read)
        self.house = compilation.house
        found = in_order([*project.diagnostics, *compilation.resolved.diagnostics])
        self.broken = as_shown(project, found) if any(d.is_error for d in found) else []
        inside = frozenset(project.paths)
        self.scenarios = [
            s for s in self.house.scenarios if s.span.source.name in inside and _matches(s, wanted)
        ]
        self.outcomes: list[ScenarioOutcome] = []


def _matches(scenario: Scenario, wanted: str) -> bool:
    sought = wanted.casefold()
    return sought in scenario.title.casefold() or sought in scenario.agreement.casefold()


def _run_all(runs: list[_Run], *, whole: bool) -> None:
    """Runs everything, with a bar on stderr while people watch."""
    total = sum(len(one.scenarios) for one in runs)
    bar, step, done = Bar(), max(total // 200, 1), 0
    for one in runs:
        for scenario in one.scenarios:
            if done % step == 0:
                bar.show("scenarios", done, total, scenario.title)
            outcome = run(one.house, scenario, one.project.shown)
            one.outcomes.append(outcome if whole else _slim(outcome))
            done += 1
        one.outcomes = _as_shown(one)
    bar.clear()


def _slim(outcome: ScenarioOutcome) -> ScenarioOutcome:
    """What is told of an outcome in a text: ten thousand of them with all results would fill the memory."""
    if outcome.statement is None:
        return outcome
    statement = replace(outcome.statement, results=(), owed=(), steps=())
    checks = tuple(replace(check, results=()) for check in outcome.checks)
    return replace(outcome, facts=Facts(), history=(), statement=statement, checks=checks)


def _as_shown(one: _Run) -> list[ScenarioOutcome]:
    """The outcomes with file names as seen from where the user stands; all at once, as each call copies."""
    renamed = iter(as_shown(one.project, tuple(d for o in one.outcomes for d in o.diagnostics)))
    return [
        replace(o, diagnostics=tuple(islice(renamed, len(o.diagnostics)))) if o.diagnostics else o
        for o in one.outcomes
    ]


def _print(runs: list[_Run], covered: list[Coverage], format_name: str, colour: str) -> None:
    outcomes = [o for one in runs for o in one.outcomes]
    if format_name == "text":
        print_findings([d for o in outcomes for d in o.diagnostics], "text", colour)
        for made in covered:
            print(coverage_text(made))
        print(_summary(outcomes))
        return
    from sladsl.evaluate.scenario_reports import Batch, render_json, render_junit

    made_of: list[Coverage | None] = [*covered] or [None] * len(runs)
    batches = [Batch(one.outcomes, made, one.project.shown) for one, made in zip(runs, made_of, strict=True)]
    if format_name == "json":
        sys.stdout.write(render_json(batches))
        return
    sys.stdout.write(render_junit(batches))
    for made in covered:
        say(coverage_text(made))


def _summary(outcomes: list[ScenarioOutcome]) -> str:
    """`3 scenarios passed, 8 expectations`, or how many did not and could not."""
    if not outcomes:
        return "no scenarios"
    checks = [c for o in outcomes for c in o.checks]
    unrun = sum(1 for o in outcomes if o.statement is None)
    failed = sum(1 for o in outcomes if not o.passed) - unrun
    if not failed and not unrun:
        return f"{_count(len(outcomes), 'scenario')} passed, {_count(len(checks), 'expectation')}"
    of = f"of {_count(len(outcomes), 'scenario')}"
    told = [f"{failed} {of} failed"] if failed else []
    if unrun:
        told.append(f"{unrun} could not be run" if failed else f"{unrun} {of} could not be run")
    return f"{', '.join(told)}; {sum(c.held for c in checks)} of {_count(len(checks), 'expectation')} hold"


def _count(number: int, one: str) -> str:
    return f"{number} {one}" if number == 1 else f"{number} {one}s"
