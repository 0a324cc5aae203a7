"""The proofs of one agreement, in lines and in pictures, for whoever asks what stands under its promises."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from sladsl.backends.output import OutputFile
from sladsl.compiler.availability_lines import availability_lines
from sladsl.compiler.open_days import open_day_lines, without_support
from sladsl.model.agreements import Agreement, Guarantee
from sladsl.model.house import House
from sladsl.model.supports import Supports
from sladsl.prove.chains import TimeProof, time_proofs, worst_only
from sladsl.prove.due import is_time_limit
from sladsl.prove.handled import idle_steps
from sladsl.prove.proving import proofs
from sladsl.prove.taken_over import promises_to_prove
from sladsl.prove.telling import name_of, time_text
from sladsl.prove.time_assumptions import time_assumptions
from sladsl.prove.timeline import late_shares_text, late_text, shares_text, timeline_text
from sladsl.rules.index import Index


def proof_lines(
    house: House, agreement: Agreement, promise: str = "", today: date | None = None
) -> list[str]:
    """What is proven of an agreement's promises, or of the one named; empty where nothing index them."""
    index = Index(house, today)
    without = without_support(index, agreement)
    lines: list[str] = []
    told: set[int] = set()
    for found in proofs(index, agreement):
        told.add(id(found.guarantee))
        if _asked(found.guarantee.name, found.guarantee.key, promise):
            lines += availability_lines(index, found, without.get(id(found.guarantee), ()))
    for late in worst_only(time_proofs(index, agreement)):
        told.add(id(late.guarantee))
        if _asked(late.guarantee.name, late.guarantee.key, promise):
            lines += _of_time(late)
            lines += (f"    {_plain(line)}" for line in time_assumptions(index, late))
            lines += (f"    {line}" for line in open_day_lines(without.get(id(late.guarantee), ())))
    for guarantee in promises_to_prove(index, agreement):
        if id(guarantee) in without.keys() - told and _asked(guarantee.name, guarantee.key, promise):
            lines.append(f"  proof of {guarantee.key}: NOT PROVEN")
            lines += (f"    {line}" for line in open_day_lines(without[id(guarantee)]))
        elif id(guarantee) not in told and _asked(guarantee.name, guarantee.key, promise):
            lines += _of_no_time(index, agreement, guarantee)
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


def _of_time(proof: TimeProof) -> Iterator[str]:
    spare = f"{_spare(proof)} to spare" if proof.in_time else late_text(proof)
    state = "kept" if proof.kept else "KEPT FOR TOO FEW CASES" if proof.in_time else "NOT KEPT"
    yield f"  proof of {proof.guarantee.key}: {state}, {spare} in the worst case"
    late = late_shares_text(proof)
    if proof.in_time and (late or proof.guarantee.share is not None):
        yield f"    {shares_text(proof)}{f'; late at worst: {_plain(late)}' if late else ''}"
    for line in _plain(timeline_text(proof)).split("; "):
        yield f"    {line}"


def _of_no_time(supports: Supports, agreement: Agreement, guarantee: Guarantee) -> Iterator[str]:
    """Why nothing is proven of a promise about time, where a step on its cases is to blame."""
    idle = idle_steps(supports, agreement, guarantee) if is_time_limit(guarantee) else ()
    named = dict.fromkeys(f"{step.agreement}.{step.guarantee}" for step in idle)
    if named:
        yield f"  proof of {guarantee.key}: NOT PROVEN"
        yield f"    nothing follows from {_and(tuple(named))} as a step of its handling"


def _spare(proof: TimeProof) -> str:
    return time_text(Fraction(-proof.worst.by)) if proof.worst.by else "nothing"


def _plain(text: str) -> str:
    return text.replace("`", "")


def _and(names: tuple[str, ...]) -> str:
    return " and ".join(names)
