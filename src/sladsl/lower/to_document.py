"""From an agreement to its contract as a Document: every section in the order in which contracts are read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import TypeAlias

from sladsl.diagnostics.diagnostic import Outcome
from sladsl.lower.contract import (
    cover,
    credits,
    definitions,
    ending,
    exclusions,
    hours,
    levels,
    measurement,
    parties,
    procedure,
    prose_clauses,
    schedules,
    scope,
    signing,
    supports,
)
from sladsl.lower.contract.groups import Group, groups
from sladsl.lower.contract.pen import Pen
from sladsl.lower.document import Clause, Document, Edition, Kind
from sladsl.lower.numbering import numbered
from sladsl.model.agreements import Agreement
from sladsl.model.house import House

_SHORT = 8
Annexes: TypeAlias = Callable[[Pen], tuple[Clause, ...]]
"""Writes schedules of things that are found out elsewhere, with the pen of the contract."""


def to_document(
    house: House,
    agreement: Agreement,
    language: str,
    edition: Edition,
    digest: str,
    dated: dt.date,
    status: str = "",
    annexes: Annexes | None = None,
) -> Outcome[Document]:
    """The numbered contract of `agreement` in `language`, one of those there is wording for.

    `digest` is the SHA-256 of the sources, hexadecimal; its beginning stands in for a version where the
    agreement has none. `dated` is the day the text bears. `status` is one of the variants of the message
    `status`, such as `draft`, or empty. `annexes` are schedules of our own edition, after all others; the
    other party's has none. Texts without a translation appear in their first language.
    """
    pen = Pen(house, agreement, language, edition)
    found = groups(pen)
    attached = _schedules(pen, found)
    if annexes is not None and pen.internal:
        attached += annexes(pen)
    document = Document(
        language=language,
        edition=edition,
        kind=Kind(agreement.kind),
        title=pen.title(agreement.title),
        subtitle=cover.subtitle(pen),
        parties=cover.parties_on_cover(pen),
        facts=cover.facts(pen),
        digest=digest,
        version=agreement.version or digest[:_SHORT],
        dated=dated,
        clauses=_clauses(pen, found, attached),
        schedules=attached,
        status=pen.plain("status", status=status) if status else "",
    )
    return Outcome(numbered(definitions.defined(pen, document)), pen.findings.all())


def _clauses(pen: Pen, found: tuple[Group, ...], attached: tuple[Clause, ...]) -> tuple[Clause, ...]:
    own = prose_clauses.of_section
    has_hours = any(schedule.key == "schedule.hours" for schedule in attached)
    promised: list[Clause] = []
    if found:
        promised = [
            levels.levels(pen, found),
            measurement.measurement(pen, found, own(pen, "measurement")),
            exclusions.exclusions(pen, found),
        ]
    middle: list[Clause | None] = [
        *promised,
        credits.fees(pen),
        credits.credits(pen, found, own(pen, "credits")),
        credits.claims(pen),
        procedure.responsibilities(pen, own(pen, "responsibilities")),
        procedure.escalation(pen, own(pen, "escalation")),
        procedure.reporting(pen, found, own(pen, "reporting")),
        procedure.review(pen, own(pen, "review")),
        *([] if found else own(pen, "measurement")),
        *prose_clauses.on_their_own(pen),
        ending.disputes(pen, own(pen, "disputes")),
        ending.term(pen, found, own(pen, "term")),
    ]
    body = [clause for clause in middle if clause is not None]
    last = [
        ending.precedence(pen, found, body, bool(attached)),
        signing.approvals(pen),
        signing.signatures(pen),
    ]
    return (
        parties.parties(pen),
        definitions.section(pen),
        scope.scope(pen),
        hours.hours(pen, has_hours),
        *body,
        *(clause for clause in last if clause is not None),
    )


def _schedules(pen: Pen, found: tuple[Group, ...]) -> tuple[Clause, ...]:
    attached = [
        schedules.hours(pen, schedules.calendars_of(pen, found)),
        schedules.priorities(pen),
        schedules.sources(pen, found),
        supports.supports(pen) if pen.internal else None,
    ]
    return tuple(clause for clause in attached if clause is not None)
