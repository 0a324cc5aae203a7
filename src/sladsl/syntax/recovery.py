"""Reads a declaration that has syntax errors: reports each once, mends or skips it, and goes on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from sladsl.diagnostics import catalogue
from sladsl.diagnostics.diagnostic import Diagnostic, Label
from sladsl.source import Source, Span
from sladsl.syntax import messages
from sladsl.syntax.build import LEAVES, BadLiteral
from sladsl.syntax.foreign import FOREIGN_WORDS
from sladsl.syntax.habits import as_written_here
from sladsl.syntax.lexer import END, NEWLINE, Tokens
from sladsl.syntax.nodes import Node
from sladsl.syntax.outline import Place, head, owner_rule, place_of, statement_end, unclosed
from sladsl.syntax.parser import MAX_DEPTH, Machine
from sladsl.syntax.repairs import best_repair, near
from sladsl.syntax.splitting import name_of, split
from sladsl.syntax.steering import Stack, Steering, Tok
from sladsl.syntax.weeks import wrong_week

# After so many repairs, reported or not, the rest of a declaration is left unread.
MAX_REPAIRS = 25
# So many tokens have to fit after a finding before the next one in the same statement is believed.
TRUSTED_AFTER = 4
# What a literal that means nothing is read as, so that the rest can be read.
_STAND_INS = {
    "ISO_DATE": ("date", "2000-01-01"),
    "CLOCK": ("time", "00:00"),
    "NUMERAL": ("number", "1"),
    "PERCENTAGE": ("percent", "1%"),
    "QUANTILE": ("percentile", "p50"),
}


class Read(NamedTuple):
    """What could be read: findings, nodes, and the names whose declarations were not read whole."""

    findings: list[Diagnostic]
    nodes: list[Node]
    broken: list[str]


def recover(machine: Machine, tokens: Tokens, first: int, stop: int, strays: Sequence[int]) -> Read:
    """Reads the tokens `first` to `stop` in spite of their errors.

    `strays` are the offsets of characters already reported; nothing more is said about their lines.
    """
    steering = Steering(machine.tables, machine.names, tokens.source.text)
    toks = [
        Tok(tokens.types[i], tokens.texts[i], tokens.starts[i], tokens.ends[i]) for i in range(first, stop)
    ]
    read = Read([], [], [])
    for part, remark in split(toks, tokens.source, steering):
        if remark is not None:
            read.findings.append(remark)
        mender = _Mender(steering, tokens.source, part, strays)
        mender.mend()
        read.findings.extend(mender.findings)
        node = machine.run(mender.tokens(), 0) if mender.whole else None
        if node is not None:
            read.nodes.append(node)
        if mender.findings or node is None:
            read.broken.extend(name_of(part))
    return read


class _Mender:
    """One declaration as tokens, and the stack of states before each of those that fit so far."""

    def __init__(
        self, steering: Steering, source: Source, toks: Sequence[Tok], strays: Sequence[int]
    ) -> None:
        end = toks[-1].end
        self.steering = steering
        self.source = source
        self.toks = [*toks, Tok(END, "", end, end)]
        self.stacks: list[Stack] = [steering.bottom]
        self.findings: list[Diagnostic] = []
        self.quiet_lines = {source.position(at)[0] for at in strays if toks[0].start <= at <= end}
        self.said_at = -TRUSTED_AFTER
        self.whole = True
        self.braces_checked = False
        self.repairs = 0

    def mend(self) -> None:
        """Makes the tokens fit, one finding at a time."""
        if self.too_deep():
            return
        self.literals()
        at = 0
        while True:
            stack = self.steering.after(self.stacks[at], self.toks[at].kind)
            if stack is None:
                at = self.mend_at(at)
                del self.stacks[at + 1 :]
                if not self.whole:
                    return
            elif self.toks[at].kind == END:
                break
            else:
                self.stacks.append(stack)
                at += 1
        self.drop_guesses()

    def tokens(self) -> Tokens:
        """What was mended, as the parser takes it."""
        toks = self.toks
        return Tokens(
            self.source,
            [tok.kind for tok in toks],
            [tok.text for tok in toks],
            [tok.start for tok in toks],
            [tok.end for tok in toks],
            (),
            ((0, len(toks) - 1),),
        )

    def say(self, finding: Diagnostic, at: int) -> None:
        """Reports, unless it would only repeat what was just reported."""
        line = finding.labels[0].span.line
        since = [tok.kind for tok in self.toks[max(self.said_at, 0) : at]]
        if line not in self.quiet_lines and (at - self.said_at >= TRUSTED_AFTER or NEWLINE in since):
            self.findings.append(finding)
        self.said_at = at

    def too_deep(self) -> bool:
        depth = 0
        for tok in self.toks:
            depth += (tok.kind in ("LBRACE", "LPAR")) - (tok.kind in ("RBRACE", "RPAR"))
            if depth > MAX_DEPTH:
                self.findings.append(messages.too_deep(self.source, tok, MAX_DEPTH))
                self.whole = False
                return True
        return False

    def literals(self) -> None:
        """Reports numbers, dates and times that mean nothing and reads something else in their place."""
        self.toks, foreign = as_written_here(self.source, self.toks)
        self.findings.extend(foreign)
        for index, tok in enumerate(self.toks):
            if tok.kind in _STAND_INS:
                leaf, instead = _STAND_INS[tok.kind]
                try:
                    LEAVES[leaf](tok.text, tok.start, tok.end)
                except BadLiteral as bad:
                    span = Span(self.source, bad.start, bad.end)
                    self.findings.append(
                        Diagnostic(catalogue.BAD_LITERAL, bad.reason, (Label(span),), help=bad.help)
                    )
                    self.toks[index] = tok._replace(text=instead, guessed=True)

    def close_braces(self, after: int, *, quiet: bool) -> bool:
        """Closes braces that are never closed where the indentation says; whether there were any."""
        gaps = [gap for gap in unclosed(self.toks, self.source.text) if gap.before > after]
        for gap in gaps:
            if not quiet:
                what = head(self.toks, place_of(self.toks, gap.opener).first)
                self.findings.append(messages.never_closed(self.source, self.toks, gap, what))
        for gap in sorted(gaps, key=lambda g: -g.before):
            end = self.toks[gap.before - 1].end
            self.toks.insert(gap.before, Tok("RBRACE", "}", end, end))
        return bool(gaps)

    def mend_at(self, at: int) -> int:
        """Reports what is wrong at token `at`, changes the tokens, and says from where to go on."""
        self.repairs += 1
        if self.repairs > MAX_REPAIRS:
            self.whole = False
            return at
        if not self.braces_checked and self.toks[at].kind != "LBRACE":
            self.braces_checked = True
            if self.close_braces(-1, quiet=False):
                return 0
        place = place_of(self.toks, at)
        week = wrong_week(self.toks, at, place.first)
        if week is not None:
            self.say(messages.no_week(self.source, self.toks, *week), at)
            del self.toks[week[0] : week[1] + 1]
            return week[0]
        explained = self.explain(at, place)
        if explained is not None:
            self.say(explained, at)
            if self.always(at, place):
                return at
            return self.give_up(at, place)
        repair = best_repair(self.steering, self.toks, self.stacks, at, place.first)
        if at == 0 and (repair is None or repair.how in ("missing", "replaced")):
            self.say(messages.no_declaration(self.source, self.toks[0]), at)
            self.whole = False
            return at
        if repair is None:
            self.say(messages.unreadable(self.source, self.toks, at, place), at)
            return self.give_up(at, place)
        possible = self.steering.possible(self.stacks[repair.at])
        self.say(messages.mended(self.source, self.toks, repair, possible, place), repair.at)
        taken = self.toks[repair.at : repair.stop]
        self.toks[repair.at : repair.stop] = repair.by
        if any(tok.kind == "RBRACE" for tok in taken):
            # What it closed is still open, and closed by a brace further down in its place.
            self.close_braces(at, quiet=True)
        return repair.at

    def always(self, at: int, place: Place) -> bool:
        """Reads `open 24/7` as `open always`."""
        if self.toks[at].kind != "NUMERAL" or self.toks[place.first].kind != "OPEN":
            return False
        self.toks[at : at + 3] = [Tok("ALWAYS", "always", self.toks[at].start, self.toks[at + 2].end)]
        return True

    def explain(self, at: int, place: Place) -> Diagnostic | None:
        """What is wrong where a known word begins a statement that has no business here, or `24/7` stands."""
        tok = self.toks[at]
        following = self.toks[at + 1 : at + 3]
        if [t.kind for t in (tok, *following)] == ["NUMERAL", "SLASH", "NUMERAL"] and tok.text == "24":
            opening = self.toks[place.first].text in ("open", "closed")
            return messages.round_the_clock(self.source, tok, following[1], opening)
        word = head(self.toks, at)
        if at != place.first or not word.isidentifier():
            return None
        tables = self.steering.tables
        inside = owner_rule(self.toks, place)
        if place.owner is not None and tables.keywords.get(word) in tables.row(tables.start):
            named = self.toks[at + 1].kind not in (NEWLINE, END, "RBRACE")
            if named and statement_end(self.toks, at) > at + 1:
                return messages.nested(self.source, tok, self.toks[place.owner], word)
        homes = [rule for rule, words in tables.blocks.items() if word in words]
        if not homes or any(near(word, other) for other in tables.blocks.get(inside or "", ())):
            return None
        meant = [tables.keywords.get(other) for other in FOREIGN_WORDS.get(word, ())]
        if any(kind in meant for kind in self.steering.possible(self.stacks[at])):
            return None
        return messages.misplaced(self.source, tok, word, inside, homes)

    def give_up(self, at: int, place: Place) -> int:
        """Leaves out the statement of `at`, or the rest of its head when a block can be entered."""
        first = place.first
        for stop in range(at, statement_end(self.toks, at)):
            if self.toks[stop].kind == "LBRACE":
                for back in range(min(at, len(self.stacks) - 1), first, -1):
                    if self.steering.after(self.stacks[back], "LBRACE") is not None:
                        del self.toks[back:stop]
                        self.said_at = back
                        return back
                break
        stop = statement_end(self.toks, at)
        if place.owner is None:
            self.whole = False
            return at
        if self.toks[stop].kind == NEWLINE:
            del self.toks[first : stop + 1]
        else:
            first -= self.toks[first - 1].kind == NEWLINE
            del self.toks[first:stop]
        self.said_at = first
        return first

    def drop_guesses(self) -> None:
        """Leaves statements with values that nobody wrote out of the tree."""
        while True:
            guess = next((i for i, tok in enumerate(self.toks) if tok.guessed), None)
            if guess is None:
                return
            place = place_of(self.toks, guess)
            if place.owner is None:
                self.whole = False
                return
            stop = statement_end(self.toks, guess)
            first = place.first
            if self.toks[stop].kind == NEWLINE:
                del self.toks[first : stop + 1]
            else:
                first -= self.toks[first - 1].kind == NEWLINE
                del self.toks[first:stop]
