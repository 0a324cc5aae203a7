"""What one period is called in a language, by its label."""

from __future__ import annotations

from datetime import date

from sladsl.exact.periods import Kind, kind_of
from sladsl.lower.contract.pen import Pen
from sladsl.lower.document import text


def period_name(pen: Pen, label: str) -> str:
    """`November 2027` for `2027-11`; a label of another make stands for itself."""
    match kind_of(label):
        case Kind.MONTH:
            return pen.w.formats.month_of_year(date(int(label[:4]), int(label[5:]), 1))
        case Kind.QUARTER:
            return pen.plain("report-quarter", number=text(label[-1]), year=text(label[:4]))
        case Kind.WEEK:
            return pen.plain("report-week", number=text(str(int(label[-2:]))), year=text(label[:4]))
        case Kind.DAY:
            return pen.w.formats.date(date.fromisoformat(label))
    return label
