"""How names, numbers, durations and strings are written in PromQL, in Go templates and in file names."""

from __future__ import annotations

import hashlib
import re
from fractions import Fraction

_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}
_UNITS = (("d", 86_400_000), ("h", 3_600_000), ("m", 60_000), ("s", 1_000), ("ms", 1))
_RESERVED = {"con", "prn", "aux", "nul", *(f"{d}{n}" for d in ("com", "lpt") for n in range(1, 10))}


def well_formed(text: str) -> str:
    """`text` without lone surrogates, which no UTF-8 output can hold."""
    return text.encode("utf-8", "replace").decode("utf-8")


def quoted(text: str) -> str:
    """A PromQL string literal; only printable characters stand in it unescaped."""
    out = []
    for char in well_formed(text):
        if char in _ESCAPES:
            out.append(_ESCAPES[char])
        elif char.isprintable():
            out.append(char)
        elif ord(char) <= 0xFFFF:
            out.append(f"\\u{ord(char):04x}")
        else:
            out.append(f"\\U{ord(char):08x}")
    return '"' + "".join(out) + '"'


def literal(text: str) -> str:
    """`text` for a place that Prometheus expands as a Go template: every brace becomes an action that
    prints it, since a brace before our own action would join it."""
    return well_formed(text).replace("{", '{{"{"}}')


def number(value: Fraction | int) -> str:
    """The exact decimal of `value`, or a division where no finite decimal exists."""
    value = Fraction(value)
    rest, places = value.denominator, 0
    for prime in (2, 5):
        count = 0
        while rest % prime == 0:
            rest //= prime
            count += 1
        places = max(places, count)
    if rest != 1:
        return f"({value.numerator} / {value.denominator})"
    digits = str(abs(value.numerator) * 10**places // value.denominator).rjust(places + 1, "0")
    text = f"{digits[:-places]}.{digits[-places:]}" if places else digits
    return f"-{text}" if value < 0 else text


def percent(value: Fraction) -> str:
    """`value` as people write it: `99.95%`."""
    return number(value * 100).strip("()").replace(" ", "") + "%"


def _duration(milliseconds: int) -> str:
    out = ""
    for unit, size in _UNITS:
        count, milliseconds = divmod(milliseconds, size)
        if count:
            out += f"{count}{unit}"
    return out or "0s"


def duration(seconds: int) -> str:
    """`90061` is `1d1h1m1s`."""
    return _duration(seconds * 1000)


def window(seconds: int) -> str:
    """A range one millisecond short of `seconds`: it holds the same samples whether a version of
    Prometheus counts the sample at the far end (2.x) or not (3.x)."""
    return _duration(seconds * 1000 - 1)


def le_pattern(bound: Fraction) -> str:
    """A regular expression for every spelling of one bucket's bound: `1`, `1.0`, `0.30`, `1e+06`."""
    whole, _, decimals = number(bound).partition(".")
    plain = f"{whole}[.]{decimals}0*" if decimals else f"{whole}([.]0+)?"
    digits = (whole + decimals).lstrip("0") or "0"
    exponent = len(whole) - 1 if whole != "0" else len(digits) - len(decimals) - 1
    if -4 <= exponent < 6:
        return plain
    mantissa = digits.rstrip("0")
    mantissa = f"{mantissa[0]}[.]{mantissa[1:]}0*" if len(mantissa) > 1 else f"{mantissa}([.]0+)?"
    return f"{plain}|{mantissa}[eE][{'-' if exponent < 0 else '+'}]?0*{abs(exponent)}"


def file_stem(name: str, taken: frozenset[str] = frozenset()) -> str:
    """`name` as one harmless path component, told apart by a digest where something had to go or where
    it equals one of `taken` (case-folded) names."""
    safe = re.sub(r"[^\w.-]", "_", well_formed(name)).strip(".")[:100]
    if safe and safe == name and safe.casefold() not in taken and not _is_reserved(safe):
        return safe
    digest = hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()
    stems = (f"{safe or 'agreement'}-{digest[:length]}" for length in range(8, 65))
    return next(stem for stem in stems if stem.casefold() not in taken)


def _is_reserved(stem: str) -> bool:
    """Names that one system or another takes for a device."""
    return stem.split(".", maxsplit=1)[0].casefold() in _RESERVED
