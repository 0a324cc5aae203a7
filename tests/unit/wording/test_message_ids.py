"""Every message is said by the code or by another message, and whatever the code says is there."""

from __future__ import annotations

import pytest
from fluent.syntax import ast
from ftl_checks import Entries, _walk, entries
from message_ids import DYNAMIC, of_terms, put_together, said, words

from sladsl.lower.bundle import languages, sources


def messages(language: str) -> Entries:
    return entries("\n".join(text for _, text in sources(language)))


def referred_to(own: Entries, names: set[str], kind: type[ast.BaseNode], prefix: str) -> set[str]:
    """The messages or terms that the named messages refer to."""
    return {
        prefix + node.id.name  # type: ignore[attr-defined]
        for name in names
        for node in _walk(own[name])
        if isinstance(node, kind)
    }


def unused(own: Entries, code: set[str]) -> set[str]:
    """What nothing says, taking away again and again what only the unused refer to.

    A defined term is said by its name alone: authors may write any of them.
    """
    live = set(own)
    while True:
        terms = referred_to(own, live, ast.TermReference, "-")
        defined = of_terms(live) & live
        kept = code | referred_to(own, live, ast.MessageReference, "") | terms | defined
        kept |= {"-" + name.removeprefix("definition-") for name in defined}
        if live <= kept:
            return set(own) - live
        live &= kept


@pytest.mark.parametrize("language", languages())
def test_every_message_is_said(language: str) -> None:
    assert unused(messages(language), words() | put_together()) == set()


def test_a_message_that_only_an_unused_one_refers_to_is_unused() -> None:
    own = entries("a = { b } x\nb = { -t } y\nc = z\n-t = t\n-d = d\ndefinition-d = e\n")
    assert unused(own, {"c"}) == {"a", "b", "-t"}


def test_what_the_code_says_is_there() -> None:
    known = set(messages("en"))
    places = list(said())
    assert len(places) > 200
    assert [f"{where} {name}" for where, name in places if "{" not in name and name not in known] == []


def test_what_the_code_puts_together_is_known_and_there() -> None:
    templates = {name for _, name in said() if "{" in name}
    assert templates <= set(DYNAMIC)
    assert put_together() <= set(messages("en"))
