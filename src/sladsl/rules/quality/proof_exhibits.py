"""The arithmetic of a broken promise of availability as tables, and the repair as a change of the source."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sladsl.diagnostics.diagnostic import Edit, Exhibit, Fix
from sladsl.model.written import period_text, value_text
from sladsl.prove.allowances import lost
from sladsl.prove.availability import AvailabilityProof
from sladsl.prove.mending import Repair
from sladsl.prove.telling import (
    case_rows,
    name_of,
    period_name,
    recorded_text,
    share_at_least,
    shares,
    sum_text,
    time_text,
)
from sladsl.prove.together import all_needed
from sladsl.source import Span

_NARROWED = {
    "period": "all that counts",
    "times": "what each may be down at its own times",
    "intervals": "what whole intervals come to",
}
_PERCENTAGE = re.compile(r"(?<![\w.])\d[\d_]*(?:\.\d+)?%")


def exhibits(proof: AvailabilityProof, sum_note: str, case_note: str) -> Iterator[Exhibit]:
    """What adds up, and one worst case; the notes say the same in a line each."""
    rows = [
        (
            f"`{support.component}`",
            f"`{name_of(support.agreement, support.guarantee)}`",
            f"{value_text(support.guarantee.target)}{period_text(support.guarantee.period)}",
            time_text(support.seconds),
            share,
        )
        for support, share in shares(proof)
    ]
    rows += [(f"`{key}`", "nobody", "taken never to fail", "0 s", "") for key in proof.unpromised]
    gap = proof.bound - proof.allowed
    if proof.narrowed or proof.excused:
        rows.append(("all, as they are needed", "", "", time_text(proof.summed), ""))
    if proof.narrowed:
        rows.append((f"possible of it: {_NARROWED[proof.narrowed]}", "", "", time_text(proof.possible), ""))
    if proof.excused:
        rows.append(("left out by this promise, once for all", "", "", time_text(proof.excused), ""))
    if proof.excused or not proof.narrowed:
        left = "what is left" if proof.excused else "all, as they are needed"
        rows.append((left, "", "", time_text(proof.bound), ""))
    rows.append(("allowed by the promise", "", "", time_text(proof.allowed), "100%"))
    rows.append(("too much", "", "", time_text(gap), ""))
    headings = ("Component", "Promised by", "Promise", "May be down", "Of what is allowed")
    title = f"What may be down in {period_name(proof)}, of {time_text(proof.base)}"
    below = "" if all_needed(proof.structure) else f"together: {sum_text(proof)}"
    yield Exhibit(title, headings, tuple(rows), sum_note, below)
    told = tuple(
        (begun, f"`{key}` is down{again}", length) for key, begun, length, again in case_rows(proof.case)
    )
    if told:
        told += tuple(("", line, "") for line in recorded_text(proof))
        title = "A worst case in which everybody keeps their promise"
        yield Exhibit(title, ("From", "What", "For"), told, case_note)


def repairing(ways: tuple[Repair, ...]) -> Fix | None:
    """Writes the smallest repair into the supporting promise; None where no percentage stands to be replaced.

    The smallest is the one that leaves most of what its promise lets go wrong.
    """
    possible = [way for way in ways if not lost(way.guarantee).absolute and _percentage(way) is not None]
    if not possible:
        return None
    best = max(possible, key=lambda way: way.lost / lost(way.guarantee).amount)
    span = _percentage(best)
    assert span is not None
    wanted = share_at_least(best.target)
    name = name_of(best.agreement, best.guarantee)
    return Fix(f"let `{name}` promise `{wanted}`", (Edit(span, wanted),), safe=False)


def _percentage(way: Repair) -> Span | None:
    """Where a promise's percentage stands, if there is one and only one."""
    span = way.guarantee.target_span
    found = list(_PERCENTAGE.finditer(span.text))
    if len(found) != 1 or lost(way.guarantee).amount == 0:
        return None
    return Span(span.source, span.start + found[0].start(), span.start + found[0].end())
