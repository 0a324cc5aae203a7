"""Everything a house becomes: contracts from its documents, rules from its monitoring; bytes only."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import partial
from typing import TypeAlias

from sladsl import __version__
from sladsl.backends import registry
from sladsl.backends.document_options import DocumentOptions
from sladsl.backends.monitoring_options import MonitoringOptions
from sladsl.backends.output import OutputFile
from sladsl.compiler.digests import digest_of
from sladsl.diagnostics import catalogue
from sladsl.diagnostics.diagnostic import Diagnostic, Outcome
from sladsl.lower.document import Document, Edition
from sladsl.model.agreements import Agreement
from sladsl.model.house import House
from sladsl.model.supports import Supports
from sladsl.records import field, record

Numbers: TypeAlias = dict[str, dict[tuple[str, str], str]]
"""By agreement: the number of the clause that makes each promise."""
Progress = Callable[[int, int, str], None]


@record
class BuildOptions:
    """What to build. `to` are the project's formats, empty for every one that can be written here; `only_to`
    overrides them for one build. `languages` are those of the project, for agreements that name none;
    `only_languages` overrides both. `agreements` empty means all.
    `settings` are the tables of sla.toml by the backend they are for.
    """

    as_of: date
    to: tuple[str, ...] = ()
    only_to: tuple[str, ...] = ()
    languages: tuple[str, ...] = ("en",)
    only_languages: tuple[str, ...] = ()
    editions: tuple[Edition, ...] = (Edition.EXTERNAL,)
    agreements: tuple[str, ...] = ()
    runbook: str = ""
    lossy: bool = False
    settings: Mapping[str, Mapping[str, object]] = field(default_factory=dict)

    @property
    def formats(self) -> tuple[str, ...]:
        """The formats that somebody asked for; empty where nobody did."""
        return self.only_to or self.to


def build(house: House, options: BuildOptions, progress: Progress) -> Outcome[tuple[OutputFile, ...]]:
    """The files of all outputs, sorted by path; none when a diagnostic is an error.

    `progress` hears how many steps are done of how many, and what comes next.
    """
    files: list[OutputFile] = []
    found: list[Diagnostic] = []
    jobs = list(_jobs(house, options, {}))
    for number, job in enumerate(jobs):
        progress(number, len(jobs), job.what)
        outcome = job.run()
        files.extend(outcome.value)
        found.extend(outcome.diagnostics)
    progress(len(jobs), len(jobs), "")
    found = list(dict.fromkeys(found))
    if any(d.is_error for d in found):
        return Outcome((), tuple(found))
    return Outcome(tuple(sorted(files, key=lambda f: f.path)), tuple(found))


@record
class _Job:
    """One step of a build: what it makes, as progress says it, and the work."""

    what: str
    run: Callable[[], Outcome[tuple[OutputFile, ...]]]


def _jobs(house: House, options: BuildOptions, numbers: Numbers) -> Iterator[_Job]:
    """The steps of a build in order; contracts note their clause numbers for the monitoring that follows."""
    wanted = [a for a in house.agreements.values() if not options.agreements or a.key in options.agreements]
    backends = {name: registry.load(name) for name in options.formats or registry.names()}
    texts = {name: b for name, b in backends.items() if b.reads == "document"}
    supports = Supports(house)
    for agreement in wanted if texts else ():
        for language in _languages(agreement, options):
            for edition in options.editions:
                yield _Job(
                    f"{agreement.key} ({language})",
                    partial(_contract, supports, agreement, language, edition, texts, options, numbers),
                )
    measured = {name: b for name, b in backends.items() if b.reads == "monitoring"}
    if measured:
        yield _Job("monitoring", partial(_monitoring, house, wanted, measured, options, numbers))


def _languages(agreement: Agreement, options: BuildOptions) -> tuple[str, ...]:
    return options.only_languages or agreement.languages or options.languages or ("en",)


def _contract(
    supports: Supports,
    agreement: Agreement,
    language: str,
    edition: Edition,
    backends: Mapping[str, registry.DocumentBackend],
    options: BuildOptions,
    numbers: Numbers,
) -> Outcome[tuple[OutputFile, ...]]:
    house = supports.house
    made = document_of(house, agreement, language, edition, supports)
    if made.has_errors:
        return Outcome((), made.diagnostics)
    if edition is Edition.EXTERNAL and language == _languages(agreement, options)[0]:
        numbers[agreement.key] = clause_numbers(agreement, made.value)
    folder = "contracts" if edition is Edition.EXTERNAL else "contracts/internal"
    files: list[OutputFile] = []
    found = list(made.diagnostics)
    riding = attachments(house, agreement, made.value)
    for backend in backends.values():
        path = f"{folder}/{agreement.key}.{language}.{backend.ending}"
        outcome = backend.emit(made.value, DocumentOptions(path, riding))
        extra_missing = any(d.rule is catalogue.PDF_EXTRA_MISSING for d in outcome.diagnostics)
        if extra_missing and not options.formats:
            found.append(pdf_left_out())
            continue
        files.extend(outcome.value)
        found.extend(outcome.diagnostics)
    return Outcome(tuple(files), tuple(found))


def document_of(
    house: House, agreement: Agreement, language: str, edition: Edition, supports: Supports | None = None
) -> Outcome[Document]:
    """The contract as a Document. It bears the first day of its term, never the day of the build; one
    without a term of its own bears the first day of any term in the house.

    Our own edition shows the proofs of its promises; `supports` keeps what is proven for the next contract.
    """
    from sladsl.compiler.proof_annex import annex
    from sladsl.lower.to_document import to_document

    terms = [a.effective.first for a in house.agreements.values() if a.effective is not None]
    own = agreement.effective.first if agreement.effective else min(terms, default=date(2000, 1, 1))
    known = supports if supports is not None else Supports(house)
    proven = partial(annex, supports=known)
    digest = digest_of(house, agreement)
    return to_document(house, agreement, language, edition, digest, own, annexes=proven)


def clause_numbers(agreement: Agreement, document: Document) -> dict[tuple[str, str], str]:
    """The number of the clause that makes each promise, by the keys of agreement and guarantee."""
    numbers = {clause.key: clause.number for clause in document.walk()}
    origins = [(None, g) for g in agreement.guarantees] + list(agreement.inherited)
    found = {}
    for origin, promise in origins:
        key = f"levels.{promise.name}" if origin is None else f"levels.{origin}.{promise.name}"
        if key in numbers:
            found[(agreement.key, promise.key)] = numbers[key]
    return found


def pdf_left_out() -> Diagnostic:
    return Diagnostic(
        catalogue.PDF_LEFT_OUT,
        "no PDF is written: the package that lays it out is not installed",
        help="run `pip install 'sladsl[pdf]'`",
    )


def attachments(house: House, agreement: Agreement, document: Document) -> tuple[OutputFile, ...]:
    """The sources the contract was made from, and `build.json`: by what it was made, and which attached
    file is which path. Readers of PDF do not create folders, so the names are flat.

    The other party's edition withholds files that are not its business; their digests still stand in
    `build.json` and under the contract's own.
    """
    sources = house.sources_of(agreement)
    private = private_files(house, agreement) if document.edition is Edition.EXTERNAL else frozenset()
    flat = {source.name: source.name.replace("_", "__").replace("/", "_") for source in sources}
    made = {
        "agreement": agreement.key,
        "digest": document.digest,
        "edition": document.edition.value,
        "language": document.language,
        "sladsl": __version__,
        "sources": {
            s.name: {"sha256": s.digest, "attached": None if s.name in private else flat[s.name]}
            for s in sources
        },
    }
    text = json.dumps(made, ensure_ascii=False, indent=2, sort_keys=True) + "\n"
    attached = tuple(OutputFile(flat[s.name], s.text.encode()) for s in sources if s.name not in private)
    return (*attached, OutputFile("build.json", text.encode()))


def private_files(house: House, agreement: Agreement) -> frozenset[str]:
    """The files that the other party of `agreement` must not be handed: those with house rules, or with an
    agreement that is neither between the same two parties nor a level above."""
    above = {a.key for a in house.levels_above(agreement)} | {agreement.key}
    parties = (agreement.provider and agreement.provider.key, agreement.customer and agreement.customer.key)

    def shared(other: Agreement) -> bool:
        same = (other.provider and other.provider.key, other.customer and other.customer.key) == parties
        return other.key in above or same

    private = {policy.span.source.name for policy in house.policies.values()}
    private |= {other.span.source.name for other in house.agreements.values() if not shared(other)}
    return frozenset(private - {agreement.span.source.name})


def _monitoring(
    house: House,
    wanted: list[Agreement],
    backends: Mapping[str, registry.MonitoringBackend],
    options: BuildOptions,
    numbers: Numbers,
) -> Outcome[tuple[OutputFile, ...]]:
    from sladsl.compiler.rehearsals import with_rehearsals
    from sladsl.lower.to_monitoring import to_monitoring

    in_force = {a.key for a in house.in_force(options.as_of)}
    agreements = tuple(a for a in wanted if a.key in in_force)
    clauses: dict[tuple[str, str], str] = {}
    for agreement in agreements:
        if agreement.key not in numbers:
            language = _languages(agreement, options)[0]
            made = document_of(house, agreement, language, Edition.EXTERNAL)
            numbers[agreement.key] = clause_numbers(agreement, made.value)
        clauses |= numbers[agreement.key]
    outline = to_monitoring(house, agreements, clauses, options.runbook or None, lossy=options.lossy)
    files: list[OutputFile] = []
    found = list(outline.diagnostics)
    rehearsed = outline.value if outline.has_errors else with_rehearsals(house, outline.value)
    for name, backend in backends.items() if not outline.has_errors else ():
        chosen = MonitoringOptions(options.as_of, options.lossy, options.settings.get(name, {}))
        emitted = backend.emit(rehearsed, chosen)
        files.extend(emitted.value)
        found.extend(emitted.diagnostics)
    return Outcome(tuple(files), tuple(found))


def owns(path: str, options: BuildOptions) -> bool:
    """Whether a build with these options would have written `path` if it still made such a file: what an
    earlier build left there and this one does not make is then out of date."""
    if options.agreements:
        return False
    backends = {name: registry.load(name) for name in options.only_to or registry.names()}
    if not path.startswith("contracts/"):
        return any(b.reads == "monitoring" and path.startswith(f"{name}/") for name, b in backends.items())
    if path.startswith("contracts/internal/") and Edition.INTERNAL not in options.editions:
        return not options.only_to and not options.only_languages
    endings = {b.ending for b in backends.values() if b.reads == "document"}
    _, _, rest = path.rpartition("/")
    name, _, ending = rest.rpartition(".")
    if ending == "svg":
        # A drawing beside a Markdown contract: `Keskola.en.1.svg`.
        name, ending = name.rpartition(".")[0], "md"
    language = name.rpartition(".")[2]
    return ending in endings and (not options.only_languages or language in options.only_languages)
