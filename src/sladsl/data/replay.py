"""Plays measured data of the past against an agreement, as if it had been in force then."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta

from sladsl.data.bindings import Bindings
from sladsl.data.fixed_columns import named_in
from sladsl.data.gather import Served, gather
from sladsl.data.outages import read_outages
from sladsl.data.store import Store, Unreadable
from sladsl.diagnostics.diagnostic import Diagnostic
from sladsl.evaluate.as_if import in_force_over
from sladsl.evaluate.combination import sharing
from sladsl.evaluate.credits import settle
from sladsl.evaluate.evaluate import evaluate
from sladsl.evaluate.facts import Facts, ServiceFacts
from sladsl.evaluate.results import Statement
from sladsl.evaluate.simulation import Simulation, Turn
from sladsl.exact import zones
from sladsl.exact.intervals import Interval, normalise
from sladsl.exact.periods import DAY, Cycle, Kind, Period, kind_of
from sladsl.model.agreements import Agreement, Guarantee
from sladsl.model.house import House
from sladsl.model.written import base_text
from sladsl.records import record, replace

FIRST_YEAR, LAST_YEAR = 1990, 2100
_ROLLS = (Kind.ROLLING, Kind.TRAILING)
_YEAR = 366 * DAY


@record
class Span:
    """The time that is played: [start, end) in UTC seconds, its local dates (both included), its labels."""

    start: int
    end: int
    first: date
    last: date
    text: str


@record
class Records:
    """What is known about an agreement over a span of time: `of` gives the facts of a period in it.

    `notes` say what is assumed; `found` what is wrong in the data, of what has been read so far.
    """

    agreement: Agreement
    span: Span
    of: Callable[[Period], Facts]
    notes: tuple[str, ...]
    found: list[Diagnostic]


def span_of(first: str, last: str, zone: str) -> Span | None:
    """The time from the first of two labels to the end of the second, such as `2025-01` and `2026-12`.

    None when one is no label, the second ends before the first begins, or a year is out of bounds.
    """
    begins, ends = _labelled(first, zone), _labelled(last, zone)
    if begins is None or ends is None or begins.start >= ends.end:
        return None
    place = zones.load(zone)
    day = zones.wall(place, ends.end).date() - timedelta(days=1)
    text = first if first == last else f"{first} to {last}"
    return Span(begins.start, ends.end, zones.wall(place, begins.start).date(), day, text)


def records(
    house: House,
    agreement: Agreement,
    span: Span,
    given: Bindings,
    store: Store | None,
    served: Served | None = None,
    kept: Span | None = None,
) -> Records:
    """Reads everything about the agreement in the span. Files need a store; `served` reads the servers.

    Of a log of outages, silence means up, but only as long as somebody kept it: that is over `kept`, else
    over the months from its first record to its last. Outside of it nothing is known.
    """
    played = in_force_over(agreement, span.first, span.last)
    shared = sharing(agreement, house.levels_above(agreement), tuple(house.agreements.values()))
    notes = [*_terms(agreement, played, span, shared), *_rolling(played)]
    logged: Interval | None = None
    if store is not None and "outages" in given.files:
        logged = (kept.start, kept.end) if kept is not None else _logged(house, store, given, agreement, span)
        notes.append(_said(logged, agreement.zone, kept))
    found: list[Diagnostic] = []
    read: dict[Period, Facts] = {}

    def read_for(period: Period) -> Facts:
        gathered = gather(played, period, given, store, served=served, house=house)
        found.extend(each for each in gathered.found if each not in found)
        return gathered.facts

    # A file is read once; a server is asked for every period at its own instants.
    at_once = None if given.servers else read_for(Period(span.start, span.end, span.text))

    def facts_in(period: Period) -> Facts:
        if at_once is not None:
            return _as_kept(at_once, period, span, logged)
        if period not in read:
            read[period] = read_for(period)
        return _as_kept(read[period], period, span, logged)

    return Records(played, span, facts_in, tuple(notes), found)


def replay(
    house: House,
    known: Records,
    agreement: Agreement | None = None,
    told: Callable[[str], None] | None = None,
) -> Simulation:
    """The statements of every period that lies in the span, as each promise cuts time.

    `agreement` takes the place of the one that the records are of, with the same metrics and services.
    Periods are settled in the order in which they end, the shorter ones first, and each knows all before
    it. `told` hears each label before it is worked on.
    """
    played = agreement or known.agreement
    above = house.levels_above(played)
    turns: list[Turn] = []
    done: tuple[Statement, ...] = ()
    for label, parts in _labels(played, known.span):
        if told is not None:
            told(label)
        main, guarantee = parts[0]
        results = []
        for period in dict.fromkeys(period for period, _ in parts):
            mine = {id(g) for p, g in parts if p == period}
            facts = known.of(period)
            results += [r for r in evaluate(played, facts, period, house.metrics) if id(r.guarantee) in mine]
        place = {id(g): number for number, g in enumerate(played.promises)}
        results.sort(key=lambda r: place[id(r.guarantee)])
        books = known.of(main).books
        made = settle(played, tuple(results), main, done, above=above, books=books)
        done = (*done, made)
        turns.append(Turn(guarantee.period.kind if guarantee.period else Kind.MONTH, made))
    return Simulation(played, tuple(turns), known.notes)


def _labelled(label: str, zone: str) -> Period | None:
    kind = kind_of(label)
    if kind is None or not FIRST_YEAR <= int(label[:4]) <= LAST_YEAR:
        return None
    return Cycle(kind, zone).at(label)


def _labels(agreement: Agreement, span: Span) -> list[tuple[str, list[tuple[Period, Guarantee]]]]:
    """Every label with its promises and their periods, in the order in which they are settled."""
    found: dict[str, list[tuple[Period, Guarantee]]] = {}
    for guarantee in agreement.promises:
        for period in _periods(guarantee.period or Cycle(Kind.MONTH, agreement.zone), agreement, span):
            found.setdefault(period.label, []).append((period, guarantee))
    return sorted(found.items(), key=lambda item: (item[1][0][0].end, item[1][0][0].length, item[0]))


def _periods(cycle: Cycle, agreement: Agreement, span: Span) -> Iterator[Period]:
    """The periods that lie in the span as a whole; of those that roll, the ones that end with a month."""
    if cycle.kind in _ROLLS:
        for month in Cycle(Kind.MONTH, agreement.zone).between(span.start, span.end):
            end = month.end if cycle.kind is Kind.TRAILING else month.end - 1
            period = cycle.containing(end)
            if month.end <= span.end and period.start >= span.start:
                yield period
        return
    for period in cycle.between(span.start, span.end):
        if period.start >= span.start and period.end <= span.end:
            yield period


# ---- what is known, and since when


def _as_kept(facts: Facts, period: Period, span: Span, kept: Interval | None) -> Facts:
    """The facts of a period; where nobody kept a log of outages, no log instead of one without outages."""
    if kept is None:
        return facts
    start, end = kept
    before, after = (span.start - _YEAR, start), (end, span.end + _YEAR)
    gaps = normalise(each for each in (before, after) if each[0] < each[1])
    covered = start <= period.start and period.end <= end

    def of(service: ServiceFacts) -> ServiceFacts:
        if service.down is None:
            return service
        if not covered:
            return replace(service, down=None, resources=())
        # Signals speak for themselves, and what is unknown would silence them too.
        return service if service.samples or service.totals else replace(service, unknown=gaps)

    return replace(facts, services={key: of(each) for key, each in facts.services.items()})


def _logged(house: House, store: Store, given: Bindings, agreement: Agreement, span: Span) -> Interval:
    """The months from the first record of the log to the last; nothing where it is empty or unreadable."""
    file = given.files["outages"]
    try:
        named = [name for name in named_in(store, file, "service") if name in house.services]
    except Unreadable:
        return span.start, span.start  # told where the file is read
    unheard: list[Diagnostic] = []
    log = read_outages(store, file, named, agreement.zone, span.end, unheard)
    # When something was deployed says nothing of who watched it.
    times = [each for service in log.values() for each in (*(service.down or ()), *service.unknown)]
    times += [each for service in log.values() for resource in service.resources for each in resource.down]
    if not times:
        return span.start, span.start
    months = Cycle(Kind.MONTH, agreement.zone)
    last = max(end for _, end in times)
    return months.containing(min(start for start, _ in times)).start, months.containing(last - 1).end


def _said(kept: Interval, zone: str, given: Span | None) -> str:
    if kept[0] >= kept[1]:
        return "the log of outages has no records: nothing is known of any period"
    if given is not None:
        return f"the log of outages was kept over {given.text}, as given: no record there means no outage"
    months = Cycle(Kind.MONTH, zone)
    first, last = months.containing(kept[0]).label, months.containing(kept[1] - 1).label
    span = f"in {first}" if first == last else f"from {first} to {last}"
    return (
        f"the log of outages is taken as kept {span}, where its records begin and end; "
        "--recorded FROM..TO says otherwise"
    )


# ---- what is assumed


def _terms(agreement: Agreement, played: Agreement, span: Span, shared: Sequence[Agreement]) -> Iterator[str]:
    own = agreement.effective
    if played is agreement:
        yield "it was in force all the time, by its own term"
    else:
        term = "it has no term of its own"
        if own is not None:
            until = f" until {own.until}" if own.until is not None else ""
            term = f"its own term is from {own.first}{until}"
        yield f"as if it had been in force from {span.first} to {span.last}; {term}"
        if any(g.valid_from or g.valid_until for g in agreement.promises):
            yield "dates from or until which a promise holds have moved with the term"
    fees = [
        f"{fee.name} {'as invoiced' if fee.invoiced else base_text(fee.amount)} per {fee.per}"
        for fee in agreement.fees
    ]
    yield f"fees as it names them{': ' + ', '.join(fees) if fees else ''}"
    yield "calendars, holidays and clocks of the dates that are played"
    yield "nothing was missed, credited or earned before them"
    if shared:
        yield f"nothing is credited under {', '.join(each.key for each in shared)}, whose caps hold here too"
    if agreement.credit_terms is not None and agreement.credit_terms.claim_within is not None:
        yield "every credit is claimed in time"


def _rolling(agreement: Agreement) -> Iterator[str]:
    names = [f"`{g.key}`" for g in agreement.promises if g.period is not None and g.period.kind in _ROLLS]
    if names:
        yield f"of windows that roll or trail, those that end with a month are looked at: {', '.join(names)}"
    if any(g.period is None for g in agreement.promises):
        yield "promises that name no period are held against calendar months"
