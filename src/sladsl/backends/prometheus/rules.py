"""Recording rules, alerting rules and groups, and how they stand in a rules file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sladsl.backends.prometheus.text import duration, literal
from sladsl.backends.prometheus.yaml_text import Value, document
from sladsl.records import field, record


@record
class Record:
    name: str
    expr: str
    labels: Mapping[str, str]

    def to_yaml(self) -> Value:
        return {"record": self.name, "expr": self.expr, "labels": dict(self.labels)}


@record
class Alert:
    """An alert; `labels` are plain text, `annotations` are Go templates already. `proof` says which
    liveness test makes it fire: `bad` time or `gone` data."""

    name: str
    expr: str
    hold: int
    labels: Mapping[str, str]
    annotations: Mapping[str, str] = field(default_factory=dict)
    proof: str = "bad"

    def to_yaml(self) -> Value:
        return {
            "alert": self.name,
            "expr": self.expr,
            "for": duration(self.hold),
            "labels": {key: literal(text) for key, text in self.labels.items()},
            "annotations": dict(self.annotations),
        }


@record
class Group:
    """Rules evaluated one after another every `interval` seconds."""

    name: str
    interval: int
    rules: tuple[Record | Alert, ...]


def groups_value(groups: Sequence[Group]) -> list[Value]:
    return [
        {"name": g.name, "interval": duration(g.interval), "rules": [rule.to_yaml() for rule in g.rules]}
        for g in groups
    ]


def rules_file(groups: Sequence[Group], comments: Sequence[str]) -> bytes:
    return document({"groups": groups_value(groups)}, comments)
