"""How what a published case says of a result is read from a result of ours: one table of words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from fractions import Fraction
from zoneinfo import ZoneInfo

from sladsl.evaluate.claims import claim_until
from sladsl.evaluate.conditions import scalar
from sladsl.evaluate.endings import grounds
from sladsl.evaluate.results import Result, State, Statement
from sladsl.evaluate.scenarios import ScenarioOutcome
from sladsl.evaluate.times import deadline_of
from sladsl.exact.money import Money
from sladsl.exact.ratio import decimal_text
from sladsl.model.credits import FeeShare
from sladsl.model.values import Ratio

MINUTE = 60


@dataclass(frozen=True)
class Seen:
    """A scenario as it came out: the statement of a period, and the results of one promise in it."""

    outcome: ScenarioOutcome
    statement: Statement
    promise: str
    case: str | None

    @property
    def results(self) -> tuple[Result, ...]:
        found = self.statement.results
        return tuple(r for r in found if self.promise in (r.guarantee.key, r.guarantee.name))

    @property
    def result(self) -> Result:
        (found,) = self.results
        return found

    @property
    def value(self) -> Fraction:
        value = self.result.measured.value
        assert value is not None, self.result.reason
        number = scalar(value)
        assert number is not None
        return number

    @property
    def share(self) -> Fraction:
        assert isinstance(self.result.measured.value, Ratio)
        return self.result.measured.value.value


def display(seen: Seen, wanted: object) -> object:
    """The exact share in per cent with as many decimals as are wanted."""
    return decimal_text(seen.share * 100, _places(wanted))


def compared_display(seen: Seen, wanted: object) -> object:
    """The share in per cent as it is compared, after declared rounding."""
    value = seen.result.compared
    assert isinstance(value, Ratio)
    return decimal_text(value.value * 100, _places(wanted))


def _places(wanted: object) -> int:
    return len(str(wanted).partition(".")[2])


def money(amount: Money | None, wanted: object) -> str:
    return decimal_text(amount.amount if amount is not None else Fraction(0), max(_places(wanted), 2))


def credit_share(seen: Seen, wanted: object) -> object:
    """The share of a fee that the applying row grants, in per cent; None where the agreement does not say."""
    if seen.result.state is State.UNDEFINED:
        return None
    scheme = seen.result.guarantee.credit
    if seen.result.state is State.MET and scheme is not None and not scheme.even_when_met:
        return "0"
    tier = seen.result.tier
    amount = tier.amount if tier is not None else None
    if amount is None and seen.result.state is State.MISSED and scheme is not None:
        amount = scheme.single
    if amount is None:
        return "0"
    assert isinstance(amount.base, FeeShare)
    return decimal_text(amount.base.ratio * 100, _places(wanted))


def met(seen: Seen, wanted: object) -> object:
    state = seen.result.state
    if state in (State.MET, State.MISSED):
        return state is State.MET
    # What is unknown or undefined is never met.
    return False if wanted is False else None


def state(seen: Seen, wanted: object) -> object:
    words = {"undefined_by_contract": "undefined", "conflict": "undefined"}
    return wanted if seen.result.state.value == words.get(str(wanted), wanted) else seen.result.state.value


def exact(seen: Seen, wanted: object) -> object:
    """A quotient as it is written, where it is the same number."""
    above, below = str(wanted).split("/")
    return wanted if Fraction(int(above), int(below)) == seen.share else str(seen.share)


def in_unit(number: Fraction | None, unit: str) -> object:
    assert number is not None
    found = number / MINUTE if unit == "s" else number
    return int(found) if found.denominator == 1 else found


def denominator(seen: Seen, wanted: object) -> object:
    """Minutes, or the number of intervals, events or cases."""
    return in_unit(seen.result.measured.denominator, seen.result.measured.unit)


def numerator(seen: Seen, wanted: object) -> object:
    return in_unit(seen.result.measured.numerator, seen.result.measured.unit)


def counted(seen: Seen, wanted: object) -> object:
    """What counted against the promise: minutes of outages, or the number of intervals or cases."""
    items = seen.result.measured.counted
    if seen.result.measured.unit != "cases":
        return in_unit(sum((c.amount for c in items), Fraction(0)), seen.result.measured.unit)
    return len(items)


def points(seen: Seen, wanted: object) -> object:
    found = sum((o.amount.value for o in seen.statement.owed if not isinstance(o.amount, Money)), Fraction(0))
    return int(found)


def due(seen: Seen, wanted: object) -> object:
    """The last minute in which the case is in time, in the agreement's zone or, with Z, in UTC; a remark
    behind the wanted time is taken over."""
    text = str(wanted)
    statement = seen.statement
    cases = [c for c in seen.outcome.facts.cases or () if seen.case in (None, c.id)]
    (case,) = cases
    instant = deadline_of(case, seen.result.guarantee, statement.agreement)
    assert instant is not None
    zone = UTC if text[16:17] == "Z" else ZoneInfo(statement.agreement.zone)
    shown = datetime.fromtimestamp(instant, zone).strftime("%Y-%m-%dT%H:%M")
    return shown + text[16:]


def matching_rows(seen: Seen, wanted: object) -> object:
    """The shares of all rows whose own words hold for the value."""
    scheme, value = seen.result.guarantee.credit, seen.result.compared
    assert scheme is not None and value is not None
    rows = [t for t in scheme.tiers if t.range is not None and t.range.contains(value)]
    return [int(t.amount.base.ratio * 100) for t in rows if isinstance(t.amount.base, FeeShare)]


def applying(seen: Seen, wanted: object) -> object:
    """The one promise that applies."""
    found = [r.guarantee.key for r in seen.statement.results if r.state is not State.NOT_APPLICABLE]
    return found[0] if len(found) == 1 else found


def minutes_text(seen: Seen, wanted: object) -> object:
    return f"{in_unit(seen.value, 's')}m"


def agreement(seen: Seen, wanted: object) -> object:
    """Whether promises that have to come to the same do."""
    return "conflict" if any(s.kind == "undefined" for s in seen.statement.steps) else "agree"


def may_end(seen: Seen, wanted: object) -> object:
    """Whether the customer may end the agreement because of the statement's period."""
    return bool(grounds(seen.statement, seen.outcome.history, "customer"))


Reader = Callable[[Seen, object], object]

READERS: Mapping[str, Reader] = {
    "met": met,
    "missed": lambda seen, _: seen.result.state is State.MISSED,
    "state": state,
    "display": display,
    "complement_display": lambda s, w: decimal_text(100 - s.share * 100, _places(w)),
    "rounded": compared_display,
    "value_pct": lambda s, w: w if Fraction(str(w)) == s.share * 100 else decimal_text(s.share * 100, 6),
    "value": lambda s, w: w if Fraction(str(w)) == s.value else str(s.value),
    "minutes": lambda s, w: w if Fraction(str(w)) * MINUTE == s.value else str(s.value / MINUTE),
    "exact": exact,
    "numerator": numerator,
    "denominator": denominator,
    "counted": counted,
    "is_counted": lambda s, w: bool(s.result.measured.counted),
    "credit": lambda s, w: money(s.statement.credit, w),
    "bonus": lambda s, w: money(s.statement.bonus, w),
    "credit_pct": credit_share,
    "credit_share": credit_share,
    "points": points,
    "matching_rows": matching_rows,
    "applying": applying,
    "minutes_text": minutes_text,
    "agreement": agreement,
    "numerator_hours": lambda s, w: in_unit((s.result.measured.numerator or Fraction(0)) / 60, "s"),
    "may_end": may_end,
    "no_value": lambda s, w: None if s.result.measured.value is None else str(s.value),
    "due": due,
    "period": lambda s, w: s.result.period.label,
    "claim_by": lambda s, w: str(claim_until(s.statement.agreement, s.result.period)),
}
"""What a word of a case means: the value in the form in which it is wanted."""

ALSO: Mapping[str, str] = {
    "uptime_display": "display",
    "uptime_pct_display_2dp": "display",
    "unrounded_display": "display",
    "downtime_pct_display": "complement_display",
    "total_min": "denominator",
    "window_min": "denominator",
    "periods": "denominator",
    "max_available": "denominator",
    "counted_min": "counted",
    "month": "period",
    "within": "met",
}
"""Words of cases that mean the same as one of the table in every case."""
