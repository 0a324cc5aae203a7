"""A Prometheus over its HTTP API: range queries in chunks, tried again when the way there is at fault."""

from __future__ import annotations

import http.client
import json
import ssl
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable
from fractions import Fraction
from typing import TypedDict, cast

from sladsl.data.numbers import exact
from sladsl.data.prometheus_access import ADDRESS, CERTIFICATE, Access, connected
from sladsl.data.store import Unreadable
from sladsl.records import field, record

POINTS = 5_000
"""Instants of one request; a server refuses more than 11,000."""
FEWEST = 60
"""Instants below which a request that is too much for the server is not cut again."""
TRIES = 4
_TOO_MUCH = ("too many samples", "exceeded maximum resolution")
_ONE = "add them up, as in `sum(…)`"


class Refused(Unreadable):
    """The server understood who asks, and says that the query itself is wrong."""


class Unreachable(Unreadable):
    """Nothing can be asked of this server: whatever else is asked of it fails as well."""


def _quiet(query: str, done: int, of: int) -> None:
    """Tells nobody."""


class _Series(TypedDict, total=False):
    """One series of an answer: its labels, the instant and the text of each value, or of the only one."""

    metric: dict[str, str]
    values: list[tuple[float, str]]
    value: tuple[float, str]
    histogram: object


@record(frozen=False)
class Api:
    """One server. `pause` waits for so many seconds before another try; `told` hears after each request which
    query it was of, how many requests are done and how many are expected in all. `warnings` are what the
    server said beside."""

    address: str
    access: Access = field(default_factory=Access)
    pause: Callable[[float], None] = time.sleep
    told: Callable[[str, int, int], None] = _quiet
    warnings: list[str] = field(default_factory=list)
    done: int = 0
    expected: int = 0
    _lost: Unreachable | None = None
    _opener: urllib.request.OpenerDirector | None = None

    def expect(self, requests: int) -> None:
        """So many more requests are going to be made."""
        self.expected += requests

    def instants(self, query: str, first: int, last: int, step: int) -> dict[int, Fraction]:
        """The value of a query that has one series, at first, first + step, … up to last, UTC seconds.

        Exact as the server wrote it. An instant without a value is not there, and neither is NaN: missing is
        not zero. Raises Unreadable when the server cannot be asked or refuses.
        """
        found: dict[int, Fraction] = {}
        for begin, end in chunks(first, last, step):
            self._chunk(query, begin, end, step, found)
            self._tell(query)
        return found

    def _chunk(self, query: str, begin: int, end: int, step: int, found: dict[int, Fraction]) -> None:
        asked: dict[str, str | int] = {"query": query, "start": begin, "end": end, "step": step}
        try:
            answer = self._ask("query_range", asked)
        except Refused as problem:
            count = (end - begin) // step + 1
            if count <= FEWEST or not any(words in str(problem) for words in _TOO_MUCH):
                raise
            middle = begin + (count // 2 - 1) * step
            self._chunk(query, begin, middle, step, found)
            self._chunk(query, middle + step, end, step, found)
            return
        for series in answer:
            if "histogram" in series or "histograms" in series:
                raise Refused(f"`{query}` is a histogram and no number", "ask for its count or its sum")
            for at, text in series.get("values", ()):
                if text in ("+Inf", "-Inf"):
                    self._warn(f"`{query}` is infinite at times: those were not measured")
                    continue
                value = exact(text)
                instant = round(float(at))
                if value is None:
                    continue
                if instant in found:
                    raise Refused(f"`{query}` has several series", _ONE)
                found[instant] = value

    def at(self, query: str, instant: int) -> Fraction | None:
        """The value of a query that has one series at an instant; None without one."""
        found = self._ask("query", {"query": query, "time": instant})
        if len(found) > 1:
            raise Refused(f"`{query}` has several series", _ONE)
        return exact(str(found[0].get("value", (0, ""))[1])) if found else None

    def buckets(self, query: str, instant: int) -> dict[Fraction | None, Fraction]:
        """The cumulative counts of a histogram at an instant by the upper bounds of its buckets, None for
        +Inf; empty when nothing is known. The query has one series for each `le`."""
        found: dict[Fraction | None, Fraction] = {}
        for series in self._ask("query", {"query": query, "time": instant}):
            bound = series.get("metric", {}).get("le")
            if bound is None:
                raise Refused(
                    f"`{query}` has no buckets with the label `le`", "ask for the series `…_bucket`"
                )
            upper = None if bound in ("+Inf", "Inf", "inf") else exact(bound)
            count = exact(str(series.get("value", (0, ""))[1]))
            if count is None:
                continue
            if upper in found or (upper is None and bound not in ("+Inf", "Inf", "inf")):
                raise Refused(f"`{query}` has no single bucket `{bound}`", "write `sum by (le) (…)`")
            found[upper] = count
        self._tell(query)
        return found

    def _tell(self, query: str) -> None:
        self.done += 1
        self.expected = max(self.expected, self.done)
        self.told(query, self.done, self.expected)

    def _ask(self, what: str, asked: dict[str, str | int]) -> list[_Series]:
        if self._lost is not None:
            raise self._lost
        try:
            return self._tried(what, asked)
        except Unreachable as problem:
            self._lost = problem
            raise

    def _tried(self, what: str, asked: dict[str, str | int]) -> list[_Series]:
        if self._opener is None:
            try:
                self._opener = connected(self.access)
            except Unreadable as problem:
                raise Unreachable(str(problem), problem.way_out) from None
        url = f"{self.address.rstrip('/')}/api/v1/{what}"
        data: bytes | None = urllib.parse.urlencode(asked).encode()
        why = ""
        for number in range(1, TRIES + 1):
            try:
                request = urllib.request.Request(url, data, self.access.headers())
                with self._opener.open(request, timeout=self.access.timeout) as answer:
                    return self._read(answer.read())
            except urllib.error.HTTPError as problem:
                with problem:
                    if problem.code == 405 and data is not None:
                        # Some gateways in front of a server let only reading requests through.
                        url, data = f"{url}?{urllib.parse.urlencode(asked)}", None
                        continue
                    why = self._judged(problem, str(asked["query"]))
            except urllib.error.URLError as problem:
                if isinstance(problem.reason, ssl.SSLError):
                    raise self._untrusted(problem.reason) from None
                why = _plain(problem.reason)
            except ssl.SSLError as problem:
                raise self._untrusted(problem) from None
            except (OSError, http.client.HTTPException, _CutOff) as problem:
                why = _plain(problem)
            if number < TRIES:
                self.pause(2.0 ** (number - 1))
        raise Unreachable(f"{self.address} does not answer: {why}", ADDRESS)

    def _judged(self, problem: urllib.error.HTTPError, query: str) -> str:
        """What a refusal says, where it is worth another try; else what the user can do about it."""
        why = _said(problem)
        match problem.code:
            case 401 | 403:
                raise Unreachable(f"{self.address} does not let us in: {why}", self.access.way_in())
            case 404:
                raise Unreachable(
                    f"there is no Prometheus at {self.address}: {why}",
                    "give the address that stands before `/api/v1`",
                )
            case 301 | 302 | 303 | 307 | 308:
                place = urllib.parse.urlsplit(problem.headers.get("Location", ""))
                where = f"{place.scheme}://{place.hostname}" if place.hostname else "another address"
                raise Unreachable(
                    f"{self.address} sends us on to {where}", "give the address that answers itself"
                )
            case code if code < 500 and code not in (408, 425, 429):
                # What the server says of the query itself stays the same however often it is asked.
                raise Refused(f"{self.address} refuses `{query}`: {why}", "check the query in the measure")
        return why

    def _untrusted(self, problem: ssl.SSLError) -> Unreachable:
        why = str(getattr(problem, "verify_message", "") or problem.reason or problem).lower()
        return Unreachable(f"the connection to {self.address} is not secure: {why}", CERTIFICATE)

    def _read(self, raw: bytes) -> list[_Series]:
        try:
            body = json.loads(raw)
        except RecursionError:
            body = None
        except ValueError:
            if raw.lstrip()[:1] == b"{":
                raise _CutOff("its answer ends too early") from None
            body = None
        data = body.get("data") if isinstance(body, dict) else None
        found = data.get("result") if isinstance(data, dict) else None
        sound = isinstance(found, list) and all(_is_series(each) for each in found)
        if not isinstance(body, dict) or body.get("status") != "success" or not sound:
            raise Unreachable(f"{self.address} is no Prometheus: its answer has no data", ADDRESS)
        warnings = body.get("warnings")
        for warning in warnings if isinstance(warnings, list) else []:
            self._warn(f"{self.address} warns: {warning}")
        return cast("list[_Series]", found)

    def _warn(self, text: str) -> None:
        if text not in self.warnings:
            self.warnings.append(text)


def _is_series(each: object) -> bool:
    """Whether it has the shape of a series: nothing of an answer is taken on trust."""
    if not isinstance(each, dict) or not isinstance(each.get("metric", {}), dict):
        return False
    several, single = each.get("values", []), each.get("value")
    if not isinstance(several, list):
        return False
    return all(
        isinstance(pair, list)
        and len(pair) == 2
        and isinstance(pair[0], int | float)
        and isinstance(pair[1], str)
        for pair in (several if single is None else [*several, single])
    )


class _CutOff(Exception):  # noqa: N818
    """An answer that is no whole one."""


def chunks(first: int, last: int, step: int) -> list[tuple[int, int]]:
    """The first and last instant of each request for first, first + step, … up to last."""
    return [
        (begin, min(begin + (POINTS - 1) * step, last)) for begin in range(first, last + 1, POINTS * step)
    ]


def _plain(problem: object) -> str:
    """What went wrong on the way, without the number of the operating system."""
    text = getattr(problem, "strerror", None) or str(problem) or type(problem).__name__
    return str(text).lower()


def _said(problem: urllib.error.HTTPError) -> str:
    """What the server gave as its reason."""
    try:
        return str(json.loads(problem.read())["error"])
    except (ValueError, KeyError, TypeError, OSError, http.client.HTTPException):
        return f"HTTP {problem.code}"
