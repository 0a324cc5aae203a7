"""The procedure of the hand-built agreement: claims, duties, reports, term, signatures, schedules."""

from __future__ import annotations

import datetime as dt

from kesko_kit import CHART, MONTH, F, Kit

from sladsl.lower.document import (
    Align,
    Bullets,
    Clause,
    Figure,
    Note,
    Paragraph,
    Preformatted,
    Reference,
    Signatory,
    SignatureBlock,
    Signatures,
    Text,
    text,
)
from sladsl.lower.prose import blocks
from sladsl.lower.values import Count, Day, Money, Percent


class Procedure(Kit):
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
            "The parties *first* negotiate in good faith; see clause {x}.\n\n"
            "1. The **contact persons** meet.\n2. The signatories meet.\n",
            "Osapuolet neuvottelevat *ensin* vilpittömässä mielessä; ks. kohta {x}.\n\n"
            "1. **Yhteyshenkilöt** tapaavat.\n2. Allekirjoittajat tapaavat.\n",
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
        query = (
            'sum(rate(http_requests_total{job="checkout",code=~"5.."}[$range]))\n'
            '  / sum(rate(http_requests_total{job="checkout"}[$range]))'
        )
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
