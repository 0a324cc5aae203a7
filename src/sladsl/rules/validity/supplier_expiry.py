"""Finds promises that outlive what stands under them, or begin before it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from sladsl.diagnostics import catalogue
from sladsl.diagnostics.diagnostic import Diagnostic, Label
from sladsl.model.agreements import Agreement, Guarantee
from sladsl.model.supports import FOREVER, Term, days_text, overlap, phase
from sladsl.prove.telling import name_of
from sladsl.rules.index import Index
from sladsl.rules.say import headline, listed
from sladsl.rules.validity.leaning import Leaning, day, lasting, leanings, open_days, periods

_SHOWN = 4
_AHEAD = 365


def check(index: Index) -> Iterator[Diagnostic]:
    """One finding per agreement, stretch of days and supports that are missing in it.

    Days in the running term are an error, unless they are the first ones: then the agreement was only signed
    too early. Days of the next renewal are a warning: time is left to act. An agreement without an end is
    warned of within a year of the day of the check, since it can be ended until then.
    """
    found: defaultdict[tuple[str, Term, tuple[str, ...]], list[Leaning]] = defaultdict(list)
    for leaning in leanings(index):
        whole = lasting(leaning.upper)
        for gap in open_days(index, leaning, whole):
            if _matters(index, leaning, gap):
                keys = tuple(dict.fromkeys(a.key for a, _ in leaning.lowers))
                found[leaning.upper.key, gap, keys].append(leaning)
    for (_, gap, _), same in found.items():
        if index.turn_to(same[0].upper):
            yield _finding(index, gap, same)


def _matters(index: Index, leaning: Leaning, gap: Term) -> bool:
    """Whether days without support are worth a word on the day of the check."""
    today = index.today.toordinal() if index.today is not None else None
    if today is not None and gap[1] < today:
        return False
    running, following = periods(leaning.upper, index.today)
    if running[1] == gap[1] == FOREVER[1] and running[0] < gap[0]:
        return today is not None and gap[0] <= today + _AHEAD
    return gap[0] <= following


def _finding(index: Index, gap: Term, same: list[Leaning]) -> Diagnostic:
    upper = same[0].upper
    stated, _ = periods(upper, index.today)
    if all(overlap(lasting(a), gap) is not None for a, _ in same[0].lowers):
        return _promised_till_then(index, gap, same)
    lowers = {a.key: a for a, _ in same[0].lowers}
    present = index.today is not None and gap[0] <= index.today.toordinal()
    if gap[0] == stated[0] and any(lasting(a)[0] > gap[1] for a in lowers.values()) and gap[1] < stated[1]:
        return _early(gap, same, lowers)
    late = gap[0] > stated[1] or stated[1] == FOREVER[1]
    if late and gap[1] == FOREVER[1] and gap[0] > stated[0] and not present:
        return _goes_on(index, gap, same, lowers)
    return _expired(index, gap, same, lowers)


def _promised_till_then(index: Index, gap: Term, same: list[Leaning]) -> Diagnostic:
    """Of supports that are in force, and whose promises have days of their own."""
    upper, lowers = same[0].upper, same[0].lowers
    told = overlap(gap, periods(upper, index.today)[0]) or gap
    days = f"from {day(told[0])} on" if told[1] == FOREVER[1] else f"from {day(told[0])} to {day(told[1])}"
    names = listed(dict.fromkeys(name_of(a, g) for a, g in lowers))
    hold = "does not hold" if len(lowers) == 1 else "do not hold"
    return Diagnostic(
        catalogue.SUPPLIER_EXPIRY,
        f"`{upper.key}` promises {_promised(same)}, and {days} {names} under it {hold}",
        (
            _in_force(upper, index),
            *(Label(g.target_span, f"holds{days_text(phase(g))}") for _, g in lowers[:_SHOWN]),
            Label(same[0].promise.target_span, "promised here"),
        ),
        help=f"let {names} hold then, too, or name in its place what is promised {days}",
    )


def _expired(index: Index, gap: Term, same: list[Leaning], lowers: dict[str, Agreement]) -> Diagnostic:
    upper = same[0].upper
    stated, _ = periods(upper, index.today)
    told = overlap(gap, stated) or gap
    open_end = told[1] == FOREVER[1]
    days = f"from {day(told[0])} on" if open_end else f"from {day(told[0])} to {day(told[1])}"
    count = "" if open_end else f": {told[1] - told[0] + 1} days"
    return Diagnostic(
        catalogue.SUPPLIER_EXPIRY,
        f"`{upper.key}` promises {_promised(same)}, and {days} {_nothing(lowers)}",
        (_in_force(upper, index), *_labels(same, lowers, starts=all(_later(lowers, told)))),
        (f"{_under(same)} promised by nobody {days}{count}", *_unnamed(index, gap, same)),
        help=_help(index, upper, lowers, gap),
    )


def _later(lowers: dict[str, Agreement], gap: Term) -> Iterator[bool]:
    """Of each of the supports whether it begins only after the days without any."""
    return (lasting(lower)[0] > gap[1] for lower in lowers.values())


def _goes_on(index: Index, gap: Term, same: list[Leaning], lowers: dict[str, Agreement]) -> Diagnostic:
    upper = same[0].upper
    effective = upper.effective
    assert effective is not None
    goes = "has no end" if effective.until is None else f"renews after {effective.until}"
    return Diagnostic(
        catalogue.OUTLIVES_SUPPORT,
        f"`{upper.key}` {goes}, and from {day(gap[0])} on {_nothing(lowers)}",
        (Label(effective.span, goes), *_labels(same, lowers)),
        (f"{_under(same)} promised by nobody from {day(gap[0])} on", *_unnamed(index, gap, same)),
        help=f"let {listed(lowers, 'or')} renew, too, sign its successor before {day(gap[0])}, or let "
        f"`{upper.key}` end with it{'' if effective.until is None else ' and not renew'}",
    )


def _early(gap: Term, same: list[Leaning], lowers: dict[str, Agreement]) -> Diagnostic:
    upper = same[0].upper
    later = {key: a for key, a in lowers.items() if lasting(a)[0] > gap[1]}
    return Diagnostic(
        catalogue.ORDER_OF_SIGNING,
        f"`{upper.key}` is in force from {day(gap[0])}, {listed(later)} under it only from {day(gap[1] + 1)}",
        (_first_day(upper), *_labels(same, later, starts=True)),
        (
            f"{_under(same)} promised by nobody from {day(gap[0])} to {day(gap[1])}: "
            f"{gap[1] - gap[0] + 1} days",
        ),
        help=f"let {listed(later)} begin by {day(gap[0])}, or `{upper.key}` not before {day(gap[1] + 1)}",
    )


def _promised(same: list[Leaning]) -> str:
    return listed(list(dict.fromkeys(each.promise.name for each in same))[:_SHOWN])


def _under(same: list[Leaning]) -> str:
    """`availability of Network` is: what is missing."""
    found = dict.fromkeys(
        f"{each.lowers[0][1].metric.key}{f' of {each.component}' if each.component else ''}" for each in same
    )
    return f"{listed(list(found)[:_SHOWN])} {'is' if len(found) == 1 else 'are'}"


def _nothing(lowers: dict[str, Agreement]) -> str:
    names = listed(list(lowers)[:_SHOWN])
    return f"{names} under it {'is' if len(lowers) == 1 else 'are'} not in force"


def _labels(same: list[Leaning], lowers: dict[str, Agreement], *, starts: bool = False) -> Iterator[Label]:
    for lower in list(lowers.values())[:_SHOWN]:
        days = lasting(lower)
        if starts:
            yield _first_day(lower)
        elif lower.effective is not None and days[1] < FOREVER[1]:
            yield Label(lower.effective.span, f"`{lower.key}` ends on {day(days[1])}")
        elif lower.effective is not None:
            yield Label(lower.effective.span, f"`{lower.key}` is in force{days_text(days)}")
    seen: dict[int, Guarantee] = {id(each.promise): each.promise for each in same}
    for promise in list(seen.values())[:2]:
        yield Label(promise.target_span, "promised here")


def _first_day(agreement: Agreement) -> Label:
    if agreement.effective is None:
        return Label(headline(agreement.span), f"`{agreement.key}`")
    return Label(agreement.effective.span, f"`{agreement.key}` begins on {agreement.effective.first}")


def _in_force(upper: Agreement, index: Index) -> Label:
    assert upper.effective is not None
    return Label(upper.effective.span, f"`{upper.key}` is in force{days_text(index.term(upper))}")


def _unnamed(index: Index, gap: Term, same: list[Leaning]) -> Iterator[str]:
    """Successors that the agreement does not name although it names those before them."""
    upper = same[0].upper
    if upper.provider is None:
        return
    known = {a.key for each in same for a, _ in each.lowers}
    known |= {named.key for named in index.named_supports[upper.key]}
    for each in same:
        for other in index.offers.get((each.component, upper.provider.party.key), ()):
            new = other.key not in known and other.key != upper.key and other.kind != "sla"
            if new and overlap(lasting(other), gap) is not None:
                known.add(other.key)
                yield f"`{other.key}` is in force then and is not named in `relies on`"


def _help(index: Index, upper: Agreement, lowers: dict[str, Agreement], gap: Term) -> str:
    names, renews = listed(lowers, "or"), upper.effective is not None and upper.effective.renews is not None
    stated, following = periods(upper, index.today)
    told = overlap(gap, stated) or gap
    if all(_later(lowers, told)):
        way = f"let {names} begin by {day(told[0])}"
    elif gap[1] < FOREVER[1]:
        way = f"let {names} run to {day(gap[1])} or renew"
    elif told[1] < FOREVER[1]:
        # What renews above goes on after its term, and so has what stands under it.
        way = f"let {names} renew, or run to {day(following)}, to which `{upper.key}` renews next"
    else:
        way = f"let {names} renew"
    if told[0] > lasting(upper)[0]:
        end = f"end on {day(told[0] - 1)}{' and not renew' if renews else ''}"
        return f"{way}, name a successor in `relies on`, or let `{upper.key}` {end}"
    return f"{way}, or name in `relies on` what is in force then"
