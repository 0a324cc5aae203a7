"""Disputes and law, term and termination, and which level goes before which."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from sladsl.lower.contract.amounts import counted
from sladsl.lower.contract.groups import Group
from sladsl.lower.contract.pen import Pen, reference, upper_words
from sladsl.lower.contract.procedure import title_of
from sladsl.lower.document import Clause, Inlines, Paragraph, text
from sladsl.lower.values import Day
from sladsl.lower.wording import Argument
from sladsl.model.agreements import Agreement, Guarantee, Termination
from sladsl.records import replace
from sladsl.source import Span


def disputes(pen: Pen, prose: Sequence[Clause]) -> Clause | None:
    law = pen.agreement.law
    items: list[tuple[Paragraph, Span | None]] = []
    if law is not None:
        code = law.split("-")[0].lower()
        items.append((pen.p("law", code=code, country=text(pen.w.formats.country(law))), None))
    found = [child for clause in prose for child in _unfolded(pen, clause, "section-disputes")]
    children = [*found, *pen.numbered("disputes", items)]
    return pen.section("disputes", "section-disputes", children=children) if children else None


def _unfolded(pen: Pen, clause: Clause, heading: str) -> tuple[Clause, ...]:
    """The paragraphs of a clause whose title the section already bears, else the clause."""
    if clause.title != pen.plain(heading):
        return (clause,)
    return clause.children or (replace(clause, title=""),)


def term(pen: Pen, groups: tuple[Group, ...], prose: Iterable[Clause]) -> Clause:
    agreement = pen.agreement
    items: list[tuple[Paragraph, Span | None]] = [(p, _span(agreement)) for p in _term(pen)]
    items += [(_termination(pen, t, groups), t.span) for t in agreement.terminations]
    return pen.section("term", "section-term", children=[*pen.numbered("term", items), *prose])


def _span(agreement: Agreement) -> Span:
    return agreement.effective.span if agreement.effective else agreement.span


def _term(pen: Pen) -> list[Paragraph]:
    found = pen.agreement.effective
    if found is None:
        return [pen.p("term-from-signing")]
    if found.until is None:
        said = [pen.p("term-open", **{"from": Day(found.first)})]
        return [*said, pen.p("term-notice-open", notice=pen.value(found.notice))] if found.notice else said
    said = [pen.p("term-fixed", **{"from": Day(found.first)}, until=Day(found.until))]
    if found.renews is not None:
        said.append(pen.p("term-renews", renewal=pen.value(found.renews)))
    else:
        said.append(pen.p("term-not-renewed"))
    if found.notice is not None:
        said.append(pen.p("term-notice", notice=pen.value(found.notice)))
    return said


def _termination(pen: Pen, found: Termination, groups: tuple[Group, ...]) -> Paragraph:
    if found.kind == "notice":
        return pen.p("termination-notice", by=found.by, notice=pen.value(found.window))
    title = title_of(pen, found.guarantee or "", groups)
    window, period = counted(found.window)
    if found.kind == "in_a_row":
        return pen.p(
            "termination-row", by=found.by, guarantee=_named(pen, title), window=window, period=period
        )
    return pen.p(
        "terminate-missed",
        by=found.by,
        guarantee=_named(pen, title),
        missed=found.count or 0,
        window=window,
        period=period,
    )


def _named(pen: Pen, title: str) -> Inlines:
    return pen.say("service-level-named", title=text(title))


def precedence(
    pen: Pen, groups: tuple[Group, ...], others: Sequence[Clause], schedules: bool
) -> Clause | None:
    """`others` are the sections of the contract, to name those that come from a level above."""
    chain = (pen.agreement, *pen.house.levels_above(pen.agreement))
    items: list[tuple[Paragraph, Span | None]] = []
    if len(chain) > 1:
        items.append((pen.p("precedence-above", upper=upper_words(pen, chain[1])), pen.agreement.span))
        for lower, above in pairwise(chain[1:]):
            words = pen.p("precedence-chain", lower=upper_words(pen, lower), upper=upper_words(pen, above))
            items.append((words, lower.span))
        items += [(p, None) for p in _promises(pen, groups, chain[1:])]
        items += [(p, None) for p in _clauses(pen, others, chain[1:])]
        if len(chain) > 2:
            items.append((pen.p("precedence-order"), None))
    for group in groups:
        if group.origin is None and (permission := group.first.permission) is not None:
            kind, title = permission.replace(" ", "-"), text(group.title(pen))
            words = pen.p("precedence-permission", permission=kind, guarantee=title)
            items.append((words, group.first.span))
    if schedules:
        items.append((pen.p("precedence-schedules"), None))
    if not items:
        return None
    return pen.section("precedence", "section-precedence", children=pen.numbered("precedence", items))


def _promises(pen: Pen, groups: tuple[Group, ...], above: Sequence[Agreement]) -> list[Paragraph]:
    """Which promises replace one of a level above, and which come from there."""
    found: dict[tuple[str, str], tuple[Agreement, list[Inlines]]] = {}
    for group in groups:
        name = pen.say("precedence-clause", title=text(group.title(pen)), number=reference(group.clause))
        if group.origin is not None:
            level = pen.house.agreements[group.origin]
            found.setdefault((level.key, ""), (level, []))[1].append(name)
            continue
        for level in above:
            replaced = [g for g in level.guarantees if any(_same(g, own) for own in group.cells)]
            if replaced:
                theirs = pen.title(replaced[0].title)
                found.setdefault((level.key, theirs), (level, []))[1].append(name)
    said = []
    for (_, theirs), (level, names) in found.items():
        words: dict[str, Argument] = {
            "guarantees": pen.join(names),
            "many": "several" if len(names) > 1 else "one",
            "upper": upper_words(pen, level),
        }
        if theirs:
            said.append(pen.p("precedence-takes-place", theirs=text(theirs), **words))
        else:
            said.append(pen.p("precedence-holds", **words))
    return said


def _same(above: Guarantee, own: Guarantee) -> bool:
    kind = (above.metric.key, above.percentile, above.priority and above.priority.key)
    if kind != (own.metric.key, own.percentile, own.priority and own.priority.key):
        return False
    keys = {s.key for s in own.services}
    return above.each_service or not keys or any(s.key in keys for s in above.services)


def _clauses(pen: Pen, others: Sequence[Clause], above: Sequence[Agreement]) -> list[Paragraph]:
    """Which other clauses come from each level above, found by where the source says them."""
    agreement = pen.agreement
    said = []
    seen: set[tuple[str, int]] = set()
    for level in reversed(above):
        spans = [
            *(c.span for c in level.clauses if c in agreement.clauses),
            *(d.span for d in (*level.duties, *level.requirements)),
            *(s.span for s in level.surcharges),
            *(t.span for t in level.terminations),
            *(e.span for e in level.escalations if e in agreement.escalations),
            *(r.span for r in level.reports if r in agreement.reports),
        ]
        places = {(s.source.name, s.start) for s in spans} - seen
        seen |= places
        parts = [_clause_name(pen, c) for parent in others for c in _topmost(parent, places)]
        if parts:
            upper = upper_words(pen, level)
            said.append(pen.p("precedence-others", upper=upper, parts=pen.join(parts)))
    return said


def _topmost(clause: Clause, places: set[tuple[str, int]]) -> Iterator[Clause]:
    """The clauses that the source says at one of the places, without those inside them."""
    if clause.origin is not None and (clause.origin.source.name, clause.origin.start) in places:
        yield clause
        return
    for child in clause.children:
        yield from _topmost(child, places)


def _clause_name(pen: Pen, clause: Clause) -> Inlines:
    if not clause.title:
        return pen.say("precedence-number", number=reference(clause.key))
    return pen.say("precedence-clause", title=text(clause.title), number=reference(clause.key))
