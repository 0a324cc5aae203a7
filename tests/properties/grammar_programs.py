"""Programs made from the grammar itself: derivations of its rules, written out with all kinds of disorder."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from sladsl.syntax import tables

START = "declaration"
PLAIN_NAMES = ("Checkout", "Päivystys", "日本語", "x1", "_y", "Ärger", "P1", "データ２")
TERMINALS = {
    "IDENTIFIER": PLAIN_NAMES,
    "STRING": (
        '"plain"',
        '""',
        '"say \\"no\\" # here"',
        '"{name} } ; | `x`"',
        '"Pa\u0308iva\u0308 日本 \u200d"',
        '"two\\\nlines"',
        '"\t\x1b[31m\u202e"',
        '"' + "long " * 25 + '"',
    ),
    "LONG_STRING": (
        '"""one"""',
        '"""a\n  # no comment\n}\n"""',
        '"""say "yes" \\""""',
        '""""""',
        '"""party\nsla\r\n"""',
    ),
    "BACKQUOTED": ("`up`", "``", '`a{b="#"}`', "`x\n  or y`", "`sum(rate(http_requests_total[$range]))`"),
    "NUMERAL": ("1", "0", "42_000", "1_000.50", "007", "2027"),
    "PERCENTAGE": ("99.95%", "5%", "1_0.0%"),
    "QUANTILE": ("p99", "p99.9"),
    "UNIT_RATE": ("req/s", "Ä/month"),
    "ISO_DATE": ("2027-01-01", "2028-02-29"),
    "ISO_MONTH": ("2027-11",),
    "ISO_QUARTER": ("2027-Q4",),
    "CLOCK": ("08:00", "24:00", "7:30", "23:59:59"),
}
COMMENTS = (
    "#",
    "# note",
    "#! } ) ;",
    '# "open',
    "# `open",
    "#\ttab \t ",
    "# Pa\u0308iva\u0308 日本",
    "# #",
    "# x\r",
)


class Token(NamedTuple):
    """One token of a derivation; NEWLINE has no text of its own."""

    kind: str
    text: str


class Rule(NamedTuple):
    """One expansion of the grammar: (symbol, whether it is a terminal)."""

    origin: str
    symbols: tuple[tuple[str, bool], ...]


class Tape:
    """Choices read from bytes; when they run out every choice is the first."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0

    @property
    def ended(self) -> bool:
        return self._at >= len(self._data)

    def pick(self, count: int) -> int:
        if self.ended or count < 2:
            return 0
        self._at += 1
        return self._data[self._at - 1] % count


@cache
def rules() -> tuple[Rule, ...]:
    """Every expansion of the grammar, as Lark compiled it."""
    found = tables.lark_parser().rules  # type: ignore[attr-defined]
    return tuple(
        Rule(str(r.origin.name), tuple((str(s.name), s.is_term) for s in r.expansion)) for r in found
    )


@cache
def alternatives() -> dict[str, list[Rule]]:
    """The expansions of each nonterminal, the one with the shortest derivation first."""
    sizes: dict[str, int] = {}

    def size(rule: Rule) -> int:
        return 1 + sum(0 if is_term else sizes.get(name, 10**6) for name, is_term in rule.symbols)

    changed = True
    while changed:
        changed = False
        for rule in rules():
            if size(rule) < min(sizes.get(rule.origin, 10**6), 10**6):
                sizes[rule.origin] = size(rule)
                changed = True
    grouped: dict[str, list[Rule]] = {}
    for rule in sorted(rules(), key=size):
        grouped.setdefault(rule.origin, []).append(rule)
    return grouped


@cache
def keywords() -> dict[str, str]:
    """Terminal -> word."""
    return {kind: word for word, kind in tables.load().keywords.items()}


@cache
def signs() -> dict[str, str]:
    """Terminal -> punctuation."""
    terminals = tables.lark_parser().terminals  # type: ignore[attr-defined]
    return {t.name: t.pattern.value for t in terminals if t.name not in keywords()}


def terminal(kind: str, tape: Tape) -> Token:
    if kind == "NEWLINE":
        return Token(kind, "")
    if kind in TERMINALS:
        return Token(kind, TERMINALS[kind][tape.pick(len(TERMINALS[kind]))])
    return Token(kind, keywords().get(kind) or signs()[kind])


def derive(symbol: str, tape: Tape) -> Iterator[Token]:
    """A derivation of `symbol`; the shortest one once the tape has ended."""
    choices = alternatives()[symbol]
    yield from expand(choices[tape.pick(len(choices))], tape)


def expand(rule: Rule, tape: Tape) -> Iterator[Token]:
    for name, is_term in rule.symbols:
        if is_term:
            yield terminal(name, tape)
        else:
            yield from derive(name, tape)


@cache
def _contexts() -> dict[str, tuple[Rule, int]]:
    """For each nonterminal the expansion, and the place in it, through which the start reaches it soonest."""
    found: dict[str, tuple[Rule, int]] = {}
    queue = [START]
    for origin in queue:
        for rule in alternatives()[origin]:
            for place, (name, is_term) in enumerate(rule.symbols):
                if not is_term and name not in found and name != START:
                    found[name] = (rule, place)
                    queue.append(name)
    return found


def around(rule: Rule, tape: Tape) -> list[Token]:
    """The tokens of a declaration in whose derivation `rule` is used; small but for what `tape` chooses."""
    tokens = list(expand(rule, tape))
    origin = rule.origin
    while origin != START:
        outer, place = _contexts()[origin]
        before = list(expand(Rule("", outer.symbols[:place]), tape))
        after = list(expand(Rule("", outer.symbols[place + 1 :]), tape))
        tokens = [*before, *tokens, *after]
        origin = outer.origin
    return tokens


def write(declarations: Sequence[Sequence[Token]], tape: Tape) -> str:
    """The tokens as text: with all the blanks, breaks and comments that may stand between them."""
    pieces = ["\ufeff" if tape.pick(8) == 7 else "", _margin(tape)]
    for tokens in declarations:
        pieces.append(_declaration(tokens, tape))
        pieces.append(_trailing(tape))
        pieces.append("\n" + _margin(tape))
    if tape.pick(4) == 3:
        pieces.append(_comment(tape))
    return "".join(pieces)


def _declaration(tokens: Sequence[Token], tape: Tape) -> str:
    said: list[str] = []
    depth = 0
    for place, token in enumerate(tokens):
        if token.kind == "NEWLINE":
            said.append(_end_of_statement(tape))
            continue
        depth += {"LPAR": 1, "RPAR": -1}.get(token.kind, 0)
        said.append(token.text)
        following = tokens[place + 1].kind if place + 1 < len(tokens) else ""
        loose = depth > 0 or token.kind in ("COMMA", "LBRACE") or following == "RBRACE"
        if following and following != "NEWLINE":
            said.append(_loose_gap(tape) if loose else _gap(tape))
    return "".join(said)


def _comment(tape: Tape) -> str:
    return COMMENTS[tape.pick(len(COMMENTS))]


def _gap(tape: Tape) -> str:
    return (" ", "  ", "\t", " \t ")[tape.pick(4)]


def _trailing(tape: Tape) -> str:
    return ("", " ", _comment(tape), "  " + _comment(tape))[tape.pick(4)]


def _own_lines(tape: Tape) -> str:
    lines: tuple[Callable[[], str], ...] = (
        lambda: "",
        lambda: "\n",
        lambda: f"  {_comment(tape)}\n",
        lambda: f"\n\n\t{_comment(tape)}\n\n\n {_comment(tape)}\r\n",
        lambda: f" {_comment(tape)}\n\n",
    )
    return lines[tape.pick(len(lines))]()


def _break(tape: Tape) -> str:
    line_end = ("\n", "\r\n")[tape.pick(2)]
    return f"{_trailing(tape)}{line_end}{_own_lines(tape)} "


def _loose_gap(tape: Tape) -> str:
    return _break(tape) if tape.pick(3) == 2 else _gap(tape)


def _end_of_statement(tape: Tape) -> str:
    return (";", _break(tape), " ; ", _break(tape), ";;" + _break(tape))[tape.pick(5)]


def _margin(tape: Tape) -> str:
    return ("", "\n", f"{_comment(tape)}\n", f"{_comment(tape)}\n\n", f"\n\n\n{_comment(tape)}\n")[
        tape.pick(5)
    ]
