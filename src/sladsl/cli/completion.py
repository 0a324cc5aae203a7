"""`sla completion`: prints the completion script of a shell."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

from sladsl.cli.entry import CLEAN


@click.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def command(shell: str) -> int:
    """Print the completion script of SHELL, as in `eval "$(sla completion bash)"`."""
    from sladsl.cli.app import app

    found = get_completion_class(shell)
    if found is None:
        raise click.UsageError(f"no completion for {shell}")
    print(found(app, {}, "sla", "_SLA_COMPLETE").source())
    return CLEAN
