"""Why there is no verdict, or why something did not count, in the language of the report."""

from __future__ import annotations

from collections.abc import Sequence

from sladsl.evaluate.reasons import Reason, Why
from sladsl.evaluate.results import LeftOut, Result
from sladsl.lower.contract.pen import Pen
from sladsl.lower.document import Inlines, text
from sladsl.model.values import Value
from sladsl.report.clauses import Clauses
from sladsl.report.shown import PLACES, written

_FINE = 12

VARIANTS = {
    Why.NO_CASES: "cases",
    Why.NO_CASE: "no-case",
    Why.NO_EVENT: "no-event",
    Why.NOTHING_COUNTED: "no-event",
    Why.NO_TIME: "no-time",
    Why.NO_INTERVAL: "no-time",
    Why.NOTHING_DEPLOYED: "no-time",
    Why.NO_SAMPLES: "no-signal",
    Why.NO_OUTAGES: "no-signal",
    Why.NO_RESOURCES: "no-signal",
    Why.NO_SIGNAL: "no-signal",
    Why.SILENT: "no-signal",
    Why.NO_PART: "not-known",
    Why.NOT_COMPUTED: "not-known",
    Why.NO_FORMULA: "no-formula",
    Why.NOT_IN_FORCE: "not-in-force",
    Why.NOT_FULFILLED: "not-fulfilled",
    Why.STILL_OPEN: "still-open",
    Why.NO_MOMENT: "no-moment",
    Why.UNDECIDED: "not-known",
    Why.NOT_DEPLOYED: "not-deployed",
    Why.OUTSIDE_HOURS: "outside-hours",
    Why.SHORTER: "too-short",
    Why.NO_LONGER: "too-short",
    Why.NO_WHOLE_MINUTE: "partial",
    Why.NO_ROW: "no-row",
    Why.TWO_ROWS: "two-rows",
    Why.ROWS_UNLIKE: "unlike",
    Why.EACH_UNKNOWN: "not-known",
    Why.DELAY_UNKNOWN: "not-known",
    Why.DOWN_UNKNOWN: "not-known",
    Why.COUNT_UNKNOWN: "not-known",
    Why.DATES_UNKNOWN: "not-known",
    Why.LOST_NO_LENGTH: "no-length",
    Why.BLOCK_NO_LENGTH: "no-length",
    Why.NO_NUMBER_OF_PERIODS: "no-length",
    Why.NO_FEE: "no-fee",
    Why.NO_FEES: "no-fee",
    Why.NO_INVOICE_TIME: "no-fee",
    Why.NOT_INVOICED: "no-invoice",
    Why.NO_RISK: "no-risk",
    Why.RISK_NO_MONEY: "no-risk",
    Why.NO_DAY_PRICE: "no-price",
    Why.NO_ONE_PRICE: "no-price",
    Why.PIECE_PRICE: "no-price",
    Why.NO_WORTH: "no-worth",
    Why.POINTS_INTO_POINTS: "no-worth",
    Why.NO_SUM: "unlike",
    Why.UNLIKE: "unlike",
    Why.LIMIT_UNLIKE: "unlike",
    Why.CAP_UNLIKE: "unlike",
    Why.NOT_AGREEING: "not-agreeing",
    Why.UNSAID: "no-data",
}
"""The variant of the message `report-reason` that says each reason; the others have messages of their own."""


def reason_words(pen: Pen, reason: Reason | None) -> Inlines:
    """A reason of the evaluation; nothing for none."""
    if reason is None:
        return ()
    match reason.why:
        case Why.EXCLUDED:
            return pen.say("report-reason-own", words=text(", ".join(reason.words)))
        case Why.LEFT_OUT:
            return pen.say("report-reason-left-out", places=text(", ".join(reason.words)))
        case Why.READINGS:
            return pen.say("report-readings", words=pen.join(_values(pen, reason.values), "or"))
    return pen.say("report-reason", reason=VARIANTS[reason.why])


def why_words(pen: Pen, result: Result) -> Inlines:
    """Why a result has no verdict."""
    return reason_words(pen, result.reason or result.measured.reason)


def left_out_words(pen: Pen, item: LeftOut, result: Result, clauses: Clauses) -> Inlines:
    """The exclusion by which something is left out, with its clause in the contract, or another reason."""
    for exclusion in result.guarantee.exclusions:
        named = item.reason.why is Why.EXCLUDED and item.reason.words == (exclusion.key,)
        if named or exclusion.span == item.span:
            title, number = text(pen.title(exclusion.title)), clauses.number(f"exclusions.{exclusion.key}")
            if not number:
                return title
            return pen.say("report-by-clause", title=title, number=text(number))
    return reason_words(pen, item.reason)


def _values(pen: Pen, values: Sequence[Value | None]) -> list[Inlines]:
    """The values to which several readings come, with as many decimals as tell them apart."""
    for places in (PLACES, _FINE):
        said = [pen.plain("report-no-value") if v is None else written(pen, v, places) for v in values]
        if len(set(said)) == len(said):
            break
    return [text(each) for each in said]
