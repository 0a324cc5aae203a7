"""Why there is no verdict, or why something did not count, in the language of the report.

The evaluation gives its reasons in English. Those it gives as they are have messages of their own; one
with numbers or names in it is told by what it is about, and an unknown one stands in its own words.
"""

from __future__ import annotations

import re

from sladsl.evaluate.results import LeftOut, Result, State
from sladsl.exact.ratio import parse_ratio
from sladsl.lower.contract.pen import Pen
from sladsl.lower.document import Inlines, text
from sladsl.model.values import Ratio
from sladsl.report.clauses import Clauses
from sladsl.report.shown import written

_KNOWN = (
    ("cases", re.compile(r"no case source was read")),
    ("no-case", re.compile(r"no case in this period")),
    ("no-event", re.compile(r"no event in this period|nothing was counted in this period")),
    ("no-time", re.compile(r"no (?:time|interval) counts in this period|nothing was deployed")),
    ("not-in-force", re.compile(r"it is not in force in this period")),
    ("not-fulfilled", re.compile(r"its condition is not fulfilled")),
    ("still-open", re.compile(r"still open and still in time")),
    ("not-deployed", re.compile(r"the service was not deployed")),
    ("outside-hours", re.compile(r"outside the hours of the promise")),
    ("too-short", re.compile(r"shorter than .*")),
    ("partial", re.compile(r".*\bpart(?:s|ial)?\b.*minutes?.*")),
    ("no-row", re.compile(r"no row applies to .*")),
    ("two-rows", re.compile(r".* both apply to .*")),
    ("no-moment", re.compile(r"nothing is known of `.*`.*")),
    ("no-signal", re.compile(r"(?:nothing is known of|no samples? of) .*|no resources are known")),
    ("no-fee", re.compile(r"there is no fee .*|service has no price: .*|no fee says .*")),
    ("no-invoice", re.compile(r"it is not known what .* came to .*")),
    ("no-price", re.compile(r".* has no (?:one )?price: .*|.* is the price of a piece, not of a time")),
    ("no-worth", re.compile(r".* no table says what they are worth|the table turns points into points")),
    ("no-risk", re.compile(r"no amount is at risk|what is at risk is no money")),
    ("no-length", re.compile(r".* of lost time has no length|.* is no number of the promise's periods")),
    ("unlike", re.compile(r".*(?:do not add up|do not mix|held against it|compared with the rows)")),
    ("unlike", re.compile(r"points cannot be limited by money, .*")),
    ("not-known", re.compile(r".* (?:is|are) not known|it cannot be computed|its data does not decide .*")),
    ("no-formula", re.compile(r"the metric has no formula")),
)
_READINGS = re.compile(r"the agreement does not say .*: (.*)", re.DOTALL)


def reason_words(pen: Pen, reason: str) -> Inlines:
    """A reason of the evaluation; nothing for none."""
    if not reason:
        return ()
    for name, pattern in _KNOWN:
        if pattern.fullmatch(reason):
            return pen.say("report-reason", reason=name)
    return pen.say("report-reason-own", words=text(reason))


def why_words(pen: Pen, result: Result) -> Inlines:
    """Why a result has no verdict; where readings of the text differ, their values stand beside it."""
    reason = result.reason or result.measured.reason
    if result.state is State.UNDEFINED and _READINGS.fullmatch(reason):
        return pen.say("report-readings", words=_readings(pen, reason))
    return reason_words(pen, reason)


def left_out_words(pen: Pen, item: LeftOut, result: Result, clauses: Clauses) -> Inlines:
    """The exclusion by which something is left out, with its clause in the contract, or another reason."""
    for exclusion in result.guarantee.exclusions:
        if exclusion.key == item.reason or exclusion.span == item.span:
            title, number = text(pen.title(exclusion.title)), clauses.number(f"exclusions.{exclusion.key}")
            if not number:
                return title
            return pen.say("report-by-clause", title=title, number=text(number))
    return reason_words(pen, item.reason)


def _readings(pen: Pen, reason: str) -> Inlines:
    """The values of several readings, which stand at the end of the reason: `99.86% or 99.91%`."""
    found = _READINGS.fullmatch(reason)
    values = (found[1] if found else reason).split(" or ")
    return pen.join([text(_value(pen, value)) for value in values], "or")


def _value(pen: Pen, value: str) -> str:
    share = parse_ratio(value)
    if share is not None:
        return written(pen, Ratio(share))
    return pen.plain("report-no-value") if value == "no value" else value
