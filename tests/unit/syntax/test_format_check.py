"""The formatter proves its own output, and formats nothing that has errors."""

from __future__ import annotations

import pytest

from sladsl.source import Source
from sladsl.syntax import format as formatter
from sladsl.syntax.format import format_module, format_source
from sladsl.syntax.format_check import loss
from sladsl.syntax.parser import parse

TEXT = "# a\nparty   P { country FI }  # b\nparty Q\n"


def spot(text: str) -> str | None:
    lost = loss(parse(Source("a.sla", TEXT)).value, text)
    if lost is None:
        return None
    assert lost.rule.code == "SLA0151" and lost.is_error and lost.help and lost.span
    return lost.span.text


def test_nothing_lost() -> None:
    assert spot(TEXT) is None
    assert spot("# a\n# b\nparty P {\n  country FI\n}\n\nparty Q\n") is None


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (TEXT.replace("FI", "SE"), "party   P { country FI }"),
        (TEXT.replace("country FI", ""), "party   P { country FI }"),
        (TEXT.replace("party Q\n", ""), "party Q"),
        (TEXT.replace("Q", 'Q "q"'), "party Q"),
        (TEXT.replace("Q", '"'), "party Q"),
        (TEXT + "party R", ""),
        (TEXT.replace("# a", "# A"), "# a"),
        (TEXT.replace("  # b", ""), "# b"),
        (TEXT + "# c\n", ""),
        ("# b" + TEXT.replace("# b", "").replace("# a", "\n# a"), "# a"),
        ("", "party   P { country FI }"),
    ],
)
def test_every_loss_is_seen(text: str, place: str) -> None:
    assert spot(text) == place


def test_a_losing_layout_gives_a_finding_instead_of_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(formatter, "format_module", lambda module: "party P\n")
    found = format_source(Source("a.sla", TEXT))
    assert [d.rule.name for d in found.diagnostics] == ["format-would-lose"]
    assert found.value == TEXT


@pytest.mark.parametrize(
    "text", ["party   P {\n", "party   P { country }\nparty Q", "party   P €\n", "nonsense"]
)
def test_a_file_with_errors_is_not_formatted(text: str) -> None:
    found = format_source(Source("a.sla", text))
    assert found.has_errors
    assert found.value == text
    findings = parse(Source("a.sla", text)).diagnostics
    assert [d.message for d in found.diagnostics] == [d.message for d in findings]
    with pytest.raises(ValueError, match=r"a\.sla was not read completely"):
        format_module(parse(Source("a.sla", text)).value)


def test_a_sum_of_thousands_is_compared_without_recursion() -> None:
    text = "metric m {\n  value = " + " + ".join(["x"] * 5_000) + "\n}\n"
    assert format_source(Source("a.sla", text.replace(" + ", "+"))).value == text
