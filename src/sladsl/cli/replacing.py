"""Puts a text into one file: all of it or nothing, whatever stops the run."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path


def replace_text(file: Path, text: str) -> None:
    """Writes `text` beside `file` first and moves it there; a file that was there keeps its permissions.

    What is no ordinary file, such as /dev/stdout, is written to and stays what it is. Raises OSError.
    """
    if file.is_symlink() or (file.exists() and not file.is_file()):
        file.write_text(text, encoding="utf-8", newline="\n")
        return
    file.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as out:
            out.write(text)
        os.chmod(name, file.stat().st_mode if file.exists() else _usual_mode())
        os.replace(name, file)
    except BaseException:
        os.unlink(name)
        raise


def _usual_mode() -> int:
    """The permissions of a file that is made in the ordinary way."""
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
