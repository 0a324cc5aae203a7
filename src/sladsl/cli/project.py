"""From paths on the command line to projects: their folder, settings and files."""

from __future__ import annotations

import fnmatch
import os
import stat
from collections.abc import Iterator
from pathlib import Path

from sladsl.cli.settings import FILE_NAME, Settings, read_settings
from sladsl.diagnostics import catalogue
from sladsl.diagnostics.diagnostic import Diagnostic, Edit, Fix, Label
from sladsl.diagnostics.visible import visible
from sladsl.records import record, replace
from sladsl.resources import data_folder
from sladsl.source import Source, Span

MAX_BYTES = 5_000_000


class NothingThere(Exception):  # noqa: N818
    """There is no file or folder of that name, or no `.sla` file in it; the text says which."""


@record
class Project:
    """One house on disk. `paths` are relative to `root`, with `/`; so are all names in what it makes.

    `whole` says that they are all files of the house, not only those that were asked for.
    """

    root: Path
    settings: Settings
    paths: tuple[str, ...]
    diagnostics: tuple[Diagnostic, ...]
    whole: bool = True

    def read(self, path: str) -> Source | Diagnostic | None:
        """The text under a path of the project; why not, or None when there is none."""
        if os.path.isabs(path) or not path.endswith(".sla"):
            return _refused(
                path,
                "only `.sla` files can be imported, by a path from the importing file",
                'write it as in import "../catalogue.sla"',
            )
        return read_source(os.path.join(self.root, path), path)

    def shown(self, name: str) -> str:
        """A file's name as seen from where the user stands."""
        if name.startswith("stdlib/"):
            return name
        near = os.path.relpath(self.root / name).replace(os.sep, "/")
        return (self.root / name).as_posix() if near.startswith("../..") else near


def read_source(file: str, name: str) -> Source | Diagnostic | None:
    """The text of a file under the name it is shown by, or what is wrong with it."""
    if not name.isascii() and any("\ud800" <= character <= "\udfff" for character in name):
        return _refused(name, "there are bytes in its name that are no UTF-8 text", "rename it")
    try:
        status = os.stat(file)
        if not stat.S_ISREG(status.st_mode):
            # A pipe or a device would be read for ever.
            if stat.S_ISDIR(status.st_mode):
                return _refused(name, "it is a folder", "name a file in it")
            return _refused(name, "it is no ordinary file", "save what it gives in a file, and name that")
        if status.st_size > MAX_BYTES:
            return Diagnostic(
                catalogue.FILE_TOO_LARGE,
                f"`{name}` has {status.st_size:_} bytes; an agreement has at most {MAX_BYTES:_}",
                help="split it into several files that import each other",
            )
        with open(file, "rb", buffering=0) as opened:
            raw = opened.read()
    except FileNotFoundError:
        return None
    except OSError as problem:
        return _refused(name, (problem.strerror or str(problem)).lower())
    return decoded(raw, name)


def decoded(raw: bytes, name: str) -> Source | Diagnostic:
    """The text of a file's bytes, or what is wrong with them."""
    try:
        return Source(name, raw.decode("utf-8").replace("\r\n", "\n"))
    except UnicodeDecodeError as problem:
        text = raw[: problem.start].decode("utf-8")
        source = Source(name, text + raw[problem.start :].decode("utf-8", "replace"))
        encoding = (
            "UTF-16" if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else "another encoding, such as Windows-1252"
        )
        return Diagnostic(
            catalogue.NOT_UTF8,
            f"`{name}` is not UTF-8 text: byte {problem.start} is 0x{raw[problem.start]:02x}",
            (Label(Span(source, len(text), len(text) + 1), "not readable from here"),),
            help=f"it looks like {encoding}: save it as UTF-8",
        )


def _refused(name: str, reason: str, way_out: str | None = None) -> Diagnostic:
    return Diagnostic(catalogue.UNREADABLE_FILE, f"`{visible(name)}` cannot be read: {reason}", help=way_out)


def _hides_library(root: Path, path: str) -> bool:
    """Whether a file's path is one by which the standard library goes, and it is another file."""
    if not path.startswith("stdlib/"):
        return False
    ours = data_folder("stdlib") / path.removeprefix("stdlib/")
    return not (
        ours.is_file() and (root / path).is_file() and ours.read_bytes() == (root / path).read_bytes()
    )


def find_projects(paths: tuple[str, ...], top: Path | None = None) -> list[Project]:
    """The projects that hold the given files and folders; a file is taken alone with what it imports.

    No project begins above the folder `top`. Raises click.UsageError where there is nothing.
    """
    try:
        return projects_under(paths, top)
    except NothingThere as problem:
        import click  # takes longer to import than a check in which nothing changed

        raise click.UsageError(str(problem)) from None


def projects_under(paths: tuple[str, ...], top: Path | None = None) -> list[Project]:
    """The same for whoever has not read the command line. Raises NothingThere."""
    chosen: dict[Path, list[Path]] = {}
    for given in paths or (".",):
        path = Path(given)
        if not given or not path.exists():
            raise NothingThere(f"there is no file or folder '{given}'")
        if path.suffix != ".sla" and not path.is_dir():
            raise NothingThere(f"'{given}' holds no agreements: their files end in .sla")
        root = _root(path.resolve(), top.resolve() if top is not None else None)
        chosen.setdefault(root, []).append(path.resolve())
    return [_project(root, wanted) for root, wanted in chosen.items()]


def _root(path: Path, top: Path | None) -> Path:
    folder = path if path.is_dir() else path.parent
    for candidate in (folder, *folder.parents):
        if (candidate / FILE_NAME).is_file():
            return candidate
        if candidate == top:
            break
    return folder


def _project(root: Path, wanted: list[Path]) -> Project:
    settings, found = Settings(), []
    source = read_source(os.path.join(root, FILE_NAME), FILE_NAME)
    if isinstance(source, Source):
        outcome = read_settings(source)
        settings, found = outcome.value, list(outcome.diagnostics)
    elif source is not None:
        found.append(source)
    paths: set[str] = set()
    gone: set[str] = set()
    for path in wanted:
        if path.is_dir():
            there, astray = _files(root, path, settings)
            paths.update(there)
            gone.update(astray)
        else:
            paths.add(path.relative_to(root).as_posix())
    found += [
        _refused(folder, "nobody may look into this folder", "give leave to read it, or move it elsewhere")
        for path in wanted
        for folder in _closed(root, path)
    ]
    found += [
        _refused(link, "it is a link to a file that is not there", "put the file there, or remove the link")
        for link in sorted(gone)
    ]
    hidden = sorted(path for path in paths if _hides_library(root, path))
    paths.difference_update(hidden)
    found += [
        _refused(path, "the folder `stdlib` stands for the standard library", "rename the folder")
        for path in hidden
    ]
    if not paths and not hidden and not gone:
        asked = "" if settings.sources == Settings().sources else f" that `sources` in {FILE_NAME} asks for"
        raise NothingThere(f"there are no .sla files in '{os.path.relpath(wanted[0])}'{asked}")
    whole = root in wanted or paths >= _files(root, root, settings)[0]
    return Project(root, settings, tuple(sorted(paths)), tuple(found), whole)


def _closed(root: Path, folder: Path) -> list[str]:
    """The folders below one that cannot be looked into: what they hold must not go missing unsaid."""
    found: list[str] = []

    def hear(problem: OSError) -> None:
        found.append(Path(problem.filename).relative_to(root).as_posix())

    for _, inner, _ in os.walk(folder, onerror=hear) if folder.is_dir() else ():
        inner[:] = (name for name in inner if not name.startswith("."))
    return sorted(found)


def _files(root: Path, folder: Path, settings: Settings) -> tuple[set[str], set[str]]:
    """The project's sources under a folder, without hidden folders and the outputs; and links that would be
    some and lead nowhere."""
    out = (root / settings.out).resolve()
    outputs_apart = out != root and out not in root.parents
    # As texts: of thousands of files the ways of `Path` take longer than all that is looked for in them.
    top, below, outputs = _beginning(root), _beginning(folder), _beginning(out)
    found: set[str] = set()
    gone: set[str] = set()
    for pattern in settings.sources:
        for file in _matching(root, pattern):
            path = os.path.normcase(file)
            if not file.endswith(".sla") or (outputs_apart and path.startswith(outputs)):
                continue
            inside = file[len(top) :].replace(os.sep, "/")
            hidden = inside.startswith(".") or "/." in inside
            if not path.startswith(below) or hidden:
                continue
            if os.path.isfile(file):
                found.add(inside)
            elif os.path.islink(file) and not os.path.exists(file):
                gone.add(inside)
    return found, gone


def _matching(root: Path, pattern: str) -> Iterator[str]:
    """What a pattern names under the root. Nearly all say `**/*.sla`, which `Path` takes ten times as long
    to find."""
    folders, _, name = pattern.rpartition("/")
    if folders != "**" or "**" in name:
        yield from map(str, root.glob(pattern))
        return
    for folder, _, files in os.walk(root):
        yield from (os.path.join(folder, file) for file in fnmatch.filter(files, name))


def _beginning(folder: Path) -> str:
    """How the paths of all that lies below a folder begin."""
    return os.path.join(os.path.normcase(folder), "")


def as_shown(project: Project, diagnostics: tuple[Diagnostic, ...]) -> list[Diagnostic]:
    """The same findings with file names as seen from where the user stands."""
    renamed: dict[int, Source] = {}

    def source_of(source: Source) -> Source:
        if id(source) not in renamed:
            renamed[id(source)] = Source(project.shown(source.name), source.text)
        return renamed[id(source)]

    def span_of(span: Span) -> Span:
        return Span(source_of(span.source), span.start, span.end)

    def fix_of(fix: Fix | None) -> Fix | None:
        if fix is None:
            return None
        return replace(fix, edits=tuple(Edit(span_of(e.span), e.text) for e in fix.edits))

    return [
        replace(
            d,
            labels=tuple(Label(span_of(label.span), label.message) for label in d.labels),
            fix=fix_of(d.fix),
        )
        for d in diagnostics
    ]
