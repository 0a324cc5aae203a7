"""Where the source leaves a switch open and the result hangs on it: every reading of the promise."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import Literal

from sladsl.evaluate.base import BEGUN, UNDEPLOYED
from sladsl.evaluate.events import ATTRIBUTED
from sladsl.evaluate.outages import EMPTY, PARTIAL
from sladsl.model.agreements import Guarantee
from sladsl.model.metrics import Switches
from sladsl.records import replace

_EMPTY: tuple[Literal["good", "bad", "excluded"], ...] = ("good", "bad", "excluded")
_UNDEPLOYED: tuple[Literal["good", "excluded"], ...] = ("good", "excluded")
_BEGUN: tuple[Literal["both", "downtime", "length"], ...] = ("both", "downtime", "length")

_OPEN = {
    EMPTY: "what an interval without data counts as",
    PARTIAL: "whether partial minutes count",
    UNDEPLOYED: "what time counts as before a service existed",
    ATTRIBUTED: "to which period a case belongs",
    BEGUN: "what is cut from a period of which only a part lies in the term",
}


def open_words(switches: tuple[str, ...]) -> str:
    """What the agreement does not say."""
    return "the agreement does not say " + " and ".join(_OPEN[name] for name in switches)


def readings(guarantee: Guarantee, open_switches: tuple[str, ...]) -> Iterator[Guarantee]:
    """The promise with every combination of choices for the switches that it leaves open."""
    choices = [tuple(_choices(name)) for name in open_switches]
    for chosen in product(*choices):
        switches = guarantee.switches
        for each in chosen:
            switches = switches.over(each)
        yield replace(guarantee, switches=switches)


def _choices(name: str) -> Iterator[Switches]:
    match name:
        case "empty":
            yield from (Switches(empty=word) for word in _EMPTY)
        case "partial":
            yield from (Switches(partial=counted) for counted in (True, False))
        case "undeployed":
            yield from (Switches(undeployed=word) for word in _UNDEPLOYED)
        case "attributed":
            yield from (Switches(attributed=event) for event in ("opened", "closed"))
        case "begun":
            yield from (Switches(begun=word) for word in _BEGUN)
