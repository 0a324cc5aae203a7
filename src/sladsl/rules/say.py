"""How findings speak: values and amounts as the source writes them, and spans short enough to underline."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from sladsl.source import Span

_HEAD_END = re.compile(r"[\n{]")
_NEXT_DECLARATION = re.compile(r"^\w", re.MULTILINE)
_SHOWN = 8


def listed(words: Iterable[str], last: str = "and") -> str:
    """`a`, `b` and `c`, each in backquotes."""
    return joined([f"`{word}`" for word in words], last)


def joined(parts: Sequence[str], last: str = "and") -> str:
    """Parts of a sentence: one, another and a third."""
    return f"{', '.join(parts[:-1])} {last} {parts[-1]}" if len(parts) > 1 else "".join(parts)


def path_text(names: Sequence[str], verb: str) -> str:
    """`A` needs `B` needs `A`; the middle of a long way is left out."""
    quoted = [f"`{name}`" for name in names]
    if len(quoted) > _SHOWN + 2:
        left_out = len(quoted) - _SHOWN
        quoted = [*quoted[: _SHOWN - 2], f"... {left_out} more ...", *quoted[-2:]]
    return f" {verb} ".join(quoted)


def headline(span: Span) -> Span:
    """The first line of a declaration, without its block."""
    text = span.source.text
    found = _HEAD_END.search(text, span.start, span.end)
    end = found.start() if found else span.end
    while end > span.start and text[end - 1].isspace():
        end -= 1
    return Span(span.source, span.start, end if end > span.start else span.end)


def named_after(span: Span, opening: str, name: str) -> Span:
    """Where `name` is mentioned after the words `opening` in a declaration; its headline when it is not.

    For the names of which the model keeps no span. `span` is the declared name, `opening` a regular
    expression. The declaration ends where another one starts at the margin.
    """
    text = span.source.text
    after = _NEXT_DECLARATION.search(text, span.end)
    end = after.start() if after else len(text)
    start = re.compile(opening).search(text, span.end, end)
    if start is not None:
        mention = re.compile(rf"(?<![\w.]){re.escape(name)}(?![\w.])").search(text, start.end(), end)
        if mention is not None:
            return Span(span.source, mention.start(), mention.end())
    return headline(span)
