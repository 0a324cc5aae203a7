"""Random promises of a time over random chains, as the oracle knows them and as a house says them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from hypothesis import strategies as st

from minute_walk import Chain, Hours, Kind, Pair, Promise

HOUSE = """
priorities Incident { P1 "One" }
metric repair "Repair" { better lower; value = time from opened to repaired; attributed to opened }
service Net
service Web { needs Net }
"""
FIRSTS = tuple(date.fromisoformat(day) for day in ("2027-03-10", "2027-03-25", "2027-09-29", "2027-10-28"))
"""Twelve days from each hold a change of the clocks in New York, in London and Helsinki, or on Lord Howe."""
DAYS = 12
NAMES = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
ZONES = ("Europe/London", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "Europe/Helsinki")
MINUTES = (5, 65, 125, 485, 605, 15, 60, 240, 1440)
"""The last four are as long as some openings, or as several."""


@dataclass(frozen=True)
class Drawn:
    """A promise, the chain under it, and the first of the days on which all agreements are in force."""

    first: date
    promise: Promise
    chain: Chain

    @property
    def last(self) -> date:
        return self.first + timedelta(days=DAYS - 1)

    @property
    def promises(self) -> tuple[Promise, ...]:
        """Those of the steps, in the order in which the house names them."""
        return tuple(promises_of(self.chain))


def promises_of(chain: Chain) -> list[Promise]:
    if isinstance(chain, Promise):
        return [chain]
    return promises_of(chain.one) + promises_of(chain.two)


def _weekly(draw: st.DrawFn) -> tuple[tuple[int, int, int, int], ...]:
    days = draw(st.sampled_from([(0, 4), (0, 4), (0, 6), (0, 5), (1, 1), (5, 6), (2, 4)]))
    # Among them hours that the clocks leave out or have twice, and those of a night.
    spans = [(540, 1050), (480, 960), (390, 1230), (60, 165), (30, 150), (720, 780), (1320, 360), (0, 1440)]
    found = [(*days, *draw(st.sampled_from(spans)))]
    if found[0][2:] == (480, 960) and draw(st.booleans()):
        found.append((5, 6, 600, 720) if days[1] < 5 else (*days, 1005, 1020))
    return tuple(found)


@st.composite
def hours(draw: st.DrawFn, first: date) -> Hours:
    zone = draw(st.sampled_from(ZONES))
    if draw(st.integers(0, 4)) == 0:
        return Hours(zone)
    days = st.integers(0, DAYS).map(lambda after: first + timedelta(days=after))
    return Hours(zone, _weekly(draw), draw(st.frozensets(days, max_size=2)), draw(st.booleans()))


@st.composite
def promises(draw: st.DrawFn, first: date) -> Promise:
    kinds: list[Kind] = [
        "minutes",
        "minutes",
        "minutes",
        "working days",
        "calendar days",
        "end of working day",
    ]
    kind = draw(st.sampled_from(kinds))
    count = draw(st.sampled_from(MINUTES) if kind == "minutes" else st.integers(1, 3))
    return Promise(kind, count, draw(hours(first)), draw(st.sampled_from(ZONES)))


def chains(first: date, steps: int) -> st.SearchStrategy[Chain]:
    if steps == 1:
        return promises(first)
    return st.integers(1, steps - 1).flatmap(
        lambda before: st.builds(
            Pair,
            chains(first, before),
            st.sampled_from(["then", "then", "or", "with"]),
            chains(first, steps - before),
            st.sampled_from([0, 0, 10, 45, 90]),
        )
    )


@st.composite
def drawn(draw: st.DrawFn) -> Drawn:
    first = draw(st.sampled_from(FIRSTS))
    chain = draw(chains(first, draw(st.integers(1, 3))))
    return Drawn(first, draw(promises(first)), chain)


# ---- as text


def text_of(case: Drawn, shares: tuple[str, ...] = ()) -> str:
    """The house; `shares` are said of the steps, and at last of the promise above."""
    own = case.promises
    every = (*own, case.promise)
    shares = shares or ("",) * len(every)
    text = HOUSE + "".join(_calendar(number, each.hours) for number, each in enumerate(every))
    term = f"effective {case.first} until {case.last}"
    for number, each in enumerate(own):
        text += (
            f"uc U{number} {{\nprovider Vendor\ncustomer Maker\ncovers Net\npriorities Incident\n"
            f"effective 2027-01-01 until 2027-12-31\n"
            f'hours Always zone "{each.zone}"\n{_guarantee(number, each, shares[number])}}}\n'
        )
    names = iter(range(len(own)))
    text += (
        'customer sla Deal "Deal" {\nprovider Maker\ncustomer Client\ncovers Web\npriorities Incident\n'
        f"{term}\nrelies on {', '.join(f'U{number}' for number in range(len(own)))}\n"
        f'hours Always zone "{case.promise.zone}"\n{_guarantee(len(own), case.promise, shares[-1])}'
        f"handling of P1: {_chain(case.chain, names)}\n}}\n"
    )
    return text


def _guarantee(number: int, promise: Promise, share: str) -> str:
    limit = f"{promise.count} {'min' if promise.kind == 'minutes' else promise.kind}"
    if promise.kind == "end of working day":
        limit = f"{promise.kind} {promise.count}"
    during = f"during C{number}" if promise.hours.weekly else ""
    return f"guarantee repair: repair of P1 <= {limit} {share} per year {during}\n"


def _calendar(number: int, hours: Hours) -> str:
    if not hours.weekly:
        return ""
    text = f'calendar C{number} {{\nzone "{hours.zone}"\n'
    for begin, last, opening, closing in hours.weekly:
        text += f"open {NAMES[begin]}-{NAMES[last]} {_clock(opening)}-{_clock(closing)}\n"
    text += "".join(f"closed {day}\n" for day in sorted(hours.closed))
    return text + ("" if hours.on_holidays else "closed holidays GB-ENG\n") + "}\n"


def _clock(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"


def _chain(chain: Chain, names: Iterator[int]) -> str:
    if isinstance(chain, Promise):
        return f"U{next(names)}.repair"
    one, two = (f"({_chain(each, names)})" for each in (chain.one, chain.two))
    handed = f"handover {chain.handover} min then " if chain.word == "then" and chain.handover else ""
    return f"{one} {chain.word} {handed}{two}"
