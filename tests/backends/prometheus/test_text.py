"""Numbers, durations, strings, file names and YAML, against independent readers of each."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sladsl.backends.prometheus.text import (
    duration,
    file_stem,
    le_pattern,
    literal,
    number,
    quoted,
    window,
)
from sladsl.backends.prometheus.yaml_text import document

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
HOSTILE = "{{ $value }} {{{ \"q'`\\ \n\t\r\0\x1b\x85\u2028\ufeff : # - [x] *a &b !t %d @ | > ~ null .rules"


@given(st.decimals(-10_000, 10_000, places=9))
def test_numbers_are_exact_decimals(value: Decimal) -> None:
    text = number(Fraction(value))
    assert "e" not in text.lower() and Fraction(text) == Fraction(value)


def test_numbers_without_a_decimal_are_divisions() -> None:
    assert number(Fraction(1, 3)) == "(1 / 3)"
    assert number(Fraction(1, 1000)) == "0.001"
    assert number(-5) == "-5"


@given(st.integers(1, 10**9))
def test_durations_add_up(seconds: int) -> None:
    def milliseconds(text: str) -> int:
        sizes = {"d": 86_400_000, "h": 3_600_000, "m": 60_000, "s": 1000, "ms": 1}
        return sum(int(count) * sizes[unit] for count, unit in re.findall(r"(\d+)(ms|[dhms])", text))

    assert milliseconds(duration(seconds)) == seconds * 1000
    assert milliseconds(window(seconds)) == seconds * 1000 - 1


VALUES = st.recursive(
    TEXT | st.integers() | st.booleans(),
    lambda v: st.lists(v, max_size=4) | st.dictionaries(TEXT, v, max_size=4),
    max_leaves=12,
)


@settings(max_examples=80)
@given(VALUES)
@example(HOSTILE)
@example({"a": [[], {}, [["x"]], [{"b": [1, {"c": "d"}]}]]})
def test_yaml_reads_back(value: object) -> None:
    text = document({"value": value}, [HOSTILE])  # type: ignore[dict-item]
    assert yaml.safe_load(text) == {"value": value}


@given(TEXT)
@example(HOSTILE)
def test_promql_strings_read_back(text: str) -> None:
    inside = quoted(text)[1:-1]
    assert inside.isprintable() or inside == ""
    read = re.sub(
        r"\\(u[0-9a-f]{4}|U[0-9a-f]{8}|.)",
        lambda m: (
            {"n": "\n", "t": "\t", "r": "\r"}.get(m[1]) or (chr(int(m[1][1:], 16)) if len(m[1]) > 1 else m[1])
        ),
        inside,
    )
    assert read == text
    assert not re.search(r'(?<!\\)(\\\\)*"', inside)


@given(TEXT)
def test_templates_hold_no_action_but_ours(text: str) -> None:
    assert literal(text).replace('{{"{"}}', "\1").count("{") == 0


@given(TEXT)
@example("../../etc/passwd")
@example("CON")
@example(".")
@example("")
def test_file_names_are_one_harmless_component(name: str) -> None:
    stem = file_stem(name)
    assert re.fullmatch(r"[\w-][\w.-]*", stem) and stem != ".."
    assert file_stem(name, frozenset({stem.casefold()})) != stem


def test_lone_surrogates_become_something_writable() -> None:
    assert quoted("a\ud800b") == '"a?b"'
    assert yaml.safe_load(document({"a": "x\udfff"})) == {"a": "x?"}


SPELLINGS = [
    "1",
    "1.0",
    "0.3",
    "0.30",
    "2.5",
    "1e+06",
    "1000000",
    "1e6",
    "1.5e+06",
    "5e-05",
    "0.00005",
    "10",
    "100",
]


@pytest.mark.parametrize("spelled", SPELLINGS)
def test_le_patterns_match_their_own_value_only(spelled: str) -> None:
    for bound in {Fraction(other) for other in SPELLINGS}:
        matched = re.fullmatch(le_pattern(bound), spelled) is not None
        assert matched is (Fraction(spelled) == bound), (bound, le_pattern(bound))
