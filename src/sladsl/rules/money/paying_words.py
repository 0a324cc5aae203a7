"""The words in which texts say who pays a credit or a bonus to whom, in English and Finnish."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache, lru_cache
from typing import Literal, TypeAlias

from sladsl.records import record

Debt: TypeAlias = Literal["credit", "bonus"]

_SMALL = (
    "a|an|the|any|all|such|these|those|this|its|each|every|due|agreed|monthly|quarterly|annual|full|total|"
    "accrued|outstanding|relevant|respective|resulting|corresponding|applicable|financial|availability|"
    "service|performance|kaikki|kunkin|jokaisen|tämän|nämä|täyden|kertyneet|kertyneen"
)
_DEBT = (
    r"(?P<debt>credits?\b(?!\s+(?:card|note|limit|line|check|rating|term|balance|memo|where\s+it|to\s+the\s+source|"
    r"(?:from|of)\s+(?:its|their)))|bonus(?:es)?\b(?!\s+(?:discount|miles|feature|material))|"
    r"(?:palvelu)?hyvity(?:s|kset|ksen|stä|ksiä|ksistä|kseen|ksiin)\b|bonuks\w+)"
)
_PLAIN = rf"(?:(?:{_SMALL})\s+)*{_DEBT}"
_OTHER_SUMS = (
    r"(?:fees?|charges?|surcharges?|taxes|invoices?|costs?|expenses|interest|penalties|damages|maksut|kulut)"
)
_LIST = (
    rf"(?:(?:(?:{_SMALL})\s+)*{_OTHER_SUMS}(?:,\s+(?:and\s+|or\s+|ja\s+)?|\s+(?:and|or|ja|sekä)\s+))+"
    rf"{_PLAIN.replace('<debt>', '<listed>')}"
    r"(?![^.;:]*\b(?:is|are|was|were|shall|will|must|may|can|accrues?|becomes?|on|ovat)\b)"
)
"""What is paid among other sums. What a list ends with must not begin a statement of its own."""
_OBJECT = rf"(?:{_PLAIN}|{_LIST})"
_HOW = r"(?:(?:(?!hardly|rarely|scarcely|barely)\w+ly|then|also|always|thereupon|in\s+full)\s+)?"
_MODAL = (
    r"(?:shall|will|must|should|has\s+to|is\s+to|agrees\s+to|undertakes\s+to|is\s+(?:obliged|required)\s+to)"
)
_WILL = rf"(?:{_MODAL}\s+)?{_HOW}"
_PAYS = r"(?:pays?|owes?|grants?|gives?|bears?|issues?|maksaa|suorittaa|antaa|myöntää)"
_GETS = (
    r"(?:receives?|gets?|collects?|earns?|is\s+owed|is\s+entitled\s+to|is\s+eligible\s+for|may\s+claim|"
    r"has\s+(?:a|the)\s+right\s+to|saa|on\s+oikeutettu)"
)
_BE = (
    r"(?:is|are|shall\s+be|will\s+be|must\s+be|is\s+to\s+be|are\s+to\s+be|has\s+to\s+be|have\s+to\s+be|"
    r"becomes?|shall\s+become)"
)
_PAID = r"(?:paid|owed|granted|given|borne|issued|payable|due)"
_FOR = (
    r"(?:(?:for|under|according\s+to|pursuant\s+to)\s+"
    r"(?:(?!by\b|to\b|that\b|which\b|not\b)[\w'’-]+\s+){1,6}?)?"
)
_WHEN = r"(?:(?:\w+ly|in\s+full|within\s+(?:[\w.]+\s+){1,3}?\w+)\s+)?"
_OPEN = re.compile(
    r"\b(?:if|when|where|unless|whenever|whether|that|which|who|not|no|neither|nor|jos|kun|ellei|mikäli|jonka|jotka)\b",
    re.IGNORECASE,
)
"""What comes after one of these is no statement of its own."""
_WHOM = r"(?:(?:the\s+|\{)(?:provider|customer)\}?|palveluntarjoajalle|toimittajalle|asiakkaalle)\s+"
_TO_WHOM = rf"(?:{_WHOM})?"
_OBLIGED = (
    r"(?:on\s+(?:maksettava|suoritettava|annettava|myönnettävä)|"
    r"(?:tulee|pitää|täytyy)\s+(?:maksaa|suorittaa|antaa))"
)
_GENITIVES = {"asiakkaan": "customer", "palveluntarjoajan": "provider", "toimittajan": "provider"}
_ALLATIVES = {"asiakkaalle": "customer", "palveluntarjoajalle": "provider", "toimittajalle": "provider"}


@record
class _Pattern:
    """Words that say that somebody `pays` or gets something, who stands `behind` them or before; `names` are
    the words for the parties where they have to be inflected."""

    words: re.Pattern[str]
    pays: bool
    behind: bool
    names: Mapping[str, str] | None = None


def _words_of(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){words}", re.IGNORECASE)


_MENTIONED = re.compile(_DEBT, re.IGNORECASE)


@cache
def _patterns() -> tuple[_Pattern, ...]:
    """Made for the first text that mentions a debt: they take longer to make than a small file to check."""
    return (
        _Pattern(_words_of(rf"{_WILL}{_PAYS}\s+{_TO_WHOM}{_OBJECT}"), True, False),
        _Pattern(_words_of(rf"{_WILL}{_GETS}\s+{_OBJECT}"), False, False),
        _Pattern(_words_of(rf"{_OBLIGED}\s+{_TO_WHOM}{_OBJECT}"), True, False, _GENITIVES),
        _Pattern(
            _words_of(rf"{_DEBT}\s+{_FOR}{_BE}\s+{_HOW}{_PAID}\s+{_WHEN}(?:to\s+{_WHOM})?by\s+"), True, True
        ),
        _Pattern(_words_of(rf"{_DEBT}\s+{_FOR}{_BE}\s+{_HOW}{_PAID}\s+{_WHEN}to\s+"), False, True),
        _Pattern(_words_of(rf"{_DEBT}\s+(?:maksaa|suorittaa|antaa|myöntää)\s+"), True, True),
        _Pattern(
            _words_of(rf"{_DEBT}\s+(?:maksetaan|suoritetaan|annetaan|myönnetään)\s+"), False, True, _ALLATIVES
        ),
    )


_BORNE = re.compile(r"(?<!\w)(?:paid|borne|covered)\s+by\s+", re.IGNORECASE)
_OTHER = r"(?!\s+(?:services?|support|care|affiliates?|users?|portal|employees?)\b)"
"""Who is called after a party and is not the party."""
_OBJECT_OF = re.compile(r"\b(?:to|by|of|from|for|with)\s+$", re.IGNORECASE)
_ITEM = r"[ \t]*(?:[-*•]|\(?[a-z0-9]{1,3}[.)])[ \t]+"
_IN_LIST = re.compile(rf"(?:^|\n)(?P<intro>[^\n]*):[ \t]*\n(?:{_ITEM}[^\n]*\n)*{_ITEM}\Z")
_MODAL_AT_END = re.compile(rf"\s+{_MODAL}\s+\Z", re.IGNORECASE)
_LONGEST = 200
"""So many characters of a name are looked at."""


@record
class Said:
    """What a text says: `who` is meant to pay, or to be paid, a `debt`; where it says so."""

    debt: Debt
    who: str
    pays: bool
    start: int
    end: int


@record
class Borne:
    """Who pays for something, and where a text says so."""

    who: str
    start: int
    end: int


@record
class _Shape:
    """Where a pattern was found, and about what."""

    pattern: _Pattern
    debt: Debt
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
        called = known if shape.pattern.names is None else shape.pattern.names
        before, pays = text[max(0, shape.start - _LONGEST) : shape.start], shape.pattern.pays
        if shape.pattern.behind:
            found = _begins(text[shape.end : shape.end + _LONGEST], called)
            start, end = shape.start, shape.end + (len(found[1]) if found else 0)
        else:
            found = _ends(before, called)
            start, end = shape.start - (len(found[1]) if found else 0), shape.end
        if found is not None and not _is_open(text, start):
            yield Said(shape.debt, found[0], pays, start, end)
        elif shape.pattern.behind or found is not None:
            continue
        elif subject is not None and not text[: shape.start].strip(' \t\r\n"“”'):
            yield Said(shape.debt, subject, pays, shape.start, shape.end)
        elif (owner := _of_list(text, shape.start, known)) is not None:
            yield Said(shape.debt, owner, pays, shape.start, shape.end)


def _of_list(text: str, start: int, names: Mapping[str, str]) -> str | None:
    """Who does what the items of a list say that begins with `The customer shall:`, where one begins here."""
    found = _IN_LIST.search(text, 0, start)
    if found is None:
        return None
    intro = _MODAL_AT_END.sub(" ", found["intro"] + " ")
    who = _ends(intro, names)
    begun = max(intro.rfind(stop) for stop in '.;:"“”')
    return who[0] if who is not None and _OPEN.search(intro, begun + 1) is None else None


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
    if _MENTIONED.search(text) is None:
        return ()
    return tuple(
        _Shape(pattern, _debt(match), match.start(), match.end())
        for pattern in _patterns()
        for match in pattern.words.finditer(text)
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


def _debt(match: re.Match[str]) -> Debt:
    found = match.groupdict()
    word = found["debt"] or found.get("listed") or ""
    return "bonus" if word.lower().startswith("bonu") else "credit"
