"""What failures of suppliers cost in one version and in the other: sums made by hand, and the way back."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from versions import between, house

from sladsl.cli.diff_words import due_text
from sladsl.compiler.stakes import stake_lines
from sladsl.differences import stakes as module
from sladsl.differences.change import Due, Stake, Unkept
from sladsl.rules.index import Index
from sladsl.rules.money.failures import facts

Gains = list[tuple[str, str, int]]
Side = tuple[str, dict[str, int], tuple[str, int] | None] | None
"""Who pays, what each agreement owes, and what comes back."""

BASE = """\
import std.calendars { Always }

party Kaleva "Kaleva Hosting Oy"
party Puro "Puro Design Oy"
party Sisu "Sisu Ab"
party Runko "Runko Networks AB"
party Kapu "Kapu Oy"

priorities Incident "Priorities" { P1 "Critical" }

metric uptime "Uptime" { better higher; signals up; value = share of time where up }
metric repair "Repair" { better lower; value = time from opened to resolved }

service Network "Network"
service Help "Repairs on site"
service Shop "Web shop" { needs Network }
service Till "Till" { needs Network }

uc Line "Network contract" {
  provider Runko
  customer Kaleva
  effective 2027-01-01
  hours Always zone "Europe/Helsinki"
  priorities Incident
  covers Network, Help
  guarantee line: uptime of Network >= 99.95% per month { credit 150 EUR }
  guarantee mending: repair of P1 of Help <= 2 h per month { credit 60 EUR }
  credits { combine sum }
}

corporate sla Floor "Floor" {
  provider Kaleva
  effective 2027-01-01
  hours Always zone "Europe/Helsinki"
  priorities Incident
}

customer sla Web "Shop" under Floor {
  customer Puro
  covers Shop
  relies on Line
  fee monthly = 2_000 EUR per month
  guarantee shop: uptime of Shop >= 99.9% per month {
    credit { below 99.9%: 10% of monthly; below 99%: 20% of monthly }
  }
  guarantee fixing: repair of P1 of Shop <= 4 h per month { credit 500 EUR }
  handling of P1: handover 1 h then Line.mending
  credits { combine sum }
}

customer sla Desk "Tills" under Floor {
  customer Sisu
  covers Till
  relies on Line
  guarantee till: uptime of Till >= 99% per month { credit 300 EUR }
}
"""
MONTH = "Network down for a whole month"
YEAR = "Network down for a whole year"
LATE = "Line.mending missed in every case of a month"
BOTH = {"Web": 400, "Desk": 300}
SECOND = """\
uc Cable "Second contract" {
  provider Kapu
  customer Kaleva
  effective 2027-01-01
  hours Always zone "Europe/Helsinki"
  covers Network
  guarantee cable: uptime of Network >= 99.99% per month { credit 90 EUR }
}
"""


def edited(*edits: tuple[str, str], text: str = BASE) -> str:
    for old, new in edits:
        assert old in text, f"{old!r} does not stand in the house"
        text = text.replace(old, new)
    return text


def without(name: str, text: str = BASE) -> str:
    """The house without an agreement, and without the lines that rely on it."""
    start = text.index(next(line for line in text.splitlines() if f" {name} " in line and line.endswith("{")))
    text = text[:start] + text[text.index("\n}\n", start) + 3 :]
    lines = text.splitlines(keepends=True)
    return "".join(line for line in lines if f"relies on {name}" not in line and f"{name}." not in line)


def side(due: Due | None) -> Side:
    if due is None:
        return None
    back = None if due.back is None else (due.back[0], int(due.back[1]))
    return due.supplier, {key: int(size) for key, size in due.owed}, back


def told(old: str, new: str) -> dict[str, tuple[str, Side, Side, Gains]]:
    """By what fails: new, gone or changed, both sides, and who gains how much; in EUR."""
    found = between(old, new).stakes
    assert len({stake.failure for stake in found}) == len(found)
    return {
        stake.failure: (stake.what, side(stake.before), side(stake.after), gained(stake)) for stake in found
    }


def gained(stake: Stake) -> Gains:
    return [(gain.party, gain.measure, int(gain.size)) for gain in stake.gains]


# ---- what is owed, what comes back


def test_a_credit_above_is_owed_by_whoever_promises_it() -> None:
    assert told(BASE, edited(("below 99%: 20%", "below 99%: 25%"))) == {
        MONTH: (
            "changed",
            ("Line", BOTH, ("EUR", 150)),
            ("Line", {"Web": 500, "Desk": 300}, ("EUR", 150)),
            [("Kaleva", "EUR", -100), ("Puro", "EUR", 100)],
        )
    }


def test_a_credit_below_comes_back_from_the_supplier() -> None:
    assert told(BASE, edited(("credit 150 EUR", "credit 450 EUR"))) == {
        MONTH: (
            "changed",
            ("Line", BOTH, ("EUR", 150)),
            ("Line", BOTH, ("EUR", 450)),
            [("Runko", "EUR", -300), ("Kaleva", "EUR", 300)],
        )
    }


def test_the_net_change_is_what_stays() -> None:
    (stake,) = between(
        BASE, edited(("below 99%: 20%", "below 99%: 25%"), ("credit 150 EUR", "credit 170 EUR"))
    ).stakes
    assert [stake.stays(stake.before), stake.stays(stake.after), stake.net] == [550, 630, 80]
    assert gained(stake) == [("Kaleva", "EUR", -80), ("Runko", "EUR", -20), ("Puro", "EUR", 100)]


def test_more_may_come_back_than_is_owed() -> None:
    (stake,) = between(BASE, edited(("credit 150 EUR", "credit 800 EUR"))).stakes
    assert [stake.stays(stake.after), stake.net] == [-100, -650]


def test_late_cases() -> None:
    assert told(BASE, edited(("credit 60 EUR", "credit 80 EUR"))) == {
        LATE: (
            "changed",
            ("Line", {"Web": 500}, ("EUR", 60)),
            ("Line", {"Web": 500}, ("EUR", 80)),
            [("Runko", "EUR", -20), ("Kaleva", "EUR", 20)],
        )
    }


def test_a_cap_of_a_level_above_limits_each_below_it() -> None:
    capped = edited(
        ("  priorities Incident\n}", "  priorities Incident\n  credits { cap 250 EUR per month }\n}")
    )
    found = told(BASE, capped)
    assert found[MONTH][2] == ("Line", {"Web": 250, "Desk": 250}, ("EUR", 150))
    assert found[MONTH][3] == [("Puro", "EUR", -150), ("Sisu", "EUR", -50), ("Kaleva", "EUR", 200)]
    assert found[LATE][2] == ("Line", {"Web": 250}, ("EUR", 60))


def test_what_a_service_needs_decides_whom_a_failure_hits() -> None:
    found = told(BASE, edited(('service Till "Till" { needs Network }', 'service Till "Till"')))
    assert found == {
        MONTH: (
            "changed",
            ("Line", BOTH, ("EUR", 150)),
            ("Line", {"Web": 400}, ("EUR", 150)),
            [("Sisu", "EUR", -300), ("Kaleva", "EUR", 300)],
        )
    }


@pytest.mark.parametrize(
    "edit",
    [
        ('"Network contract"', '"Contract of the network"'),
        ("99.95% per month", "99.97% per month"),
        ("of Help <= 2 h per month", "of Help <= 1 h per month"),
        ("  relies on Line\n  fee", "  fee"),
    ],
)
def test_what_changes_no_sum_is_not_told(edit: tuple[str, str]) -> None:
    found = between(BASE, edited(edit))
    assert found.changes
    assert found.stakes == ()


# ---- over another time


def test_both_versions_are_held_against_each_other_over_the_same_time() -> None:
    found = told(BASE, edited(("99.95% per month { credit 150 EUR }", "99.95% per year { credit 600 EUR }")))
    assert found == {
        # In a month nobody knows whether the year's credit is due.
        MONTH: ("changed", ("Line", BOTH, ("EUR", 150)), ("Line", BOTH, None), []),
        YEAR: (
            "changed",
            ("Line", {"Web": 4_800, "Desk": 3_600}, ("EUR", 1_800)),
            ("Line", {"Web": 4_800, "Desk": 3_600}, ("EUR", 600)),
            [("Kaleva", "EUR", -1_200), ("Runko", "EUR", 1_200)],
        ),
    }


def test_another_period_alone_costs_nothing() -> None:
    free = edited((" { credit 150 EUR }", ""))
    longer = edited(("99.95% per month", "99.95% per year"), text=free)
    assert between(free, longer).changes
    assert told(free, longer) == {}


# ---- what comes and goes


def test_a_customer_less_is_owed_nothing_and_the_supplier_pays_the_same() -> None:
    found = told(without("Web"), without("Desk", without("Web")))
    assert found == {
        MONTH: (
            "gone",
            ("Line", {"Desk": 300}, ("EUR", 150)),
            ("Line", {}, ("EUR", 150)),
            [("Sisu", "EUR", -300), ("Kaleva", "EUR", 300)],
        )
    }


def test_a_customer_more() -> None:
    found = told(without("Web"), BASE)
    assert found[MONTH][3] == [("Kaleva", "EUR", -400), ("Puro", "EUR", 400)]
    assert found[LATE] == (
        "new",
        ("Line", {}, ("EUR", 60)),
        ("Line", {"Web": 500}, ("EUR", 60)),
        [("Kaleva", "EUR", -500), ("Puro", "EUR", 500)],
    )


def test_what_nobody_promises_any_longer_can_fail_all_the_same() -> None:
    found = told(BASE, without("Line"))
    assert found[MONTH] == (
        "gone",
        ("Line", BOTH, ("EUR", 150)),
        ("", BOTH, ("EUR", 0)),
        [("Kaleva", "EUR", -150), ("Runko", "EUR", 150)],
    )
    # No case waits for that step any longer.
    assert found[LATE] == (
        "gone",
        ("Line", {"Web": 500}, ("EUR", 60)),
        ("", {}, ("EUR", 0)),
        [("Puro", "EUR", -500), ("Kaleva", "EUR", 440), ("Runko", "EUR", 60)],
    )


def test_a_supplier_in_the_place_of_another() -> None:
    other = without("Line").replace("customer sla Web", f"{SECOND}\ncustomer sla Web")
    assert told(BASE, other)[MONTH] == (
        "changed",
        ("Line", BOTH, ("EUR", 150)),
        ("Cable", BOTH, ("EUR", 90)),
        [("Kapu", "EUR", -90), ("Kaleva", "EUR", -60), ("Runko", "EUR", 150)],
    )


def test_a_second_supplier_is_told_by_itself() -> None:
    two = BASE.replace("customer sla Web", f"{SECOND}\ncustomer sla Web").replace(
        "relies on Line", "relies on Line, Cable"
    )
    found = [
        (s.what, s.agreement, side(s.before), side(s.after), gained(s)) for s in between(BASE, two).stakes
    ]
    assert found == [("new", "Cable", None, ("Cable", BOTH, ("EUR", 90)), [])]


def test_other_names_are_no_change() -> None:
    renamed = edited(("Line", "Wire"), ("guarantee mending", "guarantee fix"), (".mending", ".fix"))
    assert told(BASE, renamed) == {}
    dearer = edited(("credit 60 EUR", "credit 61 EUR"), text=renamed)
    assert told(BASE, dearer) == {
        "Wire.fix missed in every case of a month": (
            "changed",
            ("Wire", {"Web": 500}, ("EUR", 60)),
            ("Wire", {"Web": 500}, ("EUR", 61)),
            [("Runko", "EUR", -1), ("Kaleva", "EUR", 1)],
        )
    }
    assert told(BASE, edited(("customer sla Web", "customer sla Boutique"))) == {}


# ---- currencies


def test_two_currencies_are_never_added() -> None:
    swedish = edited(("credit 300 EUR", "credit 3_000 SEK"))
    found = [
        (s.currency, s.what, side(s.before), side(s.after), s.net, gained(s))
        for s in between(BASE, swedish).stakes
    ]
    assert found == [
        (
            "EUR",
            "changed",
            ("Line", BOTH, ("EUR", 150)),
            ("Line", {"Web": 400}, ("EUR", 150)),
            -300,
            [("Sisu", "EUR", -300), ("Kaleva", "EUR", 300)],
        ),
        (
            "SEK",
            "new",
            ("Line", {}, ("EUR", 150)),
            ("Line", {"Desk": 3_000}, ("EUR", 150)),
            None,
            [("Kaleva", "SEK", -3_000), ("Sisu", "SEK", 3_000)],
        ),
    ]


def test_a_supplier_that_pays_in_another_currency() -> None:
    (stake,) = between(
        BASE, edited(("credit 150 EUR", "credit 900 DKK"), ("below 99%: 20%", "below 99%: 25%"))
    ).stakes
    assert [stake.stays(stake.before), stake.stays(stake.after), stake.net] == [550, None, None]
    # Kaleva owes 100 more and gets no 150 any longer.
    assert gained(stake) == [
        ("Runko", "DKK", -900),
        ("Kaleva", "EUR", -250),
        ("Kaleva", "DKK", 900),
        ("Runko", "EUR", 150),
        ("Puro", "EUR", 100),
    ]


# ---- only what was touched


def test_only_suppliers_under_what_changed_are_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[set[str]] = []

    def watched(index: Index, of: set[str]) -> object:
        asked.append(set(of))
        return facts(index, of)

    monkeypatch.setattr(module, "facts", watched)
    apart = BASE.replace("customer sla Web", f"{SECOND}\ncustomer sla Web")
    apart = apart.replace("covers Till\n  relies on Line", "covers Till\n  relies on Cable")
    assert [s.agreement for s in between(apart, edited(("300 EUR", "310 EUR"), text=apart)).stakes] == [
        "Cable"
    ]
    assert asked == [{"Desk", "Cable"}] * 2
    asked.clear()
    assert between(apart, apart.replace('"Tills"', '"Cash desks"')).stakes == ()
    assert asked == []


# ---- any sums


SLOTS = {
    "credit 150 EUR": ("credit 40 EUR", "credit 90 SEK", "credit { below 99%: 70 EUR }"),
    "credit 60 EUR": ("credit 10 EUR per started 1 h late", "credit 20 EUR"),
    "credit 300 EUR": ("credit 280 EUR", "credit 700 SEK"),
    "credit 500 EUR": ("credit 5 EUR", "credit 10% of monthly"),
    "2_000 EUR per month": ("1_000 EUR per month", "9_000 SEK per year"),
    "99.95% per month": ("99.95% per quarter", "99.95% per week"),
    "99.9% per month": ("99.9% per year",),
    "relies on Line\n  fee": ("fee",),
    "priorities Incident\n}": ("priorities Incident\n  credits { cap 200 EUR per quarter }\n}",),
    '"Till" { needs Network }': ('"Till"',),
}


@st.composite
def versions(draw: st.DrawFn) -> str:
    chosen = draw(st.sets(st.sampled_from(sorted(SLOTS)), max_size=4))
    text = edited(*((place, draw(st.sampled_from(SLOTS[place]))) for place in sorted(chosen)))
    gone = draw(st.sampled_from(["", "", "", "Line", "Desk"]))
    return without(gone, text) if gone else text


@settings(max_examples=60, deadline=None)
@given(versions(), versions())
def test_the_way_back_is_the_mirror(old: str, new: str) -> None:
    forth, home = between(old, new), between(new, old)
    there, back = forth.stakes, home.stakes
    words = {"new": "gone", "gone": "new", "changed": "changed"}
    assert sorted(
        (s.failure, s.currency, words[s.what], repr(side(s.after)), repr(side(s.before))) for s in back
    ) == sorted((s.failure, s.currency, s.what, repr(side(s.before)), repr(side(s.after))) for s in there)
    nets = {(s.failure, s.currency): s.net for s in there}
    for stake in back:
        net = nets[stake.failure, stake.currency]
        assert stake.net == (None if net is None else -net)
    gains = {(s.failure, s.currency, g.party, g.measure): g.size for s in there for g in s.gains}
    assert {(s.failure, s.currency, g.party, g.measure): -g.size for s in back for g in s.gains} == gains
    turned = {"breaks": "repaired", "repaired": "breaks", "costs": "costs"}
    assert {
        (turned[s.what], s.agreement, s.guarantee, s.cost_after, s.cost_before)
        for s in home.standings
        if s.what in turned and s.before is not None
    } == {
        (s.what, s.agreement, s.guarantee, s.cost_before, s.cost_after)
        for s in forth.standings
        if s.what in turned and s.before is not None
    }


@settings(max_examples=60, deadline=None)
@given(versions(), versions())
def test_what_one_loses_another_gains(old: str, new: str) -> None:
    for stake in between(old, new).stakes:
        closed = [due is not None and due.back is not None for due in (stake.before, stake.after)]
        for measure in {gain.measure for gain in stake.gains} if all(closed) else ():
            assert sum(gain.size for gain in stake.gains if gain.measure == measure) == 0


money = st.integers(0, 900)


@settings(max_examples=60, deadline=None)
@given(st.tuples(money, money, money), st.tuples(money, money, money))
def test_any_sums(old: tuple[int, int, int], new: tuple[int, int, int]) -> None:
    def text(*sums: int) -> str:
        tiers = "credit { below 99.9%: 10% of monthly; below 99%: 20% of monthly }"
        places = "credit 150 EUR", tiers, "credit 300 EUR"
        named = edited(*((place, f"credit {number}! EUR") for number, place in enumerate(places)))
        return edited(*((f"{number}!", str(size)) for number, size in enumerate(sums)), text=named)

    found = [s for s in between(text(*old), text(*new)).stakes if s.failure == MONTH]
    change = {
        "Kaleva": new[0] - old[0] - (new[1] - old[1]) - (new[2] - old[2]),
        "Runko": old[0] - new[0],
        "Puro": new[1] - old[1],
        "Sisu": new[2] - old[2],
    }
    if not any(change.values()) or not any((*old[1:], *new[1:])):
        assert found == []
    else:
        (stake,) = found
        assert {g.party: g.size for g in stake.gains} == {k: v for k, v in change.items() if v}
        assert stake.net == -change["Kaleva"]


def test_what_is_now_is_what_an_agreement_is_explained_by() -> None:
    seen = 0
    for place, values in SLOTS.items():
        for value in values:
            text = edited((place, value))
            found, new = between(BASE, text).stakes, house(text)
            lines = {line.strip() for line in stake_lines(new, new.agreements["Line"])}
            for stake in found:
                # An agreement is explained over the times that lie in its own periods.
                if stake.after is not None and stake.after.is_told and not stake.after.worst:
                    line = f"{stake.failure}: {due_text(stake, stake.after)}"
                    explained = {each for each in lines if each.startswith(f"{stake.failure}: ")}
                    assert not explained or line in explained
                    seen += line in explained
    assert seen > 10


# ---- promises that no longer hold


def cost(old: str, new: str) -> list[tuple[str, str, object]]:
    def shown(costs: tuple[Unkept, ...]) -> object:
        texts = [("+".join(one.customers), one.per, one.measure, one.size) for one in costs]
        return texts[0] if len(texts) == 1 else texts or None

    found = between(old, new).standings
    return [(s.what, f"{s.agreement}.{s.guarantee}", shown(s.cost_after or s.cost_before)) for s in found]


def test_a_broken_promise_costs_what_its_supports_can_bring_about() -> None:
    # 0.5% of a month may be down: below 99.9%, and not below 99%.
    looser = edited((">= 99.95% per month", ">= 99.5% per month"))
    assert cost(BASE, looser) == [("breaks", "Web.shop", ("Puro", "month", "EUR", 200))]
    assert cost(looser, BASE) == [("repaired", "Web.shop", ("Puro", "month", "EUR", 200))]
    # 0.1% of 365 days are 8.76 h: of the 672 h of February 1.3%, and so less than 99% are left.
    longer = edited((">= 99.95% per month", ">= 99.9% per year"))
    assert cost(BASE, longer) == [
        ("breaks", "Web.shop", ("Puro", "month", "EUR", 400)),
        ("breaks", "Desk.till", ("Sisu", "month", "EUR", 300)),
    ]


@settings(max_examples=60, deadline=None)
@given(
    st.integers(9_800, 9_989),
    st.dictionaries(st.integers(9_800, 9_990), st.integers(1, 900), min_size=1, max_size=4),
)
def test_any_scale(supported: int, rows: dict[int, int]) -> None:
    def share(number: int) -> str:
        return f"{number // 100}.{number % 100:02}%"

    tiers = "; ".join(f"below {share(bound)}: {rows[bound]} EUR" for bound in sorted(rows, reverse=True))
    text = edited(("below 99.9%: 10% of monthly; below 99%: 20% of monthly", tiers))
    looser = edited((">= 99.95% per month", f">= {share(supported)} per month"), text=text)
    reached = [rows[bound] for bound in rows if bound > supported]
    wanted = ("Puro", "month", "EUR", max(reached)) if reached else None
    assert cost(text, looser)[0] == ("breaks", "Web.shop", wanted)


def test_a_value_that_lies_on_a_step_is_not_below_it() -> None:
    at_the_step = edited((">= 99.95% per month", ">= 99% per month"))
    assert cost(BASE, at_the_step) == [("breaks", "Web.shop", ("Puro", "month", "EUR", 200))]
    below = edited((">= 99.95% per month", "> 98.99% per month"))
    assert cost(BASE, below)[0] == ("breaks", "Web.shop", ("Puro", "month", "EUR", 400))


def test_a_broken_promise_about_times() -> None:
    later = edited(("<= 2 h per month", "<= 5 h per month"))
    assert cost(BASE, later) == [("breaks", "Web.fixing", ("Puro", "month", "EUR", 500))]
    single = edited(
        (
            "<= 4 h per month { credit 500 EUR }",
            "<= 4 h { credit 50 EUR per started 1 h late, at most 90 EUR }",
        )
    )
    assert cost(single, edited(("<= 2 h per month", "<= 5 h per month"), text=single)) == [
        ("breaks", "Web.fixing", ("Puro", "case", "EUR", 90))
    ]


def test_each_service_that_fails_counts() -> None:
    two = edited(("covers Shop\n", "covers Shop, Till\n"), ("uptime of Shop >=", "uptime of Shop, Till >="))
    looser = edited((">= 99.95% per month", ">= 99.5% per month"), text=two)
    assert cost(two, looser) == [("breaks", "Web.shop", ("Puro", "month", "EUR", 400))]
    capped = edited(
        (
            "credits { combine sum }\n}\n\ncustomer",
            "credits { combine sum; cap 300 EUR per month }\n}\n\ncustomer",
        ),
        text=looser,
    )
    assert cost(two, capped) == [("breaks", "Web.shop", ("Puro", "month", "EUR", 300))]


def test_what_nothing_speaks_for_any_longer_costs_all_of_it() -> None:
    found = cost(BASE, without("Line"))
    assert ("unproven", "Web.shop", ("Puro", "month", "EUR", 400)) in found
    assert ("unproven", "Desk.till", ("Sisu", "month", "EUR", 300)) in found


def test_a_promise_without_a_credit_costs_nothing() -> None:
    free = edited((" { credit 300 EUR }", ""))
    assert cost(free, edited((">= 99.95% per month", ">= 98.5% per month"), text=free))[1] == (
        "breaks",
        "Desk.till",
        None,
    )


def test_what_is_broken_all_the_same_may_cost_something_else() -> None:
    looser = edited((">= 99.95% per month", ">= 99.5% per month"))

    def costs(old: str, new: str) -> list[tuple[object, ...]]:
        return [
            (s.what, s.guarantee, *(c[0].size if c else None for c in (s.cost_before, s.cost_after)))
            for s in between(old, new).standings
        ]

    dearer = edited(("below 99.9%: 10%", "below 99.9%: 15%"), text=looser)
    assert costs(looser, dearer) == [("costs", "shop", 200, 300)]
    assert costs(dearer, looser) == [("costs", "shop", 300, 200)]
    assert costs(looser, edited(("below 99%: 20%", "below 99%: 30%"), text=looser)) == []
    capped = edited(
        ("priorities Incident\n}", "priorities Incident\n  credits { cap 120 EUR per month }\n}"), text=looser
    )
    assert costs(looser, capped) == [("costs", "shop", 200, 120)]
    # Below 99%, which the tills are promised, too.
    loosest = edited((">= 99.5% per month", ">= 98.5% per month"), text=looser)
    assert costs(looser, loosest) == [("costs", "shop", 200, 400), ("breaks", "till", None, 300)]
    assert between(looser, dearer).broken == ()


def test_what_a_level_promises_is_owed_by_all_that_take_it_over() -> None:
    promise = """  covers Shop, Till
  fee monthly = 1_000 EUR per month
  guarantee floor: uptime of each service >= 99.9% per month {
    credit { below 99.9%: 4% of monthly; below 99%: 40% of monthly }
    lower levels may not change
  }
"""
    level = edited(
        (
            'corporate sla Floor "Floor" {\n  provider Kaleva\n',
            f'corporate sla Floor "Floor" {{\n  provider Kaleva\n{promise}',
        ),
        (
            "  guarantee till: uptime of Till >= 99% per month { credit 300 EUR }\n",
            "  fee monthly = 500 EUR per month\n",
        ),
        (
            "  guarantee shop: uptime of Shop >= 99.9% per month {\n"
            "    credit { below 99.9%: 10% of monthly; below 99%: 20% of monthly }\n  }\n",
            "",
        ),
    )
    looser = edited((">= 99.95% per month", ">= 99.5% per month"), text=level)
    # 4% of the 2_000 EUR of the one and of the 500 EUR of the other.
    assert cost(level, looser) == [("breaks", "Floor.floor", ("Puro+Sisu", "month", "EUR", 100))]
    swedish = looser.replace("= 500 EUR per month", "= 5_000 SEK per month")
    assert cost(level, swedish) == [
        (
            "breaks",
            "Floor.floor",
            [("Puro", "month", "EUR", 80), ("Sisu", "month", "SEK", 200)],
        )
    ]


def test_a_credit_without_a_limit() -> None:
    open_ = edited(("<= 4 h per month { credit 500 EUR }", "<= 4 h { credit 50 EUR per started 1 h late }"))
    later = edited(("<= 2 h per month", "<= 5 h per month"), text=open_)
    assert cost(open_, later) == [("breaks", "Web.fixing", ("Puro", "case", "EUR", None))]
    capped = edited(
        (
            "credits { combine sum }\n}\n\ncustomer",
            "credits { combine sum; cap 70 EUR per month }\n}\n\ncustomer",
        ),
        text=later,
    )
    assert cost(open_, capped) == [("breaks", "Web.fixing", ("Puro", "case", "EUR", 70))]
    monthly = edited(("<= 4 h { credit", "<= 4 h for 90% of tickets per month { credit"), text=later)
    assert cost(open_, monthly)[0][2] == ("Puro", "month", "EUR", None)
