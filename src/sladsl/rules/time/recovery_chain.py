"""Finds promises of recovery that what stands under them cannot be recovered in time for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import combinations, permutations, product

from sladsl.diagnostics import catalogue
from sladsl.diagnostics.diagnostic import Diagnostic, Label
from sladsl.exact.durations import Deadline, Duration
from sladsl.exact.structures.modules import Choice, Component, Module
from sladsl.model.agreements import Agreement, Guarantee, limited_hours
from sladsl.model.metrics import Aggregate, TimeBetween
from sladsl.model.written import value_text
from sladsl.prove.below import Promised, below
from sladsl.prove.chains import TimeProof, prove, time_proofs
from sladsl.prove.due import is_time_limit
from sladsl.prove.parts import Step, Then, steps
from sladsl.prove.telling import name_of, time_text
from sladsl.prove.timeline import done_text, timeline_text
from sladsl.records import record
from sladsl.rules.compare import position
from sladsl.rules.index import Index, hours_key

_ORDERS = 4
"""So many steps in hours of their own are tried in every order."""
_WAYS = 64
"""So many ways to bring a service back are looked at."""


def check(index: Index) -> Iterator[Diagnostic]:
    """Times of recovery add up where no `handling` says they run at once; of copies the oldest counts.

    Of what can replace one another the quickest counts, and the newest copy.
    """
    for agreement in index.agreements:
        if agreement.kind == "uc" or agreement.provider is None:
            continue
        for guarantee in agreement.promises:
            if _is_restoring(guarantee):
                yield from _times(index, agreement, guarantee)
            elif _is_oldest(guarantee):
                yield from _copies(index, agreement, guarantee)


def _is_oldest(guarantee: Guarantee) -> bool:
    formula = guarantee.metric.formula
    return (
        isinstance(formula, Aggregate) and formula.function == "max" and guarantee.comparator in ("<=", "<")
    )


def _times(index: Index, agreement: Agreement, guarantee: Guarantee) -> Iterator[Diagnostic]:
    proofs = [proof for proof in time_proofs(index, agreement) if proof.guarantee is guarantee]
    if not proofs or any(p.handling is not None or not isinstance(p.chain, Step) for p in proofs):
        return  # nothing to add up, or the order is said
    late = {id(step.guarantee) for p in proofs if not p.in_time for step in steps(p.chain)}
    for service in guarantee.services or agreement.services:
        made = below(index, agreement, service.key, _is_restoring)
        found = ways(made.structure, made.promised) if made is not None else None
        if not found or any(id(g) in late for way in found for _, g in way):
            continue  # one of them is too late by itself, which is found elsewhere
        told = [_too_long(index, agreement, guarantee, way) for way in found]
        if all(told):
            shortest = min((each for each in told if each is not None), key=lambda each: each.by)
            yield _finding(agreement, guarantee, shortest, len(found) > 1)
            return


def _is_restoring(guarantee: Guarantee) -> bool:
    formula = guarantee.metric.formula
    restoring = isinstance(formula, TimeBetween) and (formula.first, formula.last) == ("failed", "restored")
    return restoring and is_time_limit(guarantee)


@record
class _TooLong:
    """The promises of one way to bring a service back, and by how many seconds they exceed the promise.

    `proof` is the order in which they exceed it least; None where they all count the same hours, in which
    case the order does not matter.
    """

    parts: tuple[Promised, ...]
    by: Fraction
    proof: TimeProof | None


def _too_long(
    index: Index, agreement: Agreement, guarantee: Guarantee, way: tuple[Promised, ...]
) -> _TooLong | None:
    """What is too long about a way; None where it is in time, or nobody can say."""
    if len(way) < 2:
        return None
    hours = hours_key(agreement, guarantee)
    plain = all(isinstance(g.target, Duration) and hours_key(a, g) == hours for a, g in way)
    if plain and isinstance(guarantee.target, Duration):
        by = sum((_seconds(g) for _, g in way), Fraction(0)) - _seconds(guarantee)
        return _TooLong(way, by, None) if by > 0 or (by == 0 and guarantee.comparator == "<") else None
    if len(way) > _ORDERS:
        return None
    best: TimeProof | None = None
    for order in permutations(way):
        chain = Then(tuple(Step(a, g) for a, g in order))
        proof = prove(index, agreement, guarantee, chain, None)
        if proof is None or proof.in_time:
            return None
        if best is None or proof.worst.by < best.worst.by:
            best = proof
    assert best is not None
    return _TooLong(way, Fraction(best.worst.by), best)


def _finding(agreement: Agreement, guarantee: Guarantee, found: _TooLong, chosen: bool) -> Diagnostic:
    parts = found.parts
    by = "by" if isinstance(guarantee.target, Deadline) else "within"
    labels = [Label(guarantee.target_span, "promised here")]
    for lower, part in parts:
        hours = limited_hours(part, lower)
        during = f" during `{hours.key}`" if hours is not None and found.proof is not None else ""
        labels.append(Label(part.target_span, f"takes up to {value_text(part.target)}{during}"))
    if found.proof is None:
        whole = sum((_seconds(g) for _, g in parts), Fraction(0))
        needs = f"needs {time_text(whole)} one after the other"
        terms = " + ".join(f"`{name_of(a, g)}` {time_text(_seconds(g))}" for a, g in parts)
        notes = [f"{terms} = {time_text(whole)}: {time_text(found.by)} too long"]
    else:
        needs = f"{done_text(found.proof, 'back')}, one after the other in whatever order"
        notes = [f"the worst case of the quickest order: {timeline_text(found.proof)}"]
    if chosen:
        notes.append("of what can replace one another, the quickest is taken")
    return Diagnostic(
        catalogue.RECOVERY_CHAIN,
        f"`{agreement.key}` promises recovery {by} {value_text(guarantee.target)}, and what stands "
        f"under it {needs}",
        tuple(labels),
        tuple(notes),
        help="shorten them, promise more time, or say in a `handling` that they are restored at once: "
        f"{_at_once(parts)}",
    )


def _at_once(parts: Sequence[Promised]) -> str:
    return "`" + " with ".join(name_of(a, g) for a, g in parts) + "`"


def _seconds(guarantee: Guarantee) -> Fraction:
    assert isinstance(guarantee.target, Duration)
    return guarantee.target.seconds


def _copies(index: Index, agreement: Agreement, guarantee: Guarantee) -> Iterator[Diagnostic]:
    def alike(support: Guarantee) -> bool:
        same = support.metric.key == guarantee.metric.key and support.comparator in ("<=", "<")
        return same and position(support.target, guarantee.target) is not None

    def place(promise: Guarantee) -> Fraction:
        found = position(promise.target, guarantee.target)
        assert found is not None  # what `alike` asks for
        return found

    for service in guarantee.services:
        made = below(index, agreement, service.key, alike)
        found = ways(made.structure, made.promised) if made is not None else None
        oldest = [max(way, key=lambda p: place(p[1])) for way in found or () if way]
        if not oldest or len(oldest) < len(found or ()):
            continue
        lower, support = min(oldest, key=lambda p: place(p[1]))
        if place(support) <= place(guarantee):
            continue
        keys = (
            [key for key, promises in made.promised.items() if (lower, support) in promises] if made else []
        )
        yield Diagnostic(
            catalogue.RECOVERY_CHAIN,
            f"`{agreement.key}` promises `{guarantee.metric.key}` of `{service.key}` up to "
            f"{value_text(guarantee.target)}, and the one of `{keys[0]}` may be {value_text(support.target)}",
            (
                Label(guarantee.target_span, "promised here"),
                Label(support.target_span, f"up to {value_text(support.target)}"),
            ),
            ("the worst of everything that it stands on is the worst of all",),
            help=f"let `{name_of(lower, support)}` promise {value_text(guarantee.target)}, or "
            f"promise {value_text(support.target)}",
        )


# ---- ways to bring a service back


def ways(
    module: Module, promised: Mapping[str, tuple[Promised, ...]]
) -> tuple[tuple[Promised, ...], ...] | None:
    """The promises that have to be kept for a service to be there again, for each way in which it can be.

    Of several promises about one thing the first is taken; what nobody promises is there. None where the
    structure shares parts between branches, or has more ways than are looked at.
    """
    match module:
        case Component(key):
            mine = promised.get(str(key), ())
            return (mine[:1],)
        case Choice(count, parts):
            made = [ways(part, promised) for part in parts]
            known = [each for each in made if each is not None]
            if len(known) < len(made):
                return None
            found: list[tuple[Promised, ...]] = []
            for chosen in combinations(known, count):
                for way in product(*chosen):
                    found.append(tuple({id(p[1]): p for part in way for p in part}.values()))
                    if len(found) > _WAYS:
                        return None
            return tuple(found)
    return None
