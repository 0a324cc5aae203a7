"""The parser's states without its values: how far tokens would go, and what could stand next."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, TypeAlias

from sladsl.syntax.lexer import END, NAME
from sladsl.syntax.tables import Tables

# A state and what lies under it: stacks share their lower parts, so that trying costs no copying.
Stack: TypeAlias = "tuple[int, Stack | None]"


class Tok(NamedTuple):
    """One token of a declaration being mended; `guessed` when a repair put in a value nobody wrote."""

    kind: str
    text: str
    start: int
    end: int
    guessed: bool = False


class Steering:
    """Moves stacks of states by tokens."""

    def __init__(self, tables: Tables, names: frozenset[str], text: str) -> None:
        self.tables = tables
        self.text = text
        self.names = names
        self.bottom: Stack = (tables.start, None)

    def after(self, stack: Stack, kind: str) -> Stack | None:
        """The stack after a token of that kind; None when it does not fit."""
        tables = self.tables
        row = tables.row(stack[0])
        while True:
            action = row.get(kind)
            if action is None:
                if kind not in self.names:
                    return None
                kind = NAME
                action = row.get(NAME)
                if action is None:
                    return None
            if action >= 0:
                return action, stack
            production = tables.production(~action)
            below: Stack | None = stack
            for _ in production.keep:
                if below is None:
                    raise ValueError("a stack of states is shorter than what it holds")
                below = below[1]
            if below is None:
                raise ValueError("a stack of states has no ground")
            state = tables.jumps(below[0])[production.name]
            stack = (state, below)
            if state == tables.end and kind == END:
                return stack
            row = tables.row(state)

    def possible(self, stack: Stack) -> list[str]:
        """The kinds of token that can stand next, by name; not those that would only be read as names."""
        row = self.tables.row(stack[0])
        return [kind for kind in sorted(row) if kind != END and self.after(stack, kind) is not None]

    def reach(self, stack: Stack, kinds: Sequence[str], limit: int) -> int:
        """How many of `kinds` fit one after the other, at most `limit`; the end of all counts as `limit`."""
        at: Stack | None = stack
        for count, kind in enumerate(kinds[:limit]):
            at = self.after(at, kind) if at is not None else None
            if at is None:
                return count
            if kind == END:
                return limit
        return min(limit, len(kinds))
