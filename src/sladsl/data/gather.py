"""All data of one agreement for one period: what every named file and server knows of it, as Facts."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Protocol

from sladsl.data.announced import read_exclusions
from sladsl.data.bindings import BOOKS, OWN, SERVERS, Bindings, is_address
from sladsl.data.books import read_books
from sladsl.data.case_objects import all_cases
from sladsl.data.cases import CaseTable, Seen, read_cases
from sladsl.data.findings import bad_source
from sladsl.data.fixed_columns import Doubts, named_in
from sladsl.data.mapping import Unread, blocks
from sladsl.data.outages import read_outages
from sladsl.data.refused import refused_cases
from sladsl.data.samples import read_samples
from sladsl.data.setwise import SetWise
from sladsl.data.shared_rows import apart
from sladsl.data.state_checks import odd_histories
from sladsl.data.steps import other_steps
from sladsl.data.store import Store, Unreadable
from sladsl.diagnostics.diagnostic import Diagnostic
from sladsl.evaluate.books import NO_BOOKS
from sladsl.evaluate.doubts import merged
from sladsl.evaluate.facts import Facts, Samples, ServiceFacts
from sladsl.evaluate.times import counts_dates
from sladsl.exact.intervals import normalise
from sladsl.exact.periods import Period
from sladsl.model import metrics as m
from sladsl.model.agreements import Agreement
from sladsl.model.catalogue import Service
from sladsl.model.house import House
from sladsl.records import field, record, replace

MANY = 50_000
"""From so many cases on, times are computed in the database and no case is held in memory."""
_ONE_BY_ONE = (m.ShareOfEvents, m.CountOfEvents, m.MeanScore, m.Aggregate, m.PercentileOf)


@record
class Counts:
    """Records of cases: in the files, about the agreement's services, and of these those that fit."""

    records: int
    read: int
    kept: int


@record(frozen=False)
class Gathered:
    """The facts, what was found in the data, and of the records of cases how many there are, are about the
    agreement's services, and are kept; None without a source."""

    facts: Facts
    found: list[Diagnostic] = field(default_factory=list)
    counts: Counts | None = None


class Served(Protocol):
    """Reads the server at an address. `services` are meant where the agreement names none, `excluded` is what
    files know of work that was carried out. What is wrong goes into `found`."""

    def __call__(
        self,
        agreement: Agreement,
        period: Period,
        address: str,
        found: list[Diagnostic],
        services: Iterable[Service] = (),
        excluded: Mapping[str, ServiceFacts] | None = None,
        /,
    ) -> dict[str, ServiceFacts]: ...


def unused(house: House, given: Bindings) -> list[str]:
    """The names of given data that no measure of the house reads."""
    origins = {m.origin for s in house.services.values() for m in s.measures}
    return [name for name in (*given.files, *given.servers) if name not in origins | OWN]


def prepare(store: Store, house: House, given: Bindings) -> None:
    """Opens everything that the house reads, before conditions of its source are let near the store. Raises
    Unreadable for what is not there."""
    tables: dict[str, dict[str, None]] = {}
    for service in house.services.values():
        for measure in service.measures:
            if measure.origin in given.files and measure.origin not in SERVERS | OWN:
                said = dict(measure.mapping)
                named = said.get("table", measure.origin)
                tables.setdefault(given.files[measure.origin], {})[str(named)] = None
                place = given.histories.get(measure.origin)
                if place is not None or isinstance(said.get("states"), str):
                    history = str(said.get("states", "states"))
                    tables.setdefault(place or given.files[measure.origin], {})[history] = None
    for file in (*given.files.values(), *given.histories.values()):
        store.prepare(file)
        for table in tables.get(file, {}) if is_address(file) else ():
            store.open(file, table)


def strange_services(store: Store, house: House, given: Bindings) -> list[Diagnostic]:
    """Services that files name and the house does not have: their records are about nothing known."""
    found: list[Diagnostic] = []
    for origin in sorted((OWN - BOOKS) & given.files.keys()):
        help = "name services as the source declares them; leave out the rows of others"
        found += _told(
            given.files[origin], "services", _strange(store, given.files[origin], "service", house), help
        )
    if "exclusions" in given.files:
        file = given.files["exclusions"]
        help = "name exclusions as the source declares them"
        found += _told(file, "exclusions", _strange(store, file, "exclusion", house), help)
    return found


def _told(file: str, what: str, unknown: Collection[str], help: str) -> list[Diagnostic]:
    if not unknown:
        return []
    names = ", ".join(f"`{name}`" for name in sorted(unknown)[:10])
    return [bad_source(f"`{file}` names no {what} of the house: {names}", None, help)]


def _strange(store: Store, file: str, column: str, house: House | None) -> frozenset[str]:
    """The services or exclusions that a file names and the house does not have."""
    if house is None:
        return frozenset()
    try:
        named = named_in(store, file, column)
    except Unreadable:
        return frozenset()  # told where the file is read
    if column == "service":
        return frozenset(named) - house.services.keys()
    promised = {e.key for a in house.agreements.values() for p in a.promises for e in p.exclusions}
    return frozenset(named) - house.exclusions.keys() - promised


def gather(
    agreement: Agreement,
    period: Period,
    given: Bindings,
    store: Store | None,
    many: int = MANY,
    served: Served | None = None,
    house: House | None = None,
) -> Gathered:
    """Everything that is known about the agreement's promises in `period`; files need a store.

    `served` reads the servers. Where a file and a server both know a service, the file's outages count. An
    agreement that names no service is about those of the `house` that measure what it promises.
    """
    made = Gathered(Facts())
    about = _about(agreement, house)
    services = {s.key for s in about}
    known: dict[str, ServiceFacts] = {}
    doubts = Doubts()
    if store is not None:
        files = given.files
        outages: dict[str, ServiceFacts] = {}
        if "outages" in files:
            keys = sorted(services)
            doubts.strange = _strange(store, files["outages"], "service", house)
            outages = read_outages(
                store, files["outages"], keys, agreement.zone, period.end, made.found, doubts
            )
        work: dict[str, dict[str, list[tuple[int, int]]]] = {}
        if "exclusions" in files:
            doubts.strange = _strange(store, files["exclusions"], "service", house)
            doubts.strange |= _strange(store, files["exclusions"], "exclusion", house)
            excluded = sorted({e.key for p in agreement.promises for e in p.exclusions})
            work = read_exclusions(
                store, files["exclusions"], excluded, sorted(services), agreement.zone, made.found, doubts
            )
        samples = {}
        if "samples" in files:
            doubts.strange = _strange(store, files["samples"], "service", house)
            samples = read_samples(store, files["samples"], services, agreement.zone, made.found, doubts)
        known = _together(outages, work, samples)
        made.found += _said_twice(given, known)
    for origin in sorted(SERVERS & given.servers.keys()):
        if served is not None:
            asked = served(agreement, period, given.servers[origin], made.found, about, known)
            for key, facts in asked.items():
                own = known.get(key, ServiceFacts())
                known[key] = replace(
                    own,
                    down=own.down if own.down is not None else facts.down,
                    unknown=own.unknown if own.down is not None else facts.unknown,
                    samples={**facts.samples, **own.samples},
                    totals=facts.totals,
                )
    if not agreement.services and len(known) == 1:
        # Promises that name no service are about the only one that is measured.
        known.setdefault("", next(iter(known.values())))
    made.found += other_steps(agreement, known)
    books = read_books(store, given, agreement, made.found) if store is not None else NO_BOOKS
    made.facts = Facts(known, books=books, refused=merged(doubts.refused))
    if store is not None:
        _cases(agreement, period, about, given, store, many, made)
    return made


def _said_twice(given: Bindings, known: Mapping[str, ServiceFacts]) -> list[Diagnostic]:
    """Services of which both files say when they were down: the samples decide, wherever they have none."""
    return [
        bad_source(
            f"`{given.files['outages']}` has outages of `{key}`, and `{given.files['samples']}` says of each "
            "interval whether it was up: the outages are not counted",
            None,
            f"give the outages of `{key}`, or its samples",
        )
        for key, facts in sorted(known.items())
        if facts.down and {"up", "down"} & facts.samples.keys()
    ]


def _about(agreement: Agreement, house: House | None) -> list[Service]:
    """The services that the agreement names; where it names none, those that measure its metrics."""
    named = (*agreement.services, *(s for p in agreement.promises for s in p.services))
    if named or house is None:
        return list({s.key: s for s in named}.values())
    promised = {p.metric.key for p in agreement.promises}
    return [
        service
        for service in house.services.values()
        if any(metric.key in promised for measure in service.measures for metric in measure.metrics)
    ]


def _cases(
    agreement: Agreement,
    period: Period,
    about: Iterable[Service],
    given: Bindings,
    store: Store,
    many: int,
    made: Gathered,
) -> None:
    unread: list[Unread] = []
    found = list(blocks(agreement, given, store, made.found, about, unread))
    if not found:
        return
    store.shut()
    timing: list[SetWise] = []

    def survey(table: CaseTable) -> Mapping[tuple[int, int], Seen]:
        timing.append(SetWise(store, table))
        return timing[0].survey(agreement, period, made.facts)

    table = read_cases(store, apart(store, found, agreement, made.found), made.found, survey, many)
    if not table.blocks:
        return
    made.found += odd_histories(store, table, overlaps=not timing)
    made.counts = Counts(table.records, table.read, table.sound)
    dated = any(counts_dates(p) for p in agreement.promises)
    one_by_one = dated or any(isinstance(p.metric.formula, _ONE_BY_ONE) for p in agreement.promises)
    cases = all_cases(store, table) if not timing or one_by_one else None
    refused = (*made.facts.refused, *refused_cases(store, table, found, unread, agreement))
    once = timing[0] if timing and not dated else None
    made.facts = replace(made.facts, cases=cases, timing=once, refused=refused)


def _together(
    outages: Mapping[str, ServiceFacts],
    exclusions: Mapping[str, Mapping[str, list[tuple[int, int]]]],
    samples: Mapping[str, Mapping[str, Samples]],
) -> dict[str, ServiceFacts]:
    """What several files say of each service."""
    made: dict[str, ServiceFacts] = {}
    for key in dict.fromkeys([*outages, *exclusions, *samples]):
        facts = outages.get(key, ServiceFacts())
        excluded = {name: normalise(times) for name, times in exclusions.get(key, {}).items()}
        made[key] = replace(facts, excluded=excluded, samples=samples.get(key, {}))
    return made
