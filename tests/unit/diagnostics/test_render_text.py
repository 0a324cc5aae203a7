"""What a person sees of a finding: alignment, several files, several lines, hostile text."""

from __future__ import annotations

import re
from unicodedata import category, east_asian_width

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sample_findings import ERROR, INFO, WARNING, place

from sladsl.diagnostics.diagnostic import Diagnostic, Fix, Label
from sladsl.diagnostics.excerpt import LONGEST
from sladsl.diagnostics.render_text import render_text
from sladsl.diagnostics.summary import summary
from sladsl.source import Source, Span


def picture(text: str, *labels: tuple[int, int, str]) -> str:
    source = Source("a.sla", text)
    marked = tuple(Label(Span(source, start, end), message) for start, end, message in labels)
    lines = render_text((Diagnostic(ERROR, "wrong", marked),)).splitlines()
    return "\n".join(lines[3:-2])


@pytest.mark.parametrize(
    ("text", "labels", "expected"),
    [
        ("a bc d\n", [(2, 4, "this")], "1 | a bc d\n  |   ^^ this"),
        ("a bc d", [(3, 3, "here")], "1 | a bc d\n  |    ^ here"),
        ("abc", [(3, 3, "")], "1 | abc\n  |    ^"),
        ("abc\n", [(4, 4, "ends")], "2 |\n  | ^ ends"),
        ("", [(0, 0, "empty")], "1 |\n  | ^ empty"),
        ("\ta\tb", [(1, 2, "x"), (3, 4, "y")], "1 |     a   b\n  |     ^ x\n  |         - y"),
        ("日本 x", [(3, 4, "x")], "1 | 日本 x\n  |      ^ x"),
        ("日本 x", [(0, 2, "x")], "1 | 日本 x\n  | ^^^^ x"),
        ("e\u0301e\u0301 x", [(5, 6, "x")], "1 | e\u0301e\u0301 x\n  |    ^ x"),
        ("a\x1bb", [(1, 2, "x")], "1 | a␛b\n  |  ^ x"),
        ("a\u202eb", [(2, 3, "x")], "1 | a<U+202E>b\n  |          ^ x"),
        ("a\r\nb\r\n", [(0, 3, "x")], "1 | a\n  | ^ x"),
        ("a\nb\nc\n", [(0, 1, "x"), (4, 5, "y")], "1 | a\n  | ^ x\n2 | b\n3 | c\n  | - y"),
        ("a\nb\nc\nd\n", [(6, 7, "y"), (0, 1, "x")], "1 | a\n  | - x\n...\n4 | d\n  | ^ y"),
        ("ab cd", [(0, 5, "all"), (3, 5, "part")], "1 | ab cd\n  | ^^^^^ all\n  |    -- part"),
        (
            "x {\n  y\n  }\n",
            [(2, 11, "block")],
            "1 | x {\n  |   ^ from here\n2 |   y\n3 |   }\n  |   ^ to here: block",
        ),
        ("x {\n}", [(0, 5, "")], "1 | x {\n  | ^^^ from here\n2 | }\n  | ^ to here"),
        ("a b", [(2, 3, "one\ntwo")], "1 | a b\n  |   ^ one\n  |     two"),
    ],
)
def test_picture(text: str, labels: list[tuple[int, int, str]], expected: str) -> None:
    assert picture(text, *labels) == expected


def test_gutter_is_as_wide_as_the_longest_number() -> None:
    source = Source("a.sla", "x\n" * 99 + "y\n")
    finding = Diagnostic(ERROR, "wrong", (Label(place(source, "y"), "this"),), notes=("and this",))
    assert render_text((finding,)).splitlines()[1:6] == [
        "   --> a.sla:100:1",
        "    |",
        "100 | y",
        "    | ^ this",
        "    = note: and this",
    ]


def test_a_very_long_line_is_shown_in_part() -> None:
    text = "a" * 100_000 + "WRONG" + "b" * 100_000
    shown = picture(text, (100_000, 100_005, "this")).splitlines()
    assert shown[0] == "1 | …" + "a" * 40 + "WRONG" + "b" * (LONGEST - 45) + "…"
    assert shown[1] == "  |  " + " " * 40 + "^^^^^ this"


def test_labels_far_apart_on_a_long_line_are_both_seen() -> None:
    shown = picture("L" + "a" * 1000 + "R", (0, 1, "left"), (1001, 1002, "right")).splitlines()
    assert [line[4:5] for line in shown] == ["L", "^", "…", " "]
    assert shown[3].index("-") == shown[2].index("R")


def test_unsafe_fix_is_marked() -> None:
    text = render_text((Diagnostic(WARNING, "wrong", fix=Fix("drop it", (), safe=False)),))
    assert text.splitlines()[1].startswith("  = fix: drop it (changes what is promised")


@settings(max_examples=100)
@given(
    st.text(alphabet=st.characters(exclude_characters="\n\r"), max_size=30),
    st.text(alphabet="xyz", min_size=1, max_size=5),
)
def test_carets_stand_under_their_text(before: str, marked: str) -> None:
    source, underline = picture(before + marked, (len(before), len(before) + len(marked), "")).split("\n")
    drawn = source[4:].removesuffix(marked)
    cells = 0
    for char in drawn:
        assert category(char) not in {"Cc", "Cf", "Cs", "Zl", "Zp"}
        if category(char) not in {"Mn", "Me"}:
            cells += 2 if east_asian_width(char) in {"W", "F"} else 1
    assert underline[4:] == " " * cells + "^" * len(marked)


@settings(max_examples=100)
@given(st.text(max_size=80), st.data())
def test_any_span_of_any_text_can_be_shown(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    source = Source(text[:9], text)
    finding = Diagnostic(ERROR, text, (Label(Span(source, start, end), text),), (text,), text)
    shown = render_text((finding,))
    shown.encode("utf-8")
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", shown)
    assert "^" in shown


def test_summary_counts() -> None:
    source, other = Source("a.sla", "x"), Source("b.sla", "x")
    label = (Label(Span(source, 0, 1)),)
    one = Diagnostic(ERROR, "wrong", label)
    assert summary(()) == "no findings"
    assert summary((one,)) == "1 error in 1 file"
    assert summary((one, one, Diagnostic(WARNING, "w", (Label(Span(other, 0, 1)),)))) == (
        "2 errors, 1 warning in 2 files"
    )
    assert summary((Diagnostic(INFO, "i"), Diagnostic(INFO, "i"))) == "2 notes"
