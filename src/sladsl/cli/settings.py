"""`sla.toml`: the settings of a project, read strictly."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from pathlib import PurePosixPath

from sladsl.cli.data_settings import DataSettings, read_data
from sladsl.diagnostics import catalogue
from sladsl.diagnostics.diagnostic import Diagnostic, Label, Outcome
from sladsl.diagnostics.selection import wrong_name
from sladsl.exact.near_words import nearest
from sladsl.records import field, record, replace
from sladsl.source import Source, Span

FILE_NAME = "sla.toml"


@record
class Settings:
    """`sources` are globs from the project's folder. `runbook` may hold {agreement}, {guarantee}, {service}.

    `despite` are codes or names of errors that do not keep a build from being written, for agreements that
    are what they are. `select` and `ignore` choose the findings that `sla check` shows. `backends` are the
    tables that backends read themselves, by the backend's name.
    """

    name: str = ""
    sources: tuple[str, ...] = ("**/*.sla",)
    languages: tuple[str, ...] = ()
    to: tuple[str, ...] = ()
    out: str = "out"
    runbook: str = ""
    despite: tuple[str, ...] = ()
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    backends: Mapping[str, Mapping[str, object]] = field(default_factory=dict)
    data: DataSettings = field(default_factory=DataSettings)


# table.key -> field and kind of value
_KEYS: dict[str, tuple[str, type]] = {
    "project.name": ("name", str),
    "project.sources": ("sources", list),
    "build.languages": ("languages", list),
    "build.to": ("to", list),
    "build.out": ("out", str),
    "build.runbook": ("runbook", str),
    "build.despite": ("despite", list),
    "check.select": ("select", list),
    "check.ignore": ("ignore", list),
}
_MARK = "\ufeff"
"""What some editors write at the beginning of a file."""
_RUNBOOK = ("agreement", "guarantee", "service")
_TABLES = frozenset(key.split(".")[0] for key in _KEYS)
_NEVER_ENDS = (r"Illegal character '\n'", "Unterminated string", 'Expected "\'"')
"""What the reader of TOML says of a text whose end is missing."""
_KIND: dict[type, str] = {str: "a text", list: "a list of texts"}


def read_settings(source: Source) -> Outcome[Settings]:
    """The settings in a text, and everything in it that is no setting."""
    try:
        raw = tomllib.loads(source.text.removeprefix(_MARK))
    except tomllib.TOMLDecodeError as problem:
        return Outcome(Settings(), (_broken(source, str(problem)),))
    settings = Settings()
    found: list[Diagnostic] = []
    for path, value in _flat(raw):
        if path == "data" and isinstance(value, dict):
            data, wrong_data = read_data(value)
            settings = replace(settings, data=data)
            found += [
                Diagnostic(
                    catalogue.BAD_SETTING,
                    one.reason,
                    () if one.secret else (Label(_place(source, one.path)),),
                    help=one.way_out,
                )
                for one in wrong_data
            ]
            continue
        if isinstance(value, dict) and path in _backend_names():
            settings = replace(settings, backends={**settings.backends, path: value})
            continue
        known = _KEYS.get(path)
        if known is None:
            found.append(_unknown(source, path, is_table=isinstance(value, dict)))
            continue
        name, kind = known
        if not _fits(value, kind):
            found.append(
                Diagnostic(
                    catalogue.BAD_SETTING,
                    f"`{path}` needs {_KIND[kind]}",
                    (Label(_place(source, path)),),
                    help='lists are written as ["one", "two"]' if kind is list else None,
                )
            )
            continue
        wrong = _wrong(path, value)
        if wrong is not None:
            reason, way_out = wrong
            found.append(
                Diagnostic(catalogue.BAD_SETTING, reason, (Label(_place(source, path)),), help=way_out)
            )
            continue
        settings = replace(settings, **{name: tuple(value) if isinstance(value, list) else value})  # type: ignore[arg-type]
    return Outcome(settings, tuple(found))


def _backend_names() -> tuple[str, ...]:
    """Those that have settings. Asked for only when a table is met that is not ours: it takes a while."""
    from sladsl.backends.registry import load, names

    return tuple(name for name in names() if load(name).reads == "monitoring")


def _fits(value: object, kind: type) -> bool:
    if isinstance(value, list):
        return kind is list and all(isinstance(item, str) for item in value)
    return isinstance(value, kind)


def _wrong(path: str, value: object) -> tuple[str, str] | None:
    """What a setting of the right kind still cannot be, and the way out."""
    texts = [str(item) for item in value] if isinstance(value, list) else [str(value)]
    for text in texts:
        if any(ord(character) < 32 for character in text):
            return f"`{path}` holds a control character", "remove it"
        if path == "build.despite" and catalogue.find(text) is None:
            near = nearest(text, (rule.name for rule in catalogue.all_rules()))
            way_out = (
                f"did you mean `{near}`?" if near else "name findings as `sla check` does, by code or name"
            )
            return f"`{text}` is no finding", way_out
        if path in ("check.select", "check.ignore"):
            wrong = wrong_name(text, path == "check.ignore")
            if wrong is not None:
                return wrong
        if path == "build.runbook":
            for inserted in re.findall(r"\{(.*?)\}", text):
                if inserted not in _RUNBOOK:
                    return (
                        f"`{{{inserted}}}` is nothing that a runbook's address can hold",
                        "it can hold " + ", ".join(f"`{{{word}}}`" for word in _RUNBOOK),
                    )
        if path == "project.sources" and (
            not text or PurePosixPath(text).is_absolute() or ".." in text.split("/")
        ):
            return (
                f"`{path}` are patterns of files below this folder, not `{text}`",
                'write one such as "**/*.sla"',
            )
    return None


def _flat(raw: Mapping[str, object]) -> list[tuple[str, object]]:
    pairs: list[tuple[str, object]] = []
    for table, value in raw.items():
        if not isinstance(value, dict) or table not in _TABLES:
            pairs.append((table, value))
        else:
            pairs.extend((f"{table}.{key}", inner) for key, inner in value.items())
    return pairs


def _place(source: Source, path: str) -> Span:
    """Where a key is written: its line, else the first."""
    key = path.rsplit(".", 1)[-1]
    found = re.search(rf"^{_MARK}?\s*\[?\s*({re.escape(key)})\b", source.text, re.MULTILINE)
    return Span(source, found.start(1), found.end(1)) if found else Span(source, 0, 0)


def _unknown(source: Source, path: str, *, is_table: bool) -> Diagnostic:
    own_tables = ("data", *_backend_names())
    near = nearest(path, (*sorted(_TABLES), *own_tables) if is_table else _KEYS)
    settings = [f"`{key}`" for key in _KEYS]
    tables = [f"`[{name}]`" for name in own_tables]
    return Diagnostic(
        catalogue.BAD_SETTING,
        f"`{path}` is no setting",
        (Label(_place(source, path)),),
        help=f"did you mean `{near}`?"
        if near
        else f"the settings are {', '.join(settings)}, and what stands under {' and '.join(tables)}",
    )


def _broken(source: Source, problem: str) -> Diagnostic:
    line = re.search(r"line (\d+)", problem)
    last = source.text.rstrip().count("\n") + 1
    number = min(int(line.group(1)), len(source.line_starts)) if line else last
    start = source.line_starts[number - 1]
    text = source.line(number)
    quote = _open_quote(text)
    if any(sign in problem for sign in _NEVER_ENDS) and quote >= 0 and text[quote] * 3 not in text:
        return Diagnostic(
            catalogue.BAD_SETTING,
            "this is not TOML: a text begins here and never ends",
            (Label(Span(source, start + quote, start + quote + 1)),),
            help=f"close it with {text[quote]} on the same line",
        )
    reason = re.sub(r"\s*\(at .*\)$", "", problem)
    return Diagnostic(
        catalogue.BAD_SETTING,
        f"this is not TOML: {reason[:1].lower()}{reason[1:]}",
        (Label(Span(source, start, start + len(text))),),
        help='settings are written as in `name = "Nordwind"` under a heading such as `[project]`',
    )


def _open_quote(line: str) -> int:
    """Where the text begins that a line leaves open; -1 where it leaves none open."""
    texts = re.finditer(r'"(?:\\.|[^"\\])*"' r"|'[^']*'|#.*|([\"'])", line)
    return next((found.start() for found in texts if found[1]), -1)
