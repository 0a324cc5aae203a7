"""Finds house rules about a share of a fee that no agreement has."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from sladsl.diagnostics import catalogue
from sladsl.diagnostics.diagnostic import Diagnostic, Label
from sladsl.exact.near_words import nearest
from sladsl.records import record
from sladsl.rules.facts import Joined
from sladsl.rules.index import Index
from sladsl.rules.policy.governed import governed, rules
from sladsl.rules.say import listed
from sladsl.source import Source, Span


@record
class FeesKnown:
    """The fees of an agreement that a house rule is about, and the one that the rule names."""

    policy: str
    span: Span
    wanted: str
    fees: tuple[str, ...]


def facts(index: Index) -> Iterator[FeesKnown]:
    """Every agreement with fees, by the house rule that names one."""
    for policy, item in rules(index, "credits_at_risk"):
        for agreement in governed(index, policy) if item.names else ():
            fees = tuple(fee.name for fee in agreement.fees)
            if fees:
                yield FeesKnown(policy.key, item.span, item.names[0], fees)


def conclude(facts: Sequence[FeesKnown], sources: Mapping[str, Source]) -> Iterator[Diagnostic]:
    """One finding per house rule. An agreement may lack the fee, as long as another one has it."""
    by_rule: dict[tuple[str, int, str], list[FeesKnown]] = {}
    for fact in facts:
        by_rule.setdefault((fact.policy, fact.span.start, fact.wanted), []).append(fact)
    for same in by_rule.values():
        known = dict.fromkeys(name for fact in same for name in fact.fees)
        if same[0].wanted not in known:
            yield _finding(same[0], sorted(known))


CHECK = Joined("fees of house rules", (FeesKnown,), facts, conclude)


def _finding(rule: FeesKnown, known: list[str]) -> Diagnostic:
    near = nearest(rule.wanted, known)
    fees = listed(known, "or")
    return Diagnostic(
        catalogue.FEE_EXISTS,
        f"`{rule.policy}` limits credits to a share of `{rule.wanted}`, and no agreement that it is for has "
        "such a fee",
        (Label(rule.span, "a share of what?"),),
        help=f"did you mean `{near}`?"
        if near
        else f"write {fees}, or `of annual fee` for all fees of a year",
    )
