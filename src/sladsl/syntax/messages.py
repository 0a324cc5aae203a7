"""The sentence, the way out and the correction for each kind of slip in a declaration."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from sladsl.diagnostics import catalogue
from sladsl.diagnostics.diagnostic import Diagnostic, Edit, Fix, Label, Rule
from sladsl.source import Source, Span
from sladsl.syntax.foreign import FOREIGN_WORDS
from sladsl.syntax.lexer import ALWAYS_DECLARES, END, NEWLINE
from sladsl.syntax.outline import Place, Unclosed, head
from sladsl.syntax.phrases import BLOCKS, COMPARISONS, EXAMPLES, SIGNS, VALUES, example
from sladsl.syntax.repairs import Repair
from sladsl.syntax.steering import Tok
from sladsl.syntax.weeks import WEEKS


def _span(source: Source, first: Tok, last: Tok | None = None) -> Span:
    return Span(source, first.start, (last or first).end)


def _shown(tok: Tok) -> str:
    """A token as a message quotes it; long texts cut short."""
    if tok.kind == END:
        return "the end of the declaration"
    if tok.kind == NEWLINE:
        return "the end of the line" if tok.text == "\n" else "`;`"
    text = tok.text if len(tok.text) <= 40 else tok.text[:37] + "…"
    return f"`{text}`".replace("\n", " ")


def _form(toks: Sequence[Tok], place: Place) -> str:
    """The way out: how the statement reads when it is right, or else the one around it."""
    owner, word = "" if place.owner is None else head(toks, place.owner), head(toks, place.first)
    return (
        example(f"{owner} {word}")
        or example(word)
        or example(owner)
        or "write it as the pages of the language show it"
    )


def _either(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + " or " + names[-1]


def misplaced(source: Source, tok: Tok, word: str, inside: str | None, homes: Sequence[str]) -> Diagnostic:
    """A statement whose word is right and whose block is not."""
    belongs = _either(list(dict.fromkeys(BLOCKS[home] for home in homes if home != "template")))
    here = f", not into {BLOCKS[inside]}" if inside in BLOCKS else ", not at the margin"
    message = f"`{word}` belongs into {belongs}{here}"
    return Diagnostic(
        catalogue.WRONG_BLOCK, message, (Label(_span(source, tok)),), help=f"move it there; {example(word)}"
    )


def nested(source: Source, tok: Tok, owner: Tok | None, word: str) -> Diagnostic:
    """A declaration inside another declaration, or indented as if it were."""
    labels = [Label(_span(source, tok))]
    if owner is not None:
        labels.append(Label(_span(source, owner), "inside this one"))
    return Diagnostic(
        catalogue.NESTED_DECLARATION,
        f"`{word}` begins a declaration of its own"
        + (" and stands inside another" if owner else " and is indented"),
        tuple(labels),
        help="declarations stand one after the other, each with its first word at the margin",
    )


def no_declaration(source: Source, tok: Tok) -> Diagnostic:
    """A line at the margin that begins nothing."""
    return Diagnostic(
        catalogue.NOT_A_DECLARATION,
        f"{_shown(tok)} begins no declaration",
        (Label(_span(source, tok)),),
        help="it begins with a word such as `party` or `sla`; what belongs to the one above is indented",
    )


def never_closed(source: Source, toks: Sequence[Tok], gap: Unclosed, what: str) -> Diagnostic:
    """A `{` whose block, by its indentation, ended long ago."""
    opener = toks[gap.opener]
    labels = [Label(_span(source, opener), "opened here")]
    end = toks[max(gap.before - 1, gap.opener)].end
    if gap.before > gap.opener + 1:
        labels.append(Label(Span(source, end, end), "by its indentation it ends here"))
    return Diagnostic(
        catalogue.UNCLOSED,
        f"the brace of `{what}` is never closed",
        tuple(labels),
        help="close it with } where the block ends",
        fix=Fix("close the block", (Edit(Span(source, end, end), " }"),), safe=False),
    )


def round_the_clock(source: Source, first: Tok, last: Tok, opening: bool) -> Diagnostic:
    """`24/7`, which is said in words here."""
    span = _span(source, first, last)
    fix = Fix("write `always`", (Edit(span, "always"),), safe=True) if opening else None
    way_out = "write `open always`" if opening else "import std.calendars { Always } and write `Always`"
    return Diagnostic(
        catalogue.FOREIGN_WORD,
        f"`{span.text}` is written in words here",
        (Label(span),),
        help=way_out,
        fix=fix,
    )


def no_week(source: Source, toks: Sequence[Tok], first: int, last: int) -> Diagnostic:
    """What stands beside the days of a window, and is no week of the month or stands behind the day."""
    span = _span(source, toks[first], toks[last])
    *most, final = (f"`{word}`" for word in WEEKS)
    said = "names no week of the month"
    way_out = f"write {', '.join(most)} or {final} before the days; for every week name only the days"
    if span.text in WEEKS:
        said, way_out = "belongs before the days", f"write `{span.text} {toks[first - 1].text}`"
    return Diagnostic(catalogue.UNEXPECTED_TEXT, f"`{span.text}` {said}", (Label(span),), help=way_out)


def too_deep(source: Source, tok: Tok, limit: int) -> Diagnostic:
    """Brackets inside brackets without end."""
    return Diagnostic(
        catalogue.NESTED_TOO_DEEP,
        f"brackets nest more than {limit} deep here",
        (Label(_span(source, tok)),),
        help="name the inner parts and refer to them",
    )


def unreadable(source: Source, toks: Sequence[Tok], at: int, place: Place) -> Diagnostic:
    """Nothing near helps: the statement is given up, and its usual form shown."""
    tok = toks[at]
    word, form = head(toks, place.first), _form(toks, place)
    ours = FOREIGN_WORDS.get(tok.text.lower())
    if ours is not None:
        return Diagnostic(
            catalogue.FOREIGN_WORD,
            f"`{tok.text}` is what others call it: the language has no such word",
            (Label(_span(source, tok)),),
            help=f"what comes nearest is `{ours[0]}`: {EXAMPLES.get(ours[0], ours[0])}",
        )
    if word == "guarantee" and _nameless(toks, place.first):
        span, message = _span(source, toks[place.first]), f"a name and a colon are missing after `{word}`"
        return Diagnostic(catalogue.MISSING_PART, message, (Label(span),), help=form)
    if tok.kind in (NEWLINE, END, "RBRACE") and at > 0:
        before = toks[at - 1]
        span = _span(source, before)
        message = f"`{word}` is not finished at {_shown(tok)}"
    else:
        span, message = _span(source, tok), f"{_shown(tok)} does not fit here"
    return Diagnostic(catalogue.UNEXPECTED_TEXT, message, (Label(span),), help=form)


def _nameless(toks: Sequence[Tok], first: int) -> bool:
    """Whether what is promised, with its comparison, follows upon the first word at once."""
    line = list(takewhile(lambda tok: tok.kind not in (NEWLINE, END, "LBRACE"), toks[first:]))
    kinds = {tok.kind for tok in line}
    return "COLON" not in kinds and bool(kinds & {*COMPARISONS, "EQUAL"})


def mended(
    source: Source, toks: Sequence[Tok], repair: Repair, possible: Sequence[str], place: Place
) -> Diagnostic:
    """What a repair says was meant."""
    how, tok = repair.how, toks[repair.at]
    word, form = head(toks, place.first), _form(toks, place)
    if how == "missing":
        return _missing(source, toks, repair, possible, word, form)
    if how in ("misspelt", "foreign word", "foreign sign"):
        return _another(source, toks, repair)
    if how == "swapped":
        other = toks[repair.at + 1]
        span = _span(source, tok, other)
        between = source.text[tok.end : other.start]
        turned = other.text + between + tok.text
        message = f"{_shown(tok)} and {_shown(other)} stand the other way round"
        fix = Fix(f"write `{turned}`", (Edit(span, turned),), safe=False) if "\n" not in turned else None
        return Diagnostic(catalogue.WRONG_ORDER, message, (Label(span),), help=f"write `{turned}`", fix=fix)
    if how == "open list":
        return Diagnostic(
            catalogue.UNEXPECTED_TEXT,
            f"after this comma `{word}` goes on in the next line, where something else begins",
            (Label(_span(source, tok)),),
            help="remove the comma, or add what is missing",
            fix=Fix("remove the comma", (Edit(_span(source, tok), ""),), safe=False),
        )
    if how == "replaced":
        return _replaced(source, toks, repair, possible, word, form)
    return _too_much(source, toks, repair.at, word, form)


def _another(source: Source, toks: Sequence[Tok], repair: Repair) -> Diagnostic:
    """A word or sign that stands for one of ours."""
    put = repair.by[0]
    span = Span(source, put.start, put.end)
    text = " ".join(tok.text for tok in repair.by)
    ours = _either([f"`{each}`" for each in (text, *repair.others)])
    rule, message, way_out = {
        "misspelt": (
            catalogue.MISSPELT_WORD,
            f"`{span.text}` is no word that fits here",
            f"did you mean `{text}`?",
        ),
        "foreign word": (
            catalogue.FOREIGN_WORD,
            f"`{span.text}` is what others call it: here it is {ours}",
            f"write {ours}",
        ),
        "foreign sign": (
            catalogue.FOREIGN_WORD,
            f"`{span.text}` is written `{text}` here",
            f"write `{text}`",
        ),
    }[repair.how]
    fix = Fix(f"write `{text}`", (Edit(span, text),), safe=repair.how != "foreign word")
    return Diagnostic(rule, message, (Label(span),), help=way_out, fix=None if repair.others else fix)


def _value(possible: Sequence[str]) -> str:
    """What a missing value is called where these kinds could stand."""
    if "UNIT_RATE" in possible and "NUMERAL" not in possible:
        return VALUES["UNIT_RATE"]
    if "NUMERAL" in possible and "PERCENTAGE" in possible:
        return "a value with its unit, such as 99.9% or 4 h"
    if "CLOCK" in possible and "IDENTIFIER" not in possible:
        return VALUES["CLOCK"]
    for kind in (
        "IDENTIFIER",
        "STRING",
        "NUMERAL",
        "PERCENTAGE",
        "ISO_DATE",
        "BACKQUOTED",
        "QUANTILE",
        "ISO_MONTH",
    ):
        if kind in possible:
            return VALUES[kind]
    return "something"


def _missing(
    source: Source, toks: Sequence[Tok], repair: Repair, possible: Sequence[str], word: str, form: str
) -> Diagnostic:
    put, here = repair.by[0], toks[repair.at]
    before = toks[repair.at - 1] if repair.at else here
    if before.kind in (NEWLINE, "LBRACE") and put.text.isidentifier() and not put.guessed:
        return Diagnostic(
            catalogue.MISSING_PART,
            f"no statement begins with {_shown(here)}",
            (Label(_span(source, here)),),
            help=f"a statement begins with a word that says what it is: {EXAMPLES.get(put.text, put.text)}",
        )
    span = _span(source, before)
    between = f"after {_shown(before)}"
    if here.kind not in (END, NEWLINE, "RBRACE"):
        between = f"between {_shown(before)} and {_shown(here)}"
    if put.kind == NEWLINE:
        return Diagnostic(
            catalogue.MISSING_SIGN,
            f"{_shown(here)} begins a new statement on the same line",
            (Label(_span(source, here)),),
            help="begin a new line, or put `;` before it",
            fix=_insert(source, before.end, ";", safe=True),
        )
    if put.kind in SIGNS:
        message = f"{SIGNS[put.kind]} is missing {between}"
        tight = put.text if put.text in ",:.)" else f" {put.text}"
        fix = _insert(source, before.end, tight, safe=put.kind not in ("DOT", "MINUS"))
        return Diagnostic(catalogue.MISSING_SIGN, message, (Label(span),), help=form, fix=fix)
    if put.kind in COMPARISONS:
        what = "a target such as `>= 99.9%`" if len(repair.by) > 1 else "`>=` or `<=`"
        message = f"{what} is missing {between}"
        return Diagnostic(catalogue.MISSING_SIGN, message, (Label(span),), help=form)
    if put.guessed or _value(possible) == VALUES["UNIT_RATE"]:
        what = "a number with its unit" if len(repair.by) > 1 else _value(possible)
        message = f"{what} is missing {between}"
        return Diagnostic(catalogue.MISSING_PART, message, (Label(span),), help=form)
    if here.kind in (END, NEWLINE, "RBRACE") and _words(possible) > 1:
        message = f"`{word}` is not finished after {_shown(before)}"
        return Diagnostic(catalogue.MISSING_PART, message, (Label(span),), help=form)
    message = f"`{put.text}` is missing {between}"
    fix = _insert(source, before.end, f" {put.text}", safe=False)
    rule = catalogue.MISSING_PART if put.text.isidentifier() else catalogue.MISSING_SIGN
    return Diagnostic(rule, message, (Label(span),), help=form, fix=fix)


def _words(possible: Sequence[str]) -> int:
    """How many of these kinds of token are words of the language or names."""
    signs = {*SIGNS, *VALUES, NEWLINE} - {"IDENTIFIER"}
    return sum(kind not in signs for kind in possible)


def _insert(source: Source, at: int, text: str, *, safe: bool) -> Fix:
    return Fix(f"write `{text.strip()}`", (Edit(Span(source, at, at), text),), safe=safe)


def _replaced(
    source: Source, toks: Sequence[Tok], repair: Repair, possible: Sequence[str], word: str, form: str
) -> Diagnostic:
    put, tok = repair.by[0], toks[repair.at]
    span = _span(source, tok)
    if tok.kind == NEWLINE:
        before = toks[repair.at - 1]
        message = f"`{word}` is not finished at the end of the line"
        if put.kind == "LBRACE":
            message = f"{SIGNS['LBRACE']} is missing after {_shown(before)}"
        return Diagnostic(catalogue.MISSING_SIGN, message, (Label(_span(source, before)),), help=form)
    if put.guessed:
        message = f"{_shown(tok)} stands where {_value(possible)} is needed"
        return Diagnostic(catalogue.UNEXPECTED_TEXT, message, (Label(span),), help=form)
    if put.text.isidentifier() and _words(possible) > 1:
        message = f"{_shown(tok)} does not fit here"
        return Diagnostic(catalogue.UNEXPECTED_TEXT, message, (Label(span),), help=form)
    message = f"{_shown(tok)} stands where `{put.text}` is needed".replace("`\n`", "a new line")
    # A word gives way to a word and a sign to a sign; what is compared how is for the writer to say.
    alike = put.text.isidentifier() == tok.text.isidentifier() and tok.kind not in VALUES
    sure = alike and put.text.strip() and put.kind not in COMPARISONS
    fix = Fix(f"write `{put.text}`", (Edit(span, put.text),), safe=False) if sure else None
    return Diagnostic(catalogue.UNEXPECTED_TEXT, message, (Label(span),), help=form, fix=fix)


def _too_much(source: Source, toks: Sequence[Tok], at: int, word: str, form: str) -> Diagnostic:
    tok = toks[at]
    span = _span(source, tok)
    rule: Rule = catalogue.UNEXPECTED_TEXT
    if tok.kind == NEWLINE:
        before = toks[at - 1] if at else tok
        return Diagnostic(
            rule,
            f"the line ends in the middle of `{word}`",
            (Label(_span(source, before)),),
            help="lines go on after a comma and inside round brackets; otherwise keep it on one line",
        )
    if tok.kind == "RBRACE":
        return Diagnostic(
            rule,
            "this brace closes nothing, or closes too early",
            (Label(span),),
            help="remove it",
            fix=Fix("remove it", (Edit(span, ""),), safe=False),
        )
    before = toks[at - 1] if at else tok
    twice = before is not tok and before.text == tok.text
    # Whoever wrote a word, a value or a comparison meant something by it.
    idle = tok.kind in ("COMMA", "COLON", "EQUAL") and before.kind not in COMPARISONS
    if twice:
        message = f"{_shown(tok)} is written twice"
    elif tok.text in ALWAYS_DECLARES:
        message = f"the word {_shown(tok)} does not fit here"
    else:
        message = f"{_shown(tok)} does not fit here"
    fix = Fix("remove it", (Edit(span, ""),), safe=False) if twice or idle else None
    return Diagnostic(rule, message, (Label(span),), help=form, fix=fix)
