"""Courses of outages played by hand through the evaluation, beside what the proof says of the house."""

from __future__ import annotations

from collections.abc import Iterator

from proof_houses import proof_of, sla, uc

from sladsl.evaluate.evaluate import result
from sladsl.evaluate.facts import Facts, ServiceFacts
from sladsl.evaluate.results import State
from sladsl.exact.intervals import Intervals, intersection, normalise, union
from sladsl.exact.periods import DAY, Cycle, Kind, Period
from sladsl.records import record

HOUR = 3600
FIRST = 1_769_904_000
"""Sunday, 2026-02-01 00:00 UTC."""
WINTER = "effective 2026-01-01 until 2026-03-31"
SUNDAYS = "window Sun 00:00-24:00; at most"
TWO = "service A\nservice B\nservice Web { needs A, B }\n"


def at(day: int, hour: float = 0, hours: float = 4) -> tuple[int, int]:
    """So many hours of a day of February; 0 and below are days of January."""
    start = FIRST + (day - 1) * DAY + int(hour * HOUR)
    return start, start + int(hours * HOUR)


def deal(promise: str, exclusions: str) -> str:
    return sla(f"guarantee g: {promise} {{ except {exclusions}; exact }}", WINTER)


def contract(part: str, promise: str, body: str = "exact") -> str:
    return uc(f"X{part}", f"guarantee g: {promise.replace(' of', f' of {part}', 1)} {{ {body} }}", WINTER)


@record
class Course:
    """A house, and when its parts are down. `breaks` says whether the promise breaks in one of its periods;
    where its parts are no `series`, both have to be down. Work is `recorded` by the exclusion that covers it,
    of all services."""

    text: str
    a: Intervals
    b: Intervals = ()
    breaks: bool = True
    series: bool = True
    recorded: tuple[tuple[str, Intervals], ...] = ()


def judge(course: Course) -> None:
    """That every support that holds is met in the course, that the promise is missed in some period where it
    should be, and that the proof says so."""
    proof = proof_of(course.text)
    down = {"A": normalise(course.a), "B": normalise(course.b)}
    every = union(*down.values())
    reach = every[0][0], every[-1][1]
    for support in (*proof.supports, *proof.besides):
        (service,) = support.guarantee.services
        known = ServiceFacts(down=down[support.component], excluded=dict(course.recorded))
        facts = Facts({support.component: known})
        for period in _periods(support.guarantee.period, down[support.component], reach):
            state = result(support.guarantee, support.agreement, service, facts, period, {}).state
            assert state in (State.MET, State.NOT_APPLICABLE)
    web = union(*down.values()) if course.series else _both(down)
    above = Facts({"Web": ServiceFacts(down=web, excluded=dict(course.recorded))})
    states = {
        result(proof.guarantee, proof.agreement, proof.service, above, period, {}).state
        for period in _periods(proof.guarantee.period, web, reach)
    }
    assert (State.MISSED in states) is course.breaks
    assert proof.kept is not course.breaks


def _both(down: dict[str, Intervals]) -> Intervals:
    return intersection(down["A"], down["B"])


def _periods(cycle: Cycle | None, down: Intervals, reach: tuple[int, int]) -> Iterator[Period]:
    """The periods that an outage touches; of trailing ones those that begin or end with one."""
    assert cycle is not None
    if cycle.kind is Kind.TRAILING:
        yield from (
            cycle.containing(edge + late)
            for a, b in down
            for edge in (a, b)
            for late in (0, cycle.days * DAY)
        )
    else:
        more = cycle.longest() if cycle.kind is Kind.ROLLING else 0
        yield from cycle.between(reach[0], reach[1] + more)
