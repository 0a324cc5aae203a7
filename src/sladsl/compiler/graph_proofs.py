"""What the graph of a house says of its proofs: how far each promise is used up, and by whom."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from fractions import Fraction
from urllib.parse import quote

from sladsl.backends.graph.page import Picture, Section
from sladsl.backends.proofs import budget, course
from sladsl.backends.proofs.words import ProofWords, words_of
from sladsl.exact.ratio import Rounding, round_to
from sladsl.lower import values as v
from sladsl.lower.document import text
from sladsl.lower.drawing.drawing import Remark, Remarks, State, worst
from sladsl.model.agreements import Agreement
from sladsl.model.graph import Graph
from sladsl.model.house import House
from sladsl.model.supports import Supports
from sladsl.prove.availability import AvailabilityProof
from sladsl.prove.budgets import Support
from sladsl.prove.chains import TimeProof, time_proofs, worst_only
from sladsl.prove.proving import proofs
from sladsl.prove.telling import name_of
from sladsl.prove.unchosen import unchosen
from sladsl.records import record

_TOLD = 8
_FAILING: dict[State, str] = {"broken": "graph-proof-broken", "open": "graph-proof-open"}


@record
class Proven:
    """What is proven of one agreement, by downtime and by time."""

    agreement: Agreement
    words: ProofWords
    downtimes: tuple[AvailabilityProof, ...]
    times: tuple[TimeProof, ...]

    @property
    def all(self) -> tuple[AvailabilityProof | TimeProof, ...]:
        return (*self.downtimes, *self.times)

    @property
    def state(self) -> State:
        return worst(_state(proof) for proof in self.all)

    @property
    def verdict(self) -> str:
        """`kept, 3 min 36.432 s left` of the promise with least of it, or which are not, or not proven."""
        if self.state != "kept":
            return "; ".join(
                _say(self.words, message, promises=", ".join(named))
                for state, message in _FAILING.items()
                if (named := dict.fromkeys(p.guarantee.key for p in self.all if _state(p) == state))
            )
        if self.downtimes:
            margin = self.words.slack(max(self.downtimes, key=_used))
        else:
            margin = self.words.spare(max(self.times, key=lambda proof: proof.worst.by))
        told = _say(self.words, "graph-proof-kept", margin=margin)
        for key, each in {u.component: u for proof in self.downtimes for u in unchosen(proof)}.items():
            taken = ", ".join(lower.key for lower in each.taken)
            told = _say(self.words, "graph-proof-unchosen", told=told, agreements=taken, service=key)
        return told


def proven(house: House, graph: Graph, today: date | None = None, language: str = "en") -> tuple[Proven, ...]:
    """The proofs of every agreement in the graph of which anything is proven, in source order; for a day,
    and told in a language that there is wording for."""
    supports = Supports(house, today)
    found = []
    for node in graph.nodes:
        if isinstance(node.thing, Agreement):
            words = words_of(house, node.thing, language)
            times = tuple(worst_only(time_proofs(supports, node.thing)))
            made = Proven(node.thing, words, proofs(supports, node.thing), times)
            found += [made] if made.all else []
    return tuple(found)


def remarks(found: Iterable[Proven], links: bool) -> Remarks:
    """What the drawing says beside the source; with `links` boxes lead to their section of the page."""
    agreements: dict[str, Remark] = {}
    promises: dict[tuple[str, str, str], Remark] = {}
    taken: dict[tuple[str, str, str], list[tuple[Fraction, str]]] = {}
    for each in found:
        here = f"agreement {each.agreement.key}"
        tips = tuple(_tip(proof, each.words) for proof in each.all)
        link = f"#{anchor(each.agreement)}" if links else ""
        agreements[here] = Remark(each.verdict, tips, each.state, link)
        for proof in each.downtimes:
            key = here, f"service {proof.service.key}", proof.guarantee.key
            tip = f"{proof.guarantee.key}: {_told(proof, each.words)}"
            promises[key] = Remark(_used_text(proof, each.words), (tip,), _state(proof))
            for support in proof.supports:
                _take(taken, support, proof, each.words)
    for key, shares in taken.items():
        promises.setdefault(key, _taking(shares, found))
    return Remarks(agreements, promises)


def _take(
    taken: dict[tuple[str, str, str], list[tuple[Fraction, str]]],
    support: Support,
    proof: AvailabilityProof,
    words: ProofWords,
) -> None:
    """Notes what a supporting promise takes of what the one above allows."""
    if proof.allowed <= 0:
        return
    key = f"agreement {support.agreement.key}", f"service {support.component}", support.guarantee.key
    share = support.seconds / proof.allowed
    promised = name_of(proof.agreement, proof.guarantee)
    upper = _say(words, "graph-proof-of", promise=promised, service=proof.service.key)
    time, part = words.time(support.seconds), _share(share, words)
    told = _say(words, "graph-proof-lets", time=time, share=part, promise=upper)
    taken.setdefault(key, []).append((share, told))


def _taking(shares: list[tuple[Fraction, str]], found: Iterable[Proven]) -> Remark:
    words = next(iter(found)).words
    ordered = sorted(shares, key=lambda each: (-each[0], each[1]))
    tips = [told for _, told in ordered[:_TOLD]]
    if len(ordered) > _TOLD:
        tips.append(_say(words, "graph-and-more", number=words.pen.number(len(ordered) - _TOLD)))
    message = "graph-proof-budget-most" if len(ordered) > 1 else "graph-proof-budget"
    return Remark(_say(words, message, share=_share(ordered[0][0], words)), tuple(tips))


def _state(proof: AvailabilityProof | TimeProof) -> State:
    if proof.kept:
        return "kept"
    return "open" if isinstance(proof, AvailabilityProof) and proof.is_open else "broken"


def _used(proof: AvailabilityProof) -> Fraction:
    """How much of what is allowed the worst case takes; 1 where nothing is allowed and nothing taken."""
    if proof.allowed <= 0:
        return Fraction(1 if proof.bound == proof.allowed else 10**6)
    return proof.bound / proof.allowed


def _used_text(proof: AvailabilityProof, words: ProofWords) -> str:
    """`82% used`; where nothing is allowed, how much is too much."""
    if proof.allowed <= 0 and proof.bound > proof.allowed:
        return words.slack(proof)
    share = _share(_used(proof), words)
    return words.pen.plain("graph-proof-used", state=_state(proof), share=text(share))


def _share(share: Fraction, words: ProofWords) -> str:
    """A share in whole percent; what is less than all never rounds up to it, nor what is more down."""
    whole = round_to(share, 2)
    if whole == 1 != share:
        whole = round_to(share, 4, Rounding.FLOOR if share < 1 else Rounding.CEILING)
    return words.pen.written(v.Percent(whole))


def _tip(proof: AvailabilityProof | TimeProof, words: ProofWords) -> str:
    """What is proven of which promise, on one line."""
    named = proof.guarantee.key
    if isinstance(proof, AvailabilityProof):
        named = _say(words, "graph-proof-of", promise=named, service=proof.service.key)
    return _say(words, "graph-proof-tip", promise=named, told=_told(proof, words))


def _told(proof: AvailabilityProof | TimeProof, words: ProofWords) -> str:
    """`kept; 16 min 37.992 s of 20 min 14.424 s, 3 min 36.432 s left in February 2027`."""
    if isinstance(proof, TimeProof):
        return _say(words, "graph-proof-told-time", state=words.state(proof), spare=words.spare(proof))
    used, allowed = words.time(proof.bound), words.allowed(proof)
    said = {"state": words.state(proof), "slack": words.slack(proof), "period": words.period(proof)}
    return _say(words, "graph-proof-told", used=used, allowed=allowed, **said)


def _say(words: ProofWords, message: str, **given: str) -> str:
    """A message with what it speaks of put in as it is."""
    return words.pen.plain(message, **{name: text(each) for name, each in given.items()})


def anchor(agreement: Agreement) -> str:
    """The place of an agreement's proofs on the page."""
    return f"proofs-{quote(agreement.key)}"


def sections(found: Iterable[Proven]) -> Iterator[Section]:
    """For each agreement its proofs as pictures, with what they say in words."""
    for each in found:
        title = f"{each.agreement.key}: {each.words.pen.title(each.agreement.title)}"
        yield Section(anchor(each.agreement), title, each.verdict, each.state, tuple(_pictures(each)))


def _pictures(each: Proven) -> Iterator[Picture]:
    for proof in each.downtimes:
        yield Picture(budget.draw_budget(proof, each.words), budget.description(proof, each.words))
    for late in each.times:
        yield Picture(course.draw_course(late, each.words), course.description(late, each.words))


def data(found: Iterable[Proven]) -> list[Mapping[str, object]]:
    """The proofs as plain values: seconds as exact fractions or whole numbers, in text."""
    made: list[Mapping[str, object]] = []
    for each in found:
        node = f"agreement {each.agreement.key}"
        for proof in each.downtimes:
            made.append(
                {
                    "agreement": node,
                    "guarantee": proof.guarantee.key,
                    "service": f"service {proof.service.key}",
                    "kept": proof.kept,
                    "open": proof.is_open,
                    "period": proof.period.label,
                    "allowed": str(proof.allowed),
                    "bound": str(proof.bound),
                    "unpromised": [f"service {key}" for key in proof.unpromised],
                    "supports": [
                        {
                            "agreement": f"agreement {support.agreement.key}",
                            "guarantee": support.guarantee.key,
                            "service": f"service {support.component}",
                            "seconds": str(support.seconds),
                        }
                        for support in proof.supports
                    ],
                }
            )
        for late in each.times:
            made.append(
                {
                    "agreement": node,
                    "guarantee": late.guarantee.key,
                    "kept": late.kept,
                    "begins": late.worst.start,
                    "late": None if late.worst.endless else late.worst.by,
                    "share": str(late.share),
                }
            )
    return made
