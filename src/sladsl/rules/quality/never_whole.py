"""Tells promises of availability of which nothing is proven, since no whole period of theirs is in force."""

from __future__ import annotations

from collections.abc import Iterator

from sladsl.diagnostics import catalogue
from sladsl.diagnostics.diagnostic import Diagnostic, Label
from sladsl.model.agreements import Agreement, Guarantee
from sladsl.model.supports import FOREVER, Term, days_text
from sladsl.model.written import period_text
from sladsl.prove.allowances import is_availability
from sladsl.prove.below import Below, below
from sladsl.prove.counting import carries
from sladsl.prove.horizon import term_under
from sladsl.prove.proving import proofs
from sladsl.prove.taken_over import promises_to_prove
from sladsl.prove.telling import name_of
from sladsl.rules.index import Index


def check(index: Index) -> Iterator[Diagnostic]:
    """One finding per promise with supports whose period is longer than the days on which all is promised."""
    for agreement in index.agreements:
        proven = {id(proof.guarantee) for proof in proofs(index, agreement)}
        for guarantee in promises_to_prove(index, agreement):
            if id(guarantee) in proven or not is_availability(guarantee):
                continue
            for service in guarantee.services:
                found = _below(index, agreement, guarantee, service.key)
                if found is not None:
                    yield _finding(agreement, guarantee, *found)
                    break


def _below(
    index: Index, agreement: Agreement, guarantee: Guarantee, service: str
) -> tuple[Below, Term] | None:
    """What stands under it, and the days on which all of that and itself are in force; None without any."""
    stands = below(
        index,
        agreement,
        service,
        lambda g: is_availability(g) and carries(guarantee.metric, g.metric),
        covering=True,
        kind=guarantee.metric,
    )
    if stands is None:
        return None
    term = term_under(index, agreement, stands.promised.values())
    return (stands, term) if term is not None and term[1] < FOREVER[1] else None


def _finding(agreement: Agreement, guarantee: Guarantee, stands: Below, term: Term) -> Diagnostic:
    days = term[1] - term[0] + 1
    others = [
        lower for found in stands.promised.values() for lower, _ in found if lower.zone != agreement.zone
    ]
    labels = [Label(guarantee.target_span, f"counted{period_text(guarantee.period)}")]
    seen: set[str] = set()
    for each in (agreement, *(lower for found in stands.promised.values() for lower, _ in found)):
        if each.effective is not None and each.key not in seen:
            seen.add(each.key)
            until = f" until {each.effective.until}" if each.effective.until else ""
            labels.append(
                Label(each.effective.span, f"`{each.key}` in force from {each.effective.first}{until}")
            )
    return Diagnostic(
        catalogue.NEVER_WHOLE,
        f"nothing is proven of `{name_of(agreement, guarantee)}`: no whole period of it lies in the {days} "
        f"days{days_text(term)} on which all that it stands on is in force",
        tuple(labels),
        (
            "proofs look at whole periods: what a begun one allows depends on when it begins",
            *(
                f"the days of `{other.key}` are those of {other.zone}, and of `{agreement.key}` those of "
                f"{agreement.zone}"
                for other in others[:1]
            ),
        ),
        help="count it over a shorter period, or let the agreements be in force together for a whole one"
        f"{', by the clocks of one zone' if others else ''}",
    )
