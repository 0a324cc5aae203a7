"""Clauses are counted once, references follow, and a dangling one is a bug."""

from __future__ import annotations

import datetime as dt

import pytest

from sladsl.lower.document import (
    Clause,
    Column,
    Definition,
    Definitions,
    Document,
    Edition,
    Inlines,
    Kind,
    Paragraph,
    Reference,
    Strong,
    Table,
    Term,
    text,
)
from sladsl.lower.numbering import numbered, used_terms


def document(*clauses: Clause, schedules: tuple[Clause, ...] = ()) -> Document:
    return Document(
        "en", Edition.EXTERNAL, Kind.SLA, "T", "", (), (), "00", "1", dt.date(2027, 1, 1), clauses, schedules
    )


def paragraph(*content: Inlines) -> tuple[Paragraph]:
    return (Paragraph(sum(content, ())),)


def test_numbers() -> None:
    inner = Clause("a.b", children=(Clause("a.b.c"), Clause("a.b.d")))
    schedules = tuple(Clause(f"s{n}", children=(Clause(f"s{n}.x"),)) for n in range(28))
    counted = numbered(document(Clause("a", children=(inner,)), Clause("z"), schedules=schedules))
    numbers = {clause.key: clause.number for clause in counted.walk()}
    assert [numbers[k] for k in ("a", "a.b", "a.b.c", "a.b.d", "z")] == ["1", "1.1", "1.1.1", "1.1.2", "2"]
    assert [numbers[k] for k in ("s0", "s0.x", "s25", "s26", "s27.x")] == ["A", "A.1", "Z", "AA", "AB.1"]


def test_references_everywhere_are_resolved() -> None:
    table = Table((Column((Reference("z"),)),), (((Strong((Reference("z"),)),),),))
    counted = numbered(document(Clause("a", blocks=(table,)), Clause("z")))
    assert counted.clauses[0].blocks == (
        Table((Column((Reference("z", "2"),)),), (((Strong((Reference("z", "2"),)),),),)),
    )


def test_bugs_raise() -> None:
    with pytest.raises(ValueError, match="reference to no clause: 'b'"):
        numbered(document(Clause("a", blocks=paragraph((Reference("b"),)))))
    with pytest.raises(ValueError, match="two clauses"):
        numbered(document(Clause("a"), Clause("a")))
    with pytest.raises(ValueError, match=r"used and not defined: \['fee'\]"):
        numbered(document(Clause("a", blocks=paragraph((Term("fee", "Fees"),)))))
    twice = Definitions((Definition("fee", "Fee", text("x")),) * 2)
    with pytest.raises(ValueError, match="defined twice"):
        numbered(document(Clause("a", blocks=(twice,))))
    with pytest.raises(ValueError, match="more or fewer cells"):
        Table((Column(()),), (((), ()),))


def test_used_terms() -> None:
    assert used_terms(Clause("a", blocks=paragraph((Strong((Term("x", "X"),)),)))) == {"x"}
