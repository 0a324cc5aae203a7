"""Turns `{names}` in authors' texts into titles, linked terms, values and references to clauses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from functools import lru_cache
from typing import TypeVar, cast

from sladsl.diagnostics.catalogue import EMPTY_WORD
from sladsl.diagnostics.diagnostic import Diagnostic, Label
from sladsl.lower import prose
from sladsl.lower import values as v
from sladsl.lower.contract.amounts import base_words
from sladsl.lower.contract.pen import Pen, reference
from sladsl.lower.document import Block, Code, Inline, Inlines, Link, Paragraph, Term, Text, text
from sladsl.lower.wording import wording
from sladsl.model.values import Mention, Words
from sladsl.records import replace

T = TypeVar("T")


def mentioned(pen: Pen, mention: Mention) -> Inlines:
    """What stands in the text for one `{name}`."""
    if mention.value is not None:
        return text(pen.written(mention.value))
    if not mention.key:
        return _agreement_word(pen, mention)
    return _declared(pen, mention.key) or text(mention.path.rsplit(".", 1)[-1])


def _declared(pen: Pen, key: str) -> Inlines | None:
    house = pen.house
    if key in house.terms:
        return (Term(f"term.{key}", pen.title(house.terms[key].title)),)
    if key in house.calendars:
        return pen.calendar(house.calendars[key])
    if key in house.metrics:
        return text(pen.title(house.metrics[key].title))
    if key in house.clauses:
        clause = house.clauses[key]
        if any(c.key == key for c in pen.agreement.clauses):
            return pen.say("mention-clause", title=pen.title(clause.title), number=reference(f"clause.{key}"))
        return text(pen.title(clause.title))
    titled = (house.parties, house.services, house.exclusions, house.priorities, house.agreements)
    for things in titled:
        if key in things:
            return text(pen.title(things[key].title))
    owner, _, name = key.rpartition(".")
    if owner in house.parties and (unit := house.parties[owner].unit(name)):
        return text(pen.title(unit.title))
    if owner in house.priorities and (priority := house.priorities[owner].find(name)):
        return text(priority.name)
    if owner in house.agreements and (found := house.agreements[owner].guarantee(name)):
        return text(pen.title(found[0].title))
    return None


def _agreement_word(pen: Pen, mention: Mention) -> Inlines:
    agreement = pen.agreement
    effective, terms = agreement.effective, agreement.credit_terms
    found: Inlines | str | v.Value | None = None
    match mention.path:
        case "agreement":
            found = pen.title(agreement.title)
        case "provider":
            found = pen.title(agreement.provider.title) if agreement.provider else None
        case "customer":
            found = pen.title(agreement.customer.title) if agreement.customer else None
        case "services":
            found = pen.services(agreement.services) or None
        case "law":
            found = pen.w.formats.country(agreement.law) if agreement.law else None
        case "review":
            found = pen.value(agreement.review) if agreement.review else None
        case "notice":
            found = pen.value(effective.notice) if effective and effective.notice else None
        case "renewal":
            found = pen.value(effective.renews) if effective and effective.renews else None
        case "claim":
            found = pen.value(terms.claim_within) if terms and terms.claim_within else None
        case "cap":
            found = base_words(pen, terms.caps[0].amount) if terms and terms.caps else None
        case "hours":
            found = pen.calendar(agreement.hours) if agreement.hours else None
        case "start":
            found = v.Day(effective.first) if effective else None
        case "end":
            found = v.Day(effective.until) if effective and effective.until else None
    if found is None:
        pen.findings.add(
            Diagnostic(
                EMPTY_WORD,
                f"the text says `{{{mention.path}}}`, but `{agreement.key}` does not say what that is",
                (Label(mention.span), Label(agreement.span, "this agreement")),
                help="say it in the agreement, or leave the word out of the text",
            )
        )
        return text(mention.path)
    if isinstance(found, str):
        return text(found)
    return found if isinstance(found, tuple) else text(pen.written(found))


# ---- authors' texts


def blocks(pen: Pen, words: Words) -> tuple[Block, ...]:
    """An author's Markdown with its names filled in and defined terms linked."""
    return linked(pen, prose.blocks(_pieces(pen, words)))


def inlines(pen: Pen, words: Words) -> Inlines:
    """An author's sentence, likewise."""
    return linked(pen, prose.inlines(_pieces(pen, words)))


def _pieces(pen: Pen, words: Words) -> list[str | Inlines]:
    return [p if isinstance(p, str) else mentioned(pen, p) for p in words.parts(pen.language)]


def sentence(content: Inlines) -> Inlines:
    """The content with a full stop when it has none."""
    last = content[-1] if content else None
    if isinstance(last, Text) and last.text.rstrip()[-1:] in ".!?:":
        return content
    return (*content, Text("."))


def linked(pen: Pen, node: T) -> T:
    """The same content with every defined term of the language, written as one, linked to its definition.

    A term inside a name, such as the Service in a unit called Service desk, is part of the name.
    """
    own = tuple((pen.title(term.title), f"term.{key}") for key, term in pen.house.terms.items())
    pattern, keys = _linking(pen.language, own, pen.names)

    def walk(each: object) -> object:
        if isinstance(each, tuple):
            found: list[object] = []
            for item in each:
                if isinstance(item, Text):
                    found.extend(_split(item.text))
                else:
                    found.append(walk(item))
            return tuple(found)
        if isinstance(each, Code | Link | Term) or not is_dataclass(each) or isinstance(each, type):
            return each
        changes = {f.name: walk(getattr(each, f.name)) for f in fields(each) if _holds(getattr(each, f.name))}
        return replace(each, **changes) if changes else each

    def _split(words: str) -> Iterator[Inline]:
        at = 0
        for match in pattern.finditer(words):
            if not keys[match[0]] or _begins_longer(words[match.start() :], match[0], keys):
                continue
            if match.start() > at:
                yield Text(words[at : match.start()])
            yield Term(keys[match[0]], match[0])
            at = match.end()
        if at < len(words):
            yield Text(words[at:])

    return cast(T, walk(node))


def _begins_longer(words: str, form: str, keys: dict[str, str]) -> bool:
    """Whether a capital that only begins a sentence makes the words look like a shorter term."""
    start = words.casefold()
    return any(len(each) > len(form) and start.startswith(each.casefold()) for each in keys)


def _holds(value: object) -> bool:
    return isinstance(value, tuple) and bool(value)


@lru_cache(maxsize=32)
def _linking(
    language: str, own: tuple[tuple[str, str], ...], names: frozenset[str]
) -> tuple[re.Pattern[str], dict[str, str]]:
    """What to look for in a text: each form of a term with its key, and names, with none, that hold one."""
    words = wording(language)
    terms = dict(own) | {form: key for key in words.defined for form in words.forms(key)}
    pattern = _pattern(terms)
    holding = {name: "" for name in names if name not in terms and pattern.search(name)}
    return _pattern(holding | terms), holding | terms


def _pattern(keys: dict[str, str]) -> re.Pattern[str]:
    longest = sorted(keys, key=lambda form: (-len(form), form))
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, longest)) + r")(?!\w)")


def paragraphs(found: tuple[Block, ...]) -> list[tuple[Block, ...]]:
    """Blocks grouped by paragraph, what follows a paragraph staying with it."""
    groups: list[tuple[Block, ...]] = []
    for block in found:
        if groups and not isinstance(block, Paragraph):
            groups[-1] = (*groups[-1], block)
        else:
            groups.append((block,))
    return groups
