"""The proofs of one agreement, in lines and in pictures, for whoever asks what stands under its promises."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from sladsl.backends.output import OutputFile
from sladsl.model.agreements import Agreement
from sladsl.model.house import House
from sladsl.model.supports import Supports
from sladsl.prove.allowances import lost
from sladsl.prove.availability import AvailabilityProof
from sladsl.prove.chains import TimeProof, time_proofs, worst_only
from sladsl.prove.proving import proofs
from sladsl.prove.telling import (
    expected_text,
    name_of,
    safe_only,
    share_at_most,
    shares,
    slack_text,
    sum_text,
    time_text,
    verdict,
)
from sladsl.prove.timeline import late_text, timeline_text


def proof_lines(
    house: House, agreement: Agreement, promise: str = "", today: date | None = None
) -> list[str]:
    """What is proven of an agreement's promises, or of the one named; empty where nothing supports them."""
    supports = Supports(house, today)
    lines: list[str] = []
    for found in proofs(supports, agreement):
        if _asked(found.guarantee.name, found.guarantee.key, promise):
            lines += _of_availability(found)
    for late in worst_only(time_proofs(supports, agreement)):
        if _asked(late.guarantee.name, late.guarantee.key, promise):
            lines += _of_time(late)
    return lines


def pictures(
    house: House,
    agreement: Agreement,
    promise: str = "",
    today: date | None = None,
    language: str = "en",
) -> tuple[OutputFile, ...]:
    """An SVG for every proof, by name: `Keskola.uptime.Checkout.budget.svg`, `Keskola.repair.course.svg`;
    in a language that there is wording for."""
    from sladsl.backends.proofs.budget import draw_budget
    from sladsl.backends.proofs.course import draw_course
    from sladsl.backends.proofs.words import words_of

    words = words_of(house, agreement, language)
    supports = Supports(house, today)
    files: dict[str, str] = {}
    for found in proofs(supports, agreement):
        if _asked(found.guarantee.name, found.guarantee.key, promise):
            name = f"{name_of(agreement, found.guarantee)}.{found.service.key}.budget.svg"
            files[_free(name, files)] = draw_budget(found, words)
    for late in worst_only(time_proofs(supports, agreement)):
        if _asked(late.guarantee.name, late.guarantee.key, promise):
            files[_free(f"{name_of(agreement, late.guarantee)}.course.svg", files)] = draw_course(late, words)
    return tuple(OutputFile(name, text.encode()) for name, text in sorted(files.items()))


def _free(name: str, taken: dict[str, str]) -> str:
    """The name, with a number where it is taken."""
    number, free = 2, name
    while free in taken:
        free = name.replace(".svg", f".{number}.svg")
        number += 1
    return free


def _asked(name: str, key: str, promise: str) -> bool:
    return promise in ("", name, key)


def _of_availability(proof: AvailabilityProof) -> Iterator[str]:
    head = f"{proof.guarantee.key} of {proof.service.key}"
    told = verdict(proof) if proof.kept else verdict(proof).upper()
    if proof.kept and proof.unpromised:
        told = f"kept, if {_and(proof.unpromised)} never fail{'s' if len(proof.unpromised) == 1 else ''}"
    yield f"  proof of {head}: {told}; proven {share_at_most(proof.guaranteed)}"
    yield f"    {_plain(sum_text(proof))}"
    yield f"    {slack_text(proof)}, in {proof.period.label} of {time_text(proof.base)}"
    if proof.allowed:
        parts = (f"{name_of(s.agreement, s.guarantee)} {share}" for s, share in shares(proof))
        yield f"    of what is allowed: {', '.join(parts)}"
    if not lost(proof.guarantee).absolute:
        yield f"    {expected_text(proof)}"
    for line in safe_only(proof):
        yield f"    {line}"
    if proof.assumed:
        yield f"    assumes that nothing is excluded as {_and(proof.assumed)}"


def _of_time(proof: TimeProof) -> Iterator[str]:
    spare = f"NOT KEPT, {late_text(proof)} late" if not proof.kept else f"kept, {_spare(proof)} to spare"
    yield f"  proof of {proof.guarantee.key}: {spare} in the worst case"
    for line in _plain(timeline_text(proof)).split("; "):
        yield f"    {line}"


def _spare(proof: TimeProof) -> str:
    return time_text(Fraction(-proof.worst.by)) if proof.worst.by else "nothing"


def _plain(text: str) -> str:
    return text.replace("`", "")


def _and(names: tuple[str, ...]) -> str:
    return " and ".join(names)
