"""Small agreements for the tests of money, and results made by hand or measured from outages and samples."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from fractions import Fraction
from functools import cache

from sladsl.compiler import compile_files
from sladsl.evaluate.evaluate import evaluate, rounded
from sladsl.evaluate.facts import Facts, Samples, ServiceFacts
from sladsl.evaluate.results import Counted, Measured, Result, State
from sladsl.evaluate.tiers import Undefined, tier_of
from sladsl.exact.durations import Duration
from sladsl.exact.intervals import Intervals, normalise
from sladsl.exact.periods import Cycle, Kind, Period, kind_of
from sladsl.exact.ratio import parse_ratio
from sladsl.model.agreements import Agreement
from sladsl.model.house import House
from sladsl.model.values import Ratio, Value

_HEAD = """
import std.metrics { strict_uptime }
party Maker "Maker" { unit Desk "Desk"; unit Ops "Ops" }
service Site "Site"
service Other "Other"
metric success "Success" { better higher; signals good, total; value = good / total }
metric unavailable "Down" { better lower; unit min; signals up; value = time down; partial minutes count }
metric mending "Repair" { better lower; value = time from failed to mended }
"""
_UNIT = {"s": 1, "min": 60, "h": 3600}


@cache
def house_of(text: str) -> House:
    compiled = compile_files({"house.sla": text})
    wrong = [d.message for d in compiled.resolved.diagnostics if d.is_error]
    assert not wrong, wrong
    return compiled.house


def house_with(body: str, fees: str = "") -> House:
    """An agreement `Deal` of those statements; what stands above a line `---` are declarations of its own."""
    declared, _, statements = body.rpartition("---\n")
    fee = f"fee {fees}\n" if fees else ""
    parties = "provider Maker.Ops\ncustomer Maker.Desk\n"
    return house_of(f'{_HEAD}{declared}\nsla Deal "Deal" {{\n{parties}{fee}{statements}\n}}\n')


def ratio(text: str) -> Ratio:
    """`99.5%` as a value."""
    share = parse_ratio(text)
    assert share is not None
    return Ratio(share)


def deal(body: str, fees: str = "") -> Agreement:
    return house_with(body, fees).agreements["Deal"]


def period_of(label: str, zone: str = "UTC") -> Period:
    found = Cycle(kind_of(label) or Kind.MONTH, zone).at(label)
    assert found is not None
    return found


def made(
    agreement: Agreement,
    name: str,
    period: Period,
    *,
    value: Value | None = None,
    counted: tuple[Counted, ...] = (),
    unit: str = "s",
    state: State | None = None,
    service: str | None = None,
) -> Result:
    """A result by hand: held against the target and the rows as an evaluation does."""
    (guarantee,) = agreement.guarantee(name)
    measured = Measured(value, None, None, unit, counted)
    if value is None:
        state = state or (State.MISSED if counted else State.MET)
        return Result(agreement, guarantee, service, period, state, measured, None)
    compared = rounded(value, guarantee.rounding)
    met = guarantee.meets(compared)
    state = state or (State.MET if met else State.MISSED)
    tier = bonus = None
    if guarantee.credit is not None and not met:
        found = tier_of(guarantee.credit, compared, missed=True)
        state, tier = (State.UNDEFINED, None) if isinstance(found, Undefined) else (state, found)
    if guarantee.bonus is not None and met:
        best = tier_of(guarantee.bonus, compared, missed=False)
        bonus = None if isinstance(best, Undefined) else best
    return Result(agreement, guarantee, service, period, state, measured, compared, tier, bonus)


def given(house: House, name: str, period: Period, data: Mapping[str, object]) -> Result:
    """The result of a check's data: see the head of cases.yaml."""
    agreement = house.agreements["Deal"]
    (guarantee,) = agreement.guarantee(name)
    if "value" in data:
        value = ratio(str(data["value"]))
        return made(agreement, name, period, value=value, service=_service(guarantee.services))
    if "late" in data:
        late = data["late"]
        assert isinstance(late, list)
        cases = tuple(Counted(f"case {n}", None, Fraction(seconds(one))) for n, one in enumerate(late))
        worst = guarantee.target
        assert isinstance(worst, Duration)
        longest = Duration(worst.seconds + max((c.amount for c in cases), default=Fraction(0)))
        return made(agreement, name, period, value=longest, counted=cases, unit="cases")
    facts = ServiceFacts(down=outages(data["down"], period)) if "down" in data else _samples(data, period)
    key = guarantee.services[0].key
    found = evaluate(agreement, Facts({key: facts}), period, house.metrics)
    return next(r for r in found if r.guarantee.key == name)


def outages(written: object, period: Period) -> Intervals:
    """Outages as two instants, or as lengths one hour after another from the period's start."""
    assert isinstance(written, list)
    found: list[tuple[int, int]] = []
    start = period.start
    for one in written:
        if "/" in one:
            first, last = (
                int(datetime.fromisoformat(t).replace(tzinfo=UTC).timestamp()) for t in one.split("/")
            )
            found.append((first, last))
        else:
            found.append((start, start + seconds(one)))
            start = found[-1][1] + 3600
    return normalise(found)


def seconds(text: str) -> int:
    match = re.fullmatch(r"([\d_]+) (s|min|h)", text)
    assert match is not None, text
    return int(match[1]) * _UNIT[match[2]]


def _samples(data: Mapping[str, object], period: Period) -> ServiceFacts:
    given_samples = data["samples"]
    assert isinstance(given_samples, dict)
    return ServiceFacts(
        samples={
            name: Samples(3600, {period.start + 3600 * hour: Fraction(v) for hour, v in values.items()})
            for name, values in given_samples.items()
        }
    )


def _service(services: tuple[object, ...]) -> str | None:
    return getattr(services[0], "key", None) if services else None
