"""The report says every result, step, incident and date, in both languages, and nothing of its own."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from fractions import Fraction

import pytest
from report_houses import (
    MONTHS,
    blocks_of,
    clause,
    facts,
    house_of,
    house_text,
    plain,
    report_of,
    rows,
    statements_of,
    tables,
)

from sladsl.compiler.outputs import document_of
from sladsl.evaluate.results import State
from sladsl.lower.document import (
    Document,
    Edition,
    Figure,
    KeyValues,
    Kind,
    Numbered,
    Paragraph,
    Term,
)

HOUSE = house_of()
STATEMENTS = statements_of(HOUSE, facts())
LAST = STATEMENTS[-1]


@pytest.fixture(scope="module", params=["en", "fi"])
def report(request: pytest.FixtureRequest) -> Document:
    return report_of(HOUSE, STATEMENTS, request.param)


@pytest.fixture(scope="module")
def english() -> Document:
    return report_of(HOUSE, STATEMENTS)


def facts_under(document: Document, key: str) -> dict[str, str]:
    return {
        entry.label: plain(entry.value)
        for block in clause(document, key).blocks
        if isinstance(block, KeyValues)
        for entry in block.entries
    }


def nodes(node: object) -> Iterator[object]:
    yield node
    if isinstance(node, tuple):
        for each in node:
            yield from nodes(each)
    elif dataclasses.is_dataclass(node) and type(node).__module__ == Document.__module__:
        for field in dataclasses.fields(node):
            yield from nodes(getattr(node, field.name))


# ---- the whole


def test_cover(english: Document) -> None:
    assert (english.kind, english.title, english.subtitle) == (Kind.REPORT, "Service report", "November 2027")
    assert [p.name for p in english.parties] == ["Maker Oy", "Buyer Oyj"]
    found = {fact.label: plain(fact.value) for fact in english.facts}
    assert found == {
        "Agreement": "Web shop, version 1.2",
        "Period": "November 2027",
        "Begins": "1 November 2027 at 00:00",
        "Ends": "1 December 2027 at 00:00",
        "Time zone": "Europe/Helsinki",
        "Result": "3 met, 3 missed, 1 no data",
        "Service Credit owed": "EUR 1,200",
        "Bonus owed": "EUR 100",
        "Data read": "outages, tickets",
    }
    assert english.dated.isoformat() == "2027-12-01"


def test_sections(report: Document) -> None:
    keys = [each.key for each in report.clauses]
    assert keys == ["summary", "overview", "detail", "money", "actions", "data"]
    assert not [node for node in nodes(report) if isinstance(node, Term)]


def test_languages_say_the_same() -> None:
    one, other = (report_of(HOUSE, STATEMENTS, language) for language in ("en", "fi"))

    def shape(document: Document) -> list[tuple[str, list[tuple[str, int]]]]:
        return [(c.key, [(type(b).__name__, _size(b)) for b in c.blocks]) for c in document.walk()]

    assert shape(one) == shape(other)
    english = {"missed", "clause", "Service", "months", "intervals", "owed", "left", "Granted"}
    words = {w for each in _texts(other) for w in re.findall(r"\w+", each)}
    assert not words & english


def _size(block: object) -> int:
    for name in ("rows", "items", "entries"):
        if hasattr(block, name):
            return len(getattr(block, name))
    return 1


def _texts(document: Document) -> Iterator[str]:
    for node in nodes(document):
        text = getattr(node, "text", None) or getattr(node, "title", None)
        if isinstance(text, str):
            yield text


# ---- results


def test_every_result_stands_in_the_overview(english: Document) -> None:
    (table,) = tables(english, "overview")
    found = rows(table)
    assert len(found) == len(LAST.results)
    assert [row[4] for row in found] == [r.state.value.replace("_", " ") for r in LAST.results]
    assert found[0] == (
        "5.1",
        "Availability of the shop",
        "at least 99.9%",
        "99.826%\n717 hours 15 minutes of 718 hours 30 minutes",
        "missed",
    )
    assert ("Incidents: P1, First response", "no more than 15 minutes for 90%") in [r[1:3] for r in found]


def test_the_value_is_shown_exactly(english: Document) -> None:
    found = facts_under(english, "detail.uptime")
    result = LAST.results[0]
    assert result.measured.numerator is not None and result.measured.denominator is not None
    assert found["Target"] == "at least 99.9% (clause 5.1)"
    whole = f"{int(result.measured.numerator):,} / {int(result.measured.denominator):,} = "
    assert found["Exactly"].startswith(whole)
    share = result.measured.numerator / result.measured.denominator
    shown = re.search(r"= ([\d.]+)…?%", found["Exactly"])
    assert shown is not None
    # Cut, not rounded: what is shown never exceeds the value, and misses less than one of its last places.
    assert 0 <= share * 100 - Fraction(shown[1]) < Fraction(1, 10_000)


def test_a_value_is_never_shown_as_its_target() -> None:
    """What misses 99.93% by little is cut and keeps its dots."""
    house = house_of(house_text("").replace("99.9%", "99.93%"))
    known = facts({"Shop": (("2027-11-02 10:00", 31),)}, None)
    document = report_of(house, statements_of(house, known, ("2027-11",)))
    found = facts_under(document, "detail.uptime")
    assert (found["Value"], found["Result"]) == ("99.9282…%", "missed")


# ---- incidents


def test_what_counted_is_listed_once_each(english: Document) -> None:
    counted, left_out = (rows(table) for table in tables(english, "detail.uptime"))
    assert counted == [
        ("26 November 2027 at 18:00", "18:45", "45 minutes"),
        ("27 November 2027 at 09:00", "09:30", "30 minutes"),
    ]
    assert left_out == [
        ("21 November 2027 at 02:30", "04:00", "1 hour 30 minutes", "Planned maintenance (clause 7.1)")
    ]
    assert "In all 1 hour 15 minutes." in [
        plain(b.content) for b in clause(english, "detail.uptime").blocks if isinstance(b, Paragraph)
    ]


def test_late_tickets_are_listed_with_their_record(english: Document) -> None:
    late = rows(tables(english, "detail.incidents")[1])
    assert late == [
        ("P1, First response", "A", "5 minutes", "tickets.csv:2"),
        ("P1, Resolution", "A", "2 hours 10 minutes", "tickets.csv:2"),
    ]


def test_a_long_list_is_cut_and_says_so() -> None:
    many = {"Shop": tuple((f"2027-11-{1 + n // 20:02} {n % 20:02}:10", 2) for n in range(305)), "Stock": ()}
    document = report_of(HOUSE, statements_of(HOUSE, facts(many), ("2027-11",)))
    table = tables(document, "detail.uptime")[0]
    words = [plain(b.content) for b in clause(document, "detail.uptime").blocks if isinstance(b, Paragraph)]
    assert len(table.rows) == 200
    assert "The list shows the first 200; 105 more are not listed." in words
    assert "In all 10 hours 10 minutes." in words


def test_cases_that_the_evaluation_does_not_name_are_counted() -> None:
    """Of very many cases it names the first only; the others are not lost."""
    results = tuple(
        dataclasses.replace(r, measured=dataclasses.replace(r.measured, more=4_000))
        if r.measured.unit == "cases" and r.measured.counted
        else r
        for r in LAST.results
    )
    document = report_of(HOUSE, [dataclasses.replace(LAST, results=results)])
    words = [
        plain(b.content) for b in clause(document, "detail.incidents").blocks if isinstance(b, Paragraph)
    ]
    assert "The list shows the first 2; 8,000 more are not listed." in words
    assert any(
        "4,001 cases of priority P1 were late" in row[1] for row in rows(tables(document, "actions")[0])
    )


# ---- money


def steps(document: Document) -> list[str]:
    return [
        plain(item[0].content)
        for each in clause(document, "money").walk()
        for block in each.blocks
        if isinstance(block, Numbered)
        for item in block.items
        if isinstance(item[0], Paragraph)
    ]


def test_no_step_is_lost(report: Document) -> None:
    wanted = sum(len(owed.steps) for owed in LAST.owed) + len(LAST.steps)
    assert len(steps(report)) == wanted > 8


def test_steps_in_words(english: Document) -> None:
    assert steps(english) == [
        "The row “below 99.9% and at least 99.0%” applies: 10% of the monthly fee, which is EUR 1,000",
        "The row “at least 99.95%” applies: 1% of the monthly fee, which is EUR 100",
        "Without data nothing can be owed: nothing was measured",
        "The contract grants 1% of the monthly fee, which is EUR 100",
        "1 × 1 hour of delay (every started unit), EUR 100 each: EUR 100",
        "The contract grants 1% of the monthly fee, which is EUR 100",
        "3 × 1 hour of delay (every started unit), EUR 100 each: EUR 300",
        "Bonus for Availability of the stock: EUR 100",
        "The 3 credits (Availability of the shop, Incidents: P1, First response and "
        "Incidents: P1, Resolution) are added: EUR 1,400 (clause 9.5.2)",
        "All Service Credits together are at most 12% of the monthly fee per calendar month: EUR 1,200 "
        "(clause 9.5.3)",
    ]


def test_amounts_add_up(report: Document) -> None:
    """What each promise is granted comes, rounded, to what is owed in all."""
    granted = [owed.granted.amount for owed in LAST.owed if owed.granted is not None]
    assert LAST.credit is not None and sum(granted) == LAST.credit.amount == 1200
    together = facts_under(report, "money.together")
    assert [value.replace("\xa0", " ").replace(",", " ") for value in together.values()] in (
        ["EUR 1 200", "EUR 100"],
        ["1 200 EUR", "100 EUR"],
    )


# ---- what is due


def test_actions_with_their_dates(english: Document) -> None:
    due, rights = (rows(table) for table in tables(english, "actions"))
    assert [row[0] for row in due] == [
        "5 December 2027",
        "30 December 2027",
        "1 January 2028",
        "1 April 2028",
        *["–"] * (len(due) - 4),
    ]
    assert [row[1] for row in due[1:4]] == [
        "Claim the Service Credit of EUR 1,200",
        "Review the agreement",
        "Last day to give notice before the term ends on 30 June 2028",
    ]
    assert [row[2] for row in due[:3]] == ["Maker Oy", "Buyer Oyj", "Both parties"]
    said = [row[1] for row in due]
    assert (
        "1 case of priority P1 was late: the contract wants Service desk (Maker Oy) and "
        "Operations (Maker Oy) informed"
    ) in said
    assert "May terminate: Availability of the shop was missed in 2 of the last 6 periods" in said
    assert "Provide the missing data of Speed" in said
    assert [row[:4] for row in rights] == [
        ("Availability of the shop", "missed in 2 of 6 months", "2 (6 known)", "reached"),
        ("Incidents", "missed in 3 consecutive months", "1 (3 known)", "not reached"),
    ]


def test_clauses_are_those_of_the_contract(english: Document) -> None:
    """Every clause number that the report names is one of the contract."""
    contract = document_of(HOUSE, LAST.agreement, "en", Edition.EXTERNAL).value
    numbers = {each.key: each.number for each in contract.walk()}
    due, _ = (rows(table) for table in tables(english, "actions"))
    assert due[0][3] == numbers["reporting.1"] and due[1][3] == numbers["claims"]
    named = {n for text in _texts(english) for n in re.findall(r"clause (\d[\d.]*\d|\d)", text)}
    assert named and named <= set(numbers.values())


# ---- hostile


def test_no_data_at_all() -> None:
    for language in ("en", "fi"):
        known = facts({}, None)
        document = report_of(HOUSE, statements_of(HOUSE, known), language)
        (table,) = tables(document, "overview")
        assert len({row[4] for row in rows(table)}) == 1
        assert blocks_of(document, Figure) == []


def test_an_undefined_result() -> None:
    text = house_text("credit { when value >= 99% and value < 99.5%: 10% of monthly }")
    house = house_of(text)
    known = facts({"Shop": (("2027-11-02 10:00", 60),)}, None)
    statements = statements_of(house, known, ("2027-11",))
    assert [r.state for r in statements[-1].results] == [State.UNDEFINED]
    document = report_of(house, statements)
    found = facts_under(document, "detail.uptime")
    assert found["Result"] == "undefined" and "no row of the credits holds" in found["Because"]
    (due,) = (rows(table) for table in tables(document, "actions"))
    assert any("Agree what the contract means for" in row[1] for row in due)
    assert "The contract does not say what is owed: no row" in steps(document)[0]


def test_an_agreement_without_credits() -> None:
    house = house_of(house_text(""))
    statements = statements_of(house, facts({"Shop": (("2027-11-02 10:00", 60),)}, None), ("2027-11",))
    document = report_of(house, statements)
    assert [plain(b.content) for b in clause(document, "money").blocks if isinstance(b, Paragraph)] == [
        "The contract provides for no Service Credits."
    ]


def test_an_ola() -> None:
    house = house_of(
        house_text("credit 5% of monthly")
        .replace("sla Deal", "ola Deal")
        .replace("provider Maker", "provider Maker.Ops")
    )
    statements = statements_of(house, facts({"Shop": (("2027-11-02 10:00", 60),)}, None), ("2027-11",))
    document = report_of(house, statements)
    assert [p.name for p in document.parties] == ["Operations", "Buyer Oyj"]


def test_one_period_has_no_trend(english: Document) -> None:
    document = report_of(HOUSE, statements_of(HOUSE, facts(), MONTHS[-1:]))
    assert blocks_of(document, Figure) == []
    assert len(blocks_of(english, Figure)) == 3


def test_charts_go_over_as_many_periods_as_asked() -> None:
    document = report_of(HOUSE, STATEMENTS, last=3)
    figures = blocks_of(document, Figure)
    assert all("September 2027" in f.description and "August" not in f.description for f in figures)  # type: ignore[union-attr]
    # Rights still look at all that is known.
    assert rows(tables(document, "actions")[1])[0][2] == "2 (6 known)"
