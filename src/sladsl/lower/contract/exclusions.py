"""What does not count: causes, maintenance windows, budgets and notice."""

from __future__ import annotations

from sladsl.lower.contract import mentions
from sladsl.lower.contract.calendar_words import window_words
from sladsl.lower.contract.groups import Group
from sladsl.lower.contract.pen import Pen, sentences
from sladsl.lower.document import Block, Clause, Inlines, text
from sladsl.model.catalogue import Exclusion


def exclusions(pen: Pen, groups: tuple[Group, ...]) -> Clause:
    found: dict[str, tuple[Exclusion, list[str]]] = {}
    for group in groups:
        for promise in group.cells:
            for exclusion in promise.exclusions:
                titles = found.setdefault(exclusion.key, (exclusion, []))[1]
                if group.title(pen) not in titles:
                    titles.append(group.title(pen))
    if not found:
        return pen.section("exclusions", "section-exclusions", pen.p("exclusions-nothing"))
    children = tuple(_exclusion(pen, exclusion, titles) for exclusion, titles in found.values())
    return pen.section("exclusions", "section-exclusions", pen.p("exclusions-intro"), children=children)


def _exclusion(pen: Pen, exclusion: Exclusion, promises: list[str]) -> Clause:
    blocks: list[Block] = list(mentions.blocks(pen, exclusion.prose)) if exclusion.prose else []
    said: list[Inlines] = []
    if exclusion.windows:
        windows = pen.join([phrase for w in exclusion.windows for phrase in window_words(pen, w)])
        said.append(pen.say("windows-of", windows=windows, zone=text(pen.agreement.zone)))
    if exclusion.budget is not None:
        budget, period = pen.value(exclusion.budget.amount), pen.period(exclusion.budget.period)
        said.append(pen.say("exclusion-budget", budget=budget, period=period))
        said.append(pen.say("exclusion-excess"))
    elif exclusion.windows or exclusion.notice is not None:
        said.append(pen.say("exclusion-unlimited"))
    if exclusion.notice is not None:
        said.append(pen.say("exclusion-notice", notice=pen.value(exclusion.notice)))
    blocks += [sentences(*said)] if said else []
    blocks.append(pen.p("exclusion-for", promises=pen.join(promises)))
    title = pen.title(exclusion.title)
    return Clause(f"exclusions.{exclusion.key}", title, tuple(blocks), (), exclusion.span)
