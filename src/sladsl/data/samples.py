"""Samples of signals from a file with fixed columns."""

from __future__ import annotations

from collections.abc import Collection
from fractions import Fraction
from itertools import pairwise

from sladsl.data.fixed_columns import TIMES, Doubts, Misfits, opened, read_rows
from sladsl.data.numbers import exact
from sladsl.data.store import Store
from sladsl.diagnostics.diagnostic import Diagnostic
from sladsl.evaluate.facts import Samples


def read_samples(
    store: Store,
    file: str,
    services: Collection[str],
    zone: str,
    found: list[Diagnostic],
    doubts: Doubts | None = None,
) -> dict[str, dict[str, Samples]]:
    """`service, signal, start, value`: a signal by interval. An empty value was not measured. The interval is
    the shortest distance of two starts of a signal, or the column `step` in seconds."""
    table = opened(store, file, ("service", "signal", "start", "value"), found)
    if table is None:
        return {}
    texts = ["service", "signal", "value", *(["step"] if "step" in table.columns else [])]
    values: dict[tuple[str, str], dict[int, Fraction]] = {}
    steps: dict[tuple[str, str], int] = {}
    numbers: dict[str, Fraction | None] = {}
    misfits = Misfits(table)
    doubts = doubts or Doubts()
    asked = {*services, *doubts.strange}
    for row, service, signal, value, *rest in read_rows(store, misfits, texts, ["start"], zone, asked):
        start, begins = rest[-2:]
        step = rest[0] if len(texts) > 3 else None
        wrong: tuple[str, str, str | None] | None = None
        if not service or not signal:
            wrong = "it names no service or no signal", "fill in both", service or signal
        elif begins is None:
            wrong = "its start is no time", TIMES, start
        elif not value:
            continue
        elif service in services:
            if value not in numbers:
                numbers[value] = exact(value)
            number = numbers[value]
            own = values.setdefault((service, signal), {})
            if number is None:
                wrong = "its value is no number", "write decimals, such as 0.25", value
            elif step and not (step.isascii() and step.isdigit() and int(step)):
                wrong = "its step is no number of seconds", "write whole seconds, such as 60", step
            elif begins in own and own[begins] != number:
                wrong = "an earlier row has another value for that time", "keep one of them", value
            else:
                own[begins] = number
                if step:
                    steps[(service, signal)] = int(step)
        if wrong is not None and service not in doubts.strange:
            misfits.add(row, *wrong)
        if wrong is not None or service not in services:
            of = frozenset({service}) if service in services else None
            names = frozenset({signal}) if signal else None
            when = (begins, begins + 1) if begins is not None else None
            misfits.refuse(row, "sample", of, names, when)
    misfits.tell(found, "sample")
    doubts.refused += misfits.refused
    made: dict[str, dict[str, Samples]] = {}
    for (service, signal), own in values.items():
        starts = sorted(own)
        apart = min((b - a for a, b in pairwise(starts)), default=60)
        made.setdefault(service, {})[signal] = Samples(steps.get((service, signal), apart), own)
    return made
