"""A house checked again after some of its files changed: only what stands on the change is looked at anew.

What is kept of a run is, by file, what was seen in it and what it has to do with other files. Where no file
changed the findings are those that were kept, and nothing that resolves or checks is even imported.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from sladsl.compiler.kept import Change, Checked, Kept, unpacked, unpacked_findings
from sladsl.compiler.texts import Sources, Texts
from sladsl.model.reading import Reader
from sladsl.source import Source

__all__ = ["Checked", "checked"]


def checked(
    paths: Iterable[str], read: Reader, today: date | None, *, whole: bool, kept: bytes | None = None
) -> Checked:
    """The findings of the house that the files under `paths` make up, as `Compilation` finds them.

    `kept` is what an earlier call for the same `today` and `whole` gave to keep; anything else is not
    understood and does no harm.
    """
    asked, texts = frozenset(paths), Texts(read)
    before = unpacked(kept) if kept is not None else None
    change = _change(before, asked, texts) if before is not None else None
    if before is not None and change is not None and not change.changed and not change.gone:
        return Checked(unpacked_findings(before.findings, change.sources), None, frozenset())
    # Imported only here: it brings every check, and takes longer than all of the above.
    from sladsl.compiler.anew import checked_again, from_cold

    if before is not None and change is not None:
        again = checked_again(asked, texts, today, whole, before, change)
        if again is not None:
            return again
    return from_cold(asked, texts, today, whole)


def _change(before: Kept, asked: frozenset[str], read: Reader) -> Change | None:
    """What became of the files; None where one cannot be read."""
    known, sources = before.files, Sources()
    gone = before.asked - asked
    changed: set[str] = set()
    for path in (*asked, *(p for p in known if p not in asked and p not in gone)):
        source = read(path)
        if not isinstance(source, Source):
            return None
        sources[path] = source
        if path not in known or known[path].digest != source.digest:
            changed.add(path)
    return Change(frozenset(changed), gone, sources)
