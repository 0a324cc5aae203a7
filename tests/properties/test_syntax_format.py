"""Whatever the grammar can derive, the formatter writes down without losing a word, a comment or its calm."""

from __future__ import annotations

from grammar_programs import Tape, Token, around, keywords, rules, write
from hypothesis import given, settings
from hypothesis import strategies as st

from sladsl.source import Source
from sladsl.syntax import ast, ast_agreements
from sladsl.syntax.format import format_source
from sladsl.syntax.nodes import Node, shape, walk
from sladsl.syntax.parser import parse

declarations_made = st.builds(
    lambda number, data: around(rules()[number % len(rules())], Tape(data)),
    st.integers(0, 10**4),
    st.binary(max_size=150),
)
derivations = st.lists(declarations_made, max_size=4)


def check_fields(node: Node) -> None:
    """Lists hold nodes (a table's row also gaps, a guarantee's subjects also lists of references)."""
    for name in node.node_fields[2:]:
        value = getattr(node, name)
        for item in value if isinstance(value, tuple) else ():
            assert isinstance(item, Node | tuple) or (item is None and isinstance(node, ast.Row)), (
                node,
                name,
            )


def check_round_trip(text: str) -> str:
    before = parse(Source("a.sla", text))
    assert before.diagnostics == (), (before.diagnostics[0].message, before.diagnostics[0].span, text)
    for node in (node for declaration in before.value.declarations for node in walk(declaration)):
        check_fields(node)
    formatted = format_source(Source("a.sla", text))
    assert formatted.diagnostics == (), (formatted.diagnostics[0].message, text)
    after = parse(Source("a.sla", formatted.value))
    assert after.diagnostics == ()
    assert [shape(d) for d in after.value.declarations] == [shape(d) for d in before.value.declarations]
    assert [c.text for c in after.value.comments] == [c.text for c in before.value.comments]
    again = format_source(Source("a.sla", formatted.value))
    assert again.value == formatted.value
    return formatted.value


def test_every_rule_of_the_grammar_and_every_class_of_the_tree() -> None:
    seen: set[type[Node]] = set()
    for rule in rules():
        for noise in (b"", bytes(range(7, 250, 3))):
            text = write([around(rule, Tape(b""))], Tape(noise))
            check_round_trip(text)
            seen |= {type(n) for d in parse(Source("a.sla", text)).value.declarations for n in walk(d)}
    classes = {
        value
        for module in (ast, ast_agreements)
        for value in vars(module).values()
        if isinstance(value, type) and issubclass(value, Node) and value is not Node
    }
    assert classes - seen == set()


@settings(max_examples=150)
@given(derivations, st.binary(max_size=300))
def test_derived_programs(declarations: list[list[Token]], noise: bytes) -> None:
    text = check_round_trip(write(declarations, Tape(noise)))
    assert text == "" or (text.endswith("\n") and not text.startswith("\n"))


@settings(max_examples=100)
@given(derivations, st.binary(min_size=1, max_size=20))
def test_blanks_do_not_matter(declarations: list[list[Token]], noise: bytes) -> None:
    """With no line break and no comment to keep, one program has one text, however it is spaced."""
    flat = [[Token(";", ";") if t.kind == "NEWLINE" else t for t in tokens] for tokens in declarations]
    blanks = Tape(noise * 40)
    spaced = "\n".join(
        "".join(t.text + (" ", "   ", "\t", " \t ")[blanks.pick(4)] for t in tokens) for tokens in flat
    )
    plain = "\n".join(" ".join(t.text for t in tokens) for tokens in flat)
    assert check_round_trip(spaced) == check_round_trip(plain)


@settings(max_examples=100)
@given(derivations, st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 10**6)), min_size=1, max_size=4))
def test_keywords_as_names(declarations: list[list[Token]], swaps: list[tuple[int, int]]) -> None:
    """A keyword in place of a name is read as a name, or said to be wrong; never changed or dropped."""
    words = sorted(keywords().values())
    tokens = [list(declaration) for declaration in declarations]
    names = [(a, b) for a, one in enumerate(tokens) for b, t in enumerate(one) if t.kind == "IDENTIFIER"]
    for where, which in swaps if names else ():
        a, b = names[where % len(names)]
        tokens[a][b] = Token("IDENTIFIER", words[which % len(words)])
    text = write(tokens, Tape(b""))
    found = format_source(Source("a.sla", text))
    if found.has_errors:
        assert found.value == text
        assert [d.rule.code for d in found.diagnostics] == [
            d.rule.code for d in parse(Source("a.sla", text)).diagnostics
        ]
    else:
        check_round_trip(text)
