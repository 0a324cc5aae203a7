"""IANA time zones: which names are allowed, and the way between wall clocks and instants.

Instants are whole UTC seconds since 1970. Zones are read from the `tzdata` package and never from the
machine, so that the same source gives the same bytes everywhere.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from sladsl.exact.near_words import near_words
from sladsl.resources import zone_folder

_EPOCH = datetime(1970, 1, 1)
_AREAS = {
    *("Africa", "America", "Antarctica", "Arctic", "Asia"),
    *("Atlantic", "Australia", "Europe", "Indian", "Pacific"),
}
# Abbreviations name several zones at once (CST: Chicago, Shanghai, Havana) or half a year of one.
_MEANT = {
    "EST": ("America/New_York", "America/Toronto"),
    "EDT": ("America/New_York", "America/Toronto"),
    "ET": ("America/New_York", "America/Toronto"),
    "CST": ("America/Chicago", "Asia/Shanghai"),
    "CDT": ("America/Chicago",),
    "MST": ("America/Denver", "America/Phoenix"),
    "MDT": ("America/Denver",),
    "PST": ("America/Los_Angeles", "America/Vancouver"),
    "PDT": ("America/Los_Angeles", "America/Vancouver"),
    "PT": ("America/Los_Angeles", "America/Vancouver"),
    "GMT": ("UTC", "Europe/London"),
    "Z": ("UTC",),
    "ZULU": ("UTC",),
    "UCT": ("UTC",),
    "ETC/UTC": ("UTC",),
    "BST": ("Europe/London",),
    "WET": ("Europe/Lisbon",),
    "CET": ("Europe/Berlin", "Europe/Paris", "Europe/Warsaw"),
    "CEST": ("Europe/Berlin", "Europe/Paris", "Europe/Warsaw"),
    "MET": ("Europe/Berlin", "Europe/Paris"),
    "EET": ("Europe/Helsinki", "Europe/Athens", "Europe/Kyiv"),
    "EEST": ("Europe/Helsinki", "Europe/Athens", "Europe/Kyiv"),
    "MSK": ("Europe/Moscow",),
    "IST": ("Asia/Kolkata", "Asia/Jerusalem", "Europe/Dublin"),
    "JST": ("Asia/Tokyo",),
    "HKT": ("Asia/Hong_Kong",),
    "SGT": ("Asia/Singapore",),
    "AEST": ("Australia/Sydney", "Australia/Brisbane"),
    "NZST": ("Pacific/Auckland",),
    "US/EASTERN": ("America/New_York",),
    "US/CENTRAL": ("America/Chicago",),
    "US/MOUNTAIN": ("America/Denver",),
    "US/PACIFIC": ("America/Los_Angeles",),
}


@cache
def names() -> frozenset[str]:
    """Every name allowed: `UTC` and the `Area/City` names."""
    known = (zone_folder() / "zones").read_text("utf-8").split()
    return frozenset({"UTC"} | {name for name in known if "/" in name and name.split("/")[0] in _AREAS})


def is_zone(name: str) -> bool:
    """Whether `name` is an IANA `Area/City` name or `UTC`; abbreviations such as EST or CET are not."""
    return name in names()


def zone_suggestions(name: str) -> tuple[str, ...]:
    """Up to three zones that were perhaps meant, best first: `EST`, `Helsinki`, `europe/helsinky`."""
    wanted = name.strip().replace(" ", "_")
    if wanted.upper() in _MEANT:
        return _MEANT[wanted.upper()]
    spelled: dict[str, str] = {}
    for known in sorted(names()):
        spelled.setdefault(known.lower(), known)
        spelled.setdefault(known.rpartition("/")[2].lower(), known)
    close = near_words(wanted.lower(), spelled, 6, percent=75)
    return tuple(dict.fromkeys(spelled[each] for each in close))[:3]


def release() -> str:
    """The IANA release the zones are of, such as `2026f`."""
    from importlib import import_module

    return str(import_module("tzdata").IANA_VERSION)


@cache
def load(name: str) -> ZoneInfo:
    """The zone of an allowed name; raises ValueError for any other."""
    if not is_zone(name):
        raise ValueError(f"not a zone: {name}")
    with zone_folder().joinpath("zoneinfo", *name.split("/")).open("rb") as data:
        return ZoneInfo.from_file(data, key=name)


def wall(zone: ZoneInfo, instant: int) -> datetime:
    """What the zone's clocks read at the instant, as a datetime without zone."""
    return datetime.fromtimestamp(instant, zone).replace(tzinfo=None, fold=0)


def first_instant(zone: ZoneInfo, reading: datetime) -> int:
    """The first instant at which the zone's clocks read `reading` or later.

    A reading that is skipped becomes the end of the gap; one that happens twice, its first time.
    """
    early, late = _both(zone, reading)
    return early if early <= late else _change_between(zone, late, early)


def end_instant(zone: ZoneInfo, reading: datetime) -> int:
    """The instant just after the last one at which the zone's clocks read earlier than `reading`.

    A reading that is skipped becomes the end of the gap; one that happens twice, its second time,
    except the very first reading of the repeated stretch, before which nothing is repeated.
    """
    early, late = _both(zone, reading)
    if early > late:
        return _change_between(zone, late, early)
    return late if early == late or wall(zone, late - 1) < reading else early


def day_start(zone: ZoneInfo, day: date) -> int:
    """The instant at which the local date begins, midnight or the first reading after a gap."""
    return first_instant(zone, datetime.combine(day, time()))


def _both(zone: ZoneInfo, reading: datetime) -> tuple[int, int]:
    """The reading with the offset before and the offset after a change of the clocks near it.

    The first is the smaller when the reading happens twice, and the larger when it is skipped.
    """
    seconds = _seconds(reading - _EPOCH)
    before = reading.replace(tzinfo=zone, fold=0).utcoffset()
    after = reading.replace(tzinfo=zone, fold=1).utcoffset()
    assert before is not None and after is not None
    return seconds - _seconds(before), seconds - _seconds(after)


def _seconds(delta: timedelta) -> int:
    return delta.days * 86_400 + delta.seconds


def _change_between(zone: ZoneInfo, low: int, high: int) -> int:
    """The instant in (low, high] at which the offset changes; there is exactly one."""
    before = datetime.fromtimestamp(low, zone).utcoffset()
    while high - low > 1:
        middle = (low + high) // 2
        if datetime.fromtimestamp(middle, zone).utcoffset() == before:
            low = middle
        else:
            high = middle
    return high
