"""Silences: what they cover, when they end, and that nothing of them reaches an output."""

from __future__ import annotations

from datetime import date

from sladsl.backends.document_options import DocumentOptions
from sladsl.backends.markdown import MarkdownBackend
from sladsl.compiler import compile_files
from sladsl.diagnostics.diagnostic import Diagnostic
from sladsl.lower.document import Edition
from sladsl.lower.to_document import to_document

TEXT = """import std.metrics {{ availability, request_success }}
{file}
party Nordwind "Nordwind Cloud Oy"
party Keskola "Keskola Oyj"

sla Agreement "Service level agreement" {{
  provider Nordwind
  customer Keskola
  effective 2027-01-01
  {agreement}
  guarantee uptime: availability >= 99.5% per month {{
    exact
    {guarantee}
  }}
  guarantee success: request_success >= 99% per month {{
    exact
    {other}
  }}
  report uptime each month within 5 working days
}}

sla Second "Second agreement" {{
  provider Nordwind
  customer Keskola
  effective 2027-01-01
  guarantee second: request_success >= 99% per month {{ exact }}
  report second each year within 5 working days
}}
"""
SILENCE = 'silence not-reported until 2027-06-30 "decided on 2027-02-11"'


def found(today: date | None = None, **places: str) -> list[Diagnostic]:
    where = {"file": "", "agreement": "", "guarantee": "", "other": ""} | places
    return list(compile_files({"a.sla": TEXT.format(**where)}, today).findings)


def not_reported(findings: list[Diagnostic]) -> set[str]:
    named = (d.span.source.text[: d.span.start].count("sla Second") for d in findings if d.span is not None)
    pairs = zip((d.rule.name for d in findings), named, strict=True)
    return {"Second" if second else "Agreement" for name, second in pairs if name == "not-reported"}


def stale(findings: list[Diagnostic]) -> list[str]:
    return [d.message for d in findings if d.rule.name == "stale-silence"]


def test_without_silences_both_are_found() -> None:
    assert not_reported(found()) == {"Agreement", "Second"}


def test_in_an_agreement_it_covers_that_agreement() -> None:
    findings = found(agreement=SILENCE)
    assert not_reported(findings) == {"Second"} and not stale(findings)


def test_at_the_margin_it_covers_the_file() -> None:
    findings = found(file=SILENCE.replace("silence", "silence in this file"))
    assert not not_reported(findings) and not stale(findings)


def test_by_code_as_by_name() -> None:
    assert not_reported(found(agreement=SILENCE.replace("not-reported", "SLA0904"))) == {"Second"}


def test_in_a_guarantee_it_covers_that_guarantee_only() -> None:
    findings = found(guarantee=SILENCE)
    assert not_reported(findings) == {"Agreement", "Second"} and len(stale(findings)) == 1
    assert not_reported(found(other=SILENCE)) == {"Second"}


def test_the_last_day_counts_and_the_next_does_not() -> None:
    on = found(date(2027, 6, 30), agreement=SILENCE)
    after = found(date(2027, 7, 1), agreement=SILENCE)
    assert not_reported(on) == {"Second"} and not stale(on)
    assert not_reported(after) == {"Agreement", "Second"}
    assert stale(after) == ["`not-reported` was accepted until 2027-06-30 and is found again"]


def test_a_reason_is_asked_for() -> None:
    findings = found(agreement="silence not-reported until 2027-06-30")
    assert not_reported(findings) == {"Second"}
    assert stale(findings) == ["nobody says why `not-reported` is accepted"]


def test_names_that_are_no_findings() -> None:
    codes = {d.rule.code for d in found(agreement='silence not-reportd "x"')}
    assert "SLA0218" in codes
    for name in ("misspelt-word", "stale-silence", "not-expressible", "expectation-failed"):
        refused = [d for d in found(agreement=f'silence {name} "x"') if d.rule.code == "SLA0216"]
        assert [d.message for d in refused] == [f"`{name}` cannot be silenced"]


def test_no_contract_changes_by_it() -> None:
    def contract(silence: str, edition: Edition) -> bytes:
        where = {"file": "", "agreement": silence, "guarantee": "", "other": ""}
        house = compile_files({"a.sla": TEXT.format(**where)}).house
        made = to_document(house, house.agreements["Agreement"], "en", edition, "", date(2027, 3, 1))
        return MarkdownBackend().emit(made.value, DocumentOptions("a.md")).value[0].content

    for edition in (Edition.EXTERNAL, Edition.INTERNAL):
        assert contract("", edition) == contract(SILENCE, edition)


def test_the_way_out_is_what_was_written_with_a_reason() -> None:
    for written in ("silence not-reported", "silence  SLA0904, polarity until 2031-02-28"):
        helps = [d.help for d in found(agreement=written) if d.message.startswith("nobody says why")]
        assert helps
        plain = written.replace("  ", " ")
        assert set(helps) == {f'say who accepted it and why, as in `{plain} "accepted by …"`'}
