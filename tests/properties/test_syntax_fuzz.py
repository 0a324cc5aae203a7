"""Whatever is thrown at the parser, it ends, raises nothing and lets nothing pass unread."""

from __future__ import annotations

from pathlib import Path

import pytest
from grammar_programs import Tape, around, keywords, rules, signs, write
from hypothesis import given, settings
from hypothesis import strategies as st

from sladsl.source import Source
from sladsl.syntax.format import format_source
from sladsl.syntax.parser import parse

TOUR = sorted((Path(__file__).parents[1] / "data" / "tour").glob("*.sla"))
TEXTS = [path.read_text(encoding="utf-8") for path in TOUR]
SHARDS = (
    "{",
    "}",
    "(",
    ")",
    '"',
    '"""',
    "`",
    "\\",
    "#",
    "\n",
    ";",
    ",",
    "|",
    "-",
    "€",
    "\x00",
    "\u2028",
    "\ufeff",
)
SHARDS += ("\r", "\ud800", "'", "%", "\nparty ", "\n}", "99.9", "e\u0301", "\U0001f600", "[", "\u00a0", "..")


def check(text: str) -> None:
    """Reads `text`. Without a finding it is an agreement: written out again it says the same."""
    source = Source("a.sla", text)
    outcome = parse(source)
    for finding in outcome.diagnostics:
        assert finding.message
        assert finding.labels
        for label in finding.labels:
            assert label.span.source is source
            assert 0 <= label.span.start <= label.span.end <= len(text)
    assert outcome.has_errors == bool(outcome.diagnostics)
    formatted = format_source(source)
    if outcome.has_errors:
        assert formatted.value == text
        assert len(formatted.diagnostics) == len(outcome.diagnostics)
        return
    assert formatted.diagnostics == ()
    # Commas, semicolons and the number of `decimals` are the formatter's.
    kept = "".join(formatted.value.split())
    written = "".join(text.removeprefix("\ufeff").split()).replace(";", "") + ";" * kept.count(";")
    assert sorted(_bare(kept)) == sorted(_bare(written))


def _bare(text: str) -> str:
    return text.replace(",", "").replace("decimals", "decimal")


@settings(max_examples=100)
@given(st.binary(max_size=200))
def test_any_bytes(data: bytes) -> None:
    check(data.decode("latin-1"))
    check(data.decode("utf-8", "surrogateescape"))


@settings(max_examples=100)
@given(st.text(max_size=100))
def test_any_text(text: str) -> None:
    check(text)
    check(f"party P {{ {text} }}")


@settings(max_examples=100)
@given(
    st.lists(
        st.sampled_from(sorted(keywords().values()) + sorted(signs().values()) + list(SHARDS)), max_size=60
    )
)
def test_words_in_any_order(words: list[str]) -> None:
    check(" ".join(words))
    check("sla A {\n" + " ".join(words))


@settings(max_examples=150)
@given(
    st.integers(0, len(TEXTS) - 1),
    st.lists(
        st.tuples(st.sampled_from(("cut", "copy", "put", "swap")), st.integers(0, 10**5), st.integers(0, 60)),
        min_size=1,
        max_size=4,
    ),
)
def test_the_tour_damaged(which: int, damages: list[tuple[str, int, int]]) -> None:
    text = TEXTS[which]
    for how, place, size in damages:
        at = place % (len(text) + 1)
        piece = text[at : at + size]
        if how == "cut":
            text = text[:at] + text[at + size :]
        elif how == "copy":
            text = text[:at] + piece + text[at:]
        elif how == "put":
            text = text[:at] + SHARDS[size % len(SHARDS)] + text[at:]
        else:
            text = text[:at] + piece[::-1] + text[at + size :]
    check(text)


@settings(max_examples=60)
@given(st.integers(0, 10**4), st.binary(max_size=80), st.integers(0, 10**4), st.sampled_from(SHARDS))
def test_derived_programs_damaged(number: int, choices: bytes, place: int, shard: str) -> None:
    text = write([around(rules()[number % len(rules())], Tape(choices))], Tape(choices[::-1]))
    at = place % (len(text) + 1)
    check(text[:at] + shard + text[at:])
    check(text[:at])


def test_the_number_of_decimals_follows_their_count() -> None:
    check("sla A { guarantee G from 2027-01-01 { round to 0 decimal half up } }")


@pytest.mark.parametrize("sign", ["€", "[", "'", "\u00a0", "\x00", "\u2028", "\U0001f600", "$"])
def test_a_character_that_means_nothing_is_never_passed_over(sign: str) -> None:
    for text in TEXTS:
        line_end = text.index("\n", text.index("{"))
        damaged = f"{text[: text.index('{')]} {sign} {text[text.index('{') : line_end]}{text[line_end:]}"
        assert parse(Source("a.sla", damaged)).has_errors


@pytest.mark.parametrize(
    "text",
    [
        "(" * 50_000,
        "party P {" * 5_000,
        "}" * 50_000,
        '"' * 50_001,
        '"""' + '"" ' * 20_000,
        "`\n" * 2_001,
        '"' + " " * 20_000 + "x",
        '"' + "{" * 20_000 + "x",
        "“" * 20_000,
        '"\n' * 2_000,
        "\\" * 20_000,
        "#" * 50_000,
        ";" * 50_000,
        "," * 20_000,
        "| " * 20_000,
        "\n" * 100_000,
        " \t" * 50_000,
        "a." * 20_000,
        "- " * 20_000,
        "metric m { value = " + "- " * 20_000 + "x }",
        "metric m { value = " + "not " * 20_000 + "x }",
        "metric m { value = " + "(" * 150 + "x" + ")" * 150 + " }",
        "metric m { value = " + "(" * 20_000 + "x" + ")" * 20_000 + " }",
        "party " * 5_000,
        "sla A {\n" + "  guarantee\n" * 500 + "}",
        "party P\n" * 5_000,
        "party\n" * 1_000,
        "1_" * 20_000,
        "9" * 20_000,
        "p9" * 20_000,
        "import a { " + "b, " * 10_000 + "}",
    ],
    ids=lambda text: repr(text[:24]),
)
def test_much_of_the_same(text: str) -> None:
    check(text)
