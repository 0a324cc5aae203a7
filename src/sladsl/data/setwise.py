"""Times of cases against their limit for any number of cases, in the database: the numbers of times.py."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from sladsl.data import sql
from sladsl.data.case_objects import all_cases, one_case
from sladsl.data.cases import CaseTable
from sladsl.data.days import DAY, day_table
from sladsl.data.deadlines import pieces
from sladsl.data.store import Store
from sladsl.evaluate.base import term_of
from sladsl.evaluate.clocks import Clock, due_of, timed
from sladsl.evaluate.events import ATTRIBUTED, NO_CASES
from sladsl.evaluate.facts import ServiceFacts
from sladsl.evaluate.results import Counted, LeftOut, Measured
from sladsl.evaluate.times import NO_CASE, NO_LIMIT, clock_of, time_between
from sladsl.exact.calendars import Calendar
from sladsl.exact.durations import CalendarDays, Duration, Months, TimeSpan, WorkingDays, Years
from sladsl.exact.periods import Period
from sladsl.model import metrics as m
from sladsl.model.agreements import Agreement, Guarantee
from sladsl.model.metrics import Switches
from sladsl.model.values import Ratio, Value
from sladsl.syntax.words import Comparator

STILL_OPEN = "still open and still in time"


@dataclass(frozen=True, slots=True)
class SetWise:
    """Times the cases of a table; a `Timing` of evaluate/facts.py."""

    store: Store
    table: CaseTable

    def __call__(
        self,
        formula: m.TimeBetween,
        guarantee: Guarantee,
        agreement: Agreement,
        switches: Switches,
        facts: ServiceFacts,
        period: Period,
    ) -> Measured:
        """The promise over the cases that belong to the period by `switches.attributed`."""
        numbers = self._blocks(guarantee, formula)
        if not numbers:
            return Measured(None, None, None, "cases", reason=NO_CASES)
        states = _pausing(switches.pause)
        if states is None:
            # A pause that no list of states says is worked out case by case.
            cases = all_cases(self.store, self.table)
            return time_between(formula, guarantee, agreement, switches, cases, facts, period)
        open_switches = self._mine(numbers, formula, guarantee, agreement, switches, period)
        ((count, earliest, latest),) = self.store.run("SELECT count(*), min(earliest), max(latest) FROM mine")
        if not count:
            return Measured(None, None, None, "cases", reason=NO_CASE, open=open_switches)
        now = max(period.end, int(latest))
        clock = clock_of(guarantee, agreement, facts, min(period.start, int(earliest)), now)
        self._timed(clock, now, int(earliest), states)
        limit = guarantee.target
        if not isinstance(limit, (Duration, WorkingDays, CalendarDays, Months, Years)):
            limit = NO_LIMIT
        if isinstance(limit, Duration):
            self._by_length(guarantee.comparator, limit.seconds)
        else:
            self._by_days(formula, guarantee.comparator, limit, clock, now, switches.pause)
        return self._measured(formula, guarantee, open_switches)

    def _blocks(self, guarantee: Guarantee, formula: m.TimeBetween) -> list[int]:
        services = {s.key for s in guarantee.services}
        return [
            number
            for number, block in enumerate(self.table.blocks)
            if guarantee.metric.key in block.metrics
            and (not services or block.service in services)
            and {formula.first, formula.last} <= set(block.events)
        ]

    def _at(self, event: str, formula: m.TimeBetween) -> str:
        """The instant that decides: `opened` and `closed` stand for the two events where there is no such."""
        own = self.table.event(event) if event in self.table.events else None
        other = {"opened": formula.first, "closed": formula.last}.get(event)
        columns = [*([own] if own else []), *([self.table.event(other)] if other else [])]
        return f"coalesce({', '.join(columns)})" if columns else "NULL"

    def _mine(
        self,
        numbers: list[int],
        formula: m.TimeBetween,
        guarantee: Guarantee,
        agreement: Agreement,
        switches: Switches,
        period: Period,
    ) -> tuple[str, ...]:
        """View `mine`: the cases of the promise in the period; the switch that should have been chosen."""
        table = self.table
        only = f"problem = 0 AND block IN ({', '.join(map(str, numbers))})"
        place = _place(guarantee, agreement)
        if place is not None:
            only += f" AND priority = {place}"
        term = term_of(guarantee, agreement, period)

        def inside(event: str) -> str:
            at = self._at(event, formula)
            stretches = [f"({at} >= {start} AND {at} < {end})" for start, end in term]
            return f"coalesce({' OR '.join(stretches) or 'false'}, false)"

        known = [f"e{i}" for i in range(len(table.events))]
        latest, earliest = f"greatest({', '.join(known)})", f"least({', '.join(known)})"
        chosen = inside(switches.attributed or "opened")
        self.store.run(
            "CREATE OR REPLACE TEMP VIEW mine AS SELECT block, row, id, "
            f"{table.event(formula.first)} AS begun, "
            f"{table.event(formula.last)} AS ended, {latest} AS latest, {earliest} AS earliest FROM cases "
            f"WHERE {only} AND {chosen}"
        )
        if switches.attributed is None:
            query = f"SELECT count(*) FROM cases WHERE {only} AND {chosen} <> {inside('closed')}"
            ((differing,),) = self.store.run(query)
            return (ATTRIBUTED,) if differing else ()
        return ()

    def _timed(self, clock: Clock, now: int, first: int, states: list[str]) -> None:
        """Table `timed`: block, row, begun, stop, ended (whether), paused (whether), taken."""
        count = day_table(self.store, clock.calendar, first, now)

        def open_to(instant: str, row: str) -> str:
            return sql.within(instant, count, row)

        stop = f"coalesce(ended, {now})"
        plain = (
            f"SELECT m.block, m.row, id, begun, stop, ended, "
            f"{open_to('stop', 'z')} - {open_to('begun', 'a')} AS taken FROM "
            f"(SELECT block, row, id, begun, {stop} AS stop, ended IS NOT NULL AS ended FROM mine "
            "WHERE begun IS NOT NULL) AS m "
            f"JOIN days AS a ON a.day = begun // {DAY} JOIN days AS z ON z.day = stop // {DAY}"
        )
        ((known,),) = self.store.run(f"SELECT count(*) FROM spans WHERE state IN {sql.literals(states)}")
        if not known:
            self.store.run(
                f"CREATE OR REPLACE TEMP TABLE timed AS SELECT block, row, id, begun, stop, ended, "
                f"false AS paused, taken FROM ({plain})"
            )
            return
        # A case's pauses in the order of their starts: each counts from where all before it have ended.
        self.store.run(
            f"CREATE OR REPLACE TEMP TABLE stood AS SELECT block, row, CAST(sum("
            f"{open_to('high', 'z')} - {open_to('low', 'a')}) AS BIGINT) AS seconds FROM ("
            "SELECT block, row, greatest(start, coalesce(before, start)) AS low, stop AS high FROM ("
            "SELECT block, row, start, stop, max(stop) OVER (PARTITION BY block, row ORDER BY start, stop "
            "ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS before FROM ("
            f"SELECT s.block, s.row, greatest(s.start, begun) AS start, "
            f"least(coalesce(s.stop, {now}), {stop}) AS stop FROM spans AS s "
            f"JOIN mine AS m ON m.block = s.block AND m.row = s.row WHERE s.state IN {sql.literals(states)}"
            ") WHERE start < stop)) AS p "
            f"JOIN days AS a ON a.day = low // {DAY} JOIN days AS z ON z.day = high // {DAY} "
            "WHERE low < high GROUP BY block, row"
        )
        self.store.run(
            "CREATE OR REPLACE TEMP TABLE timed AS SELECT t.block, t.row, id, begun, stop, ended, "
            "seconds IS NOT NULL AS paused, taken - coalesce(seconds, 0) AS taken "
            f"FROM ({plain}) AS t LEFT JOIN stood AS s ON s.block = t.block AND s.row = t.row"
        )

    def _by_length(self, comparator: Comparator, limit: Fraction) -> None:
        """View `judged`: `timed` with failed and late, seconds rounded up."""
        floor = limit.numerator // limit.denominator
        kept = f"taken * {limit.denominator} {comparator} {limit.numerator}"
        self.store.run(
            f"CREATE OR REPLACE TEMP VIEW judged AS SELECT *, NOT ({kept}) AS failed, "
            f"greatest(taken - {floor}, 0) AS late FROM timed"
        )

    def _by_days(
        self,
        formula: m.TimeBetween,
        comparator: Comparator,
        limit: TimeSpan,
        clock: Clock,
        now: int,
        pause: m.Condition | None,
    ) -> None:
        """View `judged` for a limit in days. Pauses only move it on, so of an upper limit only the cases that
        are beyond it without are looked at one by one; the others are decided where they lie."""
        days = [int(d) for (d,) in self.store.run(f"SELECT DISTINCT begun // {DAY} FROM timed ORDER BY 1")]

        def due(calendar: Calendar, begun: int) -> int:
            return due_of(begun, limit, Clock(calendar, (), clock.zone, 0, 0), ())

        made = pieces(due, clock.calendar, clock.zone, days, _reach(limit))
        self.store.fill(
            "dues",
            "day BIGINT, low BIGINT, high BIGINT, due BIGINT, fixed BOOLEAN",
            [f"{p.start // DAY}, {p.start}, {p.end}, {p.due}, {str(p.fixed).lower()}" for p in made],
        )
        self.store.run(
            "CREATE OR REPLACE TEMP TABLE due AS SELECT t.*, "
            "CASE WHEN fixed THEN due ELSE due + (begun - low) END AS due FROM timed AS t "
            f"JOIN dues AS d ON d.day = begun // {DAY} AND begun >= low AND begun < high"
        )
        asked = "paused" if comparator in (">=", ">", "=") else f"paused AND NOT (stop {comparator} due)"
        one_by_one: list[str] = []
        for block, row in self.store.run(f"SELECT block, row FROM due WHERE {asked}"):
            case = one_case(self.store, self.table, int(block), int(row))
            one = timed(case, formula, comparator, limit, clock, pause, now)
            assert one is not None
            one_by_one.append(f"{block}, {row}, {str(one.failed).lower()}, {one.late}")
        for block, row, until, stop in self.store.run(
            f"SELECT block, row, due, stop FROM due WHERE NOT ({asked}) AND stop > due"
        ):
            late = clock.running(int(until), int(stop)) if isinstance(limit, WorkingDays) else stop - until
            one_by_one.append(f"{block}, {row}, NOT {stop} {comparator} {until}, {late}")
        self.store.fill("decided", "block USMALLINT, row BIGINT, failed BOOLEAN, late BIGINT", one_by_one)
        self.store.run(
            "CREATE OR REPLACE TEMP VIEW judged AS SELECT d.*, "
            f"coalesce(o.failed, NOT (stop {comparator} due)) AS failed, coalesce(o.late, 0) AS late "
            "FROM due AS d LEFT JOIN decided AS o ON o.block = d.block AND o.row = d.row"
        )

    def _measured(
        self,
        formula: m.TimeBetween,
        guarantee: Guarantee,
        open_switches: tuple[str, ...],
    ) -> Measured:
        done = "(ended OR late > 0)"
        ((whole, shortest, longest),) = self.store.run(
            f"SELECT count(*), min(taken), max(taken) FROM judged WHERE {done}"
        )
        counted = tuple(
            Counted(case, None, Fraction(seconds), self._origin(block, row))
            for block, row, case, seconds in self._listed("judged", f"{done} AND failed", "late")
        )
        left = self._listed("judged", f"NOT {done}", "0")
        left_out = tuple(LeftOut(case, None, Fraction(1), STILL_OPEN, None) for _, _, case, _ in left)
        unknown = f"nothing is known of `{formula.first}`"
        never = self._listed("mine", "begun IS NULL", "0")
        left_out += tuple(LeftOut(case, None, Fraction(1), unknown, None) for _, _, case, _ in never)
        if not whole:
            return Measured(None, None, None, "cases", (), left_out, NO_CASE, open_switches)
        value: Value = Duration(Fraction(shortest if guarantee.comparator in (">=", ">") else longest))
        if guarantee.share is not None:
            value = Ratio(Fraction(whole - len(counted), whole))
        elif guarantee.percentile is not None:
            wanted = guarantee.percentile * whole / 100
            rank = max(-(-wanted.numerator // wanted.denominator), 1)
            ((seconds,),) = self.store.run(
                "SELECT min(taken) FROM (SELECT taken, sum(n) OVER (ORDER BY taken) AS upto FROM "
                f"(SELECT taken, count(*) AS n FROM judged WHERE {done} GROUP BY taken)) WHERE upto >= {rank}"
            )
            value = Duration(Fraction(seconds))
        in_time = Fraction(whole - len(counted))
        return Measured(value, in_time, Fraction(whole), "cases", counted, left_out, "", open_switches)

    def _listed(self, table: str, condition: str, amount: str) -> list[tuple[int, int, str, int]]:
        query = f"SELECT block, row, id, {amount} FROM {table} WHERE {condition} ORDER BY block, row"
        return self.store.run(query)

    def _origin(self, block: int, row: int) -> str:
        table = self.table.blocks[block].table
        return f"{table.file}:{table.line(row)}"


def _place(guarantee: Guarantee, agreement: Agreement) -> int | None:
    """The place of the promise's priority among the agreement's; None when it is about all."""
    if guarantee.priority is None or agreement.priorities is None:
        return None
    return [p.name for p in agreement.priorities.items].index(guarantee.priority.name)


def _pausing(pause: m.Condition | None) -> list[str] | None:
    """The states in any of which the clock stands still; None for a condition that is no such list."""
    match pause:
        case None:
            return []
        case m.Holds(name):
            return [name]
        case m.Combined("or", left, right):
            one, other = _pausing(left), _pausing(right)
            return None if one is None or other is None else [*one, *other]
    return None


def _reach(limit: TimeSpan) -> int:
    """Days after a start that the limit may look at, with some to spare."""
    match limit:
        case Months(count):
            return 40 + 31 * count
        case Years(count):
            return 40 + 366 * count
        case WorkingDays(count) | CalendarDays(count):
            return 40 + 4 * count
    return 40
