"""From a simulation to the panels of its chart: one for every promise that has numbers to show."""

from __future__ import annotations

from fractions import Fraction

from sladsl.backends.graph.run_chart import Panel, Point, draw
from sladsl.cli.simulation_tables import WORDS, promise_name, promised
from sladsl.evaluate.results import Result
from sladsl.evaluate.simulation import Simulation, Tally, tallies
from sladsl.evaluate.telling import shown
from sladsl.exact.durations import Duration
from sladsl.exact.quantities import Quantity
from sladsl.exact.ratio import Rounding, exact_decimal, percent, round_to
from sladsl.model.values import Number, Ratio, Value
from sladsl.model.written import measurand, target_text


def simulation_chart(simulation: Simulation, title: str) -> str:
    """The chart as SVG; promises without a single value are left out, and the last line says which."""
    found, silent = [], []
    for tally in tallies(simulation):
        panel = _panel(tally)
        if panel is None:
            silent.append(promise_name(tally.guarantee, tally.service))
        else:
            found.append(panel)
    note = f"not drawn, as nothing was measured in numbers: {', '.join(silent)}" if silent else ""
    return draw(title, found, note)


def _panel(tally: Tally) -> Panel | None:
    guarantee = tally.guarantee
    if guarantee.share is not None:
        target: Fraction | None = guarantee.share.ratio
        upwards, aim = True, f">= {percent(guarantee.share.ratio)}"
    else:
        target, upwards = (
            _number(guarantee.target, guarantee.target),
            guarantee.comparator in (">=", ">", "="),
        )
        aim = target_text(guarantee)
    if target is None or all(_value(r, guarantee.target) is None for r in tally.results):
        return None
    is_share = guarantee.share is not None or isinstance(guarantee.target, Ratio)
    best = Fraction(1) if is_share and upwards else None if upwards else Fraction(0)
    points = tuple(
        Point(r.period.label, _value(r, guarantee.target), WORDS[r.state], _short(r)) for r in tally.results
    )
    name = promise_name(guarantee, tally.service)
    title = f"{name}: {measurand(guarantee)} {promised(guarantee)}"
    return Panel(title, target, aim, upwards, best, points)


def _short(result: Result) -> str:
    """The value for a label; shares with no more than four decimals of their percentage, cut."""
    if isinstance(result.compared, Ratio):
        return f"{exact_decimal(round_to(result.compared.value * 100, 4, Rounding.FLOOR))}%"
    return shown(result.compared) if result.compared is not None else ""


def _value(result: Result, target: Value) -> Fraction | None:
    if result.compared is None:
        return None
    if isinstance(result.compared, Ratio):
        return result.compared.value
    return _number(result.compared, target)


def _number(value: Value, target: Value) -> Fraction | None:
    """A value as a number in the unit of the target."""
    match value, target:
        case (Ratio(), Ratio()):
            return value.value
        case (Number(), Number()):
            return value.value
        case (Duration(), Duration()):
            return value.seconds
        case (Quantity(), Quantity()):
            return value.to(target.unit).value
    return None
