"""Calendars and windows: from weekdays, hours and dates to exact sets of instants."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from sladsl.diagnostics import catalogue
from sladsl.diagnostics.diagnostic import Label
from sladsl.exact import calendars as exact
from sladsl.exact import zones
from sladsl.model.catalogue import Calendar, CalendarRule, CalendarSet, Window
from sladsl.model.context import Context
from sladsl.model.scope import Decl, Scope, spelling_fix
from sladsl.syntax import ast
from sladsl.syntax.nodes import Node

WEEKDAYS = {name: number for number, name in enumerate(("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"))}
ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": -1}
FIRST_YEAR, LAST_YEAR = 1970, 2200


def calendar(context: Context, decl: Decl) -> Calendar | None:
    """The calendar a declaration makes, resolved once."""
    return context.once(decl, lambda d: _calendar(context, d))


def calendar_of(context: Context, scope: Scope, node: Node) -> Calendar | None:
    """The calendar a reference or a set expression in brackets stands for."""
    if isinstance(node, ast.Ref):
        decl = context.find_plain(scope, node, "calendar")
        return None if decl is None else calendar(context, decl)
    composed = None if context.too_deep(scope, node) else _read_set(context, scope, node)
    if composed is None:
        return None
    instants, shape, text = composed
    return Calendar(text, context.words(scope, None, text), None, (), shape, instants, scope.span(node))


def zone_name(context: Context, scope: Scope, string: ast.String) -> str | None:
    """A checked IANA zone."""
    name = context.plain(scope, string)
    if not name.strip():
        return None
    if zones.is_zone(name):
        return name
    near = zones.zone_suggestions(name)
    context.findings.add(
        catalogue.UNKNOWN_ZONE,
        f"`{name}` is not an IANA time zone",
        Label(scope.span(string)),
        notes=("an abbreviation such as EST names no zone: it does not say when the clocks change",)
        if name.isupper()
        else (),
        help=f"did you mean {' or '.join(f'`{n}`' for n in near)}?"
        if near
        else 'write one such as "Europe/Helsinki"',
    )
    return None


def day(context: Context, scope: Scope, node: ast.Date) -> date:
    """A day, checked to lie in the years that calendars are kept for."""
    if not FIRST_YEAR <= node.value.year <= LAST_YEAR:
        context.findings.add(
            catalogue.WRONG_VALUE,
            f"{node.value.isoformat()} lies outside the years {FIRST_YEAR} to {LAST_YEAR}",
            Label(scope.span(node)),
            help="check the year",
        )
        return node.value.replace(year=min(max(node.value.year, FIRST_YEAR), LAST_YEAR), day=1)
    return node.value


def minutes(node: ast.Time) -> int:
    """Minutes from midnight; seconds are dropped."""
    hour, minute, *_ = (int(part) for part in node.text.split(":"))
    return hour * 60 + minute


def instant(context: Context, scope: Scope, node: ast.Instant) -> datetime:
    """A wall-clock reading; 24:00 is midnight of the next day."""
    parts = [int(part) for part in node.time.text.split(":")] + [0]
    start = datetime.combine(day(context, scope, node.date), time())
    return start + timedelta(hours=parts[0], minutes=parts[1], seconds=parts[2])


def weekdays(context: Context, scope: Scope, days: tuple[ast.DayRange, ...]) -> tuple[int, ...]:
    """The weekdays of `Mon-Fri, Sun`, Monday 0, in order and once."""
    found: set[int] = set()
    for item in days:
        first = context.choice(scope, item.first, WEEKDAYS, "weekday")
        last = first if item.last is None else context.choice(scope, item.last, WEEKDAYS, "weekday")
        if first is None or last is None:
            continue
        length = (last - first) % 7
        found.update((first + step) % 7 for step in range(length + 1))
    return tuple(sorted(found))


def _hours(
    context: Context, scope: Scope, ranges: tuple[ast.TimeRange, ...] | None
) -> tuple[tuple[int, int], ...]:
    return tuple(_stretch(context, scope, each) for each in ranges or ())


def _stretch(context: Context, scope: Scope, node: ast.TimeRange) -> tuple[int, int]:
    """Minutes from midnight, begin and end; an end before the begin is on the next day."""
    first, last = minutes(node.first), minutes(node.last)
    shown = scope.span(node).text
    for moment in (node.first, node.last):
        if moment.text.count(":") == 2 and not moment.text.endswith(":00"):
            context.wrong_value(
                scope,
                moment,
                f"`{moment.text}`: hours begin and end on a full minute",
                "leave out the seconds",
            )
    if first == 1440:
        context.wrong_value(
            scope,
            node.first,
            "`24:00` ends a day and begins none",
            "write `00:00`, and name the day that begins then",
        )
    elif first == last:
        context.wrong_value(
            scope,
            node,
            f"`{shown}` ends where it begins: it is either nothing or a whole day",
            "write `00:00-24:00` for a whole day, or correct one of the two",
        )
    return first % 1440, last


def _calendar(context: Context, decl: Decl) -> Calendar | None:
    scope = Scope(decl.file)
    node = decl.node
    if isinstance(node, ast.CalendarSet):
        composed = _read_set(context, scope, node.value)
        if composed is None:
            return None
        instants, shape, _ = composed
        title = context.words(scope, node.title, decl.name)
        return Calendar(context.key(decl), title, None, (), shape, instants, decl.name_span)
    assert isinstance(node, ast.Calendar)
    zone_node = context.single(scope, node.body, ast.Zone, "the zone")
    zone = zone_name(context, scope, zone_node.string) if zone_node else None
    rules = [r for item in node.body if (r := _rule(context, scope, item)) is not None]
    if not any(r.kind in ("always", "days", "date") for r in rules):
        context.left_out(
            scope,
            node.name,
            f"calendar `{decl.name}` is never open",
            "add a line such as `open Mon-Fri 08:00-17:00`",
        )
        return None
    if zone is None and any(r.kind != "always" for r in rules):
        if zone_node is None:
            context.left_out(
                scope,
                node.name,
                f"calendar `{decl.name}` has hours but no zone",
                'say whose clock it follows, as in `zone "Europe/Helsinki"`',
            )
        return None
    if _closed_again(zone or "UTC", rules):
        context.findings.add(
            catalogue.LEFT_OUT,
            f"calendar `{decl.name}` is never open: all its hours are closed again",
            Label(scope.span(node.name)),
            *(Label(r.span, "closed here") for r in rules if r.span and r.kind == "closed_days"),
            help="take out what closes them, or open other hours",
        )
        return None
    instants = _instants(zone or "UTC", rules)
    title = context.words(scope, node.title, decl.name)
    return Calendar(context.key(decl), title, zone, tuple(rules), None, instants, decl.name_span)


def _rule(context: Context, scope: Scope, item: Node) -> CalendarRule | None:
    span = scope.span(item)
    match item:
        case ast.OpenAlways():
            return CalendarRule("always", span=span)
        case ast.OpenDays():
            return CalendarRule(
                "days", weekdays(context, scope, item.days), _hours(context, scope, item.ranges), span=span
            )
        case ast.OpenDate():
            return CalendarRule(
                "date", (), _hours(context, scope, item.ranges), day(context, scope, item.date), span=span
            )
        case ast.ClosedDays():
            return CalendarRule(
                "closed_days",
                weekdays(context, scope, item.days),
                _hours(context, scope, item.ranges),
                span=span,
            )
        case ast.ClosedDate():
            first = day(context, scope, item.first)
            last = day(context, scope, item.last) if item.last else None
            if last is not None and last < first:
                context.wrong_value(
                    scope, item, "the last day lies before the first", "exchange the two dates"
                )
                return None
            return CalendarRule(
                "closed_date", (), _hours(context, scope, item.ranges), first, last, span=span
            )
        case ast.ClosedHolidays():
            place = _place(context, scope, item.region)
            return None if place is None else CalendarRule("holidays", place=place, span=span)
    return None


def _place(context: Context, scope: Scope, region: ast.Region) -> str | None:
    from sladsl.exact import holidays  # the tables are slow to load

    place = region.country.text + (f"-{region.part.text}" if region.part else "")
    if holidays.is_place(place):
        return place
    near = holidays.suggestions(place)
    span = scope.span(region)
    context.findings.add(
        catalogue.UNKNOWN_COUNTRY,
        f"no public holidays are known for `{place}`",
        Label(span),
        help=f"did you mean `{near[0]}`?"
        if near
        else "write a country or region of ISO 3166, as in `FI` or `DE-BY`",
        fix=spelling_fix(span, near[0]) if near else None,
    )
    return None


def _closed_again(zone: str, rules: list[CalendarRule]) -> bool:
    """Whether of the hours of every week nothing is left."""
    lasting = [rule for rule in rules if rule.kind in ("always", "days", "closed_days")]
    if any(rule.kind == "date" for rule in rules) or all(rule.kind != "closed_days" for rule in rules):
        return False
    # Two weeks, since an hour of one may be skipped by clocks that are put forward.
    return not any(_instants(zone, lasting).intervals(0, 14 * 86_400))


def _instants(zone: str, rules: list[CalendarRule]) -> exact.Calendar:
    """Weekly hours, less closed weekdays and holidays, plus single open dates, less single closed ones."""
    opened: list[exact.Calendar] = []
    for rule in rules:
        if rule.kind == "always":
            opened.append(exact.ALWAYS)
        elif rule.kind == "days":
            opened.append(_weekly(zone, rule))
    result = _united(opened)
    closed = [_weekly(zone, r) for r in rules if r.kind == "closed_days"]
    closed += [exact.Holidays(zone, r.place) for r in rules if r.kind == "holidays"]
    if closed:
        result = exact.Difference(result, _united(closed))
    extra = [_dated(zone, r) for r in rules if r.kind == "date"]
    if extra:
        result = _united([result, *extra])
    shut = [_dated(zone, r) for r in rules if r.kind == "closed_date"]
    return exact.Difference(result, _united(shut)) if shut else result


def _united(parts: list[exact.Calendar]) -> exact.Calendar:
    return parts[0] if len(parts) == 1 else exact.Union(tuple(parts))


def _weekly(zone: str, rule: CalendarRule) -> exact.Calendar:
    hours = rule.hours or (exact.WHOLE_DAY,)
    return exact.Weekly(zone, tuple(hours if number in rule.weekdays else () for number in range(7)))


def _dated(zone: str, rule: CalendarRule) -> exact.Calendar:
    assert rule.first is not None
    count = ((rule.last or rule.first) - rule.first).days + 1
    dates = frozenset(rule.first + timedelta(days=step) for step in range(count))
    return _united([exact.Dates(zone, dates, hours) for hours in rule.hours or (exact.WHOLE_DAY,)])


def _read_set(context: Context, scope: Scope, node: Node) -> tuple[exact.Calendar, CalendarSet, str] | None:
    context.resolve_first(scope, node, "calendar", calendar)
    return _set(context, scope, node)


def _set(context: Context, scope: Scope, node: Node) -> tuple[exact.Calendar, CalendarSet, str] | None:
    """A calendar put together from others: its instants, how, and how it was written."""
    if isinstance(node, ast.Group):
        inner = _set(context, scope, node.inner)
        return None if inner is None else (inner[0], inner[1], f"({inner[2]})")
    if isinstance(node, ast.Ref):
        decl = context.find_plain(scope, node, "calendar")
        found = calendar(context, decl) if decl else None
        if found is None:
            return None
        return found.instants, CalendarSet("ref", (), found.key), found.key
    if isinstance(node, ast.Binary) and node.op in ("or", "and", "except"):
        left, right = _set(context, scope, node.left), _set(context, scope, node.right)
        if left is None or right is None:
            return None
        instants: exact.Calendar
        if node.op == "or":
            instants = exact.Union((left[0], right[0]))
        elif node.op == "and":
            instants = exact.Intersection((left[0], right[0]))
        else:
            instants = exact.Difference(left[0], right[0])
        return instants, CalendarSet(node.op, (left[1], right[1])), f"{left[2]} {node.op} {right[2]}"
    context.wrong_value(
        scope,
        node,
        "calendars are put together with `or`, `and` and `except` from calendars only",
        "name a calendar, or declare one for these hours",
    )
    return None


def window(context: Context, scope: Scope, node: ast.Window) -> Window | None:
    """When an exclusion may be used."""
    span = scope.span(node)
    match node.when:
        case ast.WeeklyWindow() as weekly:
            days = weekdays(context, scope, weekly.days)
            hours = _stretch(context, scope, weekly.range)
            ordinal = ORDINALS[weekly.ordinal] if weekly.ordinal else None
            return Window("weekly", ordinal, days, hours, span=span) if days else None
        case ast.DateWindow() as dated:
            hours = _stretch(context, scope, dated.range)
            first = datetime.combine(day(context, scope, dated.date), time())
            return Window("date", hours=hours, first=first, span=span)
        case ast.InstantWindow() as stretch:
            begins, ends = instant(context, scope, stretch.first), instant(context, scope, stretch.last)
            if ends <= begins:
                context.wrong_value(
                    scope,
                    stretch,
                    "the window ends before it begins"
                    if ends < begins
                    else "the window ends where it begins",
                    "exchange the two instants" if ends < begins else "write when it ends",
                )
                return None
            return Window("stretch", first=begins, last=ends, span=span)
    return None
