"""The block of a measure that reads cases: which file, which of its rows, which column is which event."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from sladsl.data.bindings import OWN, SERVERS, Bindings
from sladsl.data.findings import bad_source
from sladsl.data.formats import is_database
from sladsl.data.store import Store, Table, Unreadable
from sladsl.diagnostics.diagnostic import Diagnostic
from sladsl.evaluate.conditions import names_of
from sladsl.exact.near_words import nearest
from sladsl.exact.zones import is_zone
from sladsl.model import metrics as m
from sladsl.model.agreements import Agreement, Guarantee
from sladsl.model.catalogue import Measure, Service
from sladsl.model.metrics import Metric
from sladsl.records import record
from sladsl.source import Span

DEFAULTS = {
    "id": "id",
    "priority": "priority",
    "state_id": "id",
    "state": "state",
    "state_start": "start",
    "state_end": "end",
}
"""The columns that are looked for where the block says nothing."""


@record
class Block:
    """The cases of one service as its measures read them. `events` are the columns of each event, `orders`
    the pairs of which the first cannot come later, `attributes` the columns of signals; `priorities` the
    words that the file has for each of the agreement's. `states` is the history, None without one, `pauses`
    the states in which a clock stands still, `words` what the history calls them where it has other names."""

    service: str
    metrics: frozenset[str]
    table: Table
    where: str
    zone: str
    id: str
    priority: str | None
    priorities: tuple[tuple[str, str], ...]
    events: Mapping[str, str]
    first: frozenset[str]
    orders: tuple[tuple[str, str], ...]
    attributes: Mapping[str, str]
    states: Table | None
    columns: Mapping[str, str]
    pauses: tuple[str, ...]
    words: tuple[tuple[str, str], ...]
    span: Span


@record
class Unread:
    """The cases of one service that were to be read for these metrics from a file that does not fit."""

    service: str
    metrics: frozenset[str]
    file: str


def needed(metric: Metric, agreement: Agreement) -> tuple[set[str], set[str]]:
    """The events and the signals that the promises of a metric need of each case."""
    events: set[str] = set()
    signals: set[str] = set()
    for promise in (p for p in agreement.promises if p.metric.key == metric.key):
        attributed = promise.switches.over(metric.switches).attributed
        match metric.formula:
            case m.TimeBetween(first, last):
                events |= {first, last} | (
                    {attributed} if attributed not in (None, "opened", "closed") else set()
                )
            case m.ShareOfEvents(condition):
                events.add(attributed or "opened")
                signals |= names_of(condition)
            case m.CountOfEvents(where):
                events.add(attributed or "opened")
                signals |= names_of(where) if where is not None else set()
            case m.MeanScore(rows):
                events.add(attributed or "opened")
                for row in rows:
                    signals |= names_of(row.condition)
            case m.Aggregate(value=value):
                events.add("opened")
                signals |= names_of(value)
            case m.PercentileOf(signal):
                events.add("opened")
                signals.add(signal)
    return {e for e in events if e is not None}, signals


def blocks(
    agreement: Agreement,
    given: Bindings,
    store: Store,
    found: list[Diagnostic],
    about: Iterable[Service] = (),
    unread: list[Unread] | None = None,
) -> Iterator[Block]:
    """Every block that reads cases for a promise of the agreement and whose file is given; what of it does
    not fit goes into `found`, and what is not read for that into `unread`. Measures of one service that read
    the same rows are one block. `about` are the services of an agreement that names none."""
    promised = {p.metric.key for p in agreement.promises}
    named = (*agreement.services, *(s for p in agreement.promises for s in p.services))
    services = {s.key: s for s in named or about}
    for service in services.values():
        groups: dict[tuple[object, ...], list[Measure]] = {}
        for measure in service.measures:
            mine = any(x.key in promised for x in measure.metrics)
            if mine and measure.origin not in SERVERS | OWN and measure.origin in given.files:
                rows = {k: v for k, v in measure.mapping if k in ("where", "id", "zone", "table")}
                groups.setdefault((measure.origin, *sorted(rows.items(), key=str)), []).append(measure)
        for same in groups.values():
            try:
                block = _block(service, same, agreement, given, store)
            except Unreadable as problem:
                found.append(bad_source(str(problem), same[0].span, problem.way_out))
                if unread is not None:
                    metrics = frozenset(x.key for each in same for x in each.metrics)
                    unread.append(Unread(service.key, metrics, given.files[same[0].origin]))
            else:
                yield block


def _block(
    service: Service, measures: list[Measure], agreement: Agreement, given: Bindings, store: Store
) -> Block:
    mapping: dict[str, str] = {}
    metrics: dict[str, Metric] = {}
    for measure in measures:
        for name, value in measure.mapping:
            if isinstance(value, str):
                mapping[name] = value
        metrics.update({x.key: x for x in measure.metrics})
    origin = measures[0].origin
    table = store.open(given.files[origin], mapping.get("table", origin))
    zone = mapping.get("zone", agreement.zone)
    if not is_zone(zone):
        raise Unreadable(f"`{zone}` is no time zone", 'write an IANA name such as `zone = "Europe/Helsinki"`')
    events: set[str] = set()
    signals: set[str] = set()
    orders: list[tuple[str, str]] = []
    for metric in metrics.values():
        more, words = needed(metric, agreement)
        events |= more
        signals |= words
        # A metric that is measured and promised by nobody asks nothing of a record.
        if isinstance(metric.formula, m.TimeBetween) and more:
            orders.append((metric.formula.first, metric.formula.last))
    promises = [p for p in agreement.promises if p.metric.key in metrics]
    by_priority = any(p.priority is not None for p in promises) and agreement.priorities is not None
    columns = {name: mapping.get(name, DEFAULTS.get(name, name)) for name in (*DEFAULTS, *events, *signals)}
    wanted = ["id", *sorted(events), *sorted(signals), *(["priority"] if by_priority else [])]
    for name in wanted:
        _must_have(table, columns[name], name, {columns[other] for other in wanted})
    states = _states(measures, origin, mapping, given, store, columns)
    names = agreement.priorities.items if agreement.priorities else ()
    timed = {first for first, _ in orders}
    pauses = tuple(sorted({name for p in promises for name in _pauses(p)}))
    return Block(
        service.key,
        frozenset(metrics),
        table,
        mapping.get("where", "true"),
        zone,
        columns["id"],
        columns["priority"] if by_priority else None,
        tuple((mapping.get(p.name, p.name), p.name) for p in names),
        {event: columns[event] for event in sorted(events)},
        frozenset(timed or events),
        tuple(dict.fromkeys(orders)),
        {signal: columns[signal] for signal in sorted(signals)},
        states,
        columns,
        pauses,
        tuple((mapping[name], name) for name in pauses if name in mapping and name not in columns),
        measures[0].span,
    )


def _pauses(promise: Guarantee) -> frozenset[str]:
    pause = promise.switches.over(promise.metric.switches).pause
    return names_of(pause) if pause is not None else frozenset()


def _states(
    measures: list[Measure],
    origin: str,
    mapping: Mapping[str, str],
    given: Bindings,
    store: Store,
    columns: Mapping[str, str],
) -> Table | None:
    """The history: its own file, else the table of the same database that the block names."""
    file = given.histories.get(origin)
    if file is None and "states" not in mapping:
        return None
    if file is None and not is_database(given.files[origin]):
        raise Unreadable(
            f"the history `{mapping['states']}` of {origin} is not given, so nothing is known of pauses",
            f"add `--data {origin}.states=FILE`",
        )
    table = store.open(file or given.files[origin], mapping.get("states", "states"))
    for name in ("state_id", "state", "state_start"):
        _must_have(table, columns[name], name)
    if "state_end" in mapping:
        _must_have(table, columns["state_end"], "state_end")
    return table


def _must_have(table: Table, column: str, name: str, taken: Collection[str] = ()) -> None:
    """Raises Unreadable for a column that is missing; one that is read as something else is never meant."""
    if column in table.columns:
        return
    near = nearest(column, [c for c in table.columns if c not in taken])
    has = ", ".join(f"`{c}`" for c in list(table.columns)[:12])
    way_out = f'write `{name} = "{near or "COLUMN"}"` into the measure; the file has {has}'
    raise Unreadable(f"`{table.file}` has no column `{column}`", way_out)
