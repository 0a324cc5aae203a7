"""Finds promises on one metric that no value can keep together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from fractions import Fraction

from sladsl.diagnostics import catalogue
from sladsl.diagnostics.diagnostic import Diagnostic, Label
from sladsl.model.agreements import Agreement, Guarantee
from sladsl.model.supports import overlap, phase
from sladsl.model.written import measurand, period_text, target_text
from sladsl.records import record
from sladsl.rules.compare import direction, never_holds, position, topic
from sladsl.rules.index import Index, hours_key


@record
class _Bound:
    """One end of what a promise lets be: from `place` on, or up to it, with or without that place."""

    guarantee: Guarantee
    place: Fraction
    closed: bool


def check(index: Index) -> Iterator[Diagnostic]:
    """One finding per pair, which is the smallest set of promises that exclude each other on one axis."""
    for agreement in index.agreements:
        told: set[tuple[int, int]] = set()
        for promises in _together(agreement, index.repeated.get(agreement.key, ())).values():
            if len({direction(promise.comparator) or promise.key for promise in promises}) == 1:
                continue  # nothing that is high enough for one is too high for another
            for one, two in _pairs(promises):
                if (one.span.start, two.span.start) not in told and one.key != two.key:
                    told.add((one.span.start, two.span.start))
                    yield _finding(agreement, one, two)


def _together(agreement: Agreement, promises: Iterable[Guarantee]) -> dict[Hashable, list[Guarantee]]:
    """The promises about one thing in one way, by service; those for the wrong side are found elsewhere."""
    found: defaultdict[Hashable, list[Guarantee]] = defaultdict(list)
    for guarantee in promises:
        way = direction(guarantee.comparator)
        if guarantee.applies is not None or (way is not None and guarantee.metric.better not in (None, way)):
            continue
        if never_holds(agreement, guarantee):
            continue
        for service in [s.key for s in guarantee.services] or [""]:
            exclusions = tuple(sorted(e.key for e in guarantee.exclusions))
            terms = (guarantee.period, hours_key(agreement, guarantee), guarantee.share, exclusions)
            found[service, topic(guarantee), guarantee.switches, terms].append(guarantee)
    return found


def _pairs(promises: list[Guarantee]) -> Iterator[tuple[Guarantee, Guarantee]]:
    """Of the promises that hold on one day, those whose ends do not meet, in source order."""
    for number, one in enumerate(promises):
        for two in promises[:number]:
            same = one.comparator == two.comparator == "="  # two values, which are found elsewhere
            if not same and overlap(phase(one), phase(two)) is not None and _apart(one, two):
                first, second = sorted((one, two), key=lambda g: g.span.start)
                yield first, second


def _apart(one: Guarantee, two: Guarantee) -> bool:
    for low in _ends(one, two, (">=", ">", "=")):
        for high in _ends(one, two, ("<=", "<", "=")):
            if low.guarantee is high.guarantee:
                continue
            touching = low.place == high.place and low.closed and high.closed
            if low.place >= high.place and not touching:
                return True
    return False


def _ends(one: Guarantee, two: Guarantee, comparators: tuple[str, ...]) -> Iterator[_Bound]:
    for guarantee in (one, two):
        place = position(guarantee.target, one.target)
        if guarantee.comparator in comparators and place is not None:
            yield _Bound(guarantee, place, guarantee.comparator in (">=", "<=", "="))


def _finding(agreement: Agreement, one: Guarantee, two: Guarantee) -> Diagnostic:
    return Diagnostic(
        catalogue.CONTRADICTION,
        f"no `{measurand(one)}` is both `{target_text(one)}` and `{target_text(two)}`"
        f"{period_text(one.period)}: `{agreement.key}` misses one of them whatever happens",
        (
            Label(two.target_span, f"`{two.key}` asks for `{target_text(two)}`"),
            Label(one.target_span, f"`{one.key}` asks for `{target_text(one)}`"),
        ),
        help="leave one of the two out, or give them different hours, periods or services",
    )
