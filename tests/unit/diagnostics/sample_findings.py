"""A few findings that have everything a finding can have."""

from __future__ import annotations

from sladsl.diagnostics.diagnostic import Diagnostic, Edit, Fix, Label, Rule, Severity
from sladsl.source import Source, Span

ERROR = Rule("SLA9901", "no-such-name", Severity.ERROR, "a name that nothing declares")
WARNING = Rule("SLA9902", "idle-thing", Severity.WARNING, "a thing nobody needs")
INFO = Rule("SLA9903", "odd-number", Severity.INFO, "a number that reads oddly")


def place(source: Source, text: str) -> Span:
    at = source.text.index(text)
    return Span(source, at, at + len(text))


def sample_findings() -> tuple[Diagnostic, ...]:
    catalogue = Source(
        "catalogue.sla",
        'service Checkout "Checkout" {\n\tneeds Databse\n}\n\n'
        'service Database "Database" {\n  owner Nordwind\n}\n',
    )
    hostile = Source("dir,a:b/100%.sla", 'party 日本 "Pa\u0308iv\x1b[31mys\u202e" { 😀 } # x\n')
    misspelt = place(catalogue, "Databse")
    return (
        Diagnostic(
            ERROR,
            "nothing is called `Databse`",
            (Label(misspelt, "not declared"), Label(place(catalogue, "Database"), "this is declared")),
            notes=("names are exact\nto the letter",),
            help="write `Database`",
            fix=Fix("replace it by `Database`", (Edit(misspelt, "Database"),), safe=True),
        ),
        Diagnostic(
            WARNING,
            "service `Database` is never needed",
            (
                Label(place(catalogue, 'service Database "Database" {\n  owner Nordwind\n}\n'), "this one"),
                Label(place(hostile, "\x1b[31m"), "there"),
                Label(place(hostile, "😀"), "here"),
            ),
            fix=Fix(
                "delete both",
                (Edit(place(hostile, "😀 "), ""), Edit(place(catalogue, "needs"), "")),
                safe=False,
            ),
        ),
        Diagnostic(INFO, "100% of `a,b:c`\x1b, whatever that is"),
    )
