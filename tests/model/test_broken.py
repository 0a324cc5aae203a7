"""One error of syntax is one error: nothing is reported about what could not be read because of it."""

from __future__ import annotations

import pytest
from houses import HOUSE, found, house

from sladsl.diagnostics.render_text import render_text

LINES = [
    pytest.param(path, number, id=f"{path}:{number + 1}")
    for path, text in HOUSE.items()
    for number, line in enumerate(text.split("\n"))
    if line.strip() and not line.lstrip().startswith("#")
]


def test_the_house_is_sound() -> None:
    assert len(house(HOUSE).agreements) == 4


@pytest.mark.parametrize("spoil", ["garbage", "shortened", "sign"])
@pytest.mark.parametrize(("path", "number"), LINES)
def test_a_spoilt_line_makes_no_other_finding(path: str, number: int, spoil: str) -> None:
    lines = HOUSE[path].split("\n")
    line = lines[number]
    if spoil == "garbage":
        lines[number] = f"{line[: len(line) - len(line.lstrip())]}?? {line.lstrip()}"
    elif spoil == "shortened":
        lines[number] = line.rsplit(" ", 1)[0]
    else:
        lines[number] = f"{line} €"
    diagnostics = found({**HOUSE, path: "\n".join(lines)})
    syntax = [d for d in diagnostics if d.rule.code < "SLA0200"]
    names = [d for d in diagnostics if d.rule.code > "SLA0200"]
    assert spoil == "shortened" or syntax
    if syntax:
        assert not names, render_text(diagnostics)


@pytest.mark.parametrize("path", list(HOUSE))
def test_a_file_that_cannot_be_found_is_one_finding(path: str) -> None:
    files = {name: text for name, text in HOUSE.items() if name != path}
    rules = [d.rule.name for d in found(files)]
    assert set(rules) <= {"missing-file"}
    assert bool(rules) == (path != "keskola.sla")


def test_a_name_that_is_cut_off_is_not_the_one_of_something_else() -> None:
    """What stands before a sign that no name can have may be another name; what both mean is still found."""
    files = {
        "parties.sla": 'party House "House Oy"\nparty Client "Client Oyj"\n',
        "deal.sla": 'import "./parties.sla"\n'
        'sla Client\N{GRINNING FACE}Deal "Deal" { provider House; customer Client; effective 2027-01-01 }\n',
    }
    assert [each.rule.code for each in found(files)] == ["SLA0102"]
    two = {"deal.sla": files["deal.sla"].replace("\N{GRINNING FACE}Deal", "")}
    assert "SLA0202" in [each.rule.code for each in found(files | two)]
