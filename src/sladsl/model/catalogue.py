"""What agreements are about: parties, calendars, priorities, services, exclusions, clauses and terms.

Every declared thing has a `key`, its name, unique in the house; a `title` falls back to the name; `span`
is the declaration. Things refer to each other by key where they may form cycles, directly otherwise.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from sladsl.exact.calendars import Between, Dates, NthWeekday, Union, Weekly
from sladsl.exact.calendars import Calendar as Instants
from sladsl.exact.durations import TimeSpan
from sladsl.exact.periods import Kind
from sladsl.model.metrics import Metric
from sladsl.model.values import Value, Words
from sladsl.records import record
from sladsl.source import Span
from sladsl.syntax.words import Role


@record
class Unit:
    """A part of a party; `key` is `Party.Unit`."""

    key: str
    name: str
    title: Words
    contact: str | None
    duty_hours: Calendar | None
    span: Span


@record
class Signatory:
    """Who signs for a party."""

    person: str
    role: str | None


@record
class Party:
    """An organisation. `country` is an ISO 3166-1 alpha-2 code."""

    key: str
    title: Words
    country: str | None
    registered: str | None
    address: str | None
    contact: str | None
    units: tuple[Unit, ...]
    signatories: tuple[Signatory, ...]
    span: Span

    def unit(self, name: str) -> Unit | None:
        return next((u for u in self.units if u.name == name), None)


@record
class PartyUse:
    """A party, or a unit inside it, in a role."""

    party: Party
    unit: Unit | None
    span: Span

    @property
    def key(self) -> str:
        return self.unit.key if self.unit else self.party.key

    @property
    def title(self) -> Words:
        return self.unit.title if self.unit else self.party.title


@record
class CalendarRule:
    """One line of a calendar as data for the text.

    `weekdays` 0 is Monday; `hours` are
    minutes from local midnight, empty for the whole day; `place` is `FI` or `DE-BY`.
    """

    kind: Literal["always", "days", "date", "holidays", "closed_days", "closed_date"]
    weekdays: tuple[int, ...] = ()
    hours: tuple[tuple[int, int], ...] = ()
    first: date | None = None
    last: date | None = None
    place: str = ""
    span: Span | None = None


@record
class CalendarSet:
    """How a calendar was put together: of `parts`, or with `op` ref the single calendar called `ref`."""

    op: Literal["ref", "or", "and", "except"]
    parts: tuple[CalendarSet, ...] = ()
    ref: str = ""


@record
class Calendar:
    """A set of instants with a name; `instants` is the exact set.

    A calendar from rules has `zone` and `rules`, one from others has `composed`.
    """

    key: str
    title: Words
    zone: str | None
    rules: tuple[CalendarRule, ...]
    composed: CalendarSet | None
    instants: Instants
    span: Span

    @property
    def is_always(self) -> bool:
        """Whether it was declared as `open always` and never closed."""
        return {rule.kind for rule in self.rules} == {"always"}


@record
class Priority:
    """One priority; `key` is `Priorities.P1`, `rank` 0 is the highest."""

    key: str
    name: str
    title: Words
    meaning: Words | None
    rank: int
    span: Span


@record
class Matrix:
    """Which priority follows from two assessments: `cells[row][column]` is a priority's name or None."""

    rows_by: str
    columns_by: str
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: tuple[tuple[str | None, ...], ...]
    span: Span


@record
class Priorities:
    """A set of priorities, the highest first, and how they follow from impact and urgency."""

    key: str
    title: Words
    items: tuple[Priority, ...]
    matrix: Matrix | None
    span: Span

    def find(self, name: str) -> Priority | None:
        return next((p for p in self.items if p.name == name), None)


@record
class Needs:
    """A dependency: `count` of the services `keys`, all of them when `count` is None."""

    count: int | None
    keys: tuple[str, ...]
    independent: bool
    span: Span


@record
class Measure:
    """How metrics of a service are read from a source such as `prometheus` or `tickets`.

    `mapping` gives each signal its query or value as written. `at` is the side at whose end it is measured,
    None where the source does not say.
    """

    metrics: tuple[Metric, ...]
    origin: str
    mapping: tuple[tuple[str, str | Value], ...]
    span: Span
    at: Role | None = None

    def query(self, signal: str) -> str | None:
        value = dict(self.mapping).get(signal)
        return value if isinstance(value, str) else None


@record
class Service:
    """What is provided, what it needs, and how it is measured."""

    key: str
    title: Words
    owner: PartyUse | None
    includes: tuple[Words, ...]
    excludes: tuple[Words, ...]
    needs: tuple[Needs, ...]
    measures: tuple[Measure, ...]
    url: str | None
    span: Span

    def measure_of(self, metric: Metric) -> Measure | None:
        return next((m for m in self.measures if any(x.key == metric.key for x in m.metrics)), None)


@record
class Window:
    """When an exclusion may be used, in wall time of whichever agreement uses it.

    Weekly ones have `weekdays` (0 is Monday), `hours` (minutes from
    midnight) and `ordinal`: 1 to 4, -1 for the last of the month, None for every week. One on a date has
    `first` and `hours`; a stretch runs from `first` to `last`.
    """

    kind: Literal["weekly", "date", "stretch"]
    ordinal: int | None = None
    weekdays: tuple[int, ...] = ()
    hours: tuple[int, int] = (0, 1440)
    first: datetime | None = None
    last: datetime | None = None
    span: Span | None = None

    def in_zone(self, zone: str) -> Instants:
        """The window's instants when its wall times are those of `zone`."""
        if self.kind == "weekly" and self.ordinal is None:
            rules = tuple((self.hours,) if day in self.weekdays else () for day in range(7))
            return Weekly(zone, rules)
        if self.kind == "weekly":
            return Union(tuple(NthWeekday(zone, self.ordinal or 1, day, self.hours) for day in self.weekdays))
        if self.first is None:
            raise ValueError("a dated window has a first instant")
        if self.last is not None:
            return Between(zone, self.first, self.last)
        return Dates(zone, frozenset({self.first.date()}), self.hours)


@record
class Budget:
    """At most `amount` per period of the kind named by `period` (`month`, `quarter`, ...)."""

    amount: TimeSpan
    period: str

    @property
    def kind(self) -> Kind:
        """How time is cut for it."""
        return Kind(self.period)


@record
class Exclusion:
    """Time that does not count."""

    key: str
    title: Words
    windows: tuple[Window, ...]
    budget: Budget | None
    notice: TimeSpan | None
    prose: Words | None
    span: Span


@record
class Clause:
    """Prose that is nobody's number; `topic` says which part of an agreement it belongs to."""

    key: str
    title: Words
    topic: str | None
    text: Words
    span: Span


@record
class Term:
    """A defined term."""

    key: str
    title: Words
    meaning: Words
    span: Span
