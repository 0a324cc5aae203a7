"""The words of a drawing in one language; agreements, services and metrics keep the names of the source."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from fractions import Fraction

from sladsl.exact.durations import CalendarDays, Duration, WorkingDays
from sladsl.exact.money import Money
from sladsl.lower import values as v
from sladsl.lower.contract.pen import finite
from sladsl.lower.document import plain, text
from sladsl.lower.short_times import short_time
from sladsl.lower.wording import wording
from sladsl.model.values import Number, Ratio, Value, Words
from sladsl.model.written import short_text

_SHARE_PLACES = 8
_SOURCE = "en"
"""The language in which values stand as the source writes them."""


class DrawingWords:
    """What a drawing says, in a language that there is wording for. It says much the same again and again,
    and remembers it."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._wording = wording(language)
        self._said: dict[Hashable, str] = {}

    def _once(self, key: Hashable, made: Callable[[], str]) -> str:
        known = self._said.get(key)
        if known is None:
            known = self._said[key] = made()
        return known

    def say(self, message: str, /, **arguments: str | int) -> str:
        """A message with names and numbers put in as they are; a number chooses the form."""
        given = {
            name: argument if isinstance(argument, int) else text(argument)
            for name, argument in arguments.items()
        }
        key = (message, *arguments.items())
        return self._once(key, lambda: self._wording.say(message, **given))

    def say_of(self, message: str, chosen: str, kind: str, /, **arguments: str) -> str:
        """The same for a message with variants: `chosen` is the argument that one is chosen by."""
        given = {name: text(argument) for name, argument in arguments.items()}
        key = (message, kind, *arguments.items())
        return self._once(key, lambda: self._wording.say(message, **{chosen: kind}, **given))

    def say_level(self, message: str, kind: str, level: str, /) -> str:
        """The kind of an agreement with its level."""
        return self._wording.say(message, kind=kind, level=level)

    def number(self, value: int) -> str:
        return self._wording.formats.number(Fraction(value))

    def listed(self, items: Iterable[str]) -> str:
        """`one, two and three`."""
        return plain(self._wording.join([text(item) for item in items]))

    def title(self, words: Words) -> str:
        return words.plain(self.language)

    def share(self, share: Fraction) -> str:
        percentage = v.Percent(finite(share, _SHARE_PLACES))
        return self._once(percentage, lambda: self._wording.value(percentage))

    def value(self, value: Value) -> str:
        """A target in few words: `99.95%`, `300 ms`, `3 working days`."""
        if self.language == _SOURCE:
            return short_text(value)
        match value:
            case Ratio(share):
                return self.share(share)
            case Number(number):
                return self._wording.value(v.Number(finite(number)))
            case Money(amount, currency):
                return self._wording.value(v.Money(finite(amount), currency))
            case Duration(seconds) if 0 < seconds < 1:
                return self._wording.value(v.Count(finite(seconds * 1000), "millisecond"))
            case Duration(seconds):
                return short_time(self._wording, seconds)
            case WorkingDays(count):
                return self._wording.value(v.Count(Fraction(count), "working-day"))
            case CalendarDays(count):
                return self._wording.value(v.Count(Fraction(count), "day"))
            case _:
                return short_text(value)
