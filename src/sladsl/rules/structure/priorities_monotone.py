"""Checks that a higher priority is never slower than a lower one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterator
from itertools import pairwise

from sladsl.diagnostics import catalogue
from sladsl.diagnostics.diagnostic import Diagnostic, Label
from sladsl.model.agreements import Agreement, Guarantee
from sladsl.model.catalogue import Priority
from sladsl.model.written import target_text
from sladsl.rules.compare import stricter
from sladsl.rules.index import Index, hours_key


def check(index: Index) -> Iterator[Diagnostic]:
    """One finding per priority that is beaten by a lower one.

    Two targets are compared in the same calendar, or when the lower priority's clock never stops: then a
    shorter time is sooner whatever hours the other one keeps.
    """
    for agreement in index.agreements:
        alike: defaultdict[Hashable, list[tuple[Priority, Guarantee]]] = defaultdict(list)
        for guarantee in agreement.guarantees:
            if guarantee.priority is not None:
                key = (
                    guarantee.metric.key,
                    guarantee.percentile,
                    guarantee.share,
                    tuple(s.key for s in guarantee.services),
                    index.priorities_of.get(guarantee.priority.key, guarantee.priority).key,
                )
                alike[key].append((guarantee.priority, guarantee))
        for promises in alike.values():
            yield from _beaten(agreement, sorted(promises, key=lambda entry: entry[0].rank))


def _beaten(agreement: Agreement, promises: list[tuple[Priority, Guarantee]]) -> Iterator[Diagnostic]:
    # Each next one as lax or laxer: so are all after it, without comparing every two.
    steps = (stricter(above, below) for (_, above), (_, below) in pairwise(promises))
    if all(step is not None and step >= 0 for step in steps):
        return
    for i, (high, promise) in enumerate(promises):
        for low, other in promises[i + 1 :]:
            hours, others = hours_key(agreement, promise), hours_key(agreement, other)
            if low.rank == high.rank or others not in (hours, "always"):
                continue
            if (stricter(promise, other) or 0) < 0:
                yield Diagnostic(
                    catalogue.PRIORITIES_MONOTONE,
                    f"`{promise.metric.key}` of `{high.name}` is `{target_text(promise)}` and of the lower "
                    f"`{low.name}` `{target_text(other)}`: the more urgent case waits longer",
                    (
                        Label(promise.target_span, f"`{high.name}`, the higher priority"),
                        Label(other.target_span, f"`{low.name}`, the lower priority"),
                    ),
                    help=f"exchange the two values, or give `{high.name}` at most the time of `{low.name}`",
                )
                break
