"""Which records that were left out may change a result: it stands where it is the same whatever they say.

Downtime and exclusions whose times could be read are tried out; of cases and samples it is known how many
they are, so that a share of them lies between two bounds. Anything else leaves the promise open.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from fractions import Fraction

from sladsl.evaluate.facts import Case, Facts, Refused, ServiceFacts
from sladsl.evaluate.results import Measured, Result, State
from sladsl.exact.intervals import Intervals, difference, normalise, union
from sladsl.exact.periods import Period
from sladsl.model import metrics as m
from sladsl.model.agreements import Guarantee
from sladsl.model.values import Ratio
from sladsl.records import replace

NAMED = 5
"""How many places a reason names."""
_ALWAYS = (-(1 << 60), 1 << 60)
_LATER = 1 << 60
_CASES = (m.ShareOfEvents, m.CountOfEvents, m.MeanScore, m.Aggregate, m.PercentileOf, m.TimeBetween)

Again = Callable[[Facts], Result]
"""The same promise by other facts."""
Decided = Callable[[Measured], Result]
"""The same promise by another measured value."""
Same = Callable[[Result, Result], bool]
"""Whether two results come to the same state and the same money."""


def doubts(made: Result, facts: Facts, again: Again, decided: Decided, same: Same) -> tuple[str, ...]:
    """The places of the records that may change a result, the first of them; nothing where it stands."""
    mine = [each for each in facts.refused if _is_about(each, made)]
    if not mine or made.state not in (State.MET, State.MISSED, State.NO_DATA):
        return ()
    found: list[Refused] = []
    known = replace(facts, refused=())
    if made.state is not State.NO_DATA and not (_is_of_cases(made) and facts.timing is not None):
        found += _changing(made, [e for e in mine if e.tells not in ("case", "pause")], known, again, same)
    cases = [each for each in mine if _is_case_of(each, made)]
    if cases and not _stands(made, sum(each.count for each in cases), decided, same):
        found += cases
    samples = [each for each in found if each.tells == "sample"]
    decides = _each_decides(made, facts) if samples else None
    if decides is not None and _stands(made, decides * sum(s.count for s in samples), decided, same):
        found = [one for one in found if one.tells != "sample"]
    places = list(dict.fromkeys(place for one in found for place in one.places))
    return (*places[:NAMED], *(["…"] if len(places) > NAMED else []))


def _is_about(each: Refused, made: Result) -> bool:
    """Whether records may be about the services of a promise and about its period, or the one before it."""
    services = _services(made)
    if each.services is not None and services and services.isdisjoint(each.services):
        return False
    if each.when is None:
        return True
    start = made.period.start
    if made.guarantee.metric.with_previous and made.guarantee.period is not None:
        start = made.guarantee.period.previous(made.period).start
    return each.when[0] < made.period.end and each.when[1] > start


def _services(made: Result) -> frozenset[str]:
    if made.service is not None:
        return frozenset({made.service})
    return frozenset(s.key for s in made.guarantee.services or made.agreement.services)


def _is_of_cases(made: Result) -> bool:
    return isinstance(made.guarantee.metric.formula, _CASES)


# ---- outages, exclusions, samples


def _changing(made: Result, mine: Sequence[Refused], facts: Facts, again: Again, same: Same) -> list[Refused]:
    """Those that change the result when what they say, or the most that they may say, is added."""
    found: list[Refused] = []
    for tells in ("down", "exclusion"):
        timed = [each for each in mine if each.tells == tells and each.when is not None]
        if timed and not same(again(_with(facts, timed, made)), made):
            found += timed
    for tells in ("down", "state", "resource", "exclusion", "sample"):
        plain = tells in ("down", "exclusion")
        open_ = [e for e in mine if e.tells == tells and not (plain and e.when is not None)]
        if open_ and again(_with(facts, open_, made)).measured != made.measured:
            found += open_
    return found


def _with(facts: Facts, told: Sequence[Refused], made: Result) -> Facts:
    """The facts with what the records say of every service that they may be about."""
    services = dict(facts.services)
    for each in told:
        for key, known in services.items():
            if each.services is None or key in each.services or key == "":
                services[key] = _told(known, each, made.guarantee)
    return replace(facts, services=services)


def _told(known: ServiceFacts, each: Refused, guarantee: Guarantee) -> ServiceFacts:
    times: Intervals = (each.when or _ALWAYS,)
    match each.tells:
        case "down" | "state":
            if known.down is None:
                return known
            return replace(known, down=difference(union(normalise(known.down), times), known.unknown))
        case "resource":
            return replace(known, resources=tuple(replace(r, down=(_ALWAYS,)) for r in known.resources))
        case "exclusion":
            keys = [e.key for e in guarantee.exclusions if each.names is None or e.key in each.names]
            more = {key: union(normalise(known.excluded.get(key, ())), times) for key in keys}
            return replace(known, excluded={**known.excluded, **more})
        case "sample":
            kept = {n: s for n, s in known.samples.items() if each.names is not None and n not in each.names}
            return replace(known, samples=kept)
    return known


# ---- cases


def _is_case_of(each: Refused, made: Result) -> bool:
    """Whether records may be cases of a promise that belong to its period, or stop the clock of one: where no
    case belongs to it there is no clock."""
    guarantee = made.guarantee
    if each.tells not in ("case", "pause") or not _is_of_cases(made):
        return False
    if each.names is not None and guarantee.metric.key not in each.names:
        return False
    switches = guarantee.switches.over(guarantee.metric.switches)
    if each.tells == "pause":
        none = made.state is State.NO_DATA and not made.measured.left_out
        return switches.pause is not None and not none
    if each.case is None:
        return True
    wanted = guarantee.priority.name if guarantee.priority is not None else None
    if wanted is not None and each.case.priority not in (None, wanted):
        return False
    events = ("opened", "closed") if switches.attributed is None else (switches.attributed,)
    return any(_may_belong(each.case, event, guarantee, made.period) for event in events)


def _may_belong(case: Case, event: str, guarantee: Guarantee, period: Period) -> bool:
    """Whether the event that decides lies in the period, or may: no case begins after it ends."""
    formula = guarantee.metric.formula
    first, last = "opened", "closed"
    if isinstance(formula, m.TimeBetween):
        first, last = formula.first, formula.last
    begun, ended = (case.events.get(a, case.events.get(b)) for a, b in (("opened", first), ("closed", last)))
    at = case.events.get(event, {"opened": begun, "closed": ended}.get(event))
    if at is not None:
        return at in period
    low, high = begun if begun is not None else -_LATER, ended if ended is not None else _LATER
    return low < period.end and high >= period.start


def _each_decides(made: Result, facts: Facts) -> int | None:
    """How many intervals one sample lies in, at most two; None where it decides about others, too."""
    formula = made.guarantee.metric.formula
    switches = made.guarantee.switches.over(made.guarantee.metric.switches)
    if not isinstance(formula, m.ShareOfIntervals) or switches.short_outages is not None:
        return None
    step = int(formula.interval.seconds)
    mine = [known for key, known in facts.services.items() if key in _services(made)]
    samples = [s for known in mine for s in known.samples.values() if s.values]
    if any(s.step > step for s in samples):
        return None
    aligned = all(s.step == step and (next(iter(s.values)) - made.period.start) % step == 0 for s in samples)
    return 1 if aligned else 2


def _stands(made: Result, count: int, decided: Decided, same: Same) -> bool:
    """Whether a share comes to the same if so many more of what is counted are good, and if they are bad."""
    measured = made.measured
    if not isinstance(made.guarantee.metric.formula, (m.TimeBetween, m.ShareOfEvents, m.ShareOfIntervals)):
        return False
    part, whole = measured.numerator, measured.denominator
    if part is None or not whole or measured.value != Ratio(part / whole):
        return False
    for changed in (max(part - count, Fraction(0)), min(part + count, whole)):
        other = decided(replace(measured, value=Ratio(changed / whole), numerator=changed))
        if not same(other, made):
            return False
    return True


def merged(refused: Collection[Refused]) -> tuple[Refused, ...]:
    """The same with records joined of which nothing tells them apart."""
    found: dict[Refused, tuple[list[str], int]] = {}
    for each in refused:
        if each.case is not None:
            continue
        bare = replace(each, places=(), count=0)
        places, count = found.setdefault(bare, ([], 0))
        places.extend(each.places)
        found[bare] = places, count + each.count
    joined = [
        replace(bare, places=tuple(dict.fromkeys(places[: NAMED + 1])), count=count)
        for bare, (places, count) in found.items()
    ]
    return (*joined, *(each for each in refused if each.case is not None))
