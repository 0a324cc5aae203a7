"""House rules and scenarios as they are meant: resolved here, run elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from sladsl.exact.durations import Duration, TimeSpan
from sladsl.model.catalogue import PartyUse, Priority, Service
from sladsl.model.metrics import Metric
from sladsl.model.values import Value, Words
from sladsl.source import Span
from sladsl.syntax.words import (
    Comparator,
)


@dataclass(frozen=True, slots=True)
class PolicyItem:
    """One house rule. `kind`: margin, limit, credits_at_risk, require."""

    kind: Literal["margin", "limit", "credits_at_risk", "require"]
    metric: Metric | None
    comparator: Comparator | None
    value: Value | None
    names: tuple[str, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Policy:
    """House rules on what may be promised."""

    key: str
    title: Words
    owner: PartyUse | None
    items: tuple[PolicyItem, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class OutageEvent:
    """A service is down from `first` for `duration`, or to `last`; wall times of the agreement's zone."""

    service: Service
    first: tuple[date, str]
    last: tuple[date, str] | None
    duration: Duration | None
    span: Span


@dataclass(frozen=True, slots=True)
class CaseEvent:
    """What happened to a case: `kind` is after, at or for."""

    name: str
    kind: Literal["after", "at", "for"]
    duration: TimeSpan | None
    at: tuple[date, str] | None
    span: Span


@dataclass(frozen=True, slots=True)
class CaseRecord:
    """A ticket and its history."""

    name: str
    priority: Priority
    first_event: str
    at: tuple[date, str]
    events: tuple[CaseEvent, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Expectation:
    """What should come out: a value, or a state of a guarantee (`what` is its key, or `credit`)."""

    what: str
    comparator: Comparator | None
    value: Value | None
    state: str | None
    span: Span


@dataclass(frozen=True, slots=True)
class Scenario:
    """An example to be computed: what happens under an agreement in a period, and what should come out."""

    title: str
    agreement: str
    period: str | None
    events: tuple[OutageEvent | CaseRecord, ...]
    expectations: tuple[Expectation, ...]
    span: Span
