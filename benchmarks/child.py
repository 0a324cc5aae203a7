"""One measured piece of work in a process of its own: `child.py GC WORK ARGUMENT…`.

WORK is `ast FOLDER` or `parse FOLDER`, which print the CPU seconds and the bytes of the work alone, without
start-up and reading; or `sla ARGUMENT…`, which runs the command as its console script does.
"""

from __future__ import annotations

import ast
import gc
import sys
from pathlib import Path
from time import process_time


def _contents(folder: str, suffix: str) -> list[tuple[str, str]]:
    return [(str(path), path.read_bytes().decode()) for path in sorted(Path(folder).rglob(f"*{suffix}"))]


def parse_python(folder: str) -> None:
    files = _contents(folder, ".py")
    kept = []
    start = process_time()
    for _, text in files:
        kept.append(ast.parse(text))
    print(process_time() - start, sum(len(text.encode()) for _, text in files))


def parse_agreements(folder: str) -> None:
    from sladsl.source import Source
    from sladsl.syntax.parser import parse

    parse(Source("warm.sla", 'party Warm "Warm"\n'))
    files = _contents(folder, ".sla")
    kept = []
    start = process_time()
    for name, text in files:
        kept.append(parse(Source(name, text)))
    seconds = process_time() - start
    wrong = sum(len(outcome.diagnostics) for outcome in kept)
    if wrong:
        sys.exit(f"{wrong} findings in generated agreements, the first: {kept[0].diagnostics}")
    print(seconds, sum(len(text.encode()) for _, text in files))


def main() -> None:
    collector, work, *arguments = sys.argv[1:]
    if collector == "off":
        gc.disable()
    if work == "ast":
        parse_python(*arguments)
    elif work == "parse":
        parse_agreements(*arguments)
    else:
        sys.argv = ["sla", *arguments]
        from sladsl.cli.entry import main as sla

        sys.exit(sla())


if __name__ == "__main__":
    main()
