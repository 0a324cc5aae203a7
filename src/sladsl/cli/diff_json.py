"""Differences for a machine: every change with its effect, places, money and proofs."""

from __future__ import annotations

import json
from fractions import Fraction
from typing import TYPE_CHECKING

from sladsl.cli.diff_words import for_whom
from sladsl.differences.change import (
    Change,
    Differences,
    Due,
    Effect,
    Exposure,
    Held,
    Stake,
    Standing,
    Unkept,
)
from sladsl.exact.ratio import decimal_text, exact_decimal
from sladsl.source import Span

if TYPE_CHECKING:
    from sladsl.cli.diff import Version

_BETTER = {Effect.TIGHTENS: "customer", Effect.LOOSENS: "provider"}


def to_json(found: Differences, old: Version, new: Version) -> str:
    """One object; numbers that are not whole are decimals in text, seconds and money alike."""
    document = {
        "changes": [_change(change, old, new) for change in found.changes],
        "exposures": [_exposure(one) for one in found.exposures],
        "standings": [_standing(one, old, new) for one in found.standings],
        "stakes": [_stake(one) for one in found.stakes],
        "summary": {
            **{effect.value: found.count(effect) for effect in Effect},
            "broken": len(found.broken),
            "not_proven": len(found.doubtful),
        },
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _change(change: Change, old: Version, new: Version) -> dict[str, object]:
    return {
        "kind": change.kind,
        "subject": change.subject,
        "services": list(change.services),
        "agreements": list(change.agreements),
        "effect": change.effect.value,
        "better_for": _BETTER.get(change.effect),
        "provider": change.provider or None,
        "customer": change.customer or None,
        "before": change.before or None,
        "after": change.after or None,
        "why": change.why or None,
        "for_whom": for_whom(change) or None,
        "old": _place(change.old, old),
        "new": _place(change.new, new),
    }


def _place(span: Span | None, version: Version) -> dict[str, object] | None:
    if span is None:
        return None
    file, line = version.place(span)
    return {"file": file, "line": line, "column": span.column}


def _exposure(one: Exposure) -> dict[str, object]:
    return {
        "agreement": one.agreement,
        "per": one.per,
        "measure": one.measure,
        "before": _number(one.before),
        "after": _number(one.after),
    }


def _standing(one: Standing, old: Version, new: Version) -> dict[str, object]:
    return {
        "what": one.what,
        "agreement": one.agreement,
        "guarantee": one.guarantee,
        "before": _held(one.before, old),
        "after": _held(one.after, new),
        "at_stake": {
            "before": [_unkept(cost) for cost in one.cost_before],
            "after": [_unkept(cost) for cost in one.cost_after],
        },
    }


def _held(held: Held | None, version: Version) -> dict[str, object] | None:
    if held is None:
        return None
    return {
        "kept": held.kept,
        "open": held.open,
        "slack_seconds": _number(held.slack),
        "told": held.told or held.short or None,
        "place": _place(held.span, version),
    }


def _unkept(cost: Unkept) -> dict[str, object]:
    return {
        "customers": list(cost.customers),
        "per": cost.per,
        "measure": cost.measure,
        "amount": _number(cost.size),
    }


def _stake(one: Stake) -> dict[str, object]:
    return {
        "what": one.what,
        "failure": one.failure,
        "agreement": one.agreement,
        "service": one.service or None,
        "guarantee": one.promise or None,
        "per": one.per,
        "currency": one.currency,
        "before": _due(one, one.before),
        "after": _due(one, one.after),
        "net": _number(one.net),
        "gains": [
            {"party": gain.party, "measure": gain.measure, "amount": _number(gain.size)} for gain in one.gains
        ],
    }


def _due(stake: Stake, due: Due | None) -> dict[str, object] | None:
    if due is None:
        return None
    back = None if due.back is None else {"measure": due.back[0], "amount": _number(due.back[1])}
    return {
        "supplier": due.supplier or None,
        "owed": _number(due.total),
        "agreements": [{"agreement": key, "owed": _number(size)} for key, size in due.owed],
        "back": back,
        "stays": _number(stake.stays(due)),
        "worst_in": due.worst or None,
    }


def _number(value: Fraction | None) -> str | None:
    return None if value is None else exact_decimal(value) or decimal_text(value, 6)
