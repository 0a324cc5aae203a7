"""Finds time or cases that a supporting promise leaves out and the promise above does not."""

from __future__ import annotations

from collections.abc import Iterator

from sladsl.diagnostics import catalogue
from sladsl.diagnostics.diagnostic import Diagnostic, Label
from sladsl.model.agreements import Agreement, Guarantee
from sladsl.model.catalogue import Exclusion
from sladsl.prove.allowances import is_availability
from sladsl.prove.availability import AvailabilityProof
from sladsl.prove.below import Promised, promises_below
from sladsl.prove.chains import steps, time_proofs
from sladsl.prove.telling import name_of
from sladsl.rules.index import Index
from sladsl.rules.say import headline


def check(index: Index) -> Iterator[Diagnostic]:
    """One finding per pair of promises of one kind and exclusion; availability is left to its proof."""
    for agreement in index.agreements:
        if agreement.kind == "uc" or agreement.provider is None:
            continue
        pairs: dict[tuple[int, int], tuple[Guarantee, Agreement, Guarantee]] = {}
        for proof in time_proofs(index, agreement):
            for step in steps(proof.chain):
                pair = (id(proof.guarantee), id(step.guarantee))
                pairs[pair] = (proof.guarantee, step.agreement, step.guarantee)
        for guarantee, lower, support in _alike(index, agreement):
            pairs[id(guarantee), id(support)] = (guarantee, lower, support)
        for guarantee, lower, support in pairs.values():
            known = {exclusion.key for exclusion in guarantee.exclusions}
            for exclusion in support.exclusions:
                if exclusion.key not in known:
                    yield _finding(agreement, guarantee, lower, support, exclusion)


def _alike(index: Index, agreement: Agreement) -> Iterator[tuple[Guarantee, Agreement, Guarantee]]:
    """Each promise with every one of the same metric under it."""
    known: dict[tuple[str, tuple[str, ...]], tuple[Promised, ...]] = {}
    for promise in agreement.guarantees:
        if not is_availability(promise):
            about = promise.metric.key, tuple(service.key for service in promise.services)
            if about not in known:
                known[about] = tuple(_of_metric(index, agreement, *about))
            for lower, support in known[about]:
                yield promise, lower, support


def _of_metric(
    index: Index, agreement: Agreement, metric: str, services: tuple[str, ...]
) -> Iterator[Promised]:
    for service in services:
        for key in index.needed((service,)):
            yield from promises_below(index, agreement, key, lambda lower: lower.metric.key == metric)


def boundless(proof: AvailabilityProof) -> Iterator[Diagnostic]:
    """What to report instead of a failed proof where a support leaves out time without a limit: no
    percentage repairs that."""
    known = {exclusion.key for exclusion in proof.guarantee.exclusions}
    seen: set[tuple[int, str]] = set()
    for support in proof.supports:
        for exclusion in support.guarantee.exclusions:
            at_any_time = not exclusion.windows and exclusion.budget is None
            told = (id(support.guarantee), exclusion.key) in seen
            if at_any_time and exclusion.key not in known and not told:
                seen.add((id(support.guarantee), exclusion.key))
                yield _finding(
                    proof.agreement, proof.guarantee, support.agreement, support.guarantee, exclusion
                )


def _finding(
    agreement: Agreement, guarantee: Guarantee, lower: Agreement, support: Guarantee, exclusion: Exclusion
) -> Diagnostic:
    mine, theirs = name_of(agreement, guarantee), name_of(lower, support)
    limited = bool(exclusion.windows) or exclusion.budget is not None
    note = (
        "what happens then counts above and not below: the promise under it is kept, this one is broken"
        if limited
        else "it has no window and no budget: all of a period may be left out below and count above"
    )
    return Diagnostic(
        catalogue.EXCLUSIONS_NESTED,
        f"`{theirs}` leaves out `{exclusion.key}`, `{mine}` on top of it counts it",
        (
            Label(guarantee.target_span, f"counts `{exclusion.key}`"),
            Label(support.target_span, f"does not count `{exclusion.key}`"),
            Label(headline(exclusion.span), "what is left out"),
        ),
        (note,),
        help=f"write `except {exclusion.key}` in `{mine}`, too, or take it out of `{theirs}`",
    )
