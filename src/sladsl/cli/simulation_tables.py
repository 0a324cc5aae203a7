"""What `sla simulate` tells, as tables of words: by period, by promise, against another, by target."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from sladsl.evaluate.results import Result, State
from sladsl.evaluate.simulation import (
    Amount,
    Cut,
    Simulation,
    Tally,
    Turn,
    amount_text,
    counted,
    cuts,
    kinds,
    margin,
    of_kind,
    owing,
    tallies,
    undecided,
)
from sladsl.evaluate.telling import shown
from sladsl.exact.money import Money
from sladsl.exact.periods import Kind
from sladsl.exact.quantities import Quantity
from sladsl.exact.ratio import percent
from sladsl.model.agreements import Guarantee
from sladsl.model.values import Value
from sladsl.model.written import target_text, value_text
from sladsl.records import record

WORDS = {
    State.MET: "met",
    State.MISSED: "missed",
    State.NO_DATA: "no data",
    State.NOT_APPLICABLE: "not applicable",
    State.UNDEFINED: "undefined",
}


@record
class Table:
    """Rows under a heading; each row has as many cells as `head`. The first column names the row. Without a
    head there is nothing but notes."""

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...] = ()


@record
class Try:
    """The same agreement with a target tried in one promise; `drafted` is the one that it has anyway."""

    guarantee: Guarantee
    target: Value
    simulation: Simulation
    drafted: bool = False


def tables(simulation: Simulation) -> list[Table]:
    """Money by period, values by period, and the totals of every promise."""
    found: list[Table] = []
    for kind in kinds(simulation):
        found += [_money(simulation, kind), _values(simulation, kind)]
    return [*found, *_totals(simulation), *_cut(simulation)]


def _money(simulation: Simulation, kind: Kind) -> Table:
    turns = of_kind(simulation, kind)
    rows = [_money_row(turn) for turn in turns]
    head = (kind.value, "state", "credit", "bonus", "cut by caps and limits", "missed")
    kept = [i for i, name in enumerate(head) if i < 3 or any(row[i] for row in rows)]
    return Table(
        f"What each {kind.value} would have cost",
        tuple(head[i] for i in kept),
        tuple(tuple(row[i] for i in kept) for row in rows),
    )


def _money_row(turn: Turn) -> tuple[str, ...]:
    statement = turn.statement
    missed = [promise_name(r.guarantee, r.service) for r in statement.results if r.state is State.MISSED]
    taken = [each.taken for each in cuts(statement)]
    bonus = statement.bonus
    return (
        statement.period.label,
        WORDS[turn.state],
        owed_text(turn),
        bonus.text() if bonus is not None and bonus.amount else "",
        sum(taken[1:], taken[0]).text() if taken else "",
        ", ".join(missed),
    )


def owed_text(turn: Turn) -> str:
    """What is owed in a period; `?` behind it where the text leaves open whether it is more."""
    return amount_text(owing(turn.statement)) + (" ?" if undecided(turn.statement) else "")


def _values(simulation: Simulation, kind: Kind) -> Table:
    turns = of_kind(simulation, kind)
    every = {(r.guarantee.key, r.service): r.guarantee for t in turns for r in t.statement.results}
    dumb = {key: guarantee for key, guarantee in every.items() if _is_silent(turns, key)}
    keys = [key for key in every if key not in dumb]
    rows = []
    for turn in turns:
        own = {(r.guarantee.key, r.service): r for r in turn.statement.results}
        cells = [cell(own[key]) if key in own else "" for key in keys]
        rows.append((turn.statement.period.label, *cells))
    head = (kind.value, *(promise_name(every[key], key[1]) for key in keys))
    names = ", ".join(promise_name(guarantee, key[1]) for key, guarantee in dumb.items())
    notes = (f"no data in any {kind.value}: {names}",) if dumb else ()
    title = f"What was measured, {kind.value} by {kind.value}"
    return Table(title, head, tuple(rows), notes) if keys else Table(title, (), (), notes)


def _is_silent(turns: Sequence[Turn], key: tuple[str, str | None]) -> bool:
    found = (r for t in turns for r in t.statement.results if (r.guarantee.key, r.service) == key)
    return all(r.state is State.NO_DATA for r in found)


def cell(result: Result) -> str:
    """`99.895% missed`; a met value alone, and the state alone where there is no value to show."""
    value = shown(result.compared) if result.compared is not None else ""
    if result.state is State.MET and value:
        return value
    return f"{value} {WORDS[result.state]}".lstrip()


def _totals(simulation: Simulation) -> list[Table]:
    """What each promise came to; nothing where none has any data."""
    head = ("promise", "target", "missed", "without verdict", "closest call", "worst miss", "owed")
    found = tallies(simulation)
    rows = tuple(_total_row(tally) for tally in found if tally.count(State.NO_DATA) < len(tally.results))
    notes: tuple[str, ...] = ()
    if any(row[6] for row in rows) and any(t.state is State.MISSED for t in simulation.turns):
        notes = ("owed is what remains for the promise after caps, before rounding to whole minor units",)
    return [Table("What each promise would have come to", head, rows, notes)] if rows else []


def _total_row(tally: Tally) -> tuple[str, ...]:
    known = tally.count(State.MET) + tally.count(State.MISSED)
    silent = [
        f"{count} {WORDS[state]}"
        for state in (State.NO_DATA, State.UNDEFINED, State.NOT_APPLICABLE)
        if (count := tally.count(state))
    ]
    return (
        promise_name(tally.guarantee, tally.service),
        promised(tally.guarantee),
        f"{tally.count(State.MISSED)} of {counted(known, tally.kind)}",
        ", ".join(silent),
        _call(tally.closest),
        _call(tally.worst),
        amount_text(tally.granted) if tally.granted != _nothing(tally.granted) else "",
    )


def _nothing(amount: Amount) -> Amount:
    if isinstance(amount, Money):
        return Money(Fraction(0), amount.currency)
    return Quantity(Fraction(0), amount.unit)


def _call(result: Result | None) -> str:
    gap = margin(result) if result is not None else None
    return f"{gap.text} in {result.period.label}" if result is not None and gap is not None else ""


def promise_name(guarantee: Guarantee, service: str | None) -> str:
    """The promise by its key, with the service where it is made for several."""
    return f"{guarantee.key} of {service}" if service and len(guarantee.services) > 1 else guarantee.key


def promised(guarantee: Guarantee) -> str:
    """`>= 99.95%`, `<= 15 min for 95%`."""
    share = f" for {percent(guarantee.share.ratio)}" if guarantee.share is not None else ""
    return target_text(guarantee) + share


def _cut(simulation: Simulation) -> list[Table]:
    """Which caps were reached, how often, and what they took off."""
    found: dict[tuple[str, str], list[Cut]] = {}
    for turn in simulation.turns:
        for each in cuts(turn.statement):
            found.setdefault((each.kind, _without_history(each.what)), []).append(each)
    rows = []
    for (kind, what), each_cut in found.items():
        taken = [c.taken for c in each_cut]
        rows.append((kind, what, str(len(each_cut)), sum(taken[1:], taken[0]).text()))
    if not rows:
        return []
    return [Table("Caps and limits that were reached", ("by", "which", "times", "took off"), tuple(rows))]


def _without_history(what: str) -> str:
    """The cap without what was credited before, which differs from period to period."""
    return what.split(", of which", maxsplit=1)[0]


def against(draft: Simulation, other: Simulation, names: tuple[str, str]) -> Table:
    """Both side by side, period by period, and the difference in money: below 0 the draft is cheaper."""
    ours = {t.statement.period.label: t for t in draft.turns}
    theirs = {t.statement.period.label: t for t in other.turns}
    both = {**theirs, **ours}
    order = sorted(both, key=lambda label: (both[label].statement.period.end, label))
    rows: list[tuple[str, ...]] = []
    for label in order:
        mine, its = ours.get(label), theirs.get(label)
        rows.append((label, _side(mine), _side(its), _difference(mine, its)))
    gap = minus(draft.credit, other.credit)
    total = amount_text(gap) if gap is not None else "?"
    rows.append(("in all", amount_text(draft.credit), amount_text(other.credit), total))
    return Table(f"{names[0]} against {names[1]}", ("period", *names, "difference"), tuple(rows))


def _side(turn: Turn | None) -> str:
    if turn is None:
        return ""
    missed = [promise_name(r.guarantee, r.service) for r in turn.statement.results if r.state is State.MISSED]
    owed = owed_text(turn) if turn.state in (State.MISSED, State.UNDEFINED) else ""
    return " ".join(part for part in (WORDS[turn.state], ", ".join(missed), owed) if part)


def _difference(mine: Turn | None, its: Turn | None) -> str:
    ours, theirs = (owing(turn.statement) if turn is not None else None for turn in (mine, its))
    present = ours if ours is not None else theirs
    if present is None:
        return ""
    nothing = _nothing(present)
    # What only one of them promises costs the other nothing.
    gap = minus(ours if ours is not None else nothing, theirs if theirs is not None else nothing)
    return amount_text(gap) if gap is not None else "?"


def minus(one: Amount, other: Amount) -> Amount | None:
    """The difference; None where the two are in different units and neither is nothing."""
    if isinstance(one, Money) and isinstance(other, Money) and one.currency == other.currency:
        return one - other
    if isinstance(one, Quantity) and isinstance(other, Quantity) and one.unit == other.unit:
        return one - other
    if other == _nothing(other):
        return one
    return other * -1 if one == _nothing(one) else None


def tried(tries: Sequence[Try]) -> list[Table]:
    """For every promise that was tried: target, how often it would have been missed, what all would cost."""
    found: list[Table] = []
    for key in dict.fromkeys(each.guarantee.key for each in tries):
        mine = [each for each in tries if each.guarantee.key == key]
        rows = tuple(_try_row(each) for each in mine)
        head = ("target", "missed", "closest call", "owed for it", "owed in all", "bonus")
        width = 6 if any(row[5] for row in rows) else 5
        found.append(
            Table(
                f"Other targets for {key}",
                head[:width],
                tuple(row[:width] for row in rows),
                (
                    "only the target changes: the rows of credits and bonuses stay as they are written, "
                    "so that a miss above the first row owes nothing",
                ),
            )
        )
    return found


def _try_row(each: Try) -> tuple[str, ...]:
    own = [t for t in tallies(each.simulation) if t.guarantee.key == each.guarantee.key]
    missed = [f"{t.count(State.MISSED)} of {counted(_known(t), t.kind)}" for t in own]
    if len(own) > 1:
        missed = [f"{t.service}: {text}" for t, text in zip(own, missed, strict=True)]
    granted = [amount_text(t.granted) for t in own]
    bonus = each.simulation.bonus
    return (
        f"{each.guarantee.comparator} {value_text(each.target)}{' as drafted' if each.drafted else ''}",
        ", ".join(missed),
        ", ".join(text for t in own if (text := _call(t.closest))),
        ", ".join(granted),
        amount_text(each.simulation.credit) + (" ?" if each.simulation.open_ended else ""),
        bonus.text() if bonus is not None and bonus.amount else "",
    )


def _known(tally: Tally) -> int:
    return tally.count(State.MET) + tally.count(State.MISSED)
