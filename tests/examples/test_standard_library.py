"""The standard library reads well: no findings, everything in Finnish too, and prose that counsel accepts."""

from __future__ import annotations

import re

import pytest
from reading import MODULES, ROOT, library, texts

from sladsl.compiler import compile_files
from sladsl.model.values import Words
from sladsl.source import Source
from sladsl.syntax.format import format_source

HOUSE = library().house
PROSE = {
    **{key: clause.text for key, clause in HOUSE.clauses.items()},
    **{key: exclusion.prose for key, exclusion in HOUSE.exclusions.items() if exclusion.prose},
}
VAGUE = re.compile(
    r"\b(reasonabl\w*|best efforts?|as soon as possible|promptly|timely|appropriate|etc"
    r"|kohtuulli\w*|mahdollisimman|pikaisesti|asianmukai\w*|tarvittaessa|yms|jne)\b",
    re.IGNORECASE,
)


def test_it_is_found_whole() -> None:
    assert MODULES == ("calendars", "clauses", "exclusions", "metrics", "templates")
    assert {"Always"} <= set(HOUSE.calendars)
    assert {"availability", "uptime", "latency", "response", "resolution"} <= set(HOUSE.metrics)
    assert {"force_majeure"} <= set(HOUSE.exclusions)
    assert {"disputes", "changes", "review", "termination"} <= set(HOUSE.clauses)


def test_it_has_no_errors() -> None:
    assert [f.message for f in library().findings if f.is_error] == []


@pytest.mark.parametrize("name", MODULES)
def test_it_is_formatted(name: str) -> None:
    text = (ROOT / "stdlib" / f"{name}.sla").read_text(encoding="utf-8")
    assert format_source(Source(f"{name}.sla", text)).value == text


@pytest.mark.parametrize("kind", ["calendars", "metrics", "exclusions", "clauses"])
def test_every_text_is_in_finnish(kind: str) -> None:
    found = [words for thing in getattr(HOUSE, kind).values() for words in texts(thing)]
    assert found
    assert [words.plain() for words in found if "fi" not in dict(words.translations)] == []


@pytest.mark.parametrize("language", ["en", "fi"])
@pytest.mark.parametrize("key", sorted(PROSE))
def test_prose_holds_no_numbers_and_nothing_vague(key: str, language: str) -> None:
    said = PROSE[key].plain(language)
    assert re.search(r"\d", said) is None
    assert VAGUE.search(said) is None


@pytest.mark.parametrize("key", sorted(HOUSE.clauses))
def test_both_languages_have_the_same_paragraphs(key: str) -> None:
    def shape(words: Words, language: str) -> int:
        return len(words.plain(language).split("\n\n"))

    text = HOUSE.clauses[key].text
    assert shape(text, "en") == shape(text, "fi")


@pytest.mark.parametrize("key", sorted(PROSE))
def test_defined_terms_are_written_as_terms(key: str) -> None:
    """`the customer` in a clause would be somebody else than `the Customer` of the definitions."""
    said = PROSE[key].plain("en")
    small = re.search(r"\bthe (agreement|customer|provider|parties|service levels?|service credits?)\b", said)
    assert small is None, small


@pytest.mark.parametrize("template", ["SoftwareService", "HostedInfrastructure"])
def test_templates_make_agreements(template: str) -> None:
    made = compile_files(
        {
            "a.sla": f"""
import std.templates {{ {template} }}
import std.metrics {{ availability, uptime }}
party Us "Us Oy" {{ contact "us@example.com"; signatory "A" }}
party Them "Them Oy" {{ contact "them@example.com"; signatory "B" }}
service Shop "Shop" {{
  owner Us
  measure availability from prometheus {{
    errors   = `sum(rate(e_total[$range]))`
    requests = `sum(rate(r_total[$range]))`
  }}
  measure uptime from prometheus {{ up = `min(up)` }}
}}
customer sla Deal "Deal" is {template}(vendor: Us, client: Them, subject: Shop, price: 100 EUR) {{
  effective 2027-01-01
  hours Always zone "Europe/Helsinki"
}}
import std.calendars {{ Always }}
"""
        }
    )
    assert [f.message for f in made.findings] == []
    (guarantee,) = made.house.agreements["Deal"].guarantees
    assert guarantee.credit is not None and len(guarantee.credit.tiers) == 3
