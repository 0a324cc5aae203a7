"""Reports on published agreements: whatever their text comes to is told, every step, in both languages."""

from __future__ import annotations

from pathlib import Path

import pytest
from report_houses import plain, report_of

from sladsl.compiler import compile_files
from sladsl.evaluate.results import Statement
from sladsl.evaluate.scenarios import run
from sladsl.lower.document import Document, Numbered, Paragraph

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = sorted(
    {
        path.parent
        for place in ("tests/published", "examples/published")
        for path in (ROOT / place).rglob("*.sla")
        if "\nscenario " in path.read_text("utf-8")
    }
)


def steps(document: Document) -> int:
    money = next(each for each in document.clauses if each.key == "money")
    return sum(len(b.items) for each in money.walk() for b in each.blocks if isinstance(b, Numbered))


def rows(document: Document) -> list[str]:
    overview = next(each for each in document.clauses if each.key == "overview")
    (table,) = (block for block in overview.blocks if hasattr(block, "rows"))
    return [plain(row[1]) for row in table.rows]


def test_there_are_agreements_to_report_on() -> None:
    assert len(FOLDERS) >= 2


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda path: path.name)
def test_every_scenario_can_be_reported(folder: Path) -> None:
    texts = {p.relative_to(folder).as_posix(): p.read_text("utf-8") for p in sorted(folder.rglob("*.sla"))}
    house = compile_files(texts).house
    told = 0
    for scenario in house.scenarios:
        outcome = run(house, scenario)
        statement: Statement | None = outcome.statement
        if statement is None:
            continue
        for language in ("en", "fi"):
            document = report_of(house, (*outcome.history, statement), language)
            assert steps(document) == sum(len(o.steps) for o in statement.owed) + len(statement.steps)
            assert len(rows(document)) == len(statement.results)
            told += 1
    assert told or not house.scenarios


def test_promises_have_names_of_their_own() -> None:
    """Two results of one report never stand under the same name."""
    for folder in FOLDERS:
        texts = {p.relative_to(folder).as_posix(): p.read_text("utf-8") for p in folder.rglob("*.sla")}
        for scenario in (house := compile_files(texts).house).scenarios[:1]:
            statement = run(house, scenario).statement
            if statement is not None:
                names = rows(report_of(house, (statement,)))
                assert len(set(names)) == len(names), (folder.name, names)


def test_points_are_told_where_there_is_no_money() -> None:
    folder = next((each for each in FOLDERS if each.name == "P04-points-double"), None)
    assert folder is not None
    house = compile_files({"agreement.sla": (folder / "agreement.sla").read_text("utf-8")}).house
    outcome = run(house, house.scenarios[0])
    assert outcome.statement is not None
    document = report_of(house, (*outcome.history, outcome.statement))
    summary = document.clauses[0].blocks[0]
    assert isinstance(summary, Paragraph)
    assert plain(summary.content).endswith("missed. This counts 6 points.")
    detail = [b for each in document.walk() for b in each.blocks if isinstance(b, Paragraph)]
    assert "What counted against it is known as a sum only." in [plain(b.content) for b in detail]
