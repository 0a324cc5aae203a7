"""What a contract says is true of its agreement: who measures, which fees are due, which days count."""

from __future__ import annotations

import pytest
from contract_houses import DATED, DIGEST, contract, house_of
from test_contract_says_all import clause_text, text_of

from sladsl.lower.document import Document, Edition, Term, plain
from sladsl.lower.to_document import to_document

SOURCE = """
import std.calendars {{ Always, OfficeHelsinki }}
party Ours "Ours" {{ unit Ops "Service desk"; unit Front "Front" }}
party Theirs "Theirs"
metric uptime "Uptime" {{ better higher; signals up; value = share of time where up }}
service S "S" {{ owner {owner}; measure uptime from prometheus {{ up = `up` }} }}
clause c "C" {{ "A Service is asked for at the {{Ours.Ops}} within two Working Days. A Bonus is paid." }}
{kind} X "X" {{
  provider {provider}
  customer {customer}
  hours {hours} zone "UTC"
  fee line "line rental" fi "linjan vuokra" = 10 EUR per month
  covers S
  guarantee uptime "Up": uptime of S >= 99% per month {{ exact; credit {{ {rows} }}; alert at 50% of budget }}
  credits {{ cap 20% of line per month }}
  report uptime each month within 5 working days
  include c
  {law}
}}
"""


def made(language: str = "en", edition: Edition = Edition.EXTERNAL, **said: str) -> Document:
    usual = {"owner": "Ours.Ops", "kind": "sla", "provider": "Ours", "customer": "Theirs", "hours": "Always"}
    usual["rows"] = "below 99%: 5% of line"
    house = house_of(SOURCE.format(**{**usual, "law": "", **said}))
    outcome = to_document(house, house.agreements["X"], language, edition, DIGEST, DATED)
    assert not outcome.diagnostics
    return outcome.value


def meaning(document: Document, key: str) -> str:
    return next(plain(entry.meaning) for entry in document.definitions if entry.key == key)


def test_every_day_is_a_working_day_only_where_the_hours_are_all_hours() -> None:
    assert "every day of the year" in meaning(made(), "working-day")
    office = meaning(made(hours="OfficeHelsinki"), "working-day")
    assert "every day" not in office and "in the Service Hours" in office
    assert "vuoden jokainen päivä" in meaning(made("fi"), "working-day")


@pytest.mark.parametrize("language", ["en", "fi"])
def test_a_supplier_is_measured_by_the_house_that_runs_the_service(language: str) -> None:
    ours = text_of(made(language))
    theirs = text_of(made(language, kind="uc", provider="Theirs", customer="Ours"))
    monitoring = {"en": "the {0}’s monitoring system", "fi": "{0} valvontajärjestelmästä"}[language]
    warning = {"en": "The {0}’s monitoring gives warning", "fi": "{0} valvonta varoittaa"}[language]
    provider, customer = {"en": ("Provider", "Customer"), "fi": ("Palveluntarjoajan", "Asiakkaan")}[language]
    for sentence in (monitoring, warning):
        assert sentence.format(provider) in ours and sentence.format(customer) not in ours
        assert sentence.format(customer) in theirs and sentence.format(provider) not in theirs
    owner = {"en": "On the Customer’s side, Service desk", "fi": "Asiakkaan puolella siitä huolehtii"}[
        language
    ]
    assert owner in theirs and owner not in ours


def test_a_fee_is_called_by_its_title_wherever_it_is_named() -> None:
    english, finnish = text_of(made()), text_of(made("fi"))
    assert "Line rental EUR 10 per calendar month" in english
    assert "5% of the line rental" in english and "20% of the line rental" in english
    assert "Linjan vuokra" in finnish and "5 % maksusta ”linjan vuokra”" in finnish
    assert "kunakin kalenterikuukautena yhteensä enintään 20 % maksusta ”linjan vuokra”" in finnish


def test_fees_of_a_level_above_are_not_charged_twice() -> None:
    search = contract("nordwind", "KeskolaSearch", "en")
    fees = clause_text(search, "fees")
    assert "Monthly charge for Search EUR 3,500" in fees.replace("\u00a0", " ")
    own, _, above = fees.partition("are agreed on a level above and are not due again")
    assert "42,000" not in own and "42,000" in above
    assert not any("42,000" in plain(fact.value) for fact in search.facts)
    assert "not due again" not in clause_text(contract("nordwind", "Keskola", "en"), "fees")


def test_a_term_inside_a_name_is_part_of_the_name() -> None:
    clause = next(c for c in made().walk() if c.key == "clause.c")
    content = [inline for block in clause.blocks for inline in getattr(block, "content", ())]
    assert [inline.text for inline in content if isinstance(inline, Term)] == [
        "Service",
        "Working Days",
        "Bonus",
    ]
    assert "at the Service desk within" in plain(tuple(content))


def test_a_bonus_that_is_not_agreed_has_no_clause() -> None:
    assert "clause" not in meaning(made(), "bonus")
    assert "clause" in meaning(contract("nordwind", "Keskola", "en"), "bonus")


@pytest.mark.parametrize(
    ("language", "law", "said"),
    [
        ("en", "law FI", "governed by Finnish law."),
        ("fi", "law SE", "sovelletaan Ruotsin lakia."),
        ("en", "law JP", "governed by the law of Japan."),
        ("fi", "law JP", "sovelletaan seuraavan valtion lakia: Japani."),
    ],
)
def test_law(language: str, law: str, said: str) -> None:
    assert said in text_of(made(language, law=law))


def test_holes_and_overlaps_of_published_rows_are_said() -> None:
    rows = "when value <= 99% and value > 98%: 5% of line; when value < 98%: 9% of line"
    said = clause_text(made(rows=rows), "credits.uptime")
    assert "exactly 98% misses the target and falls into none of these rows" in said
    assert "exactly 99% meets the target and falls into the row “more than 98% and no more than 99%”" in said
    assert said.count("A value of exactly") == 2
    sound = "when value < 99% and value >= 98%: 5% of line; when value < 98%: 9% of line"
    assert "A value of exactly" not in clause_text(made(rows=sound), "credits.uptime")
