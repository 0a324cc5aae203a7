"""Each construct with a value and another: what is more for the customer is told as more, both ways round."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from versions import between, edited, seen

from sladsl.differences.change import Effect

TIGHTENS, LOOSENS, NEITHER = Effect.TIGHTENS, Effect.LOOSENS, Effect.INCOMPARABLE
UPTIME = "up_share of Shop >= 99.9% per month {\n    except works\n"
ORDERS = "guarantee orders: success of Shop >= 98% per month\n"
REPAIRS = "repair of P1 of Shop <= 4 h for 90% of tickets per month during Office"
FIXING = "50 EUR per started 1 h late, at most 500 EUR"
FIXED = "repair of P2 of Shop <= 8 h during Office {"
TERMS = "    claim within 30 days of period end\n"

# By place in the house: name, what stands there, what stands there now, kind of the change, its effect. Three
# dots are what stands there in the house.
PAIRS: dict[str, list[tuple[str, str, str, str, Effect | None]]] = {
    UPTIME: [
        (
            "a claim uses it up",
            "...",
            "...    downtime before a paid claim does not count\n",
            "claimed",
            LOOSENS,
        ),
        (
            "a warning more",
            "...    alert at 80% of budget\n",
            "...    alert at 50%, 80% of budget\n",
            "alerts",
            TIGHTENS,
        ),
        (
            "a warning sooner",
            "...    alert at 80% of budget\n",
            "...    alert at 70% of budget\n",
            "alerts",
            TIGHTENS,
        ),
        (
            "one sooner, one less",
            "...    alert at 50%, 90% of budget\n",
            "...    alert at 40% of budget\n",
            "alerts",
            NEITHER,
        ),
        (
            "out of the downtime only",
            "...",
            "up_share of Shop >= 99.9% per month {\n    except works from downtime only\n",
            "downtime",
            LOOSENS,
        ),
        (
            "no data is bad",
            "...    empty counts as good\n",
            "...    empty counts as bad\n",
            "target",
            TIGHTENS,
        ),
        (
            "no data is left out",
            "...    empty counts as good\n",
            "...    empty counts as excluded\n",
            "target",
            NEITHER,
        ),
        (
            "no data is nine tenths good",
            "...    empty counts as 90%\n",
            "...    empty counts as 80%\n",
            "target",
            TIGHTENS,
        ),
        ("short outages do not count", "...", "...    outages under 5 min do not count\n", "target", LOOSENS),
        (
            "shorter ones count",
            "...    outages under 5 min do not count\n",
            "...    outages under 2 min do not count\n",
            "target",
            TIGHTENS,
        ),
        (
            "the limit itself does not count",
            "...    outages under 5 min do not count\n",
            "...    outages up to 5 min do not count\n",
            "target",
            LOOSENS,
        ),
        (
            "begun minutes count",
            "...    partial minutes do not count\n",
            "...    partial minutes count\n",
            "target",
            TIGHTENS,
        ),
        (
            "what did not exist is left out",
            "...    undeployed time counts as good\n",
            "...    undeployed time counts as excluded\n",
            "target",
            TIGHTENS,
        ),
        (
            "one stricter, one looser",
            "...    outages under 5 min do not count\n    empty counts as good\n",
            "...    outages under 9 min do not count\n    empty counts as bad\n",
            "target",
            NEITHER,
        ),
    ],
    FIXED: [
        (
            "the clock stands still",
            "...",
            "...\n    pause while waiting in elapsed time\n",
            "target",
            LOOSENS,
        ),
    ],
    ORDERS: [
        (
            "rounded in its favour",
            "guarantee orders: success of Shop >= 98% per month { exact }\n",
            "guarantee orders: success of Shop >= 98% per month { round to 0 decimals half up }\n",
            "target",
            LOOSENS,
        ),
        (
            "rounded further down",
            "guarantee orders: success of Shop >= 98% per month { round to 0 decimals half up }\n",
            "guarantee orders: success of Shop >= 98% per month { round to 0 decimals down }\n",
            "target",
            TIGHTENS,
        ),
    ],
    REPAIRS: [
        (
            "sooner for more of them in longer hours",
            "...",
            "repair of P1 of Shop <= 4 h for 95% of tickets per month during Late",
            "target",
            TIGHTENS,
        ),
        (
            "later for fewer",
            "...",
            "repair of P1 of Shop <= 1 working day for 80% of tickets per month during Office",
            "target",
            LOOSENS,
        ),
        (
            "sooner in longer hours for fewer",
            "...",
            "repair of P1 of Shop <= 4 h for 80% of tickets per month during Late",
            "target",
            NEITHER,
        ),
    ],
    TERMS: [
        ("granted without being asked", "...", "    automatic\n", "claim", None),
        (
            "a day of service by the month",
            "...    a day is 1/30 of a month\n",
            "...    a day is 1/31 of a month\n",
            "day",
            LOOSENS,
        ),
        (
            "a day of service by its date",
            "...    a day is 1/30 of a month\n",
            "...    a day is a calendar day\n",
            "day",
            NEITHER,
        ),
        (
            "a day of service never more",
            "...    a day is 1/28 of a month\n",
            "...    a day is a calendar day\n",
            "day",
            LOOSENS,
        ),
        ("rounded up", "...", "...    round money up\n", "rounding", TIGHTENS),
        ("rounded down", "...    round money half up\n", "...    round money down\n", "rounding", LOOSENS),
    ],
    "combine sum": [
        ("the customer chooses one", "combine customer chooses", "...", "combine", TIGHTENS),
    ],
    FIXING: [
        ("doubled", "...", "..., doubled when missed 2 months in a row", "credit", TIGHTENS),
        (
            "doubled sooner",
            "..., doubled when missed 3 months in a row",
            "..., doubled when missed 2 months in a row",
            "credit",
            TIGHTENS,
        ),
        (
            "doubled oftener",
            "..., doubled when missed 2 of 3 months",
            "..., doubled when missed 2 of 6 months",
            "credit",
            TIGHTENS,
        ),
        ("only after the second miss", "...", "..., only when missed 2 months in a row", "credit", LOOSENS),
        ("earned back", "...", "..., earned back when met 3 months in a row", "credit", LOOSENS),
        (
            "earned back later",
            "..., earned back when met 3 months in a row",
            "..., earned back when met 6 months in a row",
            "credit",
            TIGHTENS,
        ),
        ("a grace", "...", "50 EUR per started 1 h late beyond 1 h, at most 500 EUR", "credit", LOOSENS),
        (
            "a longer grace",
            "50 EUR per started 1 h late beyond 1 h, at most 500 EUR",
            "50 EUR per started 1 h late beyond 2 h, at most 500 EUR",
            "credit",
            LOOSENS,
        ),
        (
            "a grace that is lost",
            "50 EUR per started 1 h late beyond 1 h, at most 500 EUR",
            "50 EUR per started 1 h late beyond 1 h from the start, at most 500 EUR",
            "credit",
            TIGHTENS,
        ),
        ("each limited", "...", "..., each at most 100 EUR", "credit", LOOSENS),
        (
            "more, but doubled no longer",
            "..., doubled when missed 2 months in a row",
            "60 EUR per started 1 h late, at most 500 EUR",
            "credit",
            NEITHER,
        ),
    ],
}
CASES = [(place, *row) for place, rows in PAIRS.items() for row in rows]


@pytest.mark.parametrize(
    ("place", "before", "after", "kind", "effect"),
    [(case[0], *case[2:]) for case in CASES],
    ids=[case[1] for case in CASES],
)
def test_one_value_and_another(place: str, before: str, after: str, kind: str, effect: Effect | None) -> None:
    texts = [text.replace("...", place) if text.startswith("...") else text for text in (before, after)]
    old, new = (edited((place, text)) for text in texts)
    there, back = between(old, new), between(new, old)
    assert {change.kind for change in there.changes} == {kind}
    if effect is not None:
        assert [change.effect for change in there.changes] == [effect]
    assert seen(back) == seen(there, mirrored=True)
    assert all(change.before != change.after or change.why for change in there.changes)


def test_more_of_the_cases_in_less_time() -> None:
    """Percentiles: a higher one of an upper limit asks for more, unless the limit is higher, too."""

    def house(promise: str) -> str:
        metric = 'metric wait "Wait" { better lower; signals duration; value = percentile of duration }\n'
        wait = f"  guarantee wait: {promise} per month\n"
        text = edited(("metric errors", f"{metric}metric errors"))
        return text.replace("  guarantee orders", f"{wait}  guarantee orders")

    def effects(old: str, new: str) -> list[Effect]:
        return [change.effect for change in between(house(old), house(new)).changes]

    assert effects("p95 of wait of Shop <= 300 ms", "p99 of wait of Shop <= 300 ms") == [TIGHTENS]
    assert effects("p99 of wait of Shop <= 300 ms", "p95 of wait of Shop <= 400 ms") == [LOOSENS]
    assert effects("p95 of wait of Shop <= 300 ms", "p99 of wait of Shop <= 400 ms") == [NEITHER]


def test_terms_of_credits_that_come_are_told_one_by_one() -> None:
    terms = """  credits {
    combine sum
    cap 30% of monthly per month
    claim within 30 days of period end
  }
"""
    found = between(edited((terms, "")), edited())
    assert {(change.kind, change.effect) for change in found.changes} >= {
        ("cap", LOOSENS),
        ("claim", LOOSENS),
    }


# ---- who works on cases

STEPS = (
    ("  guarantee line:", "  guarantee mend: repair of P2 of Network <= 4 h\n  guarantee line:"),
    ("  escalate P1", "  handling of P2: Line.mend then handover 10 min then Line.mend\n  escalate P1"),
)


@pytest.mark.parametrize(
    ("chain", "effect", "shown"),
    [
        ("Line.mend then handover 20 min then Line.mend", LOOSENS, "08:20 instead of Fri 2027-01-01 08:10"),
        ("Line.mend then handover 5 min then Line.mend", TIGHTENS, "done by"),
        ("Line.mend then Line.mend", TIGHTENS, "done by"),
        ("Line.mend then handover 4 h then Line.mend", LOOSENS, "done by"),
        ("Line.mend", TIGHTENS, "done by"),
        ("handover 10 min then Line.mend then Line.mend", NEITHER, "done at the same instants"),
        ("Line.mend or Line.mend", TIGHTENS, "done by"),
    ],
)
def test_steps_are_compared_by_when_cases_are_done(chain: str, effect: Effect, shown: str) -> None:
    old = edited(*STEPS)
    new = old.replace("Line.mend then handover 10 min then Line.mend", chain)
    there, back = between(old, new), between(new, old)
    (change,) = there.changes
    assert (change.kind, change.effect) == ("handling", effect)
    assert shown in change.why
    assert seen(back) == seen(there, mirrored=True)


def test_a_chain_that_is_sooner_for_some_starts_and_later_for_others_is_neither() -> None:
    """Four hours at all times against two hours of the office: the one is done at night."""
    old = edited(
        (
            "  guarantee line:",
            "  priorities Incident\n  guarantee mend: repair of P2 of Network <= 4 h\n"
            "  guarantee day: repair of P2 of Network <= 2 h during Office\n  guarantee line:",
        ),
        ("  escalate P1", "  handling of P2: Line.mend\n  escalate P1"),
    )
    (change,) = between(old, old.replace("of P2: Line.mend", "of P2: Line.day")).changes
    assert change.effect is NEITHER
    assert change.why.count("done by") == 2 and "; but begun" in change.why


HOURS = {"short": 1, "middle": 2, "long": 5}


@st.composite
def chains(draw: st.DrawFn, depth: int = 2) -> tuple[str, int]:
    """Steps in words, and after how many minutes they are done at the latest."""
    if depth == 0:
        name = draw(st.sampled_from(sorted(HOURS)))
        return f"Line.{name}", HOURS[name] * 60
    word = draw(st.sampled_from(["then", "or", "with", "handover"]))
    one, first = draw(chains(depth=depth - 1))
    if word == "handover":
        minutes = draw(st.sampled_from([10, 60, 300]))
        return f"(handover {minutes} min then {one})", minutes + first
    two, second = draw(chains(depth=depth - 1))
    return f"({one} {word} {two})", first + second if word == "then" else max(first, second)


@settings(max_examples=50, deadline=None)
@given(chains(), chains())
def test_chains_at_all_hours_are_compared_by_their_length(old: tuple[str, int], new: tuple[str, int]) -> None:
    promises = "".join(f"  guarantee {n}: repair of P2 of Network <= {h} h\n" for n, h in HOURS.items())

    def house(chain: str) -> str:
        handling = f"  handling of P2: {chain}\n  escalate P1"
        return edited(("  guarantee line:", f"{promises}  guarantee line:"), ("  escalate P1", handling))

    found = between(house(old[0]), house(new[0])).changes
    effects = [change.effect for change in found if change.kind == "handling"]
    if old[1] == new[1]:
        assert effects in ([], [NEITHER])
    else:
        assert effects == [TIGHTENS if new[1] < old[1] else LOOSENS]


def test_one_order_said_for_each_priority_alone_is_the_same() -> None:
    both = edited(*STEPS[:1], ("  escalate P1", "  handling of P1, P2: Line.mend\n  escalate P1"))
    apart = both.replace(
        "  handling of P1, P2: Line.mend\n", "  handling of P1: Line.mend\n  handling of P2: Line.mend\n"
    )
    assert between(both, apart).changes == ()


def test_what_promises_rest_on_is_better_for_nobody() -> None:
    from sladsl.cli.diff_words import for_whom

    (change,) = between(edited(), edited(("needs Network", "needs Network, Search"))).changes
    assert change.why == "it fails without Search now"
    assert for_whom(change) == "nothing promised has changed; what it rests on is weaker"
