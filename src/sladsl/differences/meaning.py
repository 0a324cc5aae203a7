"""What a resolved thing means apart from where it is written: equal for two things that mean the same."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import fields, is_dataclass
from enum import Enum
from typing import TypeVar

from sladsl.model.catalogue import (
    Calendar,
    Clause,
    Exclusion,
    Party,
    PartyUse,
    Priorities,
    Priority,
    Service,
)
from sladsl.model.metrics import Metric
from sladsl.source import Span

T = TypeVar("T")
_NAMED = (Service, Metric, Exclusion, Clause, Priority, Priorities, Party, PartyUse)


def meaning(thing: object) -> Hashable:
    """The thing without spans; what it refers to by name, calendars by their instants."""
    if isinstance(thing, PartyUse):
        return thing.key
    if is_dataclass(thing) and not isinstance(thing, type):
        return type(thing).__name__, tuple(
            (field.name, _inner(value))
            for field in fields(thing)
            if not isinstance(value := getattr(thing, field.name), Span)
        )
    return _inner(thing)


def _inner(value: object) -> Hashable:
    if isinstance(value, Span):
        return None
    if isinstance(value, _NAMED):
        return type(value).__name__, value.key
    if isinstance(value, Calendar):
        return "Calendar", meaning(value.instants)
    if isinstance(value, frozenset):
        return tuple(sorted((_inner(each) for each in value), key=repr))
    if isinstance(value, (tuple, list)):
        return tuple(_inner(each) for each in value)
    if isinstance(value, Enum):
        word: Hashable = value.value
        return word
    if is_dataclass(value):
        return meaning(value)
    assert isinstance(value, Hashable)
    return value


def same(left: object, right: object) -> bool:
    """Whether two things mean the same."""
    if left is right or left is None or right is None:
        return left is right
    return meaning(left) == meaning(right)


def same_set(left: Sequence[object], right: Sequence[object]) -> bool:
    """Whether the same things are in both, in whatever order."""
    if len(left) != len(right) or not left:
        return len(left) == len(right)
    return sorted((meaning(x) for x in left), key=repr) == sorted((meaning(x) for x in right), key=repr)


def only_left(left: Sequence[T], right: Sequence[T]) -> list[T]:
    """What is in the left and has nothing of the same meaning in the right, one for one."""
    if not left or not right:
        return list(left)
    rest = [meaning(x) for x in right]
    found = []
    for each in left:
        key = meaning(each)
        if key in rest:
            rest.remove(key)
        else:
            found.append(each)
    return found


def unlike(left: object, right: object, told: frozenset[str]) -> list[str]:
    """The fields of two things of one kind that differ and are not told elsewhere.

    Whatever the model learns to hold shows in a comparison before anybody says what it is worth.
    """
    assert is_dataclass(left) and is_dataclass(right)
    return [
        field.name
        for field in fields(left)
        if field.name not in told
        and not isinstance(getattr(left, field.name), Span)
        and not same(getattr(left, field.name), getattr(right, field.name))
    ]
