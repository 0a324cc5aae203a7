"""Chooses how findings are written down, by the name of a format."""

from __future__ import annotations

from collections.abc import Sequence

from sladsl.diagnostics.diagnostic import Diagnostic

FORMATS = ("text", "concise", "json", "github", "sarif", "markdown")


def render(diagnostics: Sequence[Diagnostic], format_name: str, *, colour: bool = False) -> str:
    """The findings in one of `FORMATS`, in the order given; only `text` has colour.

    Raises ValueError for a name that is no format: the command line offers only those in `FORMATS`.
    """
    # Each renderer is imported only when asked for: a clean check must not pay for json.
    if format_name == "text":
        from sladsl.diagnostics.render_text import render_text

        return render_text(diagnostics, colour=colour)
    if format_name == "concise":
        from sladsl.diagnostics.render_concise import render_concise

        return render_concise(diagnostics)
    if format_name == "json":
        from sladsl.diagnostics.render_json import render_json

        return render_json(diagnostics)
    if format_name == "github":
        from sladsl.diagnostics.render_github import render_github

        return render_github(diagnostics)
    if format_name == "sarif":
        from sladsl.diagnostics.render_sarif import render_sarif

        return render_sarif(diagnostics)
    if format_name == "markdown":
        from sladsl.diagnostics.render_markdown import render_markdown

        return render_markdown(diagnostics)
    raise ValueError(f"no such format: {format_name}")
