"""Times of recovery against all sets of parts with which a service works, tried one by one."""

from __future__ import annotations

from itertools import combinations

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
@given(groups, st.lists(st.integers(1, 9), min_size=4, max_size=4), st.integers(9, 24))
def test_the_quickest_way_back(drawn: list[tuple[list[str], int]], hours: list[int], promised: int) -> None:
    """Found exactly where every set of parts that suffices takes too long, also where parts are shared."""
    needs = [(names, min(count, len(names))) for names, count in drawn]
    quickest = min(
        sum(hours[PARTS.index(part)] for part in chosen)
        for size in range(len(PARTS) + 1)
        for chosen in combinations(PARTS, size)
        if all(len(set(names) & set(chosen)) >= count for names, count in needs)
    )
    findings = compile_files({"a.sla": house(needs, hours, promised)}).findings
    assert not [d for d in findings if d.rule.code == "SLA0403"]
    assert any(d.rule.code == "SLA0412" for d in findings) == (quickest > promised)
