"""Whatever an agreement says stands in its contract, in every language and edition, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from contract_houses import DATED, DIGEST, contract, everything, house_of, nordwind

from sladsl.backends.document_options import DocumentOptions
from sladsl.backends.markdown import MarkdownBackend
from sladsl.exact.durations import Duration
from sladsl.exact.money import Money as Amounting
from sladsl.lower.document import Document, Edition, Inlines, plain
from sladsl.lower.to_document import to_document
from sladsl.lower.values import Day, Elapsed, Money, Percent
from sladsl.lower.wording import Wording, wording
from sladsl.model.agreements import Agreement
from sladsl.model.credits import Amount, FeeShare
from sladsl.model.values import Ratio, Words

HOUSES = {"nordwind": nordwind, "everything": everything}
CASES = [
    (house, key, language)
    for house, read in HOUSES.items()
    for key in read().agreements
    for language in ("en", "fi")
]
LEFTOVERS = re.compile(r"\bNone\b|\$|\{|\}|Fraction\(|<[a-z-]+>|\bTrue\b|\bFalse\b|[\ue000-\ue004]")
TWICE = re.compile(r"\b(\w{2,}) \1\b")


def parts(node: object) -> Iterator[Inlines]:
    """Every run of inline content, cell by cell."""
    if isinstance(node, tuple) and node and all(type(x).__name__ in INLINE for x in node):
        yield node
    elif isinstance(node, tuple):
        for each in node:
            yield from parts(each)
    elif hasattr(node, "__dataclass_fields__"):
        for name in node.__dataclass_fields__:
            yield from parts(getattr(node, name))


INLINE = {"Text", "Strong", "Emphasis", "Code", "Link", "Reference", "Term", "LineBreak"}


def text_of(document: Document) -> str:
    """Everything a contract says, as one string with single spaces."""
    found = [document.title, document.subtitle]
    found += [f"{p.role} {p.name} {' '.join(p.details)}" for p in document.parties]
    found += [f"{f.label} {plain(f.value)}" for f in document.facts]
    for clause in document.walk():
        found.append(clause.title)
        found += [plain(content) for content in parts(clause.blocks)]
        found += [f"{e.term} {plain(e.meaning)}" for b in clause.blocks for e in getattr(b, "entries", ())
                  if hasattr(e, "meaning")]  # fmt: skip
        found += [e.label for b in clause.blocks for e in getattr(b, "entries", ()) if hasattr(e, "label")]
    for block in document.signatures:
        found += [block.party, *(f"{line.name} {line.title}" for line in block.lines)]
    return " ".join(" ".join(found).replace("\u00a0", " ").split())


def said(words: Words, language: str) -> list[str]:
    """The stretches of an author's text between its mentions and marks, long enough to look for."""
    pieces = [p for p in words.parts(language) if isinstance(p, str)]
    stretches = [s.strip() for p in pieces for s in re.split(r"[*_`\n{}<>\[\]#]|(?m:^\s*\d+\.\s|^\s*- )", p)]
    return [" ".join(s.split()) for s in stretches if len(s.strip()) > 3]


def written(words: Wording, value: object) -> str:
    match value:
        case Ratio(share):
            return words.value(Percent(share))
        case Duration(seconds):
            return words.value(Elapsed(seconds))
        case Amounting(amount, currency):
            return words.value(Money(amount, currency))
    return ""


def amounts(agreement: Agreement) -> Iterator[Amount]:
    for promise in agreement.promises:
        for scheme in (promise.credit, promise.bonus):
            if scheme is not None:
                yield from (tier.amount for tier in scheme.tiers)
                yield from [scheme.single] if scheme.single else []


@pytest.mark.parametrize(("house", "key", "language"), CASES)
def test_every_statement_is_there(house: str, key: str, language: str) -> None:
    agreement = HOUSES[house]().agreements[key]
    words = wording(language)
    shown = text_of(contract(house, key, language))
    wanted: list[str] = []
    for promise in agreement.promises:
        wanted += [*said(promise.title, language), written(words, promise.target)]
        wanted += [t for e in promise.exclusions for t in said(e.title, language)]
        wanted += [t for e in promise.exclusions if e.prose for t in said(e.prose, language)]
        wanted += [t for s in promise.services for t in said(s.title, language)]
        wanted += (
            said(promise.during.title, language) if promise.during and not promise.during.is_always else []
        )
        for scheme in (promise.credit, promise.bonus):
            for tier in scheme.tiers if scheme else ():
                wanted.append(written(words, tier.bound).rstrip(" %\u00a0"))
    for amount in amounts(agreement):
        if isinstance(amount.base, FeeShare):
            wanted.append(words.value(Percent(amount.base.ratio)))
    wanted += [words.value(Money(f.amount.amount, f.amount.currency)) for f in agreement.fees]
    for use in (agreement.provider, agreement.customer, *agreement.approvals):
        wanted += said(use.title, language) if use else []
    for use in (agreement.provider, agreement.customer):
        if use is not None and use.unit is None:
            wanted += [s.person for s in use.party.signatories]
    wanted += [
        to for e in agreement.escalations for s in e.steps for u in s.to for to in said(u.title, language)
    ]
    for obligation in (*agreement.duties, *agreement.requirements):
        wanted += said(obligation.text, language)
    wanted += [words.value(Day(agreement.reviewed))] if agreement.reviewed else []
    wanted += [t for s in agreement.surcharges for t in said(s.text, language)]
    wanted += [t for c in agreement.clauses for t in (*said(c.title, language), *said(c.text, language))]
    missing = [w for w in wanted if w.replace("\u00a0", " ") not in shown]
    assert not missing


@pytest.mark.parametrize(("house", "key", "language"), CASES)
def test_nothing_shows_through(house: str, key: str, language: str) -> None:
    for edition in Edition:
        document = contract(house, key, language, edition)
        for content in parts((document.clauses, document.schedules)):
            line = plain(content)
            assert line.strip()
            own = "{braces}" in line or "javascript" in line or "$range" in line or "<b>" in line
            assert own or not LEFTOVERS.search(line), line
            assert not TWICE.search(line), line
            assert "  " not in line and " ." not in line and ".." not in line, line
        empty = [c.key for c in document.walk() if not c.blocks and not c.children]
        assert not empty


@pytest.mark.parametrize(("house", "key", "language"), CASES)
def test_the_other_party_sees_no_query_and_no_support(house: str, key: str, language: str) -> None:
    found = HOUSES[house]()
    external = text_of(contract(house, key, language, Edition.EXTERNAL))
    internal = contract(house, key, language, Edition.INTERNAL)
    inside = text_of(internal) + " ".join(
        block.text for clause in internal.walk() for block in clause.blocks if hasattr(block, "text")
    )
    agreement = found.agreements[key]
    wanted = {m.key for p in agreement.promises for m in [p.metric]}
    for service in agreement.services:
        for measure in service.measures:
            for _, query in measure.mapping:
                if isinstance(query, str) and wanted & {m.key for m in measure.metrics}:
                    assert query not in external
                    assert " ".join(query.split()) in " ".join(inside.split())
    for support in agreement.relies:
        title = found.agreements[support].title
        titles = said(title, language)
        assert all(t in text_of(internal) for t in titles)
        named = {t for p in agreement.promises for s in p.services for t in said(s.title, language)}
        if not set(titles) & named:
            assert "schedule.supports" not in {c.key for c in contract(house, key, language).walk()}


@pytest.mark.parametrize(("house", "key", "language"), CASES)
def test_keys_are_stable_across_languages_and_editions(house: str, key: str, language: str) -> None:
    keys = [c.key for c in contract(house, key, language).walk()]
    assert keys == [c.key for c in contract(house, key, "en").walk()]
    internal = [c.key for c in contract(house, key, language, Edition.INTERNAL).walk()]
    assert [k for k in internal if not k.startswith("schedule.")] == [
        k for k in keys if not k.startswith("schedule.")
    ]


def test_promises_and_procedure_know_their_source() -> None:
    for house, key, language in CASES:
        for clause in contract(house, key, language).walk():
            if clause.key.split(".")[0] in ("levels", "credits", "exclusions", "clause", "duties") and (
                "." in clause.key
            ):
                span = clause.origin
                assert span is not None or clause.children, clause.key


def clause_text(document: Document, key: str) -> str:
    clause = next(c for c in document.walk() if c.key == key)
    return " ".join(plain(content) for c in clause.walk() for content in parts(c.blocks))


@pytest.mark.parametrize(
    ("clause", "words"),
    [
        ("measurement.availability", "is less than 5% and it is not the case that requests is less than 10"),
        ("measurement.availability", "An interval without any data is left out"),
        ("measurement.uptime", "An outage of less than 1 minute does not count."),
        ("measurement.uptime", "Only whole minutes of Downtime count"),
        ("measurement.flat", "The share is taken of 720 hours"),
        ("measurement.smooth", "that of the one before"),
        ("measurement.pooled", "every deployed_minutes weighs the same"),
        ("measurement.errors_mean", "An interval without any data counts as 0%."),
        ("measurement.failures", "for which size is more than 10"),
        ("measurement.worst", "the worst of Uptime and Availability"),
        ("measurement.success", "good divided by (total minus skipped)"),
        ("measurement.complement", "100% minus Mean errors"),
        ("measurement.repair", "the event “fixed”"),
        ("measurement.repair", "The clock pauses while the Ticket is marked “waiting”."),
        ("measurement.response", "The clock does not pause."),
        ("decision", "rounded down to 2 decimals. This applies to A levels."),
        ("decision", "S levels (Db, Flat uptime)"),
        ("exclusions.works", "the last Monday of each month"),
        ("exclusions.works", "8 June 2027 at 22:00 to 9 June 2027 at 10:00"),
        ("exclusions.works", "at most 6 hours in each calendar quarter"),
        ("exclusions.works", "see Fairness (clause 15)"),
        ("levels.d", "the 99.9th percentile"),
        ("levels.e", "is less than 1 hour 30 minutes in each calendar day"),
        ("levels.f", "billing month (from day 15)"),
        ("levels.i", "year beginning on the first day of April"),
        ("levels.s", "more than 99.9%"),
        ("levels.r", "A dash means"),
        ("credits.a", "5% of the monthly fee for each full 30 minutes of Downtime, at most 20%"),
        ("credits.a", "EUR 100, at most once per day"),
        ("credits.a", "the price of 5 days of service"),
        ("credits.a", "doubled when the Service Level is missed for 2 months in a row"),
        ("credits.b", "10 times the price of the time down"),
        ("credits.c", "at least 95% and less than 99%"),
        ("credits.f", "4 points for each started hour"),
        ("credits.f", "in all other cases"),
        ("credits.q", "EUR 50 for each full hour of delay for each Ticket"),
        ("limits", "less than EUR 1 is not granted"),
        ("limits", "at least 4 and less than 10 2% of the monthly fee at least 10 3%"),
        ("limits", "“Rules for all” together are at most 80% of the monthly fee per calendar year"),
        ("precedence", "takes the place of “Base level” in “Rules for all” (corporate level)"),
        ("precedence", "Kept level (clause 5.23) comes from “Rules for all”"),
        ("term", "is missed in 2 of 6 consecutive months"),
        ("clause.fairness", "during a Peak load, from 1 January 2027 to 31 December 2028"),
        ("clause.fairness", "<b>markup</b> and {braces}"),
        (
            "schedule.hours",
            "except public holidays in Germany (BY), Saturday 12:00–13:00 and 10 July 2028 to 21 July 2028",
        ),
    ],
)
def test_in_english_words(clause: str, words: str) -> None:
    shown = clause_text(contract("everything", "Full", "en"), clause).replace("\u00a0", " ")
    assert words in shown


@pytest.mark.parametrize(
    ("clause", "words"),
    [
        ("levels.p", "jokaisessa Tukipyynnöistä, joiden Kiireellisyysluokka on High"),
        ("levels.b", "palveluissa Kauppa ja Database on vähintään 99,5 % kunakin vuosineljänneksenä"),
        ("levels.q", "vähintään 90 prosentissa Tukipyynnöistä"),
        ("credits.a", "5 % kuukausimaksusta jokaiselta Katkoajan täydeltä 30 minuutilta"),
        ("measurement.availability", "hyvien 5 minuutin osajaksojen osuus Mittausjakson osajaksoista"),
        ("term", "on alittunut 2 peräkkäisenä vuonna"),
    ],
)
def test_in_finnish_words(clause: str, words: str) -> None:
    shown = clause_text(contract("everything", "Full", "fi"), clause).replace("\u00a0", " ")
    assert words in shown


def test_no_javascript_link() -> None:
    document = contract("everything", "Full", "en")
    assert "Link(url='javascript" not in repr(document)


def test_definitions_hold_what_is_used_and_only_that() -> None:
    terms = {entry.key for entry in contract("everything", "Full", "en").definitions}
    assert {"term.Load", "calendar.Split", "calendar.Odd", "priority.Levels.High", "metric.worst"} <= terms
    assert "term.Window" not in terms
    assert {"priority", "downtime", "fee"} & {
        e.key for e in contract("everything", "Bare", "en").definitions
    } == set()


def test_a_word_without_meaning_is_reported() -> None:
    house = house_of(
        'party A "A"\nparty B "B"\nclause c "C" { "Under {law}." }\n'
        'uc X "X" { provider A; customer B; include c }\n'
    )
    outcome = to_document(house, house.agreements["X"], "en", Edition.EXTERNAL, DIGEST, DATED)
    (found,) = outcome.diagnostics
    assert found.rule.code == "SLA1054" and "`{law}`" in found.message and found.span is not None
    assert found.span.text == "{law}"


def test_a_text_without_translation_appears_as_it_is() -> None:
    assert "Night work" in text_of(contract("everything", "Full", "fi"))


def test_inherited_and_own_promises_are_all_there() -> None:
    for house, key, _ in CASES:
        agreement = HOUSES[house]().agreements[key]
        keys = {c.key for c in contract(house, key, "en").walk()}
        assert {f"levels.{g.name}" for g in agreement.guarantees} <= keys
        assert {f"levels.{origin}.{g.name}" for origin, g in agreement.inherited} <= keys


@pytest.mark.parametrize(
    "language, meaning",
    [("en", "the party that provides the Services"), ("fi", "osapuoli, joka tuottaa Palvelut")],
)
def test_a_provider_that_is_not_named_is_no_customer(language: str, meaning: str) -> None:
    house = house_of('customer sla Draft "Draft"\n')
    document = to_document(house, house.agreements["Draft"], language, Edition.EXTERNAL, DIGEST, DATED).value
    written = MarkdownBackend().emit(document, DocumentOptions("draft.md")).value[0].content.decode()
    provider = next(line for line in written.splitlines() if 'id="term-provider"' in line)
    assert meaning in re.sub(r"\[([^]]*)\]\([^)]*\)", r"\1", provider)
