"""Programs of the suites as houses of many files, one declaration to a file; and edits of them."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from expectations import UNNAMED
from markdown_pages import ROOT, files_of, read
from sladsl.model.resolve import resolve
from sladsl.model.scope import Declaring
from sladsl.source import Source
from sladsl.syntax import ast
from sladsl.syntax.parser import parse

House = dict[str, str]


def split(text: str) -> House | None:
    """The program with a file for each declaration, which imports what it names; None where it imports more
    than the standard library."""
    module = parse(Source("whole.sla", text)).value
    imports, pieces = [], []
    for node in module.declarations:
        piece = text[node.start : node.end]
        if isinstance(node, ast.ImportDecl):
            imports.append(piece)
        else:
            name = node.name.text if isinstance(node, Declaring) else ""
            pieces.append((name, piece))
    std = [line for line in imports if re.match(r"import\s+std\.", line)]
    if len(std) != len(imports):
        return None
    files: House = {}
    names: dict[str, str] = {}
    for number, (name, _) in enumerate(pieces):
        path = f"f{number:03}.sla"
        if name:
            names[name] = path
    for number, (name, piece) in enumerate(pieces):
        path = f"f{number:03}.sla"
        said = set(re.findall(r"\w+", piece)) - {name}
        wanted = sorted({names[word] for word in said if word in names} - {path})
        head = [*std, *(f'import "./{each}"' for each in wanted)]
        files[path] = "\n".join([*head, "", piece, ""])
    return files


def sound(files: House) -> bool:
    """Whether nothing is found in reading it."""
    sources = {path: Source(path, text) for path, text in files.items()}
    return not resolve(files, sources.get).diagnostics


def edited(files: House, seed: int) -> House:
    """The house after one edit that somebody might make: most of them leave it sound."""
    chance = random.Random(seed)
    path = chance.choice(sorted(files))
    text = files[path]
    match chance.choice(("number", "number", "number", "line", "remove", "again", "word", "comment")):
        case "number":
            found = list(re.finditer(r"\d+", text))
            if found:
                at = chance.choice(found)
                number = max(1, int(at[0]) + chance.choice((-7, -1, 1, 5)))
                return files | {path: f"{text[: at.start()]}{number}{text[at.end() :]}"}
        case "line":
            lines = text.split("\n")
            del lines[chance.randrange(len(lines))]
            return files | {path: "\n".join(lines)}
        case "remove":
            return {name: each for name, each in files.items() if name != path} or files
        case "again":
            found_name = re.search(r"^(?:\w+ )?(?:sla|ola|uc) (\w+)", text, re.MULTILINE)
            if found_name is not None:
                folder = path.rpartition("/")[0]
                name = f"{folder}/again.sla" if folder else "again.sla"
                return files | {name: re.sub(rf"\b{found_name[1]}\b", f"{found_name[1]}Again", text)}
        case "word":
            old, new = chance.choice(WORDS)
            return files | {path: text.replace(old, new, 1)}
    return files | {path: f"{text}# more\n"}


WORDS = (
    ("highest", "sum"),
    ("month", "quarter"),
    ("exact", ""),
    (">=", ">"),
    ("until", "from"),
    ("tighten", "change"),
    ("relies on", "# relies on"),
    ("Always", "Office"),
)


def programs() -> Iterator[tuple[str, House]]:
    """Every program of the suites and pages, by its place."""
    for folder in ("tests/cases", "docs/diagnostics", "docs/language"):
        for page in sorted((ROOT / folder).rglob("*.md")):
            for section in read(page):
                blocks = section.in_language("sla")
                if page.parent.name == "cases":
                    files = files_of(blocks, UNNAMED) if blocks else {}
                    yield f"{page.name}:{section.line}", files
                else:
                    for block in blocks:
                        yield f"{page.name}:{block.line}", {"case.sla": block.text}


def folder(path: Path) -> House:
    """The sources of a project on disk."""
    return {
        file.relative_to(path).as_posix(): file.read_text(encoding="utf-8")
        for file in sorted(path.rglob("*.sla"))
    }


@cache
def houses() -> tuple[tuple[str, House], ...]:
    """All that can be taken apart and read without a word, and the examples as they are."""
    found = []
    for place, files in programs():
        if len(files) == 1:
            parts = split(next(iter(files.values())))
            if parts is not None and len(parts) > 1 and sound(parts):
                found.append((place, parts))
        elif len(files) > 1 and sound(files):
            found.append((place, files))
    for project in sorted((ROOT / "examples").glob("*/**/sla.toml")):
        files = folder(project.parent)
        if sound(files):
            found.append((project.parent.name, files))
    return tuple(found)
