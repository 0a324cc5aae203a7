"""One language's Fluent files, read strictly: anything missing raises instead of printing a placeholder."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from importlib import resources
from importlib.resources.abc import Traversable
from typing import TYPE_CHECKING, TypeAlias, cast

from sladsl.lower.slots import RESERVED, term_marks
from sladsl.lower.values import Value
from sladsl.resources import contract_languages

if TYPE_CHECKING:
    from fluent.runtime.resolver import Pattern
    from fluent.syntax import ast

_LINE_END = re.compile(r"\s*\n\s*")
DEFINES = "definition-"


class Spoken:
    """A value on its way into a sentence: what is meant, and its plain form for where no case is asked."""

    def __init__(self, meant: Value, written: str) -> None:
        self.meant = meant
        self.written = written


Given: TypeAlias = str | int | Spoken


def languages() -> tuple[str, ...]:
    """The languages contract text can be written in."""
    return contract_languages()


def sources(language: str) -> tuple[tuple[str, str], ...]:
    """Names and texts of a language's Fluent files, by name."""
    files = (f for f in (_folder() / language).iterdir() if f.name.endswith(".ftl"))
    return tuple((f.name, f.read_text("utf-8")) for f in sorted(files, key=lambda f: f.name))


class Bundle:
    """The messages of one language; `in_case` implements `CASE($value, "genitive")`.

    Every term that has a message `definition-<term>` is marked in the text, for `Slots.fill` to link.
    """

    def __init__(self, language: str, locale: str, in_case: Callable[[Value, str], str]) -> None:
        from fluent.runtime import FluentBundle, FluentResource
        from fluent.runtime.types import FluentType
        from fluent.syntax import ast

        class Argument(FluentType):
            """A value whose case is not known yet; written plainly where none is asked for."""

            def __init__(self, spoken: Spoken) -> None:
                self.spoken = spoken

            def format(self, locale: object) -> str:
                return self.spoken.written

        class Cased(FluentType):
            def __init__(self, written: str) -> None:
                self.written = written

            def format(self, locale: object) -> str:
                return self.written

        def case(argument: object, name: object) -> FluentType:
            if not isinstance(argument, Argument):
                raise TypeError(f"only values have cases, not {argument!r}")
            return Cased(in_case(argument.spoken.meant, str(name)))

        self.language = language
        self._argument = Argument
        self._entries: dict[str, ast.Message | ast.Term] = {}
        body = [entry for _, text in sources(language) for entry in FluentResource(text).body]
        for entry in body:
            if isinstance(entry, ast.Junk):
                raise ValueError(f"{language}: not Fluent: {str(entry.content).strip()[:80]}")
            if isinstance(entry, ast.Message | ast.Term):
                name = ("-" if isinstance(entry, ast.Term) else "") + entry.id.name
                if name in self._entries:
                    raise ValueError(f"{language}: {name} is there twice")
                self._entries[name] = entry
        for entry in body:
            if isinstance(entry, ast.Term) and DEFINES + entry.id.name in self._entries:
                before, after = term_marks(entry.id.name)
                entry.value.elements.insert(0, ast.TextElement(before))
                entry.value.elements.append(ast.TextElement(after))
        self._variables: dict[str, frozenset[str]] = {}
        self._bundle = FluentBundle(
            [locale], functions={"CASE": cast("Callable[[object], FluentType]", case)}, use_isolating=False
        )
        self._bundle.add_resource(ast.Resource(body))

    def has(self, message_id: str) -> bool:
        return message_id in self._entries

    def variables(self, message_id: str) -> frozenset[str]:
        """The variables of a message and of the messages it refers to."""
        if message_id not in self._variables:
            found: set[str] = set()
            for kind, name in _names(self._entries[message_id]):
                found |= {name} if kind == "variable" else self.variables(name)
            self._variables[message_id] = frozenset(found)
        return self._variables[message_id]

    def format(self, message_id: str, given: Mapping[str, Given]) -> str:
        """The message on one line; KeyError when there is none, ValueError when arguments do not fit."""
        if not self.has(message_id):
            raise KeyError(f"{self.language}: no message {message_id!r}")
        if stray := given.keys() - self.variables(message_id):
            raise ValueError(f"{self.language}: {message_id} does not take {sorted(stray)}")
        return self._pattern(message_id, self._bundle.get_message(message_id).value, given)

    def term(self, key: str) -> str:
        """The base form of a term."""
        if not self.has("-" + key):
            raise KeyError(f"{self.language}: no term {key!r}")
        return self._pattern("-" + key, self._bundle._lookup(key, term=True).value, {})

    @property
    def defined(self) -> tuple[str, ...]:
        """The keys of the terms that have a definition."""
        return tuple(n[1:] for n in self._entries if n.startswith("-") and DEFINES + n[1:] in self._entries)

    def forms(self, key: str) -> frozenset[str]:
        """Every form in which a term may be written: cases and numbers."""
        pattern = self._entries["-" + key].value
        return frozenset(_leaves(pattern)) if pattern is not None else frozenset()

    def _pattern(self, name: str, pattern: Pattern | None, given: Mapping[str, Given]) -> str:
        if pattern is None:
            raise ValueError(f"{self.language}: {name} has no text")
        wrapped: dict[str, object] = {
            key: self._argument(value) if isinstance(value, Spoken) else value for key, value in given.items()
        }
        text, errors = self._bundle.format_pattern(pattern, wrapped)
        # A term's own parameters are absent when its base form is asked for; that is no error.
        if errors and not name.startswith("-"):
            raise ValueError(f"{self.language}: {name}: {errors[0]}")
        return _LINE_END.sub(" ", str(text))


def _leaves(pattern: ast.Pattern) -> Iterator[str]:
    """The plain texts a term's pattern ends in, without the marks around them."""
    from fluent.syntax import ast

    words = []
    for element in pattern.elements:
        if isinstance(element, ast.Placeable) and isinstance(element.expression, ast.SelectExpression):
            for variant in element.expression.variants:
                yield from _leaves(variant.value)
        elif isinstance(element, ast.TextElement) and not RESERVED.search(element.value):
            words.append(element.value)
    if words:
        yield "".join(words)


def _names(node: object) -> Iterator[tuple[str, str]]:
    """Variables and messages a pattern refers to; what terms are called with is their own."""
    from fluent.syntax import ast

    if isinstance(node, ast.VariableReference):
        yield "variable", node.id.name
    elif isinstance(node, ast.MessageReference):
        yield "message", node.id.name
    elif isinstance(node, list):
        for each in node:
            yield from _names(each)
    elif isinstance(node, ast.BaseNode) and not isinstance(node, ast.TermReference | ast.Span):
        for each in vars(node).values():
            yield from _names(each)


def _folder() -> Traversable:
    return resources.files("sladsl.lower") / "messages"
