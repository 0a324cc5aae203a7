"""Duties, requirements, escalation, reporting, review: what the parties do."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sladsl.lower.contract import mentions
from sladsl.lower.contract.groups import Group
from sladsl.lower.contract.pen import Pen, sentences
from sladsl.lower.document import Align, Clause, Inlines, Paragraph, text
from sladsl.lower.values import Day
from sladsl.model.agreements import Escalation, Obligation, Report
from sladsl.source import Span


def responsibilities(pen: Pen, prose: Iterable[Clause]) -> Clause | None:
    agreement = pen.agreement
    children: list[Clause] = []
    for role in ("provider", "customer"):
        found = [d for d in agreement.duties if d.role == role]
        if found:
            intro = pen.p(f"duties-{role}")
            children.append(_list(pen, f"duties.{role}", f"duties-of-{role}", found, intro))
    for role in ("provider", "customer"):
        found = [d for d in agreement.requirements if d.role == role]
        if found:
            opening = "requirements-intro" if role == "customer" else "requirements-provider-intro"
            heading = "section-requirements" if role == "customer" else "requirements-of-provider"
            words = sentences(pen.say(opening), pen.say("requirements-effect"))
            children.append(_list(pen, f"requirements.{role}", heading, found, words))
    children += prose
    if not children:
        return None
    return pen.section("responsibilities", "section-responsibilities", children=children)


def _list(pen: Pen, key: str, heading: str, items: Sequence[Obligation], *intro: Paragraph) -> Clause:
    children = pen.numbered(
        key, [(Paragraph(mentions.sentence(mentions.inlines(pen, item.text))), item.span) for item in items]
    )
    return pen.section(key, heading, *intro, children=children)


def escalation(pen: Pen, prose: Iterable[Clause]) -> Clause | None:
    children = [_escalation(pen, n, e) for n, e in enumerate(pen.agreement.escalations, 1)]
    children += prose
    return pen.section("escalation", "section-escalation", children=children) if children else None


def _escalation(pen: Pen, number: int, found: Escalation) -> Clause:
    priorities = pen.join([pen.priority(p) for p in found.priorities], "or")
    rows = [
        (
            text(pen.written(pen.share(step.at))),
            pen.join([pen.party(to) for to in step.to]),
        )
        for step in found.steps
    ]
    heads: list[tuple[str | Inlines, Align, int]] = [
        ("column-elapsed", Align.START, 1),
        ("column-informed", Align.START, 3),
    ]
    key = "-".join(p.name for p in found.priorities) or str(number)
    intro = pen.p("escalation-intro", priority=priorities)
    return Clause(f"escalation.{key}.{number}", "", (intro, pen.table(heads, rows)), (), found.span)


def reporting(pen: Pen, groups: tuple[Group, ...], prose: Iterable[Clause]) -> Clause | None:
    items: list[tuple[Paragraph, Span | None]] = [
        (_report(pen, r, groups), r.span) for r in pen.agreement.reports
    ]
    children = [*pen.numbered("reporting", items), *prose]
    return pen.section("reporting", "section-reporting", children=children) if children else None


def _report(pen: Pen, report: Report, groups: tuple[Group, ...]) -> Paragraph:
    titles = [title_of(pen, name, groups) for name in report.guarantees]
    return pen.p(
        "report-each",
        guarantees=pen.join(list(dict.fromkeys(titles))),
        period=pen.period(report.each),
        within=pen.value(report.within),
    )


def title_of(pen: Pen, name: str, groups: tuple[Group, ...]) -> str:
    """The title of the promise that is called so; the agreement's own goes before an inherited one."""
    for group in groups:
        if any(name in (g.name, g.key) for g in group.cells):
            return group.title(pen)
    for above in pen.house.levels_above(pen.agreement):
        if found := above.guarantee(name):
            return pen.title(found[0].title)
    return name


def review(pen: Pen, prose: Iterable[Clause]) -> Clause | None:
    items: list[tuple[Paragraph, Span | None]] = []
    if pen.agreement.review is not None:
        items.append((pen.p("review-every", interval=pen.value(pen.agreement.review)), None))
        if pen.agreement.reviewed is not None:
            items.append((pen.p("review-last", date=Day(pen.agreement.reviewed)), None))
    children = [*pen.numbered("review", items), *prose]
    return pen.section("review", "section-review", children=children) if children else None
