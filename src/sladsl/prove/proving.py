"""The proof of an availability: what supporting promises let go wrong, put together as the services are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from weakref import WeakKeyDictionary

from sladsl.exact.periods import Kind
from sladsl.exact.structures.programme import Patience
from sladsl.model.agreements import Agreement, Guarantee, limited_hours
from sladsl.model.catalogue import Service
from sladsl.model.supports import Promised, Supports
from sladsl.prove.allowances import is_availability, lost
from sladsl.prove.availability import AvailabilityProof
from sladsl.prove.below import Below, below
from sladsl.prove.counting import carries
from sladsl.prove.horizon import is_dated, term_under
from sladsl.prove.limits import has_limit
from sladsl.prove.memory import Memory, memory_of
from sladsl.prove.outages import WorstCase
from sladsl.prove.taken_over import promises_to_prove
from sladsl.prove.unchosen import contested
from sladsl.prove.weighed import Course, Weighed
from sladsl.prove.weighing import WORK, weighed
from sladsl.prove.worst_cases import search
from sladsl.records import record, replace

_TRIED = 24
"""In so many periods a case is looked for."""
_WORK = 50_000_000
"""So many steps are taken for it, as `Patience` counts them."""


def proofs(supports: Supports, agreement: Agreement) -> tuple[AvailabilityProof, ...]:
    """The proof of every promise of availability that the agreement makes and somebody supports."""
    known = _proven.setdefault(supports, {})
    found = known.get(id(agreement))
    if found is None:
        found = known[id(agreement)] = (agreement, tuple(_proofs(supports, agreement)))
    return found[1]


_proven: WeakKeyDictionary[Supports, dict[int, tuple[Agreement, tuple[AvailabilityProof, ...]]]] = (
    WeakKeyDictionary()
)
"""By look at a house and the identity of an agreement, which is held on to."""


def _proofs(supports: Supports, agreement: Agreement) -> Iterator[AvailabilityProof]:
    for guarantee in promises_to_prove(supports, agreement):
        if is_availability(guarantee):
            for service in guarantee.services:
                made = prove(supports, agreement, guarantee, service)
                if made is not None:
                    yield made


def prove(
    supports: Supports, agreement: Agreement, guarantee: Guarantee, service: Service
) -> AvailabilityProof | None:
    """The proof for one service; None where nobody promises anything about what it stands on, or where no
    whole period lies in the days on which all is promised."""
    stands = standing_under(supports, (agreement, guarantee), service)
    if stands is None:
        return None
    return proven(supports, (agreement, guarantee), service, stands, Patience(_WORK), Patience(WORK))


def standing_under(supports: Supports, upper: Promised, service: Service) -> Below | None:
    """What stands under a promise of availability; None where nobody promises anything about it."""
    agreement, guarantee = upper
    return below(
        supports,
        agreement,
        service.key,
        lambda g: is_availability(g) and carries(guarantee.metric, g.metric),
        covering=True,
        kind=guarantee.metric,
    )


def proven(
    supports: Supports,
    upper: Promised,
    service: Service,
    stands: Below,
    searching: Patience,
    weighing: Patience,
    memory: Memory | None = None,
) -> AvailabilityProof | None:
    """The proof on what stands under the promise; None where no whole period lies in its days. There
    is patience for `searching` cases, and for `weighing` what the supports come to."""
    term = term_under(supports, upper[0], stands.promised.values())
    if term is None:
        return None
    what = supports, upper, service.key, stands, term
    course = weighed(*what, memory=memory, patience=weighing)
    if not course.every:
        return None
    proving = _Proving(*upper, service, stands, contested(supports, upper[0], stands))
    made = proving.concluded(course, searching)
    if not _may_begin_elsewhere(supports, upper, stands):
        return made
    longer = weighed(*what, a_day_longer=True, memory=memory, patience=weighing)
    return proving.everywhere(longer) if made.kept else proving.beside(made, longer)


def _may_begin_elsewhere(supports: Supports, upper: Promised, stands: Below) -> bool:
    """Whether other periods may be worse than those that are looked at: trailing ones begin at any instant.
    Not where one support, counted alike, lets no more be lost; nor where all are trailing, and nobody has
    limited hours or leaves anything out."""
    mine = upper[1].period
    if mine is None or mine.kind is not Kind.TRAILING:
        return False
    every = [each for promises in stands.promised.values() for each in promises]
    if len(every) == 1 and _lets_no_more_be_lost(supports, every[0], upper):
        return False
    return any(
        g.period is None
        or g.period.kind is not Kind.TRAILING
        or g.exclusions
        or limited_hours(g, a) is not None
        or is_dated(g)
        for a, g in (upper, *every)
    )


def _lets_no_more_be_lost(supports: Supports, lower: Promised, upper: Promised) -> bool:
    """Whether two promises count the same times alike, and the lower one lets no more of them be lost."""
    memory, below, above = memory_of(supports), lost(lower[1]), lost(upper[1])
    if memory.way_of(*lower) != memory.way_of(*upper) or below.amount > above.amount:
        return False
    return below.amount < above.amount or above.reached or not below.reached


@record
class _Proving:
    """A promise about one service, and what stands under it."""

    agreement: Agreement
    guarantee: Guarantee
    service: Service
    stands: Below
    contested: tuple[str, ...]

    def concluded(self, course: Course, patience: Patience) -> AvailabilityProof:
        """The proof by the worst period: of a share the one that proves the least share. Of a promise that
        may not be kept it is one for which a case was found that breaks it."""
        loss = lost(self.guarantee)

        def excess(each: Weighed) -> tuple[Fraction, Fraction, bool]:
            return each.excess(loss)

        left = sorted(course.broken(loss), key=excess, reverse=True)
        if not left:
            return self._proof(max(course.worst, key=excess))
        held = [each for each in course.every if not each.breaks(loss)]
        best: tuple[Weighed, WorstCase] | None = None
        for number, each in enumerate(tuple(left)):
            # Another period may be worse where the bound of this one has come down.
            if best is not None and excess(each) <= excess(best[0]):
                break
            if number == _TRIED or patience.left < 0:
                best = best and (replace(best[0], bound=replace(best[0].bound, exact=False)), best[1])
                break
            found = search(self._proof(each, left), patience)
            now = each
            if found.bound is not None:
                now = each.searched(found.bound, found.settled, found.rolled)
            left = [now if other is each else other for other in left]
            if not now.breaks(loss):
                left.remove(now)
                held.append(now)
            elif found.case and (best is None or excess(now) > excess(best[0])):
                best = now, found.case
        if best is not None:
            return replace(self._proof(best[0], left), case=best[1])
        if left:
            return self._proof(max(left, key=excess), left)
        while patience.left > 0:
            shown = max(held, key=excess)
            if not shown.rolled or shown.bound.exact:
                break
            found = search(self._proof(shown), patience, to_the_end=True)
            if found.bound is None or not found.settled:
                break
            held.remove(shown)
            held.append(shown.searched(found.bound, found.settled, found.rolled))
        return self._proof(max(held, key=excess))

    def everywhere(self, longer: Course) -> AvailabilityProof:
        """The proof for all trailing periods: those that begin on a day lie in one that is `longer`."""
        left = longer.broken(lost(self.guarantee))
        worst = self._worst(left or longer.every)
        return self._proof(replace(worst, bound=replace(worst.bound, exact=False)), left)

    def beside(self, made: AvailabilityProof, longer: Course) -> AvailabilityProof:
        """A proof in one of the trailing periods, with what is proven in all."""
        return replace(made, elsewhere=self._worst(longer.every))

    def _worst(self, every: Sequence[Weighed]) -> Weighed:
        loss = lost(self.guarantee)
        return max(every, key=lambda each: each.excess(loss))

    def _proof(self, shown: Weighed, broken: Sequence[Weighed] = ()) -> AvailabilityProof:
        loss, guarantee = lost(self.guarantee), self.guarantee
        return AvailabilityProof(
            agreement=self.agreement,
            guarantee=guarantee,
            service=self.service,
            stands=self.stands,
            period=shown.period,
            allowed=loss.of(shown.base),
            bound=shown.bound.time,
            reached=loss.reached,
            attained=shown.attained,
            exact=shown.bound.exact,
            supports=shown.supports,
            assumed=tuple(e.key for e in guarantee.exclusions if not has_limit(e)),
            base=shown.base,
            broken=tuple(broken),
            excused=shown.excused,
            shared=shown.shared,
            used_up=shown.used_up,
            besides=shown.besides,
            rolled=shown.rolled,
            contested=self.contested,
        )
