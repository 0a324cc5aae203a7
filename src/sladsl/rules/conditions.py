"""Whether a condition on signals can hold, and whether one follows from another."""

from __future__ import annotations

from collections import defaultdict
from itertools import product

from sladsl.model.metrics import Combined, Compare, Condition, Constant, Holds, Negated, Term
from sladsl.records import record
from sladsl.rules.compare import position
from sladsl.syntax.words import MIRRORED, OPPOSITE, Comparator

_CASES = 256
"""So many ways to fulfil a condition are looked at."""


@record
class _Bound:
    """What a term is compared with, or whether a signal or a comparison of two terms holds."""

    of: Term | Compare | str
    comparator: Comparator
    value: Constant | bool


def can_hold(condition: Condition) -> bool:
    """Whether some values fulfil a condition; what cannot be taken apart may hold."""
    cases = _cases(condition, True)
    return cases is None or any(_agree(case) for case in cases)


def follows(below: Condition, above: Condition) -> bool:
    """Whether the one below holds whenever the one above does."""
    return below == above or not can_hold(Combined("and", above, Negated(below)))


def _cases(condition: Condition, wanted: bool) -> list[tuple[_Bound, ...]] | None:
    """The ways to make a condition true or false, each of bounds that hold at once; None for too many."""
    match condition:
        case Negated(inner):
            return _cases(inner, not wanted)
        case Combined(op, left, right):
            one, two = _cases(left, wanted), _cases(right, wanted)
            if one is None or two is None:
                return None
            if (op == "and") != wanted:
                found = one + two
            else:
                found = [(*a, *b) for a, b in product(one, two)] if len(one) * len(two) <= _CASES else []
                if not found:
                    return None
            return found if len(found) <= _CASES else None
        case Holds(name):
            return [(_Bound(name, "=", wanted),)]
        case Compare(left, comparator, right):
            if isinstance(left, Constant):
                left, comparator, right = right, MIRRORED[comparator], left
            if not isinstance(right, Constant) or isinstance(left, Constant):
                return [(_Bound(condition, "=", wanted),)]
            if wanted:
                return [(_Bound(left, comparator, right),)]
            if comparator == "=":
                return [(_Bound(left, "<", right),), (_Bound(left, ">", right),)]
            return [(_Bound(left, OPPOSITE[comparator], right),)]


def _agree(bounds: tuple[_Bound, ...]) -> bool:
    """Whether one value of each term keeps all bounds on it."""
    about: defaultdict[Term | Compare | str, list[_Bound]] = defaultdict(list)
    for bound in bounds:
        about[bound.of].append(bound)
    return all(_meet(each) for each in about.values())


def _meet(bounds: list[_Bound]) -> bool:
    for low in bounds:
        for high in bounds:
            if isinstance(low.value, bool) or isinstance(high.value, bool):
                if low.value != high.value and isinstance(low.value, bool) and isinstance(high.value, bool):
                    return False
                continue
            if low.comparator not in (">=", ">", "=") or high.comparator not in ("<=", "<", "="):
                continue
            like = high.value.value
            least, most = position(low.value.value, like), position(like, like)
            if least is None or most is None:
                continue
            closed = low.comparator != ">" and high.comparator != "<"
            if least > most or (least == most and not closed):
                return False
    return True
