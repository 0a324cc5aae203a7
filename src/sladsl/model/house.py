"""The House: everything that a set of files declares, resolved. This is the Model that all stages share."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from sladsl.model.agreements import Agreement
from sladsl.model.catalogue import Calendar, Clause, Exclusion, Party, Priorities, Service, Term
from sladsl.model.metrics import Metric
from sladsl.model.policies import Policy, Scenario
from sladsl.model.silences import Silence
from sladsl.records import field, record
from sladsl.source import Source, Span


@record
class House:
    """All declared things by key, each mapping in source order (files by name, declarations by place).

    `sources` are the files that were read, standard library included, by their path; `imports` the paths
    that each of them imports, `names` what each of them declares, `aliases` what
    it calls by another name than its own.
    """

    parties: Mapping[str, Party]
    calendars: Mapping[str, Calendar]
    priorities: Mapping[str, Priorities]
    services: Mapping[str, Service]
    metrics: Mapping[str, Metric]
    exclusions: Mapping[str, Exclusion]
    clauses: Mapping[str, Clause]
    terms: Mapping[str, Term]
    agreements: Mapping[str, Agreement]
    policies: Mapping[str, Policy]
    scenarios: tuple[Scenario, ...]
    sources: Mapping[str, Source]
    imports: Mapping[str, tuple[str, ...]]
    silences: tuple[Silence, ...] = ()
    names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    aliases: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def called(self, key: str, there: Span) -> str:
        """The name by which the file of `there` knows a declared thing."""
        return self.aliases.get(there.source.name, {}).get(key, key)

    def sources_of(self, agreement: Agreement) -> tuple[Source, ...]:
        """The file an agreement is declared in, and all that it imports directly or not, by path."""
        found: set[str] = set()
        todo = [agreement.span.source.name]
        while todo:
            path = todo.pop()
            if path not in found and path in self.sources:
                found.add(path)
                todo.extend(self.imports.get(path, ()))
        return tuple(self.sources[path] for path in sorted(found))

    def levels_above(self, agreement: Agreement) -> tuple[Agreement, ...]:
        """The agreements above, the nearest first; a broken chain ends early, a circle where it closes."""
        above = {agreement.key: agreement}
        key = agreement.under
        while key is not None and key in self.agreements and key not in above:
            above[key] = self.agreements[key]
            key = above[key].under
        return tuple(above.values())[1:]

    def in_force(self, day: date) -> tuple[Agreement, ...]:
        """The agreements in force on that day; one without a term follows the level above, else always."""
        return tuple(a for a in self.agreements.values() if a.effective is None or a.effective.in_force(day))
