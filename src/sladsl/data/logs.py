"""Outages, announced work and samples from files with fixed columns, as what is known of each service."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from itertools import pairwise
from typing import Any

from sladsl.data import instants, sql
from sladsl.data.fixed_columns import Misfits, opened
from sladsl.data.store import Store
from sladsl.diagnostics.diagnostic import Diagnostic
from sladsl.evaluate.facts import Refused, Resource, Samples, ServiceFacts, Tells
from sladsl.exact.intervals import Interval, Intervals, difference, normalise
from sladsl.exact.ratio import parse_number

_STATES = ("down", "unknown", "deployed")
_TIMES = "write times as in `2027-11-26T18:02:00Z` or `2027-11-26 20:02`, between 1990 and 2100"


def _rows(
    store: Store,
    misfits: Misfits,
    texts: Sequence[str],
    times: Sequence[str],
    zone: str,
    only: Collection[str] | None = None,
) -> list[tuple[Any, ...]]:
    """Row, the texts, then each time as written and as a UTC second (None when it is no time). With `only`
    the rows whose first text is one of these, or is missing."""
    table = misfits.table
    raw = [f"trim(CAST({sql.name(c)} AS VARCHAR)) AS t{i}" for i, c in enumerate(texts)]
    raw += [f"{sql.name(c)} AS r{i}" for i, c in enumerate(times)]
    hows = [instants.reading(f"r{i}", table.columns[c]) for i, c in enumerate(times)]
    read = [f"{how.wall} AS w{i}, {how.ahead} AS a{i}" for i, how in enumerate(hows)]
    names = [f"t{i}" for i in range(len(texts))]
    low, high = instants.FIRST, instants.LAST
    at = [how.instant(f"w{i}", f"a{i}", zone) + f" AS u{i}" for i, how in enumerate(hows)]
    shown = [
        f"trim(CAST(r{i} AS VARCHAR)), CASE WHEN u{i} BETWEEN {low} AND {high} THEN u{i} END"
        for i in range(len(times))
    ]
    # What a clock showed that says no offset: it may have shown it twice, or never.
    clocks = [
        f"CASE WHEN a{i} IS NULL AND u{i} BETWEEN {low} AND {high} THEN w{i} END" for i in range(len(times))
    ]
    chosen = "" if only is None else f" WHERE t0 IN {sql.literals(sorted(only))} OR t0 IS NULL OR t0 = ''"
    rows = store.run(
        f"SELECT {', '.join(['row', *names, *shown, *clocks])} FROM (SELECT *, {', '.join(at)} FROM "
        f"(SELECT *, {', '.join(read)} FROM (SELECT {table.row} AS row, {', '.join(raw)} "
        f"FROM {table.relation}){chosen})) ORDER BY row"
    )
    end = 1 + len(texts) + 2 * len(times)
    odd = (
        (instants.read_twice(zone, instants.FIRST, instants.LAST), misfits.twice),
        (instants.skipped(zone, instants.FIRST, instants.LAST), misfits.skipped),
    )
    for row in rows:
        for i, column in enumerate(times):
            wall = row[end + i]
            for stretches, told in odd if wall is not None else ():
                if _within(stretches, wall):
                    written = str(row[end - 2 * len(times) + 2 * i])[:60]
                    told.setdefault(column, []).append(f"row {table.line(row[0])}: `{written}`")
    return [row[:end] for row in rows]


def _within(stretches: tuple[tuple[int, int], ...], wall: int) -> bool:
    """Whether a clock's reading lies in one of the stretches, which ascend."""
    place = bisect_right(stretches, (wall, instants.LAST)) - 1
    return place >= 0 and wall < stretches[place][1]


@dataclass(slots=True)
class Doubts:
    """Names that no house knows, and the records of files that are left out for whatever reason."""

    strange: frozenset[str] = frozenset()
    refused: list[Refused] = field(default_factory=list)


@dataclass(slots=True)
class _Part:
    """What a file says of a service, or of one of its resources."""

    times: dict[str, list[tuple[int, int]]] = field(default_factory=lambda: {s: [] for s in _STATES})
    weight: Fraction | None = None

    def of(self, state: str) -> Intervals:
        return normalise(self.times[state])


def read_outages(
    store: Store,
    file: str,
    services: Collection[str],
    zone: str,
    until: int,
    found: list[Diagnostic],
    doubts: Doubts | None = None,
) -> dict[str, ServiceFacts]:
    """`service, start, end`: when each service was down. A service of which the file has no outage was up all
    the time; an outage without an end lasts until `until`.

    Where there is a column `state`, a row may also say when a service was `deployed`, or that nothing is
    known of it for a time, `unknown`. With `resource` a row is about one of several that are counted
    together, each by its `weight`, 1 where nobody says. Records that are left out go into `doubts`, too.
    """
    table = opened(store, file, ("service", "start", "end"), found)
    if table is None:
        return {}
    known: dict[str, dict[str, _Part]] = {key: {"": _Part()} for key in services}
    misfits = Misfits(table)
    doubts = doubts or Doubts()
    asked = {*services, *doubts.strange}
    more = [name for name in ("state", "resource", "weight") if name in table.columns]
    for row, service, *rest in _rows(store, misfits, ["service", *more], ["start", "end"], zone, asked):
        said = dict(zip(more, rest, strict=False))
        read = _Row(
            service,
            (said.get("state") or "down").lower(),
            said.get("resource"),
            said.get("weight"),
            *rest[-4:],
        )
        wrong = _wrong(read)
        if wrong is None and service in known:
            part = known[service].setdefault(read.resource or "", _Part())
            number = exact(read.weight) if read.weight else None
            if number is not None and part.weight not in (None, number):
                wrong = "an earlier row has another weight for it", "keep one of them", read.weight
            else:
                assert read.begins is not None
                part.weight = number if number is not None else part.weight
                ends = read.ends if read.ends is not None else max(until, read.begins)
                part.times[read.state].append((read.begins, ends))
        if wrong is not None and service not in doubts.strange:
            misfits.add(row, *wrong)
        if wrong is not None or service not in known:
            of = frozenset({service}) if service in known else None
            misfits.refuse(row, read.tells, of, None, read.when)
    misfits.tell(found, "down")
    doubts.refused += misfits.refused
    return {key: _service(parts) for key, parts in known.items()}


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of a log of outages: its texts, and its times as written and in UTC seconds."""

    service: str | None
    state: str
    resource: str | None
    weight: str | None
    start: str | None
    begins: int | None
    end: str | None
    ends: int | None

    @property
    def tells(self) -> Tells:
        return "resource" if self.resource else "down" if self.state == "down" else "state"

    @property
    def when(self) -> Interval | None:
        """The time it may be about, as far as that can be read."""
        if self.begins is None or (self.ends is not None and self.ends < self.begins):
            return None
        return self.begins, instants.LAST if self.ends is None else self.ends


def _wrong(row: _Row) -> tuple[str, str, str | None] | None:
    """Why a row does not fit, what helps, and what of it shows that; None where it does."""
    if not row.service:
        return "it names no service", "fill in the service", row.service
    if row.begins is None:
        return "its start is no time", _TIMES, row.start
    if row.end and row.ends is None:
        return "its end is no time", _TIMES, row.end
    if row.ends is not None and row.ends < row.begins:
        return "it ends before it starts", "check both times and their zones", row.end
    if row.state not in _STATES:
        return "its state is none", "write `down`, `unknown` or `deployed`", row.state
    if row.state == "unknown" and row.resource:
        help = "say it of the whole service: nothing less can be unknown"
        return "it is unknown of one resource only", help, row.resource
    number = exact(row.weight) if row.weight else None
    if row.weight and (number is None or number <= 0 or not row.resource):
        return "its weight is none", "write a number above 0 beside a resource", row.weight
    return None


def _service(parts: Mapping[str, _Part]) -> ServiceFacts:
    own = parts[""]
    unknown = own.of("unknown")
    resources = tuple(
        Resource(
            name, part.of("deployed") or ((instants.FIRST, instants.LAST),), part.of("down"), _weight(part)
        )
        for name, part in sorted(parts.items())
        if name
    )
    return ServiceFacts(
        down=difference(own.of("down"), unknown),
        unknown=unknown,
        deployed=own.of("deployed") or None,
        resources=resources,
    )


def _weight(part: _Part) -> Fraction:
    return part.weight if part.weight is not None else Fraction(1)


def services_in(store: Store, file: str) -> list[str]:
    """The services that a file of outages, work or samples names."""
    return named_in(store, file, "service")


def named_in(store: Store, file: str, column: str) -> list[str]:
    """The different names in a column of a file; none where it has no such column."""
    table = store.open(file)
    if column not in table.columns:
        return []
    rows = store.run(
        f"SELECT DISTINCT trim(CAST({sql.name(column)} AS VARCHAR)) FROM {table.relation} ORDER BY 1"
    )
    return [str(name) for (name,) in rows if name]


def read_exclusions(
    store: Store,
    file: str,
    keys: Collection[str],
    services: Collection[str],
    zone: str,
    found: list[Diagnostic],
    doubts: Doubts | None = None,
) -> dict[str, dict[str, list[tuple[int, int]]]]:
    """`exclusion, start, end` and, where it is about one, `service`: announced work that was carried out."""
    table = opened(store, file, ("exclusion", "start", "end"), found)
    if table is None:
        return {}
    texts = ["exclusion", *(["service"] if "service" in table.columns else [])]
    made: dict[str, dict[str, list[tuple[int, int]]]] = {s: {key: [] for key in keys} for s in services}
    misfits = Misfits(table)
    doubts = doubts or Doubts()
    for row, key, *rest in _rows(store, misfits, texts, ["start", "end"], zone):
        service = rest[0] if len(texts) > 1 else None
        start, begins, end, ends = rest[-4:]
        when = (begins, ends) if begins is not None and ends is not None and begins <= ends else None
        sound = False
        if not key:
            misfits.add(row, "it names no exclusion", "fill in the exclusion", key)
        elif begins is None or ends is None:
            misfits.add(row, "its start or end is no time", _TIMES, start if begins is None else end)
        elif ends < begins:
            misfits.add(row, "it ends before it starts", "check both times and their zones", end)
        else:
            sound = key not in doubts.strange and service not in doubts.strange
        if sound and key in keys:
            for each in [service] if service else services:
                if each in made:
                    made[each][key].append((begins, ends))
        elif not sound:
            of = frozenset({service}) if service and service not in doubts.strange else None
            names = frozenset({key}) if key and key not in doubts.strange else None
            misfits.refuse(row, "exclusion", of, names, when)
    misfits.tell(found, "exclusion")
    doubts.refused += misfits.refused
    return made


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
    for row, service, signal, value, *rest in _rows(store, misfits, texts, ["start"], zone, asked):
        start, begins = rest[-2:]
        step = rest[0] if len(texts) > 3 else None
        wrong: tuple[str, str, str | None] | None = None
        if not service or not signal:
            wrong = "it names no service or no signal", "fill in both", service or signal
        elif begins is None:
            wrong = "its start is no time", _TIMES, start
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
