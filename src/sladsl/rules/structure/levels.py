"""Whether a promise of a lower level keeps the one above it, by everything that decides what is counted."""

from __future__ import annotations

from sladsl.exact.durations import Duration
from sladsl.exact.periods import parts_of, same_cut
from sladsl.exact.ratio import percent
from sladsl.model.agreements import Guarantee
from sladsl.model.metrics import Aggregate, CountOfEvents, CountOfIntervals
from sladsl.model.supports import Term, overlap, phase
from sladsl.model.values import Ratio
from sladsl.model.written import condition_text, period_text, value_text
from sladsl.prove.allowances import ROLLS, is_availability, lost
from sladsl.prove.due import is_time_limit
from sladsl.prove.horizon import common_term, instants
from sladsl.prove.implied import Later, MoreDown, looser
from sladsl.prove.left_out import Extra
from sladsl.prove.standing_still import moves_alike
from sladsl.prove.steps import kept_share, share_of
from sladsl.prove.telling import clock_text, named_period, share_at_least, time_text
from sladsl.rules.compare import direction, just_kept, position, stricter_as_rounded
from sladsl.rules.index import Index, hours_key
from sladsl.rules.over_periods import proves_over_periods
from sladsl.rules.say import listed
from sladsl.rules.structure.scope_below import Gap, Level, excluded_below, excludes_alike, scope_gaps
from sladsl.rules.structure.zones_below import begun_apart, other_zone


def missing(index: Index, lower: Level, upper: Level) -> Gap | None:
    """Why keeping `lower` does not keep `upper`; None where it does. What is sure goes first."""
    if _days(index, lower, upper) is None:
        return None
    gaps = list(scope_gaps(lower, upper))
    sure = [gap for gap in gaps if gap.sure]
    if not sure:
        gaps += _by_what_is_counted(index, lower, upper)
        sure = [gap for gap in gaps if gap.sure]
    return next(iter(sure or gaps), None)


def _days(index: Index, lower: Level, upper: Level) -> Term | None:
    """The days on which both promises hold."""
    days = common_term(index, (lower.agreement, upper.agreement))
    for each in (lower.guarantee, upper.guarantee):
        days = overlap(days, phase(each)) if days is not None else None
    return days


def changed(lower: Level, upper: Level) -> bool:
    """Whether a promise differs in anything that decides when it is kept."""
    below, above = lower.guarantee, upper.guarantee
    hours = upper.agreement.hours is not None or above.during is not None
    return (
        stricter_as_rounded(below, above) not in (0, None)
        or kept_share(below) != kept_share(above)
        or not same_cut(below.period, above.period)
        or (hours and _hours(lower) != _hours(upper))
        or not excludes_alike(lower, upper)
        or below.applies != above.applies
        or below.claimed_once != above.claimed_once
        or lower.switches != upper.switches
    )


def _by_what_is_counted(index: Index, lower: Level, upper: Level) -> list[Gap]:
    below, above = lower.guarantee, upper.guarantee
    if is_availability(below) and is_availability(above):
        found = _downtime(index, lower, upper)
        return [found] if found is not None else []
    if is_time_limit(below) and is_time_limit(above):
        return _times(index, lower, upper)
    return _others(index, lower, upper)


def _hours(level: Level) -> str:
    return hours_key(level.agreement, level.guarantee)


# ---- time down


def _downtime(index: Index, lower: Level, upper: Level) -> Gap | None:
    below, above = lower.guarantee, upper.guarantee
    mine, theirs = lost(below), lost(above)
    alike = same_cut(below.period, above.period) and _hours(lower) == _hours(upper)
    apart: Gap | None = None
    if alike and mine.absolute == theirs.absolute:
        counting = ("short_outages", "short_too", "partial")
        same = all(getattr(lower.switches, n) == getattr(upper.switches, n) for n in counting)
        if same and excludes_alike(lower, upper):
            if (mine.amount, mine.reached) > (theirs.amount, theirs.reached):
                return Gap(_kept_by(below, above, upper), _at_best(above))
            apart = _begun_apart(index, lower, upper)
            if apart is None:
                return None
    found = looser(index, lower.agreement, below, upper.agreement, above)
    if found is False:
        return None
    if apart is not None:
        return apart
    if isinstance(found, MoreDown):
        return Gap(*_more_down(lower, upper, found))
    if above.period is not None and above.period.kind in ROLLS:
        why = "the two are counted in different ways, and that is not worked out where periods roll"
    else:
        why = f"no whole one of the periods of `{upper.agreement.key}` lies in the days on which both hold"
    return Gap(why, f"count it as `{upper.agreement.key}` does", False)


def _kept_by(below: Guarantee, above: Guarantee, upper: Level) -> str:
    """From where each is kept, where rounding has its part in that."""
    if below.rounding == above.rounding:
        return ""
    texts = []
    for value, reached in (just_kept(below), just_kept(above)):
        texts.append(f"{'' if reached else 'more than '}{value_text(value)}")
    if direction(above.comparator) == "lower":
        texts = [text.replace("more than", "less than") for text in texts]
    return f"rounded as each is, this one is kept by {texts[0]}, and `{upper.agreement.key}` takes {texts[1]}"


def _at_best(above: Guarantee) -> str:
    best = "at least" if direction(above.comparator) == "higher" else "at most"
    rounded = ", and round it as the level above does" if above.rounding is not None or above.exact else ""
    return f"promise {best} `{value_text(above.target)}`{rounded}"


def _more_down(lower: Level, upper: Level, found: MoreDown) -> tuple[str, str]:
    below, above, key = lower.guarantee, upper.guarantee, upper.agreement.key
    cycle = above.period
    period = named_period(cycle, found.period) if cycle is not None else found.period.label
    note = (
        f"in {period}, of {time_text(found.base)}: it lets be down "
        f"{time_text(found.bound)}, and `{key}` {time_text(found.allowed)}"
    )
    if found.left_out:
        note += f"; {_extras(found.left_out)}"
    names = dict.fromkeys(extra.exclusion for extra in found.left_out if extra.exclusion)
    if names and names.keys() <= {exclusion.key for exclusion in above.exclusions}:
        return note, f"let {listed(names)} be at the times at which `{key}` has it"
    if names:
        return note, f"let `{key}` except {listed(names)}, too, or let it count here"
    if found.left_out:
        return note, f"count outages as `{key}` does"
    if not excludes_alike(lower, upper):
        ours = {e.key for e in below.exclusions}
        more = [e.key for e in above.exclusions if e.key not in ours]
        if more:
            note += f", where less time counts since {listed(more)} does not"
            return note, f"except {listed(more)} here, too, or only its downtime above, or promise more"
    way_out = f"promise it{period_text(cycle)}, too"
    if same_cut(below.period, cycle):
        way_out = f"promise it in the hours in which `{key}` does"
    elif found.needed is not None and isinstance(below.target, Ratio):
        way_out += f", or at least `{share_at_least(1 - found.needed)}`"
    return note, way_out


def _extras(extras: tuple[Extra, ...]) -> str:
    return " and ".join(f"{time_text(extra.seconds)} {extra.why}" for extra in extras)


# ---- times of cases


def _times(index: Index, lower: Level, upper: Level) -> list[Gap]:
    below, above, key = lower.guarantee, upper.guarantee, upper.agreement.key
    found: list[Gap] = []
    by = None
    by_clocks = not isinstance(above.target, Duration) and other_zone(lower, upper)
    if _hours(lower) == _hours(upper) and not by_clocks:
        by = stricter_as_rounded(below, above)
        if by is not None and by < 0:
            found.append(Gap(_kept_by(below, above, upper), _at_best(above)))
    if by is None:
        allowed = looser(index, lower.agreement, below, upper.agreement, above)
        if isinstance(allowed, Later):
            zone = upper.agreement.zone
            note = (
                f"a case begun {clock_text(allowed.start, zone)} may take until "
                f"{clock_text(allowed.due, zone)}, and `{key}` promises it until "
                f"{clock_text(allowed.promised, zone)}"
            )
            alike = "zone" if by_clocks and _hours(lower) == _hours(upper) else "hours"
            found.append(Gap(note, f"promise it in the {alike} in which `{key}` does"))
        elif allowed is True:
            found.append(Gap("a clock that may never get there has no worst case", "", False))
    mine, theirs = kept_share(below), kept_share(above)
    if (mine[0], not mine[1]) < (theirs[0], not theirs[1]):
        rest = f"keep it for at least {percent(share_of(above))} of the cases"
        found.append(Gap("", rest))
    elif mine[0] < 1 and parts_of(below.period, above.period) is None:
        if below.period is None or above.period is None:
            why = f"one of `{key}` and this names no period in which cases are counted"
            found.append(Gap(why, f"count cases{period_text(above.period)}", below.period is not None))
        else:
            found.append(Gap(_crowded(below, above), f"promise it{period_text(above.period)}, too"))
    elif mine[0] < 1 and (apart := _begun_apart(index, lower, upper)) is not None:
        found.append(apart)
    return found + _excluded(index, lower, upper) + _still(index, lower, upper)


def _still(index: Index, lower: Level, upper: Level) -> list[Gap]:
    """Clocks that stand still for the same, and give other time back."""
    reach = _reach(index, lower, upper)
    if moves_alike((lower.agreement, lower.guarantee), (upper.agreement, upper.guarantee), *reach):
        return []
    key, pause = upper.agreement.key, lower.switches.pause
    when = f"while `{condition_text(pause)}`" if pause is not None else "in time that is left out"
    how = "in other hours" if _hours(lower) != _hours(upper) else "in another way"
    note = f"its clock stands still {when}, and the one of `{key}`, which counts {how}, may run on then"
    hours = "in the hours in which" if _hours(lower) != _hours(upper) else "as"
    return [Gap(note, f"promise it {hours} `{key}` does", False)]


def _begun_apart(index: Index, lower: Level, upper: Level) -> Gap | None:
    return begun_apart(lower, upper, *_reach(index, lower, upper))


def _reach(index: Index, lower: Level, upper: Level) -> tuple[int, int]:
    """The days on which both promises hold, as instants."""
    days = _days(index, lower, upper)
    assert days is not None  # else nothing is asked
    return instants(days, upper.agreement.zone, index.today)


def _crowded(below: Guarantee, above: Guarantee) -> str:
    late = percent(1 - kept_share(below)[0])
    longer = period_text(below.period).removeprefix(" per ")
    return (
        f"the {late} of the cases of a {longer} that may be late may all fall into one "
        f"{period_text(above.period).removeprefix(' per ')}"
    )


def _excluded(index: Index, lower: Level, upper: Level) -> list[Gap]:
    if excludes_alike(lower, upper):
        return []
    return list(excluded_below(lower, upper, *_reach(index, lower, upper)))


# ---- everything else


def _others(index: Index, lower: Level, upper: Level) -> list[Gap]:
    below, above, key = lower.guarantee, upper.guarantee, upper.agreement.key
    found: list[Gap] = []
    by = stricter_as_rounded(below, above)
    if by is None:
        if (below.comparator, below.target) != (above.comparator, above.target):
            found.append(Gap("the two targets are of different kinds", f"promise it as `{key}` does", False))
    elif _whatever_period(below) or same_cut(below.period, above.period):
        if by < 0:
            found.append(Gap(_kept_by(below, above, upper), _at_best(above)))
    elif not _is_all(below) and not proves_over_periods(below, above):
        known = parts_of(below.period, above.period), parts_of(above.period, below.period)
        sure = known != (None, None) and 0 not in known
        here, there = (period_text(each.period) or " without a period" for each in (below, above))
        note = f"a number{here} does not keep one{there}: the worst may come in one of them"
        found.append(Gap(note, f"promise it{period_text(above.period)}, too", sure))
    one_by_one = _whatever_period(below) or _is_all(below) or _is_none(below)
    if not found and not one_by_one and (apart := _begun_apart(index, lower, upper)) is not None:
        found.append(apart)
    if kept_share(below) < kept_share(above):
        found.append(Gap("", f"keep it for at least {percent(kept_share(above)[0])} of the cases"))
    if _hours(lower) != _hours(upper):
        found.append(
            Gap(f"it is counted in other hours than by `{key}`", f"count it in the hours of `{key}`", False)
        )
    found += _excluded(index, lower, upper)
    counts = isinstance(above.metric.formula, (CountOfEvents, CountOfIntervals)) or _whatever_period(above)
    ours = {e.key for e in below.exclusions}
    more = [e.key for e in above.exclusions if e.key not in ours and e.key not in above.downtime_only]
    if more and not counts and not _is_all(below):
        note = f"what is excluded as {listed(more)} counts here, and `{key}` takes a share of less"
        found.append(Gap(note, f"except {listed(more)} here, too", False))
    return found


def _whatever_period(guarantee: Guarantee) -> bool:
    """Whether a promise limits each single value, so that it does not matter in which period one falls."""
    formula, way = guarantee.metric.formula, direction(guarantee.comparator)
    if not isinstance(formula, Aggregate) or guarantee.share is not None:
        return False
    return (formula.function, way) in (("max", "lower"), ("min", "higher"))


def _is_none(guarantee: Guarantee) -> bool:
    """Whether nothing of what is counted may be there, in whatever period."""
    if not isinstance(guarantee.metric.formula, (CountOfEvents, CountOfIntervals)):
        return False
    value, reached = just_kept(guarantee)
    place = position(value, value)
    if direction(guarantee.comparator) != "lower" or place is None:
        return False
    return place <= 0 or (place <= 1 and not reached)


def _is_all(guarantee: Guarantee) -> bool:
    """Whether everything has to be good, in whatever period."""
    value, _ = just_kept(guarantee)
    return direction(guarantee.comparator) == "higher" and isinstance(value, Ratio) and value.value >= 1
