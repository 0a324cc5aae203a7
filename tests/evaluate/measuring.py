"""One small house for the tests of measuring; promises are made out of it by changing their parts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from functools import cache
from textwrap import dedent
from zoneinfo import ZoneInfo

from sladsl.compiler import compile_files
from sladsl.evaluate.evaluate import evaluate, result
from sladsl.evaluate.facts import Facts, ServiceFacts
from sladsl.evaluate.measure import measure
from sladsl.evaluate.results import Measured, Result
from sladsl.exact.periods import Cycle, Kind, Period, kind_of
from sladsl.model.agreements import Agreement, Guarantee
from sladsl.model.house import House

HEAD = """
party Maker "Maker" { unit Desk "Desk"; unit Ops "Ops" }
service Site "Site"
service Other "Other"
calendar Always "Always" { open always }
"""


@cache
def house_of(text: str) -> House:
    compiled = compile_files({"house.sla": text})
    wrong = [d.message for d in compiled.resolved.diagnostics if d.is_error]
    assert not wrong, wrong
    return compiled.house


def house_with(declared: str, promised: str, zone: str = "UTC", more: str = "") -> House:
    """A house with agreement `Deal` of those promises, at all hours of the zone."""
    sides = "provider Maker.Ops\ncustomer Maker.Desk\n"
    hours = f'hours Always zone "{zone}"\n'
    return house_of(f'{HEAD}{dedent(declared)}\nsla Deal "Deal" {{\n{sides}{hours}{more}\n{promised}\n}}\n')


def deal(declared: str, promised: str, zone: str = "UTC", more: str = "") -> tuple[Agreement, House]:
    house = house_with(declared, promised, zone, more)
    return house.agreements["Deal"], house


def period_of(label: str, zone: str = "UTC") -> Period:
    found = Cycle(kind_of(label) or Kind.MONTH, zone).at(label)
    assert found is not None
    return found


def at(text: str, zone: str = "UTC") -> int:
    """A wall time such as `2025-03-01T10:00:30` in UTC seconds; the earlier one where it comes twice."""
    if text.endswith("Z"):
        text, zone = text[:-1], "UTC"
    return int(datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).timestamp())


def one(agreement: Agreement, name: str) -> Guarantee:
    (found,) = agreement.guarantee(name)
    return found


def site(**known: object) -> Facts:
    return Facts({"Site": ServiceFacts(**known)})  # type: ignore[arg-type]


def measured(
    agreement: Agreement, promise: Guarantee, facts: Facts, period: Period, house: House
) -> Measured:
    services = promise.services or (None,)
    return measure(promise, agreement, services[0], facts, period, house.metrics)


def results(house: House, facts: Facts, period: Period) -> Mapping[str, Result]:
    """The results of the agreement by the name of the promise."""
    found = evaluate(house.agreements["Deal"], facts, period, house.metrics)
    return {r.guarantee.key: r for r in found}


def judged(agreement: Agreement, promise: Guarantee, facts: Facts, period: Period, house: House) -> Result:
    services = promise.services or (None,)
    return result(promise, agreement, services[0], facts, period, house.metrics)


__all__ = [
    "at",
    "deal",
    "house_with",
    "judged",
    "measured",
    "one",
    "period_of",
    "replace",
    "results",
    "site",
]
