"""Finds promises that leave less in reserve than the house wants, though they are kept."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from fractions import Fraction

from sladsl.diagnostics import catalogue
from sladsl.diagnostics.diagnostic import Diagnostic, Label
from sladsl.exact.due_chains import Worst
from sladsl.exact.durations import Deadline, Duration
from sladsl.exact.ratio import Rounding, percent
from sladsl.exact.structures.downtime import longest_downtime
from sladsl.model.agreements import Agreement, holds
from sladsl.model.policies import Policy, PolicyItem
from sladsl.model.values import Ratio
from sladsl.model.written import measurand, target_text, value_text
from sladsl.prove.availability import AvailabilityProof
from sladsl.prove.budgets import promised_budgets
from sladsl.prove.chains import TimeProof, time_proofs
from sladsl.prove.margins import DowntimeMargin, downtime_margin, in_open_time, short_of_margin
from sladsl.prove.parts import handovers, steps
from sladsl.prove.proving import proofs
from sladsl.prove.reserves import Reserve
from sladsl.prove.telling import clock_text, name_of, parts_text, period_name, share_at_most, time_text
from sladsl.prove.timeline import timeline_text
from sladsl.records import replace
from sladsl.rules.index import Index
from sladsl.rules.policy.governed import governed, rules

_LABELS = 5


def check(index: Index) -> Iterator[Diagnostic]:
    """One finding per promise with too small a margin; one that is not kept at all is found elsewhere."""
    wanted = [(p, item) for p, item in rules(index, "margin") if isinstance(item.value, Ratio)]
    if not wanted:
        return
    by_agreement: defaultdict[str, list[tuple[Policy, PolicyItem]]] = defaultdict(list)
    for policy, item in wanted:
        for agreement in governed(index, policy):
            by_agreement[agreement.key].append((policy, item))
    for agreement in index.agreements:
        mine = by_agreement.get(agreement.key)
        if mine:
            yield from _of_downtime(index, agreement, mine)
            yield from _of_time(index, agreement, mine)


def _of_downtime(
    index: Index, agreement: Agreement, wanted: list[tuple[Policy, PolicyItem]]
) -> Iterator[Diagnostic]:
    for proof in proofs(index, agreement):
        found = downtime_margin(proof) if proof.kept else None
        for policy, item in wanted if found is not None else ():
            about = item.metric is not None and item.metric.key == proof.guarantee.metric.key
            if found is None or not about or item.comparator is None or item.value is None:
                continue
            if not holds(item.comparator, Ratio(found.share), item.value):
                yield _thin(proof, found, policy, item)


def _thin(proof: AvailabilityProof, found: DowntimeMargin, policy: Policy, item: PolicyItem) -> Diagnostic:
    guarantee = proof.guarantee
    assert isinstance(item.value, Ratio)
    labels = [Label(guarantee.target_span, "promised here"), Label(item.span, "the house rule")]
    spans: dict[tuple[int, str], Label] = {}
    for support, seconds in found.parts:
        said = f"lets `{support.component}` be down {time_text(seconds)}"
        spans.setdefault(
            (support.guarantee.target_span.start, support.component),
            Label(support.guarantee.target_span, said),
        )
    # Cut off: what is a hair short of the house rule shall not read as if it were enough.
    left = percent(found.share, 2, Rounding.FLOOR)
    notes = [
        f"in {period_name(proof)}, of {time_text(proof.base)}: {time_text(found.allowed)} are promised and "
        f"{_used_up(proof, found)}: {time_text(found.allowed - found.used)} or {left} is left"
    ]
    if proof.unpromised:
        notes.append(f"taken never to fail: {', '.join(f'`{key}`' for key in proof.unpromised)}")
    return Diagnostic(
        catalogue.POLICY_MARGIN,
        f"`{proof.agreement.key}` keeps a margin of {left} on `{measurand(guarantee)} "
        f"{target_text(guarantee)}` of `{proof.service.key}`, and `{policy.key}` asks for "
        f"{percent(item.value.value)}",
        tuple(labels + list(spans.values())[:_LABELS]),
        tuple(notes),
        help=_help(proof, found, item.value.value),
    )


def _used_up(proof: AvailabilityProof, found: DowntimeMargin) -> str:
    """The sum in words, of the numbers as they are promised."""
    supports = [replace(support, seconds=seconds) for support, seconds in found.parts]
    used, parts = time_text(found.used), parts_text(proof, supports)
    summed = longest_downtime(proof.structure, promised_budgets(proof.unpromised, supports)).time
    if summed > found.used:
        return f"{parts} = {time_text(summed)}, of which {used} may be used up"
    if len(supports) == 1:
        parts = f"`{name_of(supports[0].agreement, supports[0].guarantee)}`"
    return f"{used} may be used up by {parts}"


def _help(proof: AvailabilityProof, found: DowntimeMargin, margin: Fraction) -> str:
    way_out = "ask more of what it stands on, or change the house rule"
    if not proof.base:
        return way_out
    needed = found.used / (1 - margin)
    if isinstance(proof.guarantee.target, Duration):
        return f"promise at most {time_text(needed)}, {way_out}"
    if needed >= proof.base:
        return way_out
    return f"promise at most `{share_at_most(1 - needed / proof.base)}`, {way_out}"


def _of_time(
    index: Index, agreement: Agreement, wanted: list[tuple[Policy, PolicyItem]]
) -> Iterator[Diagnostic]:
    keys = {item.metric.key for _, item in wanted if item.metric is not None}
    if not any(g.metric.key in keys for g in agreement.promises):
        return
    for proof in time_proofs(index, agreement):
        for policy, item in wanted:
            about = item.metric is not None and item.metric.key == proof.guarantee.metric.key
            if about and proof.kept and item.comparator in (">=", ">") and isinstance(item.value, Ratio):
                found = short_of_margin(proof, item.value.value, more=item.comparator == ">")
                if found is not None:
                    yield _tight(proof, found, policy, item, item.value.value)


def _tight(kept: TimeProof, found: Reserve, policy: Policy, item: PolicyItem, margin: Fraction) -> Diagnostic:
    guarantee = kept.guarantee
    proof = replace(kept, worst=Worst(found.start, int(found.taken)))
    labels = [Label(guarantee.target_span, "promised here"), Label(item.span, "the house rule")]
    for step in {id(step.guarantee): step for step in steps(proof.chain)}.values():
        labels.append(Label(step.guarantee.target_span, f"takes up to {value_text(step.guarantee.target)}"))
    handed_over = list(handovers(proof.chain))
    for handover in handed_over:
        labels.append(Label(handover.span, f"takes up to {time_text(Fraction(handover.seconds))}"))
    reserve, limit = time_text(found.wanted), value_text(guarantee.target)
    by = "by" if isinstance(guarantee.target, Deadline) else "within"
    counted = f"{percent(margin)} of {limit} are {reserve}"
    if not isinstance(guarantee.target, Duration):
        begun = clock_text(found.start, proof.agreement.zone)
        whole = time_text(found.whole) + (" of open time" if in_open_time(guarantee.target) else "")
        counted = f"a case that begins {begun} has {whole}, and {percent(margin)} of that are {reserve}"
    taken = f"take {time_text(found.taken)} of the {reserve} that `{policy.key}` keeps in reserve"
    if not found.taken:
        taken = f"leave just the {reserve} of which `{policy.key}` asks for more"
    return Diagnostic(
        catalogue.POLICY_MARGIN,
        f"`{proof.agreement.key}` promises {measurand(guarantee)} {by} {limit}, and the steps under it "
        f"{taken}",
        tuple(labels[: _LABELS + 2]),
        (f"{counted}; {timeline_text(proof)}",),
        help=f"make a step{' or a hand-over' if handed_over else ''} quicker, promise a longer time, or "
        "change the house rule",
    )
