"""Gives clauses their numbers, once for all formats, and resolves what refers to them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass, replace
from typing import TypeVar, cast

from sladsl.lower.document import Clause, Document, Reference, Term

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


def _walk(node: object) -> Iterator[object]:
    if isinstance(node, tuple):
        for each in node:
            yield from _walk(each)
    elif is_dataclass(node) and type(node).__module__ == Document.__module__:
        yield node
        for field in fields(node):
            yield from _walk(getattr(node, field.name))


def _with_references(node: T, resolve: Callable[[Reference], Reference]) -> T:
    """The same tree with every reference resolved; what holds none stays the same object."""
    if isinstance(node, Reference):
        return cast(T, resolve(node))
    if isinstance(node, tuple):
        return cast(T, tuple(_with_references(each, resolve) for each in node))
    if is_dataclass(node) and not isinstance(node, type) and type(node).__module__ == Document.__module__:
        changes = {}
        for field in fields(node):
            old = getattr(node, field.name)
            if isinstance(old, tuple) and old:
                new = _with_references(old, resolve)
                if new != old:
                    changes[field.name] = new
        return replace(node, **changes) if changes else node
    return node
