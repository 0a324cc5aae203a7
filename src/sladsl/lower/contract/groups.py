"""Promises in the order of the contract, the cells of a table together."""

from __future__ import annotations

from sladsl.lower.contract.pen import Pen
from sladsl.model.agreements import Guarantee
from sladsl.records import record


@record
class Group:
    """One declared promise: a single guarantee, or all cells of a table. `origin` is the level that makes
    it when it is inherited; `key` is stable and unique in the contract."""

    key: str
    cells: tuple[Guarantee, ...]
    origin: str | None

    @property
    def first(self) -> Guarantee:
        return self.cells[0]

    @property
    def is_table(self) -> bool:
        return self.first.cell is not None

    def title(self, pen: Pen) -> str:
        """The promise's title, with its level where another promise has the same one."""
        return pen.title(self.first.title)

    @property
    def clause(self) -> str:
        return f"levels.{self.key}"


def groups(pen: Pen) -> tuple[Group, ...]:
    """The agreement's own promises first, then the inherited ones by level."""
    found: dict[str, tuple[str | None, list[Guarantee]]] = {}
    for guarantee in pen.agreement.guarantees:
        found.setdefault(guarantee.name, (None, []))[1].append(guarantee)
    for origin, guarantee in pen.agreement.inherited:
        found.setdefault(f"{origin}.{guarantee.name}", (origin, []))[1].append(guarantee)
    return tuple(Group(key, tuple(cells), origin) for key, (origin, cells) in found.items())
