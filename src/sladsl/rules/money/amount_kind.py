"""Finds amounts of a kind that comes to nothing or to something else: points, and prices per hour."""

from __future__ import annotations

from collections.abc import Iterator

from sladsl.diagnostics import catalogue
from sladsl.diagnostics.diagnostic import Diagnostic, Label
from sladsl.model.agreements import Agreement, Guarantee
from sladsl.model.credits import Amount, AmountBase, Points
from sladsl.model.metrics import CountOfIntervals, MeanOver, Metric, ShareOfIntervals
from sladsl.model.written import base_text, measurand, target_text
from sladsl.rules.index import Index
from sladsl.rules.money.worth import amounts, schemes
from sladsl.rules.say import headline, joined
from sladsl.source import Span

_HOUR, _DAY = 3_600, 86_400
_TIMES = {
    "second": 1,
    "sec": 1,
    "s": 1,
    "minute": 60,
    "min": 60,
    "hour": _HOUR,
    "h": _HOUR,
    "day": _DAY,
    "d": _DAY,
    "week": 7 * _DAY,
    "month": None,
    "quarter": None,
    "year": None,
}
"""Words for times that nobody counts pieces of, with their seconds where these are always the same."""
_OCCASIONS = ("hour", "day", "week", "month", "quarter", "year")
"""What `once per` counts."""
_NUMBER = {1: "1 s", 60: "1 min", _HOUR: "1 h", _DAY: "24 h", 7 * _DAY: "168 h"}


def check(index: Index) -> Iterator[Diagnostic]:
    """One finding per agreement for points without a worth, and one per amount or cap of the wrong kind."""
    for agreement in index.agreements:
        yield from _points(index, agreement)
        yield from _terms(index, agreement)
        for guarantee in agreement.guarantees:
            for scheme in schemes(guarantee):
                for amount, span in amounts(scheme):
                    yield from _limits(amount, amount.span or span)
                    yield from _rate(guarantee, amount, amount.span or span)


def _points(index: Index, agreement: Agreement) -> Iterator[Diagnostic]:
    """Points that no table turns into money; a level above may leave the table below, and where an agreement
    knows no money at all, points are all that it counts."""
    terms = agreement.credit_terms
    settled = bool(terms.points) if terms is not None else not agreement.fees
    if settled or index.leaves_below(agreement):
        return
    for guarantee in agreement.promises:
        for scheme in schemes(guarantee):
            for amount, span in amounts(scheme):
                if isinstance(amount.base, Points):
                    yield Diagnostic(
                        catalogue.AMOUNT_KIND,
                        f"`{agreement.key}` credits `{base_text(amount.base)}`, and nothing says what points "
                        "are worth",
                        (
                            Label(amount.span or span, "points, not money"),
                            Label(
                                terms.span if terms is not None else headline(agreement.span),
                                "no table of points here",
                            ),
                        ),
                        help="say in `credits` what they come to: a table `points { | points | credit | }` "
                        "with a row such as `| 4 | 2% of monthly |`",
                    )
                    return


def _terms(index: Index, agreement: Agreement) -> Iterator[Diagnostic]:
    terms = agreement.credit_terms
    above = index.house.agreements.get(agreement.under or "")
    if terms is None or (above is not None and above.credit_terms is terms):
        return
    for row in terms.points:
        if isinstance(row.amount, Points):
            yield Diagnostic(
                catalogue.AMOUNT_KIND,
                f"`{base_text(row.amount)}` for points: the table turns points into points",
                (Label(row.span, "no money"),),
                help="write what is owed, as in `2% of monthly` or `500 EUR`",
            )
    for cap in terms.caps:
        if isinstance(cap.amount, Points):
            yield Diagnostic(
                catalogue.AMOUNT_KIND,
                f"a cap of `{base_text(cap.amount)}` limits nothing: points are turned into money before "
                "credits are capped",
                (Label(cap.span, "points, not money"),),
                help=f"write it in money or as a share of a fee, as in `cap 20% of monthly per {cap.per}`",
            )


def _limits(amount: Amount, span: Span) -> Iterator[Diagnostic]:
    for words, limit in (("at most", amount.at_most), ("each at most", amount.each_at_most)):
        if limit is not None and _in_points(limit) != _in_points(amount.base):
            yield Diagnostic(
                catalogue.AMOUNT_KIND,
                f"`{base_text(amount.base)}` cannot be limited by `{base_text(limit)}`: one is points and "
                "the other one money",
                (Label(span, f"`{words} {base_text(limit)}`"),),
                help="write the limit in what is limited, or limit the credits of the agreement with a `cap`",
            )


def _in_points(base: AmountBase) -> bool:
    return isinstance(base, Points)


def _rate(guarantee: Guarantee, amount: Amount, span: Span) -> Iterator[Diagnostic]:
    """`5 EUR per hour`, which is five euros for each piece that is called an hour."""
    word = (amount.per_each or "").lower()
    known = next((w for w in (word, word.removesuffix("s")) if w in _TIMES), None)
    if known is None or _counts(guarantee.metric, _TIMES[known]):
        return
    seconds, base = _TIMES[known], base_text(amount.base)
    if seconds is None:
        ways = [f"leave `per {word}` out where it is paid once for each missed period"]
    else:
        ways = [f"write `{base} per started {_NUMBER[seconds]}` to multiply by time lost"]
    if known == "day":
        ways.append(f"`{base} per calendar day` for each date in it")
    if known in _OCCASIONS:
        ways.append(f"`{base} once per {known}` for each {known} in which something was lost")
    yield Diagnostic(
        catalogue.AMOUNT_KIND,
        f"`{base} per {word}` is no price of time: it is counted for each outage or case of "
        f"`{measurand(guarantee)} {target_text(guarantee)}`, however long it is",
        (Label(span, "multiplied by a number of cases"), Label(guarantee.target_span, "promised here")),
        help=joined(ways, "or"),
    )


def _counts(metric: Metric, seconds: int | None) -> bool:
    """Whether what the metric counts are times of that length, of which there is a number."""
    formula = metric.formula
    if not isinstance(formula, CountOfIntervals | ShareOfIntervals | MeanOver) or seconds is None:
        return False
    return formula.interval.seconds == seconds
