"""Differences for a terminal: what broke, what changed with the worst first, what it does to exposure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sladsl.cli.diff_words import (
    due_text,
    exposed,
    failure_text,
    for_whom,
    from_to,
    gains_text,
    gap_text,
    net_text,
    ordered,
    sign_text,
    slack_text,
    standing_text,
    subject_text,
    summary,
    unkept_text,
    where_text,
)
from sladsl.diagnostics.visible import visible
from sladsl.differences.change import Change, Differences, Effect

if TYPE_CHECKING:
    from sladsl.cli.diff import Version

_SIGNS = {"repaired": "1;32", "costs": "1;33", "open": "1;33"}
_COLOURS = {Effect.LOOSENS: "31", Effect.TIGHTENS: "32", Effect.INCOMPARABLE: "33"}


def to_text(found: Differences, old: Version, new: Version, *, colour: bool) -> str:
    """The whole comparison as lines; one line when nothing changed."""

    def tinted(text: str, code: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if colour else text

    lines: list[str] = []
    for standing in found.standings:
        sign = tinted(f"{sign_text(standing)}:", _SIGNS.get(standing.what, "1;31"))
        lines.append(f"{sign} `{standing.agreement}.{standing.guarantee}` {standing_text(standing)}")
        lines.append(f"  before: {slack_text(standing.before)}; now: {slack_text(standing.after)}")
        held = standing.after or standing.before
        if held is not None and held.told:
            lines.append(f"  {held.told}")
        if cost := unkept_text(standing):
            lines.append(f"  {cost}")
        if standing.after is not None:
            lines.append(f"  at {_at(new.place(standing.after.span))}")
        lines.append("")
    for change in ordered(found.changes):
        lines += _change(change, old, new, tinted(change.effect.value, f"1;{_COLOURS[change.effect]}"))
        lines.append("")
    if found.exposures:
        lines.append("largest credits:")
        for one in found.exposures:
            amounts = f"{exposed(one.before, one.measure)} -> {exposed(one.after, one.measure)}"
            lines.append(f"  {one.agreement} per {one.per}: {amounts} ({gap_text(one)})")
        lines.append("")
    if found.stakes:
        lines.append("money at stake when a supplier fails:")
        for stake in found.stakes:
            sign = "" if stake.what == "changed" else f"{stake.what}: "
            lines.append(f"  {sign}{failure_text(stake)}")
            lines.append(f"    before: {due_text(stake, stake.before)}")
            lines.append(f"    now: {due_text(stake, stake.after)}")
            net = net_text(stake)
            lines.append(f"    {f'net: {net}; ' if net else ''}{gains_text(stake)}")
        lines.append("")
    return "\n".join(visible(line) if not colour else line for line in (*lines, summary(found))) + "\n"


def _change(change: Change, old: Version, new: Version, sign: str) -> list[str]:
    lines = [f"{sign}: {where_text(change)}: {subject_text(change)}", f"  {from_to(change)}"]
    if change.why:
        lines.append(f"  {change.why}")
    whom = for_whom(change)
    if whom:
        lines.append(f"  {whom}")
    places = []
    if change.old is not None:
        places.append(f"was {_at(old.place(change.old))}")
    if change.new is not None:
        places.append(f"at {_at(new.place(change.new))}")
    if places:
        lines.append(f"  {', '.join(reversed(places))}")
    return lines


def _at(place: tuple[str, int]) -> str:
    return f"{place[0]}:{place[1]}"
