"""From a production of the grammar to the function that makes its value out of the parser's stack."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from decimal import Decimal
from typing import TypeAlias

from sladsl.syntax import ast, ast_agreements
from sladsl.syntax.nodes import Node
from sladsl.syntax.tables import Production

Value: TypeAlias = "Node | str | tuple[Value, ...] | list[Value] | None"
LeafAction: TypeAlias = Callable[[str, int, int], Value]
# Takes the stack of values with the parts on top, and the offsets where the whole begins and ends.
Maker: TypeAlias = Callable[[list[Value], int, int], Value]

_TUPLES = frozenset(
    ("refs", "names", "texts", "exprs", "suffixes", "time_ranges", "days", "import_names", "arguments")
).union(
    ("parameters", "effective_terms", "subjects", "modifiers", "percents", "amount_terms", "ticket_events"),
    ("scores", "parts", "readings", "findings"),
)
_WORDS = frozenset(
    ("role", "comparator", "direction", "state_word", "aggregate_word", "empty_word", "counted", "ordinal")
).union(
    ("level", "kind", "permission", "rounding_mode", "basis", "combination", "result_state", "least_word"),
    (
        "undeployed_word",
        "pause_word",
        "begun_word",
    ),
)
# Rules that say with a fixed word which of several things a class stands for: class, word, other fields.
_WORDED: dict[str, tuple[type[Node], str]] = {
    "op_or": (ast.Binary, "or"),
    "op_and": (ast.Binary, "and"),
    "op_except": (ast.Binary, "except"),
    "op_add": (ast.Binary, "+"),
    "op_sub": (ast.Binary, "-"),
    "op_mul": (ast.Binary, "*"),
    "op_div": (ast.Binary, "/"),
    "op_not": (ast.Unary, "not"),
    "op_neg": (ast.Unary, "-"),
    "chain_then": (ast_agreements.Chain, "then"),
    "chain_or": (ast_agreements.Chain, "or"),
    "chain_with": (ast_agreements.Chain, "with"),
    "tier_below": (ast_agreements.Tier, "below"),
    "tier_above": (ast_agreements.Tier, "above"),
    "tier_at_least": (ast_agreements.Tier, "at least"),
    "tier_at_most": (ast_agreements.Tier, "at most"),
    "tier_when": (ast_agreements.Tier, "when"),
    "tier_otherwise": (ast_agreements.Tier, "otherwise"),
}
# Rules whose parts make one tuple: the class and how many parts come before the tuple.
_GATHERED: dict[str, tuple[type[Node], int]] = {
    "ref": (ast.Ref, 0),
    "text": (ast.Text, 1),
    "quantity": (ast.Quantity, 0),
    "row": (ast.Row, 0),
    "finding": (ast_agreements.Finding, 0),
}


# No amount, share or time needs more digits; Python would refuse to write out thousands of them.
LONGEST_NUMERAL = 40


class BadLiteral(Exception):  # noqa: N818 - the user's slip, not an error of ours
    """A literal that is cut like one but means nothing: carries the reason and where it stands."""

    def __init__(self, start: int, end: int, reason: str, help_text: str) -> None:
        super().__init__(reason)
        self.start, self.end, self.reason, self.help = start, end, reason, help_text


def _leaf(cls: type[Node], convert: Callable[[str], object] | None = None) -> LeafAction:
    new, (set_start, set_end, set_value) = cls.__new__, cls.node_setters
    if convert is None:

        def plain(word: str, start: int, end: int) -> Value:
            made = new(cls)
            set_start(made, start)
            set_end(made, end)
            set_value(made, word)
            return made

        return plain

    def converted(word: str, start: int, end: int) -> Value:
        made = new(cls)
        set_start(made, start)
        set_end(made, end)
        set_value(made, convert(word))
        return made

    return converted


def _numeral(cls: type[Node], convert: Callable[[str], object]) -> LeafAction:
    leaf = _leaf(cls, convert)

    def short(word: str, start: int, end: int) -> Value:
        if len(word) > LONGEST_NUMERAL:
            reason = f"a number of {len(word)} characters is beyond all measure"
            raise BadLiteral(start, end, reason, f"write at most {LONGEST_NUMERAL}")
        return leaf(word, start, end)

    return short


def _day(word: str, start: int, end: int) -> Value:
    try:
        return ast.Date(start, end, datetime.date.fromisoformat(word))
    except ValueError:
        reason = f"`{word}` is not a day of the calendar"
        raise BadLiteral(start, end, reason, "dates are written year-month-day") from None


def _time(word: str, start: int, end: int) -> Value:
    parts = [int(part) for part in word.split(":")]
    if not (parts[0] < 24 and all(part < 60 for part in parts[1:])) and word != "24:00":
        raise BadLiteral(start, end, f"`{word}` is not a time of day", "times run from 00:00 to 24:00")
    return ast.Time(start, end, word)


def _word(word: str, start: int, end: int) -> Value:
    return word


LEAVES: dict[str, LeafAction] = {
    "name": _leaf(ast.Name),
    "string": _leaf(ast.String),
    "query": _leaf(ast.Query, lambda word: word[1:-1]),
    "number": _numeral(ast.Number, lambda word: Decimal(word.replace("_", ""))),
    "percent": _numeral(ast.Percent, lambda word: Decimal(word[:-1].replace("_", ""))),
    "percentile": _numeral(ast.Percentile, lambda word: Decimal(word[1:])),
    "rate": _leaf(ast.Rate),
    "date": _day,
    "time": _time,
    "label": _leaf(ast.Label),
} | dict.fromkeys(_WORDS, _word)


def node_class(target: str) -> type[Node]:
    """The class that a rule or alias of the grammar is named after."""
    name = "".join(part.capitalize() for part in target.split("_"))
    found = getattr(ast, name, None) or getattr(ast_agreements, name, None)
    if not (isinstance(found, type) and issubclass(found, Node)):
        raise LookupError(f"grammar rule {target} has no node class {name}")
    return found


# A part is where a field comes from: a place counted from the top of the stack (-1 is the top), and how
# often it counts (2: its items are spliced in); place 0 stands for a part that is absent.
Part: TypeAlias = tuple[int, int]


def _parts(production: Production) -> list[Part]:
    count = len(production.keep)
    parts: list[Part] = []
    for place, keep in enumerate(production.keep):
        parts += [(0, 1)] * production.nones[place]
        if keep:
            parts.append((place - count, keep))
    return parts + [(0, 1)] * production.nones[count]


def _gather(parts: list[Part], values: list[Value]) -> list[Value]:
    items: list[Value] = []
    for place, keep in parts:
        if keep == 2:
            items.extend(values[place])  # type: ignore[arg-type]
        else:
            items.append(values[place] if place else None)
    return items


def maker_for(production: Production) -> Maker:
    """The function that makes the value of one production."""
    target, parts = production.target, _parts(production)
    if production.target in LEAVES:
        leaf, count = LEAVES[target], len(production.keep)
        return lambda values, start, end: leaf(" ".join(values[-count:]), start, end)  # type: ignore[arg-type]
    if production.spliced:
        return _splicer(production, parts)
    if target in _TUPLES or target.startswith("block"):
        return _listing(parts)
    if target in _GATHERED:
        gathered, before = _GATHERED[target]
        return _gathering(gathered, before, parts)
    cls, word = _WORDED[target] if target in _WORDED else (node_class(target), None)
    if target == "tier_otherwise":
        parts[:0] = [(0, 1), (0, 1)]
    elif target == "tier_when":
        parts.insert(1, (0, 1))
    if any(keep == 2 for _, keep in parts):
        return _filling_spliced(cls, parts)
    return _filling(cls, [place for place, _ in parts], word)


def _splicer(production: Production, parts: list[Part]) -> Maker:
    """A list that a rule hands to the rule around it; one that repeats itself grows in place."""
    if parts and parts[0][1] == 2 and production.again:
        count, rest = len(production.keep), parts[1:]
        if len(rest) == 1 and rest[0][0] and rest[0][1] == 1:
            ((place, _),) = rest

            def grow_one(values: list[Value], start: int, end: int) -> Value:
                grown = values[-count]
                grown.append(values[place])  # type: ignore[union-attr]
                return grown

            return grow_one

        def grow(values: list[Value], start: int, end: int) -> Value:
            grown = values[-count]
            grown.extend(_gather(rest, values))  # type: ignore[union-attr]
            return grown

        return grow
    if len(parts) == 1 and parts[0][0] and parts[0][1] == 1:
        ((only, _),) = parts
        return lambda values, start, end: [values[only]]
    return lambda values, start, end: _gather(parts, values)


def _listing(parts: list[Part]) -> Maker:
    if len(parts) == 1 and parts[0][1] == 1 and parts[0][0]:
        ((single, _),) = parts
        return lambda values, start, end: (values[single],)
    if [keep for _, keep in parts] == [1, 2] and all(place for place, _ in parts):
        (first, _), (rest, _) = parts
        return lambda values, start, end: (values[first], *values[rest])  # type: ignore[misc]
    return lambda values, start, end: tuple([v for v in _gather(parts, values) if v is not None])


def _gathering(cls: type[Node], before: int, parts: list[Part]) -> Maker:
    """Makes a node of one field with all parts, or of two: the first part and the others."""
    new, (set_start, set_end, *setters) = cls.__new__, cls.node_setters
    set_first, set_items = setters[0], setters[-1]
    alone = len(parts) == 1 and parts[0] == (-1, 1)

    def make(values: list[Value], start: int, end: int) -> Value:
        made = new(cls)
        set_start(made, start)
        set_end(made, end)
        if alone and before:
            set_first(made, values[-1])
            set_items(made, ())
        elif alone:
            set_items(made, (values[-1],))
        else:
            items = _gather(parts, values)
            if before:
                set_first(made, items[0])
            set_items(made, tuple(items[before:]))
        return made

    return make


def _filling_spliced(cls: type[Node], parts: list[Part]) -> Maker:
    setters = cls.node_setters

    def make(values: list[Value], start: int, end: int) -> Value:
        made = cls.__new__(cls)
        for setter, value in zip(setters, (start, end, *_gather(parts, values)), strict=True):
            setter(made, value)
        return made

    return make


def _filling(cls: type[Node], places: list[int], word: str | None) -> Maker:
    """Fills one field from each place, after the fixed `word`; the small frequent classes without a loop."""
    new, (set_start, set_end, *setters) = cls.__new__, cls.node_setters
    if len(places) + (word is not None) != len(setters):
        raise LookupError(f"{cls.__name__} has {len(setters)} fields and its rule {len(places)} parts")
    if word is None and len(places) == 1 and all(places):
        (place,), (set_field,) = places, setters

        def one(values: list[Value], start: int, end: int) -> Value:
            made = new(cls)
            set_start(made, start)
            set_end(made, end)
            set_field(made, values[place])
            return made

        return one
    if word is None and len(places) == 2 and all(places):
        (first, second), (set_first, set_second) = places, setters

        def two(values: list[Value], start: int, end: int) -> Value:
            made = new(cls)
            set_start(made, start)
            set_end(made, end)
            set_first(made, values[first])
            set_second(made, values[second])
            return made

        return two
    set_word = setters.pop(0) if word is not None else None
    pairs = list(zip(setters, places, strict=True))

    def make(values: list[Value], start: int, end: int) -> Value:
        made = new(cls)
        set_start(made, start)
        set_end(made, end)
        if set_word is not None:
            set_word(made, word)
        for setter, place in pairs:
            setter(made, values[place] if place else None)
        return made

    return make
