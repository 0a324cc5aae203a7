"""Findings and facts as plain values that can be kept, and back: no more than what is listed here.

Numbers, texts, True, False and None stand for themselves, a list for a tuple of things, and a tuple for
anything else: the number of its kind, then its parts.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import date
from fractions import Fraction
from operator import attrgetter
from typing import TypeAlias, cast

from sladsl.diagnostics import catalogue
from sladsl.diagnostics.diagnostic import Diagnostic, Edit, Exhibit, Fix, Label, Rule
from sladsl.exact.money import Money
from sladsl.model.silences import Silence
from sladsl.rules.money.exposure import Part
from sladsl.rules.money.yearly import Sum
from sladsl.rules.quality.capacity import Amount
from sladsl.rules.run import JOINED
from sladsl.source import Source, Span

Plain: TypeAlias = "bool | int | str | list[Plain] | tuple[Plain, ...] | None"

_FRACTION, _DATE, _SPAN, _RULE, _CLASSES = range(5)

_MADE: tuple[type[object], ...] = (
    *(Diagnostic, Label, Fix, Edit, Exhibit, Silence),
    *(Part, Sum, Amount, Money),
    *dict.fromkeys(kind for joined in JOINED for kind in joined.kinds),
)
_NUMBERS = {kind: number for number, kind in enumerate(_MADE, _CLASSES)}


def _getter(kind: type[object]) -> Callable[[object], tuple[object, ...]]:
    names = [field.name for field in fields(kind)]  # type: ignore[arg-type]
    get = attrgetter(*names)
    return get if len(names) > 1 else lambda thing: (get(thing),)


_PARTS = {kind: _getter(kind) for kind in _MADE}


def to_plain(thing: object) -> Plain:
    """A finding, a silence, a fact, or whatever they are made of. TypeError for anything else."""
    match thing:
        case None | bool() | int() | str():
            return thing
        case tuple():
            return [to_plain(each) for each in thing]
        case Span():
            return (_SPAN, thing.source.name, thing.start, thing.end)
        case Fraction():
            return (_FRACTION, thing.numerator, thing.denominator)
        case date():
            return (_DATE, thing.toordinal())
        case Rule():
            return (_RULE, thing.code)
    kind = type(thing)
    number = _NUMBERS.get(kind)
    if number is None:
        raise TypeError(f"a {kind.__name__} cannot be kept")
    return (number, *map(to_plain, _PARTS[kind](thing)))


def from_plain(plain: Plain, sources: Mapping[str, Source]) -> object:
    """What `to_plain` was given. KeyError for a place in a source that is not given."""
    if isinstance(plain, list):
        return tuple([from_plain(e, sources) if type(e) in _MADE_OF_MORE else e for e in plain])
    if not isinstance(plain, tuple):
        return plain
    number = cast("int", plain[0])
    if number >= _CLASSES:
        make = cast("Callable[..., object]", _MADE[number - _CLASSES])
        return make(*[from_plain(e, sources) if type(e) in _MADE_OF_MORE else e for e in plain[1:]])
    if number == _SPAN:
        _, name, start, end = cast("tuple[int, str, int, int]", plain)
        return Span(sources[name], start, end)
    if number == _FRACTION:
        _, over, under = cast("tuple[int, int, int]", plain)
        return Fraction(over, under)
    if number == _DATE:
        return date.fromordinal(cast("int", plain[1]))
    return _BY_CODE[cast("str", plain[1])]


_MADE_OF_MORE = (list, tuple)
_BY_CODE = {rule.code: rule for rule in catalogue.all_rules()}
