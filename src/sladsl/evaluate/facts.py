"""What was measured: the data an evaluation reads, in UTC seconds and exact numbers.

Missing is not zero: what nobody knows is in no sample and in no event, and time about which nothing is
known stands in `unknown`.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from fractions import Fraction
from typing import Literal, Protocol

from sladsl.evaluate.books import NO_BOOKS, Books
from sladsl.evaluate.results import Measured
from sladsl.exact.intervals import Interval, Intervals
from sladsl.exact.periods import Period
from sladsl.model.agreements import Agreement, Guarantee
from sladsl.model.metrics import Switches, TimeBetween
from sladsl.records import field, record

Tells = Literal["down", "state", "resource", "exclusion", "sample", "case", "pause"]
"""What a record tells of: an outage, another state of a service or of one of its resources, work that is left
out, a signal, a case, or a state in which the clock of a case stands still."""


@record
class Samples:
    """A signal by interval: `values[start]` belongs to [start, start + step). A start that is not there was
    not measured; a value of 0 was."""

    step: int
    values: Mapping[int, Fraction]


@record
class Resource:
    """One of several resources that are counted together: when it existed, and when it was down."""

    name: str
    deployed: Intervals
    down: Intervals
    weight: Fraction = Fraction(1)


@record
class StateSpan:
    """A case was in a state from `start` to `end`; None has not ended."""

    state: str
    start: int
    end: int | None


@record
class Case:
    """A ticket, delivery, call or object: its events by name, its states, anything else as attributes.

    `origin` says where it was read: a file and a row, or a line of a scenario. The attribute `service` is
    the key of the service it is about, where that is known; `metrics` are the metrics it counts for, None
    is all.
    """

    id: str
    priority: str | None
    events: Mapping[str, int]
    states: tuple[StateSpan, ...] = ()
    attributes: Mapping[str, Fraction | str] = field(default_factory=dict)
    origin: str = ""
    metrics: frozenset[str] | None = None

    def counts_for(self, metric: str, services: Collection[str]) -> bool:
        """Whether a promise of that metric for those services is about this case; no services are all."""
        if self.metrics is not None and metric not in self.metrics:
            return False
        service = self.attributes.get("service")
        return not services or not isinstance(service, str) or service in services


@record
class ServiceFacts:
    """What is known of one service.

    `down` is None where no outage log was kept: then nothing is known of its outages. `unknown` is time
    without data. `deployed` is None for a service that existed all along. `samples` are signals by
    interval, `totals` signals already added up over the whole period in hand. `maintenance` is announced
    work that was carried out, by the key of the exclusion that covers it. `claims` are the instants of claims
    that were paid.
    """

    down: Intervals | None = None
    unknown: Intervals = ()
    deployed: Intervals | None = None
    samples: Mapping[str, Samples] = field(default_factory=dict)
    totals: Mapping[str, Fraction] = field(default_factory=dict)
    resources: tuple[Resource, ...] = ()
    excluded: Mapping[str, Intervals] = field(default_factory=dict)
    claims: tuple[int, ...] = ()


@record
class Refused:
    """Records that were left out and may be about a promise; `places` name their files and rows.

    `tells` is what they would have told of. `services` are those they may be about, and `names` the
    exclusions, the signals or, of cases, the metrics; None is any. `when` is their time, None where it is not
    known; of cases it is in the one `case` they are, as far as that could be read.
    """

    tells: Tells
    places: tuple[str, ...]
    count: int = 1
    services: frozenset[str] | None = None
    names: frozenset[str] | None = None
    when: Interval | None = None
    case: Case | None = None


class Timing(Protocol):
    """Times the cases of a promise that belong to a period, wherever they are kept."""

    def __call__(
        self,
        formula: TimeBetween,
        guarantee: Guarantee,
        agreement: Agreement,
        switches: Switches,
        facts: ServiceFacts,
        period: Period,
    ) -> Measured: ...


@record
class Facts:
    """What is known: by service key, and all cases of the agreement in hand.

    `cases` is None where no case source was read: no data, which is not the same as no cases. `timing`
    times cases that are too many to be held here; where it is given it answers for every time of cases.
    `books` hold what was invoiced and claimed. `totals` are those of other periods than the one in hand where
    they are known: by label, service and signal. `refused` are records that were left out.
    """

    services: Mapping[str, ServiceFacts] = field(default_factory=dict)
    cases: tuple[Case, ...] | None = None
    timing: Timing | None = None
    books: Books = NO_BOOKS
    totals: Mapping[str, Mapping[str, Mapping[str, Fraction]]] = field(default_factory=dict)
    refused: tuple[Refused, ...] = ()

    def of(self, service: str) -> ServiceFacts:
        return self.services.get(service, ServiceFacts())
