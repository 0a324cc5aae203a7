"""What the user names as data: which name of the source stands for which file or server."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

SERVERS = frozenset({"prometheus"})
"""Origins that are servers, read by address; all others are files."""
OWN = frozenset({"outages", "exclusions", "samples"})
"""Files whose columns are fixed and that no measure needs to name."""


@dataclass(frozen=True, slots=True)
class Bindings:
    """`files` and `servers` by the origin of the measures they serve, `histories` of states likewise."""

    files: Mapping[str, str] = field(default_factory=dict)
    histories: Mapping[str, str] = field(default_factory=dict)
    servers: Mapping[str, str] = field(default_factory=dict)


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
            raise ValueError(f"'{text}' is not NAME=FILE, such as tickets=tickets.csv")
        if dot and (part != "states" or origin in SERVERS | OWN):
            raise ValueError(f"'{name}' is no data: besides {origin} there is only NAME.states")
        if (origin in SERVERS) != place.startswith(("http://", "https://")):
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
