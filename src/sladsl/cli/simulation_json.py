"""What `sla simulate` tells for programs; `docs/schemas/simulation.schema.json` publishes the shape."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from fractions import Fraction
from typing import TypeAlias

from sladsl.cli.simulation_tables import Try, minus
from sladsl.data.replay import Span
from sladsl.diagnostics.diagnostic import Diagnostic
from sladsl.diagnostics.render_json import render_json
from sladsl.evaluate.results import Result, State
from sladsl.evaluate.simulation import (
    Amount,
    Simulation,
    Tally,
    Turn,
    cuts,
    kinds,
    margin,
    of_kind,
    owing,
    sentence,
    tallies,
    undecided,
)
from sladsl.evaluate.telling import shown
from sladsl.exact.durations import Duration
from sladsl.exact.money import Money
from sladsl.exact.quantities import Quantity
from sladsl.exact.ratio import exact_decimal
from sladsl.model.values import Number, Ratio, Value
from sladsl.model.written import value_text

Json: TypeAlias = "bool | int | str | list[Json] | dict[str, Json] | None"


def simulation_json(
    draft: Simulation,
    other: Simulation | None,
    tries: Sequence[Try],
    span: Span,
    findings: Sequence[Diagnostic],
) -> str:
    """Everything; numbers are exact: decimals as text, else `numerator/denominator`."""
    body: dict[str, Json] = {
        "format": 1,
        "start": _at(span.start),
        "end": _at(span.end),
        "draft": _simulation(draft),
        "against": None if other is None else _simulation(other),
        "difference": None if other is None else _maybe(minus(draft.credit, other.credit)),
        "tries": [_try(each) for each in tries],
        "findings": json.loads(render_json(findings)),
    }
    return json.dumps(body, ensure_ascii=False, indent=2) + "\n"


def _simulation(one: Simulation) -> Json:
    return {
        "agreement": one.agreement.key,
        "zone": one.agreement.zone,
        "sentence": sentence(one),
        "assumed": list(one.notes),
        "credit": _amount(one.credit),
        "bonus": _maybe(one.bonus),
        "at_least": one.open_ended,
        "counts": [
            {"kind": kind.value, "periods": len(of_kind(one, kind)), **_states([t.state for t in turns])}
            for kind in kinds(one)
            if (turns := of_kind(one, kind))
        ],
        "promises": [_promise(tally) for tally in tallies(one)],
        "periods": [_turn(turn) for turn in one.turns],
    }


def _states(found: Sequence[State]) -> dict[str, Json]:
    return {state.value: found.count(state) for state in State}


def _promise(tally: Tally) -> Json:
    return {
        "promise": tally.guarantee.key,
        "service": tally.service,
        "target": {"comparator": tally.guarantee.comparator, **_value(tally.guarantee.target)},
        "kind": tally.kind.value,
        "periods": len(tally.results),
        **_states([r.state for r in tally.results]),
        "closest": _call(tally.closest),
        "worst": _call(tally.worst),
        "owed": _amount(tally.granted),
    }


def _call(result: Result | None) -> Json:
    gap = margin(result) if result is not None else None
    if result is None or gap is None:
        return None
    return {"period": result.period.label, "margin": _number(gap.distance), "text": gap.text}


def _turn(turn: Turn) -> Json:
    statement = turn.statement
    return {
        "label": statement.period.label,
        "kind": turn.kind.value,
        "start": _at(statement.period.start),
        "end": _at(statement.period.end),
        "state": turn.state.value,
        "credit": _amount(owing(statement)),
        "bonus": _maybe(statement.bonus),
        "at_least": undecided(statement),
        "cuts": [{"by": c.kind, "which": c.what, "took": _amount(c.taken)} for c in cuts(statement)],
        "results": [_result(result) for result in statement.results],
    }


def _result(result: Result) -> Json:
    made, gap = result.measured, margin(result)
    return {
        "promise": result.guarantee.key,
        "service": result.service,
        "state": result.state.value,
        "value": None if made.value is None else _value(made.value),
        "compared": None if result.compared is None else _value(result.compared),
        "unit": made.unit,
        "numerator": None if made.numerator is None else _number(made.numerator),
        "denominator": None if made.denominator is None else _number(made.denominator),
        "margin": None if gap is None else _number(gap.distance),
        "reason": str(result.reason or (made.reason if result.state is not State.MET else "") or ""),
    }


def _try(each: Try) -> Json:
    own = [t for t in tallies(each.simulation) if t.guarantee.key == each.guarantee.key]
    return {
        "promise": each.guarantee.key,
        "target": {"comparator": each.guarantee.comparator, **_value(each.target)},
        "drafted": each.drafted,
        "results": [_promise(tally) for tally in own],
        "credit": _amount(each.simulation.credit),
        "bonus": _maybe(each.simulation.bonus),
        "at_least": each.simulation.open_ended,
    }


def _maybe(amount: Amount | None) -> Json:
    return None if amount is None else _amount(amount)


def _amount(amount: Amount) -> Json:
    if isinstance(amount, Quantity):
        return {"amount": _number(amount.value), "unit": amount.unit}
    return {"amount": _number(amount.amount), "currency": amount.currency}


def _value(value: Value) -> dict[str, Json]:
    """As people read it and, where it is one, as an exact number: shares of one, times in seconds."""
    match value:
        case Ratio() | Number() | Quantity():
            return {"text": shown(value), "exact": _number(value.value)}
        case Duration():
            return {"text": shown(value), "exact": _number(value.seconds)}
        case Money():
            return {"text": shown(value), "exact": _number(value.amount)}
        case _:
            return {"text": value_text(value), "exact": None}


def _number(value: Fraction) -> str:
    return exact_decimal(value) or f"{value.numerator}/{value.denominator}"


def _at(instant: int) -> str:
    return datetime.fromtimestamp(instant, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
