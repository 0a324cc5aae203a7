"""Every switch that a promise may leave open: its sides in words of the source, the promise with each."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import TypeAlias

from sladsl.exact.durations import CalendarDays
from sladsl.exact.ratio import Rounding, decimal_places
from sladsl.model import metrics as m
from sladsl.model.agreements import Agreement, Guarantee, RoundTo
from sladsl.model.credits import AmountBase, CreditTerms, DayPart, ServiceTime
from sladsl.model.metrics import Switches
from sladsl.model.values import Ratio
from sladsl.model.written import decimals_text
from sladsl.records import record, replace


@record
class Side:
    """One answer: `words` are what the source would say, the rest what it would then mean."""

    words: str
    agreement: Agreement
    promise: Guarantee


@record
class OpenSwitch:
    """A choice that was not made. `question` completes "the agreement does not say …"."""

    name: str
    question: str
    sides: tuple[Side, ...]


@record
class TermsSide:
    """One answer on what is owed. `unasked` looks at it when nobody claims."""

    words: str
    agreement: Agreement
    unasked: bool = False


@record
class OpenTerms:
    """A choice about what is owed that was not made."""

    name: str
    question: str
    sides: tuple[TermsSide, ...]


SWITCHES: dict[str, tuple[str, tuple[tuple[str, Switches], ...]]] = {
    "empty": (
        "what time without data counts as",
        (
            ("empty counts as good", Switches(empty="good")),
            ("empty counts as bad", Switches(empty="bad")),
            ("empty counts as excluded", Switches(empty="excluded")),
        ),
    ),
    "partial": (
        "whether parts of a minute count",
        (
            ("partial minutes count", Switches(partial=True)),
            ("partial minutes do not count", Switches(partial=False)),
        ),
    ),
    "undeployed": (
        "what time counts as before the service existed",
        (
            ("undeployed time counts as excluded", Switches(undeployed="excluded")),
            ("undeployed time counts as good", Switches(undeployed="good")),
        ),
    ),
    "begun": (
        "what is cut from a period that began before the promise",
        (
            ("begun period cuts both", Switches(begun="both")),
            ("begun period cuts downtime", Switches(begun="downtime")),
            ("begun period cuts length", Switches(begun="length")),
        ),
    ),
    "attributed": (
        "to which period a case belongs that crosses its end",
        (
            ("attributed to opened", Switches(attributed="opened")),
            ("attributed to closed", Switches(attributed="closed")),
        ),
    ),
    "pause_in": (
        "in which time a pause is counted",
        (
            ("in counted hours", Switches(pause_in="counted hours")),
            ("in elapsed time", Switches(pause_in="elapsed time")),
        ),
    ),
}
"""By the field of `Switches`: what is open, and the sides. The first side stands in for a switch while
another one is looked at."""

ROUNDING = "rounding"
ZONE = "zone"
COMBINE = "combine"
CLAIM = "claim"
DAY = "day"


def open_switches(agreement: Agreement, promise: Guarantee) -> Iterator[OpenSwitch]:
    """What `promise` leaves open of how its value is measured and compared, whether or not it matters."""
    chosen = promise.switches.over(promise.metric.switches)
    first = {name: getattr(sides[0][1], name) for name, (_, sides) in SWITCHES.items()}
    missing = {name: side for name, side in first.items() if getattr(chosen, name) is None}
    settled = replace(chosen, **missing)
    for name in missing:
        if name == "pause_in" and chosen.pause is None:
            continue
        question, sides = SWITCHES[name]
        made = (
            Side(_words(name, words, chosen), agreement, _with(promise, settled, name, side))
            for words, side in sides
        )
        yield OpenSwitch(name, question, tuple(made))
    base = replace(promise, switches=settled)
    places = decimals(promise)
    if promise.rounding is None and not promise.exact and places is not None:
        rounded = replace(base, rounding=RoundTo(places, Rounding.HALF_UP))
        yield OpenSwitch(
            ROUNDING,
            "whether the value is rounded before it is compared",
            (
                Side("exact", agreement, replace(base, exact=True)),
                Side(f"round to {decimals_text(places)} half up", agreement, rounded),
            ),
        )
    if not agreement.zone_declared:
        zones = _zones(agreement, promise)
        if len(zones) > 1:
            yield OpenSwitch(
                ZONE,
                "in which zone its periods begin",
                tuple(_in_zone(zone, agreement, base) for zone in zones),
            )


def _with(promise: Guarantee, settled: Switches, name: str, side: Switches) -> Guarantee:
    return replace(promise, switches=replace(settled, **{name: getattr(side, name)}))


def _words(name: str, words: str, chosen: Switches) -> str:
    if name != "pause_in":
        return words
    state = chosen.pause.name if isinstance(chosen.pause, m.Holds) else "…"
    return f"pause while {state} {words}"


def decimals(promise: Guarantee) -> int | None:
    """The decimals with which the target is written, where a share is compared with it."""
    if not isinstance(promise.target, Ratio) or promise.share is not None or promise.comparator == "=":
        return None
    return decimal_places(promise.target.value * 100)


def _zones(agreement: Agreement, promise: Guarantee) -> tuple[str, ...]:
    """UTC, which stands in where nobody named a zone, and those of the calendars that the promise uses."""
    calendars = (promise.during, agreement.hours)
    return tuple(dict.fromkeys(["UTC", *(c.zone for c in calendars if c is not None and c.zone is not None)]))


def _in_zone(zone: str, agreement: Agreement, promise: Guarantee) -> Side:
    period = replace(promise.period, zone=zone) if promise.period is not None else None
    return Side(f'zone "{zone}"', replace(agreement, zone=zone), replace(promise, period=period))


# ---- what is owed

_THIRTIETH = DayPart(Fraction(1, 30), "month")
Change: TypeAlias = Callable[[CreditTerms], CreditTerms]

TERMS: dict[str, tuple[str, tuple[tuple[str, Change], ...]]] = {
    COMBINE: (
        "what is owed when several promises are missed",
        (
            ("combine highest", lambda terms: replace(terms, combine="highest")),
            ("combine sum", lambda terms: replace(terms, combine="sum")),
        ),
    ),
    DAY: (
        "what a day of service is",
        (
            ("a day is a calendar day", lambda terms: replace(terms, day=None, day_said=True)),
            ("a day is 1/30 of a month", lambda terms: replace(terms, day=_THIRTIETH, day_said=True)),
        ),
    ),
    CLAIM: (
        "whether credits have to be asked for",
        (
            ("automatic", lambda terms: replace(terms, automatic=True)),
            (
                "claim within 30 days of period end",
                lambda terms: replace(terms, claim_within=CalendarDays(30)),
            ),
        ),
    ),
}
"""By name: what is open, and what each side makes of the terms."""


def open_terms(agreement: Agreement) -> Iterator[OpenTerms]:
    """What the agreement leaves open of what is owed for missed promises, whether or not it matters."""
    terms = agreement.credit_terms
    if all(promise.credit is None for promise in agreement.promises):
        return
    if terms is None:
        terms = CreditTerms(None, (), None, False, None, (), agreement.span)
    missing = {
        COMBINE: terms.combine is None,
        DAY: not terms.day_said and any(isinstance(base, ServiceTime) for base in _bases(agreement)),
        CLAIM: terms.claim_within is None and not terms.automatic,
    }
    for name, (question, sides) in TERMS.items():
        if missing[name]:
            made = (
                TermsSide(words, replace(agreement, credit_terms=side(terms)), words.startswith("claim"))
                for words, side in sides
            )
            yield OpenTerms(name, question, tuple(made))


def _bases(agreement: Agreement) -> Iterator[AmountBase]:
    for promise in agreement.promises:
        for scheme in promise.schemes:
            yield from (amount.base for amount in scheme.amounts)


def of_time(promise: Guarantee) -> bool:
    """Whether time up and down decides on the promise."""
    timed = (m.ShareOfTime, m.TimeInState, m.ShareOfIntervals, m.CountOfIntervals, m.MeanOver)
    return isinstance(promise.metric.formula, timed)


def of_cases(promise: Guarantee) -> bool:
    """Whether cases decide on the promise."""
    return isinstance(promise.metric.formula, (m.TimeBetween, m.ShareOfEvents, m.MeanScore, m.CountOfEvents))
