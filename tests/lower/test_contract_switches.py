"""Every switch on which agreements differ: each side gives the contract another sentence, in en and fi."""

from __future__ import annotations

from functools import cache

import pytest
from contract_houses import DATED, DIGEST, house_of
from test_contract_says_all import text_of

from sladsl.lower.document import Edition
from sladsl.lower.to_document import to_document

BASE = """
party Kaleva "Kaleva Hosting Oy"
party Puro "Puro Design Oy"
service Shop "Web shop"
priorities Incident "Incidents" {{ P1 "Critical" }}
exclusion maintenance "Planned maintenance" {{ window third Sun 02:00-06:00{exclusion} }}
calendar Office "Office" {{ zone "Europe/Berlin"; open Mon-Fri 08:00-16:00; closed holidays {holidays} }}
metric up "Time up" {{ better higher; signals up; value = share of time where up{switch} }}
metric quick "Quick minutes" {{
  better higher
  signals errors, requests
  value = share of each 1 min where errors / requests {limit} 5%
}}
metric repair "Repair" {{
  better lower
  value = time from {begins} to resolved
  pause while waiting{pause}
  attributed to {attributed}
}}
sla Web "Service level agreement" {{
  provider Kaleva
  customer Puro
  zone "{zone}"
  priorities Incident
  fee monthly = 1_000 EUR per month
  guarantee uptime: up of Shop {comparison} 99.9% per month {{ {promise}; credit {credit} }}
  guarantee minutes: quick of Shop >= 99.9% per month {{ exact; credit 5% of monthly }}
  guarantee repair: repair of P1 <= 8 h per month during Office
  credits {{ {terms}{claim} }}
}}
"""
USUAL = {
    "exclusion": "",
    "holidays": "DE",
    "switch": "",
    "limit": "<=",
    "begins": "opened",
    "pause": " in counted hours",
    "attributed": "opened",
    "zone": "Europe/Berlin",
    "comparison": ">=",
    "promise": "exact",
    "credit": "10% of monthly",
    "terms": "",
    "claim": "automatic",
}

# The switch, the place in the text above, and each side: what is written there, and what the contract then
# says in English and in Finnish.
SWITCHES: dict[str, tuple[str, tuple[tuple[str, str, str], ...]]] = {
    "comparison at the target": (
        "comparison",
        ((">=", "is at least 99.9%", "on vähintään 99,9 %"), (">", "is more than 99.9%", "on yli 99,9 %")),
    ),
    "interval at its limit": (
        "limit",
        (
            ("<=", "lies exactly at the limit is good.", "täsmälleen raja-arvon suuruinen, on hyvä."),
            ("<", "lies exactly at the limit is bad.", "täsmälleen raja-arvon suuruinen, on huono."),
        ),
    ),
    "parts of a minute": (
        "switch",
        (
            (
                "; partial minutes count",
                "A part of a minute counts for as long as it lasts.",
                "Vajaa minuutti luetaan kestonsa mukaisesti.",
            ),
            ("; partial minutes do not count", "parts of a minute do not.", "vajaita minuutteja ei lueta."),
        ),
    ),
    "time without data": (
        "switch",
        (
            ("; empty counts as good", "An interval without any data counts as good.", "luetaan hyväksi."),
            ("; empty counts as bad", "An interval without any data counts as bad.", "luetaan huonoksi."),
            (
                "; empty counts as excluded",
                "without any data is left out",
                "ei ole lainkaan tietoja, jätetään mittauksen",
            ),
            (
                "; empty counts as unknown",
                "without any data makes the result unknown",
                "jättää tuloksen avoimeksi",
            ),
            ("; empty counts as 50%", "An interval without any data counts as 50%.", "arvoksi luetaan 50 %."),
        ),
    ),
    "before deployment": (
        "switch",
        (
            (
                "; undeployed time counts as good",
                "deployed counts as time in which it worked",
                "luetaan ajaksi, jona se toimi",
            ),
            (
                "; undeployed time counts as excluded",
                "deployed is left out of the measurement",
                "Aika ennen osan käyttöönottoa jätetään",
            ),
        ),
    ),
    "begun period": (
        "switch",
        (
            ("; begun period cuts both", "only that part counts.", "vain se osa luetaan."),
            (
                "; begun period cuts downtime",
                "still taken of the whole Measurement Period",
                "osuus lasketaan silti koko ajasta",
            ),
            (
                "; begun period cuts length",
                "the share is taken of that part, and all Downtime",
                "osuus lasketaan siitä osasta",
            ),
        ),
    ),
    "short outages": (
        "switch",
        (
            (
                "; outages under 5 min do not count",
                "An outage of less than 5 minutes does not",
                "jonka pituus on alle 5 minuutin",
            ),
            (
                "; outages up to 5 min do not count",
                "An outage of up to 5 minutes does not",
                "Enintään 5 minuutin pituista katkoa ei",
            ),
        ),
    ),
    "maintenance": (
        "promise",
        (
            ("exact", "No time is excluded from the measurement.", "Mitään aikaa ei jätetä mittaamisen"),
            (
                "exact; except maintenance",
                "is left out on both sides of the calculation",
                "jätetään pois laskun molemmilta puolilta",
            ),
            (
                "exact; except maintenance from downtime only",
                "remains part of the time of which",
                "kuuluu edelleen siihen aikaan",
            ),
        ),
    ),
    "rounding": (
        "promise",
        (
            ("exact", "", ""),
            (
                "round to 2 decimals half up",
                "rounded to 2 decimals; a half is rounded up",
                "puolikas pyöristetään ylöspäin",
            ),
            (
                "round to 2 decimals half even",
                "rounded to the even neighbour",
                "puolikas pyöristetään parilliseen",
            ),
            (
                "round to 2 decimals down",
                "the value is rounded down to 2 decimals",
                "pyöristetään alaspäin 2 desimaaliin",
            ),
            (
                "round to 2 decimals up",
                "the value is rounded up to 2 decimals",
                "pyöristetään ylöspäin 2 desimaaliin",
            ),
        ),
    ),
    "zone": (
        "zone",
        (
            (
                "Europe/Berlin",
                "begins and ends at midnight in the time zone Europe/Berlin",
                "alkaa ja päättyy keskiyöllä aikavyöhykkeellä Europe/Berlin.",
            ),
            ("UTC", "begins and ends at midnight in Coordinated Universal Time", "koordinoidun yleisajan"),
        ),
    ),
    "where a clock starts": (
        "begins",
        (
            ("opened", "the time from the opening of the Ticket", "Se alkaa, kun Tukipyyntö avataan"),
            ("known", "the time from the moment the Provider knows", "Palveluntarjoaja saa tiedon häiriöstä"),
            ("happened", "the time from the moment the incident began", "Se alkaa, kun häiriö alkaa"),
        ),
    ),
    "period of a case": (
        "attributed",
        (
            (
                "opened",
                "belongs to the Measurement Period in which it is opened.",
                "jonka aikana se avataan.",
            ),
            (
                "closed",
                "belongs to the Measurement Period in which it is closed.",
                "jonka aikana se suljetaan.",
            ),
        ),
    ),
    "pause": (
        "pause",
        (
            (
                " in counted hours",
                "A pause is measured in the hours in which the clock itself runs.",
                "joina ajanlasku itse kulkee",
            ),
            (
                " in elapsed time",
                "A pause gives back all the time that it lasted",
                "antaa takaisin koko kestonsa",
            ),
        ),
    ),
    "holidays": (
        "holidays",
        (
            ("DE", "public holidays in Germany", "vapaapäivät (Saksa)"),
            ("DE-BY", "public holidays in Germany (BY)", "vapaapäivät (Saksa (BY))"),
        ),
    ),
    "blocks": (
        "credit",
        (
            ("10 EUR per 30 min down", "for each full 30 minutes of Downtime", "täydeltä 30 minuutilta"),
            (
                "10 EUR per started 30 min down",
                "for each started 30 minutes of Downtime",
                "alkavalta 30 minuutilta",
            ),
        ),
    ),
    "grace": (
        "credit",
        (
            ("10 EUR per 30 min down", "for each full 30 minutes of Downtime.", "täydeltä 30 minuutilta."),
            (
                "10 EUR per 30 min down beyond 1 h",
                "counted only beyond the first 1 hour",
                "luettuna vasta ensimmäisten jälkeen",
            ),
            (
                "10 EUR per 30 min down beyond 1 h from the start",
                "and then from the beginning",
                "ja silloin alusta alkaen",
            ),
        ),
    ),
    "several misses": (
        "terms",
        (
            (
                "combine highest; ",
                "only the highest Service Credit is owed",
                "annetaan vain suurin Palveluhyvitys",
            ),
            ("combine sum; ", "their Service Credits are added", "Palveluhyvitykset lasketaan yhteen"),
            ("combine customer chooses; ", "the Customer chooses", "Asiakas valitsee"),
        ),
    ),
    "cap": (
        "terms",
        (
            (
                "cap 100 EUR per month; ",
                "at most EUR 100 per calendar month",
                "kunakin kalenterikuukautena yhteensä enintään 100 EUR",
            ),
            (
                "cap 100 EUR per quarter; ",
                "at most EUR 100 per calendar quarter",
                "kunakin vuosineljänneksenä yhteensä",
            ),
            (
                "cap 100 EUR per invoice; ",
                "at most EUR 100 for the time of one invoice",
                "yhden laskun ajalta",
            ),
            ("cap 100 EUR per term; ", "at most EUR 100 for the whole term", "koko voimassaoloaikana"),
            (
                "cap 100 EUR per trailing 30 days; ",
                "at most EUR 100 in the 30 days up to",
                "joka päättyy Mittausjakson päättyessä",
            ),
            ("", "Service Credits are not capped.", "ei ole sovittu enimmäismäärää"),
        ),
    ),
    "a day of service": (
        "terms",
        (
            ("a day is a calendar day; ", "divided by its calendar days", "jaettuna sen kalenteripäivillä"),
            ("a day is 1/30 of a month; ", "is 1/30 of the fee for a month", "1/30 kuukauden maksusta"),
        ),
    ),
    "rounding of money": (
        "terms",
        (
            ("round money half even; ", "the one whose last digit is even", "viimeinen numero on parillinen"),
            (
                "round money half up; ",
                "an amount halfway between two is rounded up",
                "osuva määrä pyöristetään ylöspäin",
            ),
            ("round money down; ", "are rounded down to whole multiples", "Rahamäärät pyöristetään alaspäin"),
            ("round money up; ", "are rounded up to whole multiples", "Rahamäärät pyöristetään ylöspäin"),
        ),
    ),
    "smallest amount": (
        "terms",
        (
            (
                "minimum at least 10 EUR; ",
                "of less than EUR 10 is not granted",
                "joka on alle 10 EUR, ei anneta",
            ),
            (
                "minimum more than 10 EUR; ",
                "of EUR 10 or less is not granted",
                "joka on enintään 10 EUR, ei anneta",
            ),
            (
                "minimum more than 10 EUR after rounding; ",
                "compared after it is rounded",
                "verrataan pyöristämisen jälkeen",
            ),
        ),
    ),
    "who moves": (
        "claim",
        (
            (
                "automatic",
                "grants every Service Credit without being asked",
                "jokaisen Palveluhyvityksen pyytämättä",
            ),
            ("claim within 30 days of period end", "is granted on request", "annetaan pyynnöstä"),
        ),
    ),
}

# What else has to be there for a switch to mean something.
WITH = {"a day of service": {"credit": "2 days of service"}}


@cache
def said(switch: str, slot: str, words: str, language: str) -> str:
    house = house_of(BASE.format(**{**USUAL, **WITH.get(switch, {}), slot: words}))
    made = to_document(house, house.agreements["Web"], language, Edition.EXTERNAL, DIGEST, DATED)
    assert not made.diagnostics, [found.message for found in made.diagnostics]
    return text_of(made.value)


@pytest.mark.parametrize("language", ["en", "fi"])
@pytest.mark.parametrize("switch", sorted(SWITCHES))
def test_each_side_is_stated_and_no_other(switch: str, language: str) -> None:
    slot, sides = SWITCHES[switch]
    texts = {words: said(switch, slot, words, language) for words, _, _ in sides}
    assert len(set(texts.values())) == len(sides), f"{switch}: two sides read alike in {language}"
    for words, *phrases in sides:
        phrase = phrases[language == "fi"]
        if phrase:
            assert phrase in texts[words], f"{switch}: `{words}` is not stated in {language}"


@pytest.mark.parametrize("switch", sorted(SWITCHES))
def test_every_side_has_its_sentence(switch: str) -> None:
    _, sides = SWITCHES[switch]
    for words, english, finnish in sides:
        if (switch, words) != ("rounding", "exact"):
            assert english and finnish, f"{switch}: {words}"


def test_exact_is_said_of_all() -> None:
    assert "The exact value, without any rounding" in said("rounding", "promise", "exact", "en")
    assert "tarkkaa arvoa ilman pyöristystä" in said("rounding", "promise", "exact", "fi")
