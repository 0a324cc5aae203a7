"""What stands between quotes is read as it was written, marks or none."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sladsl.syntax.ast import String
from sladsl.syntax.texts import Inserted, decode

WRITTEN = {"{{": "{", "}}": "}", r"\n": "\n", r"\t": "\t", r"\"": '"', r"\\": "\\"}
PLAIN = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "Z", "S")), max_size=8).filter(
    lambda text: not set(text) & set('{}\\"\u2028\u2029')
)


def string(raw: str) -> String:
    return String(0, len(raw), raw)


@settings(max_examples=100, deadline=None)
@given(pieces=st.lists(st.one_of(PLAIN, st.sampled_from([*WRITTEN])), max_size=6))
def test_marks_stand_for_themselves(pieces: list[str]) -> None:
    parts, slips = decode(string('"' + "".join(pieces) + '"'))
    meant = "".join(WRITTEN.get(piece, piece) for piece in pieces)
    assert slips == ()
    assert parts == ((meant,) if meant else ())


@pytest.mark.parametrize("mark", ["\x00", "\x7f", "\u200b", "\u202e", "\ufeff", "\U000e0041"])
def test_invisible_characters_are_told(mark: str) -> None:
    _, slips = decode(string(f'"a{mark}b"'))
    assert [(slip.start, slip.end) for slip in slips] == [(2, 3)]


@pytest.mark.parametrize(
    ("raw", "reason"), [('"50 }"', "a single `}` in a text"), (r'"\q"', r"`\q` is not an escape")]
)
def test_slips_are_told(raw: str, reason: str) -> None:
    assert [slip.reason for slip in decode(string(raw))[1]] == [reason]


def test_a_name_in_a_text_is_found() -> None:
    parts, _ = decode(string('"by {law} only"'))
    assert parts == ("by ", Inserted("law", 4, 9), " only")
