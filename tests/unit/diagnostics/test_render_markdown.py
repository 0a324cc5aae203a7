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


def written(text: str, meant: str, before: str = "") -> str:
    """The cell that shows what is meant on its line, as HTML."""
    source = Source("a.sla", f"first\n{text}\nlast\n")
    start = source.text.index(before + meant) + len(before)
    label = Label(Span(source, start, start + len(meant)), "here")
    page = html_of(Diagnostic(catalogue.TIER_GAP, "m", (label,)))
    return page.split("<td>")[2].split("</td>")[0]


def test_what_is_meant_stands_on_its_line() -> None:
    line = "  guarantee up: uptime >= 99.9% per month { exact }"
    ends = "<code>guarantee up: </code>", "<code> per month { exact }</code>"
    shown = "<strong><code>uptime &gt;= 99.9%</code></strong>"
    assert written(line, "uptime >= 99.9%") == shown.join(ends)
    assert (
        written("  | P1 | 4 h |", "4 h")
        == "<code>| P1 | </code><strong><code>4 h</code></strong><code> |</code>"
    )
    assert written("  include state", "include state") == "<code>include state</code>"
    assert written("x = `a` or `b`", "`b`") == "<code>x = `a` or </code><strong><code>`b`</code></strong>"
    assert written("a b", "", before="a") == "<code>a b</code>"
    assert written("one {\n two }", "{\n two }") == "<code>{ two }</code>"


def test_a_long_line_is_shown_around_what_is_meant() -> None:
    cell = written(f"{'a ' * 100}here{' b' * 100}", "here")
    text = cell.replace("<code>", "").replace("</code>", "").replace("<strong>", "").replace("</strong>", "")
    assert len(text) == 90 and text.startswith("…") and text.endswith("…")
    assert "<strong><code>here</code></strong>" in cell
    assert written("c" * 200, "c" * 200) == f"<code>{'c' * 89}…</code>"


def test_an_exhibit_takes_the_place_of_its_note() -> None:
    exhibit = Exhibit("What adds up", ("Part", "Time"), (("`A`", "4 min"),), "A 4 min in all")
    notes = ("A 4 min in all", "something else")
    page = html_of(Diagnostic(catalogue.TIER_GAP, "m", notes=notes, exhibits=(exhibit,)))
    assert "<td><code>A</code></td>" in page and "A 4 min in all" not in page and "Something else" in page
    assert "A 4 min in all" in render((Diagnostic(catalogue.TIER_GAP, "m", notes=notes),), "text")


def test_what_rows_do_not_show_stands_below_them() -> None:
    exhibit = Exhibit("What adds up", ("Part",), (("`A`",),), below="together: the shorter of `A` and `B`")
    page = html_of(Diagnostic(catalogue.TIER_GAP, "m", exhibits=(exhibit,)))
    assert "</table>\n<p>Together: the shorter of <code>A</code> and <code>B</code>.</p>" in page


def test_a_change_of_a_promise_is_said() -> None:
    fix = Fix("let `U.up` promise `99.99%`", (Edit(Span(SOURCE, 0, 1), "y"),), safe=False)
    page = html_of(Diagnostic(catalogue.TIER_GAP, "m", help="write it", fix=fix))
    assert "changes what is promised" in page and "<strong>The way out:</strong> write it." in page


def test_nothing_found_is_a_page_too() -> None:
    assert render((), "markdown") == "# Findings\n\nNo findings.\n"
