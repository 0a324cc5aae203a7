"""The house of the tour is complete, sound, and in two languages."""

from __future__ import annotations

from fractions import Fraction

from reading import EXAMPLES, compiled, texts

from sladsl.model.values import Ratio
from sladsl.source import Source
from sladsl.syntax.format import format_source

FOLDER = EXAMPLES / "nordwind"
COMPILED = compiled(FOLDER)
HOUSE = COMPILED.house


def test_it_has_the_findings_that_were_placed_there_and_no_others() -> None:
    found = sorted((f.rule.name, f.message.split("`")[1]) for f in COMPILED.findings)
    assert found == [
        ("claim-windows", "RunkoNet"),
        ("policy-credits", "Keskola"),
        ("policy-margin", "Keskola"),
    ]
    assert not any(f.is_error for f in COMPILED.findings)


def test_it_has_every_kind_and_level() -> None:
    kinds = {(a.kind, a.level) for a in HOUSE.agreements.values()}
    levels = {("sla", "corporate"), ("sla", "customer"), ("sla", "service")}
    assert kinds == levels | {("ola", None), ("uc", None)}
    assert [a.key for a in HOUSE.agreements.values() if a.template] == ["Brandt", "Havblik", "Tuohimaa"]
    assert len(HOUSE.scenarios) == 3
    assert list(HOUSE.policies) == ["Prudence"]


def test_every_title_and_sentence_is_in_finnish() -> None:
    """What has no translation is a name of its own: a company."""
    things = (HOUSE.calendars, HOUSE.priorities, HOUSE.services, HOUSE.metrics, HOUSE.agreements)
    found = [w for kind in things for thing in kind.values() for w in texts(thing)]
    found += [w for thing in HOUSE.clauses.values() for w in texts(thing)]
    companies = {party.title.plain() for party in HOUSE.parties.values()}
    missing = {w.plain() for w in found if "fi" not in dict(w.translations)}
    assert missing <= companies


def test_an_agreement_shows_everything_that_one_can() -> None:
    sla = HOUSE.agreements["Keskola"]
    said = (
        sla.effective, sla.hours, sla.priorities, sla.fees, sla.relies, sla.guarantees, sla.handlings,
        sla.credit_terms, sla.escalations, sla.reports, sla.duties, sla.requirements, sla.surcharges,
        sla.terminations, sla.approvals, sla.law, sla.review, sla.clauses, sla.version,
    )  # fmt: skip
    assert all(said)
    topics = {clause.topic for clause in sla.clauses}
    assert {"disputes", "changes", "review", "escalation", "termination", "liability"} <= topics
    assert any(guarantee.bonus for guarantee in sla.guarantees)
    for party in (HOUSE.parties["Nordwind"], HOUSE.parties["KeskolaOyj"]):
        assert party.registered and party.address and party.contact and party.signatories


def test_every_guarantee_is_reported_and_every_metric_measured() -> None:
    for sla in HOUSE.agreements.values():
        if sla.level == "corporate":
            continue
        reported = {name for report in sla.reports for name in report.guarantees}
        assert {g.name for g in sla.guarantees} <= reported, sla.key
        for guarantee in sla.guarantees:
            for service in guarantee.services:
                assert service.measure_of(guarantee.metric), f"{sla.key}.{guarantee.key}"


def test_the_promise_to_keskola_stands_on_its_supports() -> None:
    """The sum that the README tells: downtime as shares of a month, the better gateway of the two counted."""

    def allowance(key: str) -> Fraction:
        target = HOUSE.agreements[key].guarantee("uptime")[0].target
        assert isinstance(target, Ratio)
        return 1 - target.value

    used = allowance("DbaOla") + allowance("RunkoNet") + min(allowance("CardUc"), allowance("BankUc"))
    assert used == Fraction(39, 100_000)
    assert used == allowance("Keskola") * Fraction(78, 100)


def test_it_is_formatted() -> None:
    for path in FOLDER.rglob("*.sla"):
        text = path.read_text(encoding="utf-8")
        assert format_source(Source(path.name, text)).value == text, path.name
