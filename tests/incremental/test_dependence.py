"""What is seen in a file hangs only on what its skeleton says it stands on, for every check there is."""

from __future__ import annotations

from datetime import date

import pytest
from split_houses import House, houses

from sladsl.compiler.plain import from_plain, to_plain
from sladsl.compiler.skeleton import Links, skeletons
from sladsl.model.reading import LIBRARY
from sladsl.model.resolve import resolve
from sladsl.rules.index import Index
from sladsl.rules.quality.open_switch import Left
from sladsl.rules.quality.open_terms import LeftTerms
from sladsl.rules.run import JOINED, NOWHERE, Seen, look
from sladsl.source import Source

DAY = date(2027, 6, 1)


def plain(seen: Seen) -> object:
    """What was seen, without which witnesses were looked for: of alike promises only the first one is."""
    facts = {
        name: [
            (each.group, each.shape, each.promise, to_plain(each.place))
            if isinstance(each, Left)
            else (to_plain(each.place),)
            if isinstance(each, LeftTerms)
            else to_plain(each)
            for each in found
        ]
        for name, found in seen.facts.items()
    }
    return to_plain(tuple(seen.findings)), facts


@pytest.mark.parametrize("files", [pytest.param(f, id=place) for place, f in houses()])
def test_each_file_alone_with_what_it_stands_on(files: House) -> None:
    sources = {path: Source(path, text) for path, text in files.items()}
    house = resolve(files, sources.get).value
    index = Index(house, DAY)
    seen = look(index)
    # What belongs to no file is what makes a circle; such a house is never kept.
    assert {finding.rule.name for finding in seen.pop(NOWHERE, Seen()).findings} <= {"dependency-cycle"}
    files_of = skeletons(house, index, house.sources)
    names = [name for each in files_of.values() for name in each.names]
    if len(names) != len(set(names)):
        return
    links = Links(files_of)
    above = frozenset(key for each in files_of.values() for key in each.under)
    rules = [path for path, each in files_of.items() if each.rules]
    for path in files:
        needed = [each for each in links.downward((path, *rules)) if not each.startswith(f"{LIBRARY}/")]
        alone = resolve(needed, sources.get)
        assert alone.diagnostics == ()
        found = look(Index(alone.value, DAY, looked_at=frozenset((path,)), above=above))
        found.pop(NOWHERE, None)
        assert plain(found.pop(path, Seen())) == plain(seen.get(path, Seen()))
        assert not found


def test_the_houses_make_most_checks_see_something() -> None:
    rules: set[str] = set()
    missing = {joined.name for joined in JOINED}
    for _, files in houses():
        sources = {path: Source(path, text) for path, text in files.items()}
        for seen in look(Index(resolve(files, sources.get).value, DAY)).values():
            rules |= {finding.rule.name for finding in seen.findings}
            missing -= {name for name, found in seen.facts.items() if found}
    assert not missing
    assert len(rules) > 70


@pytest.mark.parametrize("files", [pytest.param(f, id=place) for place, f in houses()[::7]])
def test_what_is_seen_comes_back_from_plain_values(files: House) -> None:
    sources = {path: Source(path, text) for path, text in files.items()}
    house = resolve(files, sources.get).value
    every = {**sources, **house.sources}
    for seen in look(Index(house, DAY)).values():
        for each in (*seen.findings, *(fact for found in seen.facts.values() for fact in found)):
            assert from_plain(to_plain(each), every) == each


@pytest.mark.parametrize("files", [pytest.param(f, id=place) for place, f in houses()])
def test_facts_of_two_parts_have_nothing_to_do_with_each_other(files: House) -> None:
    sources = {path: Source(path, text) for path, text in files.items()}
    house = resolve(files, sources.get).value
    seen = look(Index(house, DAY))
    for joined in JOINED:
        facts = [fact for path in sorted(seen) for fact in seen[path].facts.get(joined.name, ())]
        parts: dict[str, list[object]] = {}
        for fact in facts:
            parts.setdefault(joined.part_of(fact), []).append(fact)
        apart = {finding for each in parts.values() for finding in joined.concluded(each, house.sources)}
        assert apart == set(joined.concluded(facts, house.sources))
