"""Targets, values and what they were counted from, as a report shows them: never rounded up to a target."""

from __future__ import annotations

from fractions import Fraction

from sladsl.evaluate.results import Measured, Result, State
from sladsl.exact.durations import Duration
from sladsl.exact.ratio import Rounding, decimal_places, exact_decimal, round_to
from sladsl.lower import values as v
from sladsl.lower.contract.pen import Pen
from sladsl.lower.document import Inlines, text
from sladsl.model.values import Number, Ratio, Value

PLACES = 4
"""Decimals of a percentage or number that goes on; what follows is dots."""
_SECONDS = ("s", "seconds")


def target_words(pen: Pen, result: Result) -> Inlines:
    """`at least 99.95%`, `no more than 4 hours for 95%`."""
    guarantee = result.guarantee
    bound = pen.bound(guarantee.comparator, guarantee.target)
    if guarantee.share is None:
        return bound
    share = text(pen.written(pen.share(guarantee.share.ratio)))
    return pen.say("report-target-share", bound=bound, share=share)


def value_words(pen: Pen, result: Result, places: int = PLACES) -> str:
    """The value as it was compared; a dash where there is none."""
    value = result.compared if result.compared is not None else result.measured.value
    return "–" if value is None else written(pen, value, places)


def written(pen: Pen, value: Value, most: int = PLACES) -> str:
    """A value in the language; one whose decimals go on is cut, never rounded, and ends in dots."""
    match value:
        case Ratio(share):
            cut = _cut(share * 100, most)
            return _dotted(pen.written(Ratio((cut or share * 100) / 100)), cut is not None)
        case Number(number):
            cut = _cut(number, most)
            return _dotted(pen.number(cut if cut is not None else number), cut is not None)
        case Duration(seconds):
            cut = _cut(seconds, most)
            return (
                pen.written(Duration(cut)) + ("…" if cut is not None else "")
                if cut is not None
                else (pen.written(value))
            )
    return pen.written(value)


def _cut(number: Fraction, most: int) -> Fraction | None:
    """The first decimals of a number that has more of them than people read; None where it has not."""
    places = decimal_places(number)
    if places is not None and places <= most:
        return None
    return round_to(number, most, Rounding.FLOOR)


def _dotted(shown: str, cut: bool) -> str:
    """The dots go behind the last digit, before the sign."""
    if not cut:
        return shown
    end = max(place for place, char in enumerate(shown) if char.isdigit()) + 1
    return shown[:end] + "…" + shown[end:]


def counted_words(pen: Pen, measured: Measured) -> Inlines:
    """`42,915 of 42,960 intervals`, `197 hours of 198 hours`; nothing where nothing was divided."""
    if measured.numerator is None or measured.denominator is None:
        return ()
    part, whole = (
        amount_words(pen, each, measured.unit) for each in (measured.numerator, measured.denominator)
    )
    if measured.unit in _SECONDS or not measured.unit:
        return pen.say("report-part-of", part=text(part), whole=text(whole))
    unit = unit_word(measured.unit)
    return pen.say("report-part-of-unit", part=text(part), whole=text(whole), unit=unit)


def unit_word(unit: str) -> str:
    """The unit as the wording chooses by it."""
    return unit if unit in ("intervals", "events", "cases") else "other"


def amount_words(pen: Pen, amount: Fraction, unit: str) -> str:
    """A part of the sum: a length of time, or a number."""
    return written(pen, Duration(amount)) if unit in _SECONDS else written(pen, Number(amount))


def fraction_words(pen: Pen, result: Result) -> str:
    """The exact value: the quotient as it was counted, or a fraction; empty where what is shown is exact."""
    made = result.measured
    if made.value is None:
        return ""
    if made.numerator is not None and made.denominator and isinstance(made.value, Ratio):
        exact = [exact_decimal(each) for each in (made.numerator, made.denominator)]
        if made.value.value == made.numerator / made.denominator and None not in exact:
            quotient = " / ".join(pen.number(each) for each in (made.numerator, made.denominator))
            return f"{quotient} = {written(pen, made.value)}"
    match made.value:
        case Ratio(number) | Number(number) | Duration(number) if _cut(number, PLACES) is not None:
            return f"{pen.number(number.numerator)} / {pen.number(number.denominator)}"
    return ""


def state_word(pen: Pen, state: State) -> str:
    """`met`, `missed`, `no data`."""
    return pen.plain("report-state", state=state.value.replace("_", "-"))


def moment_words(pen: Pen, moment: v.Instant, same_day: bool = False) -> str:
    """A date and a time, or the time alone; seconds only where there are any."""
    at = moment.value
    shown = pen.w.formats.clock(v.Clock(at.hour * 60 + at.minute)) if same_day else pen.written(moment)
    return shown + (f":{at.second:02}" if at.second else "")
