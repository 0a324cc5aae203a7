"""What a report was made from: the data that were read, and how many records were left out."""

from __future__ import annotations

from sladsl.lower.contract.pen import Pen
from sladsl.lower.document import Align, Block, Clause, Code, KeyValue, KeyValues, text
from sladsl.records import record


@record
class Reading:
    """`sources` are the names of the data and the files or servers they were read from.

    Of the records of cases `records` is how many the files hold, `read` how many are about the agreement's
    services, `kept` how many of these fit; None where no file of cases was read. `remarks` is how many
    things were found wrong in the data of all periods.
    """

    sources: tuple[tuple[str, str], ...] = ()
    records: int | None = None
    read: int = 0
    kept: int = 0
    remarks: int = 0


def data(pen: Pen, reading: Reading) -> Clause:
    """The sources and counts, and what a reader needs to know to check them."""
    blocks: list[Block] = []
    if reading.sources:
        rows = [(text(name), (Code(place),)) for name, place in reading.sources]
        blocks.append(
            pen.table(
                [("report-column-data", Align.START, 1), ("report-column-read-from", Align.START, 3)], rows
            )
        )
    else:
        blocks.append(pen.p("report-no-data"))
    if reading.records is not None:
        counts = (
            ("report-records", reading.records),
            ("report-records-ours", reading.read),
            ("report-records-used", reading.kept),
            ("report-records-left-out", reading.read - reading.kept),
        )
        blocks.append(
            KeyValues(tuple(KeyValue(pen.plain(name), text(pen.number(number))) for name, number in counts))
        )
    if reading.remarks:
        blocks.append(
            pen.p("report-remarks", count=reading.remarks, number=text(pen.number(reading.remarks)))
        )
    blocks.append(pen.p("report-exact-basis"))
    below = [
        text(pen.title(each.title))
        for each in pen.house.agreements.values()
        if each.under == pen.agreement.key and each.customer == pen.agreement.customer
    ]
    if below:
        blocks.append(pen.p("report-agreements-below", agreements=pen.join(below)))
    return pen.section("data", "section-report-data", *blocks)
