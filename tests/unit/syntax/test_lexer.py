"""Tokens, comments, pieces, and the characters that begin no token."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from sladsl.diagnostics.diagnostic import Diagnostic
from sladsl.source import Source
from sladsl.syntax import tables
from sladsl.syntax.lexer import Tokens, tokenize
from sladsl.syntax.scan import pieces_of

TOUR = sorted((Path(__file__).parents[2] / "data" / "tour").glob("*.sla"))


def lex(text: str) -> tuple[Tokens, list[Diagnostic]]:
    return tokenize(Source("x.sla", text), tables.load().keywords)


def kinds(text: str) -> list[str]:
    """The kinds of the first declaration's tokens."""
    tokens, problems = lex(text)
    assert not problems
    first, stop = tokens.pieces[0]
    return tokens.types[first:stop]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("p99 p99.9 p99x p", "QUANTILE QUANTILE IDENTIFIER IDENTIFIER"),
        ("p99.of", "QUANTILE DOT OF"),
        ("req/s req/sec q/r", "UNIT_RATE IDENTIFIER SLASH IDENTIFIER IDENTIFIER SLASH IDENTIFIER"),
        ("2027-01-01 2027-01 2027-Q4 2027", "ISO_DATE ISO_MONTH ISO_QUARTER NUMERAL"),
        ("2027-01:", "NUMERAL MINUS NUMERAL COLON"),
        ("08:00-17:00", "CLOCK MINUS CLOCK"),
        ("1_000.50 99.9% 5", "NUMERAL PERCENTAGE NUMERAL"),
        ("<= >= < > = - +", "AT_MOST_SIGN AT_LEAST_SIGN LESSTHAN MORETHAN EQUAL MINUS PLUS"),
        ('"a" "" """x\n"y" """ "\\""', "STRING STRING LONG_STRING STRING"),
        ("`a\nb` ``", "BACKQUOTED BACKQUOTED"),
        ("Päivystys 日本語 _x", "IDENTIFIER IDENTIFIER IDENTIFIER"),
    ],
)
def test_shapes(text: str, expected: str) -> None:
    assert kinds(text) == expected.split()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("q\n\n\nr", "IDENTIFIER NEWLINE IDENTIFIER"),
        ("q;;r;\n", "IDENTIFIER NEWLINE IDENTIFIER"),
        ("q {\n\n  r # c\n\n  # d\n}\n", "IDENTIFIER LBRACE IDENTIFIER RBRACE"),
        ("q,\n r", "IDENTIFIER COMMA IDENTIFIER"),
        ("q (\n r\n)\nu", "IDENTIFIER LPAR IDENTIFIER RPAR NEWLINE IDENTIFIER"),
        ("q\r\nr\r\n", "IDENTIFIER NEWLINE IDENTIFIER"),
    ],
)
def test_where_statements_end(text: str, expected: str) -> None:
    assert kinds(text) == expected.split()


def test_pieces_begin_at_declarations_in_the_margin() -> None:
    tokens, _ = lex(
        "\ufeffparty A { country FI\nservice B\n  service C\ncustomer sla D\n"
        "priorities P {\n}\npriorities P\n"
    )
    heads = [tokens.texts[first] for first, _ in tokens.pieces]
    assert heads == ["party", "service", "customer", "priorities"]
    assert all(tokens.types[stop] == "$END" for _, stop in tokens.pieces)


@pytest.mark.parametrize("path", TOUR, ids=lambda p: p.stem)
def test_tokens_and_comments_are_the_text(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    tokens, problems = lex(text)
    assert not problems
    rest = list(text)
    for kind, said, start, end in zip(tokens.types, tokens.texts, tokens.starts, tokens.ends, strict=True):
        if kind not in ("NEWLINE", "$END"):
            assert text[start:end] == said
            rest[start:end] = " " * (end - start)
    for comment in tokens.comments:
        assert text[comment.start : comment.end].rstrip() == comment.text
        rest[comment.start : comment.end] = " " * (comment.end - comment.start)
    assert not re.sub(r"[;\s]", "", "".join(rest))


@pytest.mark.parametrize("path", TOUR, ids=lambda p: p.stem)
def test_the_pattern_for_ascii_texts_cuts_as_the_other_does(path: Path) -> None:
    text = path.read_text(encoding="utf-8").encode("ascii", "ignore").decode()
    assert pieces_of(True).findall(text) == pieces_of(False).findall(text)


@pytest.mark.parametrize(
    ("text", "code", "said", "way_out", "mended"),
    [
        ("a ≥ b", "SLA0102", "`≥` is written `>=` here", "write >=", "a >= b"),
        ("a – b", "SLA0102", "`–` is written `-` here", "hyphen", "a - b"),
        ("a && b", "SLA0102", "`&&` is written `and` here", "`and`", "a and b"),
        ("a\u00a0b", "SLA0102", "`U+00A0` means nothing here", "no-break space", "a b"),
        ("“Nordwind”", "SLA0117", "straight double quotes", 'write "Nordwind"', '"Nordwind"'),
        ("'Nordwind'", "SLA0117", "straight double quotes", 'write "Nordwind"', '"Nordwind"'),
        ("€ 5", "SLA0102", "`€` means nothing here", "100 EUR", None),
        ("5 %", "SLA0102", "`%` means nothing here", "99.9%", None),
        ("a \x07", "SLA0102", "`U+0007` means nothing here", "remove it", None),
        ('"open', "SLA0103", "a text begins here and never ends", "on the same line", None),
        ("`open", "SLA0103", "a query begins here and never ends", "close it", None),
        ('"""open\nparty', "SLA0103", "a text begins here and never ends", '"""', None),
    ],
)
def test_strays(text: str, code: str, said: str, way_out: str, mended: str | None) -> None:
    _, (finding,) = lex(text)
    assert finding.rule.code == code
    assert said in finding.message
    assert finding.help is not None and way_out in finding.help
    if mended is None:
        assert finding.fix is None
    else:
        assert finding.fix is not None and finding.fix.safe
        (edit,) = finding.fix.edits
        assert text[: edit.span.start] + edit.text + text[edit.span.end :] == mended


def test_an_unclosed_text_leaves_the_brace_after_it() -> None:
    tokens, problems = lex('party X "x {\n  country FI\n}\nparty Y\n')
    assert len(problems) == 1
    assert tokens.texts[1:5] == ["party", "X", '"x"', "{"]
    assert len(tokens.pieces) == 2


def test_the_first_of_two_queries_is_the_unclosed_one() -> None:
    tokens, (finding,) = lex("service S {\n  a = `up # x\n  b = `down` # y\n}\nservice T\n")
    assert finding.labels[0].span.line == 2
    assert tokens.texts[6:11] == ["`up`", "\n", "b", "=", "`down`"]
    assert [comment.text for comment in tokens.comments] == ["# x", "# y"]
    assert len(tokens.pieces) == 2
