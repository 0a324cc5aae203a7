"""Why the figures of a proof are what they are, in the contract's language."""

from __future__ import annotations

from functools import cache

import pytest
from test_proof_annex import internal, schedule

from sladsl.backends.proofs.words import words_of
from sladsl.compiler import compile_files
from sladsl.lower.document import Paragraph, plain
from sladsl.model.house import House
from sladsl.model.supports import Supports
from sladsl.prove.proving import proofs

WORK = """\
import std.calendars {{ Always }}
import std.metrics {{ availability }}
party We "We Oy"
party Client "Client Oyj"
party Carrier "Carrier AB"
service Line "Line"
service App "App" {{ needs Line }}
exclusion upkeep "Upkeep" {{
  window Sun 02:00-04:00
  at most 2 h per month
}}
uc Below "Contract" {{
  provider Carrier
  customer We
  effective 2027-01-01 until 2028-12-31
  hours Always zone "Europe/Stockholm"
  guarantee up: availability of Line >= 99.9% per month {{ exact; except upkeep }}
}}
sla Top "Agreement" {{
  provider We
  customer Client
  effective 2027-01-01 until 2028-12-31
  hours Always zone "Europe/Helsinki"
  guarantee up: availability of App >= {target} {{ exact; except upkeep }}
}}
"""


@cache
def house(target: str) -> House:
    return compile_files({"a.sla": WORK.format(target=target)}).house


def said(language: str) -> str:
    blocks = (
        b for c in schedule(internal(house("99.8% per month"), "Top", language)).walk() for b in c.blocks
    )
    told = (plain(block.content) for block in blocks if isinstance(block, Paragraph))
    return "\n".join(told).replace("\xa0", " ")


@pytest.mark.parametrize(
    ("language", "sentences"),
    [
        (
            "en",
            (
                "2 h is not counted by its own promise; by this one, each interval of 1 min that it touches",
                "Line is counted by the clocks of Europe/Stockholm, this promise by those of Europe/Helsinki",
                "In this case 3 h is counted. The rest, up to ",
            ),
        ),
        (
            "fi",
            (
                "tässä lupauksessa jokainen aikaväli (1 min), johon siitä osuu jotakin",
                "aikavyöhykkeen Europe/Stockholm kellojen mukaan, tämä lupaus aikavyöhykkeen Europe/Helsinki",
                "Tässä tapauksessa lasketaan 3 h. Loppu, enintään ",
            ),
        ),
    ],
)
def test_intervals_zones_and_how_much_is_shown(language: str, sentences: tuple[str, ...]) -> None:
    text = said(language)
    for sentence in sentences:
        assert sentence in text


@pytest.mark.parametrize(
    ("language", "named"),
    [
        ("en", "the 30 days until Sun, 7 Nov 2027, 05:00"),
        ("fi", "30 päivää, päättyen su 7.11.2027 klo 5.00"),
    ],
)
def test_a_trailing_period_ends_by_the_clocks_of_the_agreement(language: str, named: str) -> None:
    made = house("99% per trailing 30 days")
    top = made.agreements["Top"]
    (proof,) = proofs(Supports(made), top)
    assert words_of(made, top, language).period(proof).replace("\xa0", " ") == named
