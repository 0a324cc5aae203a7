"""Words that have to be one of a few: the nearest one beside a wrong one, and lists such as `pdf,html`."""

from __future__ import annotations

from collections.abc import Iterable

import click

from sladsl.exact.near_words import nearest


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A sentence with the nearest known word, behind a blank; nothing where none is near."""
    near = nearest(word, known)
    return "" if near is None else f" Did you mean '{near}'?"


def listed(choices: tuple[str, ...], what: str, given: str) -> tuple[str, ...]:
    """The choices that a text such as `pdf,html` names, each once. Raises click.UsageError for another."""
    wanted = tuple(dict.fromkeys(part.strip() for part in given.split(",") if part.strip()))
    for one in wanted:
        if one not in choices:
            hint = did_you_mean(one, choices) or f" Choose from {', '.join(choices)}."
            raise click.UsageError(f"'{one}' is no {what}.{hint}")
    return wanted


def if_said(context: click.Context, option: click.Parameter, value: str | None) -> str:
    """Callback of an option that chooses: nothing where it is left out. An empty value, such as that of a
    variable that is not set, would otherwise choose everything; raises click.BadParameter for it."""
    if value is not None and not value.replace(",", "").strip():
        raise click.BadParameter("it is empty: leave the option out to choose all", context, option)
    return value or ""


languages_option = click.option(
    "--lang", "languages", callback=if_said, metavar="LANGUAGES",
    help="Such as en,fi; default the agreement's.",
)  # fmt: skip
"""`--lang`, wherever documents are written."""


def one_language(given: str) -> str:
    """The one language of pictures. Raises click.UsageError for none, several or an unknown one."""
    from sladsl.lower.bundle import languages

    wanted = listed(languages(), "language of pictures", given)
    if len(wanted) != 1:
        raise click.UsageError("The pictures are drawn in one language at a time, such as --lang fi.")
    return wanted[0]
