"""The values an agreement speaks of: ratios, numbers, spans of time, money, quantities, and words."""

from __future__ import annotations

from fractions import Fraction
from operator import lt
from typing import TypeAlias

from sladsl.exact.durations import Deadline, TimeSpan
from sladsl.exact.money import Money
from sladsl.exact.quantities import Quantity
from sladsl.records import record
from sladsl.source import Span


@record(order=True)
class Ratio:
    """A share of one: 99.95% is `Ratio(Fraction(9995, 10000))`."""

    value: Fraction


@record(order=True)
class Number:
    """A plain number without a unit."""

    value: Fraction


Value: TypeAlias = Ratio | Number | Money | Quantity | TimeSpan | Deadline


def less(left: Value, right: Value) -> bool:
    """Whether `left < right`; values of two kinds, units or currencies are a bug and raise."""
    return bool(lt(left, right))


@record
class Mention:
    """A `{name}` inside a text: the words as written, and what they lead to.

    `path` is what stands between the braces. `key` is the key of the declared thing in the House, or
    empty for a word that each agreement fills in itself (one of AGREEMENT_WORDS). `value` is set where a
    template's parameter stands for a value.
    """

    path: str
    key: str
    span: Span
    value: Value | None = None


AGREEMENT_WORDS = (
    "agreement",
    "provider",
    "customer",
    "services",
    "law",
    "review",
    "notice",
    "renewal",
    "claim",
    "cap",
    "hours",
    "start",
    "end",
)

Parts: TypeAlias = tuple[str | Mention, ...]


@record
class Words:
    """A text in one or more languages; the text without a language is the fallback of all."""

    default: Parts
    translations: tuple[tuple[str, Parts], ...] = ()
    span: Span | None = None

    def parts(self, language: str) -> Parts:
        """The text in `language`, else in the language part of a tag such as `pt-BR`, else the default."""
        for wanted in (language, language.split("-", maxsplit=1)[0]):
            for tag, parts in self.translations:
                if tag == wanted:
                    return parts
        return self.default

    def plain(self, language: str = "") -> str:
        """The text with mentions written as they stand in the source."""
        parts = self.parts(language)
        return "".join(p if isinstance(p, str) else "{" + p.path + "}" for p in parts)


def words(text: str) -> Words:
    """A text of our own making, without translations."""
    return Words((text,))
