"""Gives clauses their numbers, once for all formats, and resolves what refers to them."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any, TypeVar, cast

from sladsl.lower.document import Clause, Document, Reference, Term
from sladsl.records import replace

T = TypeVar("T")


def numbered(document: Document) -> Document:
    """The document with clauses numbered 1, 1.1, ... and schedules A, A.1, ..., and references resolved.

    A key given twice, a reference to no clause and a term without definition are bugs of whoever built
    the document: they raise ValueError.
    """
    clauses = _count(document.clauses, str)
    schedules = _count(document.schedules, _letters)
    document = replace(document, clauses=clauses, schedules=schedules)
    numbers: dict[str, str] = {}
    for clause in document.walk():
        if clause.key in numbers:
            raise ValueError(f"two clauses have the key {clause.key!r}")
        numbers[clause.key] = clause.number
    defined = [entry.key for entry in document.definitions]
    if len(set(defined)) != len(defined):
        raise ValueError(f"a term is defined twice: {sorted(defined)}")
    if missing := used_terms(document) - set(defined):
        raise ValueError(f"terms used and not defined: {sorted(missing)}")

    def resolve(reference: Reference) -> Reference:
        if reference.key not in numbers:
            raise ValueError(f"a reference to no clause: {reference.key!r}")
        return Reference(reference.key, numbers[reference.key])

    return _with_references(document, resolve)


def used_terms(node: object) -> frozenset[str]:
    """The keys of every term that occurs anywhere in a document, a clause, a block or inline content."""
    return frozenset(each.key for each in _walk(node) if isinstance(each, Term))


def _count(clauses: tuple[Clause, ...], number: Callable[[int], str]) -> tuple[Clause, ...]:
    result = []
    for position, clause in enumerate(clauses, 1):
        own = number(position)

        def below(n: int, own: str = own) -> str:
            return f"{own}.{n}"

        result.append(replace(clause, number=own, children=_count(clause.children, below)))
    return tuple(result)


def _letters(n: int) -> str:
    """A, B, ..., Z, AA, AB, ..."""
    word = ""
    while n:
        n, letter = divmod(n - 1, 26)
        word = chr(ord("A") + letter) + word
    return word


@cache
def _parts(kind: Hashable) -> tuple[str, ...] | None:
    """The fields of one of the Document's own types; None for any other."""
    if not isinstance(kind, type) or not is_dataclass(kind) or kind.__module__ != Document.__module__:
        return None
    return tuple(field.name for field in fields(kind))


def _walk(node: object) -> Iterator[object]:
    """The Document's nodes under `node`, parents first."""
    waiting = [node]
    while waiting:
        current = waiting.pop()
        if isinstance(current, tuple):
            waiting.extend(reversed(current))
            continue
        parts = _parts(cast(Hashable, type(current)))
        if parts is not None:
            yield current
            waiting.extend(getattr(current, name) for name in reversed(parts))


def _with_references(node: T, resolve: Callable[[Reference], Reference]) -> T:
    """The same tree with every reference resolved; what holds none stays the same object."""
    if isinstance(node, Reference):
        return cast(T, resolve(node))
    if isinstance(node, tuple):
        made = tuple(_with_references(each, resolve) for each in node)
        same = all(new is old for new, old in zip(made, node, strict=True))
        return node if same else cast(T, made)
    parts = _parts(cast(Hashable, type(node)))
    if parts is None:
        return node
    changes = {}
    for name in parts:
        old = getattr(node, name)
        if isinstance(old, tuple) and old:
            new = _with_references(old, resolve)
            if new is not old:
                changes[name] = new
    return cast(T, replace(cast(Any, node), **changes)) if changes else node
