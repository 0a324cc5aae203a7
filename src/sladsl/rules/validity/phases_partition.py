"""Finds dated targets of one promise that overlap or leave days out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator

from sladsl.diagnostics import catalogue
from sladsl.diagnostics.diagnostic import Diagnostic, Label
from sladsl.model.agreements import Agreement, Guarantee
from sladsl.model.supports import FOREVER, Term, days_text, overlap, phase
from sladsl.model.written import measurand, target_text
from sladsl.rules.compare import direction, topic
from sladsl.rules.index import Index, hours_key
from sladsl.rules.structure.two_values import sameness
from sladsl.rules.validity.leaning import day


def check(index: Index) -> Iterator[Diagnostic]:
    """One finding per pair of neighbouring phases, and one for days at the end of the term.

    Days before the first phase are left alone: a promise may begin later than its agreement.
    """
    for agreement in index.agreements:
        for same in _phased(agreement, index.repeated.get(agreement.key, ())):
            yield from _neighbours(index, agreement, same)


def _phased(agreement: Agreement, promises: Iterable[Guarantee]) -> Iterator[list[Guarantee]]:
    """The promises of one thing, by their first days, where at least two have dates and none is without."""
    found: defaultdict[Hashable, list[Guarantee]] = defaultdict(list)
    for guarantee in promises:
        for subject in [s.key for s in guarantee.services] or [""]:
            key = (subject, topic(guarantee), direction(guarantee.comparator), guarantee.period)
            found[(*key, hours_key(agreement, guarantee), guarantee.share, guarantee.applies)].append(
                guarantee
            )
    told: set[tuple[int, ...]] = set()
    for same in found.values():
        identity = tuple(id(guarantee) for guarantee in same)
        if len(same) > 1 and all(g.valid_from or g.valid_until for g in same) and identity not in told:
            told.add(identity)
            yield sorted(same, key=phase)


def _neighbours(index: Index, agreement: Agreement, same: list[Guarantee]) -> Iterator[Diagnostic]:
    term = index.term(agreement)
    reached, last = phase(same[0])[1], same[0]
    for guarantee in same[1:]:
        days = phase(guarantee)
        shared = overlap(phase(last), days)
        gap = overlap((reached + 1, days[0] - 1), term)
        alike = sameness(agreement, last) == sameness(agreement, guarantee)
        if shared is not None and alike and _differ(last, guarantee):
            yield _overlap(last, guarantee, shared)
        elif gap is not None:
            yield _gap(agreement, last, guarantee, gap)
        if days[1] > reached:
            reached, last = days[1], guarantee
    end = overlap((reached + 1, FOREVER[1]), term)
    if end is not None and reached < FOREVER[1]:
        yield _gap(agreement, last, None, end)


def _differ(left: Guarantee, right: Guarantee) -> bool:
    """Whether it matters which of two phases holds on a day."""
    one, other = ((g.target, g.comparator, g.rounding, g.credit) for g in (left, right))
    return one != other


def _overlap(left: Guarantee, right: Guarantee, days: Term) -> Diagnostic:
    return Diagnostic(
        catalogue.PHASES_PARTITION,
        f"two phases of `{measurand(right)}` hold{days_text(days)}: `{target_text(left)}` and "
        f"`{target_text(right)}`",
        (
            Label(right.target_span, f"holds{days_text(phase(right))}"),
            Label(left.target_span, f"holds{days_text(phase(left))}"),
        ),
        (f"{days[1] - days[0] + 1} days are in both",) if days[1] < FOREVER[1] else (),
        help=f"let the first one end on {day(days[0] - 1)}"
        if phase(left)[0] < days[0]
        else "keep one of the two, or let one begin when the other ends",
    )


def _gap(agreement: Agreement, left: Guarantee, right: Guarantee | None, days: Term) -> Diagnostic:
    labels = [Label(left.target_span, f"holds{days_text(phase(left))}")]
    if right is not None:
        labels.append(Label(right.target_span, f"holds{days_text(phase(right))}"))
    elif agreement.effective is not None:
        labels.append(Label(agreement.effective.span, f"in force{days_text(index_term(agreement))}"))
    open_end = days[1] == FOREVER[1]
    when = f"from {day(days[0])} on" if open_end else f"from {day(days[0])} to {day(days[1])}"
    return Diagnostic(
        catalogue.PHASES_PARTITION,
        f"no phase of `{measurand(left)}` holds {when} in `{agreement.key}`",
        tuple(labels),
        () if open_end else (f"{days[1] - days[0] + 1} days are left out",),
        help=f"let a phase end on {day(days[1])}"
        if right is not None
        else "let the last phase have no `until`",
    )


def index_term(agreement: Agreement) -> Term:
    """The stated term of an agreement that has one."""
    assert agreement.effective is not None
    until = agreement.effective.until
    return agreement.effective.first.toordinal(), until.toordinal() if until else FOREVER[1]
