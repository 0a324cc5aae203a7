"""Things as plain values that can be kept, and back: things of known classes, and no others.

Numbers, texts, True, False and None stand for themselves, a list for a tuple of things, and a tuple for
anything else: the number of its kind, then its parts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from fractions import Fraction
from operator import attrgetter
from typing import Any, TypeAlias

from sladsl.diagnostics import catalogue
from sladsl.diagnostics.diagnostic import Diagnostic, Edit, Exhibit, Fix, Label, Rule
from sladsl.records import names_of
from sladsl.source import Source, Span

Plain: TypeAlias = "bool | int | str | list[Plain] | tuple[Plain, ...] | None"

_FRACTION, _DATE, _SPAN, _RULE, _CLASSES = range(5)
_MADE_OF_MORE = (list, tuple)
_AS_THEY_ARE = frozenset((type(None), bool, int, str))
_BY_CODE = {rule.code: rule for rule in catalogue.all_rules()}


class Kinds:
    """The dataclasses that can be kept, numbered in their order, with what is made of them."""

    def __init__(self, made: Iterable[type[object]]) -> None:
        self._made = tuple(dict.fromkeys(made))
        self._numbers = {kind: number for number, kind in enumerate(self._made, _CLASSES)}
        self._parts = {kind: _getter(kind) for kind in self._made}

    def to_plain(self, thing: object) -> Plain:
        """A thing of one of the kinds, or whatever they are made of. TypeError for anything else."""
        kind = type(thing)
        number = self._numbers.get(kind)
        if number is not None:
            parts = self._parts[kind](thing)
            return (number, *[e if type(e) in _AS_THEY_ARE else self.to_plain(e) for e in parts])
        match thing:
            case None | bool() | int() | str():
                return thing
            case tuple():
                return [self.to_plain(each) for each in thing]
            case Span():
                return (_SPAN, thing.source.name, thing.start, thing.end)
            case Fraction():
                return (_FRACTION, thing.numerator, thing.denominator)
            case date():
                return (_DATE, thing.toordinal())
            case Rule():
                return (_RULE, thing.code)
        raise TypeError(f"a {kind.__name__} cannot be kept")

    def from_plain(self, plain: Plain, sources: Mapping[str, Source]) -> object:
        """What `to_plain` was given. KeyError for a place in a source that is not given."""
        made = self._made

        def back(plain: Any) -> object:
            # Called for every part of every fact: no call in it that can be done without.
            if type(plain) is list:
                return tuple([back(e) if type(e) in _MADE_OF_MORE else e for e in plain])
            number = plain[0]
            if number >= _CLASSES:
                make: Callable[..., object] = made[number - _CLASSES]
                return make(*[back(e) if type(e) in _MADE_OF_MORE else e for e in plain[1:]])
            if number == _SPAN:
                _, name, start, end = plain
                return Span(sources[name], start, end)
            if number == _FRACTION:
                return Fraction(plain[1], plain[2])
            if number == _DATE:
                return date.fromordinal(plain[1])
            return _BY_CODE[plain[1]]

        return back(plain) if type(plain) in _MADE_OF_MORE else plain


def _getter(kind: type[object]) -> Callable[[object], tuple[Any, ...]]:
    names = names_of(kind)
    get = attrgetter(*names)
    return get if len(names) > 1 else lambda thing: (get(thing),)


FINDING_KINDS: tuple[type[object], ...] = (Diagnostic, Label, Fix, Edit, Exhibit)

FINDINGS = Kinds(FINDING_KINDS)
"""Findings alone: what a run in which nothing changed needs, without the classes that checks bring."""
