"""The words of which the grammar takes one of a few: types that the syntax tree and the House share."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, TypeAlias

AgreementKind: TypeAlias = Literal["sla", "ola", "uc"]
Level: TypeAlias = Literal["corporate", "customer", "service"]
Role: TypeAlias = Literal["provider", "customer"]
Permission: TypeAlias = Literal["tighten", "change", "not change"]
Comparator: TypeAlias = Literal[">=", ">", "<=", "<", "="]
Direction: TypeAlias = Literal["higher", "lower"]
State: TypeAlias = Literal["down", "up"]
AggregateWord: TypeAlias = Literal["max", "min", "mean", "sum"]
EmptyWord: TypeAlias = Literal["good", "bad", "excluded", "unknown"]
PauseWord: TypeAlias = Literal["elapsed time", "counted hours"]
BegunWord: TypeAlias = Literal["downtime", "length", "both"]
Basis: TypeAlias = Literal["down", "late"]
Combination: TypeAlias = Literal["highest", "sum", "agreeing", "customer chooses"]
LeastWord: TypeAlias = Literal["at least", "more than"]
TierWord: TypeAlias = Literal["below", "above", "at least", "at most", "when", "otherwise"]
ChainWord: TypeAlias = Literal["then", "or", "with"]
Operator: TypeAlias = Literal["or", "and", "except", "+", "-", "*", "/"]

MIRRORED: Mapping[Comparator, Comparator] = {">=": "<=", ">": "<", "<=": ">=", "<": ">", "=": "="}
"""The comparator that says the same with its two sides exchanged."""

OPPOSITE: Mapping[Comparator, Comparator] = {">=": "<", ">": "<=", "<=": ">", "<": ">="}
"""The comparator that holds where this one does not; `=` has none."""
