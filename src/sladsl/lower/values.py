"""Values as contract text says them: money, shares, dates and durations, exact, in the language's form.

The classes say what is meant; `Formats` writes it. Numbers are exact: whoever wants one that does not end
(a third) rounds it first, by the agreement's rule.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal, localcontext
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias

from sladsl.exact.ratio import decimal_places
from sladsl.records import record

if TYPE_CHECKING:
    from babel import Locale

NBSP = "\u00a0"
# The tongue's own conventions for dates, times and money, where Babel's bare language means another country.
_LOCALES = {"en": "en_GB"}


@record
class Number:
    """A number without a unit."""

    value: Fraction


@record
class Percent:
    """A share of one; `places` is the least number of decimals of the percentage to show."""

    value: Fraction
    places: int = 0


@record
class Money:
    """An amount of an ISO 4217 currency."""

    amount: Fraction
    currency: str


@record
class Day:
    """A calendar date."""

    value: dt.date


@record
class Clock:
    """A time of day in minutes since midnight, 0 to 1440 (24:00)."""

    minutes: int


@record
class Instant:
    """A local date and time, to the minute."""

    value: dt.datetime


@record
class Elapsed:
    """A length of time in seconds."""

    seconds: Fraction


@record
class Count:
    """So many of a unit: second, minute, hour, day, working-day, week, month, year, or another word."""

    amount: Fraction
    unit: str


@record
class Period:
    """A kind of period: day, week, month, quarter, year, billing-month, rolling or trailing.

    `first` is the month (1-12) in which a shifted quarter or year begins, or the day on which a billing
    month does; `days` is the length of a rolling or trailing period.
    """

    kind: str
    first: int = 0
    days: int = 0


Value: TypeAlias = Number | Percent | Money | Day | Clock | Instant | Elapsed | Count | Period

_STEPS = (("hour", 3600), ("minute", 60), ("second", 1))


def parts_of(elapsed: Elapsed) -> tuple[Count, ...]:
    """Hours, minutes and seconds (milliseconds when shorter than a second) that make up the length."""
    rest = elapsed.seconds
    if rest == 0:
        return (Count(Fraction(0), "minute"),)
    if rest < 1:
        return (Count(rest * 1000, "millisecond"),)
    parts = []
    for unit, seconds in _STEPS:
        amount = rest if unit == "second" else Fraction(rest // seconds)
        rest -= amount * seconds if unit != "second" else rest
        if amount:
            parts.append(Count(amount, unit))
    return tuple(parts)


def decimal(value: Fraction) -> Decimal:
    """The value as a decimal; ValueError when it has no end."""
    places = decimal_places(value)
    if places is None:
        raise ValueError(f"{value} has no end as a decimal: round it first")
    digits = abs(value.numerator) * 10**places // value.denominator
    return Decimal((int(value < 0), tuple(map(int, str(digits))), -places))


def _digits(value: Decimal) -> int:
    """So many that nothing of a value is rounded away: the language's own numbers end after 28."""
    return max(28, len(value.as_tuple().digits) - int(value.as_tuple().exponent) + 2)


class Formats:
    """How one language writes numbers, money, dates and lists."""

    def __init__(self, language: str) -> None:
        self._name = _LOCALES.get(language, language).replace("-", "_")

    @cached_property
    def locale(self) -> Locale:
        from babel import Locale

        return Locale.parse(self._name)

    def number(self, value: Fraction) -> str:
        from babel.numbers import format_decimal

        exact = decimal(value)
        with localcontext(prec=_digits(exact)):
            return format_decimal(exact, locale=self.locale, decimal_quantization=False)

    def percent(self, value: Percent) -> str:
        from babel.numbers import format_percent

        exact = decimal(value.value * 100)
        places = max(value.places, -int(exact.as_tuple().exponent))
        pattern = self.locale.percent_formats[None].pattern
        if places > 0:
            pattern = pattern.replace("#,##0", "#,##0." + "0" * places)
        share = decimal(value.value)
        with localcontext(prec=_digits(share) + places):
            return format_percent(share, pattern, locale=self.locale, decimal_quantization=False)

    def money(self, value: Money) -> str:
        """The amount with its ISO code; whole amounts without decimals, others to the minor unit at least."""
        from babel.numbers import format_decimal, get_currency_precision

        exact = decimal(value.amount)
        places = max(0, -int(exact.as_tuple().exponent))
        if places:
            places = max(places, get_currency_precision(value.currency))
        pattern = "#,##0" + ("." + "0" * places if places else "")
        with localcontext(prec=_digits(exact) + places):
            amount = format_decimal(exact, pattern, locale=self.locale, decimal_quantization=False)
        standard = self.locale.currency_formats["standard"].pattern
        before = standard.index("¤") < standard.index("#")
        return f"{value.currency}{NBSP}{amount}" if before else f"{amount}{NBSP}{value.currency}"

    def date(self, value: dt.date) -> str:
        from babel.dates import format_date

        return format_date(value, "long", locale=self.locale)

    def day_of_year(self, value: dt.date) -> str:
        """A date without its year."""
        from babel.dates import format_skeleton

        return format_skeleton("MMMMd", value, locale=self.locale)

    def month_of_year(self, day: dt.date) -> str:
        """The month and year of a date: `November 2027`."""
        from babel.dates import format_skeleton

        return format_skeleton("yMMMM", day, locale=self.locale)

    def month_short(self, number: int) -> str:
        """The name of month 1 to 12 as short as it is usual: `Nov`."""
        return str(self.locale.months["stand-alone"]["abbreviated"][number])

    def day_short(self, day: dt.date) -> str:
        """Day and month of a date in numbers: `26/11`."""
        from babel.dates import format_skeleton

        return format_skeleton("Md", day, locale=self.locale)

    def day_of_week(self, day: dt.date) -> str:
        """A date with the short name of its weekday: `Fri, 1 Oct 2027`."""
        from babel.dates import format_skeleton

        return format_skeleton("yMMMEd", day, locale=self.locale)

    def day_of_week_short(self, day: dt.date) -> str:
        """The same without the year, as it stands on an axis: `Fri 1 Oct`."""
        from babel.dates import format_skeleton

        return format_skeleton("MMMEd", day, locale=self.locale)

    def time_of_day(self, time: dt.time) -> str:
        """A time of day, with its seconds where there are any."""
        from babel.dates import format_skeleton

        return format_skeleton("Hms" if time.second else "Hm", time, locale=self.locale)

    def clock(self, value: Clock) -> str:
        from babel.dates import format_skeleton

        def written(hour: int) -> str:
            return format_skeleton("Hm", dt.time(hour, value.minutes % 60), locale=self.locale)

        return written(value.minutes // 60) if value.minutes < 1440 else written(23).replace("23", "24")

    def month(self, number: int) -> str:
        """The name of month 1 to 12, standing alone."""
        return str(self.locale.months["stand-alone"]["wide"][number])

    def weekday(self, number: int) -> str:
        """The name of weekday 0 (Monday) to 6, standing alone."""
        return str(self.locale.days["stand-alone"]["wide"][number])

    def country(self, code: str) -> str:
        """The name of an ISO 3166 country, or the code itself."""
        return str(self.locale.territories.get(code, code))

    def language(self, code: str) -> str:
        """The name of a language."""
        return str(self.locale.languages.get(code, code))

    def listing(self, items: Sequence[str], style: str) -> str:
        """Items joined by commas and `and` or `or`."""
        from babel.lists import format_list

        return format_list(items, style="standard" if style == "and" else "or", locale=self.locale)

    def plural(self, value: Fraction) -> str:
        """The CLDR plural category of the number as it is written."""
        return str(self.locale.plural_form(decimal(value)))
