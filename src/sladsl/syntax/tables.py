"""The parse tables of the grammar: built once with Lark, kept as JSON in a per-user cache."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from sladsl.resources import data_folder

_FORMAT = 1
START = "declaration"


@dataclass(frozen=True, slots=True)
class Production:
    """One expansion of the grammar, ready for the parse loop.

    `keep` gives for each symbol: 0 drop, 1 keep, 2 splice; `nones[i]` how many absent parts go before
    symbol `i`, the last entry how many after all; `through` when a single child stands for the whole.
    """

    name: str
    target: str
    keep: tuple[int, ...]
    nones: tuple[int, ...]
    through: bool
    spliced: bool


@dataclass(frozen=True, slots=True)
class Tables:
    """LALR tables: per state, terminal -> next state (positive) or ~production (negative); gotos alike."""

    actions: list[dict[str, int]]
    gotos: list[dict[str, int]]
    productions: list[Production]
    start: int
    end: int
    keywords: dict[str, str]


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
    text = _grammar_text()
    digest = hashlib.sha256(f"{_FORMAT}\n{text}".encode()).hexdigest()[:24]
    path = cache_folder() / f"tables-{digest}.json"
    try:
        raw = json.loads(path.read_bytes())
        return _unpack(raw)
    except (OSError, ValueError, KeyError, TypeError, IndexError):
        raw = _build(text)
        _store(path, raw)
        return _unpack(raw)


def _store(path: Path, raw: dict[str, object]) -> None:
    """Writes whole or not at all; a cache that cannot be written costs time, nothing else."""
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
    from lark.lexer import Lexer

    class Given(Lexer):
        """Yields tokens that were cut elsewhere: a sequence of (type, text)."""

        def __init__(self, conf: object) -> None:
            self.conf = conf

        def lex(self, data: object) -> Iterator[Token]:  # type: ignore[override]
            for kind, text in data:  # type: ignore[attr-defined]
                yield Token(kind, text)

    return Lark(_grammar_text(), start=START, parser="lalr", lexer=Given, maybe_placeholders=True)


def _build(text: str) -> dict[str, object]:
    lark = lark_parser()
    engine = lark.parser.parser  # type: ignore[attr-defined]
    table = engine._parse_table
    rules = list(dict.fromkeys(_reductions(table.states)))
    index = {rule: number for number, rule in enumerate(rules)}
    order = {state: number for number, state in enumerate(table.states)}
    actions: list[dict[str, int]] = []
    gotos: list[dict[str, int]] = []
    nonterminals = {rule.origin.name for rule in lark.rules}  # type: ignore[attr-defined]
    for row in table.states.values():
        acts: dict[str, int] = {}
        jumps: dict[str, int] = {}
        for symbol, (kind, argument) in row.items():
            if kind.name == "Reduce":
                acts[symbol] = ~index[argument]
            elif symbol in nonterminals:
                jumps[symbol] = order[argument]
            else:
                acts[symbol] = order[argument]
        actions.append(acts)
        gotos.append(jumps)
    words = {
        terminal.pattern.value: terminal.name
        for terminal in lark.terminals  # type: ignore[attr-defined]
        if terminal.pattern.type == "str" and terminal.pattern.value.isidentifier()
    }
    return {
        "actions": actions,
        "gotos": gotos,
        "productions": [_production(rule) for rule in rules],
        "start": order[table.start_states[START]],
        "end": order[table.end_states[START]],
        "keywords": words,
    }


def _reductions(states: dict[object, dict[str, tuple[object, object]]]) -> Iterator[object]:
    for row in states.values():
        for kind, argument in row.values():
            if getattr(kind, "name", "") == "Reduce":
                yield argument


def _production(rule: object) -> list[object]:
    origin = str(rule.origin.name)  # type: ignore[attr-defined]
    options = rule.options  # type: ignore[attr-defined]
    alias = rule.alias  # type: ignore[attr-defined]
    keep = []
    for symbol in rule.expansion:  # type: ignore[attr-defined]
        if symbol.is_term:
            keep.append(1 if options.keep_all_tokens or not symbol.filter_out else 0)
        else:
            keep.append(2 if symbol.name.startswith("_") else 1)
    nones = [0] * (len(keep) + 1)
    if options.empty_indices:
        marks = "".join(str(int(b)) for b in options.empty_indices)
        nones = [len(part) for part in marks.split("0")]
    through = bool(options.expand1) and alias is None
    return [origin, alias or origin, keep, nones, through, origin.startswith("_") and alias is None]


def _unpack(raw: dict[str, object]) -> Tables:
    productions = [
        Production(name, target, tuple(keep), tuple(nones), through, spliced)
        for name, target, keep, nones, through, spliced in raw["productions"]  # type: ignore[attr-defined]
    ]
    return Tables(
        raw["actions"],  # type: ignore[arg-type]
        raw["gotos"],  # type: ignore[arg-type]
        productions,
        raw["start"],  # type: ignore[arg-type]
        raw["end"],  # type: ignore[arg-type]
        raw["keywords"],  # type: ignore[arg-type]
    )
