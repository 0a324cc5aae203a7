"""Finds planned work that a supplier may announce too late for it to be announced to the customer in time."""

from __future__ import annotations

from collections.abc import Iterator

from sladsl.diagnostics import catalogue
from sladsl.diagnostics.diagnostic import Diagnostic, Label
from sladsl.exact.intervals import intersection
from sladsl.model.agreements import Agreement, Guarantee
from sladsl.model.catalogue import Exclusion
from sladsl.prove.hour_gaps import looked_at
from sladsl.prove.limits import windows_of
from sladsl.rules.index import Index
from sladsl.rules.lengths import certainly_shorter, longer, no_longer
from sladsl.rules.say import headline


def check(index: Index) -> Iterator[Diagnostic]:
    """One finding per pair of exclusions, one under a promise and one in it, that may be the same work."""
    for upper in index.agreements:
        if upper.kind == "uc" or upper.provider is None:
            continue
        told: set[tuple[str, str, str]] = set()
        for promise in upper.guarantees:
            announced = [e for e in promise.exclusions if e.notice is not None]
            if not announced:
                continue
            for lower in index.supports(upper):
                for support in lower.promises:
                    if support.metric.key != promise.metric.key:
                        continue
                    for found in _pairs(index, upper, promise, lower, support):
                        key = (lower.key, found[0].key, found[1].key)
                        if key not in told:
                            told.add(key)
                            yield _finding(upper, promise, lower, support, *found)


def _pairs(
    index: Index, upper: Agreement, promise: Guarantee, lower: Agreement, support: Guarantee
) -> Iterator[tuple[Exclusion, Exclusion]]:
    """Exclusions of the promise and of its support where the one notice leaves no time for the other."""
    shared = {e.key for e in promise.exclusions}
    for mine in promise.exclusions:
        for theirs in support.exclusions:
            if mine.notice is None or theirs.key in shared:
                continue
            planned = theirs.notice is not None or theirs.windows
            late = theirs.notice is None or no_longer(theirs.notice, mine.notice)
            if planned and late and _meet(index, (upper, promise, mine), (lower, support, theirs)):
                yield mine, theirs


def _meet(
    index: Index, mine: tuple[Agreement, Guarantee, Exclusion], theirs: tuple[Agreement, Guarantee, Exclusion]
) -> bool:
    """Whether two exclusions can be about the same time: their windows share some, or neither has any."""
    if not mine[2].windows or not theirs[2].windows:
        return not mine[2].windows and not theirs[2].windows
    reach = looked_at(index, (mine[:2], theirs[:2]))
    if reach is None:
        return False
    left, right = (windows_of(e, a, *reach) for a, _, e in (mine, theirs))
    return bool(intersection(left, right))


def _finding(
    upper: Agreement,
    promise: Guarantee,
    lower: Agreement,
    support: Guarantee,
    mine: Exclusion,
    theirs: Exclusion,
) -> Diagnostic:
    assert mine.notice is not None
    needed, name = mine.notice.text(), f"{upper.key}.{promise.key}"
    given = f"at a notice of {theirs.notice.text()}" if theirs.notice is not None else "without notice"
    message = f"`{lower.key}` allows `{theirs.key}` {given}, `{upper.key}` has to announce `{mine.key}` "
    message += f"{needed} before"
    note = f"work that comes {given} cannot be passed on in time: it counts against `{name}`"
    less = f"less than {theirs.notice.text()}" if theirs.notice is not None else "none"
    if theirs.notice is not None and not certainly_shorter(theirs.notice, mine.notice):
        message += ": no time is left to pass it on"
        note = (
            f"work that is announced to us {theirs.notice.text()} before it begins has to be announced to "
            f"the customer in the same moment; a moment later, and it counts against `{name}`"
        )
    return Diagnostic(
        catalogue.NOTICE_NESTED,
        message,
        (
            Label(headline(mine.span), f"announced {needed} before"),
            Label(headline(theirs.span), f"may come {given}"),
            Label(promise.target_span, f"leaves out `{mine.key}`"),
            Label(support.target_span, f"leaves out `{theirs.key}`"),
        ),
        (note,),
        help=f"agree on more than {needed} for `{theirs.key}`, by the time it takes to pass it on, as in "
        f"`notice {longer(mine.notice).text()}`; or promise {less} for `{mine.key}`",
    )
