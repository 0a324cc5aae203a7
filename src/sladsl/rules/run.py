"""Runs every check over a house and puts the findings into the order of the sources."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import TypeAlias

from sladsl.diagnostics.diagnostic import Diagnostic
from sladsl.model.house import House
from sladsl.rules.calendars import (
    calendar_horizon,
    hours_covered,
    notice_nested,
    off_duty,
    reachable_target,
)
from sladsl.rules.index import Index
from sladsl.rules.logic import (
    completeness,
    contradiction,
    measured,
    polarity,
    redundant,
    reported,
    signal_without_query,
    stray_mapping,
)
from sladsl.rules.money import (
    cap_reach,
    claim_windows,
    credits_monotone,
    dead_trigger,
    exposure,
    fee_exists,
    missed_without_credit,
    one_currency,
    tier_against_target,
    tier_gap,
    tier_overlap,
)
from sladsl.rules.policy import credits as policy_credits
from sladsl.rules.policy import limits as policy_limits
from sladsl.rules.policy import margins as policy_margins
from sladsl.rules.policy import requirements as policy_requirements
from sladsl.rules.prose import references as prose_references
from sladsl.rules.prose import terms as prose_terms
from sladsl.rules.prose import words as prose_words
from sladsl.rules.quality import (
    availability_proof,
    capacity,
    error_rate,
    exclusions_nested,
    impossible_target,
    limits_agree,
    nines_beyond_sampling,
    no_room,
    one_incident,
    open_switch,
    percentile,
    percentile_composition,
    same_measurand,
    tier_unit,
)
from sladsl.rules.silences import silenced
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
from sladsl.rules.time import (
    clock_anchor,
    clock_states,
    escalation_duty,
    escalation_order,
    pause_implication,
    recovery_chain,
    response_within_resolution,
    self_served_pause,
    share_composition,
    time_chain,
    update_before_resolution,
)
from sladsl.rules.validity import phases_partition, review_due, shorter_notice, supplier_expiry

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
    time_chain.check,
    share_composition.check,
    pause_implication.check,
    clock_anchor.check,
    escalation_duty.check,
    clock_states.check,
    self_served_pause.check,
    update_before_resolution.check,
    recovery_chain.check,
    hours_covered.check,
    off_duty.check,
    notice_nested.check,
    calendar_horizon.check,
    reachable_target.check,
    supplier_expiry.check,
    shorter_notice.check,
    review_due.check,
    phases_partition.check,
    impossible_target.check,
    nines_beyond_sampling.check,
    tier_unit.check,
    percentile.check,
    open_switch.check,
    availability_proof.check,
    one_incident.check,
    exclusions_nested.check,
    same_measurand.check,
    percentile_composition.check,
    error_rate.check,
    capacity.check,
    no_room.check,
    limits_agree.check,
    tier_overlap.check,
    tier_gap.check,
    tier_against_target.check,
    missed_without_credit.check,
    credits_monotone.check,
    cap_reach.check,
    fee_exists.check,
    one_currency.check,
    claim_windows.check,
    exposure.check,
    dead_trigger.check,
    policy_margins.check,
    policy_limits.check,
    policy_credits.check,
    policy_requirements.check,
    polarity.check,
    measured.check,
    signal_without_query.check,
    stray_mapping.check,
    reported.check,
    completeness.check,
    contradiction.check,
    redundant.check,
    prose_words.check,
    prose_references.check,
    prose_terms.check,
)


def check(house: House, today: date | None = None, *, whole: bool = True) -> tuple[Diagnostic, ...]:
    """Everything the checks find, by file, place, code and message.

    `today` decides which agreements are in force; None counts all of them. What a template says for a
    hundred customers is found once. `whole` says that the house holds all files of its project.
    """
    index = Index(house, today)
    found = {_identity(finding): finding for run in CHECKS for finding in run(index)}
    return tuple(sorted(silenced(house.silences, found.values(), today, whole), key=_identity))


def _identity(finding: Diagnostic) -> tuple[str, int, str, str, tuple[tuple[str, int, int], ...]]:
    places = tuple((label.span.source.name, label.span.start, label.span.end) for label in finding.labels)
    first = places[0] if places else ("", 0, 0)
    return first[0], first[1], finding.rule.code, finding.message, places
