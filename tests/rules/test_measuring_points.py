"""Where a promise and those under it are measured: every combination of ends, against the rule in a line."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sladsl.compiler import compile_files

HEAD = """\
import std.metrics { availability }
party Maker "Maker"
party Client "Client"
"""
ENDS = st.sampled_from(("", "at provider", "at customer"))


def measure(end: str) -> str:
    return f"measure availability from prometheus {end} {{ errors = `e`; requests = `r` }}"


def found(above: str, below: list[str], needed: int) -> list[str]:
    """The findings about measuring points of a shop that needs so many of some parts."""
    text, names = HEAD, [f"Part{number}" for number in range(len(below))]
    for name, end in zip(names, below, strict=True):
        text += f'party Of{name} "Of{name}"\nservice {name} "{name}" {{ {measure(end)} }}\n'
        text += (
            f"uc Uc{name} {{ provider Of{name}; customer Maker; effective 2027-01-01 until 2027-12-31\n"
            f"guarantee up: availability of {name} >= 99.999% per month {{ exact }} }}\n"
        )
    text += f'service Shop "Shop" {{ needs {needed} of {", ".join(names)}; {measure(above)} }}\n'
    text += (
        'sla Deal "Deal" { provider Maker; customer Client; effective 2027-01-01 until 2027-12-31\n'
        "guarantee up: availability of Shop >= 99% per month { exact } }\n"
    )
    return [
        each.message for each in compile_files({"case.sla": text}).findings if each.rule.code == "SLA0711"
    ]


@settings(max_examples=60, deadline=None)
@given(above=ENDS, below=st.lists(ENDS, min_size=2, max_size=3), data=st.data())
def test_found_where_all_below_are_at_the_suppliers(
    above: str, below: list[str], data: st.DataObject
) -> None:
    needed = data.draw(st.integers(1, len(below)))
    made = found(above, below, needed)
    assert bool(made) == (above == "at customer" and set(below) == {"at provider"})
    if made:
        (message,) = made
        assert all(f"`OfPart{number}`" in message for number in range(len(below)))


@pytest.mark.parametrize("needed", [1, 2])
def test_the_suppliers_are_all_named(needed: int) -> None:
    (message,) = found("at customer", ["at provider"] * 2, needed)
    assert message.endswith(
        "the way from the ends of `OfPart0` and `OfPart1` to `Client` is promised by nobody"
    )
