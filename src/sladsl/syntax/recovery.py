"""What was probably meant where the text fits nowhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sladsl.diagnostics import catalogue
from sladsl.diagnostics.diagnostic import Diagnostic, Label
from sladsl.source import Span
from sladsl.syntax.lexer import Tokens

if TYPE_CHECKING:
    from sladsl.syntax.parser import Failure


def explain(tokens: Tokens, first: int, stop: int, failure: Failure) -> list[Diagnostic]:
    """What went wrong in one declaration, each finding a sentence about what was probably meant."""
    at = min(failure.index, stop - 1)
    span = Span(tokens.source, tokens.starts[at], tokens.ends[at])
    return [Diagnostic(catalogue.UNEXPECTED_TEXT, f"`{span.text.strip()}` does not fit here", (Label(span),))]
