"""The table of days: for each UTC day the working seconds before it, and its openings; joined by equality.

Every day from the first to the last stands in it, those without an opening too, so that a join by the day
loses nobody; and every sum over open time is two look-ups and a subtraction.
"""

from __future__ import annotations

from sladsl.data.store import Store
from sladsl.exact.calendars import Calendar

DAY = 86_400


def day_table(store: Store, calendar: Calendar, first: int, last: int) -> int:
    """Makes table `days` for the instants from `first` to `last`, both included; how many openings its
    widest day has. Columns: day (UTC days since 1970), before, and start and length of opening 0, 1, …"""
    begin, end = first // DAY, last // DAY + 1
    by_day: dict[int, list[tuple[int, int]]] = {}
    for start, stop in calendar.intervals(begin * DAY, end * DAY):
        for day in range(start // DAY, -(-stop // DAY)):
            low, high = max(start, day * DAY), min(stop, (day + 1) * DAY)
            by_day.setdefault(day, []).append((low, high - low))
    pieces = max((len(openings) for openings in by_day.values()), default=0)
    rows: list[str] = []
    before = 0
    for day in range(begin, end):
        openings = by_day.get(day, [])
        # An opening of no length adds nothing, wherever it starts.
        padded = openings + [(day * DAY, 0)] * (pieces - len(openings))
        values = ", ".join(f"{start}, {length}" for start, length in padded)
        rows.append(f"{day}, {before}{', ' + values if values else ''}")
        before += sum(length for _, length in openings)
    columns = "".join(f", s{i} BIGINT, n{i} BIGINT" for i in range(pieces))
    store.fill("days", f"day BIGINT, before BIGINT{columns}", rows)
    return pieces
