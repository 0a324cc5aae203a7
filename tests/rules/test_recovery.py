"""Times of recovery against all sets of parts with which a service works, tried one by one."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sladsl.compiler import compile_files

HEAD = """
import std.calendars { Always }
import std.metrics { recovery_time }
party Maker "Maker"
party Vendor "Vendor"
party Client "Client"
"""
PARTS = "ABCD"
groups = st.lists(
    st.tuples(st.lists(st.sampled_from(PARTS), min_size=1, max_size=3, unique=True), st.integers(1, 3)),
    min_size=1,
    max_size=3,
)


def house(needs: list[tuple[list[str], int]], hours: list[int], promised: int) -> str:
    text = HEAD
    for name, time in zip(PARTS, hours, strict=True):
        text += f'service {name} "{name}"\n'
        text += (
            f'uc Uc{name} "Contract" {{\n  provider Vendor\n  customer Maker\n  effective 2027-01-01 until '
            f'2027-12-31\n  hours Always zone "UTC"\n  covers {name}\n'
            f"  guarantee back: recovery_time of {name} <= {time} h\n}}\n"
        )
    lines = "\n".join(f"  needs {count} of {', '.join(names)}" for names, count in needs)
    text += f'service Top "Top" {{\n{lines}\n}}\n'
    return text + (
        'sla Deal "Deal" {\n  provider Maker\n  customer Client\n  effective 2027-01-01 until 2027-12-31\n'
        '  hours Always zone "UTC"\n  covers Top\n'
        f"  guarantee back: recovery_time of Top <= {promised} h\n}}\n"
    )


@settings(max_examples=60, deadline=None)
@given(groups, st.lists(st.integers(1, 9), min_size=4, max_size=4), st.integers(3, 24))
def test_the_quickest_way_back(drawn: list[tuple[list[str], int]], hours: list[int], promised: int) -> None:
    """Found exactly where every set of parts that suffices takes too long, also where parts are shared."""
    needs = [(names, min(count, len(names))) for names, count in drawn]
    quickest = min(
        sum(hours[PARTS.index(part)] for part in chosen)
        for size in range(len(PARTS) + 1)
        for chosen in combinations(PARTS, size)
        if all(len(set(names) & set(chosen)) >= count for names, count in needs)
    )
    codes = {d.rule.code for d in compile_files({"a.sla": house(needs, hours, promised)}).findings}
    assert bool(codes & {"SLA0403", "SLA0412"}) == (quickest > promised)
    alone = {name for names, count in needs for name in names if count == len(names)}
    too_long = any(hours[PARTS.index(name)] > promised for name in alone)
    assert ("SLA0403" in codes) == too_long, "what nothing replaces is held against the promise by itself"


@pytest.mark.parametrize(
    ("below", "above", "too_long"),
    [
        ("<", "<", None),
        ("<=", "<", "`UcA.back` 4 h + `UcB.back` 4 h = 8 h: 1 s too long"),
        ("<", "<=", None),
        ("<=", "<=", None),
    ],
)
def test_less_than_a_time(below: str, above: str, too_long: str | None) -> None:
    """Less than four hours twice is less than eight."""
    text = house([(["A"], 1), (["B"], 1)], [4, 4, 1, 1], 8)
    text = text.replace("<= 4 h", f"{below} 4 h").replace("<= 8 h", f"{above} 8 h")
    notes = [
        note for d in compile_files({"a.sla": text}).findings if d.rule.code == "SLA0412" for note in d.notes
    ]
    assert notes == ([too_long] if too_long is not None else [])


def test_a_share_of_what_could_be_replaced_proves_nothing() -> None:
    """The cases in which both are down may be those that are late."""
    text = house([(["A", "B"], 1)], [4, 20, 1, 1], 8)
    assert not {d.rule.code for d in compile_files({"a.sla": text}).findings} & {"SLA0412", "SLA0414"}
    text = text.replace("<= 4 h", "<= 4 h for 95% of failures per month")
    found = [d for d in compile_files({"a.sla": text}).findings if d.rule.code in ("SLA0412", "SLA0414")]
    assert [d.rule.code for d in found] == ["SLA0412"]
