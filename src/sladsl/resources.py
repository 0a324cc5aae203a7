"""Finds the grammar, the standard library, the wordings and the zones, in a wheel and in a checkout."""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from pathlib import Path

_PACKAGE = Path(__file__).parent
_CHECKOUT = _PACKAGE.parents[1]


@cache
def contract_languages() -> tuple[str, ...]:
    """The languages contract text can be written in."""
    return tuple(sorted(f.name for f in (_PACKAGE / "lower" / "messages").iterdir() if f.is_dir()))


@cache
def data_folder(name: str) -> Path:
    """A folder such as `grammar`, `stdlib` or `docs/diagnostics`: inside the package in a wheel, at the
    top of a checkout otherwise."""
    for candidate in (_PACKAGE / "_data" / name, _CHECKOUT / name):
        if candidate.is_dir():
            return candidate
    raise FileNotFoundError(f"sladsl is installed without its {name} folder")


@cache
def zone_folder() -> Path:
    """The folder of the `tzdata` package. By its path: `importlib.resources` takes long to import."""
    spec = find_spec("tzdata")
    if spec is None or not spec.submodule_search_locations:
        raise FileNotFoundError("sladsl is installed without tzdata")
    return Path(spec.submodule_search_locations[0])
