"""Deadlines, conditions of promises and what cuts a measurement short, in the words of the contract."""

from __future__ import annotations

import re

import pytest
from contract_houses import DATED, DIGEST, house_of

from sladsl.backends.document_options import DocumentOptions
from sladsl.backends.markdown import MarkdownBackend
from sladsl.lower.document import Edition
from sladsl.lower.to_document import to_document

HOUSE = """
import std.calendars { Always, OfficeHelsinki as Office }
party Maker "Maker"
party Buyer "Buyer"
service Site "Site"
priorities Care "Care" {
  A "First"
  B "Second"
}
metric fix "Repair" { better lower; value = time from opened to done; attributed to opened; IN_FIX }
metric up "Up" { better higher; signals up; value = share of time where up; partial minutes count; IN_UP }
metric gap "Gap" { better lower; signals unknown; value = share of time where unknown; partial minutes count }
sla Deal "Deal" {
  provider Maker
  customer Buyer
  effective 2027-01-01
  hours Always zone "Europe/Helsinki"
  priorities Care
  covers Site
  fee monthly = 100 EUR per month
  guarantee g: PROMISE
  MORE
}
"""


def said(language: str, promise: str, in_fix: str = "", in_up: str = "", more: str = "") -> str:
    """The contract as plain text."""
    text = HOUSE
    for word, by in (("PROMISE", promise), ("IN_FIX", in_fix), ("IN_UP", in_up), ("MORE", more)):
        text = text.replace(word, by)
    house = house_of(text)
    made = to_document(house, house.agreements["Deal"], language, Edition.EXTERNAL, DIGEST, DATED)
    written = MarkdownBackend().emit(made.value, DocumentOptions("contract.md")).value[0].content.decode()
    return re.sub(r"\[([^]]*)\]\([^)]*\)", r"\1", written).replace("\N{NO-BREAK SPACE}", " ")


FIX = "fix of A <= {} for 90% of faults per month during Office"
UP = "up of Site >= 99% per month"


@pytest.mark.parametrize(
    ("target", "english", "finnish"),
    [
        ("end of same day", "by the end of the day on which it begins", "alkamispäivänsä päättyessä"),
        (
            "end of next working day",
            "by the end of the hours of the day that is 1 Working Day after the one on which it begins",
            "viimeistään sen päivän ajan päättyessä, joka on 1 Työpäivä alkamispäivän jälkeen",
        ),
        (
            "12:30 of day 3",
            "by 12:30 on the day that is 3 days after the one on which it begins",
            "viimeistään kello 12.30 sinä päivänä, joka on 3 päivää alkamispäivän jälkeen",
        ),
        (
            "23:59 of same day when opened by 13:00, otherwise 12:59 of next day",
            "by 23:59 on the day on which it begins where it begins at or before 13:00, and by 12:59 on",
            "viimeistään kello 23.59 alkamispäivänään, jos se alkaa viimeistään kello 13.00, ja viimeistään",
        ),
    ],
)
def test_a_deadline(target: str, english: str, finnish: str) -> None:
    assert f"Repair ends {english}" in said("en", FIX.format(target))
    assert finnish in said("fi", FIX.format(target))


def test_a_deadline_of_every_case_and_in_a_table() -> None:
    every = "fix of A <= end of same day per month"
    assert "ends by the end of the day on which it begins, for each of the Tickets" in said("en", every)
    table = "guarantee t per month {\n| priority | fix |\n| A | end of next working day |\n| B | 4 h |\n}"
    words = "by the end of the hours of the day that is 1 Working Day after the one on which it begins"
    assert f"| {words} |" in said("en", UP, more=table)


SIDES = [
    ("pause while waiting in elapsed time", "pause while waiting in counted hours", "fix"),
    ("outages up to 5 min do not count", "outages under 5 min do not count", "up"),
    ("begun period cuts both", "begun period cuts downtime", "up"),
    ("begun period cuts downtime", "begun period cuts length", "up"),
]


@pytest.mark.parametrize("language", ["en", "fi"])
@pytest.mark.parametrize(("one", "other", "metric"), SIDES)
def test_both_sides_are_said_and_differ(language: str, one: str, other: str, metric: str) -> None:
    promise = FIX.format("4 h") if metric == "fix" else UP
    made = [said(language, promise, **{f"in_{metric}": side}) for side in ("", one, other)]
    assert len(set(made)) == 3
    fewer = [set(text.splitlines()) for text in made]
    assert fewer[1] - fewer[0] and fewer[2] - fewer[0]


@pytest.mark.parametrize(
    ("body", "english", "finnish"),
    [
        (
            "applies when disks > 0",
            "It applies in a Measurement Period only where `disks` is more than 0.",
            "Sitä sovelletaan vain sellaisella Mittausjaksolla, jolla `disks` on yli 0.",
        ),
        (
            "downtime before a paid claim does not count",
            "Downtime before a claim that was paid does not count again.",
            "Ennen maksettua vaatimusta ollutta Katkoaikaa ei lueta uudestaan.",
        ),
    ],
)
def test_what_a_promise_depends_on(body: str, english: str, finnish: str) -> None:
    assert english in said("en", f"{UP} {{ {body} }}")
    assert finnish in said("fi", f"{UP} {{ {body} }}")


def test_promises_that_have_to_agree() -> None:
    more = "guarantee h: gap of Site <= 10% per month { credit 10 EUR }\ncredits { combine agreeing }"
    promise = f"{UP} {{ credit 10 EUR }}"
    assert "must come to the same Service Credit, which is owed once" in said("en", promise, more=more)
    assert "on johdettava samaan määrään" in said("fi", promise, more=more)


def test_time_of_which_nothing_is_known() -> None:
    promise = "gap of Site <= 10% per month"
    assert "during which nothing is known of the Service" in said("en", promise)
    assert "Palvelun tilasta ei tiedetä mitään" in said("fi", promise)
