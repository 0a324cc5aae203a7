"""Fees, credits, bonuses, how they combine, their limits, and how they are claimed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

from sladsl.exact.durations import CalendarDays, Months, Years
from sladsl.exact.money import Money, minor_unit
from sladsl.exact.ratio import Rounding
from sladsl.lower.contract import costs
from sladsl.lower.contract import example_credits as exact
from sladsl.lower.contract.amounts import (
    amount_words,
    amounts_of,
    base_words,
    fee_price,
    fee_words,
    memory_words,
    places_of,
    range_words,
    tier_words,
)
from sladsl.lower.contract.cover import capital
from sladsl.lower.contract.groups import Group
from sladsl.lower.contract.pen import Pen, capitalised, sentences, upper_words
from sladsl.lower.document import Align, Block, Clause, Inlines, Note, Paragraph, Table, plain, text
from sladsl.lower.values import Money as LoweredMoney
from sladsl.model.agreements import Agreement, Guarantee
from sladsl.model.credits import (
    AmountBase,
    Cap,
    CreditScheme,
    CreditTerms,
    Fee,
    Range,
    ServiceTime,
)
from sladsl.model.levels import owing
from sladsl.model.resolve_periods import KINDS
from sladsl.model.rounding import MODE_WORDS
from sladsl.model.values import Number, Ratio
from sladsl.source import Span

_COMBINE = {"highest": "highest", "sum": "sum", "agreeing": "agreeing", "customer chooses": "customer"}


def fees(pen: Pen) -> Clause | None:
    """The agreement's own fees, and those of a level above that its credits are reckoned from."""
    if not pen.agreement.fees:
        return None
    own = pen.own_fees
    inherited = [fee for fee in pen.agreement.fees if fee not in own]
    blocks: list[Block] = []
    if own:
        blocks += [pen.p("fees-intro"), _fees(pen, own)]
    if inherited:
        blocks += [pen.p("fees-above"), _fees(pen, inherited)]
    return pen.section("fees", "section-fees", *blocks, origin=pen.agreement.fees[0].span)


def _fees(pen: Pen, fees: Sequence[Fee]) -> Table:
    rows = [
        (
            text(capital(plain(fee_words(pen, fee)))),
            fee_price(pen, fee),
        )
        for fee in fees
    ]
    return pen.table([("column-fee", Align.START, 1), ("column-amount", Align.END, 0)], rows)


def credits(pen: Pen, groups: tuple[Group, ...], prose: Iterable[Clause]) -> Clause:
    paying = [g for g in groups if g.first.credit is not None]
    earning = [g for g in groups if g.first.bonus is not None]
    heading = "section-credits" if earning else "section-credits-only"
    if not paying and not earning:
        return pen.section("credits", heading, pen.p("credits-none"), children=prose)
    children: list[Clause] = []
    for group in groups:
        if group in paying or group in earning:
            children.append(_group(pen, group))
    common = _common(pen, groups)
    children += [common] if common.children else []
    intro = [pen.p("credits-intro")] if paying else []
    intro += [pen.p("bonus-intro")] if earning else []
    return pen.section(
        "credits", heading, sentences(*(p.content for p in intro)), children=[*children, *prose]
    )


def _group(pen: Pen, group: Group) -> Clause:
    promise = group.first
    blocks: list[Block] = []
    level = owing(pen.agreement, promise, pen.house.levels_above(pen.agreement), ())
    if level is not None:
        blocks.append(pen.p("credit-owed-above", upper=upper_words(pen, level)))
    if promise.credit is not None:
        blocks += _scheme(pen, promise, promise.credit, bonus=False)
        if group.is_table and promise.credit.single is not None and len(group.cells) > 1:
            blocks.append(pen.p("credit-each-cell"))
    if promise.bonus is not None:
        blocks += _scheme(pen, promise, promise.bonus, bonus=True)
    blocks += costs.outage(pen, group)
    blocks += costs.delay(pen, group)
    span = (promise.credit or promise.bonus or group.first).span
    return Clause(f"credits.{group.key}", group.title(pen), tuple(blocks), (), span)


def _scheme(pen: Pen, promise: Guarantee, scheme: CreditScheme, bonus: bool) -> list[Block]:
    blocks: list[Block] = []
    if scheme.tiers:
        blocks.append(_tiers(pen, promise, scheme, bonus))
        if len([t for t in scheme.tiers if t.kind in ("at least", "at most")]) > 1:
            blocks.append(pen.p("tiers-strictest"))
        if scheme.even_when_met:
            blocks.append(pen.p("credit-even-when-met"))
        defects = [] if bonus else _defects(pen, promise, scheme)
        blocks += [Note((sentences(*defects),))] if defects else []
    if scheme.single is not None:
        message = "bonus-for-met" if bonus else "credit-for-miss"
        blocks.append(pen.p(message, amount=amount_words(pen, scheme.single, promise)))
    memory = memory_words(pen, amounts_of(scheme.tiers, scheme.single))
    blocks += [sentences(*memory)] if memory else []
    return blocks


def _defects(pen: Pen, promise: Guarantee, scheme: CreditScheme) -> list[Inlines]:
    """Values at the ends of rows transcribed as they were published where rows and target disagree."""
    ranges = [tier.range for tier in scheme.tiers if tier.range is not None]
    places = places_of([promise.target, *(t.bound for t in scheme.tiers)])
    said: dict[Inlines, None] = {}
    met = False
    for end in (end for range_ in ranges for end in (range_.low, range_.high) if isinstance(end, Ratio)):
        row, shown = exact.applying(scheme.tiers, end), pen.value(end, places)
        nowhere = len(ranges) == len(scheme.tiers) and not any(r.contains(end) for r in ranges)
        kept = _keeps(promise, end)
        if nowhere and kept is False:
            said[pen.say("tier-hole", value=shown)] = None
        elif row is not None and kept and not scheme.even_when_met:
            words = tier_words(pen, scheme.tiers, places)[row]
            said[pen.say("tier-overlap", value=shown, row=words)] = None
            met = True
    return [*said, pen.say("credit-none-when-met")] if met else list(said)


def _keeps(promise: Guarantee, share: Ratio) -> bool | None:
    """Whether a share keeps the promise: the share of the cases where one is promised, else the target."""
    if promise.share is not None:
        return share.value >= promise.share.ratio
    return promise.meets(share) if isinstance(promise.target, Ratio) else None


def _tiers(pen: Pen, promise: Guarantee, scheme: CreditScheme, bonus: bool) -> Table:
    places = places_of([promise.target, *(t.bound for t in scheme.tiers)])
    rows = [
        (words, amount_words(pen, tier.amount, promise))
        for words, tier in zip(tier_words(pen, scheme.tiers, places), scheme.tiers, strict=True)
    ]
    result: Inlines = pen.measured(promise)
    if promise.period is not None:
        result = pen.say("column-result", metric=result, period=pen.period(promise.period))
    result = capitalised(result)
    credit = "column-bonus" if bonus else "column-credit"
    return pen.table([(result, Align.START, 1), (credit, Align.START, 1)], rows)


def _common(pen: Pen, groups: tuple[Group, ...]) -> Clause:
    agreement, terms = pen.agreement, pen.agreement.credit_terms
    items: list[tuple[Paragraph, Span | None]] = []
    none = [g.title(pen) for g in groups if g.first.credit is None]
    if none:
        items.append((pen.p("credits-of-none", promises=pen.join(list(dict.fromkeys(none)))), None))
    if terms is not None:
        items += _terms(pen, terms)
    upper = _corporate(pen)
    for cap, name in upper:
        items.append((Paragraph(cap), name))
    steps = _steps(pen, groups, bool(upper))
    if not {"guarantee", "agreement", "corporate"}.isdisjoint(steps):
        said = pen.join([pen.say("cap-step", step=step) for step in steps])
        items.append((pen.p("cap-order", steps=said), None))
    currencies = dict.fromkeys(
        [f.amount.currency for f in agreement.fees]
        + [base.currency for base in _bases(agreement) if isinstance(base, Money)]
    )
    if any(
        isinstance(base, ServiceTime) and not isinstance(base.time, Months | Years)
        for base in _bases(agreement)
    ):
        items.append((_day_of_service(pen, terms), None))
    mode = MODE_WORDS[terms.rounding if terms is not None else Rounding.HALF_EVEN].replace(" ", "-")
    for currency in currencies:
        unit = LoweredMoney(Fraction(1, 10 ** minor_unit(currency)), currency)
        items.append((pen.p("money-rounding", unit=unit, mode=mode), None))
    children = [*pen.numbered("limits", items), *_points(pen, terms)]
    return Clause("limits", pen.plain("credit-common"), (), tuple(children), terms.span if terms else None)


def _terms(pen: Pen, terms: CreditTerms) -> list[tuple[Paragraph, Span | None]]:
    items: list[tuple[Paragraph, Span | None]] = []
    if terms.at_risk is not None:
        items.append((pen.p("amount-at-risk", amount=base_words(pen, terms.at_risk)), terms.span))
    if terms.combine is not None:
        items.append((pen.p("switch-combine", combine=_COMBINE[terms.combine]), terms.span))
    for cap in terms.caps:
        items.append((Paragraph(_cap(pen, cap)), cap.span))
    if not terms.caps:
        items.append((pen.p("cap-none"), terms.span))
    if terms.minimum is not None:
        least = terms.minimum
        message = "credit-minimum-more" if least.more else "credit-minimum"
        said = pen.p(message, minimum=_money(least.amount))
        when = pen.p("credit-minimum-compared", when="after" if least.after_rounding else "before")
        items.append((sentences(said.content, when.content), terms.span))
    return items


def _cap(pen: Pen, cap: Cap, upper: Inlines | None = None) -> Inlines:
    """The sentence on a cap, of this agreement or of the level above that is named."""
    limit = base_words(pen, cap.amount)
    if cap.period in KINDS:
        period = pen.period(cap.period)
        if upper is None:
            return pen.say("cap-agreement", cap=limit, period=period)
        return pen.say("cap-corporate", upper=upper, cap=limit, period=period)
    if cap.period == "trailing":
        days = pen.value(CalendarDays(cap.days))
        if upper is None:
            return pen.say("cap-agreement-trailing", cap=limit, days=days)
        return pen.say("cap-corporate-trailing", upper=upper, cap=limit, days=days)
    if upper is None:
        return pen.say("cap-agreement-window", cap=limit, window=cap.period)
    return pen.say("cap-corporate-window", upper=upper, cap=limit, window=cap.period)


def _day_of_service(pen: Pen, terms: CreditTerms | None) -> Paragraph:
    """What the price of a day of service is."""
    part = terms.day if terms is not None else None
    if part is None:
        return pen.p("day-of-service-calendar")
    share = text(f"{part.ratio.numerator}/{part.ratio.denominator}")
    return pen.p("day-of-service-part", part=share, of=part.of)


def _bases(agreement: Agreement) -> Iterator[AmountBase]:
    for promise in agreement.promises:
        for scheme in promise.schemes:
            for amount in scheme.amounts:
                yield from (b for b in (amount.base, amount.at_most, amount.each_at_most) if b is not None)
    terms = agreement.credit_terms
    if terms is not None:
        yield from (row.amount for row in terms.points)
        yield from (cap.amount for cap in terms.caps)


def _points(pen: Pen, terms: CreditTerms | None) -> list[Clause]:
    """The table that turns the points of a period into money."""
    rows = terms.points if terms else ()
    if not rows:
        return []
    words = []
    for row, above in zip(rows, [*rows[1:], None], strict=True):
        bound = Range(Number(row.points), True, Number(above.points) if above else None, False)
        words.append((range_words(pen, bound, 0), base_words(pen, row.amount)))
    table = pen.table([("column-points", Align.START, 1), ("column-credit", Align.START, 1)], words)
    return [Clause("limits.points", "", (pen.p("points-intro"), table), (), rows[0].span)]


def _money(money: Money) -> LoweredMoney:
    return LoweredMoney(money.amount, money.currency)


def _corporate(pen: Pen) -> list[tuple[Inlines, Span]]:
    """Caps of the levels above that stand beside the agreement's own."""
    said = []
    for above in pen.house.levels_above(pen.agreement):
        if above.credit_terms is None or above.credit_terms is pen.agreement.credit_terms:
            continue
        for cap in above.credit_terms.caps:
            upper = pen.say("upper-named", title=pen.title(above.title))
            said.append((_cap(pen, cap, upper), cap.span))
    return said


def _steps(pen: Pen, groups: tuple[Group, ...], corporate: bool) -> list[str]:
    terms = pen.agreement.credit_terms
    schemes = [g.first.credit for g in groups if g.first.credit is not None]
    amounts = [a for s in schemes for a in amounts_of(s.tiers, s.single)]
    steps = {
        "tier": any(s.tiers for s in schemes),
        "excess": any(a.beyond is not None for a in amounts),
        "block": any(a.block or a.dates or a.per_each or a.once_per for a in amounts),
        "each": any(a.each_at_most is not None for a in amounts),
        "doubled": any(a.doubled is not None for a in amounts),
        "guarantee": any(a.at_most is not None for a in amounts),
        "combination": terms is not None and terms.combine is not None,
        "agreement": terms is not None and bool(terms.caps),
        "corporate": corporate,
        "minimum": terms is not None and terms.minimum is not None,
        "rounding": True,
    }
    return [step for step, applies in steps.items() if applies]


def claims(pen: Pen) -> Clause | None:
    terms = pen.agreement.credit_terms
    if terms is None or (terms.claim_within is None and not terms.automatic):
        return None
    if terms.automatic:
        said = pen.p("claim-automatic")
    else:
        assert terms.claim_within is not None
        said = pen.p("claim-on-request", window=pen.value(terms.claim_within))
    return pen.section("claims", "section-claims", said, origin=terms.span)
