"""Finds agreements whose credits may come to more of the fee than the house allows."""

from __future__ import annotations

from collections.abc import Iterator

from sladsl.diagnostics import catalogue
from sladsl.diagnostics.diagnostic import Diagnostic, Label
from sladsl.exact.ratio import percent
from sladsl.model.agreements import Agreement, holds
from sladsl.model.policies import Policy, PolicyItem
from sladsl.model.values import Ratio
from sladsl.model.written import base_text
from sladsl.rules.index import Index
from sladsl.rules.money.yearly import AtRisk, Sum, annual_fee, at_risk, sum_text
from sladsl.rules.policy.governed import governed, rules
from sladsl.rules.say import headline


def check(index: Index) -> Iterator[Diagnostic]:
    """One finding per agreement with credits and a fee; a level that shares the terms above is told there."""
    for policy, item in rules(index, "credits_at_risk"):
        for agreement in governed(index, policy):
            above = index.house.agreements.get(agreement.under or "")
            shared = above is not None and above.credit_terms is agreement.credit_terms
            if shared and above is not None and above.customer is not None and above.fees:
                continue
            risk = at_risk(index, agreement)
            fee = annual_fee(agreement, item.names[0] if item.names else None)
            if risk is None or fee is None or risk.total.measure != fee.measure or not fee.size:
                continue
            share = Ratio(risk.total.size / fee.size)
            if item.comparator is None or item.value is None:
                continue
            if not holds(item.comparator, share, item.value):
                yield _finding(agreement, policy, item, risk, fee, share)


def _finding(
    agreement: Agreement, policy: Policy, item: PolicyItem, risk: AtRisk, fee: Sum, share: Ratio
) -> Diagnostic:
    assert isinstance(item.value, Ratio)
    terms = agreement.credit_terms
    if risk.cap is not None:
        place = Label(risk.cap.span, "the cap that decides")
        times = f"{risk.times} times " if risk.times > 1 else ""
        how = f"{times}{base_text(risk.cap.amount)} are {sum_text(risk.total)}"
    else:
        place = Label(terms.span if terms is not None else headline(agreement.span), "no cap limits them")
        how = f"all credits of a year come to {sum_text(risk.total)} at most"
    labels = [place, Label(item.span, "the house rule")]
    labels += [
        Label(each.span, "the fee") for each in agreement.fees if not item.names or each.name in item.names
    ]
    return Diagnostic(
        catalogue.POLICY_CREDITS,
        f"credits of `{agreement.key}` may come to {percent(share.value, 2)} of the fees of a year, and "
        f"`{policy.key}` allows {percent(item.value.value)}",
        tuple(labels),
        (f"{how}; the fees of a year are {sum_text(fee)}",),
        help=f"cap them at {percent(item.value.value)} of the fees of a year, or change the house rule",
    )
