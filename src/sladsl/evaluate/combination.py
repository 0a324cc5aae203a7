"""From the credits of single promises to what is owed in all: combination, caps, minimum and rounding.

The order is that of the contract: the row and the limit of the promise come before, then the rule for
several misses, the caps of the agreement, the caps of the levels above, the smallest credit that is
granted, and rounding to the currency's minor unit.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from fractions import Fraction

from sladsl.evaluate.memory import credited
from sladsl.evaluate.prices import Prices
from sladsl.evaluate.reasons import Reason, Why, because
from sladsl.evaluate.results import Statement, Step
from sladsl.evaluate.tiers import Undefined
from sladsl.exact import zones
from sladsl.exact.money import Money
from sladsl.exact.periods import Cycle, Kind, Period
from sladsl.exact.ratio import Rounding
from sladsl.model.agreements import Agreement
from sladsl.model.credits import Cap, CreditTerms, FeeShare
from sladsl.model.written import base_text
from sladsl.records import record
from sladsl.source import Span

_MODES = {
    Rounding.HALF_EVEN: "a half to the even neighbour",
    Rounding.HALF_UP: "a half up",
    Rounding.FLOOR: "down",
    Rounding.CEILING: "up",
}


@record
class Candidate:
    """A credit that takes part in the combination: of one promise, or of all points together.

    `of` are the numbers of the results it is for, each with its part of it.
    """

    what: str
    amount: Money
    of: tuple[tuple[int, Fraction], ...]


@record
class Combined:
    """The credit before rounding, how much of it is for each result, and the steps that led there."""

    credit: Money
    granted: dict[int, Money]
    steps: tuple[Step, ...]


def combined(
    agreement: Agreement,
    candidates: Sequence[Candidate],
    prices: Prices,
    history: Sequence[Statement],
    above: Sequence[Agreement],
    currency: str,
) -> Combined:
    """All candidates as one credit, exact and not yet rounded.

    `above` are the levels above, the nearest first; their caps hold beside the agreement's own.
    """
    nothing = Money(Fraction(0), currency)
    terms = agreement.credit_terms
    chosen, steps = _chosen(terms, candidates, currency)
    start = sum((c.amount for c in chosen), nothing)
    credit = start
    for kind, cap, payer, counted in _caps(agreement, above, history):
        limit = _room(cap, payer, prices, counted, currency)
        if isinstance(limit, Undefined):
            what = f"cap {base_text(cap.amount)}: {limit.reason}"
            steps.append(Step("undefined", what, credit, cap.span, limit.reason))
        elif limit[0] < credit:
            credit = limit[0]
            steps.append(Step(kind, limit[1], credit, cap.span))
    least = terms.minimum if terms is not None else None
    if terms is not None and least is not None and least.amount.currency == currency and nothing < credit:
        compared = credit.rounded(terms.rounding) if least.after_rounding else credit
        if not (least.amount < compared or (compared == least.amount and not least.more)):
            credit = nothing
            said = f"{'not more' if least.more else 'less'} than {least.amount.text()} is not granted"
            said = f"rounded to {compared.text()}; {said}" if least.after_rounding else said
            steps.append(Step("minimum", said, credit, terms.span))
    share = credit.amount / start.amount if start.amount else Fraction(0)
    granted = {number: c.amount * (part * share) for c in chosen for number, part in c.of}
    return Combined(credit, granted, tuple(steps))


def agreeing(
    candidates: Sequence[Candidate], free: Sequence[str], currency: str, span: Span, steps: list[Step]
) -> list[Candidate]:
    """The one credit to which all promises come; none, and a step that says so, where they differ.

    `free` are the promises that come to no credit at all.
    """
    nothing = Money(Fraction(0), currency)
    readings = [(c.what, c.amount) for c in candidates] + [(name, nothing) for name in free]
    if len({amount.amount for _, amount in readings}) <= 1:
        return list(candidates[:1])
    told = ", ".join(f"{what}: {amount.text()}" for what, amount in readings)
    why = because(Why.NOT_AGREEING, told)
    steps.append(Step("undefined", str(why), nothing, span, why))
    return []


def rounded(amount: Money, mode: Rounding, steps: list[Step]) -> Money:
    """The amount in whole minor units of its currency; says so in `steps` when that changes it."""
    whole = amount.rounded(mode)
    if whole != amount:
        steps.append(Step("rounded", f"to the currency's minor unit, {_MODES[mode]}", whole))
    return whole


def _chosen(
    terms: CreditTerms | None, candidates: Sequence[Candidate], currency: str
) -> tuple[list[Candidate], list[Step]]:
    """The candidates that are owed, by the rule for several misses."""
    paying = [c for c in candidates if c.amount.amount > 0]
    if len(paying) < 2:
        return paying, []
    rule = terms.combine if terms is not None else None
    span = terms.span if terms is not None else None
    if rule in ("highest", "customer chooses"):
        best = max(paying, key=lambda c: c.amount.amount)
        what = f"the highest of {len(paying)}: {best.what}"
        if rule == "customer chooses":
            what += "; the customer may choose another"
        return [best], [Step("combined", what, best.amount, span)]
    total = sum((c.amount for c in paying), Money(Fraction(0), currency))
    what = f"the sum of {len(paying)}"
    if rule is None:
        what += ", as the agreement has no rule for several"
    return paying, [Step("combined", what, total, span)]


def _caps(
    agreement: Agreement, above: Sequence[Agreement], history: Sequence[Statement]
) -> list[tuple[str, Cap, Agreement, list[Statement]]]:
    """Every cap in the order of the levels, whose it is, and the statements that may count under it.

    Under a cap that a level above has set, for itself or by lending its terms, all agreements of that
    level count that are with the same customer.
    """
    levels = (agreement, *above)
    found: list[tuple[str, Cap, Agreement, list[Statement]]] = []
    for place, caps, owner in _capped(agreement, above):
        under = {each.key for each in levels[1 : owner + 1]}
        kind = "cap" if place == 0 else "corporate cap"
        counted = [
            s for s in history if s.agreement.key == agreement.key or _is_in(s.agreement, agreement, under)
        ]
        found += [(kind, cap, levels[owner], counted) for cap in caps]
    return found


def sharing(
    agreement: Agreement, above: Sequence[Agreement], others: Sequence[Agreement]
) -> tuple[Agreement, ...]:
    """The others whose credits count under a cap of a level above, or one that it lends to the agreement."""
    under: set[str] = set()
    for _, _, owner in _capped(agreement, above):
        under |= {each.key for each in above[:owner]}
    return tuple(o for o in others if o.key != agreement.key and _is_in(o, agreement, under))


def _capped(agreement: Agreement, above: Sequence[Agreement]) -> Iterator[tuple[int, tuple[Cap, ...], int]]:
    """The place of each level with caps of its own, the caps, and the place of the level that set them."""
    levels = (agreement, *above)
    for place, level in enumerate(levels):
        terms = level.credit_terms
        if terms is None or any(terms == nearer.credit_terms for nearer in levels[:place]):
            continue
        if terms.caps:
            # Lent terms belong to the uppermost level that has them.
            yield place, terms.caps, max(n for n, each in enumerate(levels) if each.credit_terms == terms)


def _is_in(other: Agreement, agreement: Agreement, under: set[str]) -> bool:
    """Whether another agreement stands in or directly under one of the levels, with the same customer."""
    theirs, ours = other.customer, agreement.customer
    same = theirs is None if ours is None else theirs is not None and theirs.party.key == ours.party.key
    return same and not under.isdisjoint((other.key, other.under or ""))


def _room(
    cap: Cap, payer: Agreement, prices: Prices, counted: Sequence[Statement], currency: str
) -> tuple[Money, str] | Undefined:
    """What a cap still leaves in its period, and in words.

    A period belongs to the month, quarter or year of the cap in which it begins; what earlier periods of
    the same were credited is taken off. Over a period that holds several of the cap's, the cap counts as
    often: a quarter holds three months. Trailing days end with the period.
    """
    base, agreement, period = cap.amount, prices.agreement, prices.period
    worth = prices.worth(base)
    if isinstance(worth, Undefined) and agreement is not payer:
        worth = Prices(payer, period, prices.books).worth(base)
    if isinstance(worth, Undefined):
        return worth
    if not isinstance(worth, Money) or worth.currency != currency:
        return Undefined(because(Why.CAP_UNLIKE, currency))
    times, start, end = 1, 0, 0
    if cap.period == "term":
        start, end = min([period.start, *(s.period.start for s in counted)]), period.end
    elif cap.period == "trailing":
        start, end = _trailing(cap, agreement, period), period.end
    else:
        cycle = cycle_of(cap, agreement)
        if isinstance(cycle, Undefined):
            return cycle
        inside = [
            p
            for p in cycle.between(period.start, period.end)
            if p.start >= period.start and p.end <= period.end
        ]
        first = cycle.containing(period.start)
        times, start, end = max(len(inside), 1), first.start, max([first.end, *(p.end for p in inside)])
    earlier = [s for s in counted if s.period.end <= period.end and not _same(s, agreement, period)]
    used = credited(earlier, start, end, currency)
    said = f"at most {base_text(base)} per {cap.per}"
    if times > 1:
        said += f", {times} times"
    if used.amount:
        said += f", of which {used.text()} was credited before"
    left = worth * times - used
    return (left if left.amount > 0 else Money(Fraction(0), currency)), said


def _trailing(cap: Cap, agreement: Agreement, period: Period) -> int:
    """Where the window begins that ends with the period: so many dates before."""
    zone = zones.load(agreement.zone)
    return zones.day_start(zone, zones.wall(zone, period.end).date() - timedelta(days=cap.days))


def cycle_of(cap: Cap, agreement: Agreement) -> Cycle | Undefined:
    """The periods of a cap; an invoice is for the time of the fee the cap is a share of, or the first."""
    if cap.period != "invoice":
        return Cycle(Kind(cap.period), agreement.zone)
    named = agreement.fee(cap.amount.fee) if isinstance(cap.amount, FeeShare) else None
    timed = [fee for fee in ((named,) if named else agreement.fees) if fee.per not in ("each", "hour")]
    if not timed:
        return Undefined(Reason(Why.NO_INVOICE_TIME))
    return Cycle(Kind(timed[0].per), agreement.zone)


def _same(statement: Statement, agreement: Agreement, period: Period) -> bool:
    return statement.agreement.key == agreement.key and statement.period == period
