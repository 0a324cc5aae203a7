"""Availability through structures, periods, windows and exclusions: cases with known answers."""

from __future__ import annotations

from fractions import Fraction

import pytest
from proof_houses import house_of, proof_of, sla, uc

from sladsl.exact.ratio import parse_ratio
from sladsl.model.supports import Supports
from sladsl.prove.availability import AvailabilityProof
from sladsl.prove.mending import repairs
from sladsl.prove.proving import proofs

AUGUST = "effective 2027-08-01 until 2027-08-31"


def share(text: str) -> Fraction:
    found = parse_ratio(text)
    assert found is not None
    return found


def _deal(needs: str, parts: dict[str, str], target: str, per: str = "month") -> str:
    """A service with these needs, over contracts that promise each part so much per month."""
    services = "".join(f"service {key}\n" for key in parts)
    contracts = "".join(
        uc(f"{key}Uc", f"guarantee uptime: up of {key} >= {promised} per month")
        for key, promised in parts.items()
    )
    return (
        f"{services}service Web {{ {needs} }}\n{contracts}"
        f"{sla(f'guarantee uptime: up of Web >= {target} per {per}')}"
    )


@pytest.mark.parametrize(
    ("target", "kept", "expected_kept"),
    [("99.94%", True, True), ("99.940004%", False, True), ("99.941%", False, False)],
)
def test_series(target: str, kept: bool, expected_kept: bool) -> None:
    """99.95% and 99.99% in series: Azure's example of a web application over a database."""
    made = proof_of(_deal("needs App, Sql", {"App": "99.95%", "Sql": "99.99%"}, target))
    assert made.guaranteed == share("99.94%")
    assert made.expected.exact == share("99.940005%")
    assert made.kept is kept
    assert (made.expected.exact >= share(target)) is expected_kept


@pytest.mark.parametrize("target", ["99.95%", "99.9499%"])
def test_a_fallback(target: str) -> None:
    """Rounding the expected 99.949990005% to 99.95% must not make the promise safe."""
    made = proof_of(
        _deal(
            "needs App; needs 1 of Sql, Queue", {"App": "99.95%", "Sql": "99.99%", "Queue": "99.9%"}, target
        )
    )
    assert made.expected.exact == share("99.949990005%")
    assert made.guaranteed == share("99.94%")
    assert not made.kept


@pytest.mark.parametrize(
    ("needs", "each", "expected", "guaranteed"),
    [
        ("needs 1 of A, B", "99%", "99.99%", "99%"),
        ("needs 2 of A, B, C", "99%", "99.9702%", "98.5%"),
        ("needs 1 of A, B, C", "80%", "99.2%", "80%"),
        ("needs 2 of A, B, C", "80%", "89.6%", "70%"),
        ("needs A, B, C", "80%", "51.2%", "40%"),
    ],
)
def test_redundancy(needs: str, each: str, expected: str, guaranteed: str) -> None:
    """Redundancy as in the AWS whitepaper, and federated sites of 80% as in EGI."""
    parts = dict.fromkeys("ABC" if "C" in needs else "AB", each)
    made = proof_of(_deal(needs, parts, "95%"))
    assert (made.expected.exact, made.guaranteed) == (share(expected), share(guaranteed))


def test_what_is_shared_counts_once() -> None:
    text = (
        "service Db\nservice VmA\nservice VmB\n"
        "service A { needs VmA, Db }\nservice B { needs VmB, Db }\nservice Web { needs 1 of A, B }\n"
        + "".join(
            uc(f"{key}Uc", f"guarantee uptime: up of {key} >= {promised} per month")
            for key, promised in {"Db": "99.9%", "VmA": "99.5%", "VmB": "99.5%"}.items()
        )
        + sla("guarantee uptime: up of Web >= 99.89% per month")
    )
    made = proof_of(text)
    assert made.expected.exact == share("99.8975025%")
    assert made.guaranteed == share("99.4%")
    assert not made.kept


def test_five_at_four_nines() -> None:
    made = proof_of(_deal("needs A, B, C, D, E", dict.fromkeys("ABCDE", "99.99%"), "99.95%"))
    assert made.kept and made.guaranteed == share("99.95%")


def test_a_year_under_a_month() -> None:
    text = (
        "service Web\n"
        + uc(
            "Cloud", "guarantee uptime: up of Web >= 99.9% per year", "effective 2026-01-01 until 2027-12-31"
        )
        + sla("guarantee uptime: up of Web >= 99.9% per month", "effective 2026-01-01 until 2027-12-31")
    )
    made = proof_of(text)
    assert made.period.label == "2026-02"
    assert made.bound == Fraction(5256, 10) * 60
    assert f"{float(made.guaranteed * 100):.6f}" == "98.696429"
    (repair,) = repairs(made).ways
    assert repair.lost * 365 * 1440 == Fraction(4032, 100)
    assert f"{float((1 - repair.lost) * 100):.6f}" == "99.992329"


@pytest.mark.parametrize(
    ("term", "guaranteed"),
    [
        ("2026-02-01 until 2026-02-28", "98.696429"),
        ("2026-04-01 until 2026-04-30", "98.783333"),
        ("2026-01-01 until 2026-01-31", "98.822581"),
    ],
)
def test_a_year_in_months_of_28_30_and_31_days(term: str, guaranteed: str) -> None:
    text = (
        "service Web\n"
        + uc(
            "Cloud", "guarantee uptime: up of Web >= 99.9% per year", "effective 2026-01-01 until 2026-12-31"
        )
        + sla("guarantee uptime: up of Web >= 99.9% per month", f"effective {term}")
    )
    assert f"{float(proof_of(text).guaranteed * 100):.6f}" == guaranteed


def test_short_runs_below_are_endless_above() -> None:
    text = (
        "service Web\n"
        + uc("Cloud", "guarantee uptime: up of Web >= 99.9% per month { outages under 10 min do not count }")
        + sla("guarantee uptime: up of Web >= 99.9% per month")
    )
    made = proof_of(text)
    assert made.guaranteed <= Fraction(10, 100)
    assert repairs(made).ways == ()


WINDOW = """
calendar Day { zone "UTC"; open Mon-Sun 06:30-20:30 }
calendar Night = Always except Day
service Web
"""
BY_DAY = "guarantee day: up of Web >= 99.9% per month during Day"
BY_NIGHT = "guarantee night: up of Web >= 99.9% per month during Night"


def test_a_window_leaves_the_rest_open() -> None:
    made = proof_of(WINDOW + uc("Cloud", BY_DAY) + sla("guarantee uptime: up of Web >= 99.9% per month"))
    (support,) = made.supports
    longest = max(made.period.length // 86_400, 31)
    assert longest == 31 and not made.kept
    outside = sum(b - a for a, b in support.allowance.outside)
    assert outside == 18_600 * 60


def test_two_windows_cover_the_day() -> None:
    made = proof_of(
        WINDOW + uc("Cloud", f"{BY_DAY}\n{BY_NIGHT}") + sla("guarantee uptime: up of Web >= 99.9% per month")
    )
    assert made.kept and made.bound == made.allowed
    assert made.bound in (Fraction(4464, 100) * 60, made.period.length * Fraction(1, 1000))


@pytest.mark.parametrize(
    ("above", "below", "kept"),
    [
        (
            "99.5%",
            "99.9%",
            False,
        ),  # maintenance is excluded below only: 4 h and 43 min are more than 3 h 36 min
        ("99.3%", "99.9%", True),
    ],
)
def test_excluded_below_only(above: str, below: str, kept: bool) -> None:
    text = (
        'exclusion works "Works" { at most 4 h per month }\nservice Web\n'
        + uc("Cloud", f"guarantee uptime: up of Web >= {below} per month {{ except works }}")
        + sla(f"guarantee uptime: up of Web >= {above} per month")
    )
    assert proof_of(text).kept is kept


def test_excluded_on_both_sides() -> None:
    text = (
        'exclusion works "Works" { at most 4 h per month }\nservice Web\n'
        + uc("Cloud", "guarantee uptime: up of Web >= 99.9% per month { except works }")
        + sla("guarantee uptime: up of Web >= 99.9% per month { except works }")
    )
    made = proof_of(text)
    assert made.kept and made.bound == made.allowed


def test_excluded_without_a_limit_below() -> None:
    text = (
        'exclusion force "Force majeure"\nservice Web\n'
        + uc("Cloud", "guarantee uptime: up of Web >= 99.9% per month { except force }")
        + sla("guarantee uptime: up of Web >= 99% per month")
    )
    made = proof_of(text)
    assert made.guaranteed == 0
    assert [extra.why for support in made.supports for extra in support.allowance.extras] == [
        "excluded as `force`, without a limit"
    ]


def test_declared_rounding_counts() -> None:
    """99.945% is kept as 99.95% when two decimals are shown, half up; so is as much less above."""
    rounded = "{ round to 2 decimals half up }"
    below = uc("Cloud", "guarantee uptime: up of Web >= 99.945% per month")
    assert proof_of(
        "service Web\n" + below + sla(f"guarantee uptime: up of Web >= 99.95% per month {rounded}")
    ).kept
    below = uc("Cloud", f"guarantee uptime: up of Web >= 99.95% per month {rounded}")
    assert not proof_of("service Web\n" + below + sla("guarantee uptime: up of Web >= 99.95% per month")).kept


def test_rolling_windows_under_a_month() -> None:
    """31 days touch two windows of 30: twice the allowance."""
    text = (
        "service Web\n"
        + uc("Cloud", "guarantee uptime: up of Web >= 99.9% per rolling 30 days")
        + sla("guarantee uptime: up of Web >= 99.9% per month")
    )
    made = proof_of(text)
    assert made.period.length == 31 * 86_400
    assert made.bound == 2 * Fraction(30 * 86_400, 1000)


def test_months_under_a_quarter() -> None:
    text = (
        "service Web\n"
        + uc("Cloud", "guarantee uptime: up of Web >= 99.9% per month")
        + sla("guarantee uptime: up of Web >= 99.9% per quarter")
    )
    made = proof_of(text)
    assert made.kept and made.bound == made.allowed


def test_minutes_below() -> None:
    text = (
        "service Web\n"
        + uc("Cloud", "guarantee outage: down of Web <= 40 min per month")
        + sla("guarantee outage: down of Web <= 30 min per month")
    )
    made = proof_of(text)
    assert (made.bound, made.allowed) == (2400, 1800)
    (repair,) = repairs(made).ways
    assert repair.lost == 1800


def test_repairs_are_the_smallest() -> None:
    made = proof_of(_deal("needs App, Sql", {"App": "99.95%", "Sql": "99.99%"}, "99.95%"))
    assert not made.kept
    found = {repair.agreement.key: 1 - repair.lost for repair in repairs(made).ways}
    assert found == {"AppUc": share("99.96%"), "SqlUc": Fraction(1)}


def test_nothing_to_prove() -> None:
    house = house_of("service Web\n" + sla("guarantee uptime: up of Web >= 99.9% per month"))
    assert list(proofs(Supports(house), house.agreements["Deal"])) == []


def test_what_nobody_promises() -> None:
    made = proof_of(
        _deal("needs App, Cache", {"App": "99.95%"}, "99.9%").replace(
            "service Web", "service Cache\nservice Web"
        )
    )
    assert isinstance(made, AvailabilityProof)
    assert made.unpromised == ("Cache",) and made.kept


@pytest.mark.parametrize(
    ("above", "below", "extra"),
    [
        ("window Sun 02:00-06:00", "window Sun 02:00-06:00", 0),
        ("window Sun 02:00-06:00", "window Sun 03:00-07:00", 5 * 1),
        ("window Sun 02:00-06:00; at most 6 h per month", "window Sun 03:00-05:00", 5 * 2 - 6),
        ("window Sun 02:00-06:00", "window Sat 02:00-06:00; at most 5 h per month", 5),
        ("window Sun 02:00-06:00", "at most 5 h per month", 5),
    ],
)
def test_windows_are_compared_as_instants(above: str, below: str, extra: int) -> None:
    """August 2027 has five Sundays. What lies in our own window is excluded here, too, up to its limit."""
    text = (
        f"service Net\nservice Web {{ needs Net }}\nexclusion ours {{ {above} }}\n"
        f"exclusion theirs {{ {below} }}\n"
        + uc("NetUc", "guarantee uptime: up of Net >= 100% per month { except theirs }", AUGUST)
        + sla("guarantee uptime: up of Web >= 99% per month { except ours }", AUGUST)
    )
    assert proof_of(text).bound == extra * 3600


def test_parts_of_a_choice_that_stand_on_the_same_thing() -> None:
    proof = proof_of(
        'service X "X"\nservice Other "Other"\nservice A "A" { needs X }\nservice B "B" { needs X }\n'
        'service Shop "Shop" { needs 2 of A, B, Other }\n'
        + uc("Line", "guarantee x: up of X >= 99.9% per month\nguarantee o: up of Other >= 99% per month")
        + sla("guarantee up: up of Shop >= 99% per month")
    )
    # A and B fail together, and the other one alone never suffices.
    assert proof.bound == Fraction(1, 1000) * proof.base


@pytest.mark.parametrize("when", ["window Sun 01:00-05:00; ", ""])
@pytest.mark.parametrize(("needs", "times"), [("needs A, B", 2), ("needs 1 of A, B", 1)])
def test_a_budget_that_several_supports_use_excuses_once(when: str, needs: str, times: int) -> None:
    """Each of two suppliers may be at work for 3 h a month; whom both take down has 3 h excused, not 6."""
    text = (
        f"exclusion work {{ {when}at most 3 h per month }}\nservice A\nservice B\nservice Web {{ {needs} }}\n"
    )
    for key in "AB":
        text += uc(f"{key}Uc", f"guarantee u: up of {key} >= 99.9% per month {{ except work }}")
    promise = "guarantee u: up of Web >= 99.7% per month { except work }"
    proof = proof_of(text + sla(promise, "effective 2027-02-01 until 2027-02-28"))
    month, work = 28 * 86_400, 3 * 3600
    if times == 1:
        assert proof.kept
        assert proof.bound <= Fraction(1, 1000) * month
    else:
        assert proof.bound == 2 * (work + Fraction(1, 1000) * (month - work)) - work
        assert proof.allowed == Fraction(3, 1000) * (month - work)
        assert not proof.kept
        assert proof.excused == work
