"""Checks that a lower level keeps what the level above promises, as far as that one lets it change."""

from __future__ import annotations

from collections.abc import Iterator

from sladsl.diagnostics import catalogue
from sladsl.diagnostics.diagnostic import Diagnostic, Label
from sladsl.exact.ratio import percent
from sladsl.model.agreements import Agreement, Guarantee
from sladsl.model.supports import overlap, phase
from sladsl.model.values import Ratio
from sladsl.model.written import measurand, period_text, target_text, value_text
from sladsl.prove.implied import Looser, MoreDown, looser
from sladsl.prove.steps import share_of
from sladsl.prove.telling import clock_text, named_period, share_at_least, time_text
from sladsl.rules.compare import direction, same_period, share_subject, stricter
from sladsl.rules.index import Index, hours_key


def check(index: Index) -> Iterator[Diagnostic]:
    """One finding per guarantee, against the nearest level that it loosens.

    Promises of the same metric, percentile, priority and subject are compared: by their numbers over the same
    period and calendar, else by what they allow, for downtime and for the time of cases.
    """
    for agreement in index.agreements:
        if agreement.under is not None:
            for guarantee in agreement.guarantees:
                found = _against(index, agreement, guarantee)
                if found is not None:
                    yield found


def _against(index: Index, agreement: Agreement, guarantee: Guarantee) -> Diagnostic | None:
    for above in index.house.levels_above(agreement):
        for upper in above.guarantees:
            if upper.permission == "change" or not _alike(guarantee, upper):
                continue
            result = stricter(guarantee, upper) if _same_terms(agreement, guarantee, above, upper) else None
            if result is None:
                found = _by_what_they_allow(index, agreement, guarantee, above, upper)
                if found is not None:
                    return found
                continue
            more = share_of(guarantee) - share_of(upper)
            if upper.permission == "not change" and (result != 0 or more != 0):
                return _finding(
                    guarantee, upper, above, "changes", "keep the value of the level above", "tighten"
                )
            if result < 0:
                best = "at least" if direction(upper.comparator) == "higher" else "at most"
                way_out = f"promise {best} `{value_text(upper.target)}`"
                return _finding(guarantee, upper, above, "loosens", way_out, "change")
            if more < 0:
                way_out = f"keep it for at least {percent(share_of(upper))} of the cases"
                return _finding(guarantee, upper, above, "loosens", way_out, "change")
    return None


def _same_terms(agreement: Agreement, lower: Guarantee, above: Agreement, upper: Guarantee) -> bool:
    """Whether both are about the same periods and hours, so that their numbers tell which is stricter."""
    return same_period(lower.period, upper.period) and hours_key(agreement, lower) == hours_key(above, upper)


def _by_what_they_allow(
    index: Index, agreement: Agreement, lower: Guarantee, above: Agreement, upper: Guarantee
) -> Diagnostic | None:
    """The finding where a promise over other periods or hours allows more, and none beside it makes up."""
    if upper.permission == "not change" or share_of(lower) != share_of(upper):
        return None
    if share_of(upper) != 1 and not same_period(lower.period, upper.period):
        return None
    allowed = looser(index, agreement, lower, above, upper)
    if isinstance(allowed, bool):
        return None
    for other in agreement.guarantees:
        if other is lower or not _alike(other, upper) or not _covers(other, lower):
            continue
        same = _same_terms(agreement, other, above, upper) and stricter(other, upper) is not None
        if same or looser(index, agreement, other, above, upper) is False:
            return None
    return _loosened(lower, upper, above, allowed)


def _covers(other: Guarantee, lower: Guarantee) -> bool:
    keys = {service.key for service in other.services}
    return not keys or (bool(lower.services) and all(s.key in keys for s in lower.services))


def _loosened(lower: Guarantee, upper: Guarantee, above: Agreement, allowed: Looser) -> Diagnostic:
    if isinstance(allowed, MoreDown):
        cycle = upper.period
        period = named_period(cycle, allowed.period) if cycle is not None else allowed.period.label
        note = (
            f"in {period}, of {time_text(allowed.base)}: it lets be down "
            f"{time_text(allowed.bound)}, and `{above.key}` {time_text(allowed.allowed)}"
        )
        way_out = f"promise it{period_text(upper.period)}, too"
        if same_period(lower.period, upper.period):
            way_out = f"promise it in the hours in which `{above.key}` does"
        elif allowed.needed is not None and isinstance(lower.target, Ratio):
            way_out += f", or at least `{share_at_least(1 - allowed.needed)}`"
    else:
        zone = above.zone
        note = (
            f"a case begun {clock_text(allowed.start, zone)} may take until {clock_text(allowed.due, zone)}, "
            f"and `{above.key}` promises it until {clock_text(allowed.promised, zone)}"
        )
        way_out = f"promise it in the hours in which `{above.key}` does"
    return _finding(lower, upper, above, "loosens", way_out, "change", note)


def _alike(lower: Guarantee, upper: Guarantee) -> bool:
    return (
        lower.metric.key == upper.metric.key
        and lower.percentile == upper.percentile
        and (
            upper.priority is None
            or (lower.priority is not None and lower.priority.key == upper.priority.key)
        )
        and (upper.priority is not None or _heading(lower) == _heading(upper) or not _heading(upper))
        and share_subject(lower, upper)
        and overlap(phase(lower), phase(upper)) is not None
    )


def _heading(guarantee: Guarantee) -> str:
    return guarantee.cell.heading if guarantee.cell is not None and guarantee.priority is None else ""


def _finding(
    lower: Guarantee,
    upper: Guarantee,
    above: Agreement,
    verb: str,
    way_out: str,
    allow: str,
    note: str = "",
) -> Diagnostic:
    def said(guarantee: Guarantee) -> str:
        cases = f" for {percent(guarantee.share.ratio)} of {guarantee.share.of}" if guarantee.share else ""
        return f"`{target_text(guarantee)}`{period_text(guarantee.period)}{cases}"

    return Diagnostic(
        catalogue.LOOSENED_BELOW,
        f"`{lower.name}` {verb} what `{above.key}` promises of `{measurand(lower)}`: {said(lower)} "
        f"instead of {said(upper)}",
        (
            Label(lower.target_span, f"{verb} it here"),
            Label(upper.target_span, f"`{above.key}` promises this"),
        ),
        notes=((note,) if note else ()) + (f"lower levels may {upper.permission or 'tighten'}",),
        help=f"{way_out}, or let the level above say `lower levels may {allow}`",
    )
