"""What an agreement that is to be signed has to say, by its kind, and the statement that would say it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from sladsl.model.agreements import Agreement
from sladsl.model.catalogue import PartyUse
from sladsl.model.metrics import TimeBetween
from sladsl.records import record
from sladsl.syntax.words import AgreementKind

_ALL: frozenset[AgreementKind] = frozenset(("sla", "uc", "ola"))
_OUTSIDE: frozenset[AgreementKind] = frozenset(("sla", "uc"))
_CUSTOMER: frozenset[AgreementKind] = frozenset(("sla",))

_CHANGES = frozenset(("changes", "change", "amendment", "amendments"))
_DISPUTES = frozenset(("disputes", "dispute"))
_TERMINATION = frozenset(("termination", "terminations", "terminate"))
_ESCALATION = frozenset(("escalation", "escalations", "escalate"))
_REVIEW = frozenset(("review", "reviews"))
_EXCLUSIONS = frozenset(("exclusions", "exclusion"))
_CONTACTS = frozenset(("contacts", "contact", "notices"))
_MEASUREMENT = frozenset(("measurement", "measuring"))
_DUTIES = frozenset(("duty", "duties", "customer_duties", "obligations", "cooperation"))

_MANY = 3
_FORMAL = _CHANGES | _DISPUTES | _TERMINATION | frozenset(("liability", "entire_agreement"))


@record
class Item:
    """Something that is missing, as it goes after `does not say`, and what to write."""

    what: str
    statement: str


@record
class _Content:
    """What agreements of these kinds have to say; `said` is whether one does. `names` are what a policy
    calls it."""

    kinds: frozenset[AgreementKind]
    item: Item
    said: Callable[[Agreement], bool]
    names: frozenset[str] = frozenset()


def to_be_signed(agreement: Agreement) -> bool:
    """Whether it is more than a sketch: it has a law, approvals or, between two parties, somebody who signs,
    a clause that contracts have, or several kinds of statements on how the parties deal with each other."""
    if agreement.law or agreement.approvals:
        return True
    if agreement.kind == "ola":
        return False
    signed = any(use.party.signatories for use in _parties(agreement))
    return signed or _clause(agreement, _FORMAL) or _procedures(agreement) >= _MANY


def _procedures(agreement: Agreement) -> int:
    """How many kinds of statements it has that say how the parties deal with each other."""
    said = (
        agreement.version,
        agreement.terminations,
        agreement.duties or agreement.requirements,
        agreement.escalations,
        agreement.review,
        agreement.surcharges,
        agreement.languages,
    )
    return sum(1 for each in said if each)


def missing_contents(agreement: Agreement, required: frozenset[str]) -> Iterator[Item]:
    """What it lacks, in the order of a contract; what levels above say is said.

    What is not measured, an SLA that is not reported, and what a house rule has `required` by these names
    have findings of their own.
    """
    for content in _CONTENTS:
        if agreement.kind in content.kinds and not content.names & required and not content.said(agreement):
            yield content.item
    if agreement.kind == "sla":
        yield from _owners(agreement)
    yield from _contacts(agreement)
    if agreement.kind != "ola":
        yield from _signatories(agreement)


def _clause(agreement: Agreement, topics: frozenset[str]) -> bool:
    return any(clause.topic in topics or clause.key in topics for clause in agreement.clauses)


def _has_hours(agreement: Agreement) -> bool:
    return agreement.hours is not None or all(g.during is not None for g in agreement.promises)


def _has_exclusions(agreement: Agreement) -> bool:
    return (
        any(promise.exclusions for promise in agreement.promises)
        or any(service.excludes for service in agreement.services)
        or _clause(agreement, _EXCLUSIONS)
    )


def _has_measuring_point(agreement: Agreement) -> bool:
    """Whether a promise says at whose end it is measured, if any is measured that is no time of cases."""
    measures = [
        measure
        for promise in agreement.promises
        if not isinstance(promise.metric.formula, TimeBetween)
        for service in promise.services
        if (measure := service.measure_of(promise.metric)) is not None
    ]
    return not measures or any(measure.at is not None for measure in measures)


def _can_end(agreement: Agreement) -> bool:
    notice = agreement.effective is not None and agreement.effective.notice is not None
    return bool(agreement.terminations) or notice or _clause(agreement, _TERMINATION)


def _from_library(name: str) -> str:
    return f"`include {name}`, with `import std.clauses {{ {name} }}`, or a clause of your own"


_CONTENTS = (
    _Content(
        _OUTSIDE,
        Item("which services it is about", "`covers` with their names"),
        lambda a: bool(a.services),
    ),
    _Content(_ALL, Item("what is promised", "a `guarantee`"), lambda a: bool(a.promises)),
    _Content(
        _ALL,
        Item("in which hours it holds", "`hours` with a calendar, or `during` in each guarantee"),
        _has_hours,
        frozenset(("hours",)),
    ),
    _Content(
        _CUSTOMER,
        Item("what is left out", "`except` in a guarantee, or `excludes` in a service"),
        _has_exclusions,
    ),
    _Content(
        _CUSTOMER,
        Item(
            "at whose end it is measured",
            f"`at provider` or `at customer` in its measures, or {_from_library('measurement_records')}",
        ),
        lambda a: _has_measuring_point(a) or _clause(a, _MEASUREMENT),
    ),
    _Content(
        frozenset(("uc",)),
        Item("how its results are reported", "`report` with the names of its guarantees"),
        lambda a: bool(a.reports),
        frozenset(("report", "reports", "reporting")),
    ),
    _Content(
        _ALL,
        Item("when it is reviewed", "`review every 12 months`"),
        lambda a: a.review is not None or _clause(a, _REVIEW),
        _REVIEW,
    ),
    _Content(
        _OUTSIDE,
        Item("how it is changed", _from_library("changes")),
        lambda a: _clause(a, _CHANGES),
        _CHANGES,
    ),
    _Content(
        _CUSTOMER,
        Item("to whom a case escalates", f"`escalate` with units, or {_from_library('escalation_contacts')}"),
        lambda a: bool(a.escalations) or _clause(a, _ESCALATION),
        _ESCALATION,
    ),
    _Content(
        _OUTSIDE,
        Item("how disputes are settled", _from_library("disputes")),
        lambda a: _clause(a, _DISPUTES),
        _DISPUTES,
    ),
    _Content(
        frozenset(("ola",)),
        Item("who decides when the units disagree", f"`escalate`, or {_from_library('internal_disputes')}"),
        lambda a: bool(a.escalations) or _clause(a, _DISPUTES | _ESCALATION),
        _DISPUTES | _ESCALATION,
    ),
    _Content(
        _OUTSIDE,
        Item("how it can be ended", "`terminate`, a `notice` in the term, or a clause `about termination`"),
        _can_end,
        _TERMINATION,
    ),
    _Content(
        _CUSTOMER,
        Item("what the customer has to do", "`duty customer` or `requires customer`"),
        lambda a: any(o.role == "customer" for o in (*a.duties, *a.requirements)) or _clause(a, _DUTIES),
        _DUTIES,
    ),
)


def _parties(agreement: Agreement) -> tuple[PartyUse, ...]:
    """The two sides, once where both are the same."""
    sides = (agreement.provider, agreement.customer)
    return tuple({side.key: side for side in sides if side is not None}.values())


def _owners(agreement: Agreement) -> Iterator[Item]:
    """The provider's own services for which nobody answers."""
    missing = [service.key for service in agreement.services if service.owner is None]
    if missing:
        names = " and ".join(f"`{key}`" for key in missing)
        yield Item(f"who answers for {names}", f"`owner` in the service{'s' if len(missing) > 1 else ''}")


def _contacts(agreement: Agreement) -> Iterator[Item]:
    if _clause(agreement, _CONTACTS):
        return
    for side in _parties(agreement):
        if side.party.contact is None and (side.unit is None or side.unit.contact is None):
            kind = "party" if side.unit is None else "unit"
            name = side.party.key if side.unit is None else side.unit.name
            yield Item(f"how `{side.key}` is reached", f"`contact` in `{kind} {name}`")


def _signatories(agreement: Agreement) -> Iterator[Item]:
    """Parties for which nobody signs or approves."""
    approving = {use.party.key for use in agreement.approvals}
    for key, side in {side.party.key: side for side in _parties(agreement)}.items():
        if not side.party.signatories and key not in approving:
            yield Item(f"who signs for `{key}`", f"`signatory` in `party {key}`")
