"""The formats other programs read: their bytes, and that their readers would accept them."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from sladsl.diagnostics.diagnostic import Diagnostic, Label, Rule, Severity
from sladsl.diagnostics.render import FORMATS, render
from sladsl.source import Source, Span

GOLDEN = Path(__file__).parent / "golden"
SCHEMA = Path(__file__).parents[3] / "docs" / "schemas" / "diagnostics.schema.json"


@pytest.mark.parametrize("name", FORMATS)
def test_golden(name: str, findings: tuple[Diagnostic, ...]) -> None:
    assert render(findings, name).encode() == (GOLDEN / f"findings.{name}").read_bytes()


@pytest.mark.parametrize("name", FORMATS)
def test_only_text_has_colour(name: str, findings: tuple[Diagnostic, ...]) -> None:
    coloured = render(findings, name, colour=True)
    assert ("\x1b[" in coloured) == (name == "text")
    assert "\x1b" not in render(findings, name)


@pytest.mark.parametrize("name", ["text", "concise", "github"])
def test_nothing_to_say(name: str) -> None:
    assert render((), name) == ""


def test_unknown_format() -> None:
    with pytest.raises(ValueError, match="yaml"):
        render((), "yaml")


def test_json_keeps_its_published_schema(findings: tuple[Diagnostic, ...]) -> None:
    schema = json.loads(SCHEMA.read_text())
    validator = jsonschema.Draft202012Validator(schema)
    validator.check_schema(schema)
    for some in (findings, ()):
        validator.validate(json.loads(render(some, "json")))
    document = json.loads(render(findings, "json"))
    document["diagnostics"][0]["labels"][0]["start"]["line"] = 0
    assert not validator.is_valid(document)


def test_json_says_what_was_found(findings: tuple[Diagnostic, ...]) -> None:
    document = json.loads(render(findings, "json"))
    assert document["counts"] == {"error": 1, "warning": 1, "info": 1}
    for written, finding in zip(document["diagnostics"], findings, strict=True):
        assert written["message"] == finding.message
        for label, meant in zip(written["labels"], finding.labels, strict=True):
            text = meant.span.source.text
            assert text[label["start"]["offset"] : label["end"]["offset"]] == meant.span.text


def test_half_a_surrogate_pair_can_be_written() -> None:
    source = Source("a\udc80.sla", "x \udc80 y")
    finding = Diagnostic(
        Rule("SLA9909", "odd", Severity.ERROR, "odd"), "odd `\udc80`", (Label(Span(source, 2, 3), "\ud800"),)
    )
    for name in FORMATS:
        render((finding,), name, colour=True).encode("utf-8")
    assert json.loads(render((finding,), "json"))["diagnostics"][0]["message"] == "odd `\udc80`"


def test_github_escapes_what_would_end_a_command(findings: tuple[Diagnostic, ...]) -> None:
    source = Source("a,b:c\r\n::error ::x%.sla", "text")
    finding = Diagnostic(findings[0].rule, "100%\r\n::error ::forged", (Label(Span(source, 0, 4)),))
    out = render((finding,), "github")
    assert out.count("\n") == 1
    assert out.startswith("::error file=a%2Cb%3Ac%0D%0A%3A%3Aerror %3A%3Ax%25.sla,line=1,")
    assert "::100%25␍%0A::error ::forged\n" in out


def test_github_gives_no_columns_for_several_lines(findings: tuple[Diagnostic, ...]) -> None:
    lines = render(findings, "github").splitlines()
    assert "line=2,endLine=2,col=8,endColumn=15," in lines[0]
    assert "line=5,endLine=8,title=" in lines[1]


def test_concise_is_one_line_each(findings: tuple[Diagnostic, ...]) -> None:
    finding = Diagnostic(findings[0].rule, "two\nlines", findings[0].labels)
    assert render((finding,), "concise") == "catalogue.sla:2:8: error SLA9901 two lines\n"
