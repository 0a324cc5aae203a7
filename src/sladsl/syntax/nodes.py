"""How syntax nodes are made: frozen, with slots, cheap to define and cheap to build by the million."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar, cast, dataclass_transform

if TYPE_CHECKING:
    from dataclasses import Field

T = TypeVar("T")
Setter = Callable[[object, object], None]


def _refuse(self: object, name: str, *_: object) -> None:
    raise AttributeError(f"syntax nodes are frozen: {type(self).__name__}.{name}")


def _init(self: Node, *values: object, **named: object) -> None:
    names = self.node_fields
    given = dict(zip(names, values, strict=False)) | named
    if len(values) > len(names) or len(given) != len(values) + len(named) or given.keys() != set(names):
        raise TypeError(f"{type(self).__name__} takes {', '.join(names)}")
    for name, setter in zip(names, self.node_setters, strict=True):
        setter(self, given[name])


class _DataclassFields:
    """Lets `dataclasses.fields` and its like see nodes; made when asked for, which parsing never does."""

    def __get__(self, _: object, owner: Any) -> dict[str, Field[Any]]:
        import dataclasses

        names = owner.node_fields
        pairs = [(name, object, dataclasses.field()) for name in names]
        described = dataclasses.make_dataclass(owner.__name__, pairs)
        return {f.name: f for f in dataclasses.fields(described)}


@dataclass_transform(frozen_default=True, eq_default=False)
def node(cls: type[T]) -> type[T]:
    """A frozen class with a slot for every annotated field, after those of its base.

    Not a dataclass underneath: a hundred and sixty of those cost as long to define as a small file
    takes to check. Nodes compare by identity; `same` compares what they say.
    """
    made: Any = cls
    notes = made.__annotations__ if "__annotations__" in vars(made) else {}
    own = tuple(name for name, note in notes.items() if not note.startswith("ClassVar"))
    body = {key: value for key, value in vars(cls).items() if key not in ("__dict__", "__weakref__")}
    fields = (*getattr(cls, "node_fields", ()), *own)
    body |= {"__slots__": own, "__match_args__": fields, "node_fields": fields, "__qualname__": cls.__name__}
    made = type(cls.__name__, cls.__bases__, body)
    made.node_setters = tuple(getattr(made, name).__set__ for name in fields)
    made.__init__ = _init
    made.__setattr__ = _refuse
    made.__delattr__ = _refuse
    return cast(type[T], made)


@node
class Node:
    """What every syntax node has: the half-open range of characters it was written in."""

    node_fields: ClassVar[tuple[str, ...]]
    node_setters: ClassVar[tuple[Setter, ...]]

    if not TYPE_CHECKING:
        __dataclass_fields__ = _DataclassFields()

    start: int
    end: int

    def __repr__(self) -> str:
        said = ", ".join(f"{name}={getattr(self, name)!r}" for name in self.node_fields)
        return f"{type(self).__name__}({said})"


def children(parent: Node) -> Iterator[Node]:
    """The nodes directly under `parent`, in the order they were written."""
    for name in parent.node_fields[2:]:
        value = getattr(parent, name)
        if isinstance(value, Node):
            yield value
        elif isinstance(value, tuple):
            for item in value:
                if isinstance(item, Node):
                    yield item


def walk(top: Node) -> Iterator[Node]:
    """`top` and every node under it, parents first."""
    stack = [top]
    while stack:
        current = stack.pop()
        yield current
        stack.extend(reversed(list(children(current))))


def shape(value: object) -> object:
    """What a node says without where it says it: nested tuples to compare two parses by."""
    if isinstance(value, Node):
        return (type(value).__name__, *(shape(getattr(value, name)) for name in value.node_fields[2:]))
    if isinstance(value, tuple):
        return tuple(shape(item) for item in value)
    return value


def same(a: Node, b: Node) -> bool:
    """Whether two nodes say the same, wherever they stand."""
    return shape(a) == shape(b)
