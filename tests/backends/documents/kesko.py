"""The agreement with Kesko as a hand-built Document, every section of a contract in it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from kesko_kit import F
from kesko_procedure import Procedure
from kesko_promises import Promises

from sladsl.lower.document import (
    Align,
    Clause,
    Definitions,
    Document,
    Edition,
    Inlines,
    KeyValue,
    KeyValues,
    Kind,
    Paragraph,
    Party,
    Reference,
    Strong,
    text,
)
from sladsl.lower.numbering import numbered, used_terms
from sladsl.lower.values import Clock, Count, Day, Money
from sladsl.lower.wording import Argument


def kesko(language: str = "en", edition: Edition = Edition.EXTERNAL, name: str = "Kesko Oyj") -> Document:
    """The numbered document; `name` is the customer's, for tests that need an odd one."""
    return numbered(_Builder(language, edition, name).document())


class _Builder(Promises, Procedure):
    def document(self) -> Document:
        w = self.w
        facts = (
            KeyValue(w.say("fact-services"), text(self.service)),
            KeyValue(w.say("fact-effective"), self.v(Day(dt.date(2027, 1, 1)))),
            KeyValue(w.say("fact-until"), self.v(Day(dt.date(2029, 12, 31)))),
            KeyValue(w.say("fact-renewal"), self.v(Count(F(12), "month"))),
            KeyValue(w.say("fact-notice"), self.v(Count(F(90), "day"))),
            KeyValue(
                w.say("fact-under"), text(self.either("Corporate service levels", "Yleiset palvelutasot"))
            ),
            KeyValue(w.say("fact-law"), text(w.formats.country("FI"))),
            KeyValue(w.say("fact-version"), text("3")),
        )
        parties = (
            Party(
                w.say("role-provider"),
                "Nordwind Cloud Oy",
                ("3216549-8", "Mannerheimintie 1, 00100 Helsinki", w.formats.country("FI")),
            ),
            Party(
                w.say("role-customer"),
                self.customer,
                ("0109862-8", "Työpajankatu 12, 00580 Helsinki", w.formats.country("FI")),
            ),
        )
        clauses = (
            self.parties(),
            self.clause("definitions", 1, title="section-definitions"),
            self.scope(),
            self.hours(),
            self.priorities(),
            self.levels(),
            self.measurement(),
            self.exclusions(),
            self.fees(),
            self.credits(),
            self.claims(),
            self.responsibilities(),
            self.escalation(),
            self.reporting(),
            self.review(),
            self.disputes(),
            self.term(),
            self.precedence(),
            self.approvals(),
            self.signatures(),
        )
        schedules = (self.queries(), *((self.supports(),) if self.edition is Edition.INTERNAL else ()))
        document = Document(
            self.language,
            self.edition,
            Kind.SLA,
            w.say("kind", kind="sla"),
            self.service,
            parties,
            facts,
            "9f2c1b7e4a6d8035c1e2f3a4b5c6d7e8f90a1b2c3d4e5f60718293a4b5c6d7e8",
            "3",
            dt.date(2026, 11, 2),
            clauses,
            schedules,
            w.say("status", status="approval"),
        )
        return self.with_definitions(document)

    def with_definitions(self, document: Document) -> Document:
        def reference(key: str) -> Inlines:
            return (Reference(key),)

        arguments: dict[str, dict[str, Argument]] = {
            "provider": {"name": "Nordwind Cloud Oy"},
            "customer": {"name": self.customer},
            "service": {"scope": reference("scope")},
            "service-level": {"levels": reference("levels")},
            "service-credit": {"credits": reference("credits")},
            "bonus": {"credits": reference("credits")},
            "service-hours": {"hours": reference("hours")},
            "measurement-period": {"zone": "Europe/Helsinki"},
            "downtime": {"measurement": reference("measurement")},
            "excluded-time": {"exclusions": reference("exclusions")},
            "maintenance": {"exclusions": reference("exclusions")},
            "working-day": {"calendar": self.office},
            "priority": {"priorities": reference("priorities")},
            "fee": {"fees": reference("fees")},
        }
        entries = {}
        wanted = set(used_terms(document)) | {"agreement"}
        while todo := wanted - entries.keys():
            for key in todo:
                entries[key] = self.w.definition(key, **arguments.get(key, {}))
                wanted |= used_terms(entries[key].meaning)
        ordered = tuple(sorted(entries.values(), key=lambda d: d.term.lower()))
        body = (self.p("definitions-intro"), Definitions(ordered))
        clauses = tuple(replace(c, blocks=body) if c.key == "definitions" else c for c in document.clauses)
        return replace(document, clauses=clauses)

    def parties(self) -> Clause:
        def card(name: str, number: str, address: str, contact: str, signatory: str) -> KeyValues:
            rows = {
                "party-name": name,
                "party-registered": number,
                "party-address": address,
                "party-contact": contact,
                "party-signatory": signatory,
            }
            return KeyValues(tuple(KeyValue(self.w.say(k), text(v)) for k, v in rows.items()))

        return self.clause(
            "parties",
            12,
            self.p("parties-two"),
            Paragraph((Strong(self.i("role-provider")),)),
            card(
                "Nordwind Cloud Oy",
                "3216549-8",
                "Mannerheimintie 1, 00100 Helsinki",
                "desk@nordwind.example",
                "Aino Virtanen, Chief Operating Officer",
            ),
            Paragraph((Strong(self.i("role-customer")),)),
            card(
                self.customer,
                "0109862-8",
                "Työpajankatu 12, 00580 Helsinki",
                "it@kesko.example",
                "Matti Meikäläinen",
            ),
            title="section-parties",
        )

    def scope(self) -> Clause:
        items = self.w.join(
            [
                self.either("order capture", "tilausten vastaanotto"),
                self.either("card and bank payment", "kortti- ja pankkimaksut"),
            ]
        )
        not_items = self.w.join([self.either("fraud screening", "petosten tunnistus")])
        return self.clause(
            "scope",
            14,
            self.p("scope-intro"),
            title="section-scope",
            children=(
                self.clause(
                    "scope.checkout",
                    15,
                    self.p("scope-includes", items=items),
                    self.p("scope-excludes", items=not_items),
                    title=self.service,
                ),
            ),
        )

    def hours(self) -> Clause:
        days = self.w.say("hours-days-range", first=self.w.formats.weekday(0), last=self.w.formats.weekday(4))
        weekly = self.w.say("hours-weekly", days=days, **{"from": Clock(480)}, to=Clock(1020))
        office = (
            self.w.say("hours-in-zone", hours=weekly, zone="Europe/Helsinki")
            + ", "
            + self.w.say("hours-except-holidays", country=self.w.formats.country("FI"))
        )
        rows = ((text(self.always), self.i("hours-always")), (text(self.office), text(office)))
        price = Money(F(150), "EUR")
        return self.clause(
            "hours",
            16,
            title="section-hours",
            children=(
                self.clause(
                    "hours.1",
                    17,
                    self.p("hours-default", calendar=self.always, zone="Europe/Helsinki"),
                    self.table(
                        (("column-calendar", Align.START, 0), ("column-meaning", Align.START, 1)), *rows
                    ),
                ),
                self.clause(
                    "hours.2",
                    18,
                    self.p(
                        "surcharge-outside",
                        name=self.either("Work outside office hours", "Työ toimistoajan ulkopuolella"),
                        price=price,
                        unit="h",
                        calendar=self.office,
                    ),
                ),
            ),
        )

    def priorities(self) -> Clause:
        names = [("P1", "Critical", "Kriittinen"), ("P2", "High", "Korkea"), ("P3", "Normal", "Tavallinen")]
        about = [
            (
                "The service is down for all users and there is no workaround.",
                "Palvelu on poissa kaikilta käyttäjiltä, eikä kiertotietä ole.",
            ),
            (
                "A main function is down, or the service is slow for all users.",
                "Päätoiminto on poissa, tai palvelu on hidas kaikille.",
            ),
            (
                "One user or a minor function is affected.",
                "Häiriö koskee yhtä käyttäjää tai vähäistä toimintoa.",
            ),
        ]
        rows = tuple(
            (text(k), text(self.either(e, f)), text(self.either(*d)))
            for (k, e, f), d in zip(names, about, strict=True)
        )
        high, medium, low = (
            self.either("high", "suuri"),
            self.either("medium", "keskitaso"),
            self.either("low", "pieni"),
        )
        matrix = self.table(
            (
                (self.w.say("matrix-impact"), Align.START, 0),
                (high, Align.CENTER, 1),
                (medium, Align.CENTER, 1),
                (low, Align.CENTER, 1),
            ),
            *(
                (text(r), *(text(c) for c in cells))
                for r, cells in (
                    (high, ("P1", "P2", "P3")),
                    (medium, ("P2", "P2", "P3")),
                    (low, ("P3", "P3", "P3")),
                )
            ),
            caption=self.i(
                "matrix-caption", rows=self.w.say("matrix-impact"), columns=self.w.say("matrix-urgency")
            ),
        )
        return self.clause(
            "priorities",
            20,
            self.p("priorities-intro"),
            self.table(
                (
                    ("column-priority", Align.START, 0),
                    ("column-name", Align.START, 0),
                    ("column-description", Align.START, 1),
                ),
                *rows,
            ),
            matrix,
            title="section-priorities",
        )
