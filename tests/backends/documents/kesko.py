"""The agreement with Kesko as a hand-built Document, every section of a contract in it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from fractions import Fraction

from sladsl.lower.document import (
    Align,
    Block,
    Bullets,
    Clause,
    Code,
    Column,
    Definitions,
    Document,
    Edition,
    Figure,
    Inlines,
    Kind,
    KeyValue,
    KeyValues,
    Note,
    Paragraph,
    Party,
    Preformatted,
    Reference,
    Signatory,
    SignatureBlock,
    Signatures,
    Strong,
    Table,
    Text,
    WorkedExample,
    text,
)
from sladsl.lower.numbering import numbered, used_terms
from sladsl.lower.prose import blocks
from sladsl.lower.values import Clock, Count, Day, Elapsed, Money, Percent, Period
from sladsl.lower.wording import Argument, wording
from sladsl.source import Source, Span

F = Fraction
MONTH = Period("month")
SOURCE = Source("kesko.sla", "".join(f"line {n}\n" for n in range(1, 201)))
TARGET = Percent(F(9995, 10000))
CHART = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="420" height="70" viewBox="0 0 420 70">'
    '<g fill="none" stroke="#1f3a5f"><rect x="1" y="20" width="110" height="30"/>'
    '<rect x="155" y="20" width="110" height="30"/><rect x="309" y="20" width="110" height="30"/>'
    '<path d="M111 35H155M265 35H309"/></g>'
    '<g font-family="Libertinus Serif" font-size="12" text-anchor="middle" fill="#111">'
    '<text x="56" y="39">Checkout</text><text x="210" y="39">Database</text>'
    '<text x="364" y="39">Network</text></g></svg>'
)


def kesko(language: str = "en", edition: Edition = Edition.EXTERNAL, name: str = "Kesko Oyj") -> Document:
    """The numbered document; `name` is the customer's, for tests that need an odd one."""
    return numbered(_Builder(language, edition, name).document())


class _Builder:
    def __init__(self, language: str, edition: Edition, customer: str) -> None:
        self.w = wording(language)
        self.fi = language == "fi"
        self.language, self.edition, self.customer = language, edition, customer
        self.service = "Kassa" if self.fi else "Checkout"
        self.availability = "Saatavuus" if self.fi else "Availability"
        self.latency = "Viive" if self.fi else "Latency"
        self.always = self.either("Always", "Aina")
        self.office = self.either("Office hours", "Toimistoaika")
        self.monthly = self.either("monthly", "kuukausimaksu")

    def either(self, english: str, finnish: str) -> str:
        return finnish if self.fi else english

    def p(self, message: str, **arguments: Argument) -> Paragraph:
        return Paragraph(self.w.inlines(message, **arguments))

    def i(self, message: str, **arguments: Argument) -> Inlines:
        return self.w.inlines(message, **arguments)

    def v(self, value: object, case: str = "nominative") -> Inlines:
        return text(self.w.value(value, case))  # type: ignore[arg-type]

    def clause(
        self, key: str, line: int, *blocks: Block, title: str = "", children: tuple[Clause, ...] = ()
    ) -> Clause:
        start = SOURCE.line_starts[line - 1]
        heading = self.w.say(title) if title and self.w.has(title) else title
        return Clause(key, heading, blocks, children, Span(SOURCE, start, start + 4))

    def paragraphs(self, key: str, line: int, *paragraphs: Paragraph) -> tuple[Clause, ...]:
        return tuple(self.clause(f"{key}.{n}", line + n, each) for n, each in enumerate(paragraphs, 1))

    def table(
        self, headers: tuple[tuple[str, Align, int], ...], *rows: tuple[Inlines, ...], caption: Inlines = ()
    ) -> Table:
        columns = tuple(Column(self.i(h) if self.w.has(h) else text(h), a, s) for h, a, s in headers)
        return Table(columns, rows, caption)

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

    def levels(self) -> Clause:
        uptime = {
            "metric": self.availability,
            "service": self.service,
            "comparison": "at-least",
            "target": TARGET,
            "period": MONTH,
            "calendar": self.always,
        }
        p99 = self.w.say("metric-percentile", share=Percent(F(99, 100)), metric=self.latency)
        speed = {
            "metric": p99,
            "service": self.service,
            "comparison": "at-most",
            "target": Elapsed(F(3, 10)),
            "period": MONTH,
        }
        steps = self.w.join([self.w.value(Percent(F(n, 100))) for n in (50, 80, 100)])
        head = (
            ("column-priority", Align.START, 1),
            (self.either("First response", "Vasteaika"), Align.END, 1),
            (self.either("Resolution", "Ratkaisuaika"), Align.END, 1),
            ("column-during", Align.START, 1),
        )
        rows = tuple(
            (text(k), self.v(r), self.v(s), text(c))
            for k, r, s, c in (
                ("P1", Elapsed(F(900)), Elapsed(F(4 * 3600)), self.always),
                ("P2", Elapsed(F(3600)), Elapsed(F(8 * 3600)), self.office),
                ("P3", Elapsed(F(4 * 3600)), Count(F(3), "working-day"), self.office),
            )
        )
        return self.clause(
            "levels",
            22,
            self.p("levels-intro", measurement=(Reference("measurement"),)),
            title="section-levels",
            children=(
                self.clause(
                    "levels.uptime",
                    23,
                    self.p("guarantee-service-during", **uptime),
                    self.p("guarantee-alerts", steps=steps),
                    self.allowance(),
                    title=self.availability,
                ),
                self.clause(
                    "levels.speed",
                    33,
                    self.p("guarantee-service", **speed),
                    self.p("guarantee-objective"),
                    title=self.latency,
                ),
                self.clause(
                    "levels.incidents",
                    35,
                    self.p(
                        "guarantee-table-share", period=MONTH, share=Percent(F(95, 100)), service=self.service
                    ),
                    self.table(head, *rows, caption=self.i("levels-caption")),
                    title=self.either("Incidents", "Häiriöt"),
                ),
            ),
        )

    def allowance(self) -> WorkedExample:
        rows = tuple(
            (self.i("example-month", count=d), self.v(Elapsed(F(5, 10000) * d * 86400)))
            for d in (28, 29, 30, 31)
        )
        return WorkedExample(
            self.w.say("worked-example"),
            (
                self.p("example-allowance-months", target=TARGET),
                self.table(
                    (("column-month-length", Align.START, 1), ("column-downtime-allowed", Align.END, 1)),
                    *rows,
                ),
            ),
        )

    def measurement(self) -> Clause:
        five = Percent(F(5, 100))
        ratio = self.w.inlines(
            "condition-ratio",
            numerator=Code("errors"),
            denominator=Code("requests"),
            comparison="at-most",
            target=five,
        )
        opened, resolved = self.i("moment", moment="opened"), self.i("moment", moment="resolved")
        return self.clause(
            "measurement",
            24,
            self.p("measurement-intro"),
            title="section-measurement",
            children=(
                self.clause(
                    "measurement.availability",
                    25,
                    title=self.availability,
                    children=self.paragraphs(
                        "measurement.availability",
                        25,
                        self.p(
                            "measure-share-of-buckets",
                            metric=self.availability,
                            interval=Elapsed(F(60)),
                            condition=ratio,
                        ),
                        self.p("switch-limit-good"),
                        self.p("switch-empty", empty="good"),
                        self.p("switch-excluded-from", **{"from": "both"}),
                        self.p("switch-target-included"),
                        self.p("switch-compare-rounded", mode="half-up", count=3),
                        self.p("switch-zone", whose="agreement", zone="Europe/Helsinki"),
                        self.p("switch-no-data"),
                        self.p("measured-by", source="prometheus", where=(Reference("queries"),)),
                    ),
                ),
                self.clause(
                    "measurement.resolution",
                    36,
                    title=self.either("Resolution", "Ratkaisuaika"),
                    children=self.paragraphs(
                        "measurement.resolution",
                        36,
                        self.p(
                            "measure-time-between",
                            metric=self.either("Resolution", "Ratkaisuaika"),
                            start=opened,
                            stop=resolved,
                        ),
                        self.p(
                            "switch-pause",
                            state=Text(self.either("waiting for customer", "odottaa asiakasta")),
                        ),
                        self.p("switch-pause-time", time="business"),
                        self.p("switch-clock-starts", starts="ticket"),
                        self.p("switch-attributed", to="opened"),
                        self.p("switch-compare-exact"),
                        self.p("measured-by", source="tickets"),
                    ),
                ),
            ),
        )

    def exclusions(self) -> Clause:
        name = self.either("Planned maintenance", "Suunniteltu huolto")
        window = self.p(
            "exclusion-window-nth",
            name=name,
            nth="third",
            day=self.w.formats.weekday(6),
            **{"from": Clock(120)},
            to=Clock(360),
        )
        return self.clause(
            "exclusions",
            40,
            title="section-exclusions",
            children=self.paragraphs(
                "exclusions",
                40,
                self.p("exclusions-intro"),
                window,
                self.p("exclusion-zone", zone="Europe/Helsinki"),
                self.p("exclusion-budget", budget=Elapsed(F(4 * 3600)), period=MONTH),
                self.p("exclusion-notice", notice=Count(F(5), "working-day")),
                self.p("exclusion-excess", excess="excess"),
                self.p(
                    "exclusion-applies",
                    guarantee=self.availability,
                    exclusions=self.w.join([name, self.either("force majeure", "ylivoimainen este")]),
                ),
            ),
        )

    def fees(self) -> Clause:
        fee = self.i("fee-per", amount=Money(F(42000), "EUR"), period=MONTH)
        return self.clause(
            "fees",
            45,
            self.p("fees-intro"),
            self.table(
                (("column-fee", Align.START, 1), ("column-amount", Align.END, 1)), (text(self.monthly), fee)
            ),
            title="section-fees",
        )

    def credits(self) -> Clause:
        def percent(n: str) -> Percent:
            return Percent(F(n) / 100, 2)

        def share(n: int) -> Inlines:
            return self.i("amount-share", share=Percent(F(n, 100)), fee=self.monthly)

        tiers = (
            (self.i("tier-below-to", upper=percent("99.95"), lower=percent("99")), share(10)),
            (self.i("tier-below-to", upper=percent("99"), lower=percent("95")), share(25)),
            (self.i("tier-below", upper=percent("95")), share(100)),
        )
        result = self.i("column-result", metric=self.availability, period=MONTH)
        credit = Table((Column(result, share=1), Column(self.i("column-credit"), Align.END, 1)), tiers)
        bonus = Table(
            (Column(result, share=1), Column(self.i("column-bonus"), Align.END, 1)),
            ((self.i("tier-at-least", lower=percent("99.99")), share(2)),),
        )
        late = self.i(
            "amount-at-most",
            amount=self.i(
                "amount-share-each-block",
                amount=share(2),
                rounding="started",
                block=Elapsed(F(3600)),
                of="late",
            ),
            cap=share(20),
        )
        example = self.p(
            "example-outage",
            outage=Elapsed(F(2700)),
            month=Count(F(30), "day"),
            metric=self.availability,
            value=percent("99.896"),
            verdict="missed",
            credit=Money(F(4200), "EUR"),
        )
        order = self.w.join(
            [self.w.say("cap-step", step=s) for s in ("tier", "guarantee", "combination", "agreement")]
        )
        return self.clause(
            "credits",
            50,
            self.p("credits-intro"),
            title="section-credits",
            children=(
                self.clause(
                    "credits.uptime",
                    51,
                    credit,
                    WorkedExample(
                        self.w.say("worked-example"), (example, self.p("example-rounded", count=3))
                    ),
                    title=self.availability,
                ),
                self.clause(
                    "credits.incidents",
                    56,
                    self.p("credit-is", amount=late),
                    title=self.either("Incidents", "Häiriöt"),
                ),
                self.clause(
                    "credits.bonus",
                    57,
                    self.p("bonus-intro"),
                    bonus,
                    title=self.either("Bonuses", "Bonukset"),
                ),
                self.clause(
                    "credits.rules",
                    58,
                    title=self.either("Combination and limits", "Yhdistäminen ja enimmäismäärät"),
                    children=self.paragraphs(
                        "credits.rules",
                        58,
                        self.p("switch-combine", combine="highest"),
                        self.p("cap-agreement", cap=share(50), period=MONTH),
                        self.p("cap-order", steps=order),
                        self.p("money-rounding", unit=Money(F(1, 100), "EUR"), mode="half-even"),
                        self.p("credits-and-termination"),
                    ),
                ),
            ),
        )

    def claims(self) -> Clause:
        return self.clause(
            "claims", 60, self.p("claim-on-request", window=Count(F(30), "day")), title="section-claims"
        )

    def responsibilities(self) -> Clause:
        keep, tls = (
            self.either("Keep the contact list current.", "Pitää yhteystietoluettelo ajan tasalla."),
            self.either(
                "Clients speak TLS 1.2 or later.", "Asiakasohjelmat käyttävät vähintään TLS-versiota 1.2."
            ),
        )
        run = self.either(
            "Operate the services and report on them.", "Ylläpitää palveluja ja raportoida niistä."
        )
        return self.clause(
            "responsibilities",
            62,
            title="section-responsibilities",
            children=(
                self.clause(
                    "responsibilities.provider",
                    62,
                    self.p("duties-provider"),
                    Bullets(((Paragraph(text(run)),),)),
                ),
                self.clause(
                    "responsibilities.customer",
                    63,
                    self.p("duties-customer"),
                    Bullets(((Paragraph(text(keep)),),)),
                ),
                self.clause(
                    "requirements",
                    64,
                    self.p("requirements-intro"),
                    Bullets(((Paragraph(text(tls)),),)),
                    self.p("requirements-effect"),
                ),
            ),
        )

    def escalation(self) -> Clause:
        rows = (
            (self.v(Percent(F(1, 2))), text("Nordwind: Service desk")),
            (self.v(Percent(F(1))), text("Nordwind: Platform engineering")),
        )
        return self.clause(
            "escalation",
            66,
            self.p("escalation-intro", priority=Text("P1")),
            self.table((("column-elapsed", Align.END, 0), ("column-informed", Align.START, 1)), *rows),
            title="section-escalation",
        )

    def reporting(self) -> Clause:
        names = self.w.join([self.availability, self.either("Incidents", "Häiriöt")])
        return self.clause(
            "reporting",
            68,
            self.p("report-each", guarantees=names, period=MONTH, within=Count(F(5), "working-day")),
            self.p("report-content"),
            title="section-reporting",
        )

    def review(self) -> Clause:
        return self.clause(
            "review",
            70,
            self.p("review-every", interval=Count(F(12), "month")),
            self.p("review-next", date=Day(dt.date(2028, 1, 1))),
            self.p("change-in-writing"),
            title="section-review",
        )

    def disputes(self) -> Clause:
        prose = self.either(
            "The parties *first* negotiate in good faith; see clause {x}.\n\n1. The **contact persons** meet.\n2. The signatories meet.\n",
            "Osapuolet neuvottelevat *ensin* vilpittömässä mielessä; ks. kohta {x}.\n\n1. **Yhteyshenkilöt** tapaavat.\n2. Allekirjoittajat tapaavat.\n",
        )
        before, after = prose.split("{x}")
        return self.clause(
            "disputes",
            72,
            *blocks([before, (Reference("escalation"),), after]),
            self.p("law", country=self.w.formats.country("FI")),
            title="section-disputes",
        )

    def term(self) -> Clause:
        return self.clause(
            "term",
            74,
            title="section-term",
            children=self.paragraphs(
                "term",
                74,
                self.p("term-fixed", **{"from": Day(dt.date(2027, 1, 1))}, until=Day(dt.date(2029, 12, 31))),
                self.p("term-renews", renewal=Count(F(12), "month")),
                self.p("term-notice", notice=Count(F(90), "day")),
                self.p(
                    "terminate-missed",
                    by="customer",
                    guarantee=self.availability,
                    missed=3,
                    window=12,
                    period="month",
                ),
            ),
        )

    def precedence(self) -> Clause:
        upper = self.either("Corporate service levels", "Yleiset palvelutasot")
        return self.clause(
            "precedence",
            78,
            self.p("precedence-under", upper=upper),
            self.p("precedence-order"),
            self.p("schedules-intro"),
            title="section-precedence",
        )

    def approvals(self) -> Clause:
        rows = tuple(
            (text("Nordwind Cloud Oy"), text(u), self.i("approval-state", state="pending"))
            for u in ("Platform engineering", "Legal")
        )
        return self.clause(
            "approvals",
            80,
            self.p("approvals-intro"),
            self.table(
                (
                    ("column-party", Align.START, 1),
                    ("column-unit", Align.START, 1),
                    ("column-approval", Align.START, 1),
                ),
                *rows,
            ),
            title="section-approvals",
        )

    def signatures(self) -> Clause:
        return self.clause(
            "signatures",
            82,
            self.p("signatures-intro"),
            Signatures(
                (
                    SignatureBlock(
                        "Nordwind Cloud Oy",
                        self.w.say("role-provider"),
                        (Signatory("Aino Virtanen", "Chief Operating Officer"),),
                    ),
                    SignatureBlock(
                        self.customer,
                        self.w.say("role-customer"),
                        (Signatory("Matti Meikäläinen", ""), Signatory()),
                    ),
                )
            ),
            title="section-signatures",
        )

    def queries(self) -> Clause:
        query = 'sum(rate(http_requests_total{job="checkout",code=~"5.."}[$range]))\n  / sum(rate(http_requests_total{job="checkout"}[$range]))'
        return self.clause(
            "queries",
            84,
            Paragraph(text(self.service)),
            Preformatted(query),
            title=self.either("Queries", "Kyselyt"),
        )

    def supports(self) -> Clause:
        rows = (
            (text("Database operations"), text("OLA"), text("99.99%"), text("20%")),
            (text("Network contract"), text("UC"), text("99.9%"), text("–")),
        )
        head = tuple(
            (h, Align.START if n < 2 else Align.END, 1)
            for n, h in enumerate(("column-agreement", "column-kind", "column-promise", "column-margin"))
        )
        return self.clause(
            "supports",
            86,
            self.p("supports-intro"),
            self.table(head, *rows),
            self.p(
                "exposure-period", period=MONTH, owed=Money(F(21000), "EUR"), recovered=Money(F(600), "EUR")
            ),
            Figure(
                CHART, "Checkout needs Database, which needs Network", text("Checkout → Database → Network")
            ),
            Note((self.p("scope-not-independent"),)),
            title="section-supports",
        )
