"""What an agreement comes to in money for one period: credits, bonuses, caps, and every step between."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from sladsl.evaluate.amounts import Charge, charge, row_of, rows_by_case
from sladsl.evaluate.base import term_of
from sladsl.evaluate.books import NO_BOOKS, Books
from sladsl.evaluate.claims import lapsed
from sladsl.evaluate.combination import Candidate, Combined, agreeing, combined, rounded
from sladsl.evaluate.memory import before, earned_back, is_reached
from sladsl.evaluate.points import currency_of, points_unit, worth_of_points
from sladsl.evaluate.prices import Prices
from sladsl.evaluate.reasons import Reason, Why, because
from sladsl.evaluate.results import Owed, Result, State, Statement, Step
from sladsl.evaluate.tiers import Undefined
from sladsl.exact.money import CurrencyMismatch, Money
from sladsl.exact.periods import Period
from sladsl.exact.quantities import Quantity, UnitMismatch
from sladsl.exact.ratio import Rounding
from sladsl.model.agreements import Agreement
from sladsl.model.credits import Amount, CreditScheme, Tier
from sladsl.model.levels import owing
from sladsl.model.written import measurand, misses_text, value_text
from sladsl.records import replace

_UNSAID = {State.UNDEFINED: "undefined", State.NO_DATA: "no data"}


def settle(
    agreement: Agreement,
    results: tuple[Result, ...],
    period: Period,
    history: tuple[Statement, ...] = (),
    *,
    above: tuple[Agreement, ...] = (),
    books: Books = NO_BOOKS,
) -> Statement:
    """The statement of an agreement on one period.

    `history` holds earlier statements in any order: the agreement's own, which doubling, earning back and
    longer caps read, and those of other agreements under the same levels, which share the caps of these.
    `above` are the levels above, the nearest first (`House.levels_above`). `books` hold what was invoiced and
    claimed. A missed promise owes its credit, a met one its bonus, and its credit too where a row pays even
    then; credits that are earned back are part of the statement's bonus. What nobody can say owes nothing,
    and its step says why. What a level above owes the same customer is not owed here as well.
    """
    currency = currency_of(agreement)
    prices = Prices(agreement, period, books)
    rounding = agreement.credit_terms.rounding if agreement.credit_terms else Rounding.HALF_EVEN
    past = before(agreement, period, history)
    owed: list[Owed] = []
    credits: list[tuple[int, Money | Quantity]] = []
    bonuses: list[Money] = []
    steps: list[Step] = []
    back: list[Step] = []
    for result in results:
        guarantee = result.guarantee
        elsewhere = _owing(result, agreement, above)
        if elsewhere is not None and guarantee.schemes:
            if result.state is State.MISSED:
                owed.append(_owed_above(result, elsewhere))
            continue
        priced = prices if result.period == period else Prices(agreement, result.period, books)
        if guarantee.credit is not None and _pays(result, guarantee.credit):
            due = _credit(result, guarantee.credit, priced, past)
            if isinstance(due, Charge):
                credits.append((len(owed), due.amount))
            owed.append(_owed(result, due, agreement))
        if result.state is State.MET:
            made = _bonus(result, priced)
            if isinstance(made, Charge) and isinstance(made.amount, Money):
                bonuses.append(made.amount)
                steps.append(Step("bonus", _name(result), made.amount, made.steps[0].span))
            if made is not None:
                owed.append(_owed(result, made, agreement, bonus=True))
            back += earned_back(result, past)
        elif result.state in _UNSAID and (guarantee.credit is not None or guarantee.bonus is not None):
            nothing = _nothing(agreement)
            why = _why(result)
            step = Step(_UNSAID[result.state], str(why), nothing, guarantee.span, why)
            owed.append(Owed(result, nothing, (step,)))
    credit = bonus = None
    if currency is not None:
        candidates = _candidates(owed, credits, currency, prices, steps)
        if agreement.credit_terms is not None and agreement.credit_terms.combine == "agreeing":
            here = [r for r in results if _owing(r, agreement, above) is None]
            candidates = agreeing(candidates, _free(here), currency, agreement.credit_terms.span, steps)
        total = combined(agreement, candidates, prices, history, above, currency)
        steps += total.steps
        credit = rounded(total.credit, rounding, steps)
        late = lapsed(agreement, period, books) if credit.amount else None
        if late is not None and agreement.credit_terms is not None:
            credit = Money(Fraction(0), currency)
            steps.append(Step("lapsed", late, credit, agreement.credit_terms.span))
            total = Combined(credit, {}, ())
        owed = _granted(owed, [number for number, _ in credits], total.granted, currency)
        steps += back
        bonus = _summed([*bonuses, *(s.amount for s in back if isinstance(s.amount, Money))], currency)
        bonus = rounded(bonus, rounding, steps)
    return Statement(agreement, period, results, tuple(owed), tuple(steps), credit, bonus)


def _owing(result: Result, agreement: Agreement, above: Sequence[Agreement]) -> Agreement | None:
    """The level above under which a result is owed, where that is in force in the period."""
    services = {result.service} if result.service is not None else set()
    level = owing(agreement, result.guarantee, above, services)
    return level if level is not None and term_of(result.guarantee, level, result.period) else None


def _owed_above(result: Result, level: Agreement) -> Owed:
    nothing = _nothing(result.agreement)
    step = Step("above", f"owed under {level.key}, not here as well", nothing, result.guarantee.span)
    return Owed(result, nothing, (step,))


def _free(results: Sequence[Result]) -> list[str]:
    """The promises with credits that owe none."""
    met = [r for r in results if r.state is State.MET and r.guarantee.credit is not None]
    return [_name(r) for r in met if r.guarantee.credit and not _pays(r, r.guarantee.credit)]


def _pays(result: Result, scheme: CreditScheme) -> bool:
    """Whether the credits of a promise are owed: for a miss, and for a row that pays even for a met value."""
    if result.state is State.MET:
        return scheme.even_when_met and result.tier is not None
    return result.state is State.MISSED


def _credit(
    result: Result, scheme: CreditScheme, prices: Prices, past: Sequence[Statement]
) -> Charge | Undefined:
    """The credit for a missed result: one amount, the row that applies, or a row for each late case."""
    cases = rows_by_case(result, scheme)
    if isinstance(cases, Undefined):
        return cases
    if cases is not None:
        return _by_case(result, cases, prices, past)
    row = row_of(result, scheme, result.tier)
    if isinstance(row, Undefined):
        return row
    amount = row.amount if row is not None else scheme.single
    if amount is None:
        value = f" at {value_text(result.compared)}" if result.compared is not None else ""
        nothing = _nothing(prices.agreement)
        return Charge(nothing, (Step("tier", f"no row applies{value}", nothing, scheme.span),))
    return _charge(amount, row, result, prices, past)


def _by_case(
    result: Result, cases: list[tuple[Tier, Fraction]], prices: Prices, past: Sequence[Statement]
) -> Charge | Undefined:
    """The sum over the rows that some late case falls into."""
    total: Money | Quantity | None = None
    steps: list[Step] = []
    for row, count in cases:
        made = _charge(row.amount, row, result, prices, past, count)
        if isinstance(made, Undefined):
            return made
        steps += made.steps
        if total is None:
            total = made.amount
        else:
            both = _added(total, made.amount)
            if both is None:
                return Undefined(Reason(Why.NO_SUM))
            total = both
    return Charge(total if total is not None else _nothing(prices.agreement), tuple(steps))


def _charge(
    amount: Amount,
    row: Tier | None,
    result: Result,
    prices: Prices,
    past: Sequence[Statement],
    count: Fraction | None = None,
) -> Charge | Undefined:
    """One amount, with what earlier misses have to do with it."""
    if amount.only_when is not None:
        due = is_reached(result, amount.only_when, past)
        if isinstance(due, Undefined):
            return due
        if not due:
            nothing = _nothing(prices.agreement)
            what = f"owed only when {misses_text(amount.only_when)}, which it is not"
            return Charge(nothing, (Step("not yet", what, nothing, amount.span),))
    doubled = is_reached(result, amount.doubled, past) if amount.doubled is not None else False
    return charge(amount, row, result, prices, doubled, count)


def _added(left: Money | Quantity, right: Money | Quantity) -> Money | Quantity | None:
    try:
        if isinstance(left, Money) and isinstance(right, Money):
            return left + right
        if isinstance(left, Quantity) and isinstance(right, Quantity):
            return left + right
    except (CurrencyMismatch, UnitMismatch):
        return None
    return None


def _bonus(result: Result, prices: Prices) -> Charge | Undefined | None:
    scheme = result.guarantee.bonus
    if scheme is None:
        return None
    amount = result.bonus_tier.amount if result.bonus_tier is not None else scheme.single
    return charge(amount, result.bonus_tier, result, prices, False) if amount is not None else None


def _candidates(
    owed: Sequence[Owed],
    credits: Sequence[tuple[int, Money | Quantity]],
    currency: str,
    prices: Prices,
    steps: list[Step],
) -> list[Candidate]:
    """The credits to combine: those in money one by one, all points as one amount of money."""
    found: list[Candidate] = []
    points: dict[int, Quantity] = {}
    for number, amount in credits:
        if isinstance(amount, Quantity):
            points[number] = amount
        elif amount.currency == currency:
            found.append(Candidate(_name(owed[number].result), amount, ((number, Fraction(1)),)))
        else:
            why = because(Why.UNLIKE, f"{amount.currency} and {currency} do not mix")
            what = f"{_name(owed[number].result)}: {why}"
            steps.append(Step("undefined", what, amount, why=why))
    if points and sum(each.value for each in points.values()) > 0:
        worth = worth_of_points(list(points.values()), prices)
        if isinstance(worth, Undefined):
            nothing = Money(Fraction(0), currency)
            steps.append(Step("undefined", str(worth.reason), nothing, why=worth.reason))
        else:
            steps.append(worth)
            total = sum((each.value for each in points.values()), Fraction(0))
            parts = tuple((number, each.value / total) for number, each in points.items())
            assert isinstance(worth.amount, Money)
            found.append(Candidate("points", worth.amount, parts))
    return found


def _granted(
    owed: Sequence[Owed], missed: Sequence[int], granted: dict[int, Money], currency: str
) -> list[Owed]:
    nothing = Money(Fraction(0), currency)
    kept = list(owed)
    for number in missed:
        one = owed[number]
        kept[number] = replace(one, granted=granted.get(number, nothing))
    return kept


def _owed(result: Result, made: Charge | Undefined, agreement: Agreement, *, bonus: bool = False) -> Owed:
    if isinstance(made, Charge):
        return Owed(result, made.amount, made.steps, bonus=bonus)
    nothing = _nothing(agreement)
    step = Step("undefined", str(made.reason), nothing, result.guarantee.span, made.reason)
    return Owed(result, nothing, (step,), bonus=bonus)


def _nothing(agreement: Agreement) -> Money | Quantity:
    currency = currency_of(agreement)
    if currency is not None:
        return Money(Fraction(0), currency)
    return Quantity(Fraction(0), points_unit(agreement))


def _summed(amounts: Sequence[Money], currency: str) -> Money:
    same = [amount for amount in amounts if amount.currency == currency]
    return sum(same, Money(Fraction(0), currency))


def _why(result: Result) -> Reason:
    return result.reason or result.measured.reason or Reason(Why.UNSAID)


def _name(result: Result) -> str:
    """The promise in the words of the source: `uptime, availability of Checkout`."""
    about = f" of {result.service}" if result.service else ""
    return f"{result.guarantee.key}, {measurand(result.guarantee)}{about}"
