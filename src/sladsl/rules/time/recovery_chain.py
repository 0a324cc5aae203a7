"""Finds promises of recovery that what stands under them cannot be recovered in time for."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from sladsl.diagnostics import catalogue
from sladsl.diagnostics.diagnostic import Diagnostic, Label
from sladsl.exact.durations import Duration
from sladsl.model.agreements import Agreement, Guarantee
from sladsl.model.metrics import Aggregate, TimeBetween
from sladsl.model.written import value_text
from sladsl.prove.below import promises_below
from sladsl.prove.chains import Step, time_proofs
from sladsl.prove.due import is_time_limit
from sladsl.prove.telling import name_of, time_text
from sladsl.rules.compare import position
from sladsl.rules.index import Index, hours_key


def check(index: Index) -> Iterator[Diagnostic]:
    """Times of recovery add up where no `handling` says they run at once; of copies the oldest counts."""
    for agreement in index.agreements:
        if agreement.kind == "uc" or agreement.provider is None:
            continue
        for guarantee in agreement.promises:
            if _is_recovery(guarantee):
                yield from _times(index, agreement, guarantee)
            elif _is_oldest(guarantee):
                yield from _copies(index, agreement, guarantee)


def _is_recovery(guarantee: Guarantee) -> bool:
    formula = guarantee.metric.formula
    return (
        isinstance(formula, TimeBetween)
        and (formula.first, formula.last) == ("failed", "restored")
        and is_time_limit(guarantee)
        and isinstance(guarantee.target, Duration)
    )


def _is_oldest(guarantee: Guarantee) -> bool:
    formula = guarantee.metric.formula
    return (
        isinstance(formula, Aggregate) and formula.function == "max" and guarantee.comparator in ("<=", "<")
    )


def _times(index: Index, agreement: Agreement, guarantee: Guarantee) -> Iterator[Diagnostic]:
    parts: dict[int, tuple[Agreement, Guarantee]] = {}
    for proof in time_proofs(index, agreement):
        if proof.guarantee is not guarantee:
            continue
        if proof.handling is not None or not isinstance(proof.chain, Step):
            return
        step = proof.chain
        same = hours_key(step.agreement, step.guarantee) == hours_key(agreement, guarantee)
        if proof.kept and same and isinstance(step.guarantee.target, Duration):
            parts[id(step.guarantee)] = (step.agreement, step.guarantee)
    whole = sum((_seconds(g) for _, g in parts.values()), Fraction(0))
    if len(parts) > 1 and whole > _seconds(guarantee):
        terms = " + ".join(f"`{name_of(a, g)}` {time_text(_seconds(g))}" for a, g in parts.values())
        yield Diagnostic(
            catalogue.RECOVERY_CHAIN,
            f"`{agreement.key}` promises recovery within {value_text(guarantee.target)}, what stands under "
            f"it needs {time_text(whole)} one after the other",
            (
                Label(guarantee.target_span, "promised here"),
                *(Label(g.target_span, f"takes up to {value_text(g.target)}") for _, g in parts.values()),
            ),
            (f"{terms} = {time_text(whole)}: {time_text(whole - _seconds(guarantee))} too long",),
            help="shorten them, promise more time, or say in a `handling` that they are restored at once: "
            f"{_at_once(list(parts.values()))}",
        )


def _at_once(parts: list[tuple[Agreement, Guarantee]]) -> str:
    return "`" + " with ".join(name_of(a, g) for a, g in parts) + "`"


def _seconds(guarantee: Guarantee) -> Fraction:
    assert isinstance(guarantee.target, Duration)
    return guarantee.target.seconds


def _copies(index: Index, agreement: Agreement, guarantee: Guarantee) -> Iterator[Diagnostic]:
    def alike(support: Guarantee) -> bool:
        return support.metric.key == guarantee.metric.key

    for service in guarantee.services:
        for key in index.needed((service.key,)):
            for lower, support in promises_below(index, agreement, key, alike):
                theirs = position(support.target, guarantee.target)
                mine = position(guarantee.target, guarantee.target)
                if support.comparator not in ("<=", "<") or theirs is None or mine is None or theirs <= mine:
                    continue
                yield Diagnostic(
                    catalogue.RECOVERY_CHAIN,
                    f"`{agreement.key}` promises `{guarantee.metric.key}` of `{service.key}` up to "
                    f"{value_text(guarantee.target)}, the one of `{key}` may be {value_text(support.target)}",
                    (
                        Label(guarantee.target_span, "promised here"),
                        Label(support.target_span, f"up to {value_text(support.target)}"),
                    ),
                    ("the worst of everything that it stands on is the worst of all",),
                    help=f"let `{name_of(lower, support)}` promise {value_text(guarantee.target)}, or "
                    f"promise {value_text(support.target)}",
                )
