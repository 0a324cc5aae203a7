"""Finds agreements that lack what the house wants in every one of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache

from sladsl.diagnostics import catalogue
from sladsl.diagnostics.diagnostic import Diagnostic, Label
from sladsl.exact.near_words import nearest
from sladsl.model.agreements import Agreement
from sladsl.model.reading import LIBRARY, library_source
from sladsl.records import record
from sladsl.rules.facts import Joined
from sladsl.rules.index import Index
from sladsl.rules.policy.governed import governed, rules
from sladsl.rules.say import headline, listed
from sladsl.source import Source, Span
from sladsl.syntax import ast
from sladsl.syntax.parser import parse

_ALIKE = 80
"""Per cent of the letters that a slip has in common with what was meant."""


@record
class Asked:
    """What an agreement has of what a house rule requires, and what it lacks; `alike` are words that it knows
    and that are spelled like those it lacks, empty where none is."""

    policy: str
    rule: Span
    agreement: str
    place: Span
    has: tuple[str, ...]
    lacks: tuple[str, ...]
    alike: tuple[str, ...]


def facts(index: Index) -> Iterator[Asked]:
    """One per agreement and house rule; a level without a customer may leave it to the levels below."""
    for policy, item in rules(index, "require"):
        for agreement in governed(index, policy):
            if not index.leaves_below(agreement):
                has = tuple(name for name in item.names if _has(agreement, name))
                lacks = tuple(name for name in item.names if name not in has)
                alike = tuple(_meant(name, agreement) for name in lacks)
                place = headline(agreement.span)
                yield Asked(policy.key, item.span, agreement.key, place, has, lacks, alike)


def _meant(name: str, agreement: Agreement) -> str:
    """What is spelled like a name that means nothing here; empty where it means something, or nothing is."""
    known = {*_LINES, *(word for c in agreement.clauses for word in (c.topic, c.key) if word)}
    if name in known or name in _clauses_of_library():
        return ""
    return nearest(name, sorted(known | _clauses_of_library()), _ALIKE) or ""


@cache
def _clauses_of_library() -> frozenset[str]:
    """The names and topics of clauses that everybody can include; read only where something is missing."""
    source = library_source(f"{LIBRARY}/clauses.sla")
    found = parse(source).value.declarations if source is not None else ()
    clauses = [each for each in found if isinstance(each, ast.Clause)]
    return frozenset(name.text for each in clauses for name in (each.name, each.topic) if name is not None)


def _conclude(facts: Sequence[Asked], sources: Mapping[str, Source]) -> Iterable[Diagnostic]:
    """What no agreement has and what is spelled like something that they have is a slip of the house rule;
    anything else is one finding per agreement and house rule."""
    had = {(fact.rule, name) for fact in facts for name in fact.has}
    slips: dict[tuple[Span, str], Diagnostic] = {}
    for fact in facts:
        for name, near in zip(fact.lacks, fact.alike, strict=True):
            if near and (fact.rule, name) not in had:
                slips.setdefault((fact.rule, name), _slip(fact, name, near))
    yield from slips.values()
    for fact in facts:
        missing = [name for name in fact.lacks if (fact.rule, name) not in slips]
        if missing:
            yield _lacking(fact, missing)


CHECK = Joined("what house rules require", (Asked,), facts, _conclude)


def _slip(fact: Asked, name: str, near: str) -> Diagnostic:
    found = re.search(rf"\b{re.escape(name)}\b", fact.rule.text)
    start = fact.rule.start + (found.start() if found else 0)
    span = Span(fact.rule.source, start, start + len(name)) if found else fact.rule
    return Diagnostic(
        catalogue.POLICY_REQUIRE,
        f"`{fact.policy}` requires `{name}`, and no agreement has a line or a clause of that name",
        (Label(span),),
        help=f"did you mean `{near}`? If not, `include` a clause `about {name}`",
    )


def _lacking(fact: Asked, names: Sequence[str]) -> Diagnostic:
    missing = listed(names, "or")
    return Diagnostic(
        catalogue.POLICY_REQUIRE,
        f"`{fact.agreement}` has no {missing}, which `{fact.policy}` requires",
        (Label(fact.place, "nothing of that kind in it"), Label(fact.rule, "the house rule")),
        help=f"add a line of that kind, or `include` a clause `about` {missing}",
    )


def _has(agreement: Agreement, name: str) -> bool:
    """Whether there is a statement of that name, or a clause about it or called so."""
    line = _LINES.get(name)
    return bool(line and line(agreement)) or any(
        name in (clause.topic, clause.key) for clause in agreement.clauses
    )


def _caps(agreement: Agreement) -> object:
    return agreement.credit_terms is not None and agreement.credit_terms.caps


def _claims(agreement: Agreement) -> object:
    terms = agreement.credit_terms
    return terms is not None and (terms.claim_within or terms.automatic)


_LINES: Mapping[str, Callable[[Agreement], object]] = {
    word: line
    for words, line in (
        ("review", lambda a: a.review),
        ("escalation escalations escalate", lambda a: a.escalations),
        ("report reports reporting", lambda a: a.reports),
        ("law", lambda a: a.law),
        ("termination terminate", lambda a: a.terminations),
        ("approval approvals approve", lambda a: a.approvals),
        ("handling", lambda a: a.handlings),
        ("duty duties", lambda a: a.duties),
        ("requirements requires", lambda a: a.requirements),
        ("credits credit", lambda a: a.credit_terms or any(g.credit for g in a.promises)),
        ("caps cap", _caps),
        ("claim claims", _claims),
        ("fee fees", lambda a: a.fees),
        ("effective term", lambda a: a.effective),
        ("renewal", lambda a: a.effective is not None and a.effective.renews),
        ("notice", lambda a: a.effective is not None and a.effective.notice),
        ("hours", lambda a: a.hours),
        ("priorities", lambda a: a.priorities),
        ("version", lambda a: a.version),
        ("surcharge surcharges", lambda a: a.surcharges),
    )
    for word in words.split()
}
"""The lines of an agreement that a house rule may require, by the words for them."""
