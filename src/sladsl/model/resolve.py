"""From parsed files to the House: every name found, every value read, every level put together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from typing import TypeVar

from sladsl.diagnostics import catalogue
from sladsl.diagnostics.diagnostic import Diagnostic, Label, Outcome
from sladsl.model.agreements import Agreement, ChainStep, chain_steps
from sladsl.model.catalogue import Calendar, Clause, Exclusion, Party, Priorities, Service, Term
from sladsl.model.context import Context
from sladsl.model.excuses import promise_excused
from sladsl.model.files import Loader
from sladsl.model.house import House
from sladsl.model.metrics import Metric
from sladsl.model.policies import Policy
from sladsl.model.reading import LIBRARY, Reader, library_modules, library_source
from sladsl.model.resolve_agreements import agreement
from sladsl.model.resolve_calendars import calendar
from sladsl.model.resolve_catalogue import clause, exclusion, party, priorities, service, term
from sladsl.model.resolve_metrics import metric
from sladsl.model.resolve_policies import policy
from sladsl.model.resolve_scenarios import scenario
from sladsl.model.resolve_templates import template
from sladsl.model.scope import Decl, Declaring, File, Findings, meant, spelling_fix
from sladsl.model.silences import silences
from sladsl.source import Span
from sladsl.syntax import ast_agreements as agr
from sladsl.syntax.parser import parse

T = TypeVar("T")

_MAKERS: dict[str, Callable[[Context, Decl], object | None]] = {
    "party": party,
    "calendar": calendar,
    "priorities": priorities,
    "service": service,
    "metric": metric,
    "exclusion": exclusion,
    "clause": clause,
    "term": term,
    "agreement": agreement,
    "template": template,
    "policy": policy,
}


@cache
def library() -> dict[str, str]:
    """In which module of the standard library each of its names stands."""
    found: dict[str, str] = {}
    for name in library_modules():
        source = library_source(f"{LIBRARY}/{name}.sla")
        if source is not None:
            for node in parse(source).value.declarations:
                if isinstance(node, Declaring):
                    found.setdefault(node.name.text, f"std.{name}")
    return found


class _Library(dict[str, str]):
    """The library's names, read only when a name is missing."""

    def __contains__(self, name: object) -> bool:
        return name in library()

    def __getitem__(self, name: str) -> str:
        return library()[name]

    def __iter__(self) -> Iterator[str]:
        return iter(library())


def resolve(paths: Iterable[str], read: Reader) -> Outcome[House]:
    """The house that the files under `paths` and everything they import declare.

    `read` gives the text under a project path. Files are taken in the order of their paths, so that the
    house does not depend on how they were found.
    """
    findings = Findings()
    known = _Library()
    loader = Loader(read, findings, known)
    asked = set(paths)
    for path in sorted(asked):
        loader.load(path)
    unread = [d.span for d in findings.items if d.span is not None]
    loader.link()
    context = Context(loader.files, known, findings)
    ordered = sorted(loader.files.values(), key=lambda f: (f.path.startswith(f"{LIBRARY}/"), f.path))
    _give_keys(context, ordered)
    for file in ordered:
        # What the library holds is resolved when something uses it: a house pays for what it needs.
        idle = file.path.startswith(f"{LIBRARY}/") and file.path not in asked
        for decl in () if idle else file.declared.values():
            maker = _MAKERS.get(decl.kind)
            if maker is not None:
                maker(context, decl)
    house = _house(context, ordered)
    _check_chains(context, house)
    _check_mentions(context)
    return Outcome(house, tuple(d for d in findings.items if not (unread and _follows(context, d, unread))))


def _follows(context: Context, found: Diagnostic, unread: list[Span]) -> bool:
    """Whether a finding about names only follows from an error of syntax in the same declaration."""
    span = found.span
    file = context.files.get(span.source.name) if span is not None else None
    if span is None or file is None or not found.rule.code.startswith("SLA02"):
        return False
    for node in file.module.declarations:
        if node.start <= span.start < node.end:
            name = getattr(getattr(node, "name", None), "text", "")
            return name in file.module.broken or any(
                s.source is file.source and node.start <= s.start < node.end for s in unread
            )
    return False


def _give_keys(context: Context, files: list[File]) -> None:
    """A key is the name; a second thing of that name in the house gets its file's name before it.

    Agreements are what outputs are named after: two of one name are an error.
    """
    taken: dict[str, Decl] = {}
    for file in files:
        stem = file.path.rsplit("/", 1)[-1].removesuffix(".sla")
        for decl in file.declared.values():
            key = decl.name
            other = taken.get(key)
            if other is not None:
                if decl.kind == other.kind == "agreement":
                    context.findings.add(
                        catalogue.DUPLICATE_NAME,
                        f"two agreements are called `{key}`",
                        Label(decl.name_span),
                        Label(other.name_span, "the other one"),
                        help="agreements are named once in a house: rename one of them",
                    )
                key = f"{stem}.{decl.name}"
                while key in taken:
                    key = f"{key}_"
            taken[key] = decl
            context.keys[decl] = key


def _those(made: Mapping[str, object], kind: type[T]) -> dict[str, T]:
    """What was made as one kind of thing."""
    return {key: thing for key, thing in made.items() if isinstance(thing, kind)}


def _house(context: Context, files: list[File]) -> House:
    made = {context.key(d): context.resolved.get(d) for file in files for d in file.declared.values()}
    scenarios = []
    for file in files:
        for node in file.module.declarations:
            if isinstance(node, agr.Scenario):
                found = scenario(context, file, node)
                scenarios.extend([found] if found else [])
    return House(
        parties=_those(made, Party),
        calendars=_those(made, Calendar),
        priorities=_those(made, Priorities),
        services=_those(made, Service),
        metrics=_those(made, Metric),
        exclusions=_those(made, Exclusion),
        clauses=_those(made, Clause),
        terms=_those(made, Term),
        agreements=_those(made, Agreement),
        policies=_those(made, Policy),
        scenarios=tuple(scenarios),
        sources={file.path: file.source for file in files},
        imports={file.path: tuple(path for path, _ in file.imports) for file in files},
        silences=silences(context, files),
        names={file.path: tuple(file.declared) for file in files},
        aliases={
            file.path: {context.key(decl): name for decl, name in file.called.items()}
            for file in files
            if file.called
        },
    )


def _check_mentions(context: Context) -> None:
    """Texts may name promises of agreements, which are known only when all are resolved."""
    for decl, name, span in context.promises_named:
        made = context.resolved.get(decl)
        if not isinstance(made, Agreement) or made.guarantee(name) or promise_excused(context, decl, name):
            continue
        context.findings.add(
            catalogue.UNRESOLVED_NAME,
            f"`{made.key}` promises no `{name}` that can be inserted into this text",
            Label(span),
            Label(made.span, "this agreement"),
            help=_promised(made),
        )


def _promised(made: Agreement) -> str:
    known = sorted(made.promised_names)
    return "it promises " + (", ".join(f"`{k}`" for k in known) or "nothing")


def _check_chains(context: Context, house: House) -> None:
    """Handling names promises of other agreements, which are known only when all are resolved."""
    for made in house.agreements.values():
        for handling in made.handlings:
            for step in chain_steps(handling.chain):
                other = house.agreements.get(step.agreement)
                if other is None or other.guarantee(step.guarantee):
                    continue
                decl = context.declared(other.key)
                if decl is None or not promise_excused(context, decl, step.guarantee):
                    _no_guarantee(context.findings, step, other)


def _no_guarantee(findings: Findings, step: ChainStep, other: Agreement) -> None:
    known = sorted(other.promised_names)
    near = meant(step.guarantee, known)
    findings.add(
        catalogue.UNRESOLVED_NAME,
        f"`{other.key}` promises no `{step.guarantee}`",
        Label(step.span),
        Label(other.span, "this agreement"),
        help=f"did you mean `{near}`?" if near else _promised(other),
        fix=spelling_fix(step.span, f"{step.span.text.split('.')[0]}.{near}") if near else None,
    )
