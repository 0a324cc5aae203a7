"""`sla check --fix`: takes the fixes of findings, looks again, and writes what came out."""

from __future__ import annotations

import datetime as dt
import difflib
import sys
from collections.abc import Mapping

from sladsl.cli.line_ends import lines_of, with_line_ends_of
from sladsl.cli.project import Project
from sladsl.cli.replacing import replace_text
from sladsl.compiler import Compilation
from sladsl.diagnostics.diagnostic import Diagnostic
from sladsl.diagnostics.fixing import fixed
from sladsl.diagnostics.selection import Selection, is_always_shown
from sladsl.records import field, record
from sladsl.source import Source

_ROUNDS = 20


@record
class Mended:
    """A project after its fixes: new texts by path, the findings whose fixes were taken with their titles,
    the compilation that now holds, and how many fixes were left because they change what is promised."""

    texts: Mapping[str, str]
    done: tuple[tuple[Diagnostic, str], ...]
    compilation: Compilation
    left: int


@record(frozen=False)
class _Mending:
    """The texts while they are mended, and the fixes that made things worse."""

    project: Project
    day: dt.date
    texts: dict[str, str] = field(default_factory=dict)
    refused: set[tuple[str, str, str]] = field(default_factory=set)

    def compilation(self) -> Compilation:
        texts = dict(self.texts)

        def read(path: str) -> Source | Diagnostic | None:
            return Source(path, texts[path]) if path in texts else self.project.read(path)

        return Compilation(self.project.paths, read, self.day, whole=self.project.whole)

    def can_take(self, finding: Diagnostic, unsafe: bool) -> bool:
        """Whether its fix is one of those asked for, and about files of the project only."""
        fix = finding.fix
        return (
            fix is not None
            and (fix.safe or unsafe)
            and _key(finding) not in self.refused
            and all(edit.span.source.name in self.project.paths for edit in fix.edits)
        )


def mend(project: Project, selection: Selection, day: dt.date, *, unsafe: bool) -> Mended:
    """The project with its fixes taken, until none is left. Nothing is written.

    After each round everything is read and checked again. A round after which more is unreadable or unknown
    than before is taken back, and its fixes are tried one by one.
    """
    mending = _Mending(project, day)
    now = mending.compilation()
    done: list[tuple[Diagnostic, str]] = []
    for _ in range(_ROUNDS):
        found = [d for d in selection.of(now.findings) if mending.can_take(d, unsafe)]
        step = fixed(found)
        if not step.taken:
            break
        before = dict(mending.texts)
        mending.texts.update(step.texts)
        then = mending.compilation()
        taken = step.taken
        if _broken(then) > _broken(now):
            mending.texts = dict(before)
            alone = fixed(found[:1])
            mending.texts.update(alone.texts)
            then, taken = mending.compilation(), alone.taken
            if _broken(then) > _broken(now):
                mending.texts, taken = before, ()
                mending.refused.add(_key(found[0]))
                then = now
        done += [(one, one.fix.title) for one in taken if one.fix is not None]
        now = then
    left = sum(1 for d in selection.of(now.findings) if d.fix is not None and not unsafe and not d.fix.safe)
    return Mended(mending.texts, tuple(done), now, left)


def _key(finding: Diagnostic) -> tuple[str, str, str]:
    return finding.rule.code, finding.message, finding.span.source.name if finding.span else ""


def _broken(compilation: Compilation) -> int:
    return sum(1 for d in compilation.findings if is_always_shown(d.rule))


def write_texts(project: Project, mended: Mended) -> None:
    """Writes the new texts, each file whole or not at all, with its own line ends. Raises OSError."""
    for path, text in sorted(mended.texts.items()):
        file = project.root / path
        replace_text(file, with_line_ends_of(file, text))


def show_difference(project: Project, mended: Mended) -> None:
    """What would be written, as a difference on stdout that `git apply` and `patch` take."""
    for path, text in sorted(mended.texts.items()):
        file, name = project.root / path, project.shown(path)
        before = lines_of(file.read_bytes().decode("utf-8", "replace"))
        after = lines_of(with_line_ends_of(file, text))
        for line in difflib.unified_diff(before, after, name, f"{name} (fixed)"):
            ending = "" if line.endswith("\n") else "\n\\ no line end\n"
            sys.stdout.write(line + ending)
