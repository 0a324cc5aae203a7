"""The contract says how intervals are counted, how events score, and what leaves only the downtime."""

from __future__ import annotations

import pytest
from contract_houses import contract
from test_contract_says_all import text_of

SAID = {
    "en": (
        "is the number of the intervals of 1 hour in the Measurement Period in which errors divided by "
        "requests is more than 10%",
        "The first of the following sentences that applies to an event gives its score. "
        "An event scores 100% when",
        "Every other event scores 0%.",
        "Time before a component was deployed counts as time in which it worked.",
        "Time before a component was deployed is left out of the measurement.",
        "is not Downtime, but remains part of the time of which the share is taken.",
    ),
    "fi": (
        "Kaikki muut tapahtumat saavat arvon 0 %.",
        "mutta se kuuluu edelleen siihen aikaan, josta osuus lasketaan.",
    ),
}


@pytest.mark.parametrize("language", sorted(SAID))
def test_the_choices_are_said(language: str) -> None:
    shown = text_of(contract("everything", "Full", language))
    assert [said for said in SAID[language] if said not in shown] == []
