"""The words in which texts say who pays a credit or a bonus to whom, in English and Finnish."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, TypeAlias

Debt: TypeAlias = Literal["credit", "bonus"]

_SMALL = (
    "a|an|the|any|all|such|these|this|its|each|every|due|agreed|monthly|resulting|corresponding|applicable|"
    "service|performance|kaikki|kunkin|jokaisen|tämän|nämä"
)
_DEBT = (
    r"(?P<debt>credits?\b(?!\s+(?:card|note|limit|line|check|rating|term|balance|memo|where\s+it|to\s+the\s+source|"
    r"(?:from|of)\s+(?:its|their)))|bonus(?:es)?\b(?!\s+(?:discount|miles|feature|material))|"
    r"(?:palvelu)?hyvity(?:s|kset|ksen|stä|ksiä|ksistä)\b|bonuks\w+)"
)
_OBJECT = rf"(?:(?:{_SMALL})\s+)*{_DEBT}"
_WILL = r"(?:(?:shall|will|must|has\s+to|is\s+to|agrees\s+to)\s+)?"
_PAYS = r"(?:pays?|owes?|grants?|gives?|bears?|issues?|maksaa|suorittaa|antaa|myöntää)"
_GETS = r"(?:receives?|gets?|collects?|is\s+owed|is\s+entitled\s+to|saa)"
_BE = r"(?:is|are|shall\s+be|will\s+be|must\s+be|is\s+to\s+be|are\s+to\s+be)"
_PAID = r"(?:paid|owed|granted|given|borne|issued|payable|due)"
_OPEN = re.compile(
    r"\b(?:if|when|where|unless|whenever|whether|that|which|who|not|no|neither|nor|jos|kun|ellei|mikäli|jonka|jotka)\b",
    re.IGNORECASE,
)
"""What comes after one of these is no statement of its own."""
_TO_WHOM = r"(?:(?:the\s+|\{)(?:provider|customer)\}?\s+)?"
_ACTIVE = (
    (re.compile(rf"(?<!\w){_WILL}{_PAYS}\s+{_TO_WHOM}{_OBJECT}", re.IGNORECASE), True),
    (re.compile(rf"(?<!\w){_WILL}{_GETS}\s+{_OBJECT}", re.IGNORECASE), False),
)
"""What somebody does; who does it stands before."""
_PASSIVE = (
    (re.compile(rf"(?<!\w){_DEBT}\s+{_BE}\s+{_PAID}\s+by\s+", re.IGNORECASE), True),
    (re.compile(rf"(?<!\w){_DEBT}\s+{_BE}\s+{_PAID}\s+to\s+", re.IGNORECASE), False),
)
"""What is done by somebody or to somebody, who stands behind."""
_BORNE = re.compile(r"(?<!\w)(?:paid|borne|covered)\s+by\s+", re.IGNORECASE)
_OTHER = r"(?!\s+(?:services?|support|care|affiliates?|users?|portal|employees?)\b)"
"""Who is called after a party and is not the party."""
_OBJECT_OF = re.compile(r"\b(?:to|by|of|from|for|with)\s+$", re.IGNORECASE)
_LONGEST = 200
"""So many characters of a name are looked at."""


@dataclass(frozen=True, slots=True)
class Said:
    """What a text says: `who` is meant to pay, or to be paid, a `debt`; where it says so."""

    debt: Debt
    who: str
    pays: bool
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Borne:
    """Who pays for something, and where a text says so."""

    who: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Shape:
    """Words that say that somebody pays or gets something, who stands `behind` them or before."""

    debt: Debt
    pays: bool
    behind: bool
    start: int
    end: int


def said(text: str, names: Callable[[], Mapping[str, str]], subject: str | None = None) -> Iterator[Said]:
    """Every plain statement on who pays or gets a credit or a bonus.

    `names`, which is asked only where something is said, leads from the words for a party, in lower case, to
    what the party is called in findings; `subject` is who is meant where a text begins with what somebody
    does.
    """
    shapes = _shapes(text)
    known = names() if shapes else {}
    for shape in shapes:
        if shape.behind:
            found = _begins(text[shape.end : shape.end + _LONGEST], known)
            start, end = shape.start, shape.end + (len(found[1]) if found else 0)
        else:
            found = _ends(text[max(0, shape.start - _LONGEST) : shape.start], known)
            start, end = shape.start - (len(found[1]) if found else 0), shape.end
        if found is not None and not _is_open(text, start):
            yield Said(shape.debt, found[0], shape.pays, start, end)
        elif subject is not None and not shape.behind and not text[: shape.start].strip(' \t\r\n"“”'):
            yield Said(shape.debt, subject, shape.pays, shape.start, shape.end)


def borne_by(text: str, names: Callable[[], Mapping[str, str]]) -> Borne | None:
    """Who a text first says something is paid, borne or covered by."""
    for match in _BORNE.finditer(text):
        found = _begins(text[match.end() : match.end() + _LONGEST], names())
        if found is not None:
            return Borne(found[0], match.start(), match.end() + len(found[1]))
    return None


@lru_cache(maxsize=4096)
def _shapes(text: str) -> tuple[_Shape, ...]:
    """The same for every agreement that carries the text."""
    return tuple(
        _Shape(_debt(match["debt"]), pays, behind, match.start(), match.end())
        for patterns, behind in ((_ACTIVE, False), (_PASSIVE, True))
        for pattern, pays in patterns
        for match in pattern.finditer(text)
    )


def _begins(text: str, names: Mapping[str, str]) -> tuple[str, str] | None:
    """Who a text begins with, the longest name first, and the words for it as they stand there."""
    for name in sorted(names, key=len, reverse=True):
        found = re.match(_words(name) + r"(?![\w'’])" + _OTHER, text, re.IGNORECASE)
        if found is not None:
            return names[name], found[0]
    return None


def _ends(text: str, names: Mapping[str, str]) -> tuple[str, str] | None:
    """Who a text ends with, and the words for it with the blanks behind them."""
    for name in sorted(names, key=len, reverse=True):
        found = re.search(r"(?<![\w{])" + _words(name) + r"\s+$", text, re.IGNORECASE)
        if found is not None:
            return None if _OBJECT_OF.search(text[: found.start()]) else (names[name], found[0])
    return None


def _words(name: str) -> str:
    return r"\s+".join(re.escape(word) for word in name.split())


def _is_open(text: str, start: int) -> bool:
    """Whether what stands before in the sentence makes it no statement of its own."""
    begun = max(text.rfind(stop, 0, start) for stop in '.;:"“”\n')
    return _OPEN.search(text, begun + 1, start) is not None


def _debt(word: str) -> Debt:
    return "bonus" if word.lower().startswith("bonu") else "credit"
