"""A promise that several levels hold for one customer is owed once, and every output says where."""

from __future__ import annotations

import pytest

from sladsl.compiler import compile_files
from sladsl.compiler.outputs import document_of
from sladsl.evaluate.credits import settle
from sladsl.evaluate.evaluate import evaluate
from sladsl.evaluate.facts import Facts, ServiceFacts
from sladsl.evaluate.results import State, Statement
from sladsl.exact.periods import Cycle, Kind
from sladsl.lower.document import Edition, plain

SOURCE = """\
calendar Always "Always" { open always }
metric uptime "Uptime" {
  better higher
  signals up
  value = share of time where up
  partial minutes count
}
party Maker "Maker"
party Buyer "Buyer"
service Shop "Shop"
service Mail "Mail"
service Phone "Phone"
service Desk "Desk"
corporate sla Top "Top" {
  provider Maker
  hours Always zone "UTC"
  fee monthly = 1_000 EUR per month
  guarantee all: uptime of each service >= 99% per month { exact; credit 100 EUR; lower levels may tighten }
}
customer sla Middle "Middle" under Top {
  customer Buyer
  effective 2027-01-01 until 2027-06-30
  covers Shop, Mail, Desk
  guarantee mail: uptime of Mail >= 99.5% per month { exact; credit 30 EUR }
  guarantee shop: uptime of Shop >= 99.9% per quarter { exact; credit 5 EUR }
}
service sla Low "Low" under Middle {
  effective 2027-01-01
  covers Shop, Phone
}
"""
MADE = compile_files({"a.sla": SOURCE})


def statement(key: str, label: str) -> Statement:
    house = MADE.house
    agreement = house.agreements[key]
    period = Cycle(Kind.QUARTER if "Q" in label else Kind.MONTH, "UTC").at(label)
    assert period is not None
    down = ((period.start, period.start + 10 * 3600),)
    facts = Facts({key: ServiceFacts(down=down) for key in ("Shop", "Mail", "Phone", "Desk")})
    results = evaluate(agreement, facts, period, house.metrics)
    assert all(r.state in (State.MISSED, State.NOT_APPLICABLE) for r in results)
    return settle(agreement, results, period, above=house.levels_above(agreement))


def told(made: Statement) -> list[tuple[str, str | None, list[tuple[str, str]]]]:
    return [
        (o.result.guarantee.key, o.result.service, [(s.kind, s.amount.text()) for s in o.steps])
        for o in made.owed
    ]


def test_source_is_sound() -> None:
    assert not MADE.resolved.has_errors


def test_by_the_uppermost_level_with_the_customer() -> None:
    """The corporate level has no customer, so that the customer's agreement owes what it promises."""
    made = statement("Middle", "2027-Q1")
    assert made.credit is not None and made.credit.text() == "5 EUR"
    made = statement("Low", "2027-Q1")
    assert told(made) == [("shop", "Shop", [("above", "0 EUR")])]
    assert made.owed[0].steps[0].what == "owed under Middle, not here as well"
    assert made.credit is not None and made.credit.text() == "0 EUR"


def test_a_service_that_the_level_above_does_not_have_is_owed_here() -> None:
    made = statement("Low", "2027-01")
    assert told(made) == [("all", "Phone", [("tier", "100 EUR")])]
    assert made.credit is not None and made.credit.text() == "100 EUR"


def test_once_the_level_above_has_ended_it_is_owed_here() -> None:
    made = statement("Low", "2027-Q3")
    assert told(made) == [("shop", "Shop", [("tier", "5 EUR")])]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "What is owed because of this guarantee is owed once, under “Middle”"),
        ("fi", "Mitä tämän takuun vuoksi on maksettava, maksetaan kerran, ylemmän sopimuksen (”Middle”"),
    ],
)
def test_the_contract_says_where(language: str, words: str) -> None:
    house = MADE.house
    for key, count in (("Low", 1), ("Middle", 0), ("Top", 0)):
        document = document_of(house, house.agreements[key], language, Edition.EXTERNAL).value
        (credits,) = (c for c in document.clauses if c.key == "credits")
        said = [plain(b.content) for c in credits.children for b in c.blocks if hasattr(b, "content")]
        assert sum(words in each.replace("\u00a0", " ") for each in said) == count, key
