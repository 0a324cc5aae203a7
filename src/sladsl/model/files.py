"""From the files that were asked for to all files they need, with what each can see."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping

from sladsl.diagnostics import catalogue
from sladsl.diagnostics.diagnostic import Diagnostic, Edit, Fix, Label
from sladsl.model.reading import LIBRARY, Reader, library_modules, library_source
from sladsl.model.scope import KINDS, Decl, Declaring, File, Findings, Scope, a, dotted, meant, spelling_fix
from sladsl.records import replace
from sladsl.source import Source, Span
from sladsl.syntax import ast
from sladsl.syntax.parser import parse
from sladsl.syntax.texts import plain


class Loader:
    """Parses files and those they import, each once.

    `library` says in which module of the standard library each of its names stands.
    """

    def __init__(self, read: Reader, findings: Findings, library: Mapping[str, str]) -> None:
        self.read = read
        self.library = library
        self.findings = findings
        self.files: dict[str, File] = {}
        self.unread: set[str] = set()
        self.refused: dict[str, Diagnostic | None] = {}
        self.circular: set[tuple[str, str]] = set()

    def load(self, path: str) -> File | None:
        """The file under `path` with everything it imports loaded."""
        todo = [path]
        while todo:
            current = todo.pop()
            if current in self.files or current in self.unread:
                continue
            source = library_source(current) if current.startswith(f"{LIBRARY}/") else self.read(current)
            if not isinstance(source, Source):
                self.unread.add(current)
                if source is not None and current == path:
                    self.findings.items.append(source)
                if source is not None:
                    self.refused[current] = None if current == path else source
                continue
            outcome = parse(source)
            self.findings.items.extend(outcome.diagnostics)
            broken: frozenset[str] = getattr(outcome.value, "broken", frozenset())
            lost = any(d.span is not None and _in_an_import(d.span) for d in outcome.diagnostics)
            file = File(current, outcome.value, broken=broken, lost=lost)
            self.files[current] = file
            file.imports = _imports(file)
            todo.extend(reversed([t for t, _ in file.imports]))
        return self.files.get(path)

    def link(self) -> None:
        """Fills in what each file declares and sees; reports what cannot be imported."""
        for file in self.files.values():
            _declare(file, self.findings)
        linked: set[str] = set()
        for path in self.files:
            self._link(path, linked)

    def _link(self, path: str, linked: set[str]) -> None:
        """Depth first without recursion: a file is linked after the files it imports."""
        stack: list[tuple[str, int]] = [(path, 0)]
        open_files: list[str] = []
        while stack:
            current, step = stack.pop()
            if current in linked:
                continue
            file = self.files[current]
            targets = file.imports
            if step == 0:
                open_files.append(current)
            if step < len(targets):
                stack.append((current, step + 1))
                target, node = targets[step]
                if target in open_files:
                    self.circular.add((current, target))
                    self._report_cycle(file, node, [*open_files[open_files.index(target) :], target])
                elif target in self.files and target not in linked:
                    stack.append((target, 0))
                continue
            self._see(file, targets)
            open_files.remove(current)
            linked.add(current)

    def _report_cycle(self, file: File, node: ast.ImportDecl, cycle: list[str]) -> None:
        self.findings.add(
            catalogue.IMPORT_CYCLE,
            "files import each other in a circle: " + " -> ".join(_shortened(cycle)),
            Label(Span(file.source, node.start, node.end), "this import closes the circle"),
            help="move what both need into a file of its own and import that",
        )

    def _see(self, file: File, targets: tuple[tuple[str, ast.ImportDecl], ...]) -> None:
        for target, node in targets:
            scope = Scope(file)
            source_node = node.source
            other = self.files.get(target)
            if other is None:
                refused = self.refused.get(target)
                if refused is not None:
                    here = Label(scope.span(source_node), "imported here")
                    self.findings.items.append(replace(refused, labels=(*refused.labels, here)))
                    self.refused[target] = None
                elif target not in self.refused:
                    self._report_missing(file, target, node)
                _miss(file, node)
                continue
            circular = (file.path, target) in self.circular
            if node.names is None:
                file.lost |= other.lost or circular
                file.broken |= other.broken
                written = scope.span(source_node)
                for name, decl in other.visible.items():
                    self._import(file, name, decl, written)
                continue
            for wanted in node.names:
                found = other.visible.get(wanted.name.text)
                span = scope.span(wanted.name)
                if found is None:
                    if not circular and not other.excuses(wanted.name.text):
                        self._report_not_there(file, other, node, wanted)
                    file.broken |= {(wanted.alias or wanted.name).text}
                    continue
                if wanted.name.text in other.broken:
                    file.broken |= {(wanted.alias or wanted.name).text}
                self._import(file, (wanted.alias or wanted.name).text, found, span)

    def _import(self, file: File, name: str, decl: Decl, span: Span) -> None:
        known = file.visible.get(name)
        if known is None or (_is_cut(known) and known is not decl):
            file.visible[name] = decl
            if name != decl.name:
                file.called[decl] = name
        elif known is not decl and not _is_cut(decl):
            self.findings.add(
                catalogue.DUPLICATE_NAME,
                f"`{name}` would stand for two things here",
                Label(span, f"imports {a(decl.kind)} called `{name}`"),
                Label(known.name_span, "the same name is already declared here"),
                Label(decl.name_span, "and here"),
                help=f"import it under another name: `{{ {name} as … }}`",
            )

    def _report_not_there(
        self, file: File, other: File, node: ast.ImportDecl, wanted: ast.ImportName
    ) -> None:
        name, span = wanted.name.text, Scope(file).span(wanted.name)
        near = meant(name, other.visible)
        shown = shown_import(other.path)
        of_library = other.path.startswith(f"{LIBRARY}/")
        if name in self.library and (of_library or near is None):
            home = self.library[name]
            help_text = f"it stands in `{home}`: write `import {home} {{ {name} }}`"
            fix = moved_import(file, node, wanted, home, safe=of_library)
        elif near is not None:
            help_text, fix = f"did you mean `{near}`?", spelling_fix(span, near)
        else:
            help_text, fix = f"it declares {_listed(list(other.visible))}", None
            # Reading the whole library is worth it only for who looks in the wrong part of it.
            elsewhere = meant(name, self.library) if of_library else None
            if elsewhere is not None:
                help_text = f"did you mean `{elsewhere}`, which stands in `{self.library[elsewhere]}`?"
        self.findings.add(
            catalogue.UNRESOLVED_NAME,
            f"`{shown}` declares no `{name}`",
            Label(span, "not found there"),
            help=help_text,
            fix=fix,
        )

    def _report_missing(self, file: File, target: str, node: ast.ImportDecl) -> None:
        shown = shown_import(target)
        if target.startswith(f"{LIBRARY}/"):
            options = [f"std.{name}" for name in library_modules()]
            near = meant(shown, options)
            help_text = f"did you mean `{near}`?" if near else f"the standard library has {_listed(options)}"
        else:
            help_text = "the path is read from the folder of the importing file"
        self.findings.add(
            catalogue.MISSING_FILE,
            f"`{shown}` cannot be imported: there is no such file",
            Label(Span(file.source, node.source.start, node.source.end)),
            help=help_text,
        )


def moved_import(file: File, node: ast.ImportDecl, wanted: ast.ImportName, home: str, *, safe: bool) -> Fix:
    """Imports a name from the module `home` instead; several names move one after the other."""
    scope, names = Scope(file), node.names or ()
    if len(names) == 1:
        return Fix(f"import it from `{home}`", (Edit(scope.span(node.source), home),), safe)
    place = next(at for at, each in enumerate(names) if each is wanted)
    if place + 1 < len(names):
        gone = Span(file.source, wanted.start, names[place + 1].start)
    else:
        gone = Span(file.source, names[place - 1].end, wanted.end)
    line = f"import {home} {{ {scope.span(wanted).text} }}"
    above = Span(file.source, node.start, node.start)
    return Fix(f"import it from `{home}`", (Edit(above, line + "\n"), Edit(gone, "")), safe)


def _shortened(cycle: list[str], most: int = 9) -> list[str]:
    """A circle as it is shown: a long one without its middle."""
    if len(cycle) <= most:
        return cycle
    return [*cycle[:3], f"{len(cycle) - 6} more", *cycle[-3:]]


def _in_an_import(span: Span) -> bool:
    """Whether a place lies in an import: what declares is written at the margin."""
    lines = (span.source.line(number) for number in range(span.line, 0, -1))
    return next((line for line in lines if line[:1].isalpha()), "").startswith("import")


def _miss(file: File, node: ast.ImportDecl) -> None:
    """Notes what an import that failed would have brought: it is not reported again where it is used."""
    if node.names is None:
        file.lost = True
    else:
        file.broken |= {(wanted.alias or wanted.name).text for wanted in node.names}


def _listed(names: list[str], most: int = 8) -> str:
    shown = ", ".join(f"`{n}`" for n in names[:most])
    return shown + (f" and {len(names) - most} more" if len(names) > most else "") if names else "nothing"


def shown_import(path: str) -> str:
    """A path as the user would write it in an import."""
    if path.startswith(f"{LIBRARY}/"):
        return "std." + posixpath.basename(path).removesuffix(".sla")
    return path


def _imports(file: File) -> tuple[tuple[str, ast.ImportDecl], ...]:
    """The paths a file imports, with the declarations that do."""
    found = []
    for node in file.module.declarations:
        if isinstance(node, ast.ImportDecl):
            if isinstance(node.source, ast.Ref):
                said = dotted(node.source)
                path = f"{LIBRARY}/{said.removeprefix('std.')}.sla" if said.startswith("std.") else said
            else:
                path = posixpath.normpath(posixpath.join(posixpath.dirname(file.path), plain(node.source)))
            found.append((path, node))
    return tuple(found)


_AFTER_NAMES = '{("#;='


def _declare(file: File, findings: Findings) -> None:
    for node in file.module.declarations:
        if not isinstance(node, Declaring):
            continue
        kind, name = KINDS[type(node)], node.name.text
        decl = Decl(kind, name, node, file)
        known = file.declared.get(name)
        if known is not None and (_is_cut(known) or _is_cut(decl)):
            continue
        if known is not None:
            findings.add(
                catalogue.DUPLICATE_NAME,
                f"`{name}` is declared twice",
                Label(decl.name_span, f"{a(kind)} of that name"),
                Label(known.name_span, f"first declared as {a(known.kind)} here"),
                help="give one of them another name",
            )
            file.doubled |= {name}
            continue
        file.declared[name] = decl
        file.visible[name] = decl


def _is_cut(decl: Decl) -> bool:
    """Whether a sign that no name can have cuts off what was written: another name is meant then."""
    after = decl.file.source.text[decl.name_span.end : decl.name_span.end + 1]
    return bool(after) and not after.isspace() and after not in _AFTER_NAMES
