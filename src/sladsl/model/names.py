"""How a name is looked up, and where else it is declared when nothing here is called that."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping

from sladsl.diagnostics import catalogue
from sladsl.diagnostics.diagnostic import Edit, Fix, Label
from sladsl.model.catalogue import PartyUse
from sladsl.model.reading import LIBRARY
from sladsl.model.scope import Decl, File, Findings, Scope, a, meant, spelling_fix
from sladsl.model.values import Value
from sladsl.source import Span
from sladsl.syntax import ast


def look_up(
    scope: Scope,
    ref: ast.Ref,
    kinds: tuple[str, ...],
    findings: Findings,
    files: Mapping[str, File],
    library: Mapping[str, str],
) -> Decl | Value | PartyUse | None:
    """What the first part of `ref` stands for, when it is one of `kinds`; a parameter may be a value.

    `files` are those in which a name may be declared that is not imported; `library` says for a name of the
    standard library in which module it can be imported.
    """
    first = ref.parts[0]
    if first.text in scope.parameters:
        found = scope.parameters[first.text]
        if not isinstance(found, Decl):
            return found
    elif first.text in scope.file.visible:
        found = scope.file.visible[first.text]
    else:
        _unresolved(scope, first.text, scope.span(first), kinds, findings, files, library)
        return None
    if found.kind not in kinds:
        wanted = " or ".join(a(kind) for kind in kinds)
        findings.add(
            catalogue.WRONG_KIND,
            f"`{first.text}` is {a(found.kind)}, but {wanted} belongs here",
            Label(scope.span(first), f"needs {wanted}"),
            Label(found.name_span, f"declared as {a(found.kind)} here"),
            help=f"name {wanted}, or declare one",
        )
        return None
    return found


def _unresolved(
    scope: Scope,
    name: str,
    span: Span,
    kinds: tuple[str, ...],
    findings: Findings,
    files: Mapping[str, File],
    library: Mapping[str, str],
) -> None:
    if scope.file.excuses(name):
        return
    fitting = [n for n, d in scope.file.visible.items() if d.kind in kinds]
    fitting += list(scope.parameters)
    near = meant(name, fitting)
    if near is not None and _declared_twice(scope.file, near):
        # One of the two is the missing one, and the copy is already reported.
        scope.file.broken |= {name}
        return
    help_text: str | None
    fix = None
    home = declared_elsewhere(scope.file, name, kinds, files)
    if home is not None:
        help_text, fix = home
    elif near is not None:
        help_text = f"did you mean `{near}`?"
        fix = spelling_fix(span, near)
    elif name in library:
        line = f"import {library[name]} {{ {name} }}"
        help_text = f"it stands in the standard library: add `{line}`"
        fix = added_line(scope.file, line)
    else:
        wanted = " or ".join(a(kind) for kind in kinds)
        help_text = f"declare {wanted} of that name, or import the file that does"
    what = kinds[0] if len(kinds) == 1 else "name"
    findings.add(
        catalogue.UNRESOLVED_NAME,
        f"no {what} called `{name}` is known here",
        Label(span, "not declared and not imported"),
        help=help_text,
        fix=fix,
    )


def _declared_twice(file: File, name: str) -> bool:
    decl = file.visible.get(name)
    return decl is not None and decl.name in decl.file.doubled


def declared_elsewhere(
    file: File, name: str, kinds: tuple[str, ...], files: Mapping[str, File]
) -> tuple[str, Fix | None] | None:
    """How to import a name that another file of the house declares, and only one; None where none does."""
    found = [
        other
        for path, other in files.items()
        if path != file.path and not path.startswith(f"{LIBRARY}/") and _declares(other, name, kinds)
    ]
    if len(found) != 1:
        return None
    (other,) = found
    path = posixpath.relpath(other.path, posixpath.dirname(file.path) or ".")
    path = path if path.startswith("../") else f"./{path}"
    if _stands_on(other, file, files):
        return f"`{path}` declares it and imports this file: move what both need into a file of its own", None
    line = f'import "{path}"'
    if any(file.visible.get(each, decl) is not decl for each, decl in other.visible.items()):
        line += f" {{ {name} }}"
    return f"`{path}` declares it: add `{line}`", added_line(file, line)


def _declares(file: File, name: str, kinds: tuple[str, ...]) -> bool:
    decl = file.declared.get(name)
    return decl is not None and decl.kind in kinds


def _stands_on(file: File, lower: File, files: Mapping[str, File]) -> bool:
    """Whether a file imports another one, itself or through others."""
    seen: set[str] = set()
    waiting = [file.path]
    while waiting:
        path = waiting.pop()
        if path == lower.path:
            return True
        if path not in seen and path in files:
            seen.add(path)
            waiting += (target for target, _ in files[path].imports)
    return False


def added_line(file: File, line: str) -> Fix:
    """Puts a line first in a file."""
    # The mark that some editors put before a file's first character stays the first.
    top = 1 if file.source.text.startswith("\ufeff") else 0
    return Fix(f"add `{line}`", (Edit(Span(file.source, top, top), line + "\n"),), safe=True)
