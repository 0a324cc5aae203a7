"""`sla explain` of a finding: its page without markup, whatever the page is made of."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from sladsl.cli.entry import main
from sladsl.cli.page_text import page_text
from sladsl.diagnostics.catalogue import all_rules
from sladsl.diagnostics.diagnostic import Rule

ROOT = Path(__file__).parents[2]
PAGE = """# SLA0001 some-name

## What

One line that [links](../language/files.md) and another one
that names [the other](SLA0702-other-name.md), [SLA0703](SLA0703-third.md) and **this**.

- an item that is long enough to be wrapped
- `code`

| a | long heading |
|---|:-:|
| first | [x](y.md) |
| | 2 |

## Example

```sla file=a.sla
# not a heading
party A "A"   # [not](a-link.md)
```
"""


def test_a_page_is_text() -> None:
    assert (
        page_text(PAGE, 40)
        == """SLA0001 some-name

What

One line that links and another one that
names the other (SLA0702), SLA0703 and
this.

- an item that is long enough to be
  wrapped
- `code`

a      long heading
first  x
       2

Example

  a.sla:
  # not a heading
  party A "A"   # [not](a-link.md)
"""
    )


def test_headings_stand_out_where_colours_are_wanted() -> None:
    assert page_text("# A\n", colour=True) == "\x1b[1mA\x1b[0m\n"


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.code)
def test_every_finding_is_explained(rule: Rule, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", rule.code.lower()]) == 0
    out = capsys.readouterr().out
    assert out.startswith(f"{rule.code} {rule.name}\n\nWhat\n\n")
    said = [line for line in out.split("\n") if not line.startswith("  ")]
    assert max(len(line) for line in said) <= 100
    assert not any(re.search(r"</?[a-z]+[ >]|\]\(|^```|^#|\*\*|\|--", line) for line in said)


@pytest.mark.parametrize(
    ("what", "said"),
    [
        ("Keskola.serch", "Did you mean Keskola.search?"),
        ("Keskola.incidents.P1.respons", "Did you mean Keskola.incidents.P1.response"),
        ("KeskolaSearch.xyz", "'KeskolaSearch' promises "),
        ("KeskolaSearch.xyz", ", search, search_speed."),
        ("search_speed", "Did you mean KeskolaSearch.search_speed?"),
        ("Keskla", "Did you mean Keskola"),
        ("qqq", "Nothing of that name is declared here."),
        ("SLA9999", "No finding has the code SLA9999."),
    ],
)
def test_what_was_perhaps_meant(what: str, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", what, str(ROOT / "examples" / "nordwind")]) == 2
    assert said in capsys.readouterr().err


def test_a_group_of_findings(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "sla060"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines == sorted(lines) and len(lines) > 4
    assert all(re.match(r"SLA060\d  [a-z-]+: ", line) for line in lines)
