"""Clauses of prose: in the section of their topic, or as sections of their own."""

from __future__ import annotations

from sladsl.lower.contract import mentions
from sladsl.lower.contract.pen import Pen
from sladsl.lower.document import Block, Clause
from sladsl.model.catalogue import Clause as Prose

SECTION_OF = {
    "measurement": "measurement",
    "escalation": "escalation",
    "reporting": "reporting",
    "communication": "reporting",
    "review": "review",
    "change": "review",
    "changes": "review",
    "remedies": "credits",
    "credits": "credits",
    "disputes": "disputes",
    "law": "disputes",
    "termination": "term",
    "term": "term",
    "responsibilities": "responsibilities",
    "duties": "responsibilities",
}


def of_section(pen: Pen, section: str) -> list[Clause]:
    """The clauses that belong into a section, with their titles."""
    found = [c for c in pen.agreement.clauses if section_of(c) == section]
    return [_clause(pen, clause) for clause in found]


def on_their_own(pen: Pen) -> list[Clause]:
    """The clauses that no section takes."""
    return [_clause(pen, c) for c in pen.agreement.clauses if section_of(c) is None]


def section_of(clause: Prose) -> str | None:
    return SECTION_OF.get(clause.topic or "")


def _clause(pen: Pen, clause: Prose) -> Clause:
    """A clause with its paragraphs numbered when there are several."""
    key, title = f"clause.{clause.key}", pen.title(clause.title)
    groups = mentions.paragraphs(mentions.blocks(pen, clause.text))
    if len(groups) < 2:
        blocks: tuple[Block, ...] = groups[0] if groups else ()
        return Clause(key, title, blocks, (), clause.span)
    children = tuple(Clause(f"{key}.{n}", "", blocks, (), clause.span) for n, blocks in enumerate(groups, 1))
    return Clause(key, title, (), children, clause.span)
