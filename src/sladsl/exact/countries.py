"""ISO 3166-1 alpha-2 country codes, as the time zone database ships them."""

from __future__ import annotations

from functools import cache

from sladsl.resources import zone_folder


@cache
def names() -> dict[str, str]:
    """English short name by code."""
    table = (zone_folder() / "zoneinfo" / "iso3166.tab").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in table.splitlines() if line and not line.startswith("#"))
    return {row[0]: row[1] for row in rows}


_USUAL_SLIPS = {"UK": "GB", "EN": "GB", "EL": "GR", "USA": "US"}


def is_country(code: str) -> bool:
    """Whether `code` is an ISO 3166-1 alpha-2 code in capitals."""
    return code in names()


def suggestions(text: str) -> tuple[str, ...]:
    """Codes that were probably meant: the code in other case, or the country of that name."""
    known = names()
    upper = text.upper()
    if upper in _USUAL_SLIPS:
        return (_USUAL_SLIPS[upper],)
    if upper in known:
        return (upper,)
    return tuple(code for code, name in known.items() if name.lower().startswith(text.lower()))[:3]
