"""Queries composed of a measure's queries where a formula asks for a sum, a difference or a condition."""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction

from sladsl.exact.durations import Duration
from sladsl.exact.ratio import exact_decimal
from sladsl.lower.linear_terms import Linear
from sladsl.model import metrics as m
from sladsl.model.values import Number, Ratio
from sladsl.syntax.words import OPPOSITE

_COUNTS = re.compile(r"\b(increase|delta|changes|count_over_time|sum_over_time)\s*\(")
_RATES = re.compile(r"\b(rate|irate|deriv|idelta)\s*\(")
_STRINGS = re.compile(r'"(?:\\.|[^"\\])*"|\'(?:\\.|[^\'\\])*\'')


def counts_in_range(query: str) -> bool:
    """Whether a query counts what happened in its range (`increase`) instead of giving a rate."""
    bare = _STRINGS.sub("", query)
    return _COUNTS.search(bare) is not None and _RATES.search(bare) is None


def linear_query(sum_of: Linear, queries: Mapping[str, str]) -> str | None:
    """One query for a sum of signals; None where it has a constant or nothing is counted up.

    A signal that has no series yet counts as zero as long as another that is added has one: counters of
    failures appear with the first failure.
    """
    if sum_of.constant or not sum_of.parts:
        return None
    if len(sum_of.parts) == 1 and sum_of.parts[0][1] == 1:
        return queries[sum_of.parts[0][0]]
    totals = {name: f"sum(\n{queries[name]}\n)" for name, _ in sum_of.parts}
    added = [name for name, factor in sum_of.parts if factor > 0]
    if not added:
        return None
    out = ""
    for name, factor in sorted(sum_of.parts, key=lambda part: part[1] < 0):
        others = [totals[other] for other in added if other != name]
        text = f"({totals[name]} or 0 * ({' or '.join(others)}))" if others else totals[name]
        if abs(factor) != 1:
            text = f"{_number(abs(factor))} * {text}"
        out = text if not out else f"{out} {'-' if factor < 0 else '+'} {text}"
    return out


def state_query(condition: m.Condition, queries: Mapping[str, str]) -> str | None:
    """A gauge above zero while the condition holds; None where it cannot be written. Where a state has
    several series, all of them have to agree."""
    match condition:
        case m.Holds(name):
            return queries[name]
        case m.Negated(m.Holds(name)):
            return f"1 - (max(\n{queries[name]}\n) > bool 0)"
        case m.Negated(m.Negated(inner)):
            return state_query(inner, queries)
        case m.Negated(m.Compare(left, comparator, right)):
            if comparator == "=":
                return None
            return state_query(m.Compare(left, OPPOSITE[comparator], right), queries)
        case m.Negated(m.Combined(op, left_part, right_part)):
            other = m.Combined("or" if op == "and" else "and", m.Negated(left_part), m.Negated(right_part))
            return state_query(other, queries)
        case m.Compare(left, comparator, right):
            low, high = _term(left, queries), _term(right, queries)
            sign = "==" if comparator == "=" else comparator
            return None if low is None or high is None else f"({low}) {sign} bool ({high})"
        case m.Combined(op, left_part, right_part):
            first, second = state_query(left_part, queries), state_query(right_part, queries)
            if first is None or second is None:
                return None
            states = [f"(min(\n{each}\n) > bool 0)" for each in (first, second)]
            return " * ".join(states) if op == "and" else f"clamp_max({' + '.join(states)}, 1)"
        case _:
            return None


def names_in(condition: m.Condition | m.Term) -> frozenset[str]:
    """The signals that a condition or a term speaks of."""
    match condition:
        case m.Holds(name) | m.Signal(name):
            return frozenset({name})
        case m.Negated(inner):
            return names_in(inner)
        case m.Compare(left, _, right) | m.Combined(_, left, right) | m.Arithmetic(_, left, right):
            return names_in(left) | names_in(right)
        case _:
            return frozenset()


def _term(term: m.Term, queries: Mapping[str, str]) -> str | None:
    match term:
        case m.Signal(name):
            return f"\n{queries[name]}\n"
        case m.Constant(Ratio(value) | Number(value)):
            return _number(value)
        case m.Constant(Duration(seconds)):
            return _number(seconds)
        case m.Arithmetic(op, left, right):
            low, high = _term(left, queries), _term(right, queries)
            return None if low is None or high is None else f"({low}) {op} ({high})"
        case _:
            return None


def _number(value: Fraction) -> str:
    return exact_decimal(value) or f"({value.numerator} / {value.denominator})"
