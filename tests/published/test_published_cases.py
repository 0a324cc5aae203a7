"""Published agreements as source: what each of them yields is what its own text, and its author, say.

Every folder holds an agreement with its scenarios and an `expected.yaml`, which says where each check of
`cases.yaml` is to be found and under which of our words its own words are read.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from money_readings import MONEY_ALSO, MONEY_READERS
from readings import ALSO, READERS, Seen

from sladsl.compiler import Compilation
from sladsl.diagnostics.diagnostic import Diagnostic
from sladsl.diagnostics.render_text import render_text
from sladsl.evaluate.scenarios import ScenarioOutcome, run
from sladsl.source import Source

HERE = Path(__file__).parent
WORDS = {**ALSO, **MONEY_ALSO}
FOLDERS = sorted(path.parent for path in HERE.glob("*/expected.yaml"))
CASES: Mapping[str, Mapping[str, Any]] = {
    case["id"]: case for case in yaml.safe_load((HERE / "cases.yaml").read_text())["cases"]
}


def case_of(folder: Path) -> Mapping[str, Any]:
    return CASES[folder.name.split("-")[0]]


@cache
def expected(folder: Path) -> Mapping[str, Any]:
    found: Mapping[str, Any] = yaml.safe_load((folder / "expected.yaml").read_text())
    return found


@cache
def compiled(folder: Path) -> Compilation:
    paths = [str(path) for path in sorted(folder.glob("*.sla"))]
    return Compilation(paths, lambda path: Source(path, Path(path).read_text()) if path in paths else None)


@cache
def outcomes(folder: Path) -> Mapping[str, ScenarioOutcome]:
    house = compiled(folder).house
    found = {s.title: run(house, s) for s in house.scenarios}
    assert len(found) == len(house.scenarios), "two scenarios of one title"
    return found


def checks_of(case: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Every check of a case by its name: `0`, `dst_property.1`, and the readings beside it as `0/0`, those of
    the whole case as `/0`."""
    for group, found in (("", case), *((k, v) for k, v in case.items() if isinstance(v, Mapping))):
        for number, check in enumerate(found.get("checks", ())):
            name = f"{group}.{number}" if group else str(number)
            yield name, check["out"]
            for other, reading in enumerate(check.get("alt", ())):
                yield f"{name}/{other}", {k: v for k, v in reading.items() if k != "reading"}
    for other, reading in enumerate(case.get("alt", ())):
        yield f"/{other}", {k: v for k, v in reading.items() if k != "reading"}


def entries(folder: Path) -> list[Mapping[str, Any]]:
    found: list[Mapping[str, Any]] = expected(folder)["checks"]
    return found


# ---- the agreements


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda f: f.name)
def test_it_compiles(folder: Path) -> None:
    """Without errors, except those that say what is wrong with the published text itself."""
    allowed = {each["code"] for each in expected(folder).get("lint", ()) if "code" in each}
    more = expected(folder).get("defects", {})
    assert all(len(why) > 20 for why in more.values())
    errors = [d for d in compiled(folder).findings if d.is_error]
    wrong = [d for d in errors if d.rule.code not in allowed | more.keys()]
    assert not wrong, render_text(wrong)
    assert more.keys() <= {d.rule.code for d in errors}


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda f: f.name)
def test_its_scenarios_hold(folder: Path) -> None:
    found: list[Diagnostic] = [d for o in outcomes(folder).values() for d in o.diagnostics]
    assert not found, render_text(found)
    assert outcomes(folder)


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda f: f.name)
def test_it_names_its_source(folder: Path) -> None:
    case = case_of(folder)
    text = "\n".join(path.read_text() for path in sorted(folder.glob("*.sla")))
    assert f"oracle: {case['oracle'].split()[0]}" in text.lower()
    source = str(case["source"])
    if source.startswith("same "):
        source = str(CASES["D01" if "D01" in source else "D17"]["source"])
    assert source.split(" ; ")[0].split(" (mirror")[0].split(" (targets")[0] in text


# ---- the numbers


def all_entries() -> Iterator[Any]:
    for folder in FOLDERS:
        for entry in entries(folder):
            yield pytest.param(folder, entry, id=f"{folder.name}:{entry['check']}")


@pytest.mark.parametrize(("folder", "entry"), list(all_entries()))
def test_check(folder: Path, entry: Mapping[str, Any]) -> None:
    """Every word of the check, and everything else the entry expects, is what came out."""
    out = dict(checks_of(case_of(folder)))[str(entry["check"])]
    unread = entry.get("unread", {})
    assert set(unread) <= set(out) and all(len(str(why)) > 20 for why in unread.values())
    read = {
        key: read_of(folder, entry, entry.get("keys", {}).get(key, WORDS.get(key, key)), wanted)
        for key, wanted in out.items()
        if key not in unread
    }
    assert read == {key: wanted for key, wanted in out.items() if key not in unread}
    more = entry.get("expect", {})
    assert {key: read_of(folder, entry, WORDS.get(key, key), wanted) for key, wanted in more.items()} == more
    assert read or more


def read_of(folder: Path, entry: Mapping[str, Any], how: str | Mapping[str, str], wanted: object) -> object:
    """What came out. `how` is a word of the table, or says beside it (`is`) of which promise, scenario, case
    or period; of a list of periods the answers in their order."""
    where: Mapping[str, Any] = {**entry, **(how if isinstance(how, Mapping) else {"is": how})}
    outcome = outcomes(folder)[where["scenario"]]
    assert outcome.statement is not None
    reader = {**READERS, **MONEY_READERS}[where["is"]]
    if isinstance(wanted, list) and where["is"] != "matching_rows" and "whole" not in where:
        statements = (*outcome.history, outcome.statement)[-len(wanted) :]
        seen = [Seen(outcome, s, where.get("promise", ""), where.get("case")) for s in statements]
        return [reader(s, w) for s, w in zip(seen, wanted, strict=True)]
    statement = outcome.statement
    if "in" in where:
        (statement,) = [s for s in outcome.history if s.period.label == str(where["in"])]
    promises = list(dict.fromkeys(r.guarantee.name for r in statement.results))
    return reader(Seen(outcome, statement, where.get("promise", promises[0]), where.get("case")), wanted)


# ---- nothing is left out


def test_every_case_has_a_folder() -> None:
    assert [folder.name.split("-")[0] for folder in FOLDERS] == sorted(CASES)


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda f: f.name)
def test_every_check_and_reading_is_there(folder: Path) -> None:
    listed = [str(entry["check"]) for entry in entries(folder)]
    assert sorted(listed) == sorted(name for name, _ in checks_of(case_of(folder)))


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda f: f.name)
def test_what_a_checker_should_say_is_said(folder: Path) -> None:
    """Each remark of the case is a finding of ours, or there is a sentence on why none is possible."""
    lint = expected(folder).get("lint", [])
    assert [each["says"] for each in lint] == case_of(folder).get("lint", [])
    found = {d.rule.code for d in compiled(folder).findings}
    for each in lint:
        assert ("code" in each) != ("why" in each)
        assert each["code"] in found if "code" in each else len(each["why"]) > 20
