"""The schedules: hours, priorities, sources of measurement and, in our own edition, supporting agreements."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sladsl.exact.holidays import national, release
from sladsl.lower.contract import mentions
from sladsl.lower.contract.calendar_words import calendar_words, place_words
from sladsl.lower.contract.groups import Group
from sladsl.lower.contract.measurement import metrics_of
from sladsl.lower.contract.pen import Pen, capitalised
from sladsl.lower.document import (
    Align,
    Block,
    Clause,
    Code,
    Inlines,
    Preformatted,
    Table,
    Text,
    text,
)
from sladsl.model.agreements import Agreement
from sladsl.model.catalogue import Calendar, CalendarSet, Matrix, Measure, Priorities, Service

_HOLIDAY_YEARS = 3


def calendars_of(pen: Pen, groups: tuple[Group, ...]) -> tuple[Calendar, ...]:
    """Every calendar that the text names, with those it is put together from."""
    agreement = pen.agreement
    todo: list[Calendar | None] = [agreement.hours]
    todo += [g.during for group in groups for g in group.cells]
    todo += [s.outside for s in agreement.surcharges]
    found: dict[str, Calendar] = {}
    for calendar in todo:
        if calendar is not None and not calendar.is_always:
            _collect(pen, calendar, found)
    return tuple(found.values())


def _collect(pen: Pen, calendar: Calendar, found: dict[str, Calendar]) -> None:
    found.setdefault(calendar.key, calendar)
    for key in _refs(calendar.composed):
        if key not in found and key in pen.house.calendars:
            _collect(pen, pen.house.calendars[key], found)


def _refs(shape: CalendarSet | None) -> tuple[str, ...]:
    if shape is None:
        return ()
    return (shape.ref,) if shape.op == "ref" else tuple(key for part in shape.parts for key in _refs(part))


def hours(pen: Pen, calendars: Sequence[Calendar]) -> Clause | None:
    if not calendars:
        return None
    rows = [((Text(pen.title(c.title)),), capitalised(calendar_words(pen, c))) for c in calendars]
    table = pen.table([("column-calendar", Align.START, 1), ("column-meaning", Align.START, 2)], rows)
    holidays = any(rule.kind == "holidays" for c in calendars for rule in c.rules)
    intro = [pen.p("schedule-hours-intro", release=text(release()))] if holidays else []
    years = holiday_years(pen.agreement)
    places = dict.fromkeys(r.place for c in calendars for r in c.rules if r.kind == "holidays")
    children = [_holidays(pen, place, years) for place in places] if years else []
    return pen.section("schedule.hours", "schedule-hours", *intro, table, children=children)


def holiday_years(agreement: Agreement) -> tuple[int, ...]:
    """The years of the term for which holidays are listed, three at most; none without a term."""
    term = agreement.effective
    if term is None:
        return ()
    last = term.first.year + _HOLIDAY_YEARS - 1
    return tuple(range(term.first.year, min(last, term.until.year if term.until else last) + 1))


def _holidays(pen: Pen, place: str, years: tuple[int, ...]) -> Clause:
    rows = []
    for year in years:
        days = [pen.w.formats.day_of_year(day) for day in national(place, [year])]
        rows.append((text(str(year)), text(", ".join(days))))
    table = pen.table([("column-year", Align.START, 0), ("column-days", Align.START, 1)], rows)
    words = pen.p("schedule-holidays-intro", place=text(place_words(pen, place)))
    title = f"{pen.plain('schedule-holidays')}: {place_words(pen, place)}"
    return Clause(f"schedule.hours.{place}", title, (words, table))


def priorities(pen: Pen) -> Clause | None:
    found = pen.agreement.priorities
    if found is None or not _uses_priorities(pen):
        return None
    blocks: list[Block] = [_meanings(pen, found)]
    if found.matrix is not None:
        blocks += [pen.p("schedule-priorities-matrix"), _matrix(pen, found.matrix)]
    return Clause("schedule.priorities", pen.title(found.title), tuple(blocks), (), found.span)


def _uses_priorities(pen: Pen) -> bool:
    agreement = pen.agreement
    return any(g.priority is not None for g in agreement.promises) or bool(agreement.escalations)


def _meanings(pen: Pen, found: Priorities) -> Table:
    described = any(p.meaning is not None for p in found.items)
    heads: list[tuple[str | Inlines, Align, int]] = [
        ("column-priority", Align.START, 0),
        ("column-name", Align.START, 1),
    ]
    heads += [("column-description", Align.START, 3)] if described else []
    rows = []
    for item in found.items:
        row = [text(item.name), text(pen.title(item.title))]
        if described:
            row.append(mentions.inlines(pen, item.meaning) if item.meaning else text("–"))
        rows.append(tuple(row))
    return pen.table(heads, rows)


def _matrix(pen: Pen, matrix: Matrix) -> Table:
    heads: list[tuple[str | Inlines, Align, int]] = [(_axes(pen, matrix), Align.START, 1)]
    heads += [(_level(pen, column), Align.CENTER, 1) for column in matrix.columns]
    rows = [
        (_level(pen, row), *(text(cell or "–") for cell in cells))
        for row, cells in zip(matrix.rows, matrix.cells, strict=True)
    ]
    return pen.table(heads, rows)


def _level(pen: Pen, name: str) -> Inlines:
    return pen.say("matrix-word", word=name) if name in ("high", "medium", "low") else text(_word(name))


def _axes(pen: Pen, matrix: Matrix) -> Inlines:
    known = {"impact": pen.plain("matrix-impact"), "urgency": pen.plain("matrix-urgency")}
    rows, columns = (known.get(n, _word(n)) for n in (matrix.rows_by, matrix.columns_by))
    return text(f"{rows} \\ {columns}")


def _word(name: str) -> str:
    return name.replace("_", " ")


# ---- where the data come from


def sources(pen: Pen, groups: tuple[Group, ...]) -> Clause | None:
    wanted = {m.key for m in metrics_of(pen, groups)}
    measured = [
        (service, measure)
        for service in pen.agreement.services
        for measure in service.measures
        if wanted & {m.key for m in measure.metrics}
    ]
    if not measured:
        return None
    intro = "schedule-sources-intro-internal" if pen.internal else "schedule-sources-intro"
    table = _sources(pen, measured, wanted)
    children = _queries(pen, measured, wanted) if pen.internal else ()
    return pen.section("schedule.sources", "schedule-sources", pen.p(intro), table, children=children)


def _sources(pen: Pen, measured: Sequence[tuple[Service, Measure]], wanted: set[str]) -> Table:
    rows = []
    for service, measure in measured:
        names = [pen.title(m.title) for m in measure.metrics if m.key in wanted]
        signals = dict.fromkeys(s for m in measure.metrics if m.key in wanted for s in m.signals)
        codes: list[Inlines] = [(Code(s),) for s in signals]
        rows.append(
            (
                text(pen.title(service.title)),
                pen.join(names),
                _origin(pen, measure),
                pen.join(codes) if codes else text("–"),
            )
        )
    heads: list[tuple[str | Inlines, Align, int]] = [
        ("column-service", Align.START, 2),
        ("column-metric", Align.START, 3),
        ("column-source", Align.START, 3),
        ("column-signals", Align.START, 2),
    ]
    return pen.table(heads, rows)


def _origin(pen: Pen, measure: Measure) -> Inlines:
    names = {"prometheus": "monitoring", "tickets": "tickets"}
    origin = measure.origin
    source = pen.say("source-name", source=names[origin]) if origin in names else text(origin)
    return source if measure.at is None else pen.say("source-at", source=source, side=measure.at)


def _queries(pen: Pen, measured: Iterable[tuple[Service, Measure]], wanted: set[str]) -> tuple[Clause, ...]:
    """Each measure's signals with their queries, for our own edition."""
    clauses = []
    for number, (service, measure) in enumerate(measured, 1):
        lines = [
            f"{signal}: {query}" if isinstance(query, str) else f"{signal}: {pen.written(query)}"
            for signal, query in measure.mapping
        ]
        names = ", ".join(pen.title(m.title) for m in measure.metrics if m.key in wanted)
        title = f"{pen.title(service.title)}: {names}"
        key = f"schedule.sources.{number}"
        clauses.append(Clause(key, title, (Preformatted("\n".join(lines)),), (), measure.span))
    return tuple(clauses)
