"""How each value came about: one section for every clause that makes promises."""

from __future__ import annotations

from collections.abc import Sequence

from sladsl.evaluate.results import Result, State, Statement
from sladsl.lower.contract.groups import Group
from sladsl.lower.contract.pen import Pen
from sladsl.lower.document import Align, Block, Clause, Inlines, KeyValue, KeyValues, Strong, text
from sladsl.report.chart import MOST, figure
from sladsl.report.clauses import Clauses
from sladsl.report.incidents import incidents
from sladsl.report.names import Promises
from sladsl.report.reasons import why_words
from sladsl.report.shown import counted_words, fraction_words, state_word, target_words, value_words
from sladsl.report.trend import trend_of


def detail(
    pen: Pen, promises: Promises, statements: Sequence[Statement], last: int, clauses: Clauses
) -> Clause:
    """Every promise of the last statement; the charts go over the last so many statements."""
    statement, past = statements[-1], statements[-last:]
    children = [
        _group(
            pen, promises, group, [r for r in statement.results if promises.group(r) is group], past, clauses
        )
        for group in in_order(promises, statement)
    ]
    return pen.section("detail", "section-report-detail", children=children)


def in_order(promises: Promises, statement: Statement) -> list[Group]:
    """The groups that have results, in the order of the contract."""
    shown = {id(promises.group(result)) for result in statement.results}
    return [group for group in promises.groups if id(group) in shown]


def _group(
    pen: Pen,
    promises: Promises,
    group: Group,
    results: Sequence[Result],
    past: Sequence[Statement],
    clauses: Clauses,
) -> Clause:
    several = len(results) > 1
    number = clauses.number(group.clause)
    blocks: list[Block] = [_several(pen, promises, results) if several else _one(pen, results[0], number)]
    if number and several:
        blocks.insert(0, pen.p("report-promised-in", number=text(number)))
    trends = [trend_of(pen, promises.subject(r), r, past) for r in results]
    drawn = [t for t in trends if any(p.value is not None for p in t.points)]
    if len(past) > 1 and drawn:
        first, latest = drawn[0].points[0].name, drawn[0].points[-1].name
        caption = pen.plain(
            "report-trend-caption",
            promise=text(promises.title(group)),
            first=text(first),
            last=text(latest),
        )
        blocks += [figure(pen, drawn[n : n + MOST], caption) for n in range(0, len(drawn), MOST)]
    named = [(promises.subject(r) if several else "", r) for r in results]
    blocks += incidents(pen, named, pen.agreement.zone, clauses)
    return Clause(f"detail.{group.key}", promises.title(group), tuple(blocks), (), group.first.span)


def _one(pen: Pen, result: Result, number: str) -> KeyValues:
    """The facts of a single promise under their labels."""
    measured, target = result.measured, target_words(pen, result)
    if number:
        target = pen.say("report-by-clause", title=target, number=text(number))
    found: list[tuple[str, Inlines]] = [
        (pen.plain("report-target"), target),
        (pen.plain("report-value"), (Strong(text(value_words(pen, result))),)),
    ]
    if counted := counted_words(pen, measured):
        found.append((pen.plain("report-counted-from"), counted))
    if exact := fraction_words(pen, result):
        found.append((pen.plain("report-exactly"), text(exact)))
    found.append((pen.plain("report-state-label"), text(state_word(pen, result.state))))
    if result.state not in (State.MET, State.MISSED) and (why := why_words(pen, result)):
        found.append((pen.plain("report-why"), why))
    return KeyValues(tuple(KeyValue(label, value) for label, value in found))


def _several(pen: Pen, promises: Promises, results: Sequence[Result]) -> Block:
    rows = []
    for result in results:
        told = counted_words(pen, result.measured)
        if result.state not in (State.MET, State.MISSED):
            told = why_words(pen, result)
        rows.append(
            (
                text(promises.subject(result)),
                target_words(pen, result),
                (Strong(text(value_words(pen, result))),),
                told,
                text(state_word(pen, result.state)),
            )
        )
    return pen.table(
        [
            ("report-column-promise", Align.START, 3),
            ("report-target", Align.START, 3),
            ("report-value", Align.END, 2),
            ("report-counted-from", Align.START, 3),
            ("report-state-label", Align.START, 2),
        ],
        rows,
    )
