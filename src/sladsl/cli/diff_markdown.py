"""Differences as a comment for a merge request: what to look at first in bold, places as links."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from sladsl.cli.diff_words import (
    due_text,
    exposed,
    failure_text,
    for_whom,
    gains_text,
    gap_text,
    net_text,
    ordered,
    slack_text,
    standing_text,
    subject_text,
    summary,
    unkept_text,
    where_text,
)
from sladsl.differences.change import Change, Differences, Effect

if TYPE_CHECKING:
    from sladsl.cli.diff import Version

_SPECIAL = str.maketrans({c: f"\\{c}" for c in "\\`*_{}[]<>|#~"} | {"\n": " ", "\r": " "})


def to_markdown(found: Differences, old: Version, new: Version) -> str:
    """A heading, a table per subject, nothing else where nothing changed."""
    lines = [
        "## What changed in the agreements",
        "",
        _bold(f"{summary(found)}.", bool(found.broken or found.doubtful)),
        "",
    ]
    if found.standings:
        lines += ["### Promises and what they stand on", ""]
        lines += ["| promise | | before | now | in money | where |", "|---|---|---|---|---|---|"]
        for standing in found.standings:
            name = _safe(f"{standing.agreement}.{standing.guarantee}")
            what = _bold(standing_text(standing), standing in (*found.broken, *found.doubtful))
            slacks = f"{slack_text(standing.before)} | {slack_text(standing.after)}"
            money = _safe(unkept_text(standing))
            where = _link(new.place(standing.after.span)) if standing.after is not None else ""
            lines.append(f"| {name} | {what} | {slacks} | {money} | {where} |")
        lines.append("")
    if found.changes:
        lines += ["### Changes", "", "| | where it holds | what | before | now | why | line |"]
        lines.append("|---|---|---|---|---|---|---|")
        lines += [_row(change, old, new) for change in ordered(found.changes)]
        lines.append("")
    if found.exposures:
        lines += ["### Largest credits", "", "| agreement | per | before | now | |", "|---|---|---|---|---|"]
        for one in found.exposures:
            worse = one.after is None or (one.before is not None and one.after > one.before)
            before, after = (_safe(exposed(amount, one.measure)) for amount in (one.before, one.after))
            gap = _bold(_safe(gap_text(one)), worse)
            lines.append(f"| {_safe(one.agreement)} | {one.per} | {before} | {after} | {gap} |")
        lines.append("")
    if found.stakes:
        lines += ["### Money at stake when a supplier fails", ""]
        lines += ["| failure | | before | now | net | for whom |", "|---|---|---|---|---|---|"]
        for stake in found.stakes:
            sides = f"{_safe(due_text(stake, stake.before))} | {_safe(due_text(stake, stake.after))}"
            net = _bold(_safe(net_text(stake)), stake.net is not None and stake.net > 0)
            cells = f"{stake.what} | {sides} | {net} | {_safe(gains_text(stake))}"
            lines.append(f"| {_safe(failure_text(stake))} | {cells} |")
        lines.append("")
    return "\n".join(lines)


def _row(change: Change, old: Version, new: Version) -> str:
    effect = _bold(change.effect.value, change.effect is Effect.LOOSENS)
    why = "; ".join(part for part in (change.why, for_whom(change)) if part)
    if change.new is not None:
        place = _link(new.place(change.new))
    else:
        # What is gone has no line to link to in the new version.
        place = _safe("{}:{}".format(*old.place(change.old))) if change.old is not None else ""
    cells = (where_text(change), subject_text(change), change.before, change.after, why)
    return f"| {effect} | {' | '.join(_safe(cell) for cell in cells)} | {place} |"


def _bold(text: str, wanted: bool) -> str:
    return f"**{text}**" if wanted else text


def _safe(text: str) -> str:
    return text.translate(_SPECIAL)


def _link(place: tuple[str, int]) -> str:
    file, line = place
    return f"[{_safe(file)}:{line}]({quote(file)}#L{line})"
