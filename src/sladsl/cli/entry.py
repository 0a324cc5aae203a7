"""The command `sla`: answers `--version` at once and turns whatever goes wrong into an exit code."""

from __future__ import annotations

import io
import os
import sys

CLEAN, FINDINGS, USAGE, BUG, INTERRUPTED = 0, 1, 2, 3, 130


def main(arguments: list[str] | None = None) -> int:
    """Runs one command: 0 clean, 1 findings, 2 usage or I/O, 3 a bug of ours."""
    given = sys.argv[1:] if arguments is None else arguments
    _speak_utf8()
    if given in (["--version"], ["-V"]):
        from sladsl import __version__

        print(f"sla {__version__}")
        return CLEAN
    return _guarded(given)


def _speak_utf8() -> None:
    """Data is UTF-8 whatever the machine's own encoding; a terminal is shown what it has no letters for."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            # Closed by whoever called: what would be said is said to nobody.
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            if stream.isatty():
                stream.reconfigure(errors="backslashreplace")
            else:
                stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _guarded(arguments: list[str]) -> int:
    import gc

    # A command is short and what it builds has hardly a circle in it: collecting costs up to half of a large
    # check and frees nothing.
    gc.disable()

    try:
        result = _plain_check(arguments)
        if result is None:
            from sladsl.cli.app import app

            result = app.main(args=arguments, prog_name="sla", standalone_mode=False)
        sys.stdout.flush()
        return result if isinstance(result, int) else CLEAN
    except KeyboardInterrupt:
        print(file=sys.stderr)  # the terminal's line is begun: it shows the keys
        return _interrupted()
    except BrokenPipeError:
        return _unread()
    except OSError as problem:
        print(f"sla: {problem.strerror or problem}: {problem.filename or ''}".rstrip(": "), file=sys.stderr)
        return USAGE
    except Exception as problem:
        return _ended(problem)


def _plain_check(arguments: list[str]) -> int | None:
    """`sla check` of paths and nothing else; None where the whole command line has to be read.

    Editors and hooks call it at every turn, and the library that reads command lines takes longer to import
    than the rest of a check in which nothing changed.
    """
    command, *paths = arguments or [""]
    if command != "check" or any(path.startswith("-") for path in paths) or "_SLA_COMPLETE" in os.environ:
        return None
    from sladsl.cli.checking import plain_check

    return plain_check(tuple(paths))


def _ended(problem: Exception) -> int:
    """How a command ends that something stopped."""
    import click

    from sladsl.cli.app import ReaderGone

    match problem:
        case click.exceptions.Exit():
            return problem.exit_code
        case click.ClickException():
            problem.show()
            return USAGE
        case click.Abort():
            return _interrupted()
        case ReaderGone():
            return _unread()
    _confess(problem)
    return BUG


def _interrupted() -> int:
    print("interrupted", file=sys.stderr)
    return INTERRUPTED


def _unread() -> int:
    """Whoever read our output went away: that is their right. Keeps the interpreter from complaining."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return CLEAN


def _confess(bug: Exception) -> None:
    """Says that it is our fault and where; the whole trace only when asked for."""
    import traceback

    if os.environ.get("SLA_TRACEBACK"):
        traceback.print_exception(bug)
    frame = traceback.extract_tb(bug.__traceback__)[-1]
    place = f"{os.path.basename(frame.filename)}:{frame.lineno}"
    print(
        f"sla: this is a bug of sla, not of your files: {type(bug).__name__}: {bug} ({place})\n"
        "please report it with the files that show it; SLA_TRACEBACK=1 prints the whole trace",
        file=sys.stderr,
    )
