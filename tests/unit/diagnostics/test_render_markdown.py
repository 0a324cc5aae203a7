"""The page for negotiators, read back by a Markdown parser."""

from __future__ import annotations

from markdown_it import MarkdownIt

from sladsl.diagnostics import catalogue
from sladsl.diagnostics.diagnostic import Diagnostic, Edit, Exhibit, Fix, Label
from sladsl.diagnostics.render import render
from sladsl.source import Source, Span

SOURCE = Source("a|b.sla", "x = `a|b` and <b>more</b>\n")


def html_of(diagnostic: Diagnostic) -> str:
    return MarkdownIt("commonmark").enable("table").render(render((diagnostic,), "markdown"))


def test_text_of_the_source_is_never_markup() -> None:
    label = Label(Span(SOURCE, 0, len(SOURCE.text)), "a | b *c* [d](e)")
    page = html_of(Diagnostic(catalogue.TIER_GAP, "<script> `a|b` _x_ # y", (label,)))
    assert "<script>" not in page and "<b>" not in page and "<em>c" not in page and "<a " not in page
    assert "<code>a|b</code>" in page
    assert page.count("<td>") == 3


def test_an_exhibit_takes_the_place_of_its_note() -> None:
    exhibit = Exhibit("What adds up", ("Part", "Time"), (("`A`", "4 min"),), "A 4 min in all")
    notes = ("A 4 min in all", "something else")
    page = html_of(Diagnostic(catalogue.TIER_GAP, "m", notes=notes, exhibits=(exhibit,)))
    assert "<td><code>A</code></td>" in page and "A 4 min in all" not in page and "something else" in page
    assert "A 4 min in all" in render((Diagnostic(catalogue.TIER_GAP, "m", notes=notes),), "text")


def test_a_change_of_a_promise_is_said() -> None:
    fix = Fix("let `U.up` promise `99.99%`", (Edit(Span(SOURCE, 0, 1), "y"),), safe=False)
    page = html_of(Diagnostic(catalogue.TIER_GAP, "m", help="write it", fix=fix))
    assert "changes what is promised" in page and "<strong>The way out:</strong> write it." in page


def test_nothing_found_is_a_page_too() -> None:
    assert render((), "markdown") == "# Findings\n\nNo findings.\n"
