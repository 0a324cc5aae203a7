"""The worst case that is shown keeps every promise under the one it breaks, also those of shorter periods."""

from __future__ import annotations

from datetime import UTC, datetime
from fractions import Fraction

import pytest
from proof_houses import proof_of, sla, uc

from sladsl.evaluate.evaluate import result
from sladsl.evaluate.facts import Facts, ServiceFacts
from sladsl.evaluate.results import State
from sladsl.exact.intervals import normalise, union
from sladsl.prove.telling import witness

SERVICES = "service A\nservice B\nservice C\nservice Web { needs 2 of A, B, C }\n"


@pytest.mark.parametrize(("upper", "pieces"), [("year", 12), ("quarter", 3), ("month", 1)])
def test_what_a_month_allows_falls_into_that_month(upper: str, pieces: int) -> None:
    """Two of three at once are down half as long again as one; by the month, whatever counts above."""
    contracts = "".join(uc(f"U{k}", f"guarantee g: up of {k} >= 99.9% per month {{ exact }}") for k in "ABC")
    text = SERVICES + contracts + sla(f"guarantee g: up of Web >= 99.95% per {upper} {{ exact }}")
    proof = proof_of(text)
    assert not proof.kept
    down: dict[tuple[str, int, int], Fraction] = {}
    for key, begun, seconds in proof.case.spans:
        day = datetime.fromtimestamp(begun, UTC)
        place = (key, day.year, day.month)
        down[place] = down.get(place, Fraction(0)) + seconds
    assert len(down) == 3 * pieces
    for (_, year, month), seconds in down.items():
        first = datetime(year, month, 1, tzinfo=UTC)
        after = datetime(year + month // 12, month % 12 + 1, 1, tzinfo=UTC)
        # What is told is what was played: the whole seconds of an outage.
        assert 0 <= Fraction(int((after - first).total_seconds())) / 1000 - seconds < 2
    assert 0 <= 2 * proof.bound - sum(down.values()) < 6 * pieces


def test_a_year_under_a_month_falls_into_one_month() -> None:
    """What is counted by the year stands in one piece."""
    text = (
        "service A\nservice Web { needs A }\n"
        + uc("U", "guarantee g: up of A >= 99.9% per year { exact }")
        + sla("guarantee g: up of Web >= 99.9% per month { exact }")
    )
    proof = proof_of(text)
    ((_, begun, seconds),) = proof.case.spans
    assert (begun, seconds) == (proof.period.start, proof.bound)


@pytest.mark.parametrize(
    ("upper", "lower", "shown"),
    [
        ("month", "day", "14 min 24 s, and 30 times more for as long, the last from "),
        ("year", "day", "14 min 24 s, and 365 times more for as long, the last from "),
        ("month", "week", "1 h 40 min 48 s, and 5 times more for as long, the last from "),
    ],
)
def test_the_same_time_after_time_is_told_once(upper: str, lower: str, shown: str) -> None:
    """What a day of a year allows is down every day; all of them stand in one line."""
    text = (
        "service A\nservice Web { needs A }\n"
        + uc("U", f"guarantee g: up of A >= 99% per {lower} {{ exact }}")
        + sla(f"guarantee g: up of Web >= 99.9% per {upper} {{ exact }}")
    )
    lines = witness(proof_of(text))
    assert any(shown in line for line in lines), lines
    assert len(lines) <= 2


def test_what_rolls_beside_other_periods_keeps_both() -> None:
    """Outages that a week allows at any seven days, beside those of days."""
    text = (
        "service A\nservice B\nservice Web { needs A, B }\n"
        + uc("UA", "guarantee g: up of A >= 99% per rolling 7 days { exact }")
        + uc("UB", "guarantee g: up of B >= 99% per day { exact }")
        + sla("guarantee g: up of Web >= 99.5% per month { exact }")
    )
    assert not proof_of(text).kept
    assert replayed(text) == (State.MISSED, {State.MET})


def test_what_a_week_leaves_is_used_elsewhere() -> None:
    """Of a month's allowance the first day takes more than its share, where a week lets it."""
    text = (
        "service A\nservice B\nservice Web { needs 1 of A, B }\n"
        + uc("UA", "guarantee g: up of A >= 99% per week { exact }")
        + uc("UB", "guarantee g: up of B >= 99% per month { exact }")
        + sla("guarantee g: up of Web > 99% per month { exact }")
    )
    proof = proof_of(text)
    case = proof.case
    assert not proof.kept and case
    assert sum(seconds for key, _, seconds in case.spans if key == "B") == proof.bound


DAY = 'calendar Day { zone "UTC"; open Mon-Sun 08:00-16:00 }\n'


def replayed(text: str) -> tuple[State, set[State]]:
    """The state of the promise in the case shown, and of all periods of those under it."""
    proof = proof_of(text)
    case = proof.case
    assert case
    down: dict[str, list[tuple[int, int]]] = {}
    for key, begun, seconds in case.spans:
        down.setdefault(key, []).append((begun, begun + int(seconds)))
    parts = {key: normalise(spans) for key, spans in down.items()}
    facts = Facts(
        {"Web": ServiceFacts(down=union(*parts.values()))}
        | {key: ServiceFacts(down=spans) for key, spans in parts.items()}
    )
    above = result(proof.guarantee, proof.agreement, proof.service, facts, proof.period, {})
    below = set()
    for support in proof.supports:
        cycle = support.guarantee.period
        assert cycle is not None
        for period in cycle.between(proof.period.start, proof.period.end):
            service = support.guarantee.services[0]
            below.add(result(support.guarantee, support.agreement, service, facts, period, {}).state)
    return above.state, below


@pytest.mark.parametrize("below", ["month", "day"])
@pytest.mark.parametrize("above", ["95% per week", "60% per month", "30% per month"])
def test_outside_its_hours_a_support_is_down_outside_them(below: str, above: str) -> None:
    """Two of which one is promised by day: its nights come on top, and no hour of its days."""
    text = (
        DAY
        + "service A\nservice B\nservice Web { needs A, B }\n"
        + uc("Ua", f"guarantee g: up of A >= 99% per {below} during Day {{ exact }}")
        + uc("Ub", "guarantee g: up of B >= 99% per month { exact }")
        + sla(f"guarantee g: up of Web >= {above} {{ exact }}")
    )
    if above.startswith("30%"):
        assert proof_of(text).kept
    else:
        assert replayed(text) == (State.MISSED, {State.MET})


def test_two_that_are_down_longer_than_a_night_together_do_not_go_on_by_day() -> None:
    text = (
        DAY
        + "service A\nservice B\nservice Web { needs A, B }\n"
        + uc("Ua", "guarantee g: up of A >= 99% per day during Day { exact }")
        + uc("Ub", "guarantee g: up of B >= 50% per week { exact }")
        + sla("guarantee g: up of Web >= 20% per month { exact }")
    )
    assert replayed(text) == (State.MISSED, {State.MET})


def test_what_is_overlooked_comes_again_and_again() -> None:
    """As often as it takes, each time for as long as does not count, and told in one line."""
    text = (
        "service A\nservice Web { needs A }\n"
        + uc("Ua", "guarantee g: up of A >= 99.99% per month { exact; outages under 60 s do not count }")
        + sla("guarantee g: up of Web >= 99.9% per month { exact }")
    )
    assert replayed(text) == (State.MISSED, {State.MET})
    (line,) = witness(proof_of(text))
    assert "for 59 s, and 46 times more" in line
