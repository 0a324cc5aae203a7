"""A house as it stood in a revision of git: its files written out, whatever the work tree holds now."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

import click

from sladsl.cli.choices import did_you_mean
from sladsl.cli.project import MAX_BYTES
from sladsl.cli.settings import FILE_NAME


def repository_of(path: Path) -> Path:
    """The top of the work tree a path lies in; says so where there is none, or no git."""
    folder = path if path.is_dir() else path.parent
    done = _git(folder, "rev-parse", "--show-toplevel")
    if done.returncode or not done.stdout.strip():
        reason = done.stderr.decode("utf-8", "replace").strip().splitlines()
        if reason and "not a git repository" not in reason[0]:
            raise click.UsageError(f"git will not say where the repository of '{path}' is: {reason[0]}")
        raise click.UsageError(f"'{path}' is in no git repository, so it has no earlier version to compare.")
    return Path(os.fsdecode(done.stdout.rstrip(b"\n")))


def write_out(top: Path, revision: str, folder: Path) -> None:
    """Writes the agreements and settings of a revision under `folder`, as git holds them.

    Nothing else is read, no filter of the repository is run, and a name that would lead out of the folder
    is left out.
    """
    commit = _commit(top, revision)
    listed = _git(top, "ls-tree", "-r", "-z", "--full-tree", commit)
    if listed.returncode:
        raise click.UsageError(f"git cannot list the files of '{revision}': {_reason(listed)}")
    wanted = list(_wanted(listed.stdout))
    asked = b"".join(name + b"\n" for name, _ in wanted)
    held = _git(top, "cat-file", "--batch", given=asked)
    if held.returncode:
        raise click.UsageError(f"git cannot read the files of '{revision}': {_reason(held)}")
    at = 0
    for _, path in wanted:
        end = held.stdout.index(b"\n", at)
        words = held.stdout[at:end].split()
        if len(words) != 3:
            raise click.UsageError(f"git has no text of '{path}' in '{revision}': the clone is incomplete.")
        size = int(words[2])
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        # One byte more than is allowed is enough to be refused as too large.
        file.write_bytes(held.stdout[end + 1 : end + 1 + min(size, MAX_BYTES + 1)])
        at = end + 1 + size + 1


def _wanted(listing: bytes) -> Iterator[tuple[bytes, PurePosixPath]]:
    """The object and the path of every ordinary file that can belong to a house."""
    for entry in listing.split(b"\0"):
        head, _, raw = entry.partition(b"\t")
        words = head.split()
        if len(words) != 3 or words[0] not in (b"100644", b"100755"):
            continue
        path = PurePosixPath(os.fsdecode(raw))
        ours = path.suffix == ".sla" or path.name == FILE_NAME
        if ours and not path.is_absolute() and not {"..", ".git"} & set(path.parts):
            yield words[2], path


def _commit(top: Path, revision: str) -> str:
    unlike = not revision or revision.startswith("-") or any(c.isspace() or ord(c) < 32 for c in revision)
    if not unlike:
        done = _git(top, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}")
        if done.returncode == 0:
            return done.stdout.decode("ascii").strip()
    known = _git(top, "for-each-ref", "--format=%(refname:short)", "refs/heads", "refs/tags", "refs/remotes")
    names = known.stdout.decode("utf-8", "replace").split()
    hint = did_you_mean(revision, names) if names else " Nothing has been committed yet."
    if not unlike and _git(top, "rev-parse", "--is-shallow-repository").stdout.strip() == b"true":
        hint += " This clone has only a part of the history: 'git fetch --unshallow' gets the rest."
    raise click.UsageError(f"git knows no revision '{revision}'.{hint}")


def _reason(done: subprocess.CompletedProcess[bytes]) -> str:
    lines = done.stderr.decode("utf-8", "replace").strip().splitlines()
    return lines[0] if lines else f"it ended with {done.returncode}"


def _git(folder: Path, *arguments: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    environment = {**os.environ, "GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C", "GIT_TERMINAL_PROMPT": "0"}
    try:
        return subprocess.run(
            ["git", "-C", str(folder), *arguments],
            input=given,
            capture_output=True,
            env=environment,
            check=False,
        )
    except FileNotFoundError:
        raise click.UsageError("git is not installed: give the two versions as two folders.") from None
