"""Names of the standard library that are imported from a module that has not got them move to theirs."""

from __future__ import annotations

import re
from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from sladsl.compiler import compile_files
from sladsl.diagnostics.fixing import fixed
from sladsl.resources import data_folder

DECLARED = re.compile(
    r"^(?:calendar|metric|exclusion|clause|term|template|priorities|party|service) (\w+)", re.M
)
HOMES = [
    (name, f"std.{file.stem}")
    for file in sorted(data_folder("stdlib").glob("*.sla"))
    for name in DECLARED.findall(file.read_text(encoding="utf-8"))
]
MODULES = sorted({home for _, home in HOMES})


def test_every_name_has_one_home() -> None:
    assert [name for name, times in Counter(name for name, _ in HOMES).items() if times > 1] == []


def imports_of(text: str) -> dict[str, str]:
    """Each imported name with its alias, and the module it is imported from."""
    found: dict[str, str] = {}
    for module, names in re.findall(r"^import (\S+) \{([^}]*)\}", text, re.M):
        assert names.strip()
        for name in names.split(","):
            found[" ".join(name.split())] = module
    return found


@given(
    st.lists(st.sampled_from(HOMES), min_size=1, max_size=6, unique=True),
    st.sampled_from(MODULES),
    st.booleans(),
)
@settings(max_examples=50, deadline=None)
def test_names_move_home(names: list[tuple[str, str]], module: str, aliased: bool) -> None:
    said = {name: f"{name} as other_{name}" if aliased else name for name, _ in names}
    text = f"# Kept\nimport {module} {{\n  {f',{chr(10)}  '.join(said.values())}\n}}\n"
    for _ in range(10):
        step = fixed([d for d in compile_files({"a.sla": text}).findings if d.fix is not None and d.fix.safe])
        if not step.taken:
            break
        text = step.texts["a.sla"]
    assert not compile_files({"a.sla": text}).findings
    assert text.startswith("# Kept\n")
    moved = imports_of(text)
    assert set(moved) == set(said.values())
    # A module passes on what it imports itself.
    assert all(moved[said[name]] in (home, module) for name, home in names)


def test_a_file_of_the_project_is_not_corrected_without_asking() -> None:
    """It may have lost what it declared."""
    found = compile_files({"a.sla": 'import "./b.sla" { latency }\n', "b.sla": 'party N "N"\n'}).findings
    (one,) = [d for d in found if d.rule.code == "SLA0201"]
    assert one.help == "it stands in `std.metrics`: write `import std.metrics { latency }`"
    assert one.fix is not None
    assert not one.fix.safe
    assert one.fix.edits[0].text == "std.metrics"
