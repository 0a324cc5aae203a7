"""A house checked again after some of its files changed: only what stands on the change is looked at anew.

What is kept of a run is, by file, what was seen in it and what it has to do with other files. A run that is
given this resolves the files that stand on a changed one, with all that those stand on, and takes the rest
from what was kept. The findings are those of a run from a cold start, to the letter: where that is not sure,
one is made.
"""

from __future__ import annotations

import marshal
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from operator import attrgetter
from typing import cast

from sladsl.compiler.compilation import Compilation, in_order
from sladsl.compiler.plain import from_plain, to_plain
from sladsl.compiler.skeleton import Links, Skeleton, imported, skeletons
from sladsl.diagnostics.diagnostic import Diagnostic
from sladsl.model.files import LIBRARY, Reader, library_source
from sladsl.model.house import House
from sladsl.model.resolve import resolve
from sladsl.model.silences import Silence
from sladsl.rules.facts import NotLookedAtError
from sladsl.rules.index import Index
from sladsl.rules.run import NOWHERE, Seen, conclude, look, place_of
from sladsl.source import Source


@dataclass(frozen=True, slots=True)
class Checked:
    """All findings of a house; what to keep for the next run, None where what was kept stays or nothing can
    be kept; and the files that were resolved for it."""

    findings: tuple[Diagnostic, ...]
    kept: bytes | None
    resolved: frozenset[str]


@dataclass(frozen=True, slots=True)
class _File:
    """One file as it is kept: the digest of its text, its skeleton, and what was seen in it, packed."""

    digest: str
    skeleton: Skeleton
    seen: bytes


@dataclass(frozen=True, slots=True)
class _Kept:
    """A run as it is kept: the files that were asked for, all that were read, and the findings, packed."""

    asked: frozenset[str]
    files: Mapping[str, _File]
    findings: bytes


class _Texts:
    """The files of a project, each read once."""

    def __init__(self, read: Reader) -> None:
        self._read = read
        self._known: dict[str, Source | Diagnostic | None] = {}

    def __call__(self, path: str) -> Source | Diagnostic | None:
        if path not in self._known:
            self._known[path] = library_source(path) if _of_library(path) else self._read(path)
        return self._known[path]


def checked(
    paths: Iterable[str], read: Reader, today: date | None, *, whole: bool, kept: bytes | None = None
) -> Checked:
    """The findings of the house that the files under `paths` make up, as `Compilation` finds them.

    `kept` is what an earlier call for the same `today` and `whole` gave to keep; anything else is not
    understood and does no harm.
    """
    asked, texts = frozenset(paths), _Texts(read)
    before = _unpacked(kept) if kept is not None else None
    if before is not None:
        again = _Again(asked, texts, today, whole, before).checked()
        if again is not None:
            return again
    return _from_cold(asked, texts, today, whole)


def _from_cold(asked: frozenset[str], read: Reader, today: date | None, whole: bool) -> Checked:
    compilation = Compilation(asked, read, today, whole=whole)
    outcome = compilation.resolved
    house = outcome.value
    resolved = frozenset(path for path in house.sources if not _of_library(path))
    if outcome.diagnostics:
        return Checked(compilation.findings, None, resolved)
    index = Index(house, today)
    seen = look(index)
    findings = in_order(conclude(seen, house.silences, house.sources, today, whole=whole))
    files = skeletons(house, index, house.sources)
    if not _all_apart(files.values()) or not _of_files(seen):
        return Checked(findings, None, resolved)
    silences = _by_file(house.silences)
    packed = {
        path: _File(house.sources[path].digest, files[path], _packed_seen(seen.get(path), silences.get(path)))
        for path in files
    }
    return Checked(findings, _packed(_Kept(asked, packed, _packed_findings(findings))), resolved)


class _Sources(dict[str, Source]):
    """Texts by path; those of the standard library are read when they are asked for."""

    def __missing__(self, path: str) -> Source:
        source = library_source(path) if _of_library(path) else None
        if source is None:
            raise KeyError(path)
        self[path] = source
        return source


class _Again:
    """One run with what was kept of an earlier one."""

    def __init__(
        self, asked: frozenset[str], read: Reader, today: date | None, whole: bool, before: _Kept
    ) -> None:
        self.asked = asked
        self.read = read
        self.today = today
        self.whole = whole
        self.before = before
        self.sources = _Sources()

    def checked(self) -> Checked | None:
        """What the house comes to now; None where only a run from a cold start can tell."""
        gone = self.before.asked - self.asked
        changed = self._changed(gone)
        if changed is None:
            return None
        if not changed and not gone:
            return Checked(self._findings(), None, frozenset())
        old = {path: file.skeleton for path, file in self.before.files.items()}
        links = Links(old)
        touched = (links.upward((*changed, *gone)) | changed) - gone
        if any(old[path].rules for path in (touched | gone) if path in old):
            return None
        rules = [path for path, file in old.items() if file.rules]
        house = self._resolved((links.downward((*touched, *rules)) | touched) - gone)
        if house is None or not touched <= house.sources.keys():
            return None
        new = {path: file for path, file in old.items() if path not in gone}
        new.update(skeletons(house, Index(house), (*touched, *_library(house))))
        reached = imported(new, self.asked)
        if not reached <= new.keys():  # a file came in from outside the project, or is no longer part of it
            return None
        new = {path: new[path] for path in reached}
        if not _all_apart(new.values()) or any(new[path].rules for path in touched & reached):
            return None
        return self._looked_at_anew(house, old, new, links if new == old else Links(new), changed, touched)

    def _changed(self, gone: frozenset[str]) -> set[str] | None:
        """The files that are new or have another text; None where one cannot be read."""
        known = self.before.files
        changed: set[str] = set()
        for path in (*self.asked, *(p for p in known if p not in self.asked and p not in gone)):
            source = self.read(path)
            if not isinstance(source, Source):
                return None
            self.sources[path] = source
            if path not in known or (known[path].digest != source.digest):
                changed.add(path)
        return changed

    def _resolved(self, paths: Iterable[str]) -> House | None:
        """The house of some files; None where it is not sound."""
        outcome = resolve((path for path in paths if not _of_library(path)), self.read)
        return None if outcome.diagnostics else outcome.value

    def _looked_at_anew(
        self,
        house: House,
        old: Mapping[str, Skeleton],
        new: Mapping[str, Skeleton],
        links: Links,
        changed: set[str],
        touched: set[str],
    ) -> Checked | None:
        below, were_below = _under(new), _under(old)
        topped = (path for path, file in new.items() if not (below ^ were_below).isdisjoint(file.agreements))
        stale = {path for path in (touched | links.upward(changed) | set(topped)) if path in new}
        rules = [path for path, file in new.items() if file.rules]
        needed = links.downward((*stale, *rules))
        if not needed <= house.sources.keys() or not house.sources.keys() <= new.keys():
            larger = self._resolved(needed)
            if larger is None:
                return None
            house = larger
        seen = look(Index(house, self.today, looked_at=frozenset(stale), above=below))
        if not _of_files(seen):
            return None
        self.sources.update(house.sources)
        silences = _by_file(house.silences)
        files: dict[str, _File] = {}
        all_seen: dict[str, Seen] = {}
        all_silences: list[Silence] = []
        sources = {path: self.sources[path] for path in new}
        for path in sorted(new, key=place_of):
            if path in stale or path not in self.before.files:
                all_seen[path] = seen.get(path, Seen())
                mine = silences.get(path, [])
                files[path] = _File(sources[path].digest, new[path], _packed_seen(all_seen[path], mine))
            else:
                files[path] = self.before.files[path]
                all_seen[path], mine = _unpacked_seen(files[path].seen, self.sources)
            all_silences += mine
        try:
            found = conclude(all_seen, all_silences, sources, self.today, whole=self.whole)
        except NotLookedAtError:
            return None
        findings = in_order(found)
        kept = _packed(_Kept(self.asked, files, _packed_findings(findings)))
        resolved = frozenset(path for path in house.sources if not _of_library(path))
        return Checked(findings, kept, resolved)

    def _findings(self) -> tuple[Diagnostic, ...]:
        return cast("tuple[Diagnostic, ...]", from_plain(marshal.loads(self.before.findings), self.sources))


def _of_library(path: str) -> bool:
    return path.startswith(f"{LIBRARY}/")


def _library(house: House) -> list[str]:
    return [path for path in house.sources if _of_library(path)]


def _under(files: Mapping[str, Skeleton]) -> frozenset[str]:
    """The keys of the agreements that are levels above others."""
    return frozenset(key for file in files.values() for key in file.under)


def _all_apart(files: Iterable[Skeleton]) -> bool:
    """Whether no name is declared twice in the house: a thing would be called otherwise for the other one."""
    names = [name for file in files for name in file.names]
    return len(names) == len(set(names))


def _of_files(seen: Mapping[str, Seen]) -> bool:
    """Whether all that was seen belongs to files of the house."""
    return not any(path == NOWHERE or _of_library(path) for path in seen)


def _by_file(silences: Iterable[Silence]) -> dict[str, list[Silence]]:
    found: dict[str, list[Silence]] = {}
    for silence in silences:
        found.setdefault(silence.span.source.name, []).append(silence)
    return found


# ---- packing

_PARTS = attrgetter(*(each.name for each in fields(Skeleton)))


def _packed_findings(findings: tuple[Diagnostic, ...]) -> bytes:
    return marshal.dumps(to_plain(findings))


def _packed_seen(seen: Seen | None, silences: list[Silence] | None) -> bytes:
    if not silences and (seen is None or not (seen.findings or seen.facts)):
        return b""
    each = seen or Seen()
    facts = [(name, to_plain(tuple(found))) for name, found in each.facts.items()]
    return marshal.dumps((to_plain(tuple(each.findings)), facts, to_plain(tuple(silences or ()))))


def _unpacked_seen(packed: bytes, sources: Mapping[str, Source]) -> tuple[Seen, list[Silence]]:
    if not packed:
        return Seen(), []
    findings, facts, silences = marshal.loads(packed)
    back = {name: list(cast("tuple[object, ...]", from_plain(found, sources))) for name, found in facts}
    found = cast("tuple[Diagnostic, ...]", from_plain(findings, sources))
    return Seen(list(found), back), list(cast("tuple[Silence, ...]", from_plain(silences, sources)))


def _packed(kept: _Kept) -> bytes:
    files = [(path, file.digest, _PARTS(file.skeleton), file.seen) for path, file in kept.files.items()]
    return marshal.dumps((sorted(kept.asked), files, kept.findings))


def _unpacked(packed: bytes) -> _Kept | None:
    try:
        asked, files, findings = marshal.loads(packed)
        return _Kept(
            frozenset(asked),
            {path: _File(digest, Skeleton(*skeleton), seen) for path, digest, skeleton, seen in files},
            findings,
        )
    except (ValueError, TypeError, EOFError):
        return None
