"""Announced work that was carried out, from a file with fixed columns."""

from __future__ import annotations

from collections.abc import Collection

from sladsl.data.fixed_columns import TIMES, Doubts, Misfits, opened, read_rows
from sladsl.data.store import Store
from sladsl.diagnostics.diagnostic import Diagnostic


def read_exclusions(
    store: Store,
    file: str,
    keys: Collection[str],
    services: Collection[str],
    zone: str,
    found: list[Diagnostic],
    doubts: Doubts | None = None,
) -> dict[str, dict[str, list[tuple[int, int]]]]:
    """`exclusion, start, end` and, where it is about one, `service`: announced work that was carried out."""
    table = opened(store, file, ("exclusion", "start", "end"), found)
    if table is None:
        return {}
    texts = ["exclusion", *(["service"] if "service" in table.columns else [])]
    made: dict[str, dict[str, list[tuple[int, int]]]] = {s: {key: [] for key in keys} for s in services}
    misfits = Misfits(table)
    doubts = doubts or Doubts()
    for row, key, *rest in read_rows(store, misfits, texts, ["start", "end"], zone):
        service = rest[0] if len(texts) > 1 else None
        start, begins, end, ends = rest[-4:]
        when = (begins, ends) if begins is not None and ends is not None and begins <= ends else None
        sound = False
        if not key:
            misfits.add(row, "it names no exclusion", "fill in the exclusion", key)
        elif begins is None or ends is None:
            misfits.add(row, "its start or end is no time", TIMES, start if begins is None else end)
        elif ends < begins:
            misfits.add(row, "it ends before it starts", "check both times and their zones", end)
        else:
            sound = key not in doubts.strange and service not in doubts.strange
        if sound and key in keys:
            for each in [service] if service else services:
                if each in made:
                    made[each][key].append((begins, ends))
        elif not sound:
            of = frozenset({service}) if service and service not in doubts.strange else None
            names = frozenset({key}) if key and key not in doubts.strange else None
            misfits.refuse(row, "exclusion", of, names, when)
    misfits.tell(found, "exclusion")
    doubts.refused += misfits.refused
    return made
