"""The Document as plain data for a template: every node a mapping with its `kind`, every string printable."""

from __future__ import annotations

import datetime as dt
from dataclasses import fields, is_dataclass
from enum import Enum
from typing import TypeAlias

from sladsl.lower.document import Code, Document, Figure, Preformatted
from sladsl.lower.visible import visible
from sladsl.lower.wording import wording
from sladsl.source import Span

Data: TypeAlias = "str | int | list[Data] | dict[str, Data] | None"

# What pages say of their own accord: the message and the name the templates know it by.
_LABELS = {
    "contents": "contents",
    "schedule": "schedule",
    "note": "note",
    "digest": "fact-digest",
    "version": "fact-version",
    "signature": "signature-line",
    "name": "signature-name",
    "title": "signature-title",
    "place": "signature-place-date",
    "skip": "skip-to-text",
}


def document_data(document: Document) -> dict[str, Data]:
    """The document's fields by name. Line ends inside running text are spaces; code keeps them."""
    data = _data(document)
    assert isinstance(data, dict)
    return data


def labels(document: Document) -> dict[str, Data]:
    """The furniture of the pages in the document's language, by the names the templates use."""
    words = wording(document.language)
    found: dict[str, Data] = {name: words.say(message) for name, message in _LABELS.items()}
    found["kind"] = words.say("kind", kind=document.kind.value)
    found["edition"] = words.say("edition", edition=document.edition.value)
    found["internal"] = _internal(document)
    found["dated"] = words.say("fact-dated") + " " + words.formats.date(document.dated)
    found["digest_explained"] = words.say("digest-explained", algorithm="SHA-256")
    return found


def _internal(document: Document) -> str:
    """What the internal edition is, and which of the things only it has are in this one."""
    words = wording(document.language)
    keys = [clause.key for clause in document.walk()]
    parts = ["sources"] if any(clause.origin for clause in document.walk()) else []
    parts += ["queries"] if any(key.startswith("schedule.sources.") for key in keys) else []
    parts += ["supports"] if "schedule.supports" in keys else []
    parts += ["proofs"] if "schedule.proofs" in keys else []
    said = [words.say("edition-internal-notice")]
    if parts:
        items = words.join([words.inlines("edition-internal-part", part=part) for part in parts])
        said.append(words.say("edition-internal-contains", parts=items))
    return " ".join(said)


def _data(node: object, keep_lines: bool = False) -> Data:
    match node:
        case None | int():
            return node
        case str():
            shown = visible(node)
            return shown if keep_lines else shown.replace("\n", " ")
        case Enum():
            return str(node.value)
        case dt.date():
            return {"year": node.year, "month": node.month, "day": node.day}
        case Span():
            return visible(f"{node.source.name}:{node.line}")
        case tuple():
            return [_data(each) for each in node]
    if not is_dataclass(node):
        raise TypeError(f"not part of a document: {node!r}")
    lines = isinstance(node, Code | Preformatted | Figure)
    own = {field.name: _data(getattr(node, field.name), lines) for field in fields(node)}
    if not isinstance(node, Document):
        own["kind"] = type(node).__name__.lower()
    return own
