"""What `parse` gives back for whole, broken, deep, long and empty texts."""

from __future__ import annotations

import gc
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest
from faults import KINDS, TOUR, faults

from sladsl.source import Source
from sladsl.syntax import ast, ast_agreements, tables
from sladsl.syntax.module import Module
from sladsl.syntax.nodes import Node, same, walk
from sladsl.syntax.parser import MAX_CHARACTERS, parse


def read(text: str) -> Module:
    outcome = parse(Source("x.sla", text))
    assert not outcome.diagnostics
    return outcome.value


def codes(text: str) -> list[str]:
    return [d.rule.code for d in parse(Source("x.sla", text)).diagnostics]


def test_nothing() -> None:
    for text in ("", "\n\n", "# only a comment", "\ufeff", ";\n;"):
        assert read(text).declarations == ()


def test_nodes_are_frozen_and_say_what_they_are() -> None:
    (party,) = read('party X "x"\n').declarations
    assert isinstance(party, ast.Party)
    assert repr(party.name) == "Name(start=6, end=7, text='X')"
    with pytest.raises(AttributeError, match="frozen"):
        party.name = ast.Name(0, 1, "Y")  # type: ignore[misc]
    with pytest.raises(TypeError, match="takes start, end, text"):
        ast.Name(0, 1)  # type: ignore[call-arg]
    assert same(ast.Name(0, 1, "X"), party.name) and ast.Name(0, 1, "X") != party.name


def test_a_keyword_is_a_name_where_none_is_expected() -> None:
    (service,) = read('service service "s" { needs metric, of }\n').declarations
    assert isinstance(service, ast.Service) and service.name.text == "service"
    (needs,) = service.body or ()
    assert isinstance(needs, ast.Needs)
    assert [part.text for ref in needs.refs for part in ref.parts] == ["metric", "of"]


def test_errors_of_all_declarations_are_reported() -> None:
    text = 'party A "a" { countri FI }\nparty B "b"\nservice C "c" { nedes B; ownr A }\n'
    outcome = parse(Source("x.sla", text))
    assert [d.span.line if d.span else 0 for d in outcome.diagnostics] == [1, 3, 3]
    assert len(outcome.value.declarations) == 3
    assert outcome.value.broken == {"A", "C"}


def test_a_broken_statement_is_left_out_and_the_rest_is_read() -> None:
    text = 'corporate sla Base "b" {\n  provider N\n  fee monthly = = 3 3 3 EUR\n  law FI\n}\n'
    outcome = parse(Source("x.sla", text))
    (agreement,) = outcome.value.declarations
    assert outcome.has_errors and isinstance(agreement, ast_agreements.Agreement)
    assert [type(item).__name__ for item in agreement.body or ()] == ["Provider", "Law"]


def test_a_bad_literal_does_not_hide_other_errors() -> None:
    text = "calendar C {\n  closed 2027-02-30\n  opn Mon 08:61-25:00\n}\n"
    assert codes(text) == ["SLA0106", "SLA0110", "SLA0106", "SLA0106"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("import std.x { A B, C }\n", {"A", "B", "C", "std", "x"}),
        ("customer sla K nonsense nonsense {\n}\n", {"K"}),
        ('scenario "s" fo K {\n}\n', set()),
        ("priorities P {\n  P1\n}\n", {"P"}),
    ],
)
def test_broken_names(text: str, names: set[str]) -> None:
    outcome = parse(Source("x.sla", text))
    assert outcome.has_errors
    assert outcome.value.broken == names


def test_a_file_that_is_too_large() -> None:
    outcome = parse(Source("x.sla", "#" * (MAX_CHARACTERS + 1)))
    assert [d.rule.code for d in outcome.diagnostics] == ["SLA0003"]


@pytest.mark.parametrize("opened", ["(", "party X { unit Y { "])
def test_brackets_that_nest_too_deep(opened: str) -> None:
    assert codes("metric M { value = " + opened * 5000) == ["SLA0105"]


def test_a_long_sum_is_no_deep_nesting() -> None:
    (metric,) = read("metric M { value = " + " + ".join(["a"] * 3000) + " }\n").declarations
    assert sum(isinstance(node, ast.Binary) for node in walk(metric)) == 2999


def test_gc_is_left_as_it_was() -> None:
    # A command that a test runs in this process leaves the collector off.
    before = gc.isenabled()
    try:
        for switch, wanted in ((gc.enable, True), (gc.disable, False)):
            switch()
            parse(Source("x.sla", "party X\n"))
            assert gc.isenabled() is wanted
    finally:
        (gc.enable if before else gc.disable)()


def test_a_small_file_needs_no_lark_and_no_recovery() -> None:
    tables.load()
    program = (
        "import sys; from sladsl.source import Source; from sladsl.syntax.parser import parse; "
        "parse(Source('x', 'party X')); "
        "print(sorted({'lark', 'sladsl.syntax.recovery', 'sladsl.syntax.messages'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_a_cache_that_holds_nonsense_is_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SLADSL_CACHE", str(tmp_path))
    made = tables.load.__wrapped__()
    (path,) = tmp_path.iterdir()
    path.write_bytes(b"{}")
    again = tables.load.__wrapped__()
    assert again.states == made.states and again.keywords == made.keywords
    assert len(path.read_bytes()) > 10_000


def cost(text: str) -> float:
    began = time.process_time()
    parse(Source("x.sla", text))
    return time.process_time() - began


@pytest.mark.parametrize(
    ("head", "line", "tail"),
    [
        ("service S {\n", "  needs Database, Network\n", "}\n"),
        ("", "party P { country FI }\n", ""),
        ("", "party P { countri FI }\n", ""),
        ("service S { needs ", "A, ", "B }\n"),
    ],
)
def test_cost_grows_with_the_text_and_no_faster(head: str, line: str, tail: str) -> None:
    few, many = head + line * 100 + tail, head + line * 800 + tail
    cost(few)
    best = min(cost(many) / max(cost(few), 1e-4) for _ in range(3))
    assert best < 8 * 3


@pytest.mark.parametrize("kind", KINDS)
def test_faults_are_found_where_they_are(kind: str) -> None:
    """Of the faults of each kind: 95 of 100 within a line, at most 1.5 reports each, none outside."""
    broken = located = reports = 0
    strayed: list[str] = []
    for path in TOUR:
        for fault in faults(path.read_text(encoding="utf-8"), kind, 25, seed=7):
            found = parse(Source("x.sla", fault.text)).diagnostics
            if not found:
                continue
            broken += 1
            reports += len(found)
            lines = [label.span.line for d in found for label in d.labels]
            located += any(abs(line - fault.line) <= 1 for line in lines)
            if not all(fault.first_line <= line <= fault.last_line for line in lines):
                strayed.append(fault.text)
    assert broken > 50
    assert located >= 0.95 * broken
    assert reports <= 1.5 * broken
    # A fault that takes a declaration's own word away from the margin can glue it to its neighbour.
    assert len(strayed) <= 0.01 * broken, strayed[0]


@pytest.mark.parametrize("kind", ["double", "misspell"])
def test_the_tree_survives_small_faults(kind: str) -> None:
    """A word doubled or misspelt hides no declaration."""
    for path in TOUR:
        text = path.read_text(encoding="utf-8")
        whole: tuple[Node, ...] = parse(Source("x.sla", text)).value.declarations
        for fault in faults(text, kind, 10, seed=3):
            outcome = parse(Source("x.sla", fault.text))
            named = outcome.value.broken
            assert len(outcome.value.declarations) >= len(whole) - (1 if named else 0)


def test_mending_comes_to_an_end_whatever_the_braces() -> None:
    """Closing what indentation leaves open and removing what closes too early must not go in circles."""
    parts = ("{", "}", "\n", "\n  ", "unit Y", "party X", "country FI", ";")
    rng = random.Random(11)
    for _ in range(400):
        text = "party X " + " ".join(rng.choice(parts) for _ in range(rng.randrange(3, 14)))
        outcome = parse(Source("x.sla", text))
        assert len(outcome.diagnostics) < 15


def test_what_the_lexer_remembers_is_true_of_the_next_file() -> None:
    first, again = (parse(Source(name, 'party X "y" { contry FI }\n')) for name in ("a.sla", "b.sla"))
    assert [d.message for d in first.diagnostics] == [d.message for d in again.diagnostics]
    assert same(*(o.value.declarations[0] for o in (first, again)))
