"""What changed in the promises of an agreement: which became which, and what each asks for now."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from typing import TypeAlias

from sladsl.differences.change import Change, Effect, effect_of
from sladsl.differences.counting import counting_texts
from sladsl.differences.implication import Bound
from sladsl.differences.judging import judge, promise_text
from sladsl.differences.lengths import as_early
from sladsl.differences.meaning import same, same_set, unlike
from sladsl.differences.money import scheme_change
from sladsl.exact.durations import Deadline
from sladsl.exact.periods import same_cut
from sladsl.model.agreements import Agreement, Guarantee
from sladsl.model.supports import Term, phase
from sladsl.model.values import Ratio
from sladsl.model.written import measurand, number_text, target_text
from sladsl.records import field, record
from sladsl.rules.compare import topic

_Slot: TypeAlias = tuple[object, ...]
_ALL = frozenset({"share"})
_TOLD = frozenset(
    ("key", "name", "title", "metric", "percentile", "services", "each_service", "priority", "comparator")
).union(
    ("target", "period", "during", "share", "valid_from", "valid_until", "exclusions", "permission"),
    ("rounding", "exact", "credit", "bonus", "alerts", "switches", "cell", "downtime_only", "applies"),
    ("claimed_once",),
)


@record
class Pair:
    """A promise before and after, and the services it is about; None where there was or is none."""

    old: Bound | None
    new: Bound | None
    services: tuple[str, ...]


@record(frozen=False)
class _Open:
    """What has found no counterpart yet."""

    old: list[tuple[str, Guarantee]] = field(default_factory=list)
    new: list[tuple[str, Guarantee]] = field(default_factory=list)


def pairs(old: Agreement, new: Agreement) -> list[Pair]:
    """Which promise became which, service by service, promises about one topic first by their names.

    A promise that moved to another level, another name or another metric is still the same promise.
    """
    slots: defaultdict[_Slot, _Open] = defaultdict(_Open)
    for guarantee in old.promises:
        for service in _subjects(guarantee):
            slots[(*topic(guarantee), service)].old.append((service, guarantee))
    for guarantee in new.promises:
        for service in _subjects(guarantee):
            slots[(*topic(guarantee), service)].new.append((service, guarantee))
    found: list[tuple[str, Guarantee | None, Guarantee | None]] = []
    rest = _Open()
    for slot in slots.values():
        found += _paired(slot, by_name=True)
        found += _paired(slot, by_name=False)
        rest.old += slot.old
        rest.new += slot.new
    found += _paired(rest, by_name=True)
    found += [(service, guarantee, None) for service, guarantee in rest.old]
    found += [(service, None, guarantee) for service, guarantee in rest.new]
    merged: dict[tuple[int, int], tuple[Guarantee | None, Guarantee | None, dict[str, None]]] = {}
    for service, one, two in found:
        merged.setdefault((id(one), id(two)), (one, two, {}))[2][service] = None
    return [
        Pair(
            Bound(old, one) if one is not None else None,
            Bound(new, two) if two is not None else None,
            tuple(sorted(service for service in services if service)),
        )
        for one, two, services in merged.values()
    ]


def _subjects(guarantee: Guarantee) -> tuple[str, ...]:
    return tuple(service.key for service in guarantee.services) or ("",)


def _paired(slot: _Open, *, by_name: bool) -> Iterator[tuple[str, Guarantee | None, Guarantee | None]]:
    """Takes what belongs together out of both: by service and name, else in order, same periods first."""
    for strict in (True, False) if not by_name else (True,):
        for service, before in list(slot.old):
            for place, (about, after) in enumerate(slot.new):
                if about != service:
                    continue
                fits = before.key == after.key if by_name else _alike(before, after) or not strict
                if fits:
                    slot.old.remove((service, before))
                    slot.new.pop(place)
                    yield service, before, after
                    break


def _alike(left: Guarantee, right: Guarantee) -> bool:
    return same_cut(left.period, right.period) and phase(left) == phase(right)


# ---- what changed


def promise_changes(paired: Iterable[Pair]) -> Iterator[Change]:
    """Every change of the promises that hold in an agreement, its own and those of the levels above."""
    tables: set[tuple[str, str]] = set()
    for pair in paired:
        if pair.old is None or pair.new is None:
            yield _come_or_gone(pair)
            continue
        yield from _between(pair.old, pair.new)
        before, after = pair.old.guarantee, pair.new.guarantee
        names = _called(before, after)
        if names[0] != names[1] and names not in tables:
            tables.add(names)
            subject, why = names[1], "the same promise under another name"
            effect = Effect.INCOMPARABLE
            yield Change("name", subject, *names, effect, why, before.span, after.span)


def _called(before: Guarantee, after: Guarantee) -> tuple[str, str]:
    """What a promise is called before and after; what is in a table by the name of the table, where that is
    what changed."""
    rest = before.key.removeprefix(before.name), after.key.removeprefix(after.name)
    return (before.name, after.name) if rest[0] == rest[1] else (before.key, after.key)


def _come_or_gone(pair: Pair) -> Change:
    bound = pair.new or pair.old
    assert bound is not None
    guarantee = bound.guarantee
    text = f"{measurand(guarantee)} {promise_text(bound, frozenset())}"
    gone = pair.new is None
    return Change(
        "promise",
        guarantee.key,
        text if gone else "",
        "" if gone else text,
        Effect.LOOSENS if gone else Effect.TIGHTENS,
        "no longer promised" if gone else "not promised before",
        guarantee.target_span if gone else None,
        None if gone else guarantee.target_span,
        services=pair.services,
    )


def _between(old: Bound, new: Bound) -> Iterator[Change]:
    before, after = old.guarantee, new.guarantee
    key = after.key
    spans = before.span, after.span
    verdict = judge(old, new)
    if verdict is not None:
        shown = verdict.aspects | (_ALL if before.share != after.share else frozenset())
        counted = counting_texts(before, after) if "counting" in verdict.aspects else ("", "")
        texts = [
            ", ".join(part for part in (promise_text(bound, shown), more) if part)
            for bound, more in zip((old, new), counted, strict=True)
        ]
        yield Change(
            "target",
            key,
            texts[0],
            texts[1],
            verdict.effect,
            verdict.why,
            before.target_span,
            after.target_span,
        )
    yield from _exclusion_changes(before, after)
    for bonus in (False, True):
        money = scheme_change(old, new, bonus=bonus)
        if money is not None:
            yield money
    if phase(before) != phase(after):
        effect = _phase_effect(phase(before), phase(after))
        yield Change("dates", key, _dates(before), _dates(after), effect, "", *spans)
    if not same(before.applies, after.applies):
        effect = Effect.INCOMPARABLE
        if before.applies is None or after.applies is None:
            effect = Effect.TIGHTENS if after.applies is None else Effect.LOOSENS
        texts = ["always" if g.applies is None else "on a condition" for g in (before, after)]
        yield Change("condition", key, texts[0], texts[1], effect, "when it applies", *spans)
    titles = _title(before), _title(after)
    for kind, one, two, sign in (
        ("claimed", _claimed(before), _claimed(after), int(before.claimed_once) - int(after.claimed_once)),
        ("permission", *_permissions(before, after)),
        ("alerts", _alerts(before), _alerts(after), _told_sooner(before.alerts, after.alerts)),
        ("downtime", *_downtime_only(before, after)),
        ("title", *titles, 0),
    ):
        if one != two and (kind != "downtime" or same_set(before.exclusions, after.exclusions)):
            yield Change(kind, key, one, two, effect_of(sign), _WHY[kind], *spans)
    for name in unlike(before, after, _TOLD):
        yield Change(name.replace("_", " "), key, "", "", Effect.INCOMPARABLE, "", *spans)
    if titles[0] == titles[1] != "" and not same(before.title, after.title):
        yield Change("title", key, "", "", Effect.INCOMPARABLE, "its translation", *spans)


_WHY = {
    "claimed": "whether downtime before a paid claim counts",
    "permission": "what lower levels may do",
    "alerts": "when somebody is told",
    "downtime": "what leaves only the downtime",
    "title": "other words",
}


def _title(guarantee: Guarantee) -> str:
    """The promise's own title; empty where it goes by that of its metric or by its name."""
    own = guarantee.title.plain()
    return "" if own == guarantee.name or same(guarantee.title, guarantee.metric.title) else own


def _claimed(guarantee: Guarantee) -> str:
    return "once claimed" if guarantee.claimed_once else ""


def _permissions(before: Guarantee, after: Guarantee) -> tuple[str, str, int]:
    """Whether levels below may give less than this is all that the customer has of it."""
    one, two = before.permission or "tighten", after.permission or "tighten"
    return one, two, int(one == "change") - int(two == "change")


def _downtime_only(before: Guarantee, after: Guarantee) -> tuple[str, str, int]:
    """What is left out of the downtime alone stays in the time of which a share is taken, and dilutes it."""
    one, two = set(before.downtime_only), set(after.downtime_only)
    sign = int(one >= two) - int(two >= one) if isinstance(after.target, Ratio) else 0
    return ", ".join(sorted(one)), ", ".join(sorted(two)), sign


def _told_sooner(before: Sequence[Fraction], after: Sequence[Fraction]) -> int:
    """1 where every warning before has one now that comes no later, -1 the other way round."""
    return int(as_early(after, before)) - int(as_early(before, after))


def _alerts(guarantee: Guarantee) -> str:
    return ", ".join(f"{number_text(share * 100)}%" for share in sorted(guarantee.alerts))


def _dates(guarantee: Guarantee) -> str:
    first = f"from {guarantee.valid_from}" if guarantee.valid_from else ""
    last = f"until {guarantee.valid_until}" if guarantee.valid_until else ""
    return " ".join(part for part in (first, last) if part) or f"{target_text(guarantee)} at all times"


def _phase_effect(old: Term, new: Term) -> Effect:
    if new[0] <= old[0] and new[1] >= old[1]:
        return Effect.TIGHTENS
    return Effect.LOOSENS if new[0] >= old[0] and new[1] <= old[1] else Effect.INCOMPARABLE


def _exclusion_changes(before: Guarantee, after: Guarantee) -> Iterator[Change]:
    """Time that counts no more is the provider's gain, time that counts again the customer's; of a limit by
    the end of a day it may be either, as it may be that end."""
    by_day = isinstance(before.target, Deadline) or isinstance(after.target, Deadline)
    left, right = {e.key: e for e in before.exclusions}, {e.key: e for e in after.exclusions}
    for key in dict.fromkeys((*left, *right)):
        if key in left and key in right:
            continue
        come = key in right
        effect = Effect.LOOSENS if come else Effect.TIGHTENS
        why = "that time counts no more" if come else "that time counts now"
        if by_day:
            effect, why = Effect.INCOMPARABLE, f"{why}, and may be the end of the day until which it is due"
        yield Change(
            "exclusion",
            after.key,
            "" if come else f"except {key}",
            f"except {key}" if come else "",
            effect,
            why,
            before.span,
            after.span,
        )
