"""What is kept of a run over a project: each file as it was, what was seen in it, and the findings."""

from __future__ import annotations

import marshal
from collections.abc import Mapping
from operator import attrgetter
from typing import cast

from sladsl.compiler.plain_values import FINDINGS
from sladsl.compiler.skeleton import Skeleton
from sladsl.compiler.texts import Sources
from sladsl.diagnostics.diagnostic import Diagnostic
from sladsl.records import names_of, record
from sladsl.source import Source


@record
class KeptFile:
    """One file as it is kept: the digest of its text, its skeleton, and, packed, what was seen in it:
    findings, facts by the part that they belong to, and silences."""

    digest: str
    skeleton: Skeleton
    findings: bytes = b""
    facts: tuple[tuple[tuple[str, str], bytes], ...] = ()
    silences: bytes = b""


@record
class Kept:
    """A run as it is kept: the files that were asked for, all that were read, and, packed, the findings and
    what of them was concluded from several files."""

    asked: frozenset[str]
    files: Mapping[str, KeptFile]
    findings: bytes
    concluded: bytes


@record
class Checked:
    """All findings of a house; what to keep for the next run, None where what was kept stays or nothing can
    be kept; and the files that were resolved for it."""

    findings: tuple[Diagnostic, ...]
    kept: bytes | None
    resolved: frozenset[str]


@record
class Change:
    """What became of the files since a run that was kept: `changed` are new or have another text, `gone` are
    no longer asked for, `sources` the texts as they are now."""

    changed: frozenset[str]
    gone: frozenset[str]
    sources: Sources


_PARTS = attrgetter(*names_of(Skeleton))


def packed_findings(findings: tuple[Diagnostic, ...]) -> bytes:
    """Findings as they are kept."""
    return marshal.dumps(FINDINGS.to_plain(findings))


def unpacked_findings(packed: bytes, sources: Mapping[str, Source]) -> tuple[Diagnostic, ...]:
    """Findings that were kept, in the texts as they are now. KeyError for a text that is not given."""
    return cast("tuple[Diagnostic, ...]", FINDINGS.from_plain(marshal.loads(packed), sources))


def packed(kept: Kept) -> bytes:
    """A run as it is written down."""
    files = [
        (path, file.digest, _PARTS(file.skeleton), file.findings, file.facts, file.silences)
        for path, file in kept.files.items()
    ]
    return marshal.dumps((sorted(kept.asked), files, kept.findings, kept.concluded))


def unpacked(packed: bytes) -> Kept | None:
    """What was written down; None for anything else."""
    try:
        asked, files, findings, concluded = marshal.loads(packed)
        return Kept(
            frozenset(asked),
            {path: KeptFile(digest, Skeleton(*parts), *seen) for path, digest, parts, *seen in files},
            findings,
            concluded,
        )
    except (ValueError, TypeError, EOFError):
        return None
