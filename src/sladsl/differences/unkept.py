"""What a promise costs that its supports do not keep, while each of them keeps its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from sladsl.differences.change import Unkept
from sladsl.evaluate.evaluate import rounded
from sladsl.model.agreements import Agreement, Guarantee
from sladsl.model.values import Ratio
from sladsl.prove.availability import AvailabilityProof
from sladsl.records import record, replace
from sladsl.rules.compare import at, position
from sladsl.rules.index import Index
from sladsl.rules.money.bills import bill_of
from sladsl.rules.money.stretches import shapes, stretch_of
from sladsl.rules.money.worth import worth
from sladsl.rules.money.yearly import caps_of, most_of
from sladsl.rules.scales import Piece, scale_of

_CASE = "case"


def within_reach(proof: AvailabilityProof) -> Guarantee:
    """The promise about one service with those rows of its credits that its supports, each within its own
    promise, can bring about."""
    guarantee = replace(proof.guarantee, services=(proof.service,))
    scheme = guarantee.credit
    scale = scale_of(guarantee, scheme)
    if scheme is None or scale is None:
        return guarantee
    share = isinstance(guarantee.target, Ratio)
    value = rounded(at(proof.guaranteed if share else proof.longest, guarantee.target), guarantee.rounding)
    worst = position(value, guarantee.target)
    if worst is None:
        return guarantee

    def reached(piece: Piece) -> bool:
        if piece.met and not scheme.even_when_met:
            return False
        if piece.is_point:
            return piece.low >= worst if share else piece.low <= worst
        return piece.high is None or piece.high > worst if share else piece.low < worst

    rows = {row.span.start for piece in scale.pieces if reached(piece) for row in piece.rows}
    return replace(
        guarantee, credit=replace(scheme, tiers=tuple(t for t in scheme.tiers if t.span.start in rows))
    )


def by_service(guarantee: Guarantee) -> list[Guarantee]:
    """The promise about each of its services by itself."""
    return [replace(guarantee, services=(service,)) for service in guarantee.services] or [guarantee]


def unkept(index: Index, agreement: Agreement, missed: Sequence[Guarantee]) -> tuple[Unkept, ...]:
    """The most that a promise costs, in each measure by itself; nothing where no credit is agreed for it.

    `missed` is the promise, once for each service for which it is not kept. What a level promises is owed by
    all agreements under it that take it over.
    """
    found: dict[tuple[str, str], tuple[tuple[str, ...], Fraction | None]] = {}
    for bearer, promises in _bearers(index, agreement, [g for g in missed if g.credit and g.credit.amounts]):
        made = _owed(index, bearer, promises)
        if made is not None and bearer.customer is not None:
            party, place = bearer.customer.party.key, (made.per, made.measure)
            customers, size = found.get(place, ((), Fraction(0)))
            together = size + made.size if size is not None and made.size is not None else None
            found[place] = (tuple(dict.fromkeys((*customers, party))), together)
    return tuple(Unkept(customers, *place, size) for place, (customers, size) in found.items())


@record
class _Most:
    """The most that one agreement owes in a period, or for one case; `size` None is no limit."""

    per: str
    measure: str
    size: Fraction | None


def _bearers(
    index: Index, agreement: Agreement, missed: Sequence[Guarantee]
) -> Iterator[tuple[Agreement, list[Guarantee]]]:
    """Who owes something to a customer for it, and for which services."""
    if not missed:
        return
    if agreement.customer is not None:
        yield agreement, list(missed)
        return
    for lower in index.house.agreements.values():
        taken = [promise for origin, promise in lower.inherited if origin == agreement.key]
        mine = [
            m for m in missed if any(m.key == t.key and _about(m) & _about(t) == _about(m) for t in taken)
        ]
        if mine and lower.customer is not None:
            yield lower, mine


def _about(guarantee: Guarantee) -> set[str]:
    return {service.key for service in guarantee.services}


def _owed(index: Index, agreement: Agreement, missed: Sequence[Guarantee]) -> _Most | None:
    """None where the amounts have no measure in common."""
    period, credit = missed[0].period, missed[0].credit
    per = stretch_of(period) if period is not None else None
    word = per.word if per is not None else _CASE
    caps = [limit for _, limit in caps_of(index, agreement)]
    bill = bill_of(index, agreement, ((guarantee, 1) for guarantee in missed)) if per is not None else None
    if per is not None and bill is not None:
        sizes = [bill.over(per, shape) for shape in shapes(per)]
        known = [size for size in sizes if size is not None]
        return _Most(word, bill.measure, max(known) if len(known) == len(sizes) else None)
    single = most_of(agreement, missed[0]) if per is None else None
    limits = [*caps, *([single] if single is not None else [])]
    if limits and per is None:
        # Of how many cases nobody knows; one of them costs no more than any cap.
        measures = {limit.measure for limit in limits}
        size = min(limit.size for limit in limits)
        return _Most(word, measures.pop(), size) if len(measures) == 1 else None
    amounts = {made[0] for a in (credit.amounts if credit else ()) if (made := worth(a.base, agreement))}
    return _Most(word, amounts.pop(), None) if len(amounts) == 1 and not caps else None
