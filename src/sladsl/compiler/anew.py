"""A house looked at: from a cold start, or again after a change with what was kept of an earlier run.

After a change the files that stand on a changed one are resolved, with all that those stand on, and the rest
is taken from what was kept. The findings are those of a run from a cold start, to the letter: where that is
not sure, one is made.
"""

from __future__ import annotations

import marshal
from collections.abc import Iterable, Iterator, Mapping, Sequence
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
        path: _kept(house.sources[path], files[path], seen.get(path, Seen()), silences.get(path, ()))
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
        # What comes of a part has to be concluded again where one of these files gives other facts for it.
        again: set[Part] = set()
        for path in (*stale, *(self.before.files.keys() ^ new.keys())):
            again.update(_parts_that_differ(self.before.files.get(path), seen.get(path, Seen())))
        findings: list[Diagnostic] = []
        all_silences: list[Silence] = []
        sources = {path: self.sources[path] for path in new}
        for path in sorted(new, key=place_of):
            if path in stale or path not in self.before.files:
                found, mine = seen.get(path, Seen()), silences.get(path, ())
                files[path] = _kept(sources[path], new[path], found, mine)
                findings += found.findings
                parts[path] = {part: facts for part, facts in parts_of(found).items() if _wanted(part, again)}
                all_silences += mine
            else:
                kept = files[path] = self.before.files[path]
                findings += cast("Sequence[Diagnostic]", _back(kept.findings, self.sources))
                parts[path] = {p: _back(facts, self.sources) for p, facts in kept.facts if _wanted(p, again)}
                all_silences += cast("Sequence[Silence]", _back(kept.silences, self.sources))
        try:
            concluded = conclusions(parts.values(), sources)
        except NotLookedAtError:
            return None
        for part, plain in marshal.loads(self.before.concluded):
            if not _wanted(part, again):
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


def _kept(source: Source, skeleton: Skeleton, seen: Seen, silences: Sequence[Silence]) -> KeptFile:
    facts = tuple((part, _packed(found)) for part, found in parts_of(seen).items())
    return KeptFile(source.digest, skeleton, _packed(seen.findings), facts, _packed(silences))


def _packed(things: Sequence[object]) -> bytes:
    return marshal.dumps(to_plain(tuple(things))) if things else b""


def _packed_conclusions(concluded: Mapping[Part, tuple[Diagnostic, ...]]) -> bytes:
    return marshal.dumps([(part, to_plain(found)) for part, found in sorted(concluded.items())])


def _parts_that_differ(before: KeptFile | None, now: Seen) -> Iterator[Part]:
    """The parts for which a file gives other facts now than those that were kept."""
    were, are = dict(before.facts) if before is not None else {}, parts_of(now)
    yield from were.keys() ^ are.keys()
    for part in were.keys() & are.keys():
        if marshal.loads(were[part]) != to_plain(tuple(are[part])):
            yield part


def _wanted(part: Part, again: set[Part]) -> bool:
    """Whether a part has to be concluded: one of those, or one that hangs on all texts."""
    return part in again or part[0] in WITH_TEXTS


def _back(packed: bytes, sources: Mapping[str, Source]) -> Sequence[object]:
    return cast("Sequence[object]", from_plain(marshal.loads(packed), sources)) if packed else ()
