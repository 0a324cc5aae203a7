"""What every contract defines is never taken for an undefined term, in whatever form the contract has it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import sladsl
from sladsl.resources import contract_languages
from sladsl.rules.prose.drafting import DRAFTINGS

MESSAGES = Path(sladsl.__file__).parent / "lower" / "messages"
BEFORE = {"en": "and each", "fi": "kun"}
FORM = re.compile(r"\[\w+\] (\S.*)")


def contract_terms(language: str) -> Iterator[tuple[str, ...]]:
    """The forms of each defined term as the contract writes them, the basic one first."""
    text = (MESSAGES / language / "terms.ftl").read_text(encoding="utf-8")
    defined = re.findall(r"^definition-([\w-]+) =", text, re.MULTILINE)
    for name in defined:
        block = re.search(rf"^-{name} =(.*?)^}}", text, re.MULTILINE | re.DOTALL)
        single = re.search(rf"^-{name} = (\w.*)$", text, re.MULTILINE)
        forms = tuple(FORM.findall(block[1])) if block and not single else ()
        yield forms or ((single[1],) if single else ())


def test_every_language_of_contracts_has_its_drafting() -> None:
    assert set(DRAFTINGS) == set(contract_languages()) == set(BEFORE)


@pytest.mark.parametrize("language", sorted(BEFORE))
def test_terms_of_every_contract(language: str) -> None:
    drafting = DRAFTINGS[language]
    known = frozenset(form for title in drafting.built_in for form in drafting.known(title))
    seen = 0
    for forms in contract_terms(language):
        for form in forms:
            for match in drafting.like.finditer(f"{BEFORE[language]} {form}, "):
                seen += 1
                assert drafting.basic(match[1]) in known, form
    assert seen >= {"en": 4, "fi": 60}[language]


NOUNS = {
    "Päätelaite": "Päätelaitteen Päätelaitetta Päätelaitteet Päätelaitteiden Päätelaitteita Päätelaitteisiin "
    "Päätelaitteensa Päätelaitteitaan Päätelaitteella",
    "Loppukäyttäjä": "Loppukäyttäjän Loppukäyttäjää Loppukäyttäjät Loppukäyttäjien Loppukäyttäjiä "
    "Loppukäyttäjille Loppukäyttäjäänsä Loppukäyttäjäkin",
    "Vasteaika": "Vasteajan Vasteaikaa Vasteajat Vasteaikojen Vasteaikoja Vasteaikana Vasteaikaan",
    "Ilmoitus": "Ilmoituksen Ilmoitusta Ilmoitukset Ilmoitusten Ilmoituksia Ilmoituksella Ilmoitukseen",
    "Raportti": "Raportin Raporttia Raportit Raporttien Raportteja Raporteissa Raporttiin Raportteihin",
    "Henkilötieto": "Henkilötiedon Henkilötietoa Henkilötiedot Henkilötietojen Henkilötietoja",
    "Sopimuskausi": "Sopimuskauden Sopimuskautta Sopimuskaudet Sopimuskausien Sopimuskausia Sopimuskaudelle",
    "Huoltoikkuna": "Huoltoikkunan Huoltoikkunaa Huoltoikkunat Huoltoikkunoiden Huoltoikkunoita "
    "Huoltoikkunoissa",
}


@pytest.mark.parametrize("title", sorted(NOUNS))
def test_finnish_cases(title: str) -> None:
    drafting = DRAFTINGS["fi"]
    for form in (title, *NOUNS[title].split()):
        assert [match[1] for match in drafting.like.finditer(f"saa {form}.")] == [form]
        assert drafting.title(form) == title


@pytest.mark.parametrize(
    "text",
    [
        "sovitaan Toimittajan, Omistajan ja Palveluntarjoajan kesken",
        "käy Laitilassa, Jamaikalla ja Päivin luona",
        "tekee Huolto Oy",
        "sen saa Mikko Laitinen",
        "ks. Laitteet",
        "luettelo: Laitteet",
    ],
)
def test_finnish_names(text: str) -> None:
    known = DRAFTINGS["fi"].known("Palveluntarjoaja")
    found = [match[1] for match in DRAFTINGS["fi"].like.finditer(text)]
    assert [each for each in found if DRAFTINGS["fi"].basic(each) not in known] == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fi", "Palvelu käyttää SAP-järjestelmää päivittäin"),
        ("fi", "kun AWS-ympäristö on alhaalla"),
        ("fi", "sekä Teams-palvelu että DNS-palvelu"),
        ("fi", "yhden VPN-käyttäjän vika"),
        ("en", "not on the Christmas Day and on every Independence Day"),
        ("en", "each Labour Day"),
    ],
)
def test_capitals_of_names_are_no_terms(language: str, text: str) -> None:
    assert not DRAFTINGS[language].like.search(text)


def test_terms_beside_them_are() -> None:
    assert DRAFTINGS["fi"].like.search("kun Loppukäyttäjä ilmoittaa")
    assert DRAFTINGS["en"].like.search("on every Billing Day")
