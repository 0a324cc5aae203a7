"""The Fluent files of all languages agree, and the check that says so can fail."""

from __future__ import annotations

import pytest
from ftl_checks import problems

from sladsl.lower.bundle import languages, sources

EN = "-thing = { $number ->\n   *[one] Thing\n    [other] Things\n}\n"
EN += "say = { -thing } in { $place }\nn = { $count ->\n    [one] one\n   *[other] { $count }\n}\n"
EN += "unit-hour = { $case ->\n   *[nominative] hour\n}\n"
FI = EN.replace("[nominative] hour", "[genitive] tunnin").replace("*[genitive]", "*[genitive]")


def test_the_files_have_no_faults() -> None:
    texts = {language: "\n".join(text for _, text in sources(language)) for language in languages()}
    assert set(texts) >= {"en", "fi"}
    assert problems(texts) == []


@pytest.mark.parametrize(
    ("finnish", "fault"),
    [
        (FI.replace("say =", "tell ="), "fi: say missing"),
        (FI.replace("say =", "tell ="), "fi: tell stray"),
        (FI.replace("$place", "$where"), "fi: say: variables ['place', 'where'] differ"),
        (FI.replace("{ -thing } in", "{ -think } in"), "fi: say: unknown term -think"),
        (FI.replace("{ -thing }", '{ -thing(number: "few") }'), "fi: say: -thing knows no number few"),
        (
            FI.replace("    [one] one\n   *[other] { $count }", "   *[other] { $count }"),
            "fi: n: plural one missing",
        ),
        (FI.replace("in {", "after 30 days in {"), "fi: say: a number is typed: after 30 days in"),
        (FI.replace("in {", "in { 7 } {"), "fi: say: a number is typed: 7"),
        (FI.replace("{ $place }", '{ CASE($place, "essive") }'), "fi: say: unknown case essive"),
        (FI.replace("{ $place }", "{ place }"), "fi: say: unknown message place"),
        (FI + "broken = { \n", "fi: not Fluent: broken = {"),
    ],
)
def test_each_fault_is_found(finnish: str, fault: str) -> None:
    assert fault in problems({"en": EN, "fi": finnish})


def test_languages_with_more_plurals_need_them_all() -> None:
    polish = EN.replace(
        "    [one] one\n   *[other] { $count }", "    [one] a\n    [few] b\n   *[other] c { $count }"
    )
    assert "pl: n: plural many missing" in problems({"en": EN, "pl": polish})


def test_the_sample_itself_is_clean() -> None:
    assert problems({"en": EN, "fi": FI}) == []
