"""What would mend a failed proof of availability: for each supporting promise, what it would have to be."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction

from sladsl.exact.periods import Kind
from sladsl.exact.structures.nearby import Nearby
from sladsl.exact.structures.programme import Patience
from sladsl.exact.structures.repairs import largest_share
from sladsl.model.agreements import Agreement, Guarantee
from sladsl.model.metrics import ShareOfIntervals
from sladsl.model.supports import Supports
from sladsl.prove.allowances import lost, target_for
from sladsl.prove.availability import AvailabilityProof
from sladsl.prove.budgets import Support, promised_loss, whole_step, with_allowance
from sladsl.prove.counting import allows_no_outage
from sladsl.prove.together import Together, together
from sladsl.prove.trials import WORK, Trial, with_target
from sladsl.prove.weighed import Weighed
from sladsl.records import record, replace

_NOTHING = Nearby(Fraction(0))
_ROUNDS = 4
"""Where it matters when, each round comes nearer to the smallest repair from the safe side, a hundredfold as
long as a per cent of the period is left out."""


@record
class Repair:
    """What one supporting promise would have to let be lost at most for the promise above to hold; a share,
    or seconds for a promise in time. `target` is the share it has to promise for that, its rounding counted
    in, or the seconds; all of it where no outage is left that would count."""

    agreement: Agreement
    guarantee: Guarantee
    lost: Fraction
    target: Fraction


TRIED = 12
"""Of no more supporting promises it is tried, by proofs made anew, what would do."""
MANY = 100
"""So many supporting promises are looked at, those that let most be lost."""


@record
class Repairs:
    """For each supporting promise what it alone would have to be; left out where no value suffices, and where
    that was too much to find out: then not `every` one was tried. They are the `smallest`, unless less may
    do."""

    ways: tuple[Repair, ...]
    every: bool
    smallest: bool = True


def smallest_repairs(supports: Supports, proof: AvailabilityProof) -> Repairs:
    """What would mend a failed proof. Where whole intervals decide, or when components are down, or several
    promises are about one of them, it is tried whether less would do, unless there are many supports."""
    found = _tried(supports, proof)
    return replace(found, ways=tuple(map(_in_full, found.ways)))


def _in_full(way: Repair) -> Repair:
    """A repair that allows less than one outage, as what it is: nothing may be lost."""
    if lost(way.guarantee).absolute or not allows_no_outage(with_target(way.guarantee, way.target)):
        return way
    return replace(way, target=Fraction(1), lost=lost(with_target(way.guarantee, Fraction(1))).amount)


def _tried(supports: Supports, proof: AvailabilityProof) -> Repairs:
    found = repairs(proof)
    if found.smallest or not proof.exact:
        return found
    every: Iterable[AvailabilityProof | Weighed] = (proof, *proof.broken)
    supporting = (support for each in every for support in (*each.supports, *each.besides))
    promises = {id(s.guarantee): (s.agreement, s.guarantee) for s in supporting}
    if len(promises) > TRIED:
        return found
    known = {id(way.guarantee): way for way in found.ways}
    patience = Patience(WORK)
    ways: list[Repair] = []
    smallest = True
    for number, (agreement, guarantee) in promises.items():
        safe = known.get(number)
        best = Fraction(0) if lost(guarantee).absolute else Fraction(1)
        trial = Trial(supports, proof, guarantee, patience)
        tried = (safe and trial.nearest(safe.target)) or trial.nearest(best)
        if tried is not None:
            amount = lost(with_target(guarantee, tried.target)).amount
            ways.append(Repair(agreement, guarantee, amount, tried.target))
            smallest = smallest and tried.nearest
        elif safe is not None and patience.left < 0:
            ways.append(safe)
    known_of_all = patience.left >= 0
    return Repairs(tuple(ways), found.every and known_of_all, smallest and known_of_all)


def repairs(proof: AvailabilityProof) -> Repairs:
    """The same by the time that may be lost; nothing where the structure is too large for an exact bound,
    which is no tangent of the true one."""
    if not proof.exact:
        return Repairs((), every=False)
    found: list[Repair] = []
    upper = (proof.agreement, proof.guarantee)
    patience = Patience()
    # Who takes the service down in hours that several leave out may change with what they promise.
    meet = any(support.shared for each in proof.broken for support in each.supports)
    broken = []
    for each in proof.broken:
        supports = tuple(_unreduced(support) for support in each.supports) if meet else each.supports
        under = together(
            proof.structure,
            supports,
            proof.unpromised,
            upper,
            each.period,
            each.excused,
            patience,
            each.rolled,
            each.besides,
        )
        broken.append((each, under))
    by_promise: dict[int, Support] = {}
    for support in proof.supports:
        by_promise.setdefault(id(support.guarantee), support)
    looked_at = sorted(by_promise.items(), key=lambda each: each[1].seconds, reverse=True)[:MANY]
    chosen = {number for number, _ in looked_at}
    for moved in (support for number, support in by_promise.items() if number in chosen):
        if patience.left < 0:
            break
        share = _enough_in_all(proof, broken, moved.guarantee)
        target = target_for(moved.guarantee, share) if share is not None else None
        if share is not None and target is not None:
            found.append(Repair(moved.agreement, moved.guarantee, share, target))
    cycle = proof.guarantee.period
    fixed = cycle is not None and cycle.kind is not Kind.TRAILING
    by_time = fixed and all(
        under.when is None and not _in_intervals(each) and not each.besides for each, under in broken
    )
    return Repairs(tuple(found), patience.left >= 0, by_time)


def _in_intervals(weighed: Weighed) -> bool:
    """Whether what is lost is lost in whole intervals."""
    return any(isinstance(s.guarantee.metric.formula, ShareOfIntervals) for s in weighed.supports)


def _enough_in_all(
    proof: AvailabilityProof, broken: Sequence[tuple[Weighed, Together]], moved: Guarantee
) -> Fraction | None:
    """The most that the promise may let be lost for no period to be broken: the least of what each asks."""
    least: Fraction | None = None
    for weighed, under in broken:
        if all(support.guarantee is not moved for support in weighed.supports):
            return None
        allowed = _allowed(proof, weighed)
        present = lost(moved).amount if least is None else least
        found = Fraction(0)
        for _ in range(1 if under.when is None else _ROUNDS):
            bound = _bound(under, moved, found)
            if bound(_NOTHING).value > allowed:
                return None
            share = largest_share(bound, present, allowed)
            if share is None or share == found:
                break
            found = share
        least = share if share is not None else least
    return least


def _unreduced(support: Support) -> Support:
    """The support as if what it leaves out took nothing from its base: it lets no less be down."""
    allowance = support.allowance
    extras = (
        replace(e, reduces=False, share=None, pieces=tuple(replace(p, share=None) for p in e.pieces))
        for e in allowance.extras
    )
    return with_allowance(support, replace(allowance, extras=tuple(extras)))


def _allowed(proof: AvailabilityProof, weighed: Weighed) -> Fraction:
    """How long the whole may be down; a billionth less where just so much is too much already. Where
    intervals are bad as a whole one more may be begun."""
    allowed, reached = lost(proof.guarantee).of(weighed.base), proof.reached
    step = whole_step(proof.guarantee, weighed.supports)
    if step and (reached or allowed % step):
        allowed, reached = (allowed // step + 1) * step, False
    return allowed if reached else allowed * (1 - Fraction(1, 10**9))


def _bound(under: Together, moved: Guarantee, least: Fraction) -> Callable[[Nearby], Nearby]:
    """The longest downtime for what one promise lets be lost, all others as they are, and for no less than
    `least` at most so long: what it leaves out is taken from what it lets be lost as for this one."""

    def share_of(support: Support) -> Fraction:
        return least if support.guarantee is moved else promised_loss(support)

    def bound(x: Nearby) -> Nearby:
        def amount(support: Support) -> Nearby:
            return x if support.guarantee is moved else Nearby(promised_loss(support))

        return under.longest(amount, _NOTHING, share_of)[0]

    return bound
