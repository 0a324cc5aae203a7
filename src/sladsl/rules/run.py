"""Runs every check over a house and puts the findings into the order of the sources."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import TypeAlias

from sladsl.diagnostics.diagnostic import Diagnostic
from sladsl.model.house import House
from sladsl.rules.index import Index
from sladsl.rules.logic import completeness, measured, polarity, reported, signal_without_query, stray_mapping
from sladsl.rules.money import (
    cap_reach,
    credits_monotone,
    fee_exists,
    missed_without_credit,
    one_currency,
    tier_against_target,
    tier_gap,
    tier_overlap,
)
from sladsl.rules.quality import impossible_target, nines_beyond_sampling, percentile, tier_unit
from sladsl.rules.structure import (
    ambiguous_support,
    dependency_cycle,
    idle_support,
    loosened_below,
    matrix_holes,
    one_for_all,
    overlap_in_force,
    party_chain,
    priorities_monotone,
    priority_targets,
    support_kind,
    two_values,
    unsupported_promise,
)
from sladsl.rules.time import escalation_order, response_within_resolution

Check: TypeAlias = Callable[[Index], Iterable[Diagnostic]]

CHECKS: tuple[Check, ...] = (
    dependency_cycle.check,
    support_kind.check,
    party_chain.check,
    unsupported_promise.check,
    idle_support.check,
    loosened_below.check,
    two_values.check,
    overlap_in_force.check,
    ambiguous_support.check,
    matrix_holes.check,
    priority_targets.check,
    priorities_monotone.check,
    one_for_all.check,
    response_within_resolution.check,
    escalation_order.check,
    impossible_target.check,
    nines_beyond_sampling.check,
    tier_unit.check,
    percentile.check,
    tier_overlap.check,
    tier_gap.check,
    tier_against_target.check,
    missed_without_credit.check,
    credits_monotone.check,
    cap_reach.check,
    fee_exists.check,
    one_currency.check,
    polarity.check,
    measured.check,
    signal_without_query.check,
    stray_mapping.check,
    reported.check,
    completeness.check,
)


def check(house: House, today: date | None = None) -> tuple[Diagnostic, ...]:
    """Everything the checks find, by file, place, code and message.

    `today` decides which agreements are in force; None counts all of them. What a template says for a
    hundred customers is found once.
    """
    index = Index(house, today)
    found = {_identity(finding): finding for run in CHECKS for finding in run(index)}
    return tuple(finding for _, finding in sorted(found.items(), key=lambda entry: entry[0]))


def _identity(finding: Diagnostic) -> tuple[str, int, str, str, tuple[tuple[str, int, int], ...]]:
    places = tuple((label.span.source.name, label.span.start, label.span.end) for label in finding.labels)
    first = places[0] if places else ("", 0, 0)
    return first[0], first[1], finding.rule.code, finding.message, places
