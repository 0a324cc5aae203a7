"""Plain words and inline content as Markdown that means exactly them, whatever characters they hold."""

from __future__ import annotations

import html
import re
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

_MARKUP = re.compile(r"([\\`*_\[\]<>|~&])")
_STARTS = re.compile(r"^([#+\-=:]|[0-9]{1,9}[.)])")
_URL_SAFE = "/:?#[]@!$&'()*+,;=%-._~"


def escaped(words: str) -> str:
    """Plain text for use inside a line."""
    return _MARKUP.sub(r"\\\1", _one_line(words))


def line(content: Inlines, *, in_table: bool = False) -> str:
    """Inline content as the text of a paragraph or, on one line, of a table's cell."""
    written = "".join(_inline(each, in_table) for each in content).strip(" ")
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
        case Strong(content):
            return _dressed("**", "strong", "".join(_inline(each, in_table) for each in content))
        case Emphasis(content):
            return _dressed("*", "em", "".join(_inline(each, in_table) for each in content))
        case Code(text):
            return code(text, in_table=in_table)
        case Link(url, content):
            words = "".join(_inline(each, in_table) for each in content)
            return f"[{words}](<{quote(url, safe=_URL_SAFE)}>)"
        case Reference(key, number):
            return f"[{escaped(number)}]({target('clause', key)})"
        case Term(key, text):
            return f"[{escaped(text)}]({target('term', key)})"
        case LineBreak():
            return "<br>" if in_table else "\\\n"


def _dressed(mark: str, tag: str, inner: str) -> str:
    """Between marks where Markdown surely reads them as such: around a letter or digit at either end."""
    if not inner.strip():
        return inner
    if inner[0].isalnum() and inner[-1].isalnum():
        return f"{mark}{inner}{mark}"
    return f"<{tag}>{inner}</{tag}>"


def _one_line(words: str) -> str:
    return visible(words).replace("\n", " ")


def _longest_run(text: str) -> int:
    return max((len(run) for run in re.findall("`+", text)), default=0)
