"""What the period came to at a glance: promises met and missed, what is owed, and all promises in a table."""

from __future__ import annotations

from sladsl.evaluate.results import State, Statement
from sladsl.evaluate.simulation import undecided
from sladsl.lower.contract.pen import Pen, capitalised
from sladsl.lower.contract.period_names import period_name
from sladsl.lower.document import (
    Align,
    Block,
    Clause,
    Inlines,
    KeyValue,
    KeyValues,
    LineBreak,
    Paragraph,
    Strong,
    text,
)
from sladsl.report.clauses import Clauses
from sladsl.report.detail import in_order
from sladsl.report.money import points_of
from sladsl.report.names import Promises
from sladsl.report.shown import counted_words, state_word, target_words, value_words


def summary(pen: Pen, statement: Statement) -> Clause:
    """One sentence, and the counts of all five states with what is owed."""
    counts = {state: sum(1 for r in statement.results if r.state is state) for state in State}
    blocks: list[Block] = [Paragraph(capitalised(_sentence(pen, statement, counts)))]
    entries = [
        KeyValue(_capital(word), text(pen.number(number))) for word, number in counted_states(pen, statement)
    ]
    for message, amount in (("report-credit-owed", statement.credit), ("report-bonus-owed", statement.bonus)):
        if amount is not None and (amount.amount or message == "report-credit-owed"):
            entries.append(KeyValue(pen.plain(message), (Strong(text(pen.written(amount))),)))
    blocks.append(KeyValues(tuple(entries)))
    if undecided(statement):
        blocks.append(pen.p("report-owed-in-part"))
    if counts[State.NO_DATA] or counts[State.UNDEFINED] or counts[State.NOT_APPLICABLE]:
        blocks.append(pen.p("report-never-met"))
    return pen.section("summary", "section-report-summary", *blocks)


def counted_states(pen: Pen, statement: Statement) -> list[tuple[str, int]]:
    """How many results there are of each state; of met and missed always, of the others if there are any."""
    counts = [(state, sum(1 for r in statement.results if r.state is state)) for state in State]
    return [(state_word(pen, s), n) for s, n in counts if n or s in (State.MET, State.MISSED)]


def _sentence(pen: Pen, statement: Statement, counts: dict[State, int]) -> Inlines:
    period = text(period_name(pen, statement.period.label))
    missed, met = counts[State.MISSED], counts[State.MET]
    decided = pen.number(met + missed)
    if not met and not missed:
        return pen.say("report-none-decided", period=period)
    if not missed:
        return pen.say("report-all-met", period=period, count=met, met=text(pen.number(met)))
    owed = statement.credit
    said: dict[str, Inlines] = {
        "period": period,
        "missed": text(pen.number(missed)),
        "decided": text(decided),
    }
    points = points_of(statement)
    if points and not (owed is not None and owed.amount):
        shown = pen.join([pen.written(each) for each in points])
        return pen.say("report-some-missed-points", count=missed, points=shown, **said)
    if owed is None or not owed.amount:
        return pen.say("report-some-missed", count=missed, **said)
    return pen.say("report-some-missed-owed", count=missed, amount=text(pen.written(owed)), **said)


def overview(pen: Pen, promises: Promises, statement: Statement, clauses: Clauses) -> Clause:
    """Every promise: where the contract makes it, what was promised, what came of it."""
    rows: list[tuple[Inlines, ...]] = []
    for group in in_order(promises, statement):
        for result in statement.results:
            if promises.group(result) is not group:
                continue
            value: Inlines = (Strong(text(value_words(pen, result))),)
            if counted := counted_words(pen, result.measured):
                value = (*value, LineBreak(), *counted)
            word = text(state_word(pen, result.state))
            rows.append(
                (
                    text(clauses.number(group.clause)),
                    text(promises.name(result)),
                    target_words(pen, result),
                    value,
                    (Strong(word),) if result.state is State.MISSED else word,
                )
            )
    table = pen.table(
        [
            ("report-column-clause", Align.START, 0),
            ("report-column-promise", Align.START, 4),
            ("report-target", Align.START, 3),
            ("report-value", Align.START, 4),
            ("report-state-label", Align.START, 2),
        ],
        rows,
    )
    return pen.section("overview", "section-report-levels", pen.p("report-levels-intro"), table)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
