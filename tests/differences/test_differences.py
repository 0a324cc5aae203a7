"""Each kind of change by itself, in both directions: what it is called, and whom it favours."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from versions import BASE, between, edited, house, house_of, seen

from sladsl.differences.change import Differences, Effect
from sladsl.differences.compare import differences
from sladsl.differences.meaning import unlike

TIGHTENS, LOOSENS, NEITHER = Effect.TIGHTENS, Effect.LOOSENS, Effect.INCOMPARABLE
UPTIME = "up_share of Shop >= 99.9% per month"
REPAIR = "repair of P1 of Shop <= 4 h for 90% of tickets per month during Office"
FIXING = "repair of P2 of Shop <= 8 h during Office"
ERRORS = "errors of Shop <= 12 per month"
ORDERS = "success of Shop >= 98% per month"
TERM = "effective 2027-01-01 until 2027-12-31, renews for 12 months, notice 60 days"

# name, what stands there, what stands there now, kind of the change, its effect
CASES = [
    ("higher share", UPTIME, UPTIME.replace("99.9%", "99.95%"), "target", TIGHTENS),
    ("above instead of at least", UPTIME, UPTIME.replace(">=", ">"), "target", TIGHTENS),
    ("year instead of month", UPTIME, UPTIME.replace("month", "year"), "target", LOOSENS),
    ("stricter over a year", UPTIME, "up_share of Shop >= 99.95% per year", "target", NEITHER),
    (
        "so strict over a year that it proves",
        UPTIME,
        "up_share of Shop >= 99.995% per year",
        "target",
        TIGHTENS,
    ),
    ("office hours only", UPTIME, f"{UPTIME} during Office", "target", NEITHER),
    ("share of events over a year", ORDERS, ORDERS.replace("month", "year"), "target", LOOSENS),
    ("stricter share of events over a year", ORDERS, "success of Shop >= 99% per year", "target", NEITHER),
    ("fewer errors", ERRORS, ERRORS.replace("12", "9"), "target", TIGHTENS),
    ("as many errors over a year", ERRORS, ERRORS.replace("month", "year"), "target", TIGHTENS),
    ("twelve times over a year", ERRORS, "errors of Shop <= 144 per year", "target", LOOSENS),
    ("between the two", ERRORS, "errors of Shop <= 100 per year", "target", NEITHER),
    ("sooner", REPAIR, REPAIR.replace("4 h", "3 h"), "target", TIGHTENS),
    ("more of the cases", REPAIR, REPAIR.replace("90%", "95%"), "target", TIGHTENS),
    ("sooner for fewer", REPAIR, REPAIR.replace("4 h for 90%", "3 h for 80%"), "target", NEITHER),
    ("longer hours", FIXING, FIXING.replace("Office", "Late"), "target", TIGHTENS),
    (
        "longer hours, less time",
        FIXING,
        FIXING.replace("8 h during Office", "4 h during Late"),
        "target",
        TIGHTENS,
    ),
    (
        "longer hours, so much more time",
        FIXING,
        FIXING.replace("8 h during Office", "24 h during Late"),
        "target",
        LOOSENS,
    ),
    (
        "longer hours, more time",
        FIXING,
        FIXING.replace("8 h during Office", "12 h 30 min during Late"),
        "target",
        NEITHER,
    ),
    ("other hours", FIXING, FIXING.replace("8 h during Office", "13 h during Night"), "target", NEITHER),
    ("hours into days", FIXING, FIXING.replace("8 h", "1 working day"), "target", None),
    ("another metric", ORDERS, "errors of Shop <= 5 per month", "target", NEITHER),
    ("an exclusion more", "except works", "except works, storms", "exclusion", LOOSENS),
    ("a longer maintenance", "at most 4 h per month", "at most 6 h per month", "exclusion", LOOSENS),
    ("no limit of maintenance", "at most 4 h per month; ", "", "exclusion", LOOSENS),
    ("all of a year's at once", "at most 4 h per month", "at most 48 h per year", "exclusion", LOOSENS),
    ("no more in a quarter", "at most 4 h per month", "at most 4 h per quarter", "exclusion", TIGHTENS),
    ("some more in a quarter", "at most 4 h per month", "at most 9 h per quarter", "exclusion", NEITHER),
    ("announced days earlier", "notice 5 working days", "notice 3 days", "exclusion", LOOSENS),
    ("announced earlier", "notice 5 working days", "notice 9 working days", "exclusion", TIGHTENS),
    ("a longer window", "02:00-06:00", "01:00-06:00", "exclusion", LOOSENS),
    ("another window", "02:00-06:00", "03:00-07:00", "exclusion", NEITHER),
    ("more credit", "below 99%: 20% of", "below 99%: 25% of", "credit", TIGHTENS),
    (
        "credit even when met",
        "credit { below 99.9%: 10%",
        "credit even when met { below 99.9%: 10%",
        "credit",
        TIGHTENS,
    ),
    ("credit from another value on", "below 99%: 20%", "below 99.5%: 20%", "credit", TIGHTENS),
    (
        "more here, less there",
        "10% of monthly; below 99%: 20%",
        "5% of monthly; below 99%: 25%",
        "credit",
        NEITHER,
    ),
    ("a lower limit of a credit", "late, at most 500 EUR", "late, at most 400 EUR", "credit", LOOSENS),
    ("no limit of a credit", "late, at most 500 EUR", "late", "credit", TIGHTENS),
    ("a longer block", "per started 1 h late", "per started 2 h late", "credit", LOOSENS),
    ("a longer block for more", "50 EUR per started 1 h", "100 EUR per started 2 h", "credit", TIGHTENS),
    ("a block that pays more soon", "50 EUR per started 1 h", "60 EUR per started 2 h", "credit", NEITHER),
    ("full blocks only", "per started 1 h late", "per 1 h late", "credit", LOOSENS),
    ("a higher cap", "cap 30% of monthly per month", "cap 40% of monthly per month", "cap", TIGHTENS),
    ("no cap", "    cap 30% of monthly per month\n", "", "cap", TIGHTENS),
    (
        "as large a cap over more",
        "cap 30% of monthly per month",
        "cap 90% of monthly per quarter",
        "cap",
        TIGHTENS,
    ),
    ("the same cap over more", "cap 30% of monthly per month", "cap 30% of monthly per year", "cap", LOOSENS),
    ("a cap in between", "cap 30% of monthly per month", "cap 60% of monthly per quarter", "cap", NEITHER),
    ("the highest only", "combine sum", "combine highest", "combine", LOOSENS),
    ("longer to claim", "claim within 30 days", "claim within 60 days", "claim", TIGHTENS),
    ("a higher fee", "1_000 EUR per month", "1_100 EUR per month", "fee", LOOSENS),
    ("the fee by the year", "1_000 EUR per month", "11_000 EUR per year", "fee", TIGHTENS),
    ("another currency", "1_000 EUR per month", "1_000 SEK per month", "fee", NEITHER),
    ("a year longer", "until 2027-12-31", "until 2028-12-31", "end", TIGHTENS),
    ("no renewal", ", renews for 12 months", "", "renewal", LOOSENS),
    ("another renewal", "renews for 12 months", "renews for 24 months", "renewal", NEITHER),
    ("another notice", "notice 60 days", "notice 90 days", "notice", NEITHER),
    ("reviewed oftener", "review every 12 months", "review every 6 months", "review", TIGHTENS),
    ("warned sooner", "{ at 50%: Kaleva.Desk }", "{ at 40%: Kaleva.Desk }", "escalation", TIGHTENS),
    ("somebody else warned", "{ at 50%: Kaleva.Desk }", "{ at 50%: Kaleva }", "escalation", NEITHER),
    (
        "reported oftener and sooner",
        "each month within 5 working",
        "each week within 3 working",
        "report",
        TIGHTENS,
    ),
    (
        "reported oftener, but later",
        "each month within 5 working",
        "each week within 9 working",
        "report",
        NEITHER,
    ),
    ("more hours at no extra cost", "outside Office", "outside Late", "surcharge", TIGHTENS),
    ("other hours at no extra cost", "outside Office", "outside Night", "surcharge", NEITHER),
    ("never at no extra cost", " outside Office", "", "surcharge", LOOSENS),
    ("in a row of so many", "missed 3 of 12 months", "missed 3 months in a row", "termination", LOOSENS),
    ("fewer of fewer", "missed 3 of 12 months", "missed 2 of 6 months", "termination", TIGHTENS),
    ("easily fewer of fewer", "missed 3 of 12 months", "missed 1 of 3 months", "termination", TIGHTENS),
    ("another law", "law FI", "law SE", "law", NEITHER),
    ("a duty less", '  duty customer "Keep contacts current."\n', "", "duty", TIGHTENS),
    ("a duty in other words", "Keep contacts current.", "Keep the contacts current.", "duty", NEITHER),
    ("reported sooner", "within 5 working days", "within 3 working days", "report", TIGHTENS),
    ("reported oftener", "report uptime each month", "report uptime each week", "report", TIGHTENS),
    ("dearer nights", "= 100 EUR per h", "= 120 EUR per h", "surcharge", LOOSENS),
    ("easier to leave", "missed 3 of 12 months", "missed 2 of 12 months", "termination", TIGHTENS),
    (
        "warned twice",
        "{ at 50%: Kaleva.Desk }",
        "{ at 50%: Kaleva.Desk; at 100%: Kaleva.Desk }",
        "escalation",
        TIGHTENS,
    ),
    ("prose", "The state is published.", "The state is published daily.", "clause", NEITHER),
    ("a clause less", "  include state\n", "", "clause", NEITHER),
    ("a word defined otherwise", "who uses it", "who bought it", "definition", NEITHER),
    ("another address", "Katu 1", "Katu 2", "party", NEITHER),
    ("more that has to work", "needs Network", "needs Network, Search", "needs", LOOSENS),
    ("one of two will do", "needs Network", "needs 1 of Network, Search", "needs", TIGHTENS),
    ("something else", "needs Network", "needs Search", "needs", NEITHER),
    ("more in a service", 'includes "Baskets"', 'includes "Baskets", "Wishes"', "service", TIGHTENS),
    ("a matrix cell", "| low  | P2   | P2  |", "| low  | P1   | P2  |", "priorities", TIGHTENS),
    ("another way of counting", "share of time where up", "share of each 1 min where up", "metric", NEITHER),
    ("house rules", "{ up_share <= 99.99% }", "{ up_share <= 99.9% }", "policy", NEITHER),
    ("another supplier's terms", "  relies on Line\n", "", "relies on", NEITHER),
    ("inside the law's reach", "customer sla Second", "service sla Second", "level", NEITHER),
]


@pytest.mark.parametrize(("old", "new", "kind", "effect"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_one_change(old: str, new: str, kind: str, effect: Effect | None) -> None:
    there, back = between(BASE, edited((old, new))), between(edited((old, new)), BASE)
    assert [change.kind for change in there.changes] == [kind]
    if effect is not None:
        assert [change.effect for change in there.changes] == [effect]
    assert seen(back) == seen(there, mirrored=True)
    (change,) = there.changes
    assert change.before != change.after or change.why


SAME = [
    ("layout and comments", (("  law FI\n", "\n\n  # the law\n  law   FI\n"),)),
    ("order of statements", (
        ("  law FI\n", ""), ("  covers Shop, Search\n", "  law FI\n  covers Shop, Search\n"),
    )),
    ("order of services", (("covers Shop, Search", "covers Search, Shop"),)),
    ("order of rows", (("below 99.9%: 10% of monthly; below 99%: 20% of monthly",
                        "below 99%: 20% of monthly; below 99.9%: 10% of monthly"),)),
    ("a version number", (("  law FI\n", '  law FI\n  version "2.0"\n'),)),
    ("the same time in other units", (("<= 4 h for", "<= 240 min for"),)),
    ("the same number", ((">= 99.9% per month", ">= 99.90% per month"),)),
    ("a calendar in other words", (
        ("open Mon-Fri 08:00-20:00", "open Mon-Thu 08:00-20:00\n  open Fri 08:00-20:00"),
    )),
    ("a calendar under another name", (("calendar Night", "calendar Evening"),)),
    ("a declaration nobody uses", (("metric up_share", "service Spare \"Spare\"\nmetric up_share"),)),
]  # fmt: skip


@pytest.mark.parametrize("edits", [case[1] for case in SAME], ids=[case[0] for case in SAME])
def test_the_same_meaning(edits: tuple[tuple[str, str], ...]) -> None:
    assert edited(*edits) != BASE
    assert between(BASE, edited(*edits)) == Differences((), (), ())


def test_files_do_not_matter() -> None:
    cut = BASE.index("uc Line")
    head, tail = BASE[:cut], BASE[cut:]
    line = 'import std.calendars { Always }\nimport "./parts.sla"\n'
    split = house_of({"parts.sla": head, "agreements.sla": line + tail})
    assert differences(house_of({"a.sla": BASE}), split) == Differences((), (), ())


def test_what_nobody_tells_is_not_lost() -> None:
    promised = house(BASE).agreements["Web"].promises[-1]
    other = replace(promised, claimed_once=True, key="other")
    assert unlike(promised, other, frozenset({"key"})) == ["claimed_once"]
    assert unlike(promised, house(BASE).agreements["Web"].promises[-1], frozenset()) == []


def test_an_exclusion_that_goes_is_no_part_of_another_period() -> None:
    """Each is told by itself: a month proves the year, whatever else the year left out."""
    over_a_year = (UPTIME, UPTIME.replace("month", "year"))
    found = between(edited(over_a_year, ("except works", "except works, storms")), BASE)
    assert [(c.kind, c.effect) for c in found.changes] == [("target", TIGHTENS), ("exclusion", TIGHTENS)]
    assert found.changes[0].why.startswith("in 2027-02 the old promise lets 8 h 45 min 36 s be down")


@pytest.mark.parametrize(
    ("was", "now", "effect"),
    [
        ("70 h", "8 h during Late", NEITHER),
        ("10 calendar days", "8 h during Office", NEITHER),
        ("8 h during Office", "1 working day during Office", NEITHER),
        ("8 h during Office", "7 h during Office", TIGHTENS),
        ("8 h during Office", "8 h during Late", TIGHTENS),
        ("8 h during Office", "8 h", TIGHTENS),
        ("1 working day during Office", "2 working days during Office", LOOSENS),
    ],
)
def test_a_clock_that_stands_still(was: str, now: str, effect: Effect) -> None:
    """A pause in other hours moves one of the two on by a day, and the other by less."""
    pause = ("from opened to resolved }", "from opened to resolved; pause while waiting in counted hours }")
    old, new = (edited(pause, (FIXING, f"repair of P2 of Shop <= {limit}")) for limit in (was, now))
    there, back = between(old, new), between(new, old)
    (change,) = there.changes
    assert change.effect is effect
    assert ("stands still" in change.why) == (effect is NEITHER)
    assert seen(back) == seen(there, mirrored=True)


# ---- what is shared is told once


def test_a_change_of_a_level_above_is_told_once_with_all_below() -> None:
    (change,) = between(BASE, edited(("law FI", "law SE"))).changes
    assert change.agreements == ("Floor", "Web", "Second")
    (change,) = between(BASE, edited(("each service >= 99%", "each service >= 99.5%"))).changes
    # Web promises more of the one service it covers.
    assert change.agreements == ("Floor", "Second")
    assert (change.effect, change.subject) == (TIGHTENS, "floor")


def test_a_calendar_is_told_once_with_what_it_does_to_the_promises_in_it() -> None:
    (change,) = between(BASE, edited(("open Mon-Fri 08:00-16:00", "open Mon-Fri 08:00-17:00"))).changes
    assert (change.kind, change.subject, change.agreements) == ("calendar", "calendar Office", ("Web",))
    assert "gains 10 d 21 h, the first on Fri 2027-01-01 16:00" in change.why
    # Every case is due sooner, so 90% of them in time are more than before.
    assert change.effect is TIGHTENS


def test_a_calendar_of_shares_of_time_neither_tightens_nor_loosens_by_opening_longer() -> None:
    office = (UPTIME, f"{UPTIME} during Office")
    wider = ("open Mon-Fri 08:00-16:00", "open Mon-Fri 08:00-17:00")
    (change,) = between(edited(office), edited(office, wider)).changes
    assert change.effect is NEITHER


def test_other_hours_of_an_agreement_are_judged_by_the_promises_in_them() -> None:
    late = (
        'customer sla Second "Second" under Floor {\n',
        'customer sla Second "Second" under Floor {\n  hours Late\n',
    )
    (change,) = between(BASE, edited(late)).changes
    assert (change.kind, change.agreements, change.effect) == ("hours", ("Second",), NEITHER)
    assert change.why.startswith("from 2027-01-01 to 2027-12-31: loses ")


def test_a_calendar_that_only_a_surcharge_knows() -> None:
    night = (" outside Office", " outside Night")
    (change,) = between(edited(night), edited(night, ("12:00-22:00", "12:00-23:00"))).changes
    assert (change.kind, change.effect, change.agreements) == ("calendar", TIGHTENS, ("Web",))


# ---- what came and went


def test_promises_come_and_go() -> None:
    (change,) = between(BASE, edited((f"  guarantee orders: {ORDERS}\n", ""))).changes
    assert (change.kind, change.effect, change.services) == ("promise", LOOSENS, ("Shop",))
    assert (change.subject, change.after) == ("orders", "")


def test_agreements_come_and_go() -> None:
    second = 'customer sla Second "Second" under Floor {\n  customer Runko\n}\n'
    (change,) = between(BASE, edited((second, ""))).changes
    assert (change.kind, change.effect, change.agreements) == ("agreement", LOOSENS, ("Second",))


def test_a_service_less_takes_its_promise_along() -> None:
    found = between(BASE, edited(("covers Shop, Search", "covers Shop")))
    assert {(c.kind, c.effect) for c in found.changes} == {("scope", LOOSENS), ("promise", LOOSENS)}
    promise = next(c for c in found.changes if c.kind == "promise")
    assert (promise.services, promise.agreements) == (("Search",), ("Floor", "Second"))


def test_a_renamed_promise_is_still_the_same_promise() -> None:
    (change,) = between(BASE, edited(("guarantee orders:", "guarantee sales:"))).changes
    assert (change.kind, change.before, change.after) == ("name", "orders", "sales")


def test_a_renamed_agreement_is_still_the_same_agreement() -> None:
    found = between(BASE, edited(("sla Second", "sla Third")))
    assert [(c.kind, c.before, c.after) for c in found.changes] == [("name", "Second", "Third")]
    found = between(BASE, edited(("uc Line", "uc Cable"), ("relies on Line", "relies on Cable")))
    assert [(c.kind, c.before, c.after) for c in found.changes] == [("name", "Line", "Cable")]
    assert found.standings == ()


STEPS = (
    ("  guarantee line:", "  guarantee mend: repair of P2 of Network <= 4 h\n  guarantee line:"),
    ("  escalate P1", "  handling of P2: Line.mend then handover 10 min then Line.mend\n  escalate P1"),
)


@pytest.mark.parametrize(
    "renames",
    [
        (("uc Line", "uc Cable"), ("relies on Line", "relies on Cable"), ("Line.mend", "Cable.mend")),
        (("guarantee mend:", "guarantee fix:"), ("Line.mend", "Line.fix")),
        (("guarantee uptime:", "guarantee up:"), ("report uptime", "report up"), ("when uptime", "when up")),
        (
            ("uc Line", "uc Cable"),
            ("relies on Line", "relies on Cable"),
            ("guarantee mend:", "guarantee fix:"),
            ("Line.mend", "Cable.fix"),
        ),
    ],
)
def test_what_refers_to_a_new_name_is_no_change(renames: tuple[tuple[str, str], ...]) -> None:
    old = new = edited(*STEPS)
    for before, after in renames:
        assert before in new
        new = new.replace(before, after)
    found = between(old, new)
    assert {c.kind for c in found.changes} == {"name"} and found.standings == ()
    assert len(found.changes) == sum(1 for one, _ in renames if one.startswith(("uc", "guarantee")))


def test_a_renamed_table_is_told_once() -> None:
    table = """  guarantee mend {
    | priority | repair |
    | P1       | 4 h    |
    | P2       | 8 h    |
  }
"""
    old = edited(
        ("  guarantee line:", table + "  guarantee line:"),
        ("  covers Network", "  priorities Incident\n  covers Network"),
    )
    (change,) = between(old, old.replace("guarantee mend {", "guarantee fix {")).changes
    assert (change.kind, change.before, change.after) == ("name", "mend", "fix")


def test_another_step_under_a_new_name_is_told_by_its_own_name() -> None:
    old = edited(*STEPS)
    new = old.replace("uc Line", "uc Cable").replace("relies on Line", "relies on Cable")
    new = new.replace("Line.mend then handover 10 min", "Cable.mend then handover 20 min")
    new = new.replace("Line.mend", "Cable.mend")
    (change,) = (c for c in between(old, new).changes if c.kind != "name")
    assert change.before == "P2: Line.mend then handover 10 min then Line.mend"
    assert change.after == "P2: Cable.mend then handover 20 min then Cable.mend"


def test_steps_of_contracts_one_after_the_other() -> None:
    """Each is compared on the days on which it is in force: until September nothing changes."""
    line = BASE[BASE.index("uc Line") : BASE.index("corporate sla")]
    mend = ("  guarantee line:", "  guarantee mend: repair of P2 of Network <= 4 h\n  guarantee line:")
    following = line.replace("uc Line", "uc Next").replace("effective 2027-01-01", "effective 2027-09-01")
    following = following.replace(mend[0], mend[1].replace("4 h", "8 h"))
    both = [
        mend,
        ("  effective 2027-01-01\n", "  effective 2027-01-01 until 2027-08-31\n"),
        ("corporate sla Floor", following + "corporate sla Floor"),
        ("relies on Line", "relies on Line, Next"),
    ]
    steps = "  handling of P2: {}\n  escalate P1"
    old = edited(*both, ("  escalate P1", steps.format("Line.mend")))
    new = old.replace("P2: Line.mend", "P2: Line.mend or Next.mend")
    (change,) = between(old, new).changes
    assert (change.kind, change.effect) == ("handling", LOOSENS)
    assert change.why.startswith("begun Wed 2027-09-01 00:00, done by Wed 2027-09-01 08:00")


@pytest.mark.parametrize(
    ("more", "kinds"),
    [
        ((), {"name"}),
        ((('Line" {', 'Cable" {'),), {"name", "title"}),
        ((("99.99%", "99.95%"),), {"name", "target"}),
        ((('uc Cable "Line" {\n  provider Runko', 'uc Cable "Line" {\n  provider Puro'),), {"agreement"}),
        ((('Line" {', 'Cable" {'), ("99.99%", "99.95%")), {"agreement"}),
    ],
)
def test_what_is_left_the_same_makes_it_the_same_agreement(
    more: tuple[tuple[str, str], ...], kinds: set[str]
) -> None:
    new = edited(("uc Line", "uc Cable"), ("relies on Line", "relies on Cable"))
    for before, after in more:
        assert new.count(before) >= 1
        new = new.replace(before, after, 1)
    found = between(BASE, new)
    assert {c.kind for c in found.changes} - {"relies on"} == kinds


def test_of_two_that_are_alike_the_title_decides() -> None:
    twins = """uc Copy "Spare line" {
  provider Runko
  customer Kaleva
  effective 2027-01-01
  guarantee line: up_share of Network >= 99.99% per month
}
"""
    old = edited(("uc Line", f"{twins}uc Line"))
    new = old.replace("uc Copy", "uc Backup").replace("uc Line", "uc Cable").replace("on Line", "on Cable")
    names = [(c.before, c.after) for c in between(old, new).changes if c.kind == "name"]
    assert sorted(names) == [("Copy", "Backup"), ("Line", "Cable")]


def test_what_a_level_says_itself_replaces_what_it_took_over() -> None:
    own = "  covers Shop, Search\n  guarantee own: up_share of Shop >= 98% per month\n"
    found = between(
        BASE, edited(("under Floor {\n  customer Runko\n", f"under Floor {{\n  customer Runko\n{own}"))
    )
    assert ("target", LOOSENS) in {(c.kind, c.effect) for c in found.changes}
    assert not any(c.kind == "promise" for c in found.changes)


def test_a_template_is_told_once() -> None:
    def plans(target: str) -> str:
        template = f"template Plan(client: party) {{\n  provider Kaleva\n  customer client\n  effective 2027-01-01\n  guarantee g: up_share of Search >= {target} per month\n}}\n"  # noqa: E501
        return (
            BASE + template + "".join(f'sla {n} "{n}" is Plan(client: Puro) {{\n}}\n' for n in ("One", "Two"))
        )

    (change,) = between(plans("99%"), plans("98%")).changes
    assert (change.agreements, change.effect) == (("One", "Two"), LOOSENS)


# ---- arithmetic


def test_the_allowed_downtime_is_shown() -> None:
    (change,) = between(BASE, edited(("Network >= 99.99%", "Network >= 99.9%"))).changes
    assert change.why == "44 min 38.4 s may be down in 2027-01 instead of 4 min 27.84 s"
    assert (change.provider, change.customer) == ("Runko", "Kaleva")


def test_a_longer_period_shows_the_month_it_can_fall_into() -> None:
    (change,) = between(BASE, edited(("Network >= 99.99% per month", "Network >= 99.995% per year"))).changes
    # 0.005% of 365 days are 26 min 16.8 s; of 28 days 0.01% are 4 min 1.92 s.
    assert "in 2027-02 the new promise lets 26 min 16.8 s be down, the old one 4 min 1.92 s" in change.why
    assert change.effect is NEITHER


def test_the_case_that_is_due_later_is_shown() -> None:
    (change,) = between(BASE, edited((FIXING, FIXING.replace("Office", "Late")))).changes
    assert change.effect is TIGHTENS
    # Eight hours that are used up when the office closes last over the longest weekend.
    assert change.why == (
        "begun Thu 2027-10-28 16:00, due Fri 2027-10-29 12:00 instead of Mon 2027-11-01 08:00"
    )


def test_less_than_a_time_is_due_a_second_before() -> None:
    strict = FIXING.replace("<=", "<")
    (change,) = between(BASE, edited((FIXING, strict))).changes
    assert change.effect is TIGHTENS
    # What is not used up when the office closes is due by then.
    assert "due Fri 2027-10-29 15:59:59 instead of Mon 2027-11-01 08:00" in change.why


def test_exposure_before_and_after() -> None:
    (one,) = between(BASE, edited(("cap 30% of monthly", "cap 50% of monthly"))).exposures
    # What is paid case by case has no limit but the cap.
    assert (one.agreement, one.per, one.measure) == ("Web", "month", "EUR")
    assert (one.before, one.after) == (Fraction(300), Fraction(500))


def test_exposure_without_a_cap() -> None:
    free = ("    cap 30% of monthly per month\n", "")
    (one,) = between(edited(free), edited(free, ("1_000 EUR per month", "2_000 EUR per month"))).exposures
    assert (one.per, one.before, one.after) == ("month", Fraction(200), Fraction(400))
    limit = ("late, at most 500 EUR", "late")
    (one,) = between(edited(free), edited(free, limit)).exposures
    assert (one.per, one.before, one.after) == ("case", Fraction(500), None)


# ---- promises above


def test_a_looser_contract_breaks_the_promise_above_it() -> None:
    broken = between(BASE, edited(("Network >= 99.99%", "Network >= 99%")))
    (standing,) = [s for s in broken.standings if s.guarantee == "uptime"]
    assert (standing.what, standing.agreement) == ("breaks", "Web")
    assert standing.before is not None and standing.after is not None
    assert standing.before.kept and not standing.after.kept
    assert standing.before.slack > 0 > standing.after.slack
    back = between(edited(("Network >= 99.99%", "Network >= 99%")), BASE)
    assert [(s.what, s.guarantee) for s in back.standings] == [("repaired", "uptime")]


def test_the_slack_is_exact() -> None:
    found = between(BASE, edited(("Network >= 99.99%", "Network >= 99.8%")))
    (standing,) = found.standings
    assert standing.after is not None
    # February is shortest: its 4 h of works are the largest share, and 0.1% of the rest may be down.
    february, works = 28 * 86_400, 4 * 3600
    assert standing.after.slack == Fraction(february - works, 1000) - Fraction(2 * february, 1000)


def test_a_promise_that_nothing_speaks_for_any_longer() -> None:
    gone = "  guarantee line: up_share of Network >= 99.99% per month\n"
    found = between(BASE, edited((gone, "")))
    assert [(s.what, s.guarantee) for s in found.standings] == [("unproven", "floor"), ("unproven", "uptime")]
    assert found.broken == found.standings


def test_a_contract_less_takes_the_proof_along() -> None:
    cut, rest = BASE.index("uc Line"), BASE.index("corporate sla Floor")
    text = (BASE[:cut] + BASE[rest:]).replace("  relies on Line\n", "")
    found = between(BASE, text)
    assert {(s.what, s.guarantee) for s in found.standings} == {("unproven", "floor"), ("unproven", "uptime")}
    assert {c.kind for c in found.changes} == {"agreement", "relies on"}


def test_a_break_far_above_is_found_by_what_stands_between() -> None:
    between_them = """
ola Desk "Desk" {
  provider Kaleva.Desk
  customer Kaleva
  effective 2027-01-01
  hours Always zone "Europe/Helsinki"
  relies on Line
  guarantee up: up_share of Network >= 99.95% per month
}
"""
    old = BASE.replace("relies on Line", "relies on Desk") + between_them
    found = between(old, old.replace("Network >= 99.99%", "Network >= 99%"))
    # The SLA stands on the desk's promise, which is what no longer holds.
    assert [(s.what, s.agreement, s.guarantee) for s in found.standings if s.agreement != "Floor"] == [
        ("breaks", "Desk", "up")
    ]


def test_changes_without_a_proof_prove_nothing() -> None:
    assert between(BASE, edited(("law FI", "law SE"))).standings == ()


def test_where_it_is_measured() -> None:
    """A block that only begins otherwise: its first line is shown, without the brace."""
    here, there = (
        edited(('service Shop "Web shop" {', f'service Shop "Web shop" {{\n{measure}'))
        for measure in (
            f"  measure up_share from prometheus at {end} {{\n    up = `up`\n  }}\n  "
            for end in ("customer", "provider")
        )
    )
    (change,) = between(here, there).changes
    assert (change.before, change.after) == (
        "measure up_share from prometheus at customer",
        "measure up_share from prometheus at provider",
    )


@pytest.mark.parametrize(("limit", "effect"), [("end of working day 1", NEITHER), ("8 h", LOOSENS)])
def test_what_is_left_out_of_a_day_may_be_its_end(limit: str, effect: Effect) -> None:
    line = (
        "repair of P2 of Shop <= 8 h during Office {",
        f"repair of P2 of Shop <= {limit} during Office {{",
    )
    more = (
        "    credit 50 EUR per started 1 h late",
        "    except storms\n    credit 50 EUR per started 1 h late",
    )
    by_day = edited(line)
    found = [each for each in between(by_day, edited(line, more)).changes if each.kind == "exclusion"]
    assert [each.effect for each in found] == [effect]
