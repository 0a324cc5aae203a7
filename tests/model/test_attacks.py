"""No input, however wrong, makes the resolver raise; what nests too deep is said to."""

from __future__ import annotations

import random

import pytest
from houses import HOUSE, PARTS, found, in_agreement

from sladsl.compiler import compile_files

LONG = 3_000
DEEP = {
    "sum": in_agreement("  fee f = " + " + ".join(["1 EUR"] * LONG) + " per month"),
    "minus": in_agreement("  fee f = " + "-" * LONG + "1 EUR per month"),
    "brackets": in_agreement("  fee f = " + "(" * 150 + "1 EUR" + ")" * 150 + " per month"),
    "calendar": PARTS + "calendar X = " + " or ".join(["Always"] * LONG),
    "hours": in_agreement(
        "  guarantee g: up_share >= 9% during (" + " except ".join(["Always"] * LONG) + ")"
    ),
    "condition": PARTS
    + "metric x { better higher; signals up; value = share of time where "
    + " and ".join(["up"] * LONG)
    + " }",
    "term": PARTS + "metric x { better higher; signals up; value = " + " * ".join(["up"] * LONG) + " }",
    "pause": PARTS
    + "metric x { better lower; value = time from a to b; pause while "
    + "not " * LONG
    + "up }",
    "when": in_agreement(
        "  guarantee g: up_share >= 9% { credit { when " + " and ".join(["value < 9%"] * LONG) + ": 1 EUR } }"
    ),
    "chain": in_agreement("  handling of P1: " + " then ".join(["handover 1 min"] * LONG)),
    "levels": PARTS
    + "".join(f"customer sla A{i} under A{i + 1} {{}}\n" for i in range(LONG))
    + f"customer sla A{LONG} {{}}\n",
    "calendars backwards": PARTS
    + "".join(f"calendar C{i} = C{i + 1} or Always\n" for i in range(LONG))
    + f"calendar C{LONG} = Always\n",
    "calendars forwards": PARTS
    + "calendar C0 = Always\n"
    + "".join(f"calendar C{i + 1} = C{i} except Always\n" for i in range(LONG)),
    "metrics": PARTS
    + "".join(f"metric m{i} {{ better higher; value = m{i + 1} * 2 }}\n" for i in range(LONG))
    + f"metric m{LONG} {{ better higher; signals up; value = up / 2 }}\n",
}


@pytest.mark.parametrize("name", list(DEEP))
def test_what_nests_too_deep_is_said_to(name: str) -> None:
    compilation = compile_files({"case.sla": DEEP[name]})
    assert {d.rule.name for d in compilation.findings if d.is_error} == {"nested-too-deep"}
    for calendar in compilation.house.calendars.values():
        calendar.instants.intervals(0, 86_400)


def test_long_lists_are_not_deep() -> None:
    services = ", ".join(f"S{i}" for i in range(LONG))
    declared = "".join(f"service S{i}\n" for i in range(LONG))
    assert found(f"{declared}service All {{ needs {services} }}\n") == ()


@pytest.mark.parametrize("levels", [3, 20])
def test_levels_that_people_use_are_not_deep(levels: int) -> None:
    chain = "".join(f"customer sla A{i} under A{i + 1} {{}}\n" for i in range(levels))
    assert found(f"{PARTS}{chain}customer sla A{levels} {{}}\n") == ()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n\n\n",
        "#",
        "party",
        "party P {}\ncalendar A {}\npriorities R {}\nservice S {}\nmetric m {}\nexclusion e {}\nsla B {}\n"
        'template T() {}\npolicy p {}\nscenario "s" for B {}\nsla D is T() {}\n',
        "party party { unit unit }\nservice service { owner party.unit }\ncalendar calendar { open always }\n"
        "metric metric { better higher; signals signals; value = signals / 2 }\n"
        "sla sla { provider party; hours calendar; covers service\n"
        "guarantee guarantee: metric of service >= 1 }\n",
        "party N\nparty N\nservice N\n"
        "sla N { provider N; provider N; law FI; law FI }\nsla N under N is N() {}\n",
        'import ""\nimport "."\nimport "/etc/passwd"\nimport "../../x.sla"\n'
        "import std\nimport std.a.b\nimport x.y { z }\n",
        'calendar A { zone ""; open Mon }\ncalendar B { zone "../../etc"; open Mon 24:00-24:00 }\n'
        'calendar C { zone "{x}"; open Mon }\ncalendar D { zone "\\q"; open Mon }\n',
        "sla A is A() {}\ntemplate T(x: agreement = T) { relies on x }\n"
        "sla B is T(x: B) {}\nsla D is T() {}\n",
        "template T(a: money, a: ratio, b: banana, c: party = 5, d: duration = c) {}\n"
        "sla A is T(a: 1, a: 2) {}\n",
        'party N "\x00\x1b{"\n',
        "metric m { better lower; value = m }\nmetric n { better lower; value = worst of n, m, o }\n",
    ],
)
def test_it_never_raises(text: str) -> None:
    compile_files({"case.sla": text}).findings  # noqa: B018 - to compute it is the test


@pytest.mark.parametrize("seed", range(60))
def test_shuffled_words_never_make_it_raise(seed: int) -> None:
    """Programs that parse in parts and mean nothing: words of the house swapped for other words of it."""
    chance = random.Random(seed)
    words = [w for text in HOUSE.values() for w in text.split()]
    spoilt = {}
    for path, text in HOUSE.items():
        lines = []
        for line in text.split("\n"):
            parts = line.split(" ")
            if line.strip() and chance.random() < 0.25:
                parts[chance.randrange(len(parts))] = chance.choice(words)
            if chance.random() < 0.03:
                continue
            lines.append(" ".join(parts))
        spoilt[path] = "\n".join(lines)
    compilation = compile_files(spoilt)
    assert all(d.help or d.fix or d.notes for d in compilation.findings if d.rule.code.startswith("SLA02"))
