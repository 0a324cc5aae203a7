"""Sentences that say who pays a credit or a bonus, and sentences that only look so."""

from __future__ import annotations

import pytest

from sladsl.rules.money.paying_words import said

NAMES = {
    "the provider": "provider",
    "{provider}": "provider",
    "toimittaja": "provider",
    "the customer": "customer",
    "{customer}": "customer",
    "asiakas": "customer",
}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The Customer is entitled to service credits.", ("credit", "customer", False)),
        ("{customer} shall pay {provider} a credit.", ("credit", "customer", True)),
        ("The provider gives the customer service credits.", ("credit", "provider", True)),
        ("Service credits are granted by the\n  customer.", ("credit", "customer", True)),
        ("The customer shall pay the monthly service credits.", ("credit", "customer", True)),
        ("Any bonus is payable by the provider.", ("bonus", "provider", True)),
        ("The provider will receive each bonus.", ("bonus", "provider", False)),
        ("Fees are due. The customer has to pay credits; the provider waits.", ("credit", "customer", True)),
        ("Toimittaja saa palveluhyvityksen.", ("credit", "provider", False)),
        ("Asiakas maksaa bonuksen.", ("bonus", "customer", True)),
        ("A service credit shall be promptly paid by the customer.", ("credit", "customer", True)),
        ("Credits have to be paid in full to the provider.", ("credit", "provider", False)),
        ("Credits for missed service levels are paid by the customer.", ("credit", "customer", True)),
        (
            "All credits are paid within 30 days to the provider by the customer.",
            ("credit", "customer", True),
        ),
        ("The service credits become payable to the provider.", ("credit", "provider", False)),
        (
            "The customer shall also pay the fees, the taxes and all service credits.",
            ("credit", "customer", True),
        ),
        ("The provider has the right to a credit for late reports.", ("credit", "provider", False)),
        ("The customer undertakes to pay every accrued credit.", ("credit", "customer", True)),
        (
            "The customer shall:\n  - pay the fees;\n  - pay the service credits.",
            ("credit", "customer", True),
        ),
        ("Duties. The customer must:\n(a) report faults\n(b) pay credits", ("credit", "customer", True)),
        ("Palveluhyvityksen maksaa asiakas.", ("credit", "customer", True)),
        ("Palveluhyvitys maksetaan palveluntarjoajalle.", ("credit", "provider", False)),
        ("Asiakkaan on maksettava toimittajalle palveluhyvitys.", ("credit", "customer", True)),
        ("Asiakkaan tulee maksaa maksut ja hyvitykset.", ("credit", "customer", True)),
        ("Toimittaja on oikeutettu hyvitykseen.", ("credit", "provider", False)),
    ],
)
def test_statements(text: str, wanted: tuple[str, str, bool]) -> None:
    found, *more = said(text, lambda: NAMES)
    assert (found.debt, found.who, found.pays) == wanted
    # Who pays and who gets it may both be said.
    assert {(each.debt, each.who == found.who) for each in more} <= {(found.debt, False)}
    assert all(each.pays != found.pays for each in more)
    assert text[found.start : found.end].strip() == text[found.start : found.end]


@pytest.mark.parametrize(
    "text",
    [
        "Neither the provider nor the customer pays credits.",
        "Credits are paid by the customer's bank.",
        "The customer issues credit notes.",
        "No credits are paid to the provider.",
        "Credits that are paid by the customer are returned.",
        "When the customer pays a credit, it is returned.",
        "The customer does not pay credits.",
        "The customer pays the fees less the credits.",
        "The customer's parent pays credits.",
        "A member of the customer board pays by credit card.",
        "The customer pays the fees and credits are deducted from them.",
        "The customer never pays credits.",
        "Credits are never paid by the customer.",
        "Credits for which the customer asks are paid.",
        "The customer shall not:\n  - pay credits;",
        "Unless the parties agree otherwise, the customer shall:\n  - pay credits.",
        "It goes like this:\n  - pay credits",
        "The customer pays\n\nThese are credits.",
        "Asiakkaan ei ole maksettava hyvitystä.",
        "Asiakkaalle maksaa hyvityksen joku muu.",
    ],
)
def test_no_statements(text: str) -> None:
    assert not list(said(text, lambda: NAMES))


def test_the_subject_of_a_duty() -> None:
    """A duty begins with what somebody does; elsewhere in it the subject is somebody else."""
    (found,) = said('"Pay service credits within a month."', lambda: NAMES, "customer")
    assert (found.who, found.pays) == ("customer", True)
    assert not list(said('"Check who pays service credits."', lambda: NAMES, "customer"))


@pytest.mark.parametrize(
    "text",
    [
        "The customer gives credit where it is due.",
        "The customer gives credit to the source.",
        "The customer pays credited amounts back.",
        "The provider gets credits from its own suppliers.",
        "Nothing paid to the provider receives a credit.",
        "Credits are given by customer service.",
        "The customer gets a bonus discount.",
    ],
)
def test_other_credits_and_others_than_the_parties(text: str) -> None:
    assert (
        list(
            said(
                text, lambda: {"the provider": "provider", "the customer": "customer", "customer": "customer"}
            )
        )
        == []
    )
