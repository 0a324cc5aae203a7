"""What the resolve functions share: findings, names, texts, and each declaration resolved once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TypeVar, cast

from sladsl.diagnostics import catalogue
from sladsl.diagnostics.diagnostic import Label
from sladsl.model.catalogue import PartyUse
from sladsl.model.metrics import Dimension
from sladsl.model.names import look_up
from sladsl.model.scope import Decl, File, Findings, Scope, a, dotted, meant, spelling_fix
from sladsl.model.values import AGREEMENT_WORDS, Mention, Parts, Value, Words
from sladsl.source import Span
from sladsl.syntax import ast
from sladsl.syntax.nodes import Node, children, walk
from sladsl.syntax.texts import Inserted, decode

T = TypeVar("T")
N = TypeVar("N", bound=Node)

# What is read by recursion has to fit on Python's stack, here and in every stage after this one.
DEEPEST_EXPRESSION = 100
DEEPEST_DEFINITION = 250
_FRAMES_OF_A_DECLARATION = 5


def depth(top: Node) -> int:
    """How many nodes stand inside one another at most."""
    deepest = 0
    stack = [(top, 1)]
    while stack:
        node, level = stack.pop()
        deepest = max(deepest, level)
        stack.extend((child, level + 1) for child in children(node))
    return deepest


class Context:
    """Mutable while a house is resolved, gone afterwards.

    `keys` gives every declaration its key in the house. `resolved` holds what a declaration became;
    None stands for one that could not be resolved, or is being resolved further up.
    """

    def __init__(self, files: Mapping[str, File], library: Mapping[str, str], findings: Findings) -> None:
        self.files = files
        self.library = library
        self.findings = findings
        self.keys: dict[Decl, str] = {}
        self.resolved: dict[Decl, object] = {}
        self.dimensions: dict[str, Dimension] = {}
        self.promises_named: list[tuple[Decl, str, Span]] = []
        self._open: list[Decl] = []
        self._weight = 0
        self._levels: dict[Decl, int] = {}
        self._beneath = [0]

    def key(self, decl: Decl) -> str:
        return self.keys.get(decl, decl.name)

    def declared(self, key: str) -> Decl | None:
        """The declaration of that key."""
        return next((decl for decl, known in self.keys.items() if known == key), None)

    def find(self, scope: Scope, ref: ast.Ref, *kinds: str) -> Decl | None:
        """The declaration `ref` names; a diagnostic when it is none of `kinds`."""
        found = look_up(scope, ref, kinds, self.findings, self.files, self.library)
        if found is None or isinstance(found, Decl):
            return found
        self.findings.add(
            catalogue.WRONG_KIND,
            f"`{dotted(ref)}` is {_kind_of(found)}, but {' or '.join(a(k) for k in kinds)} belongs here",
            Label(scope.span(ref)),
            help=f"name {' or '.join(a(k) for k in kinds)}",
        )
        return None

    def find_plain(self, scope: Scope, ref: ast.Ref, *kinds: str) -> Decl | None:
        """Like `find` for names that have no parts: `A.B` is reported."""
        first = ref.parts[0].text
        if len(ref.parts) > 1 and (first in scope.file.visible or first in scope.parameters):
            self.findings.add(
                catalogue.UNRESOLVED_NAME,
                f"`{dotted(ref)}` leads nowhere: `{first}` has no parts that can be named here",
                Label(scope.span(ref)),
                help=f"write `{first}` alone",
            )
            return None
        return self.find(scope, ref, *kinds)

    def once(self, decl: Decl, make: Callable[[Decl], T | None]) -> T | None:
        """What `decl` resolves to, made at most once; None while it is being made (a circle)."""
        if decl in self.resolved:
            self._beneath[-1] = max(self._beneath[-1], self._levels[decl])
            return cast("T | None", self.resolved[decl])
        if decl in self._open:
            circle = [*self._open[self._open.index(decl) :], decl]
            self.findings.add(
                catalogue.CIRCULAR_DEFINITION,
                "defined through itself: " + " -> ".join(f"`{d.name}`" for d in circle),
                Label(decl.name_span, "the circle begins here"),
                *(Label(d.name_span, "and passes here") for d in circle[1:-1]),
                help="take one of them out of the circle",
            )
            return None
        weight = _FRAMES_OF_A_DECLARATION + (depth(decl.node) if decl.kind in ("calendar", "metric") else 0)
        if self._weight + weight > DEEPEST_DEFINITION:
            self._report_deep(decl)
            return None
        self._open.append(decl)
        self._weight += weight
        self._beneath.append(0)
        made = make(decl)
        self._open.pop()
        self._weight -= weight
        level = weight + self._beneath.pop()
        if level > DEEPEST_DEFINITION:
            self._report_deep(decl)
            made, level = None, 0
        self._levels[decl] = level
        self._beneath[-1] = max(self._beneath[-1], level)
        self.resolved[decl] = made
        return made

    def resolve_first(
        self, scope: Scope, node: Node, kind: str, make: Callable[[Context, Decl], object]
    ) -> None:
        """Resolves what an expression names before it is read, where the stack is still short."""
        for ref in walk(node):
            if isinstance(ref, ast.Ref) and len(ref.parts) == 1:
                decl = scope.file.visible.get(ref.parts[0].text)
                if decl is not None and decl.kind == kind:
                    make(self, decl)

    def _report_deep(self, decl: Decl) -> None:
        self.findings.add(
            catalogue.NESTED_TOO_DEEP,
            f"`{decl.name}` is defined through too many others, one through the next",
            Label(decl.name_span),
            help="define it through fewer",
        )

    def too_deep(self, scope: Scope, node: Node) -> bool:
        """Whether an expression nests deeper than it can be read; reported when it does."""
        if depth(node) <= DEEPEST_EXPRESSION:
            return False
        self.findings.add(
            catalogue.NESTED_TOO_DEEP,
            f"more than {DEEPEST_EXPRESSION} parts are put together in one expression",
            Label(scope.span(node)),
            help="name the inner parts and refer to them, or write what they come to",
        )
        return True

    def is_broken(self, name_span: Span) -> bool:
        """Whether the declaration of that name has errors of syntax, so that parts of it are missing here."""
        file = self.files.get(name_span.source.name)
        return file is not None and name_span.text in file.module.broken

    # ---- words

    def words(self, scope: Scope, text: ast.Text | None, fallback: str = "") -> Words:
        """A text with its translations and everything it mentions."""
        if text is None:
            return Words((fallback,))
        seen: dict[str, ast.Translation] = {}
        for translation in text.translations:
            tag = translation.language.text
            if tag in seen:
                self.given_twice(scope, translation, seen[tag], f"the translation into `{tag}`")
            seen[tag] = translation
        for string in (text.string, *(t.string for t in text.translations)):
            self._says_something(scope, string)
        return Words(
            self._parts(scope, text.string),
            tuple((t.language.text.replace("_", "-"), self._parts(scope, t.string)) for t in seen.values()),
            scope.span(text),
        )

    def plain(self, scope: Scope, string: ast.String) -> str:
        """A text that mentions nothing."""
        self._says_something(scope, string)
        return Words(self._parts(scope, string)).plain()

    def _says_something(self, scope: Scope, string: ast.String) -> None:
        """Reports a text of blanks, or of marks that Markdown takes away."""
        parts, slips = decode(string)
        if not slips and not any(isinstance(part, Inserted) or part.strip(" \t\r\n*_#>+") for part in parts):
            self.left_out(
                scope, string, "there is nothing in this text", "write what it is to say, or leave it out"
            )

    def _parts(self, scope: Scope, string: ast.String) -> Parts:
        parts, slips = decode(string)
        for slip in slips:
            span = scope.span(ast.Name(slip.start, slip.end, ""))
            self.findings.add(catalogue.BAD_LITERAL, slip.reason, Label(span), help=slip.help)
        return tuple(p if isinstance(p, str) else self._mention(scope, p) for p in parts)

    def _mention(self, scope: Scope, inserted: Inserted) -> Mention:
        span = scope.span(ast.Name(inserted.start, inserted.end, ""))
        first, *rest = inserted.path.split(".")
        found = scope.parameters.get(first) or scope.file.visible.get(first)
        if found is None and first in AGREEMENT_WORDS:
            return Mention(inserted.path, "", span)
        if found is None:
            if not scope.file.excuses(first):
                near = meant(first, [*scope.parameters, *scope.file.visible, *AGREEMENT_WORDS])
                self.findings.add(
                    catalogue.UNRESOLVED_NAME,
                    f"nothing called `{first}` can be inserted into this text",
                    Label(span, "not declared and not imported"),
                    help=f"did you mean `{near}`?" if near else "write {{ and }} where braces are meant",
                )
            return Mention(inserted.path, "", span)
        if rest and not self._leads_on(found, rest, span):
            self.findings.add(
                catalogue.UNRESOLVED_NAME,
                f"`{first}` has no `{'.'.join(rest)}` that can be inserted into this text",
                Label(span),
                help=f"write `{{{first}}}`, or name a unit of a party or a guarantee of an agreement",
            )
            return Mention(inserted.path, "", span)
        if isinstance(found, PartyUse):
            return Mention(inserted.path, found.key, span)
        if not isinstance(found, Decl):
            return Mention(inserted.path, "", span, found)
        return Mention(inserted.path, ".".join([self.key(found), *rest]), span)

    def _leads_on(self, found: Decl | Value | PartyUse, rest: list[str], span: Span) -> bool:
        """Whether something declared has such a part; guarantees are looked up when all are known."""
        if not isinstance(found, Decl):
            return False
        if found.kind == "agreement":
            self.promises_named.append((found, ".".join(rest), span))
            return True
        named = {"party": ast.Unit, "priorities": ast.Priority}.get(found.kind)
        if named is None or len(rest) > 1:
            return False
        body: tuple[Node, ...] = getattr(found.node, "body", None) or ()
        known = [item.name.text for item in body if isinstance(item, (ast.Unit, ast.Priority))]
        return rest[0] in known or self.is_broken(found.name_span)

    # ---- statements

    def given_twice(self, scope: Scope, later: Node, earlier: Node, what: str) -> None:
        self.findings.add(
            catalogue.GIVEN_TWICE,
            f"{what} is given twice",
            Label(scope.span(later), "given again here"),
            Label(scope.span(earlier), "first given here"),
            help="keep one of them",
        )

    def each_once(self, scope: Scope, named: Iterable[tuple[object, Node]], what: str) -> None:
        """Reports what stands in a list a second time."""
        seen: dict[object, Node] = {}
        for key, node in named:
            if key in seen:
                self.given_twice(scope, node, seen[key], f"{what} `{scope.span(node).text}`")
            seen.setdefault(key, node)

    def single(self, scope: Scope, body: tuple[Node, ...] | None, kind: type[N], what: str) -> N | None:
        """The one statement of that kind in a block; a second one is reported."""
        first: N | None = None
        for item in body or ():
            if isinstance(item, kind):
                if first is not None:
                    self.given_twice(scope, item, first, what)
                else:
                    first = item
        return first

    def every(self, body: tuple[Node, ...] | None, kind: type[N]) -> Iterator[N]:
        return (item for item in body or () if isinstance(item, kind))

    def choice(self, scope: Scope, name: ast.Name, known: Mapping[str, T], what: str) -> T | None:
        """The meaning of a word that is one of a few."""
        if name.text in known:
            return known[name.text]
        near = meant(name.text, known)
        span = scope.span(name)
        self.findings.add(
            catalogue.UNKNOWN_WORD,
            f"`{name.text}` is no {what}",
            Label(span),
            help=f"did you mean `{near}`?" if near else "write one of " + ", ".join(f"`{k}`" for k in known),
            fix=spelling_fix(span, near) if near else None,
        )
        return None

    def left_out(self, scope: Scope, node: Node, message: str, help_text: str) -> None:
        """Reports what is missing, unless the part of a declaration that could not be read may hold it."""
        if isinstance(node, ast.Name) and node.text in scope.file.broken:
            return
        self.findings.add(catalogue.LEFT_OUT, message, Label(scope.span(node)), help=help_text)

    def wrong_value(self, scope: Scope, node: Node, message: str, help_text: str) -> None:
        self.findings.add(catalogue.WRONG_VALUE, message, Label(scope.span(node)), help=help_text)

    def parameter_value(self, scope: Scope, ref: ast.Ref) -> Value | None:
        """The value of a template's parameter, when `ref` names one."""
        found = scope.parameters.get(ref.parts[0].text)
        if found is None or isinstance(found, (Decl, PartyUse)) or len(ref.parts) > 1:
            return None
        return found


def _kind_of(found: Value | PartyUse) -> str:
    return "a party" if isinstance(found, PartyUse) else "a value"
