"""Plain words and inline content as Markdown that means exactly them, whatever characters they hold."""

from __future__ import annotations

import html
import re
import string
from urllib.parse import quote

from sladsl.lower.document import (
    Code,
    Emphasis,
    Inline,
    Inlines,
    LineBreak,
    Link,
    Reference,
    Strong,
    Term,
    Text,
)
from sladsl.lower.visible import visible

# An exclamation mark before a link would make it a picture.
_MARKUP = re.compile(r"([\\`*_\[\]<>|~&]|!$)")
_STARTS = re.compile(r"^([#+\-=:]|[0-9]{1,9}[.)])")
_BOUNDS = ("", " ", "\n", *string.punctuation)
_URL_SAFE = "/:?#[]@!$&'()*+,;=%-._~"


def escaped(words: str) -> str:
    """Plain text for use inside a line."""
    return _MARKUP.sub(r"\\\1", _one_line(words))


def line(content: Inlines, *, in_table: bool = False) -> str:
    """Inline content as the text of a paragraph or, on one line, of a table's cell."""
    written = _joined(content, in_table).strip(" ")
    if in_table:
        return written
    rows = (row.strip(" ") for row in written.split("\n"))
    return "\n".join(_STARTS.sub(lambda m: m[1][:-1] + "\\" + m[1][-1], row) for row in rows)


def code(words: str, *, in_table: bool = False) -> str:
    """A code span that holds exactly these words."""
    shown = _one_line(words)
    if in_table:
        shown = shown.replace("|", "\\|")
    if not shown.strip():
        return ""
    fence = "`" * (_longest_run(shown) + 1)
    pad = " " if shown[0] == "`" or shown[-1] == "`" or (shown[0] == shown[-1] == " ") else ""
    return f"{fence}{pad}{shown}{pad}{fence}"


def block_of_code(text: str) -> str:
    """A fenced block that holds exactly these lines."""
    fence = "`" * max(3, _longest_run(text) + 1)
    return f"{fence}\n{visible(text)}\n{fence}"


def anchor(kind: str, key: str) -> str:
    """A place that links can lead to."""
    return f'<a id="{html.escape(f"{kind}-{key}")}"></a>'


def target(kind: str, key: str) -> str:
    """The address of such a place."""
    return "#" + quote(f"{kind}-{key}", safe="-._")


def _inline(inline: Inline, in_table: bool) -> str:
    match inline:
        case Text(text):
            return escaped(text)
        case Strong(content) | Emphasis(content):
            return _joined(content, in_table)
        case Code(text):
            return code(text, in_table=in_table)
        case Link(url, content):
            words = _joined(content, in_table)
            return f"[{words}](<{quote(url, safe=_URL_SAFE)}>)"
        case Reference(key, number):
            return f"[{escaped(number)}]({target('clause', key)})"
        case Term(key, text):
            return f"[{escaped(text)}]({target('term', key)})"
        case LineBreak():
            return "<br>" if in_table else "\\\n"


def _joined(content: Inlines, in_table: bool) -> str:
    """Inline content one after the other, each part knowing what stands on either side of it."""
    parts = [_inline(each, in_table) for each in content]
    written = ""
    for n, each in enumerate(content):
        if isinstance(each, Strong | Emphasis):
            after = "".join(parts[n + 1 :])
            dressed_next = n + 1 < len(content) and isinstance(content[n + 1], Strong | Emphasis)
            mark = "**" if isinstance(each, Strong) else "*"
            written += _dressed(mark, parts[n], written[-1:], "*" if dressed_next else after[:1])
        else:
            written += parts[n]
    return written


def _dressed(mark: str, inner: str, before: str, after: str) -> str:
    """Between marks where CommonMark surely reads them as such, else the words alone.

    A mark beside a letter or digit of the words always is one. Beside punctuation it is only where the
    line's other side is punctuation, white space or its end, and never beside another mark.
    """
    words = inner.strip()
    lead, tail = inner[: len(inner) - len(inner.lstrip())], inner[len(inner.rstrip()) :]
    before, after = lead[-1:] or before, tail[:1] or after
    if not words or "*" in (before, after):
        return inner
    opens = words[0].isalnum() or before in _BOUNDS
    closes = words[-1].isalnum() or after in _BOUNDS
    return f"{lead}{mark}{words}{mark}{tail}" if opens and closes else inner


def _one_line(words: str) -> str:
    return visible(words).replace("\n", " ")


def _longest_run(text: str) -> int:
    return max((len(run) for run in re.findall("`+", text)), default=0)
