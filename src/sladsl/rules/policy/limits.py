"""Finds promises that go beyond what the house allows itself to promise."""

from __future__ import annotations

from collections.abc import Iterator

from sladsl.diagnostics import catalogue
from sladsl.diagnostics.diagnostic import Diagnostic, Label
from sladsl.exact.quantities import Quantity, same_family
from sladsl.model.agreements import holds
from sladsl.model.values import Value
from sladsl.model.written import measurand, target_text, value_text
from sladsl.rules.index import Index
from sladsl.rules.policy.governed import governed, rules


def check(index: Index) -> Iterator[Diagnostic]:
    """One finding per promise beyond a bound; values of another kind than the bound's are not compared."""
    for policy, item in rules(index, "limit"):
        metric, comparator, bound = item.metric, item.comparator, item.value
        if metric is None or comparator is None or bound is None:
            continue
        for agreement in governed(index, policy):
            for guarantee in agreement.guarantees:
                if guarantee.metric.key != metric.key or not _alike(guarantee.target, bound):
                    continue
                if holds(comparator, guarantee.target, bound):
                    continue
                yield Diagnostic(
                    catalogue.POLICY_LIMIT,
                    f"`{agreement.key}` promises `{measurand(guarantee)} {target_text(guarantee)}`, and "
                    f"`{policy.key}` allows no promise beyond `{value_text(bound)}`",
                    (
                        Label(guarantee.target_span, "beyond the house rule"),
                        Label(item.span, "the house rule"),
                    ),
                    help=f"promise `{guarantee.comparator} {value_text(bound)}`, or change the house rule",
                )


def _alike(left: Value, right: Value) -> bool:
    if isinstance(left, Quantity) and isinstance(right, Quantity):
        return same_family(left.unit, right.unit)
    return type(left) is type(right)
