"""What a time is proven by, and of which other proof it is: nothing that differs is taken for the same."""

from __future__ import annotations

import pytest
from proof_houses import house_of

from sladsl.model.supports import Supports
from sladsl.prove.chain_repairs import longest_step
from sladsl.prove.chains import TimeProof, time_proofs
from sladsl.prove.parts import Step, steps

KINDS = """
party Other "Other"
priorities Incident { P1 "One"; P2 "Two" }
metric repair "Repair" { better lower; value = time from opened to repaired; attributed to opened }
metric mend "Mending" { better lower; value = time from opened to repaired; attributed to opened }
metric answer "Answer" { better lower; value = time from opened to answered; attributed to opened }
calendar Office { zone "Europe/London"; open Mon-Fri 09:00-17:30; closed holidays GB-ENG }
service Net
service Disk
service Web { needs Net }
"""
YEAR = "2027-01-01 until 2027-12-31"


def line(promise: str, name: str = "Line", zone: str = "UTC", covers: str = "Net") -> str:
    return (
        f"uc {name} {{\nprovider Vendor\ncustomer Maker\ncovers {covers}\npriorities Incident\n"
        f'effective {YEAR}\nhours Always zone "{zone}"\n{promise}\n}}\n'
    )


def deal(promise: str, name: str = "Deal", term: str = YEAR, more: str = "relies on Line") -> str:
    customer = "Client" if name == "Deal" else "Other"
    return (
        f'customer sla {name} "{name}" {{\nprovider Maker\ncustomer {customer}\n'
        f'covers Web\npriorities Incident\neffective {term}\nhours Always zone "UTC"\n{promise}\n{more}\n}}\n'
    )


def found(text: str, name: str = "Deal") -> tuple[TimeProof, ...]:
    house = house_of(KINDS + text)
    return time_proofs(Supports(house), house.agreements[name])


def alone_and_together(text: str) -> tuple[tuple[TimeProof, TimeProof], tuple[TimeProof, TimeProof]]:
    """The proofs of both deals: each by a look of its own, and both by one look at the house."""
    supports = Supports(house_of(KINDS + text))
    agreements = [supports.house.agreements[name] for name in ("Deal", "Second")]
    (one,), (two,) = (time_proofs(supports, each) for each in agreements)
    (first,), (second,) = (time_proofs(Supports(supports.house), each) for each in agreements)
    return (first, second), (one, two)


HOUR = 3_600


def test_other_terms_are_other_proofs() -> None:
    """Easter is in the term of the one, and Whitsun week in that of the other."""
    promise = "guarantee repair: repair of P1 <= 8 h"
    alone, together = alone_and_together(
        line("guarantee repair: repair of P1 <= 4 h during Office")
        + deal(promise, term="2027-03-20 until 2027-04-03")
        + deal(promise, "Second", term="2027-06-07 until 2027-06-13")
    )
    assert [each.worst for each in together] == [each.worst for each in alone]
    # From Thursday 13:30 to Tuesday 09:00 by the clocks, which leave out an hour on Sunday.
    assert together[0].worst.by == 114 * HOUR + HOUR // 2 - 8 * HOUR
    assert all(each.first <= each.worst.start < each.end for each in together)


@pytest.mark.parametrize(("limit", "most"), [("1 calendar day", 25), ("1 working day", 25)])
def test_days_of_another_zone_are_other_days(limit: str, most: int) -> None:
    """A day has 24 hours in Tokyo all year, and 25 in London once."""
    promise = "guarantee repair: repair of P1 <= 24 h"
    alone, together = alone_and_together(
        line(f"guarantee repair: repair of P1 <= {limit}", zone="Asia/Tokyo")
        + line(f"guarantee repair: repair of P1 <= {limit}", "Far", zone="Europe/London")
        + deal(promise)
        + deal(promise, "Second", more="relies on Far")
    )
    assert [each.worst.by for each in alone] == [0, (most - 24) * HOUR]
    assert [each.worst for each in together] == [each.worst for each in alone]


@pytest.mark.parametrize(
    ("below", "above", "kept"),
    [("<= 239 min", "< 4 h", True), ("<= 4 h", "< 4 h", False), ("<= 4 h", "<= 4 h", True)],
)
def test_less_than_a_limit_is_not_the_limit_itself(below: str, above: str, kept: bool) -> None:
    (proof,) = found(
        line(f"guarantee repair: repair of P1 {below}") + deal(f"guarantee g: repair of P1 {above}")
    )
    assert proof.kept is kept


def test_a_metric_that_times_the_same_proves_it_by_any_name() -> None:
    promises = "guarantee mend: mend of P1 <= 3 h\nguarantee answer: answer of P1 <= 1 h"
    (proof,) = found(line(promises) + deal("guarantee repair: repair of P1 <= 4 h"))
    assert [step.guarantee.key for step in steps(proof.chain)] == ["mend"]


def test_repairs_of_what_is_not_needed_prove_nothing() -> None:
    """Of one service more that the same contract covers, and of none that is needed."""
    promise = deal("guarantee repair: repair of P1 <= 4 h")
    assert found(line("guarantee repair: repair of P1 <= 3 h", covers="Disk") + promise) == ()
    (proof,) = found(line("guarantee repair: repair of P1 <= 3 h", covers="Net, Disk") + promise)
    assert proof.kept


@pytest.mark.parametrize(("times", "minutes"), [(1, 180), (2, 90), (3, 60)])
def test_a_step_that_comes_twice_is_one_promise(times: int, minutes: int) -> None:
    """What it may take at most is what all of its turns together leave room for."""
    chain = "handling of P1: " + " then ".join(["Line.repair"] * times)
    text = line("guarantee repair: repair of P1 <= 4 h") + deal(
        "guarantee repair: repair of P1 <= 3 h", more=chain
    )
    (proof,) = found(text)
    for step in steps(proof.chain):
        assert longest_step(proof, step) == minutes
        assert longest_step(proof, Step(step.agreement, step.guarantee)) == minutes
