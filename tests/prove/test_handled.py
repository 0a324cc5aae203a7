"""Which promises are held against a promise about time: with and without an order that a `handling` says."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from proof_houses import house_of, sla, uc

from sladsl.model.supports import Supports
from sladsl.prove.chains import TimeProof, due_or_never_of_chain, time_proofs
from sladsl.prove.telling import name_of
from sladsl.prove.time_assumptions import time_assumptions
from sladsl.prove.timeline import Leg, legs

KINDS = """
import std.metrics { recovery_time }
priorities Incident { P1 "One"; P2 "Two" }
calendar Office { zone "UTC"; open Mon-Fri 08:00-16:00 }
calendar Early { zone "UTC"; open Mon-Fri 06:00-14:00 }
metric answer "Answer" { better lower; value = time from opened to responded; attributed to opened }
metric fixing "Fixing" { better lower; value = time from opened to resolved; attributed to opened }
service Net
service Disk
service Web { needs Net, Disk }
"""
TERM = "priorities Incident\neffective 2027-01-01 until 2027-12-31"


def _uc(name: str, *promises: str, more: str = "covers Net", term: str = TERM) -> str:
    return uc(name, "\n".join(promises), f"{more}\n{term}")


def proofs_of(promise: str, *parts: str) -> list[TimeProof]:
    house = house_of(KINDS + "".join(parts) + sla(promise, f"covers Web\n{TERM}"))
    return list(time_proofs(Supports(house), house.agreements["Deal"]))


def late(found: list[TimeProof]) -> dict[str, int]:
    """By how many minutes the steps of each chain are late."""
    return {
        " ".join(dict.fromkeys(_name(leg) for leg in legs(p.chain, p.worst.start))): p.worst.by // 60
        for p in found
        if not p.in_time
    }


def _name(leg: Leg) -> str:
    return name_of(leg.step.agreement, leg.step.guarantee) if leg.step is not None else "handover"


BOTH = ("guarantee a: answer of P1 <= 1 h", "guarantee f: fixing of P1 <= 9 h")


@pytest.mark.parametrize(
    ("order", "found"),
    [
        ("A.a then A.f", {"A.a A.f": 360}),
        ("(A.a then A.f) or B.f", {"A.a A.f": 360}),
        ("A.a with B.f", {"B.f": 300}),
        ("(A.a then A.f) with (B.a then B.f)", {"A.a A.f": 360}),
        ("A.a then ((B.a then B.f) or A.f)", {"A.a B.a B.f": 420}),
        # Of alternatives that do not all come to it nothing follows: each is held against it by itself.
        ("A.a or B.f", {"A.f": 300, "B.f": 300}),
        ("A.a", {"A.f": 300}),
    ],
)
def test_a_chain_goes_up_to_what_is_promised(order: str, found: dict[str, int]) -> None:
    promise = f"guarantee g: fixing of P1 <= 4 h\nhandling of P1: {order}"
    assert late(proofs_of(promise, _uc("A", *BOTH), _uc("B", *BOTH))) == found


def test_an_answer_is_where_each_branch_has_one() -> None:
    promise = "guarantee g: answer of P1 <= 30 min\nhandling of P1: (A.a then A.f) or B.a"
    assert late(proofs_of(promise, _uc("A", *BOTH), _uc("B", *BOTH))) == {"A.a": 30}


@pytest.mark.parametrize(
    ("below", "above", "found"),
    [
        ("fixing <= 9 h", "fixing of P1 <= 4 h", {"A.g": 300}),
        ("fixing of P1 <= 9 h", "fixing <= 4 h", {"A.g": 300}),
        ("fixing of P2 <= 9 h", "fixing of P1 <= 4 h", {}),
        ("fixing of P1 <= 2 h\nguarantee all: fixing <= 9 h", "fixing of P1 <= 4 h", {}),
        ("fixing of P1 <= 2 h\nguarantee all: fixing <= 9 h", "fixing <= 4 h", {"A.all": 300}),
        ("fixing of P1 <= 2 h\nguarantee p2: fixing of P2 <= 3 h", "fixing <= 4 h", {}),
    ],
)
def test_promises_without_an_order(below: str, above: str, found: dict[str, int]) -> None:
    """One about every case is one about those of a priority, unless there is one about just these."""
    assert late(proofs_of(f"guarantee h: {above}", _uc("A", f"guarantee g: {below}"))) == found


def test_priorities_of_which_nobody_promises_a_time() -> None:
    house = house_of(
        KINDS
        + _uc("A", "guarantee g: fixing of P1 <= 2 h", more="covers Net, Disk")
        + sla("guarantee h: fixing <= 4 h", f"covers Web\n{TERM}")
    )
    supports = Supports(house)
    (proof,) = time_proofs(supports, house.agreements["Deal"])
    assert "assumes that cases of `P2`, which nobody handles, are in time" in tuple(
        time_assumptions(supports, proof)
    )


def test_a_handling_says_nothing_of_other_times() -> None:
    """Tickets are handled so; what is promised of failures is held against it all the same."""
    promise = "guarantee g: recovery_time of Web <= 1 h\nhandling of P1: A.a"
    parts = _uc("A", "guarantee a: answer of P1 <= 1 h", "guarantee back: recovery_time of Net <= 3 h")
    assert late(proofs_of(promise, parts)) == {"A.back": 120}


def test_a_component_beside_the_order() -> None:
    """The order names who works on one component; somebody promises a time for the other, too."""
    promise = "guarantee g: fixing of P1 <= 4 h\nhandling of P1: A.f"
    net = _uc("A", "guarantee f: fixing of P1 <= 2 h")
    disk = _uc("B", "guarantee f: fixing of P1 <= 9 h", more="covers Disk")
    assert late(proofs_of(promise, net, disk)) == {"B.f": 300}


def test_what_is_inherited_is_proven_in_other_hours() -> None:
    text = (
        KINDS
        + _uc("A", "guarantee f: fixing <= 6 h during Office")
        + f"customer sla Top {{\nprovider Maker\ncustomer Client\ncovers Web\n{TERM}\nhours Office\n"
        + "guarantee g: fixing of Web <= 8 h\n}\n"
        + 'service sla Low under Top { covers Web; hours Always zone "UTC" }\n'
    )
    house = house_of(text)
    (top,) = time_proofs(Supports(house), house.agreements["Top"])
    (low,) = time_proofs(Supports(house), house.agreements["Low"])
    assert (top.kept, low.kept) == (True, False)


# ---- due times that fall


def test_a_step_that_is_done_early_leaves_the_next_one_longer() -> None:
    """Fixed by 23:00 tomorrow when begun by 13:00, by noon when later: an early answer leaves more time."""
    promise = "guarantee g: fixing of P1 <= 12:00 of next day\nhandling of P1: A.a then B.f"
    answer = _uc("A", "guarantee a: answer of P1 <= 18:00 of same day")
    fixing = _uc(
        "B",
        "guarantee f: fixing of P1 <= 23:00 of next day when opened by 13:00, otherwise 12:00 of next day",
    )
    (proof,) = proofs_of(promise, answer, fixing)
    way = list(legs(proof.chain, proof.worst.start))
    first, last = (datetime.fromtimestamp(leg.end or 0, UTC) for leg in way)
    assert (first.hour, first.minute, way[0].early) == (13, 0, True)
    assert (last.hour, way[1].early, proof.worst.by) == (23, False, 11 * 3600)


def test_months_end_where_there_is_no_such_day() -> None:
    """A month from the 28th of January at noon is due later than one from the 29th in the morning."""
    (proof,) = proofs_of(
        "guarantee g: fixing of P1 <= 1 month\nhandling of P1: A.a then B.f",
        _uc("A", "guarantee a: answer of P1 <= 20 h"),
        _uc("B", "guarantee f: fixing of P1 <= 1 month"),
    )
    noon = int(datetime(2027, 1, 28, 12, tzinfo=UTC).timestamp())
    due = due_or_never_of_chain(proof.chain, noon, noon + 1).at(noon)
    assert datetime.fromtimestamp(due, UTC) == datetime(2027, 2, 28, 23, 59, 59, tzinfo=UTC)


# ---- clocks that stand still


@pytest.mark.parametrize(
    ("limit", "order", "told"),
    [
        ("1 working day during Office", "A.f", False),
        ("1 working day during Office", "A.a then A.f", True),
        ("4 h during Office", "A.a then A.f", False),
        ("4 h during Early", "A.f", True),
    ],
)
def test_pauses_move_both_ends_of_hours_only(limit: str, order: str, told: bool) -> None:
    pause = "{ pause while waiting in counted hours }"
    own = limit.replace("Early", "Office").replace("1 working day", "2 working days").replace("4 h", "8 h")
    text = (
        KINDS
        + _uc(
            "A",
            f"guarantee a: answer of P1 <= {limit} {pause}",
            f"guarantee f: fixing of P1 <= {limit} {pause}",
        )
        + sla(f"guarantee g: fixing of P1 <= {own} {pause}\nhandling of P1: {order}", f"covers Web\n{TERM}")
    )
    house = house_of(text)
    supports = Supports(house)
    (proof,) = time_proofs(supports, house.agreements["Deal"])
    assert any("stands still" in each for each in time_assumptions(supports, proof)) is told


def test_a_pause_between_deadlines_is_told() -> None:
    """What waits in the middle pushes the last step past its cut-off."""
    text = (
        KINDS
        + _uc("A", "guarantee a: answer of P1 <= 12:00 of working day 1 during Office")
        + _uc("C", "guarantee c: answer of P1 <= 1 h during Office { pause while waiting in counted hours }")
        + _uc(
            "B",
            "guarantee b: fixing of P1 <= 16:00 of same day when opened by 13:00, "
            "otherwise 16:00 of working day 1 during Office",
        )
        + sla(
            "guarantee g: fixing of P1 <= 24 h during Office { pause while waiting in counted hours }\n"
            "handling of P1: A.a then C.c then B.b",
            f"covers Web\n{TERM}",
        )
    )
    house = house_of(text)
    supports = Supports(house)
    (proof,) = time_proofs(supports, house.agreements["Deal"])
    assert any("`C.c`" in each and "stands still" in each for each in time_assumptions(supports, proof))


END_OF_DAY = "end of working day 1 during Long"
WORK = """
exclusion work "Work" { text "Announced work."; window Sun 12:00-24:00; LIMIT }
calendar Long { zone "UTC"; open Mon-Sun 08:00-20:00 }
"""


@pytest.mark.parametrize(
    ("limit", "above", "below", "said"),
    [
        # The afternoon that is left out ends the working day of the promise above alone.
        (
            "",
            "end of working day 1 during Long { except work }",
            "end of working day 1 during Long",
            "ends a wor",
        ),
        ("", "8 h during Long { except work }", "4 h during Long", None),
        ("", "8 h { except work }", "4 h { except work }", None),
        # The two hours of the month may be used up by other cases above.
        ("at most 2 h per month", "8 h { except work }", "4 h { except work }", "stands still"),
    ],
)
def test_what_is_left_out_of_clocks(limit: str, above: str, below: str, said: str | None) -> None:
    text = (
        KINDS
        + WORK.replace("; LIMIT", f"; {limit}" if limit else "").replace("window Sun 12:00-24:00; at", "at")
        + _uc("A", f"guarantee f: fixing of P1 <= {below}")
        + sla(f"guarantee g: fixing of P1 <= {above}\nhandling of P1: A.f", f"covers Web\n{TERM}")
    )
    house = house_of(text)
    supports = Supports(house)
    (proof,) = time_proofs(supports, house.agreements["Deal"])
    told = [each for each in time_assumptions(supports, proof) if "working day" in each or "stands" in each]
    assert len(told) == (said is not None) and all(said is not None and said in each for each in told)


@pytest.mark.parametrize(
    ("old", "later", "found"),
    [
        (3, "", {"A.a A.old": 60, "A.a A.new": 30}),
        (1, "", {"A.a A.new": 30}),
        (30, " or B.f", {"A.a A.old": 1680, "A.a A.new": 30}),
    ],
)
def test_alternatives_that_follow_one_another(old: int, later: str, found: dict[str, int]) -> None:
    """On the days of the one nobody is held to the other, and on none of them to nothing."""
    steps = (
        "guarantee a: answer of P1 <= 2 h",
        f"guarantee old: fixing of P1 <= {old} h until 2027-06-30",
        "guarantee new: fixing of P1 <= 150 min from 2027-07-01",
    )
    text = f"guarantee g: fixing of P1 <= 4 h\nhandling of P1: A.a then (A.old or A.new{later})"
    successor = _uc(
        "B",
        "guarantee f: fixing of P1 <= 1 h",
        term=TERM.replace("2027-12-31", "2028-12-31").replace("2027-01-01", "2028-01-01"),
    )
    assert late(proofs_of(text, _uc("A", *steps), successor)) == found


def test_alternatives_for_other_services_are_no_matter() -> None:
    """One order for all that a desk handles: who repairs another service does not repair this one."""
    other = _uc("B", "guarantee f: fixing of P1 <= 9 h", more="covers App")
    net = _uc("A", "guarantee f: fixing of P1 <= 2 h", more="covers Net, Disk")
    order = "handling of P1: A.f or B.f"
    app = "service App\n"
    assert not late(proofs_of(f"guarantee g: fixing of P1 of Web <= 4 h\n{order}", app, net, other))
    assert late(proofs_of(f"guarantee g: fixing of P1 of Web <= 1 h\n{order}", app, net, other)) == {
        "A.f": 60
    }
