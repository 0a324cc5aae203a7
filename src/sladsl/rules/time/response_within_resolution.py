"""Checks that a case need not be solved before anybody has to answer it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from sladsl.diagnostics import catalogue
from sladsl.diagnostics.diagnostic import Diagnostic, Label
from sladsl.exact.durations import Duration
from sladsl.model.agreements import Agreement, Guarantee
from sladsl.model.metrics import TimeBetween
from sladsl.model.written import measurand, value_text
from sladsl.rules.index import Index, hours_key
from sladsl.rules.time.events import stage


def check(index: Index) -> Iterator[Diagnostic]:
    """Plain durations in one calendar only: across calendars the answer depends on the day."""
    for agreement in index.agreements:
        clocks: defaultdict[str, list[tuple[int, Duration, TimeBetween, Guarantee]]] = defaultdict(list)
        for guarantee in agreement.guarantees:
            formula = guarantee.metric.formula
            step = stage(formula.last) if isinstance(formula, TimeBetween) else None
            if (
                isinstance(formula, TimeBetween)
                and step is not None
                and isinstance(guarantee.target, Duration)
                and guarantee.comparator in ("<=", "<")
            ):
                priority = guarantee.priority.key if guarantee.priority else ""
                clocks[priority].append((step, guarantee.target, formula, guarantee))
        for entries in clocks.values():
            yield from _late(agreement, entries)


def _late(
    agreement: Agreement, entries: list[tuple[int, Duration, TimeBetween, Guarantee]]
) -> Iterator[Diagnostic]:
    about: defaultdict[str, list[int]] = defaultdict(list)
    for place, (*_, guarantee) in enumerate(entries):
        for service in [each.key for each in guarantee.services] or [""]:
            about[service].append(place)
    for step, target, formula, early in entries:
        places: Iterable[int] = range(len(entries))
        if early.services:
            keys = ("", *(service.key for service in early.services))
            places = sorted({place for key in keys for place in about.get(key, ())})
        for place in places:
            other_step, other_target, other_formula, late = entries[place]
            if (
                step < other_step
                and target > other_target
                and formula.first == other_formula.first
                and hours_key(agreement, early) == hours_key(agreement, late)
            ):
                yield Diagnostic(
                    catalogue.RESPONSE_WITHIN_RESOLUTION,
                    f"`{measurand(early)}` may take {value_text(target)}, but `{measurand(late)}` only "
                    f"{value_text(other_target)}: {(target - other_target).text()} too late to matter",
                    (
                        Label(early.target_span, f"{formula.last} within {value_text(target)}"),
                        Label(late.target_span, f"{other_formula.last} within {value_text(other_target)}"),
                    ),
                    help=f"promise `{early.metric.key}` within {value_text(other_target)} or less, or give "
                    f"`{late.metric.key}` more time",
                )
                break
