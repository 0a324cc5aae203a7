"""What a proof of a time takes for granted: cases nobody promises any, pauses, conditions, shares."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sladsl.exact.durations import Deadline, Duration
from sladsl.model.agreements import Agreement, Guarantee, limited_hours
from sladsl.model.supports import Supports, overlap, phase
from sladsl.prove.below import below
from sladsl.prove.chains import TimeProof, time_proofs, unhandled
from sladsl.prove.handled import last_steps, services_beside
from sladsl.prove.horizon import is_dated
from sladsl.prove.limits import is_the_same
from sladsl.prove.parts import Step, steps
from sladsl.prove.recovery import is_restoring, waited_for
from sladsl.prove.remedies import soft
from sladsl.prove.standing_still import moves_alike
from sladsl.prove.steps import late_share, late_under, pause_of
from sladsl.prove.telling import joined, name_of, soft_text


def time_assumptions(supports: Supports, proof: TimeProof) -> Iterator[str]:
    """All of it in words."""
    components = untimed(supports, proof.agreement, proof.guarantee)
    if components:
        names = joined([f"`{key}`" for key in components])
        yield f"assumes that cases of {names}, of which nobody promises it, are in time"
    still = stands_still(proof)
    if still:
        yield (
            f"assumes that no clock stands still: while that of {_named(still)} does, this one, which counts "
            "otherwise, may run on"
        )
    if cuts_days(proof):
        yield "assumes that nothing that is excluded here ends a working day of this promise"
    if only_for_some_days(supports, proof):
        yield "assumes that a case is handled to its end as is promised on the day on which it begins"
    left = unhandled(supports, proof.agreement, proof.guarantee)
    if left:
        priorities = joined([f"`{name}`" for name in left])
        yield f"assumes that cases of {priorities}, which nobody handles, are in time"
    if restored_at_once(supports, proof):
        yield (
            "assumes that what stands under it is restored at once: what is too long one after the other is "
            "found by itself"
        )
    held = on_condition(proof)
    if held:
        hold = "holds" if len(held) == 1 else "hold"
        yield f"assumes that the conditions on which {_named(held)} {hold} are fulfilled"
    shared = of_all_cases(proof)
    if shared:
        yield (
            f"assumes that {_named(shared)} {'is' if len(shared) == 1 else 'are'} late for no larger a share "
            "of these cases than of all that count there, in every period"
        )
    without = soft((step.agreement, step.guarantee) for step in steps(proof.chain))
    if without:
        yield soft_text(without)


def stands_still(proof: TimeProof) -> tuple[Step, ...]:
    """The steps whose clock may stand still, in a pause or in time that is left out, where the one of the
    promise counts other hours, or in another way: then it runs on, or is not moved as far."""
    mine = proof.guarantee
    own = limited_hours(mine, proof.agreement)
    return _each(
        step
        for step in steps(proof.chain)
        if (pause_of(step.guarantee) is not None or step.guarantee.exclusions)
        and (
            limited_hours(step.guarantee, step.agreement) != own
            or not _moves_along(step, proof)
            or _pause_in(step.guarantee) != _pause_in(mine)
            or not all(is_the_same(e, step.agreement, proof.agreement) for e in step.guarantee.exclusions)
            or any(e.budget is not None for e in step.guarantee.exclusions)
        )
    )


def _moves_along(step: Step, proof: TimeProof) -> bool:
    """Whether time that is added to both clocks leaves the step in time: where all of it is counted in the
    same hours, and at most of a step alone where it is in days or deadlines, which do not add up."""
    lower, upper = (step.agreement, step.guarantee), (proof.agreement, proof.guarantee)
    if isinstance(proof.chain, Step):
        return moves_alike(lower, upper, proof.first, proof.end)
    own = limited_hours(proof.guarantee, proof.agreement)
    below = all(
        isinstance(each.guarantee.target, Duration) and limited_hours(each.guarantee, each.agreement) == own
        for each in steps(proof.chain)
    )
    return below and isinstance(proof.guarantee.target, Duration)


def cuts_days(proof: TimeProof) -> bool:
    """Whether what the promise leaves out itself could be the end of a day until which it is due."""
    return bool(proof.guarantee.exclusions) and isinstance(proof.guarantee.target, Deadline)


def restored_at_once(supports: Supports, proof: TimeProof) -> bool:
    """Whether a promise of recovery is held against one of several supports, and nobody says in what order
    they are restored."""
    if proof.handling is not None or not is_restoring(proof.guarantee) or not proof.in_time:
        return False
    same = (each for each in time_proofs(supports, proof.agreement) if each.guarantee is proof.guarantee)
    several = len({id(step.guarantee) for each in same for step in steps(each.chain)}) > 1
    return several or bool(waited_for(supports, proof.agreement, proof.guarantee)[1])


def only_for_some_days(supports: Supports, proof: TimeProof) -> bool:
    """Whether the promise has dates, or a step holds on some of its days only: what a case that goes on from
    one to the next is promised is not looked at."""
    if is_dated(proof.guarantee):
        return True
    whole = overlap(supports.term(proof.agreement), phase(proof.guarantee))
    if whole is None:
        return False
    terms = ((supports.term(step.agreement), phase(step.guarantee)) for step in steps(proof.chain))
    return any(overlap(whole, days) != whole for each in terms for days in each)


def _pause_in(guarantee: Guarantee) -> str | None:
    return guarantee.switches.over(guarantee.metric.switches).pause_in


def on_condition(proof: TimeProof) -> tuple[Step, ...]:
    """The steps that hold on a condition only: of their own service, whatever the promise says of its own."""
    return _each(step for step in steps(proof.chain) if step.guarantee.applies is not None)


def of_all_cases(proof: TimeProof) -> tuple[Step, ...]:
    """The steps that hold for a share of all their cases, which may be others than those of the promise."""
    late = late_under(proof.guarantee)
    return _each(step for step in steps(proof.chain) if 0 < late_share(step) == late(step))


def _each(found: Iterable[Step]) -> tuple[Step, ...]:
    return tuple({id(step.guarantee): step for step in found}.values())


def _named(found: Iterable[Step]) -> str:
    return joined([f"`{name_of(step.agreement, step.guarantee)}`" for step in found])


def untimed(supports: Supports, agreement: Agreement, guarantee: Guarantee) -> tuple[str, ...]:
    """The components whose cases are taken to be in time, as no step that ends them is about them or about
    what needs them; none where such a step is about all cases."""
    keys = [service.key for service in guarantee.services or agreement.services]
    proofs = (proof for proof in time_proofs(supports, agreement) if proof.guarantee is guarantee)
    ends = [step for proof in proofs for step in last_steps(proof.chain, guarantee)]
    left = tuple(key for key, is_last in services_beside(supports, keys, ends).items() if is_last)
    if not is_restoring(guarantee):
        return left
    made = (below(supports, agreement, key, is_restoring, kind="recovery") for key in keys)
    promised = {key for each in made if each is not None for key in each.promised}
    return tuple(key for key in left if key not in promised)
