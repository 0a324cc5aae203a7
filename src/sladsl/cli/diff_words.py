"""How differences are said, the same in every format: for whom, how much, and in what order."""

from __future__ import annotations

from fractions import Fraction

from sladsl.differences.change import (
    INSIDE,
    Change,
    Differences,
    Due,
    Effect,
    Exposure,
    Gain,
    Held,
    Stake,
    Standing,
    Unkept,
)
from sladsl.exact.money import Money, is_currency
from sladsl.exact.ratio import percent
from sladsl.model.written import number_text
from sladsl.prove.telling import time_text
from sladsl.prove.timeline import ENDLESS

_WORST_FIRST = (Effect.LOOSENS, Effect.INCOMPARABLE, Effect.TIGHTENS)
_SHOWN = 4
_NAMED = 2


def ordered(changes: tuple[Change, ...]) -> list[Change]:
    """What loosens first, then what nobody can compare, then what tightens; each in the order found."""
    return sorted(changes, key=lambda change: _WORST_FIRST.index(change.effect))


_INSIDE = {
    Effect.TIGHTENS: "nothing promised has changed; what it rests on is stronger",
    Effect.LOOSENS: "nothing promised has changed; what it rests on is weaker",
}


def for_whom(change: Change) -> str:
    """`worse for Keskola, better for Nordwind`; empty where it is neither for sure."""
    if change.kind in INSIDE:
        return _INSIDE.get(change.effect, "")
    customer, provider = change.customer or "the customer", change.provider or "the provider"
    match change.effect:
        case Effect.TIGHTENS:
            return f"better for {customer}, worse for {provider}"
        case Effect.LOOSENS:
            return f"worse for {customer}, better for {provider}"
        case _:
            return ""


def where_text(change: Change) -> str:
    """The agreements a change holds in: `Base, Keskola`, many of them counted."""
    names = change.agreements
    if len(names) <= _SHOWN + 1:
        return ", ".join(names) or "the house"
    return f"{', '.join(names[:_SHOWN])} and {len(names) - _SHOWN} more"


def subject_text(change: Change) -> str:
    """`uptime of Checkout` for a promise made or dropped, else the subject alone."""
    return f"{change.subject} of {', '.join(change.services)}" if change.services else change.subject


def from_to(change: Change) -> str:
    """`>= 99.95% per month -> >= 99.9% per month`, or what came or went."""
    if change.before == change.after:
        return "changed" if not change.before else change.before
    if not change.before:
        return f"added: {change.after}"
    if not change.after:
        return f"removed: {change.before}"
    return f"{change.before} -> {change.after}"


def exposed(size: Fraction | None, measure: str) -> str:
    """An amount in its measure; `no limit` for None."""
    if size is None:
        return "no limit"
    if is_currency(measure):
        return Money(size, measure).text()
    if measure.startswith("share of "):
        return f"{percent(size)} of {measure.removeprefix('share of ')}"
    return f"{number_text(size)} {measure}"


def gap_text(exposure: Exposure) -> str:
    """`2_100 EUR more`; empty where one of the two has no limit."""
    if exposure.before is None or exposure.after is None:
        return "worse" if exposure.after is None else "better"
    gap = exposure.after - exposure.before
    return f"{exposed(abs(gap), exposure.measure)} {'more' if gap > 0 else 'less'}"


def failure_text(stake: Stake) -> str:
    """`Network down for a whole month (Line)`; what is missed names its agreement itself."""
    return f"{stake.failure} ({stake.agreement})" if stake.service else stake.failure


def due_text(stake: Stake, due: Due | None) -> str:
    """`400 EUR owed to 2 customers; Line pays 100 EUR, 300 EUR stay`."""
    if due is None:
        return "another supplier promises it"
    if not due.owed:
        text = "nothing owed"
    else:
        to = "" if len(due.owed) == 1 else f" to {len(due.owed)} customers"
        worst = f", worst in {due.worst}" if due.worst else ""
        text = f"{exposed(due.total, stake.currency)} owed{to}{worst}"
    if not due.supplier:
        return f"{text}; no supplier pays any of it" if due.owed else text
    if due.back is None:
        return f"{text}; what {due.supplier} pays{' of it' if due.owed else ''} is open"
    text += f"; {due.supplier} pays {exposed(due.back[1], due.back[0])}"
    stays = stake.stays(due)
    if stays is None or not due.owed:
        return text
    if stays < 0:
        return f"{text}, {exposed(-stays, stake.currency)} more than is owed"
    return f"{text}, {exposed(stays, stake.currency)} stay" if stays else f"{text}, nothing stays"


def net_text(stake: Stake) -> str:
    """`2_850 EUR more stay`; empty where that is not known."""
    if not stake.net:
        return "as much stays" if stake.net is not None else ""
    return f"{exposed(abs(stake.net), stake.currency)} {'more' if stake.net > 0 else 'less'} stay"


def gains_text(stake: Stake) -> str:
    """`worse for Kaleva by 100 EUR, better for Puro by 100 EUR`; who loses comes first."""
    known = all(due is not None and due.back is not None for due in (stake.before, stake.after))
    if not stake.gains:
        return "nobody pays or gets more" if known else "for whom it is better or worse is open"
    parts: list[str] = []
    for word, some in (
        ("worse", [gain for gain in stake.gains if gain.size < 0]),
        ("better", [gain for gain in stake.gains if gain.size > 0]),
    ):
        parts += [f"{word} for {_gain(gain)}" for gain in some[:_SHOWN]]
        parts += [f"{word} for {len(some) - _SHOWN} more"] if len(some) > _SHOWN else []
    return f"{', '.join(parts)}{'' if known else '; for the others it is open'}"


def _gain(gain: Gain) -> str:
    return f"{gain.party} by {exposed(abs(gain.size), gain.measure)}"


def slack_text(held: Held | None) -> str:
    """`12 min 3 s to spare`, `9 min 2 s too much`; up to so much where that is not proven."""
    if held is None:
        return "no proof"
    if held.short:
        return held.short
    if held.slack is None:
        return ENDLESS
    if held.slack < 0:
        return f"{'up to ' if held.open else ''}{time_text(-held.slack)} too much"
    return f"{time_text(held.slack)} to spare" if held.slack or held.kept else "just too much"


def sign_text(standing: Standing) -> str:
    """The word that a promise is announced with."""
    return _SIGNS.get(standing.what, standing.what)


_SIGNS = {"open": "not proven", "unproven": "unsupported"}


def standing_text(standing: Standing) -> str:
    """What became of a promise: `no longer kept`, `kept again`."""
    then, now = _known(standing.before), _known(standing.after)
    if standing.what == "repaired":
        return "is kept now"
    if standing.what == "costs" and then == now:
        return f"is not {now}, as before, and costs something else"
    if standing.what == "unproven":
        return "is no longer supported by any promise"
    if standing.before is None:
        return f"is not {now} from the start"
    return f"is no longer {now}" if standing.before.kept else f"is not {now}, and was not {then} before"


def _known(held: Held | None) -> str:
    """What a promise is not, where it is not kept."""
    return "proven" if held is not None and held.open else "kept"


def unkept_text(standing: Standing) -> str:
    """`at stake: 200 EUR per month to Puro, and nothing comes back: nobody under it breaks a promise`."""
    before, after = _unkept(standing.cost_before), _unkept(standing.cost_after)
    if standing.what == "repaired":
        return f"no longer at stake: {before}" if before else ""
    is_open = standing.after is not None and standing.after.open
    stake = "at stake, should it break" if is_open else "at stake"
    if standing.what == "costs":
        return f"{stake}: {before or 'nothing'} -> {after or 'nothing'}{_NOTHING_BACK if after else ''}"
    return f"{stake}: {after}{_NOTHING_BACK if standing.what in ('breaks', 'open') else ''}" if after else ""


_NOTHING_BACK = ", and nothing comes back: nobody under it breaks a promise"


def _unkept(costs: tuple[Unkept, ...]) -> str:
    """`200 EUR per month to Puro`; empty where nothing is paid."""
    texts = []
    for cost in costs:
        many = len(cost.customers)
        to = " and ".join(cost.customers) if many <= _NAMED else f"{many} customers"
        texts.append(f"{exposed(cost.size, cost.measure)} per {cost.per} to {to}")
    return " and ".join(texts)


def summary(found: Differences) -> str:
    """`3 changes: 1 loosens, 1 tightens, 1 incomparable; 1 promise breaks`."""
    count = len(found.changes)
    if not count:
        return "no change of meaning"
    parts = []
    for effect, word in (
        (Effect.LOOSENS, "loosen"),
        (Effect.TIGHTENS, "tighten"),
        (Effect.INCOMPARABLE, "incomparable"),
    ):
        number = found.count(effect)
        if number:
            plural = "s" if number == 1 and effect is not Effect.INCOMPARABLE else ""
            parts.append(f"{number} {word}{plural}")
    text = f"{count} change{'s' if count != 1 else ''}: {', '.join(parts)}"
    broken, repaired = len(found.broken), sum(s.what == "repaired" for s in found.standings)
    doubtful = len(found.doubtful)
    if broken:
        text += f"; {broken} promise{' breaks' if broken == 1 else 's break'}"
    if doubtful:
        text += f"; {doubtful} promise{' is' if doubtful == 1 else 's are'} not proven"
    if repaired:
        text += f"; {repaired} promise{' is' if repaired == 1 else 's are'} kept again"
    return text
