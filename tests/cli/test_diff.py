"""`sla diff` as it is typed: two folders or a revision of git, three formats, exit codes, going wrong."""

from __future__ import annotations

import itertools
import json
import re
import subprocess
from pathlib import Path

import jsonschema
import pytest

from doubtful_minutes import HOUSE as MINUTES
from doubtful_minutes import deal
from sladsl.cli.entry import main

SCHEMAS = Path(__file__).parents[2] / "docs" / "schemas"
Printed = pytest.CaptureFixture[str]
HOUSE = """\
import std.calendars { Always }
import std.metrics { strict_uptime as uptime }

party Kaleva "Kaleva Hosting Oy"
party Puro "Puro Design Oy"
party Runko "Runko Oy"
service Network "Network"
service Shop "Web shop" { needs Network }

uc Line "Line" {
  provider Runko
  customer Kaleva
  effective 2027-01-01
  hours Always zone "Europe/Helsinki"
  guarantee line: uptime of Network >= 99.95% per month
}

customer sla Web "Service level agreement" {
  provider Kaleva
  customer Puro
  effective 2027-01-01
  hours Always zone "Europe/Helsinki"
  relies on Line
  fee monthly = 2_000 EUR per month
  guarantee shop: uptime of Shop >= 99.9% per month {
    credit 10% of monthly
  }
}
"""
LOOSER = HOUSE.replace("99.95%", "99.8%").replace("credit 10%", "credit 5%")
TIGHTER = HOUSE.replace("99.95%", "99.99%")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to stand in, where git knows nobody's settings."""
    for name in ("NO_COLOR", "FORCE_COLOR", "GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    folder = tmp_path / "work"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


def two(folder: Path, old: str, new: str) -> None:
    for name, text in (("old", old), ("new", new)):
        (folder / name).mkdir(exist_ok=True)
        (folder / name / "house.sla").write_text(text, encoding="utf-8")


def git(folder: Path, *arguments: str) -> None:
    identity = ("-c", "user.name=Test", "-c", "user.email=test@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(["git", "-C", str(folder), *identity, *arguments], check=True, capture_output=True)


@pytest.fixture
def repository(here: Path) -> Path:
    """A repository whose house has one commit, tagged `signed`, in a folder with a hard name."""
    git(here, "init", "-q", "-b", "main")
    house = here / "Sopimus ä"
    house.mkdir()
    (house / "house.sla").write_text(HOUSE, encoding="utf-8")
    (here / "notes.txt").write_text("no agreement", encoding="utf-8")
    git(here, "add", ".")
    git(here, "commit", "-qm", "first")
    git(here, "tag", "signed")
    return house


# ---- two folders


def test_nothing_changed(here: Path, capsys: Printed) -> None:
    two(here, HOUSE, "# a comment\n" + HOUSE.replace("  relies on Line\n", "    relies   on Line\n"))
    assert main(["diff", "old", "new"]) == 0
    assert capsys.readouterr().out == "no change of meaning\n"


def test_files_are_versions_too(here: Path, capsys: Printed) -> None:
    two(here, HOUSE, LOOSER)
    assert main(["diff", "old/house.sla", "new/house.sla"]) == 1
    assert "new/house.sla:15" in capsys.readouterr().out


def test_text_says_what_breaks_first(here: Path, capsys: Printed) -> None:
    two(here, HOUSE, LOOSER)
    assert main(["diff", "old", "new"]) == 1
    out = capsys.readouterr().out
    assert out.startswith("breaks: `Web.shop` is no longer kept\n")
    assert "worse for Puro, better for Kaleva" in out
    assert "Web per month: 200 EUR -> 100 EUR (100 EUR less)" in out
    assert out.endswith("2 changes: 2 loosen; 1 promise breaks\n")


DEARER = HOUSE.replace("month\n}", "month { credit 150 EUR }\n}").replace("credit 10%", "credit 15%")


def test_text_says_what_failures_of_suppliers_cost(here: Path, capsys: Printed) -> None:
    two(here, HOUSE, DEARER)
    main(["diff", "old", "new"])
    out = capsys.readouterr().out
    assert out[out.index("money at stake") :].splitlines()[:5] == [
        "money at stake when a supplier fails:",
        "  Network down for a whole month (Line)",
        "    before: 200 EUR owed; Line pays 0 EUR, 200 EUR stay",
        "    now: 300 EUR owed; Line pays 150 EUR, 150 EUR stay",
        "    net: 50 EUR less stay; worse for Runko by 150 EUR, better for Puro by 100 EUR, better for "
        "Kaleva by 50 EUR",
    ]


def test_text_says_what_is_gone(here: Path, capsys: Printed) -> None:
    alone = HOUSE.replace("  relies on Line\n", "").replace("uptime of Network >=", "uptime of Shop >=")
    two(here, HOUSE, alone)
    main(["diff", "old", "new"])
    out = capsys.readouterr().out
    assert "  gone: Network down for a whole month (Line)\n" in out
    assert "    now: 200 EUR owed; no supplier pays any of it\n" in out


def test_markdown_says_what_failures_of_suppliers_cost(here: Path, capsys: Printed) -> None:
    two(here, HOUSE, DEARER)
    main(["diff", "old", "new", "--format", "markdown"])
    assert (
        "| Network down for a whole month (Line) | changed | 200 EUR owed; Line pays 0 EUR, 200 EUR stay | "
        "300 EUR owed; Line pays 150 EUR, 150 EUR stay | 50 EUR less stay | worse for Runko by 150 EUR, "
        "better for Puro by 100 EUR, better for Kaleva by 50 EUR |\n"
    ) in capsys.readouterr().out


def test_a_broken_promise_is_told_with_what_it_costs(here: Path, capsys: Printed) -> None:
    two(here, HOUSE, LOOSER)
    main(["diff", "old", "new"])
    what = "at stake: 100 EUR per month to Puro, and nothing comes back: nobody under it breaks a promise"
    assert f"  {what}\n" in capsys.readouterr().out
    two(here, LOOSER, LOOSER.replace("credit 5%", "credit 6%"))
    assert main(["diff", "old", "new", "--fail-on", "breaks"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("costs: `Web.shop` is not kept, as before, and costs something else\n")
    assert "  at stake: 100 EUR per month to Puro -> 120 EUR per month to Puro, and nothing comes back" in out


def test_what_is_not_proven_is_told_and_counted_apart(here: Path, capsys: Printed) -> None:
    two(here, MINUTES + deal("Deal", 34), MINUTES + deal("Deal", 33))
    assert main(["diff", "old", "new", "--fail-on", "breaks"]) == 1
    out = capsys.readouterr().out
    assert out.startswith("not proven: `Deal.down` is no longer proven\n")
    assert "  before: 25 s to spare; now: up to 35 s too much\n" in out
    assert out.endswith("1 change: 1 tightens; 1 promise is not proven\n")
    main(["diff", "old", "new", "--format", "markdown"])
    assert "**1 change: 1 tightens; 1 promise is not proven.**" in capsys.readouterr().out
    main(["diff", "old", "new", "--format", "json"])
    found = json.loads(capsys.readouterr().out)
    assert found["standings"][0]["what"] == "open"
    assert (found["summary"]["broken"], found["summary"]["not_proven"]) == (0, 1)
    jsonschema.validate(found, json.loads((SCHEMAS / "diff.schema.json").read_text(encoding="utf-8")))


def test_a_new_promise_may_be_not_proven_from_the_start(here: Path, capsys: Printed) -> None:
    two(here, MINUTES, MINUTES + deal("Deal", 33))
    main(["diff", "old", "new"])
    out = capsys.readouterr().out
    assert out.startswith("not proven: `Deal.down` is not proven from the start\n")
    assert "  before: no proof; now: up to 35 s too much\n" in out


def test_what_was_not_proven_may_break(here: Path, capsys: Printed) -> None:
    two(here, MINUTES + deal("Deal", 33), MINUTES + deal("Deal", 30))
    main(["diff", "old", "new"])
    out = capsys.readouterr().out
    assert out.startswith("breaks: `Deal.down` is not kept, and was not proven before\n")
    assert out.endswith("; 1 promise breaks\n")


def test_what_no_promise_supports_is_named_apart_from_what_is_not_proven(here: Path, capsys: Printed) -> None:
    two(here, MINUTES + deal("Deal", 34), MINUTES[: MINUTES.index("uc Under")] + deal("Deal", 34))
    main(["diff", "old", "new"])
    out = capsys.readouterr().out
    assert out.startswith("unsupported: `Deal.down` is no longer supported by any promise\n")
    main(["diff", "old", "new", "--format", "json"])
    assert json.loads(capsys.readouterr().out)["standings"][0]["what"] == "unproven"


def test_colours_are_asked_for(here: Path, capsys: Printed) -> None:
    two(here, HOUSE, LOOSER)
    main(["diff", "old", "new", "--colour", "always"])
    assert "\x1b[1;31mloosens\x1b[0m" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("new", "fail_on", "code"),
    [
        (LOOSER, "any", 1),
        (LOOSER, "loosens", 1),
        (LOOSER, "breaks", 1),
        (LOOSER, "none", 0),
        (TIGHTER, "any", 1),
        (TIGHTER, "loosens", 0),
        (TIGHTER, "breaks", 0),
        (HOUSE.replace("credit 10%", "credit 5%"), "loosens", 1),
        (HOUSE.replace("credit 10%", "credit 5%"), "breaks", 0),
    ],
)
def test_what_fails(here: Path, new: str, fail_on: str, code: int) -> None:
    two(here, HOUSE, new)
    assert main(["diff", "old", "new", "--fail-on", fail_on]) == code


def test_json(here: Path, capsys: Printed) -> None:
    two(here, HOUSE, LOOSER)
    main(["diff", "old", "new", "--format", "json"])
    found = json.loads(capsys.readouterr().out)
    line, credit = sorted(found["changes"], key=lambda change: change["kind"], reverse=True)
    assert (line["kind"], line["effect"], line["better_for"]) == ("target", "loosens", "provider")
    assert line["new"] == {"file": "new/house.sla", "line": 15, "column": 19}
    assert (credit["before"], credit["after"]) == ("10% of monthly", "5% of monthly")
    (standing,) = found["standings"]
    # 0.1% and 0.2% of October with its hour more, 0.05% of February before: the worst month of each.
    assert standing["after"]["slack_seconds"] == "-2682"
    assert standing["before"]["slack_seconds"] == "1209.6"
    counted = {"tightens": 0, "loosens": 2, "incomparable": 0, "broken": 1, "not_proven": 0}
    assert found["summary"] == counted


def test_json_says_what_failures_of_suppliers_cost(here: Path, capsys: Printed) -> None:
    two(here, HOUSE, DEARER)
    main(["diff", "old", "new", "--format", "json"])
    (stake,) = json.loads(capsys.readouterr().out)["stakes"]
    assert stake["after"] == {
        "supplier": "Line",
        "owed": "300",
        "agreements": [{"agreement": "Web", "owed": "300"}],
        "back": {"measure": "EUR", "amount": "150"},
        "stays": "150",
        "worst_in": None,
    }
    assert (stake["what"], stake["service"], stake["guarantee"], stake["net"]) == (
        "changed",
        "Network",
        None,
        "-50",
    )
    assert {"party": "Runko", "measure": "EUR", "amount": "-150"} in stake["gains"]


def test_json_has_its_schema(here: Path, capsys: Printed) -> None:
    schema = json.loads((SCHEMAS / "diff.schema.json").read_text(encoding="utf-8"))
    swedish = HOUSE.replace("  relies on Line\n", "").replace("2_000 EUR", "1_000 SEK")
    open_ = DEARER.replace("99.95% per month", "99.95% per year")
    alone = HOUSE[: HOUSE.index("uc Line")] + HOUSE[HOUSE.index("customer sla") :].replace(
        "  relies on Line\n", ""
    )
    for new in (LOOSER, HOUSE, swedish, DEARER, open_, alone):
        two(here, HOUSE, new)
        main(["diff", "old", "new", "--format", "json"])
        jsonschema.validate(json.loads(capsys.readouterr().out), schema)


def test_markdown_links_the_lines_and_escapes(here: Path, capsys: Printed) -> None:
    two(here, HOUSE, LOOSER.replace("Puro Design Oy", "Puro | *Design* Oy"))
    main(["diff", "old", "new", "--format", "markdown"])
    out = capsys.readouterr().out
    assert "[new/house.sla:15](new/house.sla#L15)" in out
    assert "**loosens**" in out and "**is no longer kept**" in out
    assert "Puro \\| \\*Design\\* Oy" in out


def test_markdown_escapes_amounts_in_every_table(here: Path, capsys: Printed) -> None:
    dear = HOUSE.replace("2_000 EUR", "200_000 EUR")
    two(here, dear, dear.replace("credit 10%", "credit 15%"))
    main(["diff", "old", "new", "--format", "markdown"])
    out = capsys.readouterr().out
    assert "### Largest credits" in out and "\\_000 EUR" in out
    assert not re.search(r"\d_\d", out)


def test_markdown_is_one_table_whatever_is_in_it(here: Path, capsys: Printed) -> None:
    two(here, HOUSE, HOUSE.replace('"Service level agreement"', '"A | B `c` <i>d</i> [e](f) ~~g~~"'))
    (here / "new" / "house.sla").rename(here / "new" / "a|b (c) ä#1.sla")
    main(["diff", "old", "new", "--format", "markdown"])
    out = capsys.readouterr().out
    from markdown_it import MarkdownIt

    cells = [
        token.content
        for before, token in itertools.pairwise(MarkdownIt("gfm-like", {"linkify": False}).parse(out))
        if before.type == "td_open"
    ]
    assert len(cells) == 7
    html = MarkdownIt("gfm-like", {"linkify": False}).render(out)
    assert "A | B `c` &lt;i&gt;d&lt;/i&gt; [e](f) ~~g~~" in html
    assert 'href="new/a%7Cb%20%28c%29%20%C3%A4%231.sla#L18"' in html


def test_a_version_with_errors_is_not_compared(here: Path, capsys: Printed) -> None:
    two(here, HOUSE, HOUSE.replace("relies on Line", "relies on Lyne"))
    assert main(["diff", "old", "new"]) == 2
    printed = capsys.readouterr()
    assert "new/house.sla:23" in printed.err and "nothing was compared" in printed.err
    assert printed.out == ""


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "give OLD and NEW, or --against REV"),
        (["old"], "give OLD and NEW, or --against REV"),
        (["old", "nowhere"], "there is no file or folder 'nowhere'"),
        (["--against", "main", "old", "new"], "one path is compared"),
        (["--against", "main", "nowhere"], "there is no file or folder 'nowhere'"),
        (["--against", "main", "old"], "is in no git repository"),
    ],
)
def test_what_cannot_be_compared(here: Path, capsys: Printed, arguments: list[str], said: str) -> None:
    two(here, HOUSE, HOUSE)
    assert main(["diff", *arguments]) == 2
    assert said in capsys.readouterr().err


# ---- git


def test_against_a_revision(repository: Path, capsys: Printed) -> None:
    assert main(["diff", "--against", "HEAD"]) == 0
    (repository / "house.sla").write_text(LOOSER, encoding="utf-8")
    assert main(["diff", "--against", "signed", str(repository)]) == 1
    out = capsys.readouterr().out
    assert "was signed:Sopimus ä/house.sla:15" in out
    assert "Sopimus ä/house.sla:26" in out


def test_what_git_has_is_read_whatever_the_work_tree_holds(repository: Path, capsys: Printed) -> None:
    (repository / "house.sla").write_text(LOOSER, encoding="utf-8")
    git(repository, "commit", "-qam", "second")
    (repository / "house.sla").unlink()
    (repository / "other.sla").write_text(HOUSE, encoding="utf-8")
    assert main(["diff", "--against", "HEAD~1", str(repository)]) == 0
    assert main(["diff", "--against", "HEAD", str(repository)]) == 1
    assert "repaired: `Web.shop` is kept now" in capsys.readouterr().out


def test_settings_and_imports_are_those_of_the_revision(repository: Path, capsys: Printed) -> None:
    cut = HOUSE.index("uc Line")
    (repository / "parts.sla").write_text(HOUSE[:cut], encoding="utf-8")
    rest = "import std.calendars { Always }\nimport std.metrics { strict_uptime as uptime }\n"
    rest += 'import "./parts.sla"\n'
    (repository / "house.sla").write_text(rest + HOUSE[cut:], encoding="utf-8")
    (repository / "sla.toml").write_text('[project]\nname = "Kaleva"\n', encoding="utf-8")
    assert main(["diff", "--against", "HEAD", str(repository)]) == 0
    git(repository, "add", ".")
    git(repository, "commit", "-qm", "split")
    assert main(["diff", "--against", "HEAD", str(repository / "house.sla")]) == 0
    assert main(["diff", "--against", "signed", str(repository)]) == 0
    assert capsys.readouterr().out == "no change of meaning\n" * 3


@pytest.mark.parametrize(
    ("revision", "said"),
    [
        ("signd", "git knows no revision 'signd'. Did you mean 'signed'?"),
        ("--output=x", "git knows no revision '--output=x'."),
        ("HEAD; ls", "git knows no revision"),
        ("", "git knows no revision ''."),
        ("HEAD:notes.txt", "git knows no revision"),
    ],
)
def test_no_such_revision(repository: Path, capsys: Printed, revision: str, said: str) -> None:
    assert main(["diff", f"--against={revision}", str(repository)]) == 2
    assert said in capsys.readouterr().err
    assert not Path("x").exists()


def test_a_repository_without_commits(here: Path, capsys: Printed) -> None:
    git(here, "init", "-q")
    (here / "house.sla").write_text(HOUSE, encoding="utf-8")
    assert main(["diff", "--against", "HEAD"]) == 2
    assert "Nothing has been committed yet." in capsys.readouterr().err


def test_a_folder_that_is_new(repository: Path, capsys: Printed) -> None:
    fresh = repository.parent / "fresh"
    fresh.mkdir()
    (fresh / "house.sla").write_text(HOUSE, encoding="utf-8")
    assert main(["diff", "--against", "HEAD", "fresh"]) == 2
    assert "'fresh' has no agreements in 'HEAD'" in capsys.readouterr().err


def test_errors_in_a_revision_name_it(repository: Path, capsys: Printed) -> None:
    (repository / "house.sla").write_text(HOUSE.replace("relies on Line", "relies on Lyne"), encoding="utf-8")
    git(repository, "commit", "-qam", "broken")
    (repository / "house.sla").write_text(HOUSE, encoding="utf-8")
    assert main(["diff", "--against", "HEAD", str(repository)]) == 2
    assert "HEAD:Sopimus ä/house.sla:23" in capsys.readouterr().err


def test_errors_in_a_revision_cannot_be_mended(repository: Path, capsys: Printed) -> None:
    (repository / "house.sla").write_text("sla {", encoding="utf-8")
    git(repository, "commit", "-qam", "broken")
    (repository / "house.sla").write_text(HOUSE, encoding="utf-8")
    assert main(["diff", "--against", "HEAD", str(repository)]) == 2
    assert "'HEAD' has errors; compare with a revision that has none" in capsys.readouterr().err
    (repository / "house.sla").write_text("sla {", encoding="utf-8")
    assert main(["diff", "--against", "signed", str(repository)]) == 2
    assert "mend the errors first" in capsys.readouterr().err


def test_new_and_deleted_files_count(repository: Path, capsys: Printed) -> None:
    more = 'sla More "More" {\n  provider Puro\n  customer Kaleva\n  effective 2027-01-01\n}\n'
    more = 'import "./house.sla"\n' + more
    (repository / "more.sla").write_text(more, encoding="utf-8")
    assert main(["diff", "--against", "HEAD", str(repository)]) == 1
    assert "not agreed before" in capsys.readouterr().out
    git(repository, "add", ".")
    git(repository, "commit", "-qm", "more")
    (repository / "more.sla").unlink()
    assert main(["diff", "--against", "HEAD", str(repository)]) == 1
    assert "no longer agreed" in capsys.readouterr().out
    assert main(["diff", "--against", "HEAD", str(repository / "more.sla")]) == 2
    assert "compare the folder it was in" in capsys.readouterr().err


def test_a_part_of_the_history(repository: Path, tmp_path: Path, capsys: Printed) -> None:
    (repository / "house.sla").write_text(LOOSER, encoding="utf-8")
    git(repository, "commit", "-qam", "second")
    part = tmp_path / "part"
    git(tmp_path, "clone", "-q", "--depth", "1", "--branch", "main", f"file://{repository.parent}", str(part))
    assert main(["diff", "--against", "HEAD", str(part)]) == 0
    assert main(["diff", "--against", "HEAD~1", str(part)]) == 2
    assert "'git fetch --unshallow' gets the rest" in capsys.readouterr().err


def test_a_link_out_of_the_repository(repository: Path, tmp_path: Path, capsys: Printed) -> None:
    (tmp_path / "outside.sla").write_text(HOUSE, encoding="utf-8")
    (repository / "outside.sla").symlink_to(tmp_path / "outside.sla")
    assert main(["diff", "--against", "HEAD", str(repository / "outside.sla")]) == 2
    assert "is in no git repository" in capsys.readouterr().err


def test_links_in_a_revision_lead_nowhere(repository: Path, capsys: Printed) -> None:
    (repository / "link.sla").symlink_to("/etc/passwd")
    git(repository, "add", ".")
    git(repository, "commit", "-qm", "link")
    (repository / "link.sla").unlink()
    assert main(["diff", "--against", "HEAD", str(repository)]) == 0


def test_without_git(repository: Path, monkeypatch: pytest.MonkeyPatch, capsys: Printed) -> None:
    monkeypatch.setenv("PATH", str(repository))
    assert main(["diff", "--against", "HEAD", str(repository)]) == 2
    assert "git is not installed" in capsys.readouterr().err
