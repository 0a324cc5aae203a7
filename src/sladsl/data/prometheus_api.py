"""A Prometheus over its HTTP API: range queries in chunks, tried again when the way there is at fault."""

from __future__ import annotations

import http.client
import json
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TypedDict, cast

from sladsl.data.logs import exact
from sladsl.data.store import Unreadable

POINTS = 5_000
"""Instants of one request; a server refuses more than 11,000."""
TRIES = 4
TIMEOUT = 60
"""Seconds that one request may take."""


def _quiet(query: str, done: int, of: int) -> None:
    """Tells nobody."""


class _Series(TypedDict, total=False):
    """One series of an answer: the instant and the text of each value, or of the only one."""

    values: list[tuple[float, str]]
    value: tuple[float, str]


@dataclass(slots=True)
class Api:
    """One server. `pause` waits for so many seconds before another try; `told` hears after each chunk which
    query it was of, how many are done and how many there are. `warnings` are what the server said beside."""

    address: str
    pause: Callable[[float], None] = time.sleep
    told: Callable[[str, int, int], None] = _quiet
    warnings: list[str] = field(default_factory=list)

    def instants(self, query: str, first: int, last: int, step: int) -> dict[int, Fraction]:
        """The value of a query that has one series, at first, first + step, … up to last, UTC seconds.

        Exact as the server wrote it. An instant without a value is not there, and neither is NaN: missing is
        not zero. Raises Unreadable when the server cannot be asked or refuses.
        """
        found: dict[int, Fraction] = {}
        chunks = range(first, last + 1, POINTS * step)
        for number, begin in enumerate(chunks, 1):
            end = min(begin + (POINTS - 1) * step, last)
            asked: dict[str, str | int] = {"query": query, "start": begin, "end": end, "step": step}
            for series in self._ask("query_range", asked):
                for at, text in series.get("values", ()):
                    if text in ("+Inf", "-Inf"):
                        self._warn(f"`{query}` is infinite at times: those were not measured")
                        continue
                    value = exact(text)
                    instant = round(float(at))
                    if value is None:
                        continue
                    if instant in found:
                        raise Unreadable(f"`{query}` has several series", "add them up, as in `sum(…)`")
                    found[instant] = value
            self.told(query, number, len(chunks))
        return found

    def at(self, query: str, instant: int) -> Fraction | None:
        """The value of a query that has one series at an instant; None without one."""
        found = self._ask("query", {"query": query, "time": instant})
        if len(found) > 1:
            raise Unreadable(f"`{query}` has several series", "add them up, as in `sum(…)`")
        return exact(str(found[0].get("value", (0, ""))[1])) if found else None

    def _ask(self, what: str, asked: dict[str, str | int]) -> list[_Series]:
        url = f"{self.address.rstrip('/')}/api/v1/{what}"
        data = urllib.parse.urlencode(asked).encode()
        for number in range(1, TRIES + 1):
            try:
                request = urllib.request.Request(url, data, {"Accept": "application/json"})
                with urllib.request.urlopen(request, timeout=TIMEOUT) as answer:
                    return self._read(json.loads(answer.read()))
            except urllib.error.HTTPError as problem:
                why = _said(problem)
                # What the server says of the query itself stays the same however often it is asked.
                if problem.code < 500 and problem.code != 429:
                    raise Unreadable(
                        f"{self.address} refuses `{asked['query']}`: {why}", "check the query in the measure"
                    ) from None
            except (OSError, http.client.HTTPException, json.JSONDecodeError) as problem:
                why = str(getattr(problem, "reason", problem)).lower()
            if number < TRIES:
                self.pause(2.0 ** (number - 1))
        raise Unreadable(f"{self.address} does not answer: {why}", "check the address and whether it runs")

    def _read(self, body: dict[str, object]) -> list[_Series]:
        data = body.get("data")
        if body.get("status") != "success" or not isinstance(data, dict):
            raise Unreadable(f"{self.address} is no Prometheus: its answer has no data", "check the address")
        warnings = body.get("warnings")
        for warning in warnings if isinstance(warnings, list) else []:
            self._warn(f"{self.address} warns: {warning}")
        return cast("list[_Series]", data.get("result", []))

    def _warn(self, text: str) -> None:
        if text not in self.warnings:
            self.warnings.append(text)


def _said(problem: urllib.error.HTTPError) -> str:
    """What the server gave as its reason."""
    try:
        return str(json.loads(problem.read())["error"])
    except (ValueError, KeyError, TypeError, OSError):
        return f"HTTP {problem.code}"
