"""The sentences of contract text in one language: what `messages/<language>/*.ftl` say, with values put in.

An identifier in lower-case words and hyphens is passed on as it is, to choose a variant by; every other
string, and all inline content, goes through a slot, so that names never meet the formatter.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction
from functools import cache
from typing import TypeAlias

from sladsl.lower.bundle import DEFINES, Bundle, Given, Spoken, languages
from sladsl.lower.document import Definition, Inline, Inlines, Text, plain
from sladsl.lower.slots import RESERVED, Slots
from sladsl.lower.values import (
    Clock,
    Count,
    Day,
    Elapsed,
    Formats,
    Instant,
    Money,
    Number,
    Percent,
    Period,
    Value,
    parts_of,
)
from sladsl.lower.visible import REPLACEMENT

Argument: TypeAlias = str | int | Value | Inline | Inlines

_IDENTIFIER = re.compile(r"[a-z][a-z-]*\Z")


@cache
def wording(language: str) -> Wording:
    """The wording of a language, read once."""
    return Wording(language)


class Wording:
    """All sentences of one language. A missing message, argument or term raises: it is a bug of ours."""

    def __init__(self, language: str) -> None:
        if language not in languages():
            raise ValueError(f"no wording in the language {language!r}")
        self.language = language
        self.formats = Formats(language)
        self._bundle = Bundle(language, language, self._value)

    def has(self, message_id: str) -> bool:
        return self._bundle.has(message_id)

    def say(self, message_id: str, /, **arguments: Argument) -> str:
        """The sentence as plain text."""
        return plain(self.inlines(message_id, **arguments))

    def inlines(self, message_id: str, /, **arguments: Argument) -> Inlines:
        """The sentence as inline content, its defined terms linked to their definitions."""
        slots = Slots()
        given = {name: self._given(argument, slots) for name, argument in arguments.items()}
        return slots.fill(self._bundle.format(message_id, given))

    def value(self, value: Value, case: str = "nominative") -> str:
        """A value as the language writes it, in a grammatical case that its files know."""
        return plain(Slots().fill(self._value(value, case)))

    def join(self, items: Sequence[str | Inlines], style: str = "and") -> Inlines:
        """A list in words; `style` is and, or."""
        slots = Slots()
        held = [slots.hold(_inlines(item)) for item in items]
        return slots.fill(self.formats.listing(held, style)) if held else ()

    def definition(self, key: str, /, **arguments: Argument) -> Definition:
        """The definition of one of the terms of the language's `terms.ftl`."""
        term = plain(Slots().fill(self._bundle.term(key)))
        return Definition(key, term, self.inlines(DEFINES + key, **arguments))

    @property
    def defined(self) -> tuple[str, ...]:
        """The keys of the terms of the language's files that have a definition."""
        return self._bundle.defined

    def forms(self, key: str) -> frozenset[str]:
        """Every form in which one of these terms may be written."""
        return self._bundle.forms(key)

    def term(self, key: str) -> str:
        """The form under which one of these terms is looked up."""
        return plain(Slots().fill(self._bundle.term(key)))

    def _given(self, argument: Argument, slots: Slots) -> Given:
        match argument:
            case int():
                return argument
            case (
                Number() | Percent() | Money() | Day() | Clock() | Instant() | Elapsed() | Count() | Period()
            ):
                return Spoken(argument, self._value(argument, "nominative"))
            case str() if _IDENTIFIER.match(argument):
                return argument
            case _:
                return slots.hold(_inlines(argument))

    def _value(self, value: Value, case: str) -> str:
        formats = self.formats
        match value:
            case Number(number):
                return formats.number(number)
            case Percent():
                written = formats.percent(value)
                bare = written.replace("%", "").strip()
                return self._inner("percent-case", case=case, value=written, bare=bare)
            case Money():
                return formats.money(value)
            case Day(day):
                return formats.date(day)
            case Clock():
                return formats.clock(value)
            case Instant(moment):
                clock = formats.clock(Clock(moment.hour * 60 + moment.minute))
                return self._inner("instant", date=formats.date(moment.date()), time=clock)
            case Elapsed():
                return " ".join(self._value(part, case) for part in parts_of(value))
            case Count():
                own = f"unit-{value.unit}"
                return self._inner(
                    own if self.has(own) else "unit-other",
                    case=case,
                    count=formats.plural(value.amount),
                    value=formats.number(value.amount),
                    unit=RESERVED.sub(REPLACEMENT, value.unit),
                )
            case Period():
                return self._period(value, case)

    def _period(self, value: Period, case: str) -> str:
        match value:
            case Period("billing-month", first):
                return self._inner("period-billing-month", case=case, first=first)
            case Period("quarter" | "year", first) if first > 1:
                month = self.formats.month(first)
                return self._inner(f"period-{value.kind}-from", case=case, month=month)
            case Period("rolling" | "trailing", _, days):
                length = Count(Fraction(days), "day")
                spoken = Spoken(length, self._value(length, "nominative"))
                return self._inner(f"period-{value.kind}", case=case, length=spoken)
            case _:
                return self._inner(f"period-{value.kind}", case=case)

    def _inner(self, message_id: str, **arguments: Given) -> str:
        """A message for use inside another: only what it takes, and no slots."""
        known = self._bundle.variables(message_id)
        return self._bundle.format(message_id, {k: v for k, v in arguments.items() if k in known})


def _inlines(argument: str | Inline | Inlines) -> Inlines:
    if isinstance(argument, str):
        return (Text(argument),) if argument else ()
    return argument if isinstance(argument, tuple) else (argument,)
