"""The HTML is one well-formed, self-contained, accessible page that says every word and only words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise
from urllib.parse import unquote

import pytest
from sample import sample
from words import HOSTILE, words

from sladsl.backends.document_data import labels
from sladsl.lower.document import Document, Edition
from sladsl.lower.visible import visible

Render = Callable[[Document], str]
VOID = {"meta", "br", "hr", "img", "col"}


class Page(HTMLParser):
    """Fails on tags that do not nest; collects text, ids, links and the order of headings."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(page)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self.text += " " if tag not in ("a", "strong", "em", "code") else ""
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.text += data

    def values(self, attribute: str) -> list[str]:
        return [str(attrs[attribute]) for _, attrs in self.tags if attribute in attrs]


@pytest.mark.parametrize("language", ["en", "fi"])
def test_page(language: str, html: Render) -> None:
    document = sample(language, Edition.INTERNAL)
    text = html(document)
    page = Page(text)
    shown = " ".join(page.text.split())
    assert text.startswith("<!DOCTYPE html>")
    assert ("html", {"lang": language}) in page.tags
    assert not [each for each in words(document) if each not in shown]
    assert document.digest in shown
    ids = page.values("id")
    assert len(ids) == len(set(ids))
    links = {unquote(link) for link in page.values("href")}
    assert {link for link in links if not link.startswith("https://")} <= {f"#{each}" for each in ids}
    assert {f"clause-{clause.key}" for clause in document.walk()} <= set(ids)
    assert "sample.sla:71" in page.values("data-source")


def test_self_contained(html: Render) -> None:
    page = Page(html(sample("en", Edition.INTERNAL)))
    assert not {"script", "link", "iframe", "object", "form"} & {tag for tag, _ in page.tags}
    assert all(source.startswith("data:image/svg+xml;base64,") for source in page.values("src"))
    assert all(image.get("alt") for tag, image in page.tags if tag == "img")


def test_headings_never_skip_a_level(html: Render) -> None:
    levels = [
        int(tag[1]) for tag, _ in Page(html(sample())).tags if tag in ("h1", "h2", "h3", "h4", "h5", "h6")
    ]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_an_external_edition_says_nothing_internal(html: Render) -> None:
    text = html(sample("en"))
    assert "Supporting agreements" not in text and "not for the other party" not in text


@pytest.mark.parametrize(("language", "said"), [("en", "queries"), ("fi", "kyselyt")])
def test_the_internal_edition_says_only_what_it_contains(language: str, said: str, html: Render) -> None:
    document = sample(language, Edition.INTERNAL)
    without = replace(document, schedules=(), clauses=document.clauses[-1:])
    support = {"en": "the supporting agreements", "fi": "tukevat sopimukset"}[language]
    notice, bare = (str(labels(each)["internal"]) for each in (document, without))
    assert said in notice and support in notice and notice in html(document)
    assert said not in bare and support not in bare
    assert "margin" not in notice.lower() and "exposure" not in notice.lower()


def test_twice_the_same(html: Render) -> None:
    assert html(sample("fi")) == html(sample("fi"))


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_is_only_words(name: str, html: Render) -> None:
    plain_page, odd_page = Page(html(sample("en"))), Page(html(sample("en", name=name)))
    assert [tag for tag, _ in odd_page.tags] == [tag for tag, _ in plain_page.tags]
    assert " ".join(visible(name).split()) in " ".join(odd_page.text.split())
