"""The words of proofs: names, times, periods and sums in one language, for pictures and for contracts."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from datetime import date
from fractions import Fraction
from math import ceil, floor

from sladsl.exact import zones
from sladsl.exact.durations import Duration
from sladsl.exact.periods import DAY, Kind, Period
from sladsl.exact.ratio import round_to
from sladsl.exact.structures.modules import Choice, Component, Module, components
from sladsl.lower import values as v
from sladsl.lower.contract.pen import Pen
from sladsl.lower.contract.period_names import period_name
from sladsl.lower.document import Edition, plain, text
from sladsl.lower.short_times import short_time
from sladsl.model.agreements import Agreement, Guarantee, limited_hours
from sladsl.model.catalogue import Calendar, Service
from sladsl.model.house import House
from sladsl.model.written import measurand
from sladsl.prove.allowances import lost
from sladsl.prove.availability import AvailabilityProof
from sladsl.prove.budgets import Support
from sladsl.prove.chains import TimeProof
from sladsl.prove.telling import about_several, downtime_of, name_of
from sladsl.prove.timeline import Leg

_PLACES = 5
_TWO = 2
_PARTS = 8


class ProofWords:
    """How proofs are put in the words of a pen.

    `titled` calls things by their titles, as a contract does; otherwise by their names in the source.
    """

    def __init__(self, pen: Pen, titled: bool) -> None:
        self.pen = pen
        self.titled = titled

    # ---- names

    def promise(self, agreement: Agreement, guarantee: Guarantee) -> str:
        """A promise by itself: `RunkoNet.uptime`, or `Network contract: Availability of the network`."""
        if not self.titled:
            return name_of(agreement, guarantee)
        named = {"agreement": self.agreement(agreement), "promise": self.pen.title(guarantee.title)}
        return self.pen.plain("proof-named", **{name: text(words) for name, words in named.items()})

    def agreement(self, agreement: Agreement) -> str:
        return self.pen.title(agreement.title) if self.titled else agreement.key

    def service(self, service: Service) -> str:
        return self.pen.title(service.title) if self.titled else service.key

    def component(self, key: Hashable) -> str:
        """A service by its key; one that is not declared is called by it."""
        service = self.pen.house.services.get(str(key))
        return self.service(service) if service is not None else str(key)

    def part(self, support: Support, proof: AvailabilityProof) -> str:
        """What adds up: a supporting promise; by titles the component, with its agreement where more than
        one promises something about it."""
        if not self.titled:
            name = name_of(support.agreement, support.guarantee)
            if name not in about_several(proof.supports):
                return name
            named = {"promise": text(name), "service": text(support.component)}
            return self.pen.plain("graph-proof-of", **named)
        component = self.component(support.component)
        if sum(other.component == support.component for other in proof.supports) == 1:
            return component
        agreement = text(self.agreement(support.agreement))
        return self.pen.plain("proof-part-named", component=text(component), agreement=agreement)

    def exclusion(self, key: str, guarantee: Guarantee) -> str:
        found = next((each for each in guarantee.exclusions if each.key == key), None)
        return self.pen.title(found.title) if found is not None and self.titled else key

    def calendar(self, calendar: Calendar) -> str:
        return self.pen.title(calendar.title) if self.titled else calendar.key

    # ---- values

    def time(self, seconds: Fraction) -> str:
        """`4 min 12.504 s`, from two days on `2 d 4 h`: rounded half up to the millisecond."""
        return short_time(self.pen.w, seconds)

    def at_most(self, share: Fraction) -> str:
        """A percentage that is no more, to five decimals."""
        scale = 10 ** (_PLACES + 2)
        return self.pen.written(v.Percent(Fraction(floor(share * scale), scale)))

    def at_least(self, share: Fraction) -> str:
        """A percentage that is no less, to five decimals."""
        scale = 10 ** (_PLACES + 2)
        return self.pen.written(v.Percent(Fraction(ceil(share * scale), scale)))

    def allowed(self, proof: AvailabilityProof) -> str:
        """The time that a promise allows; no time where more than 100% is promised."""
        return self.time(max(proof.allowed, Fraction(0)))

    def of_allowed(self, seconds: Fraction, proof: AvailabilityProof) -> str:
        """The share that a time has in what is allowed, to a tenth of a percent; a dash where nothing is."""
        if proof.allowed <= 0:
            return "–"
        return self.pen.written(v.Percent(round_to(seconds / proof.allowed, 3), 1))

    def bound(self, guarantee: Guarantee) -> str:
        """`at least 99.95%`."""
        return plain(self.pen.bound(guarantee.comparator, guarantee.target))

    def bound_beside(self, guarantee: Guarantee, upper: Guarantee) -> str:
        """The bound; with its period where that is another than that of the promise above."""
        return self.bound(guarantee) if guarantee.period == upper.period else self.bound_in_period(guarantee)

    def bound_in_period(self, guarantee: Guarantee) -> str:
        """`at least 99.95% in each calendar month`."""
        bound = self.bound(guarantee)
        if guarantee.period is None:
            return bound
        period = self.pen.period(guarantee.period)
        return self.pen.plain("proof-in-each", bound=text(bound), period=period)

    def limit(self, agreement: Agreement, guarantee: Guarantee) -> str:
        """The time that a promise gives and the hours in which it runs: `4 h, during Office hours`."""
        target, calendar = guarantee.target, limited_hours(guarantee, agreement)
        time = self.time(target.seconds) if isinstance(target, Duration) else plain(self.pen.shown(target))
        if calendar is None:
            return self.pen.plain("proof-hours-all", time=text(time))
        hours = text(self.calendar(calendar))
        return self.pen.plain("proof-hours-during", time=text(time), calendar=hours)

    def limit_of_cases(self, agreement: Agreement, guarantee: Guarantee) -> str:
        """The same with the share of the cases that it holds for."""
        limit = self.limit(agreement, guarantee)
        if guarantee.share is None:
            return limit
        share = self.pen.share(guarantee.share.ratio)
        return self.pen.plain("proof-share-of-cases", limit=text(limit), share=share)

    def bound_of(self, proof: AvailabilityProof | TimeProof) -> str:
        """What is promised: a bound and its period, or a time and the hours in which it runs."""
        if isinstance(proof, AvailabilityProof):
            return self.bound_in_period(proof.guarantee)
        return self.limit_of_cases(proof.agreement, proof.guarantee)

    def period(self, proof: AvailabilityProof) -> str:
        """The period shown: `February 2027`, or which days where periods overlap."""
        cycle, label = proof.guarantee.period, proof.period.label
        named = period_name(self.pen, label)
        if cycle is None or cycle.kind not in (Kind.ROLLING, Kind.TRAILING):
            return named
        length = v.Count(Fraction(cycle.days), "day")
        if cycle.kind is Kind.TRAILING:
            end = text(self.moment(proof.period.end, cycle.zone))
            if proof.period.length > cycle.days * DAY:
                start = text(self.moment(proof.period.start, cycle.zone))
                return self.pen.plain("proof-any-trailing", length=length, start=start, end=end)
            return self.pen.plain("proof-trailing", length=length, end=end)
        return self.pen.plain("proof-rolling", length=length, last=text(named))

    def named(self, period: Period) -> str:
        """`February 2027`, of periods that do not overlap."""
        return period_name(self.pen, period.label)

    def moment(self, instant: int, zone: str) -> str:
        """`Fri, 1 Oct 2027, 00:22:21`, in that zone."""
        reading = zones.wall(zones.load(zone or "UTC"), instant)
        day = self.pen.w.formats.day_of_week(reading.date())
        time = self.pen.w.formats.time_of_day(reading.time())
        return self.pen.plain("proof-moment", day=text(day), time=text(time))

    def day_on_axis(self, day: date) -> str:
        return self.pen.w.formats.day_of_week_short(day)

    # ---- verdicts

    def standing(self, proof: AvailabilityProof | TimeProof) -> str:
        """The word by which messages choose what they say of a proof."""
        if isinstance(proof, AvailabilityProof) and proof.is_open:
            return "open"
        if isinstance(proof, AvailabilityProof) and proof.kept and proof.unpromised:
            return "presumed"
        return "kept" if proof.kept else "broken"

    def state(self, proof: AvailabilityProof | TimeProof) -> str:
        """Kept, or kept on a condition, or not, or neither proven nor refuted."""
        return self.pen.plain("proof-state", state=self.standing(proof))

    def slack(self, proof: AvailabilityProof) -> str:
        """`3 min 36.432 s left`, or how much is too much; up to so much where that is not proven."""
        if proof.allowed < 0:
            return self.pen.plain("proof-over-all")
        gap = proof.bound - proof.allowed
        if gap > 0:
            return self.pen.plain("proof-too-much", state=self.standing(proof), time=text(self.time(gap)))
        return self.pen.plain("proof-left", time=text(self.time(-gap)))

    def spare(self, proof: TimeProof) -> str:
        """`15 min to spare`, or by how much the worst case is late; and for which share of cases it is in
        time, where that is too few."""
        spare = self._spare(proof)
        if proof.for_enough or not proof.in_time:
            return spare
        share = self.at_most(proof.share)
        return self.pen.plain("proof-for-too-few", spare=text(spare), share=text(share))

    def _spare(self, proof: TimeProof) -> str:
        late = proof.worst.by
        if proof.worst.endless:
            return self.pen.plain("proof-endless")
        if late > 0:
            return self.pen.plain("proof-late", time=text(self.time(Fraction(late))))
        if late == 0:
            return self.pen.plain("proof-no-spare")
        return self.pen.plain("proof-spare", time=text(self.time(Fraction(-late))))

    def until(self, leg: Leg, zone: str) -> str:
        """Until when a step has the case, by the clocks of a zone."""
        return self.pen.plain("proof-endless") if leg.end is None else self.moment(leg.end, zone)

    def margin(self, proof: AvailabilityProof | TimeProof) -> str:
        """How far the worst case stays within the promise, or beyond it."""
        return self.slack(proof) if isinstance(proof, AvailabilityProof) else self.spare(proof)

    def guaranteed(self, proof: AvailabilityProof) -> str:
        """The bound that is proven, as the promise puts it: a share, or a time."""
        if lost(proof.guarantee).absolute:
            return self.time(proof.longest)
        return self.at_most(proof.guaranteed)

    def expected(self, proof: AvailabilityProof) -> str:
        """The share to be expected were all independent; from and to where it is not known exactly."""
        chance = proof.expected
        if chance.exact is not None:
            return self.at_most(chance.exact)
        least, most = self.at_most(chance.least), self.at_least(chance.most)
        return self.pen.plain("proof-expected-between", least=text(least), most=text(most))

    # ---- sums

    def sum(self, proof: AvailabilityProof) -> str:
        """What adds up to the bound, and the bound; one promise alone is its own sum."""
        total = text(self.total(proof))
        if isinstance(proof.structure, Component) and len(proof.supports) == 1:
            part = text(self.part(proof.supports[0], proof))
            return self.pen.plain("proof-sum-part", part=part, time=total)
        parts = text(self._sum(proof.structure, proof, top=True))
        return self.pen.plain("proof-sum-equals", sum=parts, total=total)

    def total(self, proof: AvailabilityProof) -> str:
        """What the sum comes to, and how much of it is possible where that is less."""
        total, reason = self.time(proof.possible), proof.narrowed
        if reason:
            summed = text(self.time(proof.summed))
            total = self.pen.plain("proof-sum-possible", sum=summed, possible=text(total), reason=reason)
        if proof.excused:
            excused, left = text(self.time(proof.excused)), text(self.time(proof.bound))
            total = self.pen.plain("proof-sum-excused", sum=text(total), excused=excused, left=left)
        return total

    def _sum(self, module: Module, proof: AvailabilityProof, *, top: bool = False) -> str:
        pen = self.pen
        if isinstance(module, Component):
            return self._component(proof, module.key)
        if not isinstance(module, Choice):
            keys = list(components(module))
            named = [self._component(proof, key) for key in keys[:_PARTS]]
            words = pen.plain("proof-sum-tangle", parts=pen.join([*named, *self._more(len(keys) - _PARTS)]))
            return words if top else self._with_time(words, module, proof)
        if module.count == len(module.parts):
            whole = " + ".join(self._series(module, proof))
            return whole if top else f"({whole})"
        shown = [self._sum(part, proof) for part in module.parts[:_PARTS]]
        parts = pen.join([*shown, *self._more(len(module.parts) - _PARTS)])
        if module.count == 1:
            number = "two" if len(module.parts) == _TWO else "more"
            words = pen.plain("proof-sum-shortest", number=number, parts=parts)
        else:
            number = pen.number(module.fails_with)
            words = pen.plain("proof-sum-at-once", number=text(number), parts=parts)
        return words if top else self._with_time(words, module, proof)

    def _with_time(self, words: str, module: Module, proof: AvailabilityProof) -> str:
        """Words for a part of a sum, with the time that they come to."""
        time = text(self.time(downtime_of(module, proof)))
        return self.pen.plain("proof-sum-whole", sum=text(words), time=time)

    def _series(self, module: Choice, proof: AvailabilityProof) -> Iterator[str]:
        """The parts that add up; those that are too many to be told as one."""
        parts = list(_flat(module))
        yield from (self._sum(part, proof) for part in parts[:_PARTS])
        rest = sum((downtime_of(part, proof) for part in parts[_PARTS:]), Fraction(0))
        yield from (self._timed(more, rest) for more in self._more(len(parts) - _PARTS))

    def _more(self, count: int) -> Iterator[str]:
        """What stands for the parts that are too many to be told."""
        if count > 0:
            yield self.pen.plain("proof-sum-more", count=text(self.pen.number(count)))

    def _component(self, proof: AvailabilityProof, key: Hashable) -> str:
        mine = [support for support in proof.supports if support.component == key]
        if not mine:
            return self._timed(self.component(key), Fraction(0))
        return " + ".join(self._timed(self.part(each, proof), each.seconds) for each in mine)

    def _timed(self, part: str, seconds: Fraction) -> str:
        return self.pen.plain("proof-sum-part", part=text(part), time=text(self.time(seconds)))

    # ---- chains

    def step(self, leg: Leg) -> str:
        """Whose turn it is."""
        if leg.step is None:
            return self.pen.plain("proof-chain-handover")
        return self.promise(leg.step.agreement, leg.step.guarantee)

    def told(self, proof: AvailabilityProof | TimeProof) -> str:
        """What a proof is about, as a picture is called: the promise with its bound."""
        guarantee = proof.guarantee
        name = text(self.promise(proof.agreement, guarantee))
        if isinstance(proof, AvailabilityProof):
            service, bound = text(self.service(proof.service)), text(self.bound_in_period(guarantee))
            return self.pen.plain("proof-picture-title", promise=name, service=service, bound=bound)
        limit = self.limit(proof.agreement, guarantee)
        bound = text(limit if self.titled else f"{measurand(guarantee)}, {limit}")
        return self.pen.plain("proof-picture-course-title", promise=name, bound=bound)


def _flat(module: Choice) -> Iterator[Module]:
    """The parts that add up, those of sums inside the sum as well."""
    for part in module.parts:
        if isinstance(part, Choice) and part.count == len(part.parts):
            yield from _flat(part)
        else:
            yield part


def words_of(house: House, agreement: Agreement, language: str) -> ProofWords:
    """The words for whoever knows the source: by its names, in `language`."""
    return ProofWords(Pen(house, agreement, language, Edition.INTERNAL), titled=False)
