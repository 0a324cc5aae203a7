"""Names never break a contract: neither hostile titles nor names that our own clauses bear."""

from __future__ import annotations

import json

import pytest
from contract_houses import DATED, DIGEST, house_of
from hypothesis import given, settings
from hypothesis import strategies as st

from sladsl.lower.document import Document, Edition, plain
from sladsl.lower.to_document import to_document

SOURCE = """
import std.calendars {{ Always }}
party A {title} {{ contact {title} }}
party B "B"
term T {title} means {title}
metric decision {title} {{ better higher; signals up; value = share of time where up }}
service common {title} {{ includes {title}; measure decision from prometheus {{ up = `up` }} }}
clause disputes {title} about disputes {{ {title} }}
exclusion limits {title} {{ text {title} }}
sla X {title} {{
  provider A
  customer B
  effective 2027-01-01
  hours Always zone "UTC"
  fee fee = 10 EUR per month
  guarantee common {title}: decision of common >= 99% per month {{ except limits; credit 1% of fee }}
  guarantee limits {title}: decision of common >= 99.9% per quarter {{ credit {{ below 99.9%: 2% of fee }} }}
  duty provider {title}
  include disputes
}}
"""
HOSTILE = [
    "</title><script>alert(1)</script>",
    "{ -provider } $x { $metric }",
    "**bold** | `code` [a](javascript:b) # 1. - >",
    "\ue000 7\ue001 \ue002key\ue003x\ue004",
    "Service Credits and Party",
    "'",
    "𝔘 ☃ Ünïcode",
]


def contract_of(title: str, language: str) -> Document:
    quoted = json.dumps(title, ensure_ascii=False).replace("{", "{{").replace("}", "}}")
    house = house_of(SOURCE.format(title=quoted))
    outcome = to_document(house, house.agreements["X"], language, Edition.INTERNAL, DIGEST, DATED)
    assert not outcome.diagnostics
    return outcome.value


@pytest.mark.parametrize("language", ["en", "fi"])
@pytest.mark.parametrize("title", HOSTILE)
def test_hostile_titles_are_words(title: str, language: str) -> None:
    odd, usual = contract_of(title, language), contract_of("Plain", language)
    assert [c.key for c in odd.walk()] == [c.key for c in usual.walk()]
    assert [c.number for c in odd.walk()] == [c.number for c in usual.walk()]
    assert odd.title == title and odd.parties[0].name == title


def test_our_own_keys_are_nobodys_names() -> None:
    keys = [c.key for c in contract_of("Plain", "en").walk()]
    assert len(keys) == len(set(keys))
    assert {"decision", "measurement.decision", "limits", "exclusions.limits", "levels.limits"} <= set(keys)


@given(st.text(min_size=1, max_size=20).filter(lambda t: t.isprintable() and t.strip() == t))
@settings(max_examples=25)
def test_any_title_comes_through(title: str) -> None:
    document = contract_of(f"T{title}", "en")
    assert document.title == f"T{title}"
    facts = " ".join(plain(f.value) for f in document.facts)
    assert "EUR" in facts
