"""The syntax tree of the catalogue: what was written about parties, calendars, services and metrics.

Agreements and what stands in them are in `ast_agreements`, which this module's readers import as well.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Literal, TypeAlias

from sladsl.syntax.nodes import Node, node
from sladsl.syntax.words import (
    AggregateWord,
    BegunWord,
    Comparator,
    Direction,
    EmptyWord,
    Operator,
    PauseWord,
    Role,
    State,
)

# ---- leaves


@node
class Name(Node):
    """One word that names something."""

    text: str


@node
class Ref(Node):
    """A dotted name: `Nordwind.Platform`."""

    parts: tuple[Name, ...]


@node
class String(Node):
    """A quoted text as written, quotes included."""

    raw: str


@node
class Translation(Node):
    """The same text in another language."""

    language: Name
    string: String


@node
class Text(Node):
    """A text and its translations."""

    string: String
    translations: tuple[Translation, ...]


@node
class Query(Node):
    """What stands between backquotes, untouched."""

    text: str


@node
class Number(Node):
    """A plain number."""

    value: Decimal


@node
class Percent(Node):
    """A percentage, kept as the number before the sign."""

    value: Decimal


@node
class Percentile(Node):
    """`p99`, kept as 99."""

    value: Decimal


@node
class Date(Node):
    """A calendar day."""

    value: date


@node
class Time(Node):
    """A wall-clock time `08:00`; `24:00` ends a day."""

    text: str


@node
class Instant(Node):
    """A day and a wall-clock time."""

    date: Date
    time: Time


@node
class Label(Node):
    """A period as written: `2027-11`, `2027-Q4`, `2027`."""

    text: str


@node
class Rate(Node):
    """A unit per time, `req/s`."""

    text: str


@node
class WorkingUnit(Node):
    """`working days`."""

    name: Name


@node
class CalendarUnit(Node):
    """`calendar days`, where plain `days` would leave open which are meant."""

    name: Name


@node
class QuantityPart(Node):
    """One number with its unit."""

    number: Number
    unit: Name | Rate | WorkingUnit | CalendarUnit


@node
class Quantity(Node):
    """`15 min`, `1 h 30 min`, `42_000 EUR`, `100 leads`."""

    parts: tuple[QuantityPart, ...]


# ---- expressions


@node
class Binary(Node):
    """Two operands: `or`, `and`, `except`, `+`, `-`, `*`, `/`."""

    op: Operator
    left: Expr
    right: Expr


@node
class Unary(Node):
    """`not` or `-`."""

    op: Literal["not", "-"]
    operand: Expr


@node
class Comparison(Node):
    """One comparison; comparators do not chain."""

    left: Expr
    comparator: Comparator
    right: Expr


@node
class Group(Node):
    """What stands in round brackets."""

    inner: Node


# ---- imports


@node
class ImportName(Node):
    """One imported name."""

    name: Name
    alias: Name | None


@node
class ImportDecl(Node):
    """`import "./file.sla" { A }`; without names, everything."""

    source: String | Ref
    names: tuple[ImportName, ...] | None


# ---- who


@node
class Party(Node):
    """An organisation."""

    name: Name
    title: Text | None
    body: tuple[Node, ...] | None


@node
class Country(Node):
    """Where a party is at home."""

    name: Name


@node
class Registered(Node):
    """A party's registration number."""

    string: String


@node
class Address(Node):
    """A postal address."""

    string: String


@node
class Contact(Node):
    """How a party or unit is reached."""

    string: String


@node
class DutyHours(Node):
    """When a unit is on duty."""

    calendar: Ref


@node
class Unit(Node):
    """A part of an organisation."""

    name: Name
    title: Text | None
    body: tuple[Node, ...] | None


@node
class Signatory(Node):
    """Who signs for a party."""

    person: String
    role: String | None


# ---- when


@node
class Calendar(Node):
    """A calendar from rules."""

    name: Name
    title: Text | None
    body: tuple[Node, ...]


@node
class CalendarSet(Node):
    """A calendar from other calendars."""

    name: Name
    title: Text | None
    value: Expr


@node
class Zone(Node):
    """An IANA time zone."""

    string: String


@node
class OpenAlways(Node):
    """Open at every instant."""


@node
class DayRange(Node):
    """`Mon` or `Mon-Fri`."""

    first: Name
    last: Name | None


@node
class TimeRange(Node):
    """`08:00-17:00`; may cross midnight."""

    first: Time
    last: Time


@node
class OpenDays(Node):
    """Weekly opening."""

    days: tuple[DayRange, ...]
    ranges: tuple[TimeRange, ...] | None


@node
class OpenDate(Node):
    """One day's extra opening."""

    date: Date
    ranges: tuple[TimeRange, ...] | None


@node
class Region(Node):
    """`FI` or `DE-BY`."""

    country: Name
    part: Name | None


@node
class ClosedHolidays(Node):
    """Closed on the public holidays of a region."""

    region: Region


@node
class ClosedDays(Node):
    """Weekly closing."""

    days: tuple[DayRange, ...]
    ranges: tuple[TimeRange, ...] | None


@node
class ClosedDate(Node):
    """Closed on a day or from day to day."""

    first: Date
    last: Date | None
    ranges: tuple[TimeRange, ...] | None


# ---- priorities


@node
class Priorities(Node):
    """Priorities and how they are found."""

    name: Name
    title: Text | None
    body: tuple[Node, ...]


@node
class Priority(Node):
    """One priority."""

    name: Name
    title: Text
    meaning: Text | None


@node
class Row(Node):
    """One row of a table."""

    cells: tuple[Cell | None, ...]


@node
class Cell(Node):
    """A table cell with a value; the value may also be a share of a fee."""

    comparator: Comparator | None
    value: Node


@node
class PercentileCell(Node):
    """A heading such as `p99 of latency`."""

    percentile: Percentile
    metric: Ref


@node
class NoCell(Node):
    """`-`: deliberately nothing."""


@node
class Matrix(Node):
    """Impact by urgency."""

    rows_by: Name
    columns_by: Name
    rows: tuple[Row, ...]


# ---- what


@node
class Service(Node):
    """Something that is provided."""

    name: Name
    title: Text | None
    body: tuple[Node, ...] | None


@node
class Owner(Node):
    """Who answers for a service."""

    ref: Ref


@node
class Includes(Node):
    """What a service includes."""

    texts: tuple[Text, ...]


@node
class Excludes(Node):
    """What a service leaves out."""

    texts: tuple[Text, ...]


@node
class NeededCount(Node):
    """The k of k-of-n."""

    number: Number


@node
class Needs(Node):
    """What a service depends on."""

    count: NeededCount | None
    refs: tuple[Ref, ...]
    independent: Independent | None


@node
class Independent(Node):
    """Declares that dependencies fail independently."""


@node
class Assignment(Node):
    """One line of a mapping."""

    name: Name
    value: Expr


@node
class Measure(Node):
    """How metrics are read from a data source, and at whose end: `at customer`."""

    metrics: tuple[Name, ...]
    origin: Name
    at: Role | None
    body: tuple[Assignment, ...]


@node
class Url(Node):
    """Where a service is reached."""

    string: String


# ---- metrics


@node
class Metric(Node):
    """Something that can be counted."""

    name: Name
    title: Text | None
    body: tuple[Node, ...]


@node
class Better(Node):
    """`higher` or `lower`."""

    direction: Direction


@node
class Signals(Node):
    """The inputs of a metric."""

    names: tuple[Name, ...]


@node
class MetricUnit(Node):
    """What a metric counts in."""

    unit: Name | Rate | WorkingUnit | CalendarUnit


@node
class MetricValue(Node):
    """How a metric is computed."""

    formula: Node
    suffixes: tuple[Node, ...]


@node
class ShareOfIntervals(Node):
    """Share of intervals in which a condition holds."""

    interval: Quantity
    condition: Expr


@node
class ShareOfTime(Node):
    """Share of time during which a condition holds."""

    condition: Expr


@node
class ShareOfEvents(Node):
    """Share of events for which a condition holds."""

    condition: Expr


@node
class MeanOver(Node):
    """Mean over intervals."""

    interval: Quantity
    value: Expr


@node
class PercentileOf(Node):
    """A percentile; which one, the guarantee says."""

    signal: Ref


@node
class TimeBetween(Node):
    """Time from one event of a case to another."""

    first: Name
    last: Name


@node
class Where(Node):
    """Which events count."""

    condition: Expr


@node
class CountOfEvents(Node):
    """A number of events."""

    where: Where | None


@node
class CountOfIntervals(Node):
    """A number of intervals."""

    interval: Quantity
    condition: Expr


@node
class Score(Node):
    """What an event scores that fulfils a condition."""

    value: Expr
    condition: Expr


@node
class MeanScore(Node):
    """The mean score of events, by the first row that holds."""

    scores: tuple[Score, ...]
    otherwise: Expr


@node
class TimeInState(Node):
    """Absolute time `down` or `up`."""

    state: State


@node
class WorstOf(Node):
    """The worst of several values."""

    values: tuple[Expr, ...]


@node
class Aggregate(Node):
    """`max`, `min`, `mean` or `sum` of a value."""

    function: AggregateWord
    value: Expr


@node
class PooledBy(Node):
    """Resources pooled by a weight."""

    weight: Name


@node
class ConstantDenominator(Node):
    """A denominator that ignores the period's length."""

    quantity: Quantity


@node
class WithPrevious(Node):
    """Mean with the previous period."""


# ---- switches


@node
class EmptyCounts(Node):
    """What an interval without data counts as."""

    value: EmptyWord | Expr


@node
class UndeployedCounts(Node):
    """What time counts as in which something did not exist."""

    value: str


@node
class ShortOutages(Node):
    """Outages under a limit do not count."""

    limit: Quantity


@node
class ShortOutagesToo(Node):
    """Outages up to that length, it included, do not count."""

    limit: Quantity


@node
class PartialIntervals(Node):
    """Whether partial minutes count."""

    interval: Name
    counted: Literal["count", "do not count"]


@node
class AttributedTo(Node):
    """The period a case belongs to."""

    event: Name


@node
class PauseWhile(Node):
    """When a clock stands still."""

    condition: Expr
    counted_in: PauseWord | None


@node
class BegunPeriod(Node):
    """What is cut where a promise begins or ends inside a period."""

    cuts: BegunWord


# ---- exclusions and prose


@node
class Exclusion(Node):
    """Time or events that do not count."""

    name: Name
    title: Text | None
    body: tuple[Node, ...] | None


@node
class WeeklyWindow(Node):
    """`third Sun 02:00-06:00`."""

    ordinal: str | None
    days: tuple[DayRange, ...]
    range: TimeRange


@node
class DateWindow(Node):
    """A window on one day."""

    date: Date
    range: TimeRange


@node
class InstantWindow(Node):
    """A window between two instants."""

    first: Instant
    last: Instant


@node
class Window(Node):
    """When an exclusion may be used."""

    when: Node


@node
class ExcludedBudget(Node):
    """How much may be excluded."""

    quantity: Quantity
    period: Node


@node
class ExcludedNotice(Node):
    """How long before it is announced."""

    quantity: Quantity


@node
class Prose(Node):
    """What an exclusion says in words."""

    text: Text


@node
class Clause(Node):
    """Prose that is nobody's number."""

    name: Name
    title: Text | None
    topic: Name | None
    text: Text


@node
class Term(Node):
    """A defined term."""

    name: Name
    title: Text | None
    meaning: Text


Expr: TypeAlias = (
    Number | Quantity | Percent | Ref | String | Date | Instant | Query | Binary | Unary | Comparison | Group
)
