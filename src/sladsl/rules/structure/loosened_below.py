"""Checks that a lower level keeps what the level above promises, as far as that one lets it change."""

from __future__ import annotations

from collections.abc import Iterator

from sladsl.diagnostics import catalogue
from sladsl.diagnostics.diagnostic import Diagnostic, Label
from sladsl.exact.ratio import percent
from sladsl.model.agreements import Agreement, Guarantee
from sladsl.model.written import measurand, period_text, target_text, value_text
from sladsl.rules.compare import direction, same_period, share_of, share_subject, stricter
from sladsl.rules.index import Index, hours_of, overlap, phase


def check(index: Index) -> Iterator[Diagnostic]:
    """One finding per guarantee, against the nearest level that it loosens.

    Only promises of the same metric, percentile, priority and subject over the same period and calendar
    are compared: nothing follows from one period about another without more thought.
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
            if upper.permission == "change" or not _comparable(guarantee, upper):
                continue
            if hours_of(agreement, guarantee) != hours_of(above, upper):
                continue
            result = stricter(guarantee, upper)
            if result is None:
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


def _comparable(lower: Guarantee, upper: Guarantee) -> bool:
    return (
        lower.metric.key == upper.metric.key
        and lower.percentile == upper.percentile
        and (
            upper.priority is None
            or (lower.priority is not None and lower.priority.key == upper.priority.key)
        )
        and (upper.priority is not None or _heading(lower) == _heading(upper) or not _heading(upper))
        and share_subject(lower, upper)
        and same_period(lower.period, upper.period)
        and overlap(phase(lower), phase(upper)) is not None
    )


def _heading(guarantee: Guarantee) -> str:
    return guarantee.cell.heading if guarantee.cell is not None and guarantee.priority is None else ""


def _finding(
    lower: Guarantee, upper: Guarantee, above: Agreement, verb: str, way_out: str, allow: str
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
        notes=(f"lower levels may {upper.permission or 'tighten'}",),
        help=f"{way_out}, or let the level above say `lower levels may {allow}`",
    )
