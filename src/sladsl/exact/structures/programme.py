"""The linear programme behind tangled structures: as much time as possible on cuts that budgets allow.

    maximise the sum of x_C over cuts C, where for every component i the x_C of its cuts add up to at most d_i

Columns are far too many to write down, so each is asked of the decision diagram when it is needed: the cut
that costs least at the present prices. Exact, in fractions; the lexicographic rule keeps it from going round.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Generic, TypeVar

from sladsl.exact.structures.diagrams import Diagram
from sladsl.exact.structures.nearby import Amount

A = TypeVar("A", bound=Amount)
Cut = tuple[int, ...]
_NOTHING, _ONE = Fraction(0), Fraction(1)


@dataclass(frozen=True, slots=True)
class Optimum(Generic[A]):
    """The longest time in all, and one way to spend it: seconds by the cut that is down then."""

    longest: A
    spent: tuple[tuple[Cut, A], ...]


def longest_on_cuts(diagram: Diagram, budgets: Sequence[A]) -> Optimum[A]:
    """The optimum for budgets by variable of the diagram; none may be negative."""
    size = len(budgets)
    inverse = [[_ONE if i == j else _NOTHING for j in range(size)] for i in range(size)]
    basis: list[Cut | None] = [None] * size  # None is the slack of some component
    amounts = list(budgets)
    prices = [_NOTHING] * size
    while True:
        entering: Cut | None = None
        slack = next((j for j, price in enumerate(prices) if price < 0), None)
        if slack is None:
            cost, cut = diagram.cheapest_cut(prices)
            if cost >= 1:
                break
            entering, gain = tuple(sorted(cut)), 1 - cost
            column = [sum((row[i] for i in entering if row[i]), _NOTHING) for row in inverse]
        else:
            gain = -prices[slack]
            column = [row[slack] for row in inverse]
        leaving = _leaving(column, amounts, inverse)
        _pivot(leaving, column, amounts, inverse)
        basis[leaving] = entering
        prices = [p + gain * v if v else p for p, v in zip(prices, inverse[leaving], strict=True)]
    spent = tuple((cut, amount) for cut, amount in zip(basis, amounts, strict=True) if cut is not None)
    total = budgets[0] - budgets[0]
    for _, amount in spent:
        total = total + amount
    return Optimum(total, spent)


def _leaving(column: Sequence[Fraction], amounts: Sequence[A], inverse: Sequence[Sequence[Fraction]]) -> int:
    """The row that limits the entering column first; of equal ones the lexicographically least."""
    rows = [i for i, factor in enumerate(column) if factor > 0]
    assert rows  # budgets are finite, so no cut can go on for ever
    best = rows[0]
    for row in rows[1:]:
        ours, theirs = amounts[row] / column[row], amounts[best] / column[best]
        if ours < theirs:
            best = row
        elif not theirs < ours:
            pairs = zip(inverse[row], inverse[best], strict=True)
            signs = (a / column[row] - b / column[best] for a, b in pairs)
            if next((sign for sign in signs if sign), _NOTHING) < 0:
                best = row
    return best


def _pivot(leaving: int, column: Sequence[Fraction], amounts: list[A], inverse: list[list[Fraction]]) -> None:
    pivot = column[leaving]
    row = inverse[leaving] = [value / pivot for value in inverse[leaving]]
    amounts[leaving] = amounts[leaving] / pivot
    for i, factor in enumerate(column):
        if i != leaving and factor:
            inverse[i] = [a - factor * b if b else a for a, b in zip(inverse[i], row, strict=True)]
            amounts[i] = amounts[i] - amounts[leaving] * factor
