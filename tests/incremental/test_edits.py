"""After any edit a run with what was kept finds what a run from a cold start finds, to the letter."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st
from split_houses import House, edited, houses

from sladsl.compiler import Compilation
from sladsl.compiler.incremental import Checked, checked
from sladsl.compiler.plain import to_plain
from sladsl.source import Source

DAY = date(2027, 6, 1)


def run(files: House, kept: bytes | None) -> Checked:
    sources = {path: Source(path, text) for path, text in files.items()}
    return checked(files, sources.get, DAY, whole=True, kept=kept)


def cold(files: House) -> object:
    sources = {path: Source(path, text) for path, text in files.items()}
    return to_plain(Compilation(files, sources.get, DAY).findings)


@settings(max_examples=100)
@given(st.sampled_from(houses()), st.lists(st.integers(0, 2**32), min_size=1, max_size=5))
def test_edits_one_after_another(house: tuple[str, House], seeds: list[int]) -> None:
    _, files = house
    kept = run(files, None).kept
    for seed in seeds:
        files = edited(files, seed)
        result = run(files, kept)
        assert to_plain(result.findings) == cold(files)
        kept = result.kept or kept


@settings(max_examples=4)
@given(st.lists(st.integers(0, 2**32), min_size=1, max_size=2))
def test_edits_of_the_example(seeds: list[int]) -> None:
    files = dict(houses())["nordwind"]
    kept = run(files, None).kept
    assert kept is not None
    for seed in seeds:
        files = edited(files, seed)
        result = run(files, kept)
        assert to_plain(result.findings) == cold(files)
        kept = result.kept or kept


def test_nothing_changed() -> None:
    again_from_kept = 0
    for _, files in houses()[::11]:
        first = run(files, None)
        if first.kept is not None:
            again_from_kept += 1
            again = run(files, first.kept)
            assert to_plain(again.findings) == to_plain(first.findings)
            assert again.resolved == frozenset()
            assert again.kept is None
    assert again_from_kept > 40
