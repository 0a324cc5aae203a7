"""Finds one promise with two values: the same metric, subject, period and days, and two targets."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterator

from sladsl.diagnostics import catalogue
from sladsl.diagnostics.diagnostic import Diagnostic, Label
from sladsl.model.agreements import Agreement, Guarantee
from sladsl.model.supports import overlap, phase
from sladsl.model.written import measurand, target_text
from sladsl.prove.horizon import is_dated
from sladsl.rules.compare import direction, never_holds, topic
from sladsl.rules.index import Index, hours_key


def check(index: Index) -> Iterator[Diagnostic]:
    """One finding per promise that repeats another one of its agreement with a different number.

    Two that both have dates are phases, which have a check of their own.
    """
    for agreement in index.agreements:
        seen: defaultdict[Hashable, list[Guarantee]] = defaultdict(list)
        taken_over = {id(guarantee) for _, guarantee in agreement.inherited}
        for guarantee in index.repeated.get(agreement.key, ()):
            if id(guarantee) in taken_over or never_holds(agreement, guarantee):
                continue
            first = _first_other(agreement, guarantee, seen)
            if first is not None:
                yield Diagnostic(
                    catalogue.TWO_VALUES,
                    f"`{measurand(guarantee)}` has two values: `{target_text(first)}` and "
                    f"`{target_text(guarantee)}`",
                    (
                        Label(guarantee.target_span, "and another one here"),
                        Label(first.target_span, "one value here"),
                    ),
                    help="keep one of the two; a phase of its own gets dates (`from`, `until`), other hours "
                    "get `during`",
                )


def _first_other(
    agreement: Agreement, guarantee: Guarantee, seen: defaultdict[Hashable, list[Guarantee]]
) -> Guarantee | None:
    """An earlier promise of the same thing with another target; remembers this one."""
    found: Guarantee | None = None
    for subject in (s.key for s in guarantee.services) if guarantee.services else ("",):
        others = seen[subject, sameness(agreement, guarantee)]
        for other in others:
            phases = is_dated(other) and is_dated(guarantee)
            differs = not phases and (other.target, other.comparator) != (
                guarantee.target,
                guarantee.comparator,
            )
            if found is None and differs and overlap(phase(other), phase(guarantee)) is not None:
                found = other
        # Dated phases are few; without dates one remembered promise stands for all of them.
        if not others or guarantee.valid_from or guarantee.valid_until:
            others.append(guarantee)
    return found


def sameness(agreement: Agreement, guarantee: Guarantee) -> Hashable:
    """Everything that makes two promises two different ones, the target apart."""
    return (
        topic(guarantee),
        guarantee.period,
        hours_key(agreement, guarantee),
        guarantee.share,
        guarantee.switches,
        tuple(sorted(e.key for e in guarantee.exclusions)),
        guarantee.applies,
        direction(guarantee.comparator),
    )
