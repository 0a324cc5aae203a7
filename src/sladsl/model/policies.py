"""House rules and scenarios as they are meant: resolved here, run elsewhere."""

from __future__ import annotations

from datetime import date
from typing import Literal, TypeAlias

from sladsl.exact.durations import TimeSpan
from sladsl.exact.money import Money
from sladsl.model.catalogue import Exclusion, PartyUse, Priority, Service
from sladsl.model.metrics import Metric
from sladsl.model.values import Value, Words
from sladsl.records import record
from sladsl.source import Span
from sladsl.syntax.words import (
    Comparator,
)


@record
class PolicyItem:
    """One house rule. `kind`: margin, limit, credits_at_risk, credits_recovered, require."""

    kind: Literal["margin", "limit", "credits_at_risk", "credits_recovered", "require"]
    metric: Metric | None
    comparator: Comparator | None
    value: Value | None
    names: tuple[str, ...]
    span: Span


@record
class Policy:
    """House rules on what may be promised."""

    key: str
    title: Words
    owner: PartyUse | None
    items: tuple[PolicyItem, ...]
    span: Span


@record
class Stretch:
    """Time from `first` to `last` or for `duration`, without an end where both are None; wall times of the
    agreement's zone."""

    first: tuple[date, str]
    last: tuple[date, str] | None
    duration: TimeSpan | None


@record
class OutageEvent:
    """A service, or its `resource` of that name, is down."""

    service: Service
    resource: str | None
    stretch: Stretch
    span: Span


@record
class UnknownTime:
    """Nothing is known of a service in that time."""

    service: Service
    stretch: Stretch
    span: Span


@record
class DeployedTime:
    """A service, or its `resource` of that name, existed in that time."""

    service: Service
    resource: str | None
    stretch: Stretch
    span: Span


@record
class WorkDone:
    """What an exclusion covers was done to a service in that time."""

    exclusion: Exclusion
    service: Service
    stretch: Stretch
    span: Span


@record
class SignalValues:
    """What was measured: in every interval of `stretch`, else in all over the period `period`, the one in
    hand where that is None too. With `resource` it is what that one weighs."""

    service: Service
    resource: str | None
    values: tuple[tuple[str, Value], ...]
    stretch: Stretch | None
    period: str | None
    span: Span


@record
class CaseEvent:
    """What happened to a case: `kind` is after, at or for."""

    name: str
    kind: Literal["after", "at", "for"]
    duration: TimeSpan | None
    at: tuple[date, str] | None
    span: Span


@record
class CaseRecord:
    """A ticket and its history, or `count` of them; `values` are the numbers it carries."""

    name: str
    priority: Priority | None
    first_event: str
    at: tuple[date, str]
    events: tuple[CaseEvent, ...]
    span: Span
    count: int | None = None
    values: tuple[tuple[str, Value], ...] = ()


@record
class ClaimPaid:
    """A claim was paid at that wall time."""

    at: tuple[date, str]
    span: Span


Event: TypeAlias = OutageEvent | UnknownTime | DeployedTime | WorkDone | SignalValues | CaseRecord | ClaimPaid


@record
class Expectation:
    """What should come out: a value, or a state of a guarantee (`what` is its key, or `credit`), in the
    period `period`, in the last one of the scenario where that is None. Where `what` is `termination`, the
    state is the side that may terminate, with `not ` before it where it may not."""

    what: str
    comparator: Comparator | None
    value: Value | None
    state: str | None
    span: Span
    period: str | None = None


@record
class FeeCharged:
    """What a fee came to in a period, between two dates, or, without both, in the period in hand."""

    fee: str
    amount: Money
    period: str | None
    dates: tuple[date, date] | None
    span: Span


@record
class ClaimMade:
    """When the credits of a period were claimed; `on` None is never, `period` None the one in hand."""

    on: date | None
    period: str | None
    span: Span


@record
class Scenario:
    """An example to be computed: what happens under an agreement, and what should come out.

    `period` is the one in hand, the last of several; `first_period` then is the first of them.
    """

    title: str
    agreement: str
    period: str | None
    events: tuple[Event, ...]
    expectations: tuple[Expectation, ...]
    span: Span
    first_period: str | None = None
    charges: tuple[FeeCharged, ...] = ()
    claims: tuple[ClaimMade, ...] = ()
