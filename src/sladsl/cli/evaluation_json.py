"""The results of `sla evaluate` for programs; `docs/schemas/evaluation.schema.json` publishes the shape."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from fractions import Fraction
from typing import TypeAlias

from sladsl.data.gather import Counts
from sladsl.diagnostics.diagnostic import Diagnostic
from sladsl.diagnostics.render_json import render_json
from sladsl.evaluate.results import Counted, LeftOut, Owed, Result, Statement, Step
from sladsl.evaluate.telling import shown
from sladsl.exact.durations import CalendarDays, Deadline, Duration, Months, WorkingDays, Years
from sladsl.exact.intervals import Interval
from sladsl.exact.money import Money
from sladsl.exact.quantities import Quantity
from sladsl.exact.ratio import exact_decimal
from sladsl.model.credits import Tier
from sladsl.model.values import Value
from sladsl.model.written import tier_text, value_text
from sladsl.source import Span

Json: TypeAlias = "bool | int | str | list[Json] | dict[str, Json] | None"
Named: TypeAlias = Callable[[str], str]


def evaluation_json(
    statements: Sequence[Statement],
    counts: Sequence[Counts | None],
    findings: Sequence[Diagnostic],
    named: Named,
) -> str:
    """All statements, each with the records that were read for it.

    Numbers are exact: decimals as text, else `numerator/denominator`.
    """
    body: dict[str, Json] = {
        "format": 1,
        "statements": [_statement(one, read, named) for one, read in zip(statements, counts, strict=True)],
        "findings": json.loads(render_json(findings)),
    }
    return json.dumps(body, ensure_ascii=False, indent=2) + "\n"


def _statement(one: Statement, known: Counts | None, named: Named) -> Json:
    cases: Json = None
    if known is not None:
        cases = {"records": known.records, "read": known.read, "kept": known.kept}
    return {
        "agreement": one.agreement.key,
        "period": {"label": one.period.label, "start": _at(one.period.start), "end": _at(one.period.end)},
        "cases": cases,
        "results": [_result(result, named) for result in one.results],
        "owed": [_owed(owed, named) for owed in one.owed],
        "steps": [_step(step, named) for step in one.steps],
        "credit": _money(one.credit),
        "bonus": _money(one.bonus),
    }


def _result(result: Result, named: Named) -> Json:
    made = result.measured
    return {
        "promise": result.guarantee.key,
        "metric": result.guarantee.metric.key,
        "service": result.service,
        "priority": result.guarantee.priority.name if result.guarantee.priority else None,
        "period": result.period.label,
        "state": result.state.value,
        "reason": str(result.reason or ""),
        "value": _value(made.value),
        "compared": _value(result.compared),
        "target": {"comparator": result.guarantee.comparator, **_some(result.guarantee.target)},
        "unit": made.unit,
        "numerator": _number(made.numerator),
        "denominator": _number(made.denominator),
        "counted": [_counted(item) for item in made.counted],
        "counted_more": made.more,
        "left_out": [_left_out(item, named) for item in made.left_out],
        "left_out_more": made.left_more,
        "tier": _tier(result.tier, named),
        "bonus_tier": _tier(result.bonus_tier, named),
        "source": _place(result.guarantee.span, named),
    }


def _counted(item: Counted) -> dict[str, Json]:
    return {
        "what": item.what,
        "interval": _interval(item.interval),
        "amount": _number(item.amount),
        "origin": item.origin,
    }


def _left_out(item: LeftOut, named: Named) -> Json:
    return {
        "what": item.what,
        "interval": _interval(item.interval),
        "amount": _number(item.amount),
        "reason": str(item.reason),
        "source": _place(item.span, named),
    }


def _owed(owed: Owed, named: Named) -> Json:
    return {
        "promise": owed.result.guarantee.key,
        "service": owed.result.service,
        "amount": _money(owed.amount),
        "granted": _money(owed.granted),
        "steps": [_step(step, named) for step in owed.steps],
    }


def _step(step: Step, named: Named) -> Json:
    place = _place(step.span, named)
    return {"kind": step.kind, "what": step.what, "amount": _money(step.amount), "source": place}


def _tier(tier: Tier | None, named: Named) -> Json:
    return None if tier is None else {"row": tier_text(tier), "source": _place(tier.span, named)}


def _money(amount: Money | Quantity | None) -> Json:
    match amount:
        case None:
            return None
        case Money():
            return {"amount": _number(amount.amount), "currency": amount.currency}
        case Quantity():
            return {"amount": _number(amount.value), "unit": amount.unit}


def _value(value: Value | None) -> Json:
    return None if value is None else _some(value)


def _some(value: Value) -> dict[str, Json]:
    """A value as people read it and, where it is one, as an exact number: shares of one, times in seconds."""
    number: Fraction | None
    match value:
        case Duration():
            number = value.seconds
        case Money():
            number = value.amount
        case WorkingDays() | CalendarDays() | Months() | Years() | Deadline():
            return {"text": value_text(value), "exact": None}
        case _:
            number = value.value
    return {"text": shown(value), "exact": _number(number)}


def _number(value: Fraction | None) -> str | None:
    if value is None:
        return None
    return exact_decimal(value) or f"{value.numerator}/{value.denominator}"


def _at(instant: int) -> str:
    return datetime.fromtimestamp(instant, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _interval(interval: Interval | None) -> Json:
    return None if interval is None else {"start": _at(interval[0]), "end": _at(interval[1])}


def _place(span: Span | None, named: Named) -> Json:
    return None if span is None else {"file": named(span.source.name), "line": span.line}
