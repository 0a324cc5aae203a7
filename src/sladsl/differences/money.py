"""What changed in money: fees, credits and bonuses, caps and the other terms of credits."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

from sladsl.differences.amounts import amount_more, more, sizes, whole_text
from sladsl.differences.change import Change, Effect, effect_of, together
from sladsl.differences.implication import Bound
from sladsl.differences.lengths import agreed, longer, more_per_period
from sladsl.differences.meaning import same, same_set, unlike
from sladsl.exact.durations import TimeSpan
from sladsl.exact.money import Money
from sladsl.exact.periods import MONTHS_IN_WORD
from sladsl.exact.ratio import Rounding
from sladsl.model.agreements import Agreement
from sladsl.model.credits import (
    Amount,
    Cap,
    CreditScheme,
    CreditTerms,
    DayPart,
    Fee,
    Minimum,
)
from sladsl.model.rounding import MODE_WORDS
from sladsl.model.written import base_text, tier_text
from sladsl.rules.compare import direction
from sladsl.rules.scales import Piece, Scale, scale_of
from sladsl.source import Span

_TOLD = frozenset(("combine", "caps", "claim_within", "automatic", "minimum", "points", "rounding")).union(
    ("day", "at_risk", "day_said")
)
_PER_YEAR = {word: 12 // months for word, months in MONTHS_IN_WORD.items()}


# ---- fees


def fee_changes(old: Agreement, new: Agreement) -> Iterator[Change]:
    """A higher fee is worse for the customer, a lower one for the provider."""
    before, after = {f.name: f for f in old.fees}, {f.name: f for f in new.fees}
    for name in dict.fromkeys((*before, *after)):
        one, two = before.get(name), after.get(name)
        subject = f"fee {name}"
        if one is None or two is None:
            effect = Effect.LOOSENS if one is None else Effect.TIGHTENS
            yield Change("fee", subject, _fee(one), _fee(two), effect, "", _at(one), _at(two))
        elif (one.amount, one.per, one.invoiced) != (two.amount, two.per, two.invoiced):
            effect, why = _dearer(one, two)
            yield Change("fee", subject, _fee(one), _fee(two), effect, why, one.span, two.span)
        elif not same(one.title, two.title):
            yield _words("fee", subject, one.title.plain(), two.title.plain(), one.span, two.span)


def _at(fee: Fee | None) -> Span | None:
    return fee.span if fee is not None else None


def _fee(fee: Fee | None) -> str:
    if fee is None:
        return ""
    amount = f"invoiced in {fee.amount.currency}" if fee.invoiced else fee.amount.text()
    return f"{amount} {fee.per}" if fee.per == "each" else f"{amount} per {fee.per}"


def _dearer(old: Fee, new: Fee) -> tuple[Effect, str]:
    if old.invoiced or new.invoiced or old.amount.currency != new.amount.currency:
        return Effect.INCOMPARABLE, ""
    before, after = old.amount.amount, new.amount.amount
    if old.per != new.per:
        if old.per not in _PER_YEAR or new.per not in _PER_YEAR:
            return Effect.INCOMPARABLE, ""
        before, after = before * _PER_YEAR[old.per], after * _PER_YEAR[new.per]
    if before == after:
        return Effect.INCOMPARABLE, "the same over a year"
    gap = after - before
    times = _PER_YEAR.get(old.per, 1) if old.per == new.per else 1
    over_year = Money(abs(gap) * times, old.amount.currency).text()
    sign = "more" if gap > 0 else "less"
    per = " a year" if old.per in _PER_YEAR else f" per {old.per}"
    return (Effect.LOOSENS if gap > 0 else Effect.TIGHTENS), f"{over_year} {sign}{per}"


def _words(kind: str, subject: str, before: str, after: str, old: Span, new: Span) -> Change:
    return Change(kind, subject, before, after, Effect.INCOMPARABLE, "other words", old, new)


# ---- credits of one promise


def scheme_change(old: Bound, new: Bound, *, bonus: bool) -> Change | None:
    """The credit or bonus of a promise: more credit is better for the customer, more bonus is worse."""
    one = old.guarantee.bonus if bonus else old.guarantee.credit
    two = new.guarantee.bonus if bonus else new.guarantee.credit
    if _schemes_same(one, two):
        return None
    kind = "bonus" if bonus else "credit"
    sign, why = _pays_more(old, new, one, two)
    effect = effect_of(-sign if bonus and sign is not None else sign)
    subject = f"{kind} of {new.guarantee.key}"
    spans = one.span if one else None, two.span if two else None
    return Change(kind, subject, scheme_text(one), scheme_text(two), effect, why, *spans)


def _schemes_same(left: CreditScheme | None, right: CreditScheme | None) -> bool:
    if left is None or right is None:
        return left is right
    return (
        same_set(left.tiers, right.tiers)
        and same(left.single, right.single)
        and left.even_when_met == right.even_when_met
    )


def scheme_text(scheme: CreditScheme | None) -> str:
    """`below 99.9%: 10% of monthly; below 99%: 25% of monthly`, or the single amount with its limit."""
    if scheme is None:
        return ""
    parts = [f"{tier_text(tier)}: {whole_text(tier.amount)}" for tier in scheme.tiers]
    parts += [whole_text(scheme.single)] if scheme.single is not None else []
    return ("even when met, " if scheme.even_when_met else "") + "; ".join(parts)


def _pays_more(
    old: Bound, new: Bound, one: CreditScheme | None, two: CreditScheme | None
) -> tuple[int | None, str]:
    if one is None or two is None:
        return (1 if one is None else -1), ""
    if one.single is not None and two.single is not None and not one.tiers and not two.tiers:
        return amount_more((one.single, old.agreement), (two.single, new.agreement)), ""
    scales = scale_of(old.guarantee, one), scale_of(new.guarantee, two)
    if scales[0] is None or scales[1] is None:
        return None, ""
    sign, why = _along(old, new, scales[0], scales[1])
    if one.even_when_met != two.even_when_met:
        verb = "now" if two.even_when_met else "no longer"
        paid = f"what meets the target is paid {verb}"
        return agreed(sign, 1 if two.even_when_met else -1), paid if sign == 0 else f"{why}; {paid}"
    return sign, why


def _along(old: Bound, new: Bound, before: Scale, after: Scale) -> tuple[int | None, str]:
    """Both scales at one value of every piece of either."""
    marks = sorted({p.low for s in (before, after) for p in s.pieces})
    marks += [p.high for s in (before, after) for p in s.pieces if p.high is not None]
    marks = sorted(set(marks))
    places = [*marks, *((a + b) / 2 for a, b in pairwise(marks)), marks[-1] + 1]
    signs: set[int | None] = set()
    shown = ""
    best_first = direction(new.guarantee.comparator) == "higher"
    for place in sorted(places, reverse=best_first):
        here, there = _piece(after, place), _piece(before, place)
        if here is None or there is None:
            continue
        paid, was_paid = (tuple(tier.amount for tier in piece.rows) for piece in (here, there))
        sign = _row_more(old, new, was_paid, paid)
        if sign != 0:
            signs.add(sign)
            if not shown:
                shown = f"at {after.value(place)} {_paid(paid)} instead of {_paid(was_paid)}"
    if not signs:
        return 0, "it pays the same"
    return (signs.pop() if len(signs) == 1 else None), shown


def _piece(scale: Scale, place: Fraction) -> Piece | None:
    for piece in scale.pieces:
        inside = place == piece.low if piece.is_point else place > piece.low
        inside = inside and (piece.is_point or piece.high is None or place < piece.high)
        if inside:
            return piece
    return None


def _row_more(old: Bound, new: Bound, one: tuple[Amount, ...], two: tuple[Amount, ...]) -> int | None:
    if not one or not two:
        return int(bool(two)) - int(bool(one))
    if len(one) > 1 or len(two) > 1:
        return None
    return amount_more((one[0], old.agreement), (two[0], new.agreement))


def _paid(row: tuple[Amount, ...]) -> str:
    return " and ".join(whole_text(amount) for amount in row) or "nothing"


# ---- the terms of all credits


def credit_term_changes(old: Agreement, new: Agreement) -> Iterator[Change]:
    """Caps, combination, claims and the other terms that all credits of an agreement share."""
    before, after = old.credit_terms, new.credit_terms
    if before is None or after is None:
        if before is after:
            return
        before, after = before or _nothing_said(old.span), after or _nothing_said(new.span)
    yield from _cap_changes(old, new, before, after)
    pairs: tuple[tuple[str, str, str, str, Effect], ...] = (
        (
            "combine",
            "how credits add up",
            before.combine or "",
            after.combine or "",
            _added_up(before, after),
        ),
        (
            "claim",
            "time to claim",
            _time(before.claim_within),
            _time(after.claim_within),
            _claim(before, after),
        ),
        (
            "claim",
            "how credits are paid",
            "automatic" if before.automatic else "on claim",
            "automatic" if after.automatic else "on claim",
            effect_of(int(after.automatic) - int(before.automatic)),
        ),
        ("minimum", "least credit", _least(before.minimum), _least(after.minimum), _minimum(before, after)),
        (
            "risk",
            "amount at risk",
            base_text(before.at_risk) if before.at_risk else "",
            base_text(after.at_risk) if after.at_risk else "",
            _risk(old, new, before, after),
        ),
        ("points", "points", _points(before), _points(after), _points_effect(old, new, before, after)),
        (
            "rounding",
            "rounding of money",
            MODE_WORDS[before.rounding],
            MODE_WORDS[after.rounding],
            _rounded(before, after),
        ),
        ("day", "price of a day", _day(before), _day(after), _day_effect(before.day, after.day)),
    )
    for name in unlike(before, after, _TOLD):
        subject = name.replace("_", " ")
        yield Change("credits", subject, "", "", Effect.INCOMPARABLE, "", before.span, after.span)
    for kind, subject, one, two, effect in pairs:
        if one != two:
            yield Change(kind, subject, one, two, effect, "", before.span, after.span)


def _nothing_said(at: Span) -> CreditTerms:
    """What holds of credits where an agreement has no terms for them."""
    return CreditTerms(None, (), None, False, None, (), at)


def _cap_changes(old: Agreement, new: Agreement, before: CreditTerms, after: CreditTerms) -> Iterator[Change]:
    left, right = {c.per: c for c in before.caps}, {c.per: c for c in after.caps}
    gone, come = [p for p in left if p not in right], [p for p in right if p not in left]
    if len(gone) == 1 and len(come) == 1:
        one, two = left.pop(gone[0]), right.pop(come[0])
        known = sizes((one.amount, old), (two.amount, new))
        sign = more_per_period((known[0], one.per), (known[1], two.per)) if known else None
        spans = max((one.per, two.per), key=lambda per: MONTHS_IN_WORD.get(per, 0))
        why = (
            f"over a {spans} no {'less' if sign > 0 else 'more'} may be paid, whatever falls when"
            if sign
            else ""
        )
        yield _cap("cap", one, two, effect_of(sign), why)
    for per in dict.fromkeys((*left, *right)):
        here, there = left.get(per), right.get(per)
        if here is None or there is None:
            yield _cap(f"cap per {per}", here, there, Effect.LOOSENS if here is None else Effect.TIGHTENS)
        elif not same(here.amount, there.amount):
            sign = more((here.amount, old), (there.amount, new))
            yield _cap(f"cap per {per}", here, there, effect_of(sign))


def _cap(subject: str, old: Cap | None, new: Cap | None, effect: Effect, why: str = "") -> Change:
    texts = ["" if cap is None else f"{base_text(cap.amount)} per {cap.per}" for cap in (old, new)]
    spans = old.span if old else None, new.span if new else None
    return Change("cap", subject, texts[0], texts[1], effect, why, *spans)


def _added_up(before: CreditTerms, after: CreditTerms) -> Effect:
    order = {"highest": 0, "customer chooses": 0, "sum": 1}
    one, two = order.get(before.combine or ""), order.get(after.combine or "")
    return effect_of((two > one) - (two < one)) if one is not None and two is not None else _UNSURE


def _claim(before: CreditTerms, after: CreditTerms) -> Effect:
    if before.claim_within is None or after.claim_within is None:
        return effect_of(int(after.claim_within is None) - int(before.claim_within is None))
    return effect_of(longer(before.claim_within, after.claim_within))


def _minimum(before: CreditTerms, after: CreditTerms) -> Effect:
    one, two = before.minimum, after.minimum
    if one is None or two is None:
        return effect_of(int(two is None) - int(one is None))
    if one.amount.currency != two.amount.currency or one.after_rounding != two.after_rounding:
        return _UNSURE
    here, there = (two.amount.amount, two.more), (one.amount.amount, one.more)
    return effect_of((here < there) - (here > there))


def _risk(old: Agreement, new: Agreement, before: CreditTerms, after: CreditTerms) -> Effect:
    if before.at_risk is None or after.at_risk is None:
        return _UNSURE
    return effect_of(more((before.at_risk, old), (after.at_risk, new)))


def _points_effect(old: Agreement, new: Agreement, before: CreditTerms, after: CreditTerms) -> Effect:
    """By what is owed for every number of points."""
    signs: list[int | None] = []
    for points in {row.points for terms in (before, after) for row in terms.points}:
        one, two = (
            max((row for row in terms.points if row.points <= points), key=lambda r: r.points, default=None)
            for terms in (before, after)
        )
        if one is None or two is None:
            signs.append(int(two is not None) - int(one is not None))
        else:
            signs.append(more((one.amount, old), (two.amount, new)))
    return effect_of(agreed(*signs))


_UPWARDS = (Rounding.FLOOR, Rounding.HALF_EVEN, Rounding.HALF_UP, Rounding.CEILING)
"""Each rounds no amount lower than the one before it."""


def _rounded(before: CreditTerms, after: CreditTerms) -> Effect:
    one, two = _UPWARDS.index(before.rounding), _UPWARDS.index(after.rounding)
    return effect_of((two > one) - (two < one))


def _day_effect(before: DayPart | None, after: DayPart | None) -> Effect:
    """By the least and the most that a day is of a year; the dates of the calendar are of a month."""
    (low, high), (least, most) = _of_year(before), _of_year(after)
    if least >= high:
        return effect_of(int((low, high) != (least, most)))
    return effect_of(-1 if most <= low else None)


def _of_year(day: DayPart | None) -> tuple[Fraction, Fraction]:
    if day is None:
        return Fraction(1, 31 * 12), Fraction(1, 28 * 12)
    share = day.ratio / (12 if day.of == "month" else 1)
    return share, share


_UNSURE = together(())


def _time(span: TimeSpan | None) -> str:
    return span.text() if span is not None else "at any time"


def _least(minimum: Minimum | None) -> str:
    if minimum is None:
        return ""
    text = f"{'more than' if minimum.more else 'at least'} {minimum.amount.text()}"
    return f"{text} after rounding" if minimum.after_rounding else text


def _points(terms: CreditTerms) -> str:
    rows = sorted(terms.points, key=lambda row: row.points)
    return "; ".join(f"from {row.points}: {base_text(row.amount)}" for row in rows)


def _day(terms: CreditTerms) -> str:
    if terms.day is None:
        return "that of a date of the calendar"
    return f"{terms.day.ratio} of a {terms.day.of}"
