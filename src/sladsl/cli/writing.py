"""Writes outputs: all of them or none, and takes away what an earlier build wrote and this one does not."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path, PurePosixPath

from sladsl import __version__
from sladsl.backends.output import OutputFile
from sladsl.records import record

MANIFEST = "sla-build.json"


@record
class Written:
    """Paths below the output folder: what is there now, what of it changed, what was taken away, and what
    would have been but was changed by somebody else."""

    files: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]
    kept: tuple[str, ...]


def write(
    out: Path,
    files: tuple[OutputFile, ...],
    sources: dict[str, str],
    owned: Callable[[str], bool] = lambda _: True,
) -> Written:
    """Puts `files` under `out`; `sources` are the digests of what they were made from.

    `owned` says of a path that an earlier build wrote whether this one would have made it too: only such
    files are taken away when they are not made any more.

    Everything is written beside its place first and moved there when all of it is complete, so that a full
    disk or a broken run leaves the folder as it was. Raises OSError.
    """
    before = _manifest(out)
    hashes = {f.path: hashlib.sha256(f.content).hexdigest() for f in files}
    for path in hashes:
        _inside(path)
    for path in (*hashes, MANIFEST):
        _check_place(out, path)
    recorded = {**{path: h for path, h in before.items() if not owned(path)}, **hashes}
    manifest = {"sladsl": __version__, "files": recorded, "sources": sources}
    text = json.dumps(manifest, ensure_ascii=False, indent=2, sort_keys=True) + "\n"
    made = [folder for folder in (out, *out.parents) if not folder.exists()]
    out.mkdir(parents=True, exist_ok=True)
    staging = Path(tempfile.mkdtemp(prefix=".sla-", dir=out))
    try:
        everything = (*files, OutputFile(MANIFEST, text.encode()))
        for number, file in enumerate(everything):
            (staging / str(number)).write_bytes(file.content)
        changed = []
        for number, file in enumerate(everything):
            target = out / file.path
            if not target.is_symlink() and target.is_file() and target.read_bytes() == file.content:
                continue
            target.parent.mkdir(parents=True, exist_ok=True)
            os.replace(staging / str(number), target)
            if file.path != MANIFEST:
                changed.append(file.path)
    except OSError as problem:
        # A full disk is told of without a name.
        raise OSError(problem.errno, problem.strerror, problem.filename or str(out)) from problem
    finally:
        shutil.rmtree(staging, ignore_errors=True)
        _leave_no_empty(made)
    removed, kept = _clean(out, {p: h for p, h in before.items() if p not in recorded})
    return Written(tuple(sorted(hashes)), tuple(changed), removed, kept)


def _leave_no_empty(folders: list[Path]) -> None:
    """Takes away folders that were made for nothing, the innermost first."""
    for folder in folders:
        try:
            folder.rmdir()
        except OSError:
            return


def _inside(path: str) -> None:
    parts = PurePosixPath(path).parts
    if not parts or path.startswith("/") or ".." in parts:
        raise ValueError(f"an output would leave its folder: {path}")


def _check_place(out: Path, path: str) -> None:
    """Finds out before anything is written what would stop the writing half way, or lead it elsewhere."""
    for folder in (out, *_folders(out, path)):
        if folder.is_symlink() and folder != out:
            raise OSError(errno.ELOOP, "a link stands where outputs are written", str(folder))
        if folder.exists() and not folder.is_dir():
            raise NotADirectoryError(errno.ENOTDIR, "a file stands where a folder is written", str(folder))
        if folder.is_dir() and not os.access(folder, os.W_OK | os.X_OK):
            raise PermissionError(errno.EACCES, "nothing can be written there", str(folder))
    target = out / path
    if target.is_dir() and not target.is_symlink():
        raise IsADirectoryError(errno.EISDIR, "a folder stands where a file is written", str(target))


def _folders(out: Path, path: str) -> list[Path]:
    """The folders between the output folder and a path below it."""
    return [out / folder for folder in reversed(PurePosixPath(path).parents) if folder.parts]


def _manifest(out: Path) -> dict[str, str]:
    """What an earlier build says it wrote; nothing when that cannot be believed."""
    try:
        raw = json.loads((out / MANIFEST).read_bytes())
        files = raw["files"]
        return {
            str(p): str(h) for p, h in files.items() if ".." not in PurePosixPath(p).parts and p[:1] != "/"
        }
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def _clean(out: Path, stale: dict[str, str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    removed, kept = [], []
    for path, digest in sorted(stale.items()):
        target = out / path
        linked = any(folder.is_symlink() for folder in _folders(out, path))
        if linked or target.is_symlink() or not target.is_file():
            continue
        if hashlib.sha256(target.read_bytes()).hexdigest() != digest:
            kept.append(path)
            continue
        target.unlink()
        removed.append(path)
        parent = target.parent
        while parent != out and not any(parent.iterdir()):
            parent.rmdir()
            parent = parent.parent
    return tuple(removed), tuple(kept)
