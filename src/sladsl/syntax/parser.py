"""From text to Module: a loop over the LALR tables, one declaration at a time."""

from __future__ import annotations

from functools import cache
from typing import TypeAlias

from sladsl.diagnostics import catalogue
from sladsl.diagnostics.diagnostic import Diagnostic, Label, Outcome
from sladsl.source import Source, Span
from sladsl.syntax import tables
from sladsl.syntax.build import LEAVES, Action, BadLiteral, LeafAction, Value, action_for
from sladsl.syntax.lexer import Tokens, tokenize
from sladsl.syntax.module import Module
from sladsl.syntax.nodes import Node
from sladsl.syntax.recovery import explain

MAX_DEPTH = 200

_LEAF, _PASS, _SPLICE, _MAKE, _PICK = range(5)
Step: TypeAlias = "tuple[int, int, str, tuple[int, ...], tuple[int, ...] | None, Action | LeafAction | None]"


@cache
def _steps() -> tuple[tables.Tables, list[Step]]:
    """The tables and, per production, what a reduction does."""
    loaded = tables.load()
    steps: list[Step] = []
    for production in loaded.productions:
        keep, nones = production.keep, production.nones
        plain = not any(nones) and 2 not in keep
        kept = tuple(i for i, k in enumerate(keep) if k)
        if production.target in LEAVES:
            steps.append((_LEAF, len(keep), production.name, (), None, LEAVES[production.target]))
        elif production.through and plain and len(kept) == 1:
            steps.append((_PASS, len(keep), production.name, kept, None, None))
        elif production.spliced:
            steps.append((_SPLICE, len(keep), production.name, keep, nones, None))
        elif plain:
            steps.append((_PICK, len(keep), production.name, kept, None, action_for(production.target)))
        else:
            steps.append((_MAKE, len(keep), production.name, keep, nones, action_for(production.target)))
    return loaded, steps


def parse(source: Source) -> Outcome[Module]:
    """The module written in `source` and everything that could not be read in it."""
    loaded, _ = _steps()
    tokens, problems = tokenize(source, loaded.keywords)
    declarations: list[Node] = []
    for first, stop in tokens.pieces:
        node, found = _parse_piece(tokens, first, stop)
        problems.extend(found)
        if node is not None:
            declarations.append(node)
    problems.sort(key=lambda d: d.labels[0].span.start if d.labels else 0)
    return Outcome(Module(source, tuple(declarations), tokens.comments), tuple(problems))


def _too_deep(tokens: Tokens, first: int, stop: int) -> Diagnostic | None:
    depth = 0
    for index in range(first, stop):
        kind = tokens.types[index]
        if kind in ("LBRACE", "LPAR"):
            depth += 1
            if depth > MAX_DEPTH:
                span = Span(tokens.source, tokens.starts[index], tokens.ends[index])
                return Diagnostic(
                    catalogue.NESTED_TOO_DEEP,
                    f"brackets nest more than {MAX_DEPTH} deep here",
                    (Label(span),),
                    help="name the inner parts and refer to them",
                )
        elif kind in ("RBRACE", "RPAR"):
            depth -= 1
    return None


def _parse_piece(tokens: Tokens, first: int, stop: int) -> tuple[Node | None, list[Diagnostic]]:
    if stop - first > MAX_DEPTH:
        deep = _too_deep(tokens, first, stop)
        if deep is not None:
            return None, [deep]
    try:
        node, failed = run(tokens, first, stop)
    except BadLiteral as bad:
        span = Span(tokens.source, bad.start, bad.end)
        return None, [Diagnostic(catalogue.BAD_LITERAL, bad.reason, (Label(span),), help=bad.help)]
    if failed is None:
        return node, []
    return None, explain(tokens, first, stop, failed)


class Failure:
    """Where the loop stopped: the token that fits nowhere and the states open at that point."""

    __slots__ = ("index", "states")

    def __init__(self, index: int, states: list[int]) -> None:
        self.index = index
        self.states = states


def run(tokens: Tokens, first: int, stop: int) -> tuple[Node | None, Failure | None]:
    """Parses the tokens `first` to `stop` as one declaration.

    A keyword that the state does not expect is read as a name: that is the whole treatment of keywords.
    """
    loaded, steps = _steps()
    actions, gotos, end_state = loaded.actions, loaded.gotos, loaded.end
    types, starts, ends = tokens.types, tokens.starts, tokens.ends
    text = tokens.source.text
    keywords = _keyword_types()
    states = [loaded.start]
    values: list[Value] = []
    begins: list[int] = []
    stops: list[int] = []
    row = actions[loaded.start]
    state = loaded.start
    index = first
    kind = types[index] if index < stop else "$END"
    while True:
        action = row.get(kind)
        if action is None:
            if kind in keywords:
                action = row.get("IDENTIFIER")
                if action is None:
                    return None, Failure(index, states)
                kind = "IDENTIFIER"
            else:
                return None, Failure(index, states)
        if action >= 0:
            if kind == "$END":
                break
            states.append(action)
            values.append(index)
            begins.append(starts[index])
            stops.append(ends[index])
            state = action
            row = actions[state]
            index += 1
            kind = types[index] if index < stop else "$END"
            continue
        how, count, name, keep, nones, make = steps[~action]
        if count:
            begin, end = begins[-count], stops[-1]
        else:
            begin = end = stops[-1] if stops else starts[first]
        value: Value
        if how == _LEAF:
            value = make(text, begin, end)  # type: ignore[misc]
        elif how == _PASS:
            value = values[keep[0] - count]
        elif how == _PICK:
            value = make(begin, end, *[values[i - count] for i in keep])  # type: ignore[misc]
        else:
            items: list[Value] = []
            base = len(values) - count
            for place in range(count):
                if nones[place]:  # type: ignore[index]
                    items.extend([None] * nones[place])  # type: ignore[index]
                kept = keep[place]
                if kept == 1:
                    items.append(values[base + place])
                elif kept == 2:
                    items.extend(values[base + place])  # type: ignore[arg-type]
            if nones[count]:  # type: ignore[index]
                items.extend([None] * nones[count])  # type: ignore[index]
            value = tuple(items) if how == _SPLICE else make(begin, end, *items)  # type: ignore[misc]
        if count:
            del states[-count:], values[-count:], begins[-count:], stops[-count:]
        state = gotos[states[-1]][name]
        states.append(state)
        values.append(value)
        begins.append(begin)
        stops.append(end)
        row = actions[state]
        if state == end_state and kind == "$END":
            break
    result = values[-1]
    if not isinstance(result, Node):
        raise TypeError(f"a declaration reduced to {result!r}")
    return result, None


@cache
def _keyword_types() -> frozenset[str]:
    loaded, _ = _steps()
    return frozenset({*loaded.keywords.values(), "QUANTILE"})
