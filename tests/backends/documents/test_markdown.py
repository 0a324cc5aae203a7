"""The Markdown says every word of the outline and nothing that a name smuggles in."""

from __future__ import annotations

from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from kesko import kesko
from markdown_it import MarkdownIt
from words import HOSTILE, words

from sladsl.backends.markdown_text import code, escaped, line
from sladsl.lower.document import Document, Edition, Emphasis, Strong, Text
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


@pytest.mark.parametrize("language", ["en", "fi"])
def test_golden(language: str, markdown: Render) -> None:
    assert markdown(kesko(language)) == (GOLDEN / f"kesko.{language}.md").read_text("utf-8")


@pytest.mark.parametrize("language", ["en", "fi"])
def test_every_word_is_there(language: str, markdown: Render) -> None:
    document = kesko(language, Edition.INTERNAL)
    shown = said(markdown(document))
    assert not [each for each in words(document) if each not in shown]


def test_every_link_arrives(markdown: Render) -> None:
    page = Page(PARSER.render(markdown(kesko("en", Edition.INTERNAL))))
    assert len(page.links) > 100 and len(page.ids) == len(set(page.ids))
    assert {link.removeprefix("#") for link in page.links} <= set(page.ids)


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_is_only_words(name: str, markdown: Render) -> None:
    plain_page, odd_page = (Page(PARSER.render(markdown(kesko("en", name=n)))) for n in ("Kesko Oyj", name))
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


@given(st.text(alphabet="`ab |\\*", max_size=12))
@settings(max_examples=200)
def test_code_comes_back(text: str) -> None:
    assert said("x " + code(text) + " y") == " ".join(f"x {text} y".split())
    in_table = "| a |\n|---|\n| " + code(text, in_table=True) + " |\n"
    if "\\" not in text:
        assert said(in_table) == " ".join(f"a {text}".split())
