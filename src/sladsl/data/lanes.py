"""One pass over the files for many promises: all cases that have ended and whose pauses need no second look.

What the promises ask that differs only in the limit, by priority or block, is one lane: its times are worked
out once. The pass counts the records by what is wrong with them at the same time.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from sladsl.data import histories, sql
from sladsl.data.asked import Asked
from sladsl.data.cases import CaseTable, Seen
from sladsl.data.days import DAY, Spread, spread
from sladsl.data.parts import Part, wants_delays
from sladsl.data.store import Store
from sladsl.evaluate.clocks import FOREVER
from sladsl.exact.calendars import Calendar
from sladsl.records import field, record

BEFORE, AFTER = 62 * DAY, 124 * DAY
"""How far around the period the tables of working time reach; what lies beyond is looked at apart."""
_SHIFT = 1 << 32
_Key = tuple[str, str, str, str | None, Calendar, tuple[str, ...], str, int]


@record(frozen=False)
class _Lane:
    number: int
    key: _Key
    members: list[tuple[int, Asked]] = field(default_factory=list)

    def has_room(self, asked: Asked) -> bool:
        """Whether no case can be of this promise and of another one here."""
        return all(
            not set(asked.numbers) & set(other.numbers)
            or (asked.place is not None and other.place is not None and asked.place != other.place)
            for _, other in self.members
        )


@record
class Pass:
    """What the pass found: records by block and problem, and a part for each promise. Where it left cases
    alone, `rests` is for each promise a relation like `cases` with no others than these, and `extents` the
    first and the last instant of any event of any case of the promise."""

    seen: Mapping[tuple[int, int], Seen]
    parts: tuple[Part, ...]
    rests: tuple[str, ...]
    extents: tuple[tuple[int, int] | None, ...]


def is_plain(asked: Asked) -> bool:
    """Whether a pass can answer: the limit is a length of time, and pauses are a list of states."""
    elapsed = asked.switches.pause_in == "elapsed time"
    return asked.states is not None and asked.limit is not None and not (elapsed and asked.states)


def run_pass(
    store: Store,
    table: CaseTable,
    asks: Sequence[tuple[Asked, Calendar]],
    reach: tuple[int, int],
    most: int,
) -> Pass:
    """The pass for promises, each with the calendar in which its clock runs; `reach` is in UTC seconds."""
    lanes: list[_Lane] = []
    for number, (each, calendar) in enumerate(asks):
        _put(lanes, number, each, calendar)
    calendars = list(dict.fromkeys(lane.key[4] for lane in lanes))
    spreads = {c: spread(store, f"hours{n}", c, *reach) for n, c in enumerate(calendars)}
    pauses = list(dict.fromkeys((lane.key[5], lane.key[4]) for lane in lanes if lane.key[5]))
    stood = _stand(store, table, pauses, spreads)
    tests = list(dict.fromkeys(t for lane in lanes for t in (lane.key[2], lane.key[3]) if t is not None))
    rows = _rows(table, lanes, spreads, pauses, stood, tests)
    parts = tuple(Part() for _ in asks)
    seen: dict[tuple[int, int], Seen] = {}
    wanted = [list(_aggregates(lane, tests.index(lane.key[2]), most)) for lane in lanes]
    columns = "".join(f", {text}" for some in wanted for _, text in some)
    # What is the same for a whole group is asked of the group and not of each of its records.
    keys = ", ".join(["problem", "priority", *(f"i{n}" for n in range(len(tests)))])
    keys = f"block, {keys}" if len(table.blocks) > 1 else keys
    grouped = keys if len(table.blocks) > 1 else f"0, {keys}"
    for block, problem, priority, *values in store.run(
        f"SELECT {grouped}, count(*), {'sum(n)' if stood else '0'}{columns} FROM ({rows}) "
        f"GROUP BY {keys} ORDER BY {keys}"
    ):
        true = {test: bool(value) for test, value in zip(tests, values, strict=False)}
        count, matched, *sums = values[len(tests) :]
        known = seen.get((int(block), int(problem)), Seen(0, 0))
        seen[int(block), int(problem)] = Seen(known.count + int(count), known.matched + int(matched or 0))
        at = 0
        for lane, some in zip(lanes, wanted, strict=True):
            mine = dict(zip((name for name, _ in some), sums[at : at + len(some)], strict=True))
            at += len(some)
            inside, closed = true[lane.key[2]], lane.key[3]
            for number, each in lane.members:
                if problem or block not in each.numbers or each.place not in (None, priority):
                    continue
                if inside:
                    parts[number].add(_part(int(block), int(count), mine))
                if closed is not None and true[closed] != inside:
                    parts[number].differing += int(count)
    extents: list[tuple[int, int] | None] = [None] * len(asks)
    if any(part.undecided for part in parts):
        _keep_rest(store, lanes, tests, rows)
        extents = _extents(store, table, lanes, keys, grouped)
    of = {number: lane.number for lane in lanes for number, _ in lane.members}
    rests = tuple(f"(SELECT * FROM rest WHERE u{of[number]})" for number in range(len(asks)))
    return Pass(seen, parts, rests, tuple(extents))


def _keep_rest(store: Store, lanes: Sequence[_Lane], tests: Sequence[str], rows: str) -> None:
    """Table `rest`: the cases that some lane left alone, and by which they were."""
    left = [f"i{tests.index(lane.key[2])} AND t{lane.number} IS NULL" for lane in lanes]
    flags = ", ".join(f"{test} AS u{lane.number}" for lane, test in zip(lanes, left, strict=True))
    store.run(
        f"CREATE OR REPLACE TEMP TABLE rest AS SELECT *, {flags} FROM ({rows}) "
        f"WHERE problem = 0 AND ({' OR '.join(f'({test})' for test in left)})"
    )


def _extents(
    store: Store, table: CaseTable, lanes: Sequence[_Lane], keys: str, grouped: str
) -> list[tuple[int, int] | None]:
    """The first and the last instant of any event of the cases of each promise, column by column."""
    tests = list(dict.fromkeys(t for lane in lanes for t in (lane.key[2], lane.key[3]) if t is not None))
    columns = "".join(f", {test} AS i{n}" for n, test in enumerate(tests))
    bounds = ", ".join(f"min(e{i}), max(e{i})" for i in range(len(table.events)))
    found: dict[int, tuple[int, int]] = {}
    for block, _, priority, *values in store.run(
        f"SELECT {grouped}, {bounds} FROM (SELECT *{columns} FROM cases WHERE problem = 0) GROUP BY {keys}"
    ):
        known = [int(at) for at in values[len(tests) :] if at is not None]
        for lane in lanes:
            for number, each in lane.members:
                mine = block in each.numbers and each.place in (None, priority)
                if mine and values[tests.index(lane.key[2])]:
                    first, last = found.get(number, (known[0], known[0]))
                    found[number] = min(first, *known), max(last, *known)
    return [found.get(number) for number in range(sum(len(lane.members) for lane in lanes))]


def _put(lanes: list[_Lane], number: int, asked: Asked, calendar: Calendar) -> None:
    assert asked.states is not None
    assert asked.limit is not None
    key = (
        asked.begun, asked.ended, asked.inside, asked.closed, calendar, asked.states,
        asked.guarantee.comparator, asked.limit.seconds.denominator,
    )  # fmt: skip
    for lane in lanes:
        if lane.key == key and lane.has_room(asked):
            lane.members.append((number, asked))
            return
    lanes.append(_Lane(len(lanes), key, [(number, asked)]))


def _stand(
    store: Store,
    table: CaseTable,
    pauses: Sequence[tuple[tuple[str, ...], Calendar]],
    spreads: Mapping[Calendar, Spread],
) -> bool:
    """Table `stood`: for each case by its id how many records its history has, n, and for each list of states
    with a calendar the first start, the last end and the working seconds between; NULL seconds where states
    may lie over one another. Two do not when they last no longer than from the first start to the last end.
    Records that are not sound stand under the id NULL, which no case has.
    """
    selects: list[str] = []
    for number in table.histories:
        history = histories.relation(number)
        known = histories.states(store, number)
        inner, outer, joins = "", "", ""
        for j, (states, calendar) in enumerate(pauses):
            hours = spreads[calendar]
            joins += f" {hours.join('u', f'a{j}')} {hours.join('w', f'z{j}')}"
            passed = f"{hours.passed('w', f'z{j}')} - {hours.passed('u', f'a{j}')}"
            # Sums of doubles cost half and are as exact: seconds are far below 2 ** 53, and a state without
            # an end reaches beyond its case, which is then looked at apart.
            inner += f", CAST({passed} AS DOUBLE) AS s{j}"
            inner += f", state IN {sql.literals(states)} AS p{j}"
            only = "" if known <= set(states) else f" FILTER (p{j})"
            outer += (
                f", min(u){only} AS low{j}, max(w){only} AS high{j}, CASE WHEN count(*){only} = 1 OR "
                f"(count(*){only} = 2 AND sum(l){only} <= max(w){only} - min(u){only}) "
                f"THEN CAST(sum(s{j}){only} AS BIGINT) END AS s{j}"
            )
        selects.append(
            f"SELECT CAST({number} AS USMALLINT) AS block, id, count(*) AS n{outer} "
            f"FROM (SELECT id, u, w, CAST(w - u AS DOUBLE) AS l{inner} "
            f"FROM (SELECT CASE WHEN problem = 0 THEN id END AS id, state, u, coalesce(v, {FOREVER}) AS w "
            f"FROM {history}){joins}) GROUP BY id"
        )
    if selects:
        store.run(f"CREATE OR REPLACE TEMP TABLE stood AS {' UNION ALL '.join(selects)}")
        unsound = {int(number) for (number,) in store.run("SELECT block FROM stood WHERE id IS NULL")}
        for number in set(table.histories) - unsound:
            histories.note_sound(store, number)
    return bool(selects)


def _rows(
    table: CaseTable,
    lanes: Sequence[_Lane],
    spreads: Mapping[Calendar, Spread],
    pauses: Sequence[tuple[tuple[str, ...], Calendar]],
    stood: bool,
    tests: Sequence[str],
) -> str:
    """The SELECT of every record with what the tests say of it and its lanes: k, the limit if it is a case of
    a promise, and t, the seconds it took where that is plain."""
    joins = ""
    columns = "".join(f", c.e{i}" for i in range(len(table.events)))
    columns += "".join(f", {test} AS i{n}" for n, test in enumerate(tests))
    if stood:
        also = " AND stood.block = c.block" if len(table.blocks) > 1 else ""
        joins += f" LEFT JOIN stood ON stood.id = c.id{also}"
    aliases: dict[tuple[Calendar, str], str] = {}
    for lane in lanes:
        begun, ended, _, _, calendar, states, _, _ = lane.key
        hours = spreads[calendar]
        for instant in (begun, ended):
            if (calendar, instant) not in aliases:
                aliases[calendar, instant] = f"h{len(aliases)}"
                joins += " " + hours.join(instant, aliases[calendar, instant])
        until, since = (hours.passed(at, aliases[calendar, at]) for at in (ended, begun))
        taken = f"{until} - {since}"
        if states and stood:
            j = pauses.index((states, calendar))
            inner = f"stood.low{j} >= {begun} AND stood.high{j} <= {ended}"
            taken += f" - CASE WHEN stood.low{j} IS NULL THEN 0 WHEN {inner} THEN stood.s{j} END"
        columns += f", c.k{lane.number}, {taken} AS t{lane.number}"
    n = ", stood.n" if stood else ""
    limits = "".join(f", {_limits(lane, len(table.blocks))} AS k{lane.number}" for lane in lanes)
    source = f"(SELECT *{limits} FROM cases) AS c{joins}"
    priority = "CAST(c.priority AS USMALLINT) AS priority"
    return f"SELECT c.block, c.row, c.id, c.problem, {priority}{n}{columns} FROM {source}"


def _limits(lane: _Lane, blocks: int) -> str:
    """The limit of a case by its block and priority, times what makes all of them whole numbers."""
    limits = {
        number: int(each.limit.seconds * lane.key[7])
        for number, each in lane.members
        if each.limit is not None
    }
    if all(each.place is not None and len(each.numbers) == blocks for _, each in lane.members):
        by_place = {each.place: limits[number] for number, each in lane.members}
        most = max(place for place in by_place if place is not None)
        listed = ", ".join(str(by_place.get(place, "NULL")) for place in range(1, most + 1))
        return f"list_extract([{listed}], priority)"
    cases = (f"WHEN {each.mine} THEN {limits[number]}" for number, each in lane.members)
    return f"CASE {' '.join(cases)} END"


def _aggregates(lane: _Lane, test: int, most: int) -> Iterator[tuple[str, str]]:
    """What is added up of a lane in each group, by name."""
    k, t, scale, comparator = f"k{lane.number}", f"t{lane.number}", lane.key[7], lane.key[6]
    failed = f"NOT ({t if scale == 1 else f'{t} * {scale}'} {comparator} {k})"
    late = f"{t} - {k if scale == 1 else f'{k} // {scale}'}"
    if comparator not in ("<=", "<"):
        late = f"greatest({late}, 0)"  # what fails an upper limit is beyond it already
    promises = [each.guarantee for _, each in lane.members]
    yield "done", f"count({t})"
    yield "failed", f"countif({failed})"
    # Worked out for the few that fail; a filter would only throw away what was worked out for all.
    yield "late", f"min(CASE WHEN {failed} AND i{test} THEN row * {_SHIFT} + {late} END, {most})"
    if any(wants_delays(each) for _, each in lane.members):
        yield "delays", f"histogram(CASE WHEN {failed} AND i{test} THEN {late} END)"
    if any(each.share is None and each.percentile is None for each in promises):
        yield "shortest", f"min({t})"
        yield "longest", f"max({t})"
    if any(each.percentile is not None for each in promises):
        yield "taken", f"histogram({t}) FILTER ({t} IS NOT NULL AND i{test})"


def _part(block: int, cases: int, values: Mapping[str, object]) -> Part:
    made = Part(cases=cases)
    for name in ("done", "failed", "shortest", "longest"):
        value = values.get(name)
        if isinstance(value, int):
            setattr(made, name, value)
    packed = values.get("late")
    if isinstance(packed, list):
        made.late = [(block, *divmod(int(each), _SHIFT)) for each in packed]
    for name in ("delays", "taken"):
        some = values.get(name)
        if isinstance(some, dict):
            getattr(made, name).update({int(k): int(v) for k, v in some.items()})
    made.undecided = made.cases - made.done
    return made
