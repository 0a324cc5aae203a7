"""Where comments may stand, and that each is found there again."""

from __future__ import annotations

import pytest
from formatting import body, formatted


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        ("# a", "# a\n"),
        ("\n\n  # a\n\n\n# b\n# c   \n", "# a\n\n# b\n# c\n"),
        ("# file\n\n# P\nparty P", "# file\n\n# P\nparty P\n"),
        ("party P# a\n# Q\nparty Q", "party P  # a\n\n# Q\nparty Q\n"),
        ("party P\n# after P\n\nparty Q", "party P\n\n# after P\n\nparty Q\n"),
        ("party P\n# end", "party P\n# end\n"),
        ("party P\n\n\n# end\n\n", "party P\n\n# end\n"),
        ("import a # x\nimport b\n# c\nimport d\n\n# e\n\nimport f", None),
        ("party P { # a\n}", "party P {  # a\n}\n"),
        ("party P {\n# a\n\n\n# b\n\n} # c", "party P {\n  # a\n\n  # b\n}  # c\n"),
        ("party P { country FI } # a", "party P { country FI }  # a\n"),
        ("party P { country FI # a\n}", "party P {\n  country FI  # a\n}\n"),
        ("party P { country FI; # a\n}", "party P {\n  country FI  # a\n}\n"),
        (
            "import a { # b\nX, # c\n# d\nY # e\n# f\n}",
            "import a {  # b\n  X,  # c\n  # d\n  Y  # e\n  # f\n}\n",
        ),
        ("import a { X, # c\n}", "import a {\n  X  # c\n}\n"),
        ("import a { X\n}", "import a { X }\n"),
        (
            "sla S is T( # a\nb: 1, # c\n# d\ne: 2 # f\n) # g",
            "sla S is T(  # a\n    b: 1,  # c\n    # d\n    e: 2  # f\n    )  # g\n",
        ),
        ("calendar C = ( # a\nA or # b\n# c\nB)", "calendar C = (  # a\n    A or  # b\n    # c\n    B)\n"),
    ],
)
def test_a_comment_stays_where_it_stood(written: str, canonical: str | None) -> None:
    if canonical is None:
        canonical = "import a  # x\nimport b\n# c\nimport d\n\n# e\n\nimport f\n"
    assert formatted(written) == canonical


def test_between_statements() -> None:
    assert body('# a\nlaw FI # b\n# c\n\n\n# d\nversion "1"; # e') == (
        '# a\nlaw FI  # b\n# c\n\n# d\nversion "1"  # e'
    )


def test_after_a_comma_the_list_breaks() -> None:
    assert body("relies on A, # a\n# b\nB,\nC") == "relies on A,  # a\n    # b\n    B, C"


def test_a_comment_does_not_count_to_the_width() -> None:
    note = "# " + "x" * 120
    assert body(f"credits {{ automatic }} {note}") == f"credits {{ automatic }}  {note}"


def test_signs_inside_comments_mean_nothing() -> None:
    text = 'party P {  # } " `\n  # ; { (\n  country FI  # # "\n}\n'
    assert formatted(text) == text
