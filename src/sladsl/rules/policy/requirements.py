"""Finds agreements that lack what the house wants in every one of them."""

from __future__ import annotations

from collections.abc import Iterator

from sladsl.diagnostics import catalogue
from sladsl.diagnostics.diagnostic import Diagnostic, Label
from sladsl.model.agreements import Agreement
from sladsl.rules.index import Index
from sladsl.rules.policy.governed import governed, rules
from sladsl.rules.say import headline, listed


def check(index: Index) -> Iterator[Diagnostic]:
    """One finding per agreement and policy; a level without a customer may leave it to the levels below."""
    for policy, item in rules(index, "require"):
        for agreement in governed(index, policy):
            if index.leaves_below(agreement):
                continue
            missing = [name for name in item.names if not _has(agreement, name)]
            if missing:
                yield Diagnostic(
                    catalogue.POLICY_REQUIRE,
                    f"`{agreement.key}` has no {listed(missing, 'or')}, which `{policy.key}` requires",
                    (
                        Label(headline(agreement.span), "nothing of that kind in it"),
                        Label(item.span, "the house rule"),
                    ),
                    help=f"add a line of that kind, or `include` a clause `about` {listed(missing, 'or')}",
                )


def _has(agreement: Agreement, name: str) -> bool:
    """Whether there is a statement of that name, or a clause about it or called so."""
    return bool(_statement(agreement, name)) or any(
        name in (clause.topic, clause.key) for clause in agreement.clauses
    )


def _statement(agreement: Agreement, name: str) -> object:
    effective, terms = agreement.effective, agreement.credit_terms
    match name:
        case "review":
            return agreement.review
        case "escalation" | "escalations" | "escalate":
            return agreement.escalations
        case "report" | "reports" | "reporting":
            return agreement.reports
        case "law":
            return agreement.law
        case "termination" | "terminate":
            return agreement.terminations
        case "approval" | "approvals" | "approve":
            return agreement.approvals
        case "handling":
            return agreement.handlings
        case "duty" | "duties":
            return agreement.duties
        case "requirements" | "requires":
            return agreement.requirements
        case "credits" | "credit":
            return terms or any(g.credit for g in agreement.promises)
        case "caps" | "cap":
            return terms is not None and terms.caps
        case "claim" | "claims":
            return terms is not None and (terms.claim_within or terms.automatic)
        case "fee" | "fees":
            return agreement.fees
        case "effective" | "term":
            return effective
        case "renewal":
            return effective is not None and effective.renews
        case "notice":
            return effective is not None and effective.notice
        case "hours":
            return agreement.hours
        case "priorities":
            return agreement.priorities
        case "version":
            return agreement.version
        case "surcharge" | "surcharges":
            return agreement.surcharges
    return None
