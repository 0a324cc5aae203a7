"""Agreements as they are meant: promises and procedure, with every name resolved."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from typing import Literal, TypeAlias

from sladsl.exact.durations import TimeSpan
from sladsl.exact.money import Money
from sladsl.exact.periods import Cycle
from sladsl.exact.ratio import Rounding
from sladsl.model.catalogue import Calendar, Clause, Exclusion, PartyUse, Priorities, Priority, Service
from sladsl.model.credits import CreditScheme, CreditTerms, Fee
from sladsl.model.metrics import Condition, Metric, Switches
from sladsl.model.values import Value, Words, less
from sladsl.records import record
from sladsl.source import Span
from sladsl.syntax.words import (
    AgreementKind,
    ChainWord,
    Comparator,
    Level,
    Permission,
    Role,
)

# ---- promises


@record
class Share:
    """For which share of the cases a limit holds: 95% of `tickets`."""

    ratio: Fraction
    of: str


@record
class RoundTo:
    """Rounding before comparing; `places` decimals of the value as it is shown (of the percentage)."""

    places: int
    mode: Rounding


@record
class TableCell:
    """Where a promise stood in a table: its table, row and column, counted from 0, and the row's heading."""

    table: str
    row: int
    column: int
    heading: str


@record
class Guarantee:
    """One promise: a metric of some subjects against a target in each period.

    `key` is the name, or `name.P1.response` for a cell of a table; `name` and `title` are those of the
    declaration, which a whole table shares. `each_service` stands for every service of the agreement;
    `services` are then filled in. `downtime_only` are the keys of the exclusions that leave only the
    downtime and stay part of the time of which shares are taken. `period` is None where the source gave
    none. `applies` is a condition on signals of the period: where it does not hold, the promise does not
    apply. With `claimed_once`, downtime before a claim that was paid counts no more. `rounding` None with
    `exact` False means that the source has not chosen.
    """

    key: str
    name: str
    title: Words
    metric: Metric
    percentile: Fraction | None
    services: tuple[Service, ...]
    each_service: bool
    priority: Priority | None
    comparator: Comparator
    target: Value
    period: Cycle | None
    during: Calendar | None
    share: Share | None
    valid_from: date | None
    valid_until: date | None
    exclusions: tuple[Exclusion, ...]
    permission: Permission | None
    rounding: RoundTo | None
    exact: bool
    credit: CreditScheme | None
    bonus: CreditScheme | None
    alerts: tuple[Fraction, ...]
    switches: Switches
    cell: TableCell | None
    span: Span
    target_span: Span
    downtime_only: tuple[str, ...] = ()
    applies: Condition | None = None
    claimed_once: bool = False

    @property
    def schemes(self) -> tuple[CreditScheme, ...]:
        """What is owed when it is missed and when it is met, as far as anything is."""
        return tuple(scheme for scheme in (self.credit, self.bonus) if scheme is not None)

    def meets(self, value: Value) -> bool:
        """Whether a value of the metric's own kind fulfils the target."""
        return holds(self.comparator, value, self.target)


def holds(comparator: Comparator, left: Value, right: Value) -> bool:
    """Whether `left comparator right`; both must be of one kind."""
    match comparator:
        case ">=":
            return not less(left, right)
        case ">":
            return less(right, left)
        case "<=":
            return not less(right, left)
        case "<":
            return less(left, right)
        case "=":
            return left == right


# ---- procedure


@record
class ChainStep:
    """A promise of a supporting agreement: agreement and guarantee key."""

    agreement: str
    guarantee: str
    span: Span


@record
class ChainHandover:
    """Time lost between two steps of a chain."""

    duration: TimeSpan
    span: Span


@record
class ChainOf:
    """Steps in sequence (`then`), alternatives (`or`) or in parallel (`with`)."""

    op: ChainWord
    left: ChainNode
    right: ChainNode


ChainNode: TypeAlias = ChainStep | ChainHandover | ChainOf


def chain_steps(chain: ChainNode) -> Iterator[ChainStep]:
    """The steps of a chain in order, without hand-overs."""
    waiting = [chain]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ChainStep):
            yield node
        elif isinstance(node, ChainOf):
            waiting += (node.right, node.left)


@record
class Handling:
    """In which order supporting agreements work on tickets of these priorities."""

    priorities: tuple[Priority, ...]
    chain: ChainNode
    span: Span


@record
class EscalationStep:
    """Whom to inform when the share `at` of the allowed time has been used."""

    at: Fraction
    to: tuple[PartyUse, ...]
    span: Span


@record
class Escalation:
    """What happens to tickets of these priorities when time runs out."""

    priorities: tuple[Priority, ...]
    steps: tuple[EscalationStep, ...]
    span: Span


@record
class Report:
    """Which guarantees (by name) are reported each `each` (a word) within what time."""

    guarantees: tuple[str, ...]
    each: str
    within: TimeSpan
    span: Span


@record
class Obligation:
    """A duty or a requirement of one side."""

    role: Role
    text: Words
    span: Span


@record
class Surcharge:
    """What costs extra: `per` is the word of its unit; never charged in the hours `outside`."""

    text: Words
    amount: Money
    per: str
    outside: Calendar | None
    span: Span


@record
class Termination:
    """When a side may terminate. `kind`: missed_of (count of window), in_a_row (window), notice."""

    by: Role
    kind: Literal["missed_of", "in_a_row", "notice"]
    guarantee: str | None
    count: int | None
    window: TimeSpan
    span: Span


@record
class Effective:
    """The term: from the first day to the last, both included; None is open-ended."""

    first: date
    until: date | None
    renews: TimeSpan | None
    notice: TimeSpan | None
    span: Span

    def in_force(self, day: date) -> bool:
        """Whether the agreement is in force on that day, renewals counted."""
        if day < self.first:
            return False
        return self.until is None or day <= self.until or self.renews is not None


@record
class Agreement:
    """An SLA, OLA or underpinning contract with everything it inherits from the levels above.

    `under` is the key of the level above. `guarantees` are the agreement's own, `inherited` those of the
    levels above that still apply beside them, each with the key of the agreement that makes it. All other
    fields hold the inherited value where the agreement itself says nothing. `zone` is where periods begin;
    `zone_declared` is False when nobody said so and UTC stands in. `services` are all services in scope.
    `reviewed` is the day of the last review.
    """

    key: str
    kind: AgreementKind
    level: Level | None
    title: Words
    under: str | None
    template: str | None
    provider: PartyUse | None
    customer: PartyUse | None
    effective: Effective | None
    hours: Calendar | None
    zone: str
    zone_declared: bool
    priorities: Priorities | None
    fees: tuple[Fee, ...]
    relies: tuple[str, ...]
    services: tuple[Service, ...]
    guarantees: tuple[Guarantee, ...]
    inherited: tuple[tuple[str, Guarantee], ...]
    handlings: tuple[Handling, ...]
    credit_terms: CreditTerms | None
    escalations: tuple[Escalation, ...]
    reports: tuple[Report, ...]
    duties: tuple[Obligation, ...]
    requirements: tuple[Obligation, ...]
    surcharges: tuple[Surcharge, ...]
    terminations: tuple[Termination, ...]
    approvals: tuple[PartyUse, ...]
    law: str | None
    review: TimeSpan | None
    clauses: tuple[Clause, ...]
    version: str | None
    languages: tuple[str, ...]
    span: Span
    reviewed: date | None = None

    @property
    def promises(self) -> tuple[Guarantee, ...]:
        """Every guarantee that holds here: the inherited ones first, as the levels stand."""
        return (*(g for _, g in self.inherited), *self.guarantees) if self.inherited else self.guarantees

    @property
    def promised_names(self) -> frozenset[str]:
        """What a promise can be called by: the names and keys of all guarantees that hold here."""
        return frozenset(name for g in self.promises for name in (g.name, g.key))

    def fee(self, name: str) -> Fee | None:
        """The fee of that name, if there is one."""
        for fee in self.fees:
            if fee.name == name:
                return fee
        return None

    def guarantee(self, name: str) -> tuple[Guarantee, ...]:
        """The guarantees of that name or key; a table's name gives all its cells."""
        return tuple(g for g in self.promises if name in (g.name, g.key))


def limited_hours(guarantee: Guarantee, agreement: Agreement) -> Calendar | None:
    """The calendar a promise holds in, its own or the agreement's; None where it holds at all times."""
    calendar = guarantee.during or agreement.hours
    return None if calendar is None or calendar.is_always else calendar
