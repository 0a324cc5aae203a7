"""Finds promises that never apply: their days lie outside the term, or nothing fulfils their condition."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import product

from sladsl.diagnostics import catalogue
from sladsl.diagnostics.diagnostic import Diagnostic, Label
from sladsl.model.agreements import Agreement, Guarantee
from sladsl.model.metrics import Combined, Compare, Condition, Constant, Holds, Negated, Term
from sladsl.model.supports import days_text, phase
from sladsl.records import record
from sladsl.rules.compare import never_holds, position, whole_term
from sladsl.rules.index import Index
from sladsl.rules.say import headline
from sladsl.rules.structure.scope_below import said_of
from sladsl.syntax.words import Comparator

_CASES = 256
"""So many ways to fulfil a condition are looked at."""
_TURNED: dict[Comparator, Comparator] = {">=": "<=", ">": "<", "<=": ">=", "<": ">", "=": "="}
_OPPOSITE: dict[Comparator, Comparator] = {">=": "<", ">": "<=", "<=": ">", "<": ">="}


def check(index: Index) -> Iterator[Diagnostic]:
    """One finding per promise, or per table where all rows have the condition."""
    for agreement in index.agreements:
        told: set[tuple[str, str]] = set()
        for guarantee in agreement.guarantees:
            found = _finding(agreement, guarantee)
            if found is not None and (guarantee.name, found.message) not in told:
                told.add((guarantee.name, found.message))
                yield found


def _finding(agreement: Agreement, guarantee: Guarantee) -> Diagnostic | None:
    effective = agreement.effective
    if effective is not None and never_holds(agreement, guarantee):
        days = days_text(phase(guarantee))
        return Diagnostic(
            catalogue.DEAD_PROMISE,
            f"`{guarantee.key}` never holds: it is promised{days}, and `{agreement.key}` is in force"
            f"{days_text(whole_term(agreement))}",
            (Label(guarantee.target_span, f"holds{days}"), Label(effective.span, "the term")),
            help="correct the dates of the promise or of the term, or leave the promise out",
        )
    condition = guarantee.applies
    if condition is not None and not can_hold(condition):
        return Diagnostic(
            catalogue.DEAD_PROMISE,
            f"`{guarantee.key}` never applies: nothing is ever `{said_of(condition)}`",
            (
                Label(guarantee.target_span, "promised, and never owed"),
                Label(headline(guarantee.span), f"applies when `{said_of(condition)}`"),
            ),
            help="correct the condition, join its parts with `or`, or leave it out",
        )
    return None


# ---- conditions


@record
class _Bound:
    """What a term is compared with, or whether a signal holds."""

    of: Term | str
    comparator: Comparator
    value: Constant | bool


def can_hold(condition: Condition) -> bool:
    """Whether some values fulfil a condition; what cannot be taken apart may hold."""
    cases = _cases(condition, True)
    return cases is None or any(_agree(case) for case in cases)


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
                left, comparator, right = right, _TURNED[comparator], left
            if not isinstance(right, Constant) or isinstance(left, Constant):
                return [()]
            if wanted:
                return [(_Bound(left, comparator, right),)]
            if comparator == "=":
                return [(_Bound(left, "<", right),), (_Bound(left, ">", right),)]
            return [(_Bound(left, _OPPOSITE[comparator], right),)]


def _agree(bounds: tuple[_Bound, ...]) -> bool:
    """Whether one value of each term keeps all bounds on it."""
    about: defaultdict[Term | str, list[_Bound]] = defaultdict(list)
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
