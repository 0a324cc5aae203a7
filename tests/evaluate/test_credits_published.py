"""Money of published agreements, computed from their own terms and compared to the last cent."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import pytest
import yaml
from settling import given, house_with, made, period_of, ratio

from sladsl.evaluate.claims import claim_until
from sladsl.evaluate.credits import settle
from sladsl.exact.money import Money
from sladsl.exact.periods import Cycle, Kind
from sladsl.exact.quantities import Quantity

CASES = yaml.safe_load((Path(__file__).parent / "cases.yaml").read_text("utf-8"))
_WORDS = ("with", "period", "state", "credit", "combined", "claim_until")


def checks() -> Iterator[object]:
    for case in CASES:
        for number, check in enumerate(case.get("checks", ()), 1):
            yield pytest.param(case, check, id=f"{case['id']}-{number}")


@pytest.mark.parametrize(("case", "check"), list(checks()))
def test_check(case: dict[str, str], check: dict[str, object]) -> None:
    body, fees = case["sla"], case.get("fees", "")
    filled = check.get("with", {})
    assert isinstance(filled, dict)
    for name, text in filled.items():
        body, fees = body.replace(f"${name}", text), fees.replace(f"${name}", text)
    house = house_with(body, fees)
    period = period_of(str(check["period"]))
    results = tuple(given(house, n, period, data) for n, data in check.items() if n not in _WORDS)  # type: ignore[arg-type]
    statement = settle(house.agreements["Deal"], results, period, ())
    assert statement.credit is not None
    assert statement.credit.amount == Fraction(str(check["credit"])), statement.steps
    if "state" in check:
        assert [r.state.value for r in results] == [check["state"]]
    if "combined" in check:
        assert [s.amount for s in statement.steps if s.kind == "combined"] == [
            Money(Fraction(str(check["combined"])), statement.credit.currency)
        ]
    if "claim_until" in check:
        assert claim_until(statement.agreement, period) == check["claim_until"]


@pytest.mark.parametrize("series", [s for c in CASES for s in c.get("series", ())], ids=str)
def test_series(series: dict[str, list[str]]) -> None:
    case = next(c for c in CASES if series in c.get("series", ()))
    agreement = house_with(case["sla"]).agreements["Deal"]
    cycle = Cycle(Kind.MONTH, "UTC")
    period = period_of("2027-01")
    history = []
    points = []
    for text in series["kpi"]:
        result = made(agreement, "kpi", period, value=ratio(text))
        history.append(settle(agreement, (result,), period, tuple(history)))
        owed = history[-1].owed
        assert len(owed) <= 1
        points.append(owed[0].amount.value if owed and isinstance(owed[0].amount, Quantity) else Fraction(0))
        period = cycle.next(period)
    assert points == series["points"]
