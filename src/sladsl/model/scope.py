"""Files, and what each declares and sees."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeAlias

from sladsl.diagnostics.diagnostic import Diagnostic, Edit, Fix, Label, Rule
from sladsl.exact.near_words import nearest
from sladsl.model.catalogue import PartyUse
from sladsl.model.values import Value
from sladsl.records import field, record
from sladsl.source import Source, Span
from sladsl.syntax import ast
from sladsl.syntax import ast_agreements as agr
from sladsl.syntax.module import Module
from sladsl.syntax.nodes import Node

Declaring: TypeAlias = (
    ast.Party
    | ast.Calendar
    | ast.CalendarSet
    | ast.Priorities
    | ast.Service
    | ast.Metric
    | ast.Exclusion
    | ast.Clause
    | ast.Term
    | agr.Agreement
    | agr.Template
    | agr.Policy
)
KINDS: dict[type[Declaring], str] = {
    ast.Party: "party",
    ast.Calendar: "calendar",
    ast.CalendarSet: "calendar",
    ast.Priorities: "priorities",
    ast.Service: "service",
    ast.Metric: "metric",
    ast.Exclusion: "exclusion",
    ast.Clause: "clause",
    ast.Term: "term",
    agr.Agreement: "agreement",
    agr.Template: "template",
    agr.Policy: "policy",
}


@record(eq=False)
class Decl:
    """A declaration: its kind in the user's words, its name, its node and its file."""

    kind: str
    name: str
    node: Declaring
    file: File

    @property
    def source(self) -> Source:
        return self.file.source

    @property
    def name_span(self) -> Span:
        return Span(self.file.source, self.node.name.start, self.node.name.end)


@record(frozen=False, eq=False)
class File:
    """One parsed file under its path, and the names that can be used in it."""

    path: str
    module: Module
    declared: dict[str, Decl] = field(default_factory=dict)
    visible: dict[str, Decl] = field(default_factory=dict)
    broken: frozenset[str] = frozenset()
    imports: tuple[tuple[str, ast.ImportDecl], ...] = ()
    lost: bool = False
    doubled: frozenset[str] = frozenset()
    called: dict[Decl, str] = field(default_factory=dict)

    def excuses(self, name: str) -> bool:
        """Whether an error already reported may be why nothing is called `name` here.

        `lost` is set where a whole file could not be imported: any name may have stood in it. `doubled` are
        names that the file declares twice; `called` says what it calls declarations under another name.
        """
        return self.lost or name in self.broken

    @property
    def source(self) -> Source:
        return self.module.source


@record
class Scope:
    """Where a statement is read: a file and, inside a template, the values of its parameters."""

    file: File
    parameters: Mapping[str, Decl | Value | PartyUse] = field(default_factory=dict)

    def span(self, node: Node) -> Span:
        return Span(self.file.module.source, node.start, node.end)


def dotted(ref: ast.Ref) -> str:
    return ".".join(part.text for part in ref.parts)


def cell_text(scope: Scope, cell: Node | None) -> str:
    """A table's cell as written, without its quotes; empty where there is none."""
    return "" if cell is None else scope.span(cell).text.strip().strip('"')


def a(kind: str) -> str:
    """The kind with its article, as a message says it."""
    return f"{'an' if kind[0] in 'aeiou' else 'a'} {kind}" if kind != "priorities" else "priorities"


def meant(word: str, known: Iterable[str]) -> str | None:
    """The known word that was probably meant, if one is near."""
    options = list(known)
    folded = {option.casefold(): option for option in reversed(options)}
    if word.casefold() in folded:
        return folded[word.casefold()]
    near = nearest(word, options, percent=70)
    if near is not None:
        return near
    near = nearest(word.casefold(), folded, percent=75)
    return None if near is None else folded[near]


class Findings:
    """The diagnostics of one stage while it runs."""

    def __init__(self) -> None:
        self.items: list[Diagnostic] = []
        self._seen: set[tuple[str, str, int, str]] = set()

    def add(
        self,
        rule: Rule,
        message: str,
        *labels: Label,
        help: str | None = None,
        notes: tuple[str, ...] = (),
        fix: Fix | None = None,
    ) -> None:
        """Records a finding once: what a template's body does wrong is not told for each use."""
        span = labels[0].span if labels else None
        mark = (rule.code, span.source.name if span else "", span.start if span else -1, message)
        if mark not in self._seen:
            self._seen.add(mark)
            self.items.append(Diagnostic(rule, message, labels, notes, help, fix))


def spelling_fix(span: Span, word: str) -> Fix:
    """Replace a misspelt word; not safe, for it was a guess."""
    return Fix(f"write `{word}`", (Edit(span, word),), safe=False)
