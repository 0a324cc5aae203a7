"""Puts one fault into a program that has none: the kinds of slips that people make."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from sladsl.source import Source
from sladsl.syntax import tables
from sladsl.syntax.lexer import Tokens, tokenize

TOUR = sorted((Path(__file__).parents[2] / "data" / "tour").glob("*.sla"))
KINDS = ("delete", "double", "replace", "insert", "swap", "misspell")


class Fault(NamedTuple):
    """A program with one fault: its kind, the text, the line of the fault, the lines of the declaration."""

    kind: str
    text: str
    line: int
    first_line: int
    last_line: int


def cut(text: str) -> Tokens:
    return tokenize(Source("x.sla", text), tables.load().keywords)[0]


def _misspelt(word: str, rng: random.Random) -> str:
    at = rng.randrange(1, len(word))
    how = rng.choice(("drop", "double", "swap", "change"))
    if how == "drop":
        return word[:at] + word[at + 1 :]
    if how == "double":
        return word[:at] + word[at] + word[at:]
    if how == "swap" and at + 1 < len(word) and word[at] != word[at + 1]:
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    return word[:at] + rng.choice("aeioutrsn") + word[at + 1 :]


def faults(text: str, kind: str, count: int, seed: int) -> Iterator[Fault]:
    """`count` ways to put that kind of fault into `text`, always the same ones."""
    rng = random.Random(f"{kind} {seed}")
    tokens = cut(text)
    keywords = tables.load().keywords
    inner = [i for i, t in enumerate(tokens.types) if t not in ("$END", "NEWLINE")]
    words = [i for i in inner if tokens.texts[i] in keywords and len(tokens.texts[i]) > 3]
    for _ in range(count):
        at = rng.choice(words if kind == "misspell" else inner)
        start, end, said = tokens.starts[at], tokens.ends[at], tokens.texts[at]
        other = tokens.texts[rng.choice(inner)]
        after = inner[min(inner.index(at) + 1, len(inner) - 1)]
        if kind == "delete":
            made, line_at = text[:start] + text[end:], start
        elif kind == "double":
            made, line_at = text[:end] + " " + said + text[end:], end
        elif kind == "replace":
            made, line_at = text[:start] + other + text[end:], start
        elif kind == "insert":
            made, line_at = text[:start] + other + " " + text[start:], start
        elif kind == "swap":
            stop = tokens.ends[after]
            turned = tokens.texts[after] + text[end : tokens.starts[after]] + said
            made, line_at = text[:start] + turned + text[stop:], start
        else:
            made, line_at = text[:start] + _misspelt(said, rng) + text[end:], start
        piece = next(n for n, (a, b) in enumerate(tokens.pieces) if a <= at < b)
        bounds = [tokens.starts[a] for a, _ in tokens.pieces] + [len(text)]
        shift = len(made) - len(text)
        yield Fault(
            kind,
            made,
            made.count("\n", 0, line_at) + 1,
            made.count("\n", 0, bounds[piece]) + 1,
            made.count("\n", 0, min(bounds[piece + 1] + shift, len(made))) + 1,
        )
