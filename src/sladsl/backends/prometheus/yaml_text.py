"""A small exact YAML writer: block mappings and lists, numbers plain, strings double-quoted on one line or
literal over several."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeAlias

from sladsl.backends.prometheus.text import well_formed

Value: TypeAlias = "str | int | bool | Sequence[Value] | Mapping[str, Value]"

_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r", "\0": "\\0"}

# Words that YAML readers take for something else than text.
_WORDS = {"null", "true", "false", "yes", "no", "on", "off", "y", "n"}


def scalar(text: str) -> str:
    """A double-quoted YAML scalar on one line; characters that some reader does not print are escaped."""
    out = []
    for char in well_formed(text):
        if char in _ESCAPES:
            out.append(_ESCAPES[char])
        elif char.isprintable():
            out.append(char)
        elif ord(char) <= 0xFF:
            out.append(f"\\x{ord(char):02x}")
        elif ord(char) <= 0xFFFF:
            out.append(f"\\u{ord(char):04x}")
        else:
            out.append(f"\\U{ord(char):08x}")
    return '"' + "".join(out) + '"'


def _key(text: str) -> str:
    plain = text.isascii() and text.replace("_", "a").isalnum() and text[0].isalpha()
    return text if plain and text.lower() not in _WORDS else scalar(text)


def _lines(value: Value, indent: str) -> list[str]:
    if isinstance(value, Mapping):
        out = []
        for key, item in value.items():
            out += _entry(f"{indent}{_key(key)}:", item, indent + "  ")
        return out
    if isinstance(value, Sequence) and not isinstance(value, str):
        out = []
        for item in value:
            inner = _lines(item, indent + "  ")
            if _is_block(item):
                out += [f"{indent}- {inner[0].lstrip()}", *inner[1:]]
            else:
                out += _entry(f"{indent}-", item, indent + "  ")
        return out
    return []


def _is_block(value: Value) -> bool:
    return isinstance(value, Mapping) and bool(value)


def _is_literal(text: str) -> bool:
    """Whether a literal block holds `text` unchanged: plain lines that neither begin nor end with blanks."""
    lines = text.split("\n")
    return len(lines) > 1 and all(line.isprintable() and line == line.strip() and line for line in lines)


def _entry(head: str, value: Value, indent: str) -> list[str]:
    if isinstance(value, bool):
        return [f"{head} {'true' if value else 'false'}"]
    if isinstance(value, int):
        return [f"{head} {value}"]
    if isinstance(value, str):
        if _is_literal(value):
            return [f"{head} |-", *(f"{indent}{line}" for line in value.split("\n"))]
        return [f"{head} {scalar(value)}"]
    if not value:
        return [f"{head} {'{}' if isinstance(value, Mapping) else '[]'}"]
    return [head, *_lines(value, indent)]


def document(value: Mapping[str, Value], comments: Sequence[str] = ()) -> bytes:
    """A UTF-8 document; `comments` stand above it, one line each, whatever they contain."""
    head = [f"# {scalar(line)[1:-1]}" if line else "#" for line in comments]
    return ("\n".join([*head, *_lines(value, "")]) + "\n").encode("utf-8")
