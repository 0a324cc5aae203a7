"""Runs the console blocks of a page in a folder of their own, and compares what is printed byte for byte.

```console                  commands, each after `$ `, and what they print
```console without=typst    the same where a package of Python is not installed
```LANGUAGE file=PATH       a file that the commands after it find
"""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from markdown_pages import ROOT, Block, Section, sections

# The first words a command may have: a typing slip in a page must not reach out of its folder.
RUN = frozenset(("sla", "promtool", "amtool", "pdfinfo", "pdfdetach", "pdftotext", "sha256sum")).union(
    ("cat", "cp", "diff", "echo", "find", "grep", "head", "ls", "mkdir", "printf", "sed")
)
# Scripts that work on the checkout itself and are run there.
RUN_IN_CHECKOUT = frozenset(("scripts/demo",))
# What a reader is told to type and a test cannot: shown without output.
SHOWN = frozenset(("git", "cd", "scripts/test", "scripts/setup", "pip", "pipx", "prometheus"))

TIMEOUT_SECONDS = 120


@dataclass(frozen=True, slots=True)
class Command:
    """A line after `$ `, and the lines printed under it."""

    line: str
    output: str

    @property
    def program(self) -> str:
        words = shlex.split(self.line, comments=True)
        return words[0] if words else ""


def commands(block: Block) -> Iterator[Command]:
    """The commands of a console block in order."""
    line: str | None = None
    output: list[str] = []
    for text in block.text.splitlines():
        if text.startswith("$ "):
            if line is not None:
                yield Command(line, "".join(output))
            line, output = text[2:], []
        elif line is None:
            raise ValueError(f"line {block.line}: a console block begins with `$ `")
        else:
            output.append(f"{text}\n")
    if line is not None:
        yield Command(line, "".join(output))


class Session:
    """A folder with copies of parts of the checkout, in which commands are run one after another."""

    def __init__(
        self, folder: Path, copies: Sequence[str] = ("examples",), variables: Mapping[str, str] | None = None
    ) -> None:
        self.folder = folder
        self._variables = dict(variables or {})
        self._status = 0
        ignored = shutil.ignore_patterns("out", "__pycache__")
        for part in copies:
            if (ROOT / part).is_dir():
                shutil.copytree(ROOT / part, folder / part, ignore=ignored, dirs_exist_ok=True)

    def check(self, section: Section) -> str:
        """Writes a section's named blocks as files, runs and compares its commands; all that was printed."""
        printed = []
        for block in section.blocks:
            if "file" in block.settings:
                self.write(block)
            elif block.language == "console":
                printed += [self._check(block, command) for command in commands(block)]
        return "".join(printed)

    def write(self, block: Block) -> None:
        """A named block as the file that it shows."""
        path = self.folder / block.settings["file"]
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(block.text, encoding="utf-8")

    def _check(self, block: Block, command: Command) -> str:
        actual = self.run(command, block.settings.get("without"))
        if actual != command.output:
            raise AssertionError(
                f"line {block.line}: $ {command.line}\n--- the page says\n{command.output}"
                f"--- it prints\n{actual}---"
            )
        return actual

    def run(self, command: Command, without: str | None = None) -> str:
        """What the command prints on both streams, as a terminal shows it.

        `without` names a package that it shall not find.
        """
        program = command.program
        if program in SHOWN:
            return ""
        if program not in RUN | RUN_IN_CHECKOUT:
            raise ValueError(f"a transcript may not run `{program}`")
        done = subprocess.run(
            ["bash", "-c", f"(exit {self._status}); {command.line}"],
            cwd=ROOT if program in RUN_IN_CHECKOUT else self.folder,
            env=self._environment() | self._hiding(without),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=TIMEOUT_SECONDS,
            check=False,
        )
        self._status = done.returncode
        text = done.stdout.decode("utf-8")
        return text if text.endswith("\n") or not text else f"{text}\n"

    def _hiding(self, package: str | None) -> dict[str, str]:
        """Variables that put a package of that name in front which cannot be imported."""
        if package is None:
            return {}
        folder = self.folder / ".without"
        folder.mkdir(exist_ok=True)
        (folder / f"{package}.py").write_text('raise ImportError("not installed")\n', encoding="utf-8")
        return {"PYTHONPATH": str(folder)}

    def _environment(self) -> dict[str, str]:
        """Nothing of the machine that could show in an output; the parser's cache is shared, for speed."""
        kept = {name: os.environ[name] for name in ("HOME", "XDG_CACHE_HOME") if name in os.environ}
        path = os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"]))
        plain = {"PATH": path, "LC_ALL": "C.UTF-8", "TZ": "UTC", "COLUMNS": "80"}
        return {**kept, **plain, **self._variables}


def rewritten(text: str, session: Session) -> str:
    """The page with what its commands print now; for `SLA_UPDATE=1`, and to be read in the diff."""
    lines = text.split("\n")
    out: list[str] = []
    at = 0
    for block in (block for section in sections(text) for block in section.blocks):
        start, end = block.line - 1, block.line - 1 + block.text.count("\n")
        out += lines[at:start]
        at = end
        if block.language != "console":
            out += lines[start:end]
            if "file" in block.settings:
                session.write(block)
            continue
        for command in commands(block):
            out.append(f"$ {command.line}")
            out += session.run(command, block.settings.get("without")).splitlines()
    return "\n".join(out + lines[at:])
