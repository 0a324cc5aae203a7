"""The same rules as a PrometheusRule resource, which the Prometheus Operator takes from a cluster."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence

from sladsl.backends.prometheus.rules import Group, groups_value
from sladsl.backends.prometheus.yaml_text import Value, document

_LONGEST = 63
_LABEL = re.compile(r"[a-z0-9]([a-z0-9-]*[a-z0-9])?")


def resource_name(name: str, taken: frozenset[str] = frozenset()) -> str:
    """A DNS label (RFC 1123: 63 lower-case letters, digits and hyphens) for `name`, told apart by a digest
    where something had to go or where it is one of `taken`."""
    plain = name.lower()
    if len(plain) <= _LONGEST and _LABEL.fullmatch(plain) and plain not in taken:
        return plain
    digest = hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()
    safe = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:40].strip("-") or "agreement"
    candidates = (f"{safe}-{digest[:length]}" for length in range(8, _LONGEST - len(safe)))
    return next(each for each in candidates if each not in taken)


def resource_file(name: str, groups: Sequence[Group], comments: Sequence[str]) -> bytes:
    """The resource `name` with these groups."""
    more = "an operator that selects rules by label needs that label here, too"
    value: dict[str, Value] = {
        "apiVersion": "monitoring.coreos.com/v1",
        "kind": "PrometheusRule",
        "metadata": {"name": name, "labels": {"app.kubernetes.io/managed-by": "sladsl"}},
        "spec": {"groups": groups_value(groups)},
    }
    return document(value, [*comments, more])
