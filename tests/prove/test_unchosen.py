"""Two contracts for one thing: a proof says with which of them it counts, wherever it is shown."""

from __future__ import annotations

import pytest
from proof_houses import house_of, proof_of, sla, uc

from sladsl.compiler.availability_lines import availability_lines
from sladsl.compiler.graph_proofs import proven
from sladsl.compiler.outputs import document_of
from sladsl.lower.document import Edition, Paragraph, plain
from sladsl.model.graph import graph_of
from sladsl.model.supports import Supports

SHOP = 'service Line "Line"\nservice Shop "Shop" { needs Line }\n'
DAYS = "effective 2027-01-01 until 2028-12-31"
WEAK = "guarantee up: up of Line >= 90% per month { exact }"
STRONG = "guarantee up: up of Line >= 99.9% per month { exact }"
TOP = sla("guarantee up: up of Shop >= 99% per month { exact }", DAYS)
TWO = SHOP + uc("Low", WEAK, DAYS) + uc("High", STRONG, DAYS) + TOP
SAID = "assumes that High carries Line: Low promises it, too, and none of them is chosen"


def explained(text: str) -> list[str]:
    return [line.strip() for line in availability_lines(Supports(house_of(text)), proof_of(text))]


def test_which_contract_is_counted_with_is_an_assumption() -> None:
    assert SAID in explained(TWO)


def test_whoever_is_named_was_chosen() -> None:
    for named in ("High", "Low, High"):
        text = TWO.replace("customer Client\n", f"customer Client\nrelies on {named}\n")
        assert not any("chosen" in line for line in explained(text))


def test_one_after_the_other_leaves_no_doubt() -> None:
    first, second = "effective 2027-01-01 until 2027-12-31", "effective 2028-01-01 until 2028-12-31"
    text = SHOP + uc("Low", WEAK, first) + uc("High", STRONG, second) + TOP
    assert not any("chosen" in line for line in explained(text))


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", ", if High is meant for Line"), ("fi", ", jos palvelun Line tueksi on tarkoitettu High")],
)
def test_a_drawing_says_so_beside_the_verdict(language: str, said: str) -> None:
    house = house_of(TWO)
    (found,) = proven(house, graph_of(house), None, language)
    assert found.verdict.endswith(said)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "It is taken that Line is carried by High: the same is promised by Low, and none of them is"),
        (
            "fi",
            "Oletetaan, että palvelua Line tukee High: samaa lupaa myös Low, eikä mitään niistä ole valittu",
        ),
    ],
)
def test_the_internal_edition_says_so(language: str, said: str) -> None:
    house = house_of(TWO)
    made = document_of(house, house.agreements["Deal"], language, Edition.INTERNAL).value
    blocks = (block for schedule in made.schedules for clause in schedule.walk() for block in clause.blocks)
    told = [plain(block.content).replace("\xa0", " ") for block in blocks if isinstance(block, Paragraph)]
    assert any(line.startswith(said) for line in told)
