"""A new way of writing something cannot join the grammar without the formatter having been asked."""

from __future__ import annotations

import pytest

from sladsl.syntax import tables

RULES = [
    (str(rule.alias or rule.origin.name), [symbol.name for symbol in rule.expansion])
    for rule in tables.lark_parser().rules  # type: ignore[attr-defined]
]


def using(terminal: str) -> set[str]:
    return {name for name, symbols in RULES if terminal in symbols}


@pytest.mark.parametrize(
    ("terminal", "where"),
    [
        # Whether spaces stand around these depends on what they mean: format_joints knows these uses.
        ("MINUS", {"day_range", "time_range", "region", "op_sub", "op_neg", "no_cell", "_finding_words"}),
        ("LPAR", {"template", "template_use", "group", "_calendar_use"}),
        # Braces hold statements, but for an import's list.
        ("LBRACE", {"import_names", "clause"} | {name for name, _ in RULES if name.startswith("block{")}),
        # Bars make table rows and nothing else; dots join names and nothing else.
        ("VBAR", {"row", "_row_cells"}),
    ],
)
def test_signs_whose_spaces_depend_on_the_rule(terminal: str, where: set[str]) -> None:
    assert using(terminal) == where


def test_dots_join_names() -> None:
    for _, symbols in RULES:
        for place, symbol in enumerate(symbols):
            assert symbol != "DOT" or symbols[place + 1] == "name"


def test_every_sign_of_the_language_has_its_spaces_decided() -> None:
    words = set(tables.load().keywords.values())
    literals = {"IDENTIFIER", "STRING", "LONG_STRING", "BACKQUOTED", "NUMERAL", "PERCENTAGE", "QUANTILE"}
    literals |= {"UNIT_RATE", "ISO_DATE", "ISO_MONTH", "ISO_QUARTER", "CLOCK", "NEWLINE"}
    used = {symbol for _, symbols in RULES for symbol in symbols if symbol.isupper()}
    close = {"COMMA", "COLON", "RPAR", "DOT"}
    spaced = {"EQUAL", "PLUS", "STAR", "SLASH", "LESSTHAN", "MORETHAN", "AT_MOST_SIGN", "AT_LEAST_SIGN"}
    by_rule = {"MINUS", "LPAR", "LBRACE", "RBRACE", "VBAR"}
    assert used - words - literals == close | spaced | by_rule


def test_a_block_ends_its_statement() -> None:
    for name, symbols in RULES:
        inner = [s for s in symbols[:-1] if s.startswith("block{") or s == "RBRACE"]
        assert not inner, name
