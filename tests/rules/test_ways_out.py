"""What is proposed where a promise of availability is not kept: only what helps, and what there is."""

from __future__ import annotations

from datetime import date

from sladsl.compiler import compile_files
from sladsl.diagnostics.diagnostic import Diagnostic
from sladsl.rules.run import check

HEAD = """
import std.calendars { Always }
party Maker "Maker"
party Client "Client"
party Vendor "Vendor"
metric up { better higher; signals up; value = share of time where up; partial minutes count }
"""


def agreement(head: str, promise: str) -> str:
    return (
        f'{head}\neffective 2027-01-01 until 2028-12-31\nhours Always zone "UTC"\n'
        f"guarantee up: up of {promise} {{ exact }}\n}}\n"
    )


def found(needs: str, *promises: str, above: str = "99% per month") -> Diagnostic:
    names = [f"Line{number}" for number in range(len(promises))]
    services = "".join(f'service {name} "{name}"\n' for name in names)
    services += f'service Shop "Shop" {{ needs {needs}{", ".join(names)} }}\n'
    below = "".join(
        agreement(f"uc Uc{name} {{ provider Vendor; customer Maker", f"{name} >= {promise}")
        for name, promise in zip(names, promises, strict=True)
    )
    deal = agreement('customer sla Deal "Deal" { provider Maker; customer Client', f"Shop >= {above}")
    house = compile_files({"a.sla": HEAD + services + below + deal}).house
    (one,) = (each for each in check(house, date(2027, 6, 1)) if each.rule.code == "SLA0707")
    return one


def test_nothing_proven_is_nothing_to_promise() -> None:
    told = found("", "90% per year").help
    assert told is not None
    assert told.startswith("the smallest repair: `UcLine0.up` at 99.9")
    assert "promise no more" not in told


def test_what_is_proven_can_be_promised() -> None:
    told = found("", "98% per month").help
    assert told == "the smallest repair: `UcLine0.up` at 99%; or promise no more than 98%"


def test_the_table_says_what_stands_in_for_what() -> None:
    two = ["98% per month"] * 2
    (summed, *_), (apart, *_) = (
        found(needs, *two, above="99.5% per month").exhibits for needs in ("1 of ", "")
    )
    assert summed.below.startswith("together: the shorter of `UcLine0.up` 14 h")
    assert apart.below == ""


def test_of_many_supports_some_are_pointed_at() -> None:
    many = found("", *["99% per month"] * 30)
    assert "of 30 supporting promises 5 are shown" in many.notes
    assert " + 22 more " in many.notes[0]
    assert "of 30" not in " ".join(found("", *["99% per month"] * 3).notes)


def test_several_of_many() -> None:
    told = found("2 of ", *["97% per month"] * 3).help
    assert told == (
        "no single supporting promise can repair it: improve several, add redundancy or promise no more than "
        "95.5%"
    )
