"""From text to Module: a loop over the LALR tables, one declaration at a time."""

from __future__ import annotations

import gc
from functools import cache
from typing import TYPE_CHECKING, Any, TypeAlias

from sladsl.diagnostics import catalogue
from sladsl.diagnostics.diagnostic import Diagnostic, Label, Outcome
from sladsl.source import Source, Span
from sladsl.syntax import tables
from sladsl.syntax.build import LEAVES, BadLiteral, Maker, Value, maker_for
from sladsl.syntax.lexer import END, NAME, Tokens, tokenize
from sladsl.syntax.module import Module
from sladsl.syntax.nodes import Node

if TYPE_CHECKING:
    from sladsl.syntax.recovery import Read

MAX_CHARACTERS = 5_000_000
MAX_DEPTH = 200

# What the loop does with a token, as (count, target, make): count parts come off the stack and `make`
# turns them into the rule `target`; or the token is shifted, and `target` is the state to go to; or the
# token alone is a leaf, made by `make` and then the rule `target`.
_SHIFT, _LEAF = -1, -2
Action: TypeAlias = "tuple[int, Any, Any]"


def parse(source: Source) -> Outcome[Module]:
    """The module written in `source` and everything that could not be read in it."""
    if len(source.text) > MAX_CHARACTERS:
        return Outcome(Module(source, (), ()), (_too_large(source),))
    machine = _machine()
    # A tree has no cycles, and millions of new nodes would be visited again and again.
    collecting = gc.isenabled()
    gc.disable()
    try:
        return _parse(source, machine)
    finally:
        if collecting:
            gc.enable()


def _parse(source: Source, machine: Machine) -> Outcome[Module]:
    tokens, problems = tokenize(source, machine.tables.keywords)
    strays = [problem.labels[0].span.start for problem in problems]
    declarations: list[Node] = []
    broken: set[str] = set()
    for first, stop in tokens.pieces:
        node = None
        if stop - first <= MAX_DEPTH or not _deep(tokens.types[first:stop]):
            try:
                node = machine.run(tokens, first)
            except BadLiteral:
                node = None
        if node is not None:
            declarations.append(node)
            continue
        read = recover(machine, tokens, first, stop, strays)
        problems.extend(read.findings)
        declarations.extend(read.nodes)
        broken.update(read.broken)
    problems.sort(key=lambda d: d.labels[0].span.start)
    module = Module(source, tuple(declarations), tokens.comments, frozenset(broken))
    return Outcome(module, tuple(problems))


def recover(machine: Machine, tokens: Tokens, first: int, stop: int, strays: list[int]) -> Read:
    """What can be read of a broken declaration; imported only for those."""
    from sladsl.syntax import recovery

    return recovery.recover(machine, tokens, first, stop, strays)


class Machine:
    """The loop and what it remembers of the tables: everything it looks up is filled in when first met."""

    def __init__(self, loaded: tables.Tables) -> None:
        self.tables = loaded
        self.names = frozenset((*loaded.keywords.values(), "QUANTILE"))
        self.rows: list[dict[str, Action]] = [{} for _ in range(loaded.states)]
        self.jumps: list[dict[str, dict[str, tuple[int, tuple[Maker, ...]]]]] = [{} for _ in self.rows]
        self.makers: dict[int, Maker] = {}

    def run(self, tokens: Tokens, index: int) -> Node | None:
        """Parses the tokens from `index` to the next `$END` as one declaration; None when they are none.

        A keyword that the state does not expect is read as a name: that is the whole treatment of keywords.
        """
        rows, jumps = self.rows, self.jumps
        types, texts, starts, ends = tokens.types, tokens.texts, tokens.starts, tokens.ends
        state, last_state = self.tables.start, self.tables.end
        states = [state]
        values: list[Value] = []
        begins: list[int] = []
        kind = types[index]
        reached = starts[index]
        while True:
            try:
                count, target, make = rows[state][kind]
            except KeyError:
                found = self.learn_action(state, kind)
                if found is None:
                    return None
                (count, target, make), kind = found
            if count == _SHIFT:
                states.append(target)
                values.append(texts[index])
                begins.append(starts[index])
                reached = ends[index]
                index += 1
                kind = types[index]
                state = target
                continue
            if count == _LEAF:
                begin, reached = starts[index], ends[index]
                value = make(texts[index], begin, reached)
                index += 1
                kind = types[index]
            elif count:
                begin = begins[-count]
                value = make(values, begin, reached)
                del states[-count:], values[-count:], begins[-count:]
            else:
                begin = reached
                value = make(values, begin, reached)
            try:
                state, wrappers = jumps[states[-1]][target][kind]
            except KeyError:
                state, wrappers = self.learn_jump(states[-1], target, kind)
            for wrap in wrappers:
                value = wrap([value], begin, reached)
            values.append(value)
            begins.append(begin)
            states.append(state)
            if state == last_state and kind == END:
                break
        result = values[-1]
        if not isinstance(result, Node):
            raise TypeError(f"a declaration reduced to {result!r}")
        return result

    def learn_action(self, state: int, kind: str) -> tuple[Action, str] | None:
        """What `state` does with a token, and as which kind it goes on; None when it fits nowhere."""
        row = self.tables.row(state)
        code = row.get(kind)
        if code is None:
            code = row.get(NAME) if kind in self.names else None
            if code is None:
                return None
            if code < 0:
                return self.reduction(code), NAME
        action = self.reduction(code) if code < 0 else self.shift(code)
        self.rows[state][kind] = action
        return action, kind

    def reduction(self, code: int) -> Action:
        production = self.tables.production(~code)
        return len(production.keep), production.name, self.maker(code)

    def shift(self, state: int) -> Action:
        """The shift to `state`; at once a leaf when all that state does is to make one of the token."""
        codes = set(self.tables.row(state).values())
        if len(codes) == 1 and min(codes) < 0:
            production = self.tables.production(~min(codes))
            if production.target in LEAVES and len(production.keep) == 1:
                return _LEAF, production.name, LEAVES[production.target]
        return _SHIFT, state, None

    def maker(self, code: int) -> Maker:
        if code not in self.makers:
            self.makers[code] = maker_for(self.tables.production(~code))
        return self.makers[code]

    def learn_jump(self, state: int, name: str, kind: str) -> tuple[int, tuple[Maker, ...]]:
        """Where `state` goes after rule `name` before a token, past all rules of that one part alone.

        With what these make of the part, the innermost first.
        """
        wrappers: list[Maker] = []
        target = self.tables.jumps(state)[name]
        action = self.tables.row(target).get(kind, 0)
        while action < 0:
            production = self.tables.production(~action)
            if len(production.keep) != 1:
                break
            if not production.through:
                wrappers.append(self.maker(action))
            target = self.tables.jumps(state)[production.name]
            action = self.tables.row(target).get(kind, 0)
        jump = target, tuple(wrappers)
        self.jumps[state].setdefault(name, {})[kind] = jump
        return jump


@cache
def _machine() -> Machine:
    return Machine(tables.load())


def _deep(kinds: list[str]) -> bool:
    """Whether brackets nest too deep in a declaration of such tokens to recurse over its tree."""
    if kinds.count("LBRACE") + kinds.count("LPAR") <= MAX_DEPTH:
        return False
    depth = 0
    for kind in kinds:
        if kind in ("LBRACE", "LPAR"):
            depth += 1
            if depth > MAX_DEPTH:
                return True
        elif kind in ("RBRACE", "RPAR"):
            depth -= 1
    return False


def _too_large(source: Source) -> Diagnostic:
    return Diagnostic(
        catalogue.FILE_TOO_LARGE,
        f"the file has {len(source.text):,} characters; more than {MAX_CHARACTERS:,} are not read".replace(
            ",", " "
        ),
        (Label(Span(source, 0, 0)),),
        help="split it and import the parts",
    )
