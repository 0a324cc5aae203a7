"""Promises that a level takes over, proven with it in one version and with the level above in the other."""

from __future__ import annotations

import pytest
from versions import between

HOUSE = """
import std.calendars { Always }
party Maker "Maker"
party Client "Client"
party Vendor "Vendor"
metric up { better higher; signals up; value = share of time where up; partial minutes count }
service Net
service Web { needs Net }
uc Line { provider Vendor; customer Maker; hours Always zone "UTC"; effective 2027-01-01
  guarantee up: up of Net >= SHARE per month { exact } }
corporate sla Base { provider Maker; covers Web; hours Always zone "UTC"
  guarantee up: up of Web >= 99% per month { exact } }
customer sla Deal under Base { customer Client; effective 2027-01-01; covers Web OWN }
"""


def house(share: str, own: str) -> str:
    return HOUSE.replace("SHARE", share).replace(" OWN", f"; {own}" if own else "")


@pytest.mark.parametrize(("one", "two"), [("", 'hours Always zone "Asia/Tokyo"'), ("", "relies on Line")])
def test_nothing_turns_by_where_it_is_proven(one: str, two: str) -> None:
    for before, after in ((one, two), (two, one)):
        assert not between(house("99.9%", before), house("99.9%", after)).standings


@pytest.mark.parametrize("own", ["", "relies on Line"])
def test_what_breaks_is_told_where_it_is_made(own: str) -> None:
    found = between(house("99.9%", own), house("98%", own)).standings
    assert [(each.what, each.agreement) for each in found] == [("breaks", "Base")]
