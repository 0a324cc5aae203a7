"""How what a published case says of money is read from a statement of ours."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from fractions import Fraction
from zoneinfo import ZoneInfo

from readings import Seen, money

from sladsl.evaluate.conditions import scalar
from sladsl.evaluate.prices import Prices
from sladsl.evaluate.results import Owed
from sladsl.exact.money import Money
from sladsl.exact.ratio import decimal_text
from sladsl.model.credits import FeeShare, PriceMultiple, ServiceTime

MINUTE = 60


def owed(seen: Seen) -> Owed | None:
    """What is owed for the promise, if anything is."""
    mine = [o for o in seen.statement.owed if o.result in seen.results]
    return mine[0] if mine else None


def amount(seen: Seen, wanted: object) -> object:
    """The credit, in as many decimals as are wanted; None where the text does not say what is owed."""
    if wanted is None and seen.result.state.value == "undefined":
        return None
    credit = seen.statement.credit
    assert credit is not None
    return wanted if Fraction(str(wanted)) == credit.amount else money(credit, wanted)


def computed(seen: Seen, wanted: object) -> object:
    """What the promise comes to before minimum, caps and rounding."""
    found = owed(seen)
    assert found is not None
    assert isinstance(found.amount, Money)
    return money(found.amount, wanted)


def at_risk(seen: Seen, wanted: object) -> object:
    statement = seen.statement
    assert statement.agreement.credit_terms is not None
    base = statement.agreement.credit_terms.at_risk
    assert base is not None
    worth = Prices(statement.agreement, statement.period, seen.outcome.facts.books).worth(base)
    assert isinstance(worth, Money), worth
    return money(worth, wanted)


def combined(seen: Seen, wanted: object) -> object:
    """All credits together before the cap."""
    (step,) = [s for s in seen.statement.steps if s.kind == "combined"]
    assert isinstance(step.amount, Money)
    return money(step.amount, wanted)


def paid_while_down(seen: Seen, wanted: object) -> object:
    """What the multiple is taken of."""
    found, scheme = owed(seen), seen.result.guarantee.credit
    assert found is not None and scheme is not None and scheme.single is not None
    assert isinstance(scheme.single.base, PriceMultiple) and isinstance(found.amount, Money)
    return money(found.amount * (1 / scheme.single.base.factor), wanted)


def blocks(seen: Seen, wanted: object) -> object:
    """How many blocks of time or dates were counted."""
    return _times(seen, "block")


def occasions(seen: Seen, wanted: object) -> object:
    return _times(seen, "each")


def _times(seen: Seen, kind: str) -> int:
    found = owed(seen)
    said = [s.what for s in found.steps if s.kind == kind] if found is not None else []
    return int(said[0].split()[0]) if said else 0


def service_days(seen: Seen, wanted: object) -> object:
    tier = seen.result.tier
    if tier is None or seen.result.state.value != "missed":
        return 0
    assert isinstance(tier.amount.base, ServiceTime)
    return getattr(tier.amount.base.time, "count", None)


def excess(seen: Seen, wanted: object) -> object:
    """By how many per cent of the target the value is off it."""
    target = scalar(seen.result.guarantee.target)
    assert target is not None
    found = abs(seen.value - target) / target * 100
    return wanted if Fraction(str(wanted)) == found else decimal_text(found, 6)


def reduction(seen: Seen, wanted: object) -> object:
    """The share of the bill that the points of the period are worth."""
    terms = seen.statement.agreement.credit_terms
    assert terms is not None
    total = sum((o.amount.value for o in seen.statement.owed if not isinstance(o.amount, Money)), Fraction(0))
    base = max((row for row in terms.points if row.points <= total), key=lambda row: row.points).amount
    assert isinstance(base, FeeShare)
    return decimal_text(base.ratio * 100, 0)


def rows_matching(seen: Seen, wanted: object) -> object:
    """What the rows grant in which the value lies, in per cent."""
    scheme, value = seen.result.guarantee.credit, seen.result.compared
    assert scheme is not None and value is not None
    rows = [t for t in scheme.tiers if t.range is not None and t.range.contains(value)]
    return [int(t.amount.base.ratio * 100) for t in rows if isinstance(t.amount.base, FeeShare)]


def first_late_day(seen: Seen, wanted: object) -> object:
    (case,) = seen.result.measured.counted
    assert case.interval is not None
    return (
        datetime.fromtimestamp(case.interval[0], ZoneInfo(seen.statement.agreement.zone)).date().isoformat()
    )


def days_credited(seen: Seen, wanted: object) -> object:
    """The dates with more down than the trigger says, found minute by minute, when there are as many as
    were counted."""
    scheme = seen.result.guarantee.credit
    assert scheme is not None and scheme.single is not None and scheme.single.trigger is not None
    zone = ZoneInfo(seen.statement.agreement.zone)
    longest: dict[str, int] = {}
    for each in seen.result.measured.counted:
        assert each.interval is not None
        run: dict[str, int] = {}
        for second in range(*each.interval):
            day = datetime.fromtimestamp(second, zone).date().isoformat()
            run[day] = run.get(day, 0) + 1
        longest = {day: max(longest.get(day, 0), run.get(day, 0)) for day in longest | run}
    found = [day for day, seconds in sorted(longest.items()) if seconds > scheme.single.trigger.time.seconds]
    return found if len(found) == _times(seen, "each") else _times(seen, "each")


def minutes_by_hour(seen: Seen, wanted: object) -> object:
    found: dict[str, int] = {}
    for each in seen.result.measured.counted:
        assert each.interval is not None
        for second in range(*each.interval):
            hour = f"{datetime.fromtimestamp(second, UTC).hour}"
            found[hour] = found.get(hour, 0) + 1
    return {hour: seconds // MINUTE for hour, seconds in found.items()}


MONEY_READERS: Mapping[str, Callable[[Seen, object], object]] = {
    "amount": amount,
    "computed": computed,
    "at_risk": at_risk,
    "uncapped": combined,
    "paid_while_down": paid_while_down,
    "blocks": blocks,
    "free_hours": occasions,
    "service_days": service_days,
    "excess_pct": excess,
    "reduction_pct": reduction,
    "rows_matching": rows_matching,
    "first_compensated_day": first_late_day,
    "days_credited": days_credited,
    "minutes_by_hour": minutes_by_hour,
}

MONEY_ALSO: Mapping[str, str] = {"issued": "credit", "damages": "amount"}
