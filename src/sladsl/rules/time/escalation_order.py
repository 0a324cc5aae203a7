"""Checks that an escalation goes forward in time and that somebody hears of the missed target."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from sladsl.diagnostics import catalogue
from sladsl.diagnostics.diagnostic import Diagnostic, Label
from sladsl.exact.ratio import percent
from sladsl.model.agreements import Escalation
from sladsl.rules.index import Index
from sladsl.rules.say import headline


def check(index: Index) -> Iterator[Diagnostic]:
    """One finding per step out of order and one per escalation that nobody is told of at 100%."""
    for agreement in index.agreements:
        for escalation in agreement.escalations:
            yield from _order(escalation)
            if escalation.steps and all(step.at < Fraction(1) for step in escalation.steps):
                last = max(step.at for step in escalation.steps)
                names = ", ".join(p.name for p in escalation.priorities)
                yield Diagnostic(
                    catalogue.ESCALATION_ORDER,
                    f"the escalation of `{names}` ends at {percent(last)}: a missed target reaches nobody",
                    (
                        Label(escalation.steps[-1].span, "the last step"),
                        Label(headline(escalation.span), "nobody at 100%"),
                    ),
                    help="add a step `at 100%` for whoever has to act when the time is up",
                )


def _order(escalation: Escalation) -> Iterator[Diagnostic]:
    for before, step in zip(escalation.steps, escalation.steps[1:], strict=False):
        if step.at <= before.at:
            again = "comes twice" if step.at == before.at else f"comes after {percent(before.at)}"
            yield Diagnostic(
                catalogue.ESCALATION_ORDER,
                f"an escalation step at {percent(step.at)} {again}",
                (Label(step.span, "this step"), Label(before.span, "the step before it")),
                help="write the steps in the order in which they happen, those of one moment as one step",
            )
