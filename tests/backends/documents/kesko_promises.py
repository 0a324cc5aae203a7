"""The promises of the hand-built agreement: levels, measurement, exclusions, fees and credits."""

from __future__ import annotations

from kesko_kit import MONTH, TARGET, F, Kit

from sladsl.lower.document import (
    Align,
    Clause,
    Code,
    Column,
    Inlines,
    Reference,
    Table,
    Text,
    WorkedExample,
    text,
)
from sladsl.lower.values import Clock, Count, Elapsed, Money, Percent


class Promises(Kit):
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
        steps = self.w.join([self.w.value(Percent(F(n, 100))) for n in (50, 80, 100)], "or")
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
