"""The one way an agreement is written down: canonical text that says exactly what was there."""

from __future__ import annotations

from sladsl.diagnostics.diagnostic import Outcome
from sladsl.source import Source
from sladsl.syntax import tables
from sladsl.syntax.format_blocks import declaration
from sladsl.syntax.format_check import loss
from sladsl.syntax.format_joints import joints
from sladsl.syntax.format_layout import Layout
from sladsl.syntax.format_words import Word, collect
from sladsl.syntax.lexer import tokenize
from sladsl.syntax.module import Module
from sladsl.syntax.parser import parse


def format_source(source: Source) -> Outcome[str]:
    """The canonical text of `source`, or its own text unchanged beside the errors that stand in the way."""
    parsed = parse(source)
    if parsed.has_errors:
        return Outcome(source.text, parsed.diagnostics)
    text = format_module(parsed.value)
    if text == source.text:
        return Outcome(text, parsed.diagnostics)
    lost = loss(parsed.value, text)
    if lost is not None:
        return Outcome(source.text, (*parsed.diagnostics, lost))
    return Outcome(text, parsed.diagnostics)


def format_module(module: Module) -> str:
    """The canonical text of a module that was read without errors; ValueError for any other.

    Words come from the source as they stand there: only the space between them, line breaks, `;`, the last
    comma of an import list and the number of `decimals` are the formatter's.
    """
    tokens, problems = tokenize(module.source, tables.load().keywords)
    read = [(node.start, node.end) for node in module.declarations]
    written = [(tokens.starts[first], tokens.ends[stop - 1]) for first, stop in tokens.pieces]
    if problems or module.broken or read != written:
        raise ValueError(f"{module.source.name} was not read completely")
    layout = Layout(joints(module.declarations))
    words = collect(tokens)
    lines: list[str] = []
    after_import = False
    for pieces in words.declarations:
        made = declaration(pieces, module.source.text)
        is_import = made.first.kind == "IMPORT"
        lead = list(layout.lead(made.first, 0, not lines))
        if lines:
            lead = _set_off(lead, made.first, after_import and is_import)
        lines.extend(lead)
        *body, last = layout.statement(made, 0)
        trailing = made.last.trailing
        lines.extend(body)
        lines.append(last if trailing is None else f"{last}  {trailing}")
        after_import = is_import
    lines.extend(layout.remarks(words.last, 0, not lines))
    return "".join(f"{line}\n" for line in lines)


def _set_off(lead: list[str], first: Word, together: bool) -> list[str]:
    """What stands before a declaration that is not the file's first: imports in one group, all else apart."""
    if together:
        return lead if first.remarks else []
    return lead if lead and not lead[0] else ["", *lead]
