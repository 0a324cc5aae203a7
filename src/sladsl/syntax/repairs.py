"""The smallest change that lets a broken statement go on: what is tried, and how candidates compare."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sladsl.exact.money import is_currency
from sladsl.records import record
from sladsl.syntax.foreign import FOREIGN_PHRASES, FOREIGN_SIGNS, FOREIGN_WORDS, SPLIT_SIGNS
from sladsl.syntax.lexer import END, NAME, NEWLINE
from sladsl.syntax.scan import PUNCTUATION
from sladsl.syntax.steering import Stack, Steering, Tok

# So many tokens after a repair have to fit before it is believed, and so many are looked at.
ENOUGH, LOOK = 3, 12
# A repair that costs less names a slip that people make: it need not fit as far as another one.
_SURE = 6

SIGNS = {kind: sign for sign, kind in PUNCTUATION.items()} | {NEWLINE: "\n"}
# Signs that are rarely what is missing.
_COSTS = dict.fromkeys(("PLUS", "MINUS", "STAR", "SLASH", "DOT"), 10) | dict.fromkeys(
    ("LBRACE", "RBRACE", "LPAR"), 8
)
# Words that are left out more easily than others: `10% monthly`, `1 EUR month`.
_LINKS = ("of", "per")
# A promise or condition without its other half.
_TARGET = (("AT_LEAST_SIGN", ">=", False), ("PERCENTAGE", "0%", True))
# Values that a repair may stand in for. Their texts are never shown: the statement is left out of the tree.
_VALUES = {
    NAME: "name",
    "STRING": '""',
    "NUMERAL": "0",
    "PERCENTAGE": "0%",
    "ISO_DATE": "2000-01-01",
    "CLOCK": "00:00",
    "BACKQUOTED": "``",
    "QUANTILE": "p50",
    "ISO_MONTH": "2000-01",
}


@record
class Repair:
    """Replace the tokens `at` to `stop` by `by`; `how` says what kind of slip that mends, `others` what else
    may have been meant."""

    how: str
    at: int
    stop: int
    by: tuple[Tok, ...]
    cost: int
    others: tuple[str, ...] = ()


def near(word: str, other: str) -> bool:
    """Whether one word is the other with a letter or two wrong, missing, doubled or swapped."""
    if word == other or min(len(word), len(other)) < 3:
        return False
    allowed = 1 if len(other) <= 4 else 2
    if abs(len(word) - len(other)) > allowed:
        return False
    return distance(word.lower(), other) <= allowed


def distance(a: str, b: str) -> int:
    """Edits between two words: letters put in, taken out, replaced, or swapped with their neighbour."""
    before: list[int] = []
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        earlier, before, row = before, row, [i]
        for j, y in enumerate(b, 1):
            best = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (x != y))
            if i > 1 and j > 1 and x == b[j - 2] and a[i - 2] == y:
                best = min(best, earlier[j - 2] + 1)
            row.append(best)
    return row[-1]


def best_repair(
    steering: Steering, toks: Sequence[Tok], stacks: Sequence[Stack], fails: int, first: int
) -> Repair | None:
    """The cheapest change near token `fails`, within the statement from `first`, after which most fits."""
    best: tuple[int, int, int, Repair] | None = None
    kinds = [tok.kind for tok in toks[fails : fails + LOOK + 4]]
    for at in range(fails, max(first, fails - 3, 0) - 1, -1):
        for candidate in _candidates(steering, toks, stacks[at], at, fails):
            if candidate.stop > fails:
                rest = kinds[candidate.stop - fails :]
            else:
                rest = [tok.kind for tok in toks[candidate.stop : fails]] + kinds
            put = [tok.kind for tok in candidate.by]
            ahead = max(fails - candidate.stop, 0)
            reach = _reach_by_statements if put == [NEWLINE] and candidate.stop == at else Steering.reach
            reached = reach(steering, stacks[at], put + rest, len(put) + ahead + LOOK) - len(put) - ahead
            if reached < ENOUGH and not _ends_statement(kinds, candidate.stop - fails, reached):
                continue
            sure = candidate.cost < _SURE and reached >= ENOUGH
            rank = (8 if sure else min(reached, 8), -candidate.cost, at)
            if best is None or rank > best[:3]:
                best = (*rank, candidate)
    return best[3] if best is not None else None


def _reach_by_statements(steering: Steering, stack: Stack, kinds: Sequence[str], limit: int) -> int:
    """How many of `kinds` fit where a new statement may begin at each of them: who forgot one `;` forgets the
    next."""
    at = stack
    for count, kind in enumerate(kinds[:limit]):
        found = steering.after(at, kind)
        if found is None and (line := steering.after(at, NEWLINE)) is not None:
            found = steering.after(line, kind)
        if found is None:
            return count
        if kind == END:
            return limit
        at = found
    return min(limit, len(kinds))


def _ends_statement(kinds: Sequence[str], skipped: int, reached: int) -> bool:
    """Whether what fits after a repair is the whole rest of the statement."""
    fitted = kinds[max(skipped, 0) : max(skipped, 0) + max(reached, 0)]
    return any(kind in (NEWLINE, "RBRACE", END) for kind in fitted) and reached >= 1


def _made(kind: str, text: str, near_tok: Tok, *, guessed: bool = False) -> Tok:
    return Tok(kind, text, near_tok.start, near_tok.end, guessed)


def _candidates(
    steering: Steering, toks: Sequence[Tok], stack: Stack, at: int, fails: int
) -> Iterator[Repair]:
    tok = toks[at]
    words = steering.tables.words
    possible = steering.possible(stack)
    yield from _signs(toks, at)
    is_word = tok.text.isidentifier()
    if is_word:
        for kind in possible:
            if kind in words and near(tok.text, words[kind]):
                cost = 3 + distance(tok.text.lower(), words[kind])
                yield Repair("misspelt", at, at + 1, (_made(kind, words[kind], tok),), cost)
        yield from _foreign(steering, tok, possible, at)
    if at and tok.text == toks[at - 1].text and tok.kind not in (END, NEWLINE, "VBAR", "RBRACE"):
        yield Repair("too much", at, at + 1, (), 2)
    if tok.kind == "COMMA" and "\n" in steering.text[tok.end : toks[at + 1].start]:
        yield Repair("open list", at, at + 1, (Tok(NEWLINE, "\n", tok.end, tok.end),), 4)
    both = {tok.kind, toks[at + 1].kind} if tok.kind != END else {END}
    if both.isdisjoint((END, NEWLINE)) and (at == fails - 1 or both.isdisjoint(("LBRACE", "RBRACE"))):
        amount = is_currency(tok.text) and toks[at + 1].kind == "NUMERAL"
        yield Repair("swapped", at, at + 2, (toks[at + 1], tok), 5 if amount else 7)
    if tok.kind != END:
        yield Repair("too much", at, at + 1, (), 11 if tok.kind in (NEWLINE, "LBRACE") else 8)
    if at >= fails - 1:
        yield from _put_in(steering, toks, possible, at, fails)


def _signs(toks: Sequence[Tok], at: int) -> Iterator[Repair]:
    """Two signs that stand for one of ours, or are one with a blank in it."""
    tok, after = toks[at], toks[min(at + 1, len(toks) - 1)]
    both = tok.text + after.text
    sign = FOREIGN_SIGNS.get(both) if after.start == tok.end else SPLIT_SIGNS.get(both)
    if sign is not None:
        yield Repair("foreign sign", at, at + 2, (Tok(*sign, tok.start, after.end),), 1)


def _foreign(steering: Steering, tok: Tok, possible: Sequence[str], at: int) -> Iterator[Repair]:
    """What another language's word is called here, where that fits."""
    keywords, word = steering.tables.keywords, tok.text.lower()
    fitting = [
        (kind, meant)
        for meant in FOREIGN_WORDS.get(word, ())
        if (kind := keywords.get(meant, "")) in possible and kind != tok.kind
    ]
    for kind, meant in fitting:
        others = tuple(other for _, other in fitting if other != meant)
        yield Repair("foreign word", at, at + 1, (_made(kind, meant, tok),), 1, others)
    phrase = FOREIGN_PHRASES.get(word, ())
    if phrase and "OF" not in possible:
        by = tuple(_made(keywords.get(part, NAME), part, tok) for part in phrase)
        yield Repair("foreign word", at, at + 1, by, 4)


def _put_in(
    steering: Steering, toks: Sequence[Tok], possible: Sequence[str], at: int, fails: int
) -> Iterator[Repair]:
    """Puts a token before `at`, or in its place."""
    tok, before = toks[at], toks[at - 1] if at else toks[at]
    words = steering.tables.words
    if "NUMERAL" in possible and at == fails:
        amount = (
            Tok("NUMERAL", "0", before.end, before.end, True),
            Tok(NAME, "h", before.end, before.end, True),
        )
        yield Repair("missing", at, at, amount, 10)
    if "AT_LEAST_SIGN" in possible and at == fails:
        target = tuple(Tok(kind, text, before.end, before.end, put) for kind, text, put in _TARGET)
        yield Repair("missing", at, at, target, 7)
    begins = at == 0 or before.kind in (NEWLINE, "LBRACE")
    for kind in possible:
        text = words.get(kind) or SIGNS.get(kind) or _VALUES.get(kind)
        if text is None:
            continue
        guessed = kind in _VALUES
        cost = 9 if guessed else _COSTS.get(kind, 6) if kind in SIGNS else 8
        if guessed and at < fails and tok.kind in steering.names:
            # A keyword was read as the name that is missing before it.
            cost = 5
        if text in _LINKS:
            cost = 7
        if kind in words and begins and tok.kind in possible:
            cost = 12
        yield Repair("missing", at, at, (Tok(kind, text, before.end, before.end, guessed),), cost)
        if tok.kind != END and at == fails:
            worse = 9 if tok.kind == NEWLINE and kind != "LBRACE" else 2
            yield Repair("replaced", at, at + 1, (_made(kind, text, tok, guessed=guessed),), cost + worse)
