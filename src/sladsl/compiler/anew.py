"""A house looked at: from a cold start, or again after a change with what was kept of an earlier run.

After a change the files that stand on a changed one are resolved, with all that those stand on, and the rest
is taken from what was kept. The findings are those of a run from a cold start, to the letter: where that is
not sure, one is made.
"""

from __future__ import annotations

import marshal
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import cast

from sladsl.compiler.compilation import Compilation, in_order
from sladsl.compiler.kept import Change, Checked, Kept, KeptFile, packed, packed_findings
from sladsl.compiler.plain import from_plain, to_plain
from sladsl.compiler.skeleton import Links, Skeleton, imported, skeletons
from sladsl.compiler.texts import of_library
from sladsl.diagnostics.diagnostic import Diagnostic
from sladsl.model.house import House
from sladsl.model.reading import Reader
from sladsl.model.resolve import resolve
from sladsl.model.silences import Silence
from sladsl.rules.facts import NotLookedAtError
from sladsl.rules.index import Index
from sladsl.rules.run import (
    NOWHERE,
    WITH_TEXTS,
    Part,
    Seen,
    conclusions,
    look,
    parts_of,
    place_of,
    told,
)
from sladsl.source import Source


def from_cold(asked: frozenset[str], read: Reader, today: date | None, whole: bool) -> Checked:
    """What the house comes to with nothing known of it, and what to keep of that."""
    compilation = Compilation(asked, read, today, whole=whole)
    outcome = compilation.resolved
    house = outcome.value
    resolved = frozenset(path for path in house.sources if not of_library(path))
    if outcome.diagnostics:
        return Checked(compilation.findings, None, resolved)
    index = Index(house, today)
    seen = look(index)
    ordered = [seen[path] for path in sorted(seen, key=place_of)]
    concluded = conclusions(map(parts_of, ordered), house.sources)
    found = (finding for each in ordered for finding in each.findings)
    findings = in_order(told(found, concluded, house.silences, today, whole=whole))
    files = skeletons(house, index, house.sources)
    if not _all_apart(files.values()) or not _of_files(seen):
        return Checked(findings, None, resolved)
    silences = _by_file(house.silences)
    kept = {
        path: KeptFile(
            house.sources[path].digest, files[path], _packed_seen(seen.get(path), silences.get(path))
        )
        for path in files
    }
    whole_run = Kept(asked, kept, packed_findings(findings), _packed_conclusions(concluded))
    return Checked(findings, packed(whole_run), resolved)


def checked_again(
    asked: frozenset[str], read: Reader, today: date | None, whole: bool, before: Kept, change: Change
) -> Checked | None:
    """What the house comes to now; None where only a run from a cold start can tell."""
    return _Again(asked, read, today, whole, before, change).checked()


class _Again:
    """One run with what was kept of an earlier one."""

    def __init__(
        self,
        asked: frozenset[str],
        read: Reader,
        today: date | None,
        whole: bool,
        before: Kept,
        change: Change,
    ) -> None:
        self.asked = asked
        self.read = read
        self.today = today
        self.whole = whole
        self.before = before
        self.change = change
        self.sources = change.sources

    def checked(self) -> Checked | None:
        """What the house comes to now; None where only a run from a cold start can tell."""
        changed, gone = self.change.changed, self.change.gone
        old = {path: file.skeleton for path, file in self.before.files.items()}
        links = Links(old)
        touched = frozenset(links.upward((*changed, *gone)) | changed) - gone
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

    def _resolved(self, paths: Iterable[str]) -> House | None:
        """The house of some files; None where it is not sound."""
        outcome = resolve((path for path in paths if not of_library(path)), self.read)
        return None if outcome.diagnostics else outcome.value

    def _looked_at_anew(
        self,
        house: House,
        old: Mapping[str, Skeleton],
        new: Mapping[str, Skeleton],
        links: Links,
        changed: frozenset[str],
        touched: frozenset[str],
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
        files: dict[str, KeptFile] = {}
        parts: dict[str, Mapping[Part, Sequence[object]]] = {}
        # What comes of a part has to be concluded again where a fact of it is, or was, in one of these files.
        again: set[Part] = set()
        for path, file in self.before.files.items():
            if path in stale or path not in new:
                again.update(_KeptSeen(file.seen).facts)
        for path in stale.union(new.keys() - self.before.files.keys()):
            again.update(parts_of(seen.get(path, Seen())))
        findings: list[Diagnostic] = []
        all_silences: list[Silence] = []
        sources = {path: self.sources[path] for path in new}
        for path in sorted(new, key=place_of):
            if path in stale or path not in self.before.files:
                found, mine = seen.get(path, Seen()), silences.get(path, [])
                files[path] = KeptFile(sources[path].digest, new[path], _packed_seen(found, mine))
                findings += found.findings
                parts[path] = parts_of(found)
                all_silences += mine
            else:
                files[path] = self.before.files[path]
                kept = _KeptSeen(files[path].seen)
                findings += kept.findings(self.sources)
                parts[path] = kept.parts(again, self.sources)
                all_silences += kept.silences(self.sources)
        try:
            concluded = conclusions(parts.values(), sources)
        except NotLookedAtError:
            return None
        for part, plain in marshal.loads(self.before.concluded):
            if part not in again and part[0] not in WITH_TEXTS:
                concluded[part] = cast("tuple[Diagnostic, ...]", from_plain(plain, self.sources))
        shown = in_order(told(findings, concluded, all_silences, self.today, whole=self.whole))
        run = Kept(self.asked, files, packed_findings(shown), _packed_conclusions(concluded))
        resolved = frozenset(path for path in house.sources if not of_library(path))
        return Checked(shown, packed(run), resolved)


def _library(house: House) -> list[str]:
    return [path for path in house.sources if of_library(path)]


def _under(files: Mapping[str, Skeleton]) -> frozenset[str]:
    """The keys of the agreements that are levels above others."""
    return frozenset(key for file in files.values() for key in file.under)


def _all_apart(files: Iterable[Skeleton]) -> bool:
    """Whether no name is declared twice in the house: a thing would be called otherwise for the other one."""
    names = [name for file in files for name in file.names]
    return len(names) == len(set(names))


def _of_files(seen: Mapping[str, Seen]) -> bool:
    """Whether all that was seen belongs to files of the house."""
    return not any(path == NOWHERE or of_library(path) for path in seen)


def _by_file(silences: Iterable[Silence]) -> dict[str, list[Silence]]:
    found: dict[str, list[Silence]] = {}
    for silence in silences:
        found.setdefault(silence.span.source.name, []).append(silence)
    return found


def _packed_seen(seen: Seen | None, silences: list[Silence] | None) -> bytes:
    if not silences and (seen is None or not (seen.findings or seen.facts)):
        return b""
    each = seen or Seen()
    facts = [(part, _packed(found)) for part, found in parts_of(each).items()]
    return marshal.dumps((_packed(each.findings), facts, _packed(silences or ())))


def _packed(things: Sequence[object]) -> bytes:
    return marshal.dumps(to_plain(tuple(things))) if things else b""


def _packed_conclusions(concluded: Mapping[Part, tuple[Diagnostic, ...]]) -> bytes:
    return marshal.dumps([(part, to_plain(found)) for part, found in sorted(concluded.items())])


class _KeptSeen:
    """What was seen in a file that was kept; brought back only as far as it is asked for."""

    def __init__(self, packed: bytes) -> None:
        self.facts: dict[Part, bytes] = {}
        self._findings = self._silences = b""
        if packed:
            self._findings, facts, self._silences = marshal.loads(packed)
            self.facts = dict(facts)

    def findings(self, sources: Mapping[str, Source]) -> Sequence[Diagnostic]:
        return cast("Sequence[Diagnostic]", _back(self._findings, sources))

    def silences(self, sources: Mapping[str, Source]) -> Sequence[Silence]:
        return cast("Sequence[Silence]", _back(self._silences, sources))

    def parts(self, wanted: set[Part], sources: Mapping[str, Source]) -> dict[Part, Sequence[object]]:
        """The facts of the parts that are wanted, and of those that hang on all texts."""
        return {
            part: _back(packed, sources)
            for part, packed in self.facts.items()
            if part in wanted or part[0] in WITH_TEXTS
        }


def _back(packed: bytes, sources: Mapping[str, Source]) -> Sequence[object]:
    return cast("Sequence[object]", from_plain(marshal.loads(packed), sources)) if packed else ()
