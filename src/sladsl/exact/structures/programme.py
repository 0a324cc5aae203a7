"""The linear programme behind tangled structures: as much time as possible on cuts that budgets allow.

    maximise the sum of x_C over cuts C, where for every component i the x_C of its cuts add up to at most d_i

A cut may also take more from a budget than a second for a second: so often as its weight says.

Columns are far too many to write down, so each is asked for when it is needed, of a decision diagram for
instance: the cut that costs least at the present prices. Exact: the inverse of the basis and the prices are
whole numbers over one common denominator (Edmonds, 1967); the lexicographic rule keeps it from going round.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Generic, Protocol, TypeVar

from sladsl.exact.structures.diagrams import Diagram
from sladsl.exact.structures.nearby import Amount
from sladsl.records import record

A = TypeVar("A", bound=Amount)
Taken = tuple[tuple[int, int], ...]
WORK = 30_000_000
"""So many steps, over cells of the basis and nodes of the diagram, and no more; then the bound at hand is
given. Cells of a thousand bits take twice as long."""


@record(frozen=False, eq=False)
class Patience:
    """How many steps may still be taken; programmes may share it."""

    left: int = WORK

    def lasts_for(self, budgets: Sequence[object]) -> bool:
        """Whether a programme with these budgets can be begun: each of them takes a step over all cells."""
        return len(budgets) ** 3 <= self.left


class Cuts(Protocol):
    """Knows the cuts that the whole fails with: the budgets that each takes from, by number, and how much."""

    @property
    def effort(self) -> int:
        """How many steps it takes to ask for a cut."""
        ...

    def cheapest(self, costs: Sequence[int]) -> tuple[int, Taken]:
        """The cut that costs least, and what it costs."""
        ...


class _CutsOfDiagram:
    """Those of a diagram take a second for a second from the budgets of its variables."""

    __slots__ = ("_diagram",)

    def __init__(self, diagram: Diagram) -> None:
        self._diagram = diagram

    @property
    def effort(self) -> int:
        return len(self._diagram.nodes)

    def cheapest(self, costs: Sequence[int]) -> tuple[int, Taken]:
        cost, cut = self._diagram.cheapest_cut(costs)
        return cost, tuple((variable, 1) for variable in cut)


@record
class Optimum(Generic[A]):
    """The longest time in all, and one way to spend it: seconds by the cut that is down then.

    Where the programme was too large `spent` is None and `longest` a bound above it, if one was found.
    """

    longest: A | None
    spent: tuple[tuple[Taken, A], ...] | None


def longest_on_cuts(diagram: Diagram, budgets: Sequence[A], work: int = WORK) -> Optimum[A]:
    """The optimum for budgets by variable of the diagram; none may be negative."""
    return most_spent(_CutsOfDiagram(diagram), budgets, Patience(work))


def most_spent(cuts: Cuts, budgets: Sequence[A], patience: Patience) -> Optimum[A]:
    """The optimum for budgets by number; none may be negative. Cuts are spent with their numbers rising."""
    basis = _Basis(budgets)
    bound: A | None = None
    cells = len(budgets) ** 2
    while patience.left >= 0:
        patience.left -= cells + cells * basis.scale.bit_length() // 1024 + cuts.effort
        worst = min(basis.prices)
        if worst < 0:
            slack = basis.prices.index(worst)
            basis.enter(None, [row[slack] for row in basis.rows], -worst)
            continue
        cost, cut = cuts.cheapest(basis.prices)
        if cost >= basis.scale:
            spent = tuple(basis.spent())
            return Optimum(_total(spent, budgets), spent)
        if cost:
            # No cut is cheaper, so prices raised until this one costs 1 are allowed (Farley, 1990).
            above = _total(basis.spent(), budgets) * Fraction(basis.scale, cost)
            bound = above if bound is None or above < bound else bound
        entering = tuple(sorted(cut))
        column = [sum([weight * row[i] for i, weight in entering]) for row in basis.rows]
        basis.enter(entering, column, basis.scale - cost)
    return Optimum(bound, None)


def _total(spent: Sequence[tuple[Taken, A]], budgets: Sequence[A]) -> A:
    total = budgets[0] - budgets[0]
    for _, amount in spent:
        total = total + amount
    return total


class _Basis(Generic[A]):
    """The cuts at hand, one for each budget or its slack, and what they come to.

    `rows` and `prices` are to be divided by `scale`: the inverse of the basis, and what a second of each
    budget is worth.
    """

    def __init__(self, budgets: Sequence[A]) -> None:
        size = len(budgets)
        self.rows = [[int(i == j) for j in range(size)] for i in range(size)]
        self.prices = [0] * size
        self.scale = 1
        self._cuts: list[Taken | None] = [None] * size
        self._amounts = list(budgets)

    def spent(self) -> list[tuple[Taken, A]]:
        """Seconds by cut."""
        return [(c, amount) for c, amount in zip(self._cuts, self._amounts, strict=True) if c is not None]

    def enter(self, cut: Taken | None, column: Sequence[int], gain: int) -> None:
        """Takes a cut, or a slack, into the basis, for the one that is used up first."""
        place = self._leaving(column)
        pivot, row, amounts = column[place], self.rows[place], self._amounts
        amounts[place] = amounts[place] * Fraction(self.scale, pivot)
        for i, factor in enumerate(column):
            if i != place:
                self.rows[i] = self._moved(self.rows[i], pivot, -factor, row)
                if factor:
                    amounts[i] = amounts[i] - amounts[place] * Fraction(factor, self.scale)
        self.prices = self._moved(self.prices, pivot, gain, row)
        self._cuts[place] = cut
        self.scale = pivot

    def _moved(self, line: list[int], pivot: int, factor: int, row: list[int]) -> list[int]:
        """The line on the new scale, with so much of the row added; it can be divided without rest."""
        scale = self.scale
        if factor:
            return [(a * pivot + factor * b) // scale for a, b in zip(line, row, strict=True)]
        return line if pivot == scale else [a * pivot // scale for a in line]

    def _leaving(self, column: Sequence[int]) -> int:
        """The row that limits the entering column first; of equal ones the lexicographically least."""
        rows = [i for i, factor in enumerate(column) if factor > 0]
        assert rows  # budgets are finite, so no cut can go on for ever
        best = rows[0]
        least = self._amounts[best] / Fraction(column[best])
        for row in rows[1:]:
            ours = self._amounts[row] / Fraction(column[row])
            if ours < least or (not least < ours and self._comes_first(row, best, column)):
                best, least = row, ours
        return best

    def _comes_first(self, row: int, other: int, column: Sequence[int]) -> bool:
        """Whether a row is the lexicographically lesser one, measured by the column."""
        ours, theirs = column[row], column[other]
        for a, b in zip(self.rows[row], self.rows[other], strict=True):
            if a * theirs != b * ours:
                return a * theirs < b * ours
        return False
