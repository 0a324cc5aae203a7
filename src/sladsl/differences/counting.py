"""Which of two ways of counting asks for more: what counts as down, and when a clock stands still."""

from __future__ import annotations

from sladsl.differences.change import Effect, effect_of
from sladsl.differences.lengths import agreed, longer, opposite
from sladsl.differences.meaning import same
from sladsl.model.agreements import Guarantee
from sladsl.model.metrics import Switches
from sladsl.model.values import Ratio
from sladsl.model.written import value_text
from sladsl.prove.allowances import is_availability
from sladsl.prove.due import is_time_limit
from sladsl.records import replace
from sladsl.rules.compare import direction


def by_switches(before: Guarantee, after: Guarantee) -> tuple[Effect, str]:
    """By each switch that changed: all have to go the same way. The reason names them."""
    one = before.switches.over(before.metric.switches)
    two = after.switches.over(after.metric.switches)
    found: list[tuple[str, int | None]] = []
    for name, sign in (
        ("intervals in which nothing was counted", _empty(before, one, two)),
        ("short outages", _short(one, two)),
        ("begun minutes", _partial(before, one, two)),
        ("pauses", _pause(before, one, two)),
        ("time before it was in use", _undeployed(one, two)),
        ("whose instant decides the period", 0 if one.attributed == two.attributed else None),
        ("periods that begin or end on the way", 0 if one.begun == two.begun else None),
    ):
        if sign != 0:
            found.append((name, sign))
    effect = effect_of(agreed(*(sign for _, sign in found)))
    return effect, f"how it counts: {', '.join(name for name, _ in found)}" if found else ""


def counting_texts(before: Guarantee, after: Guarantee) -> tuple[str, str]:
    """What each says of counting that the other does not, in the words of the source."""
    one, two = (_words(g.switches.over(g.metric.switches)) for g in (before, after))
    return ", ".join(t for t in one if t not in two), ", ".join(t for t in two if t not in one)


def _words(chosen: Switches) -> list[str]:
    found: list[str] = []
    if chosen.empty is not None:
        empty = chosen.empty if isinstance(chosen.empty, str) else value_text(chosen.empty)
        found.append(f"empty counts as {empty}")
    if chosen.short_outages is not None:
        up = "up to" if chosen.short_too else "under"
        found.append(f"outages {up} {chosen.short_outages.text()} do not count")
    if chosen.partial is not None:
        found.append(f"partial minutes {'count' if chosen.partial else 'do not count'}")
    if chosen.undeployed is not None:
        found.append(f"undeployed time counts as {chosen.undeployed}")
    if chosen.attributed is not None:
        found.append(f"attributed to {chosen.attributed}")
    if chosen.pause is not None:
        found.append(f"pauses in {chosen.pause_in}" if chosen.pause_in is not None else "pauses")
    if chosen.begun is not None:
        found.append(f"begun period cuts {chosen.begun}")
    return found


def only_short_outages(before: Guarantee, after: Guarantee) -> bool:
    """Whether nothing changed but which outages are too short to count."""
    one, two = (replace(g.switches, short_outages=None, short_too=False) for g in (before, after))
    return same(one, two)


def _empty(promise: Guarantee, one: Switches, two: Switches) -> int | None:
    """An interval without anything counts as a value from bad to good; left out it may be either."""
    if same(one.empty, two.empty):
        return 0
    values = []
    for word in (one.empty, two.empty):
        known = {"good": 1, "bad": 0}.get(word) if isinstance(word, str) else None
        values.append(word.value if isinstance(word, Ratio) else known)
    before, after = values
    if before is None or after is None or direction(promise.comparator) is None:
        return None
    return (after < before) - (after > before)


def _short(one: Switches, two: Switches) -> int | None:
    """The longer an outage has to be to count, the less is counted."""
    before, after = one.short_outages, two.short_outages
    if before is None or after is None:
        return int(after is None) - int(before is None)
    too = int(one.short_too) - int(two.short_too)
    return opposite(longer(before, after)) or too


def _partial(promise: Guarantee, one: Switches, two: Switches) -> int | None:
    if one.partial == two.partial:
        return 0
    if not is_availability(promise) or one.partial is None or two.partial is None:
        return None
    return int(two.partial) - int(one.partial)


def _pause(promise: Guarantee, one: Switches, two: Switches) -> int | None:
    """A clock that stands still for something gives more time than one that never does."""
    if same(one.pause, two.pause):
        return 0 if one.pause_in == two.pause_in else None
    if not is_time_limit(promise) or (one.pause is not None and two.pause is not None):
        return None
    return int(two.pause is None) - int(one.pause is None)


def _undeployed(one: Switches, two: Switches) -> int | None:
    """Time that counts as good makes up for time down; time that is left out does not."""
    if one.undeployed == two.undeployed:
        return 0
    if one.undeployed is None or two.undeployed is None:
        return None
    return 1 if two.undeployed == "excluded" else -1
