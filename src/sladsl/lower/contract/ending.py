"""Disputes and law, term and termination, and which level goes before which."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeVar

from sladsl.lower.contract.amounts import counted
from sladsl.lower.contract.groups import Group
from sladsl.lower.contract.pen import Pen, reference
from sladsl.lower.contract.procedure import title_of
from sladsl.lower.document import Clause, Inlines, Paragraph
from sladsl.lower.values import Day
from sladsl.model.agreements import Agreement, Termination
from sladsl.source import Span

T = TypeVar("T")


def disputes(pen: Pen, prose: Sequence[Clause]) -> Clause | None:
    law = pen.agreement.law
    items: list[tuple[Paragraph, Span | None]] = []
    if law is not None:
        items.append((pen.p("law", country=pen.w.formats.country(law)), None))
    children = [*prose, *pen.numbered("disputes", items)]
    return pen.section("disputes", "section-disputes", children=children) if children else None


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
        return pen.p("termination-row", by=found.by, guarantee=_name(title), window=window, period=period)
    return pen.p(
        "terminate-missed",
        by=found.by,
        guarantee=_name(title),
        missed=found.count or 0,
        window=window,
        period=period,
    )


def _name(title: str) -> Inlines:
    from sladsl.lower.document import text

    return text(title)


def precedence(
    pen: Pen, groups: tuple[Group, ...], others: Sequence[Clause], schedules: bool
) -> Clause | None:
    """`others` are the sections of the contract, to name those that come from a level above."""
    chain = (pen.agreement, *pen.house.levels_above(pen.agreement))
    items: list[tuple[Paragraph, Span | None]] = []
    if len(chain) > 1:
        upper = pen.title(chain[1].title)
        items.append((pen.p("precedence-above", upper=_name(upper)), pen.agreement.span))
        for lower, above in zip(chain[1:], chain[2:], strict=False):
            names = {"lower": _name(pen.title(lower.title)), "upper": _name(pen.title(above.title))}
            items.append((pen.p("precedence-chain", **names), lower.span))
        items += [(p, None) for p in _promises(pen, groups, chain[1:])]
        items += [(p, None) for p in _clauses(pen, others, chain[1:])]
        items.append((pen.p("precedence-order"), None))
    for group in groups:
        if group.origin is None and (permission := group.first.permission) is not None:
            message = {"permission": permission.replace(" ", "-"), "guarantee": _name(group.title(pen))}
            items.append((pen.p("precedence-permission", **message), group.first.span))
    if schedules:
        items.append((pen.p("precedence-schedules"), None))
    if not items:
        return None
    return pen.section("precedence", "section-precedence", children=pen.numbered("precedence", items))


def _promises(pen: Pen, groups: tuple[Group, ...], above: Sequence[Agreement]) -> list[Paragraph]:
    """Which promises replace one of a level above, and which come from there."""
    said = []
    for group in groups:
        if group.origin is not None:
            upper = pen.title(pen.house.agreements[group.origin].title)
            names = {"guarantee": _name(group.title(pen)), "upper": _name(upper)}
            said.append(pen.p("precedence-holds", clause=reference(group.clause), **names))
            continue
        for level in above:
            replaced = [g for g in level.guarantees if any(_same(g, own) for own in group.cells)]
            if replaced:
                names = {
                    "guarantee": _name(group.title(pen)),
                    "theirs": _name(pen.title(replaced[0].title)),
                    "upper": _name(pen.title(level.title)),
                }
                said.append(pen.p("precedence-takes-place", clause=reference(group.clause), **names))
    return said


def _same(above: object, own: object) -> bool:
    from sladsl.model.agreements import Guarantee

    if not isinstance(above, Guarantee) or not isinstance(own, Guarantee):
        return False
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
        parts = [
            pen.say("precedence-clause", title=_name(_title(c, parent)), number=reference(c.key))
            for parent in others
            for c in _first_level(parent)
            if c.origin is not None and (c.origin.source.name, c.origin.start) in places
        ]
        if parts:
            upper = _name(pen.title(level.title))
            said.append(pen.p("precedence-others", upper=upper, parts=pen.join(parts)))
    return said


def _first_level(clause: Clause) -> tuple[Clause, ...]:
    if clause.origin is not None or not clause.children:
        return (clause,)
    return clause.children


def _title(clause: Clause, parent: Clause) -> str:
    return clause.title or parent.title
