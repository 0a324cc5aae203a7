"""What the user names as data: which name of the source stands for which file or server."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from urllib.parse import urlsplit

from sladsl.records import field, record

SERVERS = frozenset({"prometheus"})
"""Origins that are servers, read by address; all others are files."""
BOOKS = frozenset({"fees", "claims"})
"""Files of what was invoiced and claimed, which name no service."""
OWN = frozenset({"outages", "exclusions", "samples"}) | BOOKS
"""Files whose columns are fixed and that no measure needs to name."""
TIMEOUT = 60
"""Seconds that one request to a server may take where nobody says otherwise."""
_WEB = ("http://", "https://")
DATABASES = ("postgresql://", "postgres://")
"""How the address of a database begins that runs elsewhere; its tables stand for files."""


@record
class Bindings:
    """`files` and `servers` by the origin of the measures they serve, `histories` of states likewise."""

    files: Mapping[str, str] = field(default_factory=dict)
    histories: Mapping[str, str] = field(default_factory=dict)
    servers: Mapping[str, str] = field(default_factory=dict)


def is_address(place: str) -> bool:
    """Whether a place is on a server, and no file."""
    return place.startswith((*_WEB, *DATABASES))


def bindings(given: Iterable[str]) -> Bindings:
    """Reads `tickets=tickets.csv`, `tickets.states=history.csv`, `prometheus=http://localhost:9090`.

    Raises ValueError with a sentence for people when one is no such thing or is given twice.
    """
    files: dict[str, str] = {}
    histories: dict[str, str] = {}
    servers: dict[str, str] = {}
    for text in given:
        name, sign, place = text.partition("=")
        origin, dot, part = name.partition(".")
        if not sign or not place or not origin.isidentifier():
            shown = name if is_address(place) else text
            raise ValueError(f"'{shown}' is not NAME=FILE, such as tickets=tickets.csv")
        if dot and (part != "states" or origin in SERVERS | OWN):
            raise ValueError(f"'{name}' is no data: besides {origin} there is only NAME.states")
        if is_address(place):
            _address(name, place)
        if (origin in SERVERS) != place.startswith(_WEB):
            wanted = "an address such as http://localhost:9090" if origin in SERVERS else "a file"
            raise ValueError(f"{origin} is read from {wanted}, not from '{place}'")
        kind = histories if dot else servers if origin in SERVERS else files
        if origin in kind:
            raise ValueError(f"'{name}' is given twice")
        kind[origin] = place
    for origin in histories:
        if origin not in files:
            raise ValueError(f"'{origin}.states' is a history of {origin}: give {origin}=FILE too")
    return Bindings(files, histories, servers)


def _address(name: str, place: str) -> None:
    """A password in an address would stand in lists of processes, in logs and in what is printed."""
    try:
        parts = urlsplit(place)
        host, _ = parts.hostname, parts.port
    except ValueError:
        raise ValueError(f"the address of {name} is none: check its host and its port") from None
    if parts.password is not None or (parts.username is not None and place.startswith(_WEB)):
        way_out = (
            "SLA_PROMETHEUS_USER and SLA_PROMETHEUS_PASSWORD" if place.startswith(_WEB) else "PGPASSWORD"
        )
        raise ValueError(f"the address of {name} holds a password: put that into the variable {way_out}")
    if place.startswith(_WEB) and (not host or parts.query or parts.fragment):
        raise ValueError(f"the address of {name} is none: write it as in http://localhost:9090")
    if any(ord(character) <= 32 for character in place):
        raise ValueError(f"the address of {name} holds a blank or a control character")
