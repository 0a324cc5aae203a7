"""What an agreement comes to over many periods: how often promises were missed, how close, for how much."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from sladsl.evaluate.points import currency_of, points_unit
from sladsl.evaluate.results import Owed, Result, State, Statement, Step
from sladsl.evaluate.telling import shown
from sladsl.exact.durations import Duration
from sladsl.exact.money import Money
from sladsl.exact.periods import Kind
from sladsl.exact.quantities import Quantity
from sladsl.exact.ratio import Rounding, exact_decimal, round_to
from sladsl.model.agreements import Agreement, Guarantee
from sladsl.model.metrics import CountOfIntervals, ShareOfIntervals
from sladsl.model.values import Number, Ratio, Value
from sladsl.records import record

Amount = Money | Quantity
_POINTS = 4
_CAPS = ("cap", "corporate cap", "minimum")
_MANY = {
    Kind.DAY: ("day", "days"),
    Kind.WEEK: ("week", "weeks"),
    Kind.MONTH: ("month", "months"),
    Kind.QUARTER: ("quarter", "quarters"),
    Kind.YEAR: ("year", "years"),
    Kind.BILLING_MONTH: ("billing month", "billing months"),
    Kind.ROLLING: ("rolling window", "rolling windows"),
    Kind.TRAILING: ("trailing window", "trailing windows"),
}


@record
class Turn:
    """The statement on one period, and the kind of period that it is."""

    kind: Kind
    statement: Statement

    @property
    def state(self) -> State:
        """Missed when any promise was, met when some were and none missed; else what the others say."""
        found = {r.state for r in self.statement.results}
        order = (State.MISSED, State.UNDEFINED, State.MET, State.NO_DATA)
        return next((state for state in order if state in found), State.NOT_APPLICABLE)


@record
class Simulation:
    """An agreement as if it had been in force, and its turns in the order in which they ended.

    `notes` are the assumptions under which this holds, in plain sentences.
    """

    agreement: Agreement
    turns: tuple[Turn, ...]
    notes: tuple[str, ...] = ()

    @property
    def credit(self) -> Amount:
        """What would have been owed to the customer in all, after caps."""
        return _total(self.agreement, [owing(t.statement) for t in self.turns])

    @property
    def bonus(self) -> Money | None:
        """What would have been owed to the provider in all; None where no money comes into it."""
        found = [t.statement.bonus for t in self.turns if t.statement.bonus is not None]
        return sum(found[1:], found[0]) if found else None

    @property
    def open_ended(self) -> bool:
        """Whether more may have been owed, as the text gives no amount for something."""
        return any(undecided(t.statement) for t in self.turns)


@record
class Margin:
    """How far a value was from its target, more being better; below 0 it was missed. `text` says it."""

    distance: Fraction
    text: str


@record
class Tally:
    """One promise over all its periods. `closest` is the met result with the least to spare, `worst` the one
    farthest on the wrong side; `granted` what was owed for it after caps."""

    guarantee: Guarantee
    service: str | None
    kind: Kind
    results: tuple[Result, ...]
    closest: Result | None
    worst: Result | None
    granted: Amount

    def count(self, state: State) -> int:
        """In how many periods the promise had that state."""
        return sum(1 for r in self.results if r.state is state)


@record
class Cut:
    """What a cap, a limit or a minimum took off in one period."""

    period: str
    kind: str
    what: str
    taken: Money


def tallies(simulation: Simulation) -> tuple[Tally, ...]:
    """Every promise for every service, in the order of the agreement."""
    kinds: dict[tuple[str, str | None], Kind] = {}
    found: dict[tuple[str, str | None], list[Result]] = {}
    granted: dict[tuple[str, str | None], list[Amount]] = {}
    for turn in simulation.turns:
        for result in turn.statement.results:
            key = (result.guarantee.key, result.service)
            cycle = result.guarantee.period
            kinds[key] = cycle.kind if cycle is not None else Kind.MONTH
            found.setdefault(key, []).append(result)
        for owed in turn.statement.owed:
            if owed.result.state is State.MISSED:
                amount = owed.granted if owed.granted is not None else owed.amount
                granted.setdefault((owed.result.guarantee.key, owed.result.service), []).append(amount)
    place = {g.key: number for number, g in enumerate(simulation.agreement.promises)}
    made: list[Tally] = []
    for key in sorted(found, key=lambda each: place[each[0]]):
        results = found[key]
        measured = [(m.distance, r) for r in results if (m := margin(r)) is not None]
        met = [pair for pair in measured if pair[1].state is State.MET]
        missed = [pair for pair in measured if pair[1].state is State.MISSED]
        made.append(
            Tally(
                results[0].guarantee,
                key[1],
                kinds[key],
                tuple(results),
                min(met, key=lambda pair: pair[0])[1] if met else None,
                min(missed, key=lambda pair: pair[0])[1] if missed else None,
                _total(simulation.agreement, granted.get(key, [])),
            )
        )
    return tuple(made)


def margin(result: Result) -> Margin | None:
    """What was to spare, or missing, against the target: in points and, where it is counted so, in time or
    cases. None where nothing was measured or the two cannot be compared."""
    guarantee, value = result.guarantee, result.measured.value
    if result.state not in (State.MET, State.MISSED) or value is None or guarantee.comparator == "=":
        return None
    target = guarantee.target
    if guarantee.share is not None and isinstance(value, Ratio):
        gap = value.value - guarantee.share.ratio
    else:
        numbers = _numbers(value, target)
        if numbers is None:
            return None
        gap = numbers[0] - numbers[1] if guarantee.comparator in (">=", ">") else numbers[1] - numbers[0]
    # Rounding before comparing can only bring a value to the target, not past it.
    gap = max(gap, Fraction(0)) if result.state is State.MET else min(gap, Fraction(0))
    match value:
        case Ratio():
            return _of_share(result, gap)
        case Duration():
            return Margin(gap, Duration(abs(gap)).text())
        case _:
            unit = f" {target.unit}" if isinstance(target, Quantity) else ""
            return Margin(gap, f"{shown(Number(abs(gap)))}{unit}")


def _numbers(value: Value, target: Value) -> tuple[Fraction, Fraction] | None:
    """Both as numbers in the unit of the target; None where they are of two kinds."""
    match value, target:
        case Ratio(), Ratio():
            return value.value, target.value
        case Number(), Number():
            return value.value, target.value
        case Duration(), Duration():
            return value.seconds, target.seconds
        case Quantity(), Quantity():
            return value.to(target.unit).value, target.value
    return None


def _of_share(result: Result, gap: Fraction) -> Margin:
    """In time where the share is of time or of intervals, else in points and in whole cases or events:
    how many more could have failed, or would have had to succeed."""
    made = result.measured
    points = f"{exact_decimal(round_to(abs(gap) * 100, _POINTS, Rounding.FLOOR))} points"
    if made.denominator is None:
        return Margin(gap, points)
    part = abs(gap) * made.denominator
    whole = int(round_to(part, 0, Rounding.FLOOR if gap >= 0 else Rounding.CEILING))
    formula = result.guarantee.metric.formula
    if made.unit == "s":
        return Margin(gap, Duration(Fraction(whole)).text())
    if made.unit == "intervals" and isinstance(formula, (ShareOfIntervals, CountOfIntervals)):
        return Margin(gap, (formula.interval * whole).text())
    if not made.unit or made.unit == "intervals":
        return Margin(gap, points)
    return Margin(gap, f"{points}, {whole:_} {made.unit.removesuffix('s') if whole == 1 else made.unit}")


def owing(statement: Statement) -> Amount:
    """What a statement comes to for the customer: money after caps, points where only points are counted."""
    if statement.credit is not None:
        return statement.credit
    points = [o.amount for o in statement.owed if o.result.state is State.MISSED]
    return _total(statement.agreement, points)


def undecided(statement: Statement) -> bool:
    """Whether the agreement's own text leaves open what is owed for something in this period."""
    steps = [*statement.steps, *(step for owed in statement.owed for step in owed.steps)]
    return any(s.kind == "undefined" for s in steps)


def cuts(statement: Statement) -> tuple[Cut, ...]:
    """What caps, limits and minimum took off, in the order in which they did."""
    label, found = statement.period.label, []
    for owed in statement.owed:
        found += _limits(owed, label)
    if statement.credit is None:
        return tuple(found)
    currency = statement.credit.currency
    amounts = [o.amount for o in statement.owed if o.result.state is State.MISSED]
    amounts += [s.amount for s in statement.steps if s.kind == "points"]
    money = [a for a in amounts if isinstance(a, Money) and a.currency == currency]
    before = sum(money, Money(Fraction(0), currency))
    for step in statement.steps:
        if not isinstance(step.amount, Money) or step.amount.currency != currency:
            continue
        if step.kind in _CAPS:
            found.append(Cut(label, step.kind, step.what, before - step.amount))
        if step.kind in (*_CAPS, "combined"):
            before = step.amount
    return tuple(found)


def _limits(owed: Owed, label: str) -> list[Cut]:
    found: list[Cut] = []
    before: Step | None = None
    for step in owed.steps:
        if (
            step.kind == "limit"
            and before is not None
            and isinstance(step.amount, Money)
            and isinstance(before.amount, Money)
            and step.amount < before.amount
        ):
            found.append(Cut(label, "limit", step.what, before.amount - step.amount))
        before = step
    return found


def kinds(simulation: Simulation) -> tuple[Kind, ...]:
    """The kinds of periods there are, the shortest first."""
    return tuple(kind for kind in Kind if any(t.kind is kind for t in simulation.turns))


def of_kind(simulation: Simulation, kind: Kind) -> tuple[Turn, ...]:
    return tuple(t for t in simulation.turns if t.kind is kind)


def counted(count: int, kind: Kind) -> str:
    """`1 month`, `24 months`."""
    return f"{count:_} {_MANY[kind][count != 1]}"


def sentence(simulation: Simulation) -> str:
    """`with this draft you would have missed 3 of 24 months and paid 12_600 EUR`.

    You are the provider. Periods without data are no part of the count and are told of.
    """
    told: list[str] = []
    silent: list[str] = []
    for kind in kinds(simulation):
        turns = of_kind(simulation, kind)
        known = [t for t in turns if t.state in (State.MET, State.MISSED, State.UNDEFINED)]
        missed = sum(1 for t in turns if t.state is State.MISSED)
        if known:
            told.append(f"{missed:_} of {counted(len(known), kind)}")
        if len(known) < len(turns):
            silent.append(counted(len(turns) - len(known), kind))
    if not told:
        what = f": {_listed(silent)} without data" if silent else ": none of its periods lies in that time"
        return f"nobody can say what this draft would have cost{what}"
    amount = simulation.credit
    least = "at least " if simulation.open_ended else ""
    text = f"with this draft you would have missed {_listed(told)} and paid {least}{amount_text(amount)}"
    bonus = simulation.bonus
    if bonus is not None and bonus.amount:
        text += f", and earned {bonus.text()} in bonuses"
    if silent:
        one = len(silent) == 1 and silent[0].startswith("1 ")
        text += f"; {_listed(silent)} without data {'is' if one else 'are'} left out"
    return text


def amount_text(amount: Amount) -> str:
    """`12_600 EUR` in whole minor units, `3 points`; no points at all are nothing."""
    if isinstance(amount, Money):
        return amount.rounded().text()
    return amount.text() if amount.value else "nothing"


def _listed(words: Sequence[str]) -> str:
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def _total(agreement: Agreement, amounts: Sequence[Amount]) -> Amount:
    """The sum in the agreement's currency, else in points; what is in another unit is left out of it."""
    currency = currency_of(agreement)
    if currency is not None:
        money = [a for a in amounts if isinstance(a, Money) and a.currency == currency]
        return sum(money, Money(Fraction(0), currency))
    points = [a for a in amounts if isinstance(a, Quantity)]
    nothing = Quantity(Fraction(0), points[0].unit if points else points_unit(agreement))
    return sum((a for a in points if a.unit == nothing.unit), nothing)
