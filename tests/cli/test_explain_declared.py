"""`sla explain` of what is declared: the lines of an exclusion and of a house rule, and whom they concern."""

from __future__ import annotations

from sladsl.compiler import compile_files
from sladsl.compiler.explanation import explain

HOUSE = """\
import std.metrics { strict_uptime }
party We "We Oy"
party Client "Client Oyj"
service Shop "Shop"
exclusion work "Planned work" {
  window third Sun 02:00-06:00
  window 2027-05-08 22:00 to 2027-05-09 10:00
  at most 4 h per month
  notice 5 working days
}
exclusion strike "Strike" { text "A strike." }
sla Deal "Deal" {
  provider We
  customer Client
  zone "Europe/Helsinki"
  guarantee uptime: strict_uptime of Shop >= 99% per month { exact; except work, strike }
  guarantee nights: strict_uptime of Shop >= 90% per year { exact; except strike }
}
policy Care "What we may promise" for We {
  strict_uptime   <= 99.9%
  require review
}
policy All "All" { margin of strict_uptime >= 10% }
"""


def told(name: str) -> list[str]:
    return str(explain(compile_files({"a.sla": HOUSE}).house, name, lambda path: path)).splitlines()


def test_an_exclusion_with_its_limits() -> None:
    assert told("work") == [
        "exclusion work (Planned work), a.sla:5",
        "  window third Sun 02:00-06:00",
        "  window 2027-05-08 22:00 to 2027-05-09 10:00",
        "  at most 4 h per month",
        "  notice 5 working days",
        "  does not count for Deal.uptime",
    ]


def test_an_exclusion_without_a_limit() -> None:
    assert told("strike") == [
        "exclusion strike (Strike), a.sla:11",
        "  without a limit: claimed case by case",
        "  does not count for Deal.uptime, Deal.nights",
    ]


def test_house_rules() -> None:
    assert told("Care") == [
        "policy Care (What we may promise), a.sla:19",
        "  for agreements of We Oy",
        "  strict_uptime <= 99.9%",
        "  require review",
    ]
    assert told("All")[1:] == ["  for all agreements", "  margin of strict_uptime >= 10%"]
