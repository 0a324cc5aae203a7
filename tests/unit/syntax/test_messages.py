"""The sentence for each usual slip: code, place, words, way out and correction."""

from __future__ import annotations

import re

import pytest
from faults import KINDS, TOUR, faults

from sladsl.diagnostics.diagnostic import Diagnostic
from sladsl.source import Source
from sladsl.syntax import repairs, tables
from sladsl.syntax.foreign import FOREIGN_PHRASES, FOREIGN_SIGNS, FOREIGN_WORDS
from sladsl.syntax.parser import parse
from sladsl.syntax.phrases import BLOCKS, EXAMPLES, VALUES
from sladsl.syntax.repairs import distance, near


def inside(statement: str) -> str:
    return f'corporate sla Base "B" {{\n  {statement}\n  law FI\n}}\n'


def findings(text: str) -> tuple[Diagnostic, ...]:
    return parse(Source("x.sla", text)).diagnostics


PROMISE = "guarantee u: availability of X >= 99.9% per month"

SLIPS = {
    "a decimal comma": (
        inside("guarantee u: availability of X >= 99,9% per month"),
        "SLA0106 2:37 `99,9%` is no number: the decimal sign is a point | write `99.9%`",
    ),
    "a decimal comma in a percentile": (
        inside("guarantee u: p99,9 of latency of X <= 1 s per month"),
        "SLA0106 2:16 `p99,9` is no number: the decimal sign is a point | write `p99.9`",
    ),
    "thousands set apart by a comma": (
        inside("fee monthly = 42,000 EUR per month"),
        "SLA0106 2:17 `42,000` is no number: a comma separates the items of a list"
        " | write `42_000` for thousands, or `42.000` for a fraction",
    ),
    "millions set apart by commas": (
        inside("fee monthly = 1,420,000 EUR per month"),
        "SLA0106 2:17 `1,420,000` is no number: thousands are set apart by `_` | write `1_420_000`",
    ),
    "a promise without a name": (
        inside("guarantee availability of X >= 99.9% per month"),
        "SLA0112 2:3 a name and a colon are missing after `guarantee` | it reads, for example: guarantee",
    ),
    "a promise without a name of a percentile": (
        inside("guarantee p99 of latency of X <= 1 s per month"),
        "SLA0112 2:3 a name and a colon are missing after `guarantee` | it reads, for example: guarantee",
    ),
    "a house rule about credits that is not finished": (
        "policy House {\n  credits at risk <= 40%\n}\n",
        "SLA0101 2:22 `credits` is not finished at `}`"
        " | it reads, for example: credits at risk <= 30% of annual fee",
    ),
    "a power of ten": (
        inside("fee monthly = 1e9 EUR per month"),
        "SLA0106 2:17 `1e9` is no number: numbers are written in full | write `1_000_000_000`",
    ),
    "a power of ten with a fraction": (
        inside("review every 1.25E+03 months"),
        "SLA0106 2:16 `1.25E+03` is no number: numbers are written in full | write `1_250`",
    ),
    "a negative power of ten": (
        inside("review every 1e-3 months"),
        "SLA0106 2:16 `1e-3` is no number: numbers are written in full | write `0.001`",
    ),
    "a power of ten beyond all measure": (
        inside("fee monthly = 1e999 EUR per month"),
        "SLA0106 2:17 `1e999` is no number: numbers are written in full"
        " | write all digits; `_` may stand between thousands",
    ),
    "a date with the day first": (
        inside("effective 31.12.2027"),
        "SLA0106 2:13 `31.12.2027` is not how a date is written | write `2027-12-31`: year, month, day",
    ),
    "a date without zeros": (
        inside("effective 2027-1-1"),
        "SLA0106 2:13 `2027-1-1` is not how a date is written | write `2027-01-01`: year, month, day",
    ),
    "a date whose month nobody can tell": (
        inside("effective 01/02/2027"),
        "SLA0106 2:13 `01/02/2027` is not how a date is written"
        " | write the year, the month and the day, as in 2027-02-01",
    ),
    "a misspelt word": (
        inside("garantee u: availability of X >= 99.9% per month"),
        "SLA0110 2:3 `garantee` is no word that fits here | did you mean `guarantee`?",
    ),
    "a misspelt word further on": (
        inside("guarantee u: availability of X >= 99.9% durng Always"),
        "SLA0110 2:43 `durng` is no word that fits here | did you mean `during`?",
    ),
    "no colon": (
        inside("guarantee u availability of X >= 99.9% per month"),
        "SLA0111 2:13 a colon is missing between `u` and `availability` | it reads, for example: guarantee",
    ),
    "no equals sign": (
        inside("fee monthly 42_000 EUR per month"),
        "SLA0111 2:7 an equals sign is missing between `monthly` and `42_000` | it reads, for example: fee",
    ),
    "no comma": (
        'service S "s" { includes "a" "b", "c" }\n',
        'SLA0111 1:26 a comma is missing between `"a"` and `"b"` | it reads',
    ),
    "no target": (
        inside("guarantee u: availability of X per month during Always"),
        "SLA0111 2:32 a target such as `>= 99.9%` is missing between `X` and `per` | it reads, for",
    ),
    "no comparison": (
        inside("guarantee u: availability of X 99.9% per month"),
        "SLA0111 2:32 `>=` or `<=` is missing between `X` and `99.9%` | it reads, for example: guarantee",
    ),
    "a comparison with a blank in it": (
        inside("guarantee r: response of P1 < = 20 min for 99% of tickets per month"),
        "SLA0116 2:31 `< =` is written `<=` here | write `<=`",
    ),
    "the currency first": (
        inside("fee monthly = EUR 3_000 per month"),
        "SLA0113 2:17 `EUR` and `3_000` stand the other way round | write `3_000 EUR`",
    ),
    "a share without its of": (
        inside(PROMISE + " {\n    credit { below 99.9%: 10% monthly }\n  }"),
        "SLA0112 3:27 `of` is missing between `10%` and `monthly` | it reads, for example: below 99.95%",
    ),
    "a period in one word": (
        inside("guarantee u: availability of X >= 99.9% monthly during Always"),
        "SLA0116 2:43 `monthly` is what others call it: here it is `per month` | write `per month`",
    ),
    "business days": (
        inside("report u each month within 5 business days"),
        "SLA0116 2:32 `business` is what others call it: here it is `working` | write `working`",
    ),
    "a word of two meanings": (
        'contract C "c" {\n  law FI\n}\n',
        "SLA0116 1:1 `contract` is what others call it: here it is `sla` or `uc` | write `sla` or `uc`",
    ),
    "a word too much": (
        inside("review every 12 months please"),
        "SLA0101 2:26 `please` does not fit here | it reads, for example: review every 12 months",
    ),
    "no unit at the end": (
        inside("review every 12"),
        "SLA0112 2:16 a unit is missing after `12` | it reads, for example: review",
    ),
    "no value": (
        inside("guarantee u: availability of X >= per month"),
        "SLA0112 2:34 a value with its unit, such as 99.9% or 4 h is missing between `>=` and `per`",
    ),
    "a word missing": (
        inside("fee monthly = 1 EUR month"),
        "SLA0112 2:19 `per` is missing between `EUR` and `month` | it reads, for example: fee",
    ),
    "nothing after the word": (
        inside("review every"),
        "SLA0112 2:10 a number with its unit is missing after `every` | it",
    ),
    "an unfinished end": (
        inside(PROMISE + " {\n    lower levels may\n  }"),
        "SLA0112 3:18 `lower` is not finished after `may` | it reads, for example: lower levels may",
    ),
    "no brace": (
        'party X "x"\n  country FI\n}\n',
        'SLA0111 1:9 an opening brace `{` is missing after `"x"` | it reads, for example: party',
    ),
    "reversed sign": (
        inside("guarantee u: availability of X => 99.9% per month"),
        "SLA0116 2:34 `=>` is written `>=` here | write `>=`",
    ),
    "doubled sign": (
        inside("fee monthly == 1 EUR per month"),
        "SLA0116 2:15 `==` is written `=` here | write `=`",
    ),
    "round the clock": (
        'calendar C "c" {\n  open 24/7\n}\n',
        "SLA0116 2:8 `24/7` is written in words here | write `open always`",
    ),
    "round the clock elsewhere": (
        inside("guarantee r: response of P1 <= 1 h during 24/7"),
        "SLA0116 2:45 `24/7` is written in words here | import std.calendars { Always }",
    ),
    "the wrong order": (
        'sla customer K "k" {\n}\n',
        "SLA0113 1:1 `sla` and `customer` stand the other way round | write `customer sla`",
    ),
    "number and unit turned": (
        inside("review every months 12"),
        "SLA0113 2:16 `months` and `12` stand the other way round | write `12 months`",
    ),
    "a word twice": (
        inside("relies on on D"),
        "SLA0101 2:13 `on` is written twice | it reads, for example: relies on DbaOla",
    ),
    "the wrong block": (
        'service S "s" {\n  effective 2027-01-01\n  needs D\n}\n',
        "SLA0114 2:3 `effective` belongs into an agreement, not into a service | move it there; it reads",
    ),
    "a wrong block where two are right": (
        'service S "s" {\n  fee monthly = 1 EUR per month\n  needs D\n}\n',
        "SLA0114 2:3 `fee` belongs into an agreement or a scenario, not into a service | move it",
    ),
    "a block too far out": (
        inside("alert at 50% of budget"),
        "SLA0114 2:3 `alert` belongs into a guarantee, not into an agreement | move it there; it reads",
    ),
    "a statement at the margin": (
        f"{PROMISE}\n",
        "SLA0114 1:1 `guarantee` belongs into an agreement, not at the margin | move it there; it reads",
    ),
    "a declaration inside": (
        inside('service S "s" {\n    needs D\n  }'),
        "SLA0115 2:3 `service` begins a declaration of its own and stands inside another | declarations",
    ),
    "an indented declaration": (
        'party X "x" {\n  country FI\n}\n  party Y "y"\n',
        "SLA0115 4:3 `party` begins a declaration of its own and is indented | declarations stand one after",
    ),
    "another tool's word": (
        inside("objective u: availability of X >= 99.9% per month"),
        "SLA0116 2:3 `objective` is what others call it: here it is `guarantee` | write `guarantee`",
    ),
    "another tool's block": (
        'slo U "u" {\n  law FI\n}\n',
        "SLA0116 1:1 `slo` is what others call it: here it is `sla` | write `sla`",
    ),
    "another tool's word with no place": (
        inside(PROMISE + " {\n    threshold 99%: 1% of monthly\n  }"),
        "SLA0116 3:5 `threshold` is what others call it: the language has no such word | what comes",
    ),
    "an inner brace": (
        'corporate sla B "b" {\n  ' + PROMISE + " {\n    exact\n  law FI\n}\nparty Y\n",
        "SLA0103 2:53 the brace of `guarantee` is never closed | close it with } where the block ends",
    ),
    "the last brace": (
        'party X "x" {\n  country FI\n\nparty Y "y"\n',
        "SLA0103 1:13 the brace of `party` is never closed | close it with } where the block ends",
    ),
    "one brace too many": (
        'party X "x" {\n  country FI }\n}\n',
        "SLA0101 3:1 this brace closes nothing, or closes too early | remove it",
    ),
    "a comma at the end of a list": (
        'service S "s" {\n  needs A, B,\n  url "x"\n}\n',
        "SLA0101 2:13 after this comma `needs` goes on in the next line, where something else begins",
    ),
    "a brace on its own line": (
        'party X "x"\n{\n  country FI\n}\n',
        "SLA0101 1:9 the line ends in the middle of `party` | lines go on after a comma",
    ),
    "no declaration": (
        "- name: x\n",
        "SLA0104 1:1 `-` begins no declaration | it begins with a word such as",
    ),
    "a misspelt declaration": (
        'party X "x"\nsevice S "s" {\n  needs D\n}\n',
        "SLA0110 2:1 `sevice` is no word that fits here | did you mean `service`?",
    ),
    "no such day": (
        "calendar C {\n  closed 2027-02-30\n}\n",
        "SLA0106 2:10 `2027-02-30` is not a day of the calendar | dates are written year-month-day",
    ),
    "two statements on a line": (
        inside("law FI law FI"),
        "SLA0111 2:10 `law` begins a new statement on the same line | begin a new line, or put `;` before it",
    ),
}


def said(finding: Diagnostic) -> str:
    span = finding.labels[0].span
    return f"{finding.rule.code} {span.line}:{span.column} {finding.message} | {finding.help}"


@pytest.mark.parametrize("slip", SLIPS)
def test_slips(slip: str) -> None:
    text, expected = SLIPS[slip]
    found = findings(text)
    assert [said(f)[: len(expected)] for f in found] == ([expected] if expected else [])


def test_every_fix_mends() -> None:
    """Each of these programs has one slip; a fix that is offered leaves nothing to report."""
    mended = 0
    for text, _ in SLIPS.values():
        for finding in findings(text):
            if finding.fix is not None:
                (edit,) = finding.fix.edits
                after = text[: edit.span.start] + edit.text + text[edit.span.end :]
                mended += 1
                assert findings(after) == (), (finding.message, after)
    assert mended >= 15


MEANT = {
    "the currency first": "write `3_000 EUR`",
    "a share without its of": "write `of`",
    "a period in one word": "write `per month`",
    "business days": "write `working`",
    "a comparison with a blank in it": "write `<=`",
    "an equals sign for nothing": "remove it",
    "no target": None,
    "no comparison": None,
    "a word of two meanings": None,
    "a word too much": None,
}


@pytest.mark.parametrize("slip", MEANT)
def test_only_what_was_meant_is_offered(slip: str) -> None:
    """A word, a value or a comparison is never removed, and none of them made up."""
    text = SLIPS[slip][0] if slip in SLIPS else inside("law = FI")
    (finding,) = findings(text)
    assert (finding.fix and finding.fix.title) == MEANT[slip]


@pytest.mark.parametrize(
    "line",
    [
        'party X "x" { country FI| address "Street 1"| contact "a@b.example" }',
        'calendar C "c" { zone "UTC"| open Mon-Fri 08:00-09:00| closed Sat }',
        'exclusion E "e" { window Sun 02:00-04:00| at most 4 h per month| notice 5 days }',
        'service S "s" { measure m from tickets { where = `a`| down = `b`| up = `c` } }',
        'metric M "m" { better higher| signals a, b| value = a / b }',
        "sla A { provider B| customer C| law FI| review every 12 months }",
    ],
)
def test_several_statements_on_one_line(line: str) -> None:
    """Each is told, whatever it says, and with the fixes nothing is left."""
    found = findings(line.replace("|", "") + "\n")
    assert [f.rule.code for f in found] == ["SLA0111"] * line.count("|")
    assert all(f.message.endswith("begins a new statement on the same line") for f in found)
    assert findings(line.replace("|", ";") + "\n") == ()


def test_no_message_speaks_of_the_parser() -> None:
    """The rules of the house for messages, over thousands of faults: plain words, no names of terminals."""
    terminals = set(tables.load().row(tables.load().start)) | set(repairs.SIGNS) | set(VALUES)
    seen = set()
    for path in TOUR:
        for kind in KINDS:
            for fault in faults(path.read_text(encoding="utf-8"), kind, 15, seed=5):
                for finding in findings(fault.text):
                    message = re.sub(r"`[^`]*`", "", finding.message)
                    assert not terminals & set(re.findall(r"\w+", message)), finding.message
                    assert "expected" not in message and "token" not in message and "Lark" not in message
                    assert finding.message[0].islower() or finding.message[0] == "`", finding.message
                    assert not finding.message.endswith("."), finding.message
                    assert (
                        "  " not in message.replace(finding.message[:1], "", 1).strip()
                        or "`" in finding.message
                    )
                    assert finding.help, finding.message
                    seen.add(finding.rule.code)
    assert {"SLA0101", "SLA0103", "SLA0110", "SLA0111", "SLA0112", "SLA0113"} <= seen


@pytest.mark.parametrize("word", sorted(EXAMPLES.keys() - {"|"}))
def test_examples_are_right(word: str) -> None:
    """What a message shows as the right form is one: it parses where the tables say that it stands."""
    text = EXAMPLES[word].replace("{ … }", "{ }").replace("…", "x")
    loaded = tables.load()
    if not findings(text + "\n"):
        return
    heads = {
        "agreement": "sla A {",
        "party": "party A {",
        "calendar": "calendar A {",
        "service": "service A {",
        "metric": "metric A {",
        "exclusion": "exclusion A {",
        "guarantee": "sla A {\nguarantee g: m >= 1% {",
        "credit_tiers": "sla A {\nguarantee g: m >= 1% {\ncredit {",
        "credit_terms": "sla A {\ncredits {",
        "policy": "policy A {",
        "scenario": 'scenario "a" for A {',
        "priorities": "priorities A {",
    }
    *only, word = word.split()
    homes = [home for home in only or heads if word in loaded.blocks[home]]
    assert homes, f"`{word}` stands in no block"
    for home in homes:
        head = heads[home]
        if not findings(f"{head}\n{text}\n{'}' * head.count('{')}\n"):
            return
    pytest.fail(f"{text} parses nowhere")


def test_every_block_has_a_name_and_foreign_words_lead_somewhere() -> None:
    loaded = tables.load()
    assert set(loaded.blocks) == set(BLOCKS)
    for word, ours in FOREIGN_WORDS.items():
        assert word == word.lower()
        assert all(other in loaded.keywords for other in ours), word
    assert all(not findings(inside(f"{PROMISE[:-10]} {' '.join(p)}")) for p in FOREIGN_PHRASES.values())
    for sign, (kind, text) in FOREIGN_SIGNS.items():
        assert sign != text and kind.isupper()


def test_near() -> None:
    assert distance("garantee", "guarantee") == 1 and distance("gaurantee", "guarantee") == 1
    assert distance("", "abc") == 3 and distance("kitten", "sitting") == 3
    assert near("garantee", "guarantee") and near("untl", "until") and near("fees", "fee")
    assert not near("fee", "fee") and not near("of", "on") and not near("hours", "month")


def test_many_errors_are_cut_short() -> None:
    text = "corporate sla B {\n" + "  relys on A\n" * 100 + "}\n"
    assert 20 <= len(findings(text)) <= 30


def test_a_reported_character_is_not_reported_twice() -> None:
    assert len(findings(inside("fee monthly = €100 per month"))) == 1
    assert len(findings('party X "x {\n  country FI\n}\n')) == 1
