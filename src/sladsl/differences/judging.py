"""What two versions of one promise say about each other: which asks for more, as it is measured."""

from __future__ import annotations

from sladsl.differences.change import Effect, effect_of
from sladsl.differences.counting import by_switches, only_short_outages
from sladsl.differences.implication import (
    Bound,
    allowed_text,
    due_functions,
    due_text,
    excess,
    excess_text,
    later,
)
from sladsl.differences.lengths import agreed
from sladsl.differences.meaning import same
from sladsl.differences.spans_of_time import Stretch, common_term, instants_of, moved
from sladsl.exact.periods import parts_of, same_cut
from sladsl.exact.ratio import percent
from sladsl.model.agreements import Guarantee
from sladsl.model.catalogue import Calendar
from sladsl.model.rounding import MODE_WORDS
from sladsl.model.values import Ratio
from sladsl.model.written import decimals_text, measurand, number_text, period_text, target_text
from sladsl.prove.allowances import is_availability, lost
from sladsl.prove.counting import comparable
from sladsl.prove.due import is_time_limit
from sladsl.prove.standing_still import moves_alike
from sladsl.prove.steps import share_of
from sladsl.records import record, replace
from sladsl.rules.compare import direction, stricter
from sladsl.rules.over_periods import proves_over_periods

_WAYS = {
    "metric": "what is measured",
    "period": "the period",
    "hours": "the hours",
    "percentile": "the percentile",
    "share": "the share of cases",
    "rounding": "the rounding",
    "counting": "the way of counting",
}

SAME_INSTANTS = "it is due at the same instants"
PAUSES = "of a case whose clock stands still on the way, neither proves the other"


@record
class Verdict:
    """Which way a promise went, and the arithmetic; what of it changed by name."""

    effect: Effect
    why: str
    aspects: frozenset[str]


def hours_of_promise(bound: Bound) -> Calendar | None:
    """The calendar that a promise is counted in."""
    return bound.guarantee.during or bound.agreement.hours


def aspects(old: Bound, new: Bound) -> frozenset[str]:
    """What differs in the measured promise itself: limit, metric, percentile, period, hours, share, rounding,
    counting.

    Hours that both take from their agreement, or under one name, are no difference of the promise.
    """
    before, after = old.guarantee, new.guarantee
    found = set()
    if (before.comparator, before.target) != (after.comparator, after.target):
        found.add("limit")
    if not _same_measurand(before, after):
        found.add("metric")
    elif before.percentile != after.percentile:
        found.add("metric" if before.percentile is None or after.percentile is None else "percentile")
    if not same_cut(before.period, after.period):
        found.add("period")
    if before.share != after.share:
        found.add("share")
    if (before.rounding, before.exact) != (after.rounding, after.exact):
        found.add("rounding")
    if not same(before.switches, after.switches):
        found.add("counting")
    if before.during is not None or after.during is not None:
        here, there = hours_of_promise(old), hours_of_promise(new)
        named_alike = here is not None and there is not None and here.key == there.key
        if not named_alike and moved(here, there, common_term(old.agreement, new.agreement)).sign != 0:
            found.add("hours")
    return frozenset(found)


def _same_measurand(left: Guarantee, right: Guarantee) -> bool:
    def of(guarantee: Guarantee) -> tuple[object, ...]:
        priority = guarantee.priority.name if guarantee.priority else None
        return guarantee.metric.key, priority

    return of(left) == of(right)


def judge(old: Bound, new: Bound, more: frozenset[str] = frozenset()) -> Verdict | None:
    """Which promise asks for more; None where they are the same. `more` are aspects known to differ."""
    changed = aspects(old, new) | more
    if not changed:
        return None
    effect, why = _judged(old, new, changed)
    return Verdict(effect, why, changed)


def _judged(old: Bound, new: Bound, changed: frozenset[str]) -> tuple[Effect, str]:
    before, after = old.guarantee, new.guarantee
    stretch = common_term(old.agreement, new.agreement)
    counted_alike = comparable(before.metric, after.metric)
    if changed == {"counting"} and not only_short_outages(before, after):
        return by_switches(before, after)
    if is_availability(before) and is_availability(after) and counted_alike:
        if changed <= {"limit", "rounding"}:
            return _by_loss(old, new, stretch)
        if "share" not in changed:
            return _by_downtime(old, new, stretch, alike=changed <= {"limit", "period", "rounding"})
    if changed == {"limit"} and not same(
        instants_of(hours_of_promise(old)), instants_of(hours_of_promise(new))
    ):
        # The hours changed where they are declared, and are told there.
        return effect_of(stricter(after, before)), ""
    if is_time_limit(before) and is_time_limit(after) and counted_alike and changed <= {"limit", "hours"}:
        found = _by_due_times(old, new, stretch)
        if found is not None:
            return found
    if changed == {"limit"}:
        return effect_of(stricter(after, before)), ""
    if changed <= {"limit", "percentile"}:
        sign = agreed(stricter(after, before), _percentile_sign(before, after))
        return effect_of(sign), "" if sign is not None else _several(changed)
    if changed <= {"limit", "rounding"}:
        return _by_least(before, after)
    if changed == {"counting"}:
        return by_switches(before, after)
    if changed <= {"limit", "share", "period"} and stricter(after, before) is not None:
        return _over_periods(before, after, changed) if _same_cases(before, after) else _apart(changed)
    if changed <= {"limit", "share", "period", "hours"} and counted_alike and _same_cases(before, after):
        return _by_cases(old, new, stretch, changed)
    return _apart(changed)


def _apart(changed: frozenset[str]) -> tuple[Effect, str]:
    return Effect.INCOMPARABLE, _several(changed)


def _percentile_sign(before: Guarantee, after: Guarantee) -> int:
    """Of an upper limit more of the cases is more, of a lower one fewer of the lowest."""
    one, two = before.percentile or 0, after.percentile or 0
    return ((two > one) - (two < one)) * (1 if direction(after.comparator) == "lower" else -1)


def _by_least(before: Guarantee, after: Guarantee) -> tuple[Effect, str]:
    """By the least share that keeps each after it was rounded."""
    shares = all(isinstance(g.target, Ratio) and direction(g.comparator) == "higher" for g in (before, after))
    if not shares or not comparable(before.metric, after.metric):
        return Effect.INCOMPARABLE, "rounded before it is compared, and otherwise than before"
    one, two = lost(before), lost(after)
    if (one.amount, one.reached) == (two.amount, two.reached):
        return Effect.INCOMPARABLE, "the same values keep it"
    sign = 1 if (two.amount, two.reached) < (one.amount, one.reached) else -1
    least = [f"{'' if each.reached else 'more than '}{percent(1 - each.amount)}" for each in (two, one)]
    return effect_of(sign), f"{least[0]} keeps it instead of {least[1]}"


def _by_cases(old: Bound, new: Bound, stretch: Stretch, changed: frozenset[str]) -> tuple[Effect, str]:
    """By when cases are due, and for how many of them, counted over which period."""
    before, after = old.guarantee, new.guarantee
    if not is_time_limit(before) or not is_time_limit(after):
        return _apart(changed)
    due = _by_due_times(old, new, stretch)
    if due is None:
        return _apart(changed)
    alike = replace(after, target=before.target, comparator=before.comparator)
    more, less = proves_over_periods(alike, before), proves_over_periods(before, alike)
    cases = int(more) - int(less) if more or less else None
    way = {Effect.TIGHTENS: 1, Effect.LOOSENS: -1}.get(due[0])
    if way is None and due[1] == SAME_INSTANTS:
        way = 0
    sign = agreed(way, cases)
    return effect_of(sign), due[1] if sign is not None and way else _several(changed)


def _several(changed: frozenset[str]) -> str:
    names = [_WAYS[name] for name in _WAYS if name in changed]
    if "limit" in changed and names:
        return f"{' and '.join(names)} changed with the number: neither proves the other"
    return f"{' and '.join(names)} changed: neither proves the other" if names else ""


def _same_cases(left: Guarantee, right: Guarantee) -> bool:
    return left.share is None or right.share is None or left.share.of == right.share.of


def _by_loss(old: Bound, new: Bound, stretch: Stretch) -> tuple[Effect, str]:
    before, after = lost(old.guarantee), lost(new.guarantee)
    if before.absolute != after.absolute:
        return Effect.INCOMPARABLE, ""
    here, there = (after.amount, after.reached), (before.amount, before.reached)
    if here == there:
        return Effect.INCOMPARABLE, "it allows the same"
    return effect_of(1 if here < there else -1), allowed_text(old, new, stretch)


def _by_downtime(old: Bound, new: Bound, stretch: Stretch, *, alike: bool) -> tuple[Effect, str]:
    """By what each lets be down inside the other's periods; `alike` says that they count the same time."""
    old, new = _under_common_exclusions(old, new)
    beyond_old = None if alike and _part_by_part(new, old) else excess(new, old, stretch)
    beyond_new = None if alike and _part_by_part(old, new) else excess(old, new, stretch)
    if beyond_old is None and beyond_new is None:
        return Effect.INCOMPARABLE, "each proves the other"
    texts = []
    if beyond_old is not None:
        texts.append(excess_text(beyond_old, "new", "old"))
    if beyond_new is not None:
        texts.append(excess_text(beyond_new, "old", "new"))
    if len(texts) == 2:
        return Effect.INCOMPARABLE, "; ".join(texts)
    return (Effect.LOOSENS if beyond_old is not None else Effect.TIGHTENS), texts[0]


def _under_common_exclusions(old: Bound, new: Bound) -> tuple[Bound, Bound]:
    """Both with what the two exclude, as the old one has it: what came, went or was declared otherwise is a
    change of its own."""
    kept = {e.key for e in new.guarantee.exclusions}
    common = tuple(e for e in old.guarantee.exclusions if e.key in kept)
    left, right = (replace(b, guarantee=replace(b.guarantee, exclusions=common)) for b in (old, new))
    return left, right


def _part_by_part(strong: Bound, weak: Bound) -> bool:
    """Whether a share that is kept in every part is kept in the whole, whatever is left out of the parts."""
    mine, theirs = lost(strong.guarantee), lost(weak.guarantee)
    shares = not mine.absolute and not theirs.absolute and strong.guarantee.metric.denominator is None
    enough = mine.amount < theirs.amount or (mine.amount == theirs.amount and mine.reached <= theirs.reached)
    return shares and enough and parts_of(strong.guarantee.period, weak.guarantee.period) is not None


def _by_due_times(old: Bound, new: Bound, stretch: Stretch) -> tuple[Effect, str] | None:
    functions = due_functions(old, new, stretch)
    if functions is None:
        return None
    before, after = functions
    later_now, later_then = later(after, before), later(before, after)
    pairs = ((old.agreement, old.guarantee), (new.agreement, new.guarantee))
    if (later_now is None) != (later_then is None):
        strong, weak = pairs if later_then is None else reversed(pairs)
        if not moves_alike(strong, weak, stretch.start, stretch.end):
            return Effect.INCOMPARABLE, PAUSES
    if later_now is None and later_then is None:
        if not all(moves_alike(*each, stretch.start, stretch.end) for each in (pairs, pairs[::-1])):
            return Effect.INCOMPARABLE, PAUSES
        return Effect.INCOMPARABLE, SAME_INSTANTS
    texts = [
        due_text(found.start, before, after, stretch.zone)
        for found in (later_now, later_then)
        if found is not None
    ]
    if later_now is not None and later_then is not None:
        return Effect.INCOMPARABLE, "; but ".join(texts)
    return (Effect.LOOSENS if later_now is not None else Effect.TIGHTENS), texts[0]


def _over_periods(before: Guarantee, after: Guarantee, changed: frozenset[str]) -> tuple[Effect, str]:
    more, less = proves_over_periods(after, before), proves_over_periods(before, after)
    if more and less:
        return Effect.INCOMPARABLE, "the same is promised, counted over another period"
    if more or less:
        return effect_of(1 if more else -1), ""
    return Effect.INCOMPARABLE, _several(changed)


# ---- in words


def promise_text(bound: Bound, shown: frozenset[str]) -> str:
    """`>= 99.95% per month`, with what else of it changed."""
    guarantee = bound.guarantee
    text = target_text(guarantee)
    if shown & {"metric", "percentile"}:
        text = f"{measurand(guarantee)} {text}"
    if guarantee.share is not None:
        text += f" for {number_text(share_of(guarantee) * 100)}% of {guarantee.share.of}"
    elif "share" in shown:
        text += " for all cases"
    text += period_text(guarantee.period)
    if "hours" in shown:
        calendar = hours_of_promise(bound)
        text += f" during {calendar.key}" if calendar is not None else " at all hours"
    if "rounding" in shown:
        if guarantee.rounding is not None:
            places, mode = guarantee.rounding.places, MODE_WORDS[guarantee.rounding.mode]
            text += f", rounded to {decimals_text(places)} {mode}"
        else:
            text += ", exact" if guarantee.exact else ", rounding open"
    return text
