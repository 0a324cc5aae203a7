"""Finds alternatives of a handling of which some never come to what is promised."""

from __future__ import annotations

from collections.abc import Iterator

from sladsl.diagnostics import catalogue
from sladsl.diagnostics.diagnostic import Diagnostic, Label
from sladsl.model.agreements import Agreement, Guarantee, Handling
from sladsl.model.metrics import TimeBetween
from sladsl.model.written import measurand
from sladsl.prove.due import is_time_limit
from sladsl.prove.handled import chain_of, handled_priorities, part_of, up_to
from sladsl.prove.parts import Part, Step, Then, Whichever, steps
from sladsl.prove.telling import name_of
from sladsl.rules.index import Index
from sladsl.rules.say import headline, listed


def check(index: Index) -> Iterator[Diagnostic]:
    """One finding per promise about time and handling: what is not proven because of one of its ways."""
    for agreement in index.agreements:
        for handling in agreement.handlings:
            for guarantee in agreement.promises:
                if is_time_limit(guarantee):
                    yield from _found(index, agreement, handling, guarantee)


def _found(
    index: Index, agreement: Agreement, handling: Handling, guarantee: Guarantee
) -> Iterator[Diagnostic]:
    formula = guarantee.metric.formula
    assert isinstance(formula, TimeBetween)
    for priority in handled_priorities(handling, guarantee):
        whole = part_of(index, handling.chain, priority)
        if whole is None or chain_of(index, handling.chain, guarantee, priority) is not None:
            continue
        short = list(_short(whole, formula.last))
        if short:
            yield _finding(agreement, handling, guarantee, short)
            return


def _short(part: Part, event: str) -> Iterator[Step]:
    """The steps with which alternatives end that do not come to an event, though others beside them do."""
    if isinstance(part, Whichever) and not part.parallel:
        ends = [up_to(inner, event) for inner in part.parts]
        if any(ends):
            for inner, end in zip(part.parts, ends, strict=True):
                if end is None:
                    yield from list(steps(inner))[-1:]
    if isinstance(part, (Then, Whichever)):
        for inner in part.parts:
            yield from _short(inner, event)


def _finding(agreement: Agreement, handling: Handling, guarantee: Guarantee, short: list[Step]) -> Diagnostic:
    formula = guarantee.metric.formula
    assert isinstance(formula, TimeBetween)
    names = list(dict.fromkeys(name_of(step.agreement, step.guarantee) for step in short))
    ends = "ends" if len(names) == 1 else "end"
    return Diagnostic(
        catalogue.HANDLING_STOPS_SHORT,
        f"`{agreement.key}` promises {measurand(guarantee)}, and an alternative of its handling that {ends} "
        f"with {listed(names)} does not come to that",
        (
            Label(guarantee.target_span, f"promised up to `{formula.last}`"),
            Label(headline(handling.span), f"may end before `{formula.last}`"),
            *(Label(step.guarantee.target_span, "ends here") for step in short),
        ),
        ("such a case has no proof: each supporting promise is held against this one by itself",),
        help=f"name in each who comes to `{formula.last}`, as in `({names[0]} then ...) or ...`; "
        "or write `with` where both work on it",
    )
