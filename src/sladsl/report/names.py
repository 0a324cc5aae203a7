"""What periods and promises are called in a report."""

from __future__ import annotations

from collections import Counter
from datetime import date

from sladsl.evaluate.results import Result
from sladsl.exact.periods import Kind, kind_of
from sladsl.lower.contract.groups import Group, groups
from sladsl.lower.contract.pen import Pen, capitalised
from sladsl.lower.document import plain, text


def short_name(pen: Pen, label: str) -> tuple[str, str]:
    """A label as it stands on an axis, and the year that it belongs to, if it names one besides."""
    match kind_of(label):
        case Kind.MONTH:
            return pen.w.formats.month_short(int(label[5:])), label[:4]
        case Kind.QUARTER | Kind.WEEK:
            return label[5:], label[:4]
        case Kind.DAY:
            return pen.w.formats.day_short(date.fromisoformat(label)), label[:4]
    return label, ""


class Promises:
    """The promises of one contract by clause: a table of promises is one group."""

    def __init__(self, pen: Pen) -> None:
        self.pen = pen
        self.groups = groups(pen)
        self._group = {id(g): group for group in self.groups for g in group.cells}
        self._titles = Counter(group.title(pen) for group in self.groups)

    def group(self, result: Result) -> Group:
        """The group a result's promise stands in."""
        return self._group[id(result.guarantee)]

    def name(self, result: Result) -> str:
        """The title of a promise, with its row and column, and its service where it is made for several."""
        title, inside = self.title(self.group(result)), self.inside(result)
        return self.pen.plain("report-part", title=text(title), part=text(inside)) if inside else title

    def title(self, group: Group) -> str:
        """The title of a clause; with the name in the source where several promises have the same title."""
        title = group.title(self.pen)
        if self._titles[title] == 1 and title:
            return title
        own = group.first.name.replace("_", " ")
        return self.pen.plain("report-part", title=text(title), part=text(own)) if title else own

    def inside(self, result: Result) -> str:
        """What tells a result from the others of its group; empty where it is the only one."""
        pen, guarantee = self.pen, result.guarantee
        parts: list[str] = []
        if guarantee.cell is not None:
            row = guarantee.priority.name if guarantee.priority is not None else guarantee.cell.heading
            parts += [row, plain(pen.measured(guarantee))]
        if result.service is not None and len(guarantee.services) > 1:
            service = next(s for s in guarantee.services if s.key == result.service)
            parts.append(pen.title(service.title))
        return ", ".join(part for part in parts if part)

    def subject(self, result: Result) -> str:
        """What stands above a result among others of its group."""
        return plain(capitalised(text(self.inside(result) or self.name(result))))
