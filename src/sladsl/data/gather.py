"""All data of one agreement for one period: what every named file and server knows of it, as Facts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from sladsl.data.bindings import OWN, SERVERS, Bindings
from sladsl.data.case_objects import all_cases
from sladsl.data.cases import read_cases
from sladsl.data.findings import bad_source
from sladsl.data.logs import read_exclusions, read_outages, read_samples, services_in, together
from sladsl.data.mapping import blocks
from sladsl.data.setwise import SetWise
from sladsl.data.store import Store, Unreadable
from sladsl.diagnostics.diagnostic import Diagnostic
from sladsl.evaluate.facts import Facts, ServiceFacts
from sladsl.exact.periods import Period
from sladsl.model import metrics as m
from sladsl.model.agreements import Agreement
from sladsl.model.house import House

MANY = 50_000
"""From so many cases on, times are computed in the database and no case is held in memory."""
_ONE_BY_ONE = (m.ShareOfEvents, m.CountOfEvents, m.MeanScore, m.Aggregate, m.PercentileOf)


@dataclass(frozen=True, slots=True)
class Counts:
    """Records of cases: in the files, about the agreement's services, and of these those that fit."""

    records: int
    read: int
    kept: int


@dataclass(slots=True)
class Gathered:
    """The facts, what was found in the data, and of the records of cases how many there are, are about the
    agreement's services, and are kept; None without a source."""

    facts: Facts
    found: list[Diagnostic] = field(default_factory=list)
    counts: Counts | None = None


def unused(house: House, given: Bindings) -> list[str]:
    """The names of given data that no measure of the house reads."""
    origins = {m.origin for s in house.services.values() for m in s.measures}
    return [name for name in (*given.files, *given.servers) if name not in origins | OWN]


def strange_services(store: Store, house: House, given: Bindings) -> list[Diagnostic]:
    """Services that files name and the house does not have: their records are about nothing known."""
    found: list[Diagnostic] = []
    for origin in sorted(OWN & given.files.keys()):
        try:
            named = services_in(store, given.files[origin])
        except Unreadable:
            continue  # told where the file is read
        unknown = [name for name in named if name not in house.services]
        if unknown:
            names = ", ".join(f"`{name}`" for name in unknown[:10])
            message = f"`{given.files[origin]}` names no services of the house: {names}"
            found.append(bad_source(message, None, "name services as the source declares them"))
    return found


def gather(
    agreement: Agreement,
    period: Period,
    given: Bindings,
    store: Store | None,
    many: int = MANY,
    served: Callable[[Agreement, Period, str, list[Diagnostic]], dict[str, ServiceFacts]] | None = None,
) -> Gathered:
    """Everything that is known about the agreement's promises in `period`; files need a store.

    `served` reads the servers. Where a file and a server both know a service, the file's outages count.
    """
    made = Gathered(Facts())
    services = {s.key for s in agreement.services} | {s.key for p in agreement.promises for s in p.services}
    known: dict[str, ServiceFacts] = {}
    if store is not None:
        files = given.files
        outages: dict[str, ServiceFacts] = {}
        if "outages" in files:
            keys = sorted(services)
            outages = read_outages(store, files["outages"], keys, agreement.zone, period.end, made.found)
        work: dict[str, dict[str, list[tuple[int, int]]]] = {}
        if "exclusions" in files:
            excluded = sorted({e.key for p in agreement.promises for e in p.exclusions})
            work = read_exclusions(
                store, files["exclusions"], excluded, sorted(services), agreement.zone, made.found
            )
        samples = {}
        if "samples" in files:
            samples = read_samples(store, files["samples"], services, agreement.zone, made.found)
        known = together(outages, work, samples)
    for origin in sorted(SERVERS & given.servers.keys()):
        if served is not None:
            for key, facts in served(agreement, period, given.servers[origin], made.found).items():
                own = known.get(key, ServiceFacts())
                known[key] = ServiceFacts(
                    down=own.down if own.down is not None else facts.down,
                    unknown=() if own.down is not None else facts.unknown,
                    samples={**facts.samples, **own.samples},
                    totals=facts.totals,
                    excluded=own.excluded,
                )
    made.facts = Facts(known)
    if store is not None:
        _cases(agreement, given, store, many, made)
    return made


def _cases(agreement: Agreement, given: Bindings, store: Store, many: int, made: Gathered) -> None:
    found = list(blocks(agreement, given, store, made.found))
    if not found:
        return
    store.shut()
    table = read_cases(store, found, made.found)
    if not table.blocks:
        return
    made.counts = Counts(table.records, table.read, table.sound)
    small = table.sound < many
    one_by_one = any(isinstance(p.metric.formula, _ONE_BY_ONE) for p in agreement.promises)
    cases = all_cases(store, table) if small or one_by_one else None
    made.facts = Facts(made.facts.services, cases, None if small else SetWise(store, table))
