"""Lines, blocks, columns and spaces of canonical text."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from formatting import body, formatted

TOUR = Path(__file__).parents[2] / "data" / "tour"


@pytest.mark.parametrize("name", sorted(path.name for path in TOUR.glob("*.sla")))
def test_the_tour(name: str) -> None:
    expected = (TOUR / "formatted" / name).read_text(encoding="utf-8")
    assert formatted((TOUR / name).read_text(encoding="utf-8")) == expected


def test_declarations_stand_apart_and_imports_together() -> None:
    text = "import a\n\n\nimport b {X , Y,}\nparty P\nparty Q {\n\n\n}\n\n\n\nterm t means\t'x'\n".replace(
        "'", '"'
    )
    assert formatted(text) == 'import a\nimport b { X, Y }\n\nparty P\n\nparty Q {}\n\nterm t means "x"\n'


def test_nothing_comes_out_of_nothing() -> None:
    assert formatted("") == ""
    assert formatted("\n \n\t\r\n") == ""


def test_windows_line_ends_and_byte_order_marks_go() -> None:
    assert formatted("\ufeffparty P {\r\n  country FI\r\n}\r\n") == "party P {\n  country FI\n}\n"


def test_one_empty_line_is_kept_inside_blocks_and_none_at_their_ends() -> None:
    assert body('\n\nlaw FI\n\n \n\nversion "1"\n\n') == 'law FI\n\nversion "1"'


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        ("open Mon - Fri 08:00 - 17:00 , 18:00-19:00", "open Mon-Fri 08:00-17:00, 18:00-19:00"),
        ("open Mon -Wed,Fri", "open Mon-Wed, Fri"),
        ("closed holidays DE - BY", "closed holidays DE-BY"),
        ("closed 2027-12-24  to 2027-12-26", "closed 2027-12-24 to 2027-12-26"),
    ],
)
def test_spaces_in_calendars(written: str, canonical: str) -> None:
    assert body(written, "calendar C {") == canonical


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        ("a-b", "a - b"),
        ("a - - b*( - c )", "a - -b * (-c)"),
        ("not(a)and b", "not (a) and b"),
        ("a . b . c/d", "a.b.c / d"),
        ("((a+b))*1_000.50", "((a + b)) * 1_000.50"),
        ("share of each 1min where x<=5%", "share of each 1 min where x <= 5%"),
        ("max of x of 43_200 min", "max of x of 43_200 min"),
        ("a+b pooled  by users", "a + b pooled by users"),
    ],
)
def test_spaces_in_expressions(written: str, canonical: str) -> None:
    assert body(f"value={written}", "metric m {") == f"value = {canonical}"


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        (
            "guarantee g:a of each service>=99.5% per month during( Office or Always )",
            "guarantee g: a of each service >= 99.5% per month during (Office or Always)",
        ),
        ("handling of P1 :A . b then( B.c or C.d )", "handling of P1: A.b then (B.c or C.d)"),
        ("fee f=1_000.50 EUR per month", "fee f = 1_000.50 EUR per month"),
        ("escalate P1{at 50% :A;at 100%:B.c}", "escalate P1 { at 50%: A; at 100%: B.c }"),
        (
            "effective 2027-01-01 ,renews for 12 months , notice 1 h 30 min",
            "effective 2027-01-01, renews for 12 months, notice 1 h 30 min",
        ),
        ("guarantee g: a >= 9% { round to 1 decimals up }", "guarantee g: a >= 9% { round to 1 decimal up }"),
        ("guarantee g: a >= 9% { round to 2 decimal up }", "guarantee g: a >= 9% { round to 2 decimals up }"),
        ("guarantee decimals: a of decimal >= 9%", "guarantee decimals: a of decimal >= 9%"),
    ],
)
def test_spaces_in_agreements(written: str, canonical: str) -> None:
    assert body(written) == canonical


def test_templates_hold_their_brackets_close() -> None:
    text = "template T ( a : party , b:ratio=99.9% ) { law FI }\nsla S is T ( a : X , b : (1) )\n"
    assert formatted(text) == (
        "template T(a: party, b: ratio = 99.9%) { law FI }\n\nsla S is T(a: X, b: (1))\n"
    )


def test_statements_of_one_line_each_unless_written_and_fitting_on_one() -> None:
    assert body("credits{automatic;combine sum}") == "credits { automatic; combine sum }"
    assert body("credits {automatic;\ncombine sum}") == "credits {\n  automatic\n  combine sum\n}"
    assert body("law FI; version '1'".replace("'", '"')) == 'law FI\nversion "1"'


def test_a_line_of_100_columns_fits_and_one_of_101_does_not() -> None:
    line = 'party P { address "'
    fits = line + "x" * (100 - len(line) - 3) + '" }'
    assert formatted(fits) == fits + "\n"
    wide = line + "日" * ((100 - len(line) - 3) // 2 + 1) + '" }'
    assert formatted(wide) == wide.replace("{ ", "{\n  ").replace(" }", "\n}") + "\n"


def test_an_inner_block_may_stay_on_its_line_when_the_outer_cannot() -> None:
    long = "x" * 80
    assert formatted(f'party P {{ unit U {{ contact "a" }}; address "{long}" }}') == (
        f'party P {{\n  unit U {{ contact "a" }}\n  address "{long}"\n}}\n'
    )


def test_long_lists_break_after_commas() -> None:
    names = [f"Database{n:02}" for n in range(12)]
    assert body("relies on " + ",".join(names)) == (
        "relies on Database00, Database01, Database02, Database03, Database04, Database05, Database06,\n"
        "    Database07, Database08, Database09, Database10, Database11"
    )
    assert body("relies on\tA,\nB ,\n\n  C") == "relies on A, B, C"
    assert formatted("import std.clauses { " + ",".join(names) + ", }") == (
        "import std.clauses {\n"
        "  Database00, Database01, Database02, Database03, Database04, Database05, Database06, Database07,\n"
        "  Database08, Database09, Database10, Database11\n"
        "}\n"
    )


def test_texts_queries_and_numbers_stay_as_written() -> None:
    texts = '"a  b" fi """c\n   d  \n\n\n# e""" pl "\\"f\\" ;  {g}"'
    assert formatted(f"clause c\t{{\n\n{texts}\n}}\n") == f"clause c {{\n  {texts}\n}}\n"
    query = '`sum( x{a=~"b|c"} )\n   or  y`'
    assert formatted(f"service S {{ measure a from p {{ q = {query}}} }}\n") == (
        f"service S {{\n  measure a from p {{\n    q = {query}\n  }}\n}}\n"
    )


def test_tables_stand_in_columns_by_what_is_seen() -> None:
    rows = '|a|>=99% |\n| "日本" |p99 of x|\n|"Pa\u0308" | - |\n||1_000 EUR|'
    assert body("guarantee g {\n" + rows + "\nexact\n|a|b|c|\n|aa|\n}") == (
        "guarantee g {\n"
        "  | a      | >= 99%    |\n"
        '  | "日本" | p99 of x  |\n'
        '  | "Pa\u0308"   | -         |\n'
        "  |        | 1_000 EUR |\n"
        "  exact\n"
        "  | a  | b | c |\n"
        "  | aa |\n"
        "}"
    )


def test_tables_are_never_on_one_line_and_keep_their_gaps() -> None:
    assert body("guarantee g { |a|b| ; |cc|d| }") == "guarantee g {\n  | a  | b |\n  | cc | d |\n}"
    assert body("guarantee g {\n|a|\n\n\n# c\n|bb| # d\n}") == (
        "guarantee g {\n  | a  |\n\n  # c\n  | bb |  # d\n}"
    )


def test_runs_of_assignments_priorities_and_units_stand_in_columns() -> None:
    assert body("measure a from p {\nx=`1`\nlonger = `2`\n\ny=3\n# c\nzz = 4\n}", "service S {") == (
        "measure a from p {\n  x      = `1`\n  longer = `2`\n\n  y = 3\n  # c\n  zz = 4\n}"
    )
    assert body('P1 "A"\nP22 "BB" "x"\nP3 "C" fi "D" "y"', "priorities P {") == (
        'P1  "A"\nP22 "BB"       "x"\nP3  "C" fi "D" "y"'
    )
    assert body('unit A "a" {contact "c"}\nunit Bbb "b"\nunit C', "party P {") == (
        'unit A   "a" { contact "c" }\nunit Bbb "b"\nunit C'
    )


def test_other_statements_do_not_stand_in_columns() -> None:
    assert body("fee a = 1 EUR per month\nfee bbb = 2 EUR per month") == (
        "fee a = 1 EUR per month\nfee bbb = 2 EUR per month"
    )
    assert body('unit A "a" {\ncontact "c"\n}\nunit Bbb "b"', "party P {") == (
        'unit A "a" {\n  contact "c"\n}\nunit Bbb "b"'
    )


def test_aligning_moves_no_break() -> None:
    """A block that just fits stays on its line although its title is moved to the right."""
    short = 'unit A "' + "x" * 71 + '" { contact "c" }'
    assert len(short) == 96
    assert body(f'{short}\nunit Bbbbbbbbbb "b"', "party P {") == (
        short.replace('unit A "', 'unit A          "') + '\nunit Bbbbbbbbbb "b"'
    )


def test_the_specification_shows_canonical_text() -> None:
    page = (Path(__file__).parents[3] / "docs" / "language" / "formatting.md").read_text(encoding="utf-8")
    blocks = re.findall(r"^```sla( fragment)?\n(.*?)^```", page, re.MULTILINE | re.DOTALL)
    assert len(blocks) == 3
    for fragment, block in blocks:
        if fragment:
            assert body(block) == block.rstrip("\n")
        else:
            assert formatted(block) == block
