"""Why something has no verdict, does not count or has no price, as data that every output words itself."""

from __future__ import annotations

from enum import Enum, unique

from sladsl.model.values import Value
from sladsl.records import record


@unique
class Why(Enum):
    """Every reason there is, with its English sentence; braces stand for the words of a Reason."""

    # Nothing to decide on.
    NO_CASES = "no case source was read"
    NO_CASE = "no case in this period"
    NO_EVENT = "no event in this period"
    NOTHING_COUNTED = "nothing was counted in this period"
    NO_TIME = "no time counts in this period"
    NO_INTERVAL = "no interval counts in this period"
    NOTHING_DEPLOYED = "nothing was deployed"
    NO_SAMPLES = "nothing is known of the service's signals"
    NO_OUTAGES = "nothing is known of the service's outages"
    NO_RESOURCES = "no resources are known"
    NO_SIGNAL = "nothing is known of {0}"
    SILENT = "nothing is known of {0}, which makes the result unknown"
    NO_PART = "a part of it is not known"
    NOT_COMPUTED = "it cannot be computed"
    NO_FORMULA = "the metric has no formula"
    NOT_IN_FORCE = "it is not in force in this period"
    NOT_FULFILLED = "its condition is not fulfilled"
    # Why an outage, an interval or a case does not count.
    EXCLUDED = "{0}"
    STILL_OPEN = "still open and still in time"
    NO_MOMENT = "nothing is known of `{0}`"
    UNDECIDED = "its data does not decide the condition"
    NOT_DEPLOYED = "the service was not deployed"
    OUTSIDE_HOURS = "outside the hours of the promise"
    SHORTER = "shorter than {0}"
    NO_LONGER = "no longer than {0}"
    NO_WHOLE_MINUTE = "no whole minute"
    # The text gives no answer or several, or the records do not.
    READINGS = "{0}: {1}"
    NO_ROW = "no row applies to {0}"
    TWO_ROWS = "{0} both apply to {1}"
    ROWS_UNLIKE = "{0} cannot be compared with the rows"
    LEFT_OUT = "records were left out that may change it: {0}"
    # Nobody can say what is owed.
    EACH_UNKNOWN = "what each of them comes to is not known"
    DELAY_UNKNOWN = "the delay is not known"
    DOWN_UNKNOWN = "the time down is not known"
    COUNT_UNKNOWN = "how often to count `{0}` is not known"
    DATES_UNKNOWN = "the dates of the lost time are not known"
    LOST_NO_LENGTH = "{0} of lost time has no length"
    BLOCK_NO_LENGTH = "a block of {0} of lost time has no length"
    NO_NUMBER_OF_PERIODS = "{0} is no number of the promise's periods"
    NO_FEE = "there is no fee `{0}`"
    NO_FEES = "service has no price: the agreement names no fee"
    NO_INVOICE_TIME = "no fee says for which time an invoice is"
    NOT_INVOICED = "it is not known what `{0}` came to from {1} to {2}"
    NO_RISK = "no amount is at risk"
    RISK_NO_MONEY = "what is at risk is no money"
    NO_DAY_PRICE = "{0} of service has no price: a fee is paid for all days alike"
    NO_ONE_PRICE = "service has no one price: {0}"
    PIECE_PRICE = "`{0}` is the price of a piece, not of a time"
    NO_WORTH = "{0}, but no table says what they are worth"
    POINTS_INTO_POINTS = "the table turns points into points"
    NO_SUM = "the rows pay in things that do not add up"
    UNLIKE = "this cannot be added up or compared: {0}"
    LIMIT_UNLIKE = "points cannot be limited by money, nor money by points"
    CAP_UNLIKE = "a credit in {0} cannot be held against it"
    NOT_AGREEING = "the promises have to agree and differ: {0}"
    UNSAID = "there are no data"


@record
class Reason:
    """One reason. `words` are names, values and lengths as the source writes them, and of LEFT_OUT files with
    rows; `values` are those to which several readings come, None for one without any."""

    why: Why
    words: tuple[str, ...] = ()
    values: tuple[Value | None, ...] = ()

    def __str__(self) -> str:
        words = (", ".join(self.words),) if self.why is Why.LEFT_OUT else self.words
        return self.why.value.format(*words)


def because(why: Why, *words: str) -> Reason:
    """A reason with its words."""
    return Reason(why, words)
