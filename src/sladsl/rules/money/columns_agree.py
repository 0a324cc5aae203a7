"""Finds promises in per cent beside the same promise as an amount that are the same only in some periods."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from fractions import Fraction

from sladsl.diagnostics import catalogue
from sladsl.diagnostics.diagnostic import Diagnostic, Label
from sladsl.evaluate.base import hours_of
from sladsl.exact.durations import Duration
from sladsl.exact.intervals import total
from sladsl.exact.periods import Period
from sladsl.model.agreements import Agreement, Guarantee
from sladsl.model.credits import CreditScheme, Tier
from sladsl.model.supports import overlap, phase
from sladsl.model.values import Value
from sladsl.model.written import number_text, period_text, target_text, tier_text, value_text
from sladsl.prove.horizon import instants
from sladsl.prove.telling import time_text
from sladsl.records import record
from sladsl.rules.index import Index, hours_key
from sladsl.rules.money.columns import Column, Counted, column, counted, is_share, target_column
from sladsl.source import Span


@record
class _Columns:
    """A share and an amount, each with where it is written, its value, and the words for it there.

    What `pays` is a row that applies to what is worse; a target is kept by what is better.
    """

    share: Column
    amount: Column
    spans: tuple[Span, Span]
    values: tuple[str, str]
    said: tuple[str, str]
    pays: bool

    def more(self, base: Fraction) -> Fraction:
        """How much more the share lets be lost of so much."""
        return self.share.allows(base) - self.amount.allows(base)


@record
class _Bases:
    """The shortest and the longest period of a promise, each with how much of what is counted is in it."""

    least: tuple[Fraction, Period]
    most: tuple[Fraction, Period]


def check(index: Index) -> Iterator[Diagnostic]:
    """One finding per pair of promises about losing the same, the first of their rows that disagrees."""
    for agreement in index.agreements:
        about = [(g, found) for g in agreement.guarantees if (found := counted(g)) is not None]
        amounts: defaultdict[frozenset[str], list[tuple[Guarantee, Counted]]] = defaultdict(list)
        for amount, other in about:
            if not is_share(amount):
                amounts[_services(amount)].append((amount, other))
        for share, lost in about if amounts else ():
            for amount, other in amounts.get(_services(share), ()) if is_share(share) else ():
                if lost == other and _same(agreement, share, amount):
                    yield from _disagree(index, agreement, share, amount, lost)


def _services(guarantee: Guarantee) -> frozenset[str]:
    return frozenset(service.key for service in guarantee.services)


def _same(agreement: Agreement, share: Guarantee, amount: Guarantee) -> bool:
    """Whether both are about the same periods and hours, and leave out the same."""
    return (
        share.period == amount.period
        and hours_key(agreement, share) == hours_key(agreement, amount)
        and {e.key for e in share.exclusions} == {e.key for e in amount.exclusions}
        and share.applies == amount.applies
        and overlap(phase(share), phase(amount)) is not None
    )


def _disagree(
    index: Index, agreement: Agreement, share: Guarantee, amount: Guarantee, about: Counted
) -> Iterator[Diagnostic]:
    bases = _bases(index, agreement, share, about)
    if bases is None:
        return
    found = [
        each for each in _columns(share, amount) if each.more(bases.least[0]) * each.more(bases.most[0]) < 0
    ]
    if found:
        yield _finding(agreement, share, amount, found, bases, about)


def _bases(index: Index, agreement: Agreement, guarantee: Guarantee, about: Counted) -> _Bases | None:
    """Whole periods only: what is cut off by the term is no other month."""
    assert guarantee.period is not None  # what `counted` asks for
    term = overlap(index.term(agreement), phase(guarantee))
    if term is None:
        return None
    start, end = instants(term, agreement.zone)
    whole = [p for p in guarantee.period.between(start, end) if start <= p.start and p.end <= end]
    times = [(about.parts(total(hours_of(guarantee, agreement, p.start, p.end))), p) for p in whole]
    known = [(parts, period) for parts, period in times if parts is not None]
    if not known or len(known) < len(times):
        return None
    return _Bases(min(known, key=lambda each: each[0]), max(known, key=lambda each: each[0]))


def _columns(share: Guarantee, amount: Guarantee) -> Iterator[_Columns]:
    """The two targets, and then row by row their scales, where these have as many rows."""
    one, two = target_column(share), target_column(amount)
    if one is None or two is None:
        return
    yield _Columns(
        one,
        two,
        (share.target_span, amount.target_span),
        (value_text(share.target), value_text(amount.target)),
        (f"{share.name} {target_text(share)}", f"{amount.name} {target_text(amount)}"),
        False,
    )
    rows, others = _rows(share.credit), _rows(amount.credit)
    if len(rows) == len(others):
        for row, other in zip(rows, others, strict=True):
            first, second = _bound(share, row), _bound(amount, other)
            if first is None or second is None:
                continue
            # Whether a range of whole numbers has its ends is not worth a guess.
            if one.whole and (row.bound is None or other.bound is None):
                continue
            left, right = column(share, first, reached=True), column(amount, second, reached=True)
            if left is not None and right is not None:
                values, said = (value_text(first), value_text(second)), (tier_text(row), tier_text(other))
                yield _Columns(left, right, (row.span, other.span), values, said, True)


def _rows(scheme: CreditScheme | None) -> tuple[Tier, ...]:
    return scheme.tiers if scheme is not None else ()


def _bound(guarantee: Guarantee, tier: Tier) -> Value | None:
    """Where a row begins, seen from the target."""
    if tier.bound is not None or tier.range is None:
        return tier.bound
    return tier.range.high if guarantee.metric.better == "higher" else tier.range.low


def _finding(
    agreement: Agreement,
    share: Guarantee,
    amount: Guarantee,
    found: list[_Columns],
    bases: _Bases,
    about: Counted,
) -> Diagnostic:
    first = found[0]
    (short, least), (long, most) = bases.least, bases.most
    said = f"`{first.values[0]}` and `{first.values[1]}`"
    each = period_text(share.period).removeprefix(" per ")
    what = "down" if about.interval is None else f"bad intervals of {Duration(about.interval).text()}"

    def much(value: Fraction) -> str:
        return time_text(value) if about.interval is None else number_text(value)

    def shown(name: str, verb: str, part: Column) -> str:
        return (
            f"{name} {verb} {much(part.limit(short))} {what} in {least.label}, which has {much(short)}, and "
            f"{much(part.limit(long))} in {most.label}, which has {much(long)}"
        )

    inside, outside = _witness(first, short), _witness(first, long)
    looser, stricter = (1, 0) if first.more(short) < 0 else (0, 1)
    says = f"keep `{first.said[looser]}` and break `{first.said[stricter]}`"
    if first.pays:
        says = f"are `{first.said[stricter]}` and not `{first.said[looser]}`"
    notes = [shown(first.values[0] + (", rounded," if first.share.rounded else ""), "allows", first.share)]
    if first.amount.kept:
        notes.append(shown(f"`{first.said[1]}`", "leaves", first.amount))
    notes.append(
        f"{much(inside)} {what} in {least.label} {says}; {much(outside)} {what} in {most.label}: the other "
        "way round"
    )
    if len(found) > 1:
        others = ", ".join(f"`{c.said[0]}` and `{c.said[1]}`" for c in found[1:])
        notes.append(f"so do {others}")
    terms = agreement.credit_terms
    if terms is not None and terms.combine == "agreeing" and share.credit and amount.credit:
        notes.append("`combine agreeing` asks both for the same credit: where they differ, nobody can say it")
    one_length = (
        ", or take the share of a time of one length, as in `share of time where up of 43_200 min` for a "
        "month"
    )
    return Diagnostic(
        catalogue.COLUMNS_AGREE,
        f"`{agreement.key}` promises {said} as if they were the same, and they are only in some of the "
        f"{each}s",
        (
            Label(first.spans[0], "in per cent"),
            Label(first.spans[1], "in time" if about.interval is None else "in intervals"),
        ),
        tuple(notes),
        help="keep one of the two" + (one_length if about.interval is None else ""),
    )


def _witness(columns: _Columns, base: Fraction) -> Fraction:
    """So much lost of a period keeps one of the two and breaks the other."""
    low, high = sorted((columns.share.allows(base), columns.amount.allows(base)))
    if columns.share.whole:
        return high
    # Easy to read: whole minutes, else whole seconds, else the middle.
    for unit in (60, 1):
        place = (low // unit + 1) * unit
        if place < high:
            return Fraction(place)
    return (low + high) / 2
