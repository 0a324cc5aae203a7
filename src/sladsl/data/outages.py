"""Outages from a file with fixed columns, as what is known of each service."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from fractions import Fraction

from sladsl.data import instants
from sladsl.data.fixed_columns import TIMES, Doubts, Misfits, opened, read_rows
from sladsl.data.numbers import exact
from sladsl.data.store import Store
from sladsl.diagnostics.diagnostic import Diagnostic
from sladsl.evaluate.facts import Resource, ServiceFacts, Tells
from sladsl.exact.intervals import Interval, Intervals, difference, normalise
from sladsl.records import field, record

_STATES = ("down", "unknown", "deployed")


@record(frozen=False)
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
    for row, service, *rest in read_rows(store, misfits, ["service", *more], ["start", "end"], zone, asked):
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


@record
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
        return "its start is no time", TIMES, row.start
    if row.end and row.ends is None:
        return "its end is no time", TIMES, row.end
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
