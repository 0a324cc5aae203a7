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

    import click

    from sladsl.cli.app import ReaderGone, app

    # A command is short and what it builds has hardly a circle in it: collecting costs up to half of a large
    # check and frees nothing.
    gc.disable()

    try:
        result = app.main(args=arguments, prog_name="sla", standalone_mode=False)
        sys.stdout.flush()
        return result if isinstance(result, int) else CLEAN
    except click.exceptions.Exit as leaving:
        return leaving.exit_code
    except click.ClickException as problem:
        problem.show()
        return USAGE
    except (click.Abort, KeyboardInterrupt):
        print("interrupted", file=sys.stderr)
        return INTERRUPTED
    except (BrokenPipeError, ReaderGone):
        # Whoever read our output went away: that is their right. Keep the interpreter from complaining.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return CLEAN
    except OSError as problem:
        print(f"sla: {problem.strerror or problem}: {problem.filename or ''}".rstrip(": "), file=sys.stderr)
        return USAGE
    except Exception as bug:
        _confess(bug)
        return BUG


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
