"""Two of Nordwind's contracts to the letter: a change of wording is seen before it is signed."""

from __future__ import annotations

import pytest
from contract_houses import DATED, DIGEST, GOLDEN, contract, golden_path, golden_text, nordwind

from sladsl.lower.document import Edition
from sladsl.lower.to_document import to_document


@pytest.mark.parametrize(("key", "language"), GOLDEN)
def test_golden(key: str, language: str) -> None:
    """Renewed by `python tests/lower/contract_houses.py`, and then read."""
    assert golden_text(key, language) == golden_path(key, language).read_text("utf-8")


def test_the_same_document_twice() -> None:
    house = nordwind()
    again = to_document(house, house.agreements["Keskola"], "fi", Edition.INTERNAL, DIGEST, DATED).value
    assert again == contract("nordwind", "Keskola", "fi", Edition.INTERNAL)
