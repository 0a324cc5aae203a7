"""Our loop against Lark's own parser of the same grammar: the same trees, and spans that fit the tokens."""

from __future__ import annotations

import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lark import Token, Tree

from sladsl.source import Source
from sladsl.syntax import ast, tables
from sladsl.syntax.lexer import END, NAME, Tokens, tokenize
from sladsl.syntax.nodes import Node, children, shape, walk
from sladsl.syntax.parser import Machine
from sladsl.syntax.steering import Stack, Steering

ROOT = Path(__file__).parents[3]
sys.path.insert(0, str(ROOT / "tests" / "properties"))
from grammar_programs import Tape, around, rules, write  # noqa: E402

FILES = sorted(
    [*ROOT.glob("stdlib/*.sla"), *ROOT.glob("examples/**/*.sla"), *ROOT.glob("tests/data/tour/*.sla")]
)
LARK: Any = tables.lark_parser()
MACHINE = Machine(tables.load())

LIST_RULES = frozenset(
    ("refs", "names", "texts", "exprs", "suffixes", "time_ranges", "days", "import_names", "scores")
) | frozenset(
    ("arguments", "parameters", "effective_terms", "subjects", "modifiers", "percents", "amount_terms")
).union(("readings", "parts", "findings"))
WORD_RULES = frozenset(
    ("role", "comparator", "direction", "state_word", "aggregate_word", "empty_word", "counted", "ordinal")
).union(
    ("level", "kind", "permission", "rounding_mode", "basis", "combination", "result_state"),
    ("undeployed_word", "pause_word", "begun_word", "least_word"),
)
OPERATORS = {
    "op_or": "or",
    "op_and": "and",
    "op_except": "except",
    "op_add": "+",
    "op_sub": "-",
    "op_mul": "*",
    "op_div": "/",
    "op_not": "not",
    "op_neg": "-",
    "chain_then": "then",
    "chain_or": "or",
    "chain_with": "with",
}
NUMBERS = {"number": str, "percent": lambda said: said[:-1], "percentile": lambda said: said[1:]}


def said(tree: Tree[Token]) -> str:
    return " ".join(str(token) for token in tree.children)


def expected(part: object) -> object:
    """The shape that Lark's tree asks for, in the terms of `shape`."""
    if not isinstance(part, Tree):
        return part
    rule = str(part.data)
    if rule in WORD_RULES:
        return said(part)
    if rule in ("name", "rate", "label", "time", "string"):
        return (rule.capitalize(), said(part))
    if rule == "query":
        return ("Query", said(part)[1:-1])
    if rule == "date":
        return ("Date", ast.date.fromisoformat(said(part)))
    if rule in NUMBERS:
        return (rule.capitalize(), Decimal(NUMBERS[rule](said(part)).replace("_", "")))
    parts = [expected(c) for c in part.children if not (isinstance(c, Token) and c.type == "NEWLINE")]
    if rule in LIST_RULES or rule == "ticket_events" or rule.startswith("block"):
        return tuple(p for p in parts if p is not None)
    if rule in ("ref", "quantity", "row", "finding"):
        return (rule.capitalize(), tuple(parts))
    if rule == "text":
        return ("Text", parts[0], tuple(parts[1:]))
    if rule.startswith("tier_"):
        how = rule.removeprefix("tier_").replace("_", " ")
        if how == "otherwise":
            return ("Tier", how, None, None, *parts)
        return ("Tier", how, parts[0], None, *parts[1:]) if how == "when" else ("Tier", how, *parts)
    if rule in OPERATORS:
        cls = "Chain" if rule.startswith("chain") else "Unary" if len(parts) == 1 else "Binary"
        return (cls, OPERATORS[rule], *parts)
    return ("".join(word.capitalize() for word in rule.split("_")), *parts)


def as_the_state_reads_them(tokens: Tokens, first: int, stop: int) -> list[tuple[str, str]]:
    """The tokens for Lark: a keyword that the state does not take is a name."""
    strict = Steering(MACHINE.tables, frozenset(), tokens.source.text)
    stack: Stack | None = strict.bottom
    given: list[tuple[str, str]] = []
    for kind, text in zip(tokens.types[first:stop], tokens.texts[first:stop], strict=True):
        assert stack is not None
        after = strict.after(stack, kind)
        given.append((kind if after is not None else NAME, text))
        stack = after if after is not None else strict.after(stack, NAME)
    return given


def compare(text: str) -> None:
    tokens, problems = tokenize(Source("x.sla", text), MACHINE.tables.keywords)
    assert not problems
    for first, stop in tokens.pieces:
        ours = MACHINE.run(tokens, first)
        assert ours is not None, text
        theirs = LARK.parse(as_the_state_reads_them(tokens, first, stop))
        assert shape(ours) == expected(theirs)
        check_spans(ours, tokens, first, stop)


def check_spans(top: Node, tokens: Tokens, first: int, stop: int) -> None:
    """Every node begins and ends with a token, the whole with its first and last; children nest."""
    begins, ends = set(tokens.starts[first:stop]), set(tokens.ends[first:stop])
    assert (top.start, top.end) == (tokens.starts[first], tokens.ends[stop - 1])
    for node in walk(top):
        assert node.start in begins and node.end in ends and node.start < node.end, node
        at = node.start
        for child in children(node):
            assert at <= child.start and child.end <= node.end, (node, child)
            at = child.end


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(ROOT)))
def test_files(path: Path) -> None:
    compare(path.read_text(encoding="utf-8"))


@settings(max_examples=120)
@given(st.integers(0, len(rules()) - 1), st.binary(max_size=120))
def test_derived_programs(number: int, choices: bytes) -> None:
    compare(write([around(rules()[number], Tape(choices))], Tape(b"")))


def test_the_files_are_there() -> None:
    assert len(FILES) > 12


def test_a_span_that_is_off_by_a_blank_would_be_found() -> None:
    tokens, _ = tokenize(Source("x.sla", 'party X "x"\n'), MACHINE.tables.keywords)
    wrong = ast.Party(0, 11, ast.Name(5, 7, "X"), None, None)
    with pytest.raises(AssertionError):
        check_spans(wrong, tokens, 1, len(tokens.types) - 1)
    assert tokens.types[-1] == END
