"""How near a party has come to a right to terminate, counted over the periods that are known."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sladsl.evaluate.memory import periods_in
from sladsl.evaluate.results import State, Statement
from sladsl.model.agreements import Agreement, Termination
from sladsl.records import record


@record
class Right:
    """A right to terminate because of misses: how many there were, and how many it takes.

    `looked` are the periods that were looked at, `window` those that the contract counts over; where fewer
    are known than it counts over, there may have been more misses. `now` says whether the last of them
    is one.
    """

    termination: Termination
    missed: int
    needed: int
    looked: int
    window: int
    now: bool

    @property
    def is_reached(self) -> bool:
        return self.missed >= self.needed


def rights(agreement: Agreement, statements: Sequence[Statement]) -> Iterator[Right]:
    """The rights of the agreement that hang on misses; the last statement is the period in hand."""
    for each in agreement.terminations:
        promised = agreement.guarantee(each.guarantee) if each.guarantee is not None else ()
        window = periods_in(each.window, promised[0].period) if promised else None
        if each.kind == "notice" or window is None:
            continue
        keys = {g.key for g in promised}
        missed = [_is_missed(s, keys) for s in statements[-window:]]
        if each.kind == "in_a_row":
            run = next((n for n, miss in enumerate(reversed(missed)) if not miss), len(missed))
            yield Right(each, run, window, len(missed), window, missed[-1])
        else:
            yield Right(each, sum(missed), each.count or 1, len(missed), window, missed[-1])


def periods_needed(agreement: Agreement) -> int:
    """Over how many periods the agreement's rights look back; 1 where it has none."""
    found = [1]
    for each in agreement.terminations:
        promised = agreement.guarantee(each.guarantee) if each.guarantee is not None else ()
        found.append((periods_in(each.window, promised[0].period) if promised else None) or 1)
    return max(found)


def _is_missed(statement: Statement, keys: set[str]) -> bool:
    """A table of promises is missed in a period in which any of its cells is."""
    return any(r.state is State.MISSED and r.guarantee.key in keys for r in statement.results)
