"""Records are dataclasses to everyone who uses them: held against `dataclasses.dataclass` itself."""

from __future__ import annotations

import copy
import dataclasses
import operator
import pickle
import re
import subprocess
import sys
import weakref
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from typing import Any, ClassVar, Generic, TypeVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import sladsl
from sladsl.records import field, names_of, record, replace

T = TypeVar("T")
Kind = Callable[..., Any]


def families(make: Callable[..., Callable[[type], type]], field: Callable[..., Any]) -> dict[str, Any]:
    """The same classes made by one decorator or the other."""

    @make(order=True)
    class Point:
        KINDS: ClassVar[int] = 3
        x: object
        y: object = 7

        def doubled(self) -> object:
            return (self.x, self.x)

    @make(order=True)
    class Place(Point):
        y: object = "nowhere"
        tags: object = field(default_factory=list)
        hidden: object = field(default=0, repr=False)

    @make()
    class Nothing:
        pass

    @make(eq=False)
    class Thing:
        name: object = None

    @make()
    class Own:
        name: object
        count: object = 0

        def __post_init__(self) -> None:
            if self.name == "bad":
                raise ValueError("bad name")

        def __eq__(self, other: object) -> bool:
            return isinstance(other, Own) and self.name == other.name

        def __hash__(self) -> int:
            return 5

        def __repr__(self) -> str:
            return f"<{self.name}>"

    @make()
    class Pair(Generic[T]):
        first: T
        second: T | None = None

    @make(frozen=False)
    class Open:
        at: object
        seen: object = ()

    return {each.__name__: each for each in (Point, Place, Nothing, Thing, Own, Pair, Open)}


def of_dataclasses(*, frozen: bool = True, eq: bool = True, order: bool = False) -> Callable[[type], type]:
    return dataclass(frozen=frozen, slots=True, eq=eq, order=order)


def of_records(**how: bool) -> Callable[[type], type]:
    return record(**how)


values = st.one_of(
    st.integers(-2, 2), st.none(), st.sampled_from(("a", "bad")), st.tuples(st.integers(0, 1)), st.just([1])
)
names = st.sampled_from(("x", "y", "tags", "hidden", "name", "count", "first", "second", "at", "seen", "zz"))
calls = st.tuples(st.lists(values, max_size=5), st.dictionaries(names, values, max_size=2))


def outcome(action: Callable[[], object]) -> object:
    """What an action gives, or which error; of an error only its kind: who raises it words it."""
    try:
        return action()
    except (TypeError, ValueError, AttributeError) as error:
        return type(error)


def told(value: object) -> object:
    return repr(value) if type(value).__qualname__.startswith("families") else value


@given(st.sampled_from(tuple(families(of_records, field))), st.lists(calls, min_size=2, max_size=3), calls)
@settings(max_examples=100, deadline=None)
def test_a_record_does_what_a_dataclass_does(
    kind: str,
    made: list[tuple[list[object], dict[str, object]]],
    change: tuple[list[object], dict[str, object]],
) -> None:
    seen = []
    for make, says, change_of in (
        (of_dataclasses, dataclasses.field, dataclasses.replace),
        (of_records, field, replace),
        (of_records, field, dataclasses.replace),
    ):
        # Anew each time, so that every method is called for the first time in any order.
        cls: Any = families(make, says)[kind]
        found: list[object] = [cls.__match_args__, cls.__slots__, cls.__qualname__, cls.__module__]
        objects = []
        for values_given, named in made:
            new = outcome(partial(cls, *values_given, **named))
            found.append(told(new))
            if not isinstance(new, type):
                objects.append(new)
        for one in objects:
            if kind != "Thing":
                found.append(outcome(partial(hash, one)))
            found.append(repr(outcome(partial(change_of, one, **change[1]))))
            found += [repr(copy.copy(one)), repr(copy.deepcopy(one))]
            found.append(dataclasses.is_dataclass(one))
            found += [(f.name, f.type, f.default, f.default_factory, f.repr) for f in dataclasses.fields(one)]
            # Of its fields only: for other names a dataclass with slots stumbles over `super()`.
            for name in cls.__match_args__:
                found.append(outcome(partial(setattr, one, name, change[1].get(name))))
                found.append(outcome(partial(delattr, copy.copy(one), name)))
            found.append(repr(one))
            for other in objects:
                found += [one == other, one != other, one == (one,), one in {0: other}.values()]
                found.append(outcome(partial(operator.lt, one, other)))
                found.append(outcome(partial(operator.ge, one, other)))
                found.append(outcome(partial(operator.le, one, other)))
                found.append(outcome(partial(operator.gt, one, other)))
        seen.append(found)
    assert seen[0] == seen[1] == seen[2]


@record
class Leaf:
    name: str
    left: Leaf | None = None
    kept: list[object] = field(default_factory=list, repr=False)


@record(frozen=False)
class Tally:
    count: int = 0


def test_pickles() -> None:
    leaf = Leaf("a", Leaf("b"), [1])
    for protocol in range(2, pickle.HIGHEST_PROTOCOL + 1):
        assert pickle.loads(pickle.dumps(leaf, protocol)) == leaf
    assert pickle.loads(pickle.dumps(Tally(3))) == Tally(3)


def test_is_frozen_and_has_nothing_beside_its_fields() -> None:
    leaf = Leaf("a")
    for change in (
        lambda: setattr(leaf, "name", "b"),
        lambda: setattr(leaf, "other", 1),
        lambda: delattr(leaf, "name"),
    ):
        with pytest.raises(dataclasses.FrozenInstanceError):
            change()
    assert leaf.name == "a"
    assert not hasattr(leaf, "__dict__")
    with pytest.raises(TypeError):
        weakref.ref(leaf)


def test_a_default_that_is_made_is_made_each_time() -> None:
    assert Leaf("a").kept is not Leaf("a").kept
    mine: list[object] = []
    assert Leaf("a", None, mine).kept is mine


def test_matches() -> None:
    match Leaf("a", Leaf("b")):
        case Leaf(name, Leaf(under)):
            assert (name, under) == ("a", "b")
        case _:
            pytest.fail("a record does not match its fields")


def test_a_circle_can_be_shown() -> None:
    leaf = Leaf("a")
    ring: list[object] = [leaf]
    object.__setattr__(leaf, "left", ring)
    assert repr(leaf) == "Leaf(name='a', left=[...])"


def test_errors_name_the_class_and_the_field() -> None:
    with pytest.raises(TypeError, match=r"Leaf\.__init__\(\) missing 1 required positional argument: 'name'"):
        Leaf()  # type: ignore[call-arg]
    with pytest.raises(TypeError, match=r"Leaf\.__init__\(\) got an unexpected keyword argument 'height'"):
        Leaf("a", height=1)  # type: ignore[call-arg]
    with pytest.raises(dataclasses.FrozenInstanceError, match="cannot assign to field 'name'"):
        Leaf("a").name = "b"  # type: ignore[misc]


def test_a_field_without_a_default_after_one_that_has() -> None:
    @record
    class Wrong:
        first: int = 1
        second: int  # type: ignore[misc]

    with pytest.raises(TypeError, match=r"Wrong\.second has no default"):
        Wrong()  # type: ignore[call-arg]


def test_classes_with_as_many_fields_do_not_mix_them_up() -> None:
    @record
    class Swapped:
        second: int
        first: int

    @record
    class Straight:
        first: int
        second: int

    one, other = Swapped(1, 2), Straight(1, 2)
    assert (one.first, one.second, other.first, other.second) == (2, 1, 1, 2)
    assert Swapped(first=2, second=1) == one != other
    assert hash(one) == hash(other) == hash((1, 2))


def test_a_class_that_is_no_record_may_stand_on_one() -> None:
    class Named(Leaf):
        def __init__(self, name: str) -> None:
            super().__init__(name.upper())

    assert Named("a").name == Named("a").name == "A"
    assert Named("b") == Named("b") != Leaf("B")


@record(cached=True)
class Long:
    text: str
    words: object = field(default_factory=list)

    @cached_property
    def length(self) -> int:
        self.words.append(1)  # type: ignore[attr-defined]
        return len(self.text)


def test_cached_properties_are_reckoned_once_and_are_no_part_of_it() -> None:
    long = Long("abc")
    assert (long.length, long.length, long.words) == (3, 3, [1])
    assert weakref.ref(long)() is long
    assert names_of(Long) == ("text", "words")
    assert long == Long("abc", [1])
    assert "length" not in vars(replace(long, text="abcd"))
    with pytest.raises(dataclasses.FrozenInstanceError):
        long.text = "b"  # type: ignore[misc]


def test_making_records_imports_little() -> None:
    """`dataclasses` brings `inspect`, and with it as much as a run in which nothing changed."""
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys, sladsl.records; print({'dataclasses', 'inspect'} & set(sys.modules))",
        ],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "set()\n"


def test_a_field_of_a_dataclass_is_refused() -> None:
    @record
    class Wrong:
        words: list[str] = dataclasses.field(default_factory=list)

    with pytest.raises(TypeError, match="`field` of this module"):
        Wrong()


def test_everything_is_a_record() -> None:
    """What the core makes with `dataclasses` instead costs half a millisecond a class at every start."""
    source = Path(sladsl.__file__).parent
    made = re.compile(r"^ *@(?:dataclasses\.)?dataclass\b|^from dataclasses import .*\bfield\b", re.MULTILINE)
    assert [path.name for path in sorted(source.rglob("*.py")) if made.search(path.read_text("utf-8"))] == []
