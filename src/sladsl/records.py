"""How records are made: what a dataclass with slots is, but a method is written when it is first called."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from reprlib import recursive_repr
from types import CodeType, FunctionType
from typing import TYPE_CHECKING, Any, TypeVar, cast, dataclass_transform, overload

if TYPE_CHECKING:
    # Type checkers know what may be replaced in what by this name alone.
    from dataclasses import Field
    from dataclasses import replace as replace  # noqa: PLC0414

T = TypeVar("T")
_Method = Callable[..., Any]

_MISSING = object()
_SIGNS = {"__eq__": "==", "__lt__": "<", "__le__": "<=", "__gt__": ">", "__ge__": ">="}


class _Given:
    """What `field` says of one."""

    __slots__ = ("default", "factory", "repr")

    def __init__(self, default: object, factory: object, repr: bool) -> None:
        self.default, self.factory, self.repr = default, factory, repr


@overload
def field(*, default: T, repr: bool = True) -> T: ...
@overload
def field(*, default_factory: Callable[[], T], repr: bool = True) -> T: ...
@overload
def field(*, repr: bool = True) -> Any: ...
def field(*, default: object = _MISSING, default_factory: object = _MISSING, repr: bool = True) -> object:
    """Says of a field what its value is when none is given, or how one is made, and whether it is shown."""
    return _Given(default, default_factory, repr)


@overload
def record(cls: type[T], /) -> type[T]: ...
@overload
def record(
    *, frozen: bool = True, eq: bool = True, order: bool = False, cached: bool = False
) -> Callable[[type[T]], type[T]]: ...


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def record(
    cls: type[T] | None = None,
    /,
    *,
    frozen: bool = True,
    eq: bool = True,
    order: bool = False,
    cached: bool = False,
) -> type[T] | Callable[[type[T]], type[T]]:
    """A class with a slot for every annotated field, after those of its base; frozen unless said otherwise.

    A dataclass to all who use it: for `dataclasses.fields` and `replace`, `copy`, `pickle` and `match`, too.
    Annotations are texts, as in all our modules. `cached` leaves room for cached properties, and for weak
    references.
    """
    if cls is None:
        return lambda each: _made(each, frozen, eq, order, cached)
    return _made(cls, frozen, eq, order, cached)


if not TYPE_CHECKING:

    def replace(one, /, **changes):
        """The same with other values in some fields."""
        kept = {name: getattr(one, name) for name in one.__match_args__ if name not in changes}
        return type(one)(**kept, **changes)


def names_of(kind: type) -> tuple[str, ...]:
    """The names of a record's fields, in their order."""
    return cast(tuple[str, ...], kind.__match_args__)  # type: ignore[attr-defined]


def _made(cls: type[T], frozen: bool, eq: bool, order: bool, cached: bool) -> type[T]:
    body = {name: value for name, value in vars(cls).items() if name not in ("__dict__", "__weakref__")}
    notes: dict[str, str] = body.get("__annotations__", {})
    own = [name for name, note in notes.items() if not note.startswith("ClassVar")]
    base: dict[str, tuple[str, object]] = getattr(cls, "__record_fields__", {})

    def later(name: str) -> _Method:
        """The method that writes itself: most of a run's records are never compared, many never made."""

        def first(self: object, *values: object, **named: object) -> Any:
            method = _WRITERS[name](made, name)
            setattr(made, name, method)
            return method(self, *values, **named)

        return first

    # A default is taken out of the class, where the slot of its field is to be.
    fields = base | {name: (notes[name], body.pop(name, _MISSING)) for name in own}
    body |= {"__record_fields__": fields, "__dataclass_fields__": _DESCRIBED}
    slots = [name for name in own if name not in base] + ["__dict__", "__weakref__"] * cached
    body |= {"__slots__": tuple(slots), "__match_args__": tuple(fields)}
    body.setdefault("__init__", later("__init__"))
    body.setdefault("__repr__", _repr)
    if eq:
        body.setdefault("__eq__", later("__eq__"))
        if body.get("__hash__") is None:
            body["__hash__"] = later("__hash__") if frozen else None
    if order:
        body |= {name: later(name) for name in ("__lt__", "__le__", "__gt__", "__ge__")}
    if frozen:
        body |= {"__setattr__": _set_refused, "__delattr__": _delete_refused}
        body |= {"__getstate__": _state, "__setstate__": _take_state}
    kind: Any = type(cls)
    made = kind(cls.__name__, cls.__bases__, body)
    made.__qualname__ = cls.__qualname__
    return cast(type[T], made)


def _told(given: object) -> _Given:
    """What a class says of a field after its annotation: a `field`, a default, or nothing."""
    if type(given).__module__ == "dataclasses":
        raise TypeError("a record's fields are said by `field` of this module")
    return given if isinstance(given, _Given) else _Given(given, _MISSING, repr=True)


def _init(made: Any, name: str) -> _Method:
    """Sets each slot through its descriptor, in two thirds of the time that a frozen dataclass takes."""
    lines = ["pass"]
    names: dict[str, object] = {"missing": _MISSING}
    defaults: list[object] = []
    for at, (field, (_, given)) in enumerate(made.__record_fields__.items()):
        told = _told(given)
        names[f"set{at}"] = getattr(made, field).__set__
        lines.append(f"set{at}(self, f{at})")
        if told.factory is not _MISSING:
            names[f"new{at}"] = told.factory
            lines[-1] = f"set{at}(self, new{at}() if f{at} is missing else f{at})"
        elif told.default is _MISSING:
            if defaults:
                raise TypeError(f"{made.__qualname__}.{field} has no default and follows one that has")
            continue
        defaults.append(told.default)
    if hasattr(made, "__post_init__"):
        lines.append("self.__post_init__()")
    parameters = "".join(f", f{at}" for at in range(len(made.__record_fields__)))
    return _method(made, name, f"def method(self{parameters}):\n " + "\n ".join(lines), names, defaults)


def _compare(made: Any, name: str) -> _Method:
    lines = (
        "def method(self, other):",
        " if other.__class__ is not self.__class__: return NotImplemented",
        f" return {_values(made, 'self')} {_SIGNS[name]} {_values(made, 'other')}",
    )
    return _method(made, name, "\n".join(lines))


def _hash(made: Any, name: str) -> _Method:
    return _method(made, name, f"def method(self): return hash({_values(made, 'self')})")


def _values(made: Any, of: str) -> str:
    return "(" + "".join(f"{of}.f{at}, " for at in range(len(made.__record_fields__))) + ")"


_WRITERS: dict[str, Callable[[Any, str], _Method]] = {
    "__init__": _init,
    "__hash__": _hash,
    **dict.fromkeys(_SIGNS, _compare),
}


def _method(
    made: Any,
    name: str,
    text: str,
    names: dict[str, object] | None = None,
    defaults: list[object] | None = None,
) -> _Method:
    """What a text says in which the fields are `f0`, `f1` and so on, said of the fields of one class."""
    called = {f"f{at}": field for at, field in enumerate(made.__record_fields__)}
    code = _code(text)
    code = code.replace(
        co_varnames=tuple(called.get(each, each) for each in code.co_varnames),
        co_names=tuple(called.get(each, each) for each in code.co_names),
    )
    method = FunctionType(code, {"__name__": made.__module__, **(names or {})}, name, tuple(defaults or ()))
    method.__qualname__ = f"{made.__qualname__}.{name}"
    return method


@cache
def _code(text: str) -> CodeType:
    """Compiling is dear: classes with as many fields share the code, and differ in names."""
    names: dict[str, Any] = {}
    exec(text, names)
    return cast(CodeType, names["method"].__code__)


@recursive_repr()
def _repr(self: Any) -> str:
    shown = [name for name, (_, given) in self.__record_fields__.items() if _told(given).repr]
    return f"{type(self).__qualname__}({', '.join(f'{name}={getattr(self, name)!r}' for name in shown)})"


def _set_refused(self: object, name: str, _: object) -> None:
    from dataclasses import FrozenInstanceError

    raise FrozenInstanceError(f"cannot assign to field {name!r}")


def _delete_refused(self: object, name: str) -> None:
    from dataclasses import FrozenInstanceError

    raise FrozenInstanceError(f"cannot delete field {name!r}")


def _state(self: Any) -> list[object]:
    return [getattr(self, name) for name in self.__record_fields__]


def _take_state(self: Any, state: list[object]) -> None:
    for name, value in zip(self.__record_fields__, state, strict=True):
        object.__setattr__(self, name, value)


class _Described:
    """What the functions of `dataclasses` ask a class for; made when they do: they take long to import."""

    def __get__(self, _: object, owner: Any) -> dict[str, Field[Any]]:
        import dataclasses

        pairs = []
        for name, (note, given) in owner.__record_fields__.items():
            told = _told(given)
            how: dict[str, Any] = {"repr": told.repr}
            if told.default is not _MISSING:
                how["default"] = told.default
            if told.factory is not _MISSING:
                how["default_factory"] = told.factory
            pairs.append((name, note, dataclasses.field(**how)))
        described = {each.name: each for each in dataclasses.fields(dataclasses.make_dataclass("_", pairs))}
        owner.__dataclass_fields__ = described
        return described


_DESCRIBED = _Described()
