"""Every way of crediting has its sentence in the contract, in both languages."""

from __future__ import annotations

from functools import cache

import pytest
from contract_houses import DATED, DIGEST
from test_contract_says_all import LEFTOVERS, text_of

from sladsl.compiler import compile_files
from sladsl.lower.document import Edition
from sladsl.lower.to_document import to_document

SOURCE = """
import std.calendars {{ Always }}
import std.metrics {{ strict_uptime, unavailable }}
party Maker "Maker Oy"
party Buyer "Buyer Oy"
service Shop "Shop"
metric mending "Repair" {{ better lower; value = time from failed to mended; attributed to opened }}
corporate sla Top "Terms" {{
  provider Maker
  hours Always zone "Europe/Helsinki"
  fee monthly = 300 EUR per month
  fee hourly = 0.50 EUR per hour
  fee ride "Single ride" = 20 EUR each
  fee use "Usage charge" = as invoiced in EUR per month
  credits {{ cap 50% of monthly per TOP }}
}}
customer sla A "A" under Top {{
  customer Buyer
  effective 2027-01-01
  covers Shop
  fee monthly = 300 EUR per month
  fee hourly = 0.50 EUR per hour
  fee ride "Single ride" = 20 EUR each
  fee use "Usage charge" = as invoiced in EUR per month
  guarantee a "Promise": {metric} per month {{ exact; credit {credit} }}
  credits {{ {terms} }}
}}
"""
UPTIME, TIME = "strict_uptime of Shop >= 99%", "mending <= 4 h"


@cache
def contract(credit: str, terms: str, metric: str, language: str, top: str = "year") -> str:
    text = SOURCE.format(metric=metric, credit=credit, terms=terms).replace("TOP", top)
    house = compile_files({"a.sla": text}).house
    made = to_document(house, house.agreements["A"], language, Edition.INTERNAL, DIGEST, DATED)
    return text_of(made.value)


SENTENCES = [
    ("40% of 50% of at risk", "at risk 10% of monthly", UPTIME, "40% of 50% of the amount at risk.",
     "40 % määrästä: 50 % hyvitysvarasta."),
    ("5 EUR", "at risk 10% of monthly", UPTIME, "The amount at risk is 10% of the monthly fee.",
     "Hyvitysvara on 10 % kuukausimaksusta."),
    ("10% of next use", "combine sum", UPTIME,
     "10% of the Usage charge for the time after the Measurement Period.",
     "10 % maksusta ”Usage charge”, Mittausjakson jälkeiseltä ajalta."),
    ("10% of use of the 30 days before", "combine sum", UPTIME,
     "10% of the Usage charge charged for the 30 days before.",
     "10 % maksusta ”Usage charge”, edeltävältä ajalta (30 päivää) laskutettuna."),
    ("1 day of monthly", "a day is 1/30 of a month", UPTIME,
     "The price of a day of service is 1/30 of the fee for a month, whatever its length.",
     "Palvelupäivän hinta on 1/30 kuukauden maksusta sen pituudesta riippumatta."),
    ("1 day of monthly", "combine sum", UPTIME,
     "the fee for the Measurement Period divided by its calendar days.",
     "Mittausjakson maksu jaettuna sen kalenteripäivillä."),
    ("50 x hourly of time down per outage, each at most 1 EUR", "combine sum", UPTIME,
     "50 times the hourly fee for the time down for each outage, each of them at most EUR 1.",
     "katkoajalta kerrottuna luvulla 50 kustakin yksiköstä (outage), kustakin enintään 1 EUR."),
    ("5 EUR per calendar day late", "combine sum", TIME,
     "EUR 5 for each calendar day that lies wholly within the delay.",
     "5 EUR jokaiselta kalenteripäivältä, jonka viivästys kattaa kokonaan."),
    ("5 EUR per started calendar day late from the start", "combine sum", TIME,
     "EUR 5 for each calendar day touched by the delay, counted from the day on which the case began.",
     "5 EUR jokaiselta kalenteripäivältä, jolle viivästys osuu, laskettuna tapauksen alkamispäivästä."),
    ("5 EUR per 1 h down beyond 4 h from the start", "combine sum", UPTIME,
     "counted only when the first 4 hours are exceeded, and then from the beginning.",
     "luettuna vasta kun ensimmäiset 4 tuntia ylittyvät, ja silloin alusta alkaen."),
    ("5 EUR once per day with more than 5 min down in a row", "combine sum", UPTIME,
     "EUR 5, once for each calendar day with more than 5 minutes of Downtime in a row.",
     "5 EUR, kerran kultakin kalenteripäivältä, jona Katkoaika ylittää yhtäjaksoisesti määrän 5 minuuttia."),
    ("5 EUR doubled when missed 2 of 3 months", "combine sum", UPTIME,
     "is doubled when the Service Level is missed at least 2 times within 3 months.",
     "kaksinkertaistuu, kun Palvelutaso alittuu vähintään 2 kertaa saman ajan kuluessa (3 kuukautta)."),
    ("5 EUR only when missed 2 months in a row", "combine sum", UPTIME,
     "is owed only when the Service Level is missed for 2 months in a row.",
     "annetaan vain, kun Palvelutaso alittuu yhtäjaksoisesti (2 kuukautta)."),
    ("even when met { below 99.5%: 5 EUR }", "combine sum", UPTIME,
     "A value that falls into one of these rows is credited even when it meets the target.",
     "vaikka se täyttäisi tavoitteen."),
    ("{ at least 10% off target: 5 EUR }", "combine sum", UPTIME, "at least 10% off the target",
     "poikkeama tavoitteesta vähintään 10 %"),
    ("5 EUR", "minimum more than 1 EUR after rounding", UPTIME,
     "A Service Credit of EUR 1 or less is not granted. The amount is compared after it is rounded.",
     "Palveluhyvitystä, joka on enintään 1 EUR, ei anneta. Määrää verrataan pyöristämisen jälkeen."),
    ("5 EUR", "round money down", UPTIME, "rounded down to whole multiples of EUR 0.01.",
     "pyöristetään alaspäin tarkkuuteen 0,01 EUR."),
    ("5 EUR", "cap 20 EUR per trailing 30 days", UPTIME,
     "together are at most EUR 20 in the 30 days up to the end of a Measurement Period.",
     "yhteensä enintään 20 EUR jokaiselta ajalta (30 päivää), joka päättyy Mittausjakson päättyessä."),
    ("5 EUR", "cap 20 EUR per invoice", UPTIME, "at most EUR 20 for the time of one invoice.",
     "enintään 20 EUR yhden laskun ajalta."),
    ("5 EUR", "cap 20 EUR per term", UPTIME, "at most EUR 20 for the whole term of this Agreement.",
     "enintään 20 EUR tämän Sopimuksen koko voimassaoloaikana."),
]  # fmt: skip


@pytest.mark.parametrize(("credit", "terms", "metric", "english", "finnish"), SENTENCES, ids=lambda s: s[:40])
def test_it_is_said(credit: str, terms: str, metric: str, english: str, finnish: str) -> None:
    for language, wanted in (("en", english), ("fi", finnish)):
        said = contract(credit, terms, metric, language)
        assert wanted in said, said[said.find("Promise") :]
        assert not LEFTOVERS.search(said.replace("{{", ""))


def test_fees_of_every_kind() -> None:
    english = contract("5 EUR", "combine sum", UPTIME, "en")
    for fee in ("EUR 0.50 per hour", "EUR 20 each", "as invoiced per calendar month, in EUR"):
        assert fee in english
    finnish = contract("5 EUR", "combine sum", UPTIME, "fi")
    for fee in ("0,50 EUR / tunti", "20 EUR / kappale", "laskutuksen mukaan / kalenterikuukausi, EUR"):
        assert fee in finnish


def test_the_order_of_the_computation() -> None:
    credit = "5 EUR per 1 h down per outage beyond 4 h, each at most 10 EUR, at most 20 EUR"
    credit += ", doubled when missed 2 months in a row"
    said = contract(credit, "combine sum; cap 50 EUR per month; minimum 1 EUR", UPTIME, "en")
    order = (
        "in this order: the part that exceeds the free time, the number of units counted, the limit of "
        "each of them, the doubling, the limit of the single Service Level, the rule for several misses, the "
        "limit of this Agreement, the limit of the corporate level, the smallest amount granted and the "
        "rounding of money."
    )
    assert order in said, said[said.find("in this order") :][:600]


@pytest.mark.parametrize(
    ("period", "words"),
    [
        ("trailing 30 days", "in the 30 days up to the end of a Measurement Period"),
        ("invoice", "for the time of one invoice"),
        ("term", "for its whole term"),
    ],
)
def test_caps_of_the_level_above(period: str, words: str) -> None:
    said = contract("5 EUR", "combine sum", UPTIME, "en", period)
    assert f"together are at most 50% of the monthly fee {words}." in said
