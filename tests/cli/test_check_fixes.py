"""`sla check` as it is governed: selections, settings, fixes that are shown, written or refused."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from sladsl.cli.entry import main

Printed = pytest.CaptureFixture[str]
HEAD = """import std.metrics { availability }

party Nordwind "Nordwind Cloud Oy"
party Keskola "Keskola Oyj"

"""
DEAL = """sla Deal "Service level agreement" {
  provider Nordwind
  customer Keskola
  effective 2027-01-01
  silence not-reported "nobody remembers"
  guarantee uptime: availability >= 99.5% per month { exact }
  report uptime each month within 5 working days
}
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.sla").write_text(HEAD + DEAL)
    return tmp_path


def check(*more: str) -> int:
    return main(["check", "--as-of", "2027-06-01", "--format", "concise", *more])


def codes(capsys: Printed) -> list[str]:
    return [line.split(" ")[2] for line in capsys.readouterr().out.splitlines()]


def test_select_and_ignore(folder: Path, capsys: Printed) -> None:
    assert check() == 1
    assert "SLA0919" in codes(capsys)
    assert check("--ignore", "SLA09") == 0 and codes(capsys) == []
    assert check("--select", "tier-gap, SLA06") == 0 and codes(capsys) == []
    assert check("--select", "stale-silence") == 1 and codes(capsys) == ["SLA0919"]


def test_settings_choose_and_the_command_line_goes_first(folder: Path, capsys: Printed) -> None:
    (folder / "sla.toml").write_text('[check]\nignore = ["stale-silence"]\n')
    assert check() == 0 and codes(capsys) == []
    assert check("--select", "SLA0919") == 1 and codes(capsys) == ["SLA0919"]
    (folder / "sla.toml").write_text('[check]\nselect = ["SLA08"]\n')
    assert check() == 0 and codes(capsys) == []


@pytest.mark.parametrize("names", ["", ",", " , "])
def test_a_selection_of_nothing(folder: Path, capsys: Printed, names: str) -> None:
    assert check("--select", names) == 2
    assert "it is empty: leave the option out to choose all" in capsys.readouterr().err


@pytest.mark.parametrize(("key", "name"), [("select", "tier-gapp"), ("ignore", "SLA01"), ("ignore", "SLA77")])
def test_settings_that_name_nothing(folder: Path, capsys: Printed, key: str, name: str) -> None:
    (folder / "sla.toml").write_text(f'[check]\n{key} = ["{name}"]\n')
    assert check() == 1
    assert "SLA0004" in codes(capsys)
    assert check(f"--{key}", name) == 2


def test_what_is_broken_cannot_be_hidden(folder: Path, capsys: Printed) -> None:
    (folder / "a.sla").write_text(HEAD + DEAL.replace("customer Keskola", "customer Keskla"))
    assert check("--select", "SLA08") == 1
    assert codes(capsys) == ["SLA0201"]


def test_diff_shows_and_writes_nothing(folder: Path, capsys: Printed) -> None:
    before = (folder / "a.sla").read_bytes()
    assert check("--diff") == 1
    printed = capsys.readouterr()
    assert '\n-  silence not-reported "nobody remembers"\n' in printed.out
    assert printed.err == "1 finding would be mended\n"
    assert (folder / "a.sla").read_bytes() == before


def test_fix_writes_and_says_what(folder: Path, capsys: Printed) -> None:
    assert check("--fix") == 0
    printed = capsys.readouterr()
    assert printed.err == "a.sla:10: stale-silence: remove the silence\n1 finding mended\n"
    wanted = "".join(line for line in (HEAD + DEAL).splitlines(True) if "silence" not in line)
    assert (folder / "a.sla").read_text() == wanted
    assert check("--fix") == 0
    assert capsys.readouterr().err == "nothing mended\n"


def test_a_guess_needs_leave(folder: Path, capsys: Printed) -> None:
    wrong = HEAD + DEAL.replace("customer Keskola", "customer Keskla").replace("  silence", "  # silence")
    (folder / "a.sla").write_text(wrong)
    assert check("--fix") == 1
    assert "1 more can be mended by changing what is promised: add --unsafe-fixes" in capsys.readouterr().err
    assert (folder / "a.sla").read_text() == wrong
    assert check("--unsafe-fixes") == 1
    assert capsys.readouterr().err.startswith("nothing was mended: --fix takes the fixes")
    assert (folder / "a.sla").read_text() == wrong
    assert check("--fix", "--unsafe-fixes") == 0
    assert (folder / "a.sla").read_text() == wrong.replace("Keskla", "Keskola")


def test_fixes_follow_from_fixes(folder: Path, capsys: Printed) -> None:
    """The slip hides the missing import, which hides the silence: one run mends all three."""
    wrong = (HEAD + DEAL).replace("import std.metrics { availability }\n", "").replace("provider", "provdier")
    (folder / "a.sla").write_text(wrong)
    assert check("--fix") == 0
    text = (folder / "a.sla").read_text()
    assert "import std.metrics { availability }" in text and "silence" not in text and "provider" in text
    assert "3 findings mended" in capsys.readouterr().err


def test_a_fix_that_breaks_more_is_taken_back(
    folder: Path, capsys: Printed, monkeypatch: pytest.MonkeyPatch
) -> None:
    from sladsl.diagnostics.diagnostic import Edit, Fix
    from sladsl.rules import silences
    from sladsl.source import Span

    def breaking(silence: silences.Silence) -> Fix:
        source = silence.span.source
        return Fix("break it", (Edit(Span(source, 0, len(source.text)), "sla {"),), safe=True)

    monkeypatch.setattr(silences, "_removal", breaking)
    before = (folder / "a.sla").read_bytes()
    assert check("--fix") == 1
    assert codes(capsys) == ["SLA0919"]
    assert (folder / "a.sla").read_bytes() == before


def test_the_smallest_repair_is_enough(folder: Path, capsys: Printed) -> None:
    (folder / "a.sla").write_text(
        """import std.calendars { Always }
party Nordwind "Nordwind Cloud Oy"
party Keskola "Keskola Oyj"
party Telia "Telia Finland Oyj"
metric uptime "Uptime" {
  better higher
  signals up
  value = share of time where up
  empty counts as excluded
  undeployed time counts as excluded
  partial minutes count
}
service Network "Network" { measure uptime from prometheus { up = `probe_success` } }
service Shop "Shop" { needs Network; measure uptime from prometheus { up = `probe_success` } }
uc Line "Network contract" {
  provider Telia
  customer Nordwind
  effective 2027-01-01 until 2028-12-31
  hours Always zone "Europe/Helsinki"
  guarantee uptime: uptime of Network >= 99.5% per month { exact }
}
sla Deal "Service level agreement" {
  provider Nordwind
  customer Keskola
  effective 2027-01-01 until 2028-12-31
  hours Always zone "Europe/Helsinki"
  guarantee uptime: uptime of Shop >= 99.9% per month { exact }
  report uptime each month within 5 working days
}
"""
    )
    assert check("--fix", "--select", "availability-proof") == 1
    assert codes(capsys) == ["SLA0707"]
    assert check("--fix", "--unsafe-fixes", "--select", "availability-proof") == 0
    text = (folder / "a.sla").read_text()
    assert "uptime of Network >= 99.9%" in text and "uptime of Shop >= 99.9%" in text


@pytest.mark.parametrize(
    ("rows", "mended"),
    [
        (("value < 99.9% and value > 99.0%", "value < 99.00%"), "value < 99.9% and value >= 99.0%"),
        (("value < 99.9% and value > 99.0%", "value <= 98.9%"), None),
    ],
)
def test_a_boundary_goes_to_the_milder_row(
    folder: Path, capsys: Printed, rows: tuple[str, str], mended: str | None
) -> None:
    tiers = f"credit {{ when {rows[0]}: 10% of monthly; when {rows[1]}: 25% of monthly }}"
    deal = DEAL.replace("{ exact }", f"{{ exact\n    {tiers}\n  }}").replace("99.5%", "99.9%")
    deal = deal.replace("  effective", "  fee monthly = 1_000 EUR per month\n  effective")
    (folder / "a.sla").write_text(HEAD + deal)
    assert check("--select", "tier-gap") == 1
    assert codes(capsys) == ["SLA0802"]
    assert check("--fix", "--unsafe-fixes", "--select", "tier-gap") == (0 if mended else 1)
    assert (mended or rows[0]) in (folder / "a.sla").read_text()


def test_a_part_of_a_house_cannot_tell_a_silence_without_effect(folder: Path, capsys: Printed) -> None:
    """The other side of its finding may be in a file that was not read; `--fix` must not remove it."""
    (folder / "b.sla").write_text('party Alone "Alone Oy"\n')
    before = (folder / "a.sla").read_bytes()
    assert check("--fix", "a.sla") == 0
    assert (folder / "a.sla").read_bytes() == before
    capsys.readouterr()
    assert check("a.sla", "b.sla") == 1 and codes(capsys) == ["SLA0919"]
    assert check() == 1 and codes(capsys) == ["SLA0919"]


SILENT = "silence not-reported"


@pytest.mark.parametrize(
    ("written", "left"),
    [
        (f"{{ {SILENT} }}", "{}"),
        (f"{{{SILENT}}}", "{}"),
        (f"{{ {SILENT}; exact }}", "{ exact }"),
        (f"{{ exact; {SILENT} }}", "{ exact }"),
        (f"{{ exact ;{SILENT}; alert at 50% of budget }}", "{ exact ;alert at 50% of budget }"),
        (f"{{ {SILENT}\n    exact }}", "{\n    exact }"),
        (f"{{\n    exact\n    {SILENT} }}", "{\n    exact\n    }"),
        (f"{{\n    exact\n\t{SILENT};\n  }}", "{\n    exact\n  }"),
        (f"{{\n    exact # as it was\n    {SILENT}\n  }}", "{\n    exact # as it was\n  }"),
        ("{ exact; silence not-reported, tier-gap }", "{ exact }"),
        ("{\n  exact\n  silence not-reported,\n    tier-overlap, tier-gap\n  }", "{\n  exact\n  }"),
        # A comment that is about the silence would be left without it.
        (f"{{\n    {SILENT} # as agreed\n    exact\n  }}", None),
        (f"{{\n    exact; {SILENT} # as agreed\n  }}", None),
    ],
)
def test_a_silence_goes_and_nothing_else(
    folder: Path, written: str, left: str | None, capsys: Printed
) -> None:
    text = HEAD + DEAL.replace('  silence not-reported "nobody remembers"\n', "")
    (folder / "a.sla").write_text(text.replace("{ exact }", written))
    check("--fix", "--select", "stale-silence")
    wanted = text.replace("{ exact }", written if left is None else left)
    assert (folder / "a.sla").read_text() == wanted, capsys.readouterr().out


@pytest.mark.parametrize(
    ("written", "mended"),
    [
        ("!up", "not up"),
        ("up&&down", "up and down"),
        ("up &down", "up and down"),
        ("not[up]", "not up"),
        ("[up]", "up"),
    ],
)
def test_words_do_not_grow_together(folder: Path, written: str, mended: str) -> None:
    metric = """metric seen "Seen" {
  better higher
  signals up, down
  value = share of time where EXPRESSION
  empty counts as excluded
}
"""
    (folder / "a.sla").write_text(metric.replace("EXPRESSION", written))
    assert check("--fix") == 0
    assert (folder / "a.sla").read_text() == metric.replace("EXPRESSION", mended)


WRONG = (
    (HEAD + DEAL).replace("provider", "provdier").replace("import std.metrics { availability }\n", "# head\n")
)
MENDED = "import std.metrics { availability }\n" + "".join(
    line for line in WRONG.replace("provdier", "provider").splitlines(True) if "silence" not in line
)


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_fixes_keep_line_ends_and_the_mark(folder: Path, mark: str, end: str) -> None:
    (folder / "a.sla").write_bytes((mark + WRONG.replace("\n", end)).encode())
    assert check("--fix") == 0
    assert (folder / "a.sla").read_bytes() == (mark + MENDED.replace("\n", end)).encode()


def test_fixes_keep_line_ends_that_differ(folder: Path) -> None:
    ends = ["\r\n" if number % 3 else "\n" for number in range(WRONG.count("\n"))]
    lines = WRONG.splitlines()
    (folder / "a.sla").write_bytes("".join(map("".join, zip(lines, ends, strict=True))).encode())
    assert check("--fix") == 0
    kept = [(line, end) for line, end in zip(lines, ends, strict=True) if "silence" not in line]
    kept = [(line.replace("provdier", "provider"), end) for line, end in kept]
    wanted = [("import std.metrics { availability }", "\n"), *kept]
    assert (folder / "a.sla").read_bytes() == "".join(map("".join, wanted)).encode()


def test_a_difference_can_be_applied(folder: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    text = (WRONG + "# form\x0cfeed, last line without an end").replace("\n", "\r\n").encode()
    (folder / "a.sla").write_bytes(text)
    assert check("--diff") == 1
    shown = capfdbinary.readouterr().out
    done = subprocess.run(
        ["git", "apply", "-p0", "-"], input=shown, cwd=folder, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr
    by_hand = (folder / "a.sla").read_bytes()
    (folder / "a.sla").write_bytes(text)
    assert check("--fix") == 0
    assert (folder / "a.sla").read_bytes() == by_hand != text


def test_layout_keeps_line_ends(folder: Path) -> None:
    text = (HEAD + DEAL).replace("\n", "\r\n").replace("  provider", "provider").encode()
    (folder / "a.sla").write_bytes(text)
    assert main(["fmt"]) == 0
    laid_out = (folder / "a.sla").read_bytes()
    assert b"\r\n  provider" in laid_out and laid_out.count(b"\r\n") == laid_out.count(b"\n")
