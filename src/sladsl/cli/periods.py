"""Periods on the command line: `2027-11`, several of them, or a stretch such as `2027-01..2027-12`."""

from __future__ import annotations

from collections.abc import Iterable

import click

from sladsl.exact.periods import Cycle, Period, kind_of

_MOST = 1_000
_HOW = "write 2027-11, 2027-Q4, 2027, 2027-W07 or 2027-11-26"


def labels_of(given: Iterable[str]) -> list[tuple[str, ...]]:
    """The labels that each of the given texts stands for. Raises click.UsageError for one that is none."""
    return [_labels(text) for text in given]


def label_of(given: str) -> str:
    """The one label that was given. Raises click.UsageError when it is none."""
    _period(given)
    return given


def in_order(groups: Iterable[Iterable[str]]) -> tuple[str, ...]:
    """All labels, each once, the oldest first: in the order in which they end, as they are settled; of those
    that end together the shortest."""
    labels = dict.fromkeys(label for group in groups for label in group)
    return tuple(sorted(labels, key=lambda label: (_period(label).end, -_period(label).start)))


def _labels(text: str) -> tuple[str, ...]:
    first, dots, last = text.partition("..")
    start = _period(first, text)
    if not dots:
        return (first,)
    end = _period(last, text)
    kind = kind_of(first)
    if kind is None or kind_of(last) is not kind:
        raise click.UsageError(f"'{text}' begins and ends with different kinds of periods")
    if end.start < start.start:
        raise click.UsageError(f"'{text}' ends before it begins")
    found = [start]
    while found[-1].label != end.label:
        if len(found) == _MOST:
            raise click.UsageError(f"'{text}' has more than {_MOST} periods")
        found.append(Cycle(kind, "UTC").next(found[-1]))
    return tuple(period.label for period in found)


def _period(label: str, shown: str = "") -> Period:
    kind = kind_of(label)
    period = Cycle(kind, "UTC").at(label) if kind else None
    if period is None:
        raise click.UsageError(f"'{shown or label}' is no period: {_HOW}")
    return period
