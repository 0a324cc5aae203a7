"""Finds reviews that are due, and supports reviewed less often than what stands on them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from sladsl.diagnostics import catalogue
from sladsl.diagnostics.diagnostic import Diagnostic, Label
from sladsl.exact.durations import CalendarDays, Months, TimeSpan, Years
from sladsl.model.agreements import Agreement
from sladsl.rules.index import Index
from sladsl.rules.lengths import certainly_shorter
from sladsl.rules.say import headline, named_after
from sladsl.source import Span

_STATEMENT = re.compile(r"every[^\n;}#]*[^\s;}#]")


def check(index: Index) -> Iterator[Diagnostic]:
    """One finding per agreement and reason. A review can be late only where the last one is written."""
    for agreement in index.agreements:
        if agreement.review is None or index.over(agreement):
            continue
        inherited = any(above.review is agreement.review for above in index.house.levels_above(agreement))
        if inherited:
            continue
        yield from _due(index, agreement, agreement.review)
        if agreement.kind == "uc" or agreement.customer is None:
            continue
        for lower in {a.key: a for a in index.supports(agreement)}.values():
            if lower.review is not None and certainly_shorter(agreement.review, lower.review):
                yield _too_rarely(agreement, agreement.review, lower, lower.review)
            elif lower.review is None and not any(c.topic == "review" for c in lower.clauses):
                yield _never(agreement, agreement.review, lower)


def _due(index: Index, agreement: Agreement, every: TimeSpan) -> Iterator[Diagnostic]:
    if agreement.reviewed is None or index.today is None:
        return
    due = _after(agreement.reviewed, every)
    if due is not None and due < index.today:
        late = (index.today - due).days
        yield Diagnostic(
            catalogue.REVIEW_DUE,
            f"the review of `{agreement.key}` was due on {due}",
            (_place(agreement, f"reviewed last on {agreement.reviewed}"),),
            (f"{agreement.reviewed} and {every.text()} are {due}: {late} days before {index.today}",),
            help="review it, and write the day of that review after `last`",
        )


def _after(day: date, every: TimeSpan) -> date | None:
    if isinstance(every, (CalendarDays, Months, Years)):
        return every.after(day)
    return None if not hasattr(every, "seconds") else day + timedelta(seconds=int(every.seconds))


def _too_rarely(upper: Agreement, above: TimeSpan, lower: Agreement, below: TimeSpan) -> Diagnostic:
    return Diagnostic(
        catalogue.REVIEW_DUE,
        f"`{lower.key}` is reviewed every {below.text()}, `{upper.key}` on top of it every {above.text()}",
        (_place(lower, f"every {below.text()}"), _place(upper, f"every {above.text()}")),
        ("a promise cannot be reviewed without what it stands on",),
        help=f"review `{lower.key}` every {above.text()}, too",
    )


def _never(upper: Agreement, above: TimeSpan, lower: Agreement) -> Diagnostic:
    return Diagnostic(
        catalogue.REVIEW_DUE,
        f"`{lower.key}` is never reviewed, `{upper.key}` on top of it every {above.text()}",
        (
            Label(headline(lower.span), "no `review` in it"),
            _place(upper, f"every {above.text()}"),
        ),
        ("a promise cannot be reviewed without what it stands on",),
        help=f"add `review every {above.text()}` to `{lower.key}`",
    )


def _place(agreement: Agreement, text: str) -> Label:
    span = named_after(agreement.span, r"\breview\b", "every")
    found = _STATEMENT.match(span.source.text, span.start)
    return Label(Span(span.source, span.start, found.end()) if found else span, text)
