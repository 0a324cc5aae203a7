"""Runs every check over a house and puts the findings into the order of the sources."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import TypeAlias

from sladsl.diagnostics.diagnostic import Diagnostic
from sladsl.model.house import House
from sladsl.model.reading import LIBRARY
from sladsl.model.silences import Silence
from sladsl.records import field, record
from sladsl.rules.calendars import (
    all_excluded,
    calendar_horizon,
    hours_covered,
    idle_window,
    notice_nested,
    off_duty,
    reachable_target,
)
from sladsl.rules.facts import AnyJoined
from sladsl.rules.index import Index
from sladsl.rules.logic import (
    completeness,
    contradiction,
    dead_promise,
    measured,
    no_unit,
    outcome,
    owners,
    polarity,
    redundant,
    reported,
    signal_without_query,
    stray_mapping,
)
from sladsl.rules.money import (
    amount_kind,
    cap_reach,
    claim_windows,
    columns_agree,
    credits_monotone,
    dead_trigger,
    debtor,
    exposure,
    fee_exists,
    missed_without_credit,
    one_currency,
    share_as_amount,
    tier_against_target,
    tier_gap,
    tier_overlap,
)
from sladsl.rules.policy import credits as policy_credits
from sladsl.rules.policy import fees as policy_fees
from sladsl.rules.policy import limits as policy_limits
from sladsl.rules.policy import margins as policy_margins
from sladsl.rules.policy import requirements as policy_requirements
from sladsl.rules.prose import references as prose_references
from sladsl.rules.prose import terms as prose_terms
from sladsl.rules.prose import undefined as prose_undefined
from sladsl.rules.prose import words as prose_words
from sladsl.rules.quality import (
    availability_proof,
    capacity,
    error_rate,
    exclusions_nested,
    impossible_target,
    limits_agree,
    never_whole,
    nines_beyond_sampling,
    no_room,
    one_incident,
    open_switch,
    open_terms,
    percentile,
    percentile_composition,
    same_measurand,
    tier_unit,
    too_few_events,
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
    doubtful_pause,
    escalation_duty,
    escalation_order,
    handling_steps,
    pause_implication,
    recovery_chain,
    response_within_resolution,
    self_served_pause,
    share_composition,
    stops_short,
    time_chain,
    update_before_resolution,
)
from sladsl.rules.validity import (
    never_reviewed,
    phases_partition,
    review_due,
    shorter_notice,
    supplier_expiry,
)
from sladsl.source import Source

Check: TypeAlias = Callable[[Index], Iterable[Diagnostic]]

CHECKS: tuple[Check, ...] = (
    dependency_cycle.check,
    support_kind.check,
    party_chain.check,
    unsupported_promise.check,
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
    handling_steps.check,
    stops_short.check,
    time_chain.check,
    share_composition.check,
    pause_implication.check,
    clock_anchor.check,
    escalation_duty.check,
    clock_states.check,
    self_served_pause.check,
    update_before_resolution.check,
    recovery_chain.check,
    doubtful_pause.check,
    hours_covered.check,
    off_duty.check,
    notice_nested.check,
    reachable_target.check,
    all_excluded.check,
    supplier_expiry.check,
    shorter_notice.check,
    review_due.check,
    phases_partition.check,
    impossible_target.check,
    nines_beyond_sampling.check,
    tier_unit.check,
    percentile.check,
    availability_proof.check,
    never_whole.check,
    one_incident.check,
    same_measurand.check,
    percentile_composition.check,
    error_rate.check,
    no_room.check,
    limits_agree.check,
    too_few_events.check,
    tier_overlap.check,
    tier_gap.check,
    tier_against_target.check,
    missed_without_credit.check,
    credits_monotone.check,
    cap_reach.check,
    fee_exists.check,
    one_currency.check,
    claim_windows.check,
    dead_trigger.check,
    amount_kind.check,
    share_as_amount.check,
    columns_agree.check,
    policy_margins.check,
    policy_limits.check,
    policy_credits.check,
    polarity.check,
    signal_without_query.check,
    reported.check,
    outcome.check,
    completeness.check,
    contradiction.check,
    dead_promise.check,
    redundant.check,
    prose_words.check,
    prose_undefined.check,
    prose_references.check,
)

"""The checks that find something in one agreement, or in another declared thing, at a time."""

JOINED: tuple[AnyJoined, ...] = (
    idle_support.CHECK,
    calendar_horizon.CHECK,
    open_switch.CHECK,
    open_terms.CHECK,
    exclusions_nested.CHECK,
    capacity.CHECK,
    exposure.CHECK,
    debtor.CHECK,
    measured.CHECK,
    no_unit.CHECK,
    owners.CHECK,
    never_reviewed.CHECK,
    policy_requirements.CHECK,
    stray_mapping.CHECK,
    prose_terms.CHECK,
    policy_fees.CHECK,
    idle_window.CHECK,
)
"""The checks that put together what several agreements say."""


@record(frozen=False)
class Seen:
    """What was seen in the things of one file: findings, and facts by the name of the check they are for."""

    findings: list[Diagnostic] = field(default_factory=list)
    facts: dict[str, list[object]] = field(default_factory=dict)


NOWHERE = ""
"""The file of what was found when it was nobody's turn: what several files bring about together."""


def look(index: Index) -> dict[str, Seen]:
    """What every check sees, by the file in whose turn it did."""
    found: defaultdict[str, Seen] = defaultdict(Seen)
    for run in CHECKS:
        index.turn.file = None
        for finding in run(index):
            found[index.turn.file or NOWHERE].findings.append(finding)
    for joined in JOINED:
        index.turn.file = None
        for fact in joined.facts(index):
            found[index.turn.file or NOWHERE].facts.setdefault(joined.name, []).append(fact)
    return found


Part: TypeAlias = tuple[str, str]
"""Facts that are concluded from together: the name of the check, and a part of its facts."""

_BY_NAME = {joined.name: joined for joined in JOINED}
WITH_TEXTS = frozenset(joined.name for joined in JOINED if joined.texts)
"""The checks that conclude from the texts of all files, too."""


def parts_of(seen: Seen) -> dict[Part, list[object]]:
    """The facts of one file."""
    found: dict[Part, list[object]] = {}
    for name, facts in seen.facts.items():
        joined = _BY_NAME[name]
        for fact in facts:
            found.setdefault((name, joined.part_of(fact)), []).append(fact)
    return found


def conclusions(
    parts: Iterable[Mapping[Part, Sequence[object]]], sources: Mapping[str, Source]
) -> dict[Part, tuple[Diagnostic, ...]]:
    """What the facts of all files come to, given file by file in their order; where they come to anything."""
    every: defaultdict[Part, list[object]] = defaultdict(list)
    for each in parts:
        for part, facts in each.items():
            every[part] += facts
    made = {part: tuple(_BY_NAME[part[0]].concluded(facts, sources)) for part, facts in every.items()}
    return {part: found for part, found in made.items() if found}


def told(
    findings: Iterable[Diagnostic],
    concluded: Mapping[Part, Iterable[Diagnostic]],
    silences: Sequence[Silence],
    today: date | None,
    *,
    whole: bool,
) -> tuple[Diagnostic, ...]:
    """What is left to say of what was found in the files, in their order, and of what was concluded.

    What a template says for a hundred customers is found once.
    """
    found = {_identity(finding): finding for finding in findings}
    for part in sorted(concluded):
        found.update((_identity(finding), finding) for finding in concluded[part])
    return tuple(sorted(silenced(silences, found.values(), today, whole), key=_identity))


def conclude(
    seen: Mapping[str, Seen],
    silences: Sequence[Silence],
    sources: Mapping[str, Source],
    today: date | None,
    *,
    whole: bool,
) -> tuple[Diagnostic, ...]:
    """What is left to say of all that was seen, by file, place, code and message."""
    ordered = [seen[path] for path in sorted(seen, key=place_of)]
    findings = (finding for each in ordered for finding in each.findings)
    concluded = conclusions(map(parts_of, ordered), sources)
    return told(findings, concluded, silences, today, whole=whole)


def place_of(path: str) -> tuple[bool, str]:
    """Where a file comes among the files of a house."""
    return path.startswith(f"{LIBRARY}/"), path


def check(house: House, today: date | None = None, *, whole: bool = True) -> tuple[Diagnostic, ...]:
    """Everything the checks find, by file, place, code and message.

    `today` decides which agreements are in force; None counts all of them. `whole` says that the house holds
    all files of its project.
    """
    seen = look(Index(house, today))
    return conclude(seen, house.silences, house.sources, today, whole=whole)


_Identity: TypeAlias = tuple[str, int, str, str, tuple[tuple[str, int, int], ...]]


def _identity(finding: Diagnostic) -> _Identity:
    places = tuple((label.span.source.name, label.span.start, label.span.end) for label in finding.labels)
    first = places[0] if places else ("", 0, 0)
    return first[0], first[1], finding.rule.code, finding.message, places
