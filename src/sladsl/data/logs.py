"""Outages, announced work and samples from files with fixed columns, as what is known of each service."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from itertools import pairwise
from typing import Any

from sladsl.data import instants, sql
from sladsl.data.findings import SHOWN, bad_source, left_out
from sladsl.data.store import Store, Table, Unreadable
from sladsl.diagnostics.diagnostic import Diagnostic
from sladsl.evaluate.facts import Samples, ServiceFacts
from sladsl.exact.intervals import normalise
from sladsl.exact.ratio import parse_number

_TIMES = "write times as in `2027-11-26T18:02:00Z` or `2027-11-26 20:02`, between 1990 and 2100"


@dataclass(slots=True)
class Misfits:
    """Records of one file that do not fit, by reason and way out, with what is shown of the first."""

    table: Table
    records: dict[tuple[str, str], list[str]] = field(default_factory=dict)

    def add(self, row: int, why: str, help: str, shown: object) -> None:
        told = f"row {self.table.line(row)}: {'empty' if shown in (None, '') else f'`{str(shown)[:60]}`'}"
        self.records.setdefault((why, help), []).append(told)

    def tell(self, found: list[Diagnostic]) -> None:
        if self.table.broken:
            lines = [f"line {line}: {why}" for line, why in self.table.broken]
            help = "mend the lines: each has as many values as the first"
            found.append(
                left_out(self.table.file, len(lines), "they are not lines of the table", lines, None, help)
            )
        for (why, help), rows in self.records.items():
            found.append(left_out(self.table.file, len(rows), why, rows[:SHOWN], None, help))


def _rows(
    store: Store, table: Table, texts: Sequence[str], times: Sequence[str], zone: str
) -> list[tuple[Any, ...]]:
    """Row, the texts, then each time as written and as a UTC second (None when it is no time)."""
    raw = [f"trim(CAST({sql.name(c)} AS VARCHAR)) AS t{i}" for i, c in enumerate(texts)]
    raw += [f"{sql.name(c)} AS r{i}" for i, c in enumerate(times)]
    hows = [instants.reading(f"r{i}", table.columns[c]) for i, c in enumerate(times)]
    read = [f"{how.wall} AS w{i}, {how.ahead} AS a{i}" for i, how in enumerate(hows)]
    plain = [*(f"t{i}" for i in range(len(texts))), *(f"r{i}" for i in range(len(times)))]
    at = [
        f"trim(CAST(r{i} AS VARCHAR)), {instants.instant(f'w{i}', f'a{i}', zone)}" for i in range(len(times))
    ]
    names = [f"t{i}" for i in range(len(texts))]
    rows = store.run(
        f"SELECT {', '.join(['row', *names, *at])} FROM (SELECT row, {', '.join([*plain, *read])} FROM "
        f"(SELECT {table.row} AS row, {', '.join(raw)} FROM {table.relation})) ORDER BY row"
    )
    first = 1 + len(texts)
    return [
        tuple(
            (v if instants.FIRST <= v <= instants.LAST else None)
            if i >= first and (i - first) % 2 and v is not None
            else v
            for i, v in enumerate(row)
        )
        for row in rows
    ]


def _needs(table: Table, columns: Collection[str], found: list[Diagnostic]) -> bool:
    missing = [column for column in columns if column not in table.columns]
    if missing:
        names = ", ".join(f"`{c}`" for c in missing)
        has = ", ".join(f"`{c}`" for c in list(table.columns)[:12])
        found.append(
            bad_source(f"`{table.file}` has no column {names}", None, f"name the columns so; it has {has}")
        )
    return not missing


def read_outages(
    store: Store, file: str, services: Collection[str], zone: str, until: int, found: list[Diagnostic]
) -> dict[str, ServiceFacts]:
    """`service, start, end`: when each service was down. A service of which the file has no outage was up all
    the time; an outage without an end lasts until `until`."""
    table = _open(store, file, found)
    if table is None or not _needs(table, ("service", "start", "end"), found):
        return {}
    down: dict[str, list[tuple[int, int]]] = {key: [] for key in services}
    misfits = Misfits(table)
    for row, service, start, begins, end, ends in _rows(store, table, ["service"], ["start", "end"], zone):
        if not service:
            misfits.add(row, "it names no service", "fill in the service", service)
        elif begins is None:
            misfits.add(row, "its start is no time", _TIMES, start)
        elif end and ends is None:
            misfits.add(row, "its end is no time", _TIMES, end)
        elif ends is not None and ends < begins:
            misfits.add(row, "it ends before it starts", "check both times and their zones", end)
        elif service in down:
            down[service].append((begins, ends if ends is not None else max(until, begins)))
    misfits.tell(found)
    return {key: ServiceFacts(down=normalise(times)) for key, times in down.items()}


def services_in(store: Store, file: str) -> list[str]:
    """The services that a file of outages, work or samples names."""
    table = store.open(file)
    if "service" not in table.columns:
        return []
    rows = store.run(f"SELECT DISTINCT trim(CAST(service AS VARCHAR)) FROM {table.relation} ORDER BY 1")
    return [str(name) for (name,) in rows if name]


def read_exclusions(
    store: Store,
    file: str,
    keys: Collection[str],
    services: Collection[str],
    zone: str,
    found: list[Diagnostic],
) -> dict[str, dict[str, list[tuple[int, int]]]]:
    """`exclusion, start, end` and, where it is about one, `service`: announced work that was carried out."""
    table = _open(store, file, found)
    if table is None or not _needs(table, ("exclusion", "start", "end"), found):
        return {}
    texts = ["exclusion", *(["service"] if "service" in table.columns else [])]
    made: dict[str, dict[str, list[tuple[int, int]]]] = {s: {key: [] for key in keys} for s in services}
    misfits = Misfits(table)
    for row, key, *rest in _rows(store, table, texts, ["start", "end"], zone):
        service = rest[0] if len(texts) > 1 else None
        start, begins, end, ends = rest[-4:]
        if not key:
            misfits.add(row, "it names no exclusion", "fill in the exclusion", key)
        elif begins is None or ends is None:
            misfits.add(row, "its start or end is no time", _TIMES, start if begins is None else end)
        elif ends < begins:
            misfits.add(row, "it ends before it starts", "check both times and their zones", end)
        elif key in keys:
            for each in [service] if service else services:
                if each in made:
                    made[each][key].append((begins, ends))
    misfits.tell(found)
    return made


def read_samples(
    store: Store, file: str, services: Collection[str], zone: str, found: list[Diagnostic]
) -> dict[str, dict[str, Samples]]:
    """`service, signal, start, value`: a signal by interval. An empty value was not measured. The interval is
    the shortest distance of two starts of a signal, or the column `step` in seconds."""
    table = _open(store, file, found)
    if table is None or not _needs(table, ("service", "signal", "start", "value"), found):
        return {}
    texts = ["service", "signal", "value", *(["step"] if "step" in table.columns else [])]
    values: dict[tuple[str, str], dict[int, Fraction]] = {}
    steps: dict[tuple[str, str], int] = {}
    numbers: dict[str, Fraction | None] = {}
    misfits = Misfits(table)
    for row, service, signal, value, *rest in _rows(store, table, texts, ["start"], zone):
        start, begins = rest[-2:]
        if not service or not signal:
            misfits.add(row, "it names no service or no signal", "fill in both", service or signal)
        elif begins is None:
            misfits.add(row, "its start is no time", _TIMES, start)
        elif service in services and value:
            if value not in numbers:
                numbers[value] = exact(value)
            number = numbers[value]
            if number is None:
                misfits.add(row, "its value is no number", "write decimals, such as 0.25", value)
                continue
            own = values.setdefault((service, signal), {})
            if begins in own and own[begins] != number:
                misfits.add(row, "an earlier row has another value for that time", "keep one of them", value)
                continue
            own[begins] = number
            if len(texts) > 3 and rest[0] and str(rest[0]).isdigit():
                steps[(service, signal)] = int(rest[0])
    misfits.tell(found)
    made: dict[str, dict[str, Samples]] = {}
    for (service, signal), own in values.items():
        starts = sorted(own)
        step = steps.get((service, signal)) or min((b - a for a, b in pairwise(starts)), default=60)
        made.setdefault(service, {})[signal] = Samples(step, own)
    return made


def exact(text: str) -> Fraction | None:
    """A decimal number as the text has it, `1e-05` too; None for anything else, also NaN and infinity."""
    plain = parse_number(text)
    if plain is not None:
        return plain
    mantissa, sign, exponent = text.lower().partition("e")
    number = parse_number(mantissa)
    power = exponent.removeprefix("+")
    if not sign or number is None or not power.removeprefix("-").isdigit() or len(power) > 4:
        return None
    return number * Fraction(10) ** int(power)


def _open(store: Store, file: str, found: list[Diagnostic]) -> Table | None:
    try:
        return store.open(file)
    except Unreadable as problem:
        found.append(bad_source(str(problem), None, problem.way_out))
        return None


def together(
    outages: Mapping[str, ServiceFacts],
    exclusions: Mapping[str, Mapping[str, list[tuple[int, int]]]],
    samples: Mapping[str, Mapping[str, Samples]],
) -> dict[str, ServiceFacts]:
    """What several files say of each service."""
    made: dict[str, ServiceFacts] = {}
    for key in dict.fromkeys([*outages, *exclusions, *samples]):
        facts = outages.get(key, ServiceFacts())
        excluded = {name: normalise(times) for name, times in exclusions.get(key, {}).items()}
        made[key] = replace(facts, excluded=excluded, samples=samples.get(key, {}))
    return made
