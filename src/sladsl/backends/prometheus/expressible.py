"""What Prometheus cannot be made to say, and which line of the agreement asked for it."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from sladsl.backends.prometheus.amounts import counts_events
from sladsl.backends.prometheus.burn import pairs
from sladsl.backends.prometheus.clock import is_dated
from sladsl.backends.prometheus.plan import Plan
from sladsl.backends.prometheus.signals import interval_seconds, named_signals
from sladsl.backends.prometheus.text import number, percent
from sladsl.backends.prometheus.thresholds import value_is_good_share
from sladsl.diagnostics import catalogue
from sladsl.diagnostics.diagnostic import Diagnostic, Label, Rule
from sladsl.exact import intervals as sets
from sladsl.exact.durations import Duration
from sladsl.lower.monitoring import (
    Comparison,
    Empty,
    Objective,
    OtherFormula,
    Percentile,
    ShareOfIntervals,
    ShareOfTime,
    TimeDown,
)
from sladsl.source import Span

_CLOSES = {")": "(", "]": "[", "}": "{"}
_MOST_POINTS = 10_000


def _time(seconds: int) -> str:
    return Duration(Fraction(seconds)).text()


def _found(rule: Rule, span: Span, message: str, help: str, *notes: str) -> Diagnostic:
    return Diagnostic(rule, message, (Label(span),), notes, help)


def _cannot(objective: Objective, what: str, help: str) -> Diagnostic:
    message = f"`prometheus` cannot express {what} of `{objective.guarantee}`"
    return _found(catalogue.NOT_EXPRESSIBLE, objective.span, message, help)


def before_planning(objective: Objective, step: int) -> Iterator[Diagnostic]:
    """Findings that stop a promise from being written at all."""
    formula = objective.formula
    if isinstance(formula, OtherFormula):
        help = "measure it elsewhere, or use one of the formulas of std.metrics"
        yield _cannot(objective, f"the formula `{formula.text}`", help)
        return
    if objective.comparison.higher_is_better is not value_is_good_share(objective):
        what = f"the comparison `{objective.comparison.value}` with the value"
        yield _cannot(objective, what, "turn the comparison round: the value is already the better side")
    inner = formula.of if isinstance(formula, TimeDown) else formula
    if (seconds := getattr(inner, "seconds", step)) % step:
        what = f"intervals of {_time(seconds)}"
        yield _cannot(objective, what, f"make them a multiple of the rules' step of {_time(step)}")
    if isinstance(inner, ShareOfTime) and inner.minimum_outage:
        grain = min(objective.sampling, step) if inner.partial_minutes else step
        if (inner.minimum_outage // grain) ** 2 * (step // grain) > _MOST_POINTS:
            what = f"outages under {_time(inner.minimum_outage)} at this sampling"
            yield _cannot(objective, what, "count whole minutes, or sample less often")
    if isinstance(inner, Percentile):
        yield from _percentile(objective, inner)
    if counts_events(objective) and Empty.BAD in (objective.empty, objective.absent):
        what = "empty time counting as bad in a ratio of events"
        yield _cannot(objective, what, "an interval without events weighs nothing: use a share of intervals")
    if objective.constant_denominator is not None and counts_events(objective):
        yield _cannot(objective, "a constant denominator for events", "leave it out")
    for name, signal in named_signals(formula).items():
        if (trouble := query_trouble(signal.query)) is not None:
            message = f"the query for `{name}` {trouble}"
            yield _found(catalogue.BAD_QUERY, signal.span, message, "write one complete PromQL expression")


def _percentile(objective: Objective, formula: Percentile) -> Iterator[Diagnostic]:
    if not objective.comparison.inclusive:
        yield _cannot(objective, "`<`", "write `<=`: a histogram's buckets include their bound")
    if not 0 < formula.share < 1:
        yield _cannot(objective, f"p{number(formula.share * 100)}", "a percentile lies between p0 and p100")
    if any([bound.comparison for bound in tier.bounds] != [Comparison.ABOVE] for tier in objective.tiers):
        yield _cannot(objective, "a tier that is not `above` one bound", "write each tier as `above 500 ms`")
    for bound, span in [
        (objective.target, objective.span),
        *((tier.bounds[0].threshold, tier.span) for tier in objective.tiers if tier.bounds),
    ]:
        if formula.buckets is None or bound in formula.buckets:
            continue
        below = max((b for b in formula.buckets if b < bound), default=None)
        above = min((b for b in formula.buckets if b > bound), default=None)
        near = " or ".join(f"{number(b)} s" for b in (below, above) if b is not None)
        message = (
            f"{number(bound)} s is not a bucket of the histogram, so nobody can count what lies above it"
        )
        help = f"promise {near or 'a bucket'}, or add the bucket where the service is instrumented"
        yield _found(catalogue.BOUND_NOT_A_BUCKET, span, message, help)


def after_planning(plan: Plan) -> Iterator[Diagnostic]:
    """Findings that need the periods and masks."""
    objective = plan.objective
    share = plan.bad_share()
    if share and not pairs(plan):
        message = f"no alert on `{objective.guarantee}` could ever fire: the target leaves {percent(share)}"
        help = "promise more, or measure it without alerts"
        yield _found(catalogue.ALERT_CANNOT_FIRE, objective.span, message, help)
    inner = objective.formula.of if isinstance(objective.formula, TimeDown) else objective.formula
    if (
        isinstance(inner, ShareOfIntervals)
        and inner.at_most >= 1
        and not (inner.strictly_below and inner.at_most == 1)
    ):
        message = f"no interval can have more than {percent(inner.at_most)} errors, so none is ever bad"
        yield _found(catalogue.ALERT_CANNOT_FIRE, objective.span, message, "use a share below 100%")
    if 2 * objective.sampling > (interval := interval_seconds(objective.formula, plan.clock.step)):
        message = f"samples every {_time(objective.sampling)} cannot judge intervals of {_time(interval)}"
        help = "sample at least twice per interval"
        yield _found(catalogue.SAMPLING_TOO_COARSE, objective.span, message, help)
    if not is_dated(objective.period):
        return
    for exclusion in objective.exclusions:
        if exclusion.times is None or exclusion.cap_seconds is None:
            continue
        boundaries = plan.clock.boundaries(objective.period)
        times = exclusion.times.intervals(boundaries[0][0], boundaries[-1][1])
        longest = max(sets.total(sets.clip(times, start, end)) for start, end in boundaries)
        if longest > exclusion.cap_seconds:
            message = (
                f"`{exclusion.id}` has {_time(longest)} of windows in one period and allows "
                f"{_time(exclusion.cap_seconds)}"
            )
            help = "raise the cap or shorten the windows: rules cannot choose which of them counts"
            yield _found(catalogue.EXCLUSION_OVER_CAP, exclusion.span, message, help)


def query_trouble(query: str) -> str | None:
    """What keeps `query` from being one bracketed expression, in words; None when nothing does. Strings and
    comments are skipped as PromQL reads them."""
    stack: list[str] = []
    at, empty = 0, True
    while at < len(query):
        char = query[at]
        if char == "#":
            end = query.find("\n", at)
            at = len(query) if end < 0 else end
            continue
        if char in "\"'`":
            end = at + 1
            while end < len(query) and query[end] != char:
                end += 2 if query[end] == "\\" and char != "`" else 1
            if end >= len(query):
                return "has a string that does not end"
            at = end
        elif char in "([{":
            stack.append(char)
        elif char in _CLOSES and (not stack or stack.pop() != _CLOSES[char]):
            return f"closes `{char}` without opening it"
        empty = empty and char.isspace()
        at += 1
    if stack:
        return f"never closes `{stack[-1]}`"
    return "is empty" if empty else None


def left_out(diagnostic: Diagnostic) -> Diagnostic:
    """The same finding where `--lossy` accepted it: a warning."""
    return Diagnostic(
        catalogue.NOT_EXPRESSED, diagnostic.message, diagnostic.labels, diagnostic.notes, diagnostic.help
    )


def measured_elsewhere(objective: Objective) -> Diagnostic:
    message = f"`{objective.guarantee}` is measured from `{objective.source}`, so prometheus leaves it out"
    return Diagnostic(catalogue.MEASURED_ELSEWHERE, message, (Label(objective.span),))
