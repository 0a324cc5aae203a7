"""The group of commands; each command's module is imported when it is asked for."""

from __future__ import annotations

from importlib import import_module

import click

COMMANDS = {
    "build": "writes contracts and monitoring from agreements",
    "check": "looks for what is wrong in agreements",
    "completion": "prints the completion script of a shell",
    "diff": "says what changed in meaning between two versions",
    "evaluate": "says which promises were kept, and what is owed",
    "explain": "explains a finding, or something declared",
    "fmt": "lays agreements out the one way",
    "graph": "draws what depends on what",
    "init": "starts a new house of agreements",
    "report": "writes the service report of a period",
    "simulate": "plays data of the past against a draft",
    "test": "runs the scenarios of agreements",
}


class ReaderGone(Exception):  # noqa: N818
    """Whoever read our output went away. Click would leave with 1, which means findings here."""


class LazyGroup(click.Group):
    """Knows its commands by name and one line, and imports none of them before it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"sladsl.cli.{cmd_name}").command
        return command

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except BrokenPipeError as gone:
            raise ReaderGone from gone

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            from sladsl.cli.choices import did_you_mean

            hint = did_you_mean(args[0], COMMANDS) or f" The commands are {', '.join(sorted(COMMANDS))}."
            raise click.UsageError(f"There is no command '{args[0]}'.{hint}", ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(sorted(COMMANDS.items()))


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="sladsl", prog_name="sla", message="%(prog)s %(version)s")
def app() -> None:
    """Service agreements as source code: checks .sla files, writes the contract and the monitoring."""
