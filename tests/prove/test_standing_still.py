"""Two times of which one keeps the other where no clock stands still, and cases that pause, evaluated."""

from __future__ import annotations

from functools import cache
from random import Random

import pytest
from proof_houses import house_of, sla

from sladsl.evaluate.clocks import Clock, timed
from sladsl.evaluate.facts import Case, StateSpan
from sladsl.exact.intervals import normalise
from sladsl.model.agreements import Agreement, Guarantee
from sladsl.model.metrics import TimeBetween
from sladsl.model.supports import Supports
from sladsl.prove.due import calendar_of
from sladsl.prove.implied import looser
from sladsl.prove.standing_still import moves_alike

LIMITS = [
    "<= 7 h",
    "< 8 h",
    "<= 8 h",
    "<= 24 h",
    "<= 41 h",
    "<= 1 working day",
    "<= 2 working days",
    "<= 1 calendar day",
    "<= 3 calendar days",
    "<= end of next working day",
    "<= 18:00 of next working day",
]
HOURS = {
    "Office": "open Mon-Fri 08:00-16:00",
    "Days": "open Mon-Sun 08:00-16:00",
    "Noon": "open Mon-Fri 11:00-13:00",
}
START = 1_801_440_000  # Monday 2027-02-01 00:00 UTC
HOUR = 3600
WAYS = [
    "pause while waiting in counted hours",
    "pause while waiting in elapsed time",
    "except force",
]
TIMES = [(limit, hours) for limit in LIMITS for hours in ("Always", *HOURS)]


@cache
def promised(more: str) -> tuple[Supports, Agreement, dict[tuple[str, str], Guarantee]]:
    """Every limit in all hours, each pausing, or leaving out, as `more` says."""
    text = "metric fix { better lower; value = time from opened to resolved; attributed to opened }\n"
    text += 'exclusion force "Force" { text "What nobody can help." }\n' if "except" in more else ""
    text += "".join(f'calendar {key} {{ zone "UTC"; {said} }}\n' for key, said in HOURS.items())
    text += "service Mail\n"
    text += sla(
        "covers Mail\n"
        + "\n".join(
            f"guarantee g{number}: fix {limit} during {hours} {{ {more} }}"
            for number, (limit, hours) in enumerate(TIMES)
        ),
        "effective 2027-01-01 until 2027-12-31",
    )
    house = house_of(text)
    agreement = house.agreements["Deal"]
    return Supports(house), agreement, dict(zip(TIMES, agreement.guarantees, strict=True))


def kept(
    agreement: Agreement, guarantee: Guarantee, case: Case, excluded: tuple[tuple[int, int], ...]
) -> bool:
    formula, switches = guarantee.metric.formula, guarantee.switches
    assert isinstance(formula, TimeBetween)
    clock = Clock(calendar_of(guarantee, agreement), excluded, "UTC", START, START + 30 * 24 * HOUR)
    elapsed = switches.pause_in == "elapsed time"
    limit = (guarantee.comparator, guarantee.target, clock, switches.pause, START + 29 * 24 * HOUR)
    found = timed(case, formula, *limit, elapsed=elapsed)
    assert found is not None and found.ended
    return not found.failed


def excluded(random: Random, case: Case) -> tuple[tuple[int, int], ...]:
    """Time of the case that is left out."""
    opened, done = case.events["opened"], case.events["resolved"]
    marks = sorted(random.randrange(opened - HOUR, done + 1) // HOUR * HOUR for _ in range(2))
    return normalise([(marks[0], marks[1])])


def cases(random: Random, count: int) -> list[Case]:
    made = []
    for number in range(count):
        opened = START + random.randrange(10 * 24) * HOUR
        marks = sorted(opened + random.randrange(6 * 24) * HOUR for _ in range(4))
        done = max(marks[3], opened) + random.choice((0, 1, HOUR, 9 * HOUR))
        spans = normalise([(marks[0], marks[1]), (marks[2], min(marks[3], done))])
        states = tuple(StateSpan("waiting", *span) for span in spans)
        made.append(Case(str(number), None, {"opened": opened, "resolved": done}, states))
    return made


def compared(more: str, below: tuple[str, str], above: tuple[str, str]) -> bool | None:
    """Whether the one keeps the other while clocks stand still; None where it does not even without."""
    supports, agreement, found = promised(more)
    lower, upper = found[below], found[above]
    if looser(supports, agreement, lower, agreement, upper) is not False:
        return None
    return moves_alike((agreement, lower), (agreement, upper), START, START + 200 * 24 * HOUR)


@pytest.mark.parametrize("more", WAYS)
def test_cases_that_pause(more: str) -> None:
    """Whatever keeps the one keeps the other where that is said; where not, often something does not."""
    random = Random(more)
    _, agreement, found = promised(more)
    pairs = random.sample([(one, two) for one in TIMES for two in TIMES if one != two], 200)
    told = [(one, two, compared(more, one, two)) for one, two in pairs]
    broken = 0
    for below, above, alike in told:
        if alike is None:
            continue
        drawn = cases(random, 40)
        out = [excluded(random, case) if "except" in more else () for case in drawn]
        held = [
            (case, left)
            for case, left in zip(drawn, out, strict=True)
            if kept(agreement, found[below], case, left) and not kept(agreement, found[above], case, left)
        ]
        assert not (alike and held), (below, above, held[0])
        broken += bool(held)
    assert broken > 2
    assert sum(alike is True for _, _, alike in told) > 10


@pytest.mark.parametrize(
    ("below", "above", "alike"),
    [
        (("<= 7 h", "Office"), ("<= 8 h", "Office"), True),
        (("<= 7 h", "Days"), ("<= 8 h", "Office"), True),
        (("<= 7 h", "Days"), ("<= 41 h", "Always"), False),
        (("<= 7 h", "Office"), ("<= 1 working day", "Office"), True),
        (("<= 1 working day", "Office"), ("<= 2 working days", "Office"), True),
        (("<= 1 working day", "Office"), ("<= 3 calendar days", "Always"), None),
        (("<= 1 working day", "Days"), ("<= 3 calendar days", "Always"), False),
        (("<= 1 calendar day", "Office"), ("<= 3 calendar days", "Always"), True),
        (("<= 8 h", "Always"), ("<= 1 calendar day", "Office"), True),
        (("<= 24 h", "Always"), ("<= 1 calendar day", "Office"), False),
    ],
)
def test_times_of_other_kinds(below: tuple[str, str], above: tuple[str, str], alike: bool | None) -> None:
    assert compared("pause while waiting in counted hours", below, above) is alike
