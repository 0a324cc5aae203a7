"""Authors' Markdown becomes blocks; what is interpolated and what looks like HTML stays plain words."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from sladsl.lower.document import (
    Align,
    Bullets,
    Code,
    Emphasis,
    LineBreak,
    Link,
    Numbered,
    Paragraph,
    Preformatted,
    Reference,
    Strong,
    Table,
    Text,
    plain,
)
from sladsl.lower.prose import blocks, inlines


def test_the_usual() -> None:
    text = "One *two* **three** `four`\nfive\\\nsix\n\n- a\n- b\n\n1. c\n\n```\nq = 1\n```\n"
    assert blocks([text]) == (
        Paragraph(
            (
                Text("One "),
                Emphasis((Text("two"),)),
                Text(" "),
                Strong((Text("three"),)),
                Text(" "),
                Code("four"),
                Text(" "),
                Text("five"),
                LineBreak(),
                Text("six"),
            )
        ),
        Bullets(((Paragraph((Text("a"),)),), (Paragraph((Text("b"),)),))),
        Numbered(((Paragraph((Text("c"),)),),)),
        Preformatted("q = 1"),
    )


def test_a_table() -> None:
    (table,) = blocks(["| a | b |\n|---|--:|\n| 1 | 2 |\n"])
    assert isinstance(table, Table)
    assert [column.align for column in table.columns] == [Align.START, Align.END]
    assert table.rows == (((Text("1"),), (Text("2"),)),)


def test_references_are_not_text() -> None:
    assert inlines(["see **clause ", (Reference("x"),), "**."]) == (
        Text("see "),
        Strong((Text("clause "), Reference("x"))),
        Text("."),
    )


def test_html_and_images_are_words() -> None:
    assert plain(inlines(["<b onclick=x>hi</b> ![pic](http://x/y.png)"])).startswith("<b onclick=x>hi</b> !")


def test_links_lead_out_or_nowhere() -> None:
    assert inlines(["[a](https://example.org)"]) == (Link("https://example.org", (Text("a"),)),)
    assert inlines(["[a](javascript:alert)"])[-1] != Link("javascript:alert", (Text("a"),))
    assert inlines(["[a](../../etc/passwd)"]) == (Text("a"),)


@given(st.text(max_size=60), st.text(max_size=30))
@settings(max_examples=100)
def test_what_is_interpolated_is_never_markup(around: str, name: str) -> None:
    content = inlines(["x ", (Text(name),), " y"])
    assert content == (Text(f"x {name} y"),)
    blocks([around, (Text(name),), around])
