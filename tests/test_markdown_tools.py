"""The tools that run Markdown pages notice what they are there to notice."""

from __future__ import annotations

from pathlib import Path

import pytest

from console import Command, Session, commands, rewritten
from expectations import UNNAMED, compare, listed, marked
from markdown_pages import files_of, sections
from sladsl.diagnostics.diagnostic import Diagnostic, Label, Rule, Severity
from sladsl.source import Source, Span

RULE = Rule("SLA9901", "no-such-name", Severity.ERROR, "a name that nothing declares")
PAGE = """\
# Title

```sla file=a.sla fails
# not a heading
party A
```

## Second ##

````markdown
```sla
```
````

```console
$ echo one
one
$ (exit 3)
```
"""


def test_sections_and_blocks() -> None:
    empty, title, second = sections(PAGE)
    assert (empty.heading, title.heading, second.heading) == ("", "Title", "Second")
    (block,) = title.blocks
    assert (block.language, block.words, block.settings) == ("sla", frozenset({"fails"}), {"file": "a.sla"})
    assert (block.text, block.line) == ("# not a heading\nparty A\n", 4)
    assert [b.language for b in second.blocks] == ["markdown", "console"]
    assert second.blocks[0].text == "```sla\n```\n"


def test_an_open_block_is_refused() -> None:
    with pytest.raises(ValueError, match="line 2: a block is opened"):
        sections("# T\n```sla\nparty A\n")


def test_two_blocks_of_one_name_are_refused() -> None:
    section = sections("```sla\n```\n```sla\n```\n")[0]
    with pytest.raises(ValueError, match="given twice"):
        files_of(section.blocks, "x.sla")


def test_expectations() -> None:
    text = "party A {\n  unit B\n  #    ^ SLA9901 nothing\n  #    ^ SLA9902\n}\n"
    first, second = marked(UNNAMED, text)
    assert (first.line, first.columns, first.code, first.part) == (2, (8, 9), "SLA9901", "nothing")
    assert (second.line, second.code, second.part) == (2, "SLA9902", "")
    one, other, nowhere = listed("2: SLA9901 nothing\nb.sla:7: SLA9902\n\n-: SLA9903 x y\n")
    assert (one.file, one.line, other.file, other.line, nowhere.line) == (UNNAMED, 2, "b.sla", 7, None)
    assert nowhere.part == "x y"
    with pytest.raises(ValueError, match="not a finding"):
        listed("line 2 is wrong")


@pytest.mark.parametrize(
    ("asked", "met"),
    [
        ("  #    ^ SLA9901 nothing is called", True),
        ("  #    ^ SLA9901 `C`", True),
        ("  #    ^ SLA9901", True),
        ("  #    ^ SLA9902 nothing is called", False),
        ("  #    ^ SLA9901 something else", False),
        ("  #    ^^ SLA9901 nothing is called", False),
        ("  #   ^ SLA9901 nothing is called", False),
    ],
)
def test_only_what_was_asked_for_will_do(asked: str, met: bool) -> None:
    text = f"party A {{\n  unit B\n{asked}\n}}\n"
    at = text.index("B")
    found = Diagnostic(
        RULE, "nothing is called `B`", (Label(Span(Source(UNNAMED, text), at, at + 1)),), help="write `C`"
    )
    assert compare(marked(UNNAMED, text), [found]) == (([], []) if met else (marked(UNNAMED, text), [found]))
    assert compare([], [found]) == ([], [found])


def test_console(tmp_path: Path) -> None:
    block = sections(PAGE)[2].blocks[1]
    assert list(commands(block)) == [Command("echo one", "one\n"), Command("(exit 3)", "")]
    session = Session(tmp_path)
    good = sections("```console\n$ echo one; exit 3\none\n$ echo $?\n3\n```\n")[0]
    assert session.check(good) == "one\n3\n"
    with pytest.raises(AssertionError, match="it prints\none\n"):
        session.check(sections("```console\n$ echo one\ntwo\n```\n")[0])
    with pytest.raises(AssertionError, match="the page says"):
        session.check(sections("```console\n$ git clone x\nCloning into x\n```\n")[0])
    with pytest.raises(ValueError, match="may not run `curl`"):
        session.check(sections("```console\n$ curl x\n```\n")[0])


def test_console_writes_named_files(tmp_path: Path) -> None:
    page = "```sla file=d/a.sla\nparty A\n```\n```console\n$ cat d/a.sla\nparty A\n```\n"
    assert Session(tmp_path).check(sections(page)[0]) == "party A\n"


def test_rewriting_a_page_makes_it_pass(tmp_path: Path) -> None:
    stale = "Text\n```console\n$ echo one\nold\n$ echo two\n```\nText\n"
    fresh = "Text\n```console\n$ echo one\none\n$ echo two\ntwo\n```\nText\n"
    assert rewritten(stale, Session(tmp_path)) == fresh
    assert Session(tmp_path).check(sections(fresh)[0]) == "one\ntwo\n"
