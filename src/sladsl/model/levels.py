"""What a level takes over from the level above: promises that still hold, and everything not said again."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from sladsl.model.agreements import Agreement, Guarantee
from sladsl.model.catalogue import Service
from sladsl.records import replace


def inherited(
    above: Agreement, own: tuple[Guarantee, ...], scope: tuple[Service, ...], only_scope: bool
) -> tuple[tuple[str, Guarantee], ...]:
    """The promises of `above` that hold beside `own`, with the key of the agreement that makes each.

    With `only_scope`, as for an agreement on one service, promises about other services stay above.

    A promise for each service is made for every service in `scope`. One that `own` repeats for the same
    metric, percentile, priority and service gives way.
    """
    still: list[tuple[str, Guarantee]] = []
    taken_over = [(origin, g, above.guarantees) for origin, g in above.inherited]
    made_there = [(above.key, g, ()) for g in above.guarantees]
    for origin, promise, replacing in (*taken_over, *made_there):
        services = promise.services
        if promise.each_service and scope:
            # What the level between has replaced for a service stays replaced.
            services = tuple(s for s in scope if not any(_repeats(promise, g, s) for g in replacing))
            if not services:
                continue
        if only_scope:
            wanted = {s.key for s in scope}
            if not any(s.key in wanted for s in services):
                continue
            services = tuple(s for s in services if s.key in wanted)
        if not services:
            if not any(_same_kind(promise, g) for g in own):
                still.append((origin, promise))
            continue
        left = tuple(s for s in services if not any(_repeats(promise, g, s) for g in own))
        if left:
            still.append((origin, replace(promise, services=left)))
    return tuple(still)


def owing(
    agreement: Agreement, guarantee: Guarantee, above: Sequence[Agreement], services: Collection[str]
) -> Agreement | None:
    """The level above under which a promise is owed to the same customer, None where that is here.

    `above` are the levels above, the nearest first, and `services` those in question, none for all. A promise
    that is taken over is owed once: under the uppermost level that has this customer and makes the promise
    for these services, or takes it over. A level without a customer owes nobody.
    """
    origin = next((key for key, g in agreement.inherited if g == guarantee), None)
    if origin is None or agreement.customer is None:
        return None
    wanted = set(services) or {s.key for s in guarantee.services}
    for level in reversed(above):
        if level.customer is None or level.customer.party.key != agreement.customer.party.key:
            continue
        made = level.guarantees if level.key == origin else [g for key, g in level.inherited if key == origin]
        if any(g.key == guarantee.key and wanted <= {s.key for s in g.services} for g in made):
            return level
    return None


def _same_kind(above: Guarantee, below: Guarantee) -> bool:
    return (above.metric.key, above.percentile, above.priority and above.priority.key) == (
        below.metric.key,
        below.percentile,
        below.priority and below.priority.key,
    )


def _repeats(above: Guarantee, below: Guarantee, service: Service) -> bool:
    covered = not below.services or any(s.key == service.key for s in below.services)
    return _same_kind(above, below) and covered
