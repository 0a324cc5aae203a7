"""`sla graph`: draws what depends on what."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path
from typing import TYPE_CHECKING, get_args

import click

from sladsl.cli.choices import did_you_mean, if_said, one_language
from sladsl.cli.console import exit_code, print_findings, say
from sladsl.cli.date_option import DATE
from sladsl.cli.entry import CLEAN
from sladsl.cli.project import as_shown, find_projects
from sladsl.cli.replacing import replace_text
from sladsl.compiler import Compilation, in_order
from sladsl.lower.drawing.drawing import Drawing, Remarks
from sladsl.lower.drawing.to_drawing import Show, to_drawing
from sladsl.model.graph import Graph, NodeKind, graph_of
from sladsl.model.house import House

if TYPE_CHECKING:
    from sladsl.compiler.graph_proofs import Proven

_ENDINGS = {
    ".svg": "svg",
    ".dot": "dot",
    ".gv": "dot",
    ".mmd": "mermaid",
    ".mermaid": "mermaid",
    ".json": "json",
    ".html": "html",
}
_KINDS: dict[Show, tuple[NodeKind, ...]] = {
    "all": ("agreement", "service", "party"),
    "agreements": ("agreement", "party"),
    "services": ("service",),
}
_NOT_DRAWN = frozenset((".png", ".jpg", ".jpeg", ".gif", ".webp", ".pdf"))
_CROWDED = 60


@click.command()
@click.argument("path", default=".", type=click.Path())
@click.option(
    "--format",
    "format_name",
    type=click.Choice(["svg", "html", "dot", "mermaid", "json"]),
    default=None,
    help="Default by the ending of --out, else svg.",
)
@click.option("--show", type=click.Choice(get_args(Show)), default="all", help="What is drawn; default all.")
@click.option(
    "--only", callback=if_said, metavar="NAMES", help="What these stand on, and what stands on them."
)
@click.option(
    "--stack", type=click.IntRange(min=0), default=12, metavar="N",
    help="Draw more than N that are alike as one; 0: never. Default 12.",
)  # fmt: skip
@click.option(
    "--proofs", is_flag=True, help="Say how much of each promise is used up; always in HTML, with pictures."
)
@click.option(
    "--lang", "language", default="en", metavar="LANGUAGE", help="Of all that is written; default en."
)
@click.option(
    "--as-of", type=DATE, default=None, metavar="DATE",
    help="Draw what is in force then, and prove for that day; default everything.",
)  # fmt: skip
@click.option("--out", type=click.Path(dir_okay=False), default=None, help="The file; default stdout.")
@click.option("--colour", "--color", type=click.Choice(["auto", "always", "never"]), default="auto")
def command(
    path: str,
    format_name: str | None,
    show: Show,
    only: str,
    stack: int,
    proofs: bool,
    language: str,
    as_of: dt.date | None,
    out: str | None,
    colour: str,
) -> int:
    """Draw what depends on what among the agreements under PATH (default: here).

    Agreements with customers stand on top, then the services they promise and what those need, then the
    OLAs and contracts that hold them up. Houses with errors in their promises are drawn; those that cannot
    be read are not.
    """
    language = one_language(language)
    _fits(out or "", format_name)
    (project,) = find_projects((path,))
    compilation = Compilation(project.paths, project.read)
    wrong = [*project.diagnostics, *compilation.resolved.diagnostics]
    if any(d.is_error for d in wrong):
        shown = as_shown(project, in_order(wrong))
        print_findings(shown, "text", colour, to_stderr=True)
        say("nothing was drawn: mend the errors first")
        return exit_code(shown)
    graph = graph_of(compilation.house)
    if as_of is not None:
        graph = _in_force(graph, compilation.house, as_of)
    names = tuple(dict.fromkeys(part.strip() for part in only.split(",") if part.strip()))
    if names:
        _known(graph, names)
        graph = graph.around(names)
    wanted = format_name or _ENDINGS.get(Path(out or "").suffix.lower(), "svg")
    found: tuple[Proven, ...] | None = None
    if proofs or wanted == "html":
        from sladsl.compiler.graph_proofs import proven

        found = proven(compilation.house, graph, as_of, language)
    if wanted == "json":
        text = _data(graph, show, found)
    else:
        drawing = to_drawing(graph, show, project.settings.name, stack, _remarks(found, wanted), language)
        text = _drawn(drawing, wanted, found)
    if out is None or out == "-":
        sys.stdout.write(text)
    else:
        replace_text(Path(out), text)
        print(out)
    return CLEAN


def _fits(out: str, format_name: str | None) -> None:
    """Raises click.UsageError for a file whose ending promises something else than a drawing of ours."""
    ending = Path(out).suffix.lower()
    if ending in (".sla", ".toml"):
        raise click.UsageError(
            f"'{out}' would hold a drawing, and its ending says that it holds terms or settings."
        )
    if ending in _NOT_DRAWN or (ending and ending not in _ENDINGS and format_name is None):
        raise click.UsageError(f"'{ending}' is nothing that is drawn here: end in {', '.join(_ENDINGS)}.")


def _in_force(graph: Graph, house: House, day: dt.date) -> Graph:
    """The graph without the agreements that are not in force on a day, which are named."""
    kept = {f"agreement {agreement.key}" for agreement in house.in_force(day)}
    left_out = [n for n in graph.nodes if n.kind == "agreement" and n.id not in kept]
    if left_out:
        say(f"not in force on {day}, so not drawn: {', '.join(n.thing.key for n in left_out)}")
    return graph.only({n.id for n in graph.nodes} - {n.id for n in left_out})


def _data(graph: Graph, show: Show, found: tuple[Proven, ...] | None) -> str:
    from sladsl.backends.graph.data import to_json
    from sladsl.compiler.graph_proofs import data

    kept = graph.only({n.id for n in graph.nodes if n.kind in _KINDS[show]})
    return to_json(kept, data(found) if found is not None else None)


def _drawn(drawing: Drawing, wanted: str, found: tuple[Proven, ...] | None) -> str:
    if len(drawing.boxes) > _CROWDED:
        say(f"{len(drawing.boxes)} boxes: --only NAME draws the part around one agreement or service")
    match wanted:
        case "dot":
            from sladsl.backends.graph.dot import to_dot

            return to_dot(drawing)
        case "html":
            from sladsl.backends.graph.page import to_page
            from sladsl.compiler.graph_proofs import sections

            return to_page(drawing, tuple(sections(found or ())))
        case "mermaid":
            from sladsl.backends.graph.mermaid import to_mermaid

            return to_mermaid(drawing)
        case _:
            from sladsl.backends.graph.svg import to_svg

            return to_svg(drawing)


def _remarks(found: tuple[Proven, ...] | None, wanted: str) -> Remarks:
    """What the proofs say beside boxes and lines; only a page has places for boxes to lead to."""
    if not found:
        return Remarks()
    from sladsl.compiler.graph_proofs import remarks

    return remarks(found, links=wanted == "html")


def _known(graph: Graph, names: tuple[str, ...]) -> None:
    all_names = [n.thing.key for n in graph.nodes]
    for name in names:
        if name not in all_names:
            hint = did_you_mean(name, all_names)
            raise click.UsageError(f"There is no agreement, service or party '{name}'.{hint}")
