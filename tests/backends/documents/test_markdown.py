"""The Markdown says every word of the outline and nothing that a name smuggles in."""

from __future__ import annotations

from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from sample import CUSTOMER, blocks_alone, sample
from words import HOSTILE, words

from sladsl.backends.markdown_text import code, escaped, line
from sladsl.lower.document import Document, Edition, Emphasis, Link, Strong, Text
from sladsl.lower.visible import visible

GOLDEN = Path(__file__).parent / "golden"
PARSER = MarkdownIt("commonmark").enable("table")
Render = Callable[[Document], str]


class Page(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.text, self.ids, self.links, self.tags = "", [], [], []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        if tag in ("p", "td", "th", "li", "h1", "h2", "h3", "br", "pre"):
            self.text += " "
        found = dict(attrs)
        self.ids += [found["id"]] if "id" in found else []
        self.links += [found["href"]] if "href" in found else []

    def handle_data(self, data: str) -> None:
        self.text += data


def said(markdown_text: str) -> str:
    return " ".join(Page(PARSER.render(markdown_text)).text.split())


def test_golden(markdown: Render) -> None:
    """Every kind of block to the letter; whole contracts are held against theirs in tests/lower."""
    assert markdown(blocks_alone()) == (GOLDEN / "blocks.en.md").read_text("utf-8")


@pytest.mark.parametrize("language", ["en", "fi"])
def test_every_word_is_there(language: str, markdown: Render) -> None:
    document = sample(language, Edition.INTERNAL)
    shown = said(markdown(document))
    assert not [each for each in words(document) if each not in shown]


def test_every_link_arrives(markdown: Render) -> None:
    page = Page(PARSER.render(markdown(sample("en", Edition.INTERNAL))))
    assert len(page.links) > 100 and len(page.ids) == len(set(page.ids))
    inside = {link for link in page.links if not link.startswith("https://")}
    assert inside <= {f"#{each}" for each in page.ids}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_is_only_words(name: str, markdown: Render) -> None:
    plain_page, odd_page = (Page(PARSER.render(markdown(sample("en", name=n)))) for n in (CUSTOMER, name))
    assert odd_page.tags == plain_page.tags
    assert " ".join(visible(name).split()) in " ".join(odd_page.text.split())


@given(st.text(min_size=1, max_size=30))
@settings(max_examples=200)
def test_any_text_comes_back(text: str) -> None:
    wanted = " ".join(visible(text).split())
    assert said(line((Text(text),))) == wanted
    assert said("x " + escaped(text)) == f"x {wanted}".strip()


@given(st.text(max_size=12), st.text(max_size=12), st.text(max_size=12))
@settings(max_examples=200)
def test_dressed_text_comes_back(before: str, inner: str, after: str) -> None:
    content = (Text("x" + before), Strong((Text(inner),)), Text(after), Emphasis((Text(inner),)), Text("y"))
    wanted = " ".join(visible(f"x{before}{inner}{after}{inner}y").split())
    assert said(line(content)) == wanted


@pytest.mark.parametrize(
    ("before", "inner", "after", "wanted"),
    [
        ("", "GitHub, Inc.", ", Provider", "**GitHub, Inc.**, Provider"),
        ("", "GitHub, Inc.", "x", "GitHub, Inc.x"),
        ("x", "(a)", ".", "x(a)."),
        ("x", "a", "y", "x**a**y"),
        ("x ", " a ", "y", "x  **a** y"),
        ("", "*", "", "**\\***"),
    ],
)
def test_marks_only_where_they_are_read_as_marks(before: str, inner: str, after: str, wanted: str) -> None:
    written = line((Text(before), Strong((Text(inner),)), Text(after)))
    assert written == wanted
    assert ("<strong>" in PARSER.render(written)) == ("**" in written)


@given(st.text(alphabet="a .,(*\u00a0é", max_size=6), st.text(alphabet="a .,(*\u00a0é", max_size=6))
@settings(max_examples=200)
def test_marks_never_show(inner: str, after: str) -> None:
    written = line((Text("x"), Strong((Text(inner),)), Text(after), Emphasis((Text(inner),)), Text(after)))
    assert "<em></em>" not in written
    assert said(written) == " ".join(f"x{inner}{after}{inner}{after}".split())


@given(st.text(alphabet="`ab |\\*", max_size=12))
@settings(max_examples=200)
def test_code_comes_back(text: str) -> None:
    assert said("x " + code(text) + " y") == " ".join(f"x {text} y".split())
    in_table = "| a |\n|---|\n| " + code(text, in_table=True) + " |\n"
    if "\\" not in text:
        assert said(in_table) == " ".join(f"a {text}".split())


def test_an_exclamation_mark_makes_no_picture_of_a_link() -> None:
    written = line((Text("Look here!"), Link("https://x.example/", (Text("x"),))))
    assert "img" not in Page(PARSER.render(written)).tags
    assert said(written) == "Look here!x"
