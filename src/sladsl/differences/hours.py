"""What changed in the hours: whose clock runs in them, and which promise asks for more because of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from sladsl.differences.change import Change, Effect, effect_of, together
from sladsl.differences.implication import Bound
from sladsl.differences.judging import hours_of_promise, judge
from sladsl.differences.promises import Pair
from sladsl.differences.spans_of_time import Moved, common_term, instants_of, moved
from sladsl.model.agreements import Agreement
from sladsl.model.catalogue import Calendar
from sladsl.model.house import House
from sladsl.records import replace

_HOURS = frozenset({"hours"})
_VERBS = {
    Effect.LOOSENS: "it loosens",
    Effect.TIGHTENS: "it tightens",
    Effect.INCOMPARABLE: "nothing follows for",
}


def agreement_hours(old: Agreement, new: Agreement, paired: Sequence[Pair]) -> Iterator[Change]:
    """The hours of an agreement that names another calendar now; promises with their own are apart."""
    before, after = old.hours, new.hours
    if before is None and after is None:
        return
    if before is not None and after is not None and before.key == after.key:
        return  # told with the calendar, where it is declared
    found = moved(before, after, common_term(old, new))
    if found.sign == 0:
        return
    mine = [
        p for p in paired if p.old and p.new and not p.old.guarantee.during and not p.new.guarantee.during
    ]
    yield Change(
        "hours",
        "hours",
        before.key if before is not None else "at all hours",
        after.key if after is not None else "at all hours",
        *_judged(found, mine),
        before.span if before is not None else old.span,
        after.span if after is not None else new.span,
    )


def _judged(found: Moved, paired: Sequence[Pair]) -> tuple[Effect, str]:
    """The effect on the promises that run in the hours; without any, more hours are the customer's gain.

    What else changed of a promise is told with it: the hours are judged for what it was, and for what it is.
    """
    effects: dict[str, Effect] = {}
    seen: set[tuple[str, int]] = set()
    for pair in paired:
        assert pair.old is not None and pair.new is not None
        span = pair.new.guarantee.span
        if (span.source.name, span.start) in seen:
            continue
        seen.add((span.source.name, span.start))
        was, now = pair.old.guarantee, pair.new.guarantee
        still = Bound(pair.new.agreement, replace(was, during=now.during))
        already = Bound(pair.old.agreement, replace(now, during=was.during))
        verdicts = judge(pair.old, still, _HOURS), judge(already, pair.new, _HOURS)
        mine = [verdict.effect for verdict in verdicts if verdict is not None]
        if mine:
            name = f"`{pair.new.agreement.key}.{now.key}`"
            effects[name] = together(mine)
    if not effects:
        return effect_of(found.sign), found.text()
    whole = together(effects.values())
    parts = [found.text()]
    for effect, verb in _VERBS.items():
        names = [name for name, one in effects.items() if one is effect]
        if names and len(set(effects.values())) > 1:
            parts.append(f"{verb} {names[0]}{f' and {len(names) - 1} more' if len(names) > 1 else ''}")
    return whole, "; ".join(parts)


def calendar_changes(
    old: House,
    new: House,
    both: Sequence[tuple[Agreement, Agreement]],
    paired: Mapping[str, Sequence[Pair]],
) -> Iterator[Change]:
    """Calendars that open at other instants now, with the agreements that run in them."""
    for key, after in new.calendars.items():
        before = old.calendars.get(key)
        if before is None or instants_of(before) == instants_of(after):
            continue
        users = [pair for pair in both if all(_runs_in(agreement, key) for agreement in pair)]
        changes = [moved(before, after, common_term(*pair)) for pair in users]
        changes = [each for each in changes if each.sign != 0]
        if not changes:
            continue
        mine = [
            pair
            for _, a in users
            for pair in paired.get(a.key, ())
            if pair.old and pair.new and _named(pair, key)
        ]
        yield Change(
            "calendar",
            f"calendar {key}",
            _rules(before, zone=before.zone != after.zone),
            _rules(after, zone=before.zone != after.zone),
            *_judged(changes[0], mine),
            before.span,
            after.span,
            tuple(a.key for _, a in users),
        )


def _runs_in(agreement: Agreement, key: str) -> bool:
    calendars = [agreement.hours, *(g.during for g in agreement.promises)]
    calendars += [surcharge.outside for surcharge in agreement.surcharges]
    return any(calendar is not None and calendar.key == key for calendar in calendars)


def _named(pair: Pair, key: str) -> bool:
    assert pair.old is not None and pair.new is not None
    calendars = hours_of_promise(pair.old), hours_of_promise(pair.new)
    return all(c is not None and c.key == key for c in calendars)


def _rules(calendar: Calendar, *, zone: bool) -> str:
    """The calendar's own words, on one line; its title where it is made of others."""
    lines = [" ".join(rule.span.text.split()) for rule in calendar.rules if rule.span is not None]
    head = [f"zone {calendar.zone}"] if zone and calendar.zone else []
    return "; ".join((*head, *lines)) or calendar.title.plain()
