"""Every message of every language formats in each of its variants."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import product

import pytest
from fluent.syntax import ast
from ftl_checks import Entries, _selector, _walk, entries

from sladsl.lower.bundle import languages, sources
from sladsl.lower.document import plain
from sladsl.lower.values import Elapsed, Percent, Period, Value
from sladsl.lower.wording import Argument, wording

CASED: dict[str, Value] = {"period": Period("month"), "share": Percent(Fraction(1, 20))}


def choices(entry: ast.Message | ast.Term, own: Entries) -> dict[str, set[Argument]]:
    """For every variable the arguments worth trying."""
    found: dict[str, set[Argument]] = {}
    for node in _walk(entry):
        if isinstance(node, ast.VariableReference):
            found.setdefault(node.id.name, set())
        elif isinstance(node, ast.MessageReference):
            for name, values in choices(own[node.id.name], own).items():
                found.setdefault(name, set()).update(values)
        elif isinstance(node, ast.SelectExpression) and (name := _selector(node)):
            keys = {v.key.name for v in node.variants if isinstance(v.key, ast.Identifier)}
            found.setdefault(name, set()).update({1, 2} if name == "count" else keys)
        elif isinstance(node, ast.FunctionReference):
            name = node.arguments.positional[0].id.name
            found.setdefault(name, set()).add(CASED.get(name, Elapsed(Fraction(3600))))
    return found


def calls(language: str) -> Iterator[tuple[str, dict[str, Argument]]]:
    own = entries("\n".join(text for _, text in sources(language)))
    for message_id, entry in own.items():
        if message_id.startswith(("-", "unit-", "period-", "percent-case")):
            continue
        wanted = {name: values or {f"<{name}>"} for name, values in choices(entry, own).items()}
        for combination in product(*(sorted(values, key=repr) for values in wanted.values())):
            yield message_id, dict(zip(wanted, combination, strict=True))


@pytest.mark.parametrize("language", languages())
def test_formats(language: str) -> None:
    words, count = wording(language), 0
    for message_id, arguments in calls(language):
        said = plain(words.inlines(message_id, **arguments))
        for name, argument in arguments.items():
            if argument == f"<{name}>" and name not in ("low-side", "high-side"):
                # Some laws are called by their own name, and then the country's is not needed.
                assert f"<{name}>" in said or message_id in ("moment", "switch-zone", "law"), message_id
        assert said and "{" not in said and "  " not in said and said == said.strip(), (message_id, said)
        assert said.count(" .") == 0, (message_id, said)
        count += 1
    assert count > 300


@pytest.mark.parametrize("language", languages())
def test_every_definition_has_its_term(language: str) -> None:
    own = entries("\n".join(text for _, text in sources(language)))
    keys = [name.removeprefix("definition-") for name in own if name.startswith("definition-")]
    arguments = {name: choices(own["definition-" + name], own) for name in keys}
    for key in keys:
        if key == "hours":
            continue
        given: dict[str, Argument] = {name: f"<{name}>" for name in arguments[key]}
        assert wording(language).definition(key, **given).term
