"""National holidays by country and subdivision, from the tables of the `holidays` package."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from types import MappingProxyType

from sladsl.exact.near_words import near_words

# The package takes a tenth of a second to import, so every function imports it on its own.

_USUAL_SLIPS = {"UK": "GB", "EN": "GB", "EL": "GR", "ENGLAND": "GB", "USA": "US", "EU": "DE"}


class UnknownPlace(ValueError):  # noqa: N818
    """A country or a subdivision without known holidays."""


def national(place: str, years: Iterable[int], language: str | None = None) -> Mapping[date, str]:
    """Public holidays of `FI` or `DE-BY` in those years, by date; days observed instead are included.

    Names come in the country's own language, or in `language` (`en_US`, `fi`) where it is translated.
    Raises UnknownPlace. Outside `known_years` the mapping is empty.
    """
    found: dict[date, str] = {}
    for year in sorted(set(years)):
        found.update(_of_year(place, year, language))
    return MappingProxyType(dict(sorted(found.items())))


@cache
def _of_year(place: str, year: int, language: str | None) -> tuple[tuple[date, str], ...]:
    import holidays

    country, _, subdivision = place.partition("-")
    if not is_place(place):
        raise UnknownPlace(place)
    days = holidays.country_holidays(country, subdiv=subdivision or None, years=year, language=language)
    return tuple(sorted((day, name) for day, name in days.items() if day.year == year))


def is_country(code: str) -> bool:
    """Whether holidays are known for the ISO 3166 code of two capital letters."""
    return code in _countries()


def is_place(place: str) -> bool:
    """Whether holidays are known for a country (`FI`) or a country and its subdivision (`DE-BY`)."""
    country, dash, subdivision = place.partition("-")
    return is_country(country) and (not dash or subdivision in subdivisions(country))


def subdivisions(country: str) -> tuple[str, ...]:
    """The codes of a known country's parts that have holidays of their own: BY, BE ... of DE."""
    import holidays

    return tuple(holidays.country_holidays(country).subdivisions)


@cache
def known_years(place: str) -> tuple[int, int]:
    """The first and the last year for which the tables speak."""
    import holidays

    if not is_place(place):
        raise UnknownPlace(place)
    table = holidays.country_holidays(place.partition("-")[0])
    return table.start_year, table.end_year


def suggestions(place: str) -> tuple[str, ...]:
    """Up to three places that were perhaps meant, best first: `UK`, `Finland`, `FIN`, `de-by`, `DE-XY`."""
    wanted = place.strip().upper()
    if is_place(wanted):
        return (wanted,)
    country, dash, subdivision = wanted.partition("-")
    if dash and is_country(country):
        close = near_words(subdivision, subdivisions(country), 3, percent=40)
        return tuple(f"{country}-{each}" for each in close)
    if wanted in _USUAL_SLIPS:
        return (_USUAL_SLIPS[wanted],)
    spelled = {name.upper(): code for code, words in _countries().items() for name in words}
    close = near_words(wanted.replace(" ", ""), sorted(spelled), 3, percent=75)
    return tuple(dict.fromkeys(spelled[each] for each in close))


def release() -> str:
    """The release of the tables, for statements such as "holidays as in release 0.109"."""
    from holidays.version import __version__

    return __version__


@cache
def _countries() -> dict[str, tuple[str, ...]]:
    """Every country's code of two letters, with its name in one word and its code of three letters."""
    from holidays.registry import COUNTRIES

    return {entry[1]: (entry[0], entry[2]) for entry in COUNTRIES.values()}
