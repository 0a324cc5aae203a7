"""Every figure in a worked example is recomputed here, by other means than the contract's own."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from zoneinfo import ZoneInfo

import pytest
from contract_houses import contract, everything, nordwind
from hypothesis import given, settings
from hypothesis import strategies as st

from sladsl.exact.durations import Duration
from sladsl.exact.money import Money
from sladsl.lower.contract import example_credits as exact
from sladsl.lower.document import Block, Document, Table, WorkedExample, plain
from sladsl.model.agreements import Guarantee
from sladsl.model.credits import Amount, FeeShare, Tier
from sladsl.model.credits import Block as Blocks
from sladsl.model.metrics import ShareOfIntervals
from sladsl.model.values import Ratio

OUTAGE_MINUTES = 45
CUSTOMERS = ["Keskola", "KeskolaSearch", "Brandt", "Havblik", "Tuohimaa"]


def examples(document: Document, key: str) -> list[Block]:
    """The blocks of the worked examples of one clause."""
    clause = next(c for c in document.walk() if c.key == key)
    return [b for block in clause.blocks if isinstance(block, WorkedExample) for b in block.blocks]


def rows(blocks: list[Block]) -> list[list[str]]:
    tables = [b for b in blocks if isinstance(b, Table)]
    return [[plain(cell) for cell in row] for table in tables for row in table.rows]


def sentences(blocks: list[Block]) -> str:
    return " ".join(plain(b.content) for b in blocks if hasattr(b, "content")).replace("\u00a0", " ")


def spelled(seconds: Decimal) -> str:
    """Hours, minutes and seconds in English, written out anew."""
    hours, rest = divmod(seconds, 3600)
    minutes, rest = divmod(rest, 60)
    said = [f"{n:f} {word}{'' if n == 1 else 's'}" for n, word in ((hours, "hour"), (minutes, "minute")) if n]
    rest = rest.quantize(Decimal("0.001"), ROUND_HALF_UP).normalize()
    said += [f"{rest:f} second{'' if rest == 1 else 's'}"] if rest else []
    return " ".join(said)


def always(promise: Guarantee) -> bool:
    return promise.during is None or promise.during.is_always


def timed(key: str) -> Iterator[Guarantee]:
    """Nordwind's promises about a share of time or of minutes."""
    for promise in nordwind().agreements[key].guarantees:
        if promise.metric.key in ("availability", "uptime"):
            yield promise


def month_seconds(year: int, month: int) -> int:
    """A month in Helsinki by the difference of two instants."""
    zone = ZoneInfo("Europe/Helsinki")
    first = dt.datetime(year, month, 1, tzinfo=zone)
    after = dt.datetime(year + month // 12, month % 12 + 1, 1, tzinfo=zone)
    return int(after.timestamp() - first.timestamp())


@pytest.mark.parametrize("key", CUSTOMERS)
def test_what_a_target_allows(key: str) -> None:
    document = contract("nordwind", key, "en")
    lengths = [month_seconds(2027, 2), month_seconds(2027, 1), month_seconds(2027, 10)]
    assert lengths == [28 * 86400, 31 * 86400, 31 * 86400 + 3600]
    checked = 0
    for promise in timed(key):
        if not always(promise):
            continue
        target = Decimal(promise.target.value.numerator) / promise.target.value.denominator
        expected = []
        for label, length in zip(("28 days", "31 days", "31 days, clocks set back"), lengths, strict=True):
            row = [label, spelled((1 - target) * length)]
            if isinstance(promise.metric.formula, ShareOfIntervals):
                row.append(str(math.floor((1 - target) * (length // 60))))
            expected.append(row)
        assert rows(examples(document, f"levels.{promise.name}")) == expected
        checked += 1
    assert checked


def open_hours(year: int, month: int) -> int:
    """Office hours in Helsinki in a month, by walking over its days."""
    import holidays

    free = set(holidays.country_holidays("FI", years=year))
    free |= {dt.date(2027, 12, 24), dt.date(2028, 12, 22), dt.date(2029, 12, 24)}
    day, total = dt.date(year, month, 1), 0
    while day.month == month:
        total += 9 if day.weekday() < 5 and day not in free else 0
        day += dt.timedelta(days=1)
    return total


def test_what_a_target_allows_in_office_hours() -> None:
    document = contract("nordwind", "Keskola", "en")
    checked = 0
    for promise in timed("Keskola"):
        if always(promise):
            continue
        target = Decimal(promise.target.value.numerator) / promise.target.value.denominator
        months = [(open_hours(y, m), dt.date(y, m, 1)) for y in (2027, 2028, 2029) for m in range(1, 13)]
        low = min(months, key=lambda pair: pair[0])
        high = max(months, key=lambda pair: pair[0])
        found = rows(examples(document, f"levels.{promise.name}"))
        for (hours, first), row in zip((low, high), found, strict=True):
            assert row[0] == first.strftime("%B %Y") and row[1] == f"{hours} hours"
            assert row[2] == spelled((1 - target) * hours * 3600)
        checked += 1
    assert checked or all(always(p) for p in timed("Keskola"))


@pytest.mark.parametrize("key", CUSTOMERS)
def test_what_an_outage_costs(key: str) -> None:
    document, agreement = contract("nordwind", key, "en"), nordwind().agreements[key]
    checked = 0
    for promise in timed(key):
        if promise.credit is None or not always(promise) or promise.rounding is None:
            continue
        said = sentences(examples(document, f"credits.{promise.name}"))
        total = 30 * 24 * 60
        assert f"leaves {total - OUTAGE_MINUTES:,} of {total:,}" in said
        value = Decimal(100) * (total - OUTAGE_MINUTES) / total
        places = promise.rounding.places
        shown = value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
        assert f"is {shown}%" in said
        target = Decimal(promise.target.value.numerator) * 100 / promise.target.value.denominator
        if shown >= target:
            assert "met, and no Service Credit is due" in said
        else:
            bounds = [(Fraction(t.bound.value), t.amount.base) for t in promise.credit.tiers]
            _, base = min((b, a) for b, a in bounds if Fraction(shown) / 100 < b)
            fee = next(f.amount for f in agreement.fees if f.name == base.fee)
            money = fee.amount * base.ratio
            assert f"{fee.currency} {money_text(fee.amount)} = {fee.currency} {money_text(money)}" in said
        checked += 1
    assert checked


def money_text(amount: Fraction) -> str:
    return (
        f"{int(amount):,}"
        if amount.denominator == 1
        else f"{Decimal(amount.numerator) / amount.denominator:,.2f}"
    )


@pytest.mark.parametrize("key", CUSTOMERS)
def test_what_a_delay_costs(key: str) -> None:
    agreement = nordwind().agreements[key]
    late = [g for g in agreement.promises if g.credit and g.credit.single and g.credit.single.block]
    assert late
    name = late[0].name if late[0] in agreement.guarantees else f"{agreement.inherited[0][0]}.{late[0].name}"
    said = sentences(examples(contract("nordwind", key, "en"), f"credits.{name}"))
    fee = next(f.amount for f in agreement.fees if f.name == "monthly")
    blocks = math.ceil(Decimal(130) / 60)
    share = late[0].credit.single.base.ratio
    assert "2 hours 10 minutes" in said and f"{blocks} started units of 1 hour" in said
    assert f"= {fee.currency} {money_text(blocks * share * fee.amount)}" in said


@pytest.mark.parametrize("key", CUSTOMERS)
def test_how_many_tickets_a_share_is(key: str) -> None:
    document, agreement = contract("nordwind", key, "en"), nordwind().agreements[key]
    for promise in agreement.guarantees:
        if promise.share is None:
            continue
        for total, needed in rows(examples(document, f"levels.{promise.name}")):
            within = [n for n in range(int(total) + 1) if Fraction(n, int(total)) >= promise.share.ratio]
            assert int(needed) == within[0]


def test_a_quarter_a_year_and_a_constant() -> None:
    document = contract("everything", "Full", "en")
    assert "7 hours 12 minutes" in sentences(examples(document, "levels.c"))
    assert Fraction(43_200 * 60) * Fraction(1, 100) == 7 * 3600 + 12 * 60
    assert [row[2] for row in rows(examples(document, "levels.a"))] == ["4", "4", "4"]
    cap = sentences(examples(document, "credits.a"))
    assert "1 × 5% × EUR 900 = EUR 45. This is within the limit of EUR 180." in cap
    assert everything().agreements["Full"].fees


# ---- the arithmetic itself, against slower ways


def promise_of(target: Fraction, comparator: str = ">=") -> Guarantee:
    from dataclasses import replace

    base = next(g for g in nordwind().agreements["Keskola"].guarantees if g.name == "uptime")
    return replace(base, target=Ratio(target), comparator=comparator)


@given(st.integers(0, 1000), st.integers(1, 400), st.sampled_from([">=", ">"]))
@settings(max_examples=60)
def test_whole_intervals(mille: int, total: int, comparator: str) -> None:
    promise = promise_of(Fraction(mille, 1000), comparator)
    fits = [k for k in range(total + 1) if promise.meets(Ratio(Fraction(total - k, total)))]
    if fits:
        assert exact.whole_room(promise, total) == max(fits)


@given(st.integers(0, 1000), st.integers(0, 300))
@settings(max_examples=60)
def test_least_share(mille: int, total: int) -> None:
    share = Fraction(mille, 1000)
    assert exact.least(share, total) == next(n for n in range(total + 1) if n >= share * total)


def tier(kind: str, bound: Fraction) -> Tier:
    span = nordwind().agreements["Keskola"].span
    return Tier(kind, Ratio(bound), None, Amount(Money(Fraction(1), "EUR")), span)


@given(st.lists(st.integers(0, 100), unique=True, min_size=1, max_size=5), st.integers(0, 100))
@settings(max_examples=60)
def test_the_strictest_fulfilled_row_applies(bounds: list[int], value: int) -> None:
    tiers = [tier("below", Fraction(b, 100)) for b in bounds]
    fulfilled = sorted(b for b in bounds if value < b)
    row = exact.applying(tiers, Ratio(Fraction(value, 100)))
    assert row == (bounds.index(fulfilled[0]) if fulfilled else None)


@given(st.integers(0, 500), st.integers(1, 90), st.booleans(), st.integers(0, 40), st.integers(1, 30))
@settings(max_examples=80)
def test_blocks_are_counted_one_by_one(
    minutes: int, length: int, started: bool, free: int, most: int
) -> None:
    agreement = nordwind().agreements["Keskola"]
    amount = Amount(
        FeeShare(Fraction(1, 100), "monthly"),
        Blocks(Duration(Fraction(length * 60)), started, "late"),
        beyond=Duration(Fraction(free * 60)) if free else None,
        at_most=FeeShare(Fraction(most, 100), "monthly"),
    )
    left, count = max(0, minutes - free), 0
    while left >= length or (started and left > 0):
        left, count = left - length, count + 1
    fee = next(f.amount.amount for f in agreement.fees if f.name == "monthly")
    charged = exact.charge(agreement, amount, Fraction(minutes * 60))
    assert charged is not None and charged.blocks == count
    assert charged.owed.amount == min(fee * count / 100, fee * most / 100)


def test_no_figure_is_typed_into_the_messages() -> None:
    from sladsl.lower.bundle import languages, sources

    for language in languages():
        for name, text in sources(language):
            lines = [line for line in text.splitlines() if not line.startswith("#")]
            assert not any(c.isdigit() for line in lines for c in line), (language, name)
