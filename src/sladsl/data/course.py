"""An agreement over several periods in a row: a statement for each, with what those before left behind."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from sladsl.data.bindings import Bindings
from sladsl.data.gather import Counts, Gathered, Served, gather
from sladsl.data.mates import mates_of
from sladsl.data.statements import main_period, statement_of
from sladsl.data.store import Store
from sladsl.diagnostics.diagnostic import Diagnostic
from sladsl.evaluate.mates import Mates
from sladsl.evaluate.results import Statement
from sladsl.exact.periods import Period
from sladsl.model.agreements import Agreement
from sladsl.model.house import House
from sladsl.records import record


@record
class Course:
    """What an agreement came to, period after period, the oldest first.

    `counts` are the records that were read, by the label of the period; `found` is what is wrong in the data.
    """

    agreement: Agreement
    statements: tuple[Statement, ...]
    counts: dict[str, Counts]
    found: tuple[Diagnostic, ...]


def course(
    house: House,
    agreement: Agreement,
    labels: Iterable[str],
    given: Bindings,
    store: Store | None = None,
    served: Served | None = None,
    told: Callable[[str], None] | None = None,
    mates: Mates | None = None,
) -> Course:
    """The statements of the periods of these labels, in their order; labels in which the agreement decides
    nothing are left out. Files need a store. `told` hears each label before it is worked on.
    `mates` are the other agreements that share the caps of the levels above, read anew where nobody has.
    """
    statements: list[Statement] = []
    counts: dict[str, Counts] = {}
    found: list[Diagnostic] = []
    settled: dict[str, Statement] = {}
    mates = mates or mates_of(house, given, store, served, found)
    for label in labels:
        period = main_period(agreement, label)
        if period is None:
            continue
        if told is not None:
            told(label)
        # Before the agreement's own data are read, since the database holds those of one at a time.
        before = mates.before(agreement, period)
        settled = {s.period.label: s for s in before if s.agreement.key == agreement.key} | settled
        beside = tuple(s for s in before if s.agreement.key != agreement.key)
        gathered = gather(agreement, period, given, store, served=served, house=house)
        found += gathered.found
        if gathered.counts is not None:
            counts[label] = gathered.counts

        def earlier(before: Period) -> Gathered:
            return gather(
                agreement, before, Bindings(servers=given.servers), None, served=served, house=house
            )

        again = earlier if given.servers else None
        made = statement_of(house, agreement, gathered.facts, label, period, again, settled, beside)
        settled[period.label] = made
        statements.append(made)
    return Course(agreement, tuple(statements), counts, tuple(dict.fromkeys(found)))
