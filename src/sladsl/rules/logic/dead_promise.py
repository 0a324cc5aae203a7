"""Finds promises that never apply: their days lie outside the term, or nothing fulfils their condition."""

from __future__ import annotations

from collections.abc import Iterator

from sladsl.diagnostics import catalogue
from sladsl.diagnostics.diagnostic import Diagnostic, Label
from sladsl.model.agreements import Agreement, Guarantee
from sladsl.model.supports import days_text, phase
from sladsl.model.written import condition_text
from sladsl.rules.compare import never_holds, whole_term
from sladsl.rules.conditions import can_hold
from sladsl.rules.index import Index
from sladsl.rules.say import headline


def check(index: Index) -> Iterator[Diagnostic]:
    """One finding per promise, or per table where all rows have the condition."""
    for agreement in index.agreements:
        told: set[tuple[str, str]] = set()
        for guarantee in agreement.guarantees:
            found = _finding(agreement, guarantee)
            if found is not None and (guarantee.name, found.message) not in told:
                told.add((guarantee.name, found.message))
                yield found


def _finding(agreement: Agreement, guarantee: Guarantee) -> Diagnostic | None:
    effective = agreement.effective
    if effective is not None and never_holds(agreement, guarantee):
        days = days_text(phase(guarantee))
        return Diagnostic(
            catalogue.DEAD_PROMISE,
            f"`{guarantee.key}` never holds: it is promised{days}, and `{agreement.key}` is in force"
            f"{days_text(whole_term(agreement))}",
            (Label(guarantee.target_span, f"holds{days}"), Label(effective.span, "the term")),
            help="correct the dates of the promise or of the term, or leave the promise out",
        )
    condition = guarantee.applies
    if condition is not None and not can_hold(condition):
        return Diagnostic(
            catalogue.DEAD_PROMISE,
            f"`{guarantee.key}` never applies: nothing is ever `{condition_text(condition)}`",
            (
                Label(guarantee.target_span, "promised, and never owed"),
                Label(headline(guarantee.span), f"applies when `{condition_text(condition)}`"),
            ),
            help="correct the condition, join its parts with `or`, or leave it out",
        )
    return None
