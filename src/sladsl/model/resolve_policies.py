"""House rules: their names found, their values read."""

from __future__ import annotations

from sladsl.exact.ratio import percent
from sladsl.model import literals
from sladsl.model.context import Context
from sladsl.model.policies import Policy, PolicyItem
from sladsl.model.resolve_catalogue import party_use
from sladsl.model.resolve_metrics import metric_named
from sladsl.model.resolve_targets import target_value
from sladsl.model.scope import Decl, Scope, dotted
from sladsl.model.values import Ratio
from sladsl.syntax import ast_agreements as agr
from sladsl.syntax.nodes import Node
from sladsl.syntax.words import MIRRORED, Comparator


def policy(context: Context, decl: Decl) -> Policy | None:
    """The house rules a declaration makes, resolved once."""
    return context.once(decl, lambda d: _policy(context, d))


def _policy(context: Context, decl: Decl) -> Policy:
    scope, node = Scope(decl.file), decl.node
    assert isinstance(node, agr.Policy)
    return Policy(
        context.key(decl),
        context.words(scope, node.title, decl.name),
        party_use(context, scope, node.owner) if node.owner else None,
        tuple(made for item in node.items if (made := _rule(context, scope, item))),
        decl.name_span,
    )


def _rule(context: Context, scope: Scope, node: Node) -> PolicyItem | None:
    """The rule a line makes; None where it says nothing that could be kept."""
    made = _item(context, scope, node)
    if made is None or made.comparator is None:
        return made
    least, reason = _least(made)
    right: Comparator = ">=" if least else "<="
    if not reason or made.comparator in (right, right[0]):
        return made
    turned = right if made.comparator == "=" else MIRRORED[made.comparator]
    line = made.span.text.replace(made.comparator, turned, 1)
    said = f"`{made.comparator}` is the wrong way round here: {reason}"
    context.wrong_value(scope, node, said, f"write `{line}`")
    return None


def _least(item: PolicyItem) -> tuple[bool, str]:
    """Whether a rule names a least rather than a most, and why; no reason where both may be."""
    match item.kind:
        case "margin":
            return True, "a margin is what has to be left at least"
        case "credits_recovered":
            return True, "this is the share that has to come back at least"
        case "credits_at_risk":
            return False, "this is what credits may come to at most"
        case "limit" if item.metric is not None and item.metric.better is not None:
            better = item.metric.better
            reason = f"of `{item.metric.key}` {better} is better, and no promise may go beyond the bound"
            return better == "lower", reason
    return False, ""


def _item(context: Context, scope: Scope, node: Node) -> PolicyItem | None:
    span = scope.span(node)
    match node:
        case agr.PolicyMargin() | agr.PolicyLimit():
            metric = metric_named(context, scope, node.metric)
            if metric is None:
                return None
            if isinstance(node, agr.PolicyLimit):
                limit = target_value(context, scope, node.value, metric)
                return (
                    PolicyItem("limit", metric, node.comparator, limit, (), span)
                    if limit is not None
                    else None
                )
            margin = literals.ratio(context, scope, node.value)
            if margin is None:
                return None
            if margin >= 1:
                context.wrong_value(
                    scope,
                    node.value,
                    f"a margin of {percent(margin)} leaves nothing that may be used up",
                    "write the share that is to be left, below 100%: `>= 20%`",
                )
                return None
            return PolicyItem("margin", metric, node.comparator, Ratio(margin), (), span)
        case agr.PolicyCreditsAtRisk():
            share = literals.ratio(context, scope, node.value)
            if share is None:
                return None
            fee = "" if isinstance(node.fee, agr.AnnualFee) else dotted(node.fee)
            names = (fee,) if fee else ()
            return PolicyItem("credits_at_risk", None, node.comparator, Ratio(share), names, span)
        case agr.PolicyCreditsRecovered():
            least = literals.ratio(context, scope, node.value)
            if least is None:
                return None
            return PolicyItem("credits_recovered", None, node.comparator, Ratio(least), (), span)
        case agr.PolicyRequire():
            return PolicyItem("require", None, None, None, tuple(n.text for n in node.names), span)
    return None
