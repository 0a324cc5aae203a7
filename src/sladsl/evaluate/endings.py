"""Whether a side may terminate: the grounds of the agreement held against what was missed."""

from __future__ import annotations

from collections.abc import Sequence

from sladsl.evaluate.memory import before
from sladsl.evaluate.results import Statement
from sladsl.evaluate.rights import rights
from sladsl.model.agreements import Termination
from sladsl.syntax.words import Role


def grounds(statement: Statement, history: Sequence[Statement], by: Role) -> tuple[Termination, ...]:
    """The grounds on which a side may terminate because of the statement's period: a promise was missed in
    it and often enough before it."""
    agreement = statement.agreement
    past = before(agreement, statement.period, history)
    found = rights(agreement, (*reversed(past), statement))
    return tuple(r.termination for r in found if r.termination.by == by and r.is_reached and r.now)
