"""PromQL in which no old sample stands for an instant: what was not measured in an interval is not there.

A bare selector takes the newest sample of the last five minutes, so that five minutes without data look
measured. `last_over_time` with the interval's own length does not. Newer servers can be asked for another
look-back; a query that says it works on all.
"""

from __future__ import annotations

import re

_TOKEN = re.compile(
    r"""(?P<skip>\s+|\#[^\n]*)
    |(?P<string>"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|`[^`]*`)
    |(?P<number>(?:\d[\w.]*|\.\d[\w.]*)(?:(?<=[eE])[+-]\d+)?)
    |(?P<word>[A-Za-z_:][\w:]*)
    |(?P<sign>.)""",
    re.VERBOSE | re.DOTALL,
)
_LABELS = frozenset({"by", "without", "on", "ignoring", "group_left", "group_right"})
_WORDS = frozenset({"and", "or", "unless", "atan2", "bool", "offset", "inf", "nan", "start", "end"})
_AGGREGATIONS = frozenset(
    {
        "sum",
        "min",
        "max",
        "avg",
        "group",
        "count",
        "stddev",
        "stdvar",
        "topk",
        "bottomk",
        "quantile",
        "count_values",
    }
)


def fresh(query: str, seconds: int) -> str:
    """The query with every bare selector limited to samples of the last `seconds`."""
    tokens = list(_TOKEN.finditer(query))
    out: list[str] = []
    at = 0
    while at < len(tokens):
        kind, text = tokens[at].lastgroup, tokens[at].group()
        if kind == "word" and text.lower() in _LABELS:
            end = _closing(tokens, at + 1, "(", ")")
            out += [t.group() for t in tokens[at:end]]
            at = end
        elif text == "[":
            end = _closing(tokens, at, "[", "]")
            out += [t.group() for t in tokens[at:end]]
            at = end
        elif (kind == "word" and _is_metric(tokens, at)) or text == "{":
            end = _closing(tokens, at + (kind == "word"), "{", "}")
            selector = "".join(t.group() for t in tokens[at:end])
            following, modifiers = _modifiers(tokens, end)
            if _next(tokens, end) == "[":
                out.append(selector)
            else:
                # Just less than the interval: the sample at its very start belongs to the one before.
                out.append(f"last_over_time({selector}[{_just_under(seconds)}]{modifiers})")
                end = following
            at = end
        else:
            out.append(text)
            at += 1
    return "".join(out)


def _just_under(seconds: int) -> str:
    return f"{seconds - 1}s999ms" if seconds > 1 else "999ms"


def _is_metric(tokens: list[re.Match[str]], at: int) -> bool:
    word = tokens[at].group()
    following = _next(tokens, at + 1)
    if following == "(" or word.lower() in _WORDS:
        return False
    return word.lower() not in _AGGREGATIONS or following.lower() not in ("by", "without")


def _next(tokens: list[re.Match[str]], at: int) -> str:
    """The next token that says anything; empty at the end."""
    return next((t.group() for t in tokens[at:] if t.lastgroup != "skip"), "")


def _closing(tokens: list[re.Match[str]], at: int, opening: str, closing: str) -> int:
    """The place after the bracket that begins at `at`, blanks before it passed over; `at` without one."""
    place = at
    while place < len(tokens) and tokens[place].lastgroup == "skip":
        place += 1
    if place == len(tokens) or tokens[place].group() != opening:
        return at
    while place < len(tokens) and tokens[place].group() != closing:
        place += 1
    return min(place + 1, len(tokens))


def _modifiers(tokens: list[re.Match[str]], at: int) -> tuple[int, str]:
    """`offset 5m` and `@ 1700000000` behind a selector, and the place after them."""
    text = ""
    while _next(tokens, at).lower() in ("offset", "@"):
        begin, words = at, 0
        while at < len(tokens) and words < 2:
            words += tokens[at].lastgroup != "skip" and tokens[at].group() != "-"
            at += 1
        text += "".join(t.group() for t in tokens[begin:at])
        if _next(tokens, at) == "(":  # @ start()
            end = _closing(tokens, at, "(", ")")
            text += "".join(t.group() for t in tokens[at:end])
            at = end
    return at, text if text.startswith(" ") or not text else f" {text}"
