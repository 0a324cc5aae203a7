"""Finds promises of recovery that what stands under them cannot be recovered in time for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence
from fractions import Fraction

from sladsl.diagnostics import catalogue
from sladsl.diagnostics.diagnostic import Diagnostic, Label
from sladsl.exact.durations import Deadline, Duration
from sladsl.model.agreements import Agreement, Guarantee, limited_hours
from sladsl.model.metrics import Aggregate
from sladsl.model.supports import Promised, Term, overlap, phase
from sladsl.model.written import target_text, value_text
from sladsl.prove.below import below
from sladsl.prove.chains import TimeProof, prove, time_proofs
from sladsl.prove.due import most_open
from sladsl.prove.horizon import held_on
from sladsl.prove.parts import Step, Then, steps
from sladsl.prove.recovery import is_restoring, waited_for
from sladsl.prove.steps import kept_share, late_under, share_late
from sladsl.prove.taken_over import promises_to_prove
from sladsl.prove.telling import name_of, time_text
from sladsl.prove.timeline import done_text, timeline_text
from sladsl.records import record
from sladsl.rules.compare import just_kept, position
from sladsl.rules.index import Index, hours_key
from sladsl.rules.time.share_composition import share_finding
from sladsl.rules.time.ways_back import Oldest, Way, all_of, oldest, ways

_ORDERS = 120
"""So many orders of steps in hours of their own are tried: every one of five."""
_PROOFS = 1_024
"""So many orders are tried in all ways to bring a service back together."""
_SHOWN = 6


def check(index: Index) -> Iterator[Diagnostic]:
    """Times of recovery add up where no `handling` says they run at once; of copies the oldest counts.

    Shares of cases that are late add up as well. Of what can replace one another the quickest counts, and
    the newest copy.
    """
    for agreement in index.agreements:
        for guarantee in promises_to_prove(index, agreement):
            if is_restoring(guarantee):
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
    if any(p.handling is not None or not isinstance(p.chain, Step) for p in proofs):
        yield from _not_named(index, agreement, guarantee, proofs)
        if all(p.handling is not None for p in proofs):
            return  # the order is said
    alone = any(not p.for_enough for p in proofs)  # such a step is late for too many by itself
    late = {id(step.guarantee) for p in proofs if not p.in_time for step in steps(p.chain)}
    whole = overlap(index.term(agreement), phase(guarantee))
    for service in (guarantee.services or agreement.services) if whole is not None else ():
        made = below(index, agreement, service.key, is_restoring, kind="recovery")
        if made is None or whole is None:
            continue
        for days, promised in held_on(index, made.promised, whole):
            found = ways(made.structure, promised)
            every = all_of(made.structure, promised)
            if any(id(g) in late for _, g in every):
                continue  # one of them is too late by itself, which is found elsewhere
            told = _on_days(_Asked(index, agreement, guarantee, days), found, every, alone)
            if told is not None:
                yield told
                return


def _not_named(
    index: Index, agreement: Agreement, guarantee: Guarantee, proofs: Sequence[TimeProof]
) -> Iterator[Diagnostic]:
    """What a service waits for beside the steps of a `handling`: nobody says when that is restored."""
    named = [step for p in proofs if p.handling is not None for step in steps(p.chain)]
    passed = {(step.agreement.key, step.guarantee.key) for step in named}
    covered = {service.key for step in named for service in step.guarantee.services}
    missing = waited_for(index, agreement, guarantee)[0] - passed
    left = tuple(
        (lower, promise)
        for lower in index.supports(agreement)
        for promise in lower.promises
        if (lower.key, promise.key) in missing
        and not {s.key for s in promise.services or lower.services} <= covered
    )
    if left:
        yield _unproven(agreement, guarantee, left, "the `handling` does not say when it is restored")


@record(eq=False)
class _Asked:
    """A promise of recovery on some of its days."""

    index: Index
    agreement: Agreement
    guarantee: Guarantee
    days: Term

    def proof(self, way: Way) -> TimeProof | None:
        """Of a way in this order; None where there is none."""
        return prove(self.index, self.agreement, self.guarantee, _in_turn(way), None, self.days)


def _on_days(asked: _Asked, found: Sequence[Way] | None, every: Way, alone: bool) -> Diagnostic | None:
    """What is wrong of the ways that there are; `alone` says that a step is late for too many by itself."""
    agreement, guarantee = asked.agreement, asked.guarantee
    if found is None:
        by = _added_up(agreement, guarantee, every)
        if by is not None and by <= 0 and (alone or _for_enough(guarantee, every)):
            return None
        return _unproven(agreement, guarantee, every, "it can come back in more ways than are looked at")
    fit = [way for way in found if alone or _for_enough(guarantee, way)]
    if found and not fit:
        proof = asked.proof(min(found, key=lambda way: _late(guarantee, way)))
        choice = "of what can replace one another, what is late for the fewest cases is taken"
        return share_finding(proof, (choice,) if len(found) > 1 else ()) if proof is not None else None
    told = _of_all(asked, fit)
    if isinstance(told, _Open):
        return _unproven(agreement, guarantee, told.parts, told.why)
    if not told:
        return None
    return _finding(agreement, guarantee, min(told, key=lambda each: each.by), _choice(found, fit))


def _for_enough(guarantee: Guarantee, way: Way) -> bool:
    """Whether the steps of a way are late for no more cases together than the promise lets be."""
    least, reached = kept_share(guarantee)
    late = 1 - _late(guarantee, way)
    return late > least or (late == least and reached) or least > 1


def _late(guarantee: Guarantee, way: Way) -> Fraction:
    return share_late(_in_turn(way), late_under(guarantee))


def _in_turn(way: Way) -> Then:
    return Then(tuple(Step(lower, support) for lower, support in way))


def _choice(found: Sequence[Way], fit: Sequence[Way]) -> str:
    told = "of what can replace one another, the quickest is taken"
    if len(fit) < len(found):
        told += " that is in time for enough of its cases"
    return told if len(found) > 1 else ""


def _of_all(asked: _Asked, found: Sequence[Way]) -> list[_TooLong] | _Open:
    """What is too long about every way; nothing where one is in time, and what is not known of them."""
    told: list[_TooLong] = []
    unknown: _Open | None = None
    left = _PROOFS
    for way in found:
        one = _too_long(asked, way, min(max(left, 0), _ORDERS))
        if one is None:
            return []
        left -= one.tried
        if isinstance(one, _Open):
            unknown = unknown or one
        else:
            told.append(one)
    return unknown if unknown is not None else told


@record
class _TooLong:
    """The promises of one way to bring a service back, and by how many seconds they exceed the promise.

    `proof` is the order in which they exceed it least; None where they all count the same hours, in which
    case the order does not matter. `tried` is how many orders were.
    """

    parts: Way
    by: int
    proof: TimeProof | None
    tried: int = 0


@record
class _Open:
    """The promises of a way of which nobody knows whether they exceed the promise."""

    parts: Way
    why: str
    tried: int


def _added_up(agreement: Agreement, guarantee: Guarantee, way: Way) -> int | None:
    """By how many seconds the lengths of a way exceed the promise, less than 0 where they do not; None where
    they do not all count the same hours."""
    hours, promised = hours_key(agreement, guarantee), most_open(guarantee)
    lengths = [most_open(g) for a, g in way if hours_key(a, g) == hours]
    known = [length for length in lengths if length is not None]
    return sum(known) - promised if promised is not None and len(known) == len(way) else None


def _too_long(asked: _Asked, way: Way, orders: int) -> _TooLong | _Open | None:
    """What is too long about a way; None where it is in time. Of more orders than are tried, all are too long
    where those steps alone that count the same hours are."""
    if not way:
        return None
    by = _added_up(asked.agreement, asked.guarantee, way)
    if by is not None:
        return None if by <= 0 else _TooLong(way, by, None)
    if not orders:
        return _Open(way, "it can come back in more ways, and each in more orders, than are tried", 0)
    best: TimeProof | None = None
    tried = 0
    for order in _orders(way):
        if tried == orders:
            return _without_order(asked, way, tried)
        tried += 1
        proof = asked.proof(order)
        if proof is None or proof.in_time:
            return None
        if best is None or proof.worst.by < best.worst.by:
            best = proof
    assert best is not None
    return _TooLong(way, best.worst.by, best, tried)


def _without_order(asked: _Asked, way: Way, tried: int) -> _TooLong | _Open:
    """What is known in whatever order: what lies between steps that count the same hours only delays them."""
    alike: defaultdict[str, list[Promised]] = defaultdict(list)
    for lower, support in way:
        if isinstance(support.target, Duration):
            alike[hours_key(lower, support)].append((lower, support))
    for some in alike.values():
        proof = asked.proof(tuple(some))
        if proof is not None and not proof.in_time:
            return _TooLong(tuple(some), proof.worst.by, proof, tried)
    return _Open(
        way,
        f"{len(way)} steps in hours of their own can follow each other in more orders than are tried, and "
        f"in {tried} of them they are too late",
        tried + len(alike),
    )


def _orders(way: Way) -> Iterator[Way]:
    """The orders of the promises, those that count the same time in the same hours being one and the same."""
    kinds: defaultdict[Hashable, list[Promised]] = defaultdict(list)
    for lower, support in way:
        zone = "" if isinstance(support.target, Duration) else lower.zone
        kinds[hours_key(lower, support), support.target, zone].append((lower, support))

    def rest(left: dict[Hashable, list[Promised]]) -> Iterator[Way]:
        if not any(left.values()):
            yield ()
        for kind, promises in left.items():
            if promises:
                for others in rest({**left, kind: promises[1:]}):
                    yield (promises[0], *others)

    yield from rest(dict(kinds))


def _unproven(agreement: Agreement, guarantee: Guarantee, parts: Way, why: str) -> Diagnostic:
    return Diagnostic(
        catalogue.RECOVERY_UNPROVEN,
        f"`{agreement.key}` promises recovery {_limit(guarantee)}, and that what stands "
        "under it is back by then is not proven",
        (
            Label(guarantee.target_span, "promised here"),
            *(Label(g.target_span, f"takes up to {value_text(g.target)}") for _, g in parts[:_SHOWN]),
        ),
        (why,),
        help="say in a `handling` in which order they are restored, or which of them at once: "
        + _at_once(parts[:_SHOWN]),
    )


def _finding(agreement: Agreement, guarantee: Guarantee, found: _TooLong, choice: str) -> Diagnostic:
    parts, in_turn = found.parts, " one after the other" if len(found.parts) > 1 else ""
    labels = [Label(guarantee.target_span, "promised here")]
    for lower, part in parts:
        hours = limited_hours(part, lower)
        during = f" during `{hours.key}`" if hours is not None and found.proof is not None else ""
        labels.append(Label(part.target_span, f"takes up to {value_text(part.target)}{during}"))
    if found.proof is None:
        lengths = [most_open(g) or 0 for _, g in parts]
        whole = time_text(Fraction(sum(lengths)))
        needs = f"needs {whole}{in_turn}"
        terms = (f"`{name_of(*p)}` {time_text(Fraction(n))}" for p, n in zip(parts, lengths, strict=True))
        notes = [f"{' + '.join(terms)} = {whole}: {time_text(Fraction(found.by))} too long"]
    else:
        needs = done_text(found.proof, "back") + (f",{in_turn} in whatever order" if in_turn else "")
        order = " of the quickest order" if in_turn else ""
        notes = [f"the worst case{order}: {timeline_text(found.proof)}"]
    if choice:
        notes.append(choice)
    ways_out = "shorten it, or promise more time"
    if in_turn:
        ways_out = (
            "shorten them, promise more time, or say in a `handling` that they are restored at once: "
            + _at_once(parts)
        )
    return Diagnostic(
        catalogue.RECOVERY_CHAIN,
        f"`{agreement.key}` promises recovery {_limit(guarantee)}, and what stands under it {needs}",
        tuple(labels),
        tuple(notes),
        help=ways_out,
    )


def _limit(guarantee: Guarantee) -> str:
    less = "in less than" if guarantee.comparator == "<" else "within"
    word = "by" if isinstance(guarantee.target, Deadline) else less
    return f"{word} {value_text(guarantee.target)}"


def _at_once(parts: Sequence[Promised]) -> str:
    return "`" + " with ".join(name_of(a, g) for a, g in parts) + "`"


def _copies(index: Index, agreement: Agreement, guarantee: Guarantee) -> Iterator[Diagnostic]:
    like, _ = just_kept(guarantee)

    def alike(support: Guarantee) -> bool:
        same = support.metric.key == guarantee.metric.key and support.comparator in ("<=", "<")
        return same and position(just_kept(support)[0], like) is not None

    def place(promise: Guarantee) -> Oldest:
        value, reached = just_kept(promise)
        found = position(value, like)
        assert found is not None  # what `alike` asks for
        return found, reached

    whole = overlap(index.term(agreement), phase(guarantee))
    for service in (guarantee.services or agreement.services) if whole is not None else ():
        made = below(index, agreement, service.key, alike)
        if made is None or whole is None:
            continue
        parts = (promised for _, promised in held_on(index, made.promised, whole))
        found = [each for p in parts if (each := oldest(made.structure, p, lambda p: place(p[1])))]
        if not found:
            continue
        decides = max(found, key=lambda each: place(each[1][1]))
        key, (lower, support) = decides
        if place(support) <= place(guarantee):
            continue
        ways_out = (target_text(guarantee), target_text(support))
        let_it = f"let `{name_of(lower, support)}` promise `{ways_out[0]}`, or promise `{ways_out[1]}`"
        (value, reached), (old, as_old) = just_kept(guarantee), just_kept(support)
        yield Diagnostic(
            catalogue.RECOVERY_CHAIN,
            f"`{agreement.key}` promises `{guarantee.metric.key}` of `{service.key}` "
            f"{'up to' if reached else 'less than'} {value_text(value)}, and the one of `{key}` may be "
            f"{'' if as_old else 'just less than '}{value_text(old)}",
            (
                Label(guarantee.target_span, "promised here"),
                Label(support.target_span, f"{'up to' if as_old else 'less than'} {value_text(old)}"),
            ),
            ("the worst of everything that it stands on is the worst of all",),
            help=let_it if ways_out[0] != ways_out[1] else "round both in the same way",
        )
