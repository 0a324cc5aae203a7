"""Finds promises of availability over ones that overlook the short outages which they count."""

from __future__ import annotations

from collections.abc import Iterator

from sladsl.diagnostics import catalogue
from sladsl.diagnostics.diagnostic import Diagnostic, Label
from sladsl.model.agreements import Guarantee
from sladsl.prove.availability import AvailabilityProof
from sladsl.prove.budgets import Support
from sladsl.prove.counting import Unseen, unseen
from sladsl.prove.telling import clock_text, name_of, period_name, time_text
from sladsl.rules.say import headline


def overlooked(proof: AvailabilityProof) -> Iterator[tuple[Support, Unseen]]:
    """The supports of a broken promise that let it be down as long as they like, in outages that they do not
    count; each promise once. No percentage mends that."""
    seen: set[int] = set()
    for support in proof.supports if not proof.kept else ():
        found = unseen(proof.guarantee, support.guarantee)
        if found is not None and found.share and found.alone and id(support.guarantee) not in seen:
            seen.add(id(support.guarantee))
            yield support, found


def finding(proof: AvailabilityProof, support: Support, found: Unseen) -> Diagnostic:
    """What is overlooked by one support, with the case in which everything below is kept."""
    upper, lower = proof.guarantee, support.guarantee
    mine, theirs = name_of(proof.agreement, upper), name_of(support.agreement, lower)
    component = support.component
    lost = found.share * support.allowance.most
    since = clock_text(proof.period.start, proof.agreement.zone)
    labels = [
        Label(upper.target_span, "counts them"),
        Label(lower.target_span, f"does not count {found.outages}"),
        *_counted(upper, "counted like this"),
        *_counted(lower, "counted like that"),
    ]
    return Diagnostic(
        catalogue.SAME_MEASURAND,
        f"`{theirs}` does not count {found.outages}, `{mine}` on top of it counts them when `{component}` is "
        "down: the one says nothing about the other",
        tuple(labels),
        (
            f"in {period_name(proof)}: from {since} on `{component}` may be down in {found.outages}, "
            f"one after the other, for {time_text(lost)} in all, and `{theirs}` is kept; promised: at most "
            f"{time_text(proof.allowed)}",
        ),
        help=f"let `{theirs}` count every outage that `{mine}` counts, or leave {found.outages} out of "
        f"`{mine}`, too",
    )


def _counted(guarantee: Guarantee, text: str) -> Iterator[Label]:
    """Where it is said how outages are counted, if that is not in the promise itself."""
    own, general = guarantee.switches, guarantee.metric.switches
    if own.short_outages is None and own.partial is None and general != own:
        yield Label(headline(guarantee.metric.span), text)
