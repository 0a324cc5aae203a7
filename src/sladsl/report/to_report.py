"""From the statements of an agreement to its service report as a Document, in the contract's language."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields, is_dataclass
from typing import Any, TypeVar, cast

from sladsl.diagnostics.diagnostic import Outcome
from sladsl.evaluate.results import Statement
from sladsl.exact import zones
from sladsl.lower import values as v
from sladsl.lower.contract import cover
from sladsl.lower.contract.pen import Pen
from sladsl.lower.contract.period_names import period_name
from sladsl.lower.document import Document, Edition, KeyValue, Kind, Term, Text, text
from sladsl.lower.numbering import numbered
from sladsl.model.house import House
from sladsl.records import replace
from sladsl.report.actions import actions
from sladsl.report.clauses import Clauses
from sladsl.report.detail import detail
from sladsl.report.money import money
from sladsl.report.names import Promises
from sladsl.report.reading import Reading, data
from sladsl.report.shown import moment_words
from sladsl.report.summary import counted_states, overview, summary

T = TypeVar("T")
LAST = 12
"""Over how many periods the charts go, unless somebody says otherwise."""
_SHORT = 8


def to_report(
    house: House,
    statements: Sequence[Statement],
    contract: Document,
    digest: str,
    reading: Reading,
    last: int = LAST,
) -> Outcome[Document]:
    """The numbered report on the last of the statements, which are of one agreement, the oldest first.

    `contract` is the agreement's contract: the report speaks its language and names its clauses. `digest`
    is the SHA-256 of the sources. The charts go over the last so many statements; rights to terminate look
    at as many as there are. Raises ValueError when there is no statement.
    """
    if not statements:
        raise ValueError("a report needs a statement")
    statement = statements[-1]
    agreement = statement.agreement
    pen = Pen(house, agreement, contract.language, Edition.EXTERNAL)
    clauses = Clauses(contract)
    promises = Promises(pen)
    zone = zones.load(agreement.zone)
    document = Document(
        language=contract.language,
        edition=Edition.EXTERNAL,
        kind=Kind.REPORT,
        title=pen.plain("report-title"),
        subtitle=cover.capital(period_name(pen, statement.period.label)),
        parties=cover.parties_on_cover(pen),
        facts=_facts(pen, statement, reading),
        digest=digest,
        version=digest[:_SHORT],
        dated=zones.wall(zone, statement.period.end).date(),
        clauses=(
            summary(pen, statement),
            overview(pen, promises, statement, clauses),
            detail(pen, promises, statements, last, clauses),
            money(pen, promises, statement, clauses),
            actions(pen, promises, statements, clauses),
            data(pen, reading),
        ),
    )
    return Outcome(numbered(_without_terms(document)), pen.findings.all())


def _facts(pen: Pen, statement: Statement, reading: Reading) -> tuple[KeyValue, ...]:
    agreement, period = statement.agreement, statement.period
    zone = zones.load(agreement.zone)
    start, end = (zones.wall(zone, at).replace(tzinfo=None) for at in (period.start, period.end))
    title = pen.title(agreement.title)
    found = [
        (
            "report-agreement",
            pen.plain("report-agreement-version", title=text(title), version=text(agreement.version))
            if agreement.version
            else title,
        ),
        ("report-period", period_name(pen, period.label)),
        ("report-begins", moment_words(pen, v.Instant(start))),
        ("report-ends", moment_words(pen, v.Instant(end))),
        ("report-zone", agreement.zone),
    ]
    states = [f"{pen.number(number)} {word}" for word, number in counted_states(pen, statement)]
    found.append(("report-state-label", ", ".join(states)))
    if statement.credit is not None:
        found.append(("report-credit-owed", pen.written(statement.credit)))
    if statement.bonus is not None and statement.bonus.amount:
        found.append(("report-bonus-owed", pen.written(statement.bonus)))
    if reading.sources:
        found.append(("report-data", ", ".join(dict.fromkeys(name for name, _ in reading.sources))))
    return tuple(KeyValue(pen.plain(label), text(value)) for label, value in found)


def _without_terms(node: T) -> T:
    """The same with defined terms as plain words: their definitions stand in the contract."""
    if isinstance(node, Term):
        return cast(T, Text(node.text))
    if isinstance(node, tuple):
        return cast(T, tuple(_without_terms(each) for each in node))
    if is_dataclass(node) and type(node).__module__ == Document.__module__:
        tuples = {f.name: getattr(node, f.name) for f in fields(node)}
        changed = {name: _without_terms(part) for name, part in tuples.items() if isinstance(part, tuple)}
        return cast(T, replace(cast(Any, node), **changed))
    return node
