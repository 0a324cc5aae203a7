"""Compares what a scenario expects with what came out, and says the difference."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from sladsl.evaluate.endings import grounds
from sladsl.evaluate.evaluate import NOT_IN_FORCE
from sladsl.evaluate.results import Result, State, Statement
from sladsl.evaluate.telling import Named, how_money, how_result, shown
from sladsl.exact.money import CurrencyMismatch, Money
from sladsl.exact.quantities import UnitMismatch
from sladsl.exact.ratio import decimal_places, round_to
from sladsl.model.metrics import ShareOfEvents, TimeBetween
from sladsl.model.policies import Expectation
from sladsl.model.values import Number, Ratio, Value, less
from sladsl.model.written import decimals_text, period_text, value_text
from sladsl.records import record, replace
from sladsl.syntax.words import Role

TERMINATION = "termination"
# The worst first: what a promise of several parts comes to as a whole.
_WORST = (State.MISSED, State.UNDEFINED, State.NO_DATA, State.MET, State.NOT_APPLICABLE)


@record
class Check:
    """One expectation and what came of it; `help` is a way out where one is known.

    `how` tells, of one that failed, how the value, state or amount came about, line by line. `results` are
    those it is about.
    """

    expectation: Expectation
    held: bool
    expected: str
    got: str
    how: tuple[str, ...] = ()
    help: str | None = None
    results: tuple[Result, ...] = ()


def check(
    expectation: Expectation, statement: Statement, named: Named = str, history: Sequence[Statement] = ()
) -> Check:
    """Whether the expectation holds in the statement; if not, how that came about.

    Of a promise with several parts (services, cells of a table) the worst part speaks for all. `named`
    turns names of files into those that readers know.
    """
    if expectation.what == TERMINATION and not results_of(TERMINATION, statement):
        return _ending(expectation, statement, history)
    if expectation.what in ("credit", "bonus") and expectation.state is None:
        made, deciding = _money(expectation, statement), None
    else:
        results = results_of(expectation.what, statement)
        if not results and expectation.what in ("credit", "bonus"):
            made = _unknown_money(expectation, statement)
            return made if made.held else replace(made, how=how_money(statement, expectation.what, named))
        if not results:
            return _not_in_period(expectation, statement)
        if expectation.state is not None:
            made, deciding = _state(expectation, expectation.state, results)
        else:
            made, deciding = _value(expectation, results)
    if made.held or made.how:
        return made
    if deciding is None:
        return replace(made, how=how_money(statement, expectation.what, named))
    return replace(made, how=tuple(line for r in deciding for line in how_result(r, statement, named)))


def _ending(expectation: Expectation, statement: Statement, history: Sequence[Statement]) -> Check:
    """Whether a side may terminate because of what was missed, or may not."""
    wanted = expectation.state or ""
    by: Role = "customer" if wanted.endswith("customer") else "provider"
    found = grounds(statement, history, by)
    got = by if found else f"not {by}"
    said = {by: f"by {by}", f"not {by}": f"not by {by}"}
    how = tuple(f"`{g.guarantee}` was missed often enough" for g in found if g.guarantee)
    held = got == wanted
    return Check(expectation, held, said.get(wanted, wanted), said[got], () if held else how)


def results_of(what: str, statement: Statement) -> tuple[Result, ...]:
    """The results a name stands for; the agreement's own promise hides an inherited one of its name."""
    found = [r for r in statement.results if what in (r.guarantee.name, r.guarantee.key)]
    inherited = {id(g) for _, g in statement.agreement.inherited}
    own = [r for r in found if id(r.guarantee) not in inherited]
    return tuple(own or found)


Deciding = Sequence[Result]


def _state(expectation: Expectation, wanted: str, results: Sequence[Result]) -> tuple[Check, Deciding]:
    spoke = [r for r in results if not _idle(r)] or list(results)
    state = min((r.state for r in spoke), key=_WORST.index)
    deciding = [r for r in spoke if r.state is state]
    got = state.value
    if len(results) > 1:
        got += f" (of {len(results)} parts {len(deciding)})"
    return Check(expectation, state.value == wanted, wanted, got, (), None, tuple(results)), deciding


def _idle(result: Result) -> bool:
    """A promise about cases of which there were none: a row of a table that nothing fell into."""
    about_cases = isinstance(result.guarantee.metric.formula, TimeBetween | ShareOfEvents)
    return about_cases and result.state is State.NO_DATA


def _value(expectation: Expectation, results: Sequence[Result]) -> tuple[Check, Deciding]:
    assert expectation.value is not None
    comparator = expectation.comparator or "="
    wanted = value_text(expectation.value)
    expected = wanted if comparator == "=" else f"{comparator} {wanted}"
    failed = Check(expectation, False, expected, "", results=tuple(results))
    keys = list(dict.fromkeys(r.guarantee.key for r in results))
    if len(keys) > 1:
        way_out = "name one of them: " + ", ".join(f"`{key}`" for key in keys)
        return replace(failed, got=f"{len(keys)} promises, each with a value of its own", help=way_out), ()
    one = _worst(results)
    if one.compared is None:
        return replace(failed, got=f"no value: {one.state.value}"), (one,)
    order = _order(one.compared, expectation.value)
    if order is None:
        way_out = f"write a value such as `{value_text(one.guarantee.target)}`"
        if one.guarantee.share is not None:
            way_out = "it is promised for a share of the cases: expect that share, such as `100%`"
        got = f"{shown(one.compared)}, which does not compare with {wanted}"
        return replace(failed, got=got, help=way_out), (one,)
    if _fulfils(order, comparator):
        return replace(failed, held=True, got=shown(one.compared)), (one,)
    hint = _rounding_help(expectation.value, one) if comparator == "=" else None
    return replace(failed, got=shown(one.compared), help=hint), (one,)


def _worst(results: Sequence[Result]) -> Result:
    """The result that decides: without a value first, then the worst value."""
    worst = results[0]
    for result in results[1:]:
        if worst.compared is None:
            break
        order = None if result.compared is None else _order(result.compared, worst.compared)
        lower_is_worse = result.guarantee.metric.better != "lower" or result.guarantee.share is not None
        if order is None or (order < 0 if lower_is_worse else order > 0):
            worst = result
    return worst


def _money(expectation: Expectation, statement: Statement) -> Check:
    wanted = expectation.value
    assert wanted is not None
    amount = statement.credit if expectation.what == "credit" else statement.bonus
    comparator = expectation.comparator or "="
    expected = value_text(wanted) if comparator == "=" else f"{comparator} {value_text(wanted)}"
    got = amount.text() if amount is not None else "nothing"
    made = Check(expectation, False, expected, got, results=statement.results)
    if not isinstance(wanted, Money):
        return replace(made, help="write an amount such as `4_200 EUR`")
    # Where nothing names a currency, nothing is owed in any of them.
    order = _order(amount if amount is not None else Money(Fraction(0), wanted.currency), wanted)
    if statement.results and all(r.reason == NOT_IN_FORCE for r in statement.results):
        name = statement.results[0].guarantee.key
        help = f"name a period of its term after `in`, or expect `not_applicable {name}`"
        how = (f"`{statement.agreement.key}` is not in force in {statement.period.label}",)
        return replace(made, got="nothing that could be owed", how=how, help=help)
    unknown = _unsaid(statement, expectation.what)
    if unknown:
        help = f"let the agreement or the scenario say it, or expect `undefined {expectation.what}`"
        return replace(made, got=f"{got} without what is undefined: {', '.join(unknown)}", help=help)
    return replace(made, held=order is not None and _fulfils(order, comparator))


def _unknown_money(expectation: Expectation, statement: Statement) -> Check:
    """Whether nobody can say what is owed in all."""
    unknown = _unsaid(statement, expectation.what)
    amount = statement.credit if expectation.what == "credit" else statement.bonus
    got = State.UNDEFINED.value if unknown else amount.text() if amount is not None else "nothing"
    return Check(expectation, bool(unknown), State.UNDEFINED.value, got, results=statement.results)


def _unsaid(statement: Statement, what: str) -> list[str]:
    """The promises of which nobody can say what is owed, and the rules for all of them where they do not."""
    bonus = what == "bonus"
    found = [
        f"`{o.result.guarantee.key}`"
        for o in statement.owed
        if any(step.kind == "undefined" for step in o.steps)
        and (o.bonus is bonus or o.result.state is State.UNDEFINED)
        and (o.result.guarantee.bonus if bonus else o.result.guarantee.credit) is not None
    ]
    if not bonus:
        found += [step.what for step in statement.steps if step.kind == "undefined"]
    return list(dict.fromkeys(found))


def _not_in_period(expectation: Expectation, statement: Statement) -> Check:
    expected = expectation.state or (value_text(expectation.value) if expectation.value is not None else "")
    promises = statement.agreement.guarantee(expectation.what)
    kinds = list(dict.fromkeys(period_text(g.period).strip() for g in promises if g.period))
    got = f"no result for {statement.period.label}"
    how = (f"`{expectation.what}` is promised {' and '.join(kinds)}",) if kinds else ()
    way_out = "name such a period after `in`" if kinds else None
    return Check(expectation, False, expected, got, how, way_out)


def _order(left: Value, right: Value) -> int | None:
    """Below 0, 0 or above 0 as the values compare; None when they do not."""
    if type(left) is not type(right):
        return None
    try:
        return -1 if less(left, right) else int(less(right, left))
    except (UnitMismatch, CurrencyMismatch):
        return None


def _fulfils(order: int, comparator: str) -> bool:
    match comparator:
        case ">=":
            return order >= 0
        case ">":
            return order > 0
        case "<=":
            return order <= 0
        case "<":
            return order < 0
    return order == 0


def _rounding_help(wanted: Value, result: Result) -> str | None:
    """Where the expected number is the value cut to fewer decimals: that it is, and what to write."""
    value = result.compared
    if not isinstance(value, Ratio | Number) or not isinstance(wanted, Ratio | Number):
        return None
    factor = 100 if isinstance(value, Ratio) else 1
    places = decimal_places(wanted.value * factor)
    if places is None or round_to(value.value * factor, places) != wanted.value * factor:
        return None
    if result.guarantee.rounding is not None:
        return None
    half = Fraction(1, 10**places) / 2 / factor
    low, high = (value_text(type(wanted)(wanted.value + d)) for d in (-half, half))
    name = result.guarantee.key
    return (
        f"{value_text(wanted)} is its value to {decimals_text(places)}, but the promise does not round: "
        f"write `expect {name} >= {low}` and `expect {name} < {high}`, or let the promise round"
    )
