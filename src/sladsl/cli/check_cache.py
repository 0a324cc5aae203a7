"""What `sla check` keeps of a project between two runs: one file for each in the user's cache folder.

It is used where the program, its libraries and the day are those of the run that wrote it, and is ignored
without a word where it is not, or cannot be read or written.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
import os
import sys
from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import sladsl
from sladsl.resources import data_folder
from sladsl.syntax.tables import cache_folder

_FORMAT = b"sla check 1\n"
_DIGEST = 32
_PROJECTS = 50
_PROGRAM = (".py", ".lark", ".sla", ".ftl")
_LIBRARIES = ("tzdata", "holidays", "babel")


def load(root: Path, day: dt.date) -> bytes | None:
    """What was kept of the project in a folder by a run for that day."""
    try:
        whole = _file(root).read_bytes()
    except OSError:
        return None
    head = _FORMAT + _state(day)
    kept = whole[len(head) + _DIGEST :]
    if not whole.startswith(head) or whole[len(head) :][:_DIGEST] != hashlib.sha256(kept).digest():
        return None
    with contextlib.suppress(OSError):
        os.utime(_file(root))
    return kept


def store(root: Path, day: dt.date, kept: bytes) -> None:
    """Keeps it in the place of what was kept: all of it or nothing."""
    # A run in which nothing changed stores nothing, and this takes a while to import.
    import tempfile

    file = _file(root)
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=file.parent, prefix="check-", suffix=".part")
    except OSError:
        return
    try:
        with os.fdopen(handle, "wb") as out:
            out.writelines((_FORMAT, _state(day), hashlib.sha256(kept).digest(), kept))
        os.replace(name, file)
    except BaseException as stopped:
        with contextlib.suppress(OSError):
            os.unlink(name)
        if not isinstance(stopped, OSError):
            raise
    _forget_oldest(file.parent)


def _forget_oldest(folder: Path) -> None:
    """Leaves the projects that were checked last: folders come and go, and nobody clears up after them."""
    with contextlib.suppress(OSError):
        kept = sorted(folder.glob("check-*.bin"), key=lambda file: file.stat().st_mtime_ns)
        for file in kept[:-_PROJECTS]:
            file.unlink()


def _file(root: Path) -> Path:
    digest = hashlib.sha256(os.fsencode(root)).hexdigest()
    return cache_folder() / f"check-{digest[:24]}.bin"


def _state(day: dt.date) -> bytes:
    """A digest of all that findings hang on beside the sources."""
    return hashlib.sha256(f"{_program()}\n{day.isoformat()}".encode()).digest()


@cache
def _program() -> str:
    """The program as it stands on disk, so that one who works on it never sees what an older state found."""
    folders = dict.fromkeys((Path(sladsl.__file__).parent, data_folder("grammar"), data_folder("stdlib")))
    files = sorted(line for folder in folders for line in _files(str(folder)))
    libraries = []
    for name in _LIBRARIES:
        spec = find_spec(name)
        if spec is not None and spec.origin is not None:
            libraries.append(f"{spec.origin} {_times(os.stat(spec.origin))}")
    return "\n".join((sladsl.__version__, sys.version, *files, *libraries))


def _files(folder: str) -> Iterator[str]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir():
                yield from _files(entry.path)
            elif entry.name.endswith(_PROGRAM):
                yield f"{entry.path} {_times(entry.stat())}"


def _times(status: os.stat_result) -> str:
    return f"{status.st_mtime_ns} {status.st_ctime_ns} {status.st_size}"
