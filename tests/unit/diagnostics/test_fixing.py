"""Fixes put into texts: whole or not at all, never over one another, each thing once."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from sladsl.diagnostics import catalogue
from sladsl.diagnostics.diagnostic import Diagnostic, Edit, Fix
from sladsl.diagnostics.fixing import fixed
from sladsl.source import Source, Span


def finding(source: Source, *edits: tuple[int, int, str]) -> Diagnostic:
    made = tuple(Edit(Span(source, start, end), text) for start, end, text in edits)
    return Diagnostic(catalogue.TIER_GAP, "m", fix=Fix("t", made, safe=True))


def test_edits_do_not_move_each_other() -> None:
    source = Source("a.sla", "one two three")
    result = fixed([finding(source, (8, 13, "3")), finding(source, (0, 3, "eins, ein"))])
    assert result.texts == {"a.sla": "eins, ein two 3"}


def test_a_fix_over_another_waits() -> None:
    source = Source("a.sla", "one two three")
    first, second = finding(source, (0, 7, "x")), finding(source, (4, 13, "y"))
    assert fixed([first, second]).taken == (first,)


def test_a_fix_of_two_files_is_whole() -> None:
    left, right = Source("a.sla", "abc"), Source("b.sla", "abc")
    across = Diagnostic(
        catalogue.TIER_GAP,
        "m",
        fix=Fix("t", (Edit(Span(left, 0, 1), "x"), Edit(Span(right, 0, 1), "x")), safe=True),
    )
    result = fixed([finding(right, (0, 2, "y")), across])
    assert result.texts == {"b.sla": "yc"}
    assert fixed([across]).texts == {"a.sla": "xbc", "b.sla": "xbc"}


def test_what_two_ask_for_is_done_once() -> None:
    source = Source("a.sla", "abc")
    result = fixed([finding(source, (0, 0, "import x\n"))] * 2)
    assert result.texts == {"a.sla": "import x\nabc"} and len(result.taken) == 2


def test_one_file_read_twice_is_one_file() -> None:
    left, right = Source("a.sla", "one two three"), Source("a.sla", "one two three")
    result = fixed([finding(left, (0, 3, "1")), finding(right, (4, 7, "2")), finding(right, (0, 3, "I"))])
    assert result.texts == {"a.sla": "1 2 three"} and len(result.taken) == 2


@settings(max_examples=80)
@given(
    st.text("abc", min_size=1, max_size=12),
    st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12), st.text("XYZ", max_size=3)), max_size=6),
)
def test_taken_fixes_change_their_places_and_nothing_else(text: str, raw: list[tuple[int, int, str]]) -> None:
    """The oracle writes character by character what stands at, and before, each place."""
    source = Source("a.sla", text)
    asked = [(*sorted((min(a, len(text)), min(b, len(text)))), new) for a, b, new in raw]
    found = [finding(source, edit) for edit in asked]
    result = fixed(found)
    taken = dict.fromkeys(edit for one, edit in zip(found, asked, strict=True) if one in result.taken)
    before = {start: new for start, _, new in taken}
    gone = {at for start, end, _ in taken for at in range(start, end)}
    wanted = "".join(
        before.get(at, "") + ("" if at in gone or at == len(text) else text[at])
        for at in range(len(text) + 1)
    )
    assert result.texts.get("a.sla", text) == wanted
