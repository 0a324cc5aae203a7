"""The schedule of our own edition that shows whether each promise is kept by what it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction

from sladsl.backends.proofs import budget, course
from sladsl.backends.proofs.frame import IN_TEXT, LANES_IN_TEXT
from sladsl.backends.proofs.words import ProofWords
from sladsl.compiler.taken_for_granted import granted_of_downtime, granted_of_time
from sladsl.lower.contract.groups import Group, groups
from sladsl.lower.contract.pen import Pen, capitalised, reference
from sladsl.lower.document import (
    Align,
    Block,
    Clause,
    Figure,
    Inlines,
    KeyValue,
    KeyValues,
    Table,
    plain,
    text,
)
from sladsl.model.agreements import Guarantee
from sladsl.model.supports import Supports
from sladsl.prove.allowances import lost
from sladsl.prove.availability import AvailabilityProof
from sladsl.prove.budgets import Support
from sladsl.prove.chains import TimeProof, time_proofs, worst_only
from sladsl.prove.horizon import YEARS
from sladsl.prove.outages import Outage
from sladsl.prove.proving import proofs
from sladsl.prove.remarks import in_touched_intervals, periods_of_other_zones, shown_only
from sladsl.prove.telling import recorded_in
from sladsl.prove.timeline import legs, promised_end

KEY = "schedule.proofs"


def annex(pen: Pen, supports: Supports) -> tuple[Clause, ...]:
    """The schedule with a clause for every promise that is proven; none where no promise rests on another."""
    made = _Annex(pen, supports)
    by_downtime = proofs(supports, pen.agreement)
    by_time = tuple(worst_only(time_proofs(supports, pen.agreement)))
    found: tuple[AvailabilityProof | TimeProof, ...] = (*by_downtime, *by_time)
    if not found:
        return ()
    children = [made.of_availability(n, proof) for n, proof in enumerate(by_downtime, 1)]
    children += [made.of_time(n, proof) for n, proof in enumerate(by_time, len(children) + 1)]
    intro = pen.p("proofs-intro", years=text(pen.number(YEARS)))
    return (pen.section(KEY, "schedule-proofs", intro, made.overview(found), children=children),)


class _Annex:
    """Proofs as clauses of one contract."""

    def __init__(self, pen: Pen, supports: Supports) -> None:
        self.pen, self.supports = pen, supports
        self.words = ProofWords(pen, titled=True)
        self.group = {id(cell): group for group in groups(pen) for cell in group.cells}

    # ---- what every promise has

    def overview(self, found: Iterable[AvailabilityProof | TimeProof]) -> Table:
        """A row for every promise: what is promised, whether it is kept, and how closely."""
        rows = []
        for number, proof in enumerate(found, 1):
            state = capitalised(text(self.words.state(proof)))
            bound, margin = text(self.words.bound_of(proof)), text(self.words.margin(proof))
            rows.append((reference(f"{KEY}.{number}"), text(self.title(proof)), bound, state, margin))
        heads: list[tuple[str | Inlines, Align, int]] = [
            ("column-proof-clause", Align.START, 0),
            ("column-promise", Align.START, 6),
            ("proof-promised", Align.START, 6),
            ("column-proof-result", Align.START, 3),
            ("column-proof-worst", Align.START, 4),
        ]
        return self.pen.table(heads, rows)

    def title(self, proof: AvailabilityProof | TimeProof) -> str:
        """The title of the promise, with its row and column in a table, and its service among several."""
        pen, guarantee = self.pen, proof.guarantee
        parts = [pen.title(guarantee.title)]
        if guarantee.cell is not None:
            row = guarantee.priority.name if guarantee.priority is not None else guarantee.cell.heading
            parts += [row, plain(pen.measured(guarantee))]
        if isinstance(proof, AvailabilityProof) and len(guarantee.services) > 1:
            parts.append(self.words.service(proof.service))
        return ", ".join(part for part in parts if part)

    def promised(self, guarantee: Guarantee, bound: str) -> KeyValue:
        """What is promised, and in which clause."""
        group: Group | None = self.group.get(id(guarantee))
        label = self.pen.plain("proof-promised")
        if group is None:
            return KeyValue(label, text(bound))
        number = reference(group.clause)
        return KeyValue(label, self.pen.say("proof-promised-in", bound=text(bound), number=number))

    def fact(self, label: str, words: str) -> KeyValue:
        return KeyValue(label, text(words))

    # ---- availability

    def of_availability(self, number: int, proof: AvailabilityProof) -> Clause:
        pen, words = self.pen, self.words
        period = text(words.period(proof))
        facts = [
            self.promised(proof.guarantee, words.bound_of(proof)),
            KeyValue(pen.plain("proof-result"), capitalised(text(words.state(proof)))),
            self.fact(
                pen.plain("proof-guaranteed"),
                pen.plain("proof-guaranteed-figure", figure=text(words.guaranteed(proof))),
            ),
        ]
        if not lost(proof.guarantee).absolute:
            expected = pen.plain("proof-expected-figure", figure=text(words.expected(proof)))
            facts.append(self.fact(pen.plain("proof-expected"), expected))
        counted = pen.plain("proof-period-counted", period=period, time=text(words.time(proof.base)))
        facts.append(self.fact(pen.plain("proof-worst-period"), counted))
        blocks: list[Block] = [
            KeyValues(tuple(facts)),
            pen.p("proof-table-intro", period=period),
            self.contributions(proof),
            Figure(
                budget.draw_budget(proof, words, IN_TEXT),
                budget.description(proof, words),
                text(budget.caption(proof, words)),
            ),
            pen.p(
                "proof-sum",
                sum=text(words.sum(proof)),
                allowed=text(words.allowed(proof)),
                slack=text(words.slack(proof)),
            ),
            *self.remarks(proof),
            *(() if proof.kept else self.worst_case(proof)),
        ]
        return self.clause(number, proof, blocks)

    def contributions(self, proof: AvailabilityProof) -> Table:
        """Who promises what, and how much of what is allowed that may take; the sum under it."""
        pen, words = self.pen, self.words
        rows: list[tuple[Inlines, ...]] = [self.row(support, proof) for support in proof.supports]
        for key in proof.unpromised:
            nobody, never = pen.say("proof-row-nobody"), pen.say("proof-row-never")
            zero = text(words.time(Fraction(0)))
            rows.append((text(words.component(key)), nobody, never, zero, ()))
        allowed = max(proof.allowed, Fraction(0))
        gap = proof.bound - allowed
        state = "left" if gap <= 0 else "open" if proof.is_open else "over"
        for label, seconds in (
            (pen.say("proof-row-together"), proof.bound),
            (pen.say("proof-row-allowed"), allowed),
            (pen.say("proof-row-slack", state=state), abs(gap)),
        ):
            time, share = text(words.time(seconds)), text(words.of_allowed(seconds, proof))
            rows.append((capitalised(label), (), (), time, share))
        heads: list[tuple[str | Inlines, Align, int]] = [
            ("column-proof-component", Align.START, 3),
            ("column-agreement", Align.START, 3),
            ("column-promise", Align.START, 3),
            ("column-proof-down", Align.END, 0),
            ("column-proof-share", Align.END, 2),
        ]
        return pen.table(heads, rows)

    def row(self, support: Support, proof: AvailabilityProof) -> tuple[Inlines, ...]:
        words = self.words
        return (
            text(words.component(support.component)),
            text(words.agreement(support.agreement)),
            text(words.bound_beside(support.guarantee, proof.guarantee)),
            text(words.time(support.seconds)),
            text(words.of_allowed(support.seconds, proof)),
        )

    def remarks(self, proof: AvailabilityProof) -> Iterator[Block]:
        """What the figures take for granted, and what in them comes from outside the supporting promises."""
        pen, words = self.pen, self.words
        yield from granted_of_downtime(pen, words, proof)
        for support in proof.supports:
            part = text(words.part(support, proof))
            yield from self.left_out(support, proof)
            if support.shared:
                yield pen.p("proof-shared", part=part, time=text(words.time(support.shared)))
            if support.allowance.spread > 1:
                yield pen.p("proof-spread", part=part, times=support.allowance.spread)
            if support.allowance.apart:
                yield pen.p("proof-apart", part=part)
            outside = sum(end - start for start, end in support.allowance.outside)
            if outside:
                yield pen.p("proof-outside", part=part, time=text(words.time(Fraction(outside))))
            mine, theirs = proof.guarantee.period, support.guarantee.period
            if mine is not None and theirs is not None and theirs.longest() > mine.longest():
                worst = text(words.period(proof))
                yield pen.p("proof-concentrated", part=part, period=pen.period(theirs), worst=worst)
        for support, count in periods_of_other_zones(proof):
            yield self.other_zone(support, count, proof)
        promises = (proof.guarantee, *(support.guarantee for support in proof.supports))
        if any(promise.rounding is not None for promise in promises):
            yield pen.p("proof-rounded")
        if proof.is_open:
            yield pen.p("proof-open")
        elif not proof.exact:
            yield pen.p("proof-safe")

    def left_out(self, support: Support, proof: AvailabilityProof) -> Iterator[Block]:
        """What a support does not count, and how much of intervals that touches."""
        pen, words = self.pen, self.words
        part, extra = text(words.part(support, proof)), Fraction(0)
        for each in support.allowance.extras:
            touching = in_touched_intervals(proof, support, each)
            if touching is None:
                extra += each.seconds
                continue
            work, interval = (text(words.time(seconds)) for seconds in touching)
            time = text(words.time(each.seconds))
            yield pen.p("proof-touched", part=part, work=work, interval=interval, time=time)
        if extra:
            yield pen.p("proof-uncounted", part=part, time=text(words.time(extra)))

    def other_zone(self, support: Support, count: int, proof: AvailabilityProof) -> Block:
        """Whose periods begin by other clocks, so that more of them touch the one shown."""
        mine, theirs = proof.guarantee.period, support.guarantee.period
        assert mine is not None and theirs is not None
        return self.pen.p(
            "proof-other-zone",
            part=text(self.words.part(support, proof)),
            theirs=text(theirs.zone),
            mine=text(mine.zone),
            count=text(self.pen.number(count)),
            worst=text(self.words.period(proof)),
        )

    def worst_case(self, proof: AvailabilityProof) -> Iterator[Block]:
        """When everything is down in a worst case, by the clocks of the agreement."""
        pen, words, zone = self.pen, self.words, proof.agreement.zone
        rows = [
            (
                text(words.moment(each.begun, zone)),
                self.down(each, zone),
                text(words.time(each.seconds)),
            )
            for each in proof.case.outages
        ]
        if not rows:
            return
        if proof.case.recorded:
            named = pen.join([words.exclusion(key, proof.guarantee) for key in recorded_in(proof)])
            none = proof.case.recorded == "none"
            yield pen.p("proof-case-unrecorded" if none else "proof-case-recorded", exclusions=named)
        else:
            yield pen.p("proof-case-intro")
        heads: list[tuple[str | Inlines, Align, int]] = [
            ("column-proof-from", Align.START, 2),
            ("column-proof-what", Align.START, 3),
            ("column-proof-for", Align.END, 0),
        ]
        yield pen.table(heads, rows)
        shown = shown_only(proof)
        if shown is not None:
            counted, bound = text(words.time(shown[0])), text(words.time(proof.bound))
            yield pen.p("proof-case-shown", counted=counted, bound=bound)

    def down(self, outage: Outage, zone: str) -> Inlines:
        """What is down, and how often again."""
        pen, words = self.pen, self.words
        component = text(words.component(outage.component))
        if outage.times == 1:
            return pen.say("proof-case-down", component=component)
        more, last = text(pen.number(outage.times - 1)), text(words.moment(outage.last, zone))
        return pen.say("proof-case-repeated", component=component, more=more, last=last)

    # ---- time

    def of_time(self, number: int, proof: TimeProof) -> Clause:
        pen, words, zone = self.pen, self.words, proof.agreement.zone
        begins = pen.plain(
            "proof-begins-in",
            moment=text(words.moment(proof.worst.start, zone)),
            zone=text(zone or "UTC"),
        )
        result = pen.say("proof-result-worst", state=text(words.state(proof)), spare=text(words.spare(proof)))
        facts = (
            self.promised(proof.guarantee, words.bound_of(proof)),
            KeyValue(pen.plain("proof-result"), capitalised(result)),
            self.fact(pen.plain("proof-worst-begins"), begins),
        )
        legend = text(pen.plain("proof-picture-legend"))
        blocks: list[Block] = [
            KeyValues(facts),
            pen.p("proof-chain-intro"),
            self.chain(proof),
            Figure(course.draw_course(proof, words, LANES_IN_TEXT), course.description(proof, words), legend),
        ]
        return self.clause(number, proof, [*blocks, *granted_of_time(pen, words, self.supports, proof)])

    def chain(self, proof: TimeProof) -> Table:
        """Who has the case until when at the latest, between its beginning and the end that is promised."""
        pen, words, zone = self.pen, self.words, proof.agreement.zone
        start = proof.worst.start
        rows: list[tuple[Inlines, ...]] = [
            (pen.say("proof-chain-begins"), (), text(words.moment(start, zone)))
        ]
        for leg in legs(proof.chain, start):
            within = words.time(Fraction(leg.end - leg.start)) if leg.end is not None else ""
            if leg.step is not None:
                within = words.limit_of_cases(leg.step.agreement, leg.step.guarantee)
            rows.append((text(words.step(leg)), text(within), text(words.until(leg, zone))))
        due = text(words.moment(promised_end(proof), zone))
        rows.append((pen.say("proof-chain-due"), text(words.bound_of(proof)), due))
        heads: list[tuple[str | Inlines, Align, int]] = [
            ("column-proof-step", Align.START, 1),
            ("column-proof-within", Align.START, 1),
            ("column-proof-until", Align.START, 0),
        ]
        return pen.table(heads, rows)

    def clause(self, number: int, proof: AvailabilityProof | TimeProof, blocks: Iterable[Block]) -> Clause:
        return Clause(f"{KEY}.{number}", self.title(proof), tuple(blocks))
