"""On which days of its term a promise has nothing under it, in lines for whoever explains it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from sladsl.model.agreements import Agreement, Guarantee
from sladsl.model.supports import FOREVER, Term
from sladsl.records import record
from sladsl.rules.index import Index
from sladsl.rules.validity.leaning import Leaning, day, lasting, leanings_of, open_days, periods

_NAMED = 4


@record
class OpenDays:
    """Days on which nobody promises what a promise stands on, though somebody does on others."""

    leaning: Leaning
    days: Term


def without_support(index: Index, agreement: Agreement) -> Mapping[int, Sequence[OpenDays]]:
    """Those that are not over, as far as the next renewal, by the identity of the promise."""
    today = index.today.toordinal() if index.today is not None else FOREVER[0]
    _, last = periods(agreement, index.today)
    found: defaultdict[int, list[OpenDays]] = defaultdict(list)
    for leaning in leanings_of(index, agreement):
        for days in open_days(index, leaning, lasting(agreement)):
            if today <= days[1] and days[0] <= last:
                found[id(leaning.promise)].append(OpenDays(leaning, days))
    return found


def kept_when(agreement: Agreement, found: Sequence[OpenDays]) -> str:
    """` until 2027-06-30`, with its blank: for which days a proof is, where not for all of the term."""
    if not found:
        return ""
    whole = lasting(agreement)
    if all(each.days[1] == whole[1] and each.days[0] > whole[0] for each in found):
        return f" until {day(min(each.days[0] for each in found) - 1)}"
    if all(each.days[0] == whole[0] and each.days[1] < whole[1] for each in found):
        return f" from {day(max(each.days[1] for each in found) + 1)} on"
    return " on some days only"


def open_day_lines(found: Sequence[OpenDays]) -> Iterator[str]:
    """Since when, and what is missing."""
    for each in found:
        first, last = each.days
        until = f" to {day(last)}" if last < FOREVER[1] else " on"
        lowers = dict.fromkeys(lower.key for lower, _ in each.leaning.lowers)
        names, be = " and ".join([*lowers][:_NAMED]), "is" if len(lowers) == 1 else "are"
        missing = _missing(each.leaning.lowers[0][1], each.leaning.component)
        yield f"from {day(first)}{until} nobody promises {missing}: {names} {be} not in force then"


def _missing(support: Guarantee, component: str) -> str:
    return f"{support.metric.key}{f' of {component}' if component else ''}"
