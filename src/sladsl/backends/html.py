"""The contract as one HTML file that needs nothing else: accessible on a screen, sober on paper."""

from __future__ import annotations

import base64
from importlib import resources
from typing import Literal

from sladsl.backends.document_data import document_data, labels
from sladsl.backends.document_options import DocumentOptions
from sladsl.backends.output import OutputFile
from sladsl.diagnostics.diagnostic import Outcome
from sladsl.lower.document import Document
from sladsl.records import record


@record
class HtmlBackend:
    """One HTML file without scripts; attachments do not ride along."""

    name: str = "html"
    reads: Literal["document"] = "document"
    ending: str = "html"

    def emit(self, outline: Document, options: DocumentOptions) -> Outcome[tuple[OutputFile, ...]]:
        from jinja2 import Environment, StrictUndefined
        from markupsafe import Markup

        folder = resources.files("sladsl.backends") / "templates"
        environment = Environment(
            autoescape=True, undefined=StrictUndefined, trim_blocks=False, keep_trailing_newline=True
        )
        environment.filters["data_uri"] = _data_uri
        template = environment.from_string((folder / "contract.html.j2").read_text("utf-8"))
        page = template.render(
            doc=document_data(outline),
            say=labels(outline),
            css=Markup((folder / "contract.css").read_text("utf-8")),
        )
        return Outcome((OutputFile(options.path, page.lstrip("\n").encode()),))


def _data_uri(svg: str) -> str:
    """The drawing as an image of its own, so that nothing in it can reach the page."""
    return "data:image/svg+xml;base64," + base64.b64encode(svg.encode()).decode()
