"""What can be wrong with a language's Fluent files, found by reading them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from babel import Locale
from fluent.syntax import FluentParser, ast

Entries = dict[str, ast.Message | ast.Term]


def entries(text: str) -> Entries:
    found: Entries = {}
    for entry in FluentParser().parse(text).body:
        if isinstance(entry, ast.Term):
            found["-" + entry.id.name] = entry
        elif isinstance(entry, ast.Message):
            found[entry.id.name] = entry
    return found


def problems(texts: Mapping[str, str], reference: str = "en") -> list[str]:
    """Every fault in the files of all languages, `texts` being each language's files joined."""
    found: list[str] = []
    parsed = {language: entries(text) for language, text in texts.items()}
    for language, text in sorted(texts.items()):
        own, wanted = parsed[language], parsed[reference]
        found += [f"{language}: not Fluent: {junk}" for junk in _junk(text)]
        found += [f"{language}: {name} missing" for name in sorted(wanted.keys() - own.keys())]
        found += [f"{language}: {name} stray" for name in sorted(own.keys() - wanted.keys())]
        for name, entry in own.items():
            found += [f"{language}: {name}: {fault}" for fault in _faults(language, entry, own)]
            if name in wanted and not name.startswith("-"):
                here, there = _variables(entry, own), _variables(wanted[name], wanted)
                if here != there:
                    found.append(f"{language}: {name}: variables {sorted(here ^ there)} differ")
    return found


def _junk(text: str) -> list[str]:
    body = FluentParser().parse(text).body
    return [each.content.strip()[:40] for each in body if isinstance(each, ast.Junk)]


def _faults(language: str, entry: ast.Message | ast.Term, own: Entries) -> Iterator[str]:
    for node in _walk(entry):
        if isinstance(node, ast.TextElement | ast.StringLiteral) and re.search(r"\d", node.value):
            yield f"a number is typed: {node.value.strip()[:30]}"
        elif isinstance(node, ast.Placeable) and isinstance(node.expression, ast.NumberLiteral):
            yield f"a number is typed: {node.expression.value}"
        elif isinstance(node, ast.MessageReference) and node.id.name not in own:
            yield f"unknown message {node.id.name}"
        elif isinstance(node, ast.TermReference):
            yield from _term_faults(node, own)
        elif isinstance(node, ast.FunctionReference):
            case = node.arguments.positional[1].value
            if case not in _variants(own, "case", ("unit-", "period-", "percent-")):
                yield f"unknown case {case}"
        elif isinstance(node, ast.SelectExpression) and _selector(node) == "count":
            keys = {variant.key.name for variant in node.variants if isinstance(variant.key, ast.Identifier)}
            for category in sorted(_plurals(language) - keys):
                yield f"plural {category} missing"


def _term_faults(node: ast.TermReference, own: Entries) -> Iterator[str]:
    name = "-" + node.id.name
    if name not in own:
        yield f"unknown term {name}"
        return
    for argument in node.arguments.named if node.arguments else ():
        known = _variants({name: own[name]}, argument.name.name, ("-",))
        if argument.value.value not in known:
            yield f"{name} knows no {argument.name.name} {argument.value.value}"


def _variants(own: Entries, parameter: str, prefixes: tuple[str, ...]) -> set[str]:
    return {
        variant.key.name
        for name, entry in own.items()
        if name.startswith(prefixes)
        for node in _walk(entry)
        if isinstance(node, ast.SelectExpression) and _selector(node) == parameter
        for variant in node.variants
        if isinstance(variant.key, ast.Identifier)
    }


def _variables(entry: ast.Message | ast.Term, own: Entries) -> set[str]:
    found: set[str] = set()
    for node in _walk(entry):
        if isinstance(node, ast.VariableReference):
            found.add(node.id.name)
        elif isinstance(node, ast.MessageReference) and node.id.name in own:
            found |= _variables(own[node.id.name], own)
    return found


def _selector(node: ast.SelectExpression) -> str | None:
    return node.selector.id.name if isinstance(node.selector, ast.VariableReference) else None


def _plurals(language: str) -> set[str]:
    return set(Locale.parse(language.replace("-", "_")).plural_form.tags) | {"other"}


def _walk(node: object) -> Iterator[ast.BaseNode]:
    if isinstance(node, list):
        for each in node:
            yield from _walk(each)
    elif isinstance(node, ast.BaseNode) and not isinstance(node, ast.Span):
        yield node
        for each in vars(node).values():
            yield from _walk(each)
