"""Writes SQL: names and texts quoted, choices between many bounds balanced."""

from __future__ import annotations

from collections.abc import Iterable, Sequence


def name(text: str) -> str:
    """A column or table of any name."""
    return '"' + text.replace('"', '""') + '"'


def literal(text: str) -> str:
    """A text as a value."""
    return "'" + text.replace("'", "''") + "'"


def literals(texts: Iterable[str]) -> str:
    """A list for IN; one that nothing is in when there are none."""
    return "(" + (", ".join(literal(text) for text in texts) or "NULL") + ")"


def choose(subject: str, bounds: Sequence[int], results: Sequence[str]) -> str:
    """`results[i]` for the first i with subject < bounds[i], the last beyond all; halving, not one by one.

    `bounds` ascend and are one fewer than `results`.
    """
    if len(results) != len(bounds) + 1:
        raise ValueError("one result more than bounds")
    if not bounds:
        return results[0]
    middle = len(bounds) // 2
    low = choose(subject, bounds[:middle], results[: middle + 1])
    high = choose(subject, bounds[middle + 1 :], results[middle + 1 :])
    return f"CASE WHEN {subject} < {bounds[middle]} THEN {low} ELSE {high} END"


def within(instant: str, pieces: int, prefix: str) -> str:
    """Working seconds up to `instant` by the row `prefix` of the table of days: what had passed when the day
    began, and each of its openings as far as it has run."""
    parts = [f"{prefix}.before"]
    parts += [f"greatest(least({instant} - {prefix}.s{i}, {prefix}.n{i}), 0)" for i in range(pieces)]
    return f"({' + '.join(parts)})"
