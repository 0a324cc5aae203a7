"""What is owed and how it was worked out, step by step, each with the clause it follows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from sladsl.evaluate.prices import Prices
from sladsl.evaluate.results import Owed, Result, State, Statement, Step
from sladsl.exact.money import Money
from sladsl.exact.quantities import Quantity
from sladsl.lower.contract.amounts import base_words, basis_of, places_of, tier_words
from sladsl.lower.contract.pen import Pen, capitalised, sentences, upper_words
from sladsl.lower.contract.period_names import period_name
from sladsl.lower.document import (
    Block,
    Clause,
    Inlines,
    KeyValue,
    KeyValues,
    Numbered,
    Paragraph,
    Strong,
    text,
)
from sladsl.model.agreements import Agreement
from sladsl.model.credits import Amount, Cap, CreditScheme, Misses, Tier
from sladsl.model.levels import owing
from sladsl.model.resolve_periods import KINDS
from sladsl.report.clauses import Clauses, clause_words
from sladsl.report.names import Promises
from sladsl.report.reasons import reason_words
from sladsl.report.shown import state_word, value_words

_THINGS = ("ticket", "case", "outage", "interval", "minute", "hour", "day", "week", "month")


def money(pen: Pen, promises: Promises, statement: Statement, clauses: Clauses) -> Clause:
    """Every amount with its steps, then what all of them come to together."""
    agreement = statement.agreement
    paying = any(g.credit is not None or g.bonus is not None for g in agreement.promises)
    if not paying and not statement.owed:
        return pen.section("money", "section-report-money", pen.p("report-no-credits"))
    children = [_owed(pen, promises, owed, n, clauses) for n, owed in enumerate(statement.owed, 1)]
    blocks: list[Block] = []
    if not any(owed.result.state in (State.MISSED, State.MET) for owed in statement.owed):
        blocks.append(pen.p("report-nothing-owed"))
    bare = [
        text(promises.name(r))
        for r in statement.results
        if r.state is State.MISSED and r.guarantee.credit is None
    ]
    if bare:
        blocks.append(pen.p("report-missed-without", promises=pen.join(bare)))
    children.append(_together(pen, promises, statement, clauses))
    return pen.section("money", "section-report-money", *blocks, children=children)


def _owed(pen: Pen, promises: Promises, owed: Owed, number: int, clauses: Clauses) -> Clause:
    result = owed.result
    group = promises.group(result)
    kind = "bonus" if owed.bonus else "credit"
    where = clauses.number(f"credits.{group.key}")
    decided = result.state in (State.MET, State.MISSED)
    state = state_word(pen, result.state)
    intro = [
        pen.say("report-owed-because", state=state, value=value_words(pen, result))
        if decided
        else pen.say("report-owed-unsaid", state=state)
    ]
    if where:
        intro.append(pen.say("report-follows-clause", number=text(where)))
    blocks: list[Block] = [sentences(*intro), _steps(_steps_of(pen, owed))]
    unsaid = any(step.kind == "undefined" for step in owed.steps) and not _bare(owed.amount)
    if decided and not unsaid:
        entries = [KeyValue(pen.plain("report-computed", kind=kind), (Strong(_amount(pen, owed.amount)),))]
        if owed.granted is not None and owed.granted != owed.amount:
            entries.append(KeyValue(pen.plain("report-granted"), _amount(pen, owed.granted)))
        blocks.append(KeyValues(tuple(entries)))
    return Clause(f"money.{number}", promises.name(result), tuple(blocks), (), result.guarantee.span)


def _steps(steps: Sequence[Inlines]) -> Numbered:
    return Numbered(tuple((Paragraph(capitalised(step)),) for step in steps))


def _steps_of(pen: Pen, owed: Owed) -> list[Inlines]:
    """The steps of one promise. What a block or a count multiplies is what its row came to before."""
    result = owed.result
    scheme = result.guarantee.bonus if owed.bonus else result.guarantee.credit
    said: list[Inlines] = []
    unit: Money | Quantity | None = None
    amount: Amount | None = None
    for step in owed.steps:
        if step.kind == "tier":
            row, amount = _row(scheme, step)
            unit = step.amount
            said.append(_tier(pen, result, scheme, row, amount, step))
        elif step.kind == "excess" and amount is not None and amount.beyond is not None:
            said.append(pen.say("report-step-excess", free=pen.value(amount.beyond)))
        elif step.kind in ("block", "each") and amount is not None and unit is not None:
            said.append(_times(pen, result, amount, unit, step))
        elif step.kind == "doubled" and amount is not None and amount.doubled is not None:
            misses = _misses(pen, amount.doubled)
            said.append(pen.say("report-step-doubled", misses=misses, amount=_amount(pen, step.amount)))
        elif step.kind == "not yet":
            amount = next((a for a in scheme.amounts if a.span == step.span), None) if scheme else None
            if amount is not None and amount.only_when is not None:
                said.append(pen.say("report-step-not-yet", misses=_misses(pen, amount.only_when)))
            else:
                said.append(_other(pen, step))
        elif step.kind == "limit of each" and amount is not None and amount.each_at_most is not None:
            cap = base_words(pen, amount.each_at_most)
            said.append(pen.say("report-step-limit-each", cap=cap, amount=_amount(pen, step.amount)))
        elif step.kind == "limit" and amount is not None and amount.at_most is not None:
            cap = base_words(pen, amount.at_most)
            said.append(pen.say("report-step-limit", cap=cap, amount=_amount(pen, step.amount)))
        elif step.kind == "above":
            said.append(pen.say("report-step-above", upper=_upper(pen, result)))
        elif step.kind in ("undefined", "no data"):
            kind = step.kind.replace(" ", "-")
            said.append(pen.say("report-step-unsaid", kind=kind, why=reason_words(pen, step.why)))
        else:
            said.append(_other(pen, step))
    return said


def _upper(pen: Pen, result: Result) -> Inlines:
    """The level above under which a result is owed."""
    services = {result.service} if result.service is not None else set()
    above = pen.house.levels_above(pen.agreement)
    level = owing(pen.agreement, result.guarantee, above, services)
    return upper_words(pen, level or pen.agreement)


def _misses(pen: Pen, misses: Misses) -> Inlines:
    """`missed 3 months in a row`, `missed 2 times in 6 months`."""
    window = pen.value(misses.of)
    if misses.count is None:
        return pen.say("report-misses-in-a-row", window=window)
    return pen.say("report-misses-of", number=text(pen.number(misses.count)), window=window)


def _row(scheme: CreditScheme | None, step: Step) -> tuple[int | None, Amount | None]:
    """The row that a step names, by its place in the scheme, and its amount."""
    tiers = scheme.tiers if scheme is not None else ()
    for number, tier in enumerate(tiers):
        if step.span == tier.span:
            return number, tier.amount
    return None, scheme.single if scheme is not None and scheme.single is not None else None


def _tier(
    pen: Pen,
    result: Result,
    scheme: CreditScheme | None,
    row: int | None,
    amount: Amount | None,
    step: Step,
) -> Inlines:
    if amount is None or scheme is None:
        return pen.say("report-step-none")
    what = base_words(pen, amount.base)
    plain_sum = isinstance(amount.base, Money) or not isinstance(step.amount, Money)
    comes = what if plain_sum else pen.say("report-comes-to", what=what, amount=_amount(pen, step.amount))
    if row is None:
        return pen.say("report-step-single", amount=comes)
    tiers: tuple[Tier, ...] = scheme.tiers
    words = tier_words(pen, tiers, places_of([result.guarantee.target, *(t.bound for t in tiers)]))[row]
    return pen.say("report-step-row", row=words, amount=comes)


def _times(pen: Pen, result: Result, amount: Amount, unit: Money | Quantity, step: Step) -> Inlines:
    """`3 started blocks of 1 hour of delay, 840 EUR each: 2,520 EUR`."""
    before, after = _bare(unit), _bare(step.amount)
    count = after / before if before else Fraction(0)
    each, total = _amount(pen, unit), _amount(pen, step.amount)
    number = text(pen.number(count))
    if step.kind == "block" and amount.block is not None:
        return pen.say(
            "report-step-block",
            number=number,
            rounding="started" if amount.block.started else "full",
            length=pen.value(amount.block.length),
            of=amount.block.basis or basis_of(result.guarantee),
            each=each,
            total=total,
        )
    word = amount.per_each or amount.once_per or ""
    thing = pen.say("report-thing", thing=word) if word in _THINGS else text(word.replace("_", " "))
    return pen.say("report-step-each", number=number, thing=thing, each=each, total=total)


def _other(pen: Pen, step: Step) -> Inlines:
    return pen.say("report-step-other", what=text(step.what), amount=_amount(pen, step.amount))


def _together(pen: Pen, promises: Promises, statement: Statement, clauses: Clauses) -> Clause:
    steps = list(_common(pen, promises, statement, clauses))
    blocks: list[Block] = [_steps(steps)] if steps else []
    entries = [
        KeyValue(pen.plain(message), (Strong(_amount(pen, amount)),))
        for message, amount in (
            ("report-credit-owed", statement.credit),
            ("report-bonus-owed", statement.bonus),
        )
        if amount is not None and (amount.amount or message == "report-credit-owed")
    ]
    entries += [
        KeyValue(pen.plain("report-points"), (Strong(_amount(pen, p)),)) for p in points_of(statement)
    ]
    if entries:
        blocks.append(KeyValues(tuple(entries)))
    elif not steps:
        blocks.append(pen.p("report-no-money"))
    return pen.section("money.together", "report-together", *blocks)


def points_of(statement: Statement) -> list[Quantity]:
    """The points of the period where it counts in points, by their unit."""
    found: dict[str, Fraction] = {}
    for owed in statement.owed:
        if isinstance(owed.amount, Quantity) and owed.amount.value:
            found[owed.amount.unit] = found.get(owed.amount.unit, Fraction(0)) + owed.amount.value
    return [Quantity(value, unit) for unit, value in found.items()]


def _common(pen: Pen, promises: Promises, statement: Statement, clauses: Clauses) -> Iterator[Inlines]:
    """The steps over all promises: points, several misses, caps, the smallest credit, rounding, bonuses."""
    terms = statement.agreement.credit_terms
    paying = [o for o in statement.owed if o.granted is not None and _bare(o.amount) > 0]
    for step in statement.steps:
        shown = _amount(pen, step.amount)
        if step.kind == "points":
            points = [o.amount for o in statement.owed if isinstance(o.amount, Quantity)]
            total = pen.number(sum((p.value for p in points), Fraction(0)))
            said = pen.say("report-step-points", points=text(total), amount=shown)
            yield _with(pen, said, clauses.number("limits.points"))
        elif step.kind == "combined":
            rule = terms.combine if terms is not None else None
            word = {"highest": "highest", "customer chooses": "customer", "sum": "sum"}.get(
                rule or "", "none"
            )
            count = len(paying)
            said = pen.say(
                "report-step-combined", rule=word, number=text(pen.number(count)), amount=shown,
                promises=pen.join([text(promises.name(o.result)) for o in paying]),
            )  # fmt: skip
            yield _with(pen, said, clauses.at(step.span, "limits") if rule else "")
        elif step.kind in ("cap", "corporate cap"):
            yield _with(pen, _cap(pen, statement, step), clauses.at(step.span, "limits"))
        elif step.kind == "minimum" and terms is not None and terms.minimum is not None:
            said = pen.say("report-step-minimum", minimum=_amount(pen, terms.minimum.amount))
            yield _with(pen, said, clauses.number("limits"))
        elif step.kind == "rounded":
            yield pen.say("report-step-rounded", amount=shown)
        elif step.kind == "lapsed":
            yield _with(pen, pen.say("report-step-lapsed"), clauses.number("claims"))
        elif step.kind == "bonus":
            yield pen.say(
                "report-step-bonus", promise=text(_bonus_name(promises, statement, step)), amount=shown
            )
        elif step.kind == "earned back":
            label = step.what.partition(":")[0]
            yield pen.say("report-step-back", period=text(period_name(pen, label)), amount=shown)
        elif step.kind == "undefined":
            yield pen.say("report-step-unsaid", kind="undefined", why=reason_words(pen, step.why))
        else:
            yield _other(pen, step)


def _bonus_name(promises: Promises, statement: Statement, step: Step) -> str:
    for owed in statement.owed:
        if owed.bonus and owed.steps and owed.steps[0].span == step.span:
            return promises.name(owed.result)
    return step.what


def _cap(pen: Pen, statement: Statement, step: Step) -> Inlines:
    """A cap that took something away, what earlier periods had used of it, and what it left."""
    found = next(((level, cap) for level, cap in _caps(pen, statement) if cap.span == step.span), None)
    shown = _amount(pen, step.amount)
    if found is None:
        return _other(pen, step)
    level, cap = found
    worth = Prices(statement.agreement, statement.period).worth(cap.amount)
    if not isinstance(worth, Money):
        worth = Prices(level, statement.period).worth(cap.amount)
    kind = "corporate" if step.kind == "corporate cap" else "own"
    words = base_words(pen, cap.amount)
    if cap.period in KINDS:
        said = pen.say("report-step-cap", kind=kind, cap=words, period=pen.period(cap.period), amount=shown)
    else:
        said = pen.say("report-step-cap-window", kind=kind, cap=words, amount=shown)
    if isinstance(worth, Money) and isinstance(step.amount, Money) and step.amount < worth:
        return pen.say("report-step-cap-used", said=said, used=_amount(pen, worth - step.amount))
    return said


def _caps(pen: Pen, statement: Statement) -> Iterator[tuple[Agreement, Cap]]:
    for level in (statement.agreement, *pen.house.levels_above(statement.agreement)):
        if level.credit_terms is not None:
            yield from ((level, cap) for cap in level.credit_terms.caps)


def _with(pen: Pen, said: Inlines, number: str) -> Inlines:
    """A step with the clause it follows behind it."""
    if not number:
        return said
    return pen.say("report-step-by-clause", step=said, clause=clause_words(pen, number))


def _amount(pen: Pen, amount: Money | Quantity) -> Inlines:
    return text(pen.written(amount.rounded() if isinstance(amount, Money) and _is_long(amount) else amount))


def _is_long(amount: Money) -> bool:
    """Whether an amount goes on behind its minor unit; the steps then say that it is rounded at the end."""
    return amount.rounded() != amount and (amount.amount * 10_000).denominator != 1


def _bare(amount: Money | Quantity) -> Fraction:
    return amount.amount if isinstance(amount, Money) else amount.value
