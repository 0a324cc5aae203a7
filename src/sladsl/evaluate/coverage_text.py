"""Says for people what no scenario exercises: counts, then agreement by agreement and promise by promise."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sladsl.evaluate.coverage import KINDS, Coverage, CoverageItem

_PLURAL = {kind: f"{kind}s" for kind in KINDS} | {"switch": "switches"}


def coverage_text(coverage: Coverage) -> str:
    """Several lines. Promises of which nothing is expected are only named: their rows follow from it."""
    counts = [(kind, *coverage.count(kind)) for kind in KINDS]
    told = ", ".join(f"{covered} of {_counted(whole, kind)}" for kind, covered, whole in counts if whole)
    lines = [f"exercised: {told or 'nothing'}"]
    bare: list[str] = []
    for agreement in dict.fromkeys(item.agreement for item in coverage.items):
        mine = [item for item in coverage.items if item.agreement == agreement]
        missing = [item for item in mine if not item.covered]
        if len(missing) == len(mine) and any(item.kind == "guarantee" for item in mine):
            bare.append(agreement)
        elif missing:
            lines += [agreement, *_missing(missing)]
    if bare:
        lines.append(f"nothing at all: {', '.join(bare)}")
    if coverage.beyond:
        lines.append(f"not decided by outages and tickets: {', '.join(coverage.beyond)}")
    return "\n".join(lines)


def _missing(missing: Sequence[CoverageItem]) -> Iterator[str]:
    unexpected = [item.guarantee for item in missing if item.kind == "guarantee"]
    if unexpected:
        yield f"  nothing is expected of {', '.join(unexpected)}"
    for promise in dict.fromkeys(item.guarantee for item in missing):
        if promise in unexpected:
            continue
        parts = []
        for kind in KINDS:
            of_kind = [item.what for item in missing if (item.guarantee, item.kind) == (promise, kind)]
            if of_kind:
                parts.append(f"{kind if len(of_kind) == 1 else _PLURAL[kind]} {', '.join(of_kind)}")
        yield f"  {promise or 'all credits'}: {'; '.join(parts)}"


def _counted(number: int, kind: str) -> str:
    return f"{number} {kind if number == 1 else _PLURAL[kind]}"
