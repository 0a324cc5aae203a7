"""What is asked of the cases for one promise and one period, as conditions over the relation `cases`."""

from __future__ import annotations

from sladsl.data.cases import CaseTable
from sladsl.evaluate.base import term_of
from sladsl.exact.durations import Duration
from sladsl.exact.periods import Period
from sladsl.model import metrics as m
from sladsl.model.agreements import Agreement, Guarantee
from sladsl.model.metrics import Switches
from sladsl.records import record


@record
class Asked:
    """The cases of a promise: `mine` says which they are whatever the period, `inside` which of these belong
    to it, `closed` which would if their end decided, where the source leaves that open. `begun` and `ended`
    are the columns of the two events, `states` the states in which the clock stands still, None where a
    condition says it that is no list."""

    guarantee: Guarantee
    agreement: Agreement
    formula: m.TimeBetween
    switches: Switches
    period: Period
    numbers: tuple[int, ...]
    place: int | None
    mine: str
    inside: str
    closed: str | None
    begun: str
    ended: str
    states: tuple[str, ...] | None

    @property
    def limit(self) -> Duration | None:
        """The limit, where it is a length of time."""
        target = self.guarantee.target
        return target if isinstance(target, Duration) else None


def asked(
    table: CaseTable,
    formula: m.TimeBetween,
    guarantee: Guarantee,
    agreement: Agreement,
    switches: Switches,
    period: Period,
) -> Asked | None:
    """None when no block has cases for the promise."""
    services = {s.key for s in guarantee.services}
    numbers = tuple(
        number
        for number, block in enumerate(table.blocks)
        if guarantee.metric.key in block.metrics
        and (not services or block.service in services)
        and {formula.first, formula.last} <= set(block.events)
    )
    if not numbers:
        return None
    mine = f"block IN ({', '.join(map(str, numbers))})"
    place = _place(guarantee, agreement)
    if place is not None:
        mine += f" AND priority = {place}"
    term = term_of(guarantee, agreement, period)

    def inside(event: str) -> str:
        at = _at(table, event, formula)
        stretches = [f"({at} >= {start} AND {at} < {end})" for start, end in term]
        return f"coalesce({' OR '.join(stretches) or 'false'}, false)"

    closed = inside("closed") if switches.attributed is None else None
    return Asked(
        guarantee,
        agreement,
        formula,
        switches,
        period,
        numbers,
        place,
        mine,
        inside(switches.attributed or "opened"),
        closed,
        table.event(formula.first),
        table.event(formula.last),
        _pausing(switches.pause),
    )


def _at(table: CaseTable, event: str, formula: m.TimeBetween) -> str:
    """The instant that decides: `opened` and `closed` stand for the two events where there is no such."""
    own = table.event(event) if event in table.events else None
    name = {"opened": formula.first, "closed": formula.last}.get(event)
    other = table.event(name) if name is not None else None
    columns = list(dict.fromkeys(column for column in (own, other) if column is not None))
    return "NULL" if not columns else columns[0] if len(columns) == 1 else f"coalesce({', '.join(columns)})"


def _place(guarantee: Guarantee, agreement: Agreement) -> int | None:
    """The place of the promise's priority among the agreement's, from 1; None when it is about all."""
    if guarantee.priority is None or agreement.priorities is None:
        return None
    return 1 + [p.name for p in agreement.priorities.items].index(guarantee.priority.name)


def _pausing(pause: m.Condition | None) -> tuple[str, ...] | None:
    """The states in any of which the clock stands still; None for a condition that is no such list."""
    match pause:
        case None:
            return ()
        case m.Holds(name):
            return (name,)
        case m.Combined("or", left, right):
            one, other = _pausing(left), _pausing(right)
            return None if one is None or other is None else tuple(dict.fromkeys((*one, *other)))
    return None
