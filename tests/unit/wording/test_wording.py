"""Sentences come out as written, their terms linked, and a slip of ours raises."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sladsl.lower.document import Code, Reference, Strong, Term, Text, plain
from sladsl.lower.values import Count, Elapsed, Percent, Period
from sladsl.lower.wording import Wording, wording

F = Fraction
EN, FI = wording("en"), wording("fi")


def test_a_guarantee_in_both_languages() -> None:
    bound = {"comparison": "at-least", "target": Percent(F(9995, 10000)), "period": Period("month")}
    english = EN.say("promise-value", subject="Availability of Checkout", **bound)
    assert english == (
        "The Provider guarantees that Availability of Checkout is at least 99.95% in each calendar month."
    )
    finnish = FI.say("promise-value", subject="Saatavuus palvelussa Kassa", **bound)
    assert finnish == (
        "Palveluntarjoaja takaa, että Saatavuus palvelussa Kassa on vähintään 99,95\u00a0% "
        "kunakin kalenterikuukautena."
    )


@pytest.mark.parametrize("comparison", ["at-least", "more-than", "at-most", "less-than"])
def test_each_comparison_has_its_own_words(comparison: str) -> None:
    others = {"at-least", "more-than", "at-most", "less-than"} - {comparison}
    for words in (EN, FI):
        mine = words.say("bound-words", comparison=comparison, target="x")
        assert mine not in {words.say("bound-words", comparison=other, target="x") for other in others}


def test_terms_are_linked_as_they_are_inflected() -> None:
    content = FI.inlines("claim-on-request", window=Count(F(30), "day"))
    assert Term("measurement-period", "Mittausjakson") in content
    assert plain(content).startswith(
        "Palveluhyvitys annetaan pyynnöstä. Asiakas vaatii sitä 30 päivän kuluessa"
    )


def test_inline_content_passes_through() -> None:
    left = EN.inlines("formula-divided", left=Code("errors"), right=(Strong((Text("all"),)),))
    content = EN.inlines("condition-compared", left=left, comparison="at-most", target=Percent(F(1, 20)))
    assert content == (
        Code("errors"),
        Text(" divided by "),
        Strong((Text("all"),)),
        Text(" is no more than 5%"),
    )


def test_a_term_inside_a_value_is_linked() -> None:
    content = EN.inlines("exclusion-notice", notice=Count(F(5), "working-day"))
    assert Term("working-day", "Working Days") in content


def test_every_definition_can_be_given() -> None:
    arguments = {"name": "N", "zone": "Z", "calendar": "C", "hours": Reference("h")}
    links = ("scope", "levels", "credits", "measurement", "exclusions", "priorities", "fees")
    given_names = {**arguments, **{name: Reference(name) for name in links}}
    for words in (EN, FI):
        for key in ("agreement", "provider", "service", "service-credit", "working-day", "excluded-time"):
            taken = words._bundle.variables("definition-" + key)
            definition = words.definition(key, **{k: v for k, v in given_names.items() if k in taken})
            assert definition.term and definition.meaning


def test_joining() -> None:
    assert plain(EN.join(["a", "b", (Code("c"),)])) == "a, b and c"
    assert plain(FI.join(["a", "b"], "or")) == "a tai b"
    assert EN.join([]) == ()


def test_slips_raise() -> None:
    with pytest.raises(KeyError, match="no message 'nonsense'"):
        EN.say("nonsense")
    with pytest.raises(ValueError, match="does not take"):
        EN.say("levels-intro", measurement="x", stray="y")
    with pytest.raises(ValueError, match="target"):
        EN.say("bound-words", comparison="at-least")
    with pytest.raises(ValueError, match="only values have cases"):
        FI.say("claim-on-request", window="30 days")
    with pytest.raises(ValueError, match="no wording"):
        Wording("xx")


@given(st.text(max_size=40))
@settings(max_examples=100)
def test_names_come_through_to_the_letter(name: str) -> None:
    said = plain(EN.inlines("exclusions-nothing")) + plain(EN.inlines("fee-named", fee=(Text(name),)))
    assert said == EN.say("exclusions-nothing") + name + " fee"
    assert plain(EN.inlines("surcharge-for", name=name, price=Elapsed(F(60)), unit="h")).startswith(name)


def test_a_very_long_name_is_no_trouble() -> None:
    assert EN.say("fee-named", fee="Å" * 5000) == "Å" * 5000 + " fee"
