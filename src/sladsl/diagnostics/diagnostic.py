"""What a stage has to say about the user's text: the record every finding is made of."""

from __future__ import annotations

from enum import Enum
from typing import Generic, TypeVar

from sladsl.records import record
from sladsl.source import Span

T = TypeVar("T")


class Severity(Enum):
    """How much a finding weighs: an error stops every output, a warning and an information do not."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@record
class Rule:
    """One kind of finding: a stable code, a name in kebab case, the severity and one sentence."""

    code: str
    name: str
    severity: Severity
    summary: str


@record
class Label:
    """A place in a source and what is to be said about it."""

    span: Span
    message: str = ""


@record
class Edit:
    """Replace the text of `span` by `text`; an empty span inserts."""

    span: Span
    text: str


@record
class Fix:
    """Edits that mend the finding; `safe` when the meaning of the agreement cannot change by them."""

    title: str
    edits: tuple[Edit, ...]
    safe: bool


@record
class Exhibit:
    """A table that shows in full what a note says in a line; `note` is that note, in its own words.

    `below` says what rows alone do not show.
    For formats that have room for tables; the others print the note.
    """

    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""
    below: str = ""


@record
class Diagnostic:
    """A finding. The first label is the primary place; `help` says the way out."""

    rule: Rule
    message: str
    labels: tuple[Label, ...] = ()
    notes: tuple[str, ...] = ()
    help: str | None = None
    fix: Fix | None = None
    exhibits: tuple[Exhibit, ...] = ()

    @property
    def span(self) -> Span | None:
        return self.labels[0].span if self.labels else None

    @property
    def is_error(self) -> bool:
        return self.rule.severity is Severity.ERROR


@record
class Outcome(Generic[T]):
    """What every stage returns: a value and what was found on the way."""

    value: T
    diagnostics: tuple[Diagnostic, ...] = ()

    @property
    def has_errors(self) -> bool:
        return any(d.is_error for d in self.diagnostics)
