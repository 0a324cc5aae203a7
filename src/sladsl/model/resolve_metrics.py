"""Metrics: formulas, conditions and switches with their signals and other metrics found."""

from __future__ import annotations

from fractions import Fraction

from sladsl.diagnostics import catalogue
from sladsl.diagnostics.diagnostic import Label
from sladsl.model import literals
from sladsl.model import metrics as m
from sladsl.model.context import Context
from sladsl.model.metrics import UNCHOSEN, Dimension, Metric, Switches
from sladsl.model.scope import Decl, Scope, dotted, meant, spelling_fix
from sladsl.model.values import Number, Ratio
from sladsl.syntax import ast
from sladsl.syntax.nodes import Node, walk
from sladsl.syntax.words import EmptyWord

_TIME_UNITS = ("ms", "s", "min", "h")
_PARTIAL = ("seconds", "minutes", "hours", "intervals")


def metric(context: Context, decl: Decl) -> Metric | None:
    """The metric a declaration makes, resolved once."""
    return context.once(decl, lambda d: _metric(context, d))


def metric_named(context: Context, scope: Scope, ref: ast.Ref) -> Metric | None:
    """The metric that `ref` names."""
    decl = context.find_plain(scope, ref, "metric")
    return metric(context, decl) if decl else None


def _metric(context: Context, decl: Decl) -> Metric | None:
    scope, node = Scope(decl.file), decl.node
    assert isinstance(node, ast.Metric)
    better = context.single(scope, node.body, ast.Better, "which direction is better")
    if better is None:
        context.left_out(
            scope, node.name, f"metric `{decl.name}` does not say which direction is better",
            "add `better higher` or `better lower`",
        )  # fmt: skip
    value = context.single(scope, node.body, ast.MetricValue, "the value")
    if value is None:
        context.left_out(
            scope,
            node.name,
            f"metric `{decl.name}` does not say how it is computed",
            "add a line `value = …`",
        )
        return None
    signals = tuple(n.text for s in context.every(node.body, ast.Signals) for n in s.names)
    unit_node = context.single(scope, node.body, ast.MetricUnit, "the unit")
    unit = _unit_word(unit_node) if unit_node else None
    for names in context.every(node.body, ast.Signals):
        _check_signals(context, scope, names)
    reader = _Reader(context, scope, signals)
    formula = reader.formula(value.formula)
    if formula is None:
        return None
    denominator = context.single(scope, value.suffixes, ast.ConstantDenominator, "the denominator")
    pooled = context.single(scope, value.suffixes, ast.PooledBy, "the pool")
    dimension = context.dimensions[context.key(decl)] = _dimension(context, formula, unit)
    return Metric(
        context.key(decl),
        context.words(scope, node.title, decl.name),
        better.direction if better else None,
        signals,
        unit,
        formula,
        pooled.weight.text if pooled else None,
        literals.interval(context, scope, denominator.quantity) if denominator else None,
        context.single(scope, value.suffixes, ast.WithPrevious, "the previous period") is not None,
        switches(context, scope, node.body, events_of(formula)),
        dimension,
        decl.name_span,
    )


def _check_signals(context: Context, scope: Scope, node: ast.Signals) -> None:
    seen: dict[str, ast.Name] = {}
    for name in node.names:
        if name.text in seen:
            context.given_twice(scope, name, seen[name.text], f"signal `{name.text}`")
        seen.setdefault(name.text, name)


def _unit_word(node: ast.MetricUnit) -> str:
    if isinstance(node.unit, (ast.WorkingUnit, ast.CalendarUnit)):
        return node.unit.name.text
    return node.unit.text


def _dimension(context: Context, formula: m.Formula, unit: str | None) -> Dimension:
    """What kind of value the metric has."""
    if unit in _TIME_UNITS:
        return Dimension.DURATION
    if unit is not None:
        return Dimension.QUANTITY
    match formula:
        case m.ShareOfIntervals() | m.ShareOfTime() | m.ShareOfEvents():
            return Dimension.RATIO
        case m.PercentileOf() | m.TimeBetween() | m.TimeInState():
            return Dimension.DURATION
        case m.CountOfEvents() | m.CountOfIntervals():
            return Dimension.NUMBER
        case m.MeanScore(share=share):
            return Dimension.RATIO if share else Dimension.NUMBER
        case m.MeanOver(value=value) | m.Computed(value=value) | m.Aggregate(value=value):
            return _term_dimension(context, value)
        case m.WorstOf(values=values):
            return _term_dimension(context, values[0])


def _term_dimension(context: Context, term: m.Term) -> Dimension:
    if isinstance(term, m.MetricUse):
        return context.dimensions[term.key]
    if isinstance(term, m.Constant):
        return Dimension.RATIO if isinstance(term.value, Ratio) else Dimension.NUMBER
    if isinstance(term, m.Arithmetic):
        inner = {_term_dimension(context, term.left), _term_dimension(context, term.right)}
        if Dimension.RATIO in inner or term.op == "/":
            return Dimension.RATIO
        if Dimension.DURATION in inner:
            return Dimension.DURATION
    return Dimension.NUMBER


def events_of(formula: m.Formula | None) -> tuple[str, ...]:
    """The events of a case that a metric speaks of."""
    return (formula.first, formula.last) if isinstance(formula, m.TimeBetween) else ()


_SWITCHES = (
    *(ast.EmptyCounts, ast.UndeployedCounts, ast.ShortOutages, ast.ShortOutagesToo, ast.BegunPeriod),
    *(ast.PartialIntervals, ast.AttributedTo, ast.PauseWhile),
)


def switches(
    context: Context,
    scope: Scope,
    body: tuple[Node, ...] | None,
    events: tuple[str, ...],
) -> Switches:
    """The switches chosen in a block; a case may be attributed to one of `events`."""
    if not any(isinstance(item, _SWITCHES) for item in body or ()):
        return UNCHOSEN
    empty = context.single(scope, body, ast.EmptyCounts, "what an empty interval counts as")
    undeployed = context.single(
        scope, body, ast.UndeployedCounts, "what time counts as in which a service did not exist"
    )
    under = context.single(scope, body, ast.ShortOutages, "the shortest outage")
    up_to = context.single(scope, body, ast.ShortOutagesToo, "the shortest outage")
    if under and up_to:
        context.given_twice(scope, up_to, under, "the shortest outage")
    short = under or up_to
    begun = context.single(scope, body, ast.BegunPeriod, "what is cut from a begun period")
    partial = context.single(scope, body, ast.PartialIntervals, "whether partial minutes count")
    attributed = context.single(scope, body, ast.AttributedTo, "the event a case is attributed to")
    pause = context.single(scope, body, ast.PauseWhile, "the pause")
    if partial is not None:
        context.choice(scope, partial.interval, {w: w for w in _PARTIAL}, "interval")
    event = (
        context.choice(
            scope, attributed.event, {w: w for w in ("opened", "closed", *events)}, "event of a case"
        )
        if attributed
        else None
    )
    return Switches(
        _empty(context, scope, empty) if empty else None,
        literals.interval(context, scope, short.limit) if short else None,
        partial.counted == "count" if partial else None,
        event,
        _Reader(context, scope, None).condition(pause.condition)
        if pause and not context.too_deep(scope, pause.condition)
        else None,
        ("good" if undeployed.value == "good" else "excluded") if undeployed else None,
        under is None and up_to is not None,
        pause.counted_in if pause else None,
        begun.cuts if begun else None,
    )


def condition_of(context: Context, scope: Scope, node: Node) -> m.Condition | None:
    """A condition on signals whose names nothing declares."""
    if context.too_deep(scope, node):
        return None
    return _Reader(context, scope, None).condition(node)


def _empty(context: Context, scope: Scope, node: ast.EmptyCounts) -> EmptyWord | Ratio | None:
    if isinstance(node.value, str):
        return node.value
    share = literals.value_of(
        context, scope, node.value, (Ratio,), "`good`, `bad`, `excluded`, `unknown` or a share such as 0%"
    )
    if share is not None and not 0 <= share.value <= 1:
        context.wrong_value(
            scope, node.value, "an interval cannot be more than all good", "write a share from 0% to 100%"
        )
    return share


class _Reader:
    """Reads formulas over given signals; with None any word is a state of a case."""

    def __init__(self, context: Context, scope: Scope, signals: tuple[str, ...] | None) -> None:
        self.context, self.scope, self.signals = context, scope, signals

    def formula(self, node: Node) -> m.Formula | None:
        if self.context.too_deep(self.scope, node):
            return None
        for ref in walk(node):
            if isinstance(ref, ast.Ref) and self.signals is not None and dotted(ref) not in self.signals:
                self.context.resolve_first(self.scope, ref, "metric", metric)
        match node:
            case ast.ShareOfIntervals():
                interval = literals.interval(self.context, self.scope, node.interval)
                condition = self.condition(node.condition)
                return m.ShareOfIntervals(interval, condition) if interval and condition else None
            case ast.ShareOfTime():
                condition = self.condition(node.condition)
                return m.ShareOfTime(condition) if condition else None
            case ast.ShareOfEvents():
                condition = self.condition(node.condition)
                return m.ShareOfEvents(condition) if condition else None
            case ast.MeanOver():
                interval = literals.interval(self.context, self.scope, node.interval)
                value = self.term(node.value)
                return m.MeanOver(interval, value) if interval and value else None
            case ast.PercentileOf():
                return m.PercentileOf(dotted(node.signal)) if self._signal(node.signal) else None
            case ast.TimeBetween():
                return m.TimeBetween(node.first.text, node.last.text)
            case ast.CountOfEvents():
                if node.where is None:
                    return m.CountOfEvents(None)
                condition = self.condition(node.where.condition)
                return m.CountOfEvents(condition) if condition else None
            case ast.CountOfIntervals():
                interval = literals.interval(self.context, self.scope, node.interval)
                condition = self.condition(node.condition)
                return m.CountOfIntervals(interval, condition) if interval and condition else None
            case ast.MeanScore():
                return self._mean_score(node)
            case ast.TimeInState():
                return m.TimeInState(node.state)
            case ast.WorstOf():
                values = [self.term(v) for v in node.values]
                return None if None in values else m.WorstOf(tuple(v for v in values if v is not None))
            case ast.Aggregate():
                value = self.term(node.value)
                return m.Aggregate(node.function, value) if value else None
        value = self.term(node)
        return m.Computed(value) if value else None

    def _mean_score(self, node: ast.MeanScore) -> m.MeanScore | None:
        """Scores are numbers, or all of them shares."""
        rows: list[m.ScoreRow] = []
        values = [self._score(value) for value in (*(s.value for s in node.scores), node.otherwise)]
        conditions = [self.condition(s.condition) for s in node.scores]
        for value, condition in zip(values, conditions, strict=False):
            if value is None or condition is None:
                return None
            rows.append(m.ScoreRow(value.value, condition))
        if values[-1] is None:
            return None
        kinds = {type(value) for value in values if value is not None}
        if len(kinds) > 1:
            self.context.wrong_value(
                self.scope, node, "some scores are shares and some are numbers", "write all of them alike"
            )
            return None
        return m.MeanScore(tuple(rows), values[-1].value, kinds == {Ratio})

    def _score(self, node: Node) -> Ratio | Number | None:
        kinds: tuple[type[Ratio], type[Number]] = (Ratio, Number)
        found = literals.value_of(self.context, self.scope, node, kinds, "a score such as 100% or 0.5")
        return found if isinstance(found, (Ratio, Number)) else None

    def condition(self, node: Node) -> m.Condition | None:
        match node:
            case ast.Group():
                return self.condition(node.inner)
            case ast.Ref():
                return m.Holds(dotted(node)) if self._signal(node) else None
            case ast.Unary(op="not"):
                inner = self.condition(node.operand)
                return m.Negated(inner) if inner else None
            case ast.Comparison():
                left, right = self.term(node.left), self.term(node.right)
                return m.Compare(left, node.comparator, right) if left and right else None
            case ast.Binary(op=("and" | "or") as op):
                first, second = self.condition(node.left), self.condition(node.right)
                return m.Combined(op, first, second) if first and second else None
        self.context.wrong_value(
            self.scope, node, "this is no condition", "compare two values, as in `errors / requests <= 5%`"
        )
        return None

    def term(self, node: Node) -> m.Term | None:
        match node:
            case ast.Group():
                return self.term(node.inner)
            case ast.Ref():
                return self._name(node)
            case ast.Binary(op=("+" | "-" | "*" | "/") as op):
                left, right = self.term(node.left), self.term(node.right)
                if op == "/" and isinstance(right, m.Constant) and right.value == Number(Fraction(0)):
                    self.context.wrong_value(
                        self.scope,
                        node.right,
                        "nothing can be divided by 0",
                        "divide by something that can differ",
                    )
                    return None
                return m.Arithmetic(op, left, right) if left and right else None
            case ast.Number() | ast.Percent() | ast.Quantity() | ast.Unary(op="-"):
                value = literals.value(self.context, self.scope, node)
                return m.Constant(value) if value is not None else None
        self.context.wrong_value(
            self.scope, node, "this is nothing that can be computed with", "use signals, metrics and numbers"
        )
        return None

    def _name(self, node: ast.Ref) -> m.Term | None:
        name = dotted(node)
        if self.signals is None or name in self.signals:
            return m.Signal(name)
        decl = self.scope.file.visible.get(node.parts[0].text)
        if decl is not None and decl.kind == "metric" and len(node.parts) == 1:
            found = metric(self.context, decl)
            return m.MetricUse(found.key) if found else None
        return m.Signal(name) if self._signal(node) else None

    def _signal(self, node: ast.Ref) -> bool:
        name = dotted(node)
        if self.signals is None or name in self.signals:
            return True
        if self.scope.file.excuses(node.parts[0].text):
            return False
        near = meant(name, self.signals)
        span = self.scope.span(node)
        self.context.findings.add(
            catalogue.UNRESOLVED_NAME,
            f"`{name}` is not a signal of this metric",
            Label(span),
            help=f"did you mean `{near}`?"
            if near
            else f"add it: `signals {', '.join([*self.signals, name])}`",
            fix=spelling_fix(span, near) if near else None,
        )
        return False
