"""A house whose every text is hostile, from files on disk through `sla build` to promtool and amtool."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from conftest import Bench

SLA = Path(sys.executable).parent / "sla"
TEXTS = {
    "templates": 'a {{ $labels.agreement }} }} {{{ {{ end }} {{/* $value {{ "x" | printf `%s` }}',
    "quotes": '"double" \'single\' `back` \\ \\n \\" \\u0041 end\\',
    "yaml": "- a: [b, c] # d &e *f !g |h >i %j @k ~ null yes: {l} : ? - ",
    "promql": 'x{y=~".*"} or vector(1) # [5m:1m] offset -1d @ end() ^ % $1 $$ ${1}',
    "paths": "../../etc/passwd C:\\con\\nul /dev/null ..",
    "lines": "one\ntwo\n\n---\n...\n\tthree\n",
    "right to left": "שלום abc مرحبا (x) ١٢",
    "unusual": "a\u00a0b\U0001f600e\u0301\ufb01 ½ ٣ \u3000z",
}
QUERY = (
    'sum(rate(http_requests_total{path=~"/a|b\\\\.c{{x}}\\"",note=\'{{ $labels.d }} }} "q" # no\','
    'raw="שלום \u202e \u2028"}[$range])) # a comment: {{ } ] ) "'
)
HOUSE = """
import std.calendars {{ Always }}
import std.metrics {{ availability }}
party Us "{t}" {{ contact "{t}"; unit Öljy "{t}" {{ contact "{t}" }} }}
party Them "{t}"
priorities Incident {{ P1 "{t}" }}
exclusion maintenance "{t}" {{ window Sun 02:00-04:00; at most 20 h per month }}
exclusion war "{t}" {{ text "{t}" }}
service שירות "{t}" {{
  owner Us.Öljy
  url "https://a.example/{t}"
  includes "{t}"
  measure availability from prometheus {{
    errors   = `{q}`
    requests = `{q}`
  }}
}}
sla 協定 "{t}" {{
  provider Us
  customer Them
  effective 2027-01-01
  hours Always zone "Europe/Helsinki"
  fee monthly = 100 EUR per month
  guarantee Доступность "{t}": availability of שירות >= 99.9% per month {{
    except maintenance, war
    credit {{ below 99.9%: 10% of monthly }}
    alert at 50%, 100% of budget
  }}
  report Доступность each month within 5 working days
  escalate P1 {{ at 50%: Us.Öljy; at 100%: Them }}
}}
"""
SETTINGS = """
[build]
runbook = "https://r.example/$labels.x/$value/{guarantee}/{agreement}?a=\\"b\\"#'c'"
[prometheus]
kubernetes = true
rules_per_group = 20
fallback_receiver = "{{ default }}: \\"x\\" # y"
mail_host = "mail.example:25"
mail_sender = "a@b.example"
blackbox = "black-box.example:9115"
"""


def escaped(text: str) -> str:
    pairs = (("\\", "\\\\"), ('"', '\\"'), ("\n", "\\n"), ("\t", "\\t"), ("{", "{{"), ("}", "}}"))
    for char, written in pairs:
        text = text.replace(char, written)
    return text


def built(bench: Bench, text: str) -> subprocess.CompletedProcess[str]:
    folder = bench.folder / "a {{ $x }} 'b' # ü: \u202e"
    (folder / "sub").mkdir(parents=True)
    (folder / "sla.toml").write_text(SETTINGS, "utf-8")
    house = HOUSE.format(t=escaped(text), q=QUERY)
    (folder / "sub" / "- {{ $labels.y }} 'c' : # ü.sla").write_text(house, "utf-8")
    command = [SLA, "build", folder, "--to", "prometheus", "--as-of", "2027-06-01"]
    return subprocess.run([*command, "--out", bench.folder], capture_output=True, text=True, check=False)


@pytest.mark.parametrize("char", ["\u202e", "\u2066", "\u2028", "\u200b", "\x07", "\x1b"], ids=ascii)
def test_what_would_not_be_seen_never_gets_so_far(bench: Bench, char: str) -> None:
    done = built(bench, f"a{char}b")
    assert done.returncode == 1 and "error[SLA01" in done.stderr and "nothing was written" in done.stderr
    assert not (bench.folder / "prometheus").exists()


@pytest.mark.parametrize("kind", TEXTS)
def test_a_hostile_house_is_built_and_proven(bench: Bench, kind: str) -> None:
    text = TEXTS[kind]
    done = built(bench, text)
    assert done.returncode == 0, done.stderr
    made = bench.folder / "prometheus"
    names = sorted(p.relative_to(made).as_posix() for p in made.rglob("*") if p.is_file())
    kinds = [name for name in names if not name.startswith(("rules/", "kubernetes/"))]
    assert kinds == ["alertmanager.yml", "probes.yml"] and len(names) == 5
    (rules,) = made.glob("rules/*.rules.yml")
    bench.run("promtool", "check", "rules", str(rules))
    bench.run("promtool", "test", "rules", str(next(made.glob("rules/*.test.yml"))))
    bench.run("amtool", "check-config", str(made / "alertmanager.yml"))
    bench.run("promtool", "check", "config", str(made / "probes.yml"))

    groups = yaml.safe_load(rules.read_bytes())["groups"]
    assert yaml.safe_load(next(made.glob("kubernetes/*.yaml")).read_bytes())["spec"]["groups"] == groups
    every = [rule for group in groups for rule in group["rules"]]
    info = next(rule["labels"] for rule in every if rule.get("record") == "sla:objective:info")
    assert (info["title"], info["agreement_title"], info["customer_title"]) == (text, text, text)
    assert (info["service"], info["guarantee"], info["agreement"]) == ("שירות", "Доступность", "協定")
    queries = [rule["expr"] for rule in every if rule.get("record") == "sla:signal:value"]
    asked = QUERY.replace("$range", "1m")
    assert len(queries) == 2 and all(asked in query for query in queries)
    for labels in (rule["labels"] for rule in every if rule.get("record") != "sla:objective:info"):
        assert text not in labels.values()
