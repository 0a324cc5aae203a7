"""Cuts tokens in which declarations ran into each other, and finds what each declares."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sladsl.diagnostics.diagnostic import Diagnostic
from sladsl.source import Source
from sladsl.syntax import messages
from sladsl.syntax.lexer import ALWAYS_DECLARES, END, NEWLINE, starts_declaration
from sladsl.syntax.outline import KINDS, LEVELS, head
from sladsl.syntax.repairs import near
from sladsl.syntax.steering import Steering, Tok

_DECLARE = ALWAYS_DECLARES | {"priorities", "corporate", "customer"}
_UNNAMED = frozenset(("scenario", "silence"))


def split(
    toks: Sequence[Tok], source: Source, steering: Steering
) -> Iterator[tuple[list[Tok], Diagnostic | None]]:
    """The declarations in `toks`, each with a remark on its first word where there is one to make.

    The lexer cuts only where a declaration's own word stands at the margin. Once a declaration is broken,
    what stands at the margin after its end cuts as well, and so does a misspelt word there, and a
    declaration's word that is indented after the end of the one above.
    """
    first, depth = 0, 0
    remark: Diagnostic | None = None
    for index, tok in enumerate(toks):
        if index > first and toks[index - 1].kind == NEWLINE and tok.kind not in ("LBRACE", "RBRACE"):
            margin = tok.start == 0 or source.text[tok.start - 1] == "\n"
            if depth:
                cuts = margin and _like(tok.text)
            else:
                cuts = margin or _complete(toks[first : index - 1], toks[index:], steering)
            if cuts:
                yield _trimmed(toks[first:index]), remark
                declares = starts_declaration(source.text, tok.start, tok.text)
                remark = (
                    None if margin or not declares else messages.nested(source, tok, None, head(toks, index))
                )
                first, depth = index, 0
        depth += (tok.kind == "LBRACE") - (tok.kind == "RBRACE" and depth > 0)
    yield _trimmed(toks[first:]), remark


def _complete(above: Sequence[Tok], below: Sequence[Tok], steering: Steering) -> bool:
    """Whether a declaration ends here: it is whole, and no brace below belongs to it."""
    kinds = [*(tok.kind for tok in above), END]
    depth = 0
    for tok in below:
        depth += (tok.kind == "LBRACE") - (tok.kind == "RBRACE")
        if depth < 0:
            return False
    return steering.reach(steering.bottom, kinds, len(kinds)) == len(kinds)


def _trimmed(toks: Sequence[Tok]) -> list[Tok]:
    part = list(toks)
    while len(part) > 1 and part[-1].kind == NEWLINE:
        part.pop()
    return part


def _like(word: str) -> bool:
    """Whether a word at the margin is nearly one that declares."""
    return any(near(word, other) for other in _DECLARE)


def name_of(toks: Sequence[Tok]) -> list[str]:
    """The names that a declaration with these tokens gives to something."""
    words = [tok.text for tok in toks if tok.text.isidentifier()]
    if not words or words[0] in _UNNAMED:
        return []
    if words[0] == "import":
        return words[1:]
    leading = 1
    while leading < len(words) and words[leading] in LEVELS + KINDS:
        leading += 1
    return words[leading : leading + 1]
