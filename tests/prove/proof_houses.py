"""Small houses for the tests of proofs: services that need others, and who promises what about them."""

from __future__ import annotations

from functools import cache

from sladsl.compiler import compile_files
from sladsl.model.house import House
from sladsl.model.supports import Supports
from sladsl.prove.availability import AvailabilityProof
from sladsl.prove.proving import proofs

HEAD = """
import std.calendars { Always }
party Maker "Maker" { unit Desk "Desk"; unit Ops "Ops" }
party Client "Client"
party Vendor "Vendor"
metric up { better higher; signals up; value = share of time where up; partial minutes count }
metric down "Minutes down" { better lower; value = time down }
"""


@cache
def house_of(text: str) -> House:
    compiled = compile_files({"house.sla": HEAD + text})
    wrong = [d.message for d in compiled.resolved.diagnostics if d.is_error]
    assert not wrong, wrong
    return compiled.house


def uc(name: str, promises: str, more: str = "effective 2026-01-01") -> str:
    """A contract of the vendor; `promises` are its guarantees."""
    return f'uc {name} {{\nprovider Vendor\ncustomer Maker\nhours Always zone "UTC"\n{more}\n{promises}\n}}\n'


def sla(promises: str, more: str = "effective 2026-01-01") -> str:
    """The agreement `Deal` with the client."""
    return (
        f'customer sla Deal "Deal" {{\nprovider Maker\ncustomer Client\nhours Always zone "UTC"\n{more}\n'
        f"{promises}\n}}\n"
    )


def proof_of(text: str) -> AvailabilityProof:
    """The one proof of `Deal`."""
    house = house_of(text)
    (made,) = proofs(Supports(house), house.agreements["Deal"])
    return made
