"""The longest time for which a structure can be down, when each component may be for so long and no longer.

For k of n parts with budgets d_i and m = n - k + 1 it is max{ t : sum of min(d_i, t) >= m t }: the least of
(d_1 + ... + d_l) / (l - (n - m)) over l > n - m, with d rising. In series that is the sum, in pure
redundancy the least. Where parts share components it is the optimum of a linear programme over cuts.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import TypeVar

from sladsl.exact.structures.diagrams import Diagram, known_diagram
from sladsl.exact.structures.modules import Choice, Component, Module, Tangle, folded
from sladsl.exact.structures.nearby import Amount
from sladsl.exact.structures.programme import longest_on_cuts
from sladsl.exact.structures.structure import Gate, Structure
from sladsl.records import record

A = TypeVar("A", bound=Amount)
_NOTHING = Fraction(0)
Spans = tuple[tuple[Fraction, Fraction], ...]
"""Times from the beginning of the common outage, in the unit of the budgets."""


@record
class Longest:
    """`time` is the bound; `exact` is False where the structure was too large and the bound lies above it."""

    time: Fraction
    exact: bool = True


def longest_downtime(
    module: Module, budgets: Mapping[Hashable, Fraction], step: Fraction = _NOTHING
) -> Longest:
    """How long the whole can be down in all, in the unit of the budgets, with every timing allowed.

    With a `step` everything is down for whole steps at a time. That is exact where no parts are shared: whole
    budgets of parts can be lined up without cutting a step. Where they are it is no shorter than it can be.
    """
    if not step:
        return Longest(*longest_of(module, budgets))
    return Longest(*longest_of(module, budgets, lambda seconds: seconds // step * step))


def longest_of(
    module: Module, budgets: Mapping[Hashable, A], rounded: Callable[[A], A] | None = None
) -> tuple[A, bool]:
    """The same for any kind of amount, each module's `rounded`: the bound, and whether it is exact."""
    exact = [True]

    def of(module: Module, parts: list[A]) -> A:
        if isinstance(module, Component):
            return budgets[module.key]
        if isinstance(module, Choice):
            return of_choice(module.fails_with, parts)
        return _of_tangle(module.structure, parts, exact)

    if rounded is None:
        return folded(module, of), exact[0]
    return folded(module, lambda module, parts: rounded(of(module, parts))), exact[0]


def _of_tangle(structure: Structure, parts: list[A], exact: list[bool]) -> A:
    made = known_diagram(structure)
    found = longest_on_cuts(made, _ordered(made, parts)) if made is not None else None
    if found is not None and found.longest is not None and found.spent is not None:
        return found.longest
    exact[0] = False
    bound = _by_gates(structure, parts)
    above = found.longest if found is not None else None
    return above if above is not None and above < bound else bound


def of_choice(fails_with: int, budgets: Sequence[A]) -> A:
    """The longest time in which `fails_with` of parts with these budgets are down at once."""
    spare = len(budgets) - fails_with
    if not spare:
        return min(budgets)
    rising = sorted(budgets) if fails_with > 1 else budgets
    total = rising[0]
    best: A | None = None
    for count, budget in enumerate(rising[1:], 2):
        total = total + budget
        if count > spare:
            bound = total / Fraction(count - spare) if count - spare > 1 else total
            best = bound if best is None or bound < best else best
    assert best is not None
    return best


def _ordered(made: Diagram, parts: Sequence[A]) -> list[A]:
    """The parts in the order of the diagram's variables, which are their places."""
    return [parts[place] for place in made.variables if isinstance(place, int)]


def _by_gates(structure: Structure, parts: Sequence[A]) -> A:
    """From the bottom up, as if every gate had its own copy of what it needs: never too short."""
    bounds: list[A] = []
    for node in structure.nodes:
        if isinstance(node, Gate):
            bounds.append(of_choice(node.fails_with, [bounds[part] for part in node.parts]))
        else:
            assert isinstance(node, int)
            bounds.append(parts[node])
    return bounds[structure.top]


# ---- a witness


def worst_timing(
    module: Module, budgets: Mapping[Hashable, Fraction], step: Fraction = _NOTHING
) -> dict[Hashable, Spans]:
    """When each component is down in one worst case: the whole is down from 0 to the longest downtime.

    With a `step` all are whole steps; where parts are shared, as many as are left when what does not fill one
    is left out. Empty where the structure was too large for an exact answer.
    """
    time = longest_downtime(module, budgets, step)
    if not time.exact:
        return {}
    found: dict[Hashable, list[tuple[Fraction, Fraction]]] = {}
    waiting: list[tuple[Module, Spans]] = [(module, ((Fraction(0), time.time),))]
    while waiting:
        part, when = waiting.pop()
        if not any(end - start for start, end in when):
            continue
        if isinstance(part, Component):
            found.setdefault(part.key, []).extend(when)
        else:
            waiting += _placed(part, budgets, when, step)
    return {key: tuple(sorted(spans)) for key, spans in found.items() if spans}


def _placed(
    module: Choice | Tangle, budgets: Mapping[Hashable, Fraction], when: Spans, step: Fraction
) -> Iterator[tuple[Module, Spans]]:
    """When each part is down so that the module is in all of `when`, which is no longer than it can be."""
    length = sum((end - start for start, end in when), Fraction(0))
    bounds = [longest_downtime(part, budgets, step).time for part in module.parts]
    if isinstance(module, Choice):
        turns = wrapped(bounds, module.fails_with, length)
    else:
        made = known_diagram(module.structure)
        assert made is not None
        turns = [()] * len(module.parts)
        at = Fraction(0)
        for cut, amount in longest_on_cuts(made, _ordered(made, bounds)).spent or ():
            until = min(at + (amount // step * step if step else amount), length)
            for variable, _ in cut if at < until else ():
                place = made.variables[variable]
                assert isinstance(place, int)
                turns[place] = (*turns[place], (at, until))
            at = until
    for part, turn in zip(module.parts, turns, strict=True):
        yield part, _within(turn, when)


def wrapped(budgets: Sequence[Fraction], at_once: int, length: Fraction) -> list[Spans]:
    """When each part is down so that `at_once` of them are throughout [0, length).

    McNaughton's rule: line the parts up one after the other and wrap the line every `length`; no part is
    longer than that, so none meets itself.
    """
    turns: list[Spans] = []
    at, end = Fraction(0), at_once * length
    for budget in budgets:
        until = min(at + min(budget, length), end)
        row = at // length
        edge = (row + 1) * length
        spans: Spans
        if until <= edge:
            spans = ((at - row * length, until - row * length),)
        else:
            spans = ((Fraction(0), until - edge), (at - row * length, length))
        turns.append(tuple((a, b) for a, b in spans if a < b))
        at = until
    return turns


def until(timing: Mapping[Hashable, Spans], end: Fraction) -> dict[Hashable, Spans]:
    """What of a timing lies before `end`."""
    return {key: tuple((a, min(b, end)) for a, b in spans if a < end) for key, spans in timing.items()}


def joined(spans: Iterable[tuple[Fraction, Fraction]]) -> Spans:
    """Spans in order, with those that meet put together."""
    found: list[tuple[Fraction, Fraction]] = []
    for start, end in sorted(spans):
        if found and found[-1][1] == start:
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return tuple(found)


def _within(turn: Spans, when: Spans) -> Spans:
    """Times counted along `when`, as times."""
    spans: list[tuple[Fraction, Fraction]] = []
    passed = Fraction(0)
    for start, end in when:
        for a, b in turn:
            low, high = max(a, passed), min(b, passed + end - start)
            if low < high:
                spans.append((start + low - passed, start + high - passed))
        passed += end - start
    return tuple(sorted(spans))
