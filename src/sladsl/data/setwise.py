"""Times of cases against their limit for any number of cases, in the database: the numbers of times.py.

Most cases are decided in one pass for all promises (lanes.py). Those that have not ended, whose states lie
over one another or over the edges of the case, and limits in days are looked at apart, still as sets.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from sladsl.data import histories, sql
from sladsl.data.asked import Asked, asked
from sladsl.data.case_objects import all_cases, one_case
from sladsl.data.cases import CaseTable, Seen
from sladsl.data.days import DAY, spread
from sladsl.data.deadlines import pieces
from sladsl.data.lanes import AFTER, BEFORE, is_plain, run_pass
from sladsl.data.parts import LISTED, STILL_OPEN, Part, listed, measured, names_of
from sladsl.data.store import Store
from sladsl.evaluate.clocks import Clock, due_of, timed
from sladsl.evaluate.evaluate import period_of
from sladsl.evaluate.events import NO_CASES
from sladsl.evaluate.facts import Facts, ServiceFacts
from sladsl.evaluate.measure import facts_about
from sladsl.evaluate.results import Measured
from sladsl.evaluate.times import NO_LIMIT, UPPER, clock_of, time_between
from sladsl.exact.calendars import Calendar
from sladsl.exact.durations import CalendarDays, Deadline, Duration, Months, TimeSpan, WorkingDays, Years
from sladsl.exact.periods import Period
from sladsl.model import metrics as m
from sladsl.model.agreements import Agreement, Guarantee
from sladsl.model.metrics import Switches
from sladsl.syntax.words import Comparator

_DAYS = (WorkingDays, CalendarDays, Months, Years)
_Known = tuple[Guarantee, Switches, Period]


class SetWise:
    """Times the cases of a table; a `Timing` of evaluate/facts.py. At most `listed` cases of a promise are
    named one by one."""

    def __init__(self, store: Store, table: CaseTable, listed: int = LISTED) -> None:
        self.store, self.table, self._listed = store, table, listed
        self._known: list[tuple[_Known, Asked, Part]] = []
        self._names: dict[tuple[int, int], str] = {}

    def survey(self, agreement: Agreement, period: Period, facts: Facts) -> Mapping[tuple[int, int], Seen]:
        """Works out every time of cases that the agreement promises in the period, in one pass; the records
        by block and problem that it met."""
        found: list[tuple[Asked, ServiceFacts]] = []
        for promise in agreement.promises:
            formula = promise.metric.formula
            own = promise.period is None or period_of(promise, agreement, period) == period
            if own and isinstance(formula, m.TimeBetween):
                switches = promise.switches.over(promise.metric.switches)
                one = asked(self.table, formula, promise, agreement, switches, period)
                if one is not None and is_plain(one):
                    found.append((one, facts_about(promise, agreement, None, facts)))
        return self._passed(found, period)

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
        for (promise, chosen, then), one, part in self._known:
            if promise is guarantee and chosen == switches and then == period:
                return measured(self.table, one, part, self._names, self._listed)
        made = asked(self.table, formula, guarantee, agreement, switches, period)
        if made is None:
            return Measured(None, None, None, "cases", reason=NO_CASES)
        elapsed = made.states and switches.pause_in == "elapsed time"
        if made.states is None or elapsed or isinstance(guarantee.target, Deadline):
            # A pause that no list of states says, or that lasts in any hours, is worked out case by case, and
            # so are targets that are instants.
            cases = all_cases(self.store, self.table)
            return time_between(formula, guarantee, agreement, switches, cases, facts, period)
        if is_plain(made):
            self._passed([(made, facts)], period)
            return self(formula, guarantee, agreement, switches, facts, period)
        part = self._apart(made, facts)
        names = names_of(self.store, listed([part], self._listed))
        return measured(self.table, made, part, names, self._listed)

    def _passed(
        self, asks: Sequence[tuple[Asked, ServiceFacts]], period: Period
    ) -> Mapping[tuple[int, int], Seen]:
        """Runs a pass, looks at what it left, and keeps what both found."""
        reach = (period.start - BEFORE, period.end + AFTER)
        clocks = [clock_of(a.guarantee, a.agreement, facts, *reach).calendar for a, facts in asks]
        found = run_pass(
            self.store,
            self.table,
            [(a, c) for (a, _), c in zip(asks, clocks, strict=True)],
            reach,
            self._listed,
        )
        for number, (one, facts) in enumerate(asks):
            part = found.parts[number]
            if part.undecided:
                rest = self._apart(one, facts, found.rests[number], found.extents[number])
                rest.cases = rest.differing = 0
                part.add(rest)
            self._known.append(((one.guarantee, one.switches, one.period), one, part))
        self._names |= names_of(self.store, listed(found.parts, self._listed) - self._names.keys())
        return found.seen

    def _apart(
        self, one: Asked, facts: ServiceFacts, cases: str = "cases", extent: tuple[int, int] | None = None
    ) -> Part:
        """The promise over its cases in a relation, each step a table. `extent` is the first and the last
        instant of any event of all its cases, where these are not in the relation."""
        known = [f"e{i}" for i in range(len(self.table.events))]
        latest, earliest = f"greatest({', '.join(known)})", f"least({', '.join(known)})"
        of_promise = f"FROM {cases} WHERE problem = 0 AND {one.mine}"
        ((count, first, last),) = self.store.run(
            f"SELECT count(*), min({earliest}), max({latest}) {of_promise} AND {one.inside}"
        )
        part = Part(cases=int(count))
        if extent is not None:
            first, last = extent
        if one.closed is not None:
            ((differing,),) = self.store.run(f"SELECT count(*) {of_promise} AND {one.inside} <> {one.closed}")
            part.differing = int(differing)
        if not count:
            return part
        chosen = (
            f"SELECT block, row, id, {one.begun} AS begun, {one.ended} AS ended {of_promise} AND {one.inside}"
        )
        self.store.run(f"CREATE OR REPLACE TEMP TABLE mine AS {chosen}")
        now = max(one.period.end, int(last))
        begins = min(one.period.start, int(first))
        clock = clock_of(one.guarantee, one.agreement, facts, begins, now)
        self._timed(clock, now, int(first), one.states or ())
        limit = one.guarantee.target
        comparator = one.guarantee.comparator
        if isinstance(limit, _DAYS):
            self._by_days(one.formula, comparator, limit, clock, now, one.switches.pause)
        else:
            self._by_length(comparator, limit.seconds if isinstance(limit, Duration) else NO_LIMIT.seconds)
        self._judged(one, part)
        return part

    def _judged(self, one: Asked, part: Part) -> None:
        """Fills a part from view `judged` and what of `mine` never began."""
        over = "late > 0 OR failed" if one.guarantee.comparator in UPPER else "late > 0"
        run, done = self.store.run, f"(ended OR {over})"
        ((whole, failed, shortest, longest),) = run(
            f"SELECT count(*), count(*) FILTER (failed), min(taken), max(taken) FROM judged WHERE {done}"
        )
        part.done, part.failed, part.shortest, part.longest = int(whole), int(failed), shortest, longest
        order = f"ORDER BY block, row LIMIT {self._listed}"
        late = run(f"SELECT block, row, late FROM judged WHERE {done} AND failed {order}")
        part.late = [(int(block), int(row), int(seconds)) for block, row, seconds in late]
        unknown = f"nothing is known of `{one.formula.first}`"
        left = (
            f"(SELECT block, row, {sql.literal(STILL_OPEN)} AS reason FROM judged WHERE NOT {done} UNION ALL "
            f"SELECT block, row, {sql.literal(unknown)} FROM mine WHERE begun IS NULL)"
        )
        ((part.left_count,),) = run(f"SELECT count(*) FROM {left}")
        part.left = [(int(b), int(r), str(why)) for b, r, why in run(f"SELECT * FROM {left} {order}")]
        if (
            part.failed > len(part.late)
            or one.guarantee.credit is not None
            or one.guarantee.bonus is not None
        ):
            delays = run(f"SELECT late, count(*) FROM judged WHERE {done} AND failed GROUP BY late")
            part.delays.update({int(seconds): int(n) for seconds, n in delays})
        if one.guarantee.percentile is not None:
            taken = run(f"SELECT taken, count(*) FROM judged WHERE {done} GROUP BY taken")
            part.taken.update({int(seconds): int(n) for seconds, n in taken})

    def _timed(self, clock: Clock, now: int, first: int, states: Sequence[str]) -> None:
        """Table `timed`: block, row, begun, stop, ended (whether), paused (whether), taken."""
        days = spread(self.store, "days", clock.calendar, first, now)
        stop = f"coalesce(ended, {now})"
        plain = (
            "SELECT m.block, m.row, id, begun, stop, ended, "
            f"{days.passed('stop', 'z')} - {days.passed('begun', 'a')} AS taken FROM "
            f"(SELECT block, row, id, begun, {stop} AS stop, ended IS NOT NULL AS ended FROM mine "
            f"WHERE begun IS NOT NULL) AS m {days.join('begun', 'a')} {days.join('stop', 'z')}"
        )
        if not states or not self.table.histories:
            self.store.run(
                "CREATE OR REPLACE TEMP TABLE timed AS SELECT block, row, id, begun, stop, ended, "
                f"false AS paused, taken FROM ({plain})"
            )
            return
        parts = " UNION ALL ".join(
            "SELECT m.block, m.row, greatest(h.u, begun) AS start, "
            f"least(coalesce(h.v, {now}), {stop}) AS stop "
            f"FROM {histories.relation(n)} AS h JOIN mine AS m ON m.id = h.id "
            f"WHERE m.block = {n} AND h.problem = 0 AND h.state IN {sql.literals(states)}"
            for n in self.table.histories
        )
        # A case's pauses in the order of their starts: each counts from where all before it have ended.
        self.store.run(
            "CREATE OR REPLACE TEMP TABLE apart AS SELECT block, row, CAST(sum("
            f"{days.passed('high', 'z')} - {days.passed('low', 'a')}) AS BIGINT) AS seconds FROM ("
            "SELECT block, row, greatest(start, coalesce(before, start)) AS low, stop AS high FROM ("
            "SELECT block, row, start, stop, max(stop) OVER (PARTITION BY block, row ORDER BY start, stop "
            "ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS before FROM ("
            f"{parts}) WHERE start < stop)) AS p {days.join('low', 'a')} {days.join('high', 'z')} "
            "WHERE low < high GROUP BY block, row"
        )
        self.store.run(
            "CREATE OR REPLACE TEMP TABLE timed AS SELECT t.block, t.row, id, begun, stop, ended, "
            "seconds IS NOT NULL AS paused, taken - coalesce(seconds, 0) AS taken "
            f"FROM ({plain}) AS t LEFT JOIN apart AS s ON s.block = t.block AND s.row = t.row"
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
