"""Finds steps of a handling that say nothing about the time of its cases, and handlings without a step."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sladsl.diagnostics import catalogue
from sladsl.diagnostics.diagnostic import Diagnostic, Label
from sladsl.model.agreements import Agreement, ChainStep, Guarantee, Handling, chain_steps
from sladsl.model.catalogue import Priority
from sladsl.prove.due import is_time_limit
from sladsl.prove.handled import acts_on, step_of
from sladsl.prove.telling import name_of
from sladsl.rules.index import Index
from sladsl.rules.say import headline, listed


def check(index: Index) -> Iterator[Diagnostic]:
    """One finding per step and per handling of which nothing can be proven.

    A level below that takes a handling over says the same of it, which is told once.
    """
    for agreement in index.agreements:
        for handling in agreement.handlings:
            found = tuple(chain_steps(handling.chain))
            if not found:
                yield _nobody(handling)
            for step in found:
                lower = index.house.agreements.get(step.agreement)
                promises = lower.guarantee(step.guarantee) if lower is not None else ()
                if lower is not None and promises:
                    left = tuple(p for p in handling.priorities if step_of(index, step, p) is None)
                    if left:
                        yield _of_step(left, step, lower, promises)


def _nobody(handling: Handling) -> Diagnostic:
    return Diagnostic(
        catalogue.LEFT_OUT,
        "a handling of hand-overs alone: nobody works on the case",
        (Label(headline(handling.span), "no step"),),
        help="name who acts, as in `handling of P1: DeskOla.response then PlatformOla.repair`",
    )


def _of_step(
    left: Sequence[Priority], step: ChainStep, lower: Agreement, promises: Sequence[Guarantee]
) -> Diagnostic:
    """A step that promises nothing to cases of the priorities `left`."""
    named = f"`{step.agreement}.{step.guarantee}`"
    timed = [promise for promise in promises if is_time_limit(promise)]
    cases = listed(p.name for p in left)
    if not timed:
        said = f"{named} is no promise about the time of cases, and cannot be a step"
        about = [Label(promises[0].target_span, f"about `{promises[0].metric.key}`")]
    else:
        said = f"{named} says nothing about the time of {cases}"
        names = [promise.priority.name for promise in timed if promise.priority is not None]
        about = [Label(timed[0].target_span, f"about {listed(names)}")]
    fitting = [
        name_of(lower, promise)
        for promise in lower.promises
        if is_time_limit(promise) and all(acts_on(promise, p) for p in left)
    ]
    such = f", as {listed(fitting, 'or')}" if fitting else ""
    return Diagnostic(
        catalogue.WRONG_KIND,
        said,
        (Label(step.span, f"a step of {cases}"), *about),
        help=f"name a promise about the time of {cases}{such}, or take the step out of the `handling`",
    )
