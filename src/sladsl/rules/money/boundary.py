"""Closes a scale at a value that two of its rows leave out, by a sign in the source."""

from __future__ import annotations

import re

from sladsl.diagnostics.diagnostic import Edit, Fix
from sladsl.exact.ratio import parse_number, parse_ratio
from sladsl.model.written import tier_text
from sladsl.rules.money.holes import Hole
from sladsl.source import Span

_STRICT = re.compile(r"[<>](?!=)(?=\s*(\d[\d_]*(?:\.\d+)?%?))")


def including(hole: Hole) -> Fix | None:
    """Lets the milder of two rows include the one value between them; None where no sign stands there."""
    rows = list(hole.neighbours())
    if not hole.is_one_value or len(rows) < 2:
        return None
    value = hole.pieces[0].low
    for row in rows:
        for sign in _STRICT.finditer(row.span.text):
            bound = sign[1].replace("_", "")
            if (parse_ratio(bound) if bound.endswith("%") else parse_number(bound)) == value:
                end = row.span.start + sign.end()
                edit = Edit(Span(row.span.source, end, end), "=")
                return Fix(f"let `{tier_text(row)}` include {hole.said}", (edit,), safe=False)
    return None
