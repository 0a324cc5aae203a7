"""What changed in what a service does not work without."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations

from sladsl.model.catalogue import Needs

_MOST_NEEDED = 12


def stands_on(old: Sequence[Needs], new: Sequence[Needs]) -> tuple[str, int | None]:
    """In words whether a service fails with less than before (-1) or only with more (1), looked at with every
    part up or down; None where it is neither, or there are too many parts."""
    keys = sorted({key for needs in (*old, *new) for key in needs.keys})
    if len(keys) > _MOST_NEEDED:
        return "what it stands on", None

    def works(needs: Sequence[Needs], up: frozenset[str]) -> bool:
        return all(
            sum(key in up for key in each.keys) >= (len(each.keys) if each.count is None else each.count)
            for each in needs
        )

    weaker = stronger = ""
    for size in range(len(keys), -1, -1):
        for left in combinations(keys, size):
            before, after = works(old, frozenset(left)), works(new, frozenset(left))
            down = " and ".join(key for key in keys if key not in left)
            weaker = weaker or (down if before and not after else "")
            stronger = stronger or (down if after and not before else "")
    if weaker and stronger:
        return f"it fails without {weaker} now, and no longer without {stronger}", None
    if weaker or stronger:
        return f"it fails without {weaker} now" if weaker else f"it works without {stronger} now", (
            -1 if weaker else 1
        )
    return "it works with the same; how failures hang together is told otherwise", None


def needs_text(needs: Iterable[Needs]) -> str:
    """`Network; 1 of Cards, Banks`."""
    texts = []
    for each in needs:
        many = f"{each.count} of " if each.count is not None else ""
        texts.append(f"{many}{', '.join(sorted(each.keys))}{' independently' if each.independent else ''}")
    return "; ".join(sorted(texts))
