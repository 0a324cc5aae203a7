"""The parse tables of the grammar: built once with Lark, kept as JSON in a per-user cache."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple, cast

from sladsl.resources import data_folder

_FORMAT = 3
START = "declaration"


class Production(NamedTuple):
    """One expansion of the grammar, ready for the parse loop.

    `keep` gives for each symbol: 0 drop, 1 keep, 2 splice; `nones[i]` how many absent parts go before
    symbol `i`, the last entry how many after all; `through` when a single child stands for the whole;
    `again` when the expansion begins with the rule itself.
    """

    name: str
    target: str
    keep: tuple[int, ...]
    nones: tuple[int, ...]
    through: bool
    spliced: bool
    again: bool


class Keywords(dict[str, str]):
    """The words of the grammar and their terminals; and what the lexer has learnt with them.

    `pieces` remembers what short pieces of text are, from one file to the next: most occur in all of them.
    """

    __slots__ = ("pieces",)

    def __init__(self, words: dict[str, str]) -> None:
        super().__init__(words)
        self.pieces: dict[str, tuple[str, str, int, bool]] = {}


class Tables:
    """LALR tables: per state, terminal -> next state (positive) or ~production (negative); gotos alike.

    `blocks` gives for each rule with a block which keywords begin a statement in it. Rows are unpacked
    when they are first asked for: a small file visits few of them.
    """

    def __init__(self, raw: dict[str, Any]) -> None:
        self.start: int = raw["start"]
        self.end: int = raw["end"]
        self.keywords = Keywords(raw["keywords"])
        self.blocks: dict[str, list[str]] = raw["blocks"]
        self.words = {kind: word for word, kind in self.keywords.items()}
        self._symbols: list[str] = raw["symbols"]
        self._actions: list[list[int]] = raw["actions"]
        self._gotos: list[list[int]] = raw["gotos"]
        self._productions: list[list[Any]] = raw["productions"]
        self._rows: dict[int, dict[str, int]] = {}
        self._jumps: dict[int, dict[str, int]] = {}
        self._made: dict[int, Production] = {}

    @property
    def states(self) -> int:
        """How many states there are."""
        return len(self._actions)

    def row(self, state: int) -> dict[str, int]:
        """What `state` does for each terminal."""
        row = self._rows.get(state)
        if row is None:
            row = self._rows[state] = self._unpack(self._actions[state])
        return row

    def jumps(self, state: int) -> dict[str, int]:
        """Where `state` goes after each rule."""
        jumps = self._jumps.get(state)
        if jumps is None:
            jumps = self._jumps[state] = self._unpack(self._gotos[state])
        return jumps

    def production(self, number: int) -> Production:
        """The expansion that a negative action `~number` reduces by."""
        made = self._made.get(number)
        if made is None:
            name, target, keep, nones, through, spliced, again = self._productions[number]
            made = Production(name, target, tuple(keep), tuple(nones), through, spliced, again)
            self._made[number] = made
        return made

    def _unpack(self, packed: list[int]) -> dict[str, int]:
        pairs = iter(packed)
        symbols = self._symbols
        return {symbols[symbol]: target for symbol, target in zip(pairs, pairs, strict=True)}


def _grammar_text() -> str:
    return (data_folder("grammar") / "sla.lark").read_text(encoding="utf-8")


def cache_folder() -> Path:
    """Where tables are kept between runs: `SLADSL_CACHE`, or the user's cache folder."""
    chosen = os.environ.get("SLADSL_CACHE")
    if chosen:
        return Path(chosen)
    base = os.environ.get("XDG_CACHE_HOME") or os.path.join(os.path.expanduser("~"), ".cache")
    return Path(base) / "sladsl"


@cache
def load() -> Tables:
    """The tables, from the cache when it holds those of this grammar, else newly built."""
    import json  # a check in which nothing changed asks for the folder alone

    text = _grammar_text()
    digest = hashlib.sha256(f"{_FORMAT}\n{text}".encode()).hexdigest()[:24]
    path = cache_folder() / f"tables-{digest}.json"
    try:
        return Tables(json.loads(path.read_bytes()))
    except (OSError, ValueError, KeyError, TypeError, IndexError, AttributeError):
        raw = _build(text)
        _store(path, raw)
        return Tables(raw)


def _store(path: Path, raw: dict[str, object]) -> None:
    """Writes whole or not at all; a cache that cannot be written costs time, nothing else."""
    import json
    import tempfile  # takes a while to import, and tables are built once

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix="tables-", suffix=".part")
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump(raw, file, separators=(",", ":"))
        os.replace(name, path)
    except OSError:
        return


def lark_parser() -> object:
    """Lark's own parser of the grammar, fed with tokens by a lexer given as `Lark` expects it."""
    from lark import Lark, Token
    from lark.lexer import Lexer, LexerState

    class Given(Lexer):
        """Yields tokens that were cut elsewhere: what stands for the text is a sequence of (type, text)."""

        __future_interface__ = 2  # Lark then leaves alone what stands there

        def __init__(self, conf: object) -> None:
            self.conf = conf

        def lex(self, lexer_state: LexerState, parser_state: object) -> Iterator[Token]:
            for kind, text in cast(Iterable[tuple[str, str]], lexer_state.text):
                yield Token(kind, text)

    return Lark(_grammar_text(), start=START, parser="lalr", lexer=Given, maybe_placeholders=True)


def _build(text: str) -> dict[str, object]:
    lark: Any = lark_parser()
    table = lark.parser.parser._parse_table
    numbers: dict[object, int] = {}
    order = {state: number for number, state in enumerate(table.states)}
    symbols: dict[str, int] = {}
    nonterminals = {rule.origin.name for rule in lark.rules}
    actions: list[list[int]] = []
    gotos: list[list[int]] = []
    for row in table.states.values():
        acts: list[int] = []
        jumps: list[int] = []
        for symbol, (kind, argument) in row.items():
            code = symbols.setdefault(symbol, len(symbols))
            if kind.name == "Reduce":
                acts += code, ~numbers.setdefault(argument, len(numbers))
            elif symbol in nonterminals:
                jumps += code, order[argument]
            else:
                acts += code, order[argument]
        actions.append(acts)
        gotos.append(jumps)
    choices = _choices(lark.rules)
    words = {
        terminal.pattern.value: terminal.name
        for terminal in lark.terminals
        if terminal.pattern.type == "str" and terminal.pattern.value.isidentifier()
    }
    return {
        "start": order[table.start_states[START]],
        "end": order[table.end_states[START]],
        "keywords": words,
        "blocks": blocks_of(lark.rules, {kind: word for word, kind in words.items()}),
        "symbols": list(symbols),
        "actions": actions,
        "gotos": gotos,
        "productions": [_production(rule, choices) for rule in numbers],
    }


def _choices(rules: list[Any]) -> set[str]:
    """The rules such as `_unit: name | rate` that only say which one part may stand here."""
    alone = {
        r.origin.name for r in rules if r.origin.name.startswith("_") and not r.origin.name.startswith("__")
    }
    for rule in rules:
        if len(rule.expansion) != 1 or rule.expansion[0].is_term or rule.alias:
            alone.discard(rule.origin.name)
    while True:
        spliced = {
            r.origin.name
            for r in rules
            for s in r.expansion
            if s.name.startswith("_") and s.name not in alone
        }
        if not alone & spliced:
            return alone
        alone -= spliced


def _production(rule: Any, choices: set[str]) -> list[object]:
    origin, options, alias = str(rule.origin.name), rule.options, rule.alias
    keep = []
    for symbol in rule.expansion:
        if symbol.is_term:
            # A line's end separates statements; it is part of none.
            kept = options.keep_all_tokens or not symbol.filter_out
            keep.append(1 if kept and symbol.name != "NEWLINE" else 0)
        else:
            keep.append(2 if symbol.name.startswith("_") and symbol.name not in choices else 1)
    nones = [0] * (len(keep) + 1)
    if options.empty_indices:
        marks = "".join(str(int(b)) for b in options.empty_indices)
        nones = [len(part) for part in marks.split("0")]
    through = (bool(options.expand1) or origin in choices) and alias is None
    spliced = origin.startswith("_") and alias is None
    again = bool(rule.expansion) and rule.expansion[0].name == origin
    return [origin, alias or origin, keep, nones, through, spliced, again]


def blocks_of(rules: list[Any], words: dict[str, str]) -> dict[str, list[str]]:
    """For each rule whose expansion has a block: the keywords that can begin a statement in that block."""
    expansions: dict[str, list[Any]] = {}
    for rule in rules:
        expansions.setdefault(rule.origin.name, []).append(rule)

    def begins(name: str, seen: set[str]) -> Iterator[str]:
        if name in seen:
            return
        seen.add(name)
        for rule in expansions[name]:
            if rule.expansion:
                head = rule.expansion[0]
                yield from [words[head.name]] if head.name in words else []
                yield from [] if head.is_term else begins(head.name, seen)

    found: dict[str, set[str]] = {}
    for rule in rules:
        for symbol in rule.expansion:
            name = symbol.name
            if not symbol.is_term and name.startswith("block{"):
                item = name[len("block{") : -1]
                found.setdefault(rule.alias or rule.origin.name, set()).update(begins(item, set()))
    return {owner: sorted(found[owner]) for owner in sorted(found)}
